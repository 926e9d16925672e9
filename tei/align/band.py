"""The cells that paths of dynamic programming may pass: a band along the diagonal of the lengths.

Row i and column j stand before unit i of the first and unit j of the second version.  Several pairs of sequences lie
in one band, each with rows and columns of its own, and are solved together.  The cells are kept in waves: a wave holds
those with the same i + j, and every bead leads from an earlier wave to a later one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Costs = NDArray[np.float32]  # of each kind of bead that ends at each cell, and one more for all cells outside
Kind = tuple[int, int]  # the type of a bead: units of the first version, units of the second

_AT_ONCE = 1 << 17  # cells whose neighbours are looked up together


@dataclass(frozen=True, slots=True)
class Shape:
    """Of one pair of sequences: the cumulated lengths of its units, from 0, cells to pass by, in order, and how many
    times wider than elsewhere the band is at each row.
    """

    first: NDArray[np.float64]
    second: NDArray[np.float64]
    via: tuple[tuple[int, int], ...] = ()
    wider: Ints | None = None

    def rows(self, reach: int) -> tuple[Ints, Ints]:
        """For each row, the columns ``[low, high)`` within `reach` of the diagonal."""
        n, m = len(self.first) - 1, len(self.second) - 1
        if max(n, m) <= reach:
            return np.zeros(n + 1, np.int64), np.full(n + 1, m + 1)
        via = np.array([(0, 0), *self.via, (n, m)])
        just_before = self.first - 0.5  # where two cells of `via` are in one row, its columns lie between them
        long = np.interp(just_before, self.first[via[:, 0]], self.second[via[:, 1]])
        middle = np.rint(np.interp(long, self.second, np.arange(m + 1))).astype(np.int64)
        far = reach if self.wider is None else reach * self.wider
        return np.maximum(middle - far, 0), np.minimum(np.append(middle[1:], m) + far, m) + 1

    def cells(self, reach: int) -> int:
        """How many cells the band has."""
        low, high = self.rows(reach)
        return int((high - low).sum())


@dataclass(frozen=True, slots=True)
class Band:
    """`low`, `high` and `start` are by row: its columns ``[low, high)`` and the number of the cells before it.

    `row` and `column` are by cell, in waves; `place` leads from the number of a cell, row by row, to its place there.
    """

    rows: list[int]  # the first row of each pair
    columns: list[int]  # the first column of each pair
    width: int  # of all columns
    low: Ints
    high: Ints
    start: Ints
    row: NDArray[np.int32]
    column: NDArray[np.int32]
    place: NDArray[np.int32]
    bounds: list[int]  # wave k has the cells from bounds[k] up to bounds[k + 1]

    @property
    def size(self) -> int:
        """The number of cells; it also stands for a cell that is not in the band."""
        return len(self.row)

    def at(self, row: Ints, column: Ints) -> Ints:
        """The places of these cells, `size` for those outside."""
        low = self.low[row]
        inside = (column >= low) & (column < self.high[row])
        found: Ints = self.place[np.where(inside, self.start[row] + column - low, self.size)].astype(np.int64)
        return found

    def waves(self, kinds: Sequence[Kind], sign: int) -> Iterator[tuple[int, int, Ints]]:
        """The waves but for the first, as ``[start, end)`` and the cells that lie each kind of bead before (`sign` -1)
        or, from the last wave to the first and with all waves, after them (`sign` 1); shape (kinds, cells).
        """
        groups = self._groups(1 if sign < 0 else 0)
        for wave, last in groups if sign < 0 else reversed(groups):
            a, z = self.bounds[wave], self.bounds[last]
            row, column = self.row[a:z].astype(np.int64), self.column[a:z].astype(np.int64)
            near = np.stack([self.at(row + sign * i, column + sign * j) for i, j in kinds])
            inner = range(wave, last)
            for k in inner if sign < 0 else reversed(inner):
                start, end = self.bounds[k], self.bounds[k + 1]
                yield start, end, near[:, start - a : end - a]

    def _groups(self, wave: int) -> list[tuple[int, int]]:
        """Waves from `wave` on that have their neighbours looked up together: ``[first, last)``."""
        groups = []
        while wave < len(self.bounds) - 1:
            last = wave + 1
            while last < len(self.bounds) - 1 and self.bounds[last + 1] - self.bounds[wave] <= _AT_ONCE:
                last += 1
            groups.append((wave, last))
            wave = last
        return groups


class Near:
    """Some cells of a band, and those that lie some units before them; each is looked up once."""

    def __init__(self, band: Band, here: slice | Ints) -> None:
        self.rows = band.row[here].astype(np.int64)
        self.columns = band.column[here].astype(np.int64)
        self._band = band
        self._found: dict[Kind, Ints] = {}

    def at(self, a: int, b: int) -> Ints:
        """The places of the cells `a` rows and `b` columns before, the band's size for those outside."""
        if (a, b) not in self._found:
            self._found[a, b] = self._band.at(self.rows - a, self.columns - b)
        return self._found[a, b]


def band(shapes: Sequence[Shape], reach: int, gap: int) -> Band:
    """The band of all shapes.  `gap` is the most units a bead has on one side: it keeps the pairs apart."""
    empty = np.zeros(gap, np.int64)
    lows, highs, bases, rows, columns = [empty], [empty], [empty], [], []
    row, column = gap, gap
    for shape in shapes:
        low, high = shape.rows(reach)
        rows.append(row)
        columns.append(column)
        lows.append(low + column)
        highs.append(high + column)
        bases.append(np.full(len(low), row + column))
        row, column = row + len(low), column + len(shape.second) + gap
    low, high = np.concatenate([*lows, empty]), np.concatenate([*highs, empty])
    start = np.concatenate([[0], (high - low).cumsum()])
    of_row = np.repeat(np.arange(len(low)), high - low)
    of_column = np.arange(start[-1]) + (low - start[:-1])[of_row]
    level = of_row + of_column - np.concatenate([*bases, empty])[of_row]
    order = np.argsort(level, kind="stable")
    place = np.empty(len(order) + 1, np.int32)
    place[order] = np.arange(len(order))
    place[-1] = len(order)
    bounds = [0, *np.bincount(level).cumsum().tolist()]
    kept = of_row[order].astype(np.int32), of_column[order].astype(np.int32)
    return Band(rows, columns, column, low, high, start, *kept, place, bounds)
