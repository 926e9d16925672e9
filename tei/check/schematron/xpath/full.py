"""Expressions run by elementpath: XPath 3.1, or XPath 2.0 in its 1.0 mode.  It is imported when it is first needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tei.check.schematron.places import Node
from tei.check.schematron.xpath.tokens import NotXPathError
from tei.check.schematron.xpath.trees import branch_of, item_of, tree_of

if TYPE_CHECKING:
    from elementpath import XPathContext

    from tei.check.schematron.documents import Document

#: What elementpath may raise besides its own errors: for hostile input it lets Python's through.
_PYTHON = (ArithmeticError, TypeError, ValueError, LookupError, AttributeError, RecursionError, NotImplementedError)
_PYTHON = (*_PYTHON, AssertionError, StopIteration, OSError)  # type: ignore[assignment]  # the tuple grows

#: The document and the node that the rule is about, for current(), key() and document().
_NOW: ContextVar[tuple[Document, Any, Path]] = ContextVar("now")


class EvaluationError(Exception):
    """The expression has no value here; `args[0]` says why."""


@lru_cache(maxsize=2)
def _taught(old: bool) -> tuple[type[Any], dict[str, Any]]:
    """The class of parser for XPath 1.0 or 3.1, and what an instance of it needs to know the functions of XSLT."""
    from elementpath import XPath2Parser
    from elementpath.xpath31 import XPath31Parser

    kind = XPath2Parser if old else XPath31Parser
    made = kind()
    anything = ("item()*",)
    for name, (function, types) in _OF_XSLT.items():
        if name == "generate-id" and not old:
            continue  # XPath has it since 3.0
        token = made.external_function(function, name, sequence_types=anything * types)
        token.label = "function"  # else a path may not begin with it
    taught = {
        "symbol_table": made.symbol_table,
        "function_signatures": made.function_signatures,
        "tokenizer": made.create_tokenizer(made.symbol_table),
    }
    return kind, taught


@lru_cache(maxsize=1)
def _context() -> type[XPathContext]:
    from elementpath import XPathContext

    class Context(XPathContext):
        """A context in which an attribute has no attributes; to elementpath it is its own."""

        def iter_attributes(self) -> Iterator[Any]:
            """The attributes of the context item."""
            if "Attribute" not in type(self.item).__name__:
                yield from super().iter_attributes()

    return Context


def _current() -> Any:
    return [_NOW.get()[1]]


def _strings(items: Any) -> list[str]:
    return [_string(item) for item in (items if isinstance(items, list) else [items])]


def _string(item: Any) -> str:
    value = getattr(item, "string_value", None)
    return value if isinstance(value, str) else "true" if item is True else "false" if item is False else str(item)


def _key(name: Any, values: Any) -> Any:
    document = _NOW.get()[0]
    try:
        return [item_of(document, node) for node in document.nodes_by_key(_strings(name)[0], _strings(values))]
    except LookupError as error:
        raise EvaluationError(f"there is no key {''.join(_strings(name))!r}") from error


def _document(hrefs: Any) -> Any:
    document, _, folder = _NOW.get()
    found = [document.other(href, folder if not href else None) for href in _strings(hrefs)]
    return [tree_of(other) for other in found if other is not None]


def _generate_id(items: Any) -> Any:
    first = items[0] if isinstance(items, list) and items else items
    return [f"n{first.position}" if hasattr(first, "position") else ""]


#: The functions of XSLT, and the sequences that each takes and gives.
_OF_XSLT: Mapping[str, tuple[Callable[..., Any], int]] = {
    "current": (_current, 1),
    "key": (_key, 3),
    "document": (_document, 2),
    "generate-id": (_generate_id, 2),
}


class _Documents(dict[str, Any]):
    """What ``doc()`` reads."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.document = document

    def __missing__(self, uri: str) -> Any:
        other = self.document.other(uri)
        if other is None:
            raise KeyError(uri)
        return tree_of(other)


class Full:
    """A compiled expression."""

    def __init__(self, text: str, namespaces: Mapping[str, str], old: bool, base: Path) -> None:
        """Raises:
        NotXPathError: when `text` is no expression.
        """
        from elementpath import ElementPathError

        kind, taught = _taught(old)
        self.folder = base.parent
        try:
            options = {"namespaces": dict(namespaces), "default_collation": _CODEPOINTS}
            base_uri = base.resolve().as_uri()
            parser = kind(**options, base_uri=base_uri, **({"compatibility_mode": True} if old else {}))
            parser.__dict__.update(taught)
            self.token = parser.parse(text)
        except ElementPathError as error:
            raise NotXPathError(_said(error), 0) from error
        except _PYTHON as error:
            raise NotXPathError(f"elementpath does not understand it: {type(error).__name__}", 0) from error

    def items(
        self, document: Document, node: Node, variables: Mapping[str, Sequence[Any]], downward: bool = False
    ) -> list[Any]:
        """The items of the value at `node`; `downward`: it does not look further than what is below.

        Raises:
            EvaluationError: when it has none.
        """
        from elementpath import ElementPathError

        try:
            atoms = downward and not any(hasattr(item, "string_value") for v in variables.values() for item in v)
            item = branch_of(document, node) if atoms else item_of(document, node)
            known = _NOW.set((document, item, self.folder))
            try:
                return list(self.token.select_flatten(self.context(document, item, variables)))
            finally:
                _NOW.reset(known)
        except ElementPathError as error:
            raise EvaluationError(_said(error)) from error
        except _PYTHON as error:
            raise EvaluationError(f"elementpath stops with {type(error).__name__}") from error

    def context(self, document: Document, item: Any, variables: Mapping[str, Sequence[Any]]) -> XPathContext:
        """The context of an evaluation at `item`."""
        context = _context()(item if item.parent is None else tree_of(document), item=item)
        context.variables = {k: v[0] if len(v) == 1 else list(v) for k, v in variables.items()}
        context.documents = document.kept.setdefault("documents", _Documents(document))
        return context

    def truth(self, items: list[Any]) -> bool:
        """The effective boolean value of `items`.

        Raises:
            EvaluationError: when they have none.
        """
        from elementpath import ElementPathError

        try:
            return bool(self.token.boolean_value(items))
        except ElementPathError as error:
            raise EvaluationError(_said(error)) from error
        except _PYTHON as error:
            raise EvaluationError(f"elementpath stops with {type(error).__name__}") from error

    def strings(self, items: list[Any]) -> list[str]:
        """The items as strings."""
        try:
            return [str(self.token.string_value(item)) for item in items]
        except _PYTHON as error:
            raise EvaluationError(f"elementpath stops with {type(error).__name__}") from error


_CODEPOINTS = "http://www.w3.org/2005/xpath-functions/collation/codepoint"


def _said(error: Exception) -> str:
    text = str(error).split("] ", 1)[-1] if str(error).startswith(("'", "[", "(")) else str(error)
    return f"{text} ({code})" if (code := getattr(error, "code", "")) and str(code) not in text else text
