"""The words that exports add to the text, in its language: those of the pages (``xslt/common/labels``)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from tei.model import primary
from tei.names import XML_LANG
from tei.render.xslt import catalogues
from tei.xml import parse


def label(name: str, lang: str, default: str = "") -> str:
    """The word of that name in a language, else in English; `default` where there is no such word."""
    words = _catalogues()
    return words.get((primary(lang), name)) or words.get(("en", name)) or default


@cache
def _catalogues() -> Mapping[tuple[str, str], str]:
    """All words, by language and name."""
    roots = [parse(path).getroot() for path in catalogues()]
    return {
        (root.get(XML_LANG, ""), element.get("n", "")): element.text or ""
        for root in roots
        for element in root.iterchildren("label")
    }
