"""Namespaces, qualified names, and what an `xml:id` may look like."""

from __future__ import annotations

import re
from functools import cache

TEI = "http://www.tei-c.org/ns/1.0"
XML = "http://www.w3.org/XML/1998/namespace"
SCH = "http://purl.oclc.org/dsdl/schematron"
NS = {"tei": TEI, "xml": XML}

XML_ID = f"{{{XML}}}id"
XML_LANG = f"{{{XML}}}lang"

# The name characters of XML 1.0 (fifth edition), without the colon: https://www.w3.org/TR/xml-names/#NT-NCName
_START = (
    "A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_MORE = rf"{_START}.\-0-9\u00b7\u0300-\u036f\u203f-\u2040"


@cache
def _pattern(text: str) -> re.Pattern[str]:
    """Compiled when it is first needed: it takes as long as a small document."""
    return re.compile(text)


def tei(name: str) -> str:
    """The qualified name of a TEI element: ``tei("div")`` is ``{http://www.tei-c.org/ns/1.0}div``."""
    return f"{{{TEI}}}{name}"


def is_ncname(text: str) -> bool:
    """Whether `text` may be an ``xml:id``."""
    return _pattern(f"[{_START}][{_MORE}]*").fullmatch(text) is not None


def ncname_part(text: str) -> str:
    """`text` with every run of characters that no ``xml:id`` may hold turned into one hyphen."""
    return _pattern(f"[^{_MORE}]+").sub("-", text).strip("-.")
