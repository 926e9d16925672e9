"""A TEI document as the Typst source of one text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from pathlib import Path

from lxml import etree

from tei.data import shipped
from tei.model import LAYOUTS, primary
from tei.names import tei
from tei.render.xslt import transform

#: A word that a narrow column may have no room for; not in scripts that write no spaces between words.
_LONG = re.compile("[0-9A-Za-z_\u00aa-\u0dff\u10a0-\u177f\u1800-\u19ff\u1e00-\u1fff]{40,}")
_PIECE = re.compile(r"(.{8})(?=\w)")


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
    return str(transform(stylesheet, _breakable(tree), params))


def _breakable(tree: etree._ElementTree) -> etree._ElementTree:
    """`tree`, its longest words such that a line may end within them."""
    parts = (tei("text"), tei("standOff"))
    if not any(_LONG.search(text) for part in tree.getroot().iter(*parts) for text in map(str, part.itertext())):
        return tree
    tree = deepcopy(tree)
    for part in tree.getroot().iter(*parts):
        for node in part.iter():
            if node.text and node.tag != tei("idno") and _LONG.search(node.text):
                node.text = _LONG.sub(_pieces, node.text)
            if node.tail and _LONG.search(node.tail):
                node.tail = _LONG.sub(_pieces, node.tail)
    return tree


def _pieces(word: re.Match[str]) -> str:
    return _PIECE.sub("\\1\u200b", word.group())


def lettered(titles: Mapping[str, str]) -> str:
    """Titles as a stylesheet takes them: language, tab, title, one a line."""
    lines = (f"{lang}\t{' '.join(title.split())}" for lang, title in titles.items())
    return "\n".join(lines) or "en\t"
