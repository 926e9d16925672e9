"""The web site of texts that are legal, but not what one expects."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import html

from tei.model import Edition
from tei.names import TEI
from tei.render.site import render_site
from tei.render.site.leaf import leaf
from tei.report import Finding
from tei.xml import parse

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ORIGINAL = (
    '<div type="original" xml:lang="zh-Hans" xml:id="zh"><p xml:id="zh.1" corresp="#en.2"><s xml:id="zh.1.s1" corresp="#en.2.s1">'
    '开会。</s></p><p xml:id="zh.2" corresp="#en.3"><s xml:id="zh.2.s1" corresp="#en.3.s1">散会。</s></p></div>'
)
TRANSLATION = (
    '<div type="translation" xml:lang="en" xml:id="en"><p xml:id="en.1"><s xml:id="en.1.s1">Preface.</s></p>'
    '<p xml:id="en.2" corresp="#zh.1"><s xml:id="en.2.s1" corresp="#zh.1.s1">They met.</s></p>'
    '<p xml:id="en.3" corresp="#zh.2"><s xml:id="en.3.s1" corresp="#zh.2.s1">They left.</s></p></div>'
)


def _text(body: str, stand_off: str = "", when: str = "1959-01-13") -> bytes:
    return f"""<TEI xmlns="{TEI}"><teiHeader><fileDesc><titleStmt><title xml:lang="en">A Meeting</title></titleStmt>
