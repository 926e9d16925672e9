"""Where the things of a planned text stand, so that the book need not ask Typst for them.

A book of many texts would else be laid out several times over in the memory of one process.  All lengths are points,
from the top of the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tei.model import primary
from tei.render.print.plan import Entry, Plan, surveyed

#: Lines that have their number in the margin: every fifth.
_NUMBERED = 5

Place = tuple[int, int | None, float]
"""A page, counted from the first of its text as 0; the line of the original there, if one is counted; the height."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where the things of a text stand, when it is set by its plan."""

    pages: int  # how many
    numbers: tuple[tuple[int, int, float], ...]  # page, number of a line that shows it, its top
    entries: tuple[tuple[str, int, float], ...]  # key of an entry at the foot of the page, page, top
    mentions: tuple[tuple[str, str, Place], ...]  # record, language of the version
    dates: tuple[tuple[str, str, str, Place], ...]  # value, language of the version, words
    whole: tuple[str, ...]  # rows and entries that stand on one page, as do all entries there


def found(survey: Mapping[str, Any], plan: Plan) -> Places:
    """The places in the one text of a document, from what ``survey()`` in ``entries.typ`` tells of it set by `plan`."""
    known = surveyed(survey)
    first = known.texts[0][1] if known.texts else 1
    lines: dict[int, list[tuple[int, float]]] = {}
    for n, page, y in known.lines:
        lines.setdefault(page, []).append((n, y))

    def place(page: int, y: float) -> Place:
        near = (n for n, top in lines.get(page, ()) if 0 <= y - top < known.line)
        return page - first, next(near, None), y

    return Places(
        survey["pages"] - first + 1,
        tuple((page - first, n, y) for n, page, y in known.lines if n % _NUMBERED == 0),
        tuple(
            (entry.key, entry.on - first, round(entry.top + plan.entries.get(entry.key, (0.0, 0.0))[0], 2))
            for entry in known.entries
        ),
        tuple((record, lang, place(page, y)) for (record, lang), page, y in survey["mentions"]),
        tuple((value, lang, words, place(page, y)) for (value, lang, words), page, y in survey["dates"]),
        _whole(survey, known.entries),
    )


def _whole(survey: Mapping[str, Any], entries: Sequence[Entry]) -> tuple[str, ...]:
    """The rows and the entries that begin and end on one page; not where an entry is not on the page of its call."""
    loose = {page for entry in entries if entry.astray for page in (entry.page, entry.on, entry.last)}
    pages: dict[str, set[int]] = {entry.key: {entry.on} for entry in entries}
    for key, page, _ in [*survey["rows"], *survey["rows-end"]]:
        pages.setdefault(key, set()).add(page)
    return tuple(key for key, on in pages.items() if len(on) == 1 and not on & loose)


def told(texts: Iterable[Places], layout: str) -> dict[str, Mapping[str, Any]]:
    """The places in a book as JSON's values, by the numbers that its pages have in print.

    They are 1, 2 … from the first page of the first text on.  On facing pages, where texts begin on left-hand pages,
    it is page 2.
    """
    first, step = (2, 2) if layout == "facing" else (1, 1)
    numbers: dict[str, list[tuple[int, float]]] = {}
    tops: dict[str, tuple[int, float]] = {}
    mentions: dict[str, list[tuple[str, int, int | None, float]]] = {}
    dates: dict[str, dict[str, dict[str, list[Place]]]] = {}
    whole: dict[str, bool] = {}
    for text in texts:
        for page, n, y in text.numbers:
            numbers.setdefault(str(first + page), []).append((n, y))
        tops |= {key: (first + page, y) for key, page, y in text.entries}
        for record, lang, (page, line, y) in text.mentions:
            mentions.setdefault(record, []).append((primary(lang), first + page, line, y))
        for value, lang, words, (page, line, y) in text.dates:
            dates.setdefault(value, {}).setdefault(lang, {}).setdefault(words, []).append((first + page, line, y))
        whole |= dict.fromkeys(text.whole, True)
        first += -(-text.pages // step) * step
    return {"numbers": numbers, "tops": tops, "mentions": mentions, "dates": dates, "whole": whole}


def known(parts: Sequence[tuple[Plan | None, Places | None]], layout: str) -> dict[str, Mapping[str, Any]] | None:
    """The plan of a book of texts, of which each was planned by itself, as JSON's values; none if one was not."""
    plans = [plan.told() for plan, _ in parts if plan is not None]
    places = [each for _, each in parts if each is not None]
    if not len(plans) == len(places) == len(parts):
        return None
    whole: dict[str, dict[str, Any]] = {}
    for plan in plans:
        for part, values in plan.items():
            whole.setdefault(part, {}).update(values)
    return {**whole, **told(places, layout)}
