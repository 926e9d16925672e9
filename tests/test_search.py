"""The search: whatever stands in the texts is found, from a disk and from a server, and nothing else is."""

from __future__ import annotations

import contextlib
import gzip
import json
import random
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, quote, urlencode, urlsplit

import conftest
import pytest

from tei.model import Edition
from tei.names import TEI
from tei.render.site import languages, overviews, search
from tei.render.site.frame import Site, assets
from tei.render.site.leaf import Leaf, Mark, Passage, Record, Side
from tei.render.site.search import fold, pagefind
from tei.render.site.search.fold import characters, dense, is_unspaced, table, words
from tei.render.site.search.postings import PART, Index, parts
from tei.report import TeiError

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

HOSTILE = "<script>alert(1)</script> & \"double\" 'single' \\n </p> {{x}} \u2028 &amp;"


def _leaf(stem: str, date: str, passages: Sequence[Passage], languages: Sequence[str] = ("zh-Hans", "en")) -> Leaf:
    versions = tuple(("translation" if n else "original", each, each[:2]) for n, each in enumerate(languages))
    record = f'<org xmlns="{TEI}" xml:id="org.xinhua"><orgName xml:lang="en">Xinhua</orgName><orgName xml:lang="zh-Hans">新华社</orgName><orgName xml:lang="en" type="variant">NCNA</orgName></org>'
    titles = (("en", f"Text {stem}"), ("zh-Hans", f"文 {stem}"))
    return Leaf(
        stem,
        stem,
        date,
        titles,
        versions,
        b"",
        (Record("org.xinhua", "organisations", record.encode()),),
        tuple(passages),
        False,
    )


def _pair(
    n: int, zh: str, en: str = "", *, head: bool = False, found: str = "", names: tuple[Mark, ...] = ()
) -> Passage:
    sides = [Side(0, (f"zh.1.{n}",), zh, found, names)] * bool(zh) + [Side(1, (f"en.1.{n}",), en)] * bool(en)
    return Passage(sides[0].ids[0], head, tuple(sides))


FIRST = _leaf(
    "first & <b>",
    "1958-12-03",
    [
        _pair(0, "人民公社化运动", "The People’s Communes Movement", head=True),
        _pair(1, "新华社北京1958年１２月3日电　毛主席说：“人民公社好”。", "Xinhua, Peking, 3rd December 1958: Chairman Mao said that the people's communes are fine.", names=(Mark(0, 3, ("org.xinhua",)),)),
        _pair(2, "会议，讨论了整顿。", "The café meeting discussed rectification; 人民 (renmin)."),
        _pair(3, "和。平民。", HOSTILE),
        _pair(4, "今年产量。", "Output this year.", found="去年产量。"),
    ],
)  # fmt: skip
SECOND = _leaf(
    "second",
    "1959-01-13",
    [
        _pair(0, "會議討論乾部，皇后在後。", "A communist meeting of ﬁne people, on the co-operative.", head=True),
        _pair(1, "", "Only in English: peoples of the commune."),
        _pair(2, "😀𠀀𠀁字。𠀀"),
        *[_pair(n, f"第{n}次重复", f"Repeated {n} times") for n in range(3, 80)],
    ],
)
THIRD = _leaf("third", "", [_pair(0, "無日期", "Undated café meeting.")], ("zh-Hant", "en"))
LEAVES = (THIRD, FIRST, SECOND)


def _build(leaves: Sequence[Leaf], out: Path) -> Path:
    edition = Edition(title=(("en", "The Sample"), ("zh-Hans", "样例")))
    frame = overviews.frame(edition, leaves, False, None)
    made = [
        *search.pages(Site(edition, frame, tuple(leaves))),
        *assets(frame),
        *languages.pages(frame),
        ("assets/fonts.css", b""),
    ]
    for address, content in made:
        (out / address).parent.mkdir(parents=True, exist_ok=True)
        (out / address).write_bytes(content)
    return out


