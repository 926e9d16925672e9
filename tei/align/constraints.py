"""Editors' constraints on beads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import numpy as np

from tei.align.band import Band, Costs, Ints, Kind
from tei.align.costs import Pair
from tei.model import AlignDecision

_RARE = 1e-4  # prior of a type that only a constraint asks for


class Constraints:
    """Those that no path can keep end up in `broken` and are left out."""

    def __init__(self, decisions: Sequence[AlignDecision] = ()) -> None:
        self.decisions = list(decisions)
        self.broken: list[AlignDecision] = []
        self._named = {id_ for d in decisions for id_ in (*d.together, *d.apart)}

    def among(self, pair: Pair) -> list[AlignDecision]:
        """Those that speak of at least one unit of a pair."""
        ids = {id_ for id_ in pair.ids if id_ in self._named}
        return [d for d in self.decisions if d not in self.broken and ids & {*d.together, *d.apart}] if ids else []


def asked(decisions: Iterable[AlignDecision], pair: Pair, priors: Mapping[Kind, float]) -> dict[Kind, float]:
    """The bead types and their priors, with those that constraints ask for."""
    kinds = dict(priors)
    for decision in decisions:
        together = {*decision.together}
        a, b = (sum(unit.id in together for unit in units) for units in (pair.first, pair.second))
        if a or b:
            kinds.setdefault((a, b), _RARE)
    return kinds


def via(decisions: Iterable[AlignDecision], pair: Pair) -> list[Kind]:
    """Cells that the path has to pass: before and after the units that belong together."""
    places = [{unit.id: k for k, unit in enumerate(units)} for units in (pair.first, pair.second)]
    ends = [(0, 0), pair.size]
    for decision in decisions:
        left, right = ([place[id_] for id_ in decision.together if id_ in place] for place in places)
        if left and right:
            cells = [(min(left), min(right)), (max(left) + 1, max(right) + 1)]
            along = sorted({*ends, *cells})
            if all(one[1] <= other[1] for one, other in pairwise(along)):
                ends = along
    return ends[1:-1]


def forbid(costs: Costs, kinds: Sequence[Kind], band: Band, pair: Pair, decision: AlignDecision) -> Costs:
    """The costs under one more constraint; `pair` is the only one in the band."""
    costs = costs.copy()
    if decision.together:
        _forbid(costs, kinds, band, pair, {*decision.together}, together=True)
    if decision.apart:
        _forbid(costs, kinds, band, pair, {*decision.apart}, together=False)
    return costs


def _forbid(costs: Costs, kinds: Sequence[Kind], band: Band, pair: Pair, ids: set[str], *, together: bool) -> None:
    """No bead holds some of `ids` without the rest, or more than one of them."""
    held: list[Ints] = []
    for units, size, offset in ((pair.first, len(band.low), band.rows[0]), (pair.second, band.width, band.columns[0])):
        ends = np.array([k for k, unit in enumerate(units, offset + 1) if unit.id in ids], np.int64)
        held.append(np.bincount(ends, minlength=size).cumsum())
    most = max(max(kind) for kind in kinds)
    near = np.flatnonzero(
        (held[0][band.row] > held[0][np.maximum(band.row - most, 0)])
        | (held[1][band.column] > held[1][np.maximum(band.column - most, 0)])
    )
    row, column = band.row[near], band.column[near]
    for cost, (a, b) in zip(costs, kinds, strict=True):
        inside = held[0][row] - held[0][np.maximum(row - a, 0)] + held[1][column] - held[1][np.maximum(column - b, 0)]
        cost[near[(inside > 0) & (inside < len(ids)) if together else inside > 1]] = np.inf
