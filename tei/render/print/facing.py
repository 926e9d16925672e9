"""Planning facing pages: measured, cut, and set again until every entry stands where it should."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from tei.render.print.foot import Entry, entries, higher, unstacked
from tei.render.print.galley import galley
from tei.render.print.mending import footed_on
from tei.render.print.pages import Place
from tei.render.print.places import Places, found_at
from tei.render.print.plan import Plan, planned
from tei.render.print.spreads import cuts, measured
from tei.render.print.survey import Survey

#: By how many lines pages are made shorter, at most, when one overflows; how often they are set for their entries.
_SPARE, _AGAIN = 4, 4

Line = tuple[int, int, float]
"""A line of the original: the page, its number, its top."""


def faced(first: Survey, setting: Callable[[Plan, Places], Survey | None]) -> tuple[Plan, Places] | None:
    """The plan of facing pages and where all stands on them, from a `first` setting in which nothing was cut.

    `setting` sets them by a plan; None if Typst refuses something.
    """
    rows = measured(first)
    known = entries(first)
    more: dict[str, float] = {}
    heading = _heading(first)
    unseen = unstacked(known.values(), first.height)
    plan, places = Plan(heading.blocks, {**unseen, **heading.entries}), Places(0)
    for spare in range(_SPARE + 1):
        cut = {key: cuts(text, first.height - spare * first.line, first.line) for key, text in rows.items()}
        plan = replace(plan, cuts=cut)
        found = setting(plan, places)
        if found is None or not _overflows(found):
            break
    for again in reversed(range(_AGAIN)):
        if found is None:
            return None
        known = entries(first, more := more | higher(known, found))
        better = _mended(plan, found, known), found_at(found, list(_lines(found)))
        if better == (plan, places):
            break
        if not again:  # entries that are moved without end may stand on each other
            better = replace(better[0], entries=unseen), better[1]
        plan, places = better
        found = setting(plan, places)
    return plan, places


def _mended(plan: Plan, found: Survey, known: dict[str, Entry]) -> Plan:
    """The plan by which the entries of each page stand in their order, each with its line."""
    order = {mark.value[1]: n for n, mark in reversed(list(enumerate(found.of("call"))))}
    pages: dict[int, list[Entry]] = {}
    for mark in sorted(found.of("entry"), key=lambda mark: order.get(mark.value[0], 0)):
        if mark.value[0] in known:
            pages.setdefault(mark.page - found.first + 1, []).append(known[mark.value[0]])
    footed, tops = footed_on(pages, found.foot)
    lines = list(_lines(found))
    calls: dict[str, Place] = {}
    called: dict[str, int] = {}
    for mark in found.of("call"):
        key = mark.value[1]
        calls.setdefault(key, (mark.page - found.first + 1, round(mark.y - found.line, 2)))
        near = (n for page, n, top in lines if page == mark.page and 0 <= mark.y - top < found.line)
        if (line := next(near, None)) is not None:
            called.setdefault(key, line)
    return Plan(plan.blocks, footed, tops, calls, called, plan.cuts)


def _heading(first: Survey) -> Plan:
    """The plan of what stands before facing pages: the title."""
    begin = next((n for n, mark in enumerate(first.marks) if mark.what == "side"), len(first.marks))
    below = first.of("entry", "entry-end")
    return planned(galley(replace(first, marks=(*first.marks[:begin], *below))))[0]


def _lines(found: Survey) -> Iterator[Line]:
    """The lines of the original, on the left-hand pages."""
    n = 0
    top = 0.0
    for mark in found.of("side", "side-end"):
        if mark.value[2]:
            continue
        if mark.what == "side":
            top = mark.y if mark.value[3] == "pair" else -1.0
        elif top >= 0:
            for line in range(round((mark.y - top) / found.line)):
                n += 1
                yield mark.page, n, round(top + line * found.line, 2)


def _overflows(found: Survey) -> bool:
    """Whether a row goes on overleaf, or an entry is not on the page of its call; not those of the title, before."""
    sides = [mark for mark in found.marks if mark.what == "side"]
    ended = [mark.page for mark in found.of("side-end")]
    title = min((mark.page for mark in sides), default=0)
    calls: dict[str, int] = {}
    for mark in found.of("call"):
        calls.setdefault(mark.value[1], mark.page)
    at = [(mark.value[0], mark.page) for mark in found.of("entry", "entry-end")]
    strayed = (key for key, page in at if calls.get(key, page) != page and calls[key] >= title)
    return [mark.page for mark in sides] != ended or any(strayed)