def _drawn(seed: int, texts: int, passages: int = 12) -> list[Leaf]:
    """Texts of few letters, so that much occurs often, and of whatever Unicode has."""
    draw = random.Random(seed)
    han, rare = "人民公社会议會議，。 　1９5\u3000", "𠀀〇々カ゛がｶéÉß½①ﬁA"
    found = []
    for n in range(texts):
        pairs = []
        for p in range(passages):
            zh = "".join(draw.choice(han if draw.random() < 0.9 else rare) for _ in range(draw.randrange(1, 30))) + "民"
            en = (
                "".join(
                    draw.choice(("co", "mm", "un", "e", "s", " ", " ", "-", "’", ", ", "19", "É", "公"))
                    for _ in range(draw.randrange(30))
                )
                + "x"
            )
            raw = zh.replace("公", "供") if draw.random() < 0.2 else ""
            pairs.append(_pair(p, zh, en, head=p == 0, found=raw))
        found.append(_leaf(f"t{n:03}", f"1959-01-{n % 28 + 1:02}", pairs))
    return found


# Folding


@pytest.mark.parametrize(
    ("one", "other"),
    [("會議", "会议"), ("１９５８", "1958"), ("Café", "cafe\u0301"), ("STRASSE", "straße"), ("ﬁne", "FINE"), ("会 议", "会议"), ("会，议", "会。」议")],
)  # fmt: skip
def test_what_readers_take_for_the_same_is_the_same(one: str, other: str) -> None:
    assert characters(one) == characters(other)


@pytest.mark.parametrize(("one", "other"), [("か", "が"), ("会，议", "会议"), ("कि", "क")])
def test_what_readers_tell_apart_stays_apart(one: str, other: str) -> None:
    assert characters(one) != characters(other)


def test_words_are_parted_by_apostrophes_and_characters_stand_alone() -> None:
    assert words("People’s co-operatives 公社 “x”") == ["people", "s", "co", "operatives", "公", "社", "x"]


def test_the_table_has_only_variants_of_what_is_there() -> None:
    assert "會会" in table("会").split() and "議议" not in table("会").split()
    assert "ßss" in table("") and not any(is_unspaced(pair[0]) for pair in table("").split())


# The index


def test_every_key_is_written_once_and_in_the_order_of_browsers() -> None:
    index = Index()
    index.side(0, "zh", "𠀀人\ufa0e民民民", "人")
    index.side(1, "en", "the 人民 people the")
    index.record("org.x", 0)
    index.head(0)
    keys = [entry.key for entry in index.entries()]
    assert keys == sorted(set(keys), key=lambda key: key.encode("utf-16-be"))
    assert {"#", "@org.x", "-人", "=人民", "the", "people"} <= set(keys) and "人" not in keys


def test_postings_can_be_read_back() -> None:
    index = Index()
    index.side(3, "en", "a b a")
    index.side(70, "en", "a")
    entries = {entry.key: entry for entry in index.entries()}
    assert (entries["a"].units, entries["a"].positions) == ("DjC", "AFB")  # 3, 67 = 3 + 2·32; 0·2, 2·2 + 1; 0·2 + 1
    assert (entries["b"].units, entries["b"].positions) == ("D", "D")


def test_an_index_of_one_language_or_of_nothing_is_an_index() -> None:
    assert Index().entries() == []
    index = Index()
    index.side(0, "zh", "。")
    assert index.entries() == []
    index.side(0, "en", "word")
    assert [entry.key for entry in index.entries()] == ["word"]


def test_no_part_is_larger_than_said_but_for_one_key() -> None:
    index = Index()
    for unit, leaf in enumerate(_drawn(1, 60)):
        for passage in leaf.passages:
            index.side(unit, "zh", passage.sides[0].text)
    entries = index.entries()
    for size in (50, PART):
        found = list(parts(entries, size))
        assert [entry for part in found for entry in part] == entries
        assert all(len(part) == 1 or sum(len(e.key) + len(e.units) for e in part) <= size for part in found)


def test_there_is_no_search_where_there_is_nothing_to_find(tmp_path: Path) -> None:
    leaf = _leaf("empty", "1959", [])
    assert search.tabs([leaf]) == [] and search.tabs(LEAVES) == ["search"]
    assert not (_build([leaf], tmp_path) / "search.html").exists()


def test_the_same_texts_give_the_same_index(tmp_path: Path) -> None:
    one, two = (_build(_drawn(2, 5), tmp_path / name) for name in "ab")
    names = sorted(path.relative_to(one) for path in one.rglob("*") if path.is_file())
    assert len(names) > 8 and all((one / name).read_bytes() == (two / name).read_bytes() for name in names)


