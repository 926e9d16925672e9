"""The plan by which a text is set: which page each block begins, where each entry stands, in which line its call is.

The text is set once to be measured (a galley), divided into pages, and set by that plan.  Rows that a page divides are
left to Typst: as room is left for all that stands below, it can put no more lines there than are meant.  All lengths
are points.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from tei.render.print.foot import Footed, between, needed, stacked
from tei.render.print.galley import Galley
from tei.render.print.pages import FREE, Page, Place, paginated, standing
from tei.render.print.spreads import Cut
from tei.render.print.survey import Mark


@dataclass(frozen=True, slots=True)
class Begun:
    """How a block is set, as ``flow`` in ``rows.typ`` takes it."""

    begins: str | None = None  # "page" if it begins one; "column" if entries of the page before go on there
    rooms: tuple[float, ...] = ()  # what is left free at the foot of that page, and of the next ones
    divided: bool = False  # whether it goes on overleaf


@dataclass(frozen=True, slots=True)
class Plan:
    """What the next setting reads as ``plan.json``."""

    blocks: Mapping[str, Begun] = field(default_factory=dict)
    entries: Mapping[str, Footed] = field(default_factory=dict)
    tops: Mapping[str, Place] = field(default_factory=dict)  # where entries begin
    calls: Mapping[str, Place] = field(default_factory=dict)  # where they are called first
    lines: Mapping[str, int] = field(default_factory=dict)  # in which lines that is
    cuts: Mapping[str, Sequence[Cut]] = field(default_factory=dict)  # after what spreads end, by text

    def told(self) -> dict[str, Any]:
        """The plan as JSON's values."""
        return {
            "blocks": {key: (block.begins, block.rooms, block.divided) for key, block in self.blocks.items()},
            "entries": {key: (it.height, it.down, it.rule, it.broken) for key, it in self.entries.items()},
            "tops": self.tops,
            "calls": self.calls,
            "lines": self.lines,
            "cuts": self.cuts,
        }


@dataclass(frozen=True, slots=True)
class Laid:
    """A text of which is known where it stands."""

    galley: Galley
    slots: Sequence[Place]  # where each stands
    pages: int
    tops: Mapping[str, Place]  # of the entries

    def place(self, block: int, mark: Mark) -> tuple[int, int | None, float]:
        """Where a mark in a block of the galley stands: page, line of the original, height."""
        of = self.galley
        line = of.line_of(block, mark)
        page, y = self.slots[of.firsts[block] + line]
        return page, of.number(block, line), round(y + mark.y - of.blocks[block].top - line * of.line, 2)

    def marks(self, *what: str) -> Iterator[tuple[Mark, tuple[int, int | None, float]]]:
        """Some of the marks of the galley, with their places."""
        for n, block in enumerate(self.galley.blocks):
            yield from ((mark, self.place(n, mark)) for _, mark in block.marks if mark.what in what)

    def numbers(self) -> Iterator[tuple[int, int, float]]:
        """The lines of the original: page, number, top."""
        for slot, (page, y) in zip(self.galley.slots, self.slots, strict=True):
            if n := self.galley.number(slot.block, slot.line):
                yield page, n, y


def planned(of: Galley) -> tuple[Plan, Laid]:
    """The plan for a text, and where it stands then."""
    pages = paginated(of)
    blocks: dict[str, Begun] = {}
    footed: dict[str, Footed] = {}
    tops: dict[str, Place] = {}
    for n, page in enumerate(pages, 1):
        for slot in of.slots[page.first : page.last]:
            block = of.blocks[slot.block]
            key = block.key
            if not slot.line:
                begins = n > 1 and slot is of.slots[page.first]
                high = not block.cells and block.height > of.height - of.line  # no lines tell where it could be divided
                blocks[key] = Begun(("column" if page.carried else "page") if begins else None, divided=high)
            elif slot is of.slots[page.first]:
                blocks[key] = replace(blocks[key], divided=True)
        room, on, above = _foot(of, page)
        if room is not None:
            key = of.blocks[of.slots[page.last].block].key
            blocks[key] = replace(blocks[key], rooms=(*blocks[key].rooms, room))
        footed |= on
        tops |= {key: (n, round(of.foot - high, 2)) for key, high in above.items()}
    laid = Laid(of, standing(of, pages), len(pages), tops)
    return Plan(blocks, footed, tops, *called(laid)), laid


def called(laid: Laid) -> tuple[dict[str, Place], dict[str, int]]:
    """Where each entry is called first, and in which line, or beside which."""
    places: dict[str, Place] = {}
    lines: dict[str, int] = {}
    for mark, (page, line, y) in laid.marks("call"):
        key = mark.value[1]
        if key not in places:
            places[key] = page, round(y - laid.galley.line, 2)
            if line is not None:
                lines[key] = line
    return places, lines


def _foot(of: Galley, page: Page) -> tuple[float | None, dict[str, Footed], dict[str, float]]:
    """The room that is left at the foot of a page by the row that goes on overleaf, if it can; its entries, and how far
    above the foot they begin.
    """
    slots = of.slots[page.first : page.last]
    row = of.slots[page.last].block if page.last < len(of.slots) else None
    if row != slots[-1].block:
        return None, *stacked(page.on)
    text = page.before + sum(slot.height + slot.above for slot in slots) - slots[0].above
    free = max(of.height - text - needed(page.on) - between(page.on) - FREE * of.line, 0.0)
    if slots[0].block == row and slots[0].line and not page.reserved:
        return None, *stacked(page.on, more=free)
    own = {entry.key for slot in slots if slot.block == row for _, entry in slot.entries}
    left = [entry for entry in page.on if entry.key in own]
    on = [entry for entry in page.on if entry.key not in own]
    room = free + needed(page.on) + between(page.on) - needed(on) - between(on)
    return round(room, 2), *stacked(on, left)
