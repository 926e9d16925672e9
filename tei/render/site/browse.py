"""Ways into many texts beside their list: the calendar, and the pages of the newspaper."""

from __future__ import annotations

import calendar
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import quote

from lxml import etree

from tei.names import tei
from tei.render.site.frame import Site, corpus
from tei.render.site.leaf import Leaf
from tei.render.site.listing import TEXTS, led, listed, many, newspaper_page, runs, text_of, there, when
from tei.render.site.paging import Way, pager, split, ways

_MONTHS = 24  # on the page of the calendar; with more, each year has its own
_WAYS = 60  # pages of the newspaper that each of them leads to; of more, only its neighbours
_SLUG = re.compile(r"[A-Z0-9-]{1,20}")


def pages(site: Site) -> Iterator[tuple[str, bytes]]:
    """The calendar and the pages of the newspaper, for many texts."""
    if many(site.leaves):
        known = there(site.leaves)
        yield from _calendar(site, known)
        yield from _newspaper(site, known)


# The calendar


def _calendar(site: Site, known: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    leads = _days(site.leaves)
    months = sorted({day[:7] for day in leads if len(day) > 4})
    years = sorted({day[:4] for day in leads})
    if not years:
        return
    if len(months) <= _MONTHS:
        yield _calendar_page(site, known, "calendar.html", [_year(year, leads) for year in years])
        return
    yield _calendar_page(site, known, "calendar.html", [_overview(year, leads) for year in years])
    for n, year in enumerate(years):
        turn = etree.Element("pager")
        for other in years[max(n - 1, 0) : n + 2]:
            at = etree.SubElement(turn, "turn", n=other, href=f"calendar/{other}.html")
            at.set(*("here", "page") if other == year else ("rel", "prev" if other < year else "next"))
        yield _calendar_page(site, known, f"calendar/{year}.html", [_year(year, leads), turn])


def _calendar_page(site: Site, known: Sequence[str], at: str, shown: Sequence[etree._Element]) -> tuple[str, bytes]:
    whole = corpus(site.frame.titles)
    whole.append(ways("browse", led(known, "calendar", at)))
    whole.extend(shown)
    return at, site.frame.page("calendar", whole, at, tab="index")


def _days(leaves: Sequence[Leaf]) -> Mapping[str, tuple[int, str]]:
    """By day, month and year: how many texts there are, and where: a day's text, or where they begin in the list."""
    texts: Counter[str] = Counter()
    leads: dict[str, str] = {}
    for n, run in enumerate(runs(leaves), 1):
        for leaf in run:
            for day in {when(leaf.date)[:size] for size in (4, 7, 10)} - {""}:
                texts[day] += 1
                leads.setdefault(day, f"{leaf.stem}.html" if len(day) == 10 else listed(n))
                if len(day) == 10 and texts[day] == 2:
                    leads[day] = listed(n)
    return {day: (texts[day], leads[day]) for day in leads}


def _lead(name: str, day: str, leads: Mapping[str, tuple[int, str]]) -> etree._Element:
    """An element that says how many texts a day, month or year has, and leads to them."""
    element = etree.Element(name, n=day)
    if day in leads:
        number, address = leads[day]
        element.set("count", str(number))
        element.set("href", quote(address))
        if len(day) < 10 or number > 1:
            element.set("day", day)
    return element


def _year(year: str, leads: Mapping[str, tuple[int, str]]) -> etree._Element:
    """A year, of months of weeks of days; those months that have texts."""
    element = _lead("year", year, leads)
    for number in range(1, 13):
        month = f"{year}-{number:02d}"
        if month not in leads:
            continue
        at = etree.SubElement(element, "month")
        at.attrib.update(_lead("month", month, leads).attrib)
        for week in calendar.Calendar().monthdayscalendar(int(year), number):
            row = etree.SubElement(at, "week")
            row.extend(_lead("day", f"{month}-{day:02d}" if day else "", leads) for day in week)
    return element


def _overview(year: str, leads: Mapping[str, tuple[int, str]]) -> etree._Element:
    """A year with the number of texts of its twelve months."""
    element = etree.Element("overview", n=year, count=str(leads[year][0]))
    element.extend(_lead("month", f"{year}-{number:02d}", leads) for number in range(1, 13))
    return element


# The newspaper's pages


def _newspaper(site: Site, known: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """The texts by the page they were printed on: one page of all, or of many texts one for each."""
    if "pages" not in known:
        return
    by: dict[str, list[Leaf]] = {}
    for leaf in site.leaves:
        if page := newspaper_page(leaf):
            by.setdefault(page, []).append(leaf)
    order = sorted(by, key=_natural)
    if sum(map(len, by.values())) <= TEXTS:
        parts = [Way(page, f"#~{n}", len(by[page])) for n, page in enumerate(order, 1)]
        yield _newspaper_page(site, known, "pages.html", parts, [(page, by[page]) for page in order])
        return
    slugs = {page: page if _SLUG.fullmatch(page) else f"_{n}" for n, page in enumerate(order, 1)}
    parts = [Way(page, f"pages/{slugs[page]}.html", len(by[page])) for page in order]
    yield _newspaper_page(site, known, "pages.html", parts, [])
    for k, (page, slug) in enumerate(slugs.items()):
        near = parts if len(parts) <= _WAYS else parts[max(0, k - 5) : k + 6]
        parted = list(split(by[page], TEXTS))
        for n, run in enumerate(parted, 1):

            def address(n: int, slug: str = slug) -> str:
                return f"pages/{slug}{f'.{n}' if n > 1 else ''}.html"

            here = [Way(way.name, way.address, here="page" if way.name == page else "") for way in near]
            yield _newspaper_page(site, known, address(n), here, [(page, run)], pager(n, len(parted), address))


def _newspaper_page(
    site: Site,
    known: Sequence[str],
    at: str,
    parts: Sequence[Way],
    shown: Sequence[tuple[str, Sequence[Leaf]]],
    turns: Iterable[etree._Element] = (),
) -> tuple[str, bytes]:
    whole = corpus(site.frame.titles)
    whole.append(ways("browse", led(known, "pages", at)))
    whole.append(ways("pages", parts))
    for page, leaves in shown:
        held = etree.SubElement(whole, tei("teiCorpus"), n=page)
        held.extend(map(text_of, leaves))
    whole.extend(turns)
    return at, site.frame.page("newspaper", whole, at, tab="index")


def _natural(page: str) -> tuple[int, str]:
    number = re.match(r"\d{1,9}", page)
    return (int(number[0]) if number else 10**9, page)
