"""What an e-book says of itself: metadata, contents, indexes of names; as the trees that epub-book.xsl reads."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar
from urllib.parse import quote

from lxml import etree

from tei.model import primary
from tei.names import XML_ID, XML_LANG, tei
from tei.render.exports.corpus import Corpus, links
from tei.render.exports.pairs import languages
from tei.render.exports.reader import joined
from tei.render.exports.text import NAMES, Block, Named, Record, Text, Version
from tei.render.filing import Filed, filed, remembered
from tei.xml import parse

_T = TypeVar("_T")

#: The kinds of records, and the names of their indexes in the catalogues of labels.
INDEXES = {"person": "persons", "place": "places", "org": "organisations", "event": "events", "bibl": "documents"}
#: By kind: the list of such records in a standOff, the element that names one.
_LISTS = {
    "person": ("listPerson", "persName"),
    "place": ("listPlace", "placeName"),
    "org": ("listOrg", "orgName"),
    "event": ("listEvent", "eventName"),
    "bibl": ("listBibl", "title"),
}
#: https://www.w3.org/2021/a11y-discov-vocab/latest/
_ACCESSIBLE = (
    ("accessMode", "textual"),
    ("accessModeSufficient", "textual"),
    ("accessibilityFeature", "tableOfContents"),
    ("accessibilityFeature", "structuralNavigation"),
    ("accessibilityFeature", "readingOrder"),
    ("accessibilityFeature", "index"),
    ("accessibilityFeature", "alternativeText"),
    ("accessibilityFeature", "displayTransformability"),
    ("accessibilityFeature", "unlocked"),
    ("accessibilityHazard", "none"),
    (
        "accessibilitySummary",
        "Text only, but for the cover. Every passage is tagged with its language; heads, notes and tables are marked "
        "as such; notes and names are linked both ways. Conformance has not been evaluated by people.",
    ),
)


@dataclass(frozen=True)
class Book:
    """A book: of the versions that are called `only` (see `languages`), of all where it is ""."""

    corpus: Corpus
    only: str = ""

    @cached_property
    def texts(self) -> list[Text]:
        """The texts that have such a version."""
        return [text for text in self.corpus.texts if not self.only or self.only in languages(text)]

    @cached_property
    def by_stem(self) -> Mapping[str, Text]:
        """Its texts by their stems."""
        return {text.stem: text for text in self.texts}

    @cached_property
    def hrefs(self) -> Mapping[str, str]:
        """The content document of each text, by its stem."""
        return {text.stem: f"text-{n:04}.xhtml" for n, text in enumerate(self.texts, 1)}

    @cached_property
    def records(self) -> Mapping[str, list[Record]]:
        """The records of its texts by kind, in the order of their names: by the alphabet, Chinese ones by pinyin."""
        known = {record.id for text in self.texts for record in text.records}
        lang = self.only or (self.corpus.edition.title[0][0] if self.corpus.edition.title else "")
        found: dict[str, list[Record]] = {kind: [] for kind in INDEXES}
        for record in self.corpus.records.values():
            if record.id in known:
                found[record.kind].append(record)
        with remembered():
            return {kind: sorted(some, key=lambda r: (_filed(r, lang), r.id)) for kind, some in found.items() if some}

    @cached_property
    def introduction(self) -> etree._ElementTree | None:
        """The introduction, if there is one: the divisions in its language, all where there are none."""
        if self.corpus.introduction is None:
            return None
        tree = parse(self.corpus.introduction, "introduction.xml")
        body = tree.getroot().find(f"{tei('text')}/{tei('body')}")
        divisions = list(body.iterchildren(tei("div"))) if body is not None else []
        own = [div for _, div in self.told([(div.get(XML_LANG, ""), div) for div in divisions])]
        for div in divisions:
            if div not in own and body is not None:
                body.remove(div)
        return tree if body is not None and len(body) else None

    def versions(self, text: Text) -> list[Version]:
        """The versions of a text that are in it."""
        return [v for v, name in zip(text.versions, languages(text), strict=True) if self.only in ("", name)]

    def told(self, several: Sequence[tuple[str, _T]]) -> list[tuple[str, _T]]:
        """Of what is told in several languages that in the book's, if there is any; else all."""
        return [one for one in several if self.only and primary(one[0]) == primary(self.only)] or list(several)


def _filed(record: Record, lang: str) -> Filed:
    return filed(record.name(lang), surname=record.kind == "person")


def described(book: Book) -> etree._Element:
    """The ``book`` that epub-book.xsl reads."""
    edition = book.corpus.edition
    identity = uuid.uuid5(uuid.NAMESPACE_URL, f"{book.corpus.base}#{edition.version}#{book.only}")
    element = etree.Element("book", id=f"urn:uuid:{identity}", modified=f"{edition.date or '1980-01-01'}T00:00:00Z")
    for name, value in (("version", edition.version), ("date", edition.date), ("address", edition.address)):
        if value:
            element.set(name, value)
    for lang, title in book.told(edition.title) or [("", edition.id)]:
        _add(element, "title", title, lang=lang)
    spoken = [version.lang or "und" for text in book.texts for version in book.versions(text)]
    for lang in dict.fromkeys(spoken):
        _add(element, "language", lang)
    for editor in edition.editors:
        _add(element, "creator", editor.name)
    if edition.publisher:
        _add(element, "publisher", edition.publisher)
    if edition.licence_text or edition.licence_target:
        web = edition.licence_target if edition.licence_target.startswith(("http://", "https://")) else ""
        _add(element, "licence", edition.licence_text or edition.licence_target, href=web)
    for lang, words in book.told(edition.description):
        _add(element, "description", words, lang=lang)
    for lang, rights in book.told(edition.rights):
        _add(element, "rights", rights, lang=lang)
    for word in dict.fromkeys(word for _, words in book.told(edition.keywords) for word in words):
        _add(element, "subject", word)
    for name, value in _ACCESSIBLE:
        _add(element, "accessible", value, property=name)
    if book.introduction is not None:
        element.append(_prologue(book.introduction))
    element.extend(_contents(book, text) for text in book.texts)
    for kind in book.records:
        etree.SubElement(element, "index", id=f"names-{kind}", href=f"names-{kind}.xhtml", label=INDEXES[kind])
    return element


