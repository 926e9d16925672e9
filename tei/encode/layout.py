"""White space where it means nothing: one element a line, two spaces a level."""

from __future__ import annotations

from lxml import etree

from tei.names import tei

#: Elements with text of their own: what is in them stays as it is.
MIXED = frozenset(
    tei(name)
    for name in (
        "p head s line seg note title author persName placeName orgName eventName name publisher pubPlace "
        "date licence idno measure num resp edition term item label language mapping ref q geo desc biblScope "
        "change"
    ).split()
)


def indent(node: etree._Element, level: int = 0) -> None:
    """Indent `node` and what is below it, down to elements that hold text."""
    if not len(node) or (node.tag in MIXED) or (node.text and node.text.strip()):
        return
    if any(child.tail and child.tail.strip() for child in node):
        return
    node.text = "\n" + "  " * (level + 1)
    for child in node:
        indent(child, level + 1)
        child.tail = "\n" + "  " * (level + 1)
    node[-1].tail = "\n" + "  " * level
