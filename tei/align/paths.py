"""The cheapest path through a band, and the share of each of its beads in the likelihood of all paths."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tei.align.band import Band, Costs, Ints, Kind

_IMPOSSIBLE = -1e300  # less likely than anything but what cannot be


@dataclass(frozen=True, slots=True)
class Path:
    """The beads of one pair in order: their kinds, the cells where they end, their probabilities and costs."""

    kinds: tuple[Kind, ...]
    cells: Ints
    certain: tuple[float, ...]
    costs: NDArray[np.float32]


def paths(costs: Costs, kinds: Sequence[Kind], band: Band, ends: Sequence[Kind]) -> list[Path]:
    """The best path of each pair.  `ends` are the numbers of units of the pairs; each must have a path."""
    firsts = _cells(band, [(0, 0)] * len(ends))
    lasts = _cells(band, ends)
    with np.errstate(divide="ignore"):
        back, forward = _forward(costs, kinds, band, firsts)
        backward = _backward(costs, kinds, band, lasts)
    found = []
    for first, last in zip(firsts.tolist(), lasts.tolist(), strict=True):
        cells = _trace(back, kinds, band, first, last)
        taken = back[cells[1:]]
        likely = forward[cells[:-1]] - costs[taken, cells[1:]] + backward[cells[1:]] - forward[last]
        certain = tuple(np.exp(likely).tolist())
        found.append(Path(tuple(kinds[k] for k in taken.tolist()), cells[1:], certain, costs[taken, cells[1:]]))
    return found


def _trace(back: NDArray[np.int16], kinds: Sequence[Kind], band: Band, first: int, last: int) -> Ints:
    """The cells of the best path, `first` and `last` among them."""
    cells = [last]
    row, column = int(band.row[last]), int(band.column[last])
    while cells[-1] != first:
        a, b = kinds[back[cells[-1]]]
        row, column = row - a, column - b
        cells.append(int(band.place[band.start[row] + column - band.low[row]]))
    return np.array(cells[::-1])


def possible(costs: Costs, kinds: Sequence[Kind], band: Band, ends: Sequence[Kind]) -> bool:
    """Whether every pair has a path."""
    with np.errstate(divide="ignore"):
        _, forward = _forward(costs, kinds, band, _cells(band, [(0, 0)] * len(ends)))
    return bool(np.isfinite(forward[_cells(band, ends)]).all())


def _cells(band: Band, places: Sequence[Kind]) -> Ints:
    """The cells at the same number of places in the pairs, as (row, column) from the first of each pair."""
    inner = np.array(places, np.int64).reshape(-1, 2)
    return band.at(inner[:, 0] + np.array(band.rows), inner[:, 1] + np.array(band.columns))


def _forward(
    costs: Costs, kinds: Sequence[Kind], band: Band, firsts: Ints
) -> tuple[NDArray[np.int16], NDArray[np.float64]]:
    """For each cell, the kind of the last bead on the cheapest path there, and the log-likelihood of all paths."""
    total, forward = np.full(band.size + 1, np.inf), np.full(band.size + 1, -np.inf)
    total[firsts] = forward[firsts] = 0.0
    back = np.zeros(band.size, np.int16)
    for start, end, before in band.waves(kinds, -1):
        cost = costs[:, start:end]
        options = total[before] + cost
        back[start:end] = options.argmin(axis=0)
        total[start:end] = options.min(axis=0)
        forward[start:end] = _sum(forward[before] - cost)
    return back, forward


def _backward(costs: Costs, kinds: Sequence[Kind], band: Band, lasts: Ints) -> NDArray[np.float64]:
    """For each cell, the log-likelihood of all paths from there to the end of its pair."""
    backward, ends = np.full(band.size + 1, -np.inf), np.full(band.size, -np.inf)
    ends[lasts] = 0.0
    each = np.arange(len(kinds))[:, None]
    for start, end, after in band.waves(kinds, 1):
        backward[start:end] = np.maximum(_sum(backward[after] - costs[each, after]), ends[start:end])
    return backward


def _sum(likely: NDArray[np.float64]) -> NDArray[np.float64]:
    """The logarithms of the sums of the columns, which are logarithms, too."""
    most = np.maximum(likely.max(axis=0), _IMPOSSIBLE)
    likely -= most
    np.exp(likely, out=likely)
    found: NDArray[np.float64] = np.log(likely.sum(axis=0))
    found += most
    return found
