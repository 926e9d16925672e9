"""The functions lent to XPath 1.0.  Where 2.0 would fail or give what 1.0 has no value for, they give up."""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from typing import Any, Protocol

from lxml import etree

#: What libxml2 hands over: a node set is a list, its attributes and texts are strings.
Given = Sequence[etree._Element | str] | str | float | bool


class GiveUpError(Exception):
    """Only elementpath can tell."""


class Desk(Protocol):
    """The document that is read at the moment."""

    def by_id(self, ids: Sequence[str]) -> list[etree._Element]:
        """The elements with one of `ids`, in the order of the document."""

    def held(self, path: str) -> list[etree._Element | str]:
        """The nodes that `path` leads to from the root."""

    def strings(self, source: str) -> frozenset[str]:
        """The strings of those, or of the box with this key."""

    def where(self, path: str, name: str, values: Sequence[str]) -> list[etree._Element]:
        """Those of the nodes of `path` whose attribute `name` is one of `values`, in the order of the document."""

    def by_key(self, name: str, values: Sequence[str]) -> list[etree._Element]:
        """The elements that the key `name` has for one of `values`, in the order of the document."""


DESK: ContextVar[Desk] = ContextVar("desk")

_string = etree.XPath("string()", smart_strings=False)
_INTEGER = re.compile(r"[+-]?\d{1,15}")
_DOUBLE = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?|-?INF|NaN")
_FORMS: Mapping[str, re.Pattern[str]] = {
    "integer": re.compile(r"[+-]?\d+"),
    "decimal": re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)"),
    "double": _DOUBLE,
    "float": _DOUBLE,
    "boolean": re.compile(r"true|false|0|1"),
}
_SPACE = " \t\n\r"
_WORD = re.compile(r"[^ \t\n\r]+")
_COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def text_of(node: etree._Element | str) -> str:
    """The string value of a node."""
    return node if isinstance(node, str) else str(_string(node))


def texts(given: Given) -> list[str]:
    """The string values of all items of `given`."""
    if isinstance(given, list):
        return [text_of(node) for node in given]
    return [given] if isinstance(given, str) else [str(given)]


def boxed(strings: Sequence[str]) -> list[etree._Element]:
    """Elements that stand for `strings`, in their order.

    Raises:
        GiveUpError: when one cannot stand in XML.
    """
    box = etree.Element("strings")
    try:
        for text in strings:
            etree.SubElement(box, "v").text = text
    except ValueError as error:
        raise GiveUpError from error
    return list(box)


def number(text: str) -> float:
    """`text` as an ``xs:double``.

    Raises:
        GiveUpError: when it is none.
    """
    text = text.strip(_SPACE)
    if not _DOUBLE.fullmatch(text):
        raise GiveUpError
    return float(text)


def _number(_: object, text: str) -> float:
    return number(text) if _DOUBLE.fullmatch(text.strip(_SPACE)) else math.nan


def _integer(_: object, given: Given) -> float:
    found = texts(given)
    if len(found) != 1 or not _INTEGER.fullmatch(found[0].strip(_SPACE)):
        raise GiveUpError
    return float(found[0])


def _castable(_: object, name: str, given: Given, optional: bool) -> bool:
    found = texts(given)
    if not found:
        return optional
    return len(found) == 1 and _FORMS[name].fullmatch(found[0].strip(_SPACE)) is not None


def _one(_: object, given: Given) -> str:
    found = texts(given)
    if len(found) > 1:
        raise GiveUpError
    return found[0] if found else ""


def _general(_: object, sign: str, left: Given, right: Given) -> bool:
    compare = _COMPARISONS[sign]
    if isinstance(left, float) or isinstance(right, float):
        return any(compare(a, b) for a in _numbers(left) for b in _numbers(right))
    return any(compare(a, b) for a in texts(left) for b in texts(right))


def _numbers(given: Given) -> list[float]:
    return [given] if isinstance(given, float) else [number(text) for text in texts(given)]


def _value(_: object, sign: str, left: Given, right: Given) -> bool:
    a, b = texts(left), texts(right)
    if len(a) > 1 or len(b) > 1:
        raise GiveUpError
    return bool(a and b) and _COMPARISONS[sign](a[0], b[0])


def _regex(pattern: str, flags: str) -> re.Pattern[str]:
    from tei.check.schematron.xpath.regex import NotARegexError, compiled  # few schemas have any, and it costs to load

    try:
        return compiled(pattern, flags)
    except NotARegexError as error:
        raise GiveUpError from error


def _matches(_: object, text: str, pattern: str, flags: str = "") -> bool:
    return _regex(pattern, flags).search(text) is not None


def _replace(_: object, text: str, pattern: str, replacement: str, flags: str = "") -> str:
    from tei.check.schematron.xpath.regex import NotARegexError, template

    regex = _regex(pattern, flags)
    if regex.search("") or "q" in flags:
        raise GiveUpError
    try:
        return regex.sub(template(replacement, regex.groups), text)
    except NotARegexError as error:
        raise GiveUpError from error


def _tokenize(_: object, text: str, pattern: str | None = None, flags: str = "") -> list[etree._Element]:
    if pattern is None:
        return boxed(_WORD.findall(text))
    regex = _regex(pattern, flags)
    if regex.search(""):
        raise GiveUpError
    found, at = [], 0
    for match in regex.finditer(text):
        found.append(text[at : match.start()])
        at = match.end()
    return boxed([*found, text[at:]] if text else [])


def _distinct(_: object, given: Given) -> list[etree._Element]:
    return boxed(list(dict.fromkeys(texts(given))))


def _id(_: object, given: Given) -> list[etree._Element]:
    return DESK.get().by_id([name for text in texts(given) for name in _WORD.findall(text)])


def _among(_: object, given: Given, source: str) -> bool:
    return not DESK.get().strings(source).isdisjoint(texts(given))


def _where(_: object, path: str, name: str, given: Given) -> list[etree._Element]:
    return DESK.get().where(path, name, texts(given))


def _key(_: object, name: str, given: Given) -> list[etree._Element]:
    return DESK.get().by_key(name, texts(given))


#: Name → what libxml2 calls, its own context first.
FUNCTIONS: Mapping[str, Callable[..., object]] = {
    "number": _number,
    "integer": _integer,
    "castable": _castable,
    "one": _one,
    "general": _general,
    "value": _value,
    "matches": _matches,
    "replace": _replace,
    "tokenize": _tokenize,
    "ends-with": lambda _, text, end: text.endswith(end),
    "lower-case": lambda _, text: text.lower(),
    "upper-case": lambda _, text: text.upper(),
    "string-join": lambda _, given, between: between.join(texts(given)),
    "distinct-values": _distinct,
    "id": _id,
    "key": _key,
    "counted": lambda _, path: float(len(DESK.get().held(path))),
    "among": _among,
    "where": _where,
}
