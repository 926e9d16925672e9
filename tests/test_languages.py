"""The interface in the reader's language: words, attributes and dates; a language is one file."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT
from lxml import etree, html

import tei.data
from tei.model import Edition
from tei.render.site import languages, render_site
from tei.render.site.frame import Frame
from tei.render.xslt import catalogues

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

EDITION = Edition(title=(("en", "The Sample"), ("zh-Hans", "样例")))
FRAME = Frame(tuple(EDITION.title))
NS = 'xmlns="http://www.tei-c.org/ns/1.0"'
HEADER = (
    '<teiHeader><fileDesc><titleStmt><title xml:lang="en">A</title><respStmt><resp xml:lang="en">edited by</resp>'
    '<resp xml:lang="zh-Hans">整理</resp><persName>Ann</persName></respStmt></titleStmt><sourceDesc><biblStruct><monogr>'
    '<title level="j" xml:lang="en">County News</title><title level="j" xml:lang="zh-Hans">县报</title>'
    '<imprint><date when="1959-01-13"/></imprint></monogr></biblStruct></sourceDesc></fileDesc></teiHeader>'
)
TEXT = (
    f'<TEI {NS}>{HEADER}<standOff><linkGrp type="alignment" subtype="sentence"><link type="1-1" cert="low" target="#en.1.s1 #zh.1.s1"/></linkGrp></standOff>'
    '<text><body><div type="original" xml:lang="zh-Hans" xml:id="zh"><p xml:id="zh.1"><s xml:id="zh.1.s1" corresp="#en.1.s1">正文。</s></p></div>'
    '<div type="translation" xml:lang="en" xml:id="en"><p xml:id="en.1"><s xml:id="en.1.s1" corresp="#zh.1.s1">Text.</s></p></div></body></text></TEI>'
).encode()
GERMAN = '<labels xml:lang="de"><label n="texts">Texte &amp; “&lt;b&gt;”</label><label n="navigation">Ausgabe</label></labels>'


def _render(out: Path, overrides: Path | None = None) -> Path:
    _, findings = render_site([("a", TEXT), ("b", TEXT)], out, edition=EDITION, overrides=overrides, workers=1)
    assert findings == []
    return out


def _own(folder: Path, **files: str) -> Path:
    (folder / "labels").mkdir(parents=True)
    for language, text in files.items():
        (folder / "labels" / f"{language}.xml").write_text(text, "utf-8")
    return folder


def _words(site: Path, language: str) -> dict[str, str]:
    script = (site / f"assets/ui.{language}.js").read_text("utf-8")
    told = re.fullmatch(r'\(self\.teiWords\?\?=\{\}\)\["(\w+)"\]=(\{.*\});\n', script)
    assert told and told[1] == language
    found: dict[str, str] = json.loads(told[2])
    return found


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _render(tmp_path_factory.mktemp("languages"))


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("german")
    return _render(folder / "site", _own(folder / "xslt", de=GERMAN))


def test_there_is_a_script_of_words_for_every_catalogue(site: Path) -> None:
    assert sorted(path.name for path in site.glob("assets/ui.*.js")) == ["ui.en.js", "ui.zh.js"]
    assert _words(site, "zh")["texts"] == "文本" and _words(site, "en")["texts"] == "Texts"


def test_every_word_that_pages_name_is_in_every_catalogue(site: Path) -> None:
    pages = [html.parse(path).getroot() for path in sorted(site.rglob("*.html"))]
    marks = "//@*[name() = 'data-l' or starts-with(name(), 'data-l-')][name() != 'data-l-date']"
    named = {str(name) for page in pages for name in page.xpath(marks)}
    assert {"texts", "navigation", "interface", "alignment"} <= named
    for language in ("en", "zh"):
        assert named <= set(_words(site, language)), language


def test_the_catalogues_have_no_word_twice() -> None:
    for path in catalogues():
        names = [label.get("n") for label in etree.parse(path).getroot().iter("label")]
        assert sorted(names, key=str) == sorted(set(names), key=str), path.name


def test_a_third_language_is_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "xslt", tmp_path / "xslt")
    (tmp_path / "xslt/common/labels/de.xml").write_text(GERMAN, "utf-8")
    monkeypatch.setattr(tei.data, "_PACKAGE", tmp_path / "tei")
    site = _render(tmp_path / "site")
    assert _words(site, "de")["texts"] == "Texte & “<b>”"
    assert _words(site, "de")["introduction"] == "Introduction"  # what a catalogue lacks is said in English
    buttons = html.parse(site / "a.html").getroot().xpath("//button[@data-language]")
    assert [(b.get("lang"), b.text_content().strip()) for b in buttons] == [
        ("de", "Deutsch"),
        ("en", "English"),
        ("zh", "中文"),
    ]
    frame = Frame((("de-AT", "Das Muster"),))
    assert frame.language == "de" and languages.catalogue(frame, "de")["navigation"] == "Ausgabe"


def test_an_edition_adds_a_language_and_replaces_words_by_its_own_catalogues(tmp_path: Path) -> None:
    site = _render(
        tmp_path / "site",
        _own(tmp_path / "xslt", de=GERMAN, en='<labels xml:lang="en"><label n="texts">Articles</label></labels>'),
    )
    assert _words(site, "de")["texts"].startswith("Texte") and _words(site, "en")["texts"] == "Articles"
    page = html.parse(site / "a.html").getroot()
    assert page.xpath("string(//*[@data-l = 'texts'])") == "Articles"
    assert page.xpath("string(//*[@data-l = 'skip'])") == "Skip to the text"


# In a browser


def _open(browser: Browser, path: Path, locale: str = "en-GB", script: bool = True) -> Page:
    page = browser.new_context(locale=locale, java_script_enabled=script).new_page()
    page.goto(path.as_uri(), wait_until="networkidle")
    return page


def _first_tab(page: Page) -> str:
    return page.locator(".banner nav li").first.inner_text().strip()


def _choose(page: Page, language: str) -> None:
    page.click(f"[data-language={language}]")
    page.wait_for_selector(f"html[lang={language}]")


@pytest.mark.browser
class TestInABrowser:
    def test_a_reader_chooses_the_language_and_returns(self, browser: Browser, site: Path) -> None:
        page = _open(browser, site / "a.html")
        text = page.inner_text("#zh\\.1")
        _choose(page, "zh")
        assert _first_tab(page) == "文本"
        assert page.get_attribute(".banner nav", "aria-label") == "版本导航"
        assert page.locator("[aria-pressed=true]").all_inner_texts() == ["中文"]
        assert page.inner_text("#zh\\.1") == text and page.inner_text("#en\\.1\\.s1") == "Text."
        _choose(page, "en")
        assert _first_tab(page) == "Texts" and page.get_attribute(".banner nav", "aria-label") == "Edition"
        page.context.close()

    def test_what_the_header_says_in_both_is_said_in_the_readers(self, browser: Browser, site: Path) -> None:
        page = _open(browser, site / "a.html")
        facts = page.locator("dl.colophon")
        assert "Edited by" in facts.inner_text() and "County News, 13 January 1959" in facts.inner_text()
        _choose(page, "zh")
        assert "整理" in facts.inner_text() and "Edited by" not in facts.inner_text()
        assert "《县报》1959年1月13日" in facts.inner_text() and "County News" not in facts.inner_text()
        editor = page.locator("dl.colophon dd", has_text="Ann")
        assert editor.get_attribute("lang") == "en"  # as everything that the page says in its own language
        _choose(page, "en")
        assert "Edited by" in facts.inner_text()
        page.context.close()

    def test_the_choice_holds_on_the_next_page(self, browser: Browser, site: Path) -> None:
        page = _open(browser, site / "a.html")
        _choose(page, "zh")
        page.goto((site / "index.html").as_uri(), wait_until="networkidle")
        assert _first_tab(page) == "文本"
        page.context.close()

    def test_a_first_visit_speaks_the_language_of_the_browser_if_it_can(self, browser: Browser, site: Path) -> None:
        for locale, said in (("zh-CN", "文本"), ("en-US", "Texts"), ("fi-FI", "Texts")):
            page = _open(browser, site / "a.html", locale)
            assert _first_tab(page) == said, locale
            page.context.close()

    def test_no_words_are_loaded_while_the_page_says_its_own(self, browser: Browser, site: Path) -> None:
        page = browser.new_context(locale="en-GB").new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto((site / "a.html").as_uri(), wait_until="networkidle")
        assert asked and not [url for url in asked if "/ui." in url]
        page.context.close()

    def test_without_scripts_there_is_no_choice_and_no_empty_place(self, browser: Browser, site: Path) -> None:
        page = _open(browser, site / "a.html", "zh-CN", script=False)
        assert _first_tab(page) == "Texts" and not page.locator(".interface").is_visible()
        page.context.close()

    def test_dates_are_said_as_precisely_as_they_are_known(self, browser: Browser, site: Path) -> None:
        page = _open(browser, site / "a.html")
        for moment in ("1959-01-13", "1959-01", "1959", "0221-01-01", "-0475"):
            page.evaluate(
                """moment => { const time = document.createElement("time"); time.dateTime = moment; time.dataset.lDate = "";
                time.className = "mine"; time.textContent = moment; document.querySelector("main").append(time); }""",
                moment,
            )
        said = "[...document.querySelectorAll('.mine')].map(time => time.textContent)"
        _choose(page, "zh")
        assert page.evaluate(said) == ["1959年1月13日", "1959年1月", "1959年", "221年1月1日", "-0475"]
        _choose(page, "en")
        assert page.evaluate(said) == ["13 January 1959", "January 1959", "1959", "1 January 221", "-0475"]
        page.context.close()

    def test_what_scripts_add_later_is_translated_too(self, browser: Browser, site: Path) -> None:
        page = _open(browser, site / "a.html", "zh-CN")
        page.evaluate("""() => { const div = document.createElement("div"); div.innerHTML =
          '<i data-l="skip" data-l-title="texts" lang="en">x</i>'; document.body.append(div); }""")
        page.wait_for_selector("i[data-l]:text('跳至正文')")
        assert page.evaluate("(e => [e.textContent, e.title, e.lang])(document.querySelector('i[data-l]'))") == [
            "跳至正文",
            "文本",
            "zh",
        ]
        page.context.close()

    def test_words_of_a_catalogue_are_text_and_never_markup(self, browser: Browser, german: Path) -> None:
        page = _open(browser, german / "a.html", "de-DE")
        assert _first_tab(page) == "Texte & “<b>”"
        assert page.get_attribute("html", "lang") == "de"
        page.context.close()

    def test_the_keyboard_reaches_the_choice(self, browser: Browser, site: Path) -> None:
        page = _open(browser, site / "a.html")
        for _ in range(30):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.dataset.language") == "zh":
                break
        page.keyboard.press("Enter")
        page.wait_for_selector("html[lang=zh]")
        page.context.close()
