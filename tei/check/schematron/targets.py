"""Patterns as targets: by which names the nodes are found, and on which condition (XSLT 1.0, section 5.2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from lxml import etree

from tei.check.schematron.contexts import Context, Target
from tei.check.schematron.places import Node
from tei.check.schematron.xpath.expression import Expression
from tei.check.schematron.xpath.fast import Fast, compiled
from tei.check.schematron.xpath.held import placed
from tei.check.schematron.xpath.plain import Plain
from tei.check.schematron.xpath.prove import Prover
from tei.check.schematron.xpath.terms import INNER, Focus, NotProvedError, Term, boolean, quoted
from tei.check.schematron.xpath.tree import Call, Expr, Filter, Operation, Path, Step
from tei.names import XML

_MOST = 5000  # alternatives; ``(a|b)/(c|d)/…`` has twice as many with every step
_ANYWHERE = Step("descendant-or-self", "node()")


def context_of(expression: Expression) -> Context:
    """The context that `expression` is, with its targets."""
    if expression.tree is None:
        return Context(expression, None)
    prover: Prover
    known = expression.scope.terms(Node(etree.Element("x"), "document"))
    kind = Plain if expression.old else Prover
    prover = kind(known, namespaces=expression.namespaces)
    try:
        ways = list(islice(_alternatives(expression.tree), _MOST + 1))
        if len(ways) > _MOST:
            raise NotProvedError("too many alternatives")
        return Context(expression, tuple(_target(way, prover, expression.namespaces) for way in ways))
    except (NotProvedError, etree.XPathSyntaxError, RecursionError):
        return Context(expression, None)


def _alternatives(tree: Expr) -> Iterator[Expr]:
    if isinstance(tree, Filter) and not tree.predicates:
        yield from _alternatives(tree.base)
    elif isinstance(tree, Operation) and tree.operator == "|":
        for operand in tree.operands:
            yield from _alternatives(operand)
    elif isinstance(tree, Path) and (n := _choice(tree)) is not None:
        for way in _alternatives(tree.steps[n]):
            inner = way.steps if isinstance(way, Path) and not way.absolute else (way,)
            yield from _alternatives(Path(tree.absolute, (*tree.steps[:n], *inner, *tree.steps[n + 1 :])))
    else:
        yield tree


def _choice(tree: Path) -> int | None:
    """Which step is a choice in brackets, such as ``(a | b)``, of which each way is a step or path."""
    for n, step in enumerate(tree.steps):
        if isinstance(step, Filter) and not step.predicates and isinstance(step.base, Operation | Path | Step):
            ways = step.base.operands if isinstance(step.base, Operation) else (step.base,)
            if all(isinstance(way, Step) or (isinstance(way, Path) and not way.absolute) for way in ways):
                return n
    return None


def _target(tree: Expr, prover: Prover, namespaces: Mapping[str, str]) -> Target:
    if isinstance(tree, Step):
        tree = Path(False, (tree,))
    if not isinstance(tree, Path):
        if isinstance(tree, Call | Filter):
            return _from_root(tree, prover, namespaces)
        raise NotProvedError("not a pattern")
    if tree.absolute or not all(isinstance(step, Step) for step in tree.steps):
        anchored = tree.absolute or isinstance(tree.steps[0], Call)
        return _from_root(tree if anchored else _anywhere(tree), prover, namespaces)
    steps = [step for step in tree.steps if isinstance(step, Step)]
    last = steps[-1]
    if any(step.axis not in ("child", "attribute") and step != _ANYWHERE for step in steps):
        raise NotProvedError("an axis that no pattern has")
    if "(" in last.test and last.test not in ("element()", "element(*)"):
        return _from_root(_anywhere(tree), prover, namespaces)
    try:
        return _indexed(steps, prover, namespaces)
    except _CountsError:
        return _from_root(_anywhere(tree), prover, namespaces)


class _CountsError(Exception):
    """A predicate depends on the node's position."""


def _anywhere(tree: Path) -> Path:
    return Path(True, (_ANYWHERE, *tree.steps))


def _from_root(tree: Expr, prover: Prover, namespaces: Mapping[str, str]) -> Target:
    term = prover.prove(tree, Focus("/", "/", kind="any"))
    if term.type != "nodes" or term.kind == "boxed":
        raise NotProvedError("not nodes")
    last = tree.steps[-1] if isinstance(tree, Path) and tree.steps else None
    if isinstance(last, Step) and (last.axis == "attribute" or last.test == "node()"):
        raise NotProvedError("attributes that are counted")
    texts = isinstance(last, Step) and last.test == "text()"
    found = compiled(term, namespaces)
    if texts:
        smart = etree.XPath(term.text, namespaces=_used(term.text, namespaces), smart_strings=True)
        found = found._replace(xpath=smart)
    return Target(path=found, texts=texts)


