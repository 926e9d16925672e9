"""The project's own schemas: they accept what the encoder and the editors write, refuse slips, and stay inside TEI.

With TEI_TEST_DATA set (its ``tei/schema/tei_all.rng``), documents generated from edition.rng prove the last.
"""

from __future__ import annotations

import random
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree, isoschematron

from tei.data import shipped
from tei.names import SCH, TEI, tei
from tei.xml import parse

RNG = "http://relaxng.org/ns/structure/1.0"

GRAMMAR = shipped("schemas/edition.rng")
RULES = shipped("schemas/edition.sch")
SVRL = "{http://purl.oclc.org/dsdl/svrl}"
SHA = "0123456789abcdef" * 4

HEADER = """
<teiHeader>
  <fileDesc>
    <titleStmt>
      <title type="main" xml:lang="en">A Notice</title><title type="main" xml:lang="zh-Hans">通知</title>
      <author>Li Hua</author>
      <respStmt xml:id="ed">
        <resp xml:lang="en">edited by</resp><resp xml:lang="zh-Hans">编</resp>
        <persName ref="https://orcid.org/0000-0002-1825-0097">Ann Editor</persName>
      </respStmt>
    </titleStmt>
    <editionStmt><edition n="0.1.0">Version <num>0.1.0</num></edition></editionStmt>
    <publicationStmt>
      <publisher>The project</publisher><date when="2026-11-23">2026</date>
      <availability status="free">
        <licence target="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</licence><p>Rights</p>
      </availability>
      <idno type="tei">n.1</idno>
    </publicationStmt>
    <sourceDesc>
      <biblStruct xml:id="source">
        <analytic><author>Li Hua</author><title level="a" xml:lang="en">A Notice</title></analytic>
        <monogr>
          <title level="j" xml:lang="zh-Hans">日报</title>
          <imprint><pubPlace>Beijing</pubPlace><date when="1959-01-13"/></imprint>
          <biblScope unit="page" n="2">2</biblScope>
        </monogr>
      </biblStruct>
      <bibl type="translation" xml:id="translation"><title level="a" xml:lang="en">A title</title>
        <editor role="translator">Li Hua</editor><note>from a newspaper</note>
        <relatedItem type="translationOf" target="#source"/></bibl>
      <bibl type="seed" xml:id="seed">
        <idno type="file">a &amp; b.txt</idno>
        <idno type="sha256">SHA</idno><measure unit="byte" quantity="25">25 bytes</measure>
        <note type="newline">LF</note><note type="bom">none</note>
      </bibl>
    </sourceDesc>
  </fileDesc>
  <encodingDesc>
    <appInfo><application xml:id="tool" ident="tei" version="0.1.0"><label>tei</label></application></appInfo>
    <editorialDecl>
      <correction status="medium" method="markup">
        <p>See <ref target="https://example.org/">here</ref>: <list><item>one</item></list></p>
      </correction>
      <quotation marks="all"><p>kept</p></quotation>
    </editorialDecl>
    <refsDecl>
      <citeStructure unit="version" match="/TEI/text/body/div" use="@xml:id">
        <citeStructure unit="report" match="div" use="@n" delim="."/>
      </citeStructure>
    </refsDecl>
    <charDecl><char xml:id="u0007"><mapping type="codepoint">U+0007</mapping></char></charDecl>
  </encodingDesc>
  <profileDesc>
    <langUsage><language ident="en">English</language><language ident="zh-Hans">Chinese</language></langUsage>
    <textClass><keywords xml:lang="en"><term>news</term></keywords></textClass>
  </profileDesc>
  <revisionDesc>
    <change when="2026-11-23" who="#tool" type="digest">Written <idno type="sha256">SHA</idno></change>
  </revisionDesc>
</teiHeader>""".replace("SHA", SHA)

