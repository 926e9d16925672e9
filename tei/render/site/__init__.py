"""The web site of an edition: a page per text and one on its alignment, an index, registers, the introduction.

The stylesheets of ``xslt/site`` do the work; here their input is put together (a ``teiCorpus``: a header with the
edition's titles, then what the page is about) and their result written as HTML.  First every text is read into a leaf,
which knows what other pages say of it; then the pages of each text are made, in as many processes as there are; then
those about the whole edition, from the leaves.  An edition may have its own ``xslt/site/<name>`` for every stylesheet,
and ``site.css``, ``site.js`` and ``edition.css`` (read after ours) for the looks.
"""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping, Sequence
from itertools import chain
from pathlib import Path

from lxml import etree

from tei.files import write
from tei.model import Edition
from tei.pool import Progress, quiet, spread
from tei.render.site import overviews
from tei.render.site.articles import Article, Made, make, read_leaf
from tei.render.site.frame import Frame, Site, assets
from tei.render.site.leaf import REGISTERS, Leaf
from tei.report import Finding

__all__ = ["REGISTERS", "RESERVED", "render_site"]

Document = tuple[str, bytes]
Downloads = Mapping[str, Sequence[tuple[str, str]]]

#: The stems of the site's own pages, which no text may have, and what they are.
RESERVED: Mapping[str, str] = {
    "index": "the start page",
    "introduction": "the introduction",
    **dict.fromkeys(REGISTERS, "a register"),
}


def render_site(
    documents: Sequence[Document],
    out: Path,
    *,
    edition: Edition,
    introduction: etree._ElementTree | None = None,
    downloads: Downloads | None = None,
    overrides: Path | None = None,
    made: MutableMapping[Article, Made] | None = None,
    workers: int = 0,
    progress: Progress = quiet,
) -> tuple[list[Path], list[Finding]]:
    """Write the site of `documents` (file stem, TEI) into the folder `out`; the paths of what was written, in order.

    A document that cannot be rendered is left out and gets a finding (W001), whose file is its stem.

    The edition's titles decide the language of the frame: the first that it can be in.  `downloads` are other forms
    of a text (label, address relative to its page), by stem.  `overrides` is the edition's own ``xslt`` folder.
    `made` knows what an earlier call wrote there, and is kept up: a text that did not change is not made again.  Texts
    are ordered by date, then by stem.  The same documents give the same bytes.

    Raises:
        TeiError: W001 when a stylesheet of another page is broken, or the introduction holds what no template renders.
    """
    leaves = spread(read_leaf, documents, workers, "read", progress)
    order = sorted(range(len(leaves)), key=lambda i: (leaves[i].date, leaves[i].stem))
    leaves, data = [leaves[i] for i in order], {documents[i][0]: documents[i][1] for i in order}
    made = {} if made is None else made
    findings: list[Finding] = []
    while True:
        frame = overviews.frame(edition, leaves, introduction is not None, overrides)
        wanted = _articles(leaves, data, frame, out, downloads or {})
        todo = [article for article in wanted if article not in made]
        made.update(zip(todo, spread(make, todo, workers, "site", progress), strict=True))
        bad = {article.stem: problem for article in wanted if (problem := made[article].problem)}
        findings += bad.values()
        if not bad:
            break
        leaves = [leaf for leaf in leaves if leaf.stem not in bad]  # their neighbours are others now
    paths = [out / page for article in wanted for page in made[article].pages]
    characters = {c for article in wanted for c in made[article].characters}
    if leaves:
        site = Site(edition, frame, tuple(leaves), introduction)
        for address, content in chain(overviews.pages(site), assets(frame)):
            write(out / address, content)
            paths.append(out / address)
            if address.endswith(".html"):
                characters.update(content.decode())
    return paths, findings


def _articles(
    leaves: Sequence[Leaf], data: Mapping[str, bytes], frame: Frame, out: Path, downloads: Downloads
) -> list[Article]:
    """What there is to render, each text with its neighbours."""
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
            )
        )
    return found