def test_another_text_is_another_state_of_the_index(tmp_path: Path) -> None:
    states = set()
    for n, leaves in enumerate((LEAVES, LEAVES[1:])):
        page = (_build(leaves, tmp_path / str(n)) / "search.html").read_text("utf-8")
        states.add(page.partition('data-index="')[2].partition('"')[0])
    assert len(states) == 2


# In a browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = _build(LEAVES, tmp_path_factory.mktemp("search"))
    (out / "favicon.ico").write_bytes(b"")
    for leaf in LEAVES:
        (out / f"{leaf.stem}.html").write_text("<!DOCTYPE html><title>A text</title>", "utf-8")
    return out


@contextlib.contextmanager
def _serve(folder: Path) -> Iterator[tuple[Path, str]]:
    """A server of `folder`: the folder and the address."""
    with conftest.served(folder) as address:
        yield folder, f"{address}/"


@pytest.fixture(scope="module")
def served(site: Path) -> Iterator[str]:
    with _serve(site) as (_, address):
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    trouble: list[str] = []
    page.on("console", lambda message: trouble.append(message.text))
    page.on("pageerror", lambda error: trouble.append(str(error)))
    yield page
    context.close()
    assert trouble == []


def _until(page: Page, condition: str) -> None:
    """Wait for what a page says of itself; Playwright's own way needs eval, which the pages forbid."""
    for _ in range(200):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"never: {condition}")


def _asked(page: Page, where: str, **question: str) -> list[str]:
    """Ask by the address; what is shown, as the addresses of the hits."""
    page.goto(where + "search.html?" + "&".join(f"{key}={quote(value)}" for key, value in question.items()))
    _until(page, "document.querySelector('.status').textContent")
    return _hits(page)


def _hits(page: Page) -> list[str]:
    links: list[str] = page.eval_on_selector_all(
        ".hits li", "all => all.map(hit => hit.querySelector('a.n').getAttribute('href'))"
    )
    return links


def _status(page: Page) -> str:
    return " ".join(page.inner_text(".status").split())


def _numbers(page: Page, where: str, **question: str) -> list[str]:
    """The same without the names of the texts: the ids."""
    return [hit.partition("#")[2] for hit in _asked(page, where, **question)]


QUERIES: list[tuple[dict[str, str], list[str]]] = [
    ({"q": "人民公社"}, ["zh.1.0", "zh.1.1"]),
    ({"q": "人民公社化"}, ["zh.1.0"]),
    ({"q": "人民公社運動"}, []),
    ({"q": "人民公社化運動"}, ["zh.1.0"]),
    ({"q": "會議"}, ["zh.1.2", "zh.1.0"]),
    ({"q": "会议讨论"}, ["zh.1.0"]),
    ({"q": "会议。讨论"}, ["zh.1.2"]),
    ({"q": "和平"}, []),
    ({"q": "58年12月"}, ["zh.1.1"]),
    ({"q": "后"}, ["zh.1.0"]),
    ({"q": "去年产量"}, ["zh.1.4"]),
    ({"q": "今年产量"}, ["zh.1.4"]),
    ({"q": "𠀀𠀁"}, ["zh.1.2"]),
    ({"q": "commun"}, ["zh.1.0", "zh.1.1", "zh.1.0", "en.1.1"]),
    ({"q": '"commune"'}, ["en.1.1"]),
    ({"q": '"people\'s communes"'}, ["zh.1.0", "zh.1.1"]),
    ({"q": "“people’s communes”"}, ["zh.1.0", "zh.1.1"]),
    ({"q": "people's"}, ["zh.1.0", "zh.1.1"]),
    ({"q": '"communes movement"'}, ["zh.1.0"]),
    ({"q": '"movement communes"'}, []),
    ({"q": "co-op"}, ["zh.1.0"]),
    ({"q": "MAO"}, ["zh.1.1"]),
    ({"q": "Ｍａｏ"}, ["zh.1.1"]),
    ({"q": "cafe"}, ["zh.1.0", "zh.1.2"]),
    ({"q": "1958"}, ["zh.1.1"]),
    ({"q": "人民 Movement"}, ["zh.1.0"]),
    ({"q": "<script>"}, ["zh.1.3"]),
    ({"q": "zzz"}, []),
    ({"q": "人民", "lang": "en"}, ["zh.1.2"]),
    ({"q": "1958", "lang": "zh-Hans"}, ["zh.1.1"]),
    ({"q": "meeting", "lang": "zh-Hans"}, []),
    ({"q": "meeting", "from": "1959"}, ["zh.1.0"]),
    ({"q": "meeting", "to": "1958"}, ["zh.1.2"]),
    ({"q": "meeting", "to": "1958-12-03"}, ["zh.1.2"]),
    ({"q": "meeting", "to": "1958-12-02"}, []),
    ({"q": "人民", "kind": "head"}, ["zh.1.0"]),
    ({"q": "人民", "kind": "sentence"}, ["zh.1.1", "zh.1.2"]),
    ({"name": "org.xinhua"}, ["zh.1.1"]),
    ({"name": "新华社"}, []),
    ({"name": "Xinhua · 新华社", "q": "mao"}, ["zh.1.1"]),
    ({"name": "org.xinhua", "q": "movement"}, []),
    ({"q": "人民", "order": "hits"}, ["zh.1.0", "zh.1.1", "zh.1.2"]),
]


