"""The feed: the newest texts as an Atom feed (RFC 4287), by ``xslt/site/feed.xsl``."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tei.render.site.frame import Site, corpus
from tei.render.site.leaf import Leaf
from tei.render.site.listing import text_of

_MOST = 50


def pages(site: Site) -> Iterator[tuple[str, bytes]]:
    """The feed, if it is known where the site will be and when the edition was made."""
    if site.frame.feed:
        newest = sorted(site.leaves, key=_age, reverse=True)[:_MOST]
        tree = site.frame.transformed(
            "feed", corpus(site.frame.titles, [text_of(leaf) for leaf in newest]), "feed.atom"
        )
        yield "feed.atom", etree.tostring(tree, encoding="UTF-8", xml_declaration=True) + b"\n"


def _age(leaf: Leaf) -> tuple[str, str]:
    """What is later in the order of the texts is newer."""
    return leaf.date, leaf.stem
