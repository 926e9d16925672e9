"""What beads teach about the texts they are of: how words translate each other, how lengths vary, which types occur."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from tei.align.band import Kind
from tei.align.costs import Pair, Unit
from tei.align.model import PRIORS, VARIANCE, Model
from tei.align.translation import LONG, Floats, Window, learn
from tei.model import Bead

_BEFORE = 40.0  # beads that are imagined besides those seen, in the usual proportions
_FEW = 3  # a word that stands in no more units than these may tell something, however few units there are
_COMMON = (4, 16, 60)  # one that stands in more than one of 4 tells nothing, nor of many units one in 16 and 60 more

Paired = tuple[Sequence[Unit], Sequence[Unit]]


def learnt(
    model: Model,
    pairs: Sequence[Pair],
    found: Sequence[Sequence[Bead]],
    sizes: tuple[int, int],
    known: Mapping[tuple[int, int], float],
    blur: int = 0,
) -> Model:
    """`model` after seeing the beads `found` in `pairs`.

    `sizes` are the numbers of words of the versions; words that are `known` to translate each other need not be seen.
    With `blur`, words are looked for in so many beads before and after as well.
    """
    paired = [_units(pair, beads) for pair, beads in zip(pairs, found, strict=True)]
    both = [(one, other) for beads in paired for one, other in beads if one and other]
    lengths = np.array([[sum(u.features.length for u in side) for side in bead] for bead in both], float).reshape(-1, 2)
    counts = tuple(_counts([unit for pair in pairs for unit in (pair.first, pair.second)[k]], sizes[k]) for k in (0, 1))
    kept = tuple(count <= _most(sum(pair.size[k] for pair in pairs)) for k, count in enumerate(counts))
    windows = _windows(paired, kept, blur)
    known = {pair: p for pair, p in known.items() if kept[0][pair[0]] and kept[1][pair[1]]}
    table = learn(windows, sizes, (counts[0] * kept[0], counts[1] * kept[1]), known)
    ratio, variance = _lengths(lengths, model.ratio)
    return replace(model, ratio=ratio, variance=variance, priors=_kinds(found), table=table)


def _most(units: int) -> float:
    """In how many of so many units a word may stand that tells something."""
    share, of_many, more = _COMMON
    return max(_FEW, min(units / share, units / of_many + more))


def _units(pair: Pair, beads: Sequence[Bead]) -> list[Paired]:
    """The units of each bead."""
    made, i, j = [], 0, 0
    for bead in beads:
        a, b = len(bead.first), len(bead.second)
        made.append((pair.first[i : i + a], pair.second[j : j + b]))
        i, j = i + a, j + b
    return made


def _counts(units: Sequence[Unit], size: int) -> Floats:
    """In how many units each word stands."""
    words = [word for unit in units for word in unit.features.words]
    return np.bincount(np.array(words, np.int64), minlength=size).astype(float)


def _windows(paired: Sequence[Sequence[Paired]], kept: Sequence[NDArray[np.bool_]], blur: int) -> Iterator[Window]:
    for beads in paired:
        inside = [
            tuple([w for unit in side for w in unit.features.words if kept[k][w]] for k, side in enumerate(bead))
            for bead in beads
        ]
        for k, (one, other) in enumerate(inside):
            if blur:
                near = inside[max(0, k - blur) : k + blur + 1]
                other = [w for _, words in near for w in words]
            if one and other and len(one) * len(other) <= LONG:
                yield one, other


def _lengths(lengths: Floats, ratio: float) -> tuple[float, float]:
    """The ratio of the lengths of beads, and the variance of their difference."""
    if not len(lengths):
        return ratio, VARIANCE
    ratio = float(lengths[:, 1].sum() / max(1.0, lengths[:, 0].sum())) or ratio
    other = lengths[:, 1] / ratio
    middle = (lengths[:, 0] + other) / 2 + 1
    apart = np.minimum((lengths[:, 0] - other) ** 2 / middle, 9 * VARIANCE)
    return ratio, float((apart.sum() + _BEFORE * VARIANCE) / (len(apart) + _BEFORE))


def _kinds(found: Sequence[Sequence[Bead]]) -> dict[Kind, float]:
    """The share of each type of bead."""
    seen: Counter[Kind] = Counter((len(bead.first), len(bead.second)) for beads in found for bead in beads)
    total = sum(seen[kind] for kind in PRIORS) + _BEFORE
    whole = sum(PRIORS.values())
    return {kind: (seen[kind] + _BEFORE * prior / whole) / total for kind, prior in PRIORS.items()}
