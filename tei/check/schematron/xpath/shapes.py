"""Shapes of expressions that XPath 1.0 has another way to say."""

from __future__ import annotations

from tei.check.schematron.xpath.tree import Call, Dot, Expr, Filter, Operation, Path, Step


def items(tree: Expr) -> tuple[Expr, ...]:
    """The items of ``(a, b)``."""
    inner = tree.base if isinstance(tree, Filter) and not tree.predicates else tree
    return inner.operands if isinstance(inner, Operation) and inner.operator == "," else ()


def identities(tree: Operation) -> tuple[Expr, ...]:
    """The nodes whose identity `tree` compares."""
    if tree.operator == "is":
        return tree.operands
    if all(isinstance(side, Call) and side.name == "generate-id" for side in tree.operands):
        return tuple(side.arguments[0] if side.arguments else Dot() for side in tree.operands if isinstance(side, Call))
    return ()


def attribute(tree: Expr) -> str | None:
    """The name in ``@name``, if it has no prefix."""
    step = tree.steps[0] if isinstance(tree, Path) and len(tree.steps) == 1 and not tree.absolute else None
    if isinstance(step, Step) and step.axis == "attribute" and not step.predicates and step.test.isidentifier():
        return step.test
    return None
