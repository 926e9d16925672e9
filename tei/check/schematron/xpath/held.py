"""What is the same for a whole document is looked up, not searched for at every node.

``//person[@xml:id = current()/@who]`` asks an index of ``//person`` by ``@xml:id``; ``@who = //person/@xml:id`` a set
of strings; ``//person`` in a condition only whether there is one.
"""

from __future__ import annotations

from collections.abc import Mapping

from tei.check.schematron.xpath.names import parts
from tei.check.schematron.xpath.terms import Focus, Term, call, handed, quoted
from tei.check.schematron.xpath.tree import Call, Dot, Expr, Filter, Operation, Path, Step
from tei.names import XML

#: Where there is no context item.
OUTSIDE = Focus(None, None)
_OF_CONTEXT = frozenset("string string-length normalize-space name local-name namespace-uri number data lang".split())
_AXES = frozenset({"child", "descendant-or-self", "descendant", "attribute"})


def held_path(tree: Path, namespaces: Mapping[str, str]) -> str:
    """`tree`, an absolute path, with names in Clark's notation; nothing when it has conditions or other axes."""
    told = []
    for step in tree.steps:
        if not isinstance(step, Step) or step.predicates or step.axis not in _AXES:
            return ""
        name = clark(step.test, namespaces)
        if not name:
            return ""
        told.append(f"{step.axis}::{name}")
    return "/" + "/".join(told) if told else ""


def clark(test: str, namespaces: Mapping[str, str]) -> str:
    """A name or wildcard in Clark's notation; nothing for other tests."""
    if test in ("*", "node()", "text()"):
        return test
    prefix, _, local = test.rpartition(":")
    if "*" in test or "(" in test or "{" in test:
        return ""
    if not prefix:
        return local
    uri = XML if prefix == "xml" else namespaces.get(prefix, "")
    return f"{{{uri}}}{local}" if uri and "}" not in uri else ""


def attribute_is(predicate: Expr, namespaces: Mapping[str, str]) -> tuple[str, Expr | None]:
    """The name and the value in ``@name = value``, when the value does not depend on whose attribute it is."""
    if isinstance(predicate, Operation) and predicate.operator in ("=", "eq"):
        for mine, other in (predicate.operands, predicate.operands[::-1]):
            step = mine.steps[0] if isinstance(mine, Path) and len(mine.steps) == 1 and not mine.absolute else None
            if isinstance(step, Step) and step.axis == "attribute" and not step.predicates and independent(other):
                name = clark(step.test, namespaces)
                if name and name[-1] not in "*)":
                    return name, other
    return "", None


def independent(tree: Expr) -> bool:
    """Whether the value of `tree` is the same for every context item."""
    match tree:
        case Step() | Dot():
            return False
        case Path(absolute, steps):
            return absolute or independent(steps[0])
        case Filter(base, _):
            return independent(base)
        case Call(name, arguments):
            bare = not arguments and name.removeprefix("fn:") in _OF_CONTEXT
            return not bare and name not in ("position", "last", "lang") and all(map(independent, arguments))
    return all(map(independent, parts(tree)))


def placed(tree: Expr) -> bool:
    """Whether `tree` asks for the position of its own context item."""
    match tree:
        case Path() | Step():
            return False
        case Call(name, _) if name in ("position", "last"):
            return True
        case Filter(base, _):
            return placed(base)
    return any(map(placed, parts(tree)))


def among(left: Term, right: Term) -> str:
    """``left = right`` as a look-up, if one of them is held; else nothing."""
    for given, known in ((left, right), (right, left)):
        if given.plural and given.kind == "any":
            continue
        if known.box:
            return call("among", handed(given), known.box)
        if known.held:
            return call("among", handed(given), quoted(known.held))
    return ""
