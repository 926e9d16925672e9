"""Print: a TEI document becomes a PDF that holds all of its text, is accessible, archivable and always the same.

Text is read back with pypdf, structure and metadata with pikepdf.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pikepdf
import pypdf
import pytest
from conftest import ROOT
from lxml import etree

from tei.render.print import render_print, typst_source
from tei.render.print.setting import Typesetter
from tei.report import Finding, TeiError
from tei.xml import parse

TITLES = {"en": "A Little Edition", "zh-Hans": "小样本"}

HOSTILE = (
    "#panic()",
    '"',
    "\\",
    "]",
    "[x](y)",
    "$a_1$",
    "*bold*",
    "@x",
    "// gone",
    "/* gone */",
    "<label>",
    "\\u{41}",
    "#{sys.version}",
    "`raw`",
    "_it_",
    "= no head",
    "a -- b ... c",
    'it\'s "so"',
    "<script>&amp;</script>",
    "]]>",
    "https://example.org/x?y=1#z",
    "\\n\\",
    '");panic("',
    "~",
    "&#65;",
)

HEADER = """
<teiHeader>
  <fileDesc>
    <titleStmt>
      <title type="main" xml:lang="en">A Leap in 1959</title>
      <title type="main" xml:lang="zh-Hans">1959年的跃进</title>
      <author>Wang Ming</author>
      <respStmt xml:id="ed">
        <resp xml:lang="en">edited by</resp><resp xml:lang="zh-Hans">编</resp>
        <persName ref="https://orcid.org/0000-0002-1825-0097">Ann Editor</persName>
      </respStmt>
      <respStmt xml:id="ed2"><resp>translations by</resp><persName>Bo Other</persName></respStmt>
    </titleStmt>
    <editionStmt><edition n="0.1.0">Version 0.1.0</edition></editionStmt>
    <publicationStmt>
      <publisher>The project</publisher><date when="2026-11-23">2026-11-23</date>
      <availability status="free">
        <licence target="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</licence>
        <p xml:lang="en">Rights of the source remain.</p>
      </availability>
      <idno type="tei">rmrb.1959-01-13.2.f30e168c</idno>
    </publicationStmt>
    <sourceDesc>
      <biblStruct xml:id="source">
        <analytic><title level="a" xml:lang="en">A Leap in 1959</title></analytic>
        <monogr>
          <title level="j" xml:lang="en">People’s Daily</title><title level="j" xml:lang="zh-Hans">人民日报</title>
          <imprint><pubPlace>Beijing</pubPlace><date when="1959-01-13">1959-01-13</date></imprint>
          <biblScope unit="page">2</biblScope>
        </monogr>
      </biblStruct>
      <bibl type="seed" xml:id="seed">
        <idno type="file">000_seed.txt</idno>
        <idno type="sha256">63b38ea3f25817751a4234845ea0f3da67920917227c309aacfec20d9ea6d225</idno>
        <measure unit="byte" quantity="25640">25640 bytes</measure>
      </bibl>
    </sourceDesc>
  </fileDesc>
  <encodingDesc>
    <appInfo><application xml:id="tool" ident="tei" version="0.1.0"><label>tei</label></application></appInfo>
    <charDecl><char xml:id="u0007"><mapping type="codepoint">U+0007</mapping></char></charDecl>
  </encodingDesc>
  <profileDesc><textClass><keywords><term>news</term></keywords></textClass></profileDesc>
</teiHeader>
"""

STANDOFF = """
<standOff>
  <listPerson>
    <person xml:id="pers.mao"><persName xml:lang="en">Mao Zedong</persName>
      <persName xml:lang="zh-Hans">毛泽东</persName><persName xml:lang="zh-Hant">毛澤東</persName>
      <persName type="variant" xml:lang="en">Mao Tse-tung</persName></person>
    <person xml:id="pers.unseen"><persName xml:lang="en">Nobody Mentioned</persName></person>
  </listPerson>
  <listOrg><org xml:id="org.xinhua"><orgName xml:lang="en">Xinhua News Agency</orgName>
    <orgName xml:lang="zh-Hans">新华通讯社</orgName></org></listOrg>
  <listAnnotation>
    <annotation xml:id="note1" target="#en.1.1.q1 #zh.1.1.q1">
      <note type="translation" resp="#ed" xml:lang="en">The English says more than <q>大民族主义</q>.</note>
      <note type="translation" resp="#ed" xml:lang="zh-Hans">译文较原文具体。</note>
    </annotation>
    <annotation xml:id="note2" target="#zh.1.2">
      <note type="crux" resp="#tool" xml:lang="en">Numbers disagree.</note>
    </annotation>
  </listAnnotation>
