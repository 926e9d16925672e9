"""The entries at the foot of a page: emendations above notes, a rule above all.

Typst stacks entries in the order of their calls, from above, down to the foot of the page.  So each is told how much
room it takes there, and how far from its place in the stack it is drawn.  All lengths are points.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from tei.render.print.survey import Survey

#: Above each entry; between the registers; above the first entry, with the rule in it.
GAP, BETWEEN, ABOVE = 1.5, 2.5, 20.85

#: What is higher than this share of a page may go on overleaf.
_HIGH = 0.7
#: The lines of text that stand on a page with the highest of entries; by how much rounding may make one higher.
_SCANT, _OFF = 2, 0.6

_REGISTERS = ("emendation", "note")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry, and how high it is."""

    key: str
    register: str  # "emendation" or "note"
    n: int  # its place in the register
    height: float  # of what of it may stand on a page
    broken: bool = False  # whether it is higher, and goes on overleaf


@dataclass(frozen=True, slots=True)
class Footed:
    """How an entry is set, as ``placed`` in ``entries.typ`` takes it."""

    height: float  # the room it takes
    down: float  # how far from its place in the stack it is drawn
    rule: bool = False  # whether the rule is above it
    broken: bool = False  # whether it goes on overleaf: then it is as high as it is, with `down` above it


def entries(survey: Survey, higher: Mapping[str, float] | None = None) -> dict[str, Entry]:
    """The entries that are called, by their keys, with their heights; they may be `higher` than they were there."""
    tops = {mark.value[0]: mark for mark in survey.of("entry")}
    ends = {mark.value[0]: mark for mark in survey.of("entry-end")}
    most = survey.height - ABOVE - _SCANT * survey.line
    found = {}
    for mark in survey.of("call"):
        register, key, n = mark.value
        if key in tops and key in ends:
            above = ends[key].page - tops[key].page
            height = ends[key].y - tops[key].y + above * survey.height
            height = max(round(height, 2), (higher or {}).get(key, 0.0))
            found[key] = Entry(key, register, n, min(height, most), broken=height > most)
    return found


def higher(known: Mapping[str, Entry], found: Survey) -> dict[str, float]:
    """The heights of entries that came to be higher than they were measured: since then they have their lines."""
    return {
        key: entry.height
        for key, entry in entries(found).items()
        if key in known and not known[key].broken and entry.height > known[key].height + _OFF
    }


def needed(on: Iterable[Entry]) -> float:
    """The room that entries need on a page, with the space above them."""
    heights = [entry.height + GAP for entry in on]
    return sum(heights) + ABOVE if heights else 0.0


def between(on: Iterable[Entry]) -> float:
    """The room between the registers, if there are entries of both."""
    return BETWEEN if len({entry.register for entry in on}) > 1 else 0.0


def unstacked(found: Iterable[Entry], page: float) -> dict[str, Footed]:
    """How entries are set of which nobody knows where they will stand; those almost as high as a `page` may go on
    overleaf.
    """
    return {
        entry.key: Footed(round(entry.height + GAP, 2), GAP, broken=entry.broken or entry.height > _HIGH * page)
        for entry in found
    }


def stacked(
    on: Sequence[Entry], left: Sequence[Entry] = (), more: float = 0.0
) -> tuple[dict[str, Footed], dict[str, float]]:
    """How the entries of a page are set, and how far above the foot each begins.

    Typst takes those `on` it first, then those for which room is `left` already: they take none.  The last of those
    `on` it takes `more`.
    """
    every = [*on, *left]
    order = sorted(every, key=lambda entry: (_REGISTERS.index(entry.register), entry.n))
    tops: dict[str, float] = {}
    height, below = 0.0, ""  # above the foot; the register there
    for entry in reversed(order):
        height += entry.height + (BETWEEN if below and below != entry.register else 0.0)
        tops[entry.key] = height
        height, below = height + GAP, entry.register
    rooms = [entry.height + GAP for entry in on]
    if on:
        rooms[0] += ABOVE + between(on)
        rooms[-1] += more
    rooms += [0.0] * len(left)
    stack = list(accumulate(reversed(rooms)))[::-1]  # where each would begin, above the foot
    return {
        entry.key: Footed(
            round(room, 2),
            round(max(room - entry.height, GAP) if entry.broken else at - tops[entry.key], 2),
            entry is order[0],
            entry.broken,
        )
        for entry, room, at in zip(every, rooms, stack, strict=True)
    }, tops
