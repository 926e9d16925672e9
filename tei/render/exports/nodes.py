"""Elements of a TEI document, and what they say."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from tei.names import NS

SPACE = re.compile(r"([ \t\r\n]+)")


def select(node: etree._Element | None, path: str) -> list[etree._Element]:
    """The elements that a path with the prefix ``tei`` finds; none below None."""
    nodes = node.xpath(path, namespaces=NS) if node is not None else []
    return [one for one in nodes if isinstance(one, etree._Element)] if isinstance(nodes, list) else []


def plain(element: etree._Element) -> str:
    """All that an element says, white space as single spaces."""
    return SPACE.sub(" ", "".join(map(str, element.itertext()))).strip(" ")


def lang_of(element: etree._Element) -> str:
    """The language of an element."""
    found = element.xpath("string(ancestor-or-self::*[@xml:lang][1]/@xml:lang)")
    return str(found)


def worded(node: etree._Element | None, path: str) -> Iterator[tuple[str, str]]:
    """What elements say, each with its language."""
    for element in select(node, path):
        yield lang_of(element), plain(element)
