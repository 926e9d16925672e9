"""What a release can hold, and how it is told of in README.md and to machines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tei.release.bag import files_below


@dataclass(frozen=True, slots=True)
class Part:
    """A folder (`name` ends in a slash, `form` is "") or a file of its media type `form`, with what it is."""

    name: str
    form: str
    about: str
    files: int
    size: int  # in bytes


#: The names of files with a licence that an edition may have.
LICENCES = tuple(f"{name}{ending}" for name in ("LICENSE", "LICENCE", "COPYING") for ending in ("", ".txt", ".md"))
_KNOWN = (
    ("tei/", "", "the texts in TEI P5, with the schemas that they are valid against"),
    ("site/", "", "the web site: put it on any server, or open index.html"),
    ("print/", "", "the pages for print, as PDF: each text, and all of them as a book"),
    ("export/", "", "other formats: parallel corpora, tables, linked data, e-books"),
    ("report/", "", "the report card: what reviewers and archives ask for, and what the edition has of it"),
    ("CHANGES.md", "text/markdown", "what changed from version to version"),
    *((name, "text/plain", "the licence") for name in LICENCES),
    ("CITATION.cff", "application/yaml", "how to cite the edition, for machines"),
    ("addresses.txt", "text/plain", "every address of the site, and what can be cited there"),
    ("codemeta.json", "application/ld+json", "the edition in the terms of CodeMeta"),
    (".zenodo.json", "application/json", "the metadata of a deposit in Zenodo"),
    ("findings.txt", "text/plain", "the warnings of the check that the editors let stand"),
    ("introduction.xml", "application/tei+xml", "the introduction, in TEI"),
    ("authority.xml", "application/tei+xml", "the records of persons, places, organisations, events and documents"),
)


def parts(payload: Path) -> Iterator[Part]:
    """The parts that there are in the folder `payload`."""
    for name, form, about in _KNOWN:
        path = payload / name
        files = [path] if form and path.is_file() else [each for _, each in files_below(path)] if not form else []
        if files:
            yield Part(name, form, about, len(files), sum(each.stat().st_size for each in files))
