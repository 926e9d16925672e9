"""The web site of an edition: a page per text, an index, registers, the introduction.

The stylesheets of ``xslt/site`` do the work; here their input is put together (a ``teiCorpus``: a header with the
edition's titles, then the texts) and their result written as HTML.  An edition may have its own ``xslt/site/<name>``
for every stylesheet, and ``site.css``, ``site.js`` and ``edition.css`` (read after ours) for the looks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from pathlib import Path

from lxml import etree

from tei.data import shipped
from tei.files import write
from tei.names import NS, TEI, XML_ID, XML_LANG, tei
from tei.render.xslt import transform

Document = tuple[str, etree._ElementTree]
Downloads = Mapping[str, Sequence[tuple[str, str]]]

#: The registers: the page's name and the records it lists, as a path in the standOff of a text.
REGISTERS: Mapping[str, str] = {
    "persons": "tei:listPerson/tei:person",
    "places": "tei:listPlace/tei:place",
    "organisations": "tei:listOrg/tei:org",
    "events": "tei:listEvent/tei:event",
    "documents": "tei:listBibl/tei:bibl",
}

#: The languages of the frame around the texts: those that ``labels.xml`` is complete in.
FRAME_LANGUAGES = ("en", "zh")

_ASSETS = ("site.css", "site.js")


def render_site(
    documents: Sequence[Document],
    out: Path,
    *,
    titles: Mapping[str, str],
    introduction: etree._ElementTree | None,
    downloads: Downloads,
    overrides: Path | None,
) -> list[Path]:
    """Write the site of `documents` (file stem, tree) into the folder `out`; the paths of what was written, in order.

    `titles` are the edition's, by language: the first also decides the language of the frame.  `downloads` are other
    forms of a text (label, address relative to its page), by stem.  `overrides` is the edition's own ``xslt`` folder.
    The same documents give the same bytes.

    Raises:
        TeiError: W001 when a text holds what no template renders, or a stylesheet is broken.
    """
    written: list[Path] = []
    for name, data in _files(documents, titles, introduction, downloads, overrides):
        write(out / name, data)
        written.append(out / name)
    return written


def _files(
    documents: Sequence[Document],
    titles: Mapping[str, str],
    introduction: etree._ElementTree | None,
    downloads: Downloads,
    overrides: Path | None,
) -> Iterator[tuple[str, bytes]]:
    """Every file of the site: its name below the site's folder, and its bytes."""
    registers = [name for name, path in REGISTERS.items() if any(_records(tree, path) for _, tree in documents)]
    frame = {
        "ui": next((tag for title in titles if (tag := title.partition("-")[0]) in FRAME_LANGUAGES), "en"),
        "pages": " ".join(["introduction"] * (introduction is not None) + registers),
        "style": "edition.css" if _own("edition.css", overrides) else "",
    }

    def page(entry: str, corpus: etree._Element, **params: str) -> bytes:
        sheet = _own(f"{entry}.xsl", overrides) or shipped(f"xslt/site/{entry}.xsl")
        return _html(transform(sheet, corpus, {**frame, **params}))

    whole = _corpus(titles, documents, {})
    yield "index.html", page("index", whole, self="index")
    stems = ["", *(stem for stem, _ in documents), ""]
    for at, document in enumerate(documents):
        corpus = _corpus(titles, [document], downloads)
        yield f"{document[0]}.html", page("document", corpus, previous=stems[at], next=stems[at + 2])
    for name in registers:
        yield f"{name}.html", page("registers", whole, self=name)
    if introduction is not None:
        corpus = _corpus(titles, [("introduction", introduction)], {})
        corpus.append(_all_records(documents))
        yield "introduction.html", page("introduction", corpus, self="introduction")
    for name in (*_ASSETS, "edition.css"):
        if path := _own(name, overrides) or (shipped(f"xslt/site/{name}") if name in _ASSETS else None):
            yield f"assets/{name}", path.read_bytes()


def _own(name: str, overrides: Path | None) -> Path | None:
    """The edition's own file of that name, if it has one."""
    path = overrides / "site" / name if overrides else None
    return path if path and path.is_file() else None


def _html(page: etree._XSLTResultTree) -> bytes:
    """`page` as HTML5 in UTF-8, with a last newline."""
    return etree.tostring(page, method="html", encoding="utf-8", doctype="<!DOCTYPE html>").rstrip() + b"\n"


def _corpus(titles: Mapping[str, str], documents: Sequence[Document], downloads: Downloads) -> etree._Element:
    """A ``teiCorpus`` of copies of `documents`, each with its stem in ``@n``; its header has `titles` and downloads."""
    corpus = etree.Element(tei("teiCorpus"), nsmap={None: TEI})
    file = etree.SubElement(etree.SubElement(corpus, tei("teiHeader")), tei("fileDesc"))
    statement = etree.SubElement(file, tei("titleStmt"))
    for language, title in titles.items():
        etree.SubElement(statement, tei("title"), {XML_LANG: language}).text = title
    notes = etree.SubElement(file, tei("notesStmt"))
    for stem, tree in documents:
        for label, target in downloads.get(stem, ()):
            bibl = etree.SubElement(etree.SubElement(notes, tei("relatedItem"), type="otherForm"), tei("bibl"))
            etree.SubElement(bibl, tei("ref"), target=target).text = label
        text = deepcopy(tree.getroot())
        text.set("n", stem)
        corpus.append(text)
    return corpus


def _records(tree: etree._ElementTree, path: str) -> list[etree._Element]:
    """The records at `path` in the standOff of a text."""
    found = tree.getroot().xpath(f"tei:standOff/{path}", namespaces=NS)
    return [node for node in found if isinstance(node, etree._Element)] if isinstance(found, list) else []


def _all_records(documents: Sequence[Document]) -> etree._Element:
    """A standOff with every record of `documents` once, for the names in the introduction."""
    stand_off = etree.Element(tei("standOff"))
    seen: set[str] = set()
    for path in REGISTERS.values():
        holder = etree.SubElement(stand_off, tei(path.split("/")[0].removeprefix("tei:")))
        for _, tree in documents:
            for record in _records(tree, path):
                identifier = record.get(XML_ID, "")
                if identifier not in seen:
                    seen.add(identifier)
                    holder.append(deepcopy(record))
    return stand_off
