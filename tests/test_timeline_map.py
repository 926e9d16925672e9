"""The timeline of the dates named and the map of the places: right, whole without scripts, bounded, and legible."""

from __future__ import annotations

import datetime
import itertools
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import axe_playwright_python
import pytest
from conftest import ROOT
from lxml import html
from lxml.html import HtmlElement

from tei.model import Edition
from tei.names import TEI
from tei.render.calendar import days, month, number, year
from tei.render.site import atlas, render_site, timeline
from tei.render.site.articles import read_leaf
from tei.render.site.axis import axis, focus
from tei.render.site.dated import dated
from tei.render.site.frame import Frame, Site
from tei.render.site.leaf import Leaf
from tei.render.site.lettering import Dot, lettered, width
from tei.render.site.projection import WIDTH, View, coast, meridians, parallels, view

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

EDITION = Edition(title=(("en", "The Sample Edition"), ("zh-Hans", "样例版")))

#: Places of China: id, English, Chinese, north, east.
PLACES = [
    ("beijing", "Beijing", "北京", 39.9, 116.4), ("tianjin", "Tianjin", "天津", 39.1, 117.2),
    ("shanghai", "Shanghai", "上海", 31.2, 121.5), ("nanjing", "Nanjing", "南京", 32.1, 118.8),
    ("hangzhou", "Hangzhou", "杭州", 30.3, 120.2), ("suzhou", "Suzhou", "苏州", 31.3, 120.6),
    ("wuxi", "Wuxi", "无锡", 31.6, 120.3), ("guangzhou", "Guangzhou", "广州", 23.1, 113.3),
    ("foshan", "Foshan", "佛山", 23.0, 113.1), ("shenzhen", "Shenzhen", "深圳", 22.5, 114.1),
    ("hongkong", "Hong Kong", "香港", 22.3, 114.2), ("macau", "Macau", "澳门", 22.2, 113.5),
    ("urumqi", "Urumqi", "乌鲁木齐", 43.8, 87.6), ("xinjiang", "Xinjiang Uyghur Autonomous Region", "新疆维吾尔自治区", 42.5, 85.5),
    ("lhasa", "Lhasa", "拉萨", 29.7, 91.1), ("chengdu", "Chengdu", "成都", 30.7, 104.1),
    ("guiyang", "Guiyang", "贵阳", 26.6, 106.7), ("guizhou", "Guizhou Province", "贵州省", 27.0, 107.0),
    ("hohhot", "Hohhot", "呼和浩特", 40.8, 111.7), ("baotou", "Baotou", "包头", 40.7, 109.8),
    ("harbin", "Harbin", "哈尔滨", 45.8, 126.5), ("xian", "Xi’an", "西安", 34.3, 108.9),
    ("yanan", "Yan’an", "延安", 36.6, 109.5), ("wuhan", "Wuhan", "武汉", 30.6, 114.3),
    ("taipei", "Taipei", "台北", 25.0, 121.5),
]  # fmt: skip


def _place(id_: str, english: str, chinese: str, geo: str) -> str:
    location = f"<location><geo>{geo}</geo></location>" if geo else ""
    return (
        f'<place xml:id="place.{id_}"><placeName xml:lang="en">{english}</placeName>'
        f'<placeName xml:lang="zh-Hans">{chinese}</placeName>{location}</place>'
    )


def _text(
    stem: str, issued: str, pairs: Sequence[tuple[str, str]], places: Sequence[tuple[str, str, str, str]] = ()
) -> tuple[str, bytes]:
    """The stem and the TEI of a text of these sentences, (English, Chinese), each as XML."""
    header = (
        f'<teiHeader><fileDesc><titleStmt><title xml:lang="en">Text {stem}</title><title xml:lang="zh-Hans">文{stem}</title></titleStmt>'
        f'<publicationStmt><p/></publicationStmt><sourceDesc><biblStruct><monogr><title>News</title><imprint><date when="{issued}"/></imprint></monogr></biblStruct></sourceDesc></fileDesc></teiHeader>'
    )
    records = "".join(itertools.starmap(_place, places))
    divs = ""
    for lang, other, tag, side, role in (("en", "zh", "en", 0, "translation"), ("zh", "en", "zh-Hans", 1, "original")):
        sentences = "".join(
            f'<s xml:id="{lang}.1.1.s{n}" corresp="#{other}.1.1.s{n}">{pair[side]}</s> '
            for n, pair in enumerate(pairs, 1)
        )
        divs += f'<div type="{role}" xml:lang="{tag}" xml:id="{lang}"><div type="report" n="1" xml:id="{lang}.1"><p xml:id="{lang}.1.1">{sentences}</p></div></div>'
    stand_off = f"<standOff><listPlace>{records}</listPlace></standOff>" if records else ""
    return stem, f'<TEI xmlns="{TEI}">{header}{stand_off}<text><body>{divs}</body></text></TEI>'.encode()


