"""Which XPath expressions mean the same in XPath 1.0 and 3.1, so that the quick engine may answer them.

What is recognised is a part of both languages: paths with name tests and ``text()``, predicates with positions,
existence, comparisons of nodes with strings and of counts with whole numbers, ``not()``, ``contains()`` and
``starts-with()`` of what is one string at most, unions, and ``count()`` of all this.  Left to the slower engine is
whatever the two versions convert differently: numbers in the document, ``<`` between nodes, sequences where 1.0 takes
the first node (https://www.w3.org/TR/xpath-31/#id-backwards-compatibility).
"""

from __future__ import annotations

import re
from collections.abc import Collection

_TOKEN = re.compile(
    r"\s*(?:(?P<string>\"[^\"]*\"|'[^']*')|(?P<number>\d+)(?![\d.])|(?P<name>(?:[A-Za-z_][\w.-]*:(?!:))?(?:[A-Za-z_][\w.-]*|\*))"
    r"|(?P<sign>//|::|\.\.|!=|<=|>=|[/@.()\[\],|=<>]))"
)
_AXES = frozenset(
    "child descendant parent ancestor following-sibling preceding-sibling following preceding attribute self "
    "descendant-or-self ancestor-or-self".split()
)
_DEEP = 50

Token = tuple[str, str]


def plain(expression: str, prefixes: Collection[str]) -> bool:
    """Whether `expression` is of this part, and has no prefix that is not among `prefixes`."""
    try:
        tokens = _tokens(expression.rstrip(), prefixes)
        reader = _Reader(tokens)
        reader.whole()
    except _NotPlainError:
        return False
    return reader.at == len(tokens)


class _NotPlainError(Exception):
    """The expression is something else, or none at all."""


def _tokens(expression: str, prefixes: Collection[str]) -> list[Token]:
    found, at = list[Token](), 0
    while at < len(expression):
        match = _TOKEN.match(expression, at)
        if match is None or not expression.isascii():
            raise _NotPlainError
        kind, text = match.lastgroup or "", match[match.lastgroup or 0]
        if kind == "name" and ":" in text and text.split(":")[0] not in prefixes:
            raise _NotPlainError
        found.append((kind, text))
        at = match.end()
    return found


class _Reader:
    """A reader of tokens, one method for each production; each says whether it was there, or raises."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens, self.at, self.depth = tokens, 0, 0

    def is_next(self, *texts: str, ahead: int = 0) -> bool:
        here = self.at + ahead
        return here < len(self.tokens) and self.tokens[here][0] != "string" and self.tokens[here][1] in texts

    def take(self, *texts: str) -> bool:
        found = self.is_next(*texts)
        self.at += found
        return found

    def kind(self, kind: str) -> bool:
        found = self.at < len(self.tokens) and self.tokens[self.at][0] == kind
        self.at += found
        return found

    def need(self, there: bool) -> None:
        if not there:
            raise _NotPlainError

    def whole(self) -> None:
        """A union of paths, or the count of one; a path may begin with a union in parentheses."""
        if self.is_next("count") and self.is_next("(", ahead=1):
            self.at += 2
            self.union()
            self.need(self.take(")"))
        elif self.take("("):
            self.union()
            self.need(self.take(")"))
            self.predicates()
            if self.take("/", "//"):
                self.steps()
        else:
            self.union()

    def union(self) -> None:
        """Paths from the root: where others begin, the engines do not agree."""
        self.path()
        while self.take("|"):
            self.path()

    def path(self) -> None:
        self.need(self.take("/", "//"))
        self.steps()

    def steps(self) -> None:
        self.step()
        while self.take("/", "//"):
            self.step()

    def step(self) -> None:
        if self.take("."):
            return
        if self.take(".."):  # which may be the document, unless the path goes on from there
            self.need(self.is_next("/", "//") and not self.is_next(".", "..", ahead=1))
            return
        if not self.take("@") and self.is_next("::", ahead=1):
            self.need(self.take(*_AXES))
            self.at += 1
        if self.is_next("text") and self.is_next("(", ahead=1):
            self.at += 2
            self.need(self.take(")"))
        else:
            self.need(self.kind("name") and not self.is_next("("))
        self.predicates()

    def predicates(self) -> None:
        while self.take("["):
            self.either()
            self.need(self.take("]"))

    def either(self) -> None:
        self.depth += 1
        self.need(self.depth < _DEEP)
        self.comparison()
        while self.take("and", "or"):
            self.comparison()
        self.depth -= 1

    def comparison(self) -> None:
        if self.number():
            if self.take("=", "!=", "<", ">", "<=", ">="):
                self.need(self.number())
        elif not self.boolean():
            self.operand()
            if self.take("=", "!="):
                self.operand()

    def number(self) -> bool:
        if self.kind("number"):
            return True
        if self.is_next("position", "last", "count") and self.is_next("(", ahead=1):
            counting = self.is_next("count")
            self.at += 2
            if counting:
                self.inner()
                while self.take("|"):
                    self.inner()
            self.need(self.take(")"))
            return True
        return False

    def boolean(self) -> bool:
        if not (self.is_next("not", "contains", "starts-with") and self.is_next("(", ahead=1)):
            return False
        negation = self.is_next("not")
        self.at += 2
        if negation:
            self.either()
        else:
            self.single()
            self.need(self.take(","))
            self.single()
        self.need(self.take(")"))
        return True

    def operand(self) -> None:
        """What is compared as a string: a string, the name of the node, or nodes."""
        if not self.kind("string") and not self.naming():
            self.inner()

    def single(self) -> None:
        """One string at most."""
        if self.kind("string") or self.naming() or self.take("."):
            return
        self.need(self.take("@") and not self.is_next("*") and self.kind("name"))
        self.need(":*" not in self.tokens[self.at - 1][1] and not self.is_next("/", "//", "[", "("))

    def naming(self) -> bool:
        there = self.is_next("name", "local-name") and self.is_next("(", ahead=1) and self.is_next(")", ahead=2)
        self.at += 3 * there
        return there

    def inner(self) -> None:
        """A path within a predicate, where the node itself may begin it."""
        self.take("/", "//")
        self.steps()
