"""Find the places of decisions in a text, and carry the decisions out on its mentions and cruxes."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Mapping, Sequence

from tei.model import (
    NAME_TYPES,
    Annotation,
    Block,
    Crux,
    Decisions,
    Dismiss,
    Edition,
    Emendation,
    Mention,
    MentionDecision,
    Place,
    Source,
)
from tei.report import Finding, Severity, finding

#: Cruxes of whole passages: a note on the paragraph or head answers them.
_WHOLE = frozenset(["C005", "C006", "C012", "C014", "C017"])

Span = tuple[int, int, int]
Blocks = Mapping[str, Block]


def locate(place: Place, source: Source, blocks: Blocks) -> Span | Finding:
    """The span of block number that `place` names, or why there is none."""
    block = blocks.get(place.at)
    if block is None:
        return _unknown(place.at, source, blocks)
    if place.quote is None:
        return block.n, 0, len(block.text)
    whole = place.prefix + place.quote + place.suffix
    count = sum(block.text.startswith(whole, i) for i in range(len(block.text)))
    if count != 1:
        shown = whole if len(whole) <= 60 else whole[:60] + "…"
        near = _near(whole, block.text) if count == 0 else ""
        hint = near or (
            "see whether the seed changed" if count == 0 else "add a prefix or a suffix, or lengthen `quote`"
        )
        return _said(
            source,
            "E041",
            f'{place.at}: "{shown}" occurs {count} times, not once',
            hint=hint,
        )
    start = block.text.index(whole) + len(place.prefix)
    return block.n, start, start + len(place.quote)


def _said(source: Source, code: str, message: str, hint: str, severity: Severity = "error") -> Finding:
    """A finding on a decision."""
    return finding(code, message, file=source.file, line=source.line, severity=severity, engine="edit", hint=hint)


def _near(words: str, text: str) -> str:
    """A hint at what stands in `text` but for case and the form of quotation marks; "" when nothing does."""
    plain = str.maketrans("“”‘’「」", '""\'\'""')
    at = text.lower().translate(plain).find(words.lower().translate(plain))
    return f'did you mean "{text[at : at + len(words)]}"?' if at >= 0 and len(text.lower()) == len(text) else ""


def _unknown(at: str, source: Source, known: Collection[str]) -> Finding:
    near = difflib.get_close_matches(at, list(known), 1, 0.75)
    hint = f'did you mean "{near[0]}"?' if near else "ids look like en.h1, zh.1.h1 (heads) and zh.1.3 (paragraphs)"
    paragraph = at.rpartition(".s")[0]
    if paragraph in known:
        hint = f'quotes are looked for in whole paragraphs: at = "{paragraph}"'
    return _said(source, "E040", f'there is no "{at}" in the document', hint=hint)


def emendations(decisions: Decisions, blocks: Blocks) -> tuple[list[Emendation], list[Finding]]:
    """The emendations in order of their places, and those that found no place or overlap another one."""
    placed: list[Emendation] = []
    findings: list[Finding] = []
    for order in decisions.emends:
        span = locate(order.place, order.source, blocks)
        if isinstance(span, Finding):
            findings.append(span)
            continue
        other = next((e for e in placed if _clash(span, (e.block, e.start, e.end))), None)
        if other:
            findings.append(
                _said(
                    order.source,
                    "E043",
                    f"{order.place.at}: overlaps the emendation in line {other.order.source.line}",
                    hint="make one emendation of the two",
                )
            )
        else:
            placed.append(Emendation(*span, order))
    return sorted(placed, key=lambda e: (e.block, e.start, e.end)), findings


def _clash(one: Span, other: Span) -> bool:
    return one[0] == other[0] and (one[1:] == other[1:] or (one[1] < other[2] and other[1] < one[2]))


def _overlap(one: Span, other: Span) -> bool:
    """Whether two spans share a character, or one is empty and touches the other."""
    if one[0] != other[0]:
        return False
    if one[1] == one[2] or other[1] == other[2]:
        return one[1] <= other[2] and other[1] <= one[2]
    return one[1] < other[2] and other[1] < one[2]


def mentions(
    decisions: Decisions, blocks: Blocks, computed: Iterable[Mention], edition: Edition, emended: Sequence[Emendation]
) -> tuple[list[Mention], list[Finding]]:
    """The computed mentions after the editors' ``[[mention]]`` decisions."""
    found = list(computed)
    findings: list[Finding] = []
    records = {entity.id: entity.type for entity in edition.authority}
    for order in decisions.mentions:
        span = locate(order.place, order.source, blocks)
        if isinstance(span, Finding):
            findings.append(span)
        elif order.ref and order.ref not in records:
            findings.append(_no_record(order, records))
        elif order.action != "add":
            found, missing = _changed(order, span, found, records)
            findings += missing
        elif any(m.resp and _crosses(m, span) for m in found) or any(_cut(span, e) for e in emended):
            findings.append(_clashing(order))
        else:
            found = [m for m in found if not _crosses(m, span)]
            found.append(Mention(*span, order.type, order.ref, order.attrs, None, order.who))
    return sorted(found, key=lambda m: (m.block, m.start, -m.end)), findings


