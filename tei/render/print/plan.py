"""What one setting of a document teaches the next: line numbers of entries, their registers, and room at page ends.

Typst sets entries at the foot of the page in the order of their calls, and lets them go on overleaf.  So a document is
set, surveyed, planned and set again until the plan stays the same: then every entry stands on the page of its call,
emendations above notes, each with the number of its line.  All lengths are points, from the top of the page.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from tei.render.print.spreads import Cut, Row, cuts, measured

#: Between the registers.
_BETWEEN = 2.5
#: In lines of text: the rule above the entries with the space around it; what is left free above the line that goes.
_RULE, _SLACK = 1.35, 0.6
#: How many lines more of room are tried.
_TRIES = 3
#: By how many lines facing pages are made shorter, at most, when they overflow.
_SPARE = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry at the foot of a page: where it is called, where it begins and where it ends."""

    register: str  # "emendation" or "note"
    key: str
    page: int  # of the call
    y: float  # the base line of the call
    on: int  # the page where it begins
    top: float
    last: int  # the page where it ends

    @property
    def astray(self) -> bool:
        """Whether not all of it is on the page of its call."""
        return not self.page == self.on == self.last


@dataclass(frozen=True, slots=True)
class Survey:
    """A document as it was set.  `lines` are in the order of the pages, counted through all texts."""

    foot: float
    line: float
    texts: tuple[tuple[str, int], ...]  # the key of each text and its first page
    lines: tuple[tuple[int, int, float], ...]  # number, page, top
    rows: tuple[tuple[str, int, float], ...]  # key, page, top
    entries: tuple[Entry, ...]
    head: float = 0.0
    overflows: bool = False  # whether a row of facing pages goes on overleaf
    facing: Mapping[str, Sequence[Row]] = field(default_factory=dict)  # by text, while nothing is cut


@dataclass(frozen=True, slots=True)
class Plan:
    """What the next setting reads as ``plan.json``; `room` is in `entries`, too."""

    before: Mapping[str, int] = field(default_factory=dict)  # how many lines there are before each text
    lines: Mapping[str, int] = field(default_factory=dict)  # the line of each entry's call
    entries: Mapping[str, tuple[float, float]] = field(default_factory=dict)  # how far down, and how much room below
    rules: Mapping[str, bool] = field(default_factory=dict)  # the entries with the rule above them
    rows: Mapping[str, float] = field(default_factory=dict)  # room at the foot of the page where a row begins
    cuts: Mapping[str, Sequence[Cut]] = field(default_factory=dict)  # after what spreads end, by text
    facing: Mapping[str, Sequence[Row]] = field(default_factory=dict)  # what they were made from; not told
    spare: int = 0  # lines that facing pages were made shorter, because they overflowed

    def told(self) -> dict[str, Mapping[str, Any]]:
        """The plan as JSON's values."""
        parts = ("before", "lines", "entries", "rules", "rows", "cuts")
        return {part: getattr(self, part) for part in parts if getattr(self, part)}

    @property
    def room(self) -> dict[str, float]:
        """The room below entries, where there is any."""
        return {key: room for key, (_, room) in self.entries.items() if room}


def surveyed(told: Mapping[str, Any]) -> Survey:
    """What ``survey()`` in ``entries.typ`` tells."""
    tops = {key: (page, y) for (_, key), page, y in told["tops"]}
    ends = {key: page for key, page, _ in told["ends"]}
    entries = [
        Entry(register, key, page, y, *tops.get(key, (page, told["foot"])), ends.get(key, page))
        for (register, key), page, y in told["calls"]
    ]
    return Survey(
        told["foot"],
        told["line"],
        tuple((key, page) for key, page, _ in told["texts"]),
        tuple((n, page, y) for n, page, y in told["lines"]),
        tuple((key, page, y) for key, page, y in told["rows"]),
        tuple(entries),
        told["head"],
        any(begun[1] != ended[1] for begun, ended in zip(told["sides"], told["sides-end"], strict=True)),
        measured(told),
    )


def planned(survey: Survey, last: Plan) -> Plan:
    """The plan for the next setting; equal to `last` when there is nothing more to learn."""
    if survey.facing:
        return _spread(survey, last)
    room, rows = _room(survey, last)
    before = _before(survey)
    entries, rules = _entries(survey, room, last)
    return Plan(before, _lines(survey, before), entries, rules, rows)


def _entries(
    survey: Survey, room: Mapping[str, float], last: Plan
) -> tuple[dict[str, tuple[float, float]], dict[str, bool]]:
    """How far entries go down, with the room below them, and which have the rule above them."""
    entries: dict[str, tuple[float, float]] = {key: (0.0, points) for key, points in room.items()}
    rules: dict[str, bool] = {}
    for on in _by_page(survey).values():
        spare = sum(room.get(entry.key, 0.0) for entry in on)
        down = _registers(on, survey.foot, {entry.key: last.room.get(entry.key, 0.0) for entry in on})
        for key, points in down.items():
            if points + spare or room.get(key):
                entries[key] = (_rounded(points + spare), room.get(key, 0.0))
        rules[min(on, key=lambda entry: (entry.top + down[entry.key], entry.top)).key] = True
    return entries, rules


def _spread(survey: Survey, last: Plan) -> Plan:
    """The plan for facing pages: cut, and cut again with shorter pages as long as one overflows."""
    overflows = survey.overflows or any(entry.astray for entry in survey.entries)
    rows, spare = (last.facing or survey.facing), last.spare + (bool(last.cuts) and overflows and last.spare < _SPARE)
    if not last.cuts or spare != last.spare:
        height = survey.foot - survey.head - spare * survey.line
        return Plan(cuts={key: cuts(text, height, survey.line) for key, text in rows.items()}, facing=rows, spare=spare)
    before = _before(survey)
    entries, rules = _entries(survey, {}, last)
    return Plan(before, _lines(survey, before), entries, rules, {}, last.cuts, rows, spare)


