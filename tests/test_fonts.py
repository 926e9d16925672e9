"""The Chinese font of a site: exactly the characters of its pages, dealt out so that a page loads few of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from fontTools.pens.recordingPen import RecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

from tei.model import Edition
from tei.render.site import fonts, languages, render_site
from tei.render.site.frame import Frame
from tei.render.site.leaf import Leaf, Passage, Side
from tei.report import TeiError

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

EDITION = Edition(title=(("en", "The Sample"), ("zh-Hans", "样例")))
FIRST = fonts.FIRST
NS = 'xmlns="http://www.tei-c.org/ns/1.0"'
HEADER = '<teiHeader><fileDesc><titleStmt><title xml:lang="en">A</title></titleStmt></fileDesc></teiHeader>'


def _text(chinese: str) -> bytes:
    return (
        f'<TEI {NS}>{HEADER}<text><body><div type="original" xml:lang="zh-Hans" xml:id="zh"><p xml:id="zh.1"><s xml:id="zh.1.s1">{chinese}</s></p></div>'
        f'<div type="translation" xml:lang="en" xml:id="en"><p xml:id="en.1"><s xml:id="en.1.s1">“Quoted” — and so on…</s></p></div></body></text></TEI>'
    ).encode()


def _leaf(stem: str, text: str) -> Leaf:
    return Leaf(stem, stem, "", (), (), b"", (), (Passage("s", False, (Side(0, ("s",), text),)),), False)


def _pages(characters: str, words: str = "", leaves: tuple[Leaf, ...] = ()) -> dict[str, bytes]:
    return dict(fonts.pages(fonts.slices(leaves, characters, words)))


def _cmap(data: bytes) -> str:
    return "".join(sorted(map(chr, TTFont(BytesIO(data)).getBestCmap() or ())))


@pytest.fixture(scope="module", autouse=True)
def _small() -> Iterator[None]:
    """Slices of a few characters, which are quickly cut."""
    with pytest.MonkeyPatch.context() as patch:
        for name, size in (("FIRST", 60), ("OTHERS", 500), ("MANY", 150)):
            patch.setattr(fonts, name, size)
        yield


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("fonts")
    text = "在“县报”，《章程》……一九五九年！，。" + "".join(map(chr, range(0x4E00, 0x4E00 + 80)))
    _, findings = render_site([("a", _text(text)), ("b", _text("天地玄黄，宇宙洪荒。"))], out, edition=EDITION)
    assert findings == []
    return out


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of two texts, each with a hundred characters that the other has not."""
    out = tmp_path_factory.mktemp("rich")
    texts = {"a # 1%": 0x6000, "b": 0x7000}
    both = "一二三，。".join(map(chr, range(0x4E00, 0x4E00 + 50)))
    documents = [(stem, _text(both + "".join(map(chr, range(own, own + 100))))) for stem, own in texts.items()]
    _, findings = render_site(documents, out, edition=EDITION)
    assert findings == []
    return out


def test_a_site_brings_a_glyph_for_every_chinese_character_of_its_pages_and_no_other(site: Path) -> None:
    shown = {c for page in site.rglob("*.html") for c in page.read_text("utf-8")}
    shown |= languages.characters(Frame(tuple(EDITION.title)))
    had = "".join(_cmap(path.read_bytes()) for path in sorted(site.glob("assets/fonts/*.woff2")))
    assert len(set(had)) == len(had)
    assert {c for c in had if c.isalpha()} == {c for c in shown if c >= "\u2e80" and c.isalpha()}
    assert set(had) <= shown and {"“", "，", "《", "…"} <= set(had) and "A" not in had


def test_a_font_is_small_closes_up_its_punctuation_and_names_its_licence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "FIRST", FIRST)
    text = "".join(map(chr, range(0x4E00, 0x4E00 + FIRST - 8))) + "，。《》“”、；"
    (data,) = (data for address, data in _pages(text).items() if address.endswith(".woff2"))
    assert len(data) < 76 * 1024
    font = TTFont(BytesIO(data))
    assert [record.FeatureTag for record in font["GPOS"].table.FeatureList.FeatureRecord][:1] == ["halt"]
    assert "Adobe" in str(font["name"].getName(0, 3, 1)) and "OFL" in str(font["name"].getName(14, 3, 1))
    assert "vhea" not in font and font["head"].modified == TTFont(fonts._source())["head"].modified  # type: ignore[arg-type]


def test_the_same_characters_give_the_same_bytes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    texts = ("一二三，", ",，三二一")
    made = []
    for n, text in enumerate(texts):
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / str(n)))
        made.append(_pages(text))
    assert made[0] == made[1] and made[0]["assets/fonts/han-1.woff2"]


def test_what_was_cut_before_is_not_cut_again(monkeypatch: pytest.MonkeyPatch) -> None:
    made = _pages("年月日")
    monkeypatch.setattr(fonts.glyphs, "cut", lambda *_: pytest.fail("cut again"))
    assert _pages("年月日") == made


