"""Long lists are split into pages that lead to each other; and the ways that a reader may choose between."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import quote

from lxml import etree

_NEAR = 2
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Way:
    """Where one can go on: what it is called (a label), where it leads, how much is there, and whether one is there."""

    name: str
    address: str  # from the root of the site; one of "#…" is in the page
    count: int = 0  # 0: it goes without saying
    here: str = ""  # as aria-current: "page", "true" (a page below it), or ""


def ways(name: str, found: Iterable[Way]) -> etree._Element:
    """The element ``ways`` of a page's tree, from which ways.xsl makes a navigation that has the label `name`."""
    element = etree.Element("ways", n=name)
    for way in found:
        inner = way.address.startswith("#")
        at = etree.SubElement(element, "way", n=way.name, href=way.address if inner else quote(way.address))
        if inner:
            at.set("inner", "inner")
        if way.count:
            at.set("count", str(way.count))
        if way.here:
            at.set("here", way.here)
    return element


def split(items: Sequence[Item], size: int) -> Iterator[Sequence[Item]]:
    """`items` in runs of `size`, the last with what is left; one run, if there are none."""
    for start in range(0, max(len(items), 1), size):
        yield items[start : start + size]


def pager(n: int, of: int, address: Callable[[int], str]) -> Iterator[etree._Element]:
    """The element ``pager`` of page `n` of `of`, which leads to the first, the last and the nearest; none for one."""
    if of < 2:
        return
    element = etree.Element("pager")
    shown = sorted({1, of, *range(max(1, n - _NEAR), min(of, n + _NEAR) + 1)})
    for i, number in enumerate(shown):
        if i and number != shown[i - 1] + 1:
            etree.SubElement(element, "gap")
        turn = etree.SubElement(element, "turn", n=str(number), href=quote(address(number)))
        if abs(number - n) == 1:
            turn.set("rel", "prev" if number < n else "next")
        elif number == n:
            turn.set("here", "page")
    yield element
