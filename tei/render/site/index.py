"""The start page: the edition's titles and its texts in order."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tei.names import TEI, XML_ID, XML_LANG, tei
from tei.render.site.frame import Site, corpus
from tei.render.site.leaf import Leaf
from tei.xml import parse


def pages(site: Site) -> Iterator[tuple[str, bytes]]:
    """The start page."""
    whole = corpus(site.frame.titles, [text_of(leaf) for leaf in site.leaves])
    yield "index.html", site.frame.page("index", whole, "index.html")


def text_of(leaf: Leaf) -> etree._Element:
    """A TEI with the header of a text and the empty divs of its versions; its stem in ``@n``."""
    text = etree.Element(tei("TEI"), {"n": leaf.stem}, nsmap={None: TEI})
    if leaf.header:
        text.append(parse(leaf.header, leaf.stem).getroot())
    body = etree.SubElement(etree.SubElement(text, tei("text")), tei("body"))
    for role, lang, identifier in leaf.versions:
        etree.SubElement(body, tei("div"), {"type": role, XML_LANG: lang, XML_ID: identifier})
    return text
