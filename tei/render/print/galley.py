"""A galley: the text as it was set to be measured, each of its blocks whole, whatever page that is on.

It is cut into slots: what stands on one page, a line of a row in both versions, or a block that is no row of lines.
All lengths are points.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from tei.render.print.foot import Entry, entries
from tei.render.print.survey import Mark, Survey

#: By how much rounding may put things off.
_OFF = 0.3

#: What it costs to end a page within a row; between two calls of a note, of which one then stands on another page than
#: the note; and where that leaves one line of a paragraph alone.
_WITHIN, _PARTED, _ALONE = 0.01, 0.5, 1.0
#: And after what belongs to what follows: a head, or a byline above a text; of the heads of a version, which may need a
#: page of their own with their notes, between two headlines, after the title, after the last of them.
_HEAD, _HEADLINE, _TITLE, BELONGS = 100.0, 12.0, 6.0, 3.0


@dataclass(frozen=True, slots=True)
class Block:
    """A row or another block of the text, in the order in which they stand."""

    key: str
    kind: str
    above: float  # the space before it, unless it begins a page
    below: float
    sticky: bool  # whether what follows stands on the same page
    top: float  # where it stands in the galley
    height: float
    cells: tuple[tuple[int, ...], ...]  # of a row: the lines of the paragraphs of each version; else none
    marks: tuple[tuple[int, Mark], ...]  # what is in it, with the version: 0 the left one, 1 the right one


@dataclass(frozen=True, slots=True)
class Slot:
    """What no page divides."""

    block: int
    line: int  # of the block, from 0
    above: float  # the space before it, unless it begins a page
    height: float
    entries: tuple[tuple[int, Entry], ...]  # those called first in it, with the version
    end: float  # what it costs to end a page after it


@dataclass(frozen=True, slots=True)
class Galley:
    """A text as it was measured."""

    head: float  # where the text of a page begins
    foot: float  # where all ends that stands on it
    line: float
    before: float  # what stands above the first block, on the first page
    blocks: tuple[Block, ...]
    slots: tuple[Slot, ...]
    firsts: tuple[int, ...]  # of each block, the first slot
    counted: tuple[int, ...]  # of each block, the lines of the original before it
    entries: Mapping[str, Entry]

    @property
    def height(self) -> float:
        """What a page holds."""
        return self.foot - self.head

    def line_of(self, block: int, mark: Mark) -> int:
        """The line of a block that a mark in it stands in, from 0."""
        return _line_of(self.blocks[block], mark, self.line)

    def number(self, block: int, line: int) -> int | None:
        """The number of a line of the original, or of that beside it; none where none is counted."""
        cells = self.blocks[block].cells
        return self.counted[block] + line + 1 if cells and line < sum(cells[0]) else None


def galley(survey: Survey, higher: Mapping[str, float] | None = None) -> Galley:
    """The galley that a survey tells of.  Entries may be `higher` than they were there."""
    blocks = tuple(_blocks(survey))
    known = entries(survey, higher)
    before = blocks[0].top - survey.head if blocks else 0.0
    slots = tuple(_slots(blocks, known, survey.line))
    firsts = tuple(n for n, slot in enumerate(slots) if slot.line == 0)
    lines = (sum(block.cells[0]) if block.cells else 0 for block in blocks)
    counted = tuple(accumulate(lines, initial=0))[:-1]
    return Galley(survey.head, survey.foot, survey.line, before, blocks, slots, firsts, counted, known)


def _blocks(survey: Survey) -> Iterator[Block]:
    inside: list[tuple[int, Mark]] = []
    start: Mark | None = None
    cell = 0
    for mark in survey.marks:
        if mark.what == "block":
            start, inside, cell = mark, [], 0
        elif mark.what == "block-end" and start is not None:
            key, kind, above, below, sticky = start.value
            height = mark.y - start.y
            cells = _cells(inside, survey.line, height if height < survey.height - _OFF else None)
            yield Block(key, kind, above, below, sticky, start.y, height, cells, tuple(inside))
            start = None
        elif start is not None:
            cell = mark.value[0] if mark.what == "cell" else cell
            inside.append((cell, mark))


def _cells(inside: Sequence[tuple[int, Mark]], line: float, height: float | None) -> tuple[tuple[int, ...], ...]:
    """The lines of the paragraphs of each version; none unless all of them are lines, and the row as high as the most.

    The `height` of what is higher than a page is not known.
    """
    found: dict[int, list[float]] = {}
    for cell, mark in inside:
        if mark.what in ("cell", "p", "cell-end"):
            found.setdefault(cell, []).append(mark.y)
    cells = []
    for tops in found.values():
        lines = [(low - high) / line for high, low in pairwise(tops)]
        if any(abs(count - round(count)) * line > _OFF for count in lines):
            return ()
        cells.append(tuple(round(count) for count in lines if round(count)))
    most = max((sum(cell) for cell in cells), default=0)
    return tuple(cells) if most and (height is None or abs(most * line - height) <= _OFF) else ()


def _slots(blocks: Sequence[Block], known: dict[str, Entry], line: float) -> Iterator[Slot]:
    seen: set[str] = set()
    below = 0.0
    for n, block in enumerate(blocks):
        count = max((sum(cell) for cell in block.cells), default=1)
        called: list[list[tuple[int, Entry]]] = [[] for _ in range(count)]
        for cell, mark in block.marks:
            if mark.what == "call" and mark.value[1] in known and mark.value[1] not in seen:
                seen.add(mark.value[1])
                called[_line_of(block, mark, line)].append((cell, known[mark.value[1]]))
        parted = list(_parted(block, called, line))
        for at in range(count):
            last = at == count - 1
            yield Slot(
                n,
                at,
                0.0 if at else max(block.above, below),
                line if block.cells else block.height,
                tuple(called[at]),
                _after(block, blocks[n + 1 : n + 2]) if last else _within(block.cells, at + 1) + _PARTED * parted[at],
            )
        below = block.below


def _after(block: Block, rest: Sequence[Block]) -> float:
    """What it costs to end a page after a block."""
    if not block.sticky:
        return 0.0
    if block.kind == "headlines":
        return _HEADLINE if rest and rest[0].kind == "headlines" else BELONGS
    return _TITLE if block.kind == "titles" else _HEAD


def _parted(block: Block, called: Sequence[Sequence[tuple[int, Entry]]], line: float) -> Iterator[int]:
    """After each line, how many of the notes that are called first in a block are called before and after."""
    first = {entry.key: at for at, here in enumerate(called) for _, entry in here}
    spans = [
        sorted((first[mark.value[0]], _line_of(block, mark, line)))
        for _, mark in block.marks
        if mark.what == "again" and mark.value[0] in first
    ]
    for at in range(len(called)):
        yield sum(start <= at < end for start, end in spans)


def _line_of(block: Block, mark: Mark, line: float) -> int:
    """The line of a block that a mark in it stands in, from 0."""
    if not block.cells:
        return 0
    count = max(sum(cell) for cell in block.cells)
    return min(max(int((mark.y - block.top + _OFF) // line), 0), count - 1)


def _within(cells: Sequence[Sequence[int]], count: int) -> float:
    """What it costs to end a page after so many lines of a row."""
    for paragraphs in cells:
        begun = count
        for lines in paragraphs:
            if 0 < begun < lines and (begun == 1 or lines - begun == 1):
                return _ALONE
            begun -= lines
    return _WITHIN
