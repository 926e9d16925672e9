"""Registers, the pages of records, and the ways into many texts: the list, the calendar, the newspaper's pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from lxml.html import HtmlElement

from tei.model import Edition
from tei.names import TEI
from tei.render import filing
from tei.render.filing import filed
from tei.render.site import browse, index, overviews, registers
from tei.render.site.entries import entries
from tei.render.site.frame import Site, assets
from tei.render.site.leaf import Leaf, Mark, Passage, Record, Side
from tei.render.site.listing import listed, runs, when
from tei.render.site.paging import pager, split
from tei.render.site.record import address

if TYPE_CHECKING:
    from playwright.sync_api import Browser

EDITION = Edition(title=(("en", "The Sample Edition"), ("zh-Hans", "样例版")))
VERSIONS = (("original", "zh-Hans", "zh"), ("translation", "en", "en"))
HOSTILE = "<b onclick='x'>&amp; ]]>"


def _record(id_: str, english: str, chinese: str = "", more: str = "", kind: str = "persons") -> Record:
    name = {"persons": "persName", "places": "placeName"}[kind]
    element = {"persons": "person", "places": "place"}[kind]
    names = f'<{name} xml:lang="en">{english}</{name}>' * bool(english)
    names += f'<{name} xml:lang="zh-Hans">{chinese}</{name}>' * bool(chinese)
    return Record(id_, kind, f'<{element} xmlns="{TEI}" xml:id="{id_}">{names}{more}</{element}>'.encode())


def _passage(n: int, records: Sequence[str], zh: str = "李安开馆。", en: str = "Li An opened it.") -> Passage:
    """A pair in which the first characters of both sides name the records."""
    sides = (
        Side(0, (f"zh.1.{n}.s1",), zh, names=(Mark(0, 2, tuple(records)),) if records else ()),
        Side(1, (f"en.1.{n}.s1", f"en.1.{n}.s2"), en, names=(Mark(0, 5, tuple(records)),) if records else ()),
    )
    return Passage(f"zh.1.{n}.s1", False, sides)


def _header(date: str, page: str) -> bytes:
    scope = f'<biblScope unit="page">{page}</biblScope>' if page else ""
    return f"""<teiHeader xmlns="{TEI}"><fileDesc><titleStmt><title xml:lang="en">A Library Opens</title>
      <title xml:lang="zh-Hans">图书馆开馆</title></titleStmt><sourceDesc><biblStruct><monogr><title xml:lang="en">News</title>
      <imprint><date when="{date}"/></imprint>{scope}</monogr></biblStruct></sourceDesc></fileDesc></teiHeader>""".encode()


def _leaf(
    stem: str,
    date: str = "1959-01-13",
    records: Sequence[Record] = (),
    passages: Sequence[Passage] = (),
    page: str = "",
) -> Leaf:
    titles = (("en", "A Library Opens"), ("zh-Hans", "图书馆开馆"))
    return Leaf(stem, stem, date, titles, VERSIONS, _header(date, page), tuple(records), tuple(passages), False)


def _site(leaves: Sequence[Leaf], edition: Edition = EDITION) -> Site:
    return Site(edition, overviews.frame(edition, leaves, False, None), tuple(leaves))


def _pages(site: Site) -> dict[str, HtmlElement]:
    """The pages of registers, index and ways, by address; every address once."""
    found = [page for module in (index, browse, registers) for page in module.pages(site)]
    assert len(found) == len({at for at, _ in found})
    return {at: html.document_fromstring(data.decode()) for at, data in found}


LI = _record(
    "pers.li",
    "Li An",
    "李安",
    f"""<persName xml:lang="zh-Hant">李安安</persName><persName type="variant" xml:lang="en">Comrade Li</persName>
    <birth when="1901-02-03"/><idno type="wikidata">Q1</idno><note xml:lang="en">Librarian in An; later {HOSTILE.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")}.</note>
    <note xml:lang="zh-Hans">馆员；后来不详。</note>""",
)
COUNTY = _record("地.安县", "An County", "安县", "<location><geo>31.50 -104.40</geo></location>", "places")


@pytest.fixture(scope="module")
def pages() -> dict[str, HtmlElement]:
    lacking = Passage("zh.1.3.s1", False, (Side(0, ("zh.1.3.s1",), "又见李安与李安", names=(Mark(2, 4, ("pers.li",)), Mark(5, 7, ("pers.li",)))),))  # fmt: skip
    head = replace(_passage(4, ["pers.li"], en=HOSTILE), head=True)
    first = _leaf("a b", "1958-05-01", [LI, COUNTY], [_passage(1, ["pers.li"]), _passage(2, []), lacking, head])
    second = _leaf("second", "1959-01-13", [LI], [_passage(1, ["pers.li"])])
    return _pages(_site([first, second]))


# A record


def test_a_record_has_a_page_with_all_its_names_and_what_is_known_of_it(pages: dict[str, HtmlElement]) -> None:
    page = pages["names/pers.li.html"]
    assert [(n.get("lang"), n.text) for n in page.xpath("//h1/span")] == [("en", "Li An"), ("zh-Hans", "李安")]
    forms = page.xpath("//dl[@class = 'forms']")[0]
    assert [(n.get("lang"), n.text) for n in forms.xpath(".//li/span")] == [("en", "Comrade Li"), ("zh-Hant", "李安安")]
    assert page.xpath("//time[@datetime = '1901-02-03'][. = '3 February 1901']/parent::li[starts-with(., '* ')]")
    assert page.xpath("//a[@href = 'https://www.wikidata.org/wiki/Q1']")
    assert page.xpath("//*[@lang = 'zh-Hans'][p = '馆员；后来不详。']")
    assert page.xpath("//p[@class = 'kicker'][. = 'person']")


def test_every_passage_that_names_a_record_stands_beside_its_counterpart(pages: dict[str, HtmlElement]) -> None:
    page = pages["names/pers.li.html"]
    texts = page.xpath("//section[@class = 'occurrences']/section")
    assert [text.xpath("string(h3/a/@href)") for text in texts] == ["../a%20b.html", "../second.html"]
    assert [text.xpath("string(p/time/@datetime)") for text in texts] == ["1958-05-01", "1959-01-13"]
    rows = texts[0].xpath("div[contains(@class, 'row')]")
    assert [[str(a) for a in row.xpath(".//a/@href")] for row in rows] == [
        ["../a%20b.html#zh.1.1.s1", "../a%20b.html#en.1.1.s1"],
        ["../a%20b.html#zh.1.3.s1"],
        ["../a%20b.html#zh.1.4.s1", "../a%20b.html#en.1.4.s1"],
    ]
    assert [cell.get("lang") for cell in rows[0]] == ["zh-Hans", "en"]
    assert [[mark.text for mark in row.iter("mark")] for row in rows] == [
        ["李安", "Li An"],
        ["李安", "李安"],
        ["李安", "<b on"],
    ]
    assert rows[1][0].xpath("string(p)").endswith("又见李安与李安") and rows[1][1].text_content() == "no counterpart"
    assert rows[2][1].xpath("string(p)").endswith(HOSTILE) and not page.xpath("//b")


def test_a_pair_is_one_passage_and_counts_agree_everywhere(pages: dict[str, HtmlElement]) -> None:
    (said,) = pages["names/pers.li.html"].xpath("//section[@class = 'occurrences']/p")
    assert said.text_content() == "4 passages · 2 texts"
    assert pages["persons.html"].xpath("string(//li[@id = 'pers.li']/p[@class = 'count'])") == "4 passages · 2 texts"
    assert pages["names.html"].xpath("string(//ul[@class = 'most']/li[1]/span)") == "4"


def test_coordinates_say_their_hemisphere(pages: dict[str, HtmlElement]) -> None:
    assert pages["names/地.安县.html"].xpath("//li[@class = 'geo'][. = '31.5° N, 104.4° W']")


def test_a_record_that_no_passage_names_has_a_page_that_says_so(pages: dict[str, HtmlElement]) -> None:
    assert pages["names/地.安县.html"].xpath("string(//p[@class = 'nothing'])") == "No passage names it."


def test_of_a_name_in_a_name_of_the_same_record_the_outer_is_marked() -> None:
    nested = Side(0, ("zh.1",), "安县图书馆", names=(Mark(0, 2, ("pers.li",)), Mark(0, 5, ("pers.li",))))
    site = _site([_leaf("x", records=[LI], passages=[Passage("zh.1", False, (nested,))])])
    (mark,) = _pages(site)["names/pers.li.html"].iter("mark")
    assert mark.text == "安县图书馆"


def test_more_than_two_hundred_passages_are_split_into_pages_that_lead_to_each_other() -> None:
    leaves = [_leaf(f"t{n}", records=[LI], passages=[_passage(p, ["pers.li"]) for p in range(90)]) for n in range(7)]
    pages = _pages(_site(leaves))
    parts = ["names/pers.li.html", *(f"names/pers.li.{n}.html" for n in (2, 3, 4))]
    assert [at for at in pages if at.startswith("names/")] == parts
    shown = [str(a) for at in parts for a in pages[at].xpath("//div[contains(@class, 'cell')][1]//a/@href")]
    assert shown == [f"../t{n}.html#zh.1.{p}.s1" for n in range(7) for p in range(90)]
    turns = pages[parts[1]].xpath("//nav[contains(@class, 'pager')]//a")
    assert [(a.get("href"), a.get("rel"), a.get("aria-current")) for a in turns] == [
        ("../names/pers.li.html", "prev", None),
        ("../names/pers.li.2.html", None, "page"),
        ("../names/pers.li.3.html", "next", None),
        ("../names/pers.li.4.html", None, None),
    ]
    assert pages[parts[0]].xpath("//dl[@class = 'forms']") and not pages[parts[1]].xpath("//dl[@class = 'forms']")
    assert all(page.xpath("string(//section[@class = 'occurrences']/p)").startswith("630 ") for at, page in pages.items() if at in parts)  # fmt: skip


def test_the_further_page_of_a_record_never_takes_the_address_of_another_record() -> None:
    records = [_record("x", "X", "甲"), _record("x.2", "Two", "乙"), _record("x.2_", "Three", "丙")]
    passages = [_passage(p, ["x", "x.2"]) for p in range(401)]
    pages = _pages(_site([_leaf("t", records=records, passages=passages)]))
    assert {at: page.xpath("string(//h1/span)") for at, page in pages.items() if at.startswith("names/")} == {
        "names/x.html": "X",
        "names/x.2__.html": "X",
        "names/x.3.html": "X",
        "names/x.2_.html": "Three",
        "names/x.2.html": "Two",
        "names/x.2.2.html": "Two",
        "names/x.2.3.html": "Two",
    }


@given(st.sets(st.text("ab.2_", min_size=1, max_size=6), max_size=12))
def test_all_addresses_of_records_differ(ids: set[str]) -> None:
    found = [address(id_, n, ids) for id_ in ids for n in range(1, 24)]
    assert len(found) == len(set(found))


def test_a_record_cannot_leave_its_folder() -> None:
    leaf = _leaf("t", records=[LI, *(replace(LI, id=id_) for id_ in ("../../x", "", "a b", "a/b", ".."))])
    assert [at for at in _pages(_site([leaf])) if at.startswith("names/")] == ["names/pers.li.html"]


def test_the_id_of_a_record_may_be_chinese(pages: dict[str, HtmlElement]) -> None:
    assert pages["places.html"].xpath("//a[@href = $to]", to=f"names/{quote('地.安县')}.html")
    assert pages["places.html"].xpath("//li[@id = '地.安县']")


# The registers


def test_a_register_gives_names_in_both_languages_and_the_first_clause_of_what_is_known(
    pages: dict[str, HtmlElement],
) -> None:
    (entry,) = pages["persons.html"].xpath("//li[@id = 'pers.li']")
    assert [(n.get("lang"), n.text) for n in entry.xpath("a/span")] == [("en", "Li An"), ("zh-Hans", "李安")]
    assert [(n.get("lang"), n.text) for n in entry.xpath("div/p")] == [("en", "Librarian in An"), ("zh-Hans", "馆员")]
    assert [n.text for n in pages["persons/zh.html"].xpath("//li[@id = 'pers.li']/a/span")] == ["李安", "Li An"]


NAMES = [("a", "Xi An", "西安"), ("b", "The Élan", "重庆"), ("c", "de Gaulle", "单一"), ("d", "Zeng Xisheng", "曾希圣"),
         ("e", "9 March", "《长江》"), ("f", "", "阿拉善"), ("g", "Mao Dun", "")]  # fmt: skip


def _orders(kind: str) -> dict[str, list[tuple[str, list[str]]]]:
    records = [_record(id_, english, chinese, kind=kind) for id_, english, chinese in NAMES]
    pages = _pages(_site([_leaf("t", records=records)]))
    return {
        at: [
            (str(group.get("id")), [str(i) for i in group.xpath("ul/li/@id")])
            for group in pages[at].xpath("//section[h2]")
        ]
        for at in (f"{kind}.html", f"{kind}/zh.html")
    }


def test_a_register_has_an_english_order_and_one_of_pinyin_under_letters() -> None:
    assert _orders("persons") == {
        "persons.html": [("~A", ["f"]), ("~D", ["c"]), ("~E", ["b"]), ("~M", ["g"]), ("~X", ["a"]), ("~Z", ["d"]), ("~other", ["e"])],
        "persons/zh.html": [("~A", ["f"]), ("~C", ["e", "b"]), ("~M", ["g"]), ("~S", ["c"]), ("~X", ["a"]), ("~Z", ["d"])],
    }  # fmt: skip


def test_a_surname_is_read_as_one_only_in_the_register_of_persons() -> None:
    assert ("~D", ["c"]) in _orders("places")["places/zh.html"]  # 单 is shan in a person's name, else dan


def test_syllables_count_before_tones_and_tones_before_characters() -> None:
    names = ["李安", "里昂", "梨园", "力", "丽江", "李"]
    assert sorted(names, key=filed) == ["梨园", "李", "李安", "里昂", "力", "丽江"]
    assert [filed(name).letter for name in ("Ångström", "“Zhou”", "l’Aquila", "…", "ü", "Жуков", "")] == [
        "A", "Z", "L", "other", "U", "other", "other"]  # fmt: skip


def test_what_names_sound_like_is_known_in_the_next_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(filing, "_SPOKEN", filing._Spoken())
    with filing.remembered():
        first = filed("重庆")
    [kept] = (tmp_path / "tei" / "sounds").iterdir()
    assert first.letter == "C" and "重庆" in kept.read_text("utf-8")
    kept.write_text(kept.read_text("utf-8").replace("chong2", "zzz2"), "utf-8")  # so that it can be told who said it
    monkeypatch.setattr(filing, "_SPOKEN", filing._Spoken())
    with filing.remembered():
        assert filed("重庆").key[0] == "zzz2"
    kept.write_text("[not", "utf-8")
    monkeypatch.setattr(filing, "_SPOKEN", filing._Spoken())
    with filing.remembered():
        assert filed("重庆") == first


def test_a_surname_that_is_marked_leads_the_english_order() -> None:
    split_ = '<persName xml:lang="en"><forename>Anna</forename> <surname>Strong</surname></persName>'
    record = Record("s", "persons", f'<person xmlns="{TEI}" xml:id="s">{split_}</person>'.encode())
    pages = _pages(_site([_leaf("t", records=[record])]))
    assert pages["persons.html"].xpath("//section[@id = '~S']//li[@id = 's']")
    assert "persons/zh.html" not in pages  # nothing in it is Chinese


def test_a_long_register_is_split_by_letter_and_long_letters_are_split_too() -> None:
    records = [_record(f"m{n:04d}", f"Mao {n:04d}", "毛") for n in range(510)] + [_record("z", "Zhou", "周")]
    pages = _pages(_site([_leaf("t", records=records)]))
    own = [at for at in pages if at.startswith("persons")]
    assert own == ["persons.html", "persons/en.M.html", "persons/en.M.2.html", "persons/en.Z.html",
                   "persons/zh.html", "persons/zh.M.html", "persons/zh.M.2.html", "persons/zh.Z.html"]  # fmt: skip
    letters = pages["persons.html"].xpath("//nav[contains(@class, 'letters')]//a/@href")
    assert letters == ["persons/en.M.html", "persons/en.Z.html"] and not pages["persons.html"].xpath("//li[@id]")
    assert [len(pages[at].xpath("//li[@id]")) for at in own[1:4]] == [500, 10, 1]
    assert pages["persons/en.M.2.html"].xpath("//a[@rel = 'prev']/@href") == ["../persons/en.M.html"]


def test_one_tab_leads_to_the_registers_and_they_to_each_other(pages: dict[str, HtmlElement]) -> None:
    for at, current in (("names.html", "page"), ("persons.html", "true"), ("names/pers.li.html", "true"), ("persons/zh.html", "true")):  # fmt: skip
        tab = pages[at].xpath("//header//nav//a[contains(@href, 'names.html')]")
        assert [a.get("aria-current") for a in tab] == [current], at
        kinds = pages[at].xpath("//nav[contains(@class, 'ways names')]//li")
        assert [" ".join(kind.text_content().split()) for kind in kinds] == ["Persons 1", "Places 1"]
    assert pages["persons.html"].xpath("//nav[contains(@class, 'ways')]//a[@aria-current = 'page']/@href") == ["persons.html"]  # fmt: skip


def test_every_link_between_these_pages_leads_somewhere(pages: dict[str, HtmlElement]) -> None:
    texts = {"a b.html", "second.html"}
    others = {"timeline.html", "map.html", "search.html"}
    checked = 0
    for at, page in pages.items():
        ids = [str(i) for i in page.xpath("//@id")]
        assert len(ids) == len(set(ids)), at
        for link in page.xpath("//a/@href"):
            parts = urlsplit(urljoin(f"http://x/{quote(at)}", str(link)))
            if parts.netloc != "x":
                continue
            target = unquote(parts.path[1:])
            assert target in pages or target in texts | others, (at, link)
            if parts.fragment and target in pages:
                assert unquote(parts.fragment) in pages[target].xpath("//@id"), (at, link)
            checked += 1
    assert checked > 50


def test_the_records_of_many_texts_are_found_in_one_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is looked at grows as the texts do: each mark once, whatever number of records there are."""
    looked: Counter[int] = Counter()

    class Marks(tuple[Mark, ...]):
        def __iter__(self) -> Iterator[Mark]:
            looked[size] += 1
            return super().__iter__()

    for size in (10, 40):
        records = [_record(f"r{n}", f"R {n}", "") for n in range(25)]
        side = Side(0, ("zh.1",), "李安", names=Marks((Mark(0, 2, ("r1",)),)))
        leaves = [_leaf(f"t{n}", records=records, passages=[Passage("zh.1", False, (side,))] * 5) for n in range(size)]
        assert len(entries(leaves)) == 25
    assert looked[40] == 4 * looked[10]


def test_pages_are_made_one_by_one() -> None:
    made = registers.pages(_site([_leaf("t", records=[_record(f"r{n}", f"R {n}") for n in range(20)])]))
    assert next(made)[0] == "names.html"


# The list, the calendar, the newspaper's pages


def _days(*dates: str) -> list[Leaf]:
    return [_leaf(f"t{n}", date, page=str(n % 3 + 1)) for n, date in enumerate(sorted(dates))]


def test_few_texts_are_a_list_without_calendar() -> None:
    pages = _pages(_site(_days(*(f"1959-01-{n:02d}" for n in range(1, 8)))))
    assert list(pages) == ["index.html"]
    assert pages["index.html"].xpath("count(//section/ol/li)") == 7 and not pages["index.html"].xpath("//h3")


MANY = ("", "1958", "1958-12", "1959-01-13", "1959-01-13", "1959-01-14", "1959-02-28", "1960-02-29", "1959-02-30")


@pytest.fixture(scope="module")
def many() -> dict[str, HtmlElement]:
    return _pages(_site(_days(*MANY)))


def test_many_texts_are_listed_by_year_and_month(many: dict[str, HtmlElement]) -> None:
    page = many["index.html"]
    heads = [head.text_content() for head in page.xpath("//section[@class = 'contents']//*[self::h3 or self::h4]")]
    assert heads == ["Without a date", "1958", "December 1958", "1959", "January 1959", "February 1959", "1960", "February 1960"]  # fmt: skip
    assert sorted(page.xpath("//ol/li/a/@href")) == [f"t{n}.html" for n in range(9)]
    assert page.xpath("//li[@id = 'd1959-01-13']/following-sibling::li[1]/@id") == []
    assert [a.get("aria-current") for a in page.xpath("//nav[contains(@class, 'browse')]//a")] == ["page", None, None]


def test_the_calendar_leads_to_the_text_of_a_day_or_to_the_list_of_that_day(many: dict[str, HtmlElement]) -> None:
    page = many["calendar.html"]
    assert [table.get("id") for table in page.xpath("//table")] == ["m1958-12", "m1959-01", "m1959-02", "m1960-02"]
    january = page.xpath("//table[@id = 'm1959-01']")[0]
    assert january.xpath("string(caption/a/time/@datetime)") == "1959-01"
    assert len(january.xpath("thead/tr/th[@scope = 'col']")) == 7
    weeks = [
        [cell.xpath("string(span[1] | a/span[1] | text())") for cell in week] for week in january.xpath("tbody/tr")
    ]
    assert weeks[0] == ["", "", "", "1", "2", "3", "4"] and weeks[-1] == ["26", "27", "28", "29", "30", "31", ""]
    days = {a.xpath("string(.//time/@datetime)"): str(a.get("href")) for a in page.xpath("//td/a")}
    assert days == {"1959-01-13": "index.html#d1959-01-13", "1959-01-14": "t5.html", "1959-02-28": "t6.html", "1960-02-29": "t8.html"}  # fmt: skip
    assert "13 January 1959, 2 texts" in page.xpath("string(//td/a[contains(@href, 'index')])")


def test_every_anchor_that_the_calendar_leads_to_is_there(many: dict[str, HtmlElement]) -> None:
    parts = [urlsplit(str(link)) for link in many["calendar.html"].xpath("//main//a/@href")]
    led = [part for part in parts if part.fragment]
    assert len(led) > 5 and all(part.fragment in many[part.path].xpath("//@id") for part in led)


def test_the_calendar_of_many_months_is_a_table_of_years_and_a_page_for_each() -> None:
    pages = _pages(_site(_days(*(f"{year}-{month:02d}-01" for year in (1950, 1951, 1955) for month in range(1, 13)))))
    years = [f"calendar/{year}.html" for year in (1950, 1951, 1955)]
    assert [at for at in pages if at.startswith("calendar")] == ["calendar.html", *years]
    table = pages["calendar.html"].xpath("//table")[0]
    assert [th.text_content() for th in table.xpath(".//th[@scope = 'row']")] == ["1950", "1951", "1955"]
    assert table.xpath("string(tbody/tr[2]/td[3]/a/@href)") == "calendar/1951.html#m1951-03"
    assert len(pages[years[1]].xpath("//table[caption]")) == 12
    assert [a.get("href") for a in pages[years[1]].xpath("//nav[contains(@class, 'pager')]//a")] == [
        f"../{y}" for y in years
    ]


def test_texts_are_listed_by_the_page_of_the_newspaper(many: dict[str, HtmlElement]) -> None:
    groups = many["pages.html"].xpath("//section[@class = 'contents']")
    assert [group.xpath("string(h2)") for group in groups] == ["Page 1", "Page 2", "Page 3"]
    assert groups[1].xpath("ol/li/a/@href") == ["t1.html", "t4.html", "t7.html"]


def test_a_newspaper_of_many_texts_has_a_page_for_each_of_its_pages() -> None:
    leaves = [_leaf(f"t{n}", page="10" if n == 0 else "a/b" if n == 1 else "2") for n in range(210)]
    pages = _pages(_site(leaves))
    assert [at for at in pages if at.startswith("pages")] == ["pages.html", "pages/2.html", "pages/2.2.html", "pages/10.html", "pages/_3.html"]  # fmt: skip
    assert len(pages["pages/2.html"].xpath("//ol/li")) == 200 and len(pages["pages/2.2.html"].xpath("//ol/li")) == 8


def test_there_is_nothing_to_browse_where_all_is_on_one_page_or_without_a_date() -> None:
    assert list(_pages(_site([_leaf(f"t{n}", "", page="2") for n in range(9)]))) == ["index.html"]


def test_a_long_list_is_split_between_days() -> None:
    leaves = [_leaf(f"t{n}", f"1959-01-{n // 30 + 1:02d}") for n in range(450)]
    assert [len(run) for run in runs(leaves)] == [180, 180, 90]
    assert [len(run) for run in runs([_leaf(f"t{n}") for n in range(450)])] == [200, 200, 50]
    pages = _pages(_site(leaves))
    assert [at for at in pages if at.startswith(("index", "texts"))] == ["index.html", "texts/2.html", "texts/3.html"]
    assert pages["texts/2.html"].xpath("//ol/li[1]/a/@href") == ["../t180.html"]
    days = pages["calendar.html"].xpath("//td/a/@href")
    assert days[:8] == [*(f"index.html#d1959-01-0{n}" for n in range(1, 7)), "texts/2.html#d1959-01-07", "texts/2.html#d1959-01-08"]  # fmt: skip
    assert pages["texts/2.html"].xpath("//header//a[contains(@href, 'index.html')]/@aria-current") == ["true"]


@given(st.lists(st.integers(0, 30), max_size=500))
def test_the_list_loses_no_text(days: list[int]) -> None:
    leaf = _leaf("t")
    leaves = [replace(leaf, stem=str(n), date=str(day)) for n, day in enumerate(sorted(days))]
    parts = runs(leaves)
    assert [each for run in parts for each in run] == leaves and all(len(run) <= 200 for run in parts)


def test_only_days_of_the_calendar_are_dates() -> None:
    assert [when(d) for d in ("1959", "1959-02", "1959-02-28", "1959-02-30", "1959-2", "0000", "-0044", "x", "１９５９")] == [
        "1959", "1959-02", "1959-02-28", "", "", "", "", "", ""]  # fmt: skip


@given(st.integers(1, 2000), st.data())
def test_a_pager_is_short_and_leads_to_both_ends_and_the_neighbours(of: int, data: st.DataObject) -> None:
    n = data.draw(st.integers(1, of))
    turns = [int(str(turn.get("n"))) for element in pager(n, of, listed) for turn in element.iter("turn")]
    assert len(turns) <= 7 and (of == 1 or ({1, of, n} <= set(turns) and turns == sorted(turns)))
    assert of == 1 or {max(1, n - 1), min(of, n + 1)} <= set(turns)


@given(st.lists(st.integers()), st.integers(1, 9))
def test_runs_give_back_the_whole(items: list[int], size: int) -> None:
    assert [item for run in split(items, size) for item in run] == items


def test_a_frame_in_chinese_speaks_chinese_everywhere() -> None:
    edition = Edition(title=(("zh-Hans", "样例版"),))
    pages = _pages(
        _site([_leaf(f"t{n}", f"1959-01-{n:02d}", [LI], [_passage(1, ["pers.li"])]) for n in range(1, 10)], edition)
    )
    assert pages["persons.html"].xpath("string(//h1)") == "人物" and pages["calendar.html"].xpath(
        "//caption//time[. = '1959年1月']"
    )
    assert pages["names/pers.li.html"].xpath("string(//section[@class = 'occurrences']/p)") == "9 处 · 9 篇"


# In a browser


@pytest.mark.browser
def test_none_of_these_pages_scrolls_sideways_and_sides_stand_beside_each_other_where_there_is_room(
    browser: Browser, tmp_path: Path
) -> None:
    leaves = [
        _leaf(f"t{n}", f"195{n % 9}-01-{n + 1:02d}", [LI, COUNTY], [_passage(1, ["pers.li"])], str(n))
        for n in range(28)
    ]
    site = _site(sorted(leaves, key=lambda leaf: leaf.date))
    made = [*(page for module in (index, browse, registers) for page in module.pages(site)), *assets(site.frame)]
    for at, data in made:
        (tmp_path / at).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / at).write_bytes(data)
    page = browser.new_page(java_script_enabled=False)
    for at, _ in made:
        if not at.endswith(".html"):
            continue
        page.goto((tmp_path / at).as_uri())
        for width in (360, 768, 1440):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, at
            if at == "names/pers.li.html":
                left, right = (page.locator("div.row > .cell:has(mark)").nth(n).bounding_box() for n in (0, 1))
                assert left and right and (right["x"] > left["x"]) is (width > 704)
            if at == "calendar.html":
                cells = [page.locator("tbody tr").first.locator("td").nth(n).bounding_box() for n in (0, 6)]
                assert cells[0] and cells[1] and cells[1]["x"] > cells[0]["x"]
    page.close()
