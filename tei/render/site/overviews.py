"""The pages about the whole edition, and the frame that leads to them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from tei.model import Edition
from tei.render.site import index, introduction, registers
from tei.render.site.frame import Frame, Site
from tei.render.site.leaf import Leaf

Overview = Callable[[Site], Iterator[tuple[str, bytes]]]

#: What makes pages of a site, by their address.
OVERVIEWS: tuple[Overview, ...] = (index.pages, registers.pages, introduction.pages)


def frame(edition: Edition, leaves: Sequence[Leaf], introduced: bool, overrides: Path | None) -> Frame:
    """What is around every page: its navigation leads to what there is."""
    tabs = [*["introduction"] * introduced, *registers.tabs(leaves)]
    return Frame(tuple(edition.title), tuple(tabs), edition.address, overrides)


def pages(site: Site) -> Iterator[tuple[str, bytes]]:
    """All pages about the whole edition, by their address; the start page is the first."""
    for overview in OVERVIEWS:
        yield from overview(site)