def _changed(
    order: MentionDecision, span: Span, found: list[Mention], records: Mapping[str, str]
) -> tuple[list[Mention], list[Finding]]:
    """`found` without the mention that `order` refuses, or with it assigned to another record."""
    mine = [m for m in found if (m.block, m.start, m.end) == span and order.type in ("", m.type)]
    rest = [m for m in found if m not in mine]
    if order.action == "assign":
        rest += [_assigned(m, order, records) for m in mine]
    if mine:
        return rest, []
    done = "refused" if order.action == "refuse" else "assigned"
    return rest, [
        _said(
            order.source,
            "E044",
            f'{order.place.at}: "{order.place.quote}" is not marked, so it cannot be {done}',
            severity="warning",
            hint='remove the decision, or use action = "add"',
        )
    ]


def _clashing(order: MentionDecision) -> Finding:
    return _said(
        order.source,
        "E043",
        f'{order.place.at}: "{order.place.quote}" overlaps another decision without lying in it',
        hint="let one lie within the other",
    )


def _cut(span: Span, e: Emendation) -> bool:
    """Whether an emendation is partly in `span` and partly outside."""
    inside = span[1] <= e.start and e.end <= span[2]
    around = e.start <= span[1] and span[2] <= e.end
    return e.block == span[0] and e.start < span[2] and span[1] < e.end and not inside and not around


def _assigned(mention: Mention, order: MentionDecision, records: Mapping[str, str]) -> Mention:
    kind = order.type or (records[order.ref] if order.ref and mention.type in NAME_TYPES else mention.type)
    return Mention(
        mention.block,
        mention.start,
        mention.end,
        kind,
        order.ref or mention.ref,
        order.attrs or mention.attrs,
        None,
        order.who,
    )


def _no_record(order: MentionDecision, records: Mapping[str, str]) -> Finding:
    near = difflib.get_close_matches(order.ref, list(records), 1, 0.75)
    return _said(
        order.source,
        "E040",
        f'there is no record "{order.ref}" in authority.xml',
        hint=f'did you mean "{near[0]}"?' if near else "add the record",
    )


def _crosses(mention: Mention, span: Span) -> bool:
    """Whether a mention has the same place as `span`, or overlaps it without nesting."""
    if mention.block != span[0] or not (mention.start < span[2] and span[1] < mention.end):
        return False
    inside = span[1] <= mention.start and mention.end <= span[2]
    around = mention.start <= span[1] and span[2] <= mention.end
    return (inside and around) or not (inside or around)


def notes(decisions: Decisions, blocks: Blocks, ids: Collection[str]) -> tuple[list[Annotation], list[Finding]]:
    """The editors' notes on their places.  `ids` are all xml:ids that a whole element may be named by."""
    found: list[Annotation] = []
    findings: list[Finding] = []
    for note in decisions.notes:
        spans: list[Span] = []
        whole: list[str] = []
        for place in note.targets:
            if place.quote is None and place.at in ids:
                whole.append(place.at)
                continue
            span = locate(place, note.source, blocks)
            if isinstance(span, Finding):
                findings.append(span if place.at in blocks else _unknown(place.at, note.source, ids))
            else:
                spans.append(span)
        if spans or whole:
            found.append(Annotation(tuple(spans), tuple(whole), note.type, note.who, note.text))
        else:
            findings.append(
                _said(
                    note.source,
                    "E048",
                    "the note has no place left and is not in the edition",
                    hint="give it a target that exists",
                )
            )
    return found, findings


def unanswered(
    cruxes: Iterable[Crux],
    decisions: Decisions,
    blocks: Blocks,
    notes: Sequence[Annotation],
    emended: Sequence[Emendation],
) -> tuple[list[Crux], list[Finding]]:
    """The cruxes that no note, emendation or dismissal answers, and the dismissals that answer none."""
    answers = [span for note in notes for span in note.spans]
    changed = [(e.block, e.start, e.end) for e in emended]
    lacking = [(e.block, e.start, e.end) for e in emended if e.order.kind in ("gap", "supplied", "unclear")]
    whole = {(block.n, 0, len(block.text)) for block in blocks.values() if block.kind == "p"}
    narrow = [span for span in answers if span not in whole]  # a note on a whole paragraph answers no detail of it
    broad = answers + [(b.n, 0, len(b.text)) for note in notes for id_ in note.ids if (b := blocks.get(id_))]
    dismissed: list[tuple[Dismiss, Span]] = []
    findings: list[Finding] = []
    for order in decisions.dismissals:
        span = locate(order.place, order.source, blocks)
        if isinstance(span, Finding):
            findings.append(span)
        else:
            dismissed.append((order, span))
    left: list[Crux] = []
    used: set[Dismiss] = set()
    for crux in cruxes:
        by = {d for d, span in dismissed if d.code == crux.code and any(_overlap(span, s) for s in crux.spans)}
        used |= by
        answering = broad if crux.code in _WHOLE else narrow
        if crux.code == "C004":  # everything is compared as emended: what still differs is no answer
            answering = narrow + changed
        noted = any(_overlap(span, s) for span in answering for s in crux.spans)
        if not by and not noted and not any(_overlap(span, s) for span in lacking for s in crux.wanting):
            left.append(crux)
    findings += [
        _said(
            order.source,
            "E046",
            f"{order.place.at}: no {order.code} is found here, so there is nothing to dismiss",
            severity="warning",
            hint="remove the [[dismiss]]",
        )
        for order, _ in dismissed
        if order not in used
    ]
    return left, findings
