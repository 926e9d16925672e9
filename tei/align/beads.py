"""Beads by dynamic programming: the most probable way to pair two sequences of units, and how sure each bead is.

The cheapest path runs through a band along the diagonal of the lengths, or from landmark to landmark.  Where it comes
near an edge of the band, it is looked for again farther from there.  Short sequences are solved many at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from tei.align.band import Band, Kind, Near, Shape, band
from tei.align.constraints import Constraints, asked, forbid, via
from tei.align.costs import WORDS, Pair, costs
from tei.align.landmarks import landmarks
from tei.align.lexical import Gains
from tei.align.model import Model
from tei.align.paths import Path, paths, possible
from tei.align.pieces import Piece, cells, lengths, limit, lost, pieces
from tei.model import Bead

REACH = 40  # how far a path may stray from the diagonal at first, in units
_AHEAD = 8  # times as far, where a path has come near an edge of the band or lost its way
_FAR = 20  # times as far, where beads of an earlier pass are doubtful
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
    free: list[tuple[int, Piece]] = []
    for k, pair in enumerate(pairs):
        if constraints.among(pair):
            found[k] = _bound(pair, model, constraints)
        else:
            free += [(k, piece) for piece in pieces(pair, near[k] if near else (), _FAR)]
    for (k, _), made in zip(free, _free([piece for _, piece in free], model, reach), strict=True):
        found[k] += made
    return found


def _free(free: Sequence[Piece], model: Model, reach: int) -> Iterator[list[Bead]]:
    """The beads of pieces that no constraint speaks of."""
    shapes = [_shape(piece) for piece in free]
    for start, end in _groups([shape.cells(reach) for shape in shapes]):
        pairs = [piece.pair for piece in free[start:end]]
        table = band(shapes[start:end], reach, _gap(model.priors))
        cost, words = costs(pairs, table, model.priors, model)
        ways = paths(cost, tuple(model.priors), table, [pair.size for pair in pairs])
        del cost
        for k, (way, piece) in enumerate(zip(ways, free[start:end], strict=True)):
            much = piece.dear if piece.near else limit(way.costs)
            edges = _narrow(way, piece.pair, table, k, reach) | lost(way.costs, much)
            found = _beads(piece.pair, way, edges, _told(way, table, words))
            yield found if piece.near or not edges.any() else _followed(piece.pair, model, found, reach // 2, much)


def _followed(pair: Pair, model: Model, found: list[Bead], reach: int, dear: float) -> list[Bead]:
    """The beads of a pair, looked for again near those found before, but far from those that are at an edge, or where
    the path has lost its way; and again, as long as these become fewer.
    """
    most = len(found) + 1
    while 0 < (left := sum(not bead.cert for bead in found)) < most:
        most = left
        parts = pieces(pair, found, _AHEAD, dear)
        doubtful = [not all(bead.cert for bead in piece.near) for piece in parts]
        again = [piece for piece, doubt in zip(parts, doubtful, strict=True) if doubt]
        if max(_shape(piece).cells(reach) for piece in again) > _MOST:
            break
        made = _free(again, model, reach)
        found = [b for piece, doubt in zip(parts, doubtful, strict=True) for b in (next(made) if doubt else piece.near)]
    return found


def _bound(pair: Pair, model: Model, constraints: Constraints, reach: int = REACH) -> list[Bead]:
    """The beads of a pair under all constraints that can be kept, in the order in which they stand."""
    decisions = constraints.among(pair)
    kinds = asked(decisions, pair, model.priors)
    shape = _shape(Piece(pair), via(decisions, pair))
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


def _shape(piece: Piece, bound: Sequence[Kind] = ()) -> Shape:
    """The lengths of a piece, and what a path passes by: the beads it is near to, or `bound` and the landmarks that
    agree with it.
    """
    pair = piece.pair
    first, second = lengths(pair.first), lengths(pair.second)
    if piece.near:
        return Shape(first, second, tuple(cells(piece.near)), piece.wider)
    if max(pair.size) <= REACH:
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
            told[here] = WORDS * words.of(kind, Near(table, cells))
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
