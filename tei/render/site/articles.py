"""The pages of one text: the text itself, and how its versions were aligned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import quote

from lxml import etree

from tei.files import write
from tei.names import tei
from tei.render.site import citing
from tei.render.site.frame import Frame, corpus
from tei.render.site.leaf import Leaf, leaf, titled
from tei.render.xslt import Sources
from tei.report import Finding, TeiError
from tei.xml import parse


@dataclass(frozen=True, slots=True)
class Article:
    """A text to be rendered and all that its pages depend on; `downloads` are (label, address relative to its page)."""

    stem: str
    data: bytes
    frame: Frame
    out: Path
    previous: str = ""
    next: str = ""
    alignment: str = ""  # the stem of the page on its alignment; "" when there is none
    downloads: tuple[tuple[str, str], ...] = ()
    sources: Sources = ()  # the stylesheets of its pages, by which a changed one is noticed
    font: str = ""  # the address of the style sheet of its own font; "" when it has none


def read_leaf(job: tuple[str, bytes]) -> Leaf:
    """The leaf of a text (stem, TEI)."""
    stem, data = job
    return leaf(stem, parse(data, stem))


@dataclass(frozen=True, slots=True)
class Made:
    """The addresses of the pages of a text that were written, and the characters in them; or what is wrong with it."""

    pages: tuple[str, ...] = ()
    characters: frozenset[str] = frozenset()
    problem: Finding | None = None  # its file is the stem of the text
    citable: tuple[str, ...] = ()  # the ids of what can be cited in its page


def make(article: Article) -> Made:
    """Write the pages of a text."""
    try:
        whole = _corpus(article)
        pages = tuple(_pages(article, whole))
    except TeiError as error:
        return Made(problem=replace(error.finding, file=article.stem))
    for address, page in pages:
        write(article.out / address, page, lasting=False)
    characters = frozenset().union(*(page.decode() for _, page in pages))
    return Made(tuple(address for address, _ in pages), characters, citable=citing.citable(whole[-1]))


def _pages(article: Article, whole: etree._Element) -> Iterator[tuple[str, bytes]]:
    at = f"{article.stem}.html"
    font = {"font": quote(article.font)}
    params = {"previous": article.previous, "next": article.next, "alignment": article.alignment, **font}
    yield at, article.frame.page("document", whole, at, **params)
    if article.alignment:
        at = f"{article.alignment}.html"
        yield at, article.frame.page("alignment", whole, at, **font)
    yield from citing.downloads(article.frame, whole, article.stem)


def _corpus(article: Article) -> etree._Element:
    """A ``teiCorpus`` of the text, its stem in ``@n``; its other forms are related items in the corpus header."""
    text = titled(parse(article.data, article.stem).getroot(), article.stem)
    text.set("n", article.stem)
    whole = corpus(article.frame.titles, [text])
    notes = whole.find(f".//{tei('notesStmt')}")
    if notes is None:
        return whole
    for label, target in article.downloads:
        bibl = etree.SubElement(etree.SubElement(notes, tei("relatedItem"), type="otherForm"), tei("bibl"))
        etree.SubElement(bibl, tei("ref"), target=target).text = label
    return whole
