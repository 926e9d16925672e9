"""The book: texts of an edition in one PDF, in order, with contents, introduction, indexes, a table of dates, colophon."""

from __future__ import annotations

import io
import re
import shutil
from dataclasses import dataclass, replace
from pathlib import Path

import pikepdf
import pypdf
import pytest
from conftest import ROOT
from lxml import etree
from test_print import CHINESE, ENGLISH, HEADER, STANDOFF
from typer.testing import CliRunner

from tei.bind import Kept, bind, book_path
from tei.cli import app
from tei.edit.load import load
from tei.model import Edition
from tei.names import TEI, XML_LANG
from tei.publish import chosen, publish
from tei.render.print.book import Part, book_source, part
from tei.render.print.dates import dates, table
from tei.render.print.register import Name, Record, index
from tei.report import TeiError
from tei.xml import parse

HOSTILE = '#panic() "] \\ $x$ <b>'

TOML = """
id = "demo"
version = "1.2"
date = 2026-11-23
publisher = "The Press"
seeds = ["seeds/*.txt"]
outputs = ["print"]
[title]
en = "A Little Edition"
zh-Hans = "小样本"
[description]
en = "What it is."
[print]
book = true
system-fonts = false
"""

INTRODUCTION = f"""<TEI xmlns="{TEI}"><teiHeader/><text><body>
<div xml:lang="zh-Hans"><head>导言</head><p>中文在后。</p></div>
<div xml:lang="en"><head>Of this edition</head><div><head>Its aims</head>
<p>See <ref target="https://example.org/x">this page</ref>, the file <hi rend="code">lexicon.tsv</hi>, <gi>seg</gi>,
  <persName ref="#pers.mao">Mao</persName> and <q>quoted</q>. {HOSTILE.replace("<", "&lt;")}</p>
<list rend="numbered"><item>first thing</item><item>second thing</item></list>
<list><label>Term</label><item>what it means</item></list></div></div>
</body></text></TEI>"""

RECORDS = (
    Record("p1", "person", (Name("en", "Mao Zedong", False, "Mao Zedong"), Name("zh-Hans", "毛泽东", False, "毛泽东"))),
    Record("p2", "person", (Name("en", "Ann Adams", False, "Adams Ann"), Name("zh-Hans", "曾安", False, "曾安"))),
    Record(
        "l1",
        "place",
        (
            Name("en", "Xinjiang", False, "Xinjiang"),
            Name("en", "Sinkiang", True, "Sinkiang"),
            Name("en", "Xinjiang Region", True, "Xinjiang Region"),
            Name("zh-Hant", "新疆", False, "新疆"),
        ),
    ),
    Record("l2", "place", (Name("ru", "Алма-Ата", False, "Алма-Ата"),)),
)


