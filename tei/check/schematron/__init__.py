"""ISO Schematron with XPath 1.0 (query bindings ``xslt`` and none): patterns, rules, lets, asserts and reports.

Expressions of other query bindings are not run; a schema that has one says so once (V007).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from lxml import etree

from tei.files import Stamp, stamp
from tei.names import SCH
from tei.report import Finding, Severity, TeiError, finding
from tei.xml import parse, xpath_of

_BINDINGS = ("", "xslt", "xpath")
_ROLES: Mapping[str, Severity] = {
    "warning": "warning",
    "warn": "warning",
    "nonfatal": "warning",
    "info": "info",
    "information": "info",
}
Value = bool | float | str | list[etree._Element]
Values = dict[str, Value]


@dataclass(frozen=True, slots=True)
class Expression:
    """An XPath 1.0 expression, called with a context and the values of all variables; it is given those it uses."""

    xpath: etree.XPath
    variables: tuple[str, ...]

    @classmethod
    def of(cls, text: str, namespaces: Mapping[str, str]) -> Expression:
        """`text`, compiled.

        Raises:
            etree.XPathSyntaxError: when it is not XPath 1.0.
        """
        xpath = etree.XPath(text, namespaces=dict(namespaces), smart_strings=False)
        return cls(xpath, tuple(dict.fromkeys(re.findall(r"\$([\w.-]+)", text))))

    def __call__(self, context: etree._Element | etree._ElementTree, values: Values) -> object:
        """The value at `context`."""
        return self.xpath(context, **{name: values[name] for name in self.variables if name in values})


@dataclass(frozen=True, slots=True)
class Test:
    """An assert (`expected` is true) or a report (false)."""

    expected: bool
    xpath: Expression
    role: Severity
    message: tuple[str | Expression, ...]  # words, and expressions whose value stands among them
    id: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A context and its tests."""

    context: Expression
    lets: tuple[tuple[str, Expression], ...]
    tests: tuple[Test, ...]


@dataclass(frozen=True, slots=True)
class Schema:
    """A compiled schema: patterns, each a sequence of rules of which the first that fits an element fires."""

    lets: tuple[tuple[str, Expression], ...]
    patterns: tuple[tuple[Rule, ...], ...]


@lru_cache(maxsize=16)
def schema(path: Path, _: Stamp) -> Schema:
    """The schema at `path`, compiled, and kept for as long as the file has the same stamp.

    Raises:
        TeiError: V005 when it is no Schematron schema, V007 when its query binding is not XPath 1.0.
    """
    root = parse(path).getroot()
    if root.tag != f"{{{SCH}}}schema":
        raise TeiError("V005", "is not a Schematron schema", file=str(path), line=root.sourceline)
    binding = root.get("queryBinding", "")
    if binding not in _BINDINGS:
        raise TeiError(
            "V007",
            f'the query binding "{binding}" is not supported',
            file=str(path),
            line=root.sourceline,
            hint='rules are run in XPath 1.0 (queryBinding="xslt")',
        )
    for element in root.iter(etree.Element):
        if element.get("is-a") or element.tag == f"{{{SCH}}}extends" or str(element.tag).endswith("}function"):
            raise TeiError(
                "V007",
                f"{etree.QName(element).localname} {element.get('is-a', '')}".strip() + " is not supported",
                file=str(path),
                line=element.sourceline,
                hint="write the rules out",
            )
    compiler = _Compiler(path, {ns.get("prefix", ""): ns.get("uri", "") for ns in root.iter(f"{{{SCH}}}ns")})
    patterns = [
        tuple(compiler.rule(rule) for rule in pattern.findall(f"{{{SCH}}}rule") if rule.get("abstract") != "true")
        for pattern in root.findall(f"{{{SCH}}}pattern")
        if pattern.get("abstract") != "true"
    ]
    return Schema(compiler.lets(root), tuple(patterns))


