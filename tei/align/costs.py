"""What beads cost: minus the logarithm of how likely they are.

The cost of a bead is how improbable its type is (priors after Gale and Church 1993, "A Program for Aligning Sentences
in Bilingual Corpora"), how badly the lengths fit, and which anchors one side has alone, less those that both share.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from tei.align.band import Band, Costs, Ints, Kind, Near
from tei.align.evidence import Anchor, Features, Weight
from tei.align.lexical import Gains, Words, gains
from tei.align.model import Model

Floats = NDArray[np.float64]

WORDS = 1.5  # words of one sentence depend on one another, so each counts for less
_LOST = 0.4  # of what an anchor alone costs, in a bead without counterpart
_NULL = -0.8  # cost in nats of having no counterpart, besides the prior
_UNLIKELY = 1e-12  # the least probability of a length difference
_FINE = 1 << 11  # entries of the table of probabilities per standard deviation
_AT_ONCE = 1 << 15  # cells, or pairs of units with the same anchor, that are looked at together


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph or sentence to be aligned."""

    id: str
    features: Features
    begins: bool = False  # no bead may hold it in another place than its first


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sequences to be aligned, and what encloses them."""

    first: Sequence[Unit]
    second: Sequence[Unit]
    within: tuple[str, str] = ("", "")

    @property
    def size(self) -> Kind:
        """The numbers of units."""
        return len(self.first), len(self.second)

    @property
    def ids(self) -> Iterator[str]:
        """The ids of all units."""
        return (unit.id for units in (self.first, self.second) for unit in units)


@dataclass(frozen=True, slots=True)
class _Side:
    """All units of one version.  A unit has the row (or column) that ends it; sums run over all before, inclusive."""

    lengths: Floats
    begins: Ints
    entries: tuple[Ints, Ints, Ints]  # each anchor of each unit: the unit's row, the anchor's number, how often

    def missed(self, weights: Floats) -> Floats:
        """Sums of the costs of having each anchor alone."""
        rows, anchors, counts = self.entries
        return np.bincount(rows, weights[anchors] * counts, minlength=len(self.lengths)).cumsum(dtype=float)


def costs(
    pairs: Sequence[Pair],
    band: Band,
    kinds: Mapping[Kind, float],
    model: Model,
) -> tuple[Costs, Gains | None]:
    """The cost of each kind of bead that ends at each cell, infinite where it cannot, shape (kinds, cells + 1); and
    what words gain, which is in it.

    `kinds` have their priors; the last column is for all that is outside the band.
    """
    known: dict[Anchor, int] = {}
    first = _side([p.first for p in pairs], band.rows, len(band.low), known)
    second = _side([p.second for p in pairs], band.columns, band.width, known)
    told = [model.weights.get(anchor, Weight(1.0, 1.0)) for anchor in known]
    shares, misses = np.array([w.shared for w in told]), np.array([w.missed for w in told])
    alone = first.missed(misses), second.missed(misses)
    words = _words(pairs, band, kinds, model)
    made = np.full((len(kinds), band.size + 1), np.inf, np.float32)
    for start in range(0, band.size, _AT_ONCE):
        here = slice(start, min(start + _AT_ONCE, band.size))
        near = Near(band, here)
        rows, columns = near.rows, near.columns
        for cost, ((a, b), prior) in zip(made, kinds.items(), strict=True):
            fit = alone[0][rows] - alone[0][rows - a] + alone[1][columns] - alone[1][columns - b]
            if a and b:
                fit += _fit(first.lengths, rows, a, second.lengths / model.ratio, columns, b, model)
                fit -= WORDS * words.of((a, b), near) if words else 0.0
            else:
                fit = fit * _LOST + _NULL
            none = _joined(first.begins, rows, a) | _joined(second.begins, columns, b)
            none |= near.at(a, b) == band.size
            cost[here] = np.where(none, np.inf, fit - math.log(prior))
    for cost, kind in zip(made, kinds, strict=True):
        for at, both in _shared(first, second, kind, band, shares + 2 * misses):
            np.subtract.at(cost, at, both)
    return made, words


def _side(sequences: Sequence[Sequence[Unit]], offsets: Sequence[int], size: int, known: dict[Anchor, int]) -> _Side:
    lengths, begins = np.zeros(size), np.zeros(size, np.int64)
    entries: list[tuple[int, int, int]] = []
    for units, offset in zip(sequences, offsets, strict=True):
        end = offset + 1 + len(units)
        lengths[offset + 1 : end] = [u.features.length for u in units]
        begins[offset + 1 : end] = [u.begins for u in units]
        for row, unit in enumerate(units, offset + 1):
            if anchors := unit.features.anchors:
                counts = Counter(anchors) if len(anchors) > 1 else {anchors[0]: 1}
                entries += [(row, known.setdefault(anchor, len(known)), n) for anchor, n in counts.items()]
    table = np.array(entries, np.int64).reshape(-1, 3).T
    return _Side(lengths.cumsum(), begins.cumsum(), (table[0], table[1], table[2]))


def _joined(begins: Ints, rows: Ints, size: int) -> NDArray[np.bool_]:
    """Whether a unit that begins something is among the last `size` but not the first of them."""
    return begins[rows] > begins[rows - max(0, size - 1)]


def _words(pairs: Sequence[Pair], band: Band, kinds: Mapping[Kind, float], model: Model) -> Gains | None:
    """What the words of units gain by each other, if anything is known of them."""
    if model.table is None:
        return None
    first = Words.of([[u.features.words for u in p.first] for p in pairs], band.rows, len(band.low))
    second = Words.of([[u.features.words for u in p.second] for p in pairs], band.columns, band.width)
    sizes = max(a for a, b in kinds if b), max(b for a, b in kinds if a)
    return gains(first, second, band, model.table, sizes)


def _fit(first: Floats, rows: Ints, a: int, second: Floats, columns: Ints, b: int, model: Model) -> Floats:
    """How badly the lengths of beads fit."""
    return unfit(first[rows] - first[rows - a], second[columns] - second[columns - b], model)


def unfit(size: Floats, other: Floats, model: Model) -> Floats:
    """How badly lengths fit, in nats: minus the logarithm of the probability of a difference as large or larger, either
    by chance or because a part was left out.
    """
    delta = np.abs(size - other) / np.sqrt(((size + other) / 2 + 1.0) * model.variance)
    table = _tail(model.cut)
    place = np.minimum(delta * _FINE, len(table) - 2)
    below = place.astype(np.int64)
    found: Floats = table[below] + (place - below) * (table[below + 1] - table[below])
    return found


@cache
def _tail(cut: float) -> Floats:
    """Minus the logarithm of the probability of 0, 1, 2 ... `_FINE`ths of a standard deviation or more, both ways, or
    that a part was left out.
    """
    made = [1.0]
    while made[-1] > _UNLIKELY:
        made.append(math.erfc(len(made) / _FINE / math.sqrt(2)))
    made[-1] = _UNLIKELY
    found: Floats = -np.log((1 - cut) * np.array([*made, made[-1]]) + cut)
    return found


def _shared(first: _Side, second: _Side, kind: Kind, band: Band, gains: Floats) -> Iterator[tuple[Ints, Floats]]:
    """Cells, and what the beads of a kind that end there gain by an anchor on both sides, anchor by anchor."""
    if not kind[0] or not kind[1]:
        return
    rows, anchors, counts = _window(first, kind[0])
    columns, others, times = _window(second, kind[1])
    keys = others * band.width + columns
    order = np.argsort(keys)
    keys, columns, times = keys[order], columns[order], times[order]
    low = np.searchsorted(keys, anchors * band.width + band.low[rows])
    found = np.searchsorted(keys, anchors * band.width + band.high[rows]) - low
    until = np.concatenate([[0], found.cumsum()])
    at = 0
    while until[at] < until[-1]:
        end = max(at + 1, int(np.searchsorted(until, until[at] + _AT_ONCE, side="right")) - 1)
        left = np.repeat(np.arange(at, end), found[at:end])
        right = low[left] + np.arange(len(left)) - (until[left] - until[at])
        cells = band.at(rows[left], columns[right])
        yield cells, np.minimum(counts[left], times[right]) * gains[anchors[left]]
        at = end


def _window(side: _Side, size: int) -> tuple[Ints, Ints, Ints]:
    """The anchors of every `size` units that follow one another: the row that ends them, the anchor, how often."""
    rows, anchors, counts = side.entries
    if size == 1:
        return side.entries
    width = len(side.lengths) + size
    keys = np.concatenate([anchors * width + rows + k for k in range(size)])
    keys, inverse = np.unique(keys, return_inverse=True)
    total = np.bincount(inverse, np.tile(counts, size)).astype(np.int64)
    rows, anchors = keys % width, keys // width
    inside = rows < len(side.lengths)
    return rows[inside], anchors[inside], total[inside]