def _date(when: str = "", *, start: str = "", end: str = "") -> tuple[str, str]:
    said = f'when="{when}"' if when else f'from="{start}"' * bool(start) + " " + f'to="{end}"' * bool(end)
    return f"On <date {said}>that day</date> &lt;b&gt;.", f"<date {said}>那天</date>。"


def _named(id_: str, english: str, chinese: str) -> tuple[str, str]:
    return (
        f'In <placeName ref="#place.{id_}">{english}</placeName>.',
        f'在<placeName ref="#place.{id_}">{chinese}</placeName>。',
    )


PAIRS = [
    _date("1958"), _date("1958"), _date("1958-12-10"), _date(start="1958-12-27", end="1959-01-09"), _date("1959"),
    _date("1959-01-12"), _date("1959-01-12T08:00:00"), _date(start="1959-06"), _date("1959-02-30"), _date("--12-25"),
]  # fmt: skip
NAMED = [_named(id_, english, chinese) for id_, english, chinese, _, _ in PLACES for _ in range(1 + len(id_) % 4)]
RECORDS = [(id_, english, chinese, f"{north} {east}") for id_, english, chinese, north, east in PLACES]
LOST = [("utopia", "Utopia", "乌托邦", ""), ("nowhere", "Nowhere", "无何有乡", "north by east")]


def _leaves(*texts: tuple[str, bytes]) -> tuple[Leaf, ...]:
    return tuple(map(read_leaf, texts))


def _site(*texts: tuple[str, bytes]) -> Site:
    return Site(EDITION, Frame(EDITION.title), _leaves(*texts))


def _page(data: bytes) -> HtmlElement:
    return html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8"))


def _timeline(*texts: tuple[str, bytes]) -> dict[str, HtmlElement]:
    return {address: _page(data) for address, data in timeline.pages(_site(*texts))}


def _map(*places: tuple[str, str, str, str]) -> HtmlElement:
    (found,) = atlas.pages(_site(_text("a", "", [("A.", "一。")], places)))
    return _page(found[1])


def _words(node: HtmlElement) -> str:
    return " ".join(node.text_content().split())


# The calendar


