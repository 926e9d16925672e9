"""Mentions and their counterparts: links where both versions say the same, cruxes where they do not."""

from __future__ import annotations

from collections.abc import Iterator

from tei.compare.view import View, outermost, span
from tei.model import NAME_TYPES, Bead, Crux, Mention


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
    if len(view.texts) < 2:
        return []
    found = []
    for bead in view.beads():
        if bead.first and bead.second:
            for kind, code in (("num", "C001"), ("date", "C002"), ("name", "C003")):
                found += _kind(view, bead, kind, code)
    return found


def _kind(view: View, bead: Bead, kind: str, code: str) -> list[Crux]:
    sides = [view.inside(bead.first), view.inside(bead.second)]
    alone = [_without(sides[0], sides[1], kind), _without(sides[1], sides[0], kind)]
    if kind == "name":
        # A name may be repeated, or be carried by a pronoun, in one version: one mention on the other side is enough.
        alone = [_unnamed(a, b) for a, b in ((alone[0], sides[1]), (alone[1], sides[0]))]
    elif kind == "date":
        alone = [_undated(a, b) for a, b in ((alone[0], sides[1]), (alone[1], sides[0]))]
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


def _unnamed(alone: list[Mention], others: list[Mention]) -> list[Mention]:
    named = {m.value for m in others}
    return [m for m in alone if m.value not in named and m.type in NAME_TYPES]


def _undated(alone: list[Mention], others: list[Mention]) -> list[Mention]:
    """Dates whose whole time the other side does not name anywhere in the bead: a year is in a day of that year."""
    said = {value for m in others if m.type == "date" for value in m.value[1:]}
    return [
        m
        for m in alone
        if not all(any(s.startswith(v) or v.startswith(s) for s in said) for v in m.value[1:]) or not said
    ]


def _differs(view: View, bead: Bead, mention: Mention, other: Mention, code: str) -> Crux:
    what = {"C001": "numbers", "C002": "dates", "C003": "names"}[code]
    return Crux(
        code,
        f"the {what} differ: “{view.words(mention)}” ({_value(mention)}) and “{view.words(other)}” ({_value(other)})",
        (span(mention), span(other)),
        (),
        "high" if bead.cert > 0.9 else "medium",
        "explain it in a [[note]], correct it by [[emend]], or [[dismiss]] it with a reason",
    )


def _missing(view: View, bead: Bead, mention: Mention, side: int, code: str) -> Crux:
    what = {"C001": "number", "C002": "date", "C003": "name"}[code]
    across = bead.second if side == 0 else bead.first
    return Crux(
        code,
        f"the {what} “{view.words(mention)}” ({_value(mention)}) has no counterpart in {' '.join(across)}",
        (span(mention),),
        across,
        "medium" if bead.cert > 0.9 else "low",
        "explain it in a [[note]], correct it by [[emend]], or [[dismiss]] it with a reason",
    )


def _value(mention: Mention) -> str:
    return "/".join(mention.value[1:])
