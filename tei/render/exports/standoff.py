"""What stands off from the text: annotations and records."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tei.names import XML_ID
from tei.render.exports.nodes import lang_of, plain, select, worded
from tei.render.exports.text import NAMES, Named, Note, Record

_RECORDS = ("person", "place", "org", "event", "bibl")


def notes(root: etree._Element) -> Iterator[Note]:
    """The annotations that say something."""
    for annotation in select(root, "tei:standOff/tei:listAnnotation/tei:annotation[tei:note]"):
        said = select(annotation, "tei:note")
        yield Note(
            annotation.get(XML_ID, ""),
            said[0].get("type", ""),
            said[0].get("resp", "").removeprefix("#"),
            tuple(annotation.get("target", "").replace("#", " ").split()),
            tuple((lang_of(note), plain(note)) for note in said),
        )


def records(root: etree._Element) -> Iterator[Record]:
    """The persons, places, organisations, events and documents."""
    for kind in _RECORDS:
        path = f"tei:standOff/*/tei:{kind}[@xml:id]"
        for element in select(root, path if kind != "bibl" else "tei:standOff/tei:listBibl/tei:bibl[@xml:id]"):
            yield record(kind, element)


def record(kind: str, element: etree._Element) -> Record:
    """A record of standOff."""
    names = [child for child in element if isinstance(child.tag, str) and etree.QName(child).localname in NAMES]
    dates = [
        (etree.QName(one).localname if one is not element else "event", str(name), str(value))
        for one in (element, *select(element, "tei:birth | tei:death | tei:date"))
        for name, value in one.attrib.items()
        if name in ("when", "from", "to", "notBefore", "notAfter")
    ]
    return Record(
        element.get(XML_ID, ""),
        kind,
        tuple(Named(lang_of(name), plain(name), name.get("type", "")) for name in names),
        tuple((idno.get("type", ""), plain(idno)) for idno in select(element, "tei:idno")),
        tuple(worded(element, "tei:note | tei:desc")),
        _geo(element),
        tuple((where if where in ("birth", "death") else name, value) for where, name, value in dates),
    )


def _geo(element: etree._Element) -> tuple[float, float] | None:
    """Latitude and longitude, if there are any that can be: https://tei-c.org/release/doc/tei-p5-doc/en/html/ref-geo.html."""
    for geo in select(element, "tei:location/tei:geo"):
        try:
            north, east = (float(number) for number in plain(geo).replace(",", " ").split())
        except ValueError:
            continue
        if -90 <= north <= 90 and -180 <= east <= 180:
            return north, east
    return None