def test_days_are_numbered_as_the_calendar_does() -> None:
    first = number(1)
    for y, m, d in itertools.product((1, 4, 100, 400, 1600, 1900, 1959, 2000, 2024), range(1, 13), (1, 28)):
        assert number(y, m, d) - first == datetime.date(y, m, d).toordinal() - 1
    for day in range(number(-3000), number(3000), 97):
        assert number(year(day)) <= day < number(year(day) + 1)
        assert number(month(day) // 12, month(day) % 12 + 1) <= day and year(day) == month(day) // 12


@pytest.mark.parametrize(
    ("iso", "plain", "length"),
    [
        ("1959", "1959", 365), ("1960-02", "1960-02", 29), ("1959-01-13", "1959-01-13", 1), ("-0300", "-0300", 365),
        ("1959-01-13T10:00:00", "1959-01-13", 1), ("1959-01-13Z", "1959-01-13", 1),
    ],
)  # fmt: skip
def test_a_date_of_any_precision_is_a_stretch_of_days(iso: str, plain: str, length: int) -> None:
    found = days(iso)
    assert found and found[0] == plain and found[1][1] - found[1][0] + 1 == length


@pytest.mark.parametrize("iso", ["", "1959-02-29", "1959-13", "--12-25", "soon", "1959-1-1", "59"])
def test_what_is_no_date_of_the_calendar_is_left_out(iso: str) -> None:
    assert days(iso) is None


@pytest.mark.parametrize(
    ("isos", "unit"),
    [
        (["1959-01-12"], "day"), (["1958-12-20", "1959-01-09"], "day"), (["1958", "1959"], "month"),
        (["1949", "1959"], "1 years"), (["1644", "1959"], "10 years"), (["-0300", "1959"], "100 years"),
    ],
)  # fmt: skip
def test_the_axis_takes_the_finest_unit_that_it_has_room_for(isos: list[str], unit: str) -> None:
    times = [found[1] for iso in isos if (found := days(iso))]
    line = axis(times)
    assert line.unit.name == unit
    assert line.first <= min(times)[0] and max(b for _, b in times) <= line.last
    ticks = list(line.ticks())
    assert ticks[0].x == 0 and len(ticks) <= 100 and [t.x for t in ticks] == sorted(t.x for t in ticks)
    assert any(tick.label or tick.small for tick in ticks)


def test_a_few_far_dates_do_not_crush_the_others() -> None:
    far, near = days("1644"), [days(f"1959-{m:02d}") for m in range(1, 13)]
    assert far and all(near)
    line = focus([(far[1], 1), *((found[1], 20) for found in near if found)])
    assert year(line.first) == year(line.last) == 1959
    assert focus([(far[1], 20), *((found[1], 1) for found in near if found)]).first <= far[1][0]


# The dates of texts


def test_versions_that_give_the_same_date_count_once() -> None:
    found = {date.id: date for date in dated(_leaves(_text("a", "1959-01-13", PAIRS)))}
    assert [(id_, len(date.passages), len(date.issued)) for id_, date in found.items()] == [
        ("d1958", 2, 0),
        ("d1958-12-10", 1, 0),
        ("d1958-12-27--1959-01-09", 1, 0),
        ("d1959", 1, 0),
        ("d1959-01-12", 2, 0),
        ("d1959-01-13", 0, 1),
        ("d1959-06--", 1, 0),
    ]


def test_the_timeline_lists_every_passage_in_every_version_and_leads_to_it() -> None:
    pages = _timeline(_text("a # 100%", "1959-01-13", PAIRS))
    assert list(pages) == ["timeline.html"]
    page = pages["timeline.html"]
    (section,) = page.xpath("//section[@id = 'd1958-12-10']")
    assert [(a.get("href"), a.text) for a in section.xpath(".//a[@class = 'n']")] == [
        ("a%20%23%20100%25.html#zh.1.1.s3", "1.1.s3"),
        ("a%20%23%20100%25.html#en.1.1.s3", "1.1.s3"),
    ]
    assert [p.get("lang") for p in section.xpath(".//p[@class = 'cell']")] == ["zh-Hans", "en"]
    assert [mark.text for mark in section.iter("mark")] == ["那天", "that day"]
    assert "On that day <b>." in _words(section)
    assert _words(section.find("h3")) == "10 December 1958"
    assert [(t.get("datetime"), t.get("data-l-date")) for t in section.find("h3").iter("time")] == [("1958-12-10", "")]
    assert _words(page.get_element_by_id("d1959-06--").find("h3")) == "from June 1959"
    assert _words(page.get_element_by_id("d1959-01-13").find("div")) == "Text of this date: Text a # 100% · 文a # 100%"


def test_the_drawing_has_columns_bars_and_rings_that_lead_to_the_list() -> None:
    page = _timeline(_text("a", "1959-01-13", PAIRS))["timeline.html"]
    links = [(a.get("class"), a.get("data-of"), a.find("title").text) for a in page.xpath("//svg//a")]
    assert links == [
        ("bar", "d1958", "1958 · 2"),
        ("bar", "d1958-12-27--1959-01-09", "1958-12-27 – 1959-01-09 · 1"),
        ("bar", "d1959", "1959 · 1"),
        ("column", "d1958-12-10", "1958-12-10 · 1"),
        ("column", "d1959-01-12", "1959-01-12 · 2"),
        ("column", "d1959-06--", "1959-06 – · 1"),
        ("ring", "d1959-01-13", "1959-01-13 · 1"),
    ]
    for a in page.xpath("//svg//a"):
        assert a.get("href") == f"timeline.html#{a.get('data-of').split()[0]}"
        assert page.get_element_by_id(a.get("data-of").split()[0]) is not None
    assert not page.xpath("//@style")


def test_what_lies_far_away_is_told_at_the_end_of_the_axis() -> None:
    pairs = [_date("1644"), *[_date(f"1959-{m:02d}") for m in range(1, 13) for _ in range(5)]]
    page = _timeline(_text("a", "1959-01-13", pairs))["timeline.html"]
    (beyond,) = page.xpath("//svg//a[@class = 'beyond']")
    assert beyond.get("href") == "timeline.html#d1644" and _words(beyond.find("text")) == "← earlier 1"


def test_many_texts_are_divided_by_years_and_no_page_grows_without_bound() -> None:
    texts = [
        _text(f"t{n:03d}", f"1959-01-{n % 28 + 1:02d}", [_date("1958"), _date(f"{1949 + n % 5}-03-01")])
        for n in range(260)
    ]
    pages = _timeline(*texts)
    assert [address for address in pages if "1958" in address] == [
        "timeline/1958.html",
        "timeline/1958.2.html",
        "timeline/1958.3.html",
    ]
    overview = [
        [_words(cell) for cell in row] for row in pages["timeline.html"].xpath("//table[@class = 'years']/tbody/tr")
    ]
    assert overview[-2:] == [["1958", "1", "260", "0"], ["1959", "28", "0", "260"]] and len(overview) == 7
    ids = {address: {str(i) for i in page.xpath("//@id")} for address, page in pages.items()}
    seen = 0
    for address, page in pages.items():
        rows = page.xpath("//div[contains(@class, 'row')] | //p[@class = 'issued']")
        seen += len(rows)
        assert len(rows) <= 100
        for link in page.xpath("//main//@href"):
            path, _, fragment = str(link).removeprefix("../").partition("#")
            if path.startswith("timeline"):
                assert path in pages and (not fragment or fragment in ids[path]), (address, link)
        assert address == "timeline.html" or all(str(link).startswith("../") for link in page.xpath("//main//@href"))
    assert seen == 3 * 260
    titles = [page.findtext(".//title") for page in pages.values()]
    assert len(set(titles)) == len(titles)
    assert _words(pages["timeline/1958.2.html"].xpath("//section[@id = 'd1958']/h3")[0]) == "1958 (continued)"


def test_an_edition_without_dates_has_no_timeline_and_without_coordinates_no_map() -> None:
    bare = _text("a", "", [("A.", "一。")], LOST)
    assert timeline.tabs(_leaves(bare)) == [] and list(timeline.pages(_site(bare))) == []
    assert atlas.tabs(_leaves(bare)) == [] and list(atlas.pages(_site(bare))) == []
    full = _text("a", "1959", [("A.", "一。")], RECORDS)
    assert timeline.tabs(_leaves(full)) == ["timeline"] and atlas.tabs(_leaves(full)) == ["map"]


# The map


@pytest.mark.parametrize(
    "places",
    [
        [(116.4, 39.9)],
        [(east, north) for *_, north, east in PLACES],
        [(178.4, -18.1), (-157.9, 21.3)],
        [(-180.0, 0.0), (180.0, 1.0)],
        [(0.0, -90.0), (10.0, 90.0)],
        [(x, 0.0) for x in range(-170, 180, 20)],
        [(12.5, 41.9), (-70.6, -33.4), (151.2, -33.9)],
    ],
)
def test_every_place_lies_in_the_view(places: list[tuple[float, float]]) -> None:
    seen = view(places)
    assert -180 <= seen.west < 180 and 0 < seen.east - seen.west <= 360 + 1e-9
    assert -90 <= seen.south < seen.north <= 90 + 1e-9
    for place in places:
        x, y = seen.at(place)
        assert -1e-6 <= x <= WIDTH + 1e-6 and (-1e-6 <= y <= seen.height + 1e-6 or abs(place[1]) > 85)
    assert coast(seen)


def test_a_view_across_the_antimeridian_is_narrow() -> None:
    seen = view([(178.4, -18.1), (-157.9, 21.3)])
    assert seen.east - seen.west < 120 and seen.at((178.4, 0))[0] < seen.at((-157.9, 0))[0]
    assert [label for _, label in meridians(seen)] == ["", "160° E", "180°", "160° W", ""] or "180°" in dict(
        map(reversed, meridians(seen))
    )


def test_the_net_says_where_one_is() -> None:
    seen = View(-20, -20, 40, 25)
    assert [label for _, label in meridians(seen) if label] == ["10° W", "0°", "10° E", "20° E", "30° E"]
    assert [label for _, label in parallels(seen) if label] == ["20° N", "10° N", "0°", "10° S"]


def test_the_coast_is_small_true_and_only_what_is_in_view() -> None:
    assert (ROOT / "xslt" / "site" / "coast.xml").stat().st_size < 60_000
    seen = view([(east, north) for *_, north, east in PLACES])
    data = coast(seen)
    assert len(data) < 15_000
    for x, y in _points(data):
        assert -0.05 * WIDTH < x / 10 < 1.05 * WIDTH and -0.05 * WIDTH < y / 10 < seen.height + 0.05 * WIDTH
    for east, north, land in (
        (113, 35, True),
        (125, 31, False),
        (121, 23.8, True),
        (119.7, 24.3, False),
        (127.5, 36, True),
    ):
        assert _inside(data, *seen.at((east, north))) is land, (east, north)


def _rings(data: str) -> Iterator[list[tuple[int, int]]]:
    for ring in data.split("z")[:-1]:
        start, _, steps = ring.removeprefix("M").partition("l")
        numbers = [int(n) for n in steps.split()]
        x, y = map(int, start.split())
        points = [(x, y)]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x, y))
        yield points


