"""Read authority.xml: the records of persons, places, organisations, events and documents, and the stop list."""

from __future__ import annotations

import re
from pathlib import Path

from lxml import etree

from tei.model import Entity, Name
from tei.names import TEI, XML_ID, XML_LANG, is_ncname, tei
from tei.report import TeiError
from tei.xml import parse

#: Record element → the element of its names.
RECORDS = {"person": "persName", "place": "placeName", "org": "orgName", "event": "eventName", "bibl": "title"}
NAME_ELEMENTS = frozenset(RECORDS.values())
#: Ids that documents give away themselves: versions and all that lies in them, notes, the seed, the source, the tool.
RESERVED = re.compile(r"tool|seed|source|translation|note\d+|u[0-9a-f]{4}|(?:en|zh|ja|ko|ru|und)(?:[-.].*)?")


def authority(path: Path) -> tuple[tuple[Entity, ...], tuple[Name, ...]]:
    """The records at `path` and the strings that are no names.  No file, no records.

    Raises:
        TeiError: V001 when it is not well-formed, E010 to E012 for a record that cannot be used.
    """
    if not path.exists():
        return (), ()
    root = parse(path).getroot()
    if root.tag != tei("standOff"):
        raise TeiError(
            "E010",
            f"the root is {etree.QName(root).localname}, not standOff in the namespace {TEI}",
            file=str(path),
            line=root.sourceline,
        )
    entities: dict[str, Entity] = {}
    for kind, name_element in RECORDS.items():
        for record in root.findall(f"*/{tei(kind)}"):
            entity = _entity(record, name_element, str(path))
            if entity.id in entities:
                raise TeiError(
                    "E012",
                    f'two records have the xml:id "{entity.id}"',
                    file=str(path),
                    line=entity.line,
                    hint=f"the other one is in line {entities[entity.id].line}",
                )
            entities[entity.id] = entity
    stop = [
        Name(_lang(item), "".join(item.itertext()).strip())
        for items in root.iter(tei("list"))
        if items.get("type") == "stop"
        for item in items.iter(tei("item"))
    ]
    _refs(entities, str(path))
    return tuple(entities[id_] for id_ in sorted(entities)), tuple(stop)


def _entity(record: etree._Element, name_element: str, file: str) -> Entity:
    id_ = record.get(XML_ID)
    line = record.sourceline or 1
    if not id_:
        raise TeiError(
            "E011",
            f"a {etree.QName(record).localname} has no xml:id",
            file=file,
            line=line,
            hint='add one such as xml:id="place.beijing"',
        )
    if not is_ncname(id_) or RESERVED.fullmatch(id_):
        raise TeiError(
            "E011", f'"{id_}" cannot be the xml:id of a record', file=file, line=line, hint="such as place.beijing"
        )
    entity_reference = next(record.iter(etree.Entity), None)
    if entity_reference is not None:
        raise TeiError(
            "E010",
            "holds an entity reference, and none is expanded",
            file=file,
            line=entity_reference.sourceline or line,
            hint="write the character itself",
        )
    names = tuple(_name(child) for child in record if child.tag == tei(name_element))
    if not any(name.text for name in names):
        raise TeiError(
            "E011",
            f'the record "{id_}" has no {name_element}',
            file=file,
            line=line,
            hint=f'add <{name_element} xml:lang="en">…</{name_element}>',
        )
    xml = etree.tostring(record, with_tail=False, encoding="unicode")
    return Entity(id_, name_element, names, xml, line)


def _name(element: etree._Element) -> Name:
    text = ""
    inner: list[tuple[int, int, str, str]] = []

    def walk(node: etree._Element) -> None:
        nonlocal text
        start = len(text)
        text += node.text or ""
        for child in node:
            if isinstance(child.tag, str):
                walk(child)
            text += child.tail or ""
        name = etree.QName(node).localname
        if node is not element and name in NAME_ELEMENTS and node.get("ref", "").startswith("#"):
            inner.append((start, len(text), name, node.get("ref", "")[1:]))

    walk(element)
    lead = len(text) - len(text.lstrip())
    moved = tuple((a - lead, b - lead, name, ref) for a, b, name, ref in sorted(inner, key=lambda x: (x[0], -x[1])))
    return Name(_lang(element), " ".join(text.split()) if not moved else text.strip(), moved, element.get("type", ""))


def _lang(element: etree._Element) -> str:
    node: etree._Element | None = element
    while node is not None:
        if lang := node.get(XML_LANG):
            return lang
        node = node.getparent()
    return ""


def _refs(entities: dict[str, Entity], file: str) -> None:
    for entity in entities.values():
        for name in entity.names:
            for _, _, _, ref in name.inner:
                if ref not in entities:
                    raise TeiError(
                        "E012",
                        f'"{name.text}" of {entity.id} points to "{ref}", which is no record',
                        file=file,
                        line=entity.line,
                    )
