"""Places in a book: what the plans of its texts tell beforehand is what Typst would find out by itself."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest
from test_book import TOML, text

from tei.edit.load import load
from tei.pool import apart
from tei.render.print.book import columns, part, planned, render_book
from tei.render.print.places import Places, known, told
from tei.render.print.plan import Plan
from tei.xml import parse


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("edition")
    (made / "edition.toml").write_text(TOML, "utf-8")
    return made


def words(page: pypdf.PageObject) -> list[str]:
    """What stands on a page; line numbers may come in another order."""
    return sorted(re.sub(r"[\u2060]+", "", page.extract_text()).split())


def links(reader: pypdf.PdfReader, page: pypdf.PageObject) -> Iterator[tuple[int, int]]:
    """The pages to which a page's links lead, and how high there, in lines."""
    numbers = {each.indirect_reference.idnum: n for n, each in enumerate(reader.pages) if each.indirect_reference}
    for reference in page.get("/Annots", ()):
        found = reference.get_object()
        target = found.get("/Dest", found.get("/A", {}).get("/D"))
        if isinstance(target, str | bytes):
            target = reader.named_destinations[str(target)].dest_array
        if target is not None:
            yield numbers[target[0].idnum], round(float(target[3]) / 15.5)


@pytest.mark.parametrize(("layout", "binding"), [("aligned", 12.0), ("facing", 0.0)])
def test_a_book_of_known_places_is_what_typst_finds_out_by_itself(layout: str, binding: float, folder: Path) -> None:
    edition = replace(load(folder), layout=layout, binding=binding)
    long = "".join(f'<p xml:id="zh.1.{n}">第{n}段，毛泽东说。</p>' for n in range(20, 60))
    parts = []
    for name, chinese in (("a", None), ("b", long), ("c", None)):
        data = text("1959-01-13", "2", f"Text {name}")
        if chinese:
            at = data.rindex(b"</p>") + len(b"</p>")
            data = data[:at] + chinese.encode() + data[at:]
        one = part(name, parse(data), titles=dict(edition.title), overrides=None, layout=layout)
        parts.append(planned(one, 2, edition=edition))
    assert all(each.places for each in parts) and columns(parts, layout) == 2
    books = []
    for each in (parts, [replace(one, places=None) for one in parts]):
        pdf, missing = render_book(each, edition=edition)
        assert missing == []
        books.append(pypdf.PdfReader(io.BytesIO(pdf)))
    ours, theirs = books
    assert ours.page_labels == theirs.page_labels
    for mine, its in zip(ours.pages, theirs.pages, strict=True):
        assert words(mine) == words(its)
        here, there = list(links(ours, mine)), list(links(theirs, its))
        assert [page for page, _ in here] == [page for page, _ in there]
        if "Index of names" in mine.extract_text():  # elsewhere links lead to notes where they were moved to
            assert [y for _, y in here] == pytest.approx([y for _, y in there], abs=1)
    last = [page for page in ours.pages if "Index of names" in page.extract_text()][-1]
    assert len(list(links(ours, last))) >= 3


def test_pages_count_from_the_texts_before_and_on_facing_pages_from_two() -> None:
    one = Places(3, ((0, 5, 80.0),), (("note1", 2, 400.0),), (("p1", "zh-Hans", (1, 7, 90.0)),), (), ("1.1",))
    two = Places(1, ((0, 5, 81.0),), (), (), (("1959/1959", "en", "1959", (0, None, 91.0)),), ())
    found = told((one, two), "aligned")
    assert found["numbers"] == {"1": [(5, 80.0)], "4": [(5, 81.0)]}
    assert found["tops"] == {"note1": (3, 400.0)}
    assert found["mentions"] == {"p1": [("zh", 2, 7, 90.0)]}
    assert found["dates"] == {"1959/1959": {"en": {"1959": [(4, None, 91.0)]}}}
    assert told((one, two), "facing")["numbers"] == {"2": [(5, 80.0)], "6": [(5, 81.0)]}
    assert known([(Plan(), one), (Plan(), None)], "aligned") is None


def test_work_apart_gives_its_result_back() -> None:
    assert apart(len, "four") == 4
