"""What all rules of the compact syntax need: the tokens one by one, what is declared, elements to be."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping
from typing import Any, NamedTuple, TypeVar

from tei.check.relaxng.compact.tokens import KEYWORDS, Source, Token, tokens
from tei.check.relaxng.syntax import RNG
from tei.report import TeiError

XML = "http://www.w3.org/XML/1998/namespace"
XSD = "http://www.w3.org/2001/XMLSchema-datatypes"

_T = TypeVar("_T")
#: A rule that gives a `_T`.  It yields the rules that it needs and is sent what they gave, so that nesting, however
#: deep, takes heap and not stack.
Rule = Generator["Rule[Any]", Any, _T]


def run(rule: Rule[_T]) -> _T:
    """What `rule` gives."""
    waiting: list[Rule[Any]] = [rule]
    given: Any = None
    while True:
        try:
            needed = waiting[-1].send(given)
        except StopIteration as done:
            waiting.pop()
            given = done.value
            if not waiting:
                result: _T = given
                return result
        else:
            waiting.append(needed)
            given = None


class Node(NamedTuple):
    """An element to be: `tag` in Clark notation, the line where it is written, attributes, elements and text within."""

    tag: str
    line: int
    attributes: Mapping[str, str]
    content: tuple[Node | str, ...]


class Scope(NamedTuple):
    """What is declared.  A namespace of None is inherited from the schema that includes this one."""

    default: str | None
    namespaces: Mapping[str, str | None]
    datatypes: Mapping[str, str]


class Reader:
    """The tokens of a schema, one after the other."""

    __slots__ = ("_at", "_tokens", "documented", "scope", "source", "token")

    def __init__(self, source: Source) -> None:
        self.source = source
        self._tokens = tokens(source)
        self._at = 0
        self.token = self._tokens[0]
        self.scope = Scope(None, {"xml": XML}, {"xsd": XSD})
        self.documented = False

    def next(self) -> Token:
        """The current token; the one after it becomes the current one."""
        found = self.token
        self._at += found.kind != "end"
        self.token = self._tokens[self._at]
        return found

    def ahead(self, by: int = 1) -> Token:
        """A token after the current one."""
        return self._tokens[min(self._at + by, len(self._tokens) - 1)]

    def take(self, *kinds: str) -> Token | None:
        """The current token, read, if it is of one of `kinds`."""
        return self.next() if self.token.kind in kinds else None

    def need(self, *kinds: str, hint: str = "") -> Token:
        """The current token, read.

        Raises:
            TeiError: V005 when it is of none of `kinds`.
        """
        if self.token.kind not in kinds:
            raise self.unexpected(_listed(kinds), hint)
        return self.next()

    def unexpected(self, wanted: str, hint: str = "") -> TeiError:
        """The error that the current token is not what was `wanted`."""
        kind, value, _ = self.token
        found = _KINDS[kind].format(value) if kind in _KINDS else f'"{kind}"'
        if kind == "documentation":
            hint = 'begin a comment that describes nothing with one "#"'
        elif kind in KEYWORDS and "a name" in wanted:
            hint = f'"{kind}" is a keyword: write "\\{kind}" for the name'
        return self.error(self.token, f"{found} stands where {wanted} is expected", hint)

    def error(self, token: Token | int, message: str, hint: str = "") -> TeiError:
        """The error that the schema is broken at `token`."""
        return self.source.error(token if isinstance(token, int) else token.at, message, hint)

    def rng(self, local: str, at: int, attributes: Mapping[str, str] = {}, content: Iterable[Node | str] = ()) -> Node:
        """A RELAX NG element, written at `at`."""
        return Node(f"{{{RNG}}}{local}", self.source.line(at), attributes, tuple(content))

    def any_name(self, wanted: str) -> Token:
        """A name, which may be a keyword."""
        if self.token.kind not in KEYWORDS:
            self._need_name(wanted)
        return self.next()

    def _need_name(self, wanted: str) -> None:
        if self.token.kind not in ("name", "quoted"):
            raise self.unexpected(wanted)

    def literal(self, wanted: str = "a string in quotation marks") -> str:
        """A string; its pieces are joined by ``~``."""
        if self.token.kind != "literal":
            raise self.unexpected(wanted)
        parts = [self.next().value]
        while self.take("~"):
            parts.append(self.need("literal").value)
        return "".join(parts)

    def namespace(self, token: Token, prefix: str) -> str | None:
        """The namespace that `prefix` stands for."""
        if prefix not in self.scope.namespaces:
            hint = f'declare it at the beginning: namespace {prefix} = "…"'
            raise self.error(token, f'the prefix "{prefix}" is not declared', hint)
        return self.scope.namespaces[prefix]

    def library(self, token: Token, prefix: str) -> str:
        """The datatype library that `prefix` stands for."""
        if prefix not in self.scope.datatypes:
            hint = f'declare it at the beginning: datatypes {prefix} = "…"'
            raise self.error(token, f'the prefix "{prefix}" of datatypes is not declared', hint)
        return self.scope.datatypes[prefix]


_KINDS = {
    "name": 'the name "{}"',
    "quoted": 'the name "\\{}"',
    "cname": 'the name "{}"',
    "nsname": '"{}:*"',
    "literal": 'the string "{:.40}"',
    "documentation": "documentation",
    "end": "the end of the schema",
}


def _listed(kinds: Iterable[str]) -> str:
    names = [{"name": "a name", "quoted": "", "literal": "a string", "end": "the end"}.get(k, f'"{k}"') for k in kinds]
    return " or ".join(name for name in names if name)
