"""How probably words translate each other: Model 1 of Brown et al. 1993, "The Mathematics of Statistical Machine
Translation", in both directions, learnt from beads and from lexicons.

What is seen once proves little, for a wrong bead shows it too: every expected count is discounted by nearly one, and
what a word loses goes to all words alike.  So a rare word speaks neither for nor against a bead.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Window = tuple[Sequence[int], Sequence[int]]  # the words of some units of the first version, and of the second

LONG = 1 << 18  # pairs of words beyond which a window is too long to learn from
_ROUNDS = 8  # of expectation and maximisation
_MANY = 1 << 21  # cooccurrences of words from which on half as many rounds do
_DISCOUNT = 0.8
_KNOWN = 4.0  # what a lexicon says counts as much as this many sentences
_LEAST = 4e-3  # a probability below this is none
_AT_ONCE = 1 << 22  # pairs of words that are made together


@dataclass(frozen=True, slots=True)
class Direction:
    """Words of one version explained by those of the other.

    Of the explained word w, ``givers[start[w]:start[w + 1]]`` are the words that translate as it, ascending, and
    `gains` by how much each makes it likelier than chance.  `left` is by giver: the share of it that goes to all words
    alike (1: nothing is known of it).
    """

    start: Ints
    givers: Ints
    gains: Floats
    left: Floats


@dataclass(frozen=True, slots=True)
class Table:
    """Translation in both directions: words of the second version explained by the first, and the reverse.

    `pairs` are the words that translate each other, first and second; `forward` and `backward` their probabilities.
    """

    second: Direction
    first: Direction
    pairs: tuple[Ints, Ints]
    forward: Floats
    backward: Floats


@dataclass(frozen=True, slots=True)
class _Cooccurrence:
    """Pairs of words that stand in one window, window by window, and the distinct pairs, sorted."""

    pair: NDArray[np.int32]  # of each cooccurrence: its pair
    first: NDArray[np.int32]  # its word of the first version, counted through all windows
    second: NDArray[np.int32]
    firsts: Ints  # by pair
    seconds: Ints


def learn(
    windows: Iterable[Window],
    sizes: tuple[int, int],
    counts: tuple[Floats, Floats],
    known: Mapping[tuple[int, int], float],
) -> Table:
    """What the windows and a lexicon teach.

    `sizes` are the numbers of words of the versions, `counts` how often each occurs; `known` gives pairs of words, and
    how probable the pair is among all of its words.
    """
    seen = _cooccurrence(windows, sizes[1])
    expected = [_expect(seen, counts[1], forward=True), _expect(seen, counts[0], forward=False)]
    told = np.array(list(known), np.int64).reshape(-1, 2)
    keys = np.concatenate([seen.firsts * sizes[1] + seen.seconds, told[:, 0] * sizes[1] + told[:, 1]])
    keys, place = _distinct(keys)
    firsts, seconds = keys // sizes[1], keys % sizes[1]
    probable = np.zeros(len(keys))
    probable[place[len(seen.firsts) :]] = list(known.values())
    totals = []
    for one in expected:
        total = np.zeros(len(keys))
        total[place[: len(seen.firsts)]] = one
        totals.append(total)
    forward, left = _probabilities(totals[0], probable, firsts, sizes[0])
    backward, right = _probabilities(totals[1], probable, seconds, sizes[1])
    return Table(
        _direction(seconds, firsts, forward, left, counts[1]),
        _direction(firsts, seconds, backward, right, counts[0]),
        (firsts, seconds),
        forward,
        backward,
    )


def _cooccurrence(windows: Iterable[Window], size: int) -> _Cooccurrence:
    made = []
    seen = []
    before = [0, 0]
    for block in _blocks(windows):
        sides = [np.array([w for window in block for w in window[k]], np.int64) for k in (0, 1)]
        lengths = [np.array([len(window[k]) for window in block]) for k in (0, 1)]
        times = np.repeat(lengths[1], lengths[0])  # of each first word: how many second words stand opposite
        first = np.repeat(np.arange(len(sides[0])), times)
        starts = np.repeat(np.cumsum(lengths[1]) - lengths[1], lengths[0])
        second = np.arange(times.sum()) - np.repeat(np.cumsum(times) - times, times) + np.repeat(starts, times)
        keys = sides[0][first] * size + sides[1][second]
        keys, pair = _distinct(keys)
        seen.append(keys)
        made.append([part.astype(np.int32) for part in (pair, first + before[0], second + before[1])])
        before = [before[k] + len(sides[k]) for k in (0, 1)]
    unique, _ = _distinct(np.concatenate(seen or [np.zeros(0, np.int64)]))
    for keys, part in zip(seen, made, strict=True):
        part[0] = np.searchsorted(unique, keys).astype(np.int32)[part[0]]
    places = [np.concatenate([part[k] for part in made] or [np.zeros(0, np.int32)]) for k in range(3)]
    return _Cooccurrence(places[0], places[1], places[2], unique // size, unique % size)


def _distinct(keys: Ints) -> tuple[Ints, Ints]:
    """The distinct `keys`, ascending, and for each key the number of its like.

    Sorting keys with their places as the lower bits is much faster than sorting the places by key.
    """
    bits = len(keys).bit_length()
    if int(keys.max(initial=0)).bit_length() + bits > 62:
        unique, places = np.unique(keys, return_inverse=True)
        return unique, places
    packed = np.sort((keys << bits) | np.arange(len(keys)))
    ordered = packed >> bits
    first = np.diff(ordered, prepend=-1) > 0
    number = np.empty(len(keys), np.int64)
    number[packed & ((1 << bits) - 1)] = first.cumsum() - 1
    return ordered[first], number


def _blocks(windows: Iterable[Window]) -> Iterable[list[Window]]:
    block: list[Window] = []
    total = 0
    for window in windows:
        block.append(window)
        total += len(window[0]) * len(window[1])
        if total > _AT_ONCE:
            yield block
            block, total = [], 0
    if block:
        yield block


def _expect(seen: _Cooccurrence, counts: Floats, *, forward: bool) -> Floats:
    """How often each pair of words is expected to translate each other; `counts` are of the explained words."""
    giver, explained = (seen.firsts, seen.seconds) if forward else (seen.seconds, seen.firsts)
    group = seen.second if forward else seen.first
    chance = (counts / max(1.0, counts.sum()))[explained]
    by_chance = np.zeros(int(group.max(initial=-1)) + 1)  # by no word in particular
    by_chance[group] = chance[seen.pair]
    probable: Floats = chance
    expected: Floats = chance
    rounds = _ROUNDS if len(seen.pair) < _MANY else _ROUNDS // 2
    for _ in range(rounds if len(giver) else 0):
        share = probable[seen.pair]
        share /= (np.bincount(group, share) + by_chance)[group]
        expected = np.asarray(np.bincount(seen.pair, share, minlength=len(giver)), np.float64)
        probable = expected / np.bincount(giver, expected)[giver]
    return expected


def _probabilities(expected: Floats, known: Floats, giver: Ints, size: int) -> tuple[Floats, Floats]:
    """The probability of each pair among all of its giver, and what is left of each giver."""
    told = np.bincount(giver, known, minlength=size)
    amount = np.maximum(expected - _DISCOUNT, 0.0) + _KNOWN * known
    whole = np.bincount(giver, expected, minlength=size) + _KNOWN * told
    probable: Floats = amount / np.maximum(whole, 1e-9)[giver]
    probable[probable < _LEAST] = 0.0
    left: Floats = np.asarray(1.0 - np.bincount(giver, probable, minlength=size), np.float64)
    return probable, left


def _direction(explained: Ints, giver: Ints, probable: Floats, left: Floats, counts: Floats) -> Direction:
    order = np.lexsort((giver, explained))
    order = order[probable[order] > 0]
    word = explained[order]
    chance = (counts / max(1.0, counts.sum()))[word]
    start = np.concatenate([[0], np.bincount(word, minlength=len(counts)).cumsum()])
    return Direction(start, giver[order], probable[order] / np.maximum(chance, 1e-12), left)