def _points(data: str) -> list[tuple[int, int]]:
    return [point for ring in _rings(data) for point in ring]


def _inside(data: str, x: float, y: float) -> bool:
    """Whether a point lies on land, by the even-odd rule."""
    x, y, crossings = 10 * x, 10 * y, 0
    for ring in _rings(data):
        for (x0, y0), (x1, y1) in itertools.pairwise([*ring, ring[0]]):
            crossings += (y0 > y) != (y1 > y) and x < x0 + (y - y0) / (y1 - y0) * (x1 - x0)
    return crossings % 2 == 1


def test_the_map_says_the_same_as_its_table() -> None:
    (found,) = atlas.pages(_site(_text("a", "", NAMED, RECORDS + LOST)))
    page = _page(found[1])
    drawn = {a.get("data-of"): (a.get("href"), a.find("title").text) for a in page.xpath("//svg//a")}
    rows = {row.get("id"): [_words(cell) for cell in row] for row in page.xpath("//table[@class = 'located']/tbody/tr")}
    assert list(drawn) == list(rows) and len(rows) == len(PLACES)
    assert rows["place.xian"] == ["Xi’an", "西安", "34.3° N, 108.9° E", "1"]
    assert drawn["place.xian"] == ("names/place.xian.html", "Xi’an · 西安 · 1")
    assert page.xpath("//tr[@id = 'place.xian']/th/a/@href") == ["names/place.xian.html"]
    numbers = [int(row[-1]) for row in rows.values()]
    assert numbers == sorted(numbers, reverse=True) and max(numbers) == 4
    assert _words(page.xpath("//p[@class = 'others']")[0]).endswith(" 2")
    assert "Coastline: Natural Earth, public domain" in page.text_content() and not page.xpath("//@style")


