"""The table of dates: the values that texts give to the dates they name, in the order of the calendar."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from tei.names import NS, tei
from tei.render.calendar import Key, key

_UNREAD = frozenset(map(tei, ("sic", "surplus")))

_LIMITS = (("when", "from", "notBefore"), ("when", "to", "notAfter"))

#: A date as a text has it: its first and its last day, ISO of any precision; "" where one is open.
Value = tuple[str, str]


def dates(tree: etree._ElementTree) -> tuple[Value, ...]:
    """The values of all dates in the reading text of `tree`, each once, sorted."""
    found = set()
    for body in tree.getroot().iterfind("tei:text/tei:body", NS):
        unread = 0
        for event, node in etree.iterwalk(body, events=("start", "end")):
            if node.tag in _UNREAD:
                unread += 1 if event == "start" else -1
            elif event == "start" and node.tag == tei("date") and not unread:
                found.add(_value(node))
    return tuple(sorted(found - {("", "")}))


def _value(date: etree._Element) -> Value:
    """As ``xslt/print/dates.xsl`` has it."""
    first, last = (next((date.get(n, "") for n in names if n in date.attrib), "") for names in _LIMITS)
    return first, last


def table(values: Iterable[Value]) -> etree._Element | None:
    """An element ``dates`` with each date once; in it, as ``value``, the ways in which the texts write it.

    None if there is no date.  What contains other dates comes before them; what is no date of the calendar is left out.
    """
    ways: dict[Key, list[Value]] = {}
    for value in sorted(set(values)):
        if of := key(*value):
            ways.setdefault(of, []).append(value)
    if not ways:
        return None
    found = etree.Element("dates")
    for of in sorted(ways, key=lambda of: (of[2][0], -of[2][1], of)):
        date = etree.SubElement(found, "date", first=of[0], last=of[1])
        for first, last in ways[of]:
            etree.SubElement(date, "value").text = f"{first}/{last}"
    return found