@pytest.mark.browser
class TestInABrowser:
    @pytest.mark.parametrize(("question", "ids"), QUERIES, ids=lambda value: json.dumps(value, ensure_ascii=False))
    def test_a_question_has_its_hits(self, page: Page, site: Path, question: dict[str, str], ids: list[str]) -> None:
        assert _numbers(page, site.as_uri() + "/", **question) == ids

    @pytest.mark.parametrize(
        ("question", "ids"), QUERIES[:20:3], ids=lambda value: json.dumps(value, ensure_ascii=False)
    )
    def test_a_server_answers_alike(self, page: Page, served: str, question: dict[str, str], ids: list[str]) -> None:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        assert _numbers(page, served, **question) == ids
        assert all(address.startswith(served) for address in asked)

    def test_a_hit_shows_the_pair_and_marks_both(self, page: Page, site: Path) -> None:
        assert _asked(page, site.as_uri() + "/", q="公社好 mao") == ["first%20%26%20%3Cb%3E.html#zh.1.1"]
        cells = page.locator(".hits li .cell")
        assert [cell.get_attribute("lang") for cell in cells.all()] == ["zh-Hans", "en"]
        assert page.locator(".hits mark").all_inner_texts() == ["公社好", "Mao"]
        assert page.locator(".hits h2 a").all_inner_texts() == ["文 first & <b>", "Text first & <b>"]
        assert _status(page) == "1 passage in 1 text"
        assert page.inner_text(".hits .source") == "3 December 1958 · 1 passage"

    def test_a_mark_has_the_letters_as_they_stand(self, page: Page, site: Path) -> None:
        _asked(page, site.as_uri() + "/", q="1958年12月 people’s")
        assert page.locator(".hits mark").all_inner_texts() == ["1958年１２月", "people's"]

    def test_a_name_is_marked_where_it_stands(self, page: Page, site: Path) -> None:
        _asked(page, site.as_uri() + "/", name="org.xinhua")
        assert page.locator(".hits mark").all_inner_texts() == ["新华社"]
        assert page.input_value("[name=name]") == "Xinhua · 新华社"

    def test_no_name_is_told(self, page: Page, site: Path) -> None:
        assert _asked(page, site.as_uri() + "/", name="nobody", q="人民") == []
        assert _status(page) == "No record has this name."

    def test_what_was_found_in_the_source_is_shown_as_such(self, page: Page, site: Path) -> None:
        _asked(page, site.as_uri() + "/", q="去年")
        assert page.inner_text(".as-found") == "as found: 去年产量。"
        _asked(page, site.as_uri() + "/", q="产量")
        assert page.locator(".as-found").count() == 0

    def test_hostile_text_stays_text(self, page: Page, site: Path) -> None:
        _asked(page, site.as_uri() + "/", q="<script>alert")
        (text,) = page.eval_on_selector_all(".hits [lang=en] p", "all => all.map(p => p.textContent)")
        assert text == f"1.3 {HOSTILE}"
        assert page.locator(".hits script").count() == 0

    def test_hits_come_by_portions(self, page: Page, site: Path) -> None:
        _asked(page, site.as_uri() + "/", q="repeated")
        assert _status(page) == "77 passages in 1 text" and page.locator(".hits li").count() == 50
        page.click("text=more from this text")
        assert page.locator(".hits li").count() == 77
        assert page.evaluate("document.activeElement.getAttribute('href')") == "second.html#zh.1.53"
        assert not page.locator(".hits section > button").is_visible()

    def test_texts_come_by_portions_with_few_passages_each(self, page: Page, tmp_path: Path) -> None:
        where = _build(_drawn(3, 23), tmp_path).as_uri() + "/"
        _asked(page, where, q="民")
        assert _status(page) == "276 passages in 23 texts"
        assert page.locator(".hits section").count() == 10 and page.locator(".hits li").count() == 50
        for count in (20, 23):
            page.click("text=More texts")
            _until(page, f"document.querySelectorAll('.hits section').length === {count}")
        assert not page.locator(".more button").is_visible()

    def test_the_most_hits_come_first_if_asked(self, page: Page, site: Path) -> None:
        hits = _asked(page, site.as_uri() + "/", q="people", order="hits")
        assert [hit.partition(".")[0] for hit in hits] == [
            "first%20%26%20%3Cb%3E",
            "first%20%26%20%3Cb%3E",
            "second",
            "second",
        ]

    def test_typing_searches_and_writes_the_address(self, page: Page, site: Path) -> None:
        page.goto((site / "search.html").as_uri())
        page.keyboard.type("mao")
        page.wait_for_selector(".hits li")
        assert parse_qs(urlsplit(page.url).query) == {"q": ["mao"]}
        page.select_option("[name=lang]", "en")
        page.wait_for_url("**lang=en*")
        page.fill("[name=from]", "1959")
        page.keyboard.press("Enter")
        _until(page, "document.querySelector('.status').textContent.includes('Nothing')")
        assert parse_qs(urlsplit(page.url).query) == {"q": ["mao"], "lang": ["en"], "from": ["1959"]}

    def test_dates_that_are_none_or_reversed_are_told(self, page: Page, served: str) -> None:
        for asked, told in (
            ({"from": "1959-02-30"}, "no date"),
            ({"from": "1960", "to": "1959-12"}, "after the second"),
            ({"from": "1959", "to": "1959-12", "lang": "xx"}, "Nothing"),
        ):
            page.goto(f"{served}search.html?{urlencode({'q': '人民公社', **asked})}")
            _until(page, f"document.querySelector('.status').textContent.includes('{told}')")
            assert page.evaluate("document.querySelector('[name=lang]').selectedIndex") == 0

    def test_without_scripts_there_is_no_form_but_the_way_to_the_texts(self, browser: Browser, site: Path) -> None:
        page = browser.new_page(java_script_enabled=False)
        page.goto((site / "search.html").as_uri())
        assert not page.locator("main form").is_visible()
        assert page.locator("main noscript a[href='index.html']").is_visible()
        page.close()

    def test_back_and_forward_lead_through_the_questions(self, page: Page, served: str) -> None:
        _asked(page, served, q="mao")
        for query in ("人民公社", "zzz"):
            page.fill("#q", query)
            page.keyboard.press("Enter")
            page.wait_for_url(f"**q={quote(query)}")
        _until(page, "document.querySelector('.status').textContent.includes('Nothing')")
        page.go_back()
        _until(page, "document.querySelectorAll('.hits li').length === 2")
        assert page.input_value("#q") == "人民公社"
        page.go_forward()
        _until(page, "document.querySelectorAll('.hits li').length === 0")
        assert page.input_value("#q") == "zzz"

    def test_the_number_of_hits_is_announced(self, page: Page, site: Path) -> None:
        _asked(page, site.as_uri() + "/", q="人民")
        assert page.get_attribute(".status", "role") == "status" and _status(page) == "3 passages in 1 text"

    def test_the_keyboard_suffices(self, page: Page, site: Path) -> None:
        _asked(page, site.as_uri() + "/", q="人民")
        href = "document.activeElement.getAttribute('href') || document.activeElement.id"
        page.keyboard.press("/")
        assert page.evaluate(href) == "q"
        walk = []
        for key in ("ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp", "ArrowDown", "Escape"):
            page.keyboard.press(key)
            walk.append(page.evaluate(href).partition("#")[2])
        assert walk == ["zh.1.0", "zh.1.1", "zh.1.0", "", "zh.1.0", ""] and page.evaluate(href) == "q"
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url("**/first*#zh.1.0")

    def test_a_slash_in_a_field_is_a_slash(self, page: Page, site: Path) -> None:
        page.goto((site / "search.html").as_uri())
        page.focus("[name=name]")
        page.keyboard.type("a/b")
        assert page.input_value("[name=name]") == "a/b"

    def test_names_are_offered(self, page: Page, site: Path) -> None:
        page.goto((site / "search.html").as_uri())
        page.focus("[name=name]")
        page.wait_for_selector("datalist option", state="attached")
        assert page.eval_on_selector_all("datalist option", "all => all.map(o => o.value)") == ["Xinhua · 新华社"]

    def test_the_interface_speaks_the_language_of_the_reader(self, page: Page, site: Path) -> None:
        _asked(page, site.as_uri() + "/", q="人民")
        page.click("[data-language=zh]")
        _until(page, "document.documentElement.lang === 'zh'")
        assert _status(page) == "3 处，见于 1 篇" and page.inner_text(".hits time") == "1958年12月3日"
        page.fill("#q", "zzz")
        _until(page, "document.querySelector('.status').textContent.includes('未检得')")

    def test_without_a_script_the_page_says_so_and_leads_on(self, browser: Browser, site: Path) -> None:
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto((site / "search.html").as_uri() + "?q=人民")
        assert page.locator("noscript").is_visible() and "needs a script" in page.inner_text("noscript")
        context.close()

    def test_a_lost_part_of_the_index_is_told_of(self, browser: Browser, tmp_path: Path) -> None:
        out = _build(LEAVES, tmp_path)
        (out / "search" / "d0.js").unlink()
        page = browser.new_page()
        _asked(page, out.as_uri() + "/", q="人民")
        assert _status(page) == "The index could not be loaded."
        page.close()

    @pytest.mark.parametrize("width", [360, 768, 1440])
    def test_the_page_does_not_scroll_sideways(self, page: Page, site: Path, width: int) -> None:
        page.set_viewport_size({"width": width, "height": 900})
        _asked(page, site.as_uri() + "/", q="meeting")
        assert page.evaluate("document.documentElement.scrollWidth") <= width


