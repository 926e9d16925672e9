"""XPath 2.0 read into a tree; of 3.1 only what needs no new kind of value.

What is not read here may still be XPath 3.1: elementpath has the last word.
"""

from __future__ import annotations

from tei.check.schematron.xpath.tokens import NotXPathError, Token, tokens
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

#: How deep an expression may be nested; far more than anybody writes, far less than the interpreter's stack bears.
DEEPEST = 40


class TooDeepError(NotXPathError):
    """The expression is nested deeper than `DEEPEST`; no engine is to try it."""


#: Binary operators by how tightly they bind.
_LEVELS: tuple[frozenset[str], ...] = (
    frozenset({"or"}),
    frozenset({"and"}),
    frozenset("= != < <= > >= eq ne lt le gt ge is << >>".split()),
    frozenset({"||"}),
    frozenset({"to"}),
    frozenset({"+", "-"}),
    frozenset({"*", "div", "idiv", "mod"}),
    frozenset({"|", "union"}),
    frozenset({"intersect", "except"}),
)
_LEVEL = {operator: level for level, operators in enumerate(_LEVELS) for operator in operators}
_CHAINED = frozenset({"or", "and", "|", "||"})
_ONCE = (2, 4)  # levels whose operators do not chain
_TYPED = {"instance": "of", "treat": "as", "castable": "as", "cast": "as"}
_AXES = frozenset(
    "child descendant attribute self descendant-or-self following-sibling following namespace parent ancestor "
    "preceding-sibling preceding ancestor-or-self".split()
)
_KINDS = frozenset(
    "node text comment processing-instruction element attribute document-node schema-element schema-attribute item "
    "namespace-node".split()
)
_NOT_CALLS = _KINDS | {"if", "switch", "typeswitch", "function", "map", "array", "empty-sequence"}
_ANYWHERE = Step("descendant-or-self", "node()")


def read(text: str, old: bool = False) -> Expr:
    """`text` as a tree.  In XPath 1.0 (`old`) comparisons may follow one another: ``1 < 2 < 3``.

    Raises:
        NotXPathError: when it cannot be read; `TooDeepError` when it is nested too deep.
    """
    reader = _Reader(tokens(text), old)
    found = reader.sequence()
    reader.end()
    return found


def _joined(operator: str, left: Expr, right: Expr) -> Expr:
    if operator in _CHAINED and isinstance(left, Operation) and left.operator == operator:
        return Operation(operator, (*left.operands, right))
    return Operation(operator, (left, right))