def test_a_map_label_is_the_short_name() -> None:
    short = '<placeName type="abbreviation" xml:lang="zh-Hans">黔</placeName><placeName type="abbreviation" xml:lang="en">Guizhou</placeName>'
    stem, data = _text("a", "", [("A.", "一。")], [("guizhou", "Guizhou Province", "贵州省", "27 107")])
    data = data.replace(b"<location>", short.encode() + b"<location>")
    (found,) = atlas.pages(_site((stem, data)))
    labels = _page(found[1]).xpath("//svg//a/text")
    assert [(text.get("data-for"), text.text, text.get("display")) for text in labels] == [
        ("en", "Guizhou", None),
        ("zh", "贵州省", "none"),
    ]


@pytest.mark.parametrize("geo", ["91 0", "0 181", "12", "1 2 3", "north east", "nan nan", ""])
def test_coordinates_that_are_none_put_no_place_on_the_map(geo: str) -> None:
    assert _map(("a", "A", "甲", geo), ("b", "B", "乙", "1, 2")).xpath("//svg//a/@data-of") == ["place.b"]


def test_words_that_find_no_room_are_left_out_and_the_others_cover_nothing() -> None:
    dots = [Dot(100 + n % 7, 100 + n % 5, 3) for n in range(60)]
    room = (0.0, 0.0, 300.0, 200.0)
    found = lettered(dots, ["Some place"] * 60, 12, room)
    assert 0 < sum(label is not None for label in found) < 60
    assert width("北京", 12) == 24 and width("Wm", 10) > width("il", 10)


# In a browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of two texts with all the places and dates."""
    out = tmp_path_factory.mktemp("timeline-map")
    texts = [_text("first", "1959-01-13", [*PAIRS, *NAMED], RECORDS + LOST), _text("second", "1959-03-01", PAIRS)]
    _, findings = render_site(texts, out, edition=EDITION)
    assert findings == []
    return out


def _open(
    browser: Browser, path: Path, width: int = 1280, scheme: str = "light", script: bool = True, locale: str = "en"
) -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
        java_script_enabled=script,
        locale=locale,
    )
    page = context.new_page()
    page.goto(path.as_uri())
    return page


