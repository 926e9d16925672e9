"""Which variables and functions an expression uses."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from tei.check.schematron.xpath.tokens import NotXPathError, tokens
from tei.check.schematron.xpath.tree import (
    Binding,
    Call,
    Dot,
    Expr,
    Filter,
    If,
    Literal,
    Number,
    Operation,
    Path,
    Step,
    Typed,
    Variable,
)


def parts(tree: Expr) -> tuple[Expr, ...]:
    """The expressions directly within `tree`."""
    match tree:
        case Literal() | Number() | Variable() | Dot():
            return ()
        case Call(_, arguments):
            return arguments
        case Step(_, _, predicates):
            return predicates
        case Path(_, steps):
            return steps
        case Filter(base, predicates):
            return (base, *predicates)
        case Operation(_, operands):
            return operands
        case If(condition, then, otherwise):
            return (condition, then, otherwise)
        case Binding(_, _, source, body):
            return (source, body)
        case Typed(_, operand, _):
            return (operand,)


def free(tree: Expr) -> Iterator[str]:
    """The names of the variables that `tree` does not bind itself."""
    if isinstance(tree, Variable):
        yield tree.name
    elif isinstance(tree, Binding):
        yield from free(tree.source)
        yield from (name for name in free(tree.body) if name != tree.name)
    else:
        for part in parts(tree):
            yield from free(part)


def calls(tree: Expr) -> Iterator[Call]:
    """The function calls in `tree`."""
    if isinstance(tree, Call):
        yield tree
    for part in parts(tree):
        yield from calls(part)


_DOWN = frozenset({"child", "descendant", "descendant-or-self", "self", "attribute"})
_FAR = frozenset(
    "root id idref element-with-id key doc document doc-available base-uri document-uri lang path generate-id "
    "collection uri-collection innermost outermost static-base-uri resolve-uri".split()
)


def downward(tree: Expr) -> bool:
    """Whether the value of `tree` depends on the context node and what is below it only."""
    if (isinstance(tree, Step) and tree.axis not in _DOWN) or (isinstance(tree, Path) and tree.absolute):
        return False
    if isinstance(tree, Call) and tree.name.removeprefix("fn:") in _FAR:
        return False
    return all(map(downward, parts(tree)))


def prefixes(tree: Expr) -> Iterator[str]:
    """The prefixes of names of elements, attributes and functions in `tree`."""
    name = tree.test if isinstance(tree, Step) else tree.name if isinstance(tree, Call) else ""
    if ":" in name and not name.startswith(("*:", "Q{")) and "(" not in name:
        yield name.partition(":")[0]
    for part in parts(tree):
        yield from prefixes(part)


def free_in_text(text: str) -> Iterator[str]:
    """The same as `free` for text that is not read into a tree: names bound anywhere in it are left out."""
    try:
        stream = tokens(text)
    except NotXPathError:
        return
    used = [b.text for a, b in itertools.pairwise(stream) if a.text == "$" and b.kind == "name"]
    bound = {
        b.text
        for before, a, b in zip(stream, stream[1:], stream[2:], strict=False)
        if a.text == "$"
        and before.text in ("for", "some", "every", "let", ",", "(")
        and _binds(stream[stream.index(b) + 1].text)
    }
    yield from (name for name in used if name not in bound)


def _binds(following: str) -> bool:
    return following in ("in", ":=", ",", ")", "as")


def calls_in_text(text: str) -> set[str]:
    """Whatever looks like the name of a function in `text`."""
    try:
        stream = tokens(text)
    except NotXPathError:
        return set()
    return {a.text for a, b in itertools.pairwise(stream) if a.kind == "name" and b.text in ("(", "#")}
