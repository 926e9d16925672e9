"""The page of a text, as a reader uses it: layouts, lights, cards, values, notes, from a file and from a server."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from conftest import ROOT, served
from lxml import etree, html

from tei.model import Edition
from tei.names import TEI
from tei.render.site import render_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("reading")]

EDITION = Edition(title=(("en", "The Sample Edition"), ("zh-Hans", "样例版")))

#: Sentences 2:1 and 1:2, a bead over two paragraphs, a sentence without counterpart, notes in one language and in two.
TEXT = f"""<TEI xmlns="{TEI}"><teiHeader><fileDesc><titleStmt><title xml:lang="en">A Library</title><title xml:lang="zh-Hans">图书馆</title></titleStmt>
<editionStmt><edition n="1.0">1.0</edition></editionStmt><publicationStmt><publisher>P</publisher><date when="2026-11-23"/></publicationStmt>
<sourceDesc><biblStruct><monogr><title xml:lang="en">County News</title><imprint><date when="1959-01-13"/></imprint></monogr></biblStruct></sourceDesc></fileDesc></teiHeader>
<standOff>
  <listPerson><person xml:id="pers.li"><persName xml:lang="en">Li An</persName><persName xml:lang="zh-Hans">李安</persName><persName xml:lang="en" type="variant">Old Li</persName>
    <birth when="1900"/><idno type="wikidata">Q1</idno><idno type="viaf">2</idno><note xml:lang="en">Librarian.</note></person></listPerson>
  <listPlace><place xml:id="place.an"><placeName xml:lang="en">An County</placeName><placeName xml:lang="zh-Hans">安县</placeName></place></listPlace>
  <listAnnotation>
    <annotation target="#zh.1.1.s1 #en.1.1.s1"><note type="commentary" xml:lang="en">Said in English. {"And more of it. " * 20}</note><note type="commentary" xml:lang="zh-Hans">说以中文。</note></annotation>
    <annotation target="#zh.1.h1"><note type="editorial" xml:lang="en">On the head.</note></annotation>
    <annotation target="#zh.h1"><note type="editorial" xml:lang="en">On the title.</note></annotation>
  </listAnnotation>
</standOff><text><body>
<div type="translation" xml:lang="en" xml:id="en" corresp="#zh"><head type="title" xml:id="en.h1" corresp="#zh.h1">A Library</head>
  <div type="report" n="1" xml:id="en.1" corresp="#zh.1"><head type="supplied" xml:id="en.1.h1" corresp="#zh.1.h1"><supplied>Hall</supplied></head>
    <p xml:id="en.1.1" corresp="#zh.1.1"><s xml:id="en.1.1.s1" corresp="#zh.1.1.s1"><persName ref="#pers.li">Li An</persName> came on <date when="1959-01-12">the 12th</date>.</s> <s xml:id="en.1.1.s2" corresp="#zh.1.1.s1">He saw <placeName ref="#place.an">An</placeName>.</s> <s xml:id="en.1.1.s3" corresp="#zh.1.1.s2 #zh.1.1.s3">Two in <num value="3">three</num> <surplus xml:id="en.1.1.e1" resp="#ed">and </surplus>one.</s> <s xml:id="en.1.1.s4">Alone.</s></p>
    <p xml:id="en.1.2" corresp="#zh.1.2"><s xml:id="en.1.2.s1" corresp="#zh.1.2.s1">A half</s></p>
    <p xml:id="en.1.3" corresp="#zh.1.2"><s xml:id="en.1.3.s1" corresp="#zh.1.2.s1">and its other, in <date when="1959">1959</date>.</s></p></div></div>
