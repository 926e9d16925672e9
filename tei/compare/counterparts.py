"""Mentions and their counterparts: links where both versions say the same, cruxes where they do not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tei.compare import proposal, slip
from tei.compare.view import View, across, outermost, span
from tei.model import NAME_TYPES, Bead, Cert, Crux, Mention, primary

_WHAT = {"C001": "number", "C002": "date", "C003": "name"}


def links(view: View) -> Iterator[tuple[Mention, Mention]]:
    """Pairs of mentions of one bead with the same value, each mention once, the first with the first."""
    for bead in view.beads():
        left = list(view.inside(bead.second))
        for mention in view.inside(bead.first):
            other = next((o for o in left if o.value and o.value == mention.value), None)
            if other:
                left.remove(other)
                yield mention, other


def cruxes(view: View) -> list[Crux]:
    """Numbers and dates that differ or stand on one side only (C001, C002); names likewise (C003)."""
    found, tongues = [], _tongues(view)
    for bead in view.beads():
        if bead.first and bead.second:
            for kind, code in (("num", "C001"), ("date", "C002"), ("name", "C003")):
                found += _kind(view, bead, kind, code, tongues)
    return found


def _kind(view: View, bead: Bead, kind: str, code: str, tongues: Tongues) -> list[Crux]:
    sides = [view.inside(bead.first), view.inside(bead.second)]
    alone = [_without(sides[0], sides[1], kind), _without(sides[1], sides[0], kind)]
    if kind == "name":
        # A name may be repeated, or be carried by a pronoun, in one version: one mention on the other side is enough.
        first, second = (primary(view.passage(ids[0]).lang) for ids in (bead.first, bead.second))
        alone = [_unnamed(alone[0], sides[1], tongues, second), _unnamed(alone[1], sides[0], tongues, first)]
    elif kind == "date":
        alone = [_undated(alone[0], sides[1], alone[1]), _undated(alone[1], sides[0], alone[0])]
    found = []
    while alone[0] and alone[1]:
        found.append(_differs(view, bead, alone[0].pop(0), alone[1].pop(0), code))
    for k, mentions in enumerate(alone):
        found += [_missing(view, bead, mention, k, code) for mention in mentions]
    return found


def _of(mention: Mention, kind: str) -> bool:
    return bool(mention.value) and mention.value[0] == kind


def _without(mine: list[Mention], others: list[Mention], kind: str) -> list[Mention]:
    """Outermost mentions of a kind for which no mention on the other side has the same value, one to one."""
    left = [m.value for m in others if _of(m, kind)]
    found = []
    for mention in outermost(mine):
        if not _of(mention, kind):
            continue
        if mention.value in left:
            left.remove(mention.value)
        else:
            found.append(mention)
    return found


def _unnamed(alone: list[Mention], others: list[Mention], tongues: Tongues, lang: str) -> list[Mention]:
    """Names of records that the other side does not name, though they have a name in its language `lang`."""
    named = {m.value for m in others}
    return [m for m in alone if m.value not in named and m.type in NAME_TYPES and _known(m, tongues, lang)]


Tongues = Mapping[str, frozenset[str]]
"""The languages in which each record has names, by its id; "" is any language."""


def _tongues(view: View) -> Tongues:
    """The languages of the records that the document names."""
    named = {id_ for mentions in view.mentions.values() for m in mentions if _of(m, "name") for id_ in m.value[1:]}
    return {e.id: frozenset(primary(n.lang) for n in e.names) for e in view.edition.authority if e.id in named}


def _known(mention: Mention, tongues: Tongues, lang: str) -> bool:
    """Whether a record that is meant has a name in a language (its primary subtag), or the authority lacks it."""
    found = [tongues[id_] for id_ in mention.value[1:] if id_ in tongues]
    return not found or any(known & {"", lang} for known in found)


def _undated(alone: list[Mention], others: list[Mention], left: list[Mention]) -> list[Mention]:
    """Dates whose whole time the other side does not name anywhere in the bead: a year is in a day of that year; and a
    day is in a year that is not the counterpart of another one (`left`).
    """
    said = {value for m in others if m.type == "date" for value in m.value[1:]}
    wider = {value for m in left for value in m.value[1:]}
    return [
        m
        for m in alone
        if not all(any(s.startswith(v) for s in said) or any(v.startswith(w) for w in wider) for v in m.value[1:])
    ]


def _differs(view: View, bead: Bead, mention: Mention, other: Mention, code: str) -> Crux:
    said, opposite = (f"“{view.words(m)}” ({_value(m)})" for m in (mention, other))
    message = f"the {_WHAT[code]}s differ: {said} and {opposite}"
    spans = [span(mention), span(other)]
    slips = slip.of_a_year(view, mention, other) if code == "C002" else ()
    if slips:
        spans = list(dict.fromkeys([*spans, *(at for at, _ in slips)]))
        year = view.date[:4]
        also = [view.blocks[at[0]].id for at, _ in slips if at[0] not in (mention.block, other.block)]
        message += f"; one digit apart, and the issue is of {year}"
        message += f" (the same stands in {', '.join(also)})" if also else ""
        why = f"The issue is of {year}, and the other version does not have this year."
        answer = "\n\n".join(proposal.emend(view, at, corr, why, "high") for at, corr in slips)
        advice = "it is probably a slip; correct it, or explain it in a [[note]]:"
    else:
        answer = proposal.note(view, spans, f"{message[0].upper()}{message[1:]}.")
        advice = "correct it by [[emend]], [[dismiss]] it with a reason, or explain it:"
    cert: Cert = "high" if bead.cert > 0.9 else "medium"
    return Crux(code, message, tuple(spans), (), cert, f"{advice}\n{answer}")


def _missing(view: View, bead: Bead, mention: Mention, side: int, code: str) -> Crux:
    opposite = bead.second if side == 0 else bead.first
    stands = across(view.passage(id_) for id_ in opposite)
    at = [span(mention), *_whole(view, opposite)]
    words, version = view.words(mention), view.version(mention.block)
    said = f"The {_WHAT[code]} “{words}” stands in {version} only; {view.other(mention.block)} has none."
    return Crux(
        code,
        f"the {_WHAT[code]} “{view.words(mention)}” ({_value(mention)}) has no counterpart in {stands}",
        (span(mention),),
        opposite,
        "medium" if bead.cert > 0.9 else "low",
        "correct it by [[emend]], [[dismiss]] it with a reason, or explain it:\n" + proposal.note(view, at, said),
    )


def _whole(view: View, ids: Sequence[str]) -> list[tuple[int, int, int]]:
    return [view.spans[id_] for id_ in ids]


def _value(mention: Mention) -> str:
    return "/".join(mention.value[1:])
