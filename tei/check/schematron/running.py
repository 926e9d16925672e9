"""A schema run over a document: what fired and what failed, pattern by pattern, in the order of the document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from tei.check.schematron.documents import Document
from tei.check.schematron.model import Assertion, Copy, NodeName, Note, Part, Pattern, Rule, Schema
from tei.check.schematron.places import Node
from tei.check.schematron.values import Values
from tei.check.schematron.xpath.expression import Expression
from tei.check.schematron.xpath.full import EvaluationError
from tei.check.schematron.xpath.registered import GiveUpError
from tei.check.schematron.xpath.trees import node_of
from tei.report import Finding, finding


class Active(NamedTuple):
    """A pattern begins with a document."""

    pattern: Pattern
    document: Document


class Fired(NamedTuple):
    """A rule fired at a node."""

    rule: Rule
    node: Node
    document: Document


class Failed(NamedTuple):
    """An assert failed or a report succeeded; `place` is the node that it is about (``@subject``, else `node`)."""

    pattern: Pattern
    rule: Rule
    assertion: Assertion
    node: Node
    place: Node
    document: Document
    values: Values

    def words(self, parts: Sequence[Part]) -> str:
        """A message with its values in place; a value that cannot be had is left out."""
        return "".join(self.word(part) for part in parts)

    def word(self, part: Part) -> str:
        """One part of a message."""
        if isinstance(part, str):
            return part
        if isinstance(part, NodeName):
            return self.node.full_name
        if isinstance(part, Copy):
            part = part.expression
        try:
            return " ".join(part.strings(self.document, self.node, self.values))
        except _STUCK as error:
            return f"{{{error if isinstance(error, EvaluationError) else part.text}}}"

    def copied(self, note: Note) -> list[etree._Element]:
        """The nodes that a property copies."""
        found: list[etree._Element] = []
        for part in note.parts:
            if isinstance(part, Copy):
                try:
                    items = part.expression.items(self.document, self.node, self.values)
                except _STUCK:
                    continue
                nodes = (node_of(item) for item in items)
                found += [n.element for n in nodes if n is not None and n.sort in ("element", "document")]
        return found


#: What stops an expression; variables that refer to one another a thousand deep recurse too far.
_STUCK = (EvaluationError, RecursionError)

Event = Active | Fired | Failed | Finding


def run(schema: Schema, tree: etree._ElementTree, name: str) -> Iterator[Event]:
    """What happens when `tree`, called `name` in findings, is held against `schema`."""
    yield from schema.troubles
    folders = [Path(name).resolve().parent, schema.path.resolve().parent]
    document = Document(tree, name, folders, lambda other: _keys(schema, other))
    outer = Values(schema.scope, document, document.node, None)
    said: set[Finding] = set()
    for pattern in schema.patterns:
        values = Values(pattern.scope, document, document.node, outer)
        try:
            documents = _documents(pattern, document, outer)
        except _STUCK as error:
            yield from _once(said, _stuck(pattern.documents, error))
            continue
        for each in documents:
            yield Active(pattern, each)
            for event in _pattern(schema, pattern, each, values):
                yield from _once(said, event) if isinstance(event, Finding) else (event,)
    yield from dict.fromkeys(document.unread)


def _once(said: set[Finding], found: Finding) -> Iterator[Finding]:
    if found not in said:
        said.add(found)
        yield found


def _documents(pattern: Pattern, document: Document, values: Values) -> list[Document]:
    if pattern.documents is None:
        return [document]
    hrefs = pattern.documents.strings(document, document.node, values)
    if pattern.documents.old and len(hrefs) == 1:
        hrefs = _all_strings(pattern.documents, document, values)
    found = [document.other(word) for href in hrefs for word in href.split()]
    return [other for other in dict.fromkeys(found) if other is not None]


def _all_strings(expression: Expression, document: Document, values: Values) -> list[str]:
    """All strings that XPath 1.0 would take only the first of: each names a document."""
    try:
        value, fast = expression.value(document, document.node, values)
    except GiveUpError:
        return expression.strings(document, document.node, values)
    return fast.strings(value)


def _pattern(schema: Schema, pattern: Pattern, document: Document, values: Values) -> Iterator[Event]:
    if len(pattern.rules) == 1:
        rule = pattern.rules[0]
        try:
            nodes = rule.context.nodes(document, values, schema.wanted)
        except _STUCK as error:
            yield _stuck(rule.context.expression, error)
            return
        if len(rule.context.targets or ()) != 1:
            nodes = sorted(nodes, key=document.order)
        for node in nodes:
            yield from _rule(pattern, rule, node, document, values)
        return
    chosen: dict[Node, Rule] = {}
    for rule in pattern.rules:
        try:
            for node in rule.context.nodes(document, values, schema.wanted):
                chosen.setdefault(node, rule)
        except _STUCK as error:
            yield _stuck(rule.context.expression, error)
    for node in sorted(chosen, key=document.order):
        yield from _rule(pattern, chosen[node], node, document, values)


def _rule(pattern: Pattern, rule: Rule, node: Node, document: Document, outer: Values) -> Iterator[Event]:
    yield Fired(rule, node, document)
    values = Values(rule.scope, document, node, outer) if rule.scope.lets else outer
    for assertion in rule.assertions:
        try:
            holds = assertion.test.truth(document, node, values)
        except _STUCK as error:
            yield _stuck(assertion.test, error)
            continue
        if holds != assertion.expected:
            place = _subject(assertion, document, node, values)
            yield Failed(pattern, rule, assertion, node, place, document, values)


def _subject(assertion: Assertion, document: Document, node: Node, values: Values) -> Node:
    if assertion.subject is None:
        return node
    try:
        items = assertion.subject.items(document, node, values)
    except _STUCK:
        return node
    return next((found for item in items if (found := node_of(item)) is not None), node)


def _stuck(expression: Expression | None, error: Exception) -> Finding:
    place = expression.place if expression is not None else None
    said = "it recurses too deep" if isinstance(error, RecursionError) else str(error)
    return finding(
        "V005",
        f"@{place.attribute if place else ''} cannot be evaluated: {said}",
        file=str(place.file) if place else "",
        line=place.line if place else None,
        engine="schematron",
        hint=" ".join(expression.text.split())[:200] if expression is not None else "",
    )


def _keys(schema: Schema, document: Document) -> Mapping[str, Mapping[str, Sequence[Node]]]:
    """The keys of `schema` in `document`; what cannot be evaluated is not found."""
    found: dict[str, dict[str, list[Node]]] = {key.name: {} for key in schema.keys}
    outer = Values(schema.scope, document, document.node, None)
    for key in schema.keys:
        for node in key.match.nodes(document, outer, schema.wanted):
            values = Values(key.use.scope, document, node, outer)
            for text in dict.fromkeys(_key_strings(key.use, document, node, values)):
                found[key.name].setdefault(text, []).append(node)
    return found


def _key_strings(use: Expression, document: Document, node: Node, values: Values) -> list[str]:
    try:
        value, fast = use.value(document, node, values)
        return fast.strings(value)
    except GiveUpError:
        return use.strings(document, node, values)
