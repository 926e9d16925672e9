"""Nodes of elementpath for ours.

Its element nodes take the texts after children for the texts within them: in ``<p>a<b><c/>d</b>e</p>`` it reads
"aed", and leaves out what follows a comment.  Ours say what libxml2 says.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from lxml import etree

from tei.check.schematron.places import Node
from tei.check.schematron.xpath.registered import text_of

if TYPE_CHECKING:
    from tei.check.schematron.documents import Document


@lru_cache(maxsize=1)
def _kinds() -> tuple[type[Any], type[Any], type[Any]]:
    """The class that elementpath has elements, and ours for elements and documents."""
    from elementpath.datatypes import UntypedAtomic
    from elementpath.xpath_nodes import EtreeDocumentNode, EtreeElementNode

    class Element(EtreeElementNode):
        """An element with its texts in their order."""

        __slots__ = ()

        @property
        def string_value(self) -> str:
            """All text within."""
            return text_of(self.value)  # type: ignore[arg-type]  # its stub knows only ElementTree, here it is lxml

        compat_string_value = string_value

        @property
        def iter_typed_values(self) -> Iterator[UntypedAtomic]:
            """The same, untyped."""
            yield UntypedAtomic(self.string_value)

    class Whole(EtreeDocumentNode):
        """A document, whose text is that of its root."""

        __slots__ = ()

        @property
        def string_value(self) -> str:
            """All text within."""
            return text_of(self.value.getroot())  # type: ignore[arg-type]  # the same

        compat_string_value = string_value

    return EtreeElementNode, Element, Whole


def _made(root: etree._ElementTree | etree._Element, **options: Any) -> Any:
    """The tree that elementpath makes of `root`, with our nodes in it."""
    from elementpath import get_node_tree

    tree: Any = get_node_tree(root, **options)  # type: ignore[arg-type]  # its stub knows only ElementTree
    theirs, element, whole = _kinds()
    for node in tree.elements.values():
        if type(node) is theirs:
            node.__class__ = element
    if tree.__class__.__name__ == "EtreeDocumentNode":
        tree.__class__ = whole
    return tree


def fragment(wrapper: etree._Element) -> list[Any]:
    """The nodes within `wrapper`, each the root of a tree of its own."""
    return [_made(child, fragment=True) for child in wrapper] or [wrapper.text or ""]


def tree_of(document: Document) -> Any:
    """Elementpath's tree of `document`, built once."""
    if "tree" not in document.kept:
        document.kept["tree"] = _made(document.tree, uri=document.path.resolve().as_uri())
    return document.kept["tree"]


def item_of(document: Document, node: Node) -> Any:
    """Elementpath's node for `node`."""
    tree = tree_of(document)
    if node.sort == "document":
        return tree
    parent = tree.elements[node.element]
    if node.sort == "attribute":
        return next(attribute for attribute in parent.attributes if attribute.name == node.name)
    if node.sort == "text":
        return [child for child in parent.children if type(child).__name__ == "TextNode"][node.nth - 1]
    return parent


def branch_of(document: Document, node: Node) -> Any:
    """The node of elementpath for `node` and what is below it only, while the whole tree is not worth its making."""
    spent = document.kept.get("branches", 0)
    if "tree" in document.kept or node.sort != "element" or not isinstance(node.element.tag, str):
        return item_of(document, node)
    size = sum(1 for _ in node.element.iter())
    if spent + size > len(document.elements()):
        return item_of(document, node)
    document.kept["branches"] = spent + size
    return _made(node.element, fragment=True)


def node_of(item: Any) -> Node | None:
    """Our node for one of elementpath; None for what is no node of a document."""
    kind = type(item).__name__
    if "Document" in kind:
        return Node(item.value.getroot(), "document")
    if "Attribute" in kind:
        return Node(item.parent.value, "attribute", item.name)
    if kind == "TextNode":
        if not hasattr(item.parent, "children"):
            return None
        texts = [child for child in item.parent.children if type(child).__name__ == "TextNode"]
        return Node(item.parent.value, "text", nth=texts.index(item) + 1)
    return Node(item.value) if isinstance(getattr(item, "value", None), etree._Element) else None
