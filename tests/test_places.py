"""Places in print: lines are numbered as they stand, and what the plans of texts tell of a book is how it is set."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from pathlib import Path

import pypdf
import pytest
from test_book import TOML, text
from test_layouts import long
from test_print import printed

from tei.edit.load import load
from tei.pool import apart
from tei.render.print.book import part, planned, render_book
from tei.render.print.places import Places, bound, told
from tei.render.print.plan import Plan
from tei.xml import parse


@dataclass(frozen=True)
class Sheet:
    """A page as it is read back: the lines of the original (height, words), the numbers in its margin by their height,
    and the lines of the entries at its foot.
    """

    lines: tuple[tuple[float, str], ...]
    numbers: dict[float, int]
    entries: tuple[str, ...]


def sheets(pdf: bytes, *, right: float, size: float = 10.0) -> list[Sheet]:
    """The pages; the original is what is set in Chinese of a size, left of `right`."""
    found = []
    for page in pypdf.PdfReader(io.BytesIO(pdf)).pages:
        runs = list(_runs(page))
        edge = min((x for _, x, points, _ in runs if points == size), default=0.0)
        lines: dict[float, str] = {}
        entries: dict[float, str] = {}
        for y, x, points, words in runs:
            if points == size and x < right:
                lines[y] = lines.get(y, "") + words
            elif points in (8.6, 8.17):
                entries[y] = entries.get(y, "") + words
        numbers = {y: int(words) for y, x, points, words in runs if points == 7.5 and x < edge and words.strip()}
        kept = {y: words for y, words in lines.items() if re.search(r"[\u4e00-\u9fff]", words)}
        found.append(Sheet(tuple(sorted(kept.items(), reverse=True)), numbers, tuple(entries.values())))
    return found


def _runs(page: pypdf.PageObject) -> list[tuple[float, float, float, str]]:
    """Height, place in the line, size of type, words."""
    runs: list[tuple[float, float, float, str]] = []

    def run(words: str, cm: list[float], tm: list[float], _: object, size: float) -> None:
        runs.append((round(cm[5], 1), cm[4], round(size, 2), words))

    page.extract_text(visitor_text=run)
    return runs


@pytest.mark.parametrize(
    ("settings", "right", "size"),
    [
        ({"paper": "a4"}, 230.0, 10.0),
        ({"paper": "a5"}, 160.0, 10.0),
        ({"paper": "a4", "layout": "original"}, 999.0, 10.0),
        ({"paper": "a4", "layout": "facing"}, 999.0, 11.0),
    ],
)
def test_every_fifth_line_of_the_original_has_its_number_and_notes_name_theirs(
    settings: dict[str, str], right: float, size: float
) -> None:
    read = sheets(printed(long(), **settings), right=right, size=size)
    n = 0
    at: dict[str, set[int]] = {}  # by the label of a sentence, the lines that have some of it
    for sheet in read:
        for y, words in sheet.lines:
            n += 1
            number = next((told for there, told in sheet.numbers.items() if abs(there - y) < 5), None)
            assert number == (n if n % 5 == 0 else None), words
            for label in re.findall(r"\[\d+\.\d+\]", words):
                at.setdefault(label, set()).add(n)
    assert n > 60
    named = [
        m for sheet in read for words in sheet.entries if (m := re.search(r"(?<![\d.])(\d+) *(\[\d+\.2\])", words))
    ]
    assert len(named) >= 13
    assert all(int(m[1]) in at[m[2]] for m in named)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("edition")
    (made / "edition.toml").write_text(TOML.replace("[print]", '[print]\npaper = "a5"'), "utf-8")
    return made


def test_lines_of_a_book_are_counted_in_each_of_its_texts(folder: Path) -> None:
    edition = load(folder)
    more = "".join(
        f'<p xml:id="zh.1.{n}">第{n}段，毛泽东说，这一段话很长，不止一行，一行写不下。</p>' for n in range(20, 60)
    )
    parts = []
    for name, chinese in (("a", ""), ("b", more), ("c", "")):
        data = text("1959-01-13", "2", f"Text {name}")
        at = data.rindex(b"</p>") + len(b"</p>")
        tree = parse(data[:at] + chinese.encode() + data[at:])
        parts.append(
            planned(part(name, tree, titles=dict(edition.title), overrides=None), 2, edition=edition, system=False)
        )
    pdf, missing = render_book(parts, edition=edition)
    assert missing == []
    numbered: list[list[int]] = []
    for sheet in sheets(pdf, right=160.0):
        for y, number in sorted(sheet.numbers.items(), reverse=True):
            assert any(abs(there - y) < 5 for there, _ in sheet.lines)
            if number == 5:
                numbered.append([])
            numbered[-1].append(number)
    assert sorted(map(len, numbered))[-1] > 10
    assert all(numbers == list(range(5, 5 * len(numbers) + 1, 5)) for numbers in numbered)


def test_pages_count_from_the_texts_before_and_on_facing_pages_from_two() -> None:
    one = Places(3, ((1, 5, 80.0),), (("p1", "zh-Hans", (2, 7, 90.0)),), ())
    two = Places(1, ((1, 5, 81.0),), (), (("1959/1959", "en", "1959", (1, None, 91.0)),))
    plans = Plan(tops={"a note1": (3, 400.0)}), Plan(tops={"b note1": (1, 300.0)})
    plan, places = bound([(plans[0], one), (plans[1], two)], "aligned")
    assert places["numbers"] == {"1": [(5, 80.0)], "4": [(5, 81.0)]}
    assert plan["tops"] == {"a note1": (3, 400.0), "b note1": (4, 300.0)}
    assert places["mentions"] == {"p1": [("zh", 2, 7, 90.0)]}
    assert places["dates"] == {"1959/1959": {"en": {"1959": [(4, None, 91.0)]}}}
    plan, places = bound([(plans[0], one), (plans[1], two)], "facing")
    assert places["numbers"] == {"2": [(5, 80.0)], "6": [(5, 81.0)]}
    assert plan["tops"] == {"a note1": (4, 400.0), "b note1": (6, 300.0)}
    assert told([one])["numbers"] == {"1": [(5, 80.0)]}


def test_work_apart_gives_its_result_back() -> None:
    assert apart(len, "four") == 4