RECORDS = """
<listPerson>
  <person xml:id="pers.mao">
    <persName xml:lang="en">Mao Zedong</persName><persName type="variant" xml:lang="en">Chairman Mao</persName>
    <birth when="1893-12-26"/><idno type="wikidata">Q5816</idno><note xml:lang="en">Chairman</note>
  </person>
</listPerson>
<listPlace>
  <place xml:id="place.x">
    <placeName xml:lang="zh-Hans">新疆</placeName>
    <location><placeName ref="#place.x">新疆</placeName><geo>42.5 -87.5</geo></location><idno type="geonames">1529047</idno><idno type="viaf">12</idno>
  </place>
</listPlace>
<listOrg>
  <org xml:id="org.x">
    <orgName xml:lang="zh-Hans"><orgName ref="#org.cpc">中共</orgName>省委</orgName><idno type="gnd">2036935-X</idno>
  </org>
</listOrg>
<listEvent>
  <event xml:id="event.p"><eventName xml:lang="en" from="1958-11-28" to="1958-12-10">Plenum</eventName></event>
</listEvent>
<listBibl>
  <bibl xml:id="doc.r"><title xml:lang="en">Resolution</title><date when="1958"/></bibl>
</listBibl>"""

NOTES = (
    '<note type="translation" resp="#ed" xml:lang="en">On <q>this</q>, <foreign xml:lang="zh-Hans">那</foreign></note>'
    '<note type="translation" resp="#ed" xml:lang="zh-Hans">注</note>'
)

LINKS = """
<linkGrp type="alignment" subtype="version" domains="#en #zh">
  <link type="1-1" cert="high" target="#en #zh"/>
</linkGrp>
<linkGrp type="alignment" subtype="sentence" domains="#en #zh">
  <link type="2-1" cert="high" target="#en.1.1.s1 #en.1.1.s2 #zh.1.1.s1"/>
  <link type="1-0" cert="low" target="#en.1.1.s3 #zh.1.1"/>
</linkGrp>
<linkGrp type="mention" domains="#en #zh"><link target="#en.1.1.m1 #zh.1.1.m1" cert="high"/></linkGrp>
<listAnnotation>
  <annotation xml:id="note1" motivation="commenting" target="#en.1.1.q1 #zh.1.1">NOTES</annotation>
</listAnnotation>""".replace("NOTES", NOTES)

LINES = (
    '<sourceDoc><surface><line n="1" rend="gap(1) trail(U+3000*2)" corresp="#en.h1">Title:</line><line n="2"'
    ' rend="indent(4)" corresp="#en.1.1"/><line n="3">&lt;hr /&gt;<g ref="#u0007"/></line></surface></sourceDoc>'
)

BODY = """
<div type="translation" xml:lang="en" xml:id="en" corresp="#zh">
  <head type="title" xml:id="en.h1" corresp="#zh.h1">A Notice of <date when="1959">1959</date></head>
  <div type="report" n="1" xml:id="en.1" corresp="#zh.1">
    <head type="supplied" xml:id="en.1.h1" corresp="#zh.1.h1">
      <supplied resp="#tool" reason="counterpart">Xinjiang</supplied>
    </head>
    <p xml:id="en.1.1" corresp="#zh.1.1">
      <s xml:id="en.1.1.s1" corresp="#zh.1.1.s1"><seg type="dateline"><orgName ref="#org.x" xml:id="en.1.1.m1">Xinhua
        </orgName>, <date from="1959-01" to="1959-01-12">January</date>:</seg> The <title ref="#doc.r">Resolution of the
        <eventName ref="#event.p">Plenum</eventName></title> <seg type="note" part="I" xml:id="en.1.1.q1">so</seg>.</s>
      <s xml:id="en.1.1.s2" corresp="#zh.1.1.s1">They <surplus resp="#ed" cert="high" xml:id="en.1.1.e1">they </surplus>
        leap <num atLeast="10" atMost="20">more than 10</num> and <measure quantity="3" unit="t">three tons</measure> to
        <placeName>Paris</placeName>, <num type="fraction" value="1/3">a third</num>.<g ref="#u0007"/></s>
      <seg type="note" xml:id="en.1.1.q2"><s xml:id="en.1.1.s3">&lt;script&gt; <unclear cert="low"
        resp="#ed">dim</unclear> <gap resp="#ed" reason="illegible" unit="character" quantity="2"/>.</s></seg>
    </p>
  </div>
</div>
<div type="original" xml:lang="zh-Hans" xml:id="zh" corresp="#en">
  <head type="title" xml:id="zh.h1" corresp="#en.h1"><date when="1959"><choice xml:id="zh.h1.e1"><sic>1950</sic><corr
    resp="#ed" cert="high" evidence="internal">1959</corr></choice>年</date>通知</head>
  <head type="sub" xml:id="zh.h2">决议</head>
  <div type="report" n="1" xml:id="zh.1" corresp="#en.1">
    <head xml:id="zh.1.h1" corresp="#en.1.h1">新疆</head>
    <p xml:id="zh.1.1" corresp="#en.1.1">
      <s xml:id="zh.1.1.s1" corresp="#en.1.1.s1 #en.1.1.s2">据<orgName ref="#org.x" xml:id="zh.1.1.m1">新华社
        </orgName>，<supplied resp="#ed" cert="medium">、</supplied><anchor xml:id="zh.1.1.q1"/><lb/>
        <quote>林</quote>业。</s>
    </p>
  </div>
</div>"""