def text(day: str, page: str, title: str, *, chinese: str = CHINESE) -> bytes:
    """A TEI document of a day and a page of the newspaper, with dates in both versions."""
    header = HEADER.replace('when="1959-01-13">1959-01-13', f'when="{day}">{day}')
    header = header.replace('<biblScope unit="page">2<', f'<biblScope unit="page">{page}<')
    header = header.replace('xml:lang="en">A Leap in 1959</title>', f'xml:lang="en">{title}</title>', 1)
    english = ENGLISH.replace("Two made one.", '<date when="1959-06">June</date> and <date when="1959">1959</date>.')
    chinese = chinese.replace(
        "其一。", '<date when="1959-06">今年六月</date>，<persName ref="#pers.mao">毛泽东</persName>。'
    )
    body = f"<text><body>{english}{chinese}</body></text>"
    return f'<TEI xmlns="{TEI}" xml:lang="en" xml:id="doc">{header}{STANDOFF}{body}</TEI>'.encode()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An edition of three texts whose file names are not in the order of their dates."""
    made = tmp_path_factory.mktemp("edition")
    (made / "tei").mkdir()
    (made / "edition.toml").write_text(TOML, "utf-8")
    (made / "introduction.xml").write_text(INTRODUCTION, "utf-8")
    for name, day, page, title in (
        ("a", "1959-01-13", "10", "The Third"),
        ("b", "1959-01-13", "2", "The Second"),
        ("c", "1959-01-12", "1", f"The First {HOSTILE.replace('<', '&lt;')}"),
    ):
        (made / "tei" / f"{name}.xml").write_bytes(text(day, page, title))
    return made


@dataclass(frozen=True)
class Book:
    """A book as it is read back: its bytes, and the text of each page with and without white space."""

    pdf: bytes
    pages: tuple[str, ...]

    @property
    def squeezed(self) -> str:
        return re.sub(r"[\s\u2060]+", "", "".join(self.pages))

    def page(self, words: str) -> int:
        """The number, from 0, of the first page after the contents that has `words`."""
        return next(n for n, page in enumerate(self.pages) if n > 2 and words in re.sub(r"[\s\u2060]+", "", page))


def documents(folder: Path) -> list[Path]:
    return sorted((folder / "tei").glob("*.xml"))


def bound(edition: Edition, paths: list[Path], at: Path, workers: int = 1) -> bytes:
    made, found = bind(edition, paths, at, workers=workers)
    assert (made, found) == (True, [])
    return at.read_bytes()


@pytest.fixture(scope="module")
def book(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Book:
    pdf = bound(load(folder), documents(folder), tmp_path_factory.mktemp("book") / "book.pdf")
    return Book(pdf, tuple(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages))


def test_texts_stand_in_the_order_of_date_page_and_name(book: Book) -> None:
    contents = re.sub(r"\s+", "", book.pages[2])
    places = [contents.index(words) for words in ("Contents", "TheFirst", "TheSecond", "TheThird", "Indexofnames")]
    assert places == sorted(places)
    assert "12January1959" in contents and "page10" in contents


def test_title_page_and_imprint_come_first(book: Book) -> None:
    title, imprint = (re.sub(r"\s+", "", page) for page in book.pages[:2])
    for words in ("ALittleEdition", "小样本", "editedbyAnnEditor", "translationsbyBoOther", "Theproject"):
        assert words in title
    for words in ("version0.1.0", "CCBY4.0", "https://creativecommons.org/licenses/by/4.0/", "demo", "tei0.1.0"):
        assert words in imprint
    assert "Rightsofthesourceremain." in imprint


def test_the_introduction_is_prose_in_its_languages_the_edition_s_first(book: Book) -> None:
    whole = book.squeezed
    for words in ("lexicon.tsv", "<https://example.org/x>", "“quoted”", "1.firstthing", "2.secondthing", "Termwhat"):
        assert words in whole
    assert book.page("Itsaims") < book.page("中文在后")


def test_hostile_words_of_titles_and_introduction_come_out_verbatim(book: Book) -> None:
    assert book.squeezed.count(re.sub(r"\s+", "", HOSTILE)) == 2  # in the contents, in the introduction


def test_first_pages_have_roman_numbers_and_texts_begin_with_one(book: Book) -> None:
    labels = pypdf.PdfReader(io.BytesIO(book.pdf)).page_labels
    first = labels.index("1")
    assert labels[:first] == ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii"][:first]
    assert labels[first:] == [str(n) for n in range(1, len(labels) - first + 1)]
    assert "12January1959,page1" in re.sub(r"\s+", "", book.pages[first]) and first % 2 == 0


def test_each_text_begins_a_page_and_is_numbered_anew(book: Book) -> None:
    first = pypdf.PdfReader(io.BytesIO(book.pdf)).page_labels.index("1")
    texts = [re.sub(r"[\s\u2060]+", "", page) for page in book.pages[first : first + 3]]
    for page, day in zip(texts, ("12January1959,page1", "13January1959,page2", "13January1959,page10"), strict=True):
        assert day in page and "1.1" in page
        assert "1959a年" in page and "大民族主义1" in page  # its first emendation, its first note


def test_bookmarks_are_a_tree_of_parts_texts_and_reports(book: Book) -> None:
    with pikepdf.open(io.BytesIO(book.pdf)) as pdf, pdf.open_outline() as outline:
        tops = [item.title for item in outline.root]
        below = {item.title: [child.title for child in item.children] for item in outline.root}
    assert tops[:3] == ["Contents", "Of this edition", "导言"]
    assert tops[-4:] == ["Index of names in Chinese", "Index of names in English", "Table of dates", "Colophon"]
    assert below["Of this edition"] == ["Its aims"]
    assert len(tops) == 10 and [below[top] for top in tops[3:6]] == [["[Xinjiang]"]] * 3


def test_indexes_give_page_and_line_of_their_own_version(book: Book) -> None:
    whole = book.squeezed
    chinese = whole.rpartition("IndexofnamesinChinese")[2].partition("IndexofnamesinEnglish")[0]
    english = whole.rpartition("IndexofnamesinEnglish")[2].partition("Tableofdates")[0]
    assert re.search(r"毛泽东MaoZedong1\.1,3;2\.1,3;3\.1,3机", chinese)
    assert re.search(r"XinhuaNewsAgency新华通讯社1\.1;2\.1;3\.1", english)
    assert "NobodyMentioned" not in whole


def test_the_table_of_dates_has_the_words_of_both_versions(book: Book) -> None:
    dated = book.squeezed.rpartition("Tableofdates")[2]
    assert re.search(r"June1959今年六月1\.\d+;2\.\d+;3\.\d+June1(\.\d+)?;2", dated)
    assert dated.index("thewordsthatnameit") < dated.index("June1959")


def test_the_colophon_names_every_seed_and_explains_the_signs_once(book: Book) -> None:
    colophon = book.squeezed.rpartition("Colophon")[2]
    assert colophon.count("000_seed.txt") == 3
    assert colophon.count("63b38ea3f25817751a4234845ea0f3da67920917227c309aacfec20d9ea6d225") == 3
    assert book.squeezed.count("suppliedbytheeditors") == 1
    assert re.search(r"Madewithtei[\d.]+,Typst[\d.]+SetinLibertinusSerif,NotoSerifSC", colophon)


def test_the_book_is_accessible_archivable_and_says_what_it_is(book: Book) -> None:
    with pikepdf.open(io.BytesIO(book.pdf)) as pdf:
        metadata = pdf.open_metadata()
        assert metadata["pdfuaid:part"] == "1"
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
        assert metadata["dc:title"] == "A Little Edition"
        assert metadata["dc:description"] == "What it is."
        assert str(pdf.Root.Lang).startswith("en")


def test_a_book_holds_the_tei_of_all_its_texts_if_asked_for(book: Book, folder: Path, tmp_path: Path) -> None:
    made = bound(replace(load(folder), attach=True), documents(folder), tmp_path / "book.pdf")
    with pikepdf.open(io.BytesIO(made)) as pdf:
        held = {name: found.get_file().read_bytes() for name, found in pdf.attachments.items()}
        assert held == {path.name: path.read_bytes() for path in documents(folder)}
        assert pdf.open_metadata()["pdfaid:part"] == "3"
    assert len(pypdf.PdfReader(io.BytesIO(made)).pages) == len(book.pages)
    other = tmp_path / "other.pdf"
    assert bound(replace(load(folder), attach=True), documents(folder)[::-1], other, workers=2) == made
    kept, paths = Kept(), [Path(shutil.copy(path, tmp_path)) for path in documents(folder)]
    bind(replace(load(folder), attach=True), paths, other, kept=kept, workers=1)
    paths[0].write_bytes(paths[0].read_bytes().replace(b"</TEI>", b"<!-- new --></TEI>"))
    bind(replace(load(folder), attach=True), paths, other, kept=kept, workers=1)
    with pikepdf.open(other) as pdf:
        assert pdf.attachments[paths[0].name].get_file().read_bytes() == paths[0].read_bytes()


def test_any_number_of_workers_gives_the_same_bytes(book: Book, folder: Path, tmp_path: Path) -> None:
    assert bound(load(folder), documents(folder)[::-1], tmp_path / "other.pdf", workers=2) == book.pdf


@pytest.mark.parametrize(
    ("layout", "first", "missing"), [("facing", "2", ""), ("original", "1", "Two made"), ("translation", "1", "其二")]
)
def test_every_layout_makes_a_book_of_texts_with_any_name(
    layout: str, first: str, missing: str, folder: Path, tmp_path: Path
) -> None:
    odd = tmp_path / 'a "b" #panic() 人民.xml'
    odd.write_bytes((folder / "tei" / "a.xml").read_bytes())
    pdf = bound(replace(load(folder), layout=layout), [odd, folder / "tei" / "b.xml"], tmp_path / "book.pdf")
    read = pypdf.PdfReader(io.BytesIO(pdf))
    assert next(label for label in read.page_labels if label.isdigit()) == first
    words = "".join(page.extract_text() for page in read.pages)
    assert "Table of dates" in words and (not missing or missing not in words)


def test_the_first_title_decides_the_language_of_the_book(folder: Path, tmp_path: Path) -> None:
    edition = load(folder)
    chinese = replace(edition, title=edition.title[::-1])
    pdf = bound(chinese, documents(folder)[:1], tmp_path / "zh.pdf")
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]
    whole = re.sub(r"\s+", "", "".join(pages))
    for words in ("目录", "中文专名索引", "英文专名索引", "日期表", "1959年6月", "本书说明"):
        assert words in whole
    assert whole.index("中文在后") < whole.index("Itsaims")


def test_a_text_that_cannot_be_set_is_left_out_and_named(folder: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.xml"
    bad.write_bytes(text("1959-01-01", "1", "Bad", chinese=CHINESE.replace("其一。", "<table/>")))
    done = publish(load(folder), [*documents(folder)[:1], bad], tmp_path / "out", outputs=("book",), workers=1)
    assert [path.name for path in done.pdf] == ["demo.pdf"]
    assert [(Path(f.file).name, f.code) for f in done.findings] == [("bad.xml", "W001")]
    assert not (tmp_path / "out" / "print" / "a.pdf").exists()


def test_a_character_without_a_glyph_is_told_with_the_text_that_has_it(folder: Path, tmp_path: Path) -> None:
    odd = tmp_path / "odd.xml"
    odd.write_bytes(text("1959-01-01", "1", "Odd", chinese=CHINESE.replace("其二", "其\U0001f600")))
    made, found = bind(load(folder), [*documents(folder)[:1], odd], tmp_path / "odd.pdf", workers=1)
    assert made and [(Path(f.file).name, f.code) for f in found] == [("odd.xml", "W002")]
    assert "U+1F600" in found[0].message and "in zh.1.3.s1" in found[0].message


def test_an_introduction_that_cannot_be_set_is_an_error_of_the_edition(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "introduction.xml").write_text(INTRODUCTION.replace("<gi>", "<gi><figure/>"), "utf-8")
    made, found = bind(replace(load(folder), folder=str(tmp_path)), documents(folder)[:1], tmp_path / "x.pdf")
    assert not made and [f.code for f in found] == ["W001"] and "figure" in found[0].message


def test_the_command_line_selects_texts_by_name_or_path(folder: Path, tmp_path: Path) -> None:
    run = CliRunner().invoke(app, ["render", str(folder), "b", "--to", "book", "-o", str(tmp_path), "-q"])
    assert (run.exit_code, run.stdout.strip()) == (0, str(tmp_path / "print" / "demo.pdf"))
    words = "".join(page.extract_text() for page in pypdf.PdfReader(str(tmp_path / "print" / "demo.pdf")).pages)
    assert "The Second" in words and "The Third" not in words
    assert chosen(folder / "tei", [Path("b"), folder / "tei" / "a.xml"]) == [
        folder / "tei" / "b.xml",
        folder / "tei" / "a.xml",
    ]
    with pytest.raises(TeiError, match='there is no text "bb"') as error:
        chosen(folder / "tei", [Path("bb")])
    assert (error.value.finding.code, error.value.finding.hint) == ("G003", "such as b")


def test_an_edition_that_asks_for_it_has_a_book_and_its_site_offers_it(folder: Path, tmp_path: Path) -> None:
    edition = replace(load(folder), outputs=("site", "print"))
    done = publish(edition, documents(folder)[:1], tmp_path, workers=1)
    assert [path.name for path in done.pdf] == ["a.pdf", "demo.pdf"]
    assert (tmp_path / "site" / "downloads" / "demo.pdf").read_bytes() == done.pdf[1].read_bytes()
    assert 'href="downloads/demo.pdf"' in (tmp_path / "site" / "index.html").read_text("utf-8")
    assert "downloads/demo.pdf" in (tmp_path / "site" / "addresses.txt").read_text("utf-8").split("\n")


def test_a_book_that_the_edition_does_not_ask_for_has_no_address_on_its_site(folder: Path, tmp_path: Path) -> None:
    edition = replace(load(folder), book=False)
    done = publish(edition, documents(folder)[:1], tmp_path, outputs=("site", "book"), workers=1)
    assert [path.name for path in done.pdf] == ["demo.pdf"]
    assert "demo.pdf" not in (tmp_path / "site" / "addresses.txt").read_text("utf-8")


def test_no_text_loses_its_pdf_to_the_book() -> None:
    edition = Edition(id="demo")
    assert book_path(edition, [Path("a.xml")], Path("out")) == Path("out/print/demo.pdf")
    assert book_path(edition, [Path("demo.xml"), Path("demo-book.xml")], Path()) == Path("print/demo-book-book.pdf")


def entries(found: etree._Element) -> list[tuple[str, str, bool, list[str]]]:
    """Of an index: kind, letter, whether it only leads, names."""
    return [
        (kind.get("n", ""), entry.get("letter", ""), "see" in entry.attrib, [name.text or "" for name in entry])
        for kind in found
        for entry in kind
    ]


def test_names_stand_in_the_order_of_pinyin_and_of_the_alphabet() -> None:
    chinese, english = index(RECORDS, ("zh-Hans", "en"))
    assert chinese.get(XML_LANG) == "zh" and english.get(XML_LANG) == "en"
    assert entries(chinese) == [
        ("person", "M", False, ["毛泽东", "Mao Zedong"]),
        ("person", "Z", False, ["曾安", "Ann Adams"]),  # zeng as a surname, not ceng
        ("place", "X", False, ["新疆", "Xinjiang"]),
        ("place", "", False, ["Алма-Ата"]),
    ]
    assert entries(english) == [
        ("person", "A", False, ["Ann Adams", "曾安"]),
        ("person", "M", False, ["Mao Zedong", "毛泽东"]),
        ("place", "S", True, ["Sinkiang", "Xinjiang"]),
        ("place", "X", False, ["Xinjiang", "新疆"]),
        ("place", "", False, ["Алма-Ата"]),
    ]


def test_nothing_named_makes_no_index_and_no_table() -> None:
    assert index((), ("zh", "en")) == [] and table(()) is None and table([("soon", "")]) is None


def test_dates_stand_in_the_order_of_the_calendar_what_contains_others_first() -> None:
    found = table(
        [
            ("1959-06-01T08:00", "1959-06-01T08:00"),
            ("1959", "1959"),
            ("1959-06-01", "1959-06-01"),
            ("", "1958"),
            ("1959-01-02", ""),
        ]
    )
    assert found is not None
    assert [(date.get("first"), date.get("last"), [value.text for value in date]) for date in found] == [
        ("", "1958", ["/1958"]),
        ("1959", "1959", ["1959/1959"]),
        ("1959-01-02", "", ["1959-01-02/"]),
        ("1959-06-01", "1959-06-01", ["1959-06-01/1959-06-01", "1959-06-01T08:00/1959-06-01T08:00"]),
    ]


def test_dates_in_what_is_not_read_are_not_named() -> None:
    head = f'<TEI xmlns="{TEI}"><text><body><div><p><date notBefore="1958" notAfter="1959">x</date>'
    rest = '<choice><sic><date when="1950">y</date></sic><corr>z</corr></choice><date>w</date></p></div></body></text></TEI>'
    assert dates(parse((head + rest).encode())) == (("1958", "1959"),)


def test_an_edition_s_own_stylesheet_makes_the_texts_of_the_book_too(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "print").mkdir()
    (tmp_path / "print" / "print.xsl").write_text(
        '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" '
        f'xmlns:tei="{TEI}"><xsl:import href="tei:xslt/print/print.xsl"/>'
        '<xsl:template match="tei:num">"NUMBER";</xsl:template></xsl:stylesheet>',
        "utf-8",
    )
    made = part("a", parse(folder / "tei" / "a.xml"), titles={"en": "x"}, overrides=tmp_path)
    assert '"NUMBER"' in made.source and "#opening(" in made.source and "#imprint(" not in made.source


def test_the_source_of_a_book_grows_with_its_texts_alone() -> None:
    parts = [Part(f"t{n}", ("", 0, "", ""), "", b"", ("zh", "en"), RECORDS, (("1959", "1959"),)) for n in range(300)]
    few, many = (book_source(parts[:n], Edition(), None, None) for n in (100, 300))
    assert many.count("#include") == 300 and len(many) - len(few) == 200 * len('#include "/texts/00000.typ"\n')


def test_the_sample_says_what_it_is_in_a_book() -> None:
    sample = next((ROOT / "editions" / "peoples-daily" / "tei").glob("*.xml"))
    made = part(sample.stem, parse(sample), titles={"en": "x"}, overrides=None)
    assert made.place == ("1959-01-13", 2, "2", sample.stem) and made.languages == ("zh-Hans", "en")
    assert {record.kind for record in made.records} == {"person", "place", "org", "event", "bibl"}
    assert ("1958-12-20", "1958-12-30") in made.dates