def settled(plan: Plan) -> Plan:
    """`plan` without room: what is left where making room did not come to an end."""
    return replace(plan, entries={key: (down, 0.0) for key, (down, _) in plan.entries.items()}, rows={})


def _rounded(points: float) -> float:
    return round(points, 2)


def _before(survey: Survey) -> dict[str, int]:
    """For each text the number of lines before it; texts begin on pages of their own."""
    pages = [page for _, page, _ in survey.lines]
    before = {key: bisect_left(pages, page) for key, page in survey.texts}
    return {key: count for key, count in before.items() if count}


def _lines(survey: Survey, before: Mapping[str, int]) -> dict[str, int]:
    """The number, in its text, of the line at or beside which each entry is called, if there is one."""
    pages = [page for _, page, _ in survey.lines]
    firsts = [page for _, page in survey.texts]
    found = {}
    for entry in survey.entries:
        on = survey.lines[bisect_left(pages, entry.page) : bisect_right(pages, entry.page)]
        n = next((n for n, _, top in on if 0 <= entry.y - top < survey.line), None)
        text = bisect_right(firsts, entry.page) - 1
        if n is not None and text >= 0:
            found[entry.key] = n - before.get(survey.texts[text][0], 0)
    return found


def _by_page(survey: Survey) -> dict[int, list[Entry]]:
    """The entries that begin on each page, from above."""
    pages: dict[int, list[Entry]] = {}
    for entry in sorted(survey.entries, key=lambda entry: (entry.on, entry.top)):
        pages.setdefault(entry.on, []).append(entry)
    return pages


def _registers(on: Sequence[Entry], foot: float, room: Mapping[str, float]) -> dict[str, float]:
    """How far each entry of a page goes down, so that emendations stand above notes."""
    down = {entry.key: 0.0 for entry in on}
    if any(entry.last != entry.on for entry in on) or len({entry.register for entry in on}) == 1:
        return down
    tops = [entry.top for entry in on]
    heights = [high - low for low, high in pairwise([*tops, foot - room[on[-1].key]])]
    notes = 0.0  # above the entry
    for entry, height in zip(on, heights, strict=True):
        if entry.register == "emendation":
            down[entry.key] = -notes - _BETWEEN
        else:
            notes += height
    emendations = 0.0  # below the entry
    for entry, height in reversed(list(zip(on, heights, strict=True))):
        if entry.register == "emendation":
            emendations += height
        else:
            down[entry.key] = emendations
    return down


def _room(survey: Survey, last: Plan) -> tuple[dict[str, float], dict[str, float]]:
    """The room to leave below entries and on the pages of rows, so that the next line, with its entry, goes overleaf.

    Making room moves all that follows in a text: of each text, the first page that needs it is mended at a time.
    """
    starts = [page for _, page in survey.texts]
    pages = _by_page(survey)
    first: dict[int, int] = {}  # by text, the first page that can be mended
    made: list[tuple[str, str, float]] = []
    for page in sorted({min(entry.page, entry.on) for entry in survey.entries if entry.astray}):
        text = bisect_right(starts, page)
        if text not in first and (found := _made(survey, page, pages.get(page, []), last)):
            first[text] = page
            made.append(found)

    def stays(page: int) -> bool:
        return page < first.get(bisect_right(starts, page), page + 1)

    room = {e.key: last.room[e.key] for e in survey.entries if e.key in last.room and stays(e.on)}
    rows = {key: last.rows[key] for key, page, _ in survey.rows if key in last.rows and stays(page)}
    room |= {key: points for where, key, points in made if where == "entry"}
    rows |= {key: points for where, key, points in made if where == "row"}
    return room, rows


def _made(survey: Survey, page: int, on: Sequence[Entry], last: Plan) -> tuple[str, str, float] | None:
    """What makes room on `page` for no more than stands there whole: below an entry, or where a row begins.

    None when nothing can, or when it did not help.
    """
    late = [entry.y for entry in survey.entries if entry.page == page and entry.astray]
    y = min(late, default=survey.foot)
    ends = [*(entry.top for entry in on[1:]), survey.foot - (last.room.get(on[-1].key, 0.0) if on else 0.0)]
    heights = {entry.key: end - entry.top for entry, end in zip(on, ends, strict=False)}
    kept = [entry for entry in on if entry.page == page and entry.y < y - 1 and not entry.astray]
    # Entries that stand before the page of their calls: the place that they take stays free.
    free = y - _SLACK * survey.line if late else survey.foot - sum(heights.values()) - _RULE * survey.line
    if kept:
        key = kept[-1].key
        needed = survey.foot - sum(heights[entry.key] for entry in kept) - _RULE * survey.line - free
        points = _more(needed, last.room.get(key), survey.line)
        return ("entry", key, points) if points else None
    before = [key for key, at, top in survey.rows if at == page and top < y]
    if len(before) < 2:
        return None  # on a page that begins with the row there is nothing to gain
    points = _more(survey.foot - free, last.rows.get(before[-1]), survey.line)
    return ("row", before[-1], points) if points else None


def _more(needed: float, last: float | None, line: float) -> float:
    """The room to make where `needed` is missing; a line more than `last`, if that did not help; 0 if nothing will."""
    if last is None or last < _rounded(needed):
        return max(_rounded(needed), 0.0)
    return _rounded(last + line) if last - needed < _TRIES * line else 0.0
