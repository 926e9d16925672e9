"""What a document holds besides its header: versions, sentences, beads, names, values, emendations, notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from tei.appraise.facts import TextFacts
from tei.appraise.header import header
from tei.names import XML_ID, XML_LANG, tei
from tei.render.exports.corpus import links
from tei.render.exports.nodes import plain, select
from tei.render.exports.reader import text as read_text
from tei.render.exports.text import NAMES, VALUES, Span, Text

_MENDED = ("choice", "surplus", "supplied")
_NORMAL = frozenset(("when", "from", "to", "notBefore", "notAfter", "dur", "value", "quantity", "atLeast", "atMost",
                     "min", "max", "when-iso", "from-iso", "to-iso", "period"))  # fmt: skip
_MARKS = {"sourceDoc": "sourceDoc", "facsimile": "image", "email": "email"}


def facts_of(path: Path, file: str, tree: etree._ElementTree) -> TextFacts:
    """The facts of the document at `path`, which is called `file` in the card."""
    root = tree.getroot()
    counts: Counter[str] = Counter()
    lines: dict[str, int] = {}
    values: dict[str, dict[str, None]] = {}
    text = read_text(path.stem, tree)
    for key, line, value in (*header(root), *_marks(root), *_inside(text), *_aligned(text)):
        counts[key] += 1
        if line:
            lines.setdefault(key, line)
        if value:
            values.setdefault(key, {})[value] = None
    counts["characters"] = sum(len(unit.text) for _, unit in text.units())
    records = tuple((record.id, any(links(record))) for record in text.records)
    told = {key: tuple(each) for key, each in values.items()}
    return TextFacts(file, path.stem, dict(counts), lines, told, records)


Found = Iterator[tuple[str, int | None, str]]


def _marks(root: etree._Element) -> Found:
    """What is told by elements as such, wherever they stand."""
    for sibling in root.itersiblings(preceding=True):
        if isinstance(sibling, etree._ProcessingInstruction) and sibling.target == "xml-model":
            yield "schema", sibling.sourceline, sibling.get("href") or ""
    if root.get(XML_ID):
        yield "xml:id", root.sourceline, root.get(XML_ID, "")
    for name, key in _MARKS.items():
        for element in root.iter(tei(name)):
            yield key, element.sourceline, ""
    for element in select(root, "tei:text//tei:pb[@facs] | tei:text//tei:graphic"):
        yield "image", element.sourceline, ""
    for element in select(root, "tei:text//*[self::tei:bibl or self::tei:biblStruct][not(ancestor::tei:note)]"):
        yield "bibl", element.sourceline, ""
    for element in select(root, "tei:text/tei:body/tei:div[@xml:lang]"):
        yield "division", element.sourceline, element.get(XML_LANG, "")
    for element in root.iter(tei("ref"), tei("ptr")):
        if element.get("target", "").startswith("mailto:"):
            yield "email", element.sourceline, ""
    for element in select(root, "tei:text//tei:note"):
        yield ("note.computed" if element.get("resp") == "#tool" else "note.hand"), element.sourceline, ""
        if element.get("resp"):
            yield "note.resp", element.sourceline, ""
    body = root.find(f"{tei('text')}/{tei('body')}")
    if body is not None and plain(body):
        yield "body", body.sourceline, ""


def _inside(text: Text) -> Found:
    """The versions, and what is marked within their sentences."""
    for version in text.versions:
        yield "version", None, version.lang
        for block in version.blocks:
            if block.type == "supplied":
                continue  # a head that tei put there
            for unit in block.units:
                yield ("unit.id" if unit.id else "unit.other"), None, ""
                if unit.element == "s":
                    yield "sentence", None, ""
                for span in unit.spans:
                    yield from _span(span)
    for note in text.notes:
        hand = bool(note.resp) and note.resp.lstrip("#") != "tool"
        yield ("note.hand" if hand else "note.computed"), None, ""
        if hand and note.type:
            yield f"note.type.{note.type}", None, ""
        if note.resp:
            yield "note.resp", None, ""
        if note.type == "crux" and not hand:
            yield "crux.open", None, ""


def _span(span: Span) -> Found:
    names = {name for name, _ in span.attrs}
    if span.element in NAMES:
        yield "name", None, ""
        if span.refs:
            yield "name.ref", None, ""
    elif span.element in VALUES:
        yield "value", None, ""
        if names & _NORMAL:
            yield "value.normal", None, ""
    elif span.element in _MENDED:
        yield "emendation", None, ""
        if span.get("resp"):
            yield "emendation.resp", None, ""
        if span.get("cert"):
            yield "emendation.cert", None, span.get("cert")
            yield f"emendation.{span.get('cert')}", None, ""
    elif span.element in ("unclear", "gap"):
        yield "doubtful", None, ""


def _aligned(text: Text) -> Found:
    if len(text.versions) < 2:
        return
    for bead in text.beads:
        yield "bead", None, ""
        if bead.cert:
            yield "bead.cert", None, ""
            yield f"bead.{bead.cert}", None, ""
