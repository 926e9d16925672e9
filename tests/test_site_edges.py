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


def test_a_date_far_away_makes_no_huge_timeline(tmp_path: Path) -> None:
    said = TRANSLATION.replace("Preface.", '<date when="999999">far</date> <date when="999999999">farther</date>')
    _render(tmp_path, ("a", _text(ORIGINAL + said)))
    assert (tmp_path / "timeline.html").stat().st_size < 100_000


def test_words_outside_of_the_versions_stop_the_text(tmp_path: Path) -> None:
    _, (problem,) = _render(tmp_path, ("a", _text("<p>Lost words.</p>")), ("b", _text(ORIGINAL)))
    assert problem.code == "W001" and problem.file == "a"


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
