"""Passages much longer or shorter than their counterpart, by the proportion of the whole document."""

from __future__ import annotations

import math
from statistics import median

from tei.compare import proposal
from tei.compare.view import Passage, View, across, sentence
from tei.model import Crux

_FEWEST = 20  # beads that a proportion can be taken from
_SHORTEST = 24  # characters, by the shorter version's measure, below which nothing can be said
_FAR = 4.5  # deviations
_TIMES = 2.0  # and at least so many times too long or too short


def cruxes(view: View) -> list[Crux]:
    """Beads whose lengths are far from the document's proportion (C012)."""
    beads = [(first, second) for bead, first, second in view.pairs() if bead.first[0] in view.spans]
    rows = [(_size(first), _size(second), first, second) for first, second in beads]
    rows = [row for row in rows if row[0] and row[1]]
    if len(rows) < _FEWEST:
        return []
    usual = math.log(sum(b for _, b, *_ in rows) / sum(a for a, *_ in rows))
    scale = max(1.0, math.exp(abs(usual)))  # characters of the longer version for one of the shorter
    short = [min(a, b, max(a, b) / scale) for a, b, *_ in rows]
    spread = [abs(math.log(b / a) - usual) * math.sqrt(n) for (a, b, *_), n in zip(rows, short, strict=True)]
    deviation = max(1.4826 * median(spread), 0.5)
    found = []
    for (a, b, first, second), far in zip(rows, spread, strict=True):
        off = math.log(b / a) - usual
        expected = max(a, b / math.exp(usual)) if usual >= 0 else max(b, a * math.exp(usual))
        if far / deviation > _FAR and abs(off) > math.log(_TIMES) and expected >= _SHORTEST:
            found.append(_crux(view, first, second, off))
    return found


def _size(passages: list[Passage]) -> int:
    return sum(not c.isspace() for p in passages for c in p.text)


def _crux(view: View, first: list[Passage], second: list[Passage], off: float) -> Crux:
    long, short = (second, first) if off > 0 else (first, second)
    spans = tuple(view.spans[p.id] for p in (*long, *short))
    times = math.exp(abs(off))
    mine, other = view.version(long[0].block), view.version(short[0].block)
    said = f"{mine} “{long[0].shown}” is, against {other}, {times:.1f} times as long as in the rest of the text"
    return Crux(
        "C012",
        f"{across(long)} is {times:.1f} times as long as is usual against {across(short)}",
        spans,
        (),
        "low",
        "see whether something is left out or added; then [[align]], [[dismiss]] or explain it:\n"
        + proposal.note(view, spans, sentence(said), "translation"),
        wanting=tuple(view.spans[p.id] for p in short),
    )
