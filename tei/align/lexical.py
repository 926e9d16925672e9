"""What the words of beads tell: how much likelier they are as translations of each other than by chance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tei.align.band import Band, Ints, Kind, Near
from tei.align.translation import Direction, Floats, Table

_FLOOR = (
    0.2  # a word without a translation opposite is at least this likely, as against by chance: translators are free
)
_AT_ONCE = 1 << 17  # words times places that are looked at together


@dataclass(frozen=True, slots=True)
class Words:
    """The words of all units of a version.  A unit has the place (row or column) that ends it; words are ascending by
    place.
    """

    word: Ints
    place: Ints
    size: int  # of places

    @classmethod
    def of(cls, sequences: Sequence[Sequence[Sequence[int]]], offsets: Sequence[int], size: int) -> Words:
        """The words of the units of each sequence, the first unit of each ending at its offset plus 1."""
        word = [w for units in sequences for unit in units for w in unit]
        length = [len(unit) for units in sequences for unit in units]
        place = [k for units, at in zip(sequences, offsets, strict=True) for k in range(at + 1, at + 1 + len(units))]
        return cls(np.array(word, np.int64), np.repeat(np.array(place, np.int64), length), size)


@dataclass(frozen=True, slots=True)
class Gains:
    """By cell of the band, and one more for all cells outside: for ``second[a]``, what the last unit of the second
    version gains by the last `a` of the first; for ``first[b]``, the reverse.
    """

    second: Mapping[int, NDArray[np.float32]]
    first: Mapping[int, NDArray[np.float32]]

    def of(self, kind: Kind, near: Near) -> Floats:
        """Log-likelihood ratios, in nats, of the words of beads of a kind that end at these cells."""
        a, b = kind
        total = np.zeros(len(near.rows))
        for k in range(b):
            total += self.second[a][near.at(0, k)]
        for k in range(a):
            total += self.first[b][near.at(k, 0)]
        return total / 2


def gains(first: Words, second: Words, band: Band, table: Table, sizes: tuple[int, int]) -> Gains:
    """The gains for beads of up to `sizes` units of the first and second version."""
    low, high = _columns(band)
    rows, columns = band.row.astype(np.int64), band.column.astype(np.int64)
    found = []
    for giving, taking, direction, most, bounds, at in (
        (first, second, table.second, sizes[0], (low, high), (columns, rows)),
        (second, first, table.first, sizes[1], (band.low, band.high), (rows, columns)),
    ):
        start = np.concatenate([[0], np.maximum(bounds[1] - bounds[0], 0).cumsum()])
        flat = _explained(giving, taking, direction, most, bounds, start)
        place = start[at[0]] + at[1] - bounds[0][at[0]]
        found.append({k: np.append(values[place], np.float32(0.0)) for k, values in flat.items()})
    return Gains(found[0], found[1])


def _columns(band: Band) -> tuple[Ints, Ints]:
    """For each column, the rows ``[low, high)`` between which it has cells."""
    low, high = np.full(band.width, len(band.low)), np.zeros(band.width, np.int64)
    np.minimum.at(low, band.column, band.row)
    np.maximum.at(high, band.column, band.row + 1)
    return np.minimum(low, high), high


def _explained(
    giving: Words, taking: Words, direction: Direction, most: int, bounds: tuple[Ints, Ints], start: Ints
) -> dict[int, NDArray[np.float32]]:
    """By size of window: for each place of `taking` and each place between its bounds, what its words gain by the
    words of the window of `giving` that ends there.
    """
    made = {size: np.zeros(int(start[-1]), np.float32) for size in range(1, most + 1)}
    number = np.concatenate([[0], np.bincount(giving.place, minlength=giving.size).cumsum()])
    left = np.concatenate(
        [[0.0], np.bincount(giving.place, direction.left[giving.word], minlength=giving.size).cumsum()]
    )
    keys = giving.word * (giving.size + 1) + giving.place
    keys.sort()
    for a, z, width in _chunks(taking.place, bounds):
        place = taking.place[a:z]
        base = bounds[0][place] - (most - 1)
        firsts = np.flatnonzero(np.diff(place, prepend=-1))
        owner = place[firsts]
        words = np.diff(np.append(firsts, len(place)))[:, None]
        ends = bounds[0][owner][:, None] + np.arange(width)[None, :]
        inside = ends < bounds[1][owner][:, None]
        ends = np.minimum(ends, giving.size - 1)
        into = (start[owner][:, None] + np.arange(width)[None, :])[inside]
        told, table = _hits(taking.word[a:z], base, width + most - 1, direction, keys, giving.size)
        unit = np.repeat(np.arange(len(firsts)), words[:, 0])[told]
        gained = np.zeros((len(told), width), np.float32)
        for size, values in made.items():
            gained += table[:, most - size : most - size + width]
            begins = np.maximum(ends - size + 1, 0)
            share = (1 - _FLOOR) / (1.0 + number[ends + 1] - number[begins])
            free = _FLOOR + share * (1.0 + left[ends + 1] - left[begins])
            total = (words * np.log(free)).astype(np.float32)
            _add(total, gained, unit, (share / free).astype(np.float32))
            values[into] = total[inside]
    return made


def _add(total: NDArray[np.float32], gained: NDArray[np.float32], unit: Ints, share: NDArray[np.float32]) -> None:
    """Add to the `total` of each unit what those of its words tell that have gained something; `unit` is of each."""
    if not len(unit):
        return
    gain = share[unit]
    gain *= gained
    gain += 1.0
    np.log(gain, out=gain)
    firsts = np.flatnonzero(np.diff(unit, prepend=-1))
    total[unit[firsts]] += np.add.reduceat(gain, firsts, axis=0)


def _chunks(place: Ints, bounds: tuple[Ints, Ints]) -> Iterator[tuple[int, int, int]]:
    """Whole units whose words are looked at together: ``[first, last)`` and the widest of their bounds."""
    if not len(place):
        return
    widths = (bounds[1] - bounds[0])[place]
    ends = np.append(np.flatnonzero(np.diff(place)) + 1, len(place)).tolist()
    first = last = 0
    widest = 1
    for end in ends:
        wide = max(widest, int(widths[last]))
        if last > first and (end - first) * wide > _AT_ONCE:
            yield first, last, widest
            first, wide = last, max(1, int(widths[last]))
        last, widest = end, wide
    yield first, last, widest


def _hits(
    word: Ints, base: Ints, width: int, direction: Direction, keys: Ints, size: int
) -> tuple[Ints, NDArray[np.float32]]:
    """Which words gain anything, and how much each of them gains by the words of each place from `base` on; shape
    (words that gain, width).
    """
    times = direction.start[word + 1] - direction.start[word]
    owner = np.repeat(np.arange(len(word)), times)
    entry = np.arange(len(owner)) - np.repeat(times.cumsum() - times, times) + np.repeat(direction.start[word], times)
    giver = direction.givers[entry] * (size + 1)
    low = np.searchsorted(keys, giver + np.maximum(base[owner], 0))
    high = np.searchsorted(keys, giver + np.minimum(np.maximum(base[owner] + width, 0), size))
    found = high - low
    owner, gain = np.repeat(owner, found), np.repeat(direction.gains[entry], found)
    at = np.repeat(low, found) + np.arange(len(owner)) - np.repeat(found.cumsum() - found, found)
    column = keys[at] % (size + 1) - base[owner]
    seen = np.zeros(len(word), np.bool_)
    seen[owner] = True
    told = np.flatnonzero(seen)
    row = (seen.cumsum() - 1)[owner]
    made = np.bincount(row * width + column, gain, minlength=len(told) * width)
    return told, made.astype(np.float32).reshape(len(told), width)
