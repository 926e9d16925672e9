"""Expressions run by libxml2: those that were proved."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from lxml import etree

from tei.check.schematron.xpath.registered import FUNCTIONS, text_of
from tei.check.schematron.xpath.terms import NAMESPACE, PREFIX, Term

_VARIABLE = re.compile(r"\$([\w.-]+)")
_OURS = re.compile(rf"\b{PREFIX}:([\w-]+)\(")
_EXSLT = "http://exslt.org/regular-expressions"


def safe(name: str) -> str:
    """`name` as a variable that libxml2 takes: it has no namespace."""
    return name.replace(":", ".")


class Fast(NamedTuple):
    """A compiled expression, what is known of its value, and the variables it is given."""

    term: Term
    xpath: etree.XPath
    variables: tuple[str, ...]
    desk: bool  # whether it looks up ids or keys

    def strings(self, value: object) -> list[str]:
        """The items of `value`, which this expression gave, as strings."""
        if isinstance(value, list):
            return [text_of(item) for item in value]
        if isinstance(value, bool):
            return ["true" if value else "false"]
        if isinstance(value, float):
            return [str(int(value)) if self.term.type == "integer" else str(value)]
        return [str(value)]


def compiled(term: Term, namespaces: Mapping[str, str]) -> Fast:
    """`term`, ready to run; only what it names is registered, since that is done anew for every run.

    Raises:
        etree.XPathSyntaxError: when libxml2 does not take it.
    """
    text = term.text
    bound = {prefix: uri for prefix, uri in namespaces.items() if prefix and f"{prefix}:" in text}
    functions = {(NAMESPACE, name): FUNCTIONS[name] for name in dict.fromkeys(_OURS.findall(text))}
    if functions:
        bound[PREFIX] = NAMESPACE
    return Fast(
        term,
        etree.XPath(
            text,
            namespaces=bound or None,
            extensions=functions or None,
            regexp=_EXSLT in bound.values(),
            smart_strings=False,
        ),
        tuple(dict.fromkeys(_VARIABLE.findall(text))),
        any(name in ("id", "key", "counted", "among", "where") for _, name in functions),
    )
