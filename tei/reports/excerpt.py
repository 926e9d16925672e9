"""A line of source with its place marked, in the cells of a terminal."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from tei.report import printable

#: So many characters of a line are kept on either side of the place; more is never shown.
REACH = 250
_TAB = "    "
_CUT = "…"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A piece of a line.  `start` is the offset of its first character, from 0; `whole`: nothing follows it."""

    text: str
    start: int = 0
    whole: bool = True


def excerpt(line: str, column: int | None) -> Excerpt:
    """What is kept of `line`, which has no end of line, for a place at `column` (from 1)."""
    at = min(max((column or 1) - 1, 0), len(line))
    start = max(0, at - REACH)
    return Excerpt(line[start : at + REACH], start, at + REACH >= len(line))


def marked(piece: Excerpt, column: int | None, width: int) -> tuple[str, str]:
    """The piece in at most `width` cells (at least 8), with ``…`` where it is cut; and a caret below its place.

    The second is "" when there is no column.  Tabs are four cells; characters that cannot be seen are shown by their
    code points.
    """
    at = min(max((column or 1) - 1 - piece.start, 0), len(piece.text))
    shown = [_shown(c) for c in piece.text]
    sizes = [cells(s) for s in shown]
    first, last, room = at, at, max(width, 8) - 2 * len(_CUT)
    used, left = 0, room // 2
    while first > 0 and used + sizes[first - 1] <= left:
        first -= 1
        used += sizes[first]
    while last < len(shown) and used + sizes[last] <= room:
        used += sizes[last]
        last += 1
    while first > 0 and used + sizes[first - 1] <= room:  # what the right side left over
        first -= 1
        used += sizes[first]
    before = _CUT if first or piece.start else ""
    after = _CUT if last < len(shown) or not piece.whole else ""
    caret = "" if column is None else " " * (len(before) + sum(sizes[first:at])) + "^"
    return before + "".join(shown[first:last]) + after, caret


def _shown(character: str) -> str:
    return _TAB if character == "\t" else printable(character)


def cells(text: str) -> int:
    """The columns of a terminal that `text` takes: two for a wide character, none for a combining one."""
    return sum(_cells(c) for c in text)


def _cells(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