<div type="original" xml:lang="zh-Hans" xml:id="zh" corresp="#en"><head type="title" xml:id="zh.h1" corresp="#en.h1">图<choice xml:id="zh.h1.e1"><sic>书官</sic><corr resp="#ed">书馆</corr></choice></head>
  <div type="report" n="1" xml:id="zh.1" corresp="#en.1"><head xml:id="zh.1.h1" corresp="#en.1.h1">馆</head>
    <p xml:id="zh.1.1" corresp="#en.1.1"><s xml:id="zh.1.1.s1" corresp="#en.1.1.s1 #en.1.1.s2"><persName ref="#pers.li">李安</persName><date when="1959-01-12">12日</date>来。</s><s xml:id="zh.1.1.s2" corresp="#en.1.1.s3">其一，</s><s xml:id="zh.1.1.s3" corresp="#en.1.1.s3">其二<supplied xml:id="zh.1.1.e2" resp="#ed">也</supplied>。</s></p>
    <p xml:id="zh.1.2" corresp="#en.1.2 #en.1.3"><s xml:id="zh.1.2.s1" corresp="#en.1.2.s1 #en.1.3.s1"><persName ref="#pers.li">老李</persName>一段。</s></p></div></div>
</body></text></TEI>"""

#: What the interlinear layout has to make of it: beads, each a list of lines, each a list of sentences.
BEADS = [
    [["zh.1.1.s1"], ["en.1.1.s1", "en.1.1.s2"]],
    [["zh.1.1.s2", "zh.1.1.s3"], ["en.1.1.s3"]],
    [["en.1.1.s4"]],
    [["zh.1.2.s1"], ["en.1.2.s1", "en.1.3.s1"]],
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The text, and the sample."""
    out = tmp_path_factory.mktemp("reading")
    (sample,) = sorted((ROOT / "editions" / "peoples-daily" / "tei").glob("*.xml"))
    found, findings = render_site(
        [("library", TEXT.encode()), ("sample", sample.read_bytes())], out, edition=EDITION, workers=1
    )
    assert found and findings == []
    return out


@pytest.fixture(scope="module", params=["file", "http"])
def root(request: pytest.FixtureRequest, site: Path) -> Iterator[str]:
    """The address of the site: as files, and served."""
    if request.param == "file":
        yield site.as_uri()
        return
    with served(site) as address:
        yield address


Opener = Callable[..., "Page"]


@pytest.fixture
def reader(browser: Browser, root: str) -> Iterator[Opener]:
    """Opens a page; what goes wrong in it fails the test."""
    contexts, trouble = [], []

    def opened(
        page: str = "library.html", width: int = 1200, scheme: Any = "light", script: bool = True, before: str = ""
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            color_scheme=scheme,
            reduced_motion="reduce",
            java_script_enabled=script,
            has_touch=width < 500,
            locale="en-GB",
        )
        contexts.append(context)
        if before:
            context.add_init_script(before)
        found = context.new_page()
        found.on("pageerror", lambda error: trouble.append(str(error)))
        found.on("console", lambda message: trouble.append(message.text) if _serious(message) else None)
        found.goto(f"{root}/{page}")
        return found

    yield opened
    for context in contexts:
        context.close()
    assert trouble == []


def _serious(message: ConsoleMessage) -> bool:
    """Browsers ask servers for an icon that nobody spoke of."""
    return message.type == "error" and not message.location["url"].endswith("/favicon.ico")


def _choose(page: Page, *inputs: str) -> None:
    page.click(".display summary")
    for each in inputs:
        page.click(f"#{each}")
    page.click(".display summary")


def _ids(page: Page) -> list[str]:
    return list(page.evaluate("[...document.querySelectorAll('[id]')].map(node => node.id)"))


def _text(page: Page) -> str:
    words = page.evaluate("[...document.querySelectorAll('.parallel .s')].map(s => s.textContent).sort().join('|')")
    return str(words)


def _shown(page: Page, *ids: str) -> list[bool]:
    return [page.locator(f"[id='{each}']").is_visible() for each in ids]


# Layouts


