"""The dates that texts name, and those of the texts themselves: each once, with all that is of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tei.render.calendar import Days, Key, key, year
from tei.render.site.leaf import Leaf, Passage


@dataclass(frozen=True, slots=True)
class Dated:
    """A date, or a span of time, with the texts that are of it and the passages that name it; `len` counts both."""

    first: str
    last: str
    time: Days
    issued: tuple[Leaf, ...] = ()
    passages: tuple[tuple[Leaf, Passage], ...] = ()
    continued: bool = False  # whether the page before begins it

    @property
    def id(self) -> str:
        """Its id in a page."""
        return f"d{self.first}" if self.first == self.last else f"d{self.first}--{self.last}"

    @property
    def year(self) -> int:
        """The year that it begins in."""
        return year(self.time[0])

    def __len__(self) -> int:
        return len(self.issued) + len(self.passages)


def issued(leaf: Leaf) -> Key | None:
    """The date of a text."""
    return key(leaf.date, leaf.date)


def named(passage: Passage) -> dict[Key, None]:
    """The dates that a passage names, each once, in whichever version it stands."""
    return {found: None for side in passage.sides for day in side.days if (found := key(day.first, day.last))}


def dated(leaves: Sequence[Leaf]) -> list[Dated]:
    """All dates in order; what contains others comes before them."""
    texts: dict[Key, list[Leaf]] = {}
    passages: dict[Key, list[tuple[Leaf, Passage]]] = {}
    for leaf in leaves:
        if of := issued(leaf):
            texts.setdefault(of, []).append(leaf)
        for passage in leaf.passages:
            for of in named(passage):
                passages.setdefault(of, []).append((leaf, passage))
    keys = sorted({*texts, *passages}, key=lambda of: (of[2][0], -of[2][1], of))
    return [Dated(*of, tuple(texts.get(of, ())), tuple(passages.get(of, ()))) for of in keys]