def test_a_font_is_made_where_no_cache_can_be_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "tei").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert _cmap(_pages("春秋")["assets/fonts/han-1.woff2"]) == "春秋"
    with pytest.raises(TeiError):
        fonts.files.write(tmp_path / "tei" / "fonts" / "x", b"")


def test_characters_that_more_texts_use_come_first_and_punctuation_before_all() -> None:
    rare = "".join(map(chr, range(0x4E00, 0x4E00 + 100)))
    leaves = (_leaf("a", "龙龟" + rare), _leaf("b", "龙龟。"), _leaf("c", "龙"))
    first, *others = fonts.slices(leaves, rare + "龙龟。", "")
    assert first.startswith("。龙龟一") and len(first) == fonts.FIRST
    assert [len(part) for part in others] == [43]
    assert fonts.slices(leaves, rare + "龙龟。", "", top="丿")[0].startswith("。丿龙")
    assert sorted("".join([first, *others])) == sorted(rare + "龙龟。")


def test_a_page_of_common_characters_loads_one_slice_of_a_font_of_thousands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "OTHERS", 50)
    known = [chr(code) for code in range(0x4E00, 0x4E00 + 4000)]
    leaves = tuple(_leaf(str(n), "".join(known[: 50 + 39 * n])) for n in range(100))
    parts = fonts.slices(leaves, known, "")
    assert len(parts) == 80 and max(map(len, parts[1:])) <= 1.2 * fonts.OTHERS
    assert set(known[:50]) <= set(parts[0])


def test_what_only_the_interface_says_is_a_slice_of_its_own() -> None:
    assert fonts.slices((), "天地中", "玄黄中") == ["中地天", "玄黄"]


def test_a_site_without_chinese_has_no_font(tmp_path: Path) -> None:
    render_site([("a", _text("Ñandú, 한글"))], tmp_path, edition=Edition(title=(("en", "The Sample"),)))
    assert "中文" in (tmp_path / "a.html").read_text("utf-8")  # the reader's choice of the interface
    assert not (tmp_path / "assets/fonts").exists() and "@font-face" not in (tmp_path / "assets/fonts.css").read_text(
        "utf-8"
    )


