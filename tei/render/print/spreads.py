"""Facing pages: after which sentences a spread ends, so that both of its pages hold the same sentences.

Each side was set on one page as long as it needs; what stands between two cuts is at most as high there as on a page of
its own.  All lengths are points.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from tei.render.print.foot import ABOVE, BETWEEN, GAP, Entry, entries
from tei.render.print.survey import Survey

#: Where the base line is in a line of text.
_ASCENT = 0.71
#: A spread ends between two rows rather than where it would be fuller by less than this share of a page.
_LOOSE = 0.12
#: After these rows no spread ends.
_HEADS = ("heads", "titles", "headlines")

Cut = tuple[int, int, int]  # a row, and how many units of its two sides stand before the cut


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence, or a block that is not divided."""

    ids: tuple[str, ...]
    mates: tuple[str, ...]
    start: float  # the base line of its first line
    end: float  # and of its last one
    entries: tuple[Entry, ...]  # those called in it

    @property
    def notes(self) -> float:
        """How high its entries are."""
        return sum(entry.height + GAP for entry in self.entries)


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


def measured(survey: Survey) -> dict[str, list[Row]]:
    """By text, its rows, from a setting in which nothing was cut."""
    known = entries(survey)
    called: dict[tuple[str, int, int, int], list[Entry]] = {}
    starts: dict[tuple[str, int, int, int], tuple[float, tuple[str, ...], tuple[str, ...]]] = {}
    ends: dict[tuple[str, int, int, int], float] = {}
    found: dict[str, dict[int, tuple[str, list[Side | None]]]] = {}
    place = None
    for mark in survey.of("unit", "unit-end", "call"):
        if mark.what == "call":
            if place is not None and mark.value[1] in known:
                called.setdefault(place, []).append(known[mark.value[1]])
            continue
        key, n, right, m, *about = mark.value
        if mark.what == "unit":
            place = key, n, right, m
            starts[place] = mark.y, tuple(about[0]), tuple(about[1])
        else:
            ends[key, n, right, m] = mark.y
    units: dict[tuple[str, int, int], list[Unit]] = {}
    for at, (y, ids, mates) in starts.items():
        unit = Unit(ids, mates, y, max(y, ends.get(at, y)), tuple(called.get(at, ())))
        units.setdefault(at[:3], []).append(unit)
    tops: dict[tuple[str, int, int], tuple[str, float]] = {}
    for mark in survey.of("side", "side-end"):
        key, n, right = mark.value[:3]
        if mark.what == "side":
            tops[key, n, right] = mark.value[3], mark.y
        else:
            kind, top = tops[key, n, right]
            _, sides = found.setdefault(key, {}).setdefault(n, (kind, [None, None]))
            sides[right] = Side(top, mark.y, tuple(units.get((key, n, right), [])))
    return {
        key: [Row(kind, (sides[0], sides[1])) for _, (kind, sides) in sorted(rows.items())]
        for key, rows in found.items()
    }


def cuts(rows: Sequence[Row], height: float, line: float) -> list[Cut]:
    """After which rows and units spreads of pages `height` high end."""
    ends = [*_candidates(rows), (len(rows), 0, 0)]
    pages = [_Column(rows, right, line) for right in (0, 1)]
    found: list[Cut] = []
    start: Cut = (0, 0, 0)

    def fits(end: Cut) -> bool:
        return all(page.height(start, end) <= height for page in pages)

    at = 0
    while at < len(ends):
        if not fits(ends[at]):
            between = next((cut for cut in _between(rows, start, ends[at]) if fits(cut)), None)
            start = between or ends[at]
            at += between is None
            if start[0] < len(rows):
                found.append(start)
            continue
        fitting = best = at
        while fitting < len(ends) and fits(ends[fitting]):
            whole = ends[fitting][1:] == (0, 0)
            fuller = max(page.height(start, ends[fitting]) - page.height(start, ends[best]) for page in pages)
            if whole or ends[best][1:] != (0, 0) or fuller > _LOOSE * height:
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
    """Where a row may be cut: the counterparts of all that stands before stand before, too.

    What has no counterpart stays with what it follows.
    """
    left, right = _units(row)
    if not left or not right:
        yield from ((m * bool(left), m * bool(right)) for m in range(1, max(len(left), len(right))))
        return
    links = _links(row)
    linked = set().union(*links)
    if not linked:  # nothing tells which sentences belong together but their place
        yield from ((n, round(n * len(right) / len(left))) for n in range(1, len(left)))
        return
    reach = list(accumulate((max(found, default=-1) for found in links), max))
    for n in range(1, len(left)):
        least = min((m for found in links[n:] for m in found), default=len(right))
        to = reach[n - 1] + 1
        while to < len(right) and to not in linked:
            to += 1
        if least >= to:
            yield n, to


def _between(rows: Sequence[Row], start: Cut, end: Cut) -> Iterator[Cut]:
    """Where a row may be cut if what stands between two cuts has no room on a spread, the last place first.

    Then what has no counterpart is parted from what it follows.
    """
    row = end[0] if any(end[1:]) else end[0] - 1
    left, right = _units(rows[row])
    low = start[1:] if start[0] == row else (0, 0)
    high = end[1:] if any(end[1:]) else (len(left), len(right))
    links = [(n, m) for n, found in enumerate(_links(rows[row])) for m in found]
    inside = [(n, m) for n in range(low[0], high[0] + 1) for m in range(low[1], high[1] + 1)]
    for n, m in sorted(inside, key=lambda cut: (-sum(cut), abs(cut[0] - cut[1]))):
        if (n, m) not in (low, high) and all((one < n) == (other < m) for one, other in links):
            yield row, n, m


def _units(row: Row) -> tuple[Sequence[Unit], Sequence[Unit]]:
    left, right = (side.units if side else () for side in row.sides)
    return left, right


def _links(row: Row) -> list[set[int]]:
    """For each unit of the left side the counterparts on the right."""
    left, right = _units(row)
    by_id = {id_: m for m, unit in enumerate(right) for id_ in unit.ids}
    links = [{by_id[mate] for mate in unit.mates if mate in by_id} for unit in left]
    for m, unit in enumerate(right):
        for n, other in enumerate(left):
            if set(other.ids) & set(unit.mates):
                links[n].add(m)
    return links


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
        return max(text, 0.0) + (notes + ABOVE + BETWEEN if notes > 0.01 else 0.0)

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
