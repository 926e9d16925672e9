"""Citing and reusing: what a page says of itself, references in every form, plain text, the feed."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree, html
from lxml.html import HtmlElement

from tei.model import Edition
from tei.names import TEI
from tei.render.site import render_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ADDRESS = "https://example.org/news/"
EDITION = Edition(
    title=(("en", "The Sample Edition"), ("zh-Hans", "样例版")),
    version="1.2.0",
    date="2026-11-23",
    licence_text="CC BY 4.0",
    licence_target="https://creativecommons.org/licenses/by/4.0/",
    address=ADDRESS,
)
NASTY = '</script><b>&amp; "quoted" \\ {50%} $x_1^2 ~#'

EDITOR = """<respStmt xml:id="ed"><resp xml:lang="en">edited by</resp>
  <persName ref="https://orcid.org/0000-0002-1825-0097">Ann Editor</persName></respStmt>"""
SECOND = """<respStmt xml:id="b"><resp xml:lang="en">edited by</resp><orgName>B &amp; Co.</orgName></respStmt>"""


def tei_of(
    name: str = "one",
    english: str = "A Library Opens",
    chinese: str = "图书馆开馆",
    author: str = "",
    editors: str = EDITOR,
    publisher: str = "The Project",
    original: str = "zh-Hans",
    day: str = "1959-01-13",
) -> bytes:
    """A text in two languages; `original` is the language of its original."""
    kind = {"en": "translation", "zh-Hans": "translation", original: "original"}
    return f"""<TEI xmlns="{TEI}" xml:id="{name}"><teiHeader><fileDesc>
<titleStmt><title xml:lang="en">{escape(english)}</title><title xml:lang="zh-Hans">{escape(chinese)}</title>
{f"<author>{author}</author>" if author else ""}{editors}</titleStmt>
<editionStmt><edition n="1.2.0">Version 1.2.0</edition></editionStmt>
<publicationStmt><publisher>{publisher}</publisher><date when="2026-11-23"/>
<availability><licence target="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</licence></availability>
<idno type="tei">{name}</idno></publicationStmt>
<sourceDesc><biblStruct><monogr><title level="j" xml:lang="en">County News</title><title level="j" xml:lang="zh-Hans">县报</title>
<imprint><date when="{day}"/></imprint><biblScope unit="page">2</biblScope></monogr></biblStruct></sourceDesc></fileDesc>
<encodingDesc><projectDesc><p xml:lang="en">What is &lt;this&gt;?</p><p xml:lang="zh-Hans">说明</p><p xml:lang="zh-Hans"/></projectDesc></encodingDesc>
<profileDesc><textClass><keywords xml:lang="en"><term>libraries</term></keywords></textClass></profileDesc></teiHeader>
<text><body><div type="{kind["en"]}" xml:lang="en" xml:id="en"><head type="title" xml:id="en.h1" corresp="#zh.h1">A Library Opens</head>
<div type="report" n="1" xml:id="en.1" corresp="#zh.1"><p xml:id="en.1.1" corresp="#zh.1.1"><s xml:id="en.1.1.s1" corresp="#zh.1.1.s1">It
  opened <choice><sic>tody</sic><corr>today</corr></choice>.</s> <s xml:id="en.1.1.s2" corresp="#zh.1.1.s1">All came.</s></p></div></div>
<div type="{kind["zh-Hans"]}" xml:lang="zh-Hans" xml:id="zh"><head type="title" xml:id="zh.h1" corresp="#en.h1">图书馆开馆</head>
<div type="report" n="1" xml:id="zh.1" corresp="#en.1"><p xml:id="zh.1.1" corresp="#en.1.1"><s xml:id="zh.1.1.s1"
 corresp="#en.1.1.s1 #en.1.1.s2">今日开馆，众人皆至。</s><s xml:id="zh.1.1.s2">完。</s></p></div></div></body></text></TEI>""".encode()


def made(out: Path, edition: Edition = EDITION, **texts: bytes) -> Path:
    _, findings = render_site(
        sorted(texts.items()),
        out,
        edition=edition,
        downloads={name: [("TEI", f"downloads/{name}.xml"), ("PDF", f"downloads/{name}.pdf")] for name in texts},
        workers=1,
    )
    assert findings == []
    return out


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("citing"), one=tei_of(), nasty=tei_of("nasty", NASTY, NASTY))


def page(path: Path) -> HtmlElement:
    return html.document_fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))


def meta(found: HtmlElement) -> Mapping[str, list[str]]:
    """What the page says in meta elements, by their names."""
    said: dict[str, list[str]] = {}
    for each in found.iter("meta"):
        said.setdefault(each.get("name") or each.get("property") or "", []).append(each.get("content") or "")
    return said


def linked(found: HtmlElement) -> dict[str, dict[str, Any]]:
    """The things that the page's JSON-LD tells of, by their types; no name of one stands twice here."""
    (script,) = found.xpath("//script[@type = 'application/ld+json']")
    data = json.loads(script.text)
    assert data["@context"] == "https://schema.org"
    things: dict[str, dict[str, Any]] = {}
    for thing in data.get("@graph", [data]):
        things[f"{thing['@type']} {thing.get('inLanguage', '')}".strip() if "headline" in thing else thing["@type"]] = (
            thing
        )
    return things


