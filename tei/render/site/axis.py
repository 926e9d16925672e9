"""Time on paper: units of the calendar, an axis with its ticks, and what stands on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from tei.render.calendar import Days, month, number, year

WIDTH = 1000
_MOST = 100  # columns


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the calendar: which one a day lies in, as a number, and the first day of one."""

    name: str
    of: Callable[[int], int]
    first: Callable[[int], int]


@dataclass(frozen=True, slots=True)
class Tick:
    """A line across the axis at `x`, where a column begins; "" is what has no label, for want of room."""

    x: float
    middle: float  # of the column
    label: str  # of the greater unit that begins here: a year or a month, as ISO
    small: str  # of the column: the number of a day or a month, a year
    main: bool  # whether a greater unit begins here


def _years(size: int, day: int) -> int:
    return year(day) // size


def _since(size: int, index: int) -> int:
    return number(index * size)


#: From the finest to the coarsest.
UNITS = (
    Unit("day", lambda day: day, lambda n: n),
    Unit("month", month, lambda n: number(n // 12, n % 12 + 1)),
    *(Unit(f"{n} years", partial(_years, n), partial(_since, n)) for n in (1, 10, 100, 1000, 10_000, 100_000)),
)


@dataclass(frozen=True, slots=True)
class Axis:
    """A line of `WIDTH` units from the first day of a unit to the last of another, in columns of the unit below it."""

    unit: Unit  # of a column
    first: int
    last: int

    def x(self, day: int) -> float:
        """Where a day begins; days beyond the ends are at the ends."""
        return WIDTH * (min(max(day, self.first), self.last + 1) - self.first) / (self.last + 1 - self.first)

    def column(self, time: Days) -> int | None:
        """The number of the column that a stretch of time lies in; None when it takes more than one."""
        n = self.unit.of(time[0])
        return n if n == self.unit.of(time[1]) else None

    def span(self, column: int) -> tuple[float, float]:
        """Where a column begins and ends."""
        return self.x(self.unit.first(column)), self.x(self.unit.first(column + 1))

    def ticks(self) -> Iterator[Tick]:
        """The ticks from the left to the right."""
        above = UNITS[min(UNITS.index(self.unit) + 1, len(UNITS) - 1)]
        lower, upper = (u.of(self.last) - u.of(self.first) + 1 for u in (self.unit, above))
        small = WIDTH / lower >= (44 if self.unit in UNITS[2:] else 18)
        every = next(n for n in (1, 2, 5, 10, 20, 50, 100, upper) if n * WIDTH / upper >= 55 or n == upper)
        for n in range(self.unit.of(self.first), self.unit.of(self.last) + 1):
            day = self.unit.first(n)
            main = above.first(above.of(day)) == day
            said = main and above.of(day) % every == 0 and not (small and self.unit in UNITS[2:])
            start, end = self.span(n)
            yield Tick(start, (start + end) / 2, _iso(above, day) * said, _number(self.unit, day) * small, main)


def _iso(unit: Unit, day: int) -> str:
    iso = f"{year(day):04d}"
    return f"{iso}-{month(day) % 12 + 1:02d}" if unit.name == "month" else iso


def _number(unit: Unit, day: int) -> str:
    if unit.name == "day":
        return str(day - UNITS[1].first(month(day)) + 1)
    return str(month(day) % 12 + 1) if unit.name == "month" else _iso(unit, day)


def axis(times: Sequence[Days]) -> Axis:
    """The axis for some stretches of time, at least one: in the finest unit that gives a fair number of columns."""
    first, last = min(a for a, _ in times), max(b for _, b in times)
    for unit, above in zip(UNITS, (*UNITS[1:3], *UNITS[2:]), strict=True):  # whole months of days, years of months
        start, end = above.first(above.of(first)), above.first(above.of(last) + 1) - 1
        if unit.of(end) - unit.of(start) < _MOST:
            return Axis(unit, start, end)
    return Axis(UNITS[-1], start, end)


def focus(times: Sequence[tuple[Days, int]]) -> Axis:
    """The axis for stretches of time and how often each is named, without the few far from the others.

    Where the middle nineteen twentieths take less than a third of all, the axis is theirs.
    """
    every = [time for time, _ in times]
    total, seen, core = sum(n for _, n in times), 0, []
    for time, n in sorted(times):
        if seen + n > total / 40 and seen < total * 39 / 40:
            core.append(time)
        seen += n
    long = max(b for _, b in every) - min(a for a, _ in every)
    short = max(b for _, b in core) - min(a for a, _ in core)
    return axis(core if 3 * short < long else every)
