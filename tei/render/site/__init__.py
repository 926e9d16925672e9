"""The web site of an edition: a page per text and one on its alignment, an index, registers, the introduction.

The stylesheets of ``xslt/site`` do the work; here their input is put together (a ``teiCorpus``: a header with the
edition's titles, then what the page is about) and their result written as HTML.  First every text is read into a leaf,
which knows what other pages say of it; then the pages of each text are made, in as many processes as there are; then
those about the whole edition, from the leaves.  An edition may have its own ``xslt/site/<name>`` for every stylesheet,
and ``site.css``, ``site.js`` and ``edition.css`` (read after ours) for the looks.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

from lxml import etree

from tei.files import write
from tei.model import Edition
from tei.pool import Crew, Progress, Remembered, quiet
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
    of a text (label, address relative to its page), by stem; of "" that of the whole edition.  `overrides` is the
    edition's own ``xslt`` folder.
    `kept` knows what the last call wrote there: pages are not made again when nothing changed that they depend on.
    Texts are ordered by date, then by stem.  The same documents give the same bytes.

    Raises:
        TeiError: W001 when a stylesheet of another page is broken, or the introduction holds what no template renders.
    """
    kept = kept or Kept()
    with Crew(workers) as crew:
        leaves = kept.leaves.begin(crew, read_leaf, documents, _first, "read", progress)()
        leaves = sorted(leaves, key=lambda leaf: (leaf.date, leaf.stem))
        texts = _Texts(dict(documents), out, downloads or {}, crew, kept, progress)
        made, whole, site, findings = _pages(texts, Site(edition, Frame(()), tuple(leaves), introduction), overrides)
        paths = [out / page for each in (*made, whole) for page in each.pages]
        if site.leaves:
            findings += overviews.notices(site.leaves)
            paths += _lettered(texts, site, made, whole)
            found, citable, tools = _offered(paths, out, site.leaves, made, downloads or {})
            findings += addresses.alike(at for at in found if at.endswith(".html") and at not in tools)
            offered = addresses.pages(site.frame, found, citable, tools)
            for address, content in chain(assets(site.frame), languages.pages(site.frame), offered):
                write(out / address, content, lasting=False)
                paths.append(out / address)
    return paths, findings


@dataclass(frozen=True, slots=True)
class _Texts:
    """The texts' TEI by their stems, where the site goes, what is offered beside it; and who makes it."""

    data: Mapping[str, bytes]
    out: Path
    downloads: Downloads
    crew: Crew
    kept: Kept
    progress: Progress


def _pages(texts: _Texts, site: Site, overrides: Path | None) -> tuple[list[Made], Made, Site, list[Finding]]:
    """Write the pages of the texts, and while others make them, those about the whole edition.

    What comes back is about the texts that can be rendered, and so is the site.
    """
    findings: list[Finding] = []
    while True:
        leaves = site.leaves
        frame = overviews.frame(site.edition, leaves, site.introduction is not None, overrides)
        frame = replace(frame, book=next((at for _, at in texts.downloads.get("", ())), ""))
        site = replace(site, frame=frame)
        wanted = _articles(texts, leaves, frame)
        begun = texts.kept.articles.begin(texts.crew, make, wanted, _stem, "site", texts.progress)
        ready: list[tuple[str, bytes]] = []  # written when it is known which texts there are
        whole = _whole(texts, site, ready) if leaves else Made()
        made = begun()
        bad = {article.stem: each.problem for article, each in zip(wanted, made, strict=True) if each.problem}
        if not bad:
            for address, content in ready:
                write(texts.out / address, content, lasting=False)
            return made, whole, site, findings
        findings += bad.values()
        texts.kept.overviews.known.clear()  # they tell of texts that there is no page of
        left = tuple(leaf for leaf in leaves if leaf.stem not in bad)  # their neighbours are others now
        site = replace(site, leaves=left)


def _whole(texts: _Texts, site: Site, ready: list[tuple[str, bytes]]) -> Made:
    """The pages about the whole edition; those to be written, if anything in it changed, get into `ready`."""
    made = texts.kept.overviews.spread(
        lambda _: _overviews(site, ready), [_known(site)], _first, 1, "pages", texts.progress
    )
    return made[0]


def _lettered(texts: _Texts, site: Site, made: Sequence[Made], whole: Made) -> list[Path]:
    """Write the fonts of the pages; their paths."""
    characters = whole.characters.union(*(each.characters for each in made))
    edition = site.edition
    top = "".join(title for _, title in (*edition.title, *edition.source_title)) + "年月日第版中文"
    parts = fonts.slices(site.leaves, characters, languages.characters(site.frame), top)
    found = []
    for address, content in fonts.pages(parts, texts.crew):
        write(texts.out / address, content, lasting=False)
        found.append(texts.out / address)
    if fonts.many(site.leaves):
        used = {leaf.stem: each.characters for leaf, each in zip(site.leaves, made, strict=True)}
        own = fonts.wanted(parts[0] if parts else "", used, texts.out)
        for addresses in texts.kept.own_fonts.begin(texts.crew, fonts.make, own, _stem, "fonts", texts.progress)():
            found += [texts.out / address for address in addresses]
    return found


def _offered(
    paths: Sequence[Path], out: Path, leaves: Sequence[Leaf], made: Sequence[Made], downloads: Downloads
) -> tuple[list[str], dict[str, tuple[str, ...]], set[str]]:
    """The addresses of what was written, and of what is offered beside it; what can be cited in pages, by address; the
    pages that are no use to who comes from elsewhere.
    """
    stems = ["", *(leaf.stem for leaf in leaves)]
    forms = [at for stem in stems for _, at in downloads.get(stem, ()) if not at.startswith("../")]
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


def _overviews(site: Site, ready: list[tuple[str, bytes]]) -> Made:
    """Make the pages about the whole edition."""
    pages = []
    characters: set[str] = set()
    for address, content in overviews.pages(site):
        ready.append((address, content))
        pages.append(address)
        if address.endswith(".html"):
            characters.update(content.decode())
    return Made(tuple(pages), frozenset(characters))


def _articles(texts: _Texts, leaves: Sequence[Leaf], frame: Frame) -> list[Article]:
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
                texts.data[leaf.stem],
                frame,
                texts.out,
                stems[at],
                stems[at + 2],
                alignment if leaf.aligned and alignment not in taken else "",
                tuple(texts.downloads.get(leaf.stem, ())),
                sources,
                fonts.style(leaf.stem) if own else "",
            )
        )
    return found
