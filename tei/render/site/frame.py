"""What all pages of a site share: the edition's titles, the navigation, the assets; and how a tree becomes a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lxml import etree

from tei.data import shipped
from tei.model import Edition, primary
from tei.names import TEI, XML_LANG, tei
from tei.render.site.leaf import Leaf
from tei.render.xslt import languages, transform

#: The stylesheets and scripts of the site that ``assets/site.css`` and ``assets/site.js`` are put together from.
_PARTS = {"site.css": "css", "site.js": "js"}


@dataclass(frozen=True, slots=True)
class Frame:
    """What is around every page.  `tabs` are the stems of the pages that exist, in the order of the navigation."""

    titles: tuple[tuple[str, str], ...]  # (language, the edition's title); the first language is that of the frame
    tabs: tuple[str, ...] = ()
    address: str = ""  # where the site will be, with a last slash; "" when nobody said
    overrides: Path | None = None  # the edition's own xslt folder

    @property
    def language(self) -> str:
        """The language of the frame."""
        return next((tag for lang, _ in self.titles if (tag := primary(lang)) in languages()), "en")

    def page(self, entry: str, tree: etree._ElementTree | etree._Element, at: str, **params: str) -> bytes:
        """The page at the address `at` (``"names/x.html"``), by ``xslt/site/<entry>.xsl``, the edition's or ours.

        Raises:
            TeiError: W001 when the stylesheet is broken, or meets what it does not render.
        """
        sheet = self.own(f"{entry}.xsl") or shipped(f"xslt/site/{entry}.xsl")
        frame = {
            "ui": self.language,
            "pages": " ".join(self.tabs),
            "root": "../" * at.count("/"),
            "at": at,
            "self": at.removesuffix(".html"),
            "address": self.address,
            "style": "edition.css" if self.own("edition.css") else "",
        }
        return html(transform(sheet, tree, {**frame, **params}))

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
    if style := frame.own("edition.css"):
        yield "assets/edition.css", style.read_bytes()


@cache
def _joined(folder: str) -> bytes:
    parts = sorted(shipped(f"xslt/site/{folder}").glob(f"*.{folder}"))
    return b"\n".join(part.read_bytes() for part in parts)