@pytest.mark.parametrize("width", [360, 768, 1440])
@pytest.mark.parametrize("script", [True, False])
def test_one_version_or_both_can_be_read_alone_with_and_without_scripts(
    reader: Opener, width: int, script: bool
) -> None:
    page = reader(width=width, script=script)
    indent = "id => parseFloat(getComputedStyle(document.getElementById(id)).textIndent)"
    assert _shown(page, "zh.1.1.s1", "en.1.1.s1") == [True, True]
    assert page.evaluate(indent, "zh.1.1") == 0
    _choose(page, "layout-original")
    assert _shown(page, "zh.1.1.s1", "en.1.1.s1", "zh.h1", "en.h1") == [True, False, True, False]
    assert page.evaluate(indent, "zh.1.1") > 30
    _choose(page, "layout-translation")
    assert _shown(page, "zh.1.1.s1", "en.1.1.s1", "zh.1.h1", "en.1.h1") == [False, True, False, True]
    assert page.locator("#layout-interlinear").is_visible() is False
    page.click(".display summary")
    assert page.locator("#layout-interlinear").is_visible() is script


@pytest.mark.parametrize("width", [360, 1440])
def test_sentences_stand_under_their_counterparts_and_nothing_is_copied(reader: Opener, width: int) -> None:
    page = reader(width=width)
    ids, text, whole = sorted(_ids(page)), _text(page), page.inner_html(".report")
    _choose(page, "layout-interlinear")
    found = page.evaluate("""[...document.querySelectorAll('.bead')].map(bead => [...bead.children].map(line =>
      [...line.querySelectorAll('.s')].map(s => s.id)))""")
    assert found == BEADS
    assert sorted(_ids(page)) == ids and _text(page) == text
    tops = [page.locator(f"[id='{each}']").bounding_box()["y"] for each in ("zh.1.1.s1", "en.1.1.s1", "zh.1.1.s2")]  # type: ignore[index]
    assert tops == sorted(tops)
    heads = [page.locator(f"[id='{each}']").bounding_box() for each in ("zh.1.h1", "en.1.h1")]
    assert heads[0] and heads[1] and heads[0]["x"] == heads[1]["x"] and heads[0]["y"] < heads[1]["y"]
    assert page.evaluate("document.querySelector('[id=\"en.1.1.s1\"]').closest('[lang]').lang") == "en"
    _choose(page, "layout-parallel")
    assert page.evaluate("document.querySelectorAll('.line, .beads, .arranged').length") == 0
    if width < 1000:  # where no notes are moved
        assert page.inner_html(".report") == whole


def test_the_choice_is_kept_from_text_to_text(reader: Opener, root: str) -> None:
    page = reader()
    _choose(page, "layout-interlinear", "mark-persName", "as-found")
    page.goto(f"{root}/sample.html")
    assert page.locator(".bead").count() > 50
    assert page.evaluate("document.querySelector('#mark-persName').checked") is False
    assert page.evaluate("document.querySelector('#as-found').checked") is True


@pytest.mark.parametrize(
    "before",
    [
        "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }});",
        "try { localStorage.setItem('tei.display', '{not json'); } catch {}",
        "try { localStorage.setItem('tei.display', 'null'); } catch {}",
    ],
    ids=["refused", "broken", "null"],
)
def test_a_browser_that_keeps_nothing_or_nonsense_disturbs_no_one(reader: Opener, before: str) -> None:
    page = reader(before=before)
    _choose(page, "layout-original")
    assert _shown(page, "zh.1.1.s1", "en.1.1.s1") == [True, False]


def test_the_panel_is_left_by_escape_and_by_a_click_beside_it(reader: Opener) -> None:
    page = reader()
    for leave in (lambda: page.keyboard.press("Escape"), lambda: page.mouse.click(5, 5)):
        page.focus(".display summary")
        page.keyboard.press("Enter")
        assert page.locator("#layout-parallel").is_visible()
        page.keyboard.press("Tab")
        leave()
        assert not page.locator("#layout-parallel").is_visible()


def test_a_change_of_layout_keeps_the_place(reader: Opener) -> None:
    page = reader("sample.html")
    page.evaluate("document.getElementById('zh.2.2').scrollIntoView()")
    page.click(".display summary")
    top = "document.getElementById('zh.2.2').closest('.row').getBoundingClientRect().top"
    before = page.evaluate(top)
    for layout in ("interlinear", "translation", "parallel"):
        page.click(f"#layout-{layout}")
        assert abs(page.evaluate(top) - before) < 40, layout


