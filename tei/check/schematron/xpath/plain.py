"""XPath 1.0 as it is (query bindings ``xslt`` and none): only what belongs to XSLT is replaced."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from tei.check.schematron.xpath.held import among
from tei.check.schematron.xpath.prove import Prover
from tei.check.schematron.xpath.terms import Focus, Kind, NotProvedError, Term, Type, call
from tei.check.schematron.xpath.tokens import NotXPathError
from tei.check.schematron.xpath.tree import Binding, Call, Dot, Expr, If, Literal, Operation, Step, Typed

_NODES, _TEXT, _TRUTH, _NUMBER = "nodes", "string", "boolean", "number"
#: Name → type of the value, fewest and most arguments (XPath 1.0, section 4).
_CORE: Mapping[str, tuple[Type, int, int]] = {
    "last": ("integer", 0, 0),
    "position": ("integer", 0, 0),
    "count": ("number", 1, 1),
    "local-name": ("string", 0, 1),
    "namespace-uri": ("string", 0, 1),
    "name": ("string", 0, 1),
    "string": ("string", 0, 1),
    "concat": ("string", 2, 999),
    "starts-with": ("boolean", 2, 2),
    "contains": ("boolean", 2, 2),
    "substring-before": ("string", 2, 2),
    "substring-after": ("string", 2, 2),
    "substring": ("string", 2, 3),
    "string-length": ("number", 0, 1),
    "normalize-space": ("string", 0, 1),
    "translate": ("string", 3, 3),
    "boolean": ("boolean", 1, 1),
    "not": ("boolean", 1, 1),
    "true": ("boolean", 0, 0),
    "false": ("boolean", 0, 0),
    "lang": ("boolean", 1, 1),
    "number": ("number", 0, 1),
    "sum": ("number", 1, 1),
    "floor": ("number", 1, 1),
    "ceiling": ("number", 1, 1),
    "round": ("number", 1, 1),
}
_OF_CONTEXT = frozenset("local-name namespace-uri name string string-length normalize-space number".split())
_OF_XSLT = frozenset({"document", "generate-id", "format-number"})
_OPERATORS: Mapping[str, Type] = {
    **dict.fromkeys(("or", "and", "=", "!=", "<", "<=", ">", ">="), "boolean"),
    **dict.fromkeys(("+", "-", "*", "div", "mod"), "number"),
}
NEEDS_2 = 'needs XPath 2.0 or later: declare queryBinding="xslt2" or "xslt3"'


def _refuse(what: str) -> NotXPathError:
    return NotXPathError(f"{what} {NEEDS_2}", 0)


class Plain(Prover):
    """Says expressions of XPath 1.0 with what XSLT adds.

    Its methods raise `NotXPathError` for what is not XPath 1.0, `NotProvedError` for what elementpath must do.
    """

    __slots__ = ()
    LATER: ClassVar[Mapping[type, str]] = {If: "if", Binding: "for, some or every", Typed: "a type"}

    def prove(self, tree: Expr, focus: Focus) -> Term:
        """`tree` as libxml2 takes it."""
        if type(tree) in self.LATER:
            raise _refuse(self.LATER[type(tree)])
        return Prover.prove(self, tree, focus)

    def step(self, step: Step) -> tuple[str, bool, bool, Kind]:
        """A step, if it has one of the tests of 1.0."""
        if step.test.startswith(("*:", "Q{", "element(", "attribute(", "document-node(", "item(")):
            raise _refuse(step.test)
        return Prover.step(self, step)

    def operation(self, tree: Operation, focus: Focus) -> Term:
        """Operands and an operator, as they are."""
        if tree.operator == "|":
            return Prover.operation(self, tree, focus)
        terms = [self.prove(operand, focus) for operand in tree.operands]
        texts = {term.type for term in terms} <= {"nodes", "strings", "string"}
        if tree.operator == "=" and texts and (found := among(terms[0], terms[1])):
            return Term(found, "boolean")
        if tree.operator == "neg":
            return Term(f"(- {terms[0].text})", "number")
        if tree.operator not in _OPERATORS:
            raise _refuse("a sequence" if tree.operator == "," else tree.operator)
        return Term("(" + f" {tree.operator} ".join(term.text for term in terms) + ")", _OPERATORS[tree.operator])

    def call(self, tree: Call, focus: Focus) -> Term:
        """A call of a function of XPath 1.0 or XSLT."""
        name, given = tree.name, len(tree.arguments)
        if name == "current" and not given:
            return Prover.call(self, tree, focus)
        arguments = [self.prove(argument, focus).text for argument in tree.arguments]
        if name == "id" and given == 1:
            return Term(call("id", *arguments), "nodes", one=False, some=False)
        if name == "key" and given == 2:
            literal = isinstance(tree.arguments[0], Literal)
            return Term(
                call("key", arguments[0] if literal else f"string({arguments[0]})", arguments[1]), "nodes", False
            )
        if name in _OF_XSLT or ":" in name:
            raise NotProvedError(f"{name}() is none of XPath 1.0")
        if name in ("position", "last") and not focus.place:
            return Term("1", "integer")
        kind, fewest, most = _CORE.get(name, ("string", 1, 0))
        if not fewest <= given <= most:
            raise (
                _refuse(f"{name}() with {given} arguments")
                if name not in _CORE
                else NotXPathError(f"{name}() does not take {given} arguments", 0)
            )
        if not given and name in _OF_CONTEXT:
            arguments = [self.prove(Dot(), focus).text]
        return Term(f"{name}({', '.join(arguments)})", kind)