def styles(path: Path) -> dict[str, str]:
    """The references in a page, by the names of their styles."""
    rows = page(path).xpath("//dl[@class = 'styles']/div")
    return {row.findtext("dt"): " ".join(row.xpath(".//*[@class = 'words']")[0].text_content().split()) for row in rows}


# What a page says of itself


def test_reference_managers_find_the_article_as_it_was_printed_and_as_it_is_edited(site: Path) -> None:
    said = meta(page(site / "one.html"))
    assert {name: said[name] for name in said if name.startswith("citation_")} == {
        "citation_title": ["图书馆开馆"],
        "citation_editor": ["Ann Editor"],
        "citation_publication_date": ["1959/01/13"],
        "citation_online_date": ["2026/11/23"],
        "citation_journal_title": ["县报"],
        "citation_firstpage": ["2"],
        "citation_publisher": ["The Project"],
        "citation_language": ["zh-Hans"],
        "citation_keywords": ["libraries"],
        "citation_fulltext_html_url": [f"{ADDRESS}one.html"],
        "citation_pdf_url": [f"{ADDRESS}downloads/one.pdf"],
    }
    assert said["dcterms.title"] == ["A Library Opens", "图书馆开馆"]
    assert said["dcterms.issued"] == ["2026-11-23"]
    assert said["dcterms.language"] == ["en", "zh-Hans"]


def test_a_link_to_a_page_shows_its_title_source_and_languages(site: Path) -> None:
    said = meta(page(site / "one.html"))
    assert (said["og:type"], said["og:title"]) == (["article"], ["A Library Opens"])
    assert said["og:description"] == ["County News, 13 January 1959, page 2. 图书馆开馆"]
    assert (said["og:locale"], said["og:locale:alternate"]) == (["en_GB"], ["zh_CN"])
    assert said["og:url"] == [f"{ADDRESS}one.html"]


def test_other_forms_of_a_text_are_linked_in_its_head(site: Path) -> None:
    links = {
        link.get("type"): link.get("href") for link in page(site / "one.html").xpath("//head/link[@rel = 'alternate']")
    }
    assert links == {
        "application/tei+xml": "downloads/one.xml",
        "application/pdf": "downloads/one.pdf",
        "application/atom+xml": "feed.atom",
    }


def test_original_and_translation_know_of_each_other(site: Path) -> None:
    things = linked(page(site / "one.html"))
    original, translation = things["NewsArticle zh-Hans"], things["NewsArticle en"]
    assert original["workTranslation"] == [{"@id": translation["@id"]}] and "translationOfWork" not in original
    assert translation["translationOfWork"] == {"@id": original["@id"]} == {"@id": f"{ADDRESS}one.html#zh"}
    assert (original["datePublished"], original["pagination"], original["headline"]) == (
        "1959-01-13",
        "2",
        "图书馆开馆",
    )
    assert original["isPartOf"]["@type"] == "Newspaper" and "datePublished" not in translation


