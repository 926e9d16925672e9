"""Join the steps.  A job is pure and picklable: (edition, seed bytes, decisions) → (TEI bytes, findings).

Therefore a job runs in this process or in a pool, with the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from tei import seed as seeds
from tei.align import align, sections
from tei.annotate import annotate
from tei.compare import compare
from tei.compare.resolve import resolve
from tei.edit import locate
from tei.encode import encode
from tei.encode.source import extract
from tei.model import (
    Alignment,
    Annotation,
    Block,
    Comparison,
    Crux,
    Decisions,
    Document,
    Edition,
    Emendation,
    Line,
    Mention,
    Seed,
    Text,
    by_block,
)
from tei.names import ncname_part
from tei.report import Finding, TeiError, finding, ordered
from tei.xml import parse

_KEY = re.compile(r"(?:.*[_.-])?(?=[0-9a-f]*[a-f])([0-9a-f]{8})[0-9a-f]{4,}")


@dataclass(frozen=True, slots=True)
class Job:
    """All that one seed's conversion depends on."""

    name: str  # the seed's file, as messages call it
    data: bytes
    edition: Edition
    decisions: Decisions = field(default_factory=Decisions)


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a seed: its document, or None and the reason among the findings."""

    name: str
    id: str
    tei: bytes | None
    findings: tuple[Finding, ...]


def document_id(seed: Seed, prefix: str) -> str:
    """``rmrb.1959-01-13.2.f30e168c``: prefix, date, page, and the beginning of the hash in the file's name, if it has
    one, else the name itself.
    """
    stem = PurePosixPath(seed.name).stem
    match = _KEY.fullmatch(stem)
    key = match[1] if match else ncname_part(stem) or seed.sha256[:8]
    return ".".join(part for part in (prefix, seed.date, ncname_part(seed.page), key) if part)


def convert(job: Job) -> Result:
    """Turn a seed into TEI.  Whatever is wrong is in the findings; only a bug raises."""
    findings: list[Finding] = []
    id_ = ""
    try:
        languages = dict(job.edition.languages)
        seed, odd = seeds.read(job.data, job.name, job.edition.format, languages)
        findings += odd
        seed = replace(seed, name=_readable(PurePosixPath(job.name).name))
        id_ = document_id(seed, job.edition.id)
        document, found = document_of(id_, seed, job)
        findings += found
        data = encode(document, job.edition)
        if extract(parse(data, id_)) != job.data:
            raise TeiError(
                "S010",
                "its bytes could not be had back from the TEI, so none is written",
                file=job.name,
                hint="please report this seed: it is a fault of tei",
            )
    except TeiError as error:
        return Result(job.name, id_, None, tuple(ordered([*findings, error.finding])))
    except (MemoryError, RecursionError) as error:
        found = [finding("G004", f"cannot be converted: {type(error).__name__}", file=job.name, hint="divide the seed")]
        return Result(job.name, id_, None, tuple(ordered([*findings, *found])))
    return Result(job.name, id_, data, tuple(ordered(findings)))


def _readable(name: str) -> str:
    """A file name as XML can hold it: bytes that are no UTF-8 become U+FFFD."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class Aligned:
    """A seed annotated and aligned under its decisions.  `doubts` are names that could be several records'."""

    texts: tuple[Text, ...]
    mentions: tuple[Mention, ...]
    emendations: tuple[Emendation, ...]
    alignment: Alignment
    doubts: tuple[Crux, ...]


def aligned(seed: Seed, job: Job) -> tuple[Aligned, list[Finding]]:
    """What steps 2 and 3 make of a seed, and the decisions that could not be kept."""
    edition, decisions = job.edition, job.decisions
    mentions = [m for v in seed.versions for m in annotate(v.blocks, v.lang, seed.date, edition)]
    texts = sections(seed.versions, by_block(mentions), edition)
    blocks = {block.id: block for text in texts for block in text.blocks}
    emendations, findings = locate.emendations(decisions, blocks)
    if emendations:
        mentions = [m for text in texts for m in annotate(text.blocks, text.lang, seed.date, edition, emendations)]
    mentions, found = locate.mentions(decisions, blocks, mentions, edition, emendations)
    findings += found
    alignment, found = align(texts, mentions, edition, decisions.aligns, emendations)
    findings += found
    mentions, doubts = resolve(texts, mentions, alignment, edition)
    return Aligned(texts, tuple(mentions), tuple(emendations), alignment, tuple(doubts)), findings


def document_of(id_: str, seed: Seed, job: Job) -> tuple[Document, list[Finding]]:
    """Steps 2 to 5: the document that is to be encoded, and what is wrong with it."""
    decisions = job.decisions
    made, findings = aligned(seed, job)
    texts, mentions, emendations, alignment = made.texts, made.mentions, made.emendations, made.alignment
    blocks = {block.id: block for text in texts for block in text.blocks}
    comparison = compare(texts, mentions, alignment, job.edition, emendations, seed.date)
    ids = _ids(texts, comparison) | {s.id for s in alignment.segments}
    notes, found = locate.notes(decisions, blocks, ids)
    findings += found
    cruxes, found = locate.unanswered([*made.doubts, *comparison.cruxes], decisions, blocks, notes, emendations)
    by_number = {block.n: block for block in blocks.values()}
    lines = by_line(seed)
    findings += found + [_crux_finding(crux, by_number, lines, job) for crux in cruxes]
    computed = [
        Annotation(crux.spans, (), "crux", "tool", (("en", _sentence(crux.message)),), crux.cert) for crux in cruxes
    ]
    annotations = tuple(sorted([*notes, *computed], key=_place))
    return Document(id_, seed, texts, mentions, emendations, annotations, alignment, comparison), findings


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}."


def _ids(texts: Sequence[Text], comparison: Comparison) -> set[str]:
    """The xml:ids of everything that an editor may speak of as a whole."""
    found = {head.id for head in comparison.supplied}
    for text in texts:
        found |= {text.id, *(block.id for block in text.blocks), *(f"{text.id}.{r.n}" for r in text.reports)}
    return found


def _place(annotation: Annotation) -> tuple[int, int]:
    """Notes come in the order of their first spans; those on whole elements come first."""
    return min((span[:2] for span in annotation.spans), default=(-1, 0))


def _crux_finding(crux: Crux, blocks: dict[int, Block], lines: dict[int, list[Line]], job: Job) -> Finding:
    number, start, _ = crux.spans[0]
    block = blocks[number]
    line, column = position(block, start, lines[number])
    return finding(
        crux.code,
        f"{block.id}: {crux.message}",
        file=job.name,
        line=line,
        column=column,
        severity="info",
        engine="compare",
        hint=crux.hint,
        cert=crux.cert,
    )


def by_line(seed: Seed) -> dict[int, list[Line]]:
    """The lines of each block, by its number."""
    found: dict[int, list[Line]] = {}
    for line in seed.lines:
        if line.block is not None:
            found.setdefault(line.block, []).append(line)
    return found


def position(block: Block, offset: int, lines: Sequence[Line]) -> tuple[int, int]:
    """The line and column in the seed of a character of a block that stands in `lines`."""
    begins = [0, *(b for b in block.breaks if b <= offset)]
    line = lines[min(len(begins), len(lines)) - 1]
    return line.n, len(line.indent + line.label + line.gap) + offset - begins[-1] + 1