</standOff>
"""

ENGLISH = """
<div type="translation" xml:lang="en" xml:id="en" corresp="#zh">
  <head type="title" xml:id="en.h1" corresp="#zh.h1">A Leap in 1959</head>
  <div type="report" n="1" xml:id="en.1" corresp="#zh.1">
    <head type="supplied" xml:id="en.1.h1" corresp="#zh.1.h1"><supplied resp="#tool">Xinjiang</supplied></head>
    <p xml:id="en.1.1" corresp="#zh.1.1"><s xml:id="en.1.1.s1"><orgName ref="#org.xinhua">Xinhua</orgName>: they
      opposed <seg type="note" xml:id="en.1.1.q1">Han chauvinism</seg>.</s> <s xml:id="en.1.1.s2">They leap forward
      <surplus resp="#ed" cert="high" xml:id="en.1.1.e1">forward </surplus>with <num value="3">three</num> tons.<g
      ref="#u0007"/></s> <s xml:id="en.1.1.s3">It is <unclear cert="low">dim</unclear> <gap reason="illegible"/>
      here.</s></p>
    <p xml:id="en.1.2" corresp="#zh.1.2 #zh.1.3"><s xml:id="en.1.2.s1">Two made one.</s></p>
    <p xml:id="en.1.3"><s xml:id="en.1.3.s1">Without counterpart.</s></p>
  </div>
</div>
"""

CHINESE = """
<div type="original" xml:lang="zh-Hans" xml:id="zh" corresp="#en">
  <head type="title" xml:id="zh.h1" corresp="#en.h1"><date when="1959"><choice xml:id="zh.h1.e1"><sic>1950</sic><corr
    resp="#ed2" cert="high" evidence="internal">1959</corr></choice></date>年的跃进</head>
  <div type="report" n="1" xml:id="zh.1" corresp="#en.1">
    <head xml:id="zh.1.h1" corresp="#en.1.h1">新疆</head>
    <p xml:id="zh.1.1" corresp="#en.1.1"><s xml:id="zh.1.1.s1"><persName ref="#pers.mao">毛主席</persName>反对<seg
      type="note" xml:id="zh.1.1.q1">大民族主义</seg>，牧<supplied resp="#ed" cert="medium">、</supplied>林<lb
      />业。</s></p>
    <p xml:id="zh.1.2" corresp="#en.1.2"><s xml:id="zh.1.2.s1">其一。</s></p>
    <p xml:id="zh.1.3" corresp="#en.1.2"><s xml:id="zh.1.3.s1">其二。</s></p>
  </div>
</div>
"""


def document(*versions: str, standoff: str = STANDOFF) -> etree._ElementTree:
    body = "".join(versions or (ENGLISH, CHINESE))
    return parse(
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en" xml:id="doc">{HEADER}{standoff}'
        f"<text><body>{body}</body></text></TEI>".encode()
    )


def rendered(tree: etree._ElementTree, titles: Mapping[str, str] = TITLES, **more: Any) -> tuple[bytes, list[Finding]]:
    settings: dict[str, Any] = {"font_paths": [], "fonts": {}, "paper": "a4", "system_fonts": False, "overrides": None}
    return render_print(tree, titles=titles, **(settings | more))


def printed(tree: etree._ElementTree, titles: Mapping[str, str] = TITLES, **more: Any) -> bytes:
    """The PDF of a document whose characters all have glyphs."""
    pdf, findings = rendered(tree, titles, **more)
    assert findings == []
    return pdf


def words_of(pdf: bytes) -> str:
    """All text of `pdf`, without white space and word joiners: lines are the typesetter's."""
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return squeezed("".join(page.extract_text() for page in pages))


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u2060]+", "", text)


