"""Pages: where each ends, so that every entry stands, whole, on the page of its call.

Of all ways to divide a text into pages the one is found that leaves the least white on them, parts no heads from what
they are above, and leaves no line of a paragraph alone.  All lengths are points.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from tei.render.print.foot import ABOVE, BETWEEN, GAP, Entry
from tei.render.print.galley import BELONGS, Galley, Slot

#: What white space costs, by the square of its share of the page; no page is left whiter than this if it can be fuller.
_WHITE, _LOOSE = 4.0, 0.4
#: So much may pages seem too full, by rounding.
_OFF = 0.05
#: The part of a line that stays free below the last one of a page that divides a row, so that rounding moves none.
FREE = 0.4

#: Where a slot stands: the page, from 1 on, and its top there.
Place = tuple[int, float]


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on a page: slots, from the first up to and without the last."""

    first: int
    last: int
    before: float  # what stands above the first one
    on: tuple[Entry, ...]  # the entries, in the order in which Typst takes them
    reserved: bool = False  # whether room is left for them though a row goes on there from before
    carried: bool = False  # whether some of them are called on the page before


@dataclass(frozen=True, slots=True)
class _Came:
    """How the pages before a slot are, at their best."""

    cost: float
    first: int  # that of the last of these pages
    reserved: bool = False  # whether room is left on that
    left: float | None = None  # the room for text on it, where room can be left on the next page, too


def paginated(galley: Galley) -> list[Page]:
    """The pages of a text, none of whose entries is as high as a page."""
    ways = _Ways(galley)
    count = len(galley.slots)
    came: list[_Came | None] = [_Came(0.0, 0), *[None] * count]
    for first in range(count):
        if (here := came[first]) is None:
            continue
        for last, cost, reserved in ways.ends(first, here.left):
            there = came[last]
            if there is None or here.cost + cost < there.cost:
                left = ways.left(first, last) if reserved or not ways.goes_on(first, last) else None
                came[last] = _Came(here.cost + cost, first, reserved, left)
    found = []
    last = count
    while last and (way := came[last]) is not None:
        before = galley.before if way.first == 0 else 0.0
        on = tuple(ways.entries(way.first, last))
        found.append(Page(way.first, last, before, on, way.reserved, ways.carries(way.first)))
        last = way.first
    return found[::-1]


class _Ways:
    """Where pages may end."""

    def __init__(self, galley: Galley) -> None:
        self._slots = galley.slots
        self._height, self._line, self._before = galley.height, galley.line, galley.before
        self._text = [0.0, *accumulate(slot.above + slot.height for slot in self._slots)]
        self._notes = [0.0, *accumulate(sum(entry.height + GAP for _, entry in slot.entries) for slot in self._slots)]
        self._of = {
            register: [0, *accumulate(_count(slot, register) for slot in self._slots)]
            for register in ("emendation", "note")
        }
        self._carried: dict[int, tuple[Entry, ...]] = {}  # before a slot, what had no room on the page of its call

    def ends(self, first: int, left: float | None) -> Iterator[tuple[int, float, bool]]:
        """Where a page may end that begins with slot `first`, what that costs, and whether room is to be left on it.

        `left` is the room for text on the page before, if room can be left on this one.
        """
        most = self._most(first)
        if rest := self._called(first, most)[len(self.entries(first, most)) :]:
            self._carried[most] = tuple(rest)
        found = well = False
        for last in range(most, first, -1):
            white = max(1 - self._full(first, last) / self._height, 0.0)
            if well and white > _LOOSE:
                return
            end = 0.0 if last == len(self._slots) else self._slots[last - 1].end
            goes_on = self.goes_on(first, last)
            # What has room on the page before would be put there.
            reserved = goes_on and left is not None and self._height - self.left(first, last) > left + self._line
            if goes_on and not reserved and self._slips(first, last, most):
                continue
            found, well = True, well or end < BELONGS
            yield last, end if last == len(self._slots) else end + _WHITE * white * white, reserved
        if not found:
            yield most, _WHITE, False  # nothing else can be done

    def left(self, first: int, last: int) -> float:
        """The room for the text of a page that divides a row."""
        return self._text_height(first, last) + FREE * self._line

    def goes_on(self, first: int, last: int) -> bool:
        """Whether a page is all of one row, which begins before it and goes on after it."""
        slots = self._slots
        return last < len(slots) and slots[first].block == slots[last].block and slots[first].line > 0

    def carries(self, first: int) -> bool:
        """Whether an entry that is called on the page before had no room there."""
        return first in self._carried

    def entries(self, first: int, last: int) -> list[Entry]:
        """The entries on a page: all that are called on it, but for those that have no room."""
        called = self._called(first, last)
        if last == len(self._slots) or self._full(first, last) <= self._height + _OFF:
            return called
        free = self._height - self._text_height(first, last) - ABOVE - BETWEEN
        heights = list(accumulate(entry.height + GAP for entry in called))
        return called[: max(bisect_right(heights, free), 1)]

    def _called(self, first: int, last: int) -> list[Entry]:
        """Block by block, of a row the left version's first."""
        found = [(slot.block, cell, entry) for slot in self._slots[first:last] for cell, entry in slot.entries]
        found.sort(key=lambda each: each[:2])
        return [*self._carried.get(first, ()), *(entry for _, _, entry in found)]

    def _slips(self, first: int, last: int, most: int) -> bool:
        """Whether Typst would not end the page there, where a row goes on.

        What keeps the row's next line off the page are the entries alone.  Typst takes them as they come, the left
        version's first: also those of lines that then turn out to be overleaf.
        """
        slots = self._slots
        here = [cell for slot in slots[first:last] for cell, _ in slot.entries]
        if not here:
            return last < most
        reach = slots[last : first + int(self._height / slots[first].height)]
        return 1 in here and any(
            not cell for slot in reach if slot.block == slots[first].block for cell, _ in slot.entries
        )

    def _full(self, first: int, last: int) -> float:
        """The height of all that stands on a page."""
        carried = self._carried.get(first, ())
        notes = self._notes[last] - self._notes[first] + sum(entry.height + GAP for entry in carried)
        registers = {entry.register for entry in carried}
        registers |= {register for register, counts in self._of.items() if counts[last] > counts[first]}
        return self._text_height(first, last) + notes + ABOVE * bool(registers) + BETWEEN * (len(registers) > 1)

    def _text_height(self, first: int, last: int) -> float:
        text = self._text[last] - self._text[first] - self._slots[first].above
        return text + (0.0 if first else self._before)

    def _most(self, first: int) -> int:
        """The most slots that a page holds; one at least."""
        # Text alone, then with the entries, which are few.
        last = bisect_right(self._text, self._text[first] + self._slots[first].above + self._height + _OFF) - 1
        while last > first + 1 and self._full(first, last) > self._height + _OFF:
            last -= 1
        return max(last, first + 1)


def _count(slot: Slot, register: str) -> int:
    return sum(entry.register == register for _, entry in slot.entries)


def standing(galley: Galley, pages: Sequence[Page]) -> list[Place]:
    """Where each slot stands."""
    found: list[Place] = []
    for n, page in enumerate(pages, 1):
        y = galley.head + page.before
        for at, slot in enumerate(galley.slots[page.first : page.last]):
            y += slot.above if at else 0.0
            found.append((n, round(y, 2)))
            y += slot.height
    return found