def document(header: str = HEADER, standoff: str = RECORDS + LINKS, body: str = BODY) -> str:
    """A document of an edition; without `standoff` there is no such element."""
    standing = f"<standOff>{standoff}</standOff>" if standoff else ""
    return (
        f'<TEI xmlns="{TEI}" xml:id="n.1" xml:lang="en">{header}{standing}{LINES}<text><body>{body}</body></text></TEI>'
    )


BARE = f"""
<teiHeader>
  <fileDesc>
    <titleStmt><title xml:lang="zh-Hant"/></titleStmt>
    <publicationStmt><authority>not published</authority></publicationStmt>
    <sourceDesc>
      <biblStruct><monogr><imprint><date/></imprint></monogr></biblStruct>
      <bibl type="seed" xml:id="seed"><idno type="sha256">{SHA}</idno></bibl>
    </sourceDesc>
  </fileDesc>
  <profileDesc><langUsage><language ident="zh-Hant"/></langUsage></profileDesc>
  <revisionDesc status="adopted"><change/></revisionDesc>
</teiHeader>"""

ONE_VERSION = """
<div type="original" xml:lang="zh-Hant" xml:id="zh">
  <div type="report" n="1" xml:id="zh.1">
    <head xml:id="zh.1.h1"/>
    <p xml:id="zh.1.1"><s xml:id="zh.1.1.s1">無</s>\u3000</p>
  </div>
</div>"""

INTRODUCTION = f"""<TEI xmlns="{TEI}" xml:id="introduction">
  <teiHeader>
    <fileDesc>
      <titleStmt><title>On this edition</title></titleStmt>
      <publicationStmt><p>Part of the edition</p></publicationStmt>
      <sourceDesc><p>Born digital</p></sourceDesc>
    </fileDesc>
  </teiHeader>
  <text>
    <body>
      <div xml:lang="en" xml:id="introduction.en">
        <head>The source</head>
        <p>The <title level="j">Daily</title> of <date when="1959-01-13">13 January</date>, <q>leap</q>, <foreign
          xml:lang="zh-Hans">跃进</foreign>, <hi rend="italic">see</hi> <ref target="rmrb.html#en.1">this</ref>.</p>
        <list rend="numbered"><item>first</item></list>
        <div><head>More</head><p>by <persName>Ann</persName></p></div>
      </div>
      <div xml:lang="zh-Hans"><p>中文</p></div>
    </body>
  </text>
</TEI>"""

AUTHORITY = f"""<standOff xmlns="{TEI}">
  <!-- names -->{RECORDS}
  <list type="stop"><item xml:lang="zh-Hans">党委</item></list>
  <list type="context" subtype="not-before" corresp="#org.x" xml:lang="zh-Hans"><head>党</head><item>校</item></list>
</standOff>"""

ACCEPTED = {
    name: re.sub("\n *", " ", example)
    for name, example in {
        "document": document(),
        "one version": document(BARE, "", ONE_VERSION),
        "introduction": INTRODUCTION,
        "authority": AUTHORITY,
    }.items()
}

