"""What is known of the value of an expression, beside the XPath 1.0 text that gives it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

#: The prefix and namespace of the functions that `registered` adds to XPath 1.0.
PREFIX = "_x"
#: The variables that hold the element of the rule, and which of its texts is meant.
CURRENT = "$_current"
POSITION = "$_position"
NAMESPACE = "tag:tei,2026:schematron"

#: ``maybe`` is a boolean or nothing; ``strings`` are elements that stand for a sequence of strings.
Type = Literal["boolean", "maybe", "integer", "number", "string", "strings", "nodes"]

#: What nodes may be: ``element`` says that all are elements, comments or processing instructions; ``leaf`` that there
#: may be attributes and texts among them; ``any`` the document node too, which lxml hands to nobody; ``boxed`` are
#: elements that stand for attributes or texts.
Kind = Literal["element", "leaf", "boxed", "any"]


class NotProvedError(Exception):
    """XPath 1.0 might say something else, or cannot say it."""


class Term(NamedTuple):
    """XPath 1.0 text, the type of its value, whether nodes are at most one (`one`) and at least one (`some`).

    `held` is the path when the nodes are all that it leads to from the root, whichever node is the context (names in
    Clark's notation); `box` the variable that says which strings they stand for.  Both can be looked up, not searched.
    """

    text: str
    type: Type
    one: bool = True
    some: bool = True
    kind: Kind = "element"
    held: str = ""
    box: str = ""

    @property
    def plural(self) -> bool:
        """Whether the value is a node set to libxml2."""
        return self.type in ("nodes", "strings")


class Focus(NamedTuple):
    """How the context item is reached: `dot` is its text, `prefix` what a relative path begins with.

    None when it cannot be reached.  `place` says whether position() and last() are those of the expression.
    """

    dot: str | None = "."
    prefix: str | None = ""
    string: bool = False
    kind: Kind = "element"
    place: bool = False
    bound: Mapping[str, Term] = MappingProxyType({})


INNER = Focus(place=True)


def call(name: str, *arguments: str) -> str:
    """A call of one of our own functions."""
    return f"{PREFIX}:{name}({', '.join(arguments)})"


def quoted(text: str) -> str:
    """`text` as a literal of XPath 1.0, which knows no escape."""
    if '"' not in text:
        return f'"{text}"'
    if "'" not in text:
        return f"'{text}'"
    return "concat(" + ", '\"', ".join(f'"{part}"' for part in text.split('"')) + ")"


def handed(term: Term) -> str:
    """The text of a value that is handed to one of our functions."""
    if term.plural and term.kind == "any":
        raise NotProvedError("perhaps the document node")
    return term.text


def boolean(term: Term) -> str:
    """The effective boolean value."""
    if term.type in ("boolean", "maybe"):
        return term.text
    if term.held:
        return f"({call('counted', quoted(term.held))} > 0)"
    if term.type == "strings":
        if not term.one:
            raise NotProvedError("the truth of several strings")
        return f"boolean(string({term.text}))"
    return f"boolean({term.text})"


def string(term: Term) -> str:
    """The value as a string, as an argument of type ``xs:string?`` becomes one; nothing is the empty string."""
    if term.type == "string":
        return term.text
    if term.type in ("boolean", "integer"):
        return f"string({term.text})"
    if term.plural:
        return f"string({term.text})" if term.one else call("one", handed(term))
    raise NotProvedError("numbers and nothing are written otherwise")


def argument(term: Term) -> str:
    """The value where XPath wants ``xs:string?`` and converts nodes, but neither numbers nor booleans."""
    if term.type == "string" or term.plural:
        return string(term)
    raise NotProvedError("not a string")


def number(term: Term) -> str:
    """The value where a number is wanted."""
    if term.type not in ("integer", "number"):
        raise NotProvedError("not a number")
    return term.text
