"""The nodes that a rule's context matches: an XSLT pattern, answered from the index of names where it can be.

A pattern ``a/b[c]`` matches a ``b`` with a ``c`` whose parent is an ``a``: candidates are all ``b`` of the document,
and one XPath says which of them.  A pattern that counts (``b[1]``) or begins elsewhere is selected from the root.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from lxml import etree

from tei.check.schematron.documents import Document, Wanted
from tei.check.schematron.places import Node, text_nodes
from tei.check.schematron.values import Values
from tei.check.schematron.xpath.expression import Expression
from tei.check.schematron.xpath.fast import Fast
from tei.check.schematron.xpath.full import EvaluationError
from tei.check.schematron.xpath.registered import DESK, GiveUpError
from tei.check.schematron.xpath.trees import node_of

_CHUNK = 250  # nodes handed over at a time: libxml2 takes them into a set in quadratic time


class Target(NamedTuple):
    """One alternative of a pattern.

    `tag` and `having` say whose elements are candidates ("" for any; an attribute they have), `condition` which of
    them (``$c[…]``).  `attribute` is set when it is their attribute that is meant ("*" for each).  Without candidates
    `path` selects the nodes from the root.
    """

    tag: str = ""
    having: str = ""
    condition: Fast | None = None
    attribute: str = ""
    path: Fast | None = None
    texts: bool = False


class Context(NamedTuple):
    """The context of a rule; `targets` is None when elementpath must find the nodes."""

    expression: Expression
    targets: tuple[Target, ...] | None

    @property
    def wanted(self) -> Wanted:
        """What the index must have for it."""
        targets = [target for target in self.targets or () if target.path is None]
        tags = frozenset(target.tag for target in targets if not target.having)
        return Wanted(tags - {""}, frozenset(target.having for target in targets) - {""})

    def nodes(self, document: Document, values: Values, wanted: Wanted) -> list[Node]:
        """What it matches in `document`, each node once; in document order if it has one alternative.

        Raises:
            EvaluationError: when it cannot be evaluated.
        """
        if self.targets is not None:
            try:
                found = [n for target in self.targets for n in _found(target, document, values, wanted)]
                return list(dict.fromkeys(found)) if len(self.targets) > 1 else found
            except GiveUpError:
                pass
        return self.full(document, values)

    def full(self, document: Document, values: Values) -> list[Node]:
        """The same by elementpath."""
        if "everywhere" not in self.expression.kept:
            text = f"/descendant-or-self::node()/({self.expression.text})"
            kept: dict[object, Any] = {"free": self.expression.free}
            self.expression.kept["everywhere"] = replace(self.expression, text=text, tree=None, kept=kept)
        items = self.expression.kept["everywhere"].items(document, document.node, values)
        nodes = [node_of(item) for item in items]
        if any(node is None for node in nodes):
            raise EvaluationError("a context must be nodes")
        return list(dict.fromkeys(node for node in nodes if node is not None))


def _found(target: Target, document: Document, values: Values, wanted: Wanted) -> Iterator[Node]:
    if target.path is not None:
        yield from _selected(target, document, values)
        return
    tags, having = document.index(wanted)
    if target.having:
        elements = having.get(target.having, [])
        if target.tag and elements:
            elements = [element for element in elements if element.tag == target.tag]
    else:
        elements = tags.get(target.tag, []) if target.tag else document.elements()
    if target.condition is not None and elements:
        elements = _kept(target.condition, elements, document, values)
    if not target.attribute:
        yield from (Node(element) for element in elements)
    elif target.attribute == "*":
        yield from (Node(element, "attribute", str(name)) for element in elements for name in element.attrib)
    else:
        yield from (Node(element, "attribute", target.attribute) for element in elements)


def _kept(
    condition: Fast, elements: Sequence[etree._Element], document: Document, values: Values
) -> list[etree._Element]:
    given: dict[str, Any] = {name: values.passed(name) for name in condition.variables if name != "c"}
    if condition.desk:
        DESK.set(document)
    found: list[etree._Element] = []
    try:
        for start in range(0, len(elements), _CHUNK):
            found += condition.xpath(document.root, c=list(elements[start : start + _CHUNK]), **given)
    except etree.XPathError as error:
        raise EvaluationError(str(error)) from error
    return found


def _selected(target: Target, document: Document, values: Values) -> list[Node]:
    path = target.path
    if path is None:
        return []
    if target.path is not None and path.term.text == "/":
        return [document.node]
    if path.desk:
        DESK.set(document)
    try:
        found = path.xpath(document.root, **{name: values.passed(name) for name in path.variables})
    except etree.XPathError as error:
        raise EvaluationError(str(error)) from error
    if not isinstance(found, list):
        raise EvaluationError("a context must be nodes")
    if target.texts:
        return text_nodes(found)
    if not all(isinstance(node, etree._Element) for node in found):
        raise GiveUpError
    return [Node(node) for node in found]