# What is refused, by example: a sentence, words of the example and what they become, and who refuses, the grammar
# ("rng") or a rule of edition.sch by its id.
SLIPS: dict[str, list[tuple[str, str, str, str]]] = {
    "document": [
        (
            "a document has an xml:id",
            '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="n.1"',
            '<TEI xmlns="http://www.tei-c.org/ns/1.0"',
            "rng",
        ),
        ("a document of the edition has a sourceDoc", LINES, "", "rng"),
        ("an ORCID has four groups", "0000-0002-1825-0097", "0000-0002-1825", "rng"),
        ("a status is one of three", 'status="free"', 'status="open"', "rng"),
        ("a seed's size is a number", 'quantity="25"', 'quantity="many"', "rng"),
        ("an outermost citeStructure matches from the root", '"/TEI/text/body/div"', '"div"', "rng"),
        ("an inner citeStructure does not", 'match="div"', 'match="/div"', "rng"),
        ("a character is mapped by its code point", "U+0007<", "7<", "rng"),
        ("an edition speaks well-formed language tags", '<language ident="en">', '<language ident="English">', "rng"),
        (
            "a linkGrp names two domains",
            'subtype="version" domains="#en #zh"',
            'subtype="version" domains="#en"',
            "rng",
        ),
        (
            "the domains are versions",
            'type="mention" domains="#en #zh"',
            'type="mention" domains="#en #zh.1"',
            "link-domains",
        ),
        ("a level of alignment is one of five", 'subtype="sentence"', 'subtype="word"', "rng"),
        ("a bead says how many meet how many", 'type="2-1"', 'type="many"', "rng"),
        ("a bead is not empty on both sides", 'type="1-0"', 'type="0-0"', "rng"),
        ("a bead says how certain it is", ' cert="low" target="#en.1.1.s3', ' target="#en.1.1.s3', "rng"),
        ("certainty is one of four", 'm1" cert="high"/>', 'm1" cert="sure"/>', "rng"),
        ("a link has two targets", "#en.1.1.m1 #zh.1.1.m1", "#en.1.1.m1", "rng"),
        ("a link with one target is explained", "#en.1.1.m1 #zh.1.1.m1", "#en.1.1.m1", "link-targets"),
        ("a bead has as many targets as its type says", 'type="2-1"', 'type="1-1"', "link-type"),
        ("a bead without counterpart names the place", 'type="1-0"', 'type="2-0"', "link-type"),
        ("a pointer begins with #", 'target="#en #zh"', 'target="en zh"', "rng"),
        ("an annotation has an xml:id", ' xml:id="note1"', "", "rng"),
        ("an annotation has a target", ' target="#en.1.1.q1 #zh.1.1"', "", "rng"),
        ("a note is of a known type", '<note type="translation" ', '<note type="gloss" ', "rng"),
        ("a note says its language", '"#ed" xml:lang="zh-Hans">注', '"#ed">注', "rng"),
        ("somebody stands for a note", 'resp="#ed" xml:lang="zh-Hans">注', 'xml:lang="zh-Hans">注', "note-resp"),
        ("a note is not empty", ">注<", "><", "note-empty"),
        (
            "a note stands once in a language",
            'resp="#ed" xml:lang="zh-Hans">注',
            'resp="#ed" xml:lang="en">注',
            "note-lang",
        ),
        ("an annotation holds notes", NOTES, "", "annotation-note"),
        ("a line is numbered", '<line n="3">', "<line>", "rng"),
        ("the lines count without a gap", '<line n="3">', '<line n="4">', "line-n"),
        ("indentation is written in its own form", 'rend="indent(4)"', 'rend="indent: 4"', "rng"),
        ("a version is original or translation", '<div type="original"', '<div type="version"', "rng"),
        ("a version says its language", ' xml:lang="zh-Hans" xml:id="zh"', ' xml:id="zh"', "rng"),
        ("versions differ in language", 'xml:lang="zh-Hans" xml:id="zh"', 'xml:lang="en" xml:id="zh"', "version-lang"),
        ("a version's id is its language", 'xml:lang="zh-Hans" xml:id="zh"', 'xml:lang="ja" xml:id="zh"', "version-id"),
        (
            "every version has a title",
            '<title type="main" xml:lang="zh-Hans">',
            '<title type="main" xml:lang="zh">',
            "version-title",
        ),
        ("every version's language is declared", 'ident="zh-Hans"', 'ident="zh-Hant"', "version-language"),
        ("a div has an xml:id", ' xml:id="zh.1" corresp', " corresp", "rng"),
        ("reports are numbered in order", 'n="1" xml:id="zh.1"', 'n="3" xml:id="zh.1"', "report-n"),
        ("a report's id holds its number", 'xml:id="zh.1" corresp', 'xml:id="zh.one" corresp', "report-id"),
        ("a paragraph's id says where it stands", '<p xml:id="zh.1.1"', '<p xml:id="zh.2.1"', "place-id"),
        ("a report has a number", '<div type="report" n="1" xml:id="zh.1"', '<div type="report" xml:id="zh.1"', "rng"),
        ("a head has an xml:id", '<head type="sub" xml:id="zh.h2">', '<head type="sub">', "rng"),
        ("a version's head is of a known type", '<head type="sub"', '<head type="running"', "rng"),
        (
            "a supplied head holds nothing but supplied",
            '<head xml:id="zh.1.h1" ',
            '<head type="supplied" ',
            "head-supplied-words",
        ),
        ("a supplied head has a source", '<head xml:id="zh.1.h1" corresp="#en.1.h1">新疆</head>', "", "head-supplied"),
        ("a supplied head can be cited", ' xml:id="en.1.h1" corresp', " corresp", "head-supplied-id"),
        ("a paragraph has an xml:id", '<p xml:id="en.1.1"', "<p", "rng"),
        ("a sentence has an xml:id", '<s xml:id="en.1.1.s3">', "<s>", "rng"),
        ("a choice has a sic", "<sic>1950</sic>", "", "rng"),
        ("a choice without sic is explained", "<sic>1950</sic>", "", "choice-pair"),
        ("a sic is not empty", "<sic>1950</sic>", "<sic/>", "choice-sic"),
        ("a corr is not empty", ">1959</corr>", "/>", "choice-corr"),
        ("a corr differs from its sic", ">1959</corr>", ">1950</corr>", "choice-differs"),
        ("somebody stands for a corr", '<corr resp="#ed"', "<corr", "rng"),
        ("evidence is one of three", 'evidence="internal"', 'evidence="intuition"', "rng"),
        ("a surplus is not empty", ">they </surplus>", "/>", "intervention-empty"),
        ("somebody stands for a gap", '<gap resp="#ed"', "<gap", "rng"),
        ("a span that is noted has an xml:id", 'part="I" xml:id="en.1.1.q1"', 'part="I"', "rng"),
        ("a part is initial, medial or final", 'part="I"', 'part="Y"', "rng"),
        ("a seg is a dateline or noted", '<seg type="dateline">', '<seg type="byline">', "rng"),
        ("a date is ISO", 'when="1959-01-13"', 'when="13.1.1959"', "rng"),
        ("a date exists", 'when="1959-01-13"', 'when="1959-02-30"', "rng"),
        ("a date is a day or a span", 'from="1959-01" to', 'when="1959-01" to', "rng"),
        ("a span begins before it ends", 'from="1959-01" to', 'from="1959-02" to', "date-from-to"),
        (
            "limits are in order",
            'from="1959-01" to="1959-01-12"',
            'notBefore="1960" notAfter="1959-01-12"',
            "date-limits",
        ),
        ("a year is resolved", '<date when="1959">1959</date>', "<date>1959</date>", "date-year"),
        ("a number has a value", '<num type="fraction" value="1/3">', "<num>", "rng"),
        ("a number without value is explained", '<num type="fraction" value="1/3">', "<num>", "num-value"),
        ("a value is a number", 'value="1/3"', 'value="a third"', "rng"),
        ("a number's limits are in order", 'atLeast="10"', 'atLeast="30"', "num-range"),
        ("a measure has a unit", '<measure quantity="3" unit="t">', '<measure quantity="3">', "rng"),
        ("a measure says how much", '<measure quantity="3" ', "<measure ", "measure-quantity"),
        (
            "a measure's limits are in order",
            '<measure quantity="3"',
            '<measure atLeast="3" atMost="2"',
            "measure-range",
        ),
    ],
    "one version": [
        ("a digest has 64 hexadecimal digits", SHA, SHA[:-1], "rng"),
        ("only `adopted` is a status of revision", 'status="adopted"', 'status="final"', "rng"),
        ("a sentence is not empty", "無", "", "s-empty"),
        ("words stand in sentences", "\u3000</p>", "\u3000無</p>", "p-words"),
        ("a sentence holds no sentence", "無", '<s xml:id="zh.1.1.s2">無</s>', "rng"),
        ("a note does not stand in the text", "無", "<note>無</note>", "rng"),
        ("an element outside the encoding is refused", "無", "<add>無</add>", "rng"),
    ],
    "introduction": [
        ("an introduction has an xml:id", ' xml:id="introduction"', "", "rng"),
        ("an introduction has no reports", '<div xml:lang="en"', '<div type="report" n="1" xml:lang="en"', "rng"),
        ("a section of an introduction says its language", '<div xml:lang="zh-Hans">', "<div>", "rng"),
        ("there is a title", "<title>On this edition</title>", "", "rng"),
        ("a scheme other than the web's is no target", "rmrb.html#en.1", "javascript:void(0)", "rng"),
    ],
    "authority": [
        ("a record has an xml:id", ' xml:id="pers.mao"', "", "rng"),
        ("a record has a name", '<placeName xml:lang="zh-Hans">新疆</placeName>', "", "rng"),
        ("a record's name says its language", '<title xml:lang="en">', "<title>", "rng"),
        ("a record's name is of a known kind", 'type="variant"', 'type="nickname"', "rng"),
        ("a name inside a record's name points to its record", ' ref="#org.cpc"', "", "rng"),
        ("a Wikidata identifier begins with Q", ">Q5816<", ">5816<", "rng"),
        ("a GeoNames identifier is a number", ">1529047<", ">Q1529047<", "rng"),
        ("a VIAF identifier is a number", ">12<", ">viaf/12<", "rng"),
        ("a GND identifier has its form", "2036935-X", "gnd2036935", "rng"),
        ("an identifier is of a known kind", '"viaf"', '"wikipedia"', "rng"),
        ("coordinates are decimal degrees", "42.5 -87.5", "42°30′N 87°30′E", "rng"),
        ("coordinates lie on earth", "42.5 -87.5", "97.5 42.5", "geo-range"),
        (
            "a document is no event",
            '<eventName xml:lang="en" from="1958-11-28" to="1958-12-10">Plenum</eventName>',
            '<title xml:lang="en">Plenum</title>',
            "rng",
        ),
        ("a stop item says its language", '<item xml:lang="zh-Hans">', "<item>", "rng"),
        ("a stop item is not empty", "党委", " ", "stop-empty"),
        ("a context list says where its names stand", ' subtype="not-before"', "", "rng"),
        ("a context list knows four places", '"not-before"', '"not-beside"', "rng"),
        ("a context list says its language", ' corresp="#org.x" xml:lang="zh-Hans"', ' corresp="#org.x"', "rng"),
        ("a context list names what it speaks of", "<head>党</head>", "", "rng"),
        ("a context list has words", "<item>校</item>", "", "rng"),
        ("a word of a context list is not empty", "校", " ", "context-empty"),
        ("a record's name is not empty", ">Plenum<", "><", "record-name"),
        ("one name in a language is preferred", '<persName type="variant"', "<persName", "record-preferred"),
    ],
}


