"""Pages that did not come to be as they were planned, because an entry is higher than a page, or since Typst took
something otherwise.

They are left to Typst, which lets entries go on overleaf; the others stay as they are, for a page that begins with a
block does so whatever is before it.  All lengths are points.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from tei.render.print.foot import Entry, Footed, higher, stacked, unstacked
from tei.render.print.galley import Galley, galley
from tei.render.print.pages import Place
from tei.render.print.places import Places, placed
from tei.render.print.plan import Laid, Plan, called, planned
from tei.render.print.survey import Survey

#: By how much things may be off and stand where they should.
_OFF = 0.6
#: How often a text is set by a plan, at most; the last time all of it is left to Typst.
_SETTINGS = 12

_Name = tuple[str, str, int]
"""What a mark marks: a block, the end of a version in a row, a call, an entry; its key, the version."""


def paged(first: Survey, setting: Callable[[Plan, Places], Survey | None]) -> tuple[Plan, Places] | None:
    """The plan of a text and where all stands in it, from the survey of its galley.

    `setting` sets it by a plan; None if Typst refuses something.
    """
    more: dict[str, float] = {}
    loose: set[int] = set()  # the pages that are left to Typst
    order: tuple[Plan, Places] | None = None  # by which the entries on these are as they came to stand, but in order
    settings = _SETTINGS
    while True:
        settings -= 1
        plan, laid = planned(galley(first, more))
        if not settings:
            loose, order = set(range(1, laid.pages + 1)), None
        tried, places = order or (loosened(plan, laid, loose), placed(laid))
        found = setting(tried, places)
        if found is None:
            return None
        if settings and (grown := higher(laid.galley.entries, found)):
            more, loose, order = more | grown, set(), None
        elif settings and (wrong := astray(laid, found) - loose):
            loose, order = loose | wrong, None
        elif not loose and not moved(laid, found):
            return plan, replace(placed(laid), pages=found.last)
        else:
            better, stood = restacked(tried, laid, loose, found)
            if not settings or (order and order[0] == better):
                return tried, placed(stood)
            order = better, placed(stood)


def astray(laid: Laid, found: Survey) -> set[int]:
    """The pages on which something came to stand elsewhere than it should.

    That all of a page is on a later one, since others were added before, is no harm.
    """
    there = _named(found)
    pages: dict[int, set[int]] = {}
    for name, (page, y) in _expected(laid).items():
        if name in there:
            at, height = there[name]
            pages.setdefault(page, set()).add(at - page if abs(height - y) <= _OFF else -1)
    begun = {key: page for key, (page, _) in _entries(found).items()}
    overleaf = {
        page
        for mark in found.of("entry-end")
        for page in range(begun.get(mark.value[0], mark.page) + 1, mark.page - found.first + 2)
    }
    return {page for page, by in pages.items() if len(by) > 1 or -1 in by or page + min(by) in overleaf}


def moved(laid: Laid, found: Survey) -> bool:
    """Whether anything is on another page than it should be."""
    there = _named(found)
    return any(name in there and there[name][0] != page for name, (page, _) in _expected(laid).items())


def _expected(laid: Laid) -> dict[_Name, Place]:
    of = laid.galley
    expected: dict[_Name, Place] = {("entry", key, 0): place for key, place in laid.tops.items()}
    for n, block in enumerate(of.blocks):
        expected["block", block.key, 0] = laid.slots[of.firsts[n]]
        for cell, paragraphs in enumerate(block.cells):
            if count := sum(paragraphs):
                page, y = laid.slots[of.firsts[n] + count - 1]
                expected["cell-end", block.key, cell] = page, y + of.line
    for mark, (page, _, y) in laid.marks("call"):
        expected.setdefault(("call", mark.value[1], 0), (page, y))
    return expected


def _named(found: Survey) -> dict[_Name, Place]:
    """Where marks stand; pages are counted from the first of the text."""
    named: dict[_Name, Place] = {}
    block = ""
    for mark in found.of("block", "cell-end", "call", "entry"):
        place = mark.page - found.first + 1, mark.y
        if mark.what == "block":
            block = mark.value[0]
            named["block", block, 0] = place
        elif mark.what == "cell-end":
            named["cell-end", block, mark.value[0]] = place
        elif mark.what == "call":
            named.setdefault(("call", mark.value[1], 0), place)
        else:
            named["entry", mark.value[0], 0] = place
    return named


def loosened(plan: Plan, laid: Laid, pages: Collection[int]) -> Plan:
    """`plan`, but that some of its pages are left to Typst."""
    of = laid.galley
    blocks = dict(plan.blocks)
    for n, block in enumerate(of.blocks):
        begins = laid.slots[of.firsts[n]][0]
        rooms = blocks[block.key].rooms
        kept = next((n for n in range(len(rooms)) if begins + n in pages), len(rooms))
        divided = blocks[block.key].divided or begins in pages
        blocks[block.key] = replace(blocks[block.key], rooms=rooms[:kept], divided=divided)
    loose = (entry for key, entry in of.entries.items() if key in laid.tops and laid.tops[key][0] in pages)
    return replace(plan, blocks=blocks, entries={**plan.entries, **unstacked(loose, of.height)})


def restacked(plan: Plan, laid: Laid, pages: Collection[int], found: Survey) -> tuple[Plan, Laid]:
    """`plan`, but that on the pages that are left to Typst the entries stand in their order; where all stood."""
    of = laid.galley
    known = of.entries
    loose: dict[int, list[Entry]] = {}
    tops: dict[str, Place] = {}
    for key, (page, y) in sorted(_entries(found).items(), key=lambda each: each[1]):
        if laid.tops.get(key, (0, 0.0))[0] in pages:
            loose.setdefault(page, []).append(known[key])
        elif key in known:
            tops[key] = page, y
    footed, above = footed_on(loose, of.foot)
    stood = Laid(of, list(_stood(of, found)), found.last, {**tops, **above})
    calls, lines = called(stood)
    return replace(plan, entries={**plan.entries, **footed}, tops=stood.tops, calls=calls, lines=lines), stood


def _entries(found: Survey) -> dict[str, Place]:
    return {mark.value[0]: (mark.page - found.first + 1, mark.y) for mark in found.of("entry")}


def footed_on(pages: Mapping[int, Sequence[Entry]], foot: float) -> tuple[dict[str, Footed], dict[str, Place]]:
    """How the entries of pages are set, and where they begin."""
    footed: dict[str, Footed] = {}
    tops: dict[str, Place] = {}
    for page, on in pages.items():
        each, above = stacked(on)
        footed |= each
        tops |= {key: (page, round(foot - high, 2)) for key, high in above.items()}
    return footed, tops


def _stood(of: Galley, found: Survey) -> Iterator[Place]:
    """Where each slot stood."""
    named = _named(found)
    ends: dict[str, Place] = {}  # of each row, that of the longer version
    for (what, key, _), place in named.items():
        if what == "cell-end":
            ends[key] = max(place, ends.get(key, place))
    for block in of.blocks:
        page, y = named.get(("block", block.key, 0), (1, of.head))
        count = max((sum(cell) for cell in block.cells), default=1)
        last, end = ends.get(block.key, (page, y)) if block.cells else (page, y)
        over = round((end - of.head) / of.line) if last > page else 0
        here = max(count - over if last <= page + 1 else int((of.foot - y) / of.line), 0)
        for line in range(count):
            if line < here or last <= page:
                yield page, round(y + line * of.line, 2)
            else:
                after, down = divmod((line - here) * of.line, of.height)
                yield min(page + 1 + int(after), last), round(of.head + down, 2)
