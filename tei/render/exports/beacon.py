"""BEACON: a link list for each authority, from its identifiers to the pages of our records.

The number between bars says how often the record is named.  Source: https://gbv.github.io/beaconspec/beacon.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import quote

from tei.render.exports.corpus import AUTHORITIES, Corpus


def files(corpus: Corpus) -> Iterator[tuple[str, bytes]]:
    """``beacon/<authority>.txt``: those of whose identifiers it is known what they stand for."""
    found: dict[str, dict[str, str]] = {}
    for record in corpus.records.values():
        for kind, value in record.idnos:
            if kind.lower() in AUTHORITIES and not value.startswith(("http://", "https://")):
                found.setdefault(kind.lower(), {}).setdefault(quote(value), record.id)
    for kind, links in sorted(found.items()):
        yield f"beacon/{kind}.txt", _list(corpus, kind, links).encode()


def _list(corpus: Corpus, kind: str, links: Mapping[str, str]) -> str:
    edition = corpus.edition
    slash = "/" if kind == "geonames" else ""
    told = {
        "FORMAT": "BEACON",
        "PREFIX": f"{AUTHORITIES[kind]}{{+ID}}{slash}",
        "TARGET": corpus.base + "names/{+ID}.html",
        "NAME": edition.title[0][1] if edition.title else edition.id,
        "DESCRIPTION": " / ".join(title for _, title in edition.title[1:]),
        "CREATOR": ", ".join(editor.name for editor in edition.editors),
        "INSTITUTION": edition.publisher,
        "HOMEPAGE": edition.address,
        "TIMESTAMP": edition.date,
        "MESSAGE": "Named {annotation} times in the edition",
    }
    head = [f"#{name}: {' '.join(value.split())}\n" for name, value in told.items() if value]
    lines = [f"{value}|{corpus.counts[record]}|{quote(record)}\n" for value, record in sorted(links.items())]
    return "".join([*head, "\n", *lines])