@pytest.fixture(scope="module")
def grammar() -> etree.RelaxNG:
    return etree.RelaxNG(parse(GRAMMAR))


@pytest.fixture(scope="module")
def rules() -> isoschematron.Schematron:
    return isoschematron.Schematron(parse(RULES), store_report=True)


@pytest.fixture(scope="module")
def tei_all(data: Path) -> etree.RelaxNG:
    return etree.RelaxNG(parse(data / "tei" / "schema" / "tei_all.rng"))


def broken(rules: isoschematron.Schematron, tree: etree._ElementTree) -> list[str]:
    """The ids of the rules that `tree` breaks."""
    rules.validate(tree)
    report = rules.validation_report
    assert report is not None
    return [str(found.get("id")) for found in report.iter(f"{SVRL}failed-assert", f"{SVRL}successful-report")]


@pytest.mark.parametrize("name", ACCEPTED)
def test_what_encoder_and_editors_write_is_accepted(
    name: str, grammar: etree.RelaxNG, rules: isoschematron.Schematron
) -> None:
    tree = parse(ACCEPTED[name].encode(), name)
    grammar.assertValid(tree)
    assert broken(rules, tree) == []


@pytest.mark.parametrize(
    ("name", "words", "slip", "by"),
    [pytest.param(name, *row, id=sentence) for name, rows in SLIPS.items() for sentence, *row in rows],
)
def test_a_slip_is_refused(
    name: str, words: str, slip: str, by: str, grammar: etree.RelaxNG, rules: isoschematron.Schematron
) -> None:
    assert words in ACCEPTED[name], "the example has changed"
    tree = parse(ACCEPTED[name].replace(words, slip, 1).encode(), name)
    assert not grammar.validate(tree) if by == "rng" else by in broken(rules, tree)


