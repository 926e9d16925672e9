"""The compact syntax of RELAX NG: a schema is read and told in XML syntax, from which all else goes on.

Source: RELAX NG Compact Syntax (OASIS, 21 November 2002).
"""

from __future__ import annotations

from lxml import etree

from tei.check.relaxng.compact.annotations import ANNOTATIONS
from tei.check.relaxng.compact.declarations import declarations, is_namespace
from tei.check.relaxng.compact.reader import Node, Reader, run
from tei.check.relaxng.compact.rules import top
from tei.check.relaxng.compact.tokens import read
from tei.check.relaxng.syntax import RNG

__all__ = ["compact"]

_LAST_LINE = 65_534  # libxml2 remembers no more


def compact(data: bytes, name: str) -> etree._Element:
    """The schema `data`, which goes by `name` in messages, in XML syntax: its root element.

    ``sourceline`` of each element is the line of the compact syntax.  The references of ``include`` and ``external``
    stay as they are written.

    Raises:
        TeiError: V005 when it is not in compact syntax, with line and column.
    """
    reader = Reader(read(data, name))
    declarations(reader)
    root = run(top(reader))
    return _tree(root, _prefixes(reader))


def _prefixes(of: Reader) -> dict[str | None, str]:
    found: dict[str | None, str] = {
        p: uri for p, uri in of.scope.namespaces.items() if uri and p != "xml" and is_namespace(uri)
    }
    if of.documented and ANNOTATIONS not in found.values():
        found.setdefault("a", ANNOTATIONS)
    return {None: RNG, **found}


def _tree(root: Node, prefixes: dict[str | None, str]) -> etree._Element:
    """The elements of `root`, made without recursion."""
    top = etree.Element(root.tag, dict(root.attributes), prefixes)
    waiting = [(top, root)]
    while waiting:
        element, node = waiting.pop()
        element.sourceline = min(node.line, _LAST_LINE)  # type: ignore[misc]  # the stubs take it for read-only
        last: etree._Element | None = None
        for item in node.content:
            if not isinstance(item, str):
                last = etree.SubElement(element, item.tag, dict(item.attributes))
                waiting.append((last, item))
            elif last is None:
                element.text = (element.text or "") + item
            else:
                last.tail = (last.tail or "") + item
    return top
