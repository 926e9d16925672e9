"""Print: how versions stand on the page, and that every entry at its foot stands where it is called."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pytest
from conftest import ROOT
from lxml import etree, html
from test_print import CHINESE, ENGLISH, STANDOFF, TITLES, document, printed, squeezed, words_of

from tei.edit.load import load
from tei.names import TEI
from tei.render.print import typst_source
from tei.render.print.foot import Entry, entries
from tei.render.print.planning import planned
from tei.render.print.setting import Typesetter, font_folders, laid_out
from tei.render.print.spreads import Row, Side, Unit, cuts
from tei.render.print.survey import Survey
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


def settled(tree: etree._ElementTree, folder: Path, **settings: Any) -> Survey:
    """How a document stands in the end."""
    layout = settings.get("layout", "aligned")
    main = laid_out(folder, typst_source(tree, TITLES, notes=("en", "zh"), layout=layout), None)
    typesetter = Typesetter(main, font_folders([]), False, {"paper": "a4", "layout": layout, **settings})
    assert planned(typesetter, typesetter.survey())
    found = typesetter.survey()
    assert found
    return found


def astray(found: Survey) -> list[str]:
    """The entries that do not stand, whole, on the page of their first calls."""
    called: dict[str, int] = {}
    for mark in found.of("call"):
        called.setdefault(mark.value[1], mark.page)
    begun = {mark.value[0]: mark.page for mark in found.of("entry")}
    ended = {mark.value[0]: mark.page for mark in found.of("entry-end")}
    return [key for key, page in called.items() if not page == begun[key] == ended[key]]


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


def test_the_title_before_facing_pages_has_its_notes_once_in_the_language_of_the_edition() -> None:
    first, *others = pages(printed(parse(SAMPLE), layout="facing", paper=(155, 235), notes=("en", "zh")))
    assert "BothChineseheadsofthesourceread1950" in first and "各省、自治区召开会议" in first
    assert not any("BothChineseheads" in page for page in others)
    assert not any("底本两处中文标题" in page for page in [first, *others])


@pytest.mark.parametrize(
    ("layout", "there", "gone"), [("original", "其一。", "Two made"), ("translation", "Two made", "其一。")]
)
def test_one_language_alone(layout: str, there: str, gone: str) -> None:
    found = words_of(printed(document(), layout=layout))
    assert squeezed(there) in found
    assert squeezed(gone) not in found
    # What is in the other version only is not told here: that is what was asked for.
    assert ("1959]1950sic" in found) == (layout == "original")


@pytest.mark.parametrize(
    ("paper", "layout"),
    [
        ("a4", "aligned"),
        ("us-letter", "aligned"),
        ([155, 235], "aligned"),
        ("a5", "original"),
        ("a5", "translation"),
        ("a4", "facing"),
        ("a5", "facing"),
        ([155, 235], "facing"),
    ],
)
def test_every_entry_stands_on_the_page_of_its_call_emendations_above_notes(
    paper: object, layout: str, tmp_path: Path
) -> None:
    found = settled(parse(SAMPLE), tmp_path, paper=paper, layout=layout)
    known = entries(found)
    assert len(known) > 45
    assert astray(found) == []
    ends = {mark.value[0]: mark.y for mark in found.of("entry-end")}
    for page in range(1, found.pages + 1):
        on = sorted((mark.y, mark.value[0]) for mark in found.of("entry") if mark.page == page)
        assert [key for _, key in on] == sorted(
            (key for _, key in on), key=lambda key: (known[key].register, known[key].n)
        )
        assert all(ends[above] < y for (_, above), (y, _) in pairwise(on))  # none stands on another
        if on:
            assert ends[on[-1][1]] <= found.foot + 0.1
            assert all(mark.y < on[0][0] for mark in found.of("call", "cell-end") if mark.page == page)


def test_without_a_plan_notes_would_stand_on_another_page(tmp_path: Path) -> None:
    """So that the test before this one can fail."""
    main = laid_out(tmp_path, typst_source(parse(SAMPLE), TITLES, notes=("en", "zh")), None)
    found = Typesetter(main, font_folders([]), False, {"paper": "a4"}).survey()
    assert found and astray(found)


def test_an_entry_higher_than_a_page_goes_on_overleaf_and_leaves_the_others_in_place(tmp_path: Path) -> None:
    told = "<p>" + "It is a long story, which the editors tell at length. " * 180 + "The end of it.</p>"
    tree = long(12)
    note = tree.find(".//{*}annotation[2]/{*}note")
    assert note is not None
    note.append(html.fragment_fromstring("<p/>"))
    note.text, note[0].tag = None, f"{{{TEI}}}p"
    note[0].text = re.sub("</?p>", "", told)
    found = settled(tree, tmp_path, paper="a5")
    [high] = [key for key, entry in entries(found).items() if entry.broken]
    assert astray(found) == [high]
    assert "Theendofit." in words_of(printed(tree, paper="a5"))


def test_a_title_higher_than_a_page_loses_no_word(tmp_path: Path) -> None:
    tree = long(3)
    for head in tree.iterfind(".//{*}head"):
        head.text = "It goes on. " * 150 + "The end."
    found = settled(tree, tmp_path, paper="a5")
    assert all(mark.y <= found.foot for mark in found.marks)
    assert len({mark.page for mark in found.of("block", "block-end")}) > 2


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
                Unit((f"{right}.{n}.{m}",), (f"{1 - right}.{n}.{m}",), top + 10 * m + 7, top + 10 * m + 7, ())
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
    high = (Entry("n", "note", 1, 60.0),)
    crossed = tuple(Unit(unit.ids, (f"1.0.{1 - m}",), unit.start, unit.end, high) for m, unit in enumerate(left.units))
    other = tuple(Unit(unit.ids, (), unit.start, unit.end, ()) for unit in right.units)
    row = Row("pair", (Side(left.top, left.bottom, crossed), Side(right.top, right.bottom, other)))
    assert cuts([row], 100.0, 10.0) == []


def test_where_no_sentences_are_aligned_a_spread_ends_at_like_places_of_both_versions() -> None:
    [row] = rows((30, 15))
    bare = [
        Side(side.top, side.bottom, tuple(Unit((), (), unit.start, unit.end, ()) for unit in side.units))
        for side in row.sides
        if side
    ]
    assert cuts([Row("pair", (bare[0], bare[1]))], 100.5, 10.0) == [(0, 10, 5), (0, 20, 10)]
