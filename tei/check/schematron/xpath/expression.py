"""An expression of a schema, run by whichever engine gives its value, at a node with variables."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from lxml import etree

from tei.check.schematron.places import Node
from tei.check.schematron.xpath import names
from tei.check.schematron.xpath.fast import Fast, compiled
from tei.check.schematron.xpath.full import EvaluationError, Full
from tei.check.schematron.xpath.plain import Plain
from tei.check.schematron.xpath.prove import Prover
from tei.check.schematron.xpath.registered import DESK, GiveUpError
from tei.check.schematron.xpath.syntax import TooDeepError, read
from tei.check.schematron.xpath.terms import CURRENT, POSITION, Focus, NotProvedError, Term, boolean, quoted
from tei.check.schematron.xpath.tokens import NotXPathError
from tei.check.schematron.xpath.tree import Expr, Filter, If

if TYPE_CHECKING:
    from tei.check.schematron.documents import Document
    from tei.check.schematron.values import Scope, Values

Purpose = Literal["truth", "words", "value"]


class Choice(NamedTuple):
    """``if (condition) then one else other``, of which only one is run."""

    term: Term
    condition: Fast
    then: Fast | Choice
    otherwise: Fast | Choice


class Place(NamedTuple):
    """Where in a schema something stands."""

    file: Path
    line: int
    attribute: str = ""


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression as written, where it stands, and what its names mean.  `old`: XPath 1.0.

    `tree` is None when only elementpath understands it.
    """

    text: str
    place: Place
    namespaces: Mapping[str, str]
    old: bool
    scope: Scope
    tree: Expr | None
    kept: dict[object, Any] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, text: str, place: Place, namespaces: Mapping[str, str], old: bool, scope: Scope) -> Expression:
        """`text`, read.

        Raises:
            NotXPathError: when it is no expression of its language.
        """
        tree: Expr | None = None
        unread: NotXPathError | None = None
        try:
            tree = read(text, old)
        except NotXPathError as error:
            if old or isinstance(error, TooDeepError):
                raise
            unread = error
        found = cls(text, place, namespaces, old, scope, tree)
        for prefix in names.prefixes(tree) if tree is not None else ():
            if prefix not in namespaces and prefix not in ("fn", "xs", "xml", "math", "map", "array"):
                raise NotXPathError(f"the prefix {prefix!r} is not declared", 0)
        if tree is not None and old:
            with contextlib.suppress(NotProvedError):
                Plain(_Any()).prove(tree, Focus())
        elif tree is None or not _familiar(tree):
            try:
                found.full()
            except NotXPathError as error:
                raise unread or error from None
        return found

    @property
    def free(self) -> tuple[str, ...]:
        """The variables that it needs, each once."""
        if "free" not in self.kept:
            used = names.free(self.tree) if self.tree is not None else names.free_in_text(self.text)
            self.kept["free"] = tuple(dict.fromkeys(used))
        found: tuple[str, ...] = self.kept["free"]
        return found

    @property
    def downward(self) -> bool:
        """Whether a node and what is below it is all that it needs to see."""
        if "downward" not in self.kept:
            self.kept["downward"] = self.tree is not None and names.downward(self.tree)
        return bool(self.kept["downward"])

    def full(self) -> Full:
        """It, compiled by elementpath."""
        if "full" not in self.kept:
            self.kept["full"] = Full(self.text, self.namespaces, self.old, self.place.file)
        found: Full = self.kept["full"]
        return found

    def proved(self, node: Node, purpose: Purpose) -> Fast | Choice | None:
        """It, compiled by libxml2, to be run at nodes such as `node`; None when elementpath must do it."""
        key = (purpose, node.sort, node.name)
        if key not in self.kept:
            self.kept[key] = None
            self.kept[key] = self._proved(node, purpose)
        found: Fast | Choice | None = self.kept[key]
        return found

    def _proved(self, node: Node, purpose: Purpose) -> Fast | Choice | None:
        if self.tree is None:
            return None
        focus, current = focus_of(node)
        known = self.scope.terms(node)
        kind = Plain if self.old else Prover
        prover = kind(known, current, self.namespaces)
        try:
            return self._built(self.tree, prover, focus, purpose)
        except (NotProvedError, etree.XPathSyntaxError):
            return None

    def _built(self, tree: Expr, prover: Prover, focus: Focus, purpose: Purpose) -> Fast | Choice:
        while isinstance(tree, Filter) and not tree.predicates:
            tree = tree.base
        if isinstance(tree, If) and not self.old:
            condition = compiled(Term(boolean(prover.prove(tree.condition, focus)), "boolean"), self.namespaces)
            then = self._built(tree.then, prover, focus, purpose)
            otherwise = self._built(tree.otherwise, prover, focus, purpose)
            return Choice(_either(then.term, otherwise.term), condition, then, otherwise)
        term = prover.prove(tree, focus)
        if purpose == "truth":
            term = Term(f"boolean({term.text})" if self.old else boolean(term), "boolean")
        elif term.plural and term.kind == "any" and not (self.old and purpose == "words"):
            raise NotProvedError("perhaps the document node")
        elif purpose == "words":
            if self.old:
                term = Term(f"string({term.text})", "string")
            elif term.type in ("number", "maybe"):
                raise NotProvedError("written otherwise")
        return compiled(term, self.namespaces)

    def truth(self, document: Document, node: Node, values: Values) -> bool:
        """The effective boolean value at `node`.

        Raises:
            EvaluationError: when it has none.
        """
        proved = self.proved(node, "truth")
        if proved is not None:
            try:
                return bool(_run(proved, document, node, values)[0])
            except GiveUpError:
                pass
        full = self.full_at()
        return full.truth(full.items(document, node, values.items(self.free), self.downward))

    def strings(self, document: Document, node: Node, values: Values) -> list[str]:
        """The items of the value as strings; one string in XPath 1.0.

        Raises:
            EvaluationError: when it has no value.
        """
        proved = self.proved(node, "words")
        if proved is not None:
            try:
                value, fast = _run(proved, document, node, values)
                return fast.strings(value)
            except GiveUpError:
                pass
        full = self.full_at()
        found = full.strings(full.items(document, node, values.items(self.free), self.downward))
        return found[:1] if self.old else found

    def full_at(self) -> Full:
        """`full`, whose error is now one of evaluation.

        Raises:
            EvaluationError: when elementpath does not understand the expression.
        """
        try:
            return self.full()
        except NotXPathError as error:
            raise EvaluationError(str(error)) from error

    def items(self, document: Document, node: Node, values: Values) -> list[Any]:
        """The items of the value, as elementpath has them."""
        return self.full_at().items(document, node, values.items(self.free), self.downward)

    def value(self, document: Document, node: Node, values: Values) -> tuple[object, Fast]:
        """The value as libxml2 gives it; only for what `proved` has.

        Raises:
            GiveUpError: when only elementpath can tell.
        """
        proved = self.proved(node, "value")
        if proved is None:
            raise GiveUpError
        return _run(proved, document, node, values)


