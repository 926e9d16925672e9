"""What is exported: an edition, its texts, and the addresses that they have on its site."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote

from tei.model import Edition
from tei.render.exports.text import NAMES, Record, Span, Text, Unit, Version
from tei.report import Finding

Files = Iterable[tuple[str, bytes | Iterable[bytes]]]
"""(address relative to the folder of the exports, content: whole, or in parts, where it may be large)."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Where something is marked: a span of a unit of a version of a text."""

    text: Text
    version: Version
    unit: Unit
    span: Span


@dataclass(frozen=True)
class Corpus:
    """An edition and its texts, ordered by date, then by stem.  `read` gives the TEI of a stem.

    `findings` are what `tei check` says of the texts; their file is its name without folders.
    """

    edition: Edition
    texts: tuple[Text, ...]
    read: Callable[[str], bytes]
    findings: tuple[Finding, ...] = ()
    introduction: bytes | None = None  # the TEI of the introduction, if there is one

    @property
    def base(self) -> str:
        """What every address begins with: that of the site, else a URN that nobody else has if the edition's id is."""
        return self.edition.address or f"urn:tei:{quote(self.edition.id)}:"

    def page(self, text: Text, fragment: str = "") -> str:
        """The address of a text, or of an element of it."""
        return f"{self.base}{quote(text.stem)}.html" + (f"#{quote(fragment)}" if fragment else "")

    def entry(self, record_id: str) -> str:
        """The address of a record."""
        return f"{self.base}names/{quote(record_id)}.html"

    @cached_property
    def records(self) -> Mapping[str, Record]:
        """The records of all texts, by xml:id and in its order; of several with one id the first text's."""
        found: dict[str, Record] = {}
        for text in self.texts:
            for record in text.records:
                found.setdefault(record.id, record)
        return dict(sorted(found.items()))

    def occurrences(self, elements: tuple[str, ...] = NAMES) -> Iterator[Occurrence]:
        """Where these elements stand, text by text, version by version."""
        for text in self.texts:
            for version, unit in text.units():
                for span in unit.spans:
                    if span.element in elements:
                        yield Occurrence(text, version, unit, span)

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How often each record is named, in all versions."""
        found = dict.fromkeys(self.records, 0)
        for occurrence in self.occurrences():
            for ref in occurrence.span.refs:
                if ref in found:
                    found[ref] += 1
        return found


#: By the type of an idno: the pattern of what it stands for as linked data (http, as the authorities write it).
AUTHORITIES: Mapping[str, str] = {
    "wikidata": "http://www.wikidata.org/entity/",
    "gnd": "https://d-nb.info/gnd/",
    "viaf": "http://viaf.org/viaf/",
    "geonames": "https://sws.geonames.org/",
    "lccn": "http://id.loc.gov/authorities/names/",
    "orcid": "https://orcid.org/",
    "tgn": "http://vocab.getty.edu/tgn/",
    "ulan": "http://vocab.getty.edu/ulan/",
    "cbdb": "https://cbdb.fas.harvard.edu/cbdbapi/person.php?id=",
}


def links(record: Record) -> Iterator[tuple[str, str, str]]:
    """(type, value, address) of a record's identifiers that lead to what other authorities say of it."""
    for kind, value in record.idnos:
        if value.startswith(("http://", "https://")):
            yield kind, value, quote(value, safe="%/:=&?~#+!$,;'@()*[]")
        elif kind.lower() in AUTHORITIES:
            slash = "/" if kind.lower() == "geonames" else ""
            yield kind, value, f"{AUTHORITIES[kind.lower()]}{quote(value)}{slash}"


def same_as(record: Record) -> list[str]:
    """The addresses of what other authorities say of a record."""
    return [address for _, _, address in links(record)]