def test_on_a_phone_the_pairs_stack_and_nothing_hangs_out(reader: Opener) -> None:
    page = reader("sample.html", width=360)
    for layout in ("parallel", "interlinear", "original", "translation"):
        _choose(page, f"layout-{layout}")
        assert page.evaluate("document.documentElement.scrollWidth") == 360, layout


# Light and citing


def test_an_address_lights_its_sentence_below_the_bar_even_in_a_layout_without_it(reader: Opener, root: str) -> None:
    page = reader("sample.html")
    page.goto(f"{root}/sample.html#zh.3.2.s1")
    bar = page.locator(".guide").bounding_box()
    sentence = page.locator("[id='zh.3.2.s1']").bounding_box()
    assert bar and sentence and bar["y"] + bar["height"] <= sentence["y"] < 400
    assert page.locator("[id='en.3.2.s1']").evaluate("node => node.matches('.lit')")
    _choose(page, "layout-translation")
    page.goto(f"{root}/index.html")
    page.goto(f"{root}/sample.html#zh.3.2.s1")
    other = page.locator("[id='en.3.2.s1']").bounding_box()
    assert other and 0 < other["y"] < 400


def test_a_kept_sentence_can_be_cited(reader: Opener) -> None:
    page = reader(before="navigator.clipboard.writeText = text => { window.copied = text; return Promise.resolve(); };")
    page.click("[id='zh.1.1.s3']")
    page.click(".passage .address")
    assert page.evaluate("window.copied") == page.url and page.url.endswith("/library.html#zh.1.1.s3")
    page.click(".passage .cite")
    copied = page.evaluate("window.copied")
    assert copied.startswith("“A Library”, County News, 13 January 1959. The Sample Edition, version 1.0")
    assert copied.endswith(", zh.1.1.s3.")
    assert page.inner_text(".passage [role=status]") == "Copied"
    page.click("[id='zh.1.1.s3']")
    assert not page.locator(".passage").is_visible()


def test_without_leave_to_copy_the_words_are_selected(reader: Opener) -> None:
    page = reader(before="navigator.clipboard.writeText = () => Promise.reject(new Error('no'));")
    page.click("[id='zh.1.1.s3']")
    page.click(".passage .address")
    page.wait_for_selector(".passage input", state="visible")
    assert page.evaluate("getSelection().toString() || document.activeElement.value") == page.url
    assert page.evaluate("document.activeElement.selectionEnd") == len(page.url)


def test_the_keyboard_keeps_a_sentence_cites_it_and_returns(reader: Opener) -> None:
    page = reader()
    page.keyboard.press("Tab")
    page.evaluate("document.getElementById('zh.1.1.s2').focus()")
    page.keyboard.press("Enter")
    assert page.url.endswith("#zh.1.1.s2")
    assert page.evaluate("document.activeElement.closest('.passage') !== null")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "zh.1.1.s2"
    assert not page.locator(".passage").is_visible()


def test_a_tap_offers_the_same(reader: Opener) -> None:
    page = reader(width=360)
    page.tap("[id='en.1.1.s4']")
    assert page.locator(".passage .cite").is_visible()
    page.tap(".passage .close")
    assert not page.locator(".passage").is_visible()


def test_arrows_pass_over_what_the_layout_hides_and_work_between_the_lines(reader: Opener) -> None:
    page = reader()
    _choose(page, "layout-original")
    page.evaluate("document.getElementById('zh.1.1.s2').focus()")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.id") == "zh.1.1.s2"
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.id") == "zh.1.1.s3"
    _choose(page, "layout-interlinear")
    page.evaluate("document.getElementById('zh.1.1.s3').focus()")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.id") == "en.1.1.s3"


# Names


