"""The beads of two files as JSON lines, as TMX 1.4b, as TEI.  The same beads give the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import groupby

from lxml import etree

from tei.encode.build import child, plain
from tei.encode.standoff import cert
from tei.model import Bead
from tei.names import TEI, XML_LANG, tei
from tei.parallel import Parallel, Side
from tei.report import json_line
from tei.seed.article import wide
from tei.version import __version__

_DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'


def as_jsonl(found: Parallel) -> bytes:
    """A line for each bead: the numbers of its units, its type, its certainty, their words."""
    by_id = _texts(found)
    return b"".join(_line(bead, by_id) for bead in found.beads)


def _line(bead: Bead, texts: Mapping[str, str]) -> bytes:
    sides = (bead.first, bead.second)
    first, second = ([int(id_.rpartition(".")[2]) for id_ in ids] for ids in sides)
    words = [[texts[id_] for id_ in ids] for ids in sides]
    row = {"first": first, "second": second, "type": bead.type, "cert": _probability(bead), "text": words}
    return json_line(row).encode()


def _texts(found: Parallel) -> dict[str, str]:
    """The words of every unit by its id."""
    return {f"{side.id}.{unit.n}": unit.text for side in found.sides for unit in side.units}


def _probability(bead: Bead) -> float:
    return round(bead.cert, 3)


def as_tmx(found: Parallel) -> bytes:
    """TMX 1.4b, as told in https://www.gala-global.org/tmx-14b: a ``tu`` for each bead that has two sides."""
    texts = _texts(found)
    root = etree.Element("tmx", version="1.4")
    etree.SubElement(
        root,
        "header",
        {
            "creationtool": "tei",
            "creationtoolversion": __version__,
            "segtype": "sentence",
            "o-tmf": "text/plain",
            "adminlang": "en",
            "srclang": found.sides[0].lang,
            "datatype": "plaintext",
        },
    )
    body = etree.SubElement(root, "body")
    for n, bead in enumerate((b for b in found.beads if b.first and b.second), 1):
        unit = etree.SubElement(body, "tu", tuid=str(n))
        for name, value in (("x-type", bead.type), ("x-certainty", f"{_probability(bead):.3f}")):
            etree.SubElement(unit, "prop", type=name).text = value
        for side, ids in zip(found.sides, (bead.first, bead.second), strict=True):
            variant = etree.SubElement(unit, "tuv", {XML_LANG: side.lang})
            etree.SubElement(variant, "seg").text = plain(_together([texts[id_] for id_ in ids]))
    return _written(root)


def _together(texts: list[str]) -> str:
    """Sentences in a row, with a space between two that are not Chinese."""
    made = texts[0]
    for text in texts[1:]:
        made += ("" if wide(made[-1]) or wide(text[0]) else " ") + text
    return made


def as_tei(found: Parallel) -> bytes:
    """A TEI document: a ``div`` for each version, an ``ab`` for each paragraph, an ``s`` for each unit, and the beads
    in a ``linkGrp``; what has no counterpart is linked to the other version as a whole.
    """
    root = etree.Element(tei("TEI"), nsmap={None: TEI})
    root.append(_header(found))
    group = child(
        child(root, "standOff"),
        "linkGrp",
        type="alignment",
        subtype="sentence",
        domains=" ".join(f"#{side.id}" for side in found.sides),
    )
    for bead in found.beads:
        ends = [*(bead.first or (found.sides[0].id,)), *(bead.second or (found.sides[1].id,))]
        child(group, "link", type=bead.type, cert=cert(bead.cert), target=" ".join(f"#{id_}" for id_ in ends))
    body = child(child(root, "text"), "body")
    for side in found.sides:
        div = child(body, "div", xml_id=side.id, xml_lang=side.lang)
        for block in _paragraphs(side):
            div.append(block)
    return _written(root)


def _paragraphs(side: Side) -> Iterator[etree._Element]:
    for _, units in groupby(side.units, key=lambda u: u.paragraph):
        block = etree.Element(tei("ab"))
        for unit in units:
            child(block, "s", plain(unit.text), xml_id=f"{side.id}.{unit.n}")
        yield block


def _header(found: Parallel) -> etree._Element:
    made = etree.Element(tei("teiHeader"))
    desc = child(made, "fileDesc")
    one, other = (plain(side.name) for side in found.sides)
    child(child(desc, "titleStmt"), "title", f"{one} and {other}, aligned")
    child(child(desc, "publicationStmt"), "p", "Not published.")
    source = child(desc, "sourceDesc")
    child(source, "p", f"Made from the files {one} and {other}.")
    usage = child(child(made, "profileDesc"), "langUsage")
    for lang in dict.fromkeys(side.lang for side in found.sides):
        child(usage, "language", lang, ident=lang)
    return made


def _written(root: etree._Element) -> bytes:
    etree.indent(root)
    return _DECLARATION + etree.tostring(root, encoding="UTF-8") + b"\n"


#: The forms that ``--to`` offers.
FORMS: Mapping[str, Callable[[Parallel], bytes]] = {"jsonl": as_jsonl, "tmx": as_tmx, "tei": as_tei}


def summary(found: Parallel, form: str) -> str:
    """A line on what was found; for TMX also what it cannot hold."""
    total, whole = len(found.beads), sum(bool(bead.first and bead.second) for bead in found.beads)
    one, other = found.sides
    said = f"{len(one.units)} {one.lang} and {len(other.units)} {other.lang} sentences: {total} beads"
    if total == whole:
        return said
    left = ", which TMX cannot hold" if form == "tmx" else ""
    return f"{said}, {total - whole} of them without counterpart{left}"