def test_the_licence_is_that_of_the_editors_work_not_of_the_article(site: Path) -> None:
    things = linked(page(site / "one.html"))
    assert things["WebPage"]["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert "license" not in things["NewsArticle en"] and "license" not in things["NewsArticle zh-Hans"]
    assert things["WebPage"]["isPartOf"] == {"@id": things["Collection"]["@id"]}
    assert things["WebPage"]["editor"] == [
        {"@type": "Person", "@id": "https://orcid.org/0000-0002-1825-0097", "name": "Ann Editor"}
    ]


def test_the_start_page_tells_of_the_edition_that_texts_are_part_of(site: Path) -> None:
    start, text = linked(page(site / "index.html")), linked(page(site / "one.html"))
    assert start["Collection"]["@id"] == text["Collection"]["@id"]
    assert (start["Collection"]["version"], start["WebSite"]["url"]) == ("1.2.0", ADDRESS)
    said = [("en", "What is <this>?"), ("zh-Hans", "说明")]
    assert [tuple(each.values()) for each in start["Collection"]["description"]] == said
    index = page(site / "index.html")
    assert meta(index)["description"] == meta(index)["og:description"] == ["What is <this>?"]
    shown = index.xpath("//*[contains(@class, 'project')]/div")
    assert [(each.get("lang"), each.text_content(), "hidden" in each.attrib) for each in shown] == [
        (*pair, pair != said[0]) for pair in said
    ]


def test_a_title_that_ends_a_script_stays_a_title(site: Path) -> None:
    found = page(site / "nasty.html")
    plain = " ".join(NASTY.split())
    assert linked(found)["NewsArticle en"]["headline"] == plain
    assert meta(found)["citation_title"] == [plain]
    assert not found.xpath("//b[not(ancestor::main)]") and [s.get("src") for s in found.iter("script")] == [
        None,
        "assets/site.js",
    ]


def test_every_page_says_of_which_edition_it_is(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 4
    for path in pages:
        (footer,) = page(path).xpath("//body/footer")
        assert " ".join(footer.text_content().split()).startswith(
            "The Sample Editionversion 1.2.023 November 2026CC BY"
        ), path
        assert footer.xpath(".//time[@datetime = '2026-11-23']")


def test_every_page_names_its_address_if_it_is_known(site: Path) -> None:
    for path in site.rglob("*.html"):
        at = path.relative_to(site).as_posix()
        found = page(path).xpath("//link[@rel = 'canonical']/@href")
        assert found == [ADDRESS + ("" if at == "index.html" else at)]


def test_nothing_absolute_is_said_where_the_address_is_not_known(tmp_path: Path) -> None:
    out = made(tmp_path, replace(EDITION, address=""), one=tei_of())
    found = page(out / "one.html")
    assert not found.xpath("//link[@rel = 'canonical']") and not {"og:url", "citation_pdf_url"} & set(meta(found))
    assert linked(found)["NewsArticle en"]["translationOfWork"] == {"@id": "#zh"}
    assert linked(found)["Collection"]["@id"] == "index.html#edition"
    assert not {path.name for path in out.iterdir()} & {"feed.atom", "sitemap.xml", "robots.txt"}
    assert styles(out / "one.html")["GB/T 7714"] == (
        "图书馆开馆[N]. 县报, 1959-01-13(2)//Ann Editor. 样例版. 1.2.0版. The Project, 2026(2026-11-23)."
    )


# References


def test_a_text_is_cited_in_three_styles(site: Path) -> None:
    assert styles(site / "one.html") == {
        "APA": "图书馆开馆 [A Library Opens]. (2026). In Ann Editor (Ed.), The Sample Edition (Version 1.2.0). The Project. "
        f"{ADDRESS}one.html (Reprinted from County News, January 13, 1959, p. 2)",
        "Chicago": "“图书馆开馆” [A Library Opens]. County News, January 13, 1959, 2. In The Sample Edition, edited by "
        f"Ann Editor, version 1.2.0. The Project, 2026. {ADDRESS}one.html.",
        "GB/T 7714": "图书馆开馆[N/OL]. 县报, 1959-01-13(2)//Ann Editor. 样例版. 1.2.0版. The Project, 2026(2026-11-23). "
        f"{ADDRESS}one.html.",
    }


def test_authors_come_first_and_several_editors_are_all_named(tmp_path: Path) -> None:
    text = tei_of(author="Li An", editors=EDITOR + SECOND, publisher="B &amp; Co.")
    said = styles(made(tmp_path, replace(EDITION, address=""), one=text) / "one.html")
    assert said["APA"].startswith("Li An. (2026). 图书馆开馆 [A Library Opens]. In Ann Editor & B & Co. (Eds.), The")
    assert said["APA"].endswith("(Version 1.2.0). (Reprinted from County News, January 13, 1959, p. 2)")
    assert said["Chicago"].startswith("Li An. “图书馆开馆” [A Library Opens].")
    assert said["Chicago"].endswith("edited by Ann Editor and B & Co., version 1.2.0, 2026.")
    assert said["GB/T 7714"].startswith(
        "Li An. 图书馆开馆[N]. 县报, 1959-01-13(2)//Ann Editor, B & Co. 样例版. 1.2.0版. 2026"
    )


def test_an_english_original_needs_no_translated_title(tmp_path: Path) -> None:
    text = tei_of(english="Who Opens the Library?", original="en")
    said = styles(made(tmp_path, one=text) / "one.html")
    assert said["APA"].startswith("Who Opens the Library? (2026). In ")
    assert said["Chicago"].startswith("“Who Opens the Library?” County News, ")
    assert said["GB/T 7714"].startswith("图书馆开馆[N/OL]. ")


def test_a_file_without_an_edition_is_cited_as_far_as_it_is_known(tmp_path: Path) -> None:
    bare = f"""<TEI xmlns="{TEI}"><teiHeader><fileDesc><titleStmt><title xml:lang="en">Only a Title</title></titleStmt></fileDesc></teiHeader>
<text><body><div type="original" xml:lang="en" xml:id="en"><head type="title" xml:id="en.h1">Only a Title</head></div></body></text></TEI>"""
    out = made(tmp_path, Edition(), bare=bare.encode())
    assert styles(out / "bare.html") == {
        "APA": "Only a Title. (n.d.).",
        "Chicago": "“Only a Title.”",
        "GB/T 7714": "Only a Title[EB].",
    }
    assert (out / "downloads" / "bare.bib").read_text("utf-8").startswith("@misc{bare,\n  title = {Only a Title}")


def test_bibtex_is_written_for_tex(site: Path) -> None:
    assert (site / "downloads" / "one.bib").read_text("utf-8") == (
        "@article{one,\n  entrysubtype = {newspaper},\n  title = {图书馆开馆 [A Library Opens]},\n  journal = {县报},\n"
        "  date = {1959-01-13},\n  year = {1959},\n  pages = {2},\n  editor = {{Ann Editor}},\n  version = {1.2.0},\n"
        f"  publisher = {{The Project}},\n  language = {{zh-Hans}},\n  url = {{{ADDRESS}one.html}},\n"
        "  note = {In: The Sample Edition = 样例版, version 1.2.0, 2026-11-23}\n}\n"
    )


def test_what_tex_would_read_as_a_command_is_escaped(site: Path) -> None:
    text = (site / "downloads" / "nasty.bib").read_text("utf-8")
    (title,) = re.findall(r"title = \{(.*) \[", text)
    assert title == (
        r'</script><b>\&amp; "quoted" \textbackslash{} \textbraceleft{}50\%\textbraceright{} '
        r"\$x\_1\textasciicircum{}2 \textasciitilde{}\#"
    )
    depth = 0
    for mark in re.findall(r"(?<!\\)[{}]", text):
        depth += 1 if mark == "{" else -1
        assert depth >= 0
    assert depth == 0


CSL = {"id", "type", "language", "title", "editor", "container-title", "issued", "page", "publisher", "version", "source",
       "URL", "note"}  # fmt: skip


def test_csl_json_holds_the_same_as_data(site: Path) -> None:
    (item,) = json.loads((site / "downloads" / "one.csl.json").read_bytes())
    assert set(item) == CSL
    assert (item["type"], item["language"], item["container-title"]) == ("article-newspaper", "zh-Hans", "县报")
    assert item["issued"] == {"date-parts": [[1959, 1, 13]]} and item["editor"] == [{"literal": "Ann Editor"}]
    (nasty,) = json.loads((site / "downloads" / "nasty.csl.json").read_bytes())
    assert nasty["title"] == f"{' '.join(NASTY.split())} [{' '.join(NASTY.split())}]"


def test_what_a_page_shows_as_data_is_what_its_downloads_hold(site: Path) -> None:
    for name in ("one", "nasty"):
        bibtex, csl = (
            pre.text_content() for pre in page(site / f"{name}.html").xpath("//details[@class = 'reference']//pre")
        )
        assert bibtex == (site / "downloads" / f"{name}.bib").read_text("utf-8")
        assert csl + "\n" == (site / "downloads" / f"{name}.csl.json").read_text("utf-8")


# Downloads


def test_each_version_is_to_be_had_as_plain_text_by_paragraphs(site: Path) -> None:
    assert (site / "downloads" / "one.en.txt").read_text("utf-8") == "A Library Opens\n\nIt opened today. All came.\n"
    assert (site / "downloads" / "one.zh-Hans.txt").read_text("utf-8") == "图书馆开馆\n\n今日开馆，众人皆至。完。\n"


def test_the_aligned_text_has_a_passage_on_each_line(site: Path) -> None:
    assert (site / "downloads" / "one.parallel.txt").read_text("utf-8") == (
        "\tzh-Hans\ten\nzh.h1\t图书馆开馆\tA Library Opens\n"
        "zh.1.1.s1\t今日开馆，众人皆至。\tIt opened today. All came.\nzh.1.1.s2\t完。\t\n"
    )


def test_versions_in_one_language_have_files_of_their_own(tmp_path: Path) -> None:
    text = tei_of().replace(b'xml:lang="zh-Hans" xml:id="zh"', b'xml:lang="en" xml:id="zh"')
    out = made(tmp_path, one=text)
    assert {path.name for path in out.glob("downloads/*.txt")} == {
        "one.version1.txt",
        "one.version2.txt",
        "one.parallel.txt",
    }


def test_every_form_of_a_text_is_listed_in_its_page(site: Path) -> None:
    links = {str(href) for href in page(site / "one.html").xpath("//footer//ul[@class = 'downloads']//@href")}
    there = {path.relative_to(site).as_posix() for path in site.glob("downloads/one.*")}
    assert links == there | {"downloads/one.xml", "downloads/one.pdf"} and len(there) == 5


# The feed

ATOM = "{http://www.w3.org/2005/Atom}"


def test_the_feed_is_what_rfc_4287_asks_for(site: Path) -> None:
    feed = etree.fromstring((site / "feed.atom").read_bytes())
    assert feed.tag == f"{ATOM}feed"
    assert [child.tag.removeprefix(ATOM) for child in feed if child.tag != f"{ATOM}entry"] == [
        "title", "id", "link", "link", "updated", "author", "rights",
    ]  # fmt: skip
    assert {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")} == {
        "self": f"{ADDRESS}feed.atom",
        "alternate": ADDRESS,
    }
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Ann Editor"
    entries = feed.findall(f"{ATOM}entry")
    for part in [feed, *entries]:
        assert part.findtext(f"{ATOM}title") and re.fullmatch(
            r"\d{4}-\d\d-\d\dT00:00:00Z", part.findtext(f"{ATOM}updated") or ""
        )
    assert [entry.findtext(f"{ATOM}id") for entry in entries] == [f"{ADDRESS}one.html", f"{ADDRESS}nasty.html"]
    assert entries[0].findtext(f"{ATOM}summary") == "A Library Opens. County News, 13 January 1959, page 2"
    assert (entries[0].find(f"{ATOM}link").get("rel"), entries[0].find(f"{ATOM}title").text) == (
        "alternate",
        "图书馆开馆",
    )  # type: ignore[union-attr]  # both are there


def test_the_feed_has_the_newest_fifty_texts(tmp_path: Path) -> None:
    texts = {f"t{n:02}": tei_of(f"t{n:02}", day=f"1959-01-{n % 28 + 1:02}") for n in range(60)}
    feed = etree.fromstring((made(tmp_path, **texts) / "feed.atom").read_bytes())
    ids = [str(entry.findtext(f"{ATOM}id")) for entry in feed.findall(f"{ATOM}entry")]
    assert len(ids) == len(set(ids)) == 50
    assert ids[:2] == [f"{ADDRESS}t55.html", f"{ADDRESS}t27.html"]  # both of the 28th


def test_there_is_no_feed_before_there_is_a_date(tmp_path: Path) -> None:
    out = made(tmp_path, replace(EDITION, date=""), one=tei_of())
    assert not (out / "feed.atom").exists() and not page(out / "one.html").xpath("//*[@type = 'application/atom+xml']")


# In a browser


@pytest.mark.browser
def test_references_are_copied_and_lead_to_the_passage_that_was_opened(browser: Browser, site: Path) -> None:
    context = browser.new_context()
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened = context.new_page()
    opened.goto(f"{(site / 'one.html').as_uri()}#zh.1.1.s1")
    button = opened.locator(".styles .copy").nth(1)
    button.click()
    opened.locator(".colophon [role=status]", has_text="Copied").first.wait_for()
    said = styles(site / "one.html")["Chicago"]
    assert opened.evaluate("navigator.clipboard.readText()") == said.replace("one.html", "one.html#zh.1.1.s1")
    opened.locator(".reference summary").first.click()
    opened.locator(".reference .copy").first.click()
    opened.wait_for_function("async () => (await navigator.clipboard.readText()).startsWith('@')")
    assert opened.evaluate("navigator.clipboard.readText()") == (site / "downloads" / "one.bib").read_text("utf-8")
    gbt = opened.locator(".styles .words").nth(2).inner_text()
    assert re.search(r"2026\(2026-11-23\)\[\d{4}-\d\d-\d\d\]\. https:", gbt)
    context.close()


@pytest.mark.browser
def test_without_a_script_references_stand_there_and_no_button_does(browser: Browser, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto((site / "one.html").as_uri())
    assert opened.locator(".styles .words").nth(0).is_visible()
    assert opened.locator(".copy:visible").count() == 0
    context.close()