# Laws


def _told(page: Page, **question: str) -> set[tuple[str, int]]:
    found: list[Any] = page.evaluate("question => tei.find(question)", question)
    return {(stem, passage) for stem, passages in found for passage in passages}


def _expected(leaves: Sequence[Leaf], query: str) -> set[tuple[str, int]]:
    """By reading everything: where the one term `query` stands, by character or by the beginnings of words."""
    sought, own = characters(query), words(query)

    def by_word(text: str) -> bool:
        there = words(text)
        n = len(own)
        return any(
            there[i : i + n - 1] == own[:-1]
            and (there[i + n - 1].startswith(own[-1]) if len(own[-1]) > 1 else there[i + n - 1] == own[-1])
            for i in range(len(there) - n + 1)
        )

    found = set()
    for leaf in leaves:
        for n, passage in enumerate(leaf.passages):
            for side in passage.sides:
                for text in (side.text, side.found):
                    if sought in characters(text) if dense(leaf.versions[side.version][1]) else by_word(text):
                        found.add((leaf.stem, n))
    return found


@pytest.mark.browser
class TestLaws:
    def test_a_browser_folds_every_character_as_the_index_does(self, page: Page, site: Path) -> None:
        _asked(page, site.as_uri() + "/", q="人")
        known = {c for leaf in LEAVES for p in leaf.passages for s in p.sides for c in characters(s.text)}
        ranges = [range(0x20, 0xD800), range(0xE000, 0x10000), range(0x1F000, 0x20100), range(0x2F800, 0x2FA20)]
        every = [chr(code) for each in ranges for code in each if unicodedata.category(chr(code)) != "Cn"]
        told: list[str] = page.evaluate("all => all.map(tei.fold)", every)
        wrong = [
            (c, mine, theirs)
            for c, theirs in zip(every, told, strict=True)
            if (mine := c.translate(fold._FOLDED)) != theirs
            and not any(is_unspaced(each) and each not in known for each in mine)
        ]
        assert wrong == []

    @pytest.mark.parametrize("seed", [10, 11])
    def test_any_part_of_a_passage_finds_it_and_exactly_what_has_it(
        self, page: Page, tmp_path: Path, seed: int
    ) -> None:
        leaves = _drawn(seed, 20)
        _build(leaves, tmp_path)
        page.goto((tmp_path / "search.html").as_uri())
        _until(page, "!!window.tei?.find")
        draw = random.Random(seed)
        tried = 0
        for _ in range(150):
            leaf = draw.choice(leaves)
            n = draw.randrange(len(leaf.passages))
            side = draw.choice(leaf.passages[n].sides)
            text = draw.choice((side.text, side.found or side.text))
            if dense(leaf.versions[side.version][1]):
                start = draw.randrange(len(text))
                query = "".join(text[start : start + draw.randrange(1, 8)].split())
            else:
                query = draw.choice(text.split())
                query = query[: draw.randrange(1, len(query) + 1)]
            if not words(query) or (not dense(leaf.versions[side.version][1]) and len(words(query)[-1]) < 2):
                continue
            if any(map(is_unspaced, words(query))) and not all(map(is_unspaced, words(query))) and side.version:
                continue  # a word that touches a character: see the documentation
            tried += 1
            told = _told(page, q=query)
            assert (leaf.stem, n) in told, query
            if all(map(is_unspaced, words(query))) or not any(map(is_unspaced, words(query))):
                assert told == _expected(leaves, query), query
        assert tried > 80

    def test_the_first_question_loads_little(self, page: Page, tmp_path: Path) -> None:
        leaves = _drawn(5, 150)
        where = _build(leaves, tmp_path)
        asked: list[str] = []
        page.on("request", lambda request: asked.append(urlsplit(request.url).path))
        _asked(page, where.as_uri() + "/", q="人民公社会议")
        size = sum(len(gzip.compress(Path(path).read_bytes())) for path in asked if "/search/" in path)
        assert 0 < size < 300_000
        texts = [path for path in asked if Path(path).name.startswith("t")]
        assert len(texts) <= 10


