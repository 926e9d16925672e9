"""A TEI document as the Typst source of one text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from lxml import etree

from tei.data import shipped
from tei.model import LAYOUTS, primary
from tei.render.xslt import transform


def typst_source(
    tree: etree._ElementTree,
    titles: Mapping[str, str],
    overrides: Path | None = None,
    notes: Sequence[str] = (),
    *,
    layout: str = LAYOUTS[0],
    prefix: str = "",
) -> str:
    """The Typst source of `tree`: calls of the functions of ``print.typ``, all text in string literals.

    `titles` are the edition's by language; the first language is the one the edition speaks in print.  `layout` is
    one of `LAYOUTS`.  With a `prefix`
    it is the source of a part of a book, and all of its keys begin with that.

    Raises:
        TeiError: W001 when the document holds an element that print has no rule for.
    """
    own = overrides / "print" / "print.xsl" if overrides else None
    stylesheet = own if own and own.is_file() else shipped("xslt/print/print.xsl")
    wanted = " ".join(primary(lang) for lang in notes)
    params = {"titles": lettered(titles), "notes": wanted, "layout": layout, "prefix": prefix}
    return str(transform(stylesheet, tree, params))


def lettered(titles: Mapping[str, str]) -> str:
    """Titles as a stylesheet takes them: language, tab, title, one a line."""
    lines = (f"{lang}\t{' '.join(title.split())}" for lang, title in titles.items())
    return "\n".join(lines) or "en\t"
