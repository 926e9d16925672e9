"""The ``sourceDoc``: the lines of the seed, and the way back from a TEI document to the seed's bytes.

Each ``line`` reads in this order: the indentation (``indent`` in ``@rend``), its own characters (what is no text: a
field's label, a rule, a marker), a ``gap``, the words of the block in ``@corresp``, the ``trail``, the end of line.
White space is written as counts: ``indent(4)`` are four spaces, ``trail(U+3000*2)`` two ideographic ones.  A block
that runs over several lines has an ``lb`` where a further line begins.
"""

from __future__ import annotations

import hashlib
import re
from itertools import groupby

from lxml import etree

from tei.encode.build import child, element
from tei.model import Document, Line
from tei.names import XML_ID, tei

_NEWLINES = {"LF": "\n", "CRLF": "\r\n", "CR": "\r", "none": ""}
_NAMES = {value: key for key, value in _NEWLINES.items()}
_BOM = b"\xef\xbb\xbf"
_CONTROL = re.compile("#u[0-9a-f]{4}")
_TOKEN = re.compile(r"(indent|gap|trail|eol)\(([^()]*)\)")
#: What the editors added: it is not in the seed.
_ADDED = frozenset(tei(name) for name in ("corr", "supplied", "note", "reg", "expan", "ex"))


def newline(lines: tuple[Line, ...]) -> str:
    """The commonest end of line: ``LF``, ``CRLF``, ``CR``, or ``none`` where there is one line without an end."""
    counts: dict[str, int] = {}
    for line in lines:
        if line.eol:
            counts[line.eol] = counts.get(line.eol, 0) + 1
    return _NAMES[max(counts, key=lambda eol: (counts[eol], eol))] if counts else "none"


def source_doc(document: Document) -> etree._Element:
    """The ``sourceDoc`` with one ``line`` per line of the seed."""
    made = element("sourceDoc")
    surface = child(made, "surface")
    ids = {block.n: block.id for text in document.texts for block in text.blocks}
    common = _NEWLINES[newline(document.seed.lines)]
    for line in document.seed.lines:
        parts = [("indent", line.indent), ("gap", line.gap), ("trail", line.trail)]
        rend = [f"{name}({_counts(white)})" for name, white in parts if white]
        if line.eol != common:
            rend.append(f"eol({_NAMES[line.eol]})")
        corresp = "" if line.block is None else f"#{ids[line.block]}"
        surface.append(
            element("line", line.label, (("n", str(line.n)), ("rend", " ".join(rend)), ("corresp", corresp)))
        )
    return made


def _counts(white: str) -> str:
    runs = []
    for char, run in groupby(white):
        n = len(list(run))
        runs.append(str(n) if char == " " else f"U+{ord(char):04X}*{n}")
    return ",".join(runs)


def _white(counts: str) -> str:
    text = ""
    for run in filter(None, counts.split(",")):
        code, star, n = run.partition("*")
        text += chr(int(code[2:], 16)) * int(n) if star else " " * int(code)
    return text


class NotRecoverableError(ValueError):
    """The document does not say what the seed was."""


def extract(tree: etree._ElementTree) -> bytes:
    """The seed's bytes, from ``sourceDoc``, ``text`` and the header alone.

    Raises:
        NotRecoverableError: when something that is needed is missing.
    """
    lines = tree.getroot().findall(f"{tei('sourceDoc')}/{tei('surface')}/{tei('line')}")
    seed = tree.getroot().find(f".//{tei('sourceDesc')}/{tei('bibl')}[@type='seed']")
    if seed is None or not lines:
        raise NotRecoverableError("it has no sourceDoc with lines, or no bibl of type seed")
    blocks = {el.get(XML_ID): el for el in tree.getroot().iter(tei("p"), tei("head")) if el.get(XML_ID)}
    words: dict[str, list[str]] = {}
    common = _NEWLINES.get(_note(seed, "newline"))
    if common is None:
        raise NotRecoverableError(f'the newline style "{_note(seed, "newline")}" is not known')
    out = []
    for line in lines:
        rend = dict(_TOKEN.findall(line.get("rend", "")))
        id_ = line.get("corresp", "")[1:]
        if id_ and id_ not in words:
            if id_ not in blocks:
                raise NotRecoverableError(f'line {line.get("n")} points to "{id_}", which is no block of the text')
            words[id_] = found_lines(blocks[id_])
        if id_ and not words[id_]:
            raise NotRecoverableError(f'"{id_}" has fewer lines than the seed')
        eol = _NEWLINES[rend["eol"]] if rend.get("eol") in _NEWLINES else common
        out.append(
            _white(rend.get("indent", ""))
            + found(line)
            + _white(rend.get("gap", ""))
            + (words[id_].pop(0) if id_ else "")
            + _white(rend.get("trail", ""))
            + eol
        )
    if any(words.values()):
        raise NotRecoverableError("the text has more lines than the sourceDoc")
    text = "".join(out).encode("utf-8")
    return (_BOM if _note(seed, "bom") == "UTF-8" else b"") + text


def digest_of(tree: etree._ElementTree) -> tuple[str, int] | None:
    """The sha256 and the size that the header gives for the seed; None when it gives none."""
    seed = tree.getroot().find(f".//{tei('sourceDesc')}/{tei('bibl')}[@type='seed']")
    if seed is None:
        return None
    sha = seed.findtext(f"{tei('idno')}[@type='sha256']", "")
    size = seed.find(tei("measure"))
    return sha.strip(), int(size.get("quantity", "0")) if size is not None else 0


def intact(tree: etree._ElementTree) -> str:
    """Why the seed cannot be had back from `tree`; "" when it can, or when `tree` does not claim to hold one."""
    try:
        said = digest_of(tree)
        if said is None:
            return ""
        data = extract(tree)
    except (NotRecoverableError, ValueError, OverflowError) as error:
        return str(error)
    if hashlib.sha256(data).hexdigest() != said[0]:
        return "the text, or the lines of sourceDoc, are not what the seed had (its sha256 differs)"
    return ""


def _note(seed: etree._Element, kind: str) -> str:
    return (seed.findtext(f"{tei('note')}[@type='{kind}']") or "").strip()


def found(node: etree._Element) -> str:
    """The words below `node` as the source has them: without what the editors added."""
    return "".join(found_lines(node))


def found_lines(node: etree._Element) -> list[str]:
    """The words below `node` as found, cut at each ``lb``; the space that stands for a line break is left out."""
    lines = [""]

    def walk(element_: etree._Element) -> None:
        if element_.tag == tei("lb"):
            lines[-1] = lines[-1].rstrip(" ")
            lines.append("")
        elif element_.tag == tei("g") and _CONTROL.fullmatch(element_.get("ref", "")):
            lines[-1] += chr(int(element_.get("ref", "")[2:], 16))
        elif element_.tag not in _ADDED and isinstance(element_.tag, str):
            lines[-1] += element_.text or ""
            for inner in element_:
                walk(inner)
                lines[-1] += inner.tail or ""

    walk(node)
    return lines