def test_every_link_of_both_pages_leads_somewhere(site: Path) -> None:
    pages = {name: _page((site / name).read_bytes()) for name in ("timeline.html", "map.html")}
    for name, page in pages.items():
        links = [str(link) for link in page.xpath("//main//@href")]
        assert len(links) > 20
        for link in links:
            parts = urlsplit(link)
            target = site / (unquote(parts.path) or name)
            assert target.is_file(), link
            if parts.fragment:
                assert unquote(parts.fragment) in target.read_text("utf-8"), link
        assert page.xpath("//nav//a[@aria-current = 'page']/@href") == [name]


def test_the_coast_is_shipped_but_not_a_page(site: Path) -> None:
    assert not list(site.rglob("coast*")) and (ROOT / "xslt" / "site" / "coast.xml").is_file()


#: The visible words of a drawing as [text, left, top, right, bottom].
BOXES = """() => [...document.querySelectorAll("figure svg a text:not([display])")].map(text => {
  const { left, top, right, bottom } = text.getBoundingClientRect();
  return [text.textContent.trim(), left, top, right, bottom];
})"""


@pytest.mark.browser
@pytest.mark.parametrize("name", ["map", "timeline"])
@pytest.mark.parametrize("locale", ["en", "zh-CN"])
@pytest.mark.parametrize("size", [360, 1440])
def test_words_of_a_drawing_do_not_overlap(browser: Browser, site: Path, name: str, locale: str, size: int) -> None:
    page = _open(browser, site / f"{name}.html", width=size, locale=locale)
    page.wait_for_function(f"document.documentElement.lang === '{locale[:2]}'")
    boxes = page.evaluate(BOXES)
    words = [box[0] for box in boxes]
    if name == "map":
        assert len(boxes) >= 20 and ("Urumqi" if locale == "en" else "乌鲁木齐") in words
    else:
        assert any(word.startswith("27 December 1958" if locale == "en" else "1958年12月27日") for word in words)
    for one, other in itertools.combinations(boxes, 2):
        across = min(one[3], other[3]) - max(one[1], other[1])
        down = min(one[4], other[4]) - max(one[2], other[2])
        assert across <= 0.5 or down <= 3, (one, other)  # a line's box is higher than its letters
    page.context.close()


@pytest.mark.browser
@pytest.mark.parametrize("name", ["map", "timeline"])
@pytest.mark.parametrize(("size", "scheme"), [(360, "light"), (768, "dark"), (1440, "dark"), (1440, "light")])
def test_drawings_fit_the_page_and_are_accessible(
    browser: Browser, site: Path, name: str, scheme: str, size: int
) -> None:
    page = _open(browser, site / f"{name}.html", width=size, scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= size
    page.evaluate((Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8"))
    found = page.evaluate("axe.run(document.querySelector('main'))")
    assert [(v["id"], [n["html"][:120] for n in v["nodes"]]) for v in found["violations"]] == []
    page.context.close()


@pytest.mark.browser
@pytest.mark.parametrize("name", ["map", "timeline"])
def test_pointing_and_the_keyboard_light_drawing_and_list_together(browser: Browser, site: Path, name: str) -> None:
    page = _open(browser, site / f"{name}.html")
    of, chosen = ("place.xian", ".place") if name == "map" else ("d1958-12-10", ".column")
    lit = "[...document.querySelectorAll('.lit')].map(e => e.localName).sort().join(' ')"
    mark, row = page.locator(f"{chosen}[data-of='{of}']"), page.locator(f"[id='{of}']")
    together = "a tr" if name == "map" else "a section"
    mark.focus()
    assert page.evaluate(lit) == together
    page.evaluate("document.activeElement.blur()")
    assert page.evaluate(lit) == ""
    row.hover()
    assert page.evaluate(lit) == together
    mark.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"names/place\.xian\.html" if name == "map" else r"timeline\.html#d1958-12-10"))
    page.context.close()


@pytest.mark.browser
@pytest.mark.parametrize("name", ["map", "timeline"])
def test_drawings_are_whole_without_scripts(browser: Browser, site: Path, name: str) -> None:
    page = _open(browser, site / f"{name}.html", script=False, locale="zh-CN")
    assert page.locator("figure svg a text:visible").count() > 3
    assert page.locator("figure svg text[lang='zh-Hans']:visible, figure svg text[lang='zh']:visible").count() == 0
    mark = page.locator("figure svg a").first.bounding_box()
    assert mark and mark["width"] > 5
    page.context.close()
