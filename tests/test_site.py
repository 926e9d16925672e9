"""The web site: what a reader finds in the pages, whatever the text holds."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest
from lxml import etree, html
from lxml.html import HtmlElement

from tei.model import Edition
from tei.names import TEI, XML_ID, tei
from tei.render.site import render_site
from tei.report import Finding
from tei.xml import parse

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

HOSTILE = "<script>alert(1)</script> & ]]> \"double\" 'single' \\n # $ {@id} &amp; %3C <!-- --> {{x}}"

HEADER = """
<teiHeader>
  <fileDesc>
    <titleStmt>
      <title xml:lang="en">A Library Opens</title><title xml:lang="zh-Hans">图书馆开馆</title>
      <author>Li An</author>
      <respStmt xml:id="ed"><resp xml:lang="en">edited by</resp><persName ref="https://orcid.org/0000-0002-1825-0097">Ann Editor</persName></respStmt>
    </titleStmt>
    <editionStmt><edition n="0.1.0">Version 0.1.0</edition></editionStmt>
    <publicationStmt>
      <publisher>The Project</publisher><date when="2026-11-23">2026-11-23</date>
      <availability><licence target="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</licence><p>Rights: none known.</p></availability>
      <idno type="tei">sample.1</idno>
    </publicationStmt>
    <sourceDesc>
      <biblStruct xml:id="source"><monogr>
        <title level="j" xml:lang="en">County News</title><title level="j" xml:lang="zh-Hans">县报</title>
        <imprint><date when="1959-01-13">1959-01-13</date></imprint><biblScope unit="page">2</biblScope>
      </monogr></biblStruct>
      <bibl type="seed"><idno type="file">library.txt</idno><idno type="sha256">63b38ea3</idno><measure unit="byte">25640 bytes</measure></bibl>
    </sourceDesc>
  </fileDesc>
  <encodingDesc>
    <appInfo><application xml:id="tool" ident="tei" version="0.1.0"><label>tei</label></application></appInfo>
    <charDecl><char xml:id="u0007"><mapping type="codepoint">U+0007</mapping></char></charDecl>
  </encodingDesc>
</teiHeader>"""

STAND_OFF = """
<standOff>
  <listPerson><person xml:id="pers.li"><persName xml:lang="en">Li An</persName><persName xml:lang="zh-Hans">李安</persName>
    <persName xml:lang="zh-Hans" type="variant">老李</persName><idno type="wikidata">Q1</idno><note xml:lang="en">Librarian.</note></person></listPerson>
  <listPlace><place xml:id="place.county"><placeName xml:lang="en">An County</placeName><placeName xml:lang="zh-Hans">安县</placeName>
    <location><geo>31.50 -104.40</geo></location></place></listPlace>
  <listOrg><org xml:id="org.library"><orgName xml:lang="en">An County Library</orgName><orgName xml:lang="zh-Hans">安县图书馆</orgName></org></listOrg>
  <listEvent><event xml:id="event.opening" when="1959-01-12"><eventName xml:lang="en">Opening</eventName><eventName xml:lang="zh-Hans">开馆</eventName></event></listEvent>
  <listBibl><bibl xml:id="doc.rules"><title xml:lang="en">Rules</title><title xml:lang="zh-Hans">章程</title></bibl></listBibl>
  <linkGrp type="alignment" subtype="sentence"><link type="1-1" cert="low" target="#en.1.1.s3 #zh.1.1.s2"/></linkGrp>
  <listAnnotation>
    <annotation xml:id="note1" target="#en.1.1 #zh.1.1"><note type="commentary" resp="#ed" xml:lang="en">On the paragraph; see <ref target="https://example.org/">there</ref>, <ref target="javascript:alert(1)">not there</ref>, <ref target="#zh.1.1.s1">here</ref>.</note></annotation>
    <annotation xml:id="note2" target="#en.1.1.q1 #zh.1.1.q1 #zh.1.1.q2 #zh.1.2.q1"><note type="translation" resp="#ed" xml:lang="en">On <q>a word</q>, <foreign xml:lang="ar">كلمة</foreign>.</note><note type="translation" resp="#ed" xml:lang="zh-Hans">说一词。</note></annotation>
    <annotation xml:id="note3" target="#en.1 #zh.1"><note type="crux" resp="#tool" xml:lang="en">On the report.</note></annotation>
    <annotation xml:id="note4" target="#zh.1.1.e1"><note type="editorial" resp="#ed" xml:lang="en">The year of the paper.</note></annotation>
  </listAnnotation>
</standOff>"""

ENGLISH = """
<div type="translation" xml:lang="en" xml:id="en" corresp="#zh">
  <head type="title" xml:id="en.h1" corresp="#zh.h1">A Library Opens</head>
  <div type="report" n="1" xml:id="en.1" corresp="#zh.1">
    <head type="supplied" xml:id="en.1.h1" corresp="#zh.1.h1"><supplied resp="#tool">Library</supplied></head>
    <p xml:id="en.1.1" corresp="#zh.1.1"><s xml:id="en.1.1.s1" corresp="#zh.1.1.s1"><seg type="dateline">By <persName ref="#pers.li">Li An</persName>, <date from="1959-01-11" to="1959-01-12">11th and 12th January</date>:</seg> The <orgName ref="#org.library"><placeName ref="#place.county">An County</placeName> Library</orgName> had its <eventName ref="#event.opening">opening</eventName>.</s> <s xml:id="en.1.1.s2" corresp="#zh.1.1.s1">The <title ref="#doc.rules">Rules</title> were <seg type="note" xml:id="en.1.1.q1">read out</seg> to <num atLeast="100">more than a hundred</num> and <measure quantity="3" unit="t">three tons</measure> <surplus resp="#ed" cert="high" xml:id="en.1.1.e1">tons </surplus>moved.<g ref="#u0007"/></s> <s xml:id="en.1.1.s3" corresp="#zh.1.1.s2">It is <unclear>dim</unclear> <gap reason="illegible"/>.</s></p>
    <p xml:id="en.1.2" corresp="#zh.1.2"><s xml:id="en.1.2.s1" corresp="#zh.1.2.s1">Two paragraphs</s></p>
    <p xml:id="en.1.3" corresp="#zh.1.2"><s xml:id="en.1.3.s1" corresp="#zh.1.2.s1">answer to one.</s></p>
    <p xml:id="en.1.4"><s xml:id="en.1.4.s1">HOSTILE</s></p>
  </div>
