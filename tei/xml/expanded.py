"""The tree of a document with its own entities written out, as RELAX NG sees it; of any depth.

libxml2 reads 2,048 levels, and cannot expand the entities of a document that has external ones, too, without reading
these.  So such documents are read by expat, which leaves external entities out, and stops where entities come to more
than a hundred times what is written.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from xml.parsers import expat

from lxml import etree

DEEPEST = 20_000
"""Levels that a tree may have."""


class TooDeepError(ValueError):
    """A document has more levels than a tree may have."""


def expanded(data: bytes) -> etree._Element:
    """The root of the document `data` (UTF-8); comments and instructions around it are there, too.

    Raises:
        expat.ExpatError: when it is not well-formed.
        TooDeepError: when it is nested more than `DEEPEST` deep.
    """
    reader = _Builder()
    reader.parser.Parse(data, True)
    return reader.root()


class _Builder:
    def __init__(self) -> None:
        self.parser = parser = expat.ParserCreate("utf-8", " ")
        parser.namespace_prefixes = True
        parser.buffer_text = True
        parser.specified_attributes = True
        parser.StartNamespaceDeclHandler = self._declared
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.CommentHandler = self._comment
        parser.ProcessingInstructionHandler = self._instruction
        self.tree: Any = etree.TreeBuilder()  # its stubs know neither that it returns elements, nor namespaces
        self.depth = 0
        self.doctype = False
        parser.StartDoctypeDeclHandler = self._doctype
        parser.EndDoctypeDeclHandler = self._doctype_ends
        self.spaces: dict[str | None, str] = {}
        self.before: list[etree._Element] = []
        self.after: list[etree._Element] = []
        self.first: etree._Element | None = None

    def root(self) -> etree._Element:
        """The root, when all has been read."""
        root: etree._Element = self.tree.close()
        for one in self.before:
            root.addprevious(one)
        for one in reversed(self.after):
            root.addnext(one)
        return root

    def _doctype(self, *_: object) -> None:
        self.doctype = True

    def _doctype_ends(self) -> None:
        self.doctype = False

    def _declared(self, prefix: str | None, uri: str | None) -> None:
        self.spaces[prefix] = uri or ""

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise TooDeepError
        spaces = {prefix: uri for prefix, uri in self.spaces.items() if uri}
        self.spaces = {}
        element = self.tree.start(_clark(name), {_clark(k): v for k, v in attributes.items()}, spaces)
        element.sourceline = min(self.parser.CurrentLineNumber, 65535)
        self.first = element if self.first is None else self.first

    def _end(self, name: str) -> None:
        self.depth -= 1
        self.tree.end(_clark(name))

    def _text(self, data: str) -> None:
        self.tree.data(data)

    def _comment(self, text: str) -> None:
        self._aside(etree.Comment(text))

    def _instruction(self, target: str, text: str) -> None:
        self._aside(etree.ProcessingInstruction(target, text))

    def _aside(self, node: Any) -> None:
        node.sourceline = min(self.parser.CurrentLineNumber, 65535)
        if self.doctype:
            return
        if self.first is None:
            self.before.append(node)
        elif not self.depth:
            self.after.append(node)
        elif isinstance(node, etree._Comment):
            self.tree.comment(node.text).sourceline = node.sourceline
        else:
            self.tree.pi(node.target, node.text).sourceline = node.sourceline


def _clark(name: str) -> str:
    """``uri local prefix`` as ``{uri}local``."""
    parts = name.split(" ")
    return name if len(parts) == 1 else f"{{{parts[0]}}}{parts[1]}"
