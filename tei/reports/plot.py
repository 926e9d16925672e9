"""A bar for each kind of finding, drawn in SVG without a library; the page's custom properties colour it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape

from tei.report import SEVERITIES, printable
from tei.reports.excerpt import cells

_WIDTH, _ROW, _BAR = 720, 26, 16
_LABEL = 300  # pixels for the names on the left
_COUNT = 60  # and for the number on the right
_CELL = 7.2  # pixels that a character of a name takes, about
NAMES: Mapping[str, str] = {"error": "errors", "warning": "warnings", "info": "notes"}

Row = tuple[str, Counter[str]]
"""A name, and how many findings of each severity it has."""


def bars(title: str, rows: Sequence[Row], id_: str) -> str:
    """An ``svg`` with a stacked bar for each row: errors, warnings, notes; the number beside it."""
    most = max((counts.total() for _, counts in rows), default=1)
    height = _ROW * len(rows) + 4
    said = "; ".join(f"{name}: {_said(counts)}" for name, counts in rows)
    drawn = "".join(_bar(n, name, counts, most) for n, (name, counts) in enumerate(rows))
    return (
        f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" aria-labelledby="{id_}-t {id_}-d">'
        f'<title id="{id_}-t">{_text(title)}</title><desc id="{id_}-d">{_text(said)}</desc>{drawn}</svg>'
    )


def _bar(row: int, name: str, counts: Counter[str], most: int) -> str:
    top, x = row * _ROW + 4, float(_LABEL)
    scale = (_WIDTH - _LABEL - _COUNT) / most
    parts = [f"<g><title>{_text(f'{name}: {_said(counts)}')}</title>"]
    parts.append(f'<text x="{_LABEL - 8}" y="{top + 13}" text-anchor="end">{_text(_fitted(name))}</text>')
    for severity in SEVERITIES:
        if counts[severity]:
            wide = max(1.0, counts[severity] * scale)
            parts.append(f'<rect class="{severity}" x="{x:.1f}" y="{top}" width="{wide:.1f}" height="{_BAR}"/>')
            x += wide
    return "".join([*parts, f'<text x="{x + 6:.1f}" y="{top + 13}">{counts.total()}</text></g>'])


def _said(counts: Counter[str]) -> str:
    said = ((counts[severity], NAMES[severity]) for severity in SEVERITIES)
    return ", ".join(f"{number} {name.removesuffix('s') if number == 1 else name}" for number, name in said if number)


def _fitted(name: str) -> str:
    """`name`, its beginning cut where it is too long: what tells files apart stands at the end."""
    room = int((_LABEL - 8) / _CELL)
    if cells(name) <= room:
        return name
    while cells(name) > room - 1:
        name = name[1:]
    return f"…{name}"


def _text(text: str) -> str:
    return escape(printable(text))