def test_a_name_opens_its_card_and_escape_leads_back(reader: Opener) -> None:
    page = reader()
    page.evaluate("document.querySelector('[id=\"zh.1.1.s1\"] .persName a').focus()")
    page.keyboard.press("Enter")
    card = page.locator("[id='card-pers.li']")
    assert card.is_visible() and page.evaluate("document.activeElement.id") == "card-pers.li"
    words = card.inner_text()
    for each in ("person", "Wikidata Q1", "VIAF 2", "Li An", "李安", "also Old Li", "Librarian.", "* 1900"):
        assert each in words
    links = card.evaluate("card => [...card.querySelectorAll('a')].map(a => a.getAttribute('href'))")
    assert links == [
        "https://www.wikidata.org/wiki/Q1",
        "https://viaf.org/viaf/2",
        "#zh.1.2.s1",
        "#en.1.1.s1",
        "names/pers.li.html",
    ]
    for _ in range(len(links) + 1):  # the button that closes it, and the links
        page.keyboard.press("Tab")
        assert card.evaluate("card => card.contains(document.activeElement)")
    page.keyboard.press("Tab")
    page.wait_for_timeout(50)
    after = "document.activeElement.closest('.parallel') && document.activeElement.textContent"
    assert not card.is_visible() and page.evaluate(after) not in (None, "李安")
    page.locator("[id='zh.1.1.s1'] .persName a").press("Enter")
    card.locator("button").click()
    assert not card.is_visible() and page.evaluate("document.activeElement.textContent") == "李安"
    page.keyboard.press("Enter")
    assert card.locator(".side > span").all_inner_texts() == ["中文", "English"]
    page.keyboard.press("Escape")
    assert not card.is_visible()
    assert page.evaluate("document.activeElement.textContent") == "李安"


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (768, "light"), (1440, "dark")])
def test_a_card_lies_within_the_window_and_its_places_lead_on(reader: Opener, width: int, scheme: str) -> None:
    page = reader(width=width, scheme=scheme)
    page.locator("[id='en.1.1.s1'] a", has_text="Li An").click()
    card = page.locator("[id='card-pers.li']")
    box = card.bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= width and box["y"] + box["height"] <= 801
    card.locator("a", has_text="1.2.s1").click()
    assert page.url.endswith("#zh.1.2.s1") and not card.is_visible()
    assert page.locator("[id='zh.1.2.s1']").evaluate("node => node.matches('.lit')")


def test_without_scripts_a_name_leads_to_its_page(site: Path, reader: Opener) -> None:
    page = reader(script=False)
    assert not page.locator(".card").first.is_visible()
    page.locator("[id='en.1.1.s1'] a", has_text="Li An").click()
    assert page.url.endswith("/names/pers.li.html") and (site / "names" / "pers.li.html").is_file()


@pytest.mark.parametrize("script", [True, False])
def test_each_kind_of_name_is_marked_or_not(reader: Opener, script: bool) -> None:
    page = reader(script=script)
    assert page.locator(".display input[id^=mark-]").count() == 2  # of what the text has records of
    line = "node => getComputedStyle(node).textDecorationLine"
    _choose(page, "mark-persName")
    assert page.locator(".s .persName").first.evaluate(line) == "none"
    assert page.locator(".s .placeName").first.evaluate(line) == "underline"


# Dates, numbers, emendations


def test_the_value_of_a_date_or_number_shows_under_the_pointer_with_focus_and_after_a_tap(reader: Opener) -> None:
    page = reader()
    tip = page.locator(".tip")
    page.hover("[id='zh.1.1.s1'] time")
    assert tip.inner_text() == "1959年1月12日" and tip.get_attribute("lang") == "zh-Hans"
    page.mouse.move(3, 3)
    assert not tip.is_visible()
    page.focus("[id='en.1.1.s3'] data")
    assert tip.inner_text() == "3"
    assert page.locator("[id='en.1.1.s3'] data").get_attribute("aria-describedby") == "tip"
    page.keyboard.press("Escape")
    assert not tip.is_visible()
    page = reader(width=360)
    page.tap("[id='en.1.1.s1'] time")
    assert page.locator(".tip").inner_text() == "12 January 1959"


def test_a_value_that_the_text_says_itself_is_no_sign(site: Path) -> None:
    page = html.document_fromstring((site / "library.html").read_bytes())
    assert page.xpath("//time[. = '1959']/@title") == []
    assert page.xpath("//time[. = 'the 12th']/@title") == ["12 January 1959"]


