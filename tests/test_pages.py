"""Pages of print: how a text is divided among them, and how entries stand at their feet."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tei.render.print.foot import ABOVE, BETWEEN, GAP, Entry, needed, stacked
from tei.render.print.galley import BELONGS, Galley, galley
from tei.render.print.pages import Page, paginated, standing
from tei.render.print.plan import planned
from tei.render.print.survey import Mark, Survey

HEAD, LINE = 80.0, 10.0


def survey(rows: list[tuple[int, int, bool, list[tuple[int, int, float]]]], height: float) -> Survey:
    """A text as it was measured: of each row its lines on either side, whether a head stands before it, and its entries:
    side, line, height.
    """
    marks = [Mark("text", ("",), 1, HEAD)]
    n = key = 0
    for left, right, headed, notes in rows:
        if headed:
            n += 1
            marks += [
                Mark("block", (str(n), "heads", 10.0, 5.0, True), 1, HEAD),
                Mark("block-end", (str(n),), 1, HEAD + 15.0),
            ]
        n += 1
        marks.append(Mark("block", (str(n), "pair", 0.0, 0.0, False), 1, HEAD))
        for side, lines in enumerate((left, right)):
            marks += [Mark("cell", (side,), 1, HEAD), Mark("p", (), 1, HEAD)]
            for at, line, high in notes:
                if at == side and line < lines:
                    key += 1
                    marks.append(Mark("call", ("note", f"n{key}", key), 1, HEAD + LINE * line + 7.0))
                    marks.append(Mark("entry", (f"n{key}",), 1, 100.0))
                    marks.append(Mark("entry-end", (f"n{key}",), 1, 100.0 + high))
            marks.append(Mark("cell-end", (side,), 1, HEAD + LINE * lines))
        marks.append(Mark("block-end", (str(n),), 1, HEAD + LINE * max(left, right)))
    return Survey(HEAD, HEAD + height, LINE, 1, tuple(marks))


NOTE = st.tuples(st.integers(0, 1), st.integers(0, 12), st.sampled_from((10.0, 20.0, 45.0)))
ROW = st.tuples(st.integers(0, 14), st.integers(1, 14), st.booleans(), st.lists(NOTE, max_size=4))
TEXT = st.lists(ROW, min_size=1, max_size=8)


def full(of: Galley, page: Page) -> float:
    slots = of.slots[page.first : page.last]
    text = page.before + sum(slot.above + slot.height for slot in slots) - slots[0].above
    return text + needed(page.on)


@given(TEXT)
def test_every_line_stands_on_one_page_and_every_entry_on_that_of_its_call(rows: list) -> None:
    of = galley(survey(rows, 180.0))
    pages = paginated(of)
    assert [n for page in pages for n in range(page.first, page.last)] == list(range(len(of.slots)))
    for page in pages:
        called = {entry.key for slot in of.slots[page.first : page.last] for _, entry in slot.entries}
        if page.last - page.first > 1 and not page.carried:
            assert {entry.key for entry in page.on} == called
            assert full(of, page) <= 180.1
    assert sorted(entry.key for page in pages for entry in page.on) == sorted(of.entries)


@given(TEXT)
def test_no_page_ends_with_a_head(rows: list) -> None:
    of = galley(survey(rows, 180.0))
    for page in paginated(of)[:-1]:
        if page.last - page.first > 1:
            assert of.slots[page.last - 1].end < BELONGS


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9), st.just(False), st.just([])), min_size=1, max_size=5))
@settings(max_examples=40)
def test_of_all_ways_the_one_with_the_least_white_is_found(rows: list) -> None:
    of = galley(survey(rows, 100.0))

    def cost(pages: list[tuple[int, int]]) -> float:
        found = 0.0
        for first, last in pages:
            if last < len(of.slots):
                white = max(1 - (last - first) * LINE / 100.0, 0.0)
                found += of.slots[last - 1].end + 4 * white * white
        return found

    @cache
    def least(first: int) -> float:
        if first == len(of.slots):
            return 0.0
        return min(cost([(first, last)]) + least(last) for last in range(first + 1, min(first + 10, len(of.slots)) + 1))

    pages = [(page.first, page.last) for page in paginated(of)]
    # A row that was begun before and goes on after is as long as the page: nothing else could end it there.
    if all(len({slot.block for slot in of.slots[a:b]}) > 1 or b == len(of.slots) for a, b in pages[1:]):
        assert cost(pages) <= least(0) + 1e-9


@pytest.mark.parametrize(
    ("lines", "pages"),
    [
        (21, [9, 10, 2]),  # not one line alone at the head of the last page; that between is as long as it can be
        (11, [9, 2]),
        (20, [10, 10]),
        (9, [9]),
    ],
)
def test_no_line_of_a_paragraph_stands_alone(lines: int, pages: list[int]) -> None:
    of = galley(survey([(lines, 1, False, [])], 100.0))
    assert [page.last - page.first for page in paginated(of)] == pages


@given(TEXT)
def test_where_things_stand_is_told_from_the_pages(rows: list) -> None:
    of = galley(survey(rows, 180.0))
    pages = paginated(of)
    plan, laid = planned(of)
    places = standing(of, pages)
    assert len(places) == len(of.slots)
    for (page, y), (next_page, next_y) in pairwise(places):
        assert (page, y) < (next_page, next_y)
    numbers = [n for _, n, _ in laid.numbers()]
    assert numbers == list(range(1, sum(left for left, _, _, _ in rows if left) + 1))
    begun = [block for block in plan.blocks.values() if block.begins]
    assert len(begun) == sum(not of.slots[page.first].line for page in pages[1:])
    assert set(plan.tops) == set(plan.entries) == set(of.entries)


ENTRIES = st.lists(st.tuples(st.sampled_from(("emendation", "note")), st.floats(8, 60)), min_size=1, max_size=8).map(
    lambda told: [Entry(f"k{n}", register, n, height) for n, (register, height) in enumerate(told)]
)


@given(ENTRIES, st.integers(0, 8))
def test_entries_are_drawn_in_their_order_and_none_on_another(entries: list[Entry], kept: int) -> None:
    on, left = entries[:kept], entries[kept:]
    footed, tops = stacked(on, left)
    # As Typst stacks them: from the foot upwards, those that take no room at the foot.
    below = 0.0
    drawn = {}
    for entry in reversed([*on, *left]):
        below += footed[entry.key].height
        drawn[entry.key] = below - footed[entry.key].down
    assert drawn == pytest.approx(tops, abs=0.1)
    order = sorted(entries, key=lambda entry: -drawn[entry.key])
    assert [entry.register for entry in order] == sorted(entry.register for entry in order)
    for above, under in pairwise(order):
        gap = GAP + (BETWEEN if above.register != under.register else 0.0)
        assert drawn[above.key] - above.height == pytest.approx(drawn[under.key] + gap, abs=0.2)
    assert drawn[order[-1].key] == pytest.approx(order[-1].height, abs=0.1)
    assert [footed[entry.key].rule for entry in order] == [True] + [False] * (len(order) - 1)
    if on and not left:
        assert sum(each.height for each in footed.values()) == pytest.approx(
            sum(entry.height + GAP for entry in on) + ABOVE + BETWEEN * (len({e.register for e in on}) > 1), abs=0.1
        )
