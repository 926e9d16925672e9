"""Beads as pairs of languages: what TMX, Moses and TSV have in common."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tei.render.exports.corpus import Corpus
from tei.render.exports.reader import joined
from tei.render.exports.text import Bead, Text, Unit


@dataclass(frozen=True, slots=True)
class Pair:
    """A bead of the original and one other version.  A side without units is "" and has no ids."""

    text: Text
    bead: Bead
    languages: tuple[str, str]
    sides: tuple[str, str]
    ids: tuple[tuple[str, ...], tuple[str, ...]]

    @property
    def type(self) -> str:
        """How many units of each side: ``2-1``."""
        return f"{len(self.ids[0])}-{len(self.ids[1])}"

    @property
    def whole(self) -> bool:
        """Whether both sides say something."""
        return all(side.strip() for side in self.sides)


def side(text: Text, bead: Bead, version: int) -> str:
    """What a version says in a bead."""
    return joined(bead.sides[version], text.versions[version].lang)


def languages(text: Text) -> tuple[str, ...]:
    """A name for each version: its language, and where several have the same, also its number: ``en``, ``en.2``."""
    seen: dict[str, int] = {}
    names = []
    for version in text.versions:
        lang = version.lang or "und"
        seen[lang] = seen.get(lang, 0) + 1
        names.append(lang if seen[lang] == 1 else f"{lang}.{seen[lang]}")
    return tuple(names)


def pairs(corpus: Corpus) -> Iterator[Pair]:
    """The beads of every text, for every version beside the original."""
    for text in corpus.texts:
        names = languages(text)
        for other in range(1, len(text.versions)):
            for bead in text.beads:
                if bead.sides[0] or bead.sides[other]:
                    yield Pair(
                        text,
                        bead,
                        (names[0], names[other]),
                        (side(text, bead, 0), side(text, bead, other)),
                        (_ids(bead.sides[0]), _ids(bead.sides[other])),
                    )


def _ids(units: tuple[Unit, ...]) -> tuple[str, ...]:
    return tuple(unit.id for unit in units)