# Very many texts


def test_a_search_that_pagefind_would_serve_better_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pagefind, "installed", lambda: False)
    assert search.notices(LEAVES) == []
    monkeypatch.setattr(pagefind, "MANY", 3)
    (found,) = search.notices(LEAVES)
    assert (found.code, found.severity) == ("W005", "info")
    monkeypatch.setattr(pagefind, "installed", lambda: True)
    assert search.notices(LEAVES) == []


def test_few_texts_are_searched_without_pagefind(site: Path) -> None:
    assert "pagefind" not in (site / "search.html").read_text("utf-8") and not (site / "search" / "zh").exists()


def test_pagefind_that_fails_ends_the_making(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pytest.importorskip("pagefind_bin_extended")
    monkeypatch.setattr("pagefind_bin_extended.get_executable", lambda: Path("/bin/false"))
    with pytest.raises(TeiError) as caught:
        list(pagefind.pages(LEAVES, "zh"))
    assert caught.value.finding.code == "W005"


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site whose texts count as very many."""
    pytest.importorskip("pagefind_bin_extended")
    with pytest.MonkeyPatch.context() as patch, _serve(tmp_path_factory.mktemp("many")) as (out, address):
        patch.setattr(pagefind, "MANY", 3)
        _build(LEAVES, out)
        (out / "favicon.ico").write_bytes(b"")
        yield address


@pytest.mark.browser
class TestPagefind:
    @pytest.mark.parametrize(("question", "ids"), QUERIES[::2], ids=lambda value: json.dumps(value, ensure_ascii=False))
    def test_a_question_has_the_same_hits(
        self, page: Page, many: str, question: dict[str, str], ids: list[str]
    ) -> None:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(urlsplit(request.url).path))
        assert _numbers(page, many, **question) == ids
        if "q" in question and "lang" not in question and question.get("name") in (None, "org.xinhua"):
            assert {"/search/zh/pagefind.js", "/search/en/pagefind.js"} <= set(asked)

    def test_from_a_disk_our_own_index_serves(
        self, page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        pytest.importorskip("pagefind_bin_extended")
        monkeypatch.setattr(pagefind, "MANY", 3)
        assert _numbers(page, _build(LEAVES, tmp_path).as_uri() + "/", q="人民公社") == ["zh.1.0", "zh.1.1"]

    def test_the_passages_are_counted_when_all_texts_were_read(self, page: Page, many: str) -> None:
        _asked(page, many, q="人民")
        assert _status(page) == "3 passages in 1 text"
