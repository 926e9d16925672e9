"""Beads by dynamic programming.

The cost of a bead is its negative log-likelihood ratio: how probable its type is (priors after Gale and Church 1993,
"A Program for Aligning Sentences in Bilingual Corpora"), how well the lengths fit, and which anchors both sides share
or one side has alone.  Forward and backward sums over all paths give each bead of the best path its probability.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tei.align.evidence import Anchor, Features, Weight
from tei.model import AlignDecision, Bead

#: Bead types (units of the first version, units of the second) and their prior probabilities.
PRIORS: Mapping[tuple[int, int], float] = {
    (1, 1): 0.88,
    (1, 0): 0.006,
    (0, 1): 0.006,
    (2, 1): 0.045,
    (1, 2): 0.045,
    (2, 2): 0.008,
    (3, 1): 0.005,
    (1, 3): 0.005,
}
_RARE = 1e-4  # prior of a type that only a constraint asks for
_VARIANCE = 10.0  # of the length difference, per character of the first version
_NULL = 0.5  # cost in nats of having no counterpart, besides the prior
_BAND = 60  # how far a path may stray from the diagonal, in units

Costs = dict[tuple[int, int], NDArray[np.float64]]


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph or sentence to be aligned."""

    id: str
    features: Features
    begins: bool = False  # no bead may hold it in another place than its first


class Constraints:
    """Editors' constraints.  Those that no path can keep end up in `broken` and are left out."""

    def __init__(self, decisions: Sequence[AlignDecision] = ()) -> None:
        self.decisions = list(decisions)
        self.broken: list[AlignDecision] = []

    def among(self, ids: set[str]) -> list[AlignDecision]:
        """Those that speak of at least one of `ids`."""
        return [d for d in self.decisions if d not in self.broken and ids & {*d.together, *d.apart}]


def beads(
    first: Sequence[Unit],
    second: Sequence[Unit],
    ratio: float,
    weights: Mapping[Anchor, Weight],
    within: tuple[str, str] = ("", ""),
    constraints: Constraints | None = None,
) -> list[Bead]:
    """The most probable beads of two sequences of units, in order; every unit is in exactly one."""
    ids = {unit.id for unit in (*first, *second)}
    costs = _costs(first, second, ratio, weights, _types(constraints, ids, first, second))
    for axis, units in enumerate((first, second)):
        for k, unit in enumerate(units):
            if unit.begins:
                _forbid_joining(costs, k, axis)
    if constraints:
        costs = _constrained(costs, first, second, constraints, ids)
    path = _best(costs, len(first), len(second))
    certain = _probabilities(costs, len(first), len(second), path)
    found, i, j = [], 0, 0
    for (a, b), cert in zip(path or (), certain, strict=True):
        found.append(Bead(tuple(u.id for u in first[i : i + a]), tuple(u.id for u in second[j : j + b]), cert, within))
        i, j = i + a, j + b
    return found


def _types(
    constraints: Constraints | None, ids: set[str], first: Sequence[Unit], second: Sequence[Unit]
) -> dict[tuple[int, int], float]:
    """The bead types and their priors, with those that constraints ask for."""
    types = {(a, b): prior for (a, b), prior in PRIORS.items() if a <= len(first) and b <= len(second)}
    for decision in constraints.among(ids) if constraints else ():
        sizes = tuple(sum(u.id in decision.together for u in units) for units in (first, second))
        if any(sizes):
            types.setdefault((sizes[0], sizes[1]), _RARE)
    return types


def _costs(
    first: Sequence[Unit],
    second: Sequence[Unit],
    ratio: float,
    weights: Mapping[Anchor, Weight],
    types: Mapping[tuple[int, int], float],
) -> Costs:
    """For each type, the cost of the bead that ends before unit i of the first and unit j of the second version."""
    anchors = sorted({x for unit in (*first, *second) for x in unit.features.anchors})
    column = {anchor: k for k, anchor in enumerate(anchors)}
    known = [weights.get(anchor, Weight(1.0, 1.0)) for anchor in anchors]
    shares, misses = np.array([w.shared for w in known]), np.array([w.missed for w in known])
    one, other = _counts(first, column), _counts(second, column)
    lengths = [np.array([0.0, *(u.features.length for u in units)]).cumsum() for units in (first, second)]
    costs: Costs = {}
    for (a, b), prior in types.items():
        cost = np.full((len(first) + 1, len(second) + 1), np.inf)
        left, right = _windows(one, a), _windows(other, b)
        for i in range(a, len(first) + 1):
            low, high = _band(i, len(first), len(second), b)
            if low >= high:
                continue
            x, y = left[i - a], right[low - b : high - b]
            both = np.minimum(x, y)
            said = (x - both) @ misses + (y - both) @ misses - both @ shares
            size = lengths[0][i] - lengths[0][i - a]
            sizes = lengths[1][low:high] - lengths[1][low - b : high - b]
            fit = _length_cost(size, sizes / ratio) if a and b else np.full(high - low, _NULL)
            cost[i, low:high] = -math.log(prior) + fit + said
        costs[a, b] = cost
    return costs


