"""Where two long sequences surely meet: at anchors that stand in one unit of each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from tei.align.band import Kind
from tei.align.costs import Pair, Unit
from tei.align.evidence import Anchor

_LEAST = 4  # landmarks that must agree before any is trusted


def landmarks(pair: Pair) -> list[Kind]:
    """Cells before units with an anchor that no other unit of their version has, both numbers rising.

    They only lead the band, so that a long gap in one version need not make it wide.  Where fewer than half of the
    candidates follow one another, they are chance, and there are none.
    """
    one, other = _alone(pair.first), _alone(pair.second)
    cells = sorted({(i, other[anchor]) for anchor, i in one.items() if anchor in other}, key=lambda c: (c[0], -c[1]))
    chain = _rising(cells)
    return chain if len(chain) >= max(_LEAST, len(cells) / 2) else []


def _alone(units: Sequence[Unit]) -> dict[Anchor, int]:
    """The anchors that stand in one unit only, and its number."""
    found: dict[Anchor, int] = {}
    often = set()
    for k, unit in enumerate(units):
        for anchor in unit.features.anchors:
            if found.setdefault(anchor, k) != k:
                often.add(anchor)
    return {anchor: k for anchor, k in found.items() if anchor not in often}


def _rising(cells: Sequence[Kind]) -> list[Kind]:
    """The longest chain of cells, sorted by row and from the last column, whose columns rise with the rows."""
    ends: list[int] = []  # of the chains of each length, the least column they end with
    last: list[int] = []  # and the number of the cell there
    before: list[int] = []
    for k, (_, column) in enumerate(cells):
        length = bisect_left(ends, column)
        before.append(last[length - 1] if length else -1)
        ends[length : length + 1], last[length : length + 1] = [column], [k]
    chain = []
    at = last[-1] if last else -1
    while at >= 0:
        chain.append(cells[at])
        at = before[at]
    return chain[::-1]
