"""Names of two languages, paired: by the aligned sentences they stand in, their sound, the words they are made of."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tei.compare.likeness import Known, is_chinese, likeness, said

_ACCEPTED = 0.5
_LONGEST = 8  # characters of a name within another
_SURE = 0.75  # a pair that helps to find others


@dataclass(frozen=True, slots=True)
class Pair:
    """A name of the first version and one of the second that may mean the same.  `cert` is a probability."""

    first: str
    second: str
    cert: float
    together: int  # the aligned sentences in which both stand
    dice: float  # of all the sentences in which one stands, the share in which both do, from 0 to 1
    likeness: float  # from 0 to 1


Beads = Iterable[tuple[Iterable[str], Iterable[str]]]


def pairs(beads: Beads, types: tuple[Mapping[str, str], Mapping[str, str]], known: Known) -> list[Pair]:
    """All pairs that are likelier than not, the best first; a name may stand in several.

    `beads` are the names in the two sides of each aligned sentence, `types` the elements that mark them, "" where
    nothing says so.  In a second pass, the surest pairs of the first help to explain longer names.
    """
    single = (Counter[str](), Counter[str]())
    both = Counter[tuple[str, str]]()
    for sides in beads:
        sets = [sorted(set(side)) for side in sides]
        for count, names in zip(single, sets, strict=True):
            count.update(names)
        both.update((a, b) for a in sets[0] for b in sets[1])
    rated = {two: _pair(*two, n, single, types, known) for two, n in both.items()}
    learnt = _learnt(best(_accepted(rated.values())))
    more = {term: (*known.get(term, ()), *ways) for term, ways in learnt.items()}
    everything = {**known, **more}
    for two, n in both.items():
        if any(_holds(name, learnt) for name in two):
            rated[two] = _pair(*two, n, single, types, everything)
    return _accepted(rated.values())


def _accepted(rated: Iterable[Pair]) -> list[Pair]:
    return sorted((pair for pair in rated if pair.cert >= _ACCEPTED), key=_order)


def _holds(name: str, terms: Known) -> bool:
    """Whether any of `terms` is part of a longer `name`."""
    parts = ((a, b) for a in range(len(name)) for b in range(a + 2, min(len(name), a + _LONGEST) + 1))
    return is_chinese(name) and any(name[a:b] in terms for a, b in parts if b - a < len(name))


def best(found: Iterable[Pair]) -> list[Pair]:
    """The pairs that are left when every name goes with one name only, the surest first."""
    taken: tuple[set[str], set[str]] = (set(), set())
    kept = []
    for pair in found:
        if pair.first not in taken[0] and pair.second not in taken[1]:
            taken[0].add(pair.first)
            taken[1].add(pair.second)
            kept.append(pair)
    return kept


def _order(pair: Pair) -> tuple[float, int, int, str, str]:
    return -pair.cert, -pair.together, -len(pair.first) - len(pair.second), pair.first, pair.second


def _learnt(found: Iterable[Pair]) -> Known:
    """The surest pairs, as words that help to explain longer names."""
    more: dict[str, list[tuple[str, ...]]] = {}
    for pair in found:
        han, latin = (pair.first, pair.second) if is_chinese(pair.first) else (pair.second, pair.first)
        if pair.cert >= _SURE and is_chinese(han) and not is_chinese(latin):
            more.setdefault(han, []).append(said(latin))
    return {term: tuple(ways) for term, ways in more.items()}


def _pair(
    first: str,
    second: str,
    together: int,
    single: tuple[Counter[str], Counter[str]],
    types: tuple[Mapping[str, str], Mapping[str, str]],
    known: Known,
) -> Pair:
    """The weights are those of a logistic model, set by hand and tried on the sample edition."""
    like = likeness(first, second, known)
    dice = 2 * together / (single[0][first] + single[1][second])
    kinds = types[0].get(first, ""), types[1].get(second, "")
    weight = -3.2 + 5.0 * like + 2.2 * dice * min(1.0, together / 2) + 0.5 * min(2.0, math.log(together))
    if all(kinds):
        weight += 0.6 if kinds[0] == kinds[1] else -1.5
    return Pair(first, second, round(1 / (1 + math.exp(-weight)), 3), together, round(dice, 3), round(like, 3))
