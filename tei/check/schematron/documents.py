"""A document as rules see it: which names it has and where, its ids and keys, and the documents that it leads to."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from lxml import etree

from tei.check.schematron.places import Node
from tei.check.schematron.xpath.registered import GiveUpError, text_of
from tei.names import XML_ID
from tei.report import Finding, TeiError, finding
from tei.xml import parse

#: Name of a key → text → the nodes that have it, in the order of the document.
Keys = Mapping[str, Mapping[str, Sequence[Node]]]

_URI = re.compile(r"\{([^}]*)\}")
Elements = dict[str, list[etree._Element]]


class Wanted(NamedTuple):
    """The tags and attributes, in Clark's notation, by which a schema finds its nodes."""

    tags: frozenset[str] = frozenset()
    attributes: frozenset[str] = frozenset()


class Document:
    """A tree with what is looked up in it; all is found on first use."""

    def __init__(self, tree: etree._ElementTree, name: str, folders: Sequence[Path], make: Callable[[Document], Keys]):
        self.tree, self.name, self.folders, self.make = tree, name, tuple(folders), make
        self.root = tree.getroot()
        self.path = Path(name)
        self.node = Node(self.root, "document")
        self.kept: dict[Any, Any] = {}  # what engines and schemas remember of this document
        self.boxes: dict[str, frozenset[str]] = {}
        self.others: dict[Path, Document | None] = {}
        self.unread: list[Finding] = []

    def index(self, wanted: Wanted) -> tuple[Elements, Elements]:
        """The elements by tag, and those that have a wanted attribute by its name; each in document order."""
        if "index" not in self.kept:
            self.kept["index"] = _by_tag(self.root, wanted.tags), _by_attribute(self.root, wanted.attributes)
        found: tuple[Elements, Elements] = self.kept["index"]
        return found

    def elements(self) -> list[etree._Element]:
        """All elements in document order."""
        if "elements" not in self.kept:
            self.kept["elements"] = list(self.root.iter(etree.Element))
        found: list[etree._Element] = self.kept["elements"]
        return found

    def order(self, node: Node) -> tuple[int, int, int]:
        """A key that sorts nodes by their order in the document."""
        if node.sort == "document":
            return (-1, 0, 0)
        if "order" not in self.kept:
            before = list(self.root.itersiblings(preceding=True))[::-1]
            everything = [*before, *self.root.iter(), *self.root.itersiblings()]
            self.kept["order"] = {element: n for n, element in enumerate(everything)}
        places: dict[etree._Element, int] = self.kept["order"]
        at = places[node.element]
        if node.sort == "attribute":
            return (at, 1, list(node.element.attrib).index(node.name))
        if node.sort == "element":
            return (at, 0, 0)
        count, last, depth = int(bool(node.element.text)), None, 0
        for child in node.element if node.nth > count else ():
            count += bool(child.tail)
            if count == node.nth:
                last = child
                break
        if last is None:
            return (at, 2, 0)
        depth = sum(1 for _ in last.iterancestors())
        while len(last):
            last = last[-1]
        return (places[last], 3, -depth)

    def by_id(self, ids: Sequence[str]) -> list[etree._Element]:
        """The elements whose xml:id is one of `ids`."""
        if "ids" not in self.kept:
            found: dict[str, etree._Element] = {}
            for element in etree.XPath("//*[@xml:id]")(self.root):
                found.setdefault(element.get(XML_ID), element)
            self.kept["ids"] = found
        known: dict[str, etree._Element] = self.kept["ids"]
        return [known[name] for name in dict.fromkeys(ids) if name in known]

    def remember(self, strings: Sequence[str]) -> str:
        """A key by which `strings` has the set of these strings."""
        key = f"box {len(self.boxes)}"
        self.boxes[key] = frozenset(strings)
        return key

    def held(self, path: str) -> list[etree._Element | str]:
        """The nodes that `path`, with names in Clark's notation, leads to from the root; attributes as strings."""
        key = ("held", path)
        if key not in self.kept:
            uris = list(dict.fromkeys(_URI.findall(path)))
            text = _URI.sub(lambda match: f"n{uris.index(match[1])}:", path)
            names = {f"n{n}": uri for n, uri in enumerate(uris)}
            self.kept[key] = etree.XPath(text, namespaces=names or None, smart_strings=False)(self.root)
        found: list[etree._Element | str] = self.kept[key]
        return found

    def strings(self, source: str) -> frozenset[str]:
        """What `remember` keeps under this key; else the strings of the nodes that `held` has for this path."""
        if source not in self.boxes:
            key = ("strings", source)
            if key not in self.kept:
                self.kept[key] = frozenset(text_of(node) for node in self.held(source))
            found: frozenset[str] = self.kept[key]
            return found
        return self.boxes[source]

    def where(self, path: str, name: str, values: Sequence[str]) -> list[etree._Element]:
        """The elements of `path` whose attribute `name` is one of `values`."""
        key = ("where", path, name)
        if key not in self.kept:
            index: dict[str, list[tuple[int, etree._Element]]] = {}
            for n, element in enumerate(self.held(path)):
                if isinstance(element, etree._Element) and (value := element.get(name)) is not None:
                    index.setdefault(value, []).append((n, element))
            self.kept[key] = index
        known: dict[str, list[tuple[int, etree._Element]]] = self.kept[key]
        found = [pair for value in dict.fromkeys(values) for pair in known.get(value, ())]
        return [element for _, element in sorted(found, key=lambda pair: pair[0])]

    def nodes_by_key(self, name: str, values: Sequence[str]) -> list[Node]:
        """The nodes that the key `name` has for one of `values`.

        Raises:
            KeyError: when there is no such key.
        """
        if "keys" not in self.kept:
            self.kept["keys"] = {}  # a key that looks itself up finds none
            self.kept["keys"] = self.make(self)
        keys: Keys = self.kept["keys"]
        found = dict.fromkeys(node for value in dict.fromkeys(values) for node in keys[name].get(value, ()))
        return sorted(found, key=self.order) if len(set(values)) > 1 else list(found)

    def by_key(self, name: str, values: Sequence[str]) -> list[etree._Element]:
        """The same for elements only."""
        try:
            found = self.nodes_by_key(name, values)
        except KeyError as error:
            raise GiveUpError from error
        if any(node.sort != "element" for node in found):
            raise GiveUpError
        return [node.element for node in found]

    def other(self, href: str, base: Path | None = None) -> Document | None:
        """The document at `href`, seen from this one; None when it is not to be read, which `unread` then says."""
        parts = urlsplit(href)
        if not parts.path and not parts.scheme:
            return self
        if parts.scheme not in ("", "file") or parts.netloc:
            self._refuse(href, "it is not a local file")
            return None
        path = ((base or self.path.parent) / unquote(parts.path)).resolve()
        if path == self.path.resolve():
            return self
        if path not in self.others:
            self.others[path] = None
            if not any(path.is_relative_to(folder) for folder in self.folders):
                self._refuse(href, "it is not below the folder of the document or of the schema")
                return None
            try:
                tree = parse(path)
            except TeiError as error:
                self._refuse(href, str(error))
                return None
            other = Document(tree, str(path), self.folders, self.make)
            other.others = self.others
            other.boxes = self.boxes
            other.unread = self.unread
            self.others[path] = other
        return self.others[path]

    def _refuse(self, href: str, why: str) -> None:
        self.unread.append(
            finding(
                "V031",
                f"the document {href!r}, which a rule asks for, is not read: {why}",
                file=self.name,
                severity="warning",
                engine="schematron",
                hint="rules that look into it find nothing; only files below the document or the schema are read",
            )
        )


def _by_tag(root: etree._Element, tags: frozenset[str]) -> Elements:
    found: Elements = {}
    for element in root.iter(*tags) if tags else ():
        tag = str(element.tag)
        if tag in found:
            found[tag].append(element)
        else:
            found[tag] = [element]
    return found


def _by_attribute(root: etree._Element, names: frozenset[str]) -> Elements:
    found: Elements = {}
    for element in root.iter(etree.Element) if names else ():
        keys = element.keys()
        if keys and not names.isdisjoint(keys):
            for name in names.intersection(keys):
                found.setdefault(name, []).append(element)
    return found
