"""Beads found before tell where to look for better ones: near them, far from doubtful ones, and piece by piece.

A long pair is cut between beads that are certain.  Its pieces are solved together, which takes fewer steps than one
after the other, or some at a time, so that memory does not grow with length.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from tei.align.band import Ints, Kind
from tei.align.costs import Floats, Pair, Unit
from tei.model import Bead

_LONG = 200  # beads of a piece, or more, till two that are certain follow one another
_SURE = 0.9
_ROW = 15  # beads that follow one another are doubtful
_DEAR = 1.3  # nats that a bead costs more than in the better quarter of a path
_DOUBT = 0.6  # whose words tell less than this share of what words usually tell, by length


@dataclass(frozen=True, slots=True)
class Piece:
    """A pair, or a stretch of one, with the beads found in it before, if any, and by row how many times as far as usual
    a path may stray from them.  A path has lost its way where its beads cost more than `dear`.
    """

    pair: Pair
    near: Sequence[Bead] = ()
    wider: Ints | None = None
    dear: float = math.inf


def pieces(pair: Pair, near: Sequence[Bead], far: int, dear: float = math.inf) -> list[Piece]:
    """A pair cut between beads found before; where these are doubtful, paths may stray `far` times as far as usual."""
    if not near:
        return [Piece(pair)]
    wider = _wider(pair, near, far)
    ends = [(0, 0), *cells(near), pair.size]
    cuts = [0, *_cuts(near, wider[[i for i, _ in ends]] > 1), len(near)]
    made = []
    for start, end in pairwise(cuts):
        (i, j), (last, column) = ends[start], ends[end]
        part = Pair(pair.first[i:last], pair.second[j:column], pair.within)
        made.append(Piece(part, near[start:end], wider[i : last + 1], dear))
    return made


def limit(costs: NDArray[np.float32]) -> float:
    """The mean cost of some beads that follow one another from which on a path has lost its way."""
    means = _means(costs)
    return float(np.quantile(means, 0.25)) + _DEAR if len(means) > _LONG else math.inf


def lost(costs: NDArray[np.float32], dear: float) -> NDArray[np.bool_]:
    """Which beads of a path are in the middle of some that cost more than `dear`."""
    found = np.zeros(len(costs), np.bool_)
    means = _means(costs)
    found[_ROW : _ROW + len(means)] = means > dear
    return found


def _means(costs: NDArray[np.float32]) -> Floats:
    """The mean cost of every so many beads that follow one another."""
    whole = np.concatenate([[0.0], costs.cumsum(dtype=float)])
    made: Floats = (whole[2 * _ROW :] - whole[: -2 * _ROW]) / (2 * _ROW)
    return made


def cells(found: Sequence[Bead]) -> list[Kind]:
    """The cells between beads."""
    made, i, j = [], 0, 0
    for bead in found[:-1]:
        i, j = i + len(bead.first), j + len(bead.second)
        made.append((i, j))
    return made


def lengths(units: Sequence[Unit]) -> Floats:
    """The cumulated lengths of units, from 0."""
    return np.array([0, *(unit.features.length + 1 for unit in units)], float).cumsum()


def _cuts(found: Sequence[Bead], doubtful: NDArray[np.bool_]) -> list[int]:
    """The numbers of the beads before which a pair is cut.  `doubtful` is by cell before, between, after beads."""
    if len(found) < 2 * _LONG:
        return []
    certain = np.array([bead.cert for bead in found])
    sure = np.zeros(len(found))  # of the two beads before and the two from here on, the least certain
    sure[2:-1] = np.minimum.reduce([certain[:-3], certain[1:-2], certain[2:-1], certain[3:]])
    sure[doubtful[:-1]] = 0.0
    cuts = []
    at = _LONG
    while at < len(found) - _LONG:
        best = at + int(sure[at : at + _LONG].argmax())
        if sure[best] > _SURE:
            cuts.append(best)
        at = best + _LONG
    return cuts


def _wider(pair: Pair, found: Sequence[Bead], far: int) -> Ints:
    """By row, how many times as far as usual a path may stray from beads found before: `far`, about rows of beads whose
    words tell little for their length or that came to the edge of what was looked at.
    """
    first, second = lengths(pair.first), lengths(pair.second)
    wider = np.ones(len(first), np.int64)
    rows = np.array([0, *(len(bead.first) for bead in found)]).cumsum()
    columns = np.array([0, *(len(bead.second) for bead in found)]).cumsum()
    long = first[rows] / max(1.0, first[-1]) + second[columns] / max(1.0, second[-1])
    whole = np.array([0.0, *(sum(gain for _, gain in bead.evidence) for bead in found)]).cumsum()
    usual = float(np.median(np.diff(whole) / np.diff(long)))
    told = whole[_ROW:] - whole[:-_ROW]
    poor = np.flatnonzero(told < _DOUBT * usual * (long[_ROW:] - long[:-_ROW])) + _ROW // 2
    for k in [*poor.tolist(), *(k for k, bead in enumerate(found) if not bead.cert)]:
        wider[max(0, int(rows[k]) - 2 * _ROW) : int(rows[k]) + 2 * _ROW] = far
    return wider
