"""Lay the beads of a seed side by side, with certainty and evidence, so that an editor sees why they are so."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Literal

from tei import seed as seeds
from tei.build import jobs_for
from tei.encode.standoff import cert
from tei.model import Bead, Crux, Document, Edition, Segment
from tei.report import Finding, TeiError, finding, json_line, ordered, printable
from tei.run import Job, Result, document_id, document_of

LEVELS = ("head", "paragraph", "sentence")
_INDENT = 2
_SPACE = re.compile("[ \t\r\n]+")
_BETWEEN = " │ "
_LACKING = "(no counterpart)"
_CLOSING = frozenset("、。，．；：？！）」』】〉》〕％’”…")
_OPENING = frozenset("（「『【〈《〔‘“")


@dataclass(frozen=True, slots=True)
class Unit:
    """A head, paragraph or sentence, in the words of the seed."""

    id: str
    text: str
    report: int  # 0: the heads of the version
    within: str  # the xml:id of its block


@dataclass(frozen=True, slots=True)
class Row:
    """A bead with its words.  `evidence` are labels with their weight in nats; `cruxes` are those still open."""

    level: str  # head, paragraph, sentence
    type: str  # "2-1"
    first: tuple[Unit, ...]
    second: tuple[Unit, ...]
    cert: float
    evidence: tuple[tuple[str, float], ...] = ()
    cruxes: tuple[Crux, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """The xml:ids of both sides."""
        return tuple(unit.id for unit in (*self.first, *self.second))


@dataclass(frozen=True, slots=True)
class Shown:
    """Those beads of a seed that were asked for, as text or JSON lines, and what is wrong with the seed."""

    text: str  # "" when there are none
    beads: int
    findings: tuple[Finding, ...]


def show(
    paths: Iterable[Path],
    edition: Edition,
    *,
    below: float | None = None,
    at: str = "",
    form: Literal["text", "json"] = "text",
    width: int = 100,
    colour: bool = False,
) -> Iterator[Shown]:
    """The beads of each seed: those with a certainty below `below`, or at the xml:id `at` and within it; else all.

    Last comes a finding, when no bead has `at`.
    """
    met = list[bool]()
    for job in jobs_for(paths, edition):
        if isinstance(job, Result):
            yield Shown("", 0, job.findings)
            continue
        try:
            document, found = _read(job)
        except TeiError as error:
            yield Shown("", 0, (error.finding,))
            continue
        everything = rows(document)
        there = [row for row in everything if _within(row, at)]
        met.append(bool(there))
        chosen = [row for row in there if below is None or row.cert < below]
        made = as_json(job.name, chosen) if form == "json" else as_text(job.name, everything, chosen, width, colour)
        yield Shown(made if chosen else "", len(chosen), tuple(found))
    if at and met and not any(met):
        hint = "name a report (zh.1), a head (zh.1.h1), a paragraph (zh.1.3) or a sentence (zh.1.3.s2)"
        yield Shown("", 0, (finding("G003", f'no bead has "{at}"', hint=hint),))


def _read(job: Job) -> tuple[Document, list[Finding]]:
    """The document of a job, as far as it is aligned and compared, and the findings; open cruxes are in the rows."""
    seed, odd = seeds.read(job.data, job.name, job.edition.format, dict(job.edition.languages))
    document, found = document_of(document_id(seed, job.edition.id), seed, job)
    return document, ordered(f for f in [*odd, *found] if not f.code.startswith("C"))


def rows(document: Document) -> list[Row]:
    """The beads of heads, paragraphs and sentences, in the order of the text: a paragraph before its sentences."""
    units, cruxes = _units(document), _open(document)
    paragraphs = document.alignment.levels.get("paragraph", ())
    home = {id_: n for n, bead in enumerate(paragraphs) for id_ in (*bead.first, *bead.second)}
    inside: list[list[Bead]] = [[] for _ in paragraphs]
    for bead in document.alignment.levels.get("sentence", ()):
        inside[home[units[(*bead.first, *bead.second)[0]].within]].append(bead)
    found = [("head", bead) for bead in document.alignment.levels.get("head", ())]
    for bead, own in zip(paragraphs, inside, strict=True):
        found += [("paragraph", bead), *(("sentence", b) for b in own)]
    found.sort(key=lambda item: units[(*item[1].first, *item[1].second)[0]].report)
    return [_row(level, bead, units, cruxes) for level, bead in found]


def _row(level: str, bead: Bead, units: Mapping[str, Unit], cruxes: Mapping[str, list[Crux]]) -> Row:
    return Row(
        level,
        bead.type,
        tuple(units[id_] for id_ in bead.first),
        tuple(units[id_] for id_ in bead.second),
        round(bead.cert, 3),
        tuple((label, round(nats, 2)) for label, nats in bead.evidence),
        tuple(dict.fromkeys(c for id_ in (*bead.first, *bead.second) for c in cruxes.get(id_, ()))),
    )


def _units(document: Document) -> dict[str, Unit]:
    """Heads, paragraphs and sentences by xml:id."""
    found: dict[str, Unit] = {}
    places: dict[int, Unit] = {}
    for text in document.texts:
        parts = [(0, text.heads), *((r.n, (*r.heads, *r.paragraphs)) for r in text.reports)]
        for report, blocks in parts:
            for block in blocks:
                places[block.n] = found[block.id] = Unit(block.id, block.text, report, block.id)
    for s in document.alignment.segments:
        around = places[s.block]
        found[s.id] = Unit(s.id, around.text[s.start : s.end], around.report, around.id)
    return found


def _open(document: Document) -> dict[str, list[Crux]]:
    """The cruxes that nobody has answered, by the sentences or heads they are in (or the paragraphs that they are)."""
    said = [(note.spans, note.text[0][1].casefold()) for note in document.annotations if note.resp == "tool"]
    blocks = {block.n: block for text in document.texts for block in text.blocks}
    segments: dict[int, list[Segment]] = {}
    for segment in document.alignment.segments:
        segments.setdefault(segment.block, []).append(segment)
    found: dict[str, list[Crux]] = {}
    for crux in document.comparison.cruxes:
        if not any(spans == crux.spans and crux.message.casefold() in words for spans, words in said):
            continue
        for number, start, end in crux.spans:
            block = blocks[number]
            whole = (start, end) == (0, len(block.text))
            inner = [] if whole else [s.id for s in segments.get(number, ()) if s.start <= start < s.end]
            found.setdefault((inner or [block.id])[0], []).append(crux)
    return found


def _within(row: Row, at: str) -> bool:
    return any(f"{id_}.".startswith(f"{at}.") for id_ in row.ids) if at else True


def as_json(name: str, shown: Iterable[Row]) -> str:
    """One object on each line."""
    return "".join(json_line(_object(name, row)) for row in shown)


def _object(name: str, row: Row) -> dict[str, object]:
    first, second = ([{"id": unit.id, "text": unit.text} for unit in side] for side in (row.first, row.second))
    cruxes = [{"code": crux.code, "cert": crux.cert, "message": crux.message} for crux in row.cruxes]
    what = {"seed": name, "level": row.level, "type": row.type, "first": first, "second": second}
    return {**what, "cert": row.cert, "evidence": row.evidence, "cruxes": cruxes}


def as_text(name: str, everything: Sequence[Row], shown: Sequence[Row], width: int = 100, colour: bool = False) -> str:
    """`shown` in two columns, below a line that counts all beads of the seed; what is low stands out in `colour`."""
    counts = [f"{n} {level}" for level in LEVELS if (n := sum(row.level == level for row in everything))]
    doubtful = sum(cert(row.cert) == "low" for row in everything)
    lines = [f"{printable(name)}: beads: {', '.join(counts)}; certainty low: {doubtful}", ""]
    inside = {unit.within for row in shown if row.level == "sentence" for unit in (*row.first, *row.second)}
    for row in shown:
        first, *rest = _block(row, width, inside)
        lines += [f"\x1b[{'1;33' if cert(row.cert) == 'low' else '1'}m{first}\x1b[0m" if colour else first, *rest]
    return "\n".join(lines) + "\n"


def _block(row: Row, width: int, inside: Collection[str]) -> list[str]:
    """A bead as lines: what it is, its words in two columns, the evidence, the cruxes, an empty line.

    `inside` are the xml:ids of the paragraphs whose sentences are shown: their words stand there.
    """
    made = [f"{row.level} {row.type}  {row.cert:.2f} {cert(row.cert)}  {' '.join(row.ids)}"]
    if row.level != "paragraph" or not any(id_ in inside for id_ in row.ids):
        room = (width - _INDENT - len(_BETWEEN)) // 2
        sides = [[line for u in side for line in wrapped(f"{u.id} {u.text}", room)] for side in (row.first, row.second)]
        for left, right in zip_longest(sides[0] or [_LACKING], sides[1] or [_LACKING], fillvalue=""):
            pad = " " * (room - cells(left))
            made.append(f"{' ' * _INDENT}{left}{pad}{_BETWEEN}{right}".rstrip())
    weights = ", ".join(f"{label} {nats:+.1f}" for label, nats in row.evidence)
    said = [f"evidence: {weights}"] if weights else []
    said += [f"{crux.code} {crux.cert}: {crux.message}" for crux in row.cruxes]
    return [*made, *(" " * _INDENT + line for words in said for line in wrapped(words, width - _INDENT)), ""]


def cells(text: str) -> int:
    """The columns of a terminal that `text` takes: two for a wide character, none for a combining one."""
    return sum(_cells(c) for c in text)


def _cells(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def wrapped(text: str, width: int) -> list[str]:
    """`text` in lines of at most `width` cells (at least 2): between words and wide characters, within a word too long.

    No line begins with closing punctuation or ends with opening punctuation, if there is room.
    """
    lines, line, used = list[str](), "", 0
    for piece in _pieces(printable(_SPACE.sub(" ", text))):
        size = cells(piece.rstrip())
        for part in [piece] if size <= width else piece:
            if used and used + cells(part.rstrip()) > width:
                lines.append(line.rstrip())
                line, used = "", 0
            line, used = line + part, used + cells(part)
    return [*lines, line.rstrip()]


def _pieces(text: str) -> Iterator[str]:
    """What may stand on a line of its own: a word with the space after it, a wide character with its punctuation."""
    piece = ""
    for character in text:
        wide = _cells(character) == 2
        joined = character in _CLOSING or character == " " or not _cells(character) or piece[-1:] in _OPENING
        if piece and not joined and (wide or piece[-1] == " " or _cells(piece[-1]) == 2):
            yield piece
            piece = ""
        piece += character
    if piece:
        yield piece
