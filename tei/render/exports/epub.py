"""EPUB 3.3: the edition as e-books, one with the versions beside each other, and one of each version.

Content documents are made by XSLT from the TEI; the package, the contents, the title page and the indexes of names from
values.  Everything has a fixed date, so that the same edition gives the same bytes.
Sources: https://www.w3.org/TR/epub-33/, https://www.w3.org/TR/epub-a11y-11/
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from copy import deepcopy

from lxml import etree

from tei.data import shipped
from tei.model import primary
from tei.names import XML_ID, XML_LANG, tei
from tei.render.exports.corpus import Corpus
from tei.render.exports.epub_book import Book, described, indexes, stand_off
from tei.render.exports.epub_cover import cover
from tei.render.exports.pairs import languages as version_names
from tei.render.exports.text import Text, Version
from tei.render.xslt import languages, transform
from tei.report import TeiError
from tei.xml import parse

_CONTAINER = b"""<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
_NEVER = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip file knows


def files(corpus: Corpus) -> Iterator[tuple[str, bytes]]:
    """``epub/rmrb.epub``, and for each language of a version ``epub/rmrb.zh-Hans.epub``."""
    if not corpus.texts:
        return
    name = f"epub/{corpus.edition.id}"
    yield f"{name}.epub", _bound(Book(corpus))
    spoken = sorted({lang for text in corpus.texts for lang in version_names(text)})
    for lang in spoken if len(spoken) > 1 else ():
        yield f"{name}.{lang}.epub", _bound(Book(corpus, lang))


def _bound(book: Book) -> bytes:
    """The container of a book."""
    ui, told = _frame(book), described(book)
    parts = {
        "META-INF/container.xml": _CONTAINER,
        "EPUB/package.opf": _made(etree.Element("package"), told, ui),
        "EPUB/epub.css": shipped("xslt/export/epub.css").read_bytes(),
        "EPUB/cover.svg": _written(transform(shipped("xslt/export/epub-cover.xsl"), cover(book))),
        "EPUB/cover.xhtml": _made(etree.Element("cover"), told, ui),
        "EPUB/nav.xhtml": _made(etree.Element("nav"), told, ui),
        "EPUB/title.xhtml": _made(etree.Element("title"), told, ui),
    }
    if book.introduction is not None:
        parts["EPUB/introduction.xhtml"] = _introduction(book, book.introduction, ui)
    for text in book.texts:
        parts[f"EPUB/{book.hrefs[text.stem]}"] = _chapter(book, text, ui)
    for kind, index in indexes(book):
        parts[f"EPUB/names-{kind}.xhtml"] = _made(index, told, ui)
    return _zipped(parts)


def _frame(book: Book) -> str:
    """The language of what is not text: that of the version, else the edition's first that there is a catalogue of."""
    spoken = [book.only, *(lang for lang, _ in book.corpus.edition.title)]
    return next((primary(lang) for lang in spoken if primary(lang) in languages()), "en")


def _zipped(entries: Mapping[str, bytes]) -> bytes:
    """The container: first, and not compressed, what it is."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as container:
        for name, data in {"mimetype": b"application/epub+zip", **entries}.items():
            entry = zipfile.ZipInfo(name, _NEVER)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            container.writestr(entry, data, compresslevel=9)
    return out.getvalue()


def _made(what: etree._Element, book: etree._Element, ui: str) -> bytes:
    """The document that the root `what` asks epub-book.xsl for."""
    what.append(deepcopy(book))
    return _written(transform(shipped("xslt/export/epub-book.xsl"), what, {"ui": ui}))


def _written(tree: etree._XSLTResultTree) -> bytes:
    doctype = "<!DOCTYPE html>" if etree.QName(tree.getroot()).localname == "html" else None
    return etree.tostring(tree, encoding="UTF-8", xml_declaration=True, doctype=doctype) + b"\n"


def _chapter(book: Book, text: Text, ui: str) -> bytes:
    """The content document of a text."""
    tree = parse(book.corpus.read(text.stem), text.stem)
    if book.only:
        (version,) = book.versions(text)
        _prune(tree.getroot(), version)
    try:
        params = {"ui": ui, "edition-title": next((t for _, t in book.told(book.corpus.edition.title)), "")}
        return _written(transform(shipped("xslt/export/epub.xsl"), tree, params))
    except TeiError as error:
        raise TeiError("W001", str(error), file=text.stem, hint=error.finding.hint) from error


def _introduction(book: Book, introduction: etree._ElementTree, ui: str) -> bytes:
    """The content document of the introduction, whose names lead to the records of the book."""
    tree = deepcopy(introduction)
    tree.getroot().insert(1, stand_off(book))
    try:
        return _written(transform(shipped("xslt/export/epub-introduction.xsl"), tree, {"ui": ui}))
    except TeiError as error:
        raise TeiError("W001", str(error), file="introduction.xml", hint=error.finding.hint) from error


def _prune(root: etree._Element, version: Version) -> None:
    """Leave only one version, and the notes and titles in its language where there are any."""
    for div in root.findall(f"{tei('text')}/{tei('body')}/{tei('div')}"):
        parent = div.getparent()
        if div.get(XML_ID) != version.id and parent is not None:
            parent.remove(div)
    annotations = f"{tei('standOff')}/{tei('listAnnotation')}/{tei('annotation')}"
    titles = f"{tei('teiHeader')}/{tei('fileDesc')}/{tei('titleStmt')}"
    for parent in (*root.iterfind(annotations), *root.iterfind(titles)):
        told = list(parent.iterchildren(tei("note"), tei("title")))
        own = [one for one in told if primary(one.get(XML_LANG, "")) == primary(version.lang)]
        for one in told if own else ():
            if one not in own:
                parent.remove(one)
