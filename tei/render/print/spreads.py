"""Facing pages: after which sentences a spread ends, so that both of its pages hold the same sentences.

Each side was set on one page as long as it needs; what stands between two cuts is at most as high there as on a page of
its own.  All lengths are points.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

#: The rule above the entries of a page and the space around it, and where the base line is in a line: lines of text.
_RULE, _ASCENT = 1.35, 0.71
#: A spread ends between two rows rather than where it would be fuller by less than this share of a page.
_LOOSE = 0.12
#: After these rows no spread ends.
_HEADS = ("heads", "titles", "headlines")

Cut = tuple[int, int, int]  # a row, and how many units of its two sides stand before the cut


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence, or a block that is not divided: base lines of its first and last line, the height of its entries."""

    ids: tuple[str, ...]
    mates: tuple[str, ...]
    start: float
    end: float
    notes: float


@dataclass(frozen=True, slots=True)
class Side:
    """One version of a row."""

    top: float
    bottom: float
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """What stands beside each other: the original, the translation; either may be missing."""

    kind: str
    sides: tuple[Side | None, Side | None]


def measured(told: Mapping[str, Any]) -> dict[str, list[Row]]:
    """By text, its rows, from what ``survey()`` in ``entries.typ`` tells of a setting in which nothing was cut."""
    heights = _heights(told)
    notes: dict[tuple[str, int, int, int], float] = {}
    place = None
    for value in told["flow"]:
        if len(value) == 2:
            if place is not None:
                notes[place] = notes.get(place, 0.0) + heights.get(value[1], 0.0)
        else:
            place = (value[0], value[1], value[2], value[3])
    ends = {tuple(value): y for value, _, y in told["units-end"]}
    units: dict[tuple[str, int, int], list[Unit]] = {}
    for (key, n, right, m, ids, mates), _, y in told["units"]:
        at = (key, n, right, m)
        unit = Unit(tuple(ids), tuple(mates), y, max(y, ends.get(at, y)), notes.get(at, 0.0))
        units.setdefault((key, n, right), []).append(unit)
    bottoms = {tuple(value): y for value, _, y in told["sides-end"]}
    found: dict[str, dict[int, tuple[str, list[Side | None]]]] = {}
    for (key, n, right, kind), _, y in told["sides"]:
        _, sides = found.setdefault(key, {}).setdefault(n, (kind, [None, None]))
        sides[right] = Side(y, bottoms[key, n, right], tuple(units.get((key, n, right), [])))
    return {
        key: [Row(kind, (sides[0], sides[1])) for _, (kind, sides) in sorted(rows.items())]
        for key, rows in found.items()
    }


def _heights(told: Mapping[str, Any]) -> dict[str, float]:
    """How high each entry is."""
    ends = {key: (page, y) for key, page, y in told["ends"]}
    tops = sorted((page, y, key) for (_, key), page, y in told["tops"])
    found = {}
    for n, (page, y, key) in enumerate(tops):
        following = tops[n + 1] if n + 1 < len(tops) else None
        last = following is None or following[0] != page
        found[key] = ends[key][1] - y + 5.0 if last or following is None else following[1] - y
    return found


def cuts(rows: Sequence[Row], height: float, line: float) -> list[Cut]:
    """After which rows and units spreads of pages `height` high end."""
    ends = [*_candidates(rows), (len(rows), 0, 0)]
    pages = [_Column(rows, right, line) for right in (0, 1)]
    found: list[Cut] = []
    start: Cut = (0, 0, 0)
    at = 0
    while at < len(ends):
        fitting = at
        best = at
        while fitting < len(ends) and all(page.height(start, ends[fitting]) <= height for page in pages):
            between = ends[fitting][1:] == (0, 0)
            fuller = max(page.height(start, ends[fitting]) - page.height(start, ends[best]) for page in pages)
            if between or ends[best][1:] != (0, 0) or fuller > _LOOSE * height:
                best = fitting
            fitting += 1
        if ends[best] == (len(rows), 0, 0):
            break
        start = ends[best]
        found.append(start)
        at = best + 1
    return found


def _candidates(rows: Sequence[Row]) -> Iterator[Cut]:
    """Where a spread may end, in order."""
    for n, row in enumerate(rows):
        if n and rows[n - 1].kind not in _HEADS:
            yield n, 0, 0
        yield from ((n, left, right) for left, right in _within(row))


def _within(row: Row) -> Iterator[tuple[int, int]]:
    """Where a row may be cut: the counterparts of all that stands before stand before, too."""
    left, right = (side.units if side else () for side in row.sides)
    if not left or not right:
        yield from ((m * bool(left), m * bool(right)) for m in range(1, max(len(left), len(right))))
        return
    by_id = {id_: m for m, unit in enumerate(right) for id_ in unit.ids}
    links = [{by_id[mate] for mate in unit.mates if mate in by_id} for unit in left]
    for m, unit in enumerate(right):
        for n, other in enumerate(left):
            if set(other.ids) & set(unit.mates):
                links[n].add(m)
    linked = set().union(*links)
    reach = list(accumulate((max(found, default=-1) for found in links), max))
    for n in range(1, len(left)):
        least = min((m for found in links[n:] for m in found), default=len(right))
        to = reach[n - 1] + 1
        while to < len(right) and to not in linked:
            to += 1
        if least >= to:
            yield n, to


class _Column:
    """One side of all rows; how high what stands between two cuts is, with its entries."""

    def __init__(self, rows: Sequence[Row], right: int, line: float) -> None:
        self._sides = [row.sides[right] for row in rows]
        self._right, self._line = right, line
        notes = [sum(unit.notes for unit in side.units) if side else 0.0 for side in self._sides]
        self._notes = [0.0, *accumulate(notes)]
        self._before = list(accumulate((n if side else -1 for n, side in enumerate(self._sides)), max, initial=-1))

    def height(self, start: Cut, end: Cut) -> float:
        """The height of a page."""
        notes = self._entries(end) - self._entries(start)
        text = self._bottom(end) - self._top(start)
        return max(text, 0.0) + (notes + _RULE * self._line if notes > 0.01 else 0.0)

    def _units(self, cut: Cut) -> tuple[Sequence[Unit], int]:
        side = self._sides[cut[0]] if cut[0] < len(self._sides) else None
        return (side.units if side else (), cut[1 + self._right])

    def _entries(self, cut: Cut) -> float:
        units, m = self._units(cut)
        return self._notes[cut[0]] + sum(unit.notes for unit in units[:m])

    def _top(self, cut: Cut) -> float:
        units, m = self._units(cut)
        if 0 < m < len(units):
            return units[m].start - _ASCENT * self._line
        rest = self._sides[cut[0] + (m > 0) :]
        return next((side.top for side in rest if side), float("inf"))

    def _bottom(self, cut: Cut) -> float:
        units, m = self._units(cut)
        if m > 0:
            return units[m - 1].end + (1 - _ASCENT) * self._line
        last = self._before[cut[0]]
        side = self._sides[last] if last >= 0 else None
        return side.bottom if side else float("-inf")
