"""What the edition says as linked data: itself, its texts, its records, who is named where, the notes.

Vocabularies: https://schema.org, and https://www.w3.org/TR/annotation-vocab/ for mentions and notes.  A thing that has
an address on the site is called by it; an annotation by the address of its text and the xml:id that it is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tei.render.exports.corpus import Corpus, Occurrence, same_as
from tei.render.exports.text import Note, Record, Span, Text, Unit

#: The prefixes that names of properties and classes are written with.
PREFIXES: Mapping[str, str] = {
    "dcterms": "http://purl.org/dc/terms/",
    "oa": "http://www.w3.org/ns/oa#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "schema": "https://schema.org/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_CLASSES = {"person": "Person", "place": "Place", "org": "Organization", "event": "Event", "bibl": "CreativeWork"}
_DAYS = {"birth": "birthDate", "death": "deathDate", "when": "startDate", "from": "startDate", "to": "endDate"}
_DATES = ((r"-?\d{4,}", "xsd:gYear"), (r"-?\d{4,}-\d\d", "xsd:gYearMonth"), (r"-?\d{4,}-\d\d-\d\d", "xsd:date"))
#: What a fragment of an address means in these pages: https://www.rfc-editor.org/rfc/rfc3236
_FRAGMENTS = "http://tools.ietf.org/rfc/rfc3236"
_AROUND = 32  # characters quoted before and after


@dataclass(frozen=True, slots=True)
class Iri:
    """A thing by its address, or by a prefixed name (``schema:Person``)."""

    address: str


@dataclass(frozen=True, slots=True)
class Literal:
    """Words in a language, or a value of a type (prefixed name; "" is a string)."""

    value: str
    lang: str = ""
    type: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """A thing and what is said of it; `address` is "" for one that is spoken of only here."""

    address: str
    type: str
    said: tuple[tuple[str, tuple[Value, ...]], ...]


Value = Iri | Literal | Node


def node(address: str, kind: str, *said: tuple[str, Sequence[Value | None]]) -> Node:
    """A node; values that are None, and properties without values, are left out, repetitions too."""
    told = ((name, tuple(dict.fromkeys(value for value in values if value is not None))) for name, values in said)
    return Node(address, kind, tuple((name, values) for name, values in told if values))


def words(text: str, lang: str = "") -> Literal | None:
    """A literal, unless there is nothing to say."""
    return Literal(text, lang) if text else None


def day(text: str) -> Literal | None:
    """A date with the type that its form has."""
    kind = next((name for form, name in _DATES if re.fullmatch(form, text)), "")
    return Literal(text, "", kind) if text else None


def graph(corpus: Corpus) -> Iterator[Node]:
    """All nodes: the edition, the texts and their versions, the records, the mentions and the notes text by text."""
    yield _edition(corpus)
    yield from (_editor(e.name, e.orcid, e.org) for e in corpus.edition.editors if e.orcid)
    for text in corpus.texts:
        yield from _text(corpus, text)
    for record in corpus.records.values():
        yield _record(corpus, record)
    numbers: dict[str, int] = {}
    for found in corpus.occurrences():
        if found.span.refs:
            yield _mention(corpus, found, numbers)
    for text in corpus.texts:
        for n, note in enumerate(text.notes, 1):
            yield _note(corpus, text, note, n)


def _edition(corpus: Corpus) -> Node:
    edition = corpus.edition
    return node(
        corpus.base,
        "schema:Collection",
        ("schema:name", [words(title, lang) for lang, title in edition.title]),
        ("schema:version", [words(edition.version)]),
        ("schema:datePublished", [day(edition.date)]),
        ("schema:publisher", [node("", "schema:Organization", ("schema:name", [words(edition.publisher)]))]),
        ("schema:editor", [Iri(_orcid(e.orcid)) if e.orcid else _editor(e.name, "", e.org) for e in edition.editors]),
        ("schema:license", [Iri(edition.licence_target) if _is_iri(edition.licence_target) else None]),
        ("schema:keywords", [words(word, lang) for lang, several in edition.keywords for word in several]),
        ("schema:hasPart", [Iri(corpus.page(text)) for text in corpus.texts]),
    )


def _editor(name: str, orcid: str, org: bool) -> Node:
    kind = "schema:Organization" if org else "schema:Person"
    return node(_orcid(orcid) if orcid else "", kind, ("schema:name", [words(name)]))


def _orcid(orcid: str) -> str:
    return f"https://orcid.org/{orcid}"


def _is_iri(text: str) -> bool:
    return bool(re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", text))


def _text(corpus: Corpus, text: Text) -> Iterator[Node]:
    versions = [corpus.page(text, version.id) for version in text.versions if version.id]
    named = sorted({ref for _, unit in text.units() for span in unit.spans for ref in span.refs} & set(corpus.records))
    yield node(
        corpus.page(text),
        "schema:Article",
        ("schema:identifier", [words(text.id)]),
        ("schema:name", [words(title, lang) for lang, title in text.titles]),
        ("schema:author", [_editor(name, "", False) for name in text.authors]),
        ("schema:isPartOf", [Iri(corpus.base)]),
        ("schema:isBasedOn", [_printed(text)]),
        ("schema:inLanguage", [words(version.lang) for version in text.versions]),
        ("schema:hasPart", [Iri(address) for address in versions]),
        ("schema:mentions", [Iri(corpus.entry(record)) for record in named]),
    )
    for version in text.versions:
        if version.id:
            original = version.role == "translation" and text.versions[0].role == "original" and text.versions[0].id
            yield node(
                corpus.page(text, version.id),
                "schema:CreativeWork",
                ("schema:inLanguage", [words(version.lang)]),
                ("schema:isPartOf", [Iri(corpus.page(text))]),
                ("schema:translationOfWork", [Iri(corpus.page(text, original)) if original else None]),
            )


def _printed(text: Text) -> Node | None:
    source = text.source
    if not (source.titles or source.date):
        return None
    names = [words(title, lang) for lang, title in source.titles]
    return node(
        "",
        "schema:NewsArticle",
        ("schema:datePublished", [day(source.date)]),
        ("schema:pagination", [words(source.page)]),
        ("schema:isPartOf", [node("", "schema:Newspaper", ("schema:name", names)) if names else None]),
    )


def _record(corpus: Corpus, record: Record) -> Node:
    days = [(_DAYS.get(name, ""), value) for name, value in record.dates]
    if record.kind == "bibl":
        days = [("dateCreated" if name == "startDate" else "", value) for name, value in days]
    if record.kind == "place":
        days = []
    geo = record.geo and node(
        "",
        "schema:GeoCoordinates",
        ("schema:latitude", [Literal(repr(record.geo[0]), "", "xsd:double")]),
        ("schema:longitude", [Literal(repr(record.geo[1]), "", "xsd:double")]),
    )
    return node(
        corpus.entry(record.id),
        f"schema:{_CLASSES[record.kind]}",
        ("schema:identifier", [words(record.id)]),
        ("schema:name", [words(name.text, name.lang) for name in record.names if not name.type]),
        ("schema:alternateName", [words(name.text, name.lang) for name in record.names if name.type]),
        ("schema:description", [words(text, lang) for lang, text in record.notes]),
        ("schema:geo", [geo]),
        *((f"schema:{name}", [day(value)]) for name, value in days if name),
        ("owl:sameAs", [Iri(address) for address in same_as(record)]),
    )


def _mention(corpus: Corpus, found: Occurrence, numbers: dict[str, int]) -> Node:
    span, text = found.span, found.text
    name = span.id
    if not name:
        stem = f"{text.stem}#{found.unit.id}"
        numbers[stem] = numbers.get(stem, 0) + 1
        name = f"{found.unit.id}.n{numbers[stem]}"
    bodies = [Iri(corpus.entry(ref)) for ref in span.refs if ref in corpus.records]
    return node(
        corpus.page(text, f"mention.{name}"),
        "oa:Annotation",
        ("oa:motivatedBy", [Iri("oa:identifying")]),
        ("oa:hasBody", bodies),
        ("oa:hasTarget", [_quoted(corpus, text, found.unit, span)]),
    )


def _quoted(corpus: Corpus, text: Text, unit: Unit, span: Span) -> Node:
    """The passage with the words that are marked in it: which ones, and where."""
    quote = node(
        "",
        "oa:TextQuoteSelector",
        ("oa:exact", [words(unit.text[span.start : span.end])]),
        ("oa:prefix", [words(unit.text[max(0, span.start - _AROUND) : span.start])]),
        ("oa:suffix", [words(unit.text[span.end : span.end + _AROUND])]),
    )
    position = node(
        "",
        "oa:TextPositionSelector",
        ("oa:start", [Literal(str(span.start), "", "xsd:nonNegativeInteger")]),
        ("oa:end", [Literal(str(span.end), "", "xsd:nonNegativeInteger")]),
    )
    return _target(corpus, text, unit.id, [quote, position])


def _target(corpus: Corpus, text: Text, fragment: str, refined: Sequence[Node] = ()) -> Node:
    selector = node(
        "",
        "oa:FragmentSelector",
        ("rdf:value", [words(fragment)]),
        ("dcterms:conformsTo", [Iri(_FRAGMENTS)]),
        ("oa:refinedBy", refined),
    )
    source = Iri(corpus.page(text))
    selected = ("oa:hasSelector", [selector if fragment else None])
    return node("", "oa:SpecificResource", ("oa:hasSource", [source]), selected)


def _note(corpus: Corpus, text: Text, note: Note, n: int) -> Node:
    names = dict(text.responsible)
    bodies = [
        node(
            "",
            "oa:TextualBody",
            ("rdf:value", [words(said, lang)]),
            ("dcterms:language", [words(lang)]),
            ("dcterms:format", [words("text/plain")]),
            ("oa:hasPurpose", [Iri("oa:commenting")]),
        )
        for lang, said in note.words
    ]
    return node(
        corpus.page(text, f"annotation.{note.id or n}"),
        "oa:Annotation",
        ("oa:motivatedBy", [Iri("oa:commenting")]),
        ("dcterms:type", [words(note.type)]),
        ("dcterms:creator", [words(names.get(note.resp, note.resp))]),
        ("oa:hasBody", bodies),
        ("oa:hasTarget", [_told(corpus, text, target) for target in note.targets]),
    )


def _told(corpus: Corpus, text: Text, target: str) -> Node:
    """What a note is on: words of a passage, or the passage."""
    unit, span = text.places.get(target, (None, None))
    if unit is not None and span is not None and span.start < span.end:
        return _quoted(corpus, text, unit, span)
    return _target(corpus, text, target)
