"""The citation tree of a text, as the ``citeStructure`` of its header declares it: what one can cite, and how.

Source: https://tei-c.org/release/doc/tei-p5-doc/en/html/CO.html#CORS6
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import cache

import elementpath
from elementpath.xpath31 import XPath31Parser
from lxml import etree

from tei.names import TEI, XML, XML_ID, XML_LANG, tei

_WRAPPER = "https://w3id.org/api/dts#"
#: What is marked within paragraphs (TEI's model.segLike): too many to be a passage of their own each.
_SEGMENTS = frozenset("c cl m pc phr s seg w".split())
_NO_NAME = re.compile(r"[/\\;\x00-\x1f]|^\.{0,2}$")  # what cannot be in the name of a file, and so no reference
_LONGEST = 200  # bytes of a reference: a file's name holds 255


@dataclass(frozen=True, slots=True)
class Structure:
    """A ``citeStructure``: what a passage is called, where passages are, what names them, what stands before that."""

    unit: str
    match: str
    use: str
    delim: str
    inner: tuple[Structure, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A citable unit: its reference, that of what it is part of ("" for the text), its depth from 1, its element."""

    ref: str
    parent: str
    level: int
    unit: str
    element: etree._Element


def declared(tree: etree._ElementTree) -> tuple[Structure, ...]:
    """The outermost ``citeStructure``s of a document, with those in them."""
    found = tree.getroot().find(f"{tei('teiHeader')}/{tei('encodingDesc')}/{tei('refsDecl')}")
    return tuple(map(_structure, found.iterchildren(tei("citeStructure")))) if found is not None else ()


def _structure(element: etree._Element) -> Structure:
    inner = tuple(map(_structure, element.iterchildren(tei("citeStructure"))))
    unit, match, use, delim = (element.get(name, "") for name in ("unit", "match", "use", "delim"))
    return Structure(unit, match, use, delim, inner)


def coarse(structures: Sequence[Structure]) -> tuple[Structure, ...]:
    """`structures` down to paragraphs: without those of sentences and words that are in others."""
    return tuple(
        replace(one, inner=coarse([two for two in one.inner if _step(two.match) not in _SEGMENTS]))
        for one in structures
    )


def _step(path: str) -> str:
    """The name of what an XPath selects, as far as it can be seen: that in its last step."""
    bare = re.sub(r"\[[^\]]*\]", "", path)
    return bare.rpartition("/")[2].rpartition(":")[2].strip()


def cited(tree: etree._ElementTree, structures: Sequence[Structure]) -> Iterator[Passage]:
    """The citable passages of a document, in its order; one without a name, or whose name is taken, is none."""
    taken: set[str] = set()
    for structure in structures:
        yield from _matched(tree, structure, "", 1, taken)


def _matched(
    context: etree._ElementTree | etree._Element, structure: Structure, parent: str, level: int, taken: set[str]
) -> Iterator[Passage]:
    for position, element in enumerate(_selected(context, structure.match), 1):
        name = str(position) if structure.use == "position()" else _name(element, structure.use)
        ref = f"{parent}{structure.delim if parent else ''}{name}"
        if not name or ref in taken or _NO_NAME.search(ref) or len(ref.encode()) > _LONGEST:
            continue
        taken.add(ref)
        yield Passage(ref, parent, level, structure.unit, element)
        if structure.inner:
            # Structures beside each other (a head, then paragraphs) share the order of the document.
            inner = [p for one in structure.inner for p in _matched(element, one, ref, level + 1, taken)]
            yield from _in_order(element, inner) if len(structure.inner) > 1 else inner


def _in_order(within: etree._Element, passages: Sequence[Passage]) -> list[Passage]:
    order = {element: n for n, element in enumerate(within.iter())}
    return sorted(passages, key=lambda passage: (order.get(passage.element, 0), passage.level))


@cache
def _parsed(path: str) -> elementpath.XPathToken | None:
    """An XPath in which names without prefix are TEI's; None if it is none."""
    try:
        return XPath31Parser(namespaces={"": TEI, "tei": TEI, "xml": XML}).parse(path)
    except elementpath.ElementPathError:
        return None


def _selected(context: etree._ElementTree | etree._Element, path: str) -> list[etree._Element]:
    """The elements that an XPath selects; none if it is no XPath."""
    token = _parsed(path)
    try:
        found = list(token.select_results(elementpath.XPathContext(context))) if token is not None else []  # type: ignore[arg-type]
    except elementpath.ElementPathError:
        return []
    return [one for one in found if isinstance(one, etree._Element)]


def _name(element: etree._Element, use: str) -> str:
    """What an XPath says of an element."""
    if use == "@xml:id":
        return element.get(XML_ID, "")
    if use.startswith("@") and ":" not in use:
        return element.get(use[1:], "")
    token = _parsed(f"string(({use})[1])")
    try:
        found = list(token.select_results(elementpath.XPathContext(element))) if token is not None else []  # type: ignore[arg-type]
    except elementpath.ElementPathError:
        return ""
    return " ".join(str(found[0]).split()) if found else ""


def fragment(element: etree._Element) -> bytes:
    """A document that holds one passage: a ``dts:wrapper`` in a ``TEI``."""
    root = etree.Element(tei("TEI"), nsmap={None: TEI})
    wrapper = etree.SubElement(root, f"{{{_WRAPPER}}}wrapper", nsmap={"dts": _WRAPPER})
    lang = str(element.xpath("string(ancestor-or-self::*[@xml:lang][1]/@xml:lang)"))
    if lang:
        wrapper.set(XML_LANG, lang)
    copy = deepcopy(element)
    copy.tail = None
    wrapper.append(copy)
    etree.cleanup_namespaces(root, keep_ns_prefixes=["dts"])
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"
