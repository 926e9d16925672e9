"""TMX 1.4b: a translation memory of the sentence beads.

A ``tu`` is a bead that two versions or more have, a ``tuv`` what one of them says.  Its ``tuid`` is the text's name and
the bead's xml:id; properties say which text and sentences it is from, of which type it is, and how certain.
Source: https://www.gala-global.org/tmx-14b
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from lxml import etree

from tei.names import XML_LANG
from tei.render.exports.corpus import Corpus
from tei.render.exports.pairs import side
from tei.render.exports.text import Bead, Text
from tei.version import __version__


def files(corpus: Corpus) -> Iterator[tuple[str, bytes]]:
    """One memory of all texts."""
    yield f"{corpus.edition.id}.tmx", b"".join(_lines(corpus))


def _lines(corpus: Corpus) -> Iterator[bytes]:
    yield b'<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n'
    yield etree.tostring(_header(corpus), encoding="UTF-8") + b"\n<body>\n"
    for text in corpus.texts:
        for bead in text.beads:
            if sum(bool(side(text, bead, n).strip()) for n in range(len(text.versions))) > 1:
                yield etree.tostring(_unit(text, bead), encoding="UTF-8") + b"\n"
    yield b"</body>\n</tmx>\n"


def _header(corpus: Corpus) -> etree._Element:
    sources = {text.versions[0].lang for text in corpus.texts if text.versions}
    header = etree.Element(
        "header",
        {
            "creationtool": "tei",
            "creationtoolversion": __version__,
            "segtype": "sentence",
            "o-tmf": "TEI P5",
            "adminlang": "en",
            "srclang": sources.pop() if len(sources) == 1 else "*all*",
            "datatype": "plaintext",
            "o-encoding": "UTF-8",
        },
    )
    edition = corpus.edition
    told = [("edition", edition.id), ("version", edition.version), ("address", edition.address)]
    for name, value in (*told, ("licence", edition.licence_target)):
        if value:
            etree.SubElement(header, "prop", type=f"x-{name}").text = value
    for lang, title in edition.title:
        etree.SubElement(header, "prop", {"type": "x-title", XML_LANG: lang}).text = title
    return header


def _unit(text: Text, bead: Bead) -> etree._Element:
    unit = etree.Element("tu", tuid=f"{text.id or quote(text.stem)}#{bead.id}")
    if text.versions[0].lang:
        unit.set("srclang", text.versions[0].lang)
    told = (("text", text.id or text.stem), ("type", bead.type), ("certainty", bead.cert))
    for name, value in (*told, ("head", "yes" if bead.head else "")):
        if value:
            etree.SubElement(unit, "prop", type=f"x-{name}").text = value
    for n, version in enumerate(text.versions):
        words = side(text, bead, n)
        if words.strip():
            variant = etree.SubElement(unit, "tuv", {XML_LANG: version.lang or "und"})
            ids = " ".join(unit.id for unit in bead.sides[n])
            etree.SubElement(variant, "prop", type="x-ids").text = ids
            etree.SubElement(variant, "seg").text = words
    return unit
