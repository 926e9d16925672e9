"""The map of the places that texts name: a drawing, and the same as a table."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from tei.model import primary
from tei.names import XML_ID, XML_LANG, tei
from tei.render.site.frame import Site, corpus
from tei.render.site.leaf import Leaf, Record
from tei.render.site.lettering import Dot, lettered, units, width
from tei.render.site.projection import WIDTH, Point, View, coast, degree, meridians, parallels, view
from tei.xml import parse

_SIZE = 15.0  # of the letters, in units of the drawing
_SMALL = 11.5  # of those of the net
_MOST = 300  # places on the map; the register has all

_GEO = re.compile(rb"<(?:\w+:)?geo\b")
_NUMBER = re.compile(r"[\s,]+")


@dataclass(frozen=True, slots=True)
class Located:
    """A place with coordinates: its record, where it is, and how many passages name it."""

    record: etree._Element
    point: Point
    passages: int

    @property
    def id(self) -> str:
        """The xml:id of its record."""
        return self.record.get(XML_ID, "")


def tabs(leaves: Sequence[Leaf]) -> list[str]:
    """The map, if a place has coordinates."""
    records = (record for leaf in leaves for record in leaf.records)
    return ["map"] if any(_point(parse(r.data, r.id).getroot()) for r in records if _may_lie(r)) else []


def pages(site: Site) -> Iterator[tuple[str, bytes]]:
    """The page of the map, if a place has coordinates."""
    places, others = _places(site.leaves)
    if places:
        yield "map.html", site.frame.page("map", _tree(site, places[:_MOST], others + len(places[_MOST:])), "map.html")


def _places(leaves: Sequence[Leaf]) -> tuple[list[Located], int]:
    """The places that have coordinates, those named most often first, and the number of the others."""
    named: Counter[str] = Counter()
    records: dict[str, Record] = {}
    for leaf in leaves:
        for record in leaf.records:
            if record.register == "places" and (record.id not in records or not _may_lie(records[record.id])):
                records[record.id] = record
        for passage in leaf.passages:
            named.update({id_ for side in passage.sides for name in side.names for id_ in name.records})
    found = []
    for id_, record in records.items():
        root = parse(record.data, id_).getroot() if _may_lie(record) else None
        if root is not None and (point := _point(root)):
            found.append(Located(root, point, named[id_]))
    return sorted(found, key=lambda place: (-place.passages, place.id)), len(records) - len(found)


def _may_lie(record: Record) -> bool:
    return record.register == "places" and _GEO.search(record.data) is not None


def _point(record: etree._Element) -> Point | None:
    """Where a place is, by its first ``location/geo``: north, then east, in degrees (Guidelines, 14.3.4)."""
    geo = record.findtext(f"{tei('location')}/{tei('geo')}") or ""
    try:
        north, east = map(float, _NUMBER.split(geo.strip()))
    except ValueError:
        return None
    return (east, north) if abs(north) <= 90 and abs(east) <= 180 else None


def _tree(site: Site, places: Sequence[Located], others: int) -> etree._Element:
    """What ``map.xsl`` makes the page of: the records, and a ``map`` of what is drawn, in units of the drawing."""
    whole = corpus(site.frame.titles)
    list_place = etree.SubElement(etree.SubElement(whole, tei("standOff")), tei("listPlace"))
    seen = view([place.point for place in places])
    drawing = etree.SubElement(whole, "map", width=str(WIDTH), height=units(seen.height), others=str(others))
    etree.SubElement(drawing, "coast", d=coast(seen))
    for name, lines in (("meridian", meridians(seen)), ("parallel", parallels(seen))):
        for at, label in lines:
            etree.SubElement(drawing, name, at=units(at), label=label)
    top = max(16, *(place.passages for place in places))
    dots = [Dot(*seen.at(place.point), 2.5 + 6.5 * math.sqrt(place.passages / top)) for place in places]
    for place, dot in zip(places, dots, strict=True):
        east, north = place.point
        mark = etree.SubElement(drawing, "place", id=place.id, n=str(place.passages))
        mark.attrib.update({"x": units(dot.x), "y": units(dot.y), "r": units(dot.r)})
        mark.set("coordinates", f"{degree(round(north, 2), 'N', 'S')}, {degree(round(east, 2), 'E', 'W')}")
        list_place.append(place.record)
    for language in site.frame.languages:
        _letter(drawing, [_called(place.record, language) for place in places], language, dots, seen)
    return whole


def _letter(
    drawing: etree._Element, names: Sequence[tuple[str, str]], language: str, dots: Sequence[Dot], seen: View
) -> None:
    """Put the names, (language, name), to their places, for readers of `language`."""
    net = [(at - 2, seen.height - 20, at + width(label, _SMALL) + 6, seen.height) for at, label in meridians(seen)]
    net += [(0.0, at - 18, width(label, _SMALL) + 10, at) for at, label in parallels(seen)]
    room = (4.0, 4.0, WIDTH - 4.0, seen.height - 4.0)
    found = lettered(dots, [name for _, name in names], _SIZE, room, net)
    for mark, (lang, name), label in zip(drawing.iterfind("place"), names, found, strict=True):
        if label:
            node = etree.SubElement(mark, "label", {"for": language, XML_LANG: lang}, anchor=label.anchor)
            node.attrib.update({"x": units(label.x), "y": units(label.y)})
            node.text = name


def _called(record: etree._Element, language: str) -> tuple[str, str]:
    """The name of a place on a map for readers of `language`, (language, name): an abbreviation rather than all of it.

    One character does not count: it stands for the place in compounds only.
    """
    names = [
        (name.get(XML_LANG, ""), name.get("type", ""), " ".join("".join(map(str, name.itertext())).split()))
        for name in record.iterfind(tei("placeName"))
    ]
    own = [name for name in names if primary(name[0]) == language]
    short = [name for name in own if name[1] == "abbreviation" and len(name[2]) > 1]
    best = next(iter((*short, *own, *names)), ("", "", record.get(XML_ID, "")))
    return best[0], best[2]