@pytest.mark.parametrize("script", [True, False])
def test_the_text_as_found_and_the_text_as_read(reader: Opener, script: bool) -> None:
    page = reader(script=script)
    readings = ("#zh\\.h1 .sic", "#zh\\.h1 .corr", "#en\\.1\\.1\\.e1 .sic", "#zh\\.1\\.1\\.e2 .corr")
    assert [page.locator(each).is_visible() for each in readings] == [False, True, False, True]
    _choose(page, "as-found")
    assert [page.locator(each).is_visible() for each in readings] == [True, False, True, False]
    assert page.locator(".emendations tbody").inner_text().count("书馆") == 1  # both stay in the list
    page.emulate_media(media="print")
    assert page.locator(".emendations tbody").is_visible() and page.locator("#zh\\.h1 .sic").is_visible()


# Notes


@pytest.mark.parametrize("layout", ["parallel", "interlinear", "original", "translation"])
def test_notes_stand_beside_their_row_without_overlap(reader: Opener, layout: str) -> None:
    page = reader("sample.html", width=1440)
    _choose(page, f"layout-{layout}")
    rows = page.evaluate("""[...document.querySelectorAll('.parallel .beside')].map(list => [list, list.parentElement,
      ...list.children].map(node => node.getBoundingClientRect()).map(box => [box.left, box.top, box.right, box.bottom]))""")
    assert len(rows) > 15 and sum(len(row) - 2 for row in rows) > 40
    last = 0.0
    for _, outer, *notes in rows:
        for left, top, right, bottom in notes:
            assert top >= last - 1 and bottom > top and outer[1] - 1 <= top and bottom <= outer[3] + 1
            assert outer[0] < left < right <= 1440
            last = bottom
    texts = page.evaluate("""[...document.querySelectorAll('.parallel .row > :is(.cell, .beads)')]
      .map(cell => [cell.getBoundingClientRect().right, cell.closest('.row').querySelector('.beside')])
      .filter(pair => pair[1]).map(pair => [pair[0], pair[1].getBoundingClientRect().left])""")
    assert texts and all(right <= left for right, left in texts)


def test_notes_are_below_where_it_is_narrow_and_move_with_the_window_and_to_paper(reader: Opener) -> None:
    page = reader(width=1440)
    count = page.locator(".note").count()
    assert page.locator(".beside .note").count() == count == 3
    assert [page.locator(f"#note-{n}").evaluate("n => n.closest('.titles, .row').className") for n in (1, 2, 3)] == [
        "titles",
        "row",
        "row",
    ]
    assert page.locator(".elsewhere").is_visible()
    page.set_viewport_size({"width": 1200, "height": 800})
    page.wait_for_selector(".beside", state="detached")
    assert page.locator(".notes ol > li").count() == 3
    assert page.evaluate("[...document.querySelectorAll('.notes li')].map(li => li.id)") == [
        f"note-{n}" for n in (1, 2, 3)
    ]
    page.set_viewport_size({"width": 1440, "height": 800})
    page.wait_for_selector(".beside")
    page.emulate_media(media="print")
    page.wait_for_selector(".beside", state="detached")
    assert not page.locator(".guide").is_visible() and page.locator("#note-1").is_visible()


def test_beside_the_text_a_note_opens_from_its_call_and_leads_back(reader: Opener) -> None:
    page = reader(width=1440)
    note = page.locator("#note-3")
    assert "说以中文" not in note.inner_text() and note.locator(".whole").inner_text() == "more"
    height = note.bounding_box()["height"]  # type: ignore[index]
    page.keyboard.press("Tab")
    page.evaluate("document.getElementById('note-3-en').focus()")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "note-3" and page.url.endswith("#note-3")
    assert "说以中文" in note.inner_text() and note.bounding_box()["height"] > height  # type: ignore[index]
    back = note.locator("[role=doc-backlink]")
    assert back.evaluate_all("links => links.map(a => a.getAttribute('href'))") == ["#note-3-zh", "#note-3-en"]
    back.last.press("Enter")
    assert page.url.endswith("#note-3-en")
    note.locator(".whole").click()
    assert note.locator(".whole").get_attribute("aria-expanded") == "false"
    assert "说以中文" not in note.inner_text()


