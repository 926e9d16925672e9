"""The timeline of the dates that texts name, and of the texts: a drawing, and the same as a list of passages.

A small edition has one page; else the list is divided by years, and a year of many passages goes on for pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from urllib.parse import quote

from lxml import etree

from tei.names import XML_LANG
from tei.render.calendar import key, number
from tei.render.site.axis import Axis, axis, focus
from tei.render.site.dated import Dated, dated, issued, named
from tei.render.site.frame import Site, corpus
from tei.render.site.leaf import Leaf, Passage, Side
from tei.render.site.paging import pager
from tei.render.site.strokes import Stroke, draw

_AT = "timeline.html"
_MOST = 100  # passages and texts on a page

#: The pages of the list: by year, portions of its dates.
Years = dict[int, list[tuple[Dated, ...]]]


def tabs(leaves: Sequence[Leaf]) -> list[str]:
    """The timeline, if there is a date."""
    return ["timeline"] if any(issued(leaf) or any(map(named, leaf.passages)) for leaf in leaves) else []


def pages(site: Site) -> Iterator[tuple[str, bytes]]:
    """The pages of the timeline, if there is a date."""
    dates = dated(site.leaves)
    if not dates:
        return
    small = sum(map(len, dates)) <= _MOST
    by_year = {of: list(group) for of, group in groupby(dates, key=lambda date: date.year)}
    years = {} if small else {of: list(_portions(here)) for of, here in by_year.items()}
    where = {date.id: f"{_AT}#{date.id}" for date in dates}
    for of, portions in years.items():
        for n, portion in enumerate(portions, 1):
            where.update({d.id: f"{_address(of, n)}#{d.id}" for d in portion if not d.continued})
    whole, root = _root(site)
    _draw(root, dates, focus([(date.time, len(date)) for date in dates]), where)
    if small:
        _list(root, dates, len(site.leaves))
    else:
        _overview(root, by_year)
    yield _AT, site.frame.page("timeline", whole, _AT)
    for of in years:
        yield from _year(site, years, of, by_year[of], where)


def _year(
    site: Site, years: Years, of: int, dates: Sequence[Dated], where: dict[str, str]
) -> Iterator[tuple[str, bytes]]:
    """The pages of a year."""
    order = list(years)
    at = order.index(of)
    line = axis([(number(of), number(of + 1) - 1)])
    for n, portion in enumerate(years[of], 1):
        whole, root = _root(site)
        root.set("year", _iso(of))
        for name, others in (("previous", order[max(at - 1, 0) : at]), ("next", order[at + 1 : at + 2])):
            for other in others:
                etree.SubElement(root, name, iso=_iso(other), href=_address(other))
        root.extend(pager(n, len(years[of]), lambda n: _address(of, n)))
        _draw(root, dates, line, where)
        _list(root, portion, len(site.leaves))
        yield _address(of, n), site.frame.page("timeline", whole, _address(of, n), tab="timeline")


def _iso(of: int) -> str:
    return f"{of:05d}" if of < 0 else f"{of:04d}"


def _address(of: int, n: int = 1) -> str:
    """The address of a page of a year, counted from 1."""
    return f"timeline/{_iso(of)}{f'.{n}' if n > 1 else ''}.html"


def _portions(dates: Iterable[Dated]) -> Iterator[tuple[Dated, ...]]:
    """The dates in portions for pages; one with too much for a page is divided."""
    some: list[Dated] = []
    for date in dates:
        items = [*((leaf, None) for leaf in date.issued), *date.passages]
        part = date
        while items:
            room = _MOST - sum(map(len, some))
            here, items = items[:room], items[room:]
            texts = tuple(leaf for leaf, passage in here if passage is None)
            passages = tuple((leaf, passage) for leaf, passage in here if passage is not None)
            some.append(replace(part, issued=texts, passages=passages))
            part = replace(date, continued=True)
            if len(here) == room:
                yield tuple(some)
                some = []
    if some:
        yield tuple(some)


def _root(site: Site) -> tuple[etree._Element, etree._Element]:
    """What ``timeline.xsl`` makes a page of, and the ``timeline`` in it."""
    whole = corpus(site.frame.titles)
    return whole, etree.SubElement(whole, "timeline", languages=" ".join(site.frame.languages))


def _draw(root: etree._Element, dates: Iterable[Dated], line: Axis, where: dict[str, str]) -> None:
    strokes = [Stroke(d.id, where[d.id], d.first, d.last, d.time, len(d.passages), len(d.issued)) for d in dates]
    root.append(draw(strokes, line))


def _overview(root: etree._Element, years: dict[int, list[Dated]]) -> None:
    """The years, each with how much there is of it."""
    for of, here in years.items():
        node = etree.SubElement(root, "year", iso=_iso(of), href=_address(of))
        node.set("dates", str(len(here)))
        node.set("passages", str(sum(len(date.passages) for date in here)))
        node.set("texts", str(sum(len(date.issued) for date in here)))


def _list(root: etree._Element, dates: Sequence[Dated], texts: int) -> None:
    """The dates by year, with their texts and passages; the title of the only text is not said again and again."""
    for of, group in groupby(dates, key=lambda date: date.year):
        section = etree.SubElement(root, "section", iso=_iso(of))
        for date in group:
            node = etree.SubElement(section, "date", id=date.id, first=date.first, last=date.last)
            if date.continued:
                node.set("continued", "")
            for leaf in date.issued:
                _titled(etree.SubElement(node, "issued"), leaf)
            for leaf, passages in groupby(date.passages, key=lambda item: item[0]):
                text = etree.SubElement(node, "text", versions=str(len(leaf.versions)), date=leaf.date)
                if texts > 1:
                    _titled(text, leaf)
                for _, passage in passages:
                    _passage(text, leaf, passage, date)


def _titled(node: etree._Element, leaf: Leaf) -> None:
    node.set("href", f"{quote(leaf.stem, safe='')}.html")
    for language, title in leaf.titles:
        etree.SubElement(node, "title", {XML_LANG: language}).text = title


def _passage(text: etree._Element, leaf: Leaf, passage: Passage, date: Dated) -> None:
    """Put a passage there: a side for each version, empty where it does not have it."""
    row = etree.SubElement(text, "passage")
    sides = {side.version: side for side in passage.sides}
    for n, (_, language, version) in enumerate(leaf.versions):
        node = etree.SubElement(row, "side", {XML_LANG: language})
        if side := sides.get(n):
            node.set("href", f"{quote(leaf.stem, safe='')}.html#{quote(side.ids[0])}")
            node.set("n", side.ids[0].removeprefix(f"{version}."))
            _marked(node, side, date)


def _marked(node: etree._Element, side: Side, date: Dated) -> None:
    """Put the words of a side into `node`, those that name the date as ``mark``."""
    at = 0
    node.text = side.text
    spans = {(d.start, d.end) for d in side.days if key(d.first, d.last) == (date.first, date.last, date.time)}
    for start, end in sorted(spans):
        if start < at:
            continue
        before = node[-1].tail if len(node) else node.text
        cut = before or ""
        if len(node):
            node[-1].tail = cut[: start - at]
        else:
            node.text = cut[: start - at]
        mark = etree.SubElement(node, "mark")
        mark.text, mark.tail = side.text[start:end], side.text[end:]
        at = end
