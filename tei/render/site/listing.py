"""The list of the texts by date: on which pages it is, and what else leads into many texts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from lxml import etree

from tei.names import TEI, XML_ID, XML_LANG, tei
from tei.render.site.leaf import Leaf
from tei.render.site.paging import Way
from tei.xml import parse

TEXTS = 200  # on a page
_FEW = 7  # texts, for which a list is enough
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


def many(leaves: Sequence[Leaf]) -> bool:
    """Whether the texts are so many that a reader needs more than their list."""
    return len(leaves) > _FEW


def there(leaves: Sequence[Leaf]) -> tuple[str, ...]:
    """The pages that lead into the texts: the list, the calendar, the newspaper's pages; none for few texts."""
    if not many(leaves):
        return ()
    calendar = any(when(leaf.date) for leaf in leaves)
    pages = len({newspaper_page(leaf) for leaf in leaves} - {""}) > 1
    return ("index", *["calendar"] * calendar, *["pages"] * pages)


def led(ways: Sequence[str], name: str, at: str) -> Iterator[Way]:
    """The ways that are there, for the page at the address `at`, which belongs to `name`."""
    for way in ways:
        here = "page" if at == f"{way}.html" else "true" if way == name else ""
        yield Way("list" if way == "index" else way, f"{way}.html", here=here)


def runs(leaves: Sequence[Leaf]) -> list[Sequence[Leaf]]:
    """The texts by page of the list: at most 200, a day that is not longer on one page."""
    found: list[list[Leaf]] = [[]]
    day: list[Leaf] = []
    for n, leaf in enumerate(leaves):
        day.append(leaf)
        if n + 1 == len(leaves) or leaves[n + 1].date != leaf.date or len(day) == TEXTS:
            if found[-1] and len(found[-1]) + len(day) > TEXTS:
                found.append([])
            found[-1] += day
            day = []
    return list(found)


def listed(n: int) -> str:
    """The address of page `n` of the list."""
    return "index.html" if n == 1 else f"texts/{n}.html"


def when(day: str) -> str:
    """A date of the calendar: "1959", "1959-01", "1959-01-13"; "" for what is none."""
    if not _DATE.fullmatch(day):
        return ""
    try:
        date.fromisoformat(day + "-01-01"[len(day) - 4 :])
    except ValueError:
        return ""
    return day


def newspaper_page(leaf: Leaf) -> str:
    """The page of the newspaper that a text was printed on; ""."""
    if not leaf.header:
        return ""
    scope = parse(leaf.header, leaf.stem).getroot().find(f".//{tei('monogr')}/{tei('biblScope')}[@unit='page']")
    return "" if scope is None else " ".join("".join(map(str, scope.itertext())).split())


def text_of(leaf: Leaf) -> etree._Element:
    """A TEI with the header of a text and the empty divs of its versions; its stem in ``@n``."""
    text = etree.Element(tei("TEI"), {"n": leaf.stem}, nsmap={None: TEI})
    if leaf.header:
        text.append(parse(leaf.header, leaf.stem).getroot())
    body = etree.SubElement(etree.SubElement(text, tei("text")), tei("body"))
    for role, lang, identifier in leaf.versions:
        etree.SubElement(body, tei("div"), {"type": role, XML_LANG: lang, XML_ID: identifier})
    return text
