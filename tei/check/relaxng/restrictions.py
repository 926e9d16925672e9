"""What a schema in simple form may not be (RELAX NG 1.0, section 7)."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum

from tei.check.relaxng.nameclass import Names, parts_of
from tei.check.relaxng.patterns import (
    Attribute,
    Choice,
    Data,
    Element,
    Empty,
    Group,
    Interleave,
    ListOf,
    OneOrMore,
    Pattern,
    Text,
    Value,
    inner_of,
)
from tei.report import TeiError

Members = tuple[Pattern, ...]


class Content(IntEnum):
    """The type of what a pattern stands for (section 7.2); of a choice it is the greatest."""

    EMPTY = 0
    COMPLEX = 1
    DATA = 2


class Restrictions:
    """Looks through one schema; what is known of a pattern is kept, since patterns are shared."""

    def __init__(self) -> None:
        self._attributes: dict[Pattern, Names] = {}
        self._elements: dict[Pattern, tuple[Element, ...]] = {}
        self._texts: dict[Pattern, bool] = {}
        self._contents: dict[Pattern, Content] = {}
        self._paths: dict[str, set[Pattern]] = {}
        self._rows: set[Pattern] = set()
        self._reached: set[Element] = set()
        self._found: list[Element] = []  # those reached last, whose content has not been seen yet

    def hold(self, start: Pattern, file: str) -> list[Element]:
        """All elements that can be reached from `start`, in the order in which they are met.

        Raises:
            TeiError: V005 for the first that breaks a restriction; its place is that of the element it is within.
        """
        if reason := self._start(start):
            raise TeiError("V005", reason, file=file, engine="relaxng", hint="start is an element, or a choice of them")
        waiting = list(self.elements(start))
        self._reached.update(waiting)
        for element in waiting:
            reason = self._path(element.content, "") or self._row(element.content)
            if reason is None and self._content(element.content) is None:
                reason = "text with a datatype stands beside elements or other text"
            if reason:
                where = " ".join(sorted(parts_of(n)[1] for n in element.names.names)) or "*"
                raise TeiError(
                    "V005",
                    f'in the element "{where}": {reason}',
                    file=element.file,
                    line=element.line,
                    engine="relaxng",
                )
            waiting += self._found
            self._found.clear()
        return waiting

    # -- 7.1: what may not be within what

    def _start(self, pattern: Pattern) -> str | None:
        if isinstance(pattern, Choice):
            return next((reason for m in pattern.members if (reason := self._start(m))), None)
        if isinstance(pattern, Empty | Text | Group | Interleave | OneOrMore | ListOf | Data | Value | Attribute):
            return f"the start may not be {_KINDS[type(pattern)]}"
        return None

    def _path(self, pattern: Pattern, within: str) -> str | None:
        """Why `pattern` may not be `within` something: "" an element, or attribute, list, except, + or +, (a group).

        Elements that are met for the first time are put to those found.
        """
        kind = type(pattern)
        if kind in _BARRED.get(within, ()):
            return f"{_KINDS[kind]} may not stand within {_WITHIN[within]}"
        if isinstance(pattern, Element):
            self._reach(pattern)
            return None
        inside = within
        if isinstance(pattern, Attribute):
            inside = "attribute"
            if pattern.names.wild and not within.startswith("+"):
                return "an attribute with any name must be within oneOrMore or zeroOrMore"
        elif isinstance(pattern, ListOf):
            inside = "list"
        elif isinstance(pattern, OneOrMore) and within == "":
            inside = "+"
        elif isinstance(pattern, Group | Interleave) and within == "+":
            inside = "+,"
        elif isinstance(pattern, Data):
            return self._path(pattern.excepted, "except") if pattern.excepted else None
        seen = self._paths.setdefault(inside, set())
        for inner in inner_of(pattern):
            if isinstance(inner, Element) and Element not in _BARRED.get(inside, ()):
                self._reach(inner)
            elif inner not in seen:
                seen.add(inner)
                if reason := self._path(inner, inside):
                    return reason
        return None

    def _reach(self, element: Element) -> None:
        if element not in self._reached:
            self._reached.add(element)
            self._found.append(element)

    # -- 7.2: strings stand alone

    def _content(self, pattern: Pattern) -> Content | None:
        """The content type; None where there is none."""
        if not (pattern.typed or pattern.attributes):
            return Content.EMPTY if isinstance(pattern, Empty) else Content.COMPLEX
        if pattern not in self._contents:
            found = self._content_of(pattern)
            if found is None:
                return None
            self._contents[pattern] = found
        return self._contents[pattern]

    def _content_of(self, pattern: Pattern) -> Content | None:
        if isinstance(pattern, Element | Text):
            return Content.COMPLEX
        if isinstance(pattern, Data | Value | ListOf):
            if isinstance(pattern, Data) and pattern.excepted and self._content(pattern.excepted) is None:
                return None
            return Content.DATA
        if isinstance(pattern, Attribute):
            return Content.EMPTY if self._content(pattern.inner) is not None else None
        inner = [self._content(member) for member in inner_of(pattern)]
        known = [content for content in inner if content is not None]
        if len(known) < len(inner):
            return None
        if isinstance(pattern, OneOrMore):
            return None if known[0] is Content.DATA else known[0]
        if not isinstance(pattern, Choice) and Content.DATA in known and sum(map(bool, known)) > 1:
            return None
        return max(known, default=Content.EMPTY)

    # -- 7.3 and 7.4: attributes once; elements and text of one part of an interleave only

    def _row(self, pattern: Pattern) -> str | None:
        """Why the members of a group or interleave, or of one within, may not stand together."""
        self._rows.add(pattern)
        members = inner_of(pattern)
        if isinstance(pattern, Group | Interleave) and pattern.attributes:
            twice = overlap([self.attributes(m) for m in members if m.attributes])
            if twice is not None:
                return f'the attribute "{twice}" is there twice'
        if isinstance(pattern, Interleave):
            twice = overlap([_union(e.names for e in self.elements(m)) for m in members])
            if twice is not None:
                return f'the element "{twice}" is in two parts of an interleave'
            if sum(self._text(m) for m in members) > 1:
                return "text is in two parts of an interleave"
        for member in members:
            several = isinstance(member, Choice | Group | Interleave | OneOrMore)
            if several and member not in self._rows and (reason := self._row(member)):
                return reason
        return None

    def attributes(self, pattern: Pattern) -> Names:
        """The names of the attributes within a pattern, not of those of its elements."""
        if not pattern.attributes:
            return _NO_NAMES
        if pattern not in self._attributes:
            self._attributes[pattern] = (
                pattern.names
                if isinstance(pattern, Attribute)
                else _union(self.attributes(m) for m in inner_of(pattern) if m.attributes)
            )
        return self._attributes[pattern]

    def elements(self, pattern: Pattern) -> tuple[Element, ...]:
        """The elements within a pattern, not those of its elements."""
        if pattern not in self._elements:
            found: tuple[Element, ...] = (pattern,) if isinstance(pattern, Element) else ()
            if not isinstance(pattern, Attribute):
                found += tuple(dict.fromkeys(e for m in inner_of(pattern) for e in self.elements(m)))
            self._elements[pattern] = found
        return self._elements[pattern]

    def _text(self, pattern: Pattern) -> bool:
        if pattern not in self._texts:
            self._texts[pattern] = isinstance(pattern, Text) or (
                not isinstance(pattern, Attribute | ListOf) and any(map(self._text, inner_of(pattern)))
            )
        return self._texts[pattern]


def _union(classes: Iterable[Names]) -> Names:
    several = list(classes)
    names = frozenset().union(*(one.names for one in several))
    return Names(names, tuple(dict.fromkeys(wild for one in several for wild in one.wild)))


def overlap(members: list[Names]) -> str | None:
    """A local name that is in the classes of two members; None when there is none."""
    seen: set[str] = set()
    for names in members:
        if not names.names.isdisjoint(seen):
            return parts_of(min(names.names & seen))[1]
        seen |= names.names
    for k, one in enumerate(members):
        for other in members[k + 1 :]:
            if (one.wild or other.wild) and one.overlaps(other):
                said = sorted(one.names | other.names)
                return parts_of(said[0])[1] if said else "*"
    return None


_NO_NAMES = Names()
_KINDS: dict[type, str] = {
    Attribute: "an attribute",
    Element: "an element",
    ListOf: "a list",
    Text: "text",
    Interleave: "an interleave",
    Group: "a group",
    OneOrMore: "oneOrMore",
    Empty: "empty",
    Data: "data",
    Value: "a value",
}
_WITHIN = {
    "attribute": "an attribute",
    "list": "a list",
    "except": "the except of data",
    "+,": "a group or interleave that is repeated",
}
_BARRED: dict[str, tuple[type, ...]] = {
    "attribute": (Element, Attribute),
    "list": (ListOf, Element, Attribute, Text, Interleave),
    "except": (Attribute, Element, ListOf, Text, Group, Interleave, OneOrMore, Empty),
    "+,": (Attribute,),
}
