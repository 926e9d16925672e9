"""Beads by dynamic programming: the most probable way to pair two sequences of units, and how sure each bead is.

The cheapest path runs through a band along the diagonal of the lengths, or from landmark to landmark.  Where it comes
near an edge of the band, it is looked for again in one twice as wide.  Short sequences are solved many at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from tei.align.band import Band, Kind, Shape, band
from tei.align.constraints import Constraints, asked, forbid, via
from tei.align.costs import Pair, costs
from tei.align.evidence import Anchor, Weight
from tei.align.landmarks import landmarks
from tei.align.paths import Path, paths, possible
from tei.model import Bead

#: Bead types (units of the first version, units of the second) and their prior probabilities.
PRIORS: Mapping[Kind, float] = {
    (1, 1): 0.88,
    (1, 0): 0.006,
    (0, 1): 0.006,
    (2, 1): 0.045,
    (1, 2): 0.045,
    (2, 2): 0.008,
    (3, 1): 0.005,
    (1, 3): 0.005,
}
_REACH = 40  # how far a path may stray from the diagonal at first, in units
_AT_ONCE = 1 << 19  # cells of several pairs that are solved together
_MOST = 1 << 24  # cells of one pair: its band gets no wider than memory allows


def beads(
    pairs: Sequence[Pair], ratio: float, weights: Mapping[Anchor, Weight], constraints: Constraints | None = None
) -> list[list[Bead]]:
    """The most probable beads of each pair, in order; every unit is in exactly one.

    `ratio` is the length of the second version over that of the first; `weights` say how much each anchor tells.
    """
    constraints = constraints or Constraints()
    found: list[list[Bead]] = [[] for _ in pairs]
    free = []
    for k, pair in enumerate(pairs):
        if constraints.among(pair):
            found[k] = _bound(pair, ratio, weights, constraints)
        else:
            free.append(k)
    for k, made in zip(free, _free([pairs[k] for k in free], ratio, weights), strict=True):
        found[k] = made
    return found


def _free(
    pairs: Sequence[Pair], ratio: float, weights: Mapping[Anchor, Weight], reach: int = _REACH
) -> Iterator[list[Bead]]:
    """The beads of pairs that no constraint speaks of."""
    shapes = [_shape(pair) for pair in pairs]
    for start, end in _groups([shape.cells(reach) for shape in shapes]):
        table = band(shapes[start:end], reach, _gap(PRIORS))
        cost = costs(pairs[start:end], table, PRIORS, ratio, weights)
        ways = paths(cost, tuple(PRIORS), table, [pair.size for pair in pairs[start:end]])
        del cost
        for k, way in enumerate(ways):
            pair, shape = pairs[start + k], shapes[start + k]
            if _narrow(way, pair, table, k, reach) and shape.cells(2 * reach) <= _MOST:
                yield from _free([pair], ratio, weights, 2 * reach)
            else:
                yield _beads(pair, way)


def _bound(
    pair: Pair, ratio: float, weights: Mapping[Anchor, Weight], constraints: Constraints, reach: int = _REACH
) -> list[Bead]:
    """The beads of a pair under all constraints that can be kept, in the order in which they stand."""
    decisions = constraints.among(pair)
    kinds = asked(decisions, pair, PRIORS)
    shape = _shape(pair, via(decisions, pair))
    table = band([shape], reach, _gap(kinds))
    free = costs([pair], table, kinds, ratio, weights)
    ids = {*pair.ids}
    whole = [d for d in decisions if ids >= {*d.together, *d.apart}]
    cost, kept = free, whole
    for decision in whole:
        cost = forbid(cost, tuple(kinds), table, pair, decision)
    if not possible(cost, tuple(kinds), table, [pair.size]):
        cost, kept = free, []
        for decision in whole:
            tried = forbid(cost, tuple(kinds), table, pair, decision)
            if possible(tried, tuple(kinds), table, [pair.size]):
                cost, kept = tried, [*kept, decision]
    (way,) = paths(cost, tuple(kinds), table, [pair.size])
    if _narrow(way, pair, table, 0, reach) and shape.cells(2 * reach) <= _MOST:
        return _bound(pair, ratio, weights, constraints, 2 * reach)
    constraints.broken += [d for d in decisions if d not in kept]
    return _beads(pair, way)


def _gap(kinds: Mapping[Kind, float]) -> int:
    return max(max(kind) for kind in kinds)


def _shape(pair: Pair, bound: Sequence[Kind] = ()) -> Shape:
    """The lengths of a pair, and what a path passes by: `bound`, and the landmarks that agree with it."""
    first, second = (
        np.array([0, *(unit.features.length + 1 for unit in units)], float).cumsum()
        for units in (pair.first, pair.second)
    )
    if max(pair.size) <= _REACH:
        return Shape(first, second)
    marks = [(i, j) for i, j in landmarks(pair) if all((i - x) * (j - y) >= 0 for x, y in bound)]
    return Shape(first, second, tuple(sorted({*marks, *bound})))


def _groups(sizes: Sequence[int]) -> Iterator[tuple[int, int]]:
    """``[start, end)`` of neighbours that have no more cells together than are solved at once."""
    start = total = 0
    for k, size in enumerate(sizes):
        if total and total + size > _AT_ONCE:
            yield start, k
            start, total = k, 0
        total += size
    if sizes:
        yield start, len(sizes)


def _narrow(path: Path, pair: Pair, table: Band, k: int, reach: int) -> bool:
    """Whether the path of the `k`-th pair comes near an edge of the band that is none of the whole table."""
    if max(pair.size) <= reach:
        return False
    row, column = table.row[path.cells], table.column[path.cells]
    low, high = table.low[row], table.high[row]
    first, last = table.columns[k], table.columns[k] + len(pair.second)
    left = (column - low < reach // 4) & (low > first)
    right = (high - 1 - column < reach // 4) & (high - 1 < last)
    return bool((left | right).any())


def _beads(pair: Pair, path: Path) -> list[Bead]:
    found, i, j = [], 0, 0
    for (a, b), cert in zip(path.kinds, path.certain, strict=True):
        first, second = (tuple([u.id for u in side]) for side in (pair.first[i : i + a], pair.second[j : j + b]))
        found.append(Bead(first, second, cert, pair.within))
        i, j = i + a, j + b
    return found