def _used(text: str, namespaces: Mapping[str, str]) -> dict[str, str] | None:
    return {prefix: uri for prefix, uri in namespaces.items() if prefix and f"{prefix}:" in text} or None


def _indexed(steps: Sequence[Step], prover: Prover, namespaces: Mapping[str, str]) -> Target:
    last, before = steps[-1], list(steps[:-1])
    attribute = ""
    conditions: list[str] = []
    if last.axis == "attribute":
        if last.predicates or "*" in last.test[:-1] or (last.test != "*" and last.test.endswith("*")):
            raise NotProvedError("attributes with conditions")
        attribute = _clark(last.test, namespaces)
        owner = before.pop() if before and before[-1] != _ANYWHERE else None
        if before and before[-1] == _ANYWHERE and owner is None:
            before.pop()
            conditions.append(_ancestors(before, prover)) if before else None
            return Target("", attribute * (attribute != "*"), _condition(conditions, namespaces), attribute)
        last = owner or Step("child", "*")
    tag, test = _tag(last.test, namespaces)
    conditions += [test] if test else []
    having = attribute if attribute not in ("", "*") else ""
    for predicate in last.predicates:
        conditions.append(_unplaced(predicate, prover))
        having = having or _required(predicate, namespaces)
    if before:
        conditions.append(_ancestors(before, prover))
    return Target(tag, having, _condition(conditions, namespaces), attribute)


def _condition(conditions: Sequence[str], namespaces: Mapping[str, str]) -> Fast | None:
    if not conditions:
        return None
    return compiled(Term("$c" + "".join(f"[{text}]" for text in conditions), "nodes"), namespaces)


def _ancestors(steps: Sequence[Step], prover: Prover) -> str:
    """What is said of an element by the steps before it: whose child or descendant it is."""
    *before, last = steps
    if last == _ANYWHERE:
        if not before:
            return "true()"
        *before, last = before
        axis = "ancestor"
    else:
        axis = "parent"
    if last.axis != "child":
        raise NotProvedError("not a pattern")
    text = prover.step(Step(axis, last.test))[0]
    text += "".join(f"[{_unplaced(predicate, prover)}]" for predicate in last.predicates)
    return text + (f"[{_ancestors(before, prover)}]" if before else "")


def _unplaced(predicate: Expr, prover: Prover) -> str:
    term = prover.prove(predicate, INNER)
    if term.type in ("integer", "number") or placed(predicate):
        raise _CountsError
    return boolean(term)


def _required(predicate: Expr, namespaces: Mapping[str, str]) -> str:
    """The name of an attribute without which `predicate` is not true."""
    if isinstance(predicate, Path) and not predicate.absolute and len(predicate.steps) == 1:
        step = predicate.steps[0]
        plain = isinstance(step, Step) and step.axis == "attribute" and "*" not in step.test and "(" not in step.test
        return _clark(step.test, namespaces) if plain and isinstance(step, Step) else ""
    if isinstance(predicate, Operation) and predicate.operator == "and":
        return next((name for part in predicate.operands if (name := _required(part, namespaces))), "")
    if isinstance(predicate, Operation) and predicate.operator in ("=", "eq"):
        left, right = predicate.operands
        return _required(left, namespaces) or _required(right, namespaces)
    return ""


def _clark(test: str, namespaces: Mapping[str, str]) -> str:
    prefix, _, local = test.rpartition(":")
    if not prefix:
        return test
    uri = XML if prefix == "xml" else namespaces.get(prefix)
    if uri is None:
        raise NotProvedError("a prefix that is not declared")
    return f"{{{uri}}}{local}"


def _tag(test: str, namespaces: Mapping[str, str]) -> tuple[str, str]:
    """The tag of the candidates, and what is to be asked of them besides."""
    if test in ("*", "element()", "element(*)"):
        return "", ""
    if test.startswith("*:"):
        return "", f"local-name()={quoted(test[2:])}"
    if "{" in test or "(" in test:
        raise NotProvedError("a name that XPath 1.0 cannot say")
    if test.endswith(":*"):
        return "", f"self::{test}"
    return _clark(test, namespaces), ""
