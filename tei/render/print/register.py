"""The indexes of names: the records that texts name, in the order of each language of the versions.

Chinese names stand in the order of pinyin, others in that of the alphabet.  Forms that stand elsewhere in that order
lead to the one that is shown.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from tei.model import primary
from tei.names import NS, XML_ID, XML_LANG, tei
from tei.render.filing import Filed, filed, remembered

#: The kinds of records, in the order of the index: their elements.
KINDS = ("person", "place", "org", "event", "bibl")

_NAMES = frozenset(map(tei, ("persName", "placeName", "orgName", "eventName", "title", "label")))
_UNREAD = frozenset(map(tei, ("sic", "surplus")))


@dataclass(frozen=True, slots=True)
class Name:
    """A form of a record's name; `filed` is what it is sorted by where that is another (“Mao Zedong” by “Mao”)."""

    lang: str
    text: str
    other: bool  # a variant, an abbreviation: not the form that is shown
    filed: str


@dataclass(frozen=True, slots=True)
class Record:
    """A record that a text names."""

    id: str
    kind: str
    names: tuple[Name, ...]

    def shown(self, lang: str) -> Name | None:
        """The form that is shown in a language (its primary subtag)."""
        return next((name for name in self.names if primary(name.lang) == lang and not name.other), None)


def named(tree: etree._ElementTree) -> tuple[Record, ...]:
    """The records of `tree` that its reading text names, in their order there."""
    root = tree.getroot()
    ids: set[str] = set()
    for body in root.iterfind("tei:text/tei:body", NS):
        unread = 0
        for event, node in etree.iterwalk(body, events=("start", "end")):
            if node.tag in _UNREAD:
                unread += 1 if event == "start" else -1
            elif event == "start" and not unread:
                ids.update(node.get("ref", "").replace("#", " ").split())
    return tuple(
        Record(node.get(XML_ID, ""), kind, tuple(_names(node)))
        for kind in KINDS
        for node in root.iterfind(f"tei:standOff/*/tei:{kind}", NS)
        if node.get(XML_ID) in ids
    )


def _names(record: etree._Element) -> Iterator[Name]:
    for node in record:
        text = _plain(node)
        if node.tag in _NAMES and text:
            parts = [_plain(part) for name in ("surname", "forename") for part in node.iterfind(f"tei:{name}", NS)]
            yield Name(_lang(node), text, node.get("type") in ("variant", "abbreviation"), " ".join(parts) or text)


def _plain(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split()) if isinstance(element.tag, str) else ""


def languages(tree: etree._ElementTree) -> tuple[str, ...]:
    """The languages of the versions of `tree`, the original's first."""
    divs = sorted(tree.iterfind("./tei:text/tei:body/tei:div", NS), key=lambda div: div.get("type") != "original")
    return tuple(dict.fromkeys(map(_lang, divs)))


def _lang(element: etree._Element) -> str:
    return str(element.xpath("string(ancestor-or-self::*[@xml:lang][1]/@xml:lang)"))


def index(records: Iterable[Record], languages: Sequence[str]) -> list[etree._Element]:
    """An element ``index`` for each of `languages` in which a record has a name.

    It holds a ``kind`` for each kind of records, and these an ``entry`` for each of them; one with ``see`` leads from
    another form to the one that is shown.  The first ``name`` in an entry is the one it stands by.
    """
    languages = list(dict.fromkeys(map(primary, languages)))
    known = {record.id: record for record in records}
    speaking = [lang for lang in languages if any(record.shown(lang) for record in known.values())]
    with remembered():
        return [_index(known, lang, languages) for lang in speaking or languages[:1] if known]


def as_json(records: Iterable[Record], languages: Sequence[str]) -> str:
    """The same as ``indexes.json``, for ``register`` in ``index.typ``."""
    return json.dumps(
        [
            (of.get(XML_LANG), [(kind.get("n"), [_told(entry) for entry in kind]) for kind in of])
            for of in index(records, languages)
        ]
    )


def _told(entry: etree._Element) -> tuple[object, ...]:
    """The key of a record, the letter it stands under, whether this only leads to it, its names."""
    names = [(name.get(XML_LANG), name.text) for name in entry]
    return entry.get("n"), entry.get("letter"), "see" in entry.attrib, names


def _index(known: dict[str, Record], lang: str, languages: Sequence[str]) -> etree._Element:
    found = etree.Element("index", {XML_LANG: lang})
    for kind in KINDS:
        rows = [row for record in known.values() if record.kind == kind for row in _rows(record, lang, languages)]
        if rows:
            rows.sort(key=lambda row: row[:2])
            holder = etree.SubElement(found, "kind", n=kind)
            holder.extend(entry for _, _, entry in rows)
    return found


def _rows(record: Record, lang: str, languages: Sequence[str]) -> Iterator[tuple[Filed, str, etree._Element]]:
    """The entries of a record in the index of a language, each with its place."""
    own = record.shown(lang)
    others = [name for other in languages if other != lang and (name := record.shown(other))]
    main = own or next(iter([*others, *record.names]), Name("", record.id, False, record.id))
    place = _place(main, record)
    yield place, record.id, _entry(record, place, [main, *others[: 1 if own else 0]])
    seen = {main.text}
    for name in record.names if own else ():
        there = _place(name, record)
        if primary(name.lang) == lang and name.other and name.text not in seen and there.key[:1] != place.key[:1]:
            seen.add(name.text)
            entry = _entry(record, there, [name, main])
            entry.set("see", "")
            yield there, record.id, entry


def _place(name: Name, record: Record) -> Filed:
    return filed(name.filed, surname=record.kind == "person")


def _entry(record: Record, place: Filed, names: Sequence[Name]) -> etree._Element:
    entry = etree.Element("entry", n=record.id, letter="" if place.last else place.letter)
    for name in names:
        etree.SubElement(entry, "name", {XML_LANG: name.lang}).text = name.text
    return entry
