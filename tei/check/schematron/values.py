"""Variables: what is known of them beforehand, and their values at a node, each found when it is first used."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from lxml import etree

from tei.check.schematron.places import Node
from tei.check.schematron.xpath.fast import safe
from tei.check.schematron.xpath.full import EvaluationError
from tei.check.schematron.xpath.registered import GiveUpError, boxed
from tei.check.schematron.xpath.terms import Kind, Term
from tei.check.schematron.xpath.trees import fragment

if TYPE_CHECKING:
    from tei.check.schematron.documents import Document
    from tei.check.schematron.source import Source
    from tei.check.schematron.xpath.expression import Expression, Place

#: What the name of a variable that is boxed ends in where only the key of its box is wanted.
BOX_KEY = ".-key"
_DOCUMENT = Node(etree.Element("document"), "document")


class Let(NamedTuple):
    """A variable: an expression, or elements that stand in the schema."""

    name: str
    place: Place
    expression: Expression | None
    content: etree._Element | None = None  # a wrapper of what stands in the let
    broken: bool = False  # what is wrong with it has been said; what uses it is left out
    source: Source | None = None


class Scope(NamedTuple):
    """The variables of a rule (`local`), of a pattern, or of the schema, and those around them."""

    lets: dict[str, Let]
    outer: Scope | None = None
    local: bool = False

    def find(self, name: str) -> Let | None:
        """The variable `name` that is seen from here."""
        return self.lets.get(name) or (self.outer.find(name) if self.outer else None)

    def terms(self, node: Node) -> Mapping[str, Term]:
        """What is known of the variables at nodes such as `node`."""
        return Terms(self, node if self.local else _DOCUMENT)


class Terms(Mapping[str, Term]):
    """Name → what libxml2 is given for it; without those that it cannot be given."""

    def __init__(self, scope: Scope, node: Node) -> None:
        self.scope, self.node = scope, node

    def __getitem__(self, name: str) -> Term:
        let = self.scope.lets.get(name)
        if let is None:
            if self.scope.outer is None:
                raise KeyError(name)
            return self.scope.outer.terms(_DOCUMENT)[name]
        term = _term(let, self.node)
        if term is None:
            raise KeyError(name)
        return term

    def __iter__(self) -> Any:
        return iter(self.scope.lets)

    def __len__(self) -> int:
        return len(self.scope.lets)


def _term(let: Let, node: Node) -> Term | None:
    """What an expression knows of `let`, whose value is passed to it as `Values.passed` has it."""
    name = "$" + safe(let.name)
    if let.expression is None:
        return Term(name, "nodes", one=False, some=False)
    proved = let.expression.proved(node, "value")
    if proved is None or proved.term.type == "maybe":
        return None
    term = proved.term
    if not term.plural:
        return Term(name, term.type)
    if term.type == "nodes" and term.kind == "element":
        return term._replace(text=name, held="")
    kind: Kind = "boxed" if term.type == "nodes" else term.kind
    return term._replace(text=f"{name}/v", kind=kind, held="", box=name + BOX_KEY)


class Values:
    """The values of the variables of `scope` at `node` of `document`; `outer` has those around them."""

    __slots__ = ("document", "full", "given", "node", "outer", "scope")

    def __init__(self, scope: Scope, document: Document, node: Node, outer: Values | None) -> None:
        self.scope, self.document, self.node, self.outer = scope, document, node, outer
        self.given: dict[str, Any] = {}
        self.full: dict[str, list[Any]] = {}

    def passed(self, name: str) -> Any:
        """The value that libxml2 is given.

        Raises:
            GiveUpError: when it cannot be given this one.
            EvaluationError: when the variable has no value.
        """
        if name.endswith(BOX_KEY):
            return self.passed(name.removesuffix(BOX_KEY))[0].get("key")
        if name not in self.given:
            let = next((let for let in self.scope.lets.values() if safe(let.name) == name), None)
            if let is None:
                if self.outer is None:
                    raise GiveUpError
                return self.outer.passed(name)
            self.given[name] = _BUSY
            try:
                self.given[name] = self._passed(let)
            finally:
                if self.given[name] is _BUSY:
                    del self.given[name]
        if self.given[name] is _BUSY:
            raise EvaluationError(f"${name} refers to itself")
        return self.given[name]

    def _passed(self, let: Let) -> Any:
        if let.expression is None:
            wrapper = let.content
            return [] if wrapper is None else list(wrapper) if len(wrapper) else [wrapper]
        value, fast = let.expression.value(self.document, self.node, self)
        if isinstance(value, list) and (fast.term.type == "strings" or fast.term.kind != "element"):
            return [self._box(fast.strings(value))]
        return value

    def _box(self, strings: list[str]) -> etree._Element:
        """An element whose children stand for `strings`: passing one is quick however many there are."""
        items = boxed(strings)
        box = items[0].getparent() if items else None
        box = etree.Element("strings") if box is None else box
        box.set("key", self.document.remember(strings))
        return box

    def items(self, names: Iterable[str]) -> dict[str, list[Any]]:
        """The values as elementpath has them.

        Raises:
            EvaluationError: when one has none.
        """
        return {name: self.item(name) for name in names}

    def item(self, name: str) -> list[Any]:
        """The value of one variable as elementpath has it."""
        if name not in self.full:
            let = self.scope.lets.get(name)
            if let is None:
                if self.outer is None:
                    raise EvaluationError(f"${name} is not defined")
                return self.outer.item(name)
            self.full[name] = _BUSY
            try:
                if let.expression is None:
                    self.full[name] = [] if let.content is None else fragment(let.content)
                else:
                    self.full[name] = let.expression.items(self.document, self.node, self)
            finally:
                if self.full[name] is _BUSY:
                    del self.full[name]
        if self.full[name] is _BUSY:
            raise EvaluationError(f"${name} refers to itself")
        return self.full[name]


_BUSY: list[Any] = []
