"""The introduction, with the records that its names point to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy

from lxml import etree

from tei.names import tei
from tei.render.site.frame import Site, corpus
from tei.render.site.leaf import REGISTERS, Leaf
from tei.xml import parse


def pages(site: Site) -> Iterator[tuple[str, bytes]]:
    """The page of the introduction, if there is one."""
    if site.introduction is None:
        return
    text = deepcopy(site.introduction.getroot())
    text.set("n", "introduction")
    whole = corpus(site.frame.titles, [text, _records(site.leaves)])
    yield "introduction.html", site.frame.page("introduction", whole, "introduction.html")


def _records(leaves: Sequence[Leaf]) -> etree._Element:
    """A standOff with every record of the edition once, for the names in the introduction."""
    stand_off = etree.Element(tei("standOff"))
    holders = {
        register: etree.SubElement(stand_off, tei(path.split("/")[0].removeprefix("tei:")))
        for register, path in REGISTERS.items()
    }
    seen: set[str] = set()
    for leaf in leaves:
        for record in leaf.records:
            if record.id not in seen:
                seen.add(record.id)
                holders[record.register].append(parse(record.data, leaf.stem).getroot())
    return stand_off
