"""The answer of elementpath, for all of XPath 3.1.  It is imported only when it is needed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from elementpath import XPathContext
from elementpath.exceptions import ElementPathError
from elementpath.xpath31 import XPath31Parser
from elementpath.xpath_nodes import (
    AttributeNode,
    CommentNode,
    DocumentNode,
    ElementNode,
    NamespaceNode,
    ProcessingInstructionNode,
    TextNode,
    XPathNode,
)
from lxml import etree

from tei.query import LONGEST, Match
from tei.query.places import Places
from tei.query.quick import text_of
from tei.report import TeiError
from tei.reports.excerpt import excerpt, marked

_KINDS: tuple[tuple[type, str], ...] = (
    (ElementNode, "element"),
    (AttributeNode, "attribute"),
    (TextNode, "text"),
    (CommentNode, "comment"),
    (ProcessingInstructionNode, "processing-instruction"),
    (DocumentNode, "document"),
    (NamespaceNode, "namespace"),
)
_WIDTH = 90

Befores = dict[XPathNode, dict[XPathNode, etree._Element | None]]
"""For each parent: its texts, each with the sibling that it follows."""


@lru_cache(maxsize=8)
def parsed(expression: str, namespaces: tuple[tuple[str, str], ...]) -> Any:
    """The expression as elementpath's tree of tokens.

    Raises:
        TeiError: G007 with the place in the expression.
    """
    try:
        return XPath31Parser(namespaces=dict(namespaces)).parse(expression)
    except ElementPathError as error:
        raise _refused(error, expression, "") from error
    except (RecursionError, ValueError, OverflowError) as error:
        raise _beyond(error, "") from error


def matches(
    expression: str, namespaces: tuple[tuple[str, str], ...], tree: etree._ElementTree, name: str
) -> Iterator[Match]:
    """The items that `expression` gives for the document.

    Raises:
        TeiError: G007 when it cannot be evaluated.
    """
    token = parsed(expression, namespaces)
    places, known = Places(), Befores()
    try:
        for item in token.select(XPathContext(tree)):  # type: ignore[arg-type]  # its types know only ElementTree
            yield _match(token, item, places, known, name)
    except ElementPathError as error:
        raise _refused(error, expression, name) from error
    except (RecursionError, ValueError, OverflowError, TypeError, AttributeError) as error:
        raise _beyond(error, name) from error


def _match(token: Any, item: Any, places: Places, known: Befores, name: str) -> Match:
    if not isinstance(item, XPathNode):
        return Match(name, None, "", "value", _value(token, item))
    kind = next((word for type_, word in _KINDS if isinstance(item, type_)), "node")
    element = getattr(item, "elem", None)
    if isinstance(element, etree._Element):
        text = text_of(element) if kind == "element" else str(element.text or "")
        return Match(name, element.sourceline, places.of(element), kind, text)
    if isinstance(item, DocumentNode):
        return Match(name, 1, "/", kind, str(item.string_value)[:LONGEST])
    owner = getattr(item.parent, "elem", None)
    if not isinstance(owner, etree._Element):
        return Match(name, None, "", kind, str(item.string_value))
    if isinstance(item, AttributeNode):
        return Match(name, owner.sourceline, places.of_attribute(owner, item.name or ""), kind, str(item.string_value))
    if isinstance(item, TextNode):
        after = _before(item, known)
        line = owner.sourceline if after is None else after.sourceline
        return Match(name, line, places.of_text(owner, after), kind, str(item.string_value))
    return Match(name, owner.sourceline, f"{places.of(owner)}/namespace::*", kind, str(item.string_value))


def _before(item: TextNode, known: Befores) -> etree._Element | None:
    """The sibling that a text follows; None for the text that its parent begins with.  All of a parent are kept."""
    parent = item.parent
    if parent is not None and parent not in known:
        known[parent] = {}
        last: etree._Element | None = None
        for sibling in parent.children:
            if isinstance(sibling, TextNode):
                known[parent][sibling] = last
            else:
                found = getattr(sibling, "elem", None)
                last = found if isinstance(found, etree._Element) else last
    return known[parent].get(item) if parent is not None else None


def _value(token: Any, item: Any) -> str:
    """An atomic value as ``string()`` writes it; maps, arrays and functions as elementpath shows them."""
    if isinstance(item, bool):
        return str(item).lower()
    try:
        return str(token.string_value(item))
    except (ElementPathError, TypeError, AttributeError, NotImplementedError):
        return str(item)


def _refused(error: ElementPathError, expression: str, name: str) -> TeiError:
    """G007: what elementpath says, and the line of the expression with a caret."""
    line, column = getattr(error.token, "position", None) or (1, 1)
    rows = expression.split("\n")
    shown, caret = marked(excerpt(rows[min(line, len(rows)) - 1], column), column, _WIDTH)
    reason = error.message.rstrip(".")
    where = f"line {line}, column {column}" if len(rows) > 1 else f"column {column}"
    code = (error.code or "").removeprefix("err:")
    said = f"the XPath cannot be used, {where}: {reason}" + (f" [{code}]" if code else "")
    return TeiError("G007", said, file=name, hint=f"see the expression:\n{shown}\n{caret}", engine="xpath")


def _beyond(error: Exception, name: str) -> TeiError:
    reason = "it is nested too deeply" if isinstance(error, RecursionError) else str(error) or type(error).__name__
    return TeiError("G007", f"the XPath cannot be used: {reason}", file=name, engine="xpath", hint="simplify it")
