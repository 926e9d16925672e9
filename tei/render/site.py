"""The web site of an edition: a page per text and one on its alignment, an index, registers, the introduction.

The stylesheets of ``xslt/site`` do the work; here their input is put together (a ``teiCorpus``: a header with the
edition's titles, then the texts) and their result written as HTML.  An edition may have its own ``xslt/site/<name>``
for every stylesheet, and ``site.css``, ``site.js`` and ``edition.css`` (read after ours) for the looks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from pathlib import Path

from lxml import etree

from tei.data import shipped
from tei.files import write
from tei.names import NS, TEI, XML_ID, XML_LANG, tei
from tei.render.xslt import transform
from tei.report import Finding, TeiError

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
) -> tuple[list[Path], list[Finding]]:
    """Write the site of `documents` (file stem, tree) into the folder `out`; the paths of what was written, in order.

    A document that cannot be rendered is left out and gets a finding (W001), whose file is its stem.

    `titles` are the edition's, by language: the first also decides the language of the frame.  `downloads` are other
    forms of a text (label, address relative to its page), by stem.  `overrides` is the edition's own ``xslt`` folder.
    The same documents give the same bytes.

    Raises:
        TeiError: W001 when a stylesheet of another page is broken, or the introduction holds what no template renders.
    """
    good, pages, findings = list(documents), list[tuple[str, bytes]](), list[Finding]()
    site = _Site(titles, introduction, downloads, overrides)
    while True:
        pages, bad = site.texts(good)
        findings += bad.values()
        if not bad:
            break
        good = [document for document in good if document[0] not in bad]  # their neighbours are others now
    pages = [*site.overviews(good), *pages] if good else []
    for name, data in pages:
        write(out / name, data)
    return [out / name for name, _ in pages], findings


class _Site:
    """What all pages share."""

    def __init__(
        self,
        titles: Mapping[str, str],
        introduction: etree._ElementTree | None,
        downloads: Downloads,
        overrides: Path | None,
    ) -> None:
        self.titles, self.introduction, self.downloads, self.overrides = titles, introduction, downloads, overrides

    def page(self, entry: str, corpus: etree._Element, registers: Sequence[str], params: Mapping[str, str]) -> bytes:
        """One page, by the edition's stylesheet of that name or ours."""
        frame = {
            "ui": next((tag for title in self.titles if (tag := title.partition("-")[0]) in FRAME_LANGUAGES), "en"),
            "pages": " ".join([*["introduction"] * (self.introduction is not None), *registers]),
            "style": "edition.css" if _own("edition.css", self.overrides) else "",
        }
        sheet = _own(f"{entry}.xsl", self.overrides) or shipped(f"xslt/site/{entry}.xsl")
        return _html(transform(sheet, corpus, {**frame, **params}))

    def texts(self, documents: Sequence[Document]) -> tuple[list[tuple[str, bytes]], dict[str, Finding]]:
        """The pages of each document, and by its stem what is wrong with each that cannot be rendered."""
        pages, bad = list[tuple[str, bytes]](), dict[str, Finding]()
        registers = _registers(documents)
        stems = ["", *(stem for stem, _ in documents), ""]
        for at, document in enumerate(documents):
            corpus = _corpus(self.titles, [document], self.downloads)
            alignment = _alignment(document, stems)
            params = {"previous": stems[at], "next": stems[at + 2], "alignment": alignment}
            try:
                made = [(document[0], self.page("document", corpus, registers, params))]
                if alignment:
                    made.append((alignment, self.page("alignment", corpus, registers, {})))
            except TeiError as error:
                bad[document[0]] = replace(error.finding, file=document[0])
                continue
            pages += [(f"{stem}.html", page) for stem, page in made]
        return pages, bad

    def overviews(self, documents: Sequence[Document]) -> Iterator[tuple[str, bytes]]:
        """The start page, the registers, the introduction, and what pages load."""
        registers = _registers(documents)
        whole = _corpus(self.titles, documents, {})
        yield "index.html", self.page("index", whole, registers, {"self": "index"})
        for name in registers:
            yield f"{name}.html", self.page("registers", whole, registers, {"self": name})
        if self.introduction is not None:
            corpus = _corpus(self.titles, [("introduction", self.introduction)], {})
            corpus.append(_all_records(documents))
            yield "introduction.html", self.page("introduction", corpus, registers, {"self": "introduction"})
        for name in (*_ASSETS, "edition.css"):
            if path := _own(name, self.overrides) or (shipped(f"xslt/site/{name}") if name in _ASSETS else None):
                yield f"assets/{name}", path.read_bytes()


def _registers(documents: Sequence[Document]) -> list[str]:
    """The registers that have something in them."""
    return [name for name, path in REGISTERS.items() if any(_records(tree, path) for _, tree in documents)]


def _alignment(document: Document, stems: Sequence[str]) -> str:
    """The stem of the page on a document's alignment; "" when nothing is aligned, or another text has this name."""
    stem, root = f"{document[0]}.alignment", document[1].getroot()
    bead = root.find(f"{tei('standOff')}/{tei('linkGrp')}[@subtype='sentence']/{tei('link')}")
    versions = root.findall(f"{tei('text')}/{tei('body')}/{tei('div')}")
    return stem if bead is not None and len(versions) > 1 and stem not in stems else ""


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
