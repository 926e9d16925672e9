"""Exact places: the column of a finding, and its line beyond 65,535, which libxml2 does not know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lxml import etree

from tei.names import NS
from tei.report import Finding
from tei.xml.tags import start_tags

_MOST = 2_000  # findings whose place is looked for


def exact(findings: Sequence[Finding], tree: etree._ElementTree, data: bytes) -> list[Finding]:
    """`findings` about `tree`, which was parsed from `data`; those with an XPath and no column get that of the tag."""
    wanted: dict[etree._Element, list[int]] = {}
    for number, found in enumerate(findings):
        if found.xpath and found.column is None and found.line is not None and len(wanted) < _MOST:
            element = _at(tree, found.xpath.partition("/@")[0].partition("/text()")[0])
            if element is not None:
                wanted.setdefault(element, []).append(number)
    placed = list(findings)
    if wanted:
        places = start_tags(data)
        for at, element in enumerate(tree.getroot().iter(etree.Element)):
            for number in wanted.get(element, ()) if at < len(places) else ():
                line, column = places[at]
                placed[number] = replace(placed[number], line=line, column=column)
    return placed


def _at(tree: etree._ElementTree, path: str) -> etree._Element | None:
    if path.startswith("//"):  # of a path that is cut short there may be several
        return None
    try:
        found = tree.xpath(path, namespaces=NS)
    except etree.XPathError:
        return None
    return found[0] if isinstance(found, list) and found and isinstance(found[0], etree._Element) else None