@pytest.mark.parametrize("width", [360, 1200, 1440])
def test_a_call_leads_to_its_note_and_back_returns(browser: Browser, site: Path, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto((site / "sample.html").as_uri())
    calls = page.locator(".parallel .call:visible")
    for at in (0, calls.count() // 2, calls.count() - 1):
        calls.nth(at).scroll_into_view_if_needed()
        place = page.evaluate("scrollY")
        calls.nth(at).click()
        page.wait_for_url("**#*")
        page.wait_for_timeout(50)
        note = page.locator(page.evaluate("location.hash"))
        assert 0 <= note.bounding_box()["y"] < 760, at  # type: ignore[index]
        page.go_back()
        page.wait_for_timeout(200)
        assert "#" not in page.url and abs(page.evaluate("scrollY") - place) < 300
    page.keyboard.press("End")
    page.wait_for_timeout(200)
    assert page.evaluate("innerHeight + scrollY > document.documentElement.scrollHeight - 2")
    page.close()


def test_what_is_copied_has_no_calls_and_letters_in_it(reader: Opener) -> None:
    page = reader()
    page.evaluate("getSelection().selectAllChildren(document.getElementById('en.1.1'))")
    assert page.evaluate("getSelection().toString()").split() == (
        "Li An came on the 12th. He saw An. Two in three one. Alone.".split()
    )


def test_colours_of_the_system_show_the_light_and_the_language(browser: Browser, site: Path) -> None:
    page = browser.new_page(forced_colors="active", locale="en-GB")
    page.goto(f"{(site / 'library.html').as_uri()}#zh.1.1.s1")
    outline = "selector => getComputedStyle(document.querySelector(selector)).outlineStyle"
    assert page.evaluate(outline, ".lit:not(.counterpart)") == "solid"
    assert page.evaluate(outline, ".counterpart") == "dashed"
    chosen = "[...document.querySelectorAll('.interface button')].map(each => getComputedStyle(each).borderBottomStyle)"
    assert page.evaluate(chosen) == ["solid", "none"]
    page.close()


@pytest.mark.parametrize("script", [True, False])
def test_calls_and_notes_have_their_roles(reader: Opener, script: bool) -> None:
    page = reader(script=script)
    assert page.locator("[role=doc-endnotes] li").count() == 3
    assert page.locator("[role=doc-noteref]").count() == page.locator("[role=doc-backlink][href^='#note']").count() == 4


# The page as a whole


def test_the_interface_speaks_chinese_everywhere(reader: Opener) -> None:
    page = reader(width=1440)
    page.click("[data-language=zh]")
    page.wait_for_selector("html[lang=zh]")
    page.click(".display summary")
    assert "左右对照" in page.inner_text(".display form") and "As" not in page.inner_text(".display form")
    assert "说以中文" in page.inner_text("#note-3")  # the note in the language of the interface
    assert page.inner_text("#emendations") == "校勘记"
    page.evaluate("document.querySelector('.s .persName a').click()")
    assert "人物" in page.inner_text("[id='card-pers.li']")


def test_the_page_is_light(site: Path) -> None:
    assert len(gzip.compress((site / "sample.html").read_bytes(), 9)) <= 60_000
    loaded = [site / "assets" / name for name in ("site.css", "site.js")]
    assert sum(len(gzip.compress(path.read_bytes(), 9)) for path in loaded) <= 30_000


def test_each_record_is_in_the_page_once_and_no_style_or_handler_is(site: Path) -> None:
    page = html.document_fromstring((site / "sample.html").read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
    records = etree.parse(next((ROOT / "editions" / "peoples-daily" / "tei").glob("*.xml"))).xpath(
        "//t:standOff/*/t:*[self::t:person or self::t:place or self::t:org or self::t:event or self::t:bibl]/@xml:id",
        namespaces={"t": TEI},
    )
    assert sorted(page.xpath("//*[@class = 'card']/@id")) == sorted(f"card-{each}" for each in records)
    assert page.xpath("//@style | //@*[starts-with(name(), 'on')]") == []
