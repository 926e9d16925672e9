"""The answer of lxml, for what `tei.query.plain` recognises."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tei.query import LONGEST, Match
from tei.query.places import Places


def matches(
    expression: str, namespaces: tuple[tuple[str, str], ...], tree: etree._ElementTree, name: str
) -> Iterator[Match]:
    """The nodes, or the number, that `expression` gives."""
    found = tree.xpath(expression, namespaces=dict(namespaces))
    if isinstance(found, float):
        yield Match(name, None, "", "value", str(int(found)))
        return
    places = Places()
    for item in found if isinstance(found, list) else ():
        if isinstance(item, etree._Element):
            yield Match(name, item.sourceline, places.of(item), "element", text_of(item))
        elif isinstance(item, etree._ElementUnicodeResult):
            yield _string(item, places, name)


def _string(item: etree._ElementUnicodeResult, places: Places, name: str) -> Match:
    owner = item.getparent()
    if owner is None:
        return Match(name, None, "", "value", str(item))
    if item.is_attribute:
        return Match(name, owner.sourceline, places.of_attribute(owner, item.attrname or ""), "attribute", str(item))
    parent = owner.getparent() if item.is_tail else owner
    if parent is None:
        return Match(name, owner.sourceline, "", "text", str(item))
    return Match(name, owner.sourceline, places.of_text(parent, owner if item.is_tail else None), "text", str(item))


def text_of(element: etree._Element) -> str:
    """The text of `element` without comments, up to `LONGEST` characters."""
    parts, size = list[str](), 0
    for part in element.itertext():
        parts.append(part)
        size += len(part)
        if size > LONGEST:
            break
    return "".join(parts)[:LONGEST]