</div>"""

CHINESE = """
<div type="original" xml:lang="zh-Hans" xml:id="zh" corresp="#en">
  <head type="title" xml:id="zh.h1" corresp="#en.h1">图书馆  开馆</head>
  <head type="main" xml:id="zh.h2">开馆</head>
  <div type="report" n="1" xml:id="zh.1" corresp="#en.1">
    <head xml:id="zh.1.h1" corresp="#en.1.h1">图书馆</head>
    <p xml:id="zh.1.0"><s xml:id="zh.1.0.s1">起首无译文，<foreign xml:lang="ug-Arab">كىتاب</foreign>。</s></p>
    <p xml:id="zh.1.1" corresp="#en.1.1"><s xml:id="zh.1.1.s1" corresp="#en.1.1.s1 #en.1.1.s2"><persName ref="#pers.li">李安</persName><date when="1959-01-12">12日</date>电　<choice xml:id="zh.1.1.e1"><sic>1950</sic><corr resp="#ed" cert="high" evidence="internal">1959</corr></choice>年，<orgName ref="#org.library"><placeName ref="#place.county">安县</placeName>图书馆</orgName><seg type="note" part="I" xml:id="zh.1.1.q1">宣</seg><eventName ref="#event.opening"><seg type="note" part="F" xml:id="zh.1.1.q2">读</seg>开馆</eventName>，六<lb/>百<num value="682">八十二</num>人。</s><s xml:id="zh.1.1.s2" corresp="#en.1.1.s3">工<supplied resp="#ed" cert="medium" xml:id="zh.1.1.e2">、</supplied>农。</s></p>
    <p xml:id="zh.1.2" corresp="#en.1.2 #en.1.3"><s xml:id="zh.1.2.s1" corresp="#en.1.2.s1 #en.1.3.s1"><seg type="note" xml:id="zh.1.2.q1">一段</seg>对两段。</s></p>
  </div>
  <div type="report" n="2" xml:id="zh.2"><head xml:id="zh.2.h1">后记</head><p xml:id="zh.2.1"><s xml:id="zh.2.1.s1">繁體字、かな、😀。</s></p></div>