def _counts(units: Sequence[Unit], column: Mapping[Anchor, int]) -> NDArray[np.float64]:
    counts = np.zeros((len(units), len(column)))
    for i, unit in enumerate(units):
        for anchor in unit.features.anchors:
            counts[i, column[anchor]] += 1
    return counts


def _windows(counts: NDArray[np.float64], size: int) -> NDArray[np.float64]:
    """Row i is the sum of `size` rows from row i on."""
    total = np.vstack([np.zeros((1, counts.shape[1])), counts.cumsum(axis=0)])
    windows: NDArray[np.float64] = total[size:] - total[: len(total) - size]
    return windows


def _band(i: int, n: int, m: int, b: int) -> tuple[int, int]:
    """The columns ``[low, high)`` that a path may pass at row `i`."""
    middle = i * m / n if n else 0.0
    reach = max(_BAND, abs(n - m) + 8)
    return max(b, int(middle - reach)), min(m, int(middle + reach)) + 1


def _length_cost(size: float, sizes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Minus the logarithm of the two-sided probability of a length difference at least this large."""
    mean = (size + sizes) / 2 + 1.0
    delta = np.abs(size - sizes) / np.sqrt(mean * _VARIANCE)
    tail = np.array([math.erfc(d / math.sqrt(2)) for d in delta])
    cost: NDArray[np.float64] = -np.log(np.maximum(tail, 1e-12))
    return cost


def _forbid_joining(costs: Costs, k: int, axis: int) -> None:
    """No bead holds unit `k` of a version together with the one before it."""
    for kind, cost in costs.items():
        for end in range(k + 1, min(k + kind[axis], cost.shape[axis])):
            cost[(slice(None), end) if axis else (end, slice(None))] = np.inf


def _constrained(
    costs: Costs, first: Sequence[Unit], second: Sequence[Unit], constraints: Constraints, ids: set[str]
) -> Costs:
    """The costs under all constraints that can be kept, in the order in which they stand."""
    for decision in constraints.among(ids):
        tried = {kind: cost.copy() for kind, cost in costs.items()}
        for (a, b), cost in tried.items():
            for i, j in np.argwhere(np.isfinite(cost)):
                inside = {u.id for u in (*first[i - a : i], *second[j - b : j])}
                split = inside & {*decision.together} and not inside >= {*decision.together}
                if split or len(inside & {*decision.apart}) > 1:
                    cost[i, j] = np.inf
        if ids >= {*decision.together, *decision.apart} and _best(tried, len(first), len(second)) is not None:
            costs = tried
        else:
            constraints.broken.append(decision)
    return costs


def _best(costs: Costs, n: int, m: int) -> list[tuple[int, int]] | None:
    """The types of the beads on the cheapest path, None when there is no path."""
    total = np.full((n + 1, m + 1), np.inf)
    total[0, 0] = 0.0
    back: dict[tuple[int, int], tuple[int, int]] = {}
    for i in range(n + 1):
        low, high = _band(i, n, m, 0)
        for j in range(low, high):
            for (a, b), cost in costs.items():
                if a <= i and b <= j and (value := total[i - a, j - b] + cost[i, j]) < total[i, j]:
                    total[i, j] = value
                    back[i, j] = (a, b)
    if not np.isfinite(total[n, m]):
        return None
    path, at = [], (n, m)
    while at != (0, 0):
        kind = back[at]
        path.append(kind)
        at = (at[0] - kind[0], at[1] - kind[1])
    return path[::-1]


def _probabilities(costs: Costs, n: int, m: int, path: list[tuple[int, int]] | None) -> list[float]:
    """The share of each bead of `path` in the likelihood of all paths."""
    if not path:
        return []
    forward = np.full((n + 1, m + 1), -np.inf)
    backward = np.full((n + 1, m + 1), -np.inf)
    forward[0, 0] = backward[n, m] = 0.0
    cells = [(i, j) for i in range(n + 1) for j in range(*_band(i, n, m, 0))]
    for i, j in cells:
        for (a, b), cost in costs.items():
            if a <= i and b <= j:
                forward[i, j] = np.logaddexp(forward[i, j], forward[i - a, j - b] - cost[i, j])
    for i, j in reversed(cells):
        for (a, b), cost in costs.items():
            if a <= i and b <= j:
                backward[i - a, j - b] = np.logaddexp(backward[i - a, j - b], backward[i, j] - cost[i, j])
    certain, i, j = [], 0, 0
    for a, b in path:
        before = forward[i, j]
        i, j = i + a, j + b
        certain.append(float(np.exp(before - costs[a, b][i, j] + backward[i, j] - forward[n, m])))
    return certain
