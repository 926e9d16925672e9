"""Read authority.xml: the records of persons, places, organisations, events and documents, and what is no name.

The stop list holds strings that are no names; lists of type ``context`` hold the words beside which a form is none, or
beside which alone it is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Literal

from lxml import etree

from tei.han import simplified
from tei.model import Condition, Entity, Name, primary
from tei.names import TEI, XML_ID, XML_LANG, is_ncname, tei
from tei.report import TeiError
from tei.xml import parse

#: Record element → the element of its names.
RECORDS = {"person": "persName", "place": "placeName", "org": "orgName", "event": "eventName", "bibl": "title"}
NAME_ELEMENTS = frozenset(RECORDS.values())
#: What @subtype of a context list says: where the name stands, and whether nowhere else.
CONDITIONS: Mapping[str, tuple[Literal["before", "after"], bool]] = {
    "before": ("before", True),
    "after": ("after", True),
    "not-before": ("before", False),
    "not-after": ("after", False),
}
#: Ids that documents give away themselves: versions and all that lies in them, notes, the seed, the source, the tool.
RESERVED = re.compile(r"tool|seed|source|translation|note\d+|u[0-9a-f]{4}|(?:en|zh|ja|ko|ru|und)(?:[-.].*)?")


def authority(path: Path) -> tuple[tuple[Entity, ...], tuple[Name, ...], tuple[Condition, ...]]:
    """The records at `path`, the strings that are no names, and the conditions of names.  No file, no records.

    Raises:
        TeiError: V001 when it is not well-formed, E010 to E013 for what cannot be used.
    """
    if not path.exists():
        return (), (), ()
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
    _refs(entities, str(path))
    owners = _owners(root, entities.values())
    stop = tuple(_stop(root, owners, str(path)))
    conditions = tuple(_conditions(root, owners, str(path)))
    return tuple(entities[id_] for id_ in sorted(entities)), stop, conditions


def _owners(root: etree._Element, entities: Iterable[Entity]) -> dict[str, list[tuple[str, Entity]]]:
    """Who has the forms that the stop list and the conditions speak of: the language and the record, for each form
    in simplified characters.
    """
    spoken = [item for items in _lists(root, "stop") for item in items.iter(tei("item"))]
    spoken += [head for rule in _lists(root, "context") for head in rule.findall(tei("head"))]
    found: dict[str, list[tuple[str, Entity]]] = {simplified(_words(element)): [] for element in spoken}
    if found:
        for entity in entities:
            for name in entity.names:
                owners = found.get(simplified(name.text))
                if owners is not None:
                    owners.append((primary(name.lang), entity))
    return found


def _lists(root: etree._Element, kind: str) -> Iterator[etree._Element]:
    return (found for found in root.iter(tei("list")) if found.get("type") == kind)


def _words(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _stop(root: etree._Element, owners: Mapping[str, list[tuple[str, Entity]]], file: str) -> Iterator[Name]:
    for items in _lists(root, "stop"):
        for item in items.iter(tei("item")):
            name = Name(_lang(item), _words(item))
            for lang, entity in owners.get(simplified(name.text), ()):
                if not lang or not name.lang or lang == primary(name.lang):
                    raise TeiError(
                        "E012",
                        f'"{name.text}" is in the stop list, and a name of {entity.id} (line {entity.line})',
                        file=file,
                        line=item.sourceline,
                        hint='take one of them out, or say when it is a name: <list type="context">',
                    )
            yield name


def _conditions(root: etree._Element, owners: Mapping[str, list[tuple[str, Entity]]], file: str) -> Iterator[Condition]:
    for rule in _lists(root, "context"):

        def wrong(message: str, hint: str, rule: etree._Element = rule) -> TeiError:
            return TeiError("E013", message, file=file, line=rule.sourceline, hint=hint)

        kind, ref = rule.get("subtype", ""), rule.get("corresp", "").removeprefix("#")
        if kind not in CONDITIONS:
            raise wrong(f'a context list has the subtype "{kind}"', f"known are: {', '.join(CONDITIONS)}")
        forms = tuple(filter(None, map(_words, rule.findall(tei("head")))))
        words = tuple(filter(None, map(_words, rule.findall(tei("item")))))
        if not forms or not words:
            raise wrong("a context list needs a name and words", "<head>党</head><item>委</item>")
        for form in forms:
            having = [entity.id for _, entity in owners.get(simplified(form), ())]
            if not having or (ref and ref not in having):
                raise wrong(f'"{form}" is no name of {ref or "any record"}', "write it as the record does")
        yield Condition(_lang(rule), forms, *CONDITIONS[kind], words, ref)


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
    pointers = (el.get("ref", "") for el in record.iter(etree.Element))
    related = dict.fromkeys(p[1:] for p in pointers if p.startswith("#") and p[1:] != id_)
    return Entity(id_, name_element, names, xml, line, tuple(related))


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
    lang, kind = _lang(element), element.get("type", "")
    if not inner:
        return Name(lang, " ".join(text.split()), (), kind)
    plain, at = _plain(text)
    moved = tuple((at[a], at[b], name, ref) for a, b, name, ref in sorted(inner, key=lambda x: (x[0], -x[1])))
    return Name(lang, plain, moved, kind)


def _plain(text: str) -> tuple[str, list[int]]:
    """`text` with single spaces and none at its ends, and where each of its characters (and its end) has gone."""
    plain = ""
    at = []
    for character in text:
        at.append(len(plain))
        if not character.isspace():
            plain += character
        elif plain and plain[-1] != " ":
            plain += " "
    stripped = plain.rstrip(" ")
    return stripped, [min(k, len(stripped)) for k in (*at, len(plain))]


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
