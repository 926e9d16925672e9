"""Why a bead is one: what its length, type, words and anchors say for it and against it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from tei.align.costs import Pair, Unit, unfit
from tei.align.evidence import Anchor, Weight
from tei.align.model import Model
from tei.model import Bead

_LEAST = 0.05  # nats; what says less is left out


def reasoned(pair: Pair, found: Sequence[Bead], model: Model) -> list[Bead]:
    """The beads of a pair with all their evidence; that of words they have."""
    sides, i, j = [], 0, 0
    for bead in found:
        sides.append((pair.first[i : i + len(bead.first)], pair.second[j : j + len(bead.second)]))
        i, j = i + len(bead.first), j + len(bead.second)
    long = np.array([[sum(unit.features.length for unit in side) for side in both] for both in sides], float)
    first, second = long.reshape(-1, 2).T
    lengths = (-unfit(first, second / model.ratio, model)).tolist()
    return [
        replace(bead, evidence=_reasons(both, bead, length, model))
        for both, bead, length in zip(sides, found, lengths, strict=True)
    ]


def _reasons(
    sides: tuple[Sequence[Unit], Sequence[Unit]], bead: Bead, length: float, model: Model
) -> tuple[tuple[str, float], ...]:
    kind = len(sides[0]), len(sides[1])
    told = [(f"type {bead.type}", math.log(model.priors.get(kind, 1e-4)))]
    if all(kind):
        told += [("length", length), *bead.evidence]
        first, second = (Counter(anchor for unit in side for anchor in unit.features.anchors) for side in sides)
        told += _anchors(first, second, model)
    return tuple((label, round(gain, 2)) for label, gain in told if abs(gain) >= _LEAST)


def _anchors(first: Counter[Anchor], second: Counter[Anchor], model: Model) -> list[tuple[str, float]]:
    """What both sides have, and what one has alone, the weightiest first."""
    told: list[tuple[str, float]] = []
    for anchor in sorted({*first, *second}):
        weight = model.weights.get(anchor, Weight(1.0, 1.0))
        both = min(first[anchor], second[anchor])
        alone = first[anchor] + second[anchor] - 2 * both
        label = " ".join(anchor)
        told += [(label, both * weight.shared)] if both else []
        told += [(f"without {label}", -alone * weight.missed)] if alone else []
    return sorted(told, key=lambda one: -abs(one[1]))
