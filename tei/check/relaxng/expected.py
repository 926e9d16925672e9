"""What a schema would have allowed at a place, and where it allows what stands there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from tei.check.relaxng.automaton import Automaton
from tei.check.relaxng.loading import Schema
from tei.check.relaxng.nameclass import Names
from tei.check.relaxng.patterns import (
    After,
    Attribute,
    Choice,
    Data,
    Element,
    ListOf,
    Pattern,
    Value,
    inner_of,
)

_WILD = "*"


@dataclass(frozen=True, slots=True)
class Expected:
    """What may come next: elements by name, others by a wildcard, text, the end of the element, texts of a type."""

    elements: tuple[str, ...]
    wild: bool
    text: bool
    end: bool
    texts: tuple[str, ...]


def expected(automaton: Automaton, state: Pattern) -> Expected:
    """What may come next in `state`."""
    inner = _inner(state, automaton)
    names = automaton.firsts(inner)
    text = automaton.text(inner) is not automaton.of.not_allowed
    return Expected(
        shortest(names - {_WILD}), _WILD in names, text, inner.nullable, tuple(wanted(inner)) if inner.typed else ()
    )


@lru_cache(maxsize=1024)
def completing(automaton: Automaton, state: Pattern) -> frozenset[str]:
    """The names of elements after which the innermost element may end."""
    inner = _inner(state, automaton)
    return frozenset(
        name
        for name in automaton.firsts(inner) - {_WILD}
        if any(rest.nullable for _, rest in automaton.starts(inner, name))
    )


def _inner(state: Pattern, automaton: Automaton) -> Pattern:
    """The content of the innermost element."""
    if isinstance(state, Choice):
        return automaton.of.choice(_inner(member, automaton) for member in state.members)
    return state.inner if isinstance(state, After) else state


def shortest(names: Iterable[str]) -> tuple[str, ...]:
    """`names`, those with the shortest local part first."""
    return tuple(sorted(names, key=lambda name: (len(name.rpartition(" ")[2]), name)))


def attributes(automaton: Automaton, state: Pattern) -> Names:
    """The names of the attributes that may still come."""
    names = Names()
    waiting = [_inner(state, automaton)]
    while waiting:
        at = waiting.pop()
        if isinstance(at, Attribute):
            names |= at.names
        elif at.attributes:
            waiting += inner_of(at)
    return names


def missing(automaton: Automaton, state: Pattern, kind: type[Element] | type[Attribute]) -> frozenset[str]:
    """The names of the elements, or attributes, that must come in any case."""
    inner = _inner(state, automaton)
    if kind is Element and inner.attributes:
        inner = automaton.without_attributes(inner, automaton.of.empty)
    return _missing(inner, kind)


def _missing(pattern: Pattern, kind: type[Element] | type[Attribute]) -> frozenset[str]:
    if isinstance(pattern, Element | Attribute):
        counted = isinstance(pattern, kind) and not pattern.names.wild and len(pattern.names.names) == 1
        return pattern.names.names if counted else frozenset()
    if isinstance(pattern, Choice):
        several = [_missing(member, kind) for member in pattern.members]
        return frozenset.intersection(*several)
    return frozenset().union(*(_missing(part, kind) for part in inner_of(pattern)))


def wanted(pattern: Pattern) -> Iterator[str]:
    """What a text must be: literal values in quotation marks, datatypes in words."""
    if isinstance(pattern, Value):
        yield f'"{pattern.said}"'
    elif isinstance(pattern, Data):
        yield pattern.datatype.wanted + (", but not what is excepted" if pattern.excepted else "")
    elif isinstance(pattern, ListOf):
        inner = list(dict.fromkeys(wanted(pattern.inner)))
        yield f"one or several, with spaces between, of: {', '.join(inner)}" if inner else "empty"
    else:
        for part in inner_of(pattern):
            yield from wanted(part)


def values(pattern: Pattern) -> Iterator[str]:
    """The literal values that a text may be."""
    if isinstance(pattern, Value):
        yield pattern.said
    else:
        for part in inner_of(pattern):
            yield from values(part)


@lru_cache(maxsize=8)
def parents(schema: Schema) -> Mapping[str, frozenset[str]]:
    """The names of the elements that may hold an element with a name; "" stands for the start."""
    found: dict[str, set[str]] = {}
    inside: dict[Pattern, frozenset[str]] = {}
    for name in _children(schema.start, inside):
        found.setdefault(name, set()).add("")
    for element in schema.elements:
        for name in _children(element.content, inside):
            found.setdefault(name, set()).update(element.names.names)
    return {name: frozenset(names) for name, names in found.items()}


def _children(pattern: Pattern, inside: dict[Pattern, frozenset[str]]) -> frozenset[str]:
    if isinstance(pattern, Element):
        return pattern.names.names
    found = inside.get(pattern)
    if found is None:
        found = inside[pattern] = frozenset().union(*(_children(part, inside) for part in inner_of(pattern)))
    return found