def test_a_site_is_made_without_the_package_of_the_font(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_source", lambda: None)
    assert list(_pages("天地")) == ["assets/fonts.css"] and b"@font-face" not in _pages("天地")["assets/fonts.css"]


def test_a_text_of_a_site_of_many_characters_has_a_font_of_its_own_and_needs_no_later_slice(rich: Path) -> None:
    for stem, own in (("a # 1%", 0x6000), ("b", 0x7000)):
        page = (rich / f"{stem}.html").read_text("utf-8")
        style = f"assets/fonts/{quote(stem)}.css"
        assert (
            page.index('href="assets/fonts.css"') < page.index(f'href="{style}"') < page.index('href="assets/site.css"')
        )
        had = _cmap((rich / f"assets/fonts/{stem}.woff").read_bytes())
        common = _cmap((rich / "assets/fonts/han-1.woff2").read_bytes())
        assert {c for c in page if c.isalpha() and c >= "\u2e80"} <= set(had) | set(common)
        assert not set(had) & set(common) and chr(own + 99) in had
        assert f"-{own + 99:X}," in (rich / f"assets/fonts/{stem}.css").read_text("utf-8")


def _drawn(font: TTFont, code: int) -> tuple[list[tuple[str, list[tuple[float, float]]]], float]:
    """The outline of a character, and its width, in ems."""
    pen, em = RecordingPen(), font["head"].unitsPerEm
    name = font.getBestCmap()[code]  # type: ignore[index]
    font.getGlyphSet()[name].draw(TransformPen(pen, (1 / em, 0, 0, 1 / em, 0, 0)))
    return pen.value, font["hmtx"][name][0] / em


@pytest.mark.parametrize("kind", ["cut", "assembled"])
def test_a_font_has_the_outlines_and_widths_of_the_whole(kind: str, rich: Path) -> None:
    """One that is cut, on a coarser grid: no point is farther from its place than half a unit, as errors do not add up."""
    whole, path = TTFont(fonts._source()), rich / ("assets/fonts/b.woff" if kind == "assembled" else "assets/fonts/han-1.woff2")  # type: ignore[arg-type]  # fmt: skip
    own = TTFont(path)
    em = own["head"].unitsPerEm
    codes = (0x7000, 0x7063) if kind == "assembled" else (ord("，"), *sorted(own.getBestCmap() or {})[-2:])
    for code in codes:
        (there, width), (here, own_width) = _drawn(whole, code), _drawn(own, code)
        assert [step for step, _ in here] == [step for step, _ in there] and len(here) > 5
        pairs = [pair for (_, a), (_, b) in zip(here, there, strict=True) for pair in zip(a, b, strict=True)]
        assert max(abs(x - y) for a, b in pairs for x, y in zip(a, b, strict=True)) <= 0.5001 / em
        assert abs(width - own_width) <= 0.5001 / em
    assert em == (fonts.glyphs.GRID if kind == "cut" else 1000)
    assert own["CFF "].cff.topDictIndex[0].FontMatrix[0] == 1 / em
    assert own["head"].created == whole["head"].created and "OFL" in str(own["name"].getName(14, 3, 1))
    assert own["hhea"].ascent / em == pytest.approx(whole["hhea"].ascent / 1000, abs=0.002)


def test_a_site_of_few_characters_has_no_fonts_for_single_texts(site: Path) -> None:
    assert not [path.name for path in site.glob("assets/fonts/*") if not path.name.startswith("han-")]


def test_later_slices_say_exactly_which_characters_they_have() -> None:
    text = "".join(map(chr, range(0x4E00, 0x4E00 + 100))) + "龠"
    pages = _pages(text)
    first, second = re.findall(r"unicode-range:([^}]+)", pages["assets/fonts.css"].decode())
    assert "U+4E00" not in first and "U+3190-9FFF" in first
    told = [part[2:].split("-") for part in second.split(",")]
    codes = {c for part in told for c in range(int(part[0], 16), int(part[-1], 16) + 1)}
    assert "".join(map(chr, sorted(codes))) == _cmap(pages["assets/fonts/han-2.woff2"])


# In a browser


def _faces(page: Page, selector: str) -> set[tuple[str, bool]]:
    """The fonts that an element is set in: the family, and whether the site brought it."""
    page.evaluate("document.fonts.ready")
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument", {"depth": 0})["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
    found = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    return {(font["familyName"], font["isCustomFont"]) for font in found}


@pytest.mark.browser
class TestInABrowser:
    def test_chinese_is_set_in_the_sites_own_font_even_from_a_file(self, browser: Browser, site: Path) -> None:
        page = browser.new_page(locale="en-GB")
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
        page.goto((site / "b.html").as_uri(), wait_until="networkidle")
        assert _faces(page, "#zh\\.1\\.s1") == {("Noto Serif SC", True)}
        assert not any(own for _, own in _faces(page, "#en\\.1\\.s1"))  # quotation marks and dashes are Latin there
        assert "han-1.woff2" in asked and "han-3.woff2" not in asked
        page.close()

    def test_a_page_of_a_site_of_many_characters_loads_the_first_slice_and_its_own(
        self, browser: Browser, rich: Path
    ) -> None:
        page = browser.new_page(locale="en-GB")
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
        page.goto((rich / "a # 1%.html").as_uri(), wait_until="networkidle")
        assert _faces(page, "#zh\\.1\\.s1") == {("Noto Serif SC", True)}
        assert sorted(name for name in asked if "woff" in name) == ["a%20%23%201%25.woff", "han-1.woff2"]
        page.close()

    def test_nothing_chinese_slants_or_is_made_bold(self, browser: Browser, site: Path) -> None:
        page = browser.new_page(locale="en-GB")
        page.goto((site / "b.html").as_uri())
        page.evaluate(
            """() => document.getElementById("zh.1.s1").innerHTML = "<em>重</em><strong>要</strong><cite>书</cite>" """
        )
        style = "name => { const s = getComputedStyle(document.querySelector(name)); return [s.fontStyle, s.fontWeight, s.textEmphasisStyle]; }"
        assert page.evaluate(style, "#zh\\.1\\.s1 em") == ["normal", "400", "dot"]
        assert page.evaluate(style, "#zh\\.1\\.s1 strong") == ["normal", "400", "dot"]
        assert page.evaluate(style, "#zh\\.1\\.s1 cite")[:2] == ["normal", "400"]
        page.close()

    def test_no_punctuation_begins_a_line_and_two_marks_close_up(self, browser: Browser, site: Path) -> None:
        page = browser.new_page(locale="en-GB", viewport={"width": 360, "height": 800})
        page.goto((site / "b.html").as_uri(), wait_until="networkidle")
        width = "text => { const s = document.getElementById('zh.1.s1'); s.textContent = text; return s.getBoundingClientRect().width; }"
        assert page.evaluate(width, "天》，地") < page.evaluate(width, "天地玄黄")  # halved by the font's halt
        starts = page.evaluate("""() => {
          const s = document.getElementById("zh.1.s1"); s.textContent = "天地玄黄，宇宙洪荒。".repeat(30);
          const range = document.createRange(), found = []; let top = null;
          for (let i = 0; i < s.firstChild.length; i++) {
            range.setStart(s.firstChild, i); range.setEnd(s.firstChild, i + 1);
            const box = range.getBoundingClientRect();
            if (top !== null && box.top > top + 5) found.push(range.toString());
            top = box.top;
          }
          return found; }""")
        assert len(starts) > 5 and not {"，", "。"} & set(starts)
        page.close()
