"""Where the things of a text stand: what indexes, the table of dates and the margins tell of them, by page and line.

In a book they are known before it is set, since each text was planned by itself: a book of many texts would else be
laid out several times over in the memory of one process.  All lengths are points, from the top of the page.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tei.model import primary
from tei.render.print.plan import Laid, Plan
from tei.render.print.survey import Survey

#: Lines that have their number in the margin: every fifth.
_NUMBERED = 5

Place = tuple[int, int | None, float]
"""A page, the first one of the text being 1; the line of the original there, if one is counted; the height."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where the things of a text stand, when it is set by its plan."""

    pages: int  # how many
    numbers: tuple[tuple[int, int, float], ...] = ()  # page, number of a line that shows it, its top
    mentions: tuple[tuple[str, str, Place], ...] = ()  # record, language of the version
    dates: tuple[tuple[str, str, str, Place], ...] = ()  # value, language of the version, words


def placed(laid: Laid) -> Places:
    """The places in a text that is set by its plan."""
    return Places(
        laid.pages,
        tuple((page, n, y) for page, n, y in laid.numbers() if n % _NUMBERED == 0),
        tuple((*mark.value, place) for mark, place in laid.marks("mention")),
        tuple((*mark.value, place) for mark, place in laid.marks("date")),
    )


def found_at(survey: Survey, lines: Sequence[tuple[int, int, float]]) -> Places:
    """The places in a text that was set, with the `lines` of its original: page, number, top."""
    first = survey.first
    pages = [page for page, _, _ in lines]

    def place(page: int, y: float) -> Place:
        on = lines[bisect_left(pages, page) : bisect_right(pages, page)]
        near = (n for _, n, top in on if 0 <= y - top < survey.line)
        return page - first + 1, next(near, None), round(y, 2)

    return Places(
        survey.last,
        tuple((page - first + 1, n, y) for page, n, y in lines if n % _NUMBERED == 0),
        tuple((*mark.value, place(mark.page, mark.y)) for mark in survey.of("mention")),
        tuple((*mark.value, place(mark.page, mark.y)) for mark in survey.of("date")),
    )


def told(texts: Iterable[Places], first: int = 1, step: int = 1) -> dict[str, Mapping[str, Any]]:
    """The places in a document as JSON's values, by the numbers that its pages have in print.

    The first page of the first text has the number `first`; each takes a multiple of `step` pages.
    """
    numbers: dict[str, list[tuple[int, float]]] = {}
    mentions: dict[str, list[tuple[str, int, int | None, float]]] = {}
    dates: dict[str, dict[str, dict[str, list[Place]]]] = {}
    for text, before in _numbered(texts, first, step):
        for page, n, y in text.numbers:
            numbers.setdefault(str(before + page), []).append((n, y))
        for record, lang, (page, line, y) in text.mentions:
            mentions.setdefault(record, []).append((primary(lang), before + page, line, y))
        for value, lang, words, (page, line, y) in text.dates:
            dates.setdefault(value, {}).setdefault(lang, {}).setdefault(words, []).append((before + page, line, y))
    return {"numbers": numbers, "mentions": mentions, "dates": dates}


def _numbered(texts: Iterable[Places], first: int, step: int) -> Iterable[tuple[Places, int]]:
    """The texts, each with the number of the page before its first."""
    before = first - 1
    for text in texts:
        yield text, before
        before += -(-text.pages // step) * step


def bound(texts: Sequence[tuple[Plan, Places]], layout: str) -> tuple[dict[str, Any], dict[str, Mapping[str, Any]]]:
    """The plan of a book of `texts`, and the places in it, as JSON's values.

    Its pages are 1, 2 … from the first page of the first text on.  On facing pages, where texts begin on left-hand
    pages, it is page 2.
    """
    first, step = (2, 2) if layout == "facing" else (1, 1)
    whole: dict[str, Any] = {}
    for (_, before), (plan, _) in zip(_numbered((at for _, at in texts), first, step), texts, strict=True):
        parts = plan.told()
        for part in ("tops", "calls"):
            parts[part] = {key: (before + page, y) for key, (page, y) in parts[part].items()}
        for part, values in parts.items():
            whole.setdefault(part, {}).update(values)
    return whole, told((places for _, places in texts), first, step)
