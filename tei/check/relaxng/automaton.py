"""The automaton of a schema: what follows an element, an attribute or text, found out when it is first asked for.

Derivatives after Brzozowski as James Clark applied them (An algorithm for RELAX NG validation), with one change: the
content of an element is a state of its own and what follows the element waits on a stack, so that states do not
multiply with the places where an element may stand.  Only where one name is for elements of different content do the
ways on stay together, as `After` patterns.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from tei.check.relaxng.patterns import (
    NO_PLANS,
    NO_STEPS,
    NO_TEXTS,
    After,
    Attribute,
    Choice,
    Data,
    Element,
    Group,
    Interleave,
    ListOf,
    OneOrMore,
    Pattern,
    Patterns,
    Text,
    Value,
    id_type,
)

Step = tuple[Pattern, Pattern | None]
Plan = tuple[tuple[Pattern | None, ...], Pattern, bool]
Start = tuple[Element, Pattern]

_MOST = 20_000  # transitions that one state keeps; a document could invent any number of names
_LONGEST = 200  # characters of a value that is remembered as good
_WILD = "*"  # no name is this one
WHITE = " \t\n\r"
_WHITE = re.compile(f"[{WHITE}]+")


class Automaton:
    """The derivatives of the patterns of one schema."""

    def __init__(self, patterns: Patterns, by_context: bool = False) -> None:
        """`by_context`: whether some datatype of the schema looks at the namespaces in scope."""
        self.of = patterns
        self.by_context = by_context
        self._firsts: dict[Pattern, frozenset[str]] = {}

    def step(self, state: Pattern, name: str) -> Step | None:
        """What an element with this name opens: the state of its content, and the one after it.

        None where it is not allowed.  The second is None when it depends on which content is satisfied (`leave`).
        """
        found: Step | None = None
        contents: dict[Pattern, Pattern] = {}
        for element, rest in self.starts(state, name):
            before = contents.get(element.content)
            contents[element.content] = rest if before is None else self.of.choice((before, rest))
        if len(contents) == 1:
            found = next(iter(contents.items()))
        elif contents:
            found = self.of.choice(self.of.after(content, rest) for content, rest in contents.items()), None
        if state.steps is NO_STEPS or len(state.steps) >= _MOST:
            state.steps = {}
        state.steps[name] = found
        return found

    def plan(self, state: Pattern, names: tuple[str, ...]) -> Plan | None:
        """For attributes of these names: what each value must satisfy (None: any will do), and the state after them.

        The third is whether some value is an ID or refers to one.
        None where they are not allowed, or where a value decides what else is.
        """
        found: Plan | None = None
        checks: list[Pattern | None] = []
        at = state
        for name in names:
            ways = self.attribute(at, name)
            if len(ways) != 1:
                break
            [(value, at)] = ways.items()
            checks.append(None if value is self.of.text else value)
        else:
            at = self.closed(at)
            ided = any(id_type(check) for check in checks if check is not None)
            found = None if at is self.of.not_allowed else (tuple(checks), at, ided)
        if state.plans is NO_PLANS or len(state.plans) >= _MOST:
            state.plans = {}
        state.plans[names] = found
        return found

    def walk(self, state: Pattern, attributes: Iterable[tuple[str, str]], context: Mapping[str, str]) -> Pattern:
        """The state after these attributes, however their values decide."""
        for name, value in attributes:
            ways = self.attribute(state, name)
            state = self.of.choice(rest for inner, rest in ways.items() if self.allows(inner, value, context))
        return self.closed(state)

    # -- elements

    def starts(self, state: Pattern, name: str, lenient: bool = False) -> list[Start]:
        """The elements with this name that may stand here, each with what may follow it.

        `lenient`: as if what must come before in a group were there.
        """
        of = self.of
        if isinstance(state, Element):
            return [(state, of.empty)] if name in state.names else []
        if isinstance(state, Choice):
            index = self._index(state)
            members = state.members if lenient else index.get(name, index[_WILD])
            return [start for member in members for start in self.starts(member, name, lenient)]
        if isinstance(state, Group):
            found: list[Start] = []
            at: Pattern = state
            while isinstance(at, Group):
                found += [(element, of.group(rest, at.rest)) for element, rest in self.starts(at.first, name, lenient)]
                if not (at.first.nullable or lenient):
                    return found
                at = at.rest
            return found + self.starts(at, name, lenient)
        if isinstance(state, OneOrMore):
            again = of.optional(state)
            return [(element, of.group(rest, again)) for element, rest in self.starts(state.inner, name, lenient)]
        if isinstance(state, Interleave):
            several = state.members
            return [
                (element, of.interleave((rest, *several[:k], *several[k + 1 :])))
                for k, member in enumerate(several)
                for element, rest in self.starts(member, name, lenient)
            ]
        if isinstance(state, After):
            return [(element, of.after(rest, state.rest)) for element, rest in self.starts(state.inner, name, lenient)]
        return []

    def _index(self, choice: Choice) -> dict[str, tuple[Pattern, ...]]:
        """The members by the names that they may begin with; under ``*`` those that begin with any."""
        if choice.index is None:
            by_name: dict[str, list[Pattern]] = {}
            wild = [member for member in choice.members if _WILD in self.firsts(member)]
            for member in choice.members:
                for name in self.firsts(member):
                    by_name.setdefault(name, [*wild] if name != _WILD else []).append(member)
            choice.index = {name: tuple(dict.fromkeys(members)) for name, members in by_name.items()}
            choice.index.setdefault(_WILD, ())
        return choice.index

    def firsts(self, pattern: Pattern) -> frozenset[str]:
        """The names of the elements that it may begin with; ``*`` is among them where they cannot be counted."""
        found = self._firsts.get(pattern)
        if found is None:
            found = self._firsts[pattern] = self._first_names(pattern)
        return found

    def _first_names(self, pattern: Pattern) -> frozenset[str]:
        if isinstance(pattern, Element):
            return pattern.names.names | {_WILD} if pattern.names.wild else pattern.names.names
        if isinstance(pattern, Choice | Interleave):
            return frozenset().union(*map(self.firsts, pattern.members))
        if isinstance(pattern, OneOrMore | After):
            return self.firsts(pattern.inner)
        found: frozenset[str] = frozenset()
        while isinstance(pattern, Group):
            found |= self.firsts(pattern.first)
            if not pattern.first.nullable:
                return found
            pattern = pattern.rest
            if not isinstance(pattern, Group):
                found |= self.firsts(pattern)
        return found

    def leave(self, state: Pattern, text: str | None, context: Mapping[str, str]) -> Pattern:
        """What follows where several contents were possible: `text` is that of a typed element, None for others."""
        of = self.of
        if isinstance(state, Choice):
            return of.choice(self.leave(member, text, context) for member in state.members)
        if isinstance(state, After):
            done = state.inner.nullable if text is None else self.allows(state.inner, text, context)
            return state.rest if done else of.not_allowed
        return of.not_allowed

    # -- attributes

    def attribute(self, state: Pattern, name: str) -> dict[Pattern, Pattern]:
        """What the value of an attribute with this name must satisfy → what is left to satisfy then."""
        found: dict[Pattern, Pattern] = {}
        for value, rest in self._attribute(state, name):
            found[value] = self.of.choice((found[value], rest)) if value in found else rest
        return found

    def _attribute(self, state: Pattern, name: str) -> list[tuple[Pattern, Pattern]]:
        of = self.of
        if not state.attributes:
            return []
        if isinstance(state, Attribute):
            return [(state.inner, of.empty)] if name in state.names else []
        if isinstance(state, Choice):
            return [way for member in state.members for way in self._attribute(member, name)]
        if isinstance(state, Group):
            members = spine(state)
            found = []
            for k, member in enumerate(members):
                for value, rest in self._attribute(member, name):
                    found.append((value, self.row([*members[:k], rest, *members[k + 1 :]])))
            return found
        if isinstance(state, Interleave):
            several = state.members
            return [
                (value, of.interleave((rest, *several[:k], *several[k + 1 :])))
                for k, member in enumerate(several)
                for value, rest in self._attribute(member, name)
            ]
        if isinstance(state, OneOrMore):
            again = of.optional(state)
            return [(value, of.group(rest, again)) for value, rest in self._attribute(state.inner, name)]
        if isinstance(state, After):
            return [(value, of.after(rest, state.rest)) for value, rest in self._attribute(state.inner, name)]
        return []

    def row(self, members: list[Pattern]) -> Pattern:
        """A group of `members`."""
        whole = members[-1]
        for member in reversed(members[:-1]):
            whole = self.of.group(member, whole)
        return whole

    def closed(self, state: Pattern) -> Pattern:
        """The state when no further attribute comes."""
        if state.closed is None:
            state.closed = self.without_attributes(state, self.of.not_allowed)
        return state.closed

    def without_attributes(self, state: Pattern, instead: Pattern) -> Pattern:
        """`state` with each attribute replaced by `instead`."""
        of = self.of
        if not state.attributes:
            return state
        if isinstance(state, Attribute):
            return instead
        if isinstance(state, Choice):
            return of.choice(self.without_attributes(m, instead) for m in state.members)
        if isinstance(state, Interleave):
            return of.interleave(self.without_attributes(m, instead) for m in state.members)
        if isinstance(state, Group):
            return self.row([self.without_attributes(m, instead) for m in spine(state)])
        if isinstance(state, OneOrMore):
            return of.one_or_more(self.without_attributes(state.inner, instead))
        if isinstance(state, After):
            inner = self.without_attributes(state.inner, instead)
            return inner if inner is of.not_allowed else of.after(inner, state.rest)
        return state

    # -- text

    def text(self, state: Pattern) -> Pattern:
        """The state after text that is more than white space, in content without data."""
        if state.after_text is None:
            state.after_text = self._text(state)
        return state.after_text

    def _text(self, state: Pattern) -> Pattern:
        of = self.of
        if isinstance(state, Text):
            return state
        if isinstance(state, Choice):
            return of.choice(self.text(member) for member in state.members)
        if isinstance(state, Group):
            ways = []
            at: Pattern = state
            while isinstance(at, Group):
                ways.append(of.group(self.text(at.first), at.rest))
                if not at.first.nullable:
                    return of.choice(ways)
                at = at.rest
            return of.choice([*ways, self.text(at)])
        if isinstance(state, OneOrMore):
            return of.group(self.text(state.inner), of.optional(state))
        if isinstance(state, Interleave):
            several = state.members
            return of.choice(
                of.interleave((self.text(member), *several[:k], *several[k + 1 :])) for k, member in enumerate(several)
            )
        if isinstance(state, After):
            inner = self.text(state.inner)
            return inner if inner is of.not_allowed else of.after(inner, state.rest)
        return of.not_allowed

    def allows(self, pattern: Pattern, text: str, context: Mapping[str, str]) -> bool:
        """Whether `text`, as the whole of a value or of an element's content, satisfies `pattern`."""
        if text in pattern.good:
            return True
        allowed = (pattern.nullable and not text.strip(WHITE)) or self._string(pattern, text, context).nullable
        if allowed and not self.by_context and len(text) < _LONGEST:
            if pattern.good is NO_TEXTS or len(pattern.good) >= _MOST:
                pattern.good = set()
            pattern.good.add(text)
        return allowed

    def _string(self, pattern: Pattern, text: str, context: Mapping[str, str]) -> Pattern:
        of = self.of
        if isinstance(pattern, Data):
            allowed = pattern.datatype.allows(text, context) and not (
                pattern.excepted is not None and self._string(pattern.excepted, text, context).nullable
            )
            return of.empty if allowed else of.not_allowed
        if isinstance(pattern, Value):
            return of.empty if pattern.datatype.value(text, context) == pattern.value else of.not_allowed
        if isinstance(pattern, ListOf):
            at = pattern.inner
            for token in tokens(text):
                at = self._string(at, token, context)
            return of.empty if at.nullable else of.not_allowed
        if isinstance(pattern, Choice):
            return of.choice(self._string(member, text, context) for member in pattern.members)
        if isinstance(pattern, Group):
            way = of.group(self._string(pattern.first, text, context), pattern.rest)
            return of.choice((way, self._string(pattern.rest, text, context))) if pattern.first.nullable else way
        if isinstance(pattern, OneOrMore):
            return of.group(self._string(pattern.inner, text, context), of.optional(pattern))
        if isinstance(pattern, Interleave):
            several = pattern.members
            return of.choice(
                of.interleave((self._string(m, text, context), *several[:k], *several[k + 1 :]))
                for k, m in enumerate(several)
            )
        return pattern if isinstance(pattern, Text) else of.not_allowed


def tokens(text: str) -> list[str]:
    """What white space divides."""
    return text.split() if text.isascii() else [token for token in _WHITE.split(text) if token]


def spine(group: Pattern) -> list[Pattern]:
    """The members of a group, in order, and those of the groups within it."""
    members: list[Pattern] = []
    waiting = [group]
    while waiting:
        at = waiting.pop()
        if isinstance(at, Group):
            waiting += (at.rest, at.first)
        else:
            members.append(at)
    return members