def elements(node: Any) -> Iterator[pikepdf.Dictionary]:
    """The structure elements of a tagged PDF, in reading order."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from elements(child)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield node
        if "/K" in node:
            yield from elements(node.K)


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return printed(document())


@pytest.fixture(scope="module")
def text(pdf: bytes) -> str:
    return words_of(pdf)


def test_every_sentence_of_both_versions_is_printed(text: str) -> None:
    for sentence in ("Two made one.", "Without counterpart.", "其一。", "其二。", "年的跃进", "[Xinjiang]", "新疆"):
        assert squeezed(sentence) in text


def test_every_paragraph_stands_in_exactly_one_row() -> None:
    source = typst_source(document(), TITLES)
    rows = [line for line in source.splitlines() if line.startswith("#pair(")]
    assert [re.findall(r"^#pair\(at,\d+,\((.*?),\)", row)[0] for row in rows] == [
        '"1.1"',
        '"zh 1.2, 1.3","en 1.2"',
        '"en 1.3"',
    ]
    assert source.count("p(first:") == 6


def test_paragraphs_without_counterpart_follow_what_they_follow_in_their_version() -> None:
    english = ENGLISH.replace(' corresp="#zh.1.1"', "")
    chinese = CHINESE.replace(' corresp="#en.1.1"', "")
    source = typst_source(document(english, chinese), TITLES)
    found = re.findall(r"^#pair\(at,\d+,\((.*?),\)", source, re.MULTILINE)
    assert found == ['"en 1.1"', '"zh 1.1"', '"zh 1.2, 1.3","en 1.2"', '"en 1.3"']


def test_pointers_in_one_direction_are_enough() -> None:
    source = typst_source(document(ENGLISH, CHINESE.replace(' corresp="#en.1.1"', "")), TITLES)
    assert '#pair(at,3,("1.1",)' in source


@pytest.mark.parametrize("versions", [(ENGLISH,), (CHINESE,)])
def test_a_document_of_one_version_is_printed_in_one_column(versions: tuple[str]) -> None:
    source = typst_source(document(*versions), TITLES)
    assert "versions:1," in source
    found = words_of(printed(document(*versions)))
    assert ("Withoutcounterpart." in found) == (versions == (ENGLISH,))
    assert ("其二。" in found) == (versions == (CHINESE,))


@pytest.mark.parametrize("version", ["en", "zh"])
def test_hostile_text_comes_out_verbatim(version: str) -> None:
    paragraphs = "".join(f'<p xml:id="{version}.1.{n}">{escape(text)}</p>' for n, text in enumerate(HOSTILE, 10))
    old = ENGLISH if version == "en" else CHINESE
    new = old.replace("</p>\n  </div>", f"</p>{paragraphs}</div>")
    assert new != old
    found = words_of(printed(document(*(new if text is old else text for text in (ENGLISH, CHINESE)))))
    for hostile in HOSTILE:
        assert squeezed(hostile) in found


def test_hostile_names_notes_titles_and_header_come_out_verbatim() -> None:
    hostile = '\\"#panic()]$@x<label>'
    standoff = STANDOFF.replace("Numbers disagree.", escape(hostile + "1")).replace("Mao Zedong", escape(hostile + "2"))
    tree = document(ENGLISH.replace("A Leap in", escape(hostile + "3")), CHINESE, standoff=standoff)
    for publisher in tree.iter("{*}publisher"):
        publisher.text = hostile + "4"
    found = words_of(printed(tree, titles={"en": hostile + "5"}))
    for n in "12345":
        assert hostile + n in found


def test_text_becomes_nothing_but_string_literals() -> None:
    source = typst_source(document(ENGLISH.replace("Two made one.", 'a\\" \t\n#x'), CHINESE), TITLES)
    assert '"a\\\\\\" #x"' in source
    assert all(line.startswith("#") for line in source.splitlines() if not line.startswith(("(", ")")) and line)


def test_the_same_document_gives_the_same_bytes(pdf: bytes) -> None:
    assert printed(document()) == pdf


def test_the_pdf_declares_both_standards_and_is_tagged(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert opened.Root.MarkInfo.Marked
        assert str(opened.Root.Lang) == "en"
        with opened.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
            assert metadata["dc:title"] == "A Leap in 1959"
            assert "Wang Ming" in str(metadata["dc:creator"])
            assert metadata["xmp:CreateDate"].startswith("2026-11-23")


def test_every_passage_has_its_language_and_heads_are_headings(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        found = list(elements(opened.Root.StructTreeRoot.K))
        assert {str(element.Lang) for element in found if "/Lang" in element} == {"en", "zh-CN"}
        heads = [(str(element.S), str(element.T)) for element in found if str(element.S) in ("/H1", "/H2")]
        assert heads[:4] == [
            ("/H1", "1959年的跃进"),
            ("/H1", "A Leap in 1959"),
            ("/H2", "新疆"),
            ("/H2", "[Xinjiang]"),
        ]
        assert any(str(element.S) == "/Note" for element in found)
        with opened.open_outline() as outline:
            assert [entry.title for entry in outline.root] == ["A Leap in 1959"]


def test_all_fonts_are_embedded(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        fonts = [
            object_
            for object_ in opened.objects
            if isinstance(object_, pikepdf.Dictionary) and object_.get("/Type") == "/FontDescriptor"
        ]
        assert {str(font.FontName).split("+")[1].split("-")[0] for font in fonts} == {
            "EditionHan",
            "LibertinusSerif",
            "NotoSerifSC",
        }
        assert all({"/FontFile2", "/FontFile3"} & set(font.keys()) for font in fonts)


def test_a_note_is_printed_once_and_called_in_both_versions(text: str) -> None:
    assert text.count("TheEnglishsaysmorethan“大民族主义”.(AnnEditor)") == 1
    assert "Hanchauvinism1." in text
    assert "大民族主义1，" in text
    assert "译文较原文具体" not in text
    assert "Numbersdisagree.(computed)" in text


def test_notes_follow_the_language_of_the_edition() -> None:
    found = words_of(printed(document(), titles={"zh-Hans": "小样本", "en": "A Little Edition"}))
    assert "译文较原文具体。" in found
    assert "TheEnglishsaysmore" not in found
    assert "专名索引" in found


def test_calls_at_one_place_are_kept_apart() -> None:
    more = '<annotation xml:id="n3" target="#en.1.1.q1"><note xml:lang="en">Another.</note></annotation>'
    found = words_of(printed(document(standoff=STANDOFF.replace("</listAnnotation>", f"{more}</listAnnotation>"))))
    assert re.search(r"Hanchauvinism\d,\d\.", found)


def test_a_span_in_parts_is_called_once_at_its_end() -> None:
    parts = (
        '<seg type="note" xml:id="en.1.2.q1" part="I">Two</seg> made <seg type="note" xml:id="en.1.2.q2" '
        'part="F">one</seg>.'
    )
    note = '<annotation xml:id="n3" target="#en.1.2.q1 #en.1.2.q2"><note xml:lang="en">Cut.</note></annotation>'
    tree = document(
        ENGLISH.replace("Two made one.", parts),
        CHINESE,
        standoff=STANDOFF.replace("</listAnnotation>", f"{note}</listAnnotation>"),
    )
    assert re.search(r'"Two";" made ";"one";note\("n3"', typst_source(tree, TITLES))


def test_a_note_on_words_that_are_not_in_the_reading_text_is_called_beside_them() -> None:
    english = ENGLISH.replace("forward </surplus>", '<seg type="note" xml:id="en.1.1.q9">forward </seg></surplus>')
    note = '<annotation xml:id="n3" target="#en.1.1.q9"><note xml:lang="en">Twice.</note></annotation>'
    standoff = STANDOFF.replace("</listAnnotation>", f"{note}</listAnnotation>")
    assert "Twice." in words_of(printed(document(english, CHINESE, standoff=standoff)))


def test_emendations_show_what_the_source_has_and_who_changed_it(text: str) -> None:
    assert "1959]1950sic(BoOther,certain,byinternalevidence)" in text
    assert "forwarddel.(AnnEditor,certain)" in text
    assert "、]om.(AnnEditor,probable)" in text
    assert "牧[、]" in text
    assert "leapforward" in text
    assert "forwardforward" not in text


def test_uncertain_missing_and_unwritable_characters_are_marked(text: str) -> None:
    assert "dim[?][…]here." in text
    assert "three tons.[U+0007]".replace(" ", "") in text


def test_the_index_lists_mentioned_names_in_both_languages_with_pages(text: str) -> None:
    index = text.partition("Indexofnames")[2]
    assert index.startswith("Figuresarepageandline,bythenumbersontheleft:")
    assert "毛泽东MaoZedong1" in index
    assert "新华通讯社XinhuaNewsAgency1" in index
    assert "NobodyMentioned" not in index
    assert "MaoTse-tung" not in index


def test_a_reason_is_signed_only_by_another_than_the_emendation() -> None:
    def found(resp: str) -> str:
        why = f'<annotation xml:id="w" target="#en.1.1.e1"><note type="editorial" resp="{resp}" xml:lang="en">Twice.</note></annotation>'
        standoff = STANDOFF.replace("</listAnnotation>", f"{why}</listAnnotation>")
        return words_of(printed(document(standoff=standoff)))

    assert "del.(AnnEditor,certain)Twice." in found("#ed") and "Twice.(AnnEditor)" not in found("#ed")
    assert "del.(AnnEditor,certain)Twice.(BoOther)" in found("#ed2")


def test_a_title_of_two_parts_stands_on_two_lines() -> None:
    source = typst_source(document(ENGLISH.replace("A Leap in 1959", "A Leap  in 1959"), CHINESE), TITLES)
    assert '"A Leap";linebreak();"in 1959";' in source


def test_paragraphs_of_a_version_written_leftward_have_their_numbers_in_the_margin() -> None:
    hebrew = ENGLISH.replace('xml:lang="en" xml:id="en"', 'xml:lang="he" xml:id="en"')
    page = pypdf.PdfReader(io.BytesIO(printed(document(hebrew, CHINESE)))).pages[0]
    at: list[float] = []

    def seen(text: str, cm: list[float], *_: object) -> None:
        if text.strip() == "1.1":
            at.append(float(cm[4]))

    page.extract_text(visitor_text=seen)
    assert any(0.85 * page.mediabox.width < x < page.mediabox.width for x in at), at


def test_the_colophon_names_licence_version_source_and_checksum(text: str) -> None:
    for told in (
        "CCBY4.0",
        "https://creativecommons.org/licenses/by/4.0/",
        "version0.1.0",
        "People’sDaily,13January1959,page2",
        "63b38ea3f25817751a4234845ea0f3da67920917227c309aacfec20d9ea6d225",
        "000_seed.txt,25640bytes",
        "rmrb.1959-01-13.2.f30e168c",
        "editedbyAnnEditor",
        "ALittleEdition",
        "小样本",
    ):
        assert told in text


@pytest.mark.parametrize(
    ("char", "named"),
    [
        ("\U0001f600", "U+1F600 GRINNING FACE"),
        ("\u0f68", "U+0F68 TIBETAN LETTER A"),
        ("\ue000", "U+E000"),
    ],
)
def test_a_character_without_a_glyph_is_named_with_its_place_and_shown_by_its_code(char: str, named: str) -> None:
    pdf, [found] = rendered(document(ENGLISH.replace("Two made", f"Two {char} made"), CHINESE))
    assert (found.code, found.severity, found.line is not None) == ("W002", "error", True)
    assert named in found.message
    assert "en.1.2.s1" in found.message
    assert "--font-path" in found.hint or "charDecl" in found.hint
    assert f"Two[U+{ord(char):04X}]madeone." in words_of(pdf)


def test_one_finding_names_all_characters_without_glyphs_by_their_first_places() -> None:
    english = ENGLISH.replace("Two made", "\u0f56\u0f7c\u0f51 \U0001f600 made").replace("Without", "\U0001f601\u0f56")
    pdf, [found] = rendered(document(english, CHINESE))
    assert re.findall(r"(U\+\w+)|in (\S+?)(?:;|$)", found.message) == [
        *((code, "") for code in ("U+0F51", "U+0F56", "U+0F7C", "U+1F600")),
        ("", "en.1.2.s1"),
        ("U+1F601", ""),
        ("", "en.1.3.s1"),
    ]
    assert {"Noto Serif Tibetan", "Noto Emoji"} <= set(re.findall(r"Noto (?:Serif Tibetan|Emoji)", found.hint))
    assert "[U+0F56U+0F7CU+0F51][U+1F600]made" in words_of(pdf)
    assert rendered(document(english, CHINESE))[0] == pdf
    with pikepdf.open(io.BytesIO(pdf)) as opened, opened.open_metadata() as metadata:
        assert (metadata["pdfuaid:part"], metadata["pdfaid:conformance"]) == ("1", "A")


def test_a_joiner_is_missed_only_with_what_it_joins() -> None:
    _, [found] = rendered(document(ENGLISH.replace("Two", "\U0001f469\u200d\U0001f467"), CHINESE))
    assert "U+200D" not in found.message
    assert printed(document(ENGLISH.replace("Two", "\u0645\u06cc\u200c\u0631"), CHINESE))


def test_text_that_looks_like_an_error_of_typst_names_no_character() -> None:
    english = ENGLISH.replace("Two", 'error: the text `"x"` could not be displayed \U0001f600')
    _, [found] = rendered(document(english, CHINESE))
    assert found.message.count("U+") == 1


def test_a_character_without_a_glyph_in_a_title_of_the_edition_is_named() -> None:
    _, [found] = rendered(document(), titles={"en": "A \U0001f600 title"})
    assert (found.code, found.line) == ("W002", None)
    assert "U+1F600" in found.message


def test_what_one_document_lacks_does_not_touch_the_next(pdf: bytes) -> None:
    assert rendered(document(ENGLISH.replace("Two", "\U0001f600"), CHINESE))[1]
    assert printed(document()) == pdf


def test_the_fonts_of_the_machine_are_looked_at_only_where_they_are_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[bool] = []
    monkeypatch.setattr(
        "tei.render.print.Typesetter",
        lambda main, folders, system, settings: looked.append(system) or Typesetter(main, folders, False, settings),
    )

    def looks(*versions: str, **more: Any) -> list[bool]:
        looked.clear()
        rendered(document(*versions), **{"system_fonts": True, **more})
        return looked

    rare = ENGLISH.replace("Two", "\U0001f600")
    assert looks(ENGLISH, CHINESE) == [False]
    assert looks(rare, CHINESE) == [False, True, True]  # once more, and at last without the character
    assert looks(rare, CHINESE, system_fonts=False) == [False, False]
    assert looks(ENGLISH, CHINESE.replace("zh-Hans", "zh-Hant")) == [True]
    assert looks(ENGLISH, CHINESE, fonts={"en": ["Libertinus Serif"]}) == [True]


def test_a_pdf_is_made_again_only_when_something_was_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[object] = []
    pdf_ = Typesetter.pdf

    def counted(self: Typesetter) -> bytes:
        made.append(self)
        return pdf_(self)

    monkeypatch.setattr(Typesetter, "pdf", counted)
    printed(document())
    assert len(made) == 1
    rendered(document(ENGLISH.replace("Two", "\u0f56\U0001f600"), CHINESE))
    assert len(made) == 3


@pytest.mark.parametrize(
    ("published", "appeared", "created"),
    [
        ("2026-11-23", "1959-01-13", "2026-11-23"),
        ("", "1959-01-13", "1959-01-13"),
        ("2026", "1960-02-29", "1960-02-29"),
        ("2026-02-30", "1959-02-29", "1970-01-01"),
        ("", "1959-01", "1970-01-01"),
        ("", "", "1970-01-01"),
    ],
)
def test_the_pdf_has_a_date_even_if_the_text_has_none(published: str, appeared: str, created: str) -> None:
    tree = document()
    for path, when in (("publicationStmt", published), ("imprint", appeared)):
        for date in tree.findall(f".//{{*}}{path}/{{*}}date"):
            date.attrib.pop("when")
            date.attrib.update({"when": when} if when else {})
    with pikepdf.open(io.BytesIO(printed(tree))) as opened, opened.open_metadata() as metadata:
        assert metadata["xmp:CreateDate"].startswith(created)


def without(text: str, element: str) -> str:
    return re.sub(rf"<{element}.*?</{element.split()[0]}>", "", text, flags=re.DOTALL)


def headings(pdf: bytes) -> list[tuple[str, str]]:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        found = list(elements(opened.Root.StructTreeRoot.K))
        return [(str(element.S), str(element.T)) for element in found if str(element.S)[:2] == "/H" and "/T" in element]


def test_a_text_without_a_title_head_has_the_header_s_title_or_its_id_first() -> None:
    versions = [without(text, 'head type="title"') for text in (ENGLISH, CHINESE)]
    assert headings(printed(document(*versions)))[:2] == [("/H1", "1959年的跃进"), ("/H1", "A Leap in 1959")]
    tree = document(*versions)
    for title in tree.findall(".//{*}titleStmt/{*}title"):
        title.text = None
    assert headings(printed(tree))[:2] == [("/H1", "doc"), ("/H2", "新疆")]


def test_a_title_of_one_version_comes_before_reports_of_the_other() -> None:
    english = without(ENGLISH, 'head type="title"').replace(' corresp="#zh.1.h1"', "").replace(' corresp="#zh.1"', "")
    chinese = (
        CHINESE.replace(' corresp="#en.h1"', "").replace(' corresp="#en.1.h1"', "").replace(' corresp="#en.1"', "")
    )
    assert [level for level, _ in headings(printed(document(english, chinese)))][:3] == ["/H1", "/H2", "/H2"]


def test_a_title_that_would_come_too_late_is_printed_first() -> None:
    english = ENGLISH.replace('corresp="#zh.h1"', 'corresp="#zh.1.1"')
    chinese = re.sub(r'<head type="title".*?</head>', "", CHINESE, flags=re.DOTALL).replace("#en.1.1", "#en.1.1 #en.h1")
    found = headings(printed(document(english, chinese)))
    assert found[:3] == [("/H1", "1959年的跃进"), ("/H1", "A Leap in 1959"), ("/H2", "新疆")]


@pytest.mark.parametrize("type_", ["sub", "main", "title"])
def test_a_report_s_head_beside_a_version_s_ranks_with_it(type_: str) -> None:
    english = without(ENGLISH, 'head type="title"').replace('corresp="#zh.1.h1"', 'corresp="#zh.h1"')
    extra = (
        f'<head type="{type_}" xml:id="zh.h1" corresp="#en.1.h1">上</head><head type="title" xml:id="zh.h2">题</head>'
    )
    chinese = re.sub(r'<head type="title".*?</head>', extra, CHINESE, flags=re.DOTALL).replace(
        '<head xml:id="zh.1.h1" corresp="#en.1.h1">', '<head xml:id="zh.1.h1">'
    )
    found = headings(printed(document(english, chinese)))
    assert found[0][0] == "/H1"
    assert ("/H2", "新疆") in found


@pytest.mark.parametrize("empty", ["", " ", "\u3000", "<surplus>xx</surplus>", "<choice><sic>x</sic><corr/></choice>"])
def test_empty_heads_do_not_stop_the_run(empty: str) -> None:
    versions = [
        re.sub(r"(<head\b[^>]*>).*?</head>", rf"\1{empty}</head>", text, flags=re.DOTALL) for text in (ENGLISH, CHINESE)
    ]
    assert headings(printed(document(*versions)))[:2] == [("/H1", "1959年的跃进"), ("/H1", "A Leap in 1959")]


BYLINES = (
    ENGLISH.replace("</head>\n    <p", '</head><byline xml:id="en.1.b1">By <hi>Jin Feng</hi></byline>\n    <p').replace(
        "</p>\n  </div>", '</p><byline xml:id="en.1.b2">(Xinhua)</byline></div><byline xml:id="en.b1">One side</byline>'
    ),
    CHINESE.replace("</head>\n    <p", '</head><byline xml:id="zh.1.b1">本报记者金凤</byline>\n    <p').replace(
        "</p>\n  </div>", '</p><byline xml:id="zh.1.b2">（新华社）</byline></div>'
    ),
)


def test_bylines_stand_beside_each_other_in_their_order() -> None:
    assert BYLINES != (ENGLISH, CHINESE)
    source = typst_source(document(*BYLINES), TITLES)
    rows = re.findall(r"^#bylines\(at,(.*)\)$", source, re.MULTILINE)
    assert [re.findall(r'"(.*?)"', row) for row in rows] == [
        ["本报记者金凤", "By ", "Jin Feng"],
        ["（新华社）", "(Xinhua)"],
        ["One side"],
    ]
    assert "本报记者金凤ByJinFeng" in words_of(printed(document(*BYLINES)))


def test_bylines_that_point_to_each_other_need_no_order() -> None:
    english, chinese = BYLINES
    english = english.replace('"en.1.b1"', '"en.1.b1" corresp="#zh.1.b2"')
    rows = re.findall(r"^#bylines\(at,(.*)\)$", typst_source(document(english, chinese), TITLES), re.MULTILINE)
    assert [re.findall(r'"(.*?)"', row) for row in rows] == [
        ["本报记者金凤", "(Xinhua)"],
        ["One side"],  # which follows (Xinhua) in its version
        ["（新华社）", "By ", "Jin Feng"],
    ]


def test_bylines_of_divisions_that_are_not_one_to_one_are_printed_once_each() -> None:
    english, chinese = BYLINES
    more = '<div type="report" n="2" xml:id="zh.2" corresp="#en.1"><byline xml:id="zh.2.b1">二</byline></div></div>'
    chinese = chinese.rstrip().removesuffix("</div>") + more
    rows = re.findall(r"^#bylines\(at,(.*)\)$", typst_source(document(english, chinese), TITLES), re.MULTILINE)
    assert sorted(re.findall(r'"(.*?)"', "".join(rows))) == sorted(
        ["本报记者金凤", "（新华社）", "二", "By ", "Jin Feng", "(Xinhua)", "One side"]
    )


def test_a_byline_that_is_all_of_a_version_is_printed() -> None:
    assert "Onlythis" in words_of(
        printed(document('<div type="original" xml:lang="en" xml:id="en"><byline>Only this</byline></div>'))
    )


def test_anchors_anywhere_and_spans_of_sentences_are_printed() -> None:
    english = ENGLISH.replace(
        '<s xml:id="en.1.2.s1">Two made one.</s>',
        '<anchor xml:id="a1"/><seg type="note" xml:id="en.1.2.q1"><s>Two made</s> <s>one<anchor xml:id="a2"/>.</s></seg>',
    ).replace('<p xml:id="en.1.3">', '<anchor xml:id="a3"/><p xml:id="en.1.3">')
    notes = "".join(
        f'<annotation xml:id="n{n}" target="#{target}"><note xml:lang="en">{told}</note></annotation>'
        for n, (target, told) in enumerate([("en.1.2.q1", "Both."), ("a1", "Before."), ("a2", "Amid.")])
    )
    found = words_of(
        printed(document(english, CHINESE, standoff=STANDOFF.replace("</listAnnotation>", notes + "</listAnnotation>")))
    )
    assert all(told in found for told in ("Both.", "Before.", "Amid."))
    assert re.search(r"\dTwomadeone\d\.\d", found)


def cruxes(count: int) -> str:
    more = "".join(
        f'<annotation xml:id="c{n}" target="#zh.1.3 #en.1.2"><note type="crux" resp="#tool" xml:lang="en">Crux {n}.'
        "</note></annotation>"
        for n in range(count)
    )
    return STANDOFF.replace("</listAnnotation>", f"{more}</listAnnotation>")


def test_few_computed_cruxes_are_footnotes() -> None:
    found = words_of(printed(document(standoff=cruxes(9))))
    assert "Crux8.(computed)" in found
    assert "Wheretheversionsdisagree" not in found


def test_many_computed_cruxes_are_a_list_and_other_notes_stay_footnotes() -> None:
    found = words_of(printed(document(standoff=cruxes(10))))
    assert "TheEnglishsaysmorethan“大民族主义”.(AnnEditor)" in found
    _, _, listed = found.partition("Wheretheversionsdisagree")
    assert "zh1.2Numbersdisagree." in listed
    assert "zh1.3,en1.2Crux9." in listed
    assert "(computed)" not in found
    assert "其二。≠" in found.replace("\u2060", "")
    assert "两种文本不一致处" in words_of(printed(document(standoff=cruxes(10)), titles={"zh-Hans": "小样本"}))


def test_a_crux_that_is_called_nowhere_is_listed_without_a_page() -> None:
    standoff = cruxes(10).replace('"c3" target="#zh.1.3 #en.1.2"', '"c3" target="#nowhere"')
    assert "Crux3." in words_of(printed(document(standoff=standoff)))


def test_what_typst_refuses_is_told_in_its_words() -> None:
    with pytest.raises(TeiError, match="us-letter") as caught:
        printed(document(), paper="folio")
    assert caught.value.finding.code == "W003"


def test_an_unknown_element_stops_with_its_name_and_place() -> None:
    with pytest.raises(TeiError, match=r"figure.*en\.1\.2\.s1") as caught:
        printed(document(ENGLISH.replace("Two made", "Two <figure/> made"), CHINESE))
    assert caught.value.finding.code == "W001"


@pytest.mark.parametrize("lang", ["zh-Hant", "ja", "lzh", "fr", "x-private"])
def test_any_language_may_stand_on_the_left(lang: str) -> None:
    assert "其二。" in words_of(printed(document(ENGLISH, CHINESE.replace("zh-Hans", lang))))


def test_words_in_a_script_from_right_to_left_need_no_glyphs_for_controls() -> None:
    english = ENGLISH.replace("Two", '<foreign xml:lang="ar">\u0628\u0627\u0628</foreign>')
    assert printed(document(english, CHINESE)).startswith(b"%PDF")


@pytest.mark.parametrize("paper", ["a5", "us-letter"])
def test_paper_is_the_caller_s_choice(paper: str) -> None:
    with pikepdf.open(io.BytesIO(printed(document(), paper=paper))) as opened:
        assert round(float(opened.pages[0].MediaBox[2])) == {"a5": 420, "us-letter": 612}[paper]


def test_long_paragraphs_break_across_pages_and_stay_beside_each_other() -> None:
    english = ENGLISH.replace("Two made one.", "Two made one. " * 300 + "Last.")
    chinese = CHINESE.replace("其二。", "其二。" * 400 + "末。")
    pages = [
        squeezed(page.extract_text()) for page in pypdf.PdfReader(io.BytesIO(printed(document(english, chinese)))).pages
    ]
    assert len(pages) > 2
    assert "其二" in pages[1]
    assert "madeone" in pages[1]
    assert sum("Last." in page for page in pages) == sum("末。" in page for page in pages) == 1


def test_a_head_with_characters_that_the_bold_lacks_is_of_one_weight() -> None:
    def faces(chinese: str) -> set[str]:
        found = set()
        page = pypdf.PdfReader(io.BytesIO(printed(document(chinese)))).pages[0]
        page.extract_text(visitor_text=lambda text, _cm, _tm, font, _size: found.add((text, str(font))))
        return {font.partition("EditionHan")[1] for text, font in found if "年的" in text}

    assert "EditionHan" in faces(CHINESE)
    assert "EditionHan" in faces(CHINESE.replace("年的跃进", "年的〇跃进"))
    assert "EditionHan" not in faces(CHINESE.replace("年的跃进", "年的躍進"))


def test_a_word_longer_than_a_line_is_broken_and_comes_out_whole() -> None:
    word = "0f" * 150
    found = printed(document(ENGLISH.replace("Two made one.", f"Two {word} one.")))
    assert f"Two{word}one." in re.sub("[\u00ad\u200b]", "", words_of(found))
    lines = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(found)).pages).splitlines()
    assert sum("0f0f" in line for line in lines) > 3


def test_headless_documents_and_missing_sources_are_printed() -> None:
    versions = [re.sub(r"<head type=\"title\".*?</head>", "", text, flags=re.DOTALL) for text in (ENGLISH, CHINESE)]
    tree = document(*versions)
    for source in tree.findall(".//{*}biblStruct"):
        parent = source.getparent()
        assert parent is not None
        parent.remove(source)
    assert "ALeapin1959" in words_of(printed(tree))


def test_an_edition_redefines_functions_and_the_stylesheet(tmp_path: Path) -> None:
    (tmp_path / "print").mkdir()
    (tmp_path / "print" / "edition.typ").write_text('#let gap() = "GAP"\n', encoding="utf-8")
    assert "dim[?]GAPhere." in words_of(printed(document(), overrides=tmp_path))
    (tmp_path / "print" / "print.xsl").write_text(
        '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">'
        '<xsl:output method="text"/><xsl:template match="/">#set document(title: "x")\nOwn.</xsl:template>'
        "</xsl:stylesheet>",
        encoding="utf-8",
    )
    assert words_of(printed(document(), overrides=tmp_path)) == "Own."


def test_notes_are_printed_in_the_languages_that_are_asked_for() -> None:
    tree = parse(next((ROOT / "editions" / "peoples-daily" / "tei").glob("*.xml")))
    chinese, english = "两词同译。", "Two words, one rendering."
    for wanted, shown in (((), (False, True)), (("en", "zh-Hans"), (True, True)), (("zh-Hant",), (True, False))):
        source = typst_source(tree, {"en": "An Edition"}, notes=wanted)
        assert (chinese in source, english in source) == shown


def test_references_within_a_text_tell_the_page_or_the_note() -> None:
    note = (
        '<annotation xml:id="n3" target="#zh.1.1.s1"><note xml:lang="en">See <ref target="#en.1.9">there</ref> and <ref '
        'target="#note2">this</ref>, <ref target="#gone">lost</ref>, <ref target="javascript://x">bad</ref>, '
        '<ptr target="#en.1.9"/>, <ref target="https://example.org/">web</ref>.</note></annotation>'
    )
    english = ENGLISH.replace("</p>\n  </div>", "</p>" + "<p>Far.</p>" * 60 + '<p xml:id="en.1.9">Target.</p></div>')
    tree = document(english, CHINESE, standoff=STANDOFF.replace("</listAnnotation>", f"{note}</listAnnotation>"))
    pdf = printed(tree)
    found = words_of(pdf)
    place = next(
        n for n, page in enumerate(pypdf.PdfReader(io.BytesIO(pdf)).pages, 1) if "Target." in page.extract_text()
    )
    assert place > 1
    assert f"Seethere(p.{place})andthis(n.3),lost,bad,p.{place},web<https://example.org/>." in found
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        uris = [
            str(link.A.URI) for page in opened.pages for link in page.get("/Annots", []) if "/URI" in link.get("/A", {})
        ]
    assert "https://example.org/" in uris
    assert not [uri for uri in uris if uri.startswith("javascript")]