class _Reader:
    def __init__(self, stream: list[Token], chains: bool) -> None:
        self.stream, self.chains, self.place, self.depth = stream, chains, 0, 0

    @property
    def next(self) -> Token:
        return self.stream[self.place]

    def ahead(self, count: int = 1) -> str:
        return self.stream[min(self.place + count, len(self.stream) - 1)].text

    def take(self) -> Token:
        token = self.next
        self.place += token.kind != "end"
        return token

    def sees(self, *texts: str) -> bool:
        return self.next.kind in ("sign", "name") and self.next.text in texts

    def accept(self, text: str) -> bool:
        if self.sees(text):
            self.place += 1
            return True
        return False

    def expect(self, text: str) -> None:
        if not self.accept(text):
            self.fail(f"expected {text!r}")

    def fail(self, wanted: str) -> None:
        seen = f"found {self.next.text!r}" if self.next.kind != "end" else "it ends too early"
        raise NotXPathError(f"{wanted}, {seen}", self.next.at)

    def end(self) -> None:
        if self.next.kind != "end":
            self.fail("expected an operator")

    def sequence(self) -> Expr:
        self.depth += 1
        if self.depth > DEEPEST:
            raise TooDeepError(f"nested deeper than {DEEPEST} levels", self.next.at)
        items = [self.single()]
        while self.accept(","):
            items.append(self.single())
        self.depth -= 1
        return items[0] if len(items) == 1 else Operation(",", tuple(items))

    def single(self) -> Expr:
        if self.sees("for", "let", "some", "every") and self.ahead() == "$":
            return self.binding(self.take().text)
        if self.sees("if") and self.ahead() == "(":
            self.place += 2
            condition = self.sequence()
            self.expect(")")
            self.expect("then")
            then = self.nested()
            self.expect("else")
            return If(condition, then, self.nested())
        return self.binary(0)

    def nested(self) -> Expr:
        self.depth += 1
        if self.depth > DEEPEST:
            raise TooDeepError(f"nested deeper than {DEEPEST} levels", self.next.at)
        found = self.single()
        self.depth -= 1
        return found

    def binding(self, keyword: str) -> Expr:
        self.expect("$")
        name = self.name()
        self.expect(":=" if keyword == "let" else "in")
        source = self.nested()
        if self.accept(","):
            return Binding(keyword, name, source, self.binding(keyword))
        self.expect("satisfies" if keyword in ("some", "every") else "return")
        return Binding(keyword, name, source, self.nested())

    def name(self) -> str:
        if self.next.kind != "name":
            self.fail("expected a name")
        return self.take().text

    def binary(self, level: int) -> Expr:
        left = self.typed()
        length = 0
        while self.next.kind in ("sign", "name"):
            found = _LEVEL.get(self.next.text, -1)
            if found < level:
                break
            if (
                found in _ONCE
                and not self.chains
                and isinstance(left, Operation)
                and _LEVEL.get(left.operator) == found
            ):
                self.fail("expected no second comparison")
            operator = self.take().text
            left = _joined({"union": "|"}.get(operator, operator), left, self.binary(found + 1))
            length += operator not in _CHAINED
            if length > DEEPEST:
                raise TooDeepError(f"more than {DEEPEST} operators in a row", self.next.at)
        return left

    def typed(self) -> Expr:
        found = self.unary()
        while self.sees(*_TYPED) and self.ahead() == _TYPED[self.next.text]:
            operator = self.take().text
            self.place += 1
            found = Typed(operator, found, self.type())
        return found

    def type(self) -> str:
        words = [self.name()]
        if self.accept("("):
            words.append("(")
            while not self.sees(")"):
                if self.next.kind == "end" or self.sees("("):
                    self.fail("expected a type")
                words.append(self.take().text)
            words.append(self.take().text)
        if self.sees("?", "*", "+"):
            words.append(self.take().text)
        return "".join(words)

    def unary(self) -> Expr:
        signs = 0
        while self.sees("-", "+"):
            signs += self.take().text == "-"
        found = self.path()
        return Operation("neg", (found,)) if signs % 2 else found

    def path(self) -> Expr:
        steps: list[Expr] = []
        absolute = self.sees("/", "//")
        if self.accept("//"):
            steps.append(_ANYWHERE)
        elif self.accept("/") and not self.begins_step():
            return Path(True, ())
        steps.append(self.step())
        while self.sees("/", "//"):
            if self.take().text == "//":
                steps.append(_ANYWHERE)
            steps.append(self.step())
        return Path(absolute, tuple(steps)) if absolute or len(steps) > 1 or isinstance(steps[0], Step) else steps[0]

    def begins_step(self) -> bool:
        return self.next.kind in ("name", "string", "number", "braced") or self.sees("@", "..", ".", "*", "(", "$")

    def step(self) -> Expr:
        if self.accept(".."):
            return Step("parent", "node()", self.predicates())
        if self.accept("@"):
            return Step("attribute", self.node_test(), self.predicates())
        if self.next.kind == "name" and self.ahead() == "::":
            if self.next.text not in _AXES:
                self.fail("expected an axis")
            axis = self.take().text
            self.place += 1
            return Step(axis, self.node_test(), self.predicates())
        calls = self.next.kind == "name" and self.ahead() == "("
        if (self.next.kind == "name" and (not calls or self.next.text in _KINDS)) or self.sees("*"):
            axis = "attribute" if calls and self.next.text in ("attribute", "schema-attribute") else "child"
            return Step(axis, self.node_test(), self.predicates())
        base = self.primary()
        found = self.predicates()
        return Filter(base, found) if found else base

    def node_test(self) -> str:
        if self.accept("*"):
            return "*"
        if self.next.kind != "name":
            self.fail("expected a name or a node test")
        if self.ahead() == "(" and self.next.text in _KINDS:
            name = self.take().text
            self.place += 1
            inner = ""
            while not self.sees(")"):
                if self.next.kind == "end" or self.sees("("):
                    self.fail("expected ')'")
                inner += self.take().text
            self.place += 1
            return f"{name}({inner})"
        return self.take().text

    def predicates(self) -> tuple[Expr, ...]:
        found = []
        while self.accept("["):
            found.append(self.sequence())
            self.expect("]")
        return tuple(found)

    def primary(self) -> Expr:
        token = self.next
        if token.kind == "string":
            quote = self.take().text[0]
            return Literal(token.text[1:-1].replace(quote * 2, quote))
        if token.kind == "number":
            return Number(self.take().text)
        if self.accept("$"):
            return Variable(self.name())
        if self.accept("("):
            if self.accept(")"):
                return Operation(",", ())
            found = self.sequence()
            self.expect(")")
            return Filter(found, ())
        if self.accept("."):
            return Dot()
        if token.kind == "name" and self.ahead() == "(" and token.text not in _NOT_CALLS:
            return self.call()
        self.fail("expected an expression")
        raise AssertionError  # not reached: `fail` raises

    def call(self) -> Expr:
        name = self.take().text
        self.place += 1
        arguments: list[Expr] = []
        while not self.accept(")"):
            if arguments:
                self.expect(",")
            arguments.append(self.nested())
        return Call(name, tuple(arguments))