</div>"""


def _tree(*versions: str, stand_off: str = STAND_OFF) -> etree._ElementTree:
    body = "".join(versions).replace("HOSTILE", HOSTILE.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
    text = f'<TEI xmlns="{TEI}">{HEADER}{stand_off}<text><body>{body}</body></text></TEI>'
    return parse(text.encode(), "test.xml")


INTRODUCTION = f"""<TEI xmlns="{TEI}"><teiHeader><fileDesc><titleStmt><title>Introduction</title></titleStmt></fileDesc></teiHeader>
<text><body><div xml:lang="en" xml:id="introduction.en"><head>Introduction</head>
<div><head>The source</head><p>About <persName ref="#pers.li">Li An</persName> and <gi>choice</gi>: <list><item>one</item></list></p></div></div>
<div xml:lang="zh-Hans" xml:id="introduction.zh"><head>导言</head><p>关于<title>县报</title>。</p></div></body></text></TEI>"""

EDITION = Edition(title=(("en", "The Sample Edition"), ("zh-Hans", "样例版")))


def _made(
    out: Path, *documents: tuple[str, etree._ElementTree], overrides: Path | None = None
) -> tuple[list[Path], list[Finding]]:
    return render_site(
        [
            (stem, etree.tostring(tree))
            for stem, tree in documents or [("library", _tree(ENGLISH, CHINESE)), ("plain # 100%", _tree(ENGLISH))]
        ],
        out,
        edition=EDITION,
        introduction=parse(INTRODUCTION.encode(), "introduction.xml"),
        downloads={"library": [("PDF", "../print/library.pdf"), ("TEI", "../tei/library.xml")]},
        overrides=overrides,
    )


def _render(out: Path, *documents: tuple[str, etree._ElementTree], overrides: Path | None = None) -> list[Path]:
    paths, problems = _made(out, *documents, overrides=overrides)
    assert problems == []
    return paths


def _problems(out: Path, *documents: tuple[str, etree._ElementTree]) -> list[Finding]:
    return _made(out, *documents)[1]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("site")
    _render(out)
    return out


def _page(path: Path) -> HtmlElement:
    return html.document_fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))


@pytest.fixture(scope="module")
def page(site: Path) -> HtmlElement:
    return _page(site / "library.html")


def _classes(node: HtmlElement, name: str) -> list[HtmlElement]:
    return list(node.xpath(".//*[contains(concat(' ', @class, ' '), $name)]", name=f" {name} "))


def _words(node: HtmlElement) -> str:
    """The reading text of an element: without calls, letters and what is hidden."""
    apart = "ancestor::*[@hidden or contains(@class, 'call') or contains(@class, 'letter')]"
    return "".join(str(text) for text in node.xpath(f".//text()[not({apart})]"))


def _reading(node: etree._Element) -> str:
    """The reading text of a TEI element."""
    parts = [node.text or ""]
    for child in node:
        name = etree.QName(child).localname
        parts.append("[…]" if name == "gap" else "" if name in ("sic", "surplus", "lb", "g") else _reading(child))
        parts.append(child.tail or "")
    return "".join(parts)


# The pages as a whole


def test_every_page_is_html_with_one_encoding_and_nothing_of_xml(site: Path) -> None:
    for path in site.glob("*.html"):
        data = path.read_text("utf-8")
        assert data.startswith('<!DOCTYPE html>\n<html lang="en">')
        assert data.count('<meta charset="utf-8">') == 1 and data.count("http-equiv") == 1
        assert "xml:lang" not in data and "xmlns" not in data and "/>" not in data
        assert re.search("<title>[^<]+</title>", data) and 'name="viewport"' in data


def test_every_kind_of_page_is_written(site: Path) -> None:
    names = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    assert names >= {
        "index.html",
        "library.html",
        "library.alignment.html",
        "plain # 100%.html",
        "introduction.html",
        "names.html",
        "names/pers.li.html",
        "persons.html",
        "persons/zh.html",
        "places.html",
        "organisations.html",
        "events.html",
        "documents.html",
        "assets/site.css",
        "assets/site.js",
    }


def test_every_internal_link_leads_somewhere_and_ids_are_unique(site: Path) -> None:
    pages = {path.name: _page(path) for path in site.glob("*.html")}
    ids = {name: [str(i) for i in page.xpath("//@id")] for name, page in pages.items()}
    for name, page in pages.items():
        assert len(ids[name]) == len(set(ids[name])), name
        for link in page.xpath("//*/@href | //*/@src"):
            parts = urlsplit(str(link))
            if parts.scheme or parts.path.startswith("../"):
                continue
            target = unquote(parts.path) or name
            assert (site / target).is_file(), link
            if parts.fragment:
                assert unquote(parts.fragment) in ids[target], link


def test_the_same_texts_give_the_same_bytes(site: Path, tmp_path: Path) -> None:
    for path in _render(tmp_path):
        assert path.read_bytes() == (site / path.relative_to(tmp_path)).read_bytes()


def test_no_script_but_ours_and_no_event_handlers(site: Path) -> None:
    for path in site.glob("*.html"):
        page = _page(path)
        assert page.xpath("//script[not(@type = 'application/ld+json')]/@src")[0] == "assets/site.js"
        assert not page.xpath("//script[not(@src)][not(@type = 'application/ld+json')]")
        assert not page.xpath("//@*[starts-with(name(), 'on')]")
        assert not page.xpath("//@href[starts-with(., 'javascript')]")


# The text


def test_the_text_of_every_sentence_and_head_is_unharmed(page: HtmlElement) -> None:
    units = [node for name in ("s", "head") for node in _tree(ENGLISH, CHINESE).getroot().iter(tei(name))]
    assert len(units) > 12
    for unit in units:
        assert _words(page.get_element_by_id(unit.get(XML_ID, ""))) == _reading(unit)


def test_hostile_text_stays_text(page: HtmlElement) -> None:
    assert page.get_element_by_id("en.1.4.s1").text_content() == HOSTILE


def test_sentences_name_their_counterparts(page: HtmlElement) -> None:
    assert page.get_element_by_id("zh.1.1.s1").get("data-corresp") == "en.1.1.s1 en.1.1.s2"
    assert page.get_element_by_id("en.1.1.s2").get("data-corresp") == "zh.1.1.s1"
    assert page.get_element_by_id("zh.1.1.s2").get("data-cert") == "low"
    assert page.get_element_by_id("en.1.4.s1").get("data-corresp") is None


def test_every_passage_has_its_language(page: HtmlElement) -> None:
    for node in page.xpath("//*[@id]"):
        version = str(node.get("id")).partition(".")[0]
        if version in ("en", "zh") and "anchor" not in node.get("class", "") and node.tag not in ("section", "article"):
            assert str(node.xpath("string(ancestor-or-self::*[@lang][1]/@lang)")).startswith(version), node.get("id")
    (word,) = page.xpath("//*[@lang = 'ug-Arab']")
    assert word.get("dir") == "rtl" and word.text_content() == "كىتاب"


def test_a_bead_is_a_row_with_the_original_first(page: HtmlElement) -> None:
    rows = [
        [[str(p.get("id")) for p in cell.iter("p") if p.get("id")] for cell in row if "cell" in row[0].get("class")]
        for row in page.xpath("//div[@class = 'row']")
        if row.xpath(".//p[@id]")
    ]
    assert rows == [
        [["zh.1.0"], []],
        [["zh.1.1"], ["en.1.1"]],
        [["zh.1.2"], ["en.1.2", "en.1.3"]],
        [[], ["en.1.4"]],
        [["zh.2.1"], []],
    ]
    assert [lack.text for lack in _classes(page, "lacking")] == ["no counterpart", "无对应段落", "no counterpart"]


def test_heads_are_headings_in_order(page: HtmlElement) -> None:
    headings = [(head.tag, _words(head)) for head in page.xpath("//article//h1 | //article//h2")]
    assert headings == [("h1", "图书馆  开馆A Library Opens"), ("h2", "图书馆Library"), ("h2", "后记")]
    assert "开馆" in [_words(head) for head in _classes(page, "main")]
    assert _classes(page.get_element_by_id("en.1.h1"), "supplied")


PHENOMENA = {
    "dateline": "//*[@class = 'seg dateline']",
    "person": "//*[@class = 'persName']/a[@href = 'names/pers.li.html']",
    "place in a name": "//*[@class = 'orgName']/*[@class = 'placeName']/a[@href = 'names/place.county.html']",
    "organisation": "//*[@class = 'orgName']/a[@href = 'names/org.library.html'][. = ' Library']",
    "event": "//*[@class = 'eventName']/a[@href = 'names/event.opening.html']",
    "document": "//*[@class = 'title']/a[@href = 'names/doc.rules.html']",
    "moment": "//time[@datetime = '1959-01-12'][@title = '1959年1月12日'][. = '12日']",
    "span of time": "//span[@class = 'date'][@title = 'from 11 January 1959 until 12 January 1959']",
    "number": "//data[@value = '682'][. = '八十二']",
    "least number": "//span[@class = 'num'][@title = 'at least 100']",
    "measure": "//data[@value = '3'][@title = '3 t']",
    "emendation": "//*[@class = 'choice'][@title = '底本作：1950']/*[@class = 'corr'][. = '1959']",
    "found reading": "//*[@class = 'choice']/*[@class = 'sic'][@hidden][. = '1950']",
    "surplus": "//*[contains(@class, 'surplus')]/*[@class = 'sic'][@hidden][. = ' tons']",
    "supplied": "//*[@id = 'zh.1.1.e2'][@class = 'supplied']/*[. = '、']",
    "unclear": "//*[@class = 'unclear'][. = 'dim']",
    "gap": "//*[@class = 'gap'][@title = 'gap in the source: illegible']",
    "character": "//*[@class = 'g'][@data-codepoint = 'U+0007']",
    "paragraph's address": "//a[@class = 'n'][@href = '#zh.1.1']",
    "source line": "//*[contains(@class, 'kicker')]//cite[. = '《县报》']",
    "author": "//footer//dt[. = 'Author']/following-sibling::dd[1][. = 'Li An']",
    "editor": "//footer//a[@href = 'https://orcid.org/0000-0002-1825-0097'][. = 'Ann Editor']",
    "licence": "//footer//a[@rel = 'license'][. = 'CC BY 4.0']",
    "rights": "//footer//dd[. = 'Rights: none known.']",
    "checksum": "//footer//code[. = '63b38ea3']",
    "download": "//main//a[@href = '../print/library.pdf'][. = 'PDF']",
    "next text": "//a[@rel = 'next'][@href = 'plain%20%23%20100%25.html']",
    "table of contents": "//nav[@class = 'toc']//a[@href = '#zh.2'][. = '后记']",
}


@pytest.mark.parametrize("path", PHENOMENA.values(), ids=PHENOMENA.keys())
def test_every_phenomenon_is_in_the_page(page: HtmlElement, path: str) -> None:
    assert page.xpath(path)


def test_no_link_stands_in_a_link(site: Path) -> None:
    for path in site.glob("*.html"):
        assert not re.search(r"<a\b(?:(?!</a>).)*<a\b", path.read_text("utf-8"), re.S), path.name


# Notes and emendations


def test_notes_are_called_in_both_versions_and_lead_back(page: HtmlElement) -> None:
    calls = page.xpath("//*[@role = 'doc-noteref']")
    assert {call.get("id") for call in calls} == {
        "note-1-zh", "note-1-en", "note-2-zh", "note-2-zh-2", "note-2-en", "note-3-zh", "note-3-en",
    }  # fmt: skip
    for call in calls:
        note = page.get_element_by_id(str(call.get("href")).removeprefix("#"))
        assert note.xpath(".//a[@role = 'doc-backlink']/@href[. = $back]", back=f"#{call.get('id')}")


def test_notes_are_numbered_as_the_page_calls_them(page: HtmlElement) -> None:
    numbers = [str(call.text) for call in page.xpath("//*[@role = 'doc-noteref'][starts-with(@id, 'note-')]")]
    assert list(dict.fromkeys(numbers)) == ["1", "2", "3"]
    texts = [note.text_content() for note in page.xpath("//li[@class = 'note']")]
    assert "On the report." in texts[0] and "On a word" in texts[1] and "On the paragraph" in texts[2]


def test_a_note_repeats_the_words_it_is_about(page: HtmlElement) -> None:
    note = page.get_element_by_id("note-2")
    assert [lemma.text_content() for lemma in _classes(note, "lemma")] == ["宣读 … 一段", "read out"]
    assert [words.get("lang") for words in _classes(note, "words")] == ["zh-Hans", "en"]


def test_emendations_are_listed_with_place_readings_and_grounds(page: HtmlElement) -> None:
    rows = [[" ".join(cell.text_content().split()) for cell in row] for row in page.xpath("//tbody/tr")]
    assert rows == [
        ["a, back to the text", "中文 1.1", "1959", "1950", "Ann Editor", "high", "internal"],
        ["", "The year of the paper."],
        ["b, back to the text", "中文 1.1", "、", "nothing", "Ann Editor", "medium", ""],
        ["c, back to the text", "English 1.1", "nothing", "tons", "Ann Editor", "high", ""],
    ]


# Other pages


def test_the_index_lists_the_texts_in_order_with_both_titles(site: Path) -> None:
    index = _page(site / "index.html")
    assert [a.get("href") for a in index.xpath("//ol//a")] == ["library.html", "plain%20%23%20100%25.html"]
    assert [t.text_content() for t in index.xpath("//ol/li[1]/a/span")] == ["图书馆开馆", "A Library Opens"]


def test_the_introduction_has_its_languages_and_links_its_names(site: Path) -> None:
    page = _page(site / "introduction.html")
    assert [cell.get("lang") for cell in page.xpath("//section[contains(@class, 'cell')]")] == ["en", "zh-Hans"]
    assert page.xpath("//a[@href = 'names/pers.li.html']") and page.xpath("//li[. = 'one']")


def test_a_text_in_one_language_is_whole_and_lacks_nothing(site: Path) -> None:
    page = _page(site / "plain # 100%.html")
    assert page.xpath("//article[contains(@class, 'versions-1')]") and not _classes(page, "lacking")
    assert page.get_element_by_id("en.1.4.s1").text_content() == HOSTILE


def test_a_text_without_records_has_no_registers(tmp_path: Path) -> None:
    names = {path.name for path in _render(tmp_path, ("bare", _tree(ENGLISH, CHINESE, stand_off="<standOff/>")))}
    assert {"index.html", "bare.html", "introduction.html"} <= names
    assert not names & {"names.html", "persons.html", "places.html", "pers.li.html"}
    assert _page(tmp_path / "bare.html").xpath("//*[@class = 'persName'][. = 'Li An'][not(a)]")


def test_the_frame_speaks_the_first_language_of_the_edition(tmp_path: Path) -> None:
    render_site([("x", etree.tostring(_tree(CHINESE)))], tmp_path, edition=Edition(title=(("zh-Hans", "样例版"),)))
    page = _page(tmp_path / "x.html")
    assert page.get("lang") == "zh" and page.xpath("//nav//a[. = '索引']")


@pytest.mark.parametrize(
    ("found", "place"),
    [("<s xml:id='en.1.4.s1'>a <figure/></s>", "en.1.4.s1"), ("<lg xml:id='en.1.5'/>", "en.1.5")],
    ids=["in a sentence", "in a paragraph"],
)
def test_an_element_nobody_foresaw_stops_with_its_name_and_place(tmp_path: Path, found: str, place: str) -> None:
    broken = ENGLISH.replace('<s xml:id="en.1.4.s1">HOSTILE</s>', found)
    (problem,) = _problems(tmp_path, ("x", _tree(broken, CHINESE)))
    assert (problem.code, problem.file) == ("W001", "x")
    assert re.search(rf"no template for (figure|lg) .* at {re.escape(place)}, line \d+", problem.message)


def test_a_block_nobody_foresaw_stops_too(tmp_path: Path) -> None:
    broken = ENGLISH.replace('<p xml:id="en.1.4">', '<figure xml:id="en.1.9"/><p xml:id="en.1.4">')
    (problem,) = _problems(tmp_path, ("x", _tree(broken, CHINESE)))
    assert "no template for figure in div, at en.1.9" in problem.message


def test_a_document_that_cannot_be_rendered_stops_no_other(tmp_path: Path) -> None:
    broken = ENGLISH.replace('<p xml:id="en.1.4">', '<figure xml:id="en.1.9"/><p xml:id="en.1.4">')
    whole = _tree(ENGLISH, CHINESE)
    (problem,) = _problems(tmp_path, ("a", whole), ("b", _tree(broken, CHINESE)), ("c", whole))
    assert problem.file == "b"
    pages = {p.name for p in tmp_path.rglob("*.html")}
    assert {"a.html", "c.html", "index.html"} <= pages and "b.html" not in pages
    for page in tmp_path.rglob("*.html"):
        assert "b.html" not in page.read_text("utf-8")


def test_an_edition_may_have_its_own_stylesheet_and_style(tmp_path: Path) -> None:
    own = tmp_path / "xslt" / "site"
    own.mkdir(parents=True)
    (own / "edition.css").write_text("body { color: red }", "utf-8")
    (own / "document.xsl").write_text(
        '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">'
        '<xsl:template match="/"><html><head><title>own</title></head></html></xsl:template></xsl:stylesheet>',
        "utf-8",
    )
    _render(tmp_path / "out", ("x", _tree(ENGLISH)), overrides=tmp_path / "xslt")
    assert b"<title>own</title>" in (tmp_path / "out" / "x.html").read_bytes()
    assert b'href="assets/edition.css"' in (tmp_path / "out" / "index.html").read_bytes()
    assert (tmp_path / "out" / "assets" / "edition.css").is_file()


def test_every_word_of_the_frame_is_there_in_every_language() -> None:
    from tei.data import shipped

    catalogues = [
        [str(label.get("n")) for label in parse(path).getroot().iter("label") if (label.text or "").strip()]
        for path in sorted(shipped("xslt/common/labels").glob("*.xml"))
    ]
    assert len(catalogues) >= 2
    for names in catalogues:
        assert names == catalogues[0] and len(set(names)) == len(names)
    asked = {
        name
        for sheet in shipped("xslt").glob("*/*.xsl")
        if sheet.parent.name in ("common", "site")
        for name in re.findall(r"f:l(?:abel)?\('([^']+)'", sheet.read_text("utf-8"))
    }
    assert asked <= set(catalogues[0])


# The alignment

ALIGNED = f"""<TEI xmlns="{TEI}">{HEADER}<standOff>
  <listPlace><place xml:id="place.county"><placeName xml:lang="en">An County</placeName></place></listPlace>
  <linkGrp type="alignment" subtype="report" domains="#en #zh"><link type="1-1" cert="high" target="#en.1 #zh.1"/></linkGrp>
  <linkGrp type="alignment" subtype="paragraph" domains="#en #zh">
    <link type="1-1" cert="medium" target="#en.1.1 #zh.1.1"/><link type="0-1" cert="low" target="#en.1 #zh.1.2"/></linkGrp>
  <linkGrp type="alignment" subtype="sentence" domains="#en #zh">
    <link type="2-1" cert="medium" target="#en.1.1.s1 #en.1.1.s2 #zh.1.1.s1"/>
    <link type="1-1" cert="LEVEL" target="#en.1.1.s3 #zh.1.1.s2"/><link type="1-0" cert="high" target="#en.1.1.s4 #zh.1.1"/>
    <link type="0-1" cert="low" target="#en.1 #zh.1.2.s1"/></linkGrp>
  <linkGrp type="mention" domains="#en #zh"><link target="#en.1.1.m1 #zh.1.1.m1"/><link target="#en.1.1.m2 #zh.1.1.m2"/></linkGrp>
  <listAnnotation>
    <annotation xml:id="note1" target="#en.1.1.q1 #zh.1.1.s2"><note type="translation" resp="#ed" xml:lang="en">On it.</note></annotation>
    <annotation xml:id="note2" target="#zh.1.2.s1"><note type="crux" resp="#tool" cert="low" xml:lang="en">The sentence “&lt;b>&amp;amp;” has no counterpart.</note></annotation>
  </listAnnotation></standOff><text><body>
