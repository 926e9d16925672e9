"""Making elements."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from tei.names import XML_ID, XML_LANG, tei
from tei.reading import NOT_XML


def element(name: str, text: str = "", attrs: Iterable[tuple[str, str]] = ()) -> etree._Element:
    """A TEI element.  The attribute names ``xml:id`` and ``xml:lang`` are understood; empty values are left out."""
    made = etree.Element(tei(name))
    for key, value in attrs:
        if value:
            made.set({"xml:id": XML_ID, "xml:lang": XML_LANG}.get(key, key), plain(value))
    if text:
        append_text(made, text)
    return made


def child(parent: etree._Element, name: str, text: str = "", /, **attrs: str) -> etree._Element:
    """A new last child of `parent`.  ``xml_id`` and ``xml_lang`` are the attributes of those names."""
    made = element(name, text, ((key.replace("xml_", "xml:"), value) for key, value in attrs.items()))
    parent.append(made)
    return made


def append_text(parent: etree._Element, text: str) -> None:
    """Append characters to `parent`; one that XML cannot hold becomes a ``g`` that names it (#WD)."""
    at = 0
    for match in NOT_XML.finditer(text):
        _append(parent, text[at : match.start()])
        parent.append(element("g", "", (("ref", f"#u{ord(match.group()):04x}"),)))
        at = match.end()
    _append(parent, text[at:])


def _append(parent: etree._Element, text: str) -> None:
    if not text:
        return
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def plain(text: str) -> str:
    """`text` as an attribute or a header may hold it: what XML cannot hold becomes U+FFFD."""
    return NOT_XML.sub("\ufffd", text)
