"""Patterns of RELAX NG in simple form, each made once: equal patterns are the same object (hash-consing).

A pattern is also a state of the automaton that `tei.check.relaxng.automaton` builds as documents ask for it; its
slots keep the transitions that are known.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import TYPE_CHECKING, TypeVar

from tei.check.relaxng.nameclass import Names

if TYPE_CHECKING:
    from tei.check.relaxng.datatypes import Datatype

_P = TypeVar("_P", bound="Pattern")

# What a pattern has before it learns anything; nothing is ever added to these.
NO_STEPS: dict[str, tuple[Pattern, Pattern | None] | None] = {}
NO_PLANS: dict[tuple[str, ...], tuple[tuple[Pattern | None, ...], Pattern, bool] | None] = {}
NO_TEXTS: set[str] = set()


class Pattern:
    """A pattern.  `number` orders those of one schema by when they were made.

    `nullable`: nothing satisfies it.  `typed`: data, a value or a list is part of it.  `attributes`: there are
    attributes in it.  `steps`, `plans`, `after_text`, `closed` and `good` are what the automaton has learnt.
    """

    __slots__ = ("after_text", "attributes", "closed", "good", "index", "nullable", "number", "plans", "steps", "typed")
    number: int

    def __init__(self, nullable: bool, typed: bool = False, attributes: bool = False) -> None:
        self.nullable, self.typed, self.attributes = nullable, typed, attributes
        self.steps = NO_STEPS
        self.plans = NO_PLANS
        self.after_text: Pattern | None = None
        self.closed: Pattern | None = None
        self.good = NO_TEXTS
        self.index: dict[str, tuple[Pattern, ...]] | None = None


class Empty(Pattern):
    """No content."""

    __slots__ = ()


class NotAllowed(Pattern):
    """Nothing satisfies it."""

    __slots__ = ()


class Text(Pattern):
    """Any text."""

    __slots__ = ()


class Several(Pattern):
    """Two or more members, in the order of their numbers."""

    __slots__ = ("members",)
    members: tuple[Pattern, ...]


class Choice(Several):
    """One of different members."""

    __slots__ = ()

    def __init__(self, members: tuple[Pattern, ...]) -> None:
        super().__init__(
            any(m.nullable for m in members), any(m.typed for m in members), any(m.attributes for m in members)
        )
        self.members = members


class Interleave(Several):
    """All members, mingled."""

    __slots__ = ()

    def __init__(self, members: tuple[Pattern, ...]) -> None:
        super().__init__(
            all(m.nullable for m in members), any(m.typed for m in members), any(m.attributes for m in members)
        )
        self.members = members


class Group(Pattern):
    """`first`, then `rest`."""

    __slots__ = ("first", "rest")

    def __init__(self, first: Pattern, rest: Pattern) -> None:
        super().__init__(
            first.nullable and rest.nullable, first.typed or rest.typed, first.attributes or rest.attributes
        )
        self.first, self.rest = first, rest


class OneOrMore(Pattern):
    """`inner`, once or several times."""

    __slots__ = ("inner",)

    def __init__(self, inner: Pattern) -> None:
        super().__init__(inner.nullable, inner.typed, inner.attributes)
        self.inner = inner


class ListOf(Pattern):
    """Tokens, divided by white space, that satisfy `inner` one after the other."""

    __slots__ = ("inner",)

    def __init__(self, inner: Pattern) -> None:
        super().__init__(False, typed=True)
        self.inner = inner


class Data(Pattern):
    """A string that `datatype` allows and `excepted` does not."""

    __slots__ = ("datatype", "excepted")

    def __init__(self, datatype: Datatype, excepted: Pattern | None) -> None:
        super().__init__(False, typed=True)
        self.datatype, self.excepted = datatype, excepted


class Value(Pattern):
    """A string that `datatype` takes for the same `value`; `said` is how the schema writes it."""

    __slots__ = ("datatype", "said", "value")

    def __init__(self, datatype: Datatype, value: Hashable, said: str) -> None:
        super().__init__(False, typed=True)
        self.datatype, self.value, self.said = datatype, value, said


class Attribute(Pattern):
    """An attribute with one of `names`, whose value satisfies `inner`."""

    __slots__ = ("inner", "names")

    def __init__(self, names: Names, inner: Pattern) -> None:
        super().__init__(False, attributes=True)
        self.names, self.inner = names, inner


class Element(Pattern):
    """An element with one of `names`.  Its `content` is filled in later, since it may hold the element itself.

    Each one of the schema is another, even if it looks the same.  `line` of `file` is where it stands.
    """

    __slots__ = ("content", "file", "line", "names")
    content: Pattern

    def __init__(self, names: Names, file: str, line: int) -> None:
        super().__init__(False)
        self.names, self.file, self.line = names, file, line


class After(Pattern):
    """Within an element: `inner` until its end, then `rest`."""

    __slots__ = ("inner", "rest")

    def __init__(self, inner: Pattern, rest: Pattern) -> None:
        super().__init__(False, inner.typed, inner.attributes)
        self.inner, self.rest = inner, rest


class Patterns:
    """Makes the patterns of one schema, simplified as section 4.20 to 4.22 says and a little further."""

    def __init__(self) -> None:
        self._known: dict[Hashable, Pattern] = {}
        self._count = 0
        self.empty = self._new(Empty(True))
        self.not_allowed = self._new(NotAllowed(False))
        self.text = self._new(Text(True))

    def _new(self, pattern: _P) -> _P:
        pattern.number = self._count
        self._count += 1
        return pattern

    def _keep(self, key: Hashable, pattern: Pattern) -> Pattern:
        self._known[key] = self._new(pattern)
        return pattern

    def choice(self, members: Iterable[Pattern]) -> Pattern:
        """One of `members`."""
        flat: dict[Pattern, None] = {}
        for member in members:
            if isinstance(member, Choice):
                flat.update(dict.fromkeys(member.members))
            elif member is not self.not_allowed:
                flat[member] = None
        if self.empty in flat and any(m.nullable for m in flat if m is not self.empty):
            del flat[self.empty]
        if len(flat) < 2:
            return next(iter(flat), self.not_allowed)
        key = frozenset(flat)
        return self._known.get(key) or self._keep(key, Choice(tuple(sorted(flat, key=_number))))

    def interleave(self, members: Iterable[Pattern]) -> Pattern:
        """All of `members`, mingled."""
        flat: list[Pattern] = []
        for member in members:
            if member is self.not_allowed:
                return member
            if isinstance(member, Interleave):
                flat += member.members
            elif member is not self.empty:
                flat.append(member)
        if len(flat) < 2:
            return flat[0] if flat else self.empty
        flat.sort(key=_number)
        key = ("&", *flat)
        return self._known.get(key) or self._keep(key, Interleave(tuple(flat)))

    def group(self, first: Pattern, rest: Pattern) -> Pattern:
        """`first`, then `rest`; long groups lie along the right hand only."""
        while isinstance(first, Group):
            spine = [first.first]
            last = first.rest
            while isinstance(last, Group):
                spine.append(last.first)
                last = last.rest
            rest = self.pair(last, rest)
            while len(spine) > 1:
                rest = self.pair(spine.pop(), rest)
            first = spine[0]
        return self.pair(first, rest)

    def pair(self, first: Pattern, rest: Pattern) -> Pattern:
        """`first`, then `rest`, as they are: groups that several elements share stay shared."""
        if first is self.empty or rest is self.not_allowed:
            return rest
        if rest is self.empty or first is self.not_allowed:
            return first
        if first is self.text and self._takes_text(rest):
            return rest
        key = (first, rest)
        return self._known.get(key) or self._keep(key, Group(first, rest))

    def _takes_text(self, pattern: Pattern) -> bool:
        """Whether it is ``(text | …)*``, which text before it makes no other."""
        if not isinstance(pattern, OneOrMore):
            return False
        inner = pattern.inner
        return inner is self.text or (isinstance(inner, Choice) and self.text in inner.members)

    def one_or_more(self, inner: Pattern) -> Pattern:
        """`inner`, once or several times."""
        if isinstance(inner, Empty | NotAllowed | Text | OneOrMore):
            return inner
        if isinstance(inner, Choice) and self.empty in inner.members:
            return self.optional(self.one_or_more(self.choice(m for m in inner.members if m is not self.empty)))
        key = ("+", inner)
        return self._known.get(key) or self._keep(key, OneOrMore(inner))

    def optional(self, inner: Pattern) -> Pattern:
        """`inner` or nothing."""
        return self.choice((self.empty, inner))

    def list_of(self, inner: Pattern) -> Pattern:
        """A list of tokens."""
        if inner is self.not_allowed:
            return inner
        key = ("list", inner)
        return self._known.get(key) or self._keep(key, ListOf(inner))

    def data(self, datatype: Datatype, excepted: Pattern | None) -> Pattern:
        """A string of `datatype`, but for what is `excepted`."""
        if excepted is self.not_allowed:
            excepted = None
        key = ("data", datatype, excepted)
        return self._known.get(key) or self._keep(key, Data(datatype, excepted))

    def value(self, datatype: Datatype, value: Hashable, said: str) -> Pattern:
        """A string that is the same as `value`."""
        key = ("value", datatype, value)
        return self._known.get(key) or self._keep(key, Value(datatype, value, said))

    def attribute(self, names: Names, inner: Pattern) -> Pattern:
        """An attribute."""
        if inner is self.not_allowed:
            return inner
        key = ("@", names, inner)
        return self._known.get(key) or self._keep(key, Attribute(names, inner))

    def element(self, names: Names, file: str, line: int) -> Element:
        """A new element."""
        return self._new(Element(names, file, line))

    def after(self, inner: Pattern, rest: Pattern) -> Pattern:
        """`inner` until the end of the element, then `rest`.  An `inner` that is not allowed keeps its `rest`."""
        key = ("/", inner, rest)
        return self._known.get(key) or self._keep(key, After(inner, rest))


def _number(pattern: Pattern) -> int:
    return pattern.number


def id_type(pattern: Pattern) -> str:
    """``ID``, ``IDREF`` or ``IDREFS`` when that is the datatype of what a value must satisfy; else ""."""
    if isinstance(pattern, Data):
        return pattern.datatype.id_type
    if isinstance(pattern, Choice):
        return next((kind for member in pattern.members if (kind := id_type(member))), "")
    if isinstance(pattern, ListOf | OneOrMore):
        kind = id_type(pattern.inner)
        return "IDREFS" if kind == "IDREF" else kind
    return ""


def inner_of(pattern: Pattern) -> tuple[Pattern, ...]:
    """The patterns that one is made of; an element is made of none."""
    if isinstance(pattern, Choice | Interleave):
        return pattern.members
    if isinstance(pattern, Group):
        members: list[Pattern] = []
        at: Pattern = pattern
        while isinstance(at, Group):
            members.append(at.first)
            at = at.rest
        return (*members, at)
    if isinstance(pattern, OneOrMore | ListOf | Attribute):
        return (pattern.inner,)
    return ()