def test_every_rule_has_a_slip_that_breaks_it_and_says_how_grave_it_is() -> None:
    found = list(parse(RULES).iter(f"{{{SCH}}}assert", f"{{{SCH}}}report"))
    assert {rule.get("id") for rule in found} | {"rng"} == {by for rows in SLIPS.values() for *_, by in rows}
    assert len({rule.get("id") for rule in found}) == len(found)
    assert {rule.get("role") for rule in found} == {"error", "warning"}


def test_the_rules_need_no_more_than_xpath_1() -> None:
    for rule in parse(RULES).iter():
        for name in ("context", "test", "value", "select"):
            expression = rule.get(name)
            if expression is not None:
                etree.XPath(expression, namespaces={"tei": TEI})
                assert not any(f"{word}(" in expression for word in ("current", "key", "document"))


def test_the_grammar_is_compiled_at_once() -> None:
    times = []
    for _ in range(3):
        start = time.perf_counter()
        etree.RelaxNG(parse(GRAMMAR))
        times.append(time.perf_counter() - start)
    assert min(times) < 0.1


# --- documents generated from the grammar ---------------------------------------------------------------------------

WORDS = ("词", "a <b> & ]]>", " ", "“\\#$”", "", "🀄 שלום", "1959")
SAMPLES: dict[str, tuple[str, ...]] = {
    "type.pointer": ("#en.1", "#人", "#a-b.c"),
    "type.pointers.linked": ("#a #b", "#a #b #c"),
    "type.uri": ("#en", "https://example.org/a?b=c&d#e", "a/b.html#c", "mailto:a@example.org"),
    "type.language": ("en", "zh-Hans", "zh-Hant-TW", "es-419", "zh-Latn-pinyin", "zh-yue", "en-x-editor"),
    "type.date": ("1959", "-0300", "1959-01", "1959-01-13", "1959-01-13T08:00:00", "1959-01-13T08:00:00+08:00"),
    "type.word": ("t", "亩", "km²", "%"),
    "type.text": ("", "two words", "&"),
    "type.delimiter": (".", " ", ".s"),
    "type.name": ("tei", "人_1"),
    "type.ordinal": ("1", "20"),
    "type.count": ("0", "25640"),
    "type.number": ("682", "-1.5", "1/3"),
    "type.version": ("0", "0.1.0", "1.0a2"),
    "type.bead": ("1-1", "0-3", "12-0"),
    "type.code": ("C001",),
    "type.rend": ("indent(4)", "trail(U+3000*2)", "gap"),
    "type.path.absolute": ("/TEI/text/body/div",),
    "type.path.relative": ("p", "@n", "position()"),
    "type.coordinates": ("42.5 87.5", "-9 -100.25"),
    "type.codepoint": ("U+0007",),
    "type.sha256": (SHA,),
    "type.wikidata": ("Q5816",),
    "type.gnd": ("118577425", "2036935-X"),
    "type.lccn": ("n79021164",),
    "type.isni": ("000000012103268X",),
    "type.issn": ("1000-243X",),
    "type.doi": ("10.1000/182",),
    "type.orcid": ("https://orcid.org/0000-0002-1825-0097",),
}


