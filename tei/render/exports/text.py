"""A text as the exports see it: its versions in blocks and sentences, what is marked in them, beads, notes, records.

All of it is read from the TEI alone, and is plain values: it travels between processes, and many texts fit in memory.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

#: The elements that name a record.
NAMES = ("persName", "placeName", "orgName", "eventName", "title", "name", "rs")
#: The elements that stand for a date or a quantity.
VALUES = ("date", "time", "num", "measure")
#: What editors did to the text.
EMENDATIONS = ("choice", "surplus", "supplied", "unclear", "gap")

Worded = tuple[str, str]
"""(language, words)."""


@dataclass(frozen=True, slots=True)
class Span:
    """An element within a unit: the span ``[start, end)`` of its reading text, code points.

    `attrs` are its attributes but for ``xml:id``, in the order of the document, without namespaces.  `found` is what
    stands in the source where that differs (choice, surplus, supplied: then "" is nothing).
    """

    element: str  # the name of the TEI element
    start: int
    end: int
    id: str = ""
    attrs: tuple[tuple[str, str], ...] = ()
    found: str = ""

    def get(self, name: str) -> str:
        """The value of an attribute, or ""."""
        return dict(self.attrs).get(name, "")

    @property
    def refs(self) -> tuple[str, ...]:
        """What it points to, without ``#``."""
        return tuple(word.removeprefix("#") for word in self.get("ref").split())


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence, a head, or a paragraph that is not divided: its reading text, white space as one space each.

    `found` is the text as the source has it, "" where it is the same.
    """

    id: str
    element: str  # "s", "head", "p" …
    version: int  # the number of its version in the text
    text: str
    found: str = ""
    spans: tuple[Span, ...] = ()  # by start, the longer ones first


@dataclass(frozen=True, slots=True)
class Block:
    """A head or a paragraph of a version.  `level` is 1 for a head of the version, 2 for one of a report, and so on."""

    id: str
    element: str
    type: str
    level: int
    corresp: tuple[str, ...]  # the xml:ids that it says correspond to it
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """A version: its role (``original``, ``translation``, ""), its language, its xml:id, its blocks in order."""

    role: str
    lang: str
    id: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Bead:
    """Units that say the same: for each version of the text those of it, perhaps none."""

    sides: tuple[tuple[Unit, ...], ...]
    cert: str = ""  # as the alignment says: high, medium, low, a number, ""
    head: bool = False

    @property
    def type(self) -> str:
        """How many units of each version: ``2-1``."""
        return "-".join(str(len(side)) for side in self.sides)

    @property
    def id(self) -> str:
        """The xml:id of its first unit."""
        return next((unit.id for side in self.sides for unit in side), "")


@dataclass(frozen=True, slots=True)
class Note:
    """An annotation: what it is on (xml:ids), who says it, and what, in each language."""

    id: str
    type: str
    resp: str
    targets: tuple[str, ...]
    words: tuple[Worded, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """One name of a record; `type` is "" for a preferred one, else ``variant``, ``abbreviation``, ``former`` …"""

    lang: str
    text: str
    type: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """A person, place, organisation, event or document, as standOff describes it."""

    id: str
    kind: str  # person, place, org, event, bibl
    names: tuple[Named, ...]
    idnos: tuple[tuple[str, str], ...] = ()  # (type, value)
    notes: tuple[Worded, ...] = ()
    geo: tuple[float, float] | None = None  # latitude, longitude
    dates: tuple[tuple[str, str], ...] = ()  # (birth, death, when, from, to …; ISO)

    def name(self, lang: str = "") -> str:
        """Its preferred name in a language, else its first one."""
        best = [name for name in self.names if not name.type] or list(self.names)
        return next((name.text for name in best if name.lang == lang), best[0].text if best else self.id)


@dataclass(frozen=True, slots=True)
class Source:
    """What the header says of where the text was printed, by language, and when (ISO)."""

    titles: tuple[Worded, ...] = ()
    date: str = ""
    page: str = ""


@dataclass(frozen=True)
class Text:
    """A text.  `stem` is the name of its file without ending; versions begin with the original."""

    stem: str
    id: str
    titles: tuple[Worded, ...]
    authors: tuple[str, ...]
    source: Source
    versions: tuple[Version, ...]
    beads: tuple[Bead, ...]  # in the order of the original
    notes: tuple[Note, ...]
    records: tuple[Record, ...]
    responsible: tuple[Worded, ...] = field(default=())  # (xml:id, name) of editors and of tei

    @cached_property
    def places(self) -> Mapping[str, tuple[Unit | None, Span | None]]:
        """By xml:id what can be pointed to: a unit, a span in a unit; (None, None) for a paragraph or a division."""
        found: dict[str, tuple[Unit | None, Span | None]] = {}
        for version in self.versions:
            found[version.id] = None, None
            for block in version.blocks:
                found.setdefault(block.id, (None, None))
                for unit in block.units:
                    found[unit.id] = unit, None
                    found.update({span.id: (unit, span) for span in unit.spans if span.id})
        found.pop("", None)
        return found

    def units(self) -> Iterator[tuple[Version, Unit]]:
        """All units, version by version."""
        for version in self.versions:
            for block in version.blocks:
                for unit in block.units:
                    yield version, unit

    def title(self, lang: str = "") -> str:
        """Its title in a language, else its first one, else its name."""
        return dict(reversed(self.titles)).get(lang) or (self.titles[0][1] if self.titles else self.id or self.stem)
