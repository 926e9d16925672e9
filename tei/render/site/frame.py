"""What all pages of a site share: the edition's titles, the navigation, the assets; and how a tree becomes a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from lxml import etree

from tei.data import shipped
from tei.files import stamp
from tei.model import Edition, primary
from tei.names import TEI, XML_LANG, tei
from tei.render.site.leaf import Leaf
from tei.render.xslt import Sources, languages, sources, transform

#: The stylesheets and scripts of the site that ``assets/site.css`` and ``assets/site.js`` are put together from.
_PARTS = {"site.css": "css", "site.js": "js"}


@dataclass(frozen=True, slots=True)
class Frame:
    """What is around every page.  `tabs` are the stems of the pages that exist, in the order of the navigation."""

    titles: tuple[tuple[str, str], ...]  # (language, the edition's title); the first language is that of the frame
    tabs: tuple[str, ...] = ()
    address: str = ""  # where the site will be, with a last slash; "" when nobody said
    overrides: Path | None = None  # the edition's own xslt folder
    version: str = ""
    date: str = ""  # when this version of the edition was made, as ISO
    licence: tuple[str, str] = ("", "")  # its words, its address
    book: str = ""  # the address of the PDF of all texts, if there is one

    @property
    def feed(self) -> bool:
        """Whether there is a feed: it needs addresses that lead to the site from elsewhere, and a day."""
        return bool(self.address and self.date)

    def url(self, at: str) -> str:
        """Where the page or file at the address `at` will be, as a URL; "" when nobody said where the site will be."""
        return self.address + ("" if at == "index.html" else quoted(at)) if self.address else ""

    @property
    def language(self) -> str:
        """The language of the frame."""
        return next((tag for lang, _ in self.titles if (tag := primary(lang)) in self.languages), "en")

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that a reader can choose for it."""
        return languages(self.overrides)

    def page(self, entry: str, tree: etree._ElementTree | etree._Element, at: str, **params: str) -> bytes:
        """The page at the address `at` (``"names/x.html"``), by ``xslt/site/<entry>.xsl``, the edition's or ours.

        Raises:
            TeiError: W001 when the stylesheet is broken, or meets what it does not render.
        """
        return html(self.transformed(entry, tree, at, **params))

    def transformed(
        self, entry: str, tree: etree._ElementTree | etree._Element, at: str, **params: str
    ) -> etree._XSLTResultTree:
        """The same as a tree.

        Raises:
            TeiError: W001, as `page`.
        """
        sheet = self._sheet(entry)
        frame = {
            "ui": self.language,
            "pages": " ".join(self.tabs),
            "root": "../" * at.count("/"),
            "at": at,
            "self": at.removesuffix(".html"),
            "address": self.address,
            "url": self.url(at),
            "style": "edition.css" if self.own("edition.css") else "",
            "feed": "feed.atom" if self.feed else "",
            "edition-version": self.version,
            "edition-date": self.date,
            "licence": self.licence[0],
            "licence-address": self.licence[1],
            "book": self.book,
        }
        return transform(sheet, tree, {**frame, **params}, self.overrides)

    def _sheet(self, entry: str) -> Path:
        return self.own(f"{entry}.xsl") or shipped(f"xslt/site/{entry}.xsl")

    def sources(self, *entries: str) -> Sources:
        """The files that pages of these entries are made with, or those of all entries: the stylesheets, and the
        catalogues that they may read.  The same value as long as none of them changes.
        """
        folders = [shipped("xslt"), *([self.overrides] if self.overrides else [])]
        sheets = entries or sorted({path.stem for folder in folders for path in (folder / "site").glob("*.xsl")})
        found = {path: at for entry in sheets for path, at in sources(self._sheet(entry))}
        read = (path for folder in folders for path in sorted(folder.rglob("*.xml")))
        return (*found.items(), *((path, stamp(path)) for path in read))

    def own(self, name: str) -> Path | None:
        """The edition's own file of that name, if it has one."""
        path = self.overrides / "site" / name if self.overrides else None
        return path if path and path.is_file() else None


@dataclass(frozen=True, slots=True)
class Site:
    """All that the pages about the whole edition are made of.  `leaves` are in the order of their texts."""

    edition: Edition
    frame: Frame
    leaves: tuple[Leaf, ...]
    introduction: etree._ElementTree | None = None


def quoted(at: str) -> str:
    """An address within the site as part of a URL, as EXSLT's ``encode-uri`` has its parts."""
    return quote(at, safe="/!~*'()")


def html(page: etree._ElementTree | etree._XSLTResultTree) -> bytes:
    """`page` as HTML5 in UTF-8, with a last newline."""
    return etree.tostring(page, method="html", encoding="utf-8", doctype="<!DOCTYPE html>").rstrip() + b"\n"


def corpus(titles: Sequence[tuple[str, str]], texts: Sequence[etree._Element] = ()) -> etree._Element:
    """A ``teiCorpus`` of `texts` (which it takes over); its header has the edition's titles."""
    found = etree.Element(tei("teiCorpus"), nsmap={None: TEI})
    file = etree.SubElement(etree.SubElement(found, tei("teiHeader")), tei("fileDesc"))
    statement = etree.SubElement(file, tei("titleStmt"))
    for language, title in titles:
        etree.SubElement(statement, tei("title"), {XML_LANG: language}).text = title
    etree.SubElement(file, tei("notesStmt"))
    found.extend(texts)
    return found


def assets(frame: Frame) -> Iterator[tuple[str, bytes]]:
    """What pages load, by address: our parts put together in the order of their names, and the edition's own."""
    for name, folder in _PARTS.items():
        own = frame.own(name)
        yield f"assets/{name}", own.read_bytes() if own else _joined(folder)
    yield "assets/icon.svg", (frame.own("icon.svg") or shipped("xslt/site/icon.svg")).read_bytes()
    if style := frame.own("edition.css"):
        yield "assets/edition.css", style.read_bytes()


def _joined(folder: str) -> bytes:
    parts = sorted(shipped(f"xslt/site/{folder}").glob(f"*.{folder}"))
    return b"\n".join(part.read_bytes() for part in parts)
