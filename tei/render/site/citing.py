"""A text in the forms that others take away: the reading text of each version, and references for reference managers.

``xslt/site/downloads.xsl`` makes them.  What it says in words (APA, Chicago, GB/T 7714) stands in the page of the text.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tei.names import XML_ID, tei
from tei.render.site.frame import Frame

#: The parts of a text that can be cited by their ids.
_CITABLE = tuple(map(tei, ("div", "head", "p", "s")))


def downloads(frame: Frame, whole: etree._Element, stem: str) -> Iterator[tuple[str, bytes]]:
    """The files of the text in the ``teiCorpus`` `whole`, by their address: ``downloads/<stem>.<ending>``.

    Raises:
        TeiError: W001 when the stylesheet is broken.
    """
    # Nothing in these files is in the language of a page, so no catalogue need be read.
    files = frame.transformed("downloads", whole, f"{stem}.html", catalogues="")
    for file in files.getroot().iterchildren("file"):
        yield f"downloads/{stem}.{file.get('ending')}", (file.text or "").encode()


def citable(text: etree._Element) -> tuple[str, ...]:
    """The ids of all that can be cited in a TEI, in its order."""
    body = text.find(f"{tei('text')}/{tei('body')}")
    return () if body is None else tuple(e.get(XML_ID, "") for e in body.iter(*_CITABLE) if e.get(XML_ID))