def focus_of(node: Node) -> tuple[Focus, str]:
    """How an expression reaches `node` and its likes, and how it does from within a predicate."""
    if node.sort == "document":
        return Focus("/", "/", kind="any"), "/"
    if node.sort == "attribute":
        name = etree.QName(node.name)
        step = f"attribute::*[local-name()={quoted(name.localname)} and namespace-uri()={quoted(name.namespace or '')}]"
        return Focus(step, step, kind="leaf"), f"{CURRENT}/{step}"
    if node.sort == "text":
        step = f"text()[{POSITION}]"
        return Focus(step, step, kind="leaf"), f"{CURRENT}/{step}"
    return Focus(), CURRENT


def _run(proved: Fast | Choice, document: Document, node: Node, values: Values) -> tuple[object, Fast]:
    if isinstance(proved, Choice):
        chosen = _run(proved.condition, document, node, values)[0]
        return _run(proved.then if chosen else proved.otherwise, document, node, values)
    given: dict[str, Any] = {}
    for name in proved.variables:
        if name == CURRENT[1:]:
            given[name] = [node.element]
        elif name == POSITION[1:]:
            given[name] = float(node.nth)
        else:
            given[name] = values.passed(name)
    if proved.desk:
        DESK.set(document)
    try:
        return proved.xpath(node.element, **given), proved
    except etree.XPathError as error:
        raise EvaluationError(str(error)) from error
    except ValueError as error:
        raise GiveUpError from error


def _either(one: Term, other: Term) -> Term:
    if one.type != other.type or one.kind != other.kind:
        raise NotProvedError("values of two types")
    return Term(one.text, one.type, one.one and other.one, one.some and other.some, one.kind)


_FAMILIAR = frozenset(
    "abs avg base-uri boolean ceiling codepoints-to-string collection compare concat contains count current "
    "current-date current-dateTime current-time data day-from-date deep-equal distinct-values doc doc-available "
    "document document-uri empty ends-with error escape-html-uri exactly-one exists false floor format-date "
    "format-number generate-id has-children head id idref index-of insert-before iri-to-uri key lang last local-name "
    "lower-case matches max min month-from-date name namespace-uri node-name normalize-space normalize-unicode not "
    "number one-or-more path position remove replace resolve-QName resolve-uri reverse root round "
    "round-half-to-even starts-with static-base-uri string string-join string-length string-to-codepoints subsequence "
    "substring substring-after substring-before sum tail tokenize trace translate true unordered upper-case "
    "year-from-date zero-or-one xs:anyURI xs:boolean xs:date xs:dateTime xs:dayTimeDuration xs:decimal xs:double "
    "xs:float xs:integer xs:string xs:time xs:yearMonthDuration".split()
)


def _familiar(tree: Expr) -> bool:
    """Whether every function is known to exist, so that elementpath need not be asked."""
    called = (call.name.removeprefix("fn:") for call in names.calls(tree))
    return all(name in _FAMILIAR for name in called)


class _Any(Mapping[str, Term]):
    """Every variable, while only the language of an expression is looked at."""

    def __getitem__(self, name: str) -> Term:
        return Term("$x", "nodes", one=False, some=False)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0