<div type="translation" xml:lang="en" xml:id="en" corresp="#zh"><head type="title" xml:id="en.h1">A Library</head>
  <div type="report" n="1" xml:id="en.1" corresp="#zh.1"><p xml:id="en.1.1" corresp="#zh.1.1"><s xml:id="en.1.1.s1"><orgName xml:id="en.1.1.m1" ref="#org.x"><placeName xml:id="en.1.1.m2" ref="#place.county">An County</placeName> Library</orgName> opened.</s> <s xml:id="en.1.1.s2">Then <date xml:id="en.1.1.m3" when="1958">1958</date>.</s> <s xml:id="en.1.1.s3"><seg type="note" xml:id="en.1.1.q1">&lt;b>HOSTILE&lt;/b> &amp;amp;</seg></s> <s xml:id="en.1.1.s4">More.</s></p></div></div>
<div type="original" xml:lang="zh-Hans" xml:id="zh" corresp="#en"><head type="title" xml:id="zh.h1">图书馆</head>
  <div type="report" n="1" xml:id="zh.1" corresp="#en.1"><head xml:id="zh.1.h1">馆</head><p xml:id="zh.1.1" corresp="#en.1.1"><s xml:id="zh.1.1.s1"><orgName xml:id="zh.1.1.m1" ref="#org.x"><placeName xml:id="zh.1.1.m2" ref="#place.county">安县</placeName>图书馆</orgName><choice xml:id="zh.1.1.e1"><sic>闭</sic><corr resp="#ed" cert="high">开</corr></choice>馆<num xml:id="zh.1.1.m3" value="3">三</num>日。</s><s xml:id="zh.1.1.s2">第二句。</s></p><p xml:id="zh.1.2"><s xml:id="zh.1.2.s1">独有。</s></p></div></div></body></text></TEI>"""


def _aligned(level: str = "low") -> etree._ElementTree:
    return parse(ALIGNED.replace("LEVEL", level).encode(), "aligned.xml")


@pytest.fixture(scope="module")
def alignment(tmp_path_factory: pytest.TempPathFactory) -> HtmlElement:
    out = tmp_path_factory.mktemp("alignment")
    _render(out, ("a b", _aligned()))
    return _page(out / "a b.alignment.html")


def _row(page: HtmlElement, bead: str) -> list[str]:
    return [" ".join(cell.text_content().split()) for cell in page.get_element_by_id(f"bead-{bead}")]


def test_every_bead_is_a_row_by_report_and_paragraph(alignment: HtmlElement) -> None:
    tables = alignment.xpath("//table")
    assert [[[row.get("id") for row in body] for body in table.iter("tbody")] for table in tables] == [
        [
            ["bead-zh.1.1", "bead-zh.1.1.s1", "bead-zh.1.1.s2", "bead-en.1.1.s4"],
            ["bead-zh.1.2", "bead-zh.1.2.s1"],
        ]
    ]
    heads = [head.text_content() for head in tables[0].xpath("./thead//th[@scope = 'col']")]
    assert heads == ["Bead", "Original", "Translation", "Evidence"]
    assert all(row.xpath("./th[@scope = 'row']") for row in tables[0].xpath("./tbody/tr"))


def test_a_row_says_type_certainty_words_lengths_and_what_both_name(alignment: HtmlElement) -> None:
    bead, original, translation, evidence = _row(alignment, "zh.1.1.s1")
    assert bead == "1 : 2 medium 0.7–0.95"
    assert original == "1.1.s1 安县图书馆开馆三日。"
    assert translation == "1.1.s1 An County Library opened. 1.1.s2 Then 1958."
    assert "length 10 : 35" in evidence
    assert "in both 安县图书馆 = An County Library only" in evidence  # what is nested in it goes without saying
    assert "only in the original 三" in evidence and "only in the translation 1958" in evidence


def test_what_has_no_counterpart_says_so_in_the_language_of_the_gap(alignment: HtmlElement) -> None:
    assert _row(alignment, "zh.1.2.s1")[:3] == ["1 : 0 low ≤ 0.7", "1.2.s1 独有。", "no counterpart"]
    assert _row(alignment, "en.1.1.s4")[:3] == ["0 : 1 high > 0.95", "无对应段落", "1.1.s4 More."]


def test_the_least_certain_beads_are_listed_first_and_lead_to_their_rows(alignment: HtmlElement) -> None:
    listed = [str(a.get("href")) for a in alignment.xpath("//section[@class = 'doubtful']//a")]
    assert listed == ["#bead-zh.1.2", *(f"#bead-zh.1.{s}" for s in ("1.s2", "2.s1", "1")), "#bead-zh.1.1.s1"]
    assert {link[1:] for link in listed} <= {str(row.get("id")) for row in alignment.xpath("//tbody/tr")}
    summary = " ".join(_classes(alignment, "summary")[0].text_content().split())
    assert summary == "Beads: 4 (1 : 2 × 1, 1 : 1 × 1, 0 : 1 × 1, 1 : 0 × 1) · high 1 · medium 1 · low 2"


def test_a_report_without_head_is_numbered_once(tmp_path: Path, alignment: HtmlElement) -> None:
    def heading(page: HtmlElement) -> str:
        return " ".join(page.xpath("string(//section[@class = 'report']/h2)").split())

    assert heading(alignment) == "Report 1 馆"
    _render(tmp_path, ("x", parse(ALIGNED.replace('<head xml:id="zh.1.h1">馆</head>', "").encode(), "x.xml")))
    assert heading(_page(tmp_path / "x.alignment.html")) == "Report 1"
    english = ALIGNED.replace('corresp="#zh.1"><p', 'corresp="#zh.1"><head xml:id="en.1.h1">Hall</head><p')
    _render(tmp_path, ("y", parse(english.encode(), "y.xml")))
    assert heading(_page(tmp_path / "y.alignment.html")) == "Report 1 馆 Hall"


def test_a_probability_is_shown_and_sorted_as_a_number(tmp_path: Path) -> None:
    _render(tmp_path, ("x", _aligned("0.0512")))
    page = _page(tmp_path / "x.alignment.html")
    assert _row(page, "zh.1.1.s2")[0] == "1 : 1 low 0.05"
    assert not page.xpath("//@style")  # the pages' own policy forbids it
    assert page.xpath("string(//section[@class = 'doubtful']//a[1]/@href)") == "#bead-zh.1.1.s2"
    _render(tmp_path, ("x", _aligned("0.99")))
    assert _row(_page(tmp_path / "x.alignment.html"), "zh.1.1.s2")[0] == "1 : 1 high 0.99"


def test_notes_and_open_cruxes_stand_at_their_beads(alignment: HtmlElement) -> None:
    assert _row(alignment, "zh.1.1.s2")[3].endswith("Notes Translation <b>HOSTILE</b> &amp;")  # and what it is on
    assert _row(alignment, "zh.1.2.s1")[3].endswith("Crux (computed) The sentence “<b>&amp;” has no counterpart.")


def test_the_alignment_and_the_text_lead_to_each_other(tmp_path: Path) -> None:
    _render(tmp_path, ("a b", _aligned()), ("bare", _tree(ENGLISH)))
    assert _page(tmp_path / "a b.html").xpath("//footer//a[@href = 'a%20b.alignment.html']")
    assert not _page(tmp_path / "bare.html").xpath("//a[contains(@href, 'alignment')]")
    page = _page(tmp_path / "a b.alignment.html")
    led = {unquote(str(a.get("href"))) for a in page.xpath("//main//a")}
    units = [u.get(XML_ID) for name in ("s", "p") for u in _aligned().getroot().iter(tei(name)) if u.get(XML_ID)]
    assert {f"a b.html#{unit}" for unit in units} <= led and "a b.html" in led
    ids = {str(i) for i in _page(tmp_path / "a b.html").xpath("//@id")}
    assert {link.partition("#")[2] for link in led if link.startswith("a b.html#")} <= ids


def test_the_alignment_of_a_text_gives_way_to_a_text_of_that_name(tmp_path: Path) -> None:
    _render(tmp_path, ("x", _aligned()), ("x.alignment", _aligned()))
    assert _page(tmp_path / "x.alignment.html").xpath("//article[contains(@class, 'parallel')]")
    assert not _page(tmp_path / "x.html").xpath("//footer//a[contains(@href, 'x.alignment')][not(@rel)]")
    assert (tmp_path / "x.alignment.alignment.html").is_file()


def test_hostile_words_stay_words_in_the_alignment(alignment: HtmlElement) -> None:
    assert _row(alignment, "zh.1.1.s2")[2] == "1.1.s3 <b>HOSTILE</b> &amp;"


def test_every_cell_of_words_has_its_language(alignment: HtmlElement) -> None:
    rows = alignment.xpath("//tbody/tr")
    assert len(rows) == 6
    assert all([cell.get("lang") for cell in row] == [None, "zh-Hans", "en", None] for row in rows)


# In a browser


def _open(browser: Browser, path: Path, width: int = 1280, scheme: str = "light", script: bool = True) -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
        java_script_enabled=script,
        has_touch=width < 500,
    )
    page = context.new_page()
    page.goto(path.as_uri())
    return page


def _lit(page: Page) -> list[str]:
    return sorted(str(node.get_attribute("id")) for node in page.query_selector_all(".lit"))


#: The contrast between an element's colour and the page's, by the formula of WCAG 2.
CONTRAST = """selector => {
  const light = colour => {
    const [r, g, b] = colour.match(/[\\d.]+/g).map(v => v / 255)
      .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const paper = light(getComputedStyle(document.body).backgroundColor);
  const ink = light(getComputedStyle(document.querySelector(selector)).color);
  return (Math.max(paper, ink) + 0.05) / (Math.min(paper, ink) + 0.05);
}"""


@pytest.mark.browser
class TestInABrowser:
    def test_pointing_at_a_sentence_lights_its_counterparts(self, browser: Browser, site: Path) -> None:
        page = _open(browser, site / "library.html")
        page.hover("#zh\\.1\\.1\\.s2")
        assert _lit(page) == ["en.1.1.s3", "zh.1.1.s2"]
        page.hover("#en\\.1\\.1\\.s2")
        assert _lit(page) == ["en.1.1.s2", "zh.1.1.s1"]
        page.mouse.move(1, 1)
        assert _lit(page) == []

    def test_a_tap_keeps_the_light_on_and_gives_the_address(self, browser: Browser, site: Path) -> None:
        page = _open(browser, site / "library.html", width=390)
        page.tap("#zh\\.1\\.2\\.s1")
        assert _lit(page) == ["en.1.2.s1", "en.1.3.s1", "zh.1.2.s1"]
        assert page.url.endswith("#zh.1.2.s1")
        page.keyboard.press("Escape")
        assert _lit(page) == []

    def test_a_sentence_that_is_the_target_is_lit_with_its_counterpart(self, browser: Browser, site: Path) -> None:
        page = _open(browser, site / "library.html")
        page.goto((site / "library.html").as_uri() + "#en.1.1.s3")
        assert _lit(page) == ["en.1.1.s3", "zh.1.1.s2"]

    def test_arrows_move_between_sentences_and_versions(self, browser: Browser, site: Path) -> None:
        page = _open(browser, site / "library.html")
        page.keyboard.press("Tab")
        page.evaluate("document.getElementById('zh.1.1.s1').focus()")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowRight")
        assert page.evaluate("document.activeElement.id") == "en.1.1.s3"
        assert _lit(page) == ["en.1.1.s3", "zh.1.1.s2"]

    def test_the_keyboard_reaches_a_note_and_returns(self, browser: Browser, site: Path) -> None:
        page = _open(browser, site / "library.html")
        for _ in range(80):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.id") == "note-2-zh":
                break
        page.keyboard.press("Enter")
        page.wait_for_url("**/library.html#note-2")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.getAttribute('href')") == "#note-2-zh"
        page.keyboard.press("Enter")
        page.wait_for_url("**/library.html#note-2-zh")

    def test_no_page_scrolls_sideways(self, browser: Browser, site: Path) -> None:
        pages = sorted(site.glob("*.html"))
        page = _open(browser, pages[0], width=320)
        for path in pages:
            for width in (320, 1280):
                page.set_viewport_size({"width": width, "height": 900})
                if width == 320:
                    page.goto(path.as_uri())
                    page.keyboard.press("Shift")
                assert page.evaluate("document.documentElement.scrollWidth") <= width, path.name
        page.context.close()

    def test_the_page_is_whole_without_scripts(self, browser: Browser, site: Path) -> None:
        page = _open(browser, site / "library.html", script=False)
        assert page.locator("#zh\\.1\\.1\\.s1").is_visible() and page.locator("#note-1").is_visible()
        assert not page.locator(".parallel .sic").first.is_visible()

    def test_the_text_can_be_shown_as_found(self, browser: Browser, site: Path) -> None:
        page = _open(browser, site / "library.html", script=False)
        page.click("summary")
        page.check("#as-found")
        assert page.locator(".choice .sic").is_visible() and not page.locator(".choice .corr").is_visible()

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_contrast_suffices_in_both_themes(self, browser: Browser, site: Path, scheme: str) -> None:
        page = _open(browser, site / "library.html", scheme=scheme)
        selectors = ("body", ".n", ".kicker", ".call", ".letter", ".lacking", ".downloads a", ".about", "dt", "nav a")
        for selector in selectors:
            assert page.evaluate(CONTRAST, selector) >= 4.5, selector

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_the_alignment_can_be_read_in_both_themes(self, browser: Browser, site: Path, scheme: str) -> None:
        page = _open(browser, site / "library.alignment.html", scheme=scheme)
        for selector in (".summary", ".explanation", ".doubtful a", "tbody .cert", ".degree", "td .n", ".what"):
            assert page.evaluate(CONTRAST, selector) >= 4.5, selector

    def test_the_alignment_stacks_on_a_phone(self, browser: Browser, site: Path) -> None:
        for width, beside in ((1280, True), (390, False)):
            page = _open(browser, site / "library.alignment.html", width=width, script=False)
            original, translation = (page.locator("#bead-zh\\.1\\.1\\.s2 > td").nth(n).bounding_box() for n in (0, 1))
            assert original and translation and (translation["x"] > original["x"]) is beside
            page.context.close()

    def test_versions_stand_side_by_side_or_on_a_phone_below_each_other(self, browser: Browser, site: Path) -> None:
        for width, beside in ((1280, True), (390, False)):
            page = _open(browser, site / "library.html", width=width)
            left = page.locator("#zh\\.1\\.1").bounding_box()
            right = page.locator("#en\\.1\\.1").bounding_box()
            assert left and right and (right["x"] > left["x"] + left["width"]) is beside
            assert page.locator("a.n[href='#en.1.1'] .language").bounding_box()["width"] > (1 if not beside else 0)  # type: ignore[index]
            page.context.close()
