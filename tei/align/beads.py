"""Beads by dynamic programming: the most probable way to pair two sequences of units, and how sure each bead is.

The cheapest path runs through a band along the diagonal of the lengths, or from landmark to landmark.  Where it comes
near an edge of the band, it is looked for again in one twice as wide.  Short sequences are solved many at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from tei.align.band import Band, Ints, Kind, Shape, band
from tei.align.constraints import Constraints, asked, forbid, via
from tei.align.costs import WORDS, Pair, costs
from tei.align.landmarks import landmarks
from tei.align.lexical import Gains
from tei.align.model import Model
from tei.align.paths import Path, paths, possible
from tei.model import Bead

REACH = 40  # how far a path may stray from the diagonal at first, in units
_FAR = 20  # times as far, where many beads that follow one another are doubtful: a long passage may have no counterpart
_ROW = 15  # so many beads
_DOUBT = 0.6  # whose words tell less than this share of what words usually tell
_AT_ONCE = 1 << 19  # cells of several pairs that are solved together
_MOST = 1 << 24  # cells of one pair: its band gets no wider than memory allows


def beads(
    pairs: Sequence[Pair],
    model: Model,
    constraints: Constraints | None = None,
    near: Sequence[Sequence[Bead]] = (),
    reach: int = REACH,
) -> list[list[Bead]]:
    """The most probable beads of each pair, in order; every unit is in exactly one.

    Of long pairs, they are looked for `near` beads found before, no more than `reach` units from them.
    """
    constraints = constraints or Constraints()
    found: list[list[Bead]] = [[] for _ in pairs]
    free = []
    for k, pair in enumerate(pairs):
        if constraints.among(pair):
            found[k] = _bound(pair, model, constraints)
        else:
            free.append(k)
    around = [near[k] if near else () for k in free]
    for k, made in zip(free, _free([pairs[k] for k in free], model, around, reach), strict=True):
        found[k] = made
    return found


def _wider(pair: Pair, found: Sequence[Bead]) -> Ints:
    """By row, how many times the reach a path may stray from beads found before: many, about rows of beads whose words
    tell little or that came to the edge of what was looked at.
    """
    wider = np.ones(len(pair.first) + 1, np.int64)
    told = np.array([sum(gain for _, gain in bead.evidence) for bead in found])
    rows = np.array([0, *(len(bead.first) for bead in found)]).cumsum()
    whole = np.concatenate([[0.0], told.cumsum()])
    usual = float(np.median(told))
    poor = np.flatnonzero(whole[_ROW:] - whole[:-_ROW] < _DOUBT * _ROW * usual) + _ROW // 2
    for k in [*poor.tolist(), *(k for k, bead in enumerate(found) if not bead.cert)]:
        wider[max(0, int(rows[k]) - 2 * _ROW) : int(rows[k]) + 2 * _ROW] = _FAR
    return wider


def _free(pairs: Sequence[Pair], model: Model, near: Sequence[Sequence[Bead]], reach: int) -> Iterator[list[Bead]]:
    """The beads of pairs that no constraint speaks of."""
    shapes = [_shape(pair, (), around) for pair, around in zip(pairs, near, strict=True)]
    for start, end in _groups([shape.cells(reach) for shape in shapes]):
        table = band(shapes[start:end], reach, _gap(model.priors))
        cost, words = costs(pairs[start:end], table, model.priors, model)
        ways = paths(cost, tuple(model.priors), table, [pair.size for pair in pairs[start:end]])
        del cost
        for k, way in enumerate(ways):
            pair, shape = pairs[start + k], shapes[start + k]
            edges = _narrow(way, pair, table, k, reach)
            if edges.any() and not near[start + k] and shape.cells(2 * reach) <= _MOST:
                yield from _free([pair], model, [()], 2 * reach)
            else:
                yield _beads(pair, way, edges, _told(way, table, words))


def _bound(pair: Pair, model: Model, constraints: Constraints, reach: int = REACH) -> list[Bead]:
    """The beads of a pair under all constraints that can be kept, in the order in which they stand."""
    decisions = constraints.among(pair)
    kinds = asked(decisions, pair, model.priors)
    shape = _shape(pair, via(decisions, pair))
    table = band([shape], reach, _gap(kinds))
    free, words = costs([pair], table, kinds, model)
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
    edges = _narrow(way, pair, table, 0, reach)
    if edges.any() and shape.cells(2 * reach) <= _MOST:
        return _bound(pair, model, constraints, 2 * reach)
    constraints.broken += [d for d in decisions if d not in kept]
    return _beads(pair, way, edges, _told(way, table, words))


def _gap(kinds: Mapping[Kind, float]) -> int:
    return max(max(kind) for kind in kinds)


def _cells(found: Sequence[Bead]) -> list[Kind]:
    """The cells between beads."""
    cells, i, j = [], 0, 0
    for bead in found[:-1]:
        i, j = i + len(bead.first), j + len(bead.second)
        cells.append((i, j))
    return cells


def _shape(pair: Pair, bound: Sequence[Kind] = (), near: Sequence[Bead] = ()) -> Shape:
    """The lengths of a pair, and what a path passes by: `bound`, and the landmarks that agree with it, or `near`."""
    first, second = (
        np.array([0, *(unit.features.length + 1 for unit in units)], float).cumsum()
        for units in (pair.first, pair.second)
    )
    if max(pair.size) <= REACH and not near:
        return Shape(first, second)
    if near:
        return Shape(first, second, tuple(_cells(near)), _wider(pair, near))
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


def _narrow(path: Path, pair: Pair, table: Band, k: int, reach: int) -> NDArray[np.bool_]:
    """Which cells of the path of the `k`-th pair are near an edge of the band that is none of the whole table."""
    if max(pair.size) <= reach:
        return np.zeros(len(path.cells), np.bool_)
    row, column = table.row[path.cells], table.column[path.cells]
    low, high = table.low[row], table.high[row]
    first, last = table.columns[k], table.columns[k] + len(pair.second)
    left = (column - low < reach // 4) & (low > first)
    right = (high - 1 - column < reach // 4) & (high - 1 < last)
    found: NDArray[np.bool_] = left | right
    return found


def _told(path: Path, table: Band, words: Gains | None) -> list[float]:
    """What words gain in each bead of a path, in nats."""
    told = np.zeros(len(path.kinds))
    for kind in {*path.kinds} if words else ():
        here = np.array([k == kind for k in path.kinds])
        cells = path.cells[here]
        if words and all(kind):
            told[here] = WORDS * words.of(
                kind, table, table.row[cells].astype(np.int64), table.column[cells].astype(np.int64)
            )
    return told.tolist()


def _beads(pair: Pair, path: Path, edges: NDArray[np.bool_], told: Sequence[float]) -> list[Bead]:
    """The beads of a path, and what their words tell; nothing is certain at the `edges` of what was looked at."""
    found, i, j = [], 0, 0
    for (a, b), likely, edge, words in zip(path.kinds, path.certain, edges.tolist(), told, strict=True):
        cert = 0.0 if edge else likely
        first, second = (tuple([u.id for u in side]) for side in (pair.first[i : i + a], pair.second[j : j + b]))
        found.append(Bead(first, second, cert, pair.within, (("words", words),) if words else ()))
        i, j = i + a, j + b
    return found
