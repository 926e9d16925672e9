"""Print: how versions stand on the page, and that every entry at its foot stands where it is called."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pytest
from conftest import ROOT
from lxml import etree, html
from test_print import CHINESE, ENGLISH, STANDOFF, TITLES, document, printed, squeezed, words_of

from tei.edit.load import load
from tei.render.print import typst_source
from tei.render.print.plan import Plan, Survey, planned, surveyed
from tei.render.print.setting import Typesetter, font_folders, laid_out
from tei.render.print.spreads import Row, Side, Unit, cuts
from tei.render.site import render_site
from tei.report import TeiError
from tei.xml import parse

SAMPLE = next((ROOT / "editions" / "peoples-daily" / "tei").glob("*.xml"))


def long(paragraphs: int = 40, sentences: int = 4) -> etree._ElementTree:
    """A text whose sentences are numbered, with a note on every third paragraph."""
    versions = []
    for code, name, other, words in (
        ("en", "translation", "zh", "Sentence <n/> goes on for a while, as they do. "),
        ("zh", "original", "en", "第<n/>句话说到这里就差不多要结束了。"),
    ):
        blocks = []
        for p in range(1, paragraphs + 1):
            held = "".join(
                f'<s xml:id="{code}.1.{p}.s{s}" corresp="#{other}.1.{p}.s{s}">'
                + words.replace("<n/>", f'<seg xml:id="{code}.1.{p}.q">[{p}.{s}]</seg>' if s == 2 else f"[{p}.{s}]")
                + "</s>"
                for s in range(1, sentences + 1)
            )
            blocks.append(f'<p xml:id="{code}.1.{p}" corresp="#{other}.1.{p}">{held}</p>')
        lang = "zh-Hans" if code == "zh" else "en"
        versions.append(
            f'<div type="{name}" xml:lang="{lang}" xml:id="{code}" corresp="#{other}">'
            f'<head type="title" xml:id="{code}.h1" corresp="#{other}.h1">T</head>'
            f'<div type="report" xml:id="{code}.1" corresp="#{other}.1">{"".join(blocks)}</div></div>'
        )
    notes = "".join(
        f'<annotation xml:id="n{p}" target="#en.1.{p}.q #zh.1.{p}.q"><note xml:lang="en">{"Of it. " * 20}E{p}.</note>'
        f'<note xml:lang="zh-Hans">{"此事。" * 20}Z{p}。</note></annotation>'
        for p in range(3, paragraphs, 3)
    )
    return document(*versions, standoff=f"<standOff><listAnnotation>{notes}</listAnnotation></standOff>")


def pages(pdf: bytes) -> list[str]:
    return [squeezed(page.extract_text()) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def settled_survey(tree: etree._ElementTree, folder: Path, **settings: Any) -> tuple[Survey, Plan]:
    """How a document stands in the end, and by which plan."""
    layout = settings.get("layout", "aligned")
    main = laid_out(folder, typst_source(tree, TITLES, notes=("en", "zh"), layout=layout), None)
    given = {"fonts": {}, "paper": "a4", "layout": layout, "binding": 0, "missing": "", "titled": False, **settings}
    typesetter = Typesetter(main, font_folders([]), False)
    plan, _ = typesetter.plan(given)
    found = json.loads(typesetter.compiler(given).query("<survey>", field="value"))
    return surveyed(found[0]), plan


@pytest.fixture(scope="module")
def facing() -> bytes:
    return printed(long(), layout="facing")


def test_facing_pages_hold_the_same_sentences_the_original_on_the_left(facing: bytes) -> None:
    found = pages(facing)
    spreads = list(zip(found[1::2], found[2::2], strict=False))
    held = []
    for left, right in spreads:
        # At the foot the sentences that have notes are named again.
        verso, recto = (list(dict.fromkeys(re.findall(r"\[(\d+\.\d+)\]", page))) for page in (left, right))
        if not recto:
            break  # the back matter
        assert verso == recto
        assert "句话" in left and "Sentence" not in left
        assert "Sentence" in right and "句话" not in right
        held += verso
    assert held == [f"{p}.{s}" for p in range(1, 41) for s in range(1, 5)]


def test_facing_pages_have_each_note_in_the_language_of_the_page_with_one_number(facing: bytes) -> None:
    found = pages(facing)
    for n, p in enumerate(range(3, 40, 3), 1):
        [left] = [page for page in found if f"Z{p}。" in page]
        [right] = [page for page in found if f"E{p}." in page]
        assert found.index(right) == found.index(left) + 1
        assert re.search(rf"\[{p}\.2\]\u2060?{n}", left + right) or f"[{p}.2]{n}" in left
        assert f"[{p}.2]{n}" in right


def test_facing_pages_are_accessible_and_always_the_same(facing: bytes) -> None:
    assert printed(long(), layout="facing") == facing
    with pikepdf.open(io.BytesIO(facing)) as opened, opened.open_metadata() as metadata:
        assert (metadata["pdfuaid:part"], metadata["pdfaid:part"]) == ("1", "2")


def test_a_document_of_one_version_has_no_facing_pages() -> None:
    assert printed(document(ENGLISH), layout="facing") == printed(document(ENGLISH), layout="facing")
    assert "Withoutcounterpart." in words_of(printed(document(ENGLISH), layout="facing"))


def test_a_note_in_the_other_language_alone_is_told_on_that_page_and_called_on_both() -> None:
    standoff = re.sub(r'<note type="translation" resp="#ed" xml:lang="zh-Hans">.*?</note>', "", STANDOFF)
    found = pages(printed(document(standoff=standoff), layout="facing"))
    assert sum("TheEnglishsaysmore" in page for page in found) == 1
    assert any("大民族主义1" in page.replace("\u2060", "") for page in found)


@pytest.mark.parametrize(
    ("layout", "there", "gone"), [("original", "其一。", "Two made"), ("translation", "Two made", "其一。")]
)
def test_one_language_alone(layout: str, there: str, gone: str) -> None:
    found = words_of(printed(document(), layout=layout))
    assert squeezed(there) in found
    assert squeezed(gone) not in found
    # What is in the other version only is not told here: that is what was asked for.
    assert ("1959]1950sic" in found) == (layout == "original")


@pytest.mark.parametrize("paper", ["a4", "us-letter"])
def test_every_entry_stands_on_the_page_of_its_call_emendations_above_notes(paper: str, tmp_path: Path) -> None:
    survey, plan = settled_survey(parse(SAMPLE), tmp_path, paper=paper)
    assert len(survey.entries) > 45
    assert [entry.key for entry in survey.entries if entry.astray] == []
    assert planned(survey, plan) == plan
    for page in {entry.page for entry in survey.entries}:
        on = [entry for entry in survey.entries if entry.page == page]
        shown = {entry.key: entry.top + plan.entries.get(entry.key, (0.0, 0.0))[0] for entry in on}
        emendations = [shown[entry.key] for entry in on if entry.register == "emendation"]
        notes = [shown[entry.key] for entry in on if entry.register == "note"]
        assert max(emendations, default=0) < min(notes, default=1000)
        assert notes == sorted(notes)


def test_without_a_plan_some_notes_would_stand_on_another_page(tmp_path: Path) -> None:
    """So that the test before this one can fail."""
    main = laid_out(tmp_path, typst_source(parse(SAMPLE), TITLES, notes=("en", "zh")), None)
    (tmp_path / "plan.json").write_text("{}", encoding="utf-8")
    compiler = Typesetter(main, font_folders([]), False).compiler({"paper": "a4"})
    survey = surveyed(json.loads(compiler.query("<survey>", field="value"))[0])
    assert [entry for entry in survey.entries if entry.astray]


def test_entries_begin_with_their_line_or_place_and_their_words() -> None:
    found = words_of(printed(document()))
    assert "11大民族主义·Hanchauvinism]TheEnglishsays" in found
    assert "atit.1959]1950sic" in found
    assert "c1.1forwarddel." in found or "b1.1forwarddel." in found


def test_the_reason_of_an_emendation_stands_with_it_and_is_no_note() -> None:
    why = '<annotation xml:id="w" target="#zh.h1.e1"><note xml:lang="en">It cannot be.</note></annotation>'
    standoff = STANDOFF.replace("<listAnnotation>", f"<listAnnotation>{why}")
    found = words_of(printed(document(standoff=standoff)))
    assert "byinternalevidence)Itcannotbe." in found
    assert "大民族主义1" in found.replace("\u2060", "")


def test_notes_have_the_numbers_that_they_have_on_the_site(tmp_path: Path) -> None:
    edition = load(ROOT / "editions" / "peoples-daily")
    made, _ = render_site([(SAMPLE.stem, SAMPLE.read_bytes())], tmp_path, edition=edition, workers=1)
    page = html.fromstring(next(path for path in made if path.stem == SAMPLE.stem).read_bytes())
    on_site = {
        item.get("value"): squeezed("".join(item.itertext())) for item in page.iter("li") if item.get("class") == "note"
    }
    source = typst_source(parse(SAMPLE), TITLES, notes=("en",))
    in_print = re.findall(r'note\("note\d+",(\d+),[^{]*\{language\("en",\{"([^"]{20,60})', source)
    assert len(in_print) > 30
    assert len(on_site) == len(set(re.findall(r'note\("note\d+",(\d+),', source)))
    for n, words in in_print:
        assert squeezed(words)[:15] in on_site[n]


def test_papers_and_bindings() -> None:
    with pikepdf.open(io.BytesIO(printed(document(), paper=(155.0, 235.0), binding=10.0))) as opened:
        box = [round(float(value)) for value in opened.pages[0].MediaBox]
        assert box[2:] == [439, 666]
    english = ENGLISH.replace("Two made one.", "Two made one. " * 300)
    lefts = []
    for page in pypdf.PdfReader(io.BytesIO(printed(document(english, CHINESE), binding=15.0))).pages[:3]:
        xs: list[float] = []
        page.extract_text(
            visitor_text=lambda text, cm, tm, font, size, xs=xs: xs.append(cm[4] + tm[4]) if "made" in text else None
        )
        lefts.append(min(xs))
    assert lefts[0] == lefts[2] != lefts[1]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('layout = "facings"', "did you mean"),
        ("binding = 99", "from 0 to 40"),
        ('binding = "8mm"', "must be a number"),
        ('paper = "A4!"', "155 x 235 mm"),
        ('paper = "50 x 60 mm"', "at least 90 mm"),
    ],
)
def test_a_page_that_cannot_be_is_refused_with_its_line(line: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "edition.toml").write_text(f'id = "x"\n[print]\n{line}\n', encoding="utf-8")
    with pytest.raises(TeiError) as caught:
        load(tmp_path)
    assert caught.value.finding.line == 3
    assert told in f"{caught.value.finding.message} {caught.value.finding.hint}".lower()


def test_an_edition_says_how_its_pages_are(tmp_path: Path) -> None:
    (tmp_path / "edition.toml").write_text(
        'id = "x"\n[print]\nlayout = "facing"\nbinding = 8.5\npaper = "155 × 235 mm"\n', encoding="utf-8"
    )
    edition = load(tmp_path)
    assert (edition.layout, edition.binding, edition.paper) == ("facing", 8.5, (155.0, 235.0))


def test_thousands_of_paragraphs_without_counterpart_are_planned() -> None:
    many = "".join(f'<p xml:id="en.1.{n}">P{n}.</p>' for n in range(10, 4010))
    source = typst_source(document(ENGLISH.replace("</p>\n  </div>", f"</p>{many}</div>"), CHINESE), TITLES)
    assert source.count("#pair(") == 4003


def rows(*shape: tuple[int, int]) -> Iterator[Row]:
    """Rows of so many lines on each side, a sentence a line, one after another."""
    tops = [0.0, 0.0]
    for n, counts in enumerate(shape):
        sides: list[Side | None] = []
        for right, count in enumerate(counts):
            top = tops[right]
            units = tuple(
                Unit((f"{right}.{n}.{m}",), (f"{1 - right}.{n}.{m}",), top + 10 * m + 7, top + 10 * m + 7, 0.0)
                for m in range(count)
            )
            sides.append(Side(top, top + 10 * count, units) if count else None)
            tops[right] = top + 10 * count
        yield Row("pair", (sides[0], sides[1]))


def test_a_spread_ends_where_both_of_its_pages_are_full() -> None:
    assert cuts(list(rows((10, 10), (10, 10))), 100.5, 10.0) == [(1, 0, 0)]
    assert cuts(list(rows((30, 30))), 100.5, 10.0) == [(0, 10, 10), (0, 20, 20)]
    # What has no counterpart stays with what it follows.
    assert cuts(list(rows((4, 12), (4, 0), (4, 4))), 100.5, 10.0) == [(0, 3, 3), (2, 0, 0)]


def test_no_spread_ends_after_a_head_or_between_crossing_sentences() -> None:
    first, second = rows((1, 1), (12, 12))
    assert cuts([Row("heads", first.sides), second], 100.5, 10.0)[0] == (1, 9, 9)
    left, right = (side for side in next(iter(rows((2, 2)))).sides if side)
    crossed = tuple(Unit(unit.ids, (f"1.0.{1 - m}",), unit.start, unit.end, 60.0) for m, unit in enumerate(left.units))
    other = tuple(Unit(unit.ids, (), unit.start, unit.end, 0.0) for unit in right.units)
    row = Row("pair", (Side(left.top, left.bottom, crossed), Side(right.top, right.bottom, other)))
    assert cuts([row], 100.0, 10.0) == []