class Gardener:
    """Grows documents from a grammar by chance: every choice and repetition is dealt as from a shuffled deck.

    `seen` holds the names of the defines that were used.
    """

    def __init__(self, grammar: etree._Element, seed: int) -> None:
        self.defines = {str(d.get("name")): d for d in grammar.iter(f"{{{RNG}}}define")}
        self.start = next(grammar.iter(f"{{{RNG}}}start"))
        self.chance = random.Random(seed)
        self.decks: dict[tuple[etree._Element, int], list[int]] = {}
        self.seen: set[str] = set()
        self.ids = 0

    def document(self) -> etree._Element:
        """A new document."""
        holder = etree.Element("holder")
        self.grow(self.start, holder, 0)
        return holder[0]

    def parts(self, pattern: etree._Element, depth: int) -> Iterator[etree._Element]:
        """The patterns to follow inside `pattern`: one of a choice, as many as chance says of a repetition."""
        name = etree.QName(pattern).localname
        children = [child for child in pattern if isinstance(child.tag, str)]
        many = 3 if depth < 8 else 1 if depth < 14 else 0
        if name == "choice":
            yield children[self.deal(pattern, 0, len(children) - 1)]
            return
        times = {"optional": (0, min(many, 1)), "zeroOrMore": (0, many), "oneOrMore": (1, max(many, 1))}
        for _ in range(self.deal(pattern, *times.get(name, (1, 1)))):
            yield from children

    def deal(self, pattern: etree._Element, low: int, high: int) -> int:
        """A number from `low` to `high`; every one has its turn."""
        deck = self.decks.setdefault((pattern, high), [])
        if not deck:
            deck += self.chance.sample(range(low, high + 1), high - low + 1)
        return deck.pop()

    def grow(self, pattern: etree._Element, into: etree._Element, depth: int) -> None:
        """Give `into` the attributes and the content that `pattern` allows."""
        name = etree.QName(pattern).localname
        if name == "element":
            made = etree.SubElement(into, tei(str(pattern.get("name"))), nsmap={None: TEI})
            for part in self.parts(pattern, depth + 1):
                self.grow(part, made, depth + 1)
        elif name == "attribute":
            attribute = str(pattern.get("name")).replace("xml:", "{http://www.w3.org/XML/1998/namespace}")
            into.set(attribute, " ".join(self.values(pattern)))
        elif name == "text":
            self.write(into, self.chance.choice(WORDS))
        elif name == "ref" and str(pattern.get("name")).startswith("type."):
            self.write(into, " ".join(self.values(pattern)))
        elif name == "ref":
            self.seen.add(str(pattern.get("name")))
            self.grow_all(self.defines[str(pattern.get("name"))], into, depth)
        else:
            self.grow_all(pattern, into, depth)

    def grow_all(self, pattern: etree._Element, into: etree._Element, depth: int) -> None:
        for part in self.parts(pattern, depth):
            self.grow(part, into, depth)

    def values(self, pattern: etree._Element) -> Iterator[str]:
        """The tokens of an attribute or of a typed content."""
        name = etree.QName(pattern).localname
        if name == "value":
            yield pattern.text or ""
        elif name == "ref" and pattern.get("name") == "type.id":
            self.ids += 1
            yield f"id.{self.ids}"
        elif name == "ref":
            self.seen.add(str(pattern.get("name")))
            yield self.chance.choice(SAMPLES[str(pattern.get("name"))])
        else:
            for part in self.parts(pattern, 0):
                yield from self.values(part)

    def write(self, into: etree._Element, words: str) -> None:
        if len(into):
            into[-1].tail = (into[-1].tail or "") + words
        else:
            into.text = (into.text or "") + words


def as_document(root: etree._Element) -> etree._Element:
    """`root`, or a minimal document around it where it is the standOff of an authority file."""
    if root.tag == tei("TEI"):
        return root
    around = etree.fromstring(INTRODUCTION)
    around.insert(1, root)
    return around


def reparsed(root: etree._Element) -> etree._ElementTree:
    return parse(etree.tostring(root, encoding="utf-8"), "generated")


def test_the_examples_are_tei(tei_all: etree.RelaxNG) -> None:
    for name, example in ACCEPTED.items():
        tei_all.assertValid(reparsed(as_document(parse(example.encode(), name).getroot())))


def test_whatever_the_grammar_accepts_is_tei(grammar: etree.RelaxNG, tei_all: etree.RelaxNG) -> None:
    gardener = Gardener(parse(GRAMMAR).getroot(), seed=1959)
    for _ in range(200):
        grown = gardener.document()
        grammar.assertValid(reparsed(grown))
        tei_all.assertValid(reparsed(as_document(grown)))
    types = {name for name in gardener.defines if name.startswith("type.")}
    assert gardener.seen >= set(gardener.defines) - types | set(SAMPLES)
    assert types == {*SAMPLES, "type.id"}