def _add(parent: etree._Element, name: str, text: str, **attributes: str) -> etree._Element:
    element: etree._Element = etree.SubElement(parent, name, {key: value for key, value in attributes.items() if value})
    element.text = text
    return element


def _prologue(introduction: etree._ElementTree) -> etree._Element:
    """The introduction in the table of contents: the heads of its divisions, each in its language."""
    element = etree.Element("introduction", id="introduction", href="introduction.xhtml")
    for div in introduction.getroot().iterfind(f"{tei('text')}/{tei('body')}/{tei('div')}"):
        head = div.find(tei("head"))
        words = " ".join("".join(map(str, head.itertext())).split()) if head is not None else ""
        if words:
            _add(element, "title", words, lang=div.get(XML_LANG, ""))
    return element


def _contents(book: Book, text: Text) -> etree._Element:
    """A text in the table of contents: its titles, and the heads of its reports."""
    href = book.hrefs[text.stem]
    element = etree.Element("text", id=href.removesuffix(".xhtml"), href=href)
    for lang, title in book.told(text.titles) or [("", text.title())]:
        _add(element, "title", title, lang=lang)
    versions = book.versions(text)
    beside = {block.id: (version.lang, block) for version in versions[1:] for block in version.blocks}
    for block in versions[0].blocks if versions else ():
        if block.element == "head" and block.level > 1 and block.id:
            section = etree.SubElement(element, "section", id=block.id)
            for lang, head in [(versions[0].lang, block), *(beside[one] for one in block.corresp if one in beside)]:
                _add(section, "title", _head(head, lang), lang=lang)
    return element


def _head(block: Block, lang: str) -> str:
    words = joined(block.units, lang)
    return f"[{words}]" if block.type == "supplied" else words


def indexes(book: Book) -> Iterator[tuple[str, etree._Element]]:
    """By kind, the ``index`` that epub-book.xsl reads."""
    places = _places(book)
    for kind, records in book.records.items():
        index = etree.Element("index", kind=kind, label=INDEXES[kind])
        index.extend(_record(book, record, places.get(record.id, {})) for record in records)
        yield kind, index


def _record(book: Book, record: Record, places: Mapping[str, Mapping[str, str]]) -> etree._Element:
    """A record in an index, its names in the book's language first.

    `places` are sentences and their numbers, by the stem of their text.
    """
    element = etree.Element("record", id=record.id)
    own = primary(book.only)
    for name in sorted(record.names, key=lambda n: own not in ("", primary(n.lang))) or (Named("", record.id),):
        _add(element, "name", name.text, lang=name.lang, type=name.type)
    if record.names and all(name.type for name in record.names):
        del element[0].attrib["type"]  # it has a head in any case
    for lang, words in book.told(record.notes):
        _add(element, "note", words, lang=lang)
    for kind, value, address in links(record):
        _add(element, "see", f"{kind} {value}", href=address)
    for stem, units in places.items():
        text = book.by_stem[stem]
        lang, title = (book.told(text.titles) or [("", text.title())])[0]
        where = etree.SubElement(element, "in", title=title, lang=lang)
        for unit_id, number in units.items():
            _add(where, "at", number, href=f"{book.hrefs[stem]}#{quote(unit_id)}")
    return element


def _places(book: Book) -> dict[str, dict[str, dict[str, str]]]:
    """By record and text the sentences that name it, each with its number: those of the first version that does."""
    found: dict[str, dict[str, dict[str, str]]] = {}
    for text in book.texts:
        stands: dict[str, str] = {}  # the version whose sentences stand for a record
        for version in book.versions(text):
            for unit in (unit for block in version.blocks for unit in block.units if unit.id):
                for ref in (ref for span in unit.spans if span.element in NAMES for ref in span.refs):
                    if stands.setdefault(ref, version.id) == version.id:
                        number = unit.id.removeprefix(f"{version.id}.")
                        found.setdefault(ref, {}).setdefault(text.stem, {})[unit.id] = number
    return found


def stand_off(book: Book) -> etree._Element:
    """The records of the book as a ``standOff``, by their names only."""
    found = etree.Element(tei("standOff"))
    for kind, records in book.records.items():
        held = etree.SubElement(found, tei(_LISTS[kind][0]))
        for record in records:
            element = etree.SubElement(held, tei(kind), {XML_ID: record.id})
            for name in (name for name in record.names if not name.type):
                etree.SubElement(
                    element, tei(_LISTS[kind][1]), {XML_LANG: name.lang} if name.lang else {}
                ).text = name.text
    return found