class _Compiler:
    def __init__(self, path: Path, namespaces: dict[str, str]) -> None:
        self.path, self.namespaces = path, namespaces

    def xpath(self, element: etree._Element, name: str) -> Expression:
        return self.compiled(element, element.get(name, ""), name)

    def compiled(self, element: etree._Element, expression: str, name: str) -> Expression:
        try:
            return Expression.of(expression, self.namespaces)
        except etree.XPathSyntaxError as error:
            raise TeiError(
                "V005", f"@{name} is not XPath 1.0: {expression}", file=str(self.path), line=element.sourceline
            ) from error

    def lets(self, element: etree._Element) -> tuple[tuple[str, Expression], ...]:
        return tuple((let.get("name", ""), self.xpath(let, "value")) for let in element.findall(f"{{{SCH}}}let"))

    def rule(self, element: etree._Element) -> Rule:
        # A context is an XSLT pattern: it fits wherever in the document it is found.
        parts = (part.strip() for part in _alternatives(element.get("context", "")))
        context = " | ".join(part if part.startswith("/") else f"//{part}" for part in parts)
        tests = []
        for child in element:
            if child.tag in (f"{{{SCH}}}assert", f"{{{SCH}}}report"):
                tests.append(
                    Test(
                        child.tag.endswith("assert"),
                        self.xpath(child, "test"),
                        _ROLES.get(child.get("role", ""), "error"),
                        self.message(child),
                        child.get("id", ""),
                    )
                )
        return Rule(self.compiled(element, context, "context"), self.lets(element), tuple(tests))

    def message(self, element: etree._Element) -> tuple[str | Expression, ...]:
        parts: list[str | Expression] = [element.text or ""]
        for child in element:
            if child.tag == f"{{{SCH}}}value-of":
                parts.append(self.compiled(child, f"string({child.get('select', '')})", "select"))
            elif child.tag == f"{{{SCH}}}name":
                parts.append(self.compiled(child, f"name({child.get('path', '.')})", "path"))
            else:
                parts.append("".join(child.itertext()) if isinstance(child.tag, str) else "")
            parts.append(child.tail or "")
        return tuple(parts)


def _alternatives(context: str) -> list[str]:
    """The parts of a pattern between its outermost bars."""
    parts, depth, quote = [""], 0, ""
    for char in context:
        if quote:
            quote = "" if char == quote else quote
        elif char in "'\"":
            quote = char
        elif char in "[(":
            depth += 1
        elif char in "])":
            depth -= 1
        elif char == "|" and not depth:
            parts.append("")
            continue
        parts[-1] += char
    return parts


def validate(path: Path, tree: etree._ElementTree, name: str) -> Iterator[Finding]:
    """What the schema at `path` says of `tree`."""
    compiled = schema(path.resolve(), stamp(path))
    try:
        yield from _validate(compiled, tree, name, path)
    except etree.XPathEvalError as error:
        raise TeiError("V005", f"an expression cannot be evaluated: {error}", file=str(path)) from error


def _validate(compiled: Schema, tree: etree._ElementTree, name: str, path: Path) -> Iterator[Finding]:
    values: Values = {}
    for let, xpath in compiled.lets:
        values[let] = _value(xpath(tree, values))
    for pattern in compiled.patterns:
        fired: set[etree._Element] = set()
        for rule in pattern:
            contexts = rule.context(tree, values)
            for node in contexts if isinstance(contexts, list) else ():
                if not isinstance(node, etree._Element):
                    raise TeiError(
                        "V007", "attributes as context are not supported", file=str(path), hint="use their element"
                    )
                if node not in fired:
                    fired.add(node)
                    yield from _fire(rule, node, values, name, path)


def _fire(rule: Rule, node: etree._Element, outer: Values, name: str, path: Path) -> Iterator[Finding]:
    values = dict(outer)
    for let, xpath in rule.lets:
        values[let] = _value(xpath(node, values))
    for test in rule.tests:
        if _true(test.xpath(node, values)) != test.expected:
            words = "".join(part if isinstance(part, str) else str(part(node, values)) for part in test.message)
            yield finding(
                "V003",
                re.sub(r"\s+", " ", words).strip(),
                file=name,
                line=node.sourceline,
                xpath=xpath_of(node),
                severity=test.role,
                engine="schematron",
                hint=f"rule {test.id} of {path.name}" if test.id else "",
            )


def _value(value: object) -> Value:
    """`value` as lxml takes it for a variable: attributes, which it does not take, as elements with their strings."""
    if not isinstance(value, list):
        return value if isinstance(value, bool | float | str) else str(value)
    items: list[etree._Element] = []
    for item in value:
        items.append(etree.Element("value") if isinstance(item, str) else item)
        if isinstance(item, str):
            items[-1].text = item
    return items


def _true(value: object) -> bool:
    """The effective boolean value (XPath 1.0, boolean())."""
    if isinstance(value, float):
        return value == value and value != 0
    return bool(value)
