"""XPath 2.0 to 3.1 said in XPath 1.0 with a few functions more, where it can be proved to give the same.

What differs between the versions, and is therefore kept apart: a function that wants one string takes the first of
several nodes in 1.0 and fails in 2.0; ``<`` compares numbers in 1.0 and strings in 2.0; texts that are no numbers are
NaN in 1.0 and an error in 2.0; a comparison with nothing is false in 1.0 and nothing in 2.0
(XPath 2.0, appendix I, "Backwards Compatibility").  A function of ours that meets what 1.0 cannot say gives up, and
the expression goes to elementpath.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from tei.check.schematron.xpath.calls import CALLS
from tei.check.schematron.xpath.comparisons import SYMBOLS, general, value
from tei.check.schematron.xpath.held import OUTSIDE, attribute_is, held_path, placed
from tei.check.schematron.xpath.shapes import attribute, identities, items
from tei.check.schematron.xpath.terms import (
    CURRENT,
    INNER,
    Focus,
    Kind,
    NotProvedError,
    Term,
    boolean,
    call,
    handed,
    quoted,
)
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

_GENERAL = frozenset(SYMBOLS.values())
_SAME_KINDS = frozenset({"node()", "text()", "comment()", "processing-instruction()"})
_SAFE_INTEGER = 15  # digits that a double holds without loss
_MOST_PATHS = 64
_CASTS = frozenset({"integer", "decimal", "double", "float", "boolean"})


class Prover:
    """Proves expressions that use `variables`; `current` is how the node of the rule is reached from anywhere."""

    __slots__ = ("current", "namespaces", "variables")

    def __init__(
        self,
        variables: Mapping[str, Term],
        current: str = CURRENT,
        namespaces: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.variables, self.current, self.namespaces = variables, current, namespaces

    def prove(self, tree: Expr, focus: Focus) -> Term:
        """`tree` in XPath 1.0.

        Raises:
            NotProvedError: when nothing can be promised.
        """
        match tree:
            case Literal(value):
                return Term(quoted(value), "string")
            case Number(text):
                return self.number(text)
            case Variable(name):
                return self.variable(name, focus)
            case Dot():
                return self.dot(focus)
            case Call():
                return self.call(tree, focus)
            case Step():
                return self.path(Path(False, (tree,)), focus)
            case Path():
                return self.path(tree, focus)
            case Filter():
                return self.filter(tree, focus)
            case Operation():
                return self.operation(tree, focus)
            case If():
                return self.condition(tree, focus)
            case Binding():
                return self.quantified(tree, focus)
            case Typed():
                return self.typed(tree, focus)

    def number(self, text: str) -> Term:
        """A number, if 1.0 reads it alike."""
        if text.isdigit():
            if len(text) > _SAFE_INTEGER:
                raise NotProvedError("a large number")
            return Term(text, "integer")
        if "e" in text.lower():
            raise NotProvedError("XPath 1.0 has no exponents")
        return Term(text, "number")

    def variable(self, name: str, focus: Focus) -> Term:
        """A variable of the schema, or one that is bound around."""
        known = focus.bound.get(name) or self.variables.get(name)
        if known is None:
            raise NotProvedError(f"${name} cannot be passed")
        return known

    def dot(self, focus: Focus) -> Term:
        """The context item."""
        if focus.dot is None:
            raise NotProvedError("the context item is out of reach")
        if focus.string:
            return Term(f"string({focus.dot})", "string")
        return Term(focus.dot, "nodes", kind=focus.kind)

    # Paths

    def path(self, tree: Path, focus: Focus) -> Term:
        """A path, step by step."""
        for n, step in enumerate(tree.steps):
            if n and isinstance(step, Filter):
                return self.spread(tree, n, focus)
        parts: list[str] = []
        one, some, kind = True, True, "element"
        steps = tree.steps
        if tree.absolute and (joined := self.joined(tree)) is not None:
            text, steps = joined
            parts.append(text)
            one = some = False
        elif tree.absolute:
            parts.append("")
            kind = "any" if not steps else kind
        elif not isinstance(steps[0], Step):
            base = self.prove(steps[0], focus)
            if base.type != "nodes" or base.kind == "boxed":
                raise NotProvedError("a path from what are no nodes")
            parts.append(base.text)
            one, some, steps = base.one, base.some, steps[1:]
        elif focus.prefix is None or focus.string:
            raise NotProvedError("the context item is out of reach")
        elif focus.prefix:
            parts.append("" if focus.prefix == "/" else focus.prefix)
        for step in steps:
            if isinstance(step, Dot):
                step = Step("self", "node()")
            if not isinstance(step, Step):
                raise NotProvedError("a step that is no axis step")
            text, alone, sure, kind = self.step(step)
            parts.append(text)
            one, some = one and alone, some and sure
        held = held_path(tree, self.namespaces) if tree.absolute else ""
        return Term("/".join(parts) or "/", "nodes", one, some, kind, held)  # type: ignore[arg-type]  # kinds are such

    def joined(self, tree: Path) -> tuple[str, tuple[Expr, ...]] | None:
        """``//a[@b = x]`` as a look-up among all ``//a`` by their ``@b``, and the steps after it."""
        n = next((n for n, step in enumerate(tree.steps) if isinstance(step, Step) and step.predicates), None)
        step = tree.steps[n] if n is not None else None
        if n is None or not isinstance(step, Step) or step.axis != "child":
            return None
        base = held_path(Path(True, (*tree.steps[:n], Step("child", step.test))), self.namespaces)
        name, wanted = attribute_is(step.predicates[0], self.namespaces)
        if not base or not name or wanted is None:
            return None
        given = self.prove(wanted, OUTSIDE)
        rest = [self.prove(predicate, INNER) for predicate in step.predicates[1:]]
        if (
            given.type not in ("nodes", "strings", "string")
            or any(map(_picks, rest))
            or any(map(placed, step.predicates))
        ):
            return None
        if isinstance(step.predicates[0], Operation) and step.predicates[0].operator == "eq" and not given.one:
            return None
        text = call("where", quoted(base), quoted(name), handed(given))
        return text + "".join(f"[{boolean(term)}]" for term in rest), tree.steps[n + 1 :]

    def spread(self, tree: Path, n: int, focus: Focus) -> Term:
        """``a/(b | c)/d`` as ``a/b/d | a/c/d``."""
        step = tree.steps[n]
        inner = step.base if isinstance(step, Filter) and not step.predicates else None
        ways = inner.operands if isinstance(inner, Operation) and inner.operator == "|" else (inner,)
        paths: list[Expr] = []
        for way in ways:
            if isinstance(way, Step):
                way = Path(False, (way,))
            if not isinstance(way, Path) or way.absolute:
                raise NotProvedError("a step that is no axis step")
            paths.append(Path(tree.absolute, (*tree.steps[:n], *way.steps, *tree.steps[n + 1 :])))
        terms = [self.prove(path, focus) for path in paths]
        if sum(term.text.count("|") + 1 for term in terms) > _MOST_PATHS:
            raise NotProvedError("too many paths")
        return _union(terms)

    def step(self, step: Step) -> tuple[str, bool, bool, Kind]:
        """The step's text, whether it leads to at most one and at least one node, and to what."""
        test, narrowed = step.test, ""
        if test.startswith("*:"):
            test, narrowed = "*", f"[local-name()={quoted(test[2:])}]"
        elif "(" in test:
            if test in ("element()", "element(*)"):
                test = "*"
            elif test not in _SAME_KINDS:
                raise NotProvedError(f"{test} is new in XPath 2.0")
        elif test.startswith("Q{") or step.axis == "namespace":
            raise NotProvedError("a name that XPath 1.0 cannot say")
        text = f"{step.axis}::{test}{narrowed}"
        kind = _kind(step.axis, test)
        one = step.axis in ("self", "parent") or (step.axis == "attribute" and "*" not in step.test)
        some = (step.axis, test) == ("self", "node()")
        for predicate in step.predicates:
            term = self.prove(predicate, INNER._replace(kind=kind))
            text += f"[{_condition(term)}]"
            one, some = one or _picks(term), False
        return text, one, some, kind

    def filter(self, tree: Filter, focus: Focus) -> Term:
        """A value with predicates."""
        base = self.prove(tree.base, focus)
        if not tree.predicates:
            return base._replace(text=f"({base.text})")
        if not base.plural:
            raise NotProvedError("a predicate on what are no nodes")
        inner = INNER._replace(kind=base.kind, string=base.type == "strings" or base.kind == "boxed")
        text, one = f"({base.text})", base.one
        for predicate in tree.predicates:
            term = self.prove(predicate, inner)
            text += f"[{_condition(term)}]"
            one = one or _picks(term)
        return base._replace(text=text, one=one, some=False, held="", box="")

    # Operators

    def operation(self, tree: Operation, focus: Focus) -> Term:
        """Operands and an operator."""
        operator = tree.operator
        if operator == "except":
            return self.without(tree, focus)
        if operator == ",":
            raise NotProvedError("XPath 1.0 has no sequences")
        if operator in _GENERAL and any(items(side) for side in tree.operands):
            return self.any_of(tree, focus)
        if operator in ("=", "!=", "eq", "ne", "is") and (nodes := identities(tree)):
            return self.same(operator, [self.prove(node, focus) for node in nodes])
        terms = [self.prove(operand, focus) for operand in tree.operands]
        if operator in ("or", "and"):
            return Term("(" + f" {operator} ".join(boolean(term) for term in terms) + ")", "boolean")
        if operator == "|":
            return _union(terms)
        if operator in _GENERAL:
            return general(operator, terms[0], terms[1])
        if operator in SYMBOLS:
            return value(operator, terms[0], terms[1])
        if operator == "neg" and terms[0].type == "integer":
            return Term(f"(- {terms[0].text})", "integer")
        if operator in ("+", "-", "*") and {term.type for term in terms} == {"integer"}:
            return Term(f"({terms[0].text} {operator} {terms[1].text})", "integer")
        if operator == "mod" and terms[0].type == "integer" and terms[1].text.strip("0").isdigit():
            return Term(f"({terms[0].text} mod {terms[1].text})", "integer")
        raise NotProvedError(f"{operator} differs")

    def any_of(self, tree: Operation, focus: Focus) -> Term:
        """``a = (b, c)`` as ``a = b or a = c``."""
        sides = [items(side) or (side,) for side in tree.operands]
        if len(sides[0]) * len(sides[1]) > _MOST_PATHS:
            raise NotProvedError("too many comparisons")
        pairs = [Operation(tree.operator, (a, b)) for a in sides[0] for b in sides[1]]
        return Term("(" + " or ".join(self.prove(pair, focus).text for pair in pairs) + ")", "boolean")

    def same(self, operator: str, nodes: list[Term]) -> Term:
        """``generate-id(a) eq generate-id(b)`` as ``count(a | b) = 1``."""
        if any(node.type != "nodes" or node.kind == "boxed" or not (node.one and node.some) for node in nodes):
            raise NotProvedError("perhaps not one node")
        sign = "!=" if operator in ("!=", "ne") else "="
        return Term(f"(count({nodes[0].text} | {nodes[1].text}) {sign} 1)", "boolean")

    def without(self, tree: Operation, focus: Focus) -> Term:
        """``@* except (@a, @b)`` as ``@*[not(name() = 'a' or name() = 'b')]``."""
        left, right = tree.operands
        names = [attribute(item) for item in items(right) or (right,)]
        if not isinstance(left, Path) or left.steps != (Step("attribute", "*"),) or None in names:
            raise NotProvedError("XPath 1.0 cannot take nodes away")
        base = self.path(left, focus)
        told = " or ".join(f"name() = {quoted(name or '')}" for name in names)
        return base._replace(text=f"{base.text}[not({told})]", held="")

    def condition(self, tree: If, focus: Focus) -> Term:
        """``if`` between truth values; others are chosen between in Python."""
        then, otherwise = self.prove(tree.then, focus), self.prove(tree.otherwise, focus)
        if not {then.type, otherwise.type} <= {"boolean", "maybe"}:
            raise NotProvedError("XPath 1.0 has no if")
        given = boolean(self.prove(tree.condition, focus))
        text = f"(({given}) and ({then.text}) or not({given}) and ({otherwise.text}))"
        return Term(text, "boolean" if then.type == otherwise.type == "boolean" else "maybe")

    def quantified(self, tree: Binding, focus: Focus) -> Term:
        """``some $x in a satisfies b`` as ``boolean(a[b])``, `b` seen from each item."""
        if tree.keyword not in ("some", "every"):
            raise NotProvedError(f"XPath 1.0 has no {tree.keyword}")
        source = self.prove(tree.source, focus)
        if not source.plural:
            raise NotProvedError("not nodes")
        text = source.type == "strings" or source.kind == "boxed"
        item = Term("string(.)", "string") if text else Term(".", "nodes", kind=source.kind)
        top = not focus.place and not focus.bound
        outer = self.current if top else None
        body = boolean(self.prove(tree.body, Focus(outer, outer, kind=focus.kind, bound={tree.name: item})))
        if tree.keyword == "every":
            return Term(f"not(({source.text})[not({body})])", "boolean")
        return Term(f"boolean(({source.text})[{body}])", "boolean")

    def typed(self, tree: Typed, focus: Focus) -> Term:
        """A cast or the question whether one is possible."""
        operand = self.prove(tree.operand, focus)
        name = tree.type.removesuffix("?").removeprefix("xs:")
        if name not in _CASTS or not tree.type.startswith("xs:") or not (operand.plural or operand.type == "string"):
            raise NotProvedError("XPath 1.0 has no types")
        if tree.operator == "castable":
            optional = "true()" if tree.type.endswith("?") else "false()"
            return Term(call("castable", quoted(name), handed(operand), optional), "boolean")
        if tree.operator == "cast" and name == "integer" and not tree.type.endswith("?"):
            return Term(call("integer", handed(operand)), "integer")
        raise NotProvedError("XPath 1.0 has no types")

    # Functions

    def call(self, tree: Call, focus: Focus) -> Term:
        """A function call."""
        name, given = tree.name.removeprefix("fn:"), len(tree.arguments)
        if name == "current" and not given:
            kind: Kind = "element" if self.current == CURRENT else "any" if self.current == "/" else "leaf"
            return Term(self.current, "nodes", kind=kind)
        if name in ("position", "last") and not given:
            if not focus.place:
                raise NotProvedError(f"{name}() of the rule's node")
            return Term(f"{name}()", "integer")
        fewest, most, context, rule = CALLS.get(name, (1, 0, False, None))
        arguments = tree.arguments or ((Dot(),) if context else ())
        if rule is None or not fewest <= len(arguments) <= most:
            raise NotProvedError(f"{name}() is not lent to XPath 1.0")
        return rule([self.prove(argument, focus) for argument in arguments])


def _kind(axis: str, test: str) -> Kind:
    """What an axis step leads to."""
    if axis == "attribute" or test == "text()":
        return "leaf"
    if test != "node()":
        return "element"
    return "leaf" if axis.startswith(("child", "following", "preceding")) or axis == "descendant" else "any"


def _picks(term: Term) -> bool:
    """Whether a predicate lets at most one item through."""
    return term.type in ("integer", "number")


def _condition(term: Term) -> str:
    return term.text if _picks(term) else boolean(term)


def _union(terms: list[Term]) -> Term:
    if any(term.type != "nodes" or term.kind == "boxed" for term in terms):
        raise NotProvedError("a union of what are no nodes")
    kinds = {term.kind for term in terms}
    kind: Kind = "any" if "any" in kinds else "leaf" if "leaf" in kinds else "element"
    return Term("(" + " | ".join(t.text for t in terms) + ")", "nodes", False, any(t.some for t in terms), kind)
