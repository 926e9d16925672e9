"""The start page: the edition's titles and its texts in order; many of them by year and month, on several pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from tei.names import TEI, tei
from tei.render.site import registers
from tei.render.site.entries import counts, entries
from tei.render.site.frame import Site, corpus
from tei.render.site.leaf import Leaf
from tei.render.site.listing import led, listed, many, runs, text_of, there, when
from tei.render.site.paging import pager, ways


def pages(site: Site) -> Iterator[tuple[str, bytes]]:
    """The start page, and those on which its list goes on."""
    parts, known = runs(site.leaves), there(site.leaves)
    kinds = registers.registers(counts(entries(site.leaves)))
    for n, run in enumerate(parts, 1):
        at = listed(n)
        whole = corpus(site.frame.titles)
        whole.append(ways("browse", led(known, "index", at)))
        whole.append(ways("names", kinds))
        whole.extend(grouped(run) if many(site.leaves) else map(text_of, run))
        whole.extend(pager(n, len(parts), listed))
        yield at, site.frame.page("index", whole, at, part=str(n), **({} if n == 1 else {"tab": "index"}))


def grouped(leaves: Sequence[Leaf]) -> Iterator[etree._Element]:
    """A ``teiCorpus`` for each year, whose number is in ``@n``, of one for each month, of their texts.

    The first text of a day has the day in ``@day``.  What has no date is in one without a number.
    """
    held: dict[str, etree._Element] = {}
    days: set[str] = set()
    for leaf in leaves:
        day = when(leaf.date)
        year, month = day[:4], day[:7]
        if year not in held:
            held[year] = etree.Element(tei("teiCorpus"), {"n": year}, nsmap={None: TEI})
        if month not in held:
            held[month] = etree.SubElement(held[year], tei("teiCorpus"), {"n": month})
        text = text_of(leaf)
        if len(day) == 10 and day not in days:
            days.add(day)
            text.set("day", day)
        held[month].append(text)
    for year, element in held.items():
        if len(year) < 7:
            yield element
