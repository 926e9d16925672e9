"""Step 3.  Sections, paragraphs and sentences of two versions become beads, each with its probability.

`sections` divides the versions into the same reports and names every block; `align` pairs what is in them.  With one
version there is nothing to pair, and the beads are empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tei.align.constraints import Constraints
from tei.align.costs import Pair, Unit
from tei.align.evidence import Evidence
from tei.align.passes import passes
from tei.align.sections import sections
from tei.align.sentences import sentences
from tei.model import (
    AlignDecision,
    Alignment,
    Bead,
    Block,
    Edition,
    Emendation,
    Mention,
    Report,
    Segment,
    Text,
    by_block,
)
from tei.report import Finding, finding

__all__ = ["align", "sections"]


def align(
    texts: Sequence[Text],
    mentions: Iterable[Mention],
    edition: Edition,
    decisions: Sequence[AlignDecision] = (),
    emendations: Iterable[Emendation] = (),
) -> tuple[Alignment, list[Finding]]:
    """The beads at every level, and the constraints that could not be kept or name nothing."""
    mentions = list(mentions)
    emended = list(emendations)
    segments = {text.id: _segments(text, mentions, emended) for text in texts}
    flat = tuple(segment for found in segments.values() for segment in found)
    if len(texts) < 2:
        return Alignment({}, flat), _unknown(decisions, texts, flat) + _unkept(decisions)
    evidence = Evidence(texts, by_block(mentions), edition)
    first, second = texts
    levels: dict[str, list[Bead]] = {"version": [Bead((first.id,), (second.id,), 1.0)], "head": _heads(first, second)}
    levels["report"] = []
    pairs = []
    for one, other in _reports(first, second):
        levels["report"].append(_report_bead(first, second, one, other))
        levels["head"].extend(_report_heads(first, second, one, other))
        pairs.append(_paragraphs(one, other, first, second, evidence))
    inside = [_by_paragraph(text, segments[text.id]) for text in texts]

    def within(bead: Bead) -> Pair:
        return _sentences(bead, first, second, inside, evidence)

    constraints = Constraints(decisions)
    levels["paragraph"], levels["sentence"] = passes(pairs, within, evidence, constraints)
    broken = _unknown(decisions, texts, flat) + _unkept(constraints.broken)
    return Alignment({name: tuple(found) for name, found in levels.items()}, flat), broken


def _unkept(decisions: Sequence[AlignDecision]) -> list[Finding]:
    return [
        finding(
            "E045",
            f"the bead {' '.join(d.together or d.apart)} cannot be kept",
            file=d.source.file,
            line=d.source.line,
            engine="align",
            hint="units of one bead follow one another, in two versions, and constraints do not contradict",
        )
        for d in decisions
    ]


def _segments(text: Text, mentions: Sequence[Mention], emendations: Sequence[Emendation]) -> list[Segment]:
    """The sentences of a version; none ends within a mention or an emendation."""
    whole: dict[int, list[tuple[int, int]]] = {}
    spanned: list[Mention | Emendation] = [*mentions, *emendations]
    for span in spanned:
        whole.setdefault(span.block, []).append((span.start, span.end))
    found = []
    for report in text.reports:
        for block in report.paragraphs:
            spans = sentences(block.text, text.lang, (*whole.get(block.n, ()), (0, block.dateline)))
            found += [Segment(f"{block.id}.s{k}", block.n, a, b) for k, (a, b) in enumerate(spans, 1)]
    return found


def _unknown(decisions: Sequence[AlignDecision], texts: Sequence[Text], segments: Sequence[Segment]) -> list[Finding]:
    known = {s.id for s in segments} | {block.id for text in texts for block in text.blocks}
    return [
        finding(
            "E040",
            f'there is no "{id_}" in the document',
            file=d.source.file,
            line=d.source.line,
            hint="[[align]] names paragraphs (zh.1.3) or sentences (zh.1.3.s2)",
        )
        for d in decisions
        for id_ in (*d.together, *d.apart)
        if id_ not in known
    ]


def _reports(first: Text, second: Text) -> list[tuple[Report | None, Report | None]]:
    numbers = sorted({r.n for text in (first, second) for r in text.reports})
    one, other = ({r.n: r for r in text.reports} for text in (first, second))
    return [(one.get(n), other.get(n)) for n in numbers]


def _ids(blocks: Iterable[Block]) -> tuple[str, ...]:
    return tuple(block.id for block in blocks)


def _report_bead(first: Text, second: Text, one: Report | None, other: Report | None) -> Bead:
    return Bead(
        (f"{first.id}.{one.n}",) if one else (),
        (f"{second.id}.{other.n}",) if other else (),
        1.0,
        (first.id, second.id),
    )


def _heads(first: Text, second: Text) -> list[Bead]:
    """The versions' heads: title with title; where one has no title, with all the printed heads of the other."""
    titles = [[b for b in text.heads if b.kind == "title"] or list(text.heads) for text in (first, second)]
    if not titles[0] and not titles[1]:
        return []
    within = (first.id, second.id)
    alone = [[b for b in text.heads if b not in own] for text, own in zip((first, second), titles, strict=True)]
    return [
        Bead(_ids(titles[0]), _ids(titles[1]), 1.0, within),
        *(Bead((head.id,), (), 1.0, within) for head in alone[0]),
        *(Bead((), (head.id,), 1.0, within) for head in alone[1]),
    ]


def _report_heads(first: Text, second: Text, one: Report | None, other: Report | None) -> list[Bead]:
    """Heads of two reports, the n-th with the n-th; the rest have no counterpart."""
    if not one or not other:
        return []
    within = (f"{first.id}.{one.n}", f"{second.id}.{other.n}")
    count = max(len(one.heads), len(other.heads))
    return [Bead(_ids(one.heads[k : k + 1]), _ids(other.heads[k : k + 1]), 1.0, within) for k in range(count)]


def _paragraphs(one: Report | None, other: Report | None, first: Text, second: Text, evidence: Evidence) -> Pair:
    """The paragraphs of two reports, to be aligned."""
    units = [
        [Unit(b.id, evidence.of(text.id, b.n, 0, len(b.text))) for b in (report.paragraphs if report else ())]
        for text, report in ((first, one), (second, other))
    ]
    within = (f"{first.id}.{one.n}" if one else first.id, f"{second.id}.{other.n}" if other else second.id)
    return Pair(units[0], units[1], within)


def _by_paragraph(text: Text, segments: Sequence[Segment]) -> dict[str, list[Segment]]:
    """The sentences by the xml:ids of their paragraphs."""
    ids = {block.n: block.id for block in text.blocks}
    found: dict[str, list[Segment]] = {}
    for segment in segments:
        found.setdefault(ids[segment.block], []).append(segment)
    return found


def _sentences(
    bead: Bead, first: Text, second: Text, inside: Sequence[Mapping[str, list[Segment]]], evidence: Evidence
) -> Pair:
    """The sentences of the paragraphs in a bead, to be aligned."""
    units = [
        [Unit(s.id, evidence.of(text.id, s.block, s.start, s.end)) for id_ in ids for s in by_paragraph.get(id_, ())]
        for text, ids, by_paragraph in zip((first, second), (bead.first, bead.second), inside, strict=True)
    ]
    return Pair(units[0], units[1], ((*bead.first, bead.within[0])[0], (*bead.second, bead.within[1])[0]))
