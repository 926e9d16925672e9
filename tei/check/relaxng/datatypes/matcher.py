"""Regular expressions run without going back: time is proportional to the value, whatever expression a schema has.

What remains to be matched after some characters is a set of sequences of parts (the partial derivatives of
V. Antimirov, 1996).  Such a set is a state; from state to state leads a dictionary, filled as characters are met.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tei.check.relaxng.datatypes.characters import Characters

#: A sequence of parts, one after the other.
Parts = tuple["Part", ...]

# Transitions that one expression may remember; then it forgets them all and begins anew.
_MEMORY = 50_000
# From so many ways on, those that another one includes are looked for.
_MANY = 8


class One:
    """One character of a set."""

    __slots__ = ("of",)
    nullable = False

    def __init__(self, of: Characters) -> None:
        self.of = of

    def after(self, c: str) -> Iterator[Parts]:
        """What may follow once `c` was read: nothing more, if `c` belongs to the set."""
        if self.of(c):
            yield ()


class Either:
    """One of several sequences.  `nullable`: nothing at all will do."""

    __slots__ = ("branches", "nullable")

    def __init__(self, branches: tuple[Parts, ...]) -> None:
        self.branches = branches
        self.nullable: bool = any(all(part.nullable for part in branch) for branch in branches)

    def after(self, c: str) -> Iterator[Parts]:
        """What may follow once `c` was read."""
        for branch in self.branches:
            yield from _after(branch, c)


class Times(NamedTuple):
    """`part`, at least `least` and at most `most` times; without end when `most` is None."""

    part: One | Either
    least: int
    most: int | None

    @property
    def nullable(self) -> bool:
        """Whether nothing at all will do."""
        return self.least == 0 or self.part.nullable

    def after(self, c: str) -> Iterator[Parts]:
        """What may follow once `c` was read: the rest of this time, then the other times."""
        left = None if self.most is None else self.most - 1
        more = () if left == 0 else (Times(self.part, max(self.least - 1, 0), left),)
        for rest in self.part.after(c):
            yield rest + more


Part = One | Either | Times


def times(part: One | Either, least: int, most: int | None) -> Times:
    """`part` repeated.  What may be nothing may be so as often as one likes: then there is no least number."""
    return Times(part, 0 if part.nullable else least, most)


def _after(parts: Parts, c: str) -> Iterator[Parts]:
    for at, part in enumerate(parts):
        for rest in part.after(c):
            yield rest + parts[at + 1 :]
        if not part.nullable:
            return


def _without_included(ways: frozenset[Parts]) -> frozenset[Parts]:
    """`ways` without those that another one includes: where ``a{0,5}`` may follow, ``a{0,3}`` adds nothing.

    Without this, nested repetitions such as ``(a{0,99}){0,99}`` would keep thousands of ways.
    """
    alike: dict[tuple[object, ...], list[tuple[tuple[int, ...], Parts]]] = {}
    for way in ways:
        shape, counts = _shape(way)
        largest = alike.setdefault(shape, [])
        if any(_covers(others, counts) for others, _ in largest):
            continue
        largest[:] = [(others, one) for others, one in largest if not _covers(counts, others)]
        largest.append((counts, way))
    return frozenset(way for largest in alike.values() for _, way in largest)


def _shape(way: Parts) -> tuple[tuple[object, ...], tuple[int, ...]]:
    """`way` without the numbers that may as well be smaller, and these numbers."""
    shape: list[object] = []
    counts: list[int] = []
    for part in way:
        if isinstance(part, Times) and part.most is not None and not part.least:
            shape.append(part.part)
            counts.append(part.most)
        else:
            shape.append(part)
    return tuple(shape), tuple(counts)


def _covers(these: tuple[int, ...], those: tuple[int, ...]) -> bool:
    return all(one >= other for one, other in zip(these, those, strict=True))


class _State(dict[str, "_State"]):
    """What may follow each character.  `final`: whether the value may end here."""

    __slots__ = ("final", "matcher", "ways")

    def __init__(self, ways: frozenset[Parts], matcher: Matcher) -> None:
        self.ways = ways
        self.final = any(all(part.nullable for part in way) for way in ways)
        self.matcher = matcher

    def __missing__(self, c: str) -> _State:
        ways = frozenset(rest for way in self.ways for rest in _after(way, c))
        found = self[c] = self.matcher.state(_without_included(ways) if len(ways) > _MANY else ways)
        return found


class Matcher:
    """An expression that values are held against.  It remembers what it has met, within bounds."""

    __slots__ = ("_room", "_start", "_states", "_ways")

    def __init__(self, parts: Parts) -> None:
        self._ways = frozenset((parts,))
        self._forget()

    def _forget(self) -> None:
        self._room = _MEMORY
        self._states: dict[frozenset[Parts], _State] = {}
        self._start = self.state(self._ways)

    def state(self, ways: frozenset[Parts]) -> _State:
        """The one state for `ways`."""
        self._room -= 1
        if self._room < 0:
            self._forget()
        found = self._states.get(ways)
        if found is None:
            found = self._states[ways] = _State(ways, self)
        return found

    def matches(self, text: str) -> bool:
        """Whether the expression matches `text` from its first character to its last."""
        state = self._start
        for c in text:
            state = state[c]
        return state.final
