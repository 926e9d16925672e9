"""Datelines: alike in one version, of several forms in the other."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tei.compare import fuller, proposal
from tei.compare.view import Span, View, outermost, sentence, span
from tei.model import NAME_TYPES, Block, Crux, Mention


def cruxes(view: View) -> list[Crux]:
    """Reports whose datelines have one form in one version, and several in the other (C016)."""
    if len(view.texts) < 2:
        return []
    forms: list[dict[int, tuple[str, Block]]] = [{}, {}]
    for side, text in enumerate(view.texts[:2]):
        for report in text.reports:
            for block in report.paragraphs[:1]:
                if block.dateline:
                    forms[side][report.n] = (_form(view, block), block)
    shared = sorted(forms[0].keys() & forms[1].keys())
    found = []
    for side in (0, 1):
        groups: dict[str, list[int]] = {}
        for n in shared:
            groups.setdefault(forms[side][n][0], []).append(n)
        for numbers in groups.values():
            if len({forms[1 - side][n][0] for n in numbers}) > 1:
                found.append(_crux(view, [[f[n][1] for n in numbers] for f in (forms[side], forms[1 - side])]))
    return found


def _form(view: View, block: Block) -> str:
    """A dateline without its places and dates: 据新华社…电."""
    text, at = "", 0
    for m in outermost(m for m in view.mentions.get(block.n, ()) if m.type in (*NAME_TYPES, "date")):
        if m.end <= block.dateline:
            text += view.read((block.n, at, m.start)) + (view.read(span(m)) if m.type == "orgName" else "…")
            at = m.end
    return re.sub("…+", "…", (text + view.read((block.n, at, block.dateline))).strip())


def _month(view: View, blocks: Sequence[Sequence[Block]]) -> str:
    """What is to be said of the month, when only one version names it."""
    dates = [_date(view, pair[0]) for pair in blocks]
    said = [fuller.month_said(view, date) if date else None for date in dates]
    if None in said or said[0] == said[1] or not (dates[0] and dates[1]):
        return ""
    full, bare = (dates[0], dates[1]) if said[0] else (dates[1], dates[0])
    return f"the month of “{view.words(bare)}” is in {view.version(full.block)} only: “{view.words(full)}”"


def _date(view: View, block: Block) -> Mention | None:
    """The date of a dateline."""
    mentions = view.mentions.get(block.n, ())
    return next((m for m in mentions if m.type == "date" and m.end <= block.dateline), None)


def _crux(view: View, blocks: Sequence[Sequence[Block]]) -> Crux:
    spans: list[Span] = [
        (b.n, 0, len(b.text[: b.dateline].rstrip())) for pair in zip(*blocks, strict=True) for b in pair
    ]
    several = " and ".join(dict.fromkeys(f"“{_form(view, b)}”" for b in blocks[1]))
    message = f"the datelines {several} differ in form, and their counterparts “{_form(view, blocks[0][0])}” do not"
    month = _month(view, blocks)
    message += f"; {month}" if month else ""
    said = f"in {view.version(blocks[1][0].n)} the datelines {several} differ in form, and their counterparts"
    said += f" “{_form(view, blocks[0][0])}” in {view.version(blocks[0][0].n)} do not{f'; {month}' if month else ''}"
    answer = proposal.note(view, spans, sentence(said), "translation")
    return Crux("C016", message, tuple(spans), (), "low", f"explain it, or [[dismiss]] it:\n{answer}")
