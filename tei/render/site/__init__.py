"""The web site of an edition: a page per text and one on its alignment, an index, registers, the introduction.

The stylesheets of ``xslt/site`` do the work; here their input is put together (a ``teiCorpus``: a header with the
edition's titles, then what the page is about) and their result written as HTML.  First every text is read into a leaf,
which knows what other pages say of it; then the pages of each text are made, in as many processes as there are; then
those about the whole edition, from the leaves.  An edition may have its own ``xslt/site/<name>`` for every stylesheet,
and ``site.css``, ``site.js`` and ``edition.css`` (read after ours) for the looks.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from lxml import etree

from tei.files import write
from tei.model import Edition
from tei.pool import Progress, Remembered, quiet
from tei.render.site import addresses, fonts, languages, overviews
from tei.render.site.articles import Article, Made, make, read_leaf
from tei.render.site.frame import Frame, Site, assets
from tei.render.site.leaf import REGISTERS, Leaf
from tei.report import Finding

__all__ = ["REGISTERS", "RESERVED", "Kept", "render_site"]

Document = tuple[str, bytes]
Downloads = Mapping[str, Sequence[tuple[str, str]]]

#: The stems of the site's own pages, which no text may have, and what they are.
RESERVED: Mapping[str, str] = {
    "index": "the start page",
    "introduction": "the introduction",
    "timeline": "the timeline",
    "map": "the map",
    "search": "the search",
    "names": "the page of all registers",
    **dict.fromkeys(REGISTERS, "a register"),
    "calendar": "the calendar",
    "pages": "the list of the newspaper's pages",
}


@dataclass(slots=True)
class Kept:
    """What is left of the making of a site, so that the next one makes only what changed."""

    leaves: Remembered[Document, Leaf] = field(default_factory=Remembered)
    articles: Remembered[Article, Made] = field(default_factory=Remembered)
    overviews: Remembered[tuple[Hashable, ...], Made] = field(default_factory=Remembered)
    own_fonts: Remembered[fonts.Own, tuple[str, ...]] = field(default_factory=Remembered)


def render_site(
    documents: Sequence[Document],
    out: Path,
    *,
    edition: Edition,
    introduction: etree._ElementTree | None = None,
    downloads: Downloads | None = None,
    overrides: Path | None = None,
    kept: Kept | None = None,
    workers: int = 0,
    progress: Progress = quiet,
) -> tuple[list[Path], list[Finding]]:
    """Write the site of `documents` (file stem, TEI) into the folder `out`; the paths of what was written, in order.

    A document that cannot be rendered is left out and gets a finding (W001), whose file is its stem.

    The edition's titles decide the language of the frame: the first that it can be in.  `downloads` are other forms
    of a text (label, address relative to its page), by stem.  `overrides` is the edition's own ``xslt`` folder.
    `kept` knows what the last call wrote there: pages are not made again when nothing changed that they depend on.
    Texts are ordered by date, then by stem.  The same documents give the same bytes.

    Raises:
        TeiError: W001 when a stylesheet of another page is broken, or the introduction holds what no template renders.
    """
    kept = kept or Kept()
    leaves = kept.leaves.spread(read_leaf, documents, _first, workers, "read", progress)
    order = sorted(range(len(leaves)), key=lambda i: (leaves[i].date, leaves[i].stem))
    leaves, data = [leaves[i] for i in order], {documents[i][0]: documents[i][1] for i in order}
    findings: list[Finding] = []
    while True:
        frame = overviews.frame(edition, leaves, introduction is not None, overrides)
        wanted = _articles(leaves, data, frame, out, downloads or {})
        made = kept.articles.spread(make, wanted, _stem, workers, "site", progress)
        bad = {article.stem: each.problem for article, each in zip(wanted, made, strict=True) if each.problem}
        findings += bad.values()
        if not bad:
            break
        leaves = [leaf for leaf in leaves if leaf.stem not in bad]  # their neighbours are others now
    paths = [out / page for each in made for page in each.pages]
    characters = {c for each in made for c in each.characters}
    if leaves:
        site = Site(edition, frame, tuple(leaves), introduction)
        (whole,) = kept.overviews.spread(lambda _: _overviews(site, out), [_known(site)], _first, 1, "pages", progress)
        paths += [out / page for page in whole.pages]
        characters |= whole.characters
        findings += overviews.notices(leaves)
        words = languages.characters(frame)
        top = "".join(title for _, title in (*edition.title, *edition.source_title)) + "年月日第版中文"
        font = fonts.pages(leaves, characters, words, top)
        if fonts.many(leaves):
            texts = {article.stem: each.characters for article, each in zip(wanted, made, strict=True)}
            own = fonts.wanted(fonts.slices(leaves, characters, words, top)[0], texts, out)
            for found in kept.own_fonts.spread(fonts.make, own, _stem, workers, "fonts", progress):
                paths += [out / address for address in found]
        offered = addresses.pages(frame, *_offered(paths, out, leaves, made, downloads or {}))
        for address, content in chain(assets(frame), languages.pages(frame), font, offered):
            write(out / address, content, lasting=False)
            paths.append(out / address)
    return paths, findings


def _offered(
    paths: Sequence[Path], out: Path, leaves: Sequence[Leaf], made: Sequence[Made], downloads: Downloads
) -> tuple[list[str], dict[str, tuple[str, ...]], set[str]]:
    """The addresses of what was written, and of what is offered beside it; what can be cited in pages, by address; the
    pages that are no use to who comes from elsewhere.
    """
    forms = [at for leaf in leaves for _, at in downloads.get(leaf.stem, ()) if not at.startswith("../")]
    citable = {each.pages[0]: each.citable for each in made}
    tools = {"search.html", *(page for each in made for page in each.pages[1:])}
    return [*(path.relative_to(out).as_posix() for path in paths), *forms], citable, tools


def _first(parts: tuple[Hashable, ...]) -> Hashable:
    return parts[0]


def _stem(job: Article | fonts.Own) -> str:
    return job.stem


def _known(site: Site) -> tuple[Hashable, ...]:
    """All that the pages about the whole edition depend on, as a value."""
    told = b"" if site.introduction is None else etree.tostring(site.introduction)
    return "overviews", site.edition, site.frame, site.leaves, told, site.frame.sources()


def _overviews(site: Site, out: Path) -> Made:
    """Write the pages about the whole edition."""
    pages = []
    characters: set[str] = set()
    for address, content in overviews.pages(site):
        write(out / address, content, lasting=False)
        pages.append(address)
        if address.endswith(".html"):
            characters.update(content.decode())
    return Made(tuple(pages), frozenset(characters))


def _articles(
    leaves: Sequence[Leaf], data: Mapping[str, bytes], frame: Frame, out: Path, downloads: Downloads
) -> list[Article]:
    """What there is to render, each text with its neighbours."""
    sources = frame.sources("document", "alignment", "downloads")
    own = fonts.many(leaves)
    stems = ["", *(leaf.stem for leaf in leaves), ""]
    taken = set(stems)
    found = []
    for at, leaf in enumerate(leaves):
        alignment = f"{leaf.stem}.alignment"
        found.append(
            Article(
                leaf.stem,
                data[leaf.stem],
                frame,
                out,
                stems[at],
                stems[at + 2],
                alignment if leaf.aligned and alignment not in taken else "",
                tuple(downloads.get(leaf.stem, ())),
                sources,
                fonts.style(leaf.stem) if own else "",
            )
        )
    return found
