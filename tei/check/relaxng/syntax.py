"""The XML syntax of schemas: what each element may hold, and where a schema breaks that (RELAX NG 1.0, section 3)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from tei.check.relaxng.datatypes.xmlnames import is_a
from tei.report import TeiError

RNG = "http://relaxng.org/ns/structure/1.0"
ANY = f"{{{RNG}}}*"
_PREFIX = len(RNG) + 2

_URI = re.compile(r"(?:[a-zA-Z][a-zA-Z0-9+.-]*:(?:[^#%]|%[0-9a-fA-F]{2})+)?")
_LOOSE = "//r:*/text()[normalize-space()][not(parent::r:name or parent::r:value or parent::r:param)]"
_IS_STRAY = etree.XPath(f"boolean({_LOOSE})", namespaces={"r": RNG})  # five times as fast as to ask where
_STRAY = etree.XPath(f"({_LOOSE})[1]/..", namespaces={"r": RNG})
_STRAY_CHILD = etree.XPath("(//r:name/* | //r:value/* | //r:param/*)[1]", namespaces={"r": RNG})

NAME_CLASSES = frozenset(("name", "anyName", "nsName", "choice"))
_ATTRIBUTES: Mapping[str, frozenset[str]] = {
    "element": frozenset(("name",)),
    "attribute": frozenset(("name",)),
    "ref": frozenset(("name",)),
    "parentRef": frozenset(("name",)),
    "define": frozenset(("name", "combine")),
    "start": frozenset(("combine",)),
    "value": frozenset(("type",)),
    "data": frozenset(("type",)),
    "param": frozenset(("name",)),
    "externalRef": frozenset(("href",)),
    "include": frozenset(("href",)),
}
_NEEDED: Mapping[str, str] = {
    "ref": "name",
    "parentRef": "name",
    "define": "name",
    "param": "name",
    "data": "type",
    "externalRef": "href",
    "include": "href",
}
_INHERITED = frozenset(("ns", "datatypeLibrary"))
_NONE: frozenset[str] = frozenset()
_NO_ATTRIBUTES: dict[str, str] = {}
_BARREN = frozenset(("ref", "parentRef", "empty", "notAllowed", "text", "externalRef", "name", "value", "param"))


class Place(NamedTuple):
    """Where in a schema: the file, and the namespace and datatype library that are inherited there.

    `within` are the files that led to this one, and itself.
    """

    file: Path
    ns: str
    library: str
    within: tuple[Path, ...]


class Node(NamedTuple):
    """An element of a schema: its local name, attributes that have no namespace, children of the RELAX NG namespace."""

    local: str
    attributes: dict[str, str]
    children: list[etree._Element]
    place: Place


def broken(element: etree._Element, place: Place, message: str, hint: str = "") -> TeiError:
    """The error that the schema is broken at `element`."""
    return TeiError("V005", message, file=str(place.file), line=element.sourceline, hint=hint, engine="relaxng")


def stray(root: etree._Element, place: Place) -> None:
    """Look for text and elements where the syntax has none.

    Raises:
        TeiError: V005 at the first.
    """
    for found in _STRAY(root) if _IS_STRAY(root) else ():
        raise broken(found, place, f'text may not stand in "{local_of(found)}"')
    for found in _STRAY_CHILD(root):
        raise broken(found, place, f'"{local_of(found.getparent())}" holds text only')


def local_of(element: etree._Element) -> str:
    """The local name."""
    return etree.QName(element).localname


def text_of(element: etree._Element) -> str:
    """Its text, without that of comments."""
    return "".join([element.text or "", *(child.tail or "" for child in element)])


def node(element: etree._Element, outer: Place) -> Node:
    """`element`, its attributes checked and what it inherits taken in.

    Raises:
        TeiError: V005 when the syntax does not allow it.
    """
    local = str(element.tag)[_PREFIX:]
    items = element.items()
    attributes = dict(items) if items else _NO_ATTRIBUTES
    place = outer
    if items:
        allowed = _ATTRIBUTES.get(local, _NONE)
        for name, _ in items:
            if name in allowed:
                continue
            if name in _INHERITED:
                place = _inherit(element, attributes, place)
            elif name[0] != "{" or name.startswith(f"{{{RNG}}}"):
                raise broken(element, outer, f'"{local}" has no attribute "{name}"', _may(allowed))
    needed = _NEEDED.get(local)
    if needed and needed not in attributes:
        raise broken(element, outer, f'"{local}" lacks the attribute "{needed}"')
    children = list(element.iterchildren(ANY)) if len(element) else []
    if children and local in _BARREN:
        raise broken(children[0], outer, f'"{local}" has no elements within it')
    return Node(local, attributes, children, place)


def _inherit(element: etree._Element, attributes: dict[str, str], place: Place) -> Place:
    library = attributes.get("datatypeLibrary", place.library)
    if not _URI.fullmatch(library):
        raise broken(
            element, place, f'"{library}" is no absolute URI without fragment', "name the datatype library whole"
        )
    return place._replace(ns=attributes.get("ns", place.ns), library=library)


def _may(allowed: frozenset[str]) -> str:
    return "it may have " + ", ".join(sorted(allowed | _INHERITED))


def ncname(element: etree._Element, found: Node) -> str:
    """Its attribute "name", without white space around it.

    Raises:
        TeiError: V005 when it is no name without colon.
    """
    name = found.attributes["name"].strip()
    if not is_a("NCName", name):
        raise broken(element, found.place, f'"{name}" is not a name without colon')
    return name


def qualified(element: etree._Element, text: str, place: Place, default: str) -> tuple[str, str]:
    """The namespace and local name that `text` stands for; without prefix the namespace is `default`.

    Raises:
        TeiError: V005 when it is no name, or its prefix is not declared.
    """
    prefix, colon, local = text.strip().rpartition(":")
    if not is_a("NCName", local) or (colon and not is_a("NCName", prefix)):
        raise broken(element, place, f'"{text.strip()}" is not a name')
    if not colon:
        return default, local
    namespace = "http://www.w3.org/XML/1998/namespace" if prefix == "xml" else element.nsmap.get(prefix)
    if namespace is None:
        raise broken(element, place, f'the prefix of "{text.strip()}" is not declared', f'add xmlns:{prefix}="…"')
    return namespace, local