<publicationStmt><p/></publicationStmt><sourceDesc><biblStruct><monogr><title level="j" xml:lang="en">News</title>
<imprint><date when="{when}"/></imprint></monogr></biblStruct></sourceDesc></fileDesc></teiHeader>
<standOff>{stand_off}</standOff><text><body>{body}</body></text></TEI>""".encode()


def _render(out: Path, *texts: tuple[str, bytes]) -> tuple[list[Path], list[Finding]]:
    return render_site(texts, out, edition=Edition(title=(("en", "News"),)), workers=1)


def test_a_language_leads_no_file_out_of_its_folder(tmp_path: Path) -> None:
    body = ORIGINAL.replace("zh-Hans", "../../../../stray/x")
    paths, _ = _render(tmp_path / "a" / "site", ("a", _text(body)))
    assert all(".." not in path.parts for path in paths)
    assert {path.name for path in tmp_path.rglob("*.txt")} == {"a.version1.txt", "addresses.txt"}


def test_what_only_a_translation_begins_with_comes_first() -> None:
    found = leaf("a", parse(_text(ORIGINAL + TRANSLATION), "a"))
    assert [passage.id for passage in found.passages] == ["en.1.s1", "zh.1.s1", "zh.2.s1"]


def test_downloads_of_a_text_with_an_odd_name_are_reached(tmp_path: Path) -> None:
    _render(tmp_path, ("a #1%20中", _text(ORIGINAL)))
    page = html.parse(str(tmp_path / "a #1%20中.html"))
    links = [link for link in page.xpath("//ul[@class = 'downloads']//a/@href") if link.endswith(".bib")]
    assert links == ["downloads/a%20%231%2520%E4%B8%AD.bib"]


def test_data_for_programs_is_json_whatever_the_text_says(tmp_path: Path) -> None:
    place = (
        '<listPlace><place xml:id="p"><placeName xml:lang="en">Peking</placeName><location><geo>39.9 116.4 50</geo></location></place>'
        '<place xml:id="q"><placeName xml:lang="en">Nowhere</placeName><location><geo>north</geo></location></place></listPlace>'
    )
    said = TRANSLATION.replace(
        "Preface.", '<placeName ref="#p">Peking</placeName>, <placeName ref="#q">Nowhere</placeName>'
    )
    _render(tmp_path, ("a", _text(ORIGINAL + said, place, "1959-01-13T08:00:00")))
    for path in tmp_path.rglob("*.html"):
        assert "NaN" not in path.read_text("utf-8"), path
        for script in html.parse(str(path)).xpath("//script[@type = 'application/ld+json']"):
            json.loads(script.text)
    (item,) = json.loads((tmp_path / "downloads" / "a.csl.json").read_text("utf-8"))
    assert item["issued"] == {"date-parts": [[1959, 1, 13]]}
    record = json.loads(
        html.parse(str(tmp_path / "names" / "p.html")).findtext(".//script[@type='application/ld+json']") or ""
    )
    assert (record["geo"]["latitude"], record["geo"]["longitude"]) == (39.9, 116.4)


def test_a_head_that_editors_supplied_is_bracketed_wherever_it_is_quoted() -> None:
    head = '<head type="supplied" xml:id="en.h9"><supplied><placeName ref="#p">Hall</placeName></supplied></head><p'
    place = '<listPlace><place xml:id="p"><placeName xml:lang="en">Hall</placeName></place></listPlace>'
    tree = parse(_text(ORIGINAL + TRANSLATION.replace("<p", head, 1), place), "a")
    (side,) = [side for passage in leaf("a", tree).passages for side in passage.sides if "en.h9" in side.ids]
    (mark,) = side.names
    assert side.text == "[Hall]" and side.text[mark.start : mark.end] == "Hall"


def test_a_date_far_away_makes_no_huge_timeline(tmp_path: Path) -> None:
    said = TRANSLATION.replace("Preface.", '<date when="999999">far</date> <date when="999999999">farther</date>')
    _render(tmp_path, ("a", _text(ORIGINAL + said)))
    assert (tmp_path / "timeline.html").stat().st_size < 100_000


def test_words_outside_of_the_versions_stop_the_text(tmp_path: Path) -> None:
    _, (problem,) = _render(tmp_path, ("a", _text("<p>Lost words.</p>")), ("b", _text(ORIGINAL)))
    assert problem.code == "W001" and problem.file == "a"


def _rows(path: Path) -> list[list[str]]:
    """The paragraphs of a page, by row: in each cell the ids, or nothing."""
    rows = html.parse(str(path)).xpath("//article//div[@class = 'row'][div]")
    return [[" ".join(cell.xpath(".//p/@id")) for cell in row.xpath("div")] for row in rows]


def _version(name: str, kind: str, paragraphs: list[tuple[str, str]]) -> str:
    """A version whose paragraphs are (number, what they point to)."""
    body = "".join(
        f'<p xml:id="{name}.{n}"{f" corresp={chr(34)}{to}{chr(34)}" if to else ""}>{n}</p>' for n, to in paragraphs
    )
    return f'<div type="{kind}" xml:lang="{name}" xml:id="{name}">{body}</div>'


def test_thousands_of_paragraphs_without_counterpart_are_shown(tmp_path: Path) -> None:
    """Templates that call themselves for each would go deeper than the processor allows."""
    many = [(str(n), "") for n in range(1, 5001)]
    body = _version("zh", "original", [("1", "#en.2500")]) + _version("en", "translation", many)
    _, findings = _render(tmp_path, ("a", _text(body)))
    assert not findings
    rows = _rows(tmp_path / "a.html")
    assert [row[1] for row in rows] == [f"en.{n}" for n in range(1, 5001)]
    assert rows[2499][0] == "zh.1"


@pytest.mark.parametrize("side", ["both", "original", "translation"])
def test_paragraphs_are_paired_whichever_side_points_to_the_other(side: str, tmp_path: Path) -> None:
    original = [("1", "#en.1"), ("2", "#en.2 #en.3"), ("3", "#en.4"), ("4", "#en.4"), ("5", "")]
    translation = [("1", "#zh.1"), ("2", "#zh.2"), ("3", "#zh.2"), ("4", "#zh.3 #zh.4"), ("5", "")]
    body = [
        _version(name, kind, told if side in ("both", kind) else [(n, "") for n, _ in told])
        for name, kind, told in (("zh", "original", original), ("en", "translation", translation))
    ]
    _render(tmp_path, ("a", _text("".join(body))))
    shown = [["zh.1", "en.1"], ["zh.2", "en.2 en.3"], ["zh.3 zh.4", "en.4"], ["", "en.5"], ["zh.5", ""]]
    assert _rows(tmp_path / "a.html") == shown


@pytest.mark.parametrize("by_way", [False, True])
def test_three_versions_stand_in_the_order_of_the_document_each_paragraph_once(by_way: bool, tmp_path: Path) -> None:
    """Whether the third points to the original, or to the second version only."""
    body = (
        _version("en", "translation", [("1", ""), ("2", ""), ("3", "")])
        + _version("zh", "original", [("1", "#en.1"), ("2", "#en.2")])
        + _version("de", "translation", [("1", "#en.1" if by_way else "#zh.1"), ("2", ""), ("3", "#zh.2")])
    )
    _render(tmp_path, ("a", _text(body)))
    rows = _rows(tmp_path / "a.html")
    assert ["zh.1", "en.1", "de.1"] in rows and ["zh.2", "en.2", "de.3"] in rows
    assert sorted(id_ for row in rows for cell in row for id_ in cell.split()) == sorted(
        f"{v}.{n}" for v, n in _PARAGRAPHS
    )


_PARAGRAPHS = [*((v, n) for v in ("de", "en") for n in "123"), ("zh", "1"), ("zh", "2")]


def test_an_id_of_the_text_is_its_own_whatever_the_page_calls_its_parts(tmp_path: Path) -> None:
    taken = ["main", "site-search", "notes", "note-1", "note-1-en", "emendations", "emendation-1", "emendation-1-call", "colophon",
             "layout-original", "mark-persName", "as-found", "card-p", "card-p-names", "p", "n"]  # fmt: skip
    said = "".join(f'<p xml:id="{id_}"><s xml:id="s-{id_}">So.</s></p>' for id_ in taken if id_ not in "pn")
    said += (
        '<p xml:id="en.1"><s xml:id="en.1.s1"><persName xml:id="en.1.n1" ref="#p">He</persName> said '
        '<choice xml:id="en.c"><sic>ti</sic><corr>it</corr></choice>.</s></p>'
    )
    stand_off = (
        '<listPerson><person xml:id="p"><persName xml:lang="en">Li</persName></person></listPerson><listAnnotation>'
        '<annotation xml:id="n" target="#en.1.n1"><note xml:lang="en">He did.</note></annotation></listAnnotation>'
    )
    body = f'{ORIGINAL}<div type="translation" xml:lang="en" xml:id="en">{said}</div>'
    _render(tmp_path, ("a", _text(body, stand_off)), ("b", _text(ORIGINAL)))
    page = html.parse(str(tmp_path / "a.html"))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert all(page.xpath("//p[@id = $id]", id=id_) for id_ in taken if id_ not in "pn")
    for link in page.xpath("//a/@href[starts-with(., '#')]"):
        assert link[1:] in ids, link
    assert page.xpath("//main/@id") == ["~main"] and page.xpath("//a[@class = 'skip']/@href") == ["#~main"]
    assert page.xpath("//a[@role = 'doc-noteref']/@href") == ["#~note-1"]
    assert page.xpath("//input[@name = 'layout']/@id")[2] == "~layout-original"


def test_a_register_leads_to_a_record_that_is_called_as_a_part_of_the_page(tmp_path: Path) -> None:
    people = "".join(
        f'<person xml:id="{id_}"><persName xml:lang="en">{id_}</persName></person>' for id_ in ("main", "q")
    )
    said = TRANSLATION.replace("Preface.", '<persName ref="#main">M</persName> <persName ref="#q">Q</persName>')
    _render(tmp_path, ("a", _text(ORIGINAL + said, f"<listPerson>{people}</listPerson>")))
    page = html.parse(str(tmp_path / "persons.html"))
    assert page.xpath("//li/@id") == ["main", "q"] and page.xpath("//main/@id") == ["~main"]


def test_records_whose_pages_are_one_file_on_some_disks_are_told_of(tmp_path: Path) -> None:
    people = "".join(
        f'<person xml:id="{id_}"><persName xml:lang="en">Li</persName></person>' for id_ in ("li", "LI", "lu")
    )
    said = TRANSLATION.replace("Preface.", '<persName ref="#li">Li</persName> <persName ref="#LI">Li</persName>')
    _, (found,) = _render(tmp_path, ("a", _text(ORIGINAL + said, f"<listPerson>{people}</listPerson>")))
    assert (found.code, found.severity) == ("W008", "warning")
    assert "names/li.html" in found.message and "names/LI.html" in found.message


def test_what_has_no_name_and_no_title_is_called_by_its_id(tmp_path: Path) -> None:
    stand_off = (
        '<listPerson><person xml:id="nobody"><persName xml:lang="en"> </persName><persName xml:lang="zh"/></person></listPerson>'
        '<listPlace><place xml:id="nowhere"><location><geo>39.9 116.4</geo></location></place></listPlace>'
    )
    said = TRANSLATION.replace(
        "Preface.", '<persName ref="#nobody">He</persName> <placeName ref="#nowhere">there</placeName>'
    )
    text = _text(ORIGINAL + said, stand_off).replace(b"A Meeting", b" ")
    _render(tmp_path, ("a", text), ("b", _text(ORIGINAL)))
    page = html.parse(str(tmp_path / "a.html"))
    assert page.xpath("//span[@class = 'persName']/@title") == ["nobody"]
    assert [name.text_content().strip() for name in page.xpath("//p[@class = 'names']")] == ["nobody", "nowhere"]
    assert page.findtext(".//h1//span").strip() == "a"
    for path in tmp_path.rglob("*.html"):
        page = html.parse(str(path))
        for link in page.xpath("//main//a[@href][not(@role) and not(*[local-name() = 'circle'])]"):
            assert link.text_content().strip() or link.get("class") == "where", f"{path}: {html.tostring(link)!r}"
        assert all(head.text_content().strip() for head in page.xpath("//h1|//h2|//h3")), path
        assert not page.findtext(".//title").startswith(" –"), path


def test_a_text_that_cannot_be_shown_leaves_nothing_of_it(tmp_path: Path) -> None:
    """The pages of the whole edition are made while others make those of the texts."""
    people = '<listPerson><person xml:id="gone"><persName xml:lang="en">Gone</persName></person></listPerson>'
    said = TRANSLATION.replace("Preface.", '<persName ref="#gone">Gone</persName>')
    bad = _text(ORIGINAL + said + "<p>Lost words.</p>", people)
    paths, (problem,) = _render(tmp_path, ("bad", bad), ("good", _text(ORIGINAL)))
    assert problem.code == "W001"
    assert {path for path in tmp_path.rglob("*") if path.is_file()} == set(paths)
    assert not [path for path in paths if "gone" in path.name or "bad" in path.name]


@pytest.mark.browser
def test_the_keyboard_enters_the_version_that_the_layout_shows_and_keeps_to_it(
    browser: Browser, tmp_path: Path
) -> None:
    again = TRANSLATION.replace("en.", "e2.").replace('xml:id="en"', 'xml:id="e2"').replace("They", "All")
    _render(tmp_path, ("a", _text(ORIGINAL + TRANSLATION + again)))
    page = browser.new_page()
    page.goto((tmp_path / "a.html").as_uri())
    page.keyboard.press("Tab")
    page.evaluate("document.getElementById('en.3.s1').focus()")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.id") == "en.3.s1"  # the last of its version, though another follows
    page.evaluate("document.querySelector('#layout-translation').click()")
    assert page.evaluate("document.querySelector('.s[tabindex=\"0\"]').id") == "en.1.s1"
    page.close()


@pytest.mark.browser
def test_arrows_point_where_one_goes_in_whichever_direction_the_page_runs(browser: Browser, tmp_path: Path) -> None:
    days = ("1959-01-13", "1959-01-14", "1959-01-15")
    _render(tmp_path, *((day, _text(ORIGINAL, when=day)) for day in days))
    page = browser.new_page()
    page.goto((tmp_path / f"{days[1]}.html").as_uri())
    turned = """() => [...document.querySelectorAll(".neighbours .arrow")].map(arrow => [
        getComputedStyle(arrow).transform,
        Math.sign(arrow.getBoundingClientRect().left - arrow.parentElement.querySelector("[data-l]").getBoundingClientRect().left)])"""
    assert page.evaluate(turned) == [["none", -1], ["none", 1]]
    page.evaluate("document.documentElement.dir = 'rtl'")
    assert page.evaluate(turned) == [["matrix(-1, 0, 0, 1, 0, 0)", 1], ["matrix(-1, 0, 0, 1, 0, 0)", -1]]
    page.close()


@pytest.mark.browser
def test_what_is_shown_is_chosen_though_the_text_has_the_id_of_the_choice(browser: Browser, tmp_path: Path) -> None:
    said = TRANSLATION.replace("en.1.s1", "layout-original").replace("en.3.s1", "my-layout-interlinear")
    _render(tmp_path, ("a", _text(ORIGINAL + said)))
    page = browser.new_page()
    page.goto((tmp_path / "a.html").as_uri())
    page.click(".display summary")
    assert page.is_visible("[id='zh.1']") and page.is_visible("[id='en.2']")
    for chosen, shown in (("original", "zh.1"), ("translation", "en.2")):
        page.click(f"label:has([id$=layout-{chosen}])", timeout=2000)
        assert [id_ for id_ in ("zh.1", "en.2") if page.is_visible(f"[id='{id_}']")] == [shown]
    page.reload()
    assert page.is_checked("[id='layout-translation']")
    page.close()
