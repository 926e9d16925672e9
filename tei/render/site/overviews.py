"""The pages about the whole edition, and the frame that leads to them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from tei.model import Edition
from tei.render.site import atlas, browse, feeds, index, introduction, plain, registers, search, timeline
from tei.render.site.frame import Frame, Site
from tei.render.site.leaf import Leaf
from tei.report import Finding

Overview = Callable[[Site], Iterator[tuple[str, bytes]]]

#: What makes pages of a site, by their address.
OVERVIEWS: tuple[Overview, ...] = (
    index.pages,
    browse.pages,
    registers.pages,
    timeline.pages,
    atlas.pages,
    search.pages,
    introduction.pages,
    plain.pages,
    feeds.pages,
)


def frame(edition: Edition, leaves: Sequence[Leaf], introduced: bool, overrides: Path | None) -> Frame:
    """What is around every page: its navigation leads to what there is."""
    tabs = [
        *registers.tabs(leaves),
        *timeline.tabs(leaves),
        *atlas.tabs(leaves),
        *search.tabs(leaves),
        *["introduction"] * introduced,
    ]
    return Frame(
        tuple(edition.title),
        tuple(tabs),
        edition.address,
        overrides,
        edition.version,
        edition.date,
        (edition.licence_text, edition.licence_target),
    )


def notices(leaves: Sequence[Leaf]) -> list[Finding]:
    """What an editor should know of these pages."""
    return search.notices(leaves)


def pages(site: Site) -> Iterator[tuple[str, bytes]]:
    """All pages about the whole edition, by their address; the start page is the first."""
    for overview in OVERVIEWS:
        yield from overview(site)
