"""RELAX NG by our engine: the specification's own cases, Jing's verdicts, and messages that help."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections.abc import Iterator
from itertools import chain, repeat
from pathlib import Path

import pytest
from conftest import ROOT
from grammars import Case, cases
from hypothesis import HealthCheck, given, settings
from lxml import etree

from tei.check.relaxng import accepts, kept, libxml2, schema, validate
from tei.check.relaxng.explain import Kind, problems
from tei.check.relaxng.loading import Schema, compiled
from tei.check.relaxng.source import pieces
from tei.report import Finding, TeiError

RNG = "http://relaxng.org/ns/structure/1.0"
DOCUMENTS = sorted((ROOT / "editions" / "peoples-daily" / "tei").glob("*.xml"))


def rng(folder: Path, text: str, name: str = "schema.rng") -> Path:
    """A schema in XML syntax; what is within `grammar` or a pattern, with the namespace added."""
    path = folder / name
    path.write_text(text.replace("<grammar", f'<grammar xmlns="{RNG}"', 1), "utf-8")
    return path


def found(path: Path, document: str | bytes) -> list[Finding]:
    """What the schema at `path` refuses in `document`; both ways of reading it agree whether there is anything."""
    data = document.encode("utf-8") if isinstance(document, str) else document
    findings = list(validate(path, data, "doc.xml"))
    assert accepts(schema(path), pieces(data, "doc.xml")) == (not findings)
    return findings


# -- the specification


def written(case: etree._Element, folder: Path) -> None:
    for child in case:
        if child.tag == "resource":
            (folder / child.get("name", "")).write_bytes(first(child))
        elif child.tag == "dir":
            inner = folder / child.get("name", "")
            inner.mkdir()
            written(child, inner)


def first(element: etree._Element) -> bytes:
    child = next(child for child in element if isinstance(child.tag, str))
    return etree.tostring(child, with_tail=False, encoding="utf-8")


def test_every_case_of_the_conformance_suite_comes_out_right(data: Path, tmp_path: Path) -> None:
    parser = etree.XMLParser(resolve_entities=True, load_dtd=True)
    suite = etree.parse(str(data / "tei" / "spectest" / "spectest.xml"), parser).getroot()
    cases = list(suite.iter("testCase"))
    wrong = []
    for number, case in enumerate(cases):
        folder = tmp_path / str(number)
        folder.mkdir()
        written(case, folder)
        correct, incorrect = case.find("correct"), case.find("incorrect")
        given = correct if correct is not None else incorrect
        assert given is not None
        path = folder / "schema.rng"
        path.write_bytes(first(given))
        try:
            made = compiled(path)
        except TeiError as error:
            wrong += [(number, str(error))] if correct is not None else []
            assert error.finding.code in ("V005", "V001")
            continue
        wrong += [(number, "the schema is taken")] if correct is None else []
        for document in chain(case.findall("valid"), case.findall("invalid")):
            text = document.get("dtd", "").encode() + first(document)
            valid = accepts(made, [text])
            if valid != (document.tag == "valid") or valid == bool(problems(made, [text])):
                wrong.append((number, text.decode()))
    assert len(cases) == 385
    assert not wrong


# -- Jing


def verdicts(data: Path) -> list[dict[str, str]]:
    with (data / "tei" / "documents" / "verdicts.tsv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t"))


@pytest.fixture(scope="module")
def tei_all(data: Path) -> Schema:
    return schema(data / "tei" / "schema" / "tei_all.rng")


def test_real_documents_have_the_verdict_the_number_of_errors_and_the_first_place_that_jing_finds(
    data: Path, tei_all: Schema
) -> None:
    rows = verdicts(data)
    wrong = {}
    for row in rows:
        path = data / "tei" / "documents" / row["file"]
        told = problems(tei_all, pieces(path, row["file"]))
        ours = (len(told), told[0].line if told else 0, told[0].column if told else 0)
        jings = (int(row["errors"]), int(row["first_line"] or 0), int(row["first_col"] or 0))
        valid = accepts(tei_all, pieces(path, row["file"]))
        if ours != jings or valid != (row["verdict"] == "valid"):
            wrong[row["file"]] = ours, jings
    assert len(rows) == 75
    assert not wrong


def test_schemas_on_which_libxml2_hangs_are_read(data: Path) -> None:
    for path in sorted((data / "tei" / "schema").glob("slow-*.rng")):
        assert len(compiled(path).elements) > 100


def test_both_engines_agree_on_our_documents() -> None:
    path = ROOT / "schemas" / "edition.rng"
    assert DOCUMENTS
    for document in DOCUMENTS:
        for data in (
            document.read_bytes(),
            document.read_bytes().replace(b"<s ", b"<p ", 1).replace(b"</s>", b"</p>", 1),
        ):
            ours = list(validate(path, data, "doc.xml"))
            assert bool(ours) == bool(list(libxml2.validate(path, data, "doc.xml")))


def test_both_engines_agree_on_the_documents_that_libxml2_can_finish(data: Path) -> None:
    """One process for all; what libxml2 has not done when its time is up is left out, and most must be done."""
    files = [data / "tei" / "documents" / row["file"] for row in verdicts(data)]
    command = (
        "import sys; from lxml import etree; s = etree.RelaxNG(etree.parse(sys.argv[1]))\n"
        "for f in sys.argv[2:]:\n"
        "    print(f, s.validate(etree.parse(f)), flush=True)\n"
    )
    small = sorted((f for f in files if f.stat().st_size < 400_000), key=lambda f: f.stat().st_size)
    tei_all = data / "tei" / "schema" / "tei_all.rng"
    try:
        done = subprocess.run(
            [sys.executable, "-c", command, str(tei_all), *map(str, small)],
            capture_output=True,
            timeout=60,
            check=False,
        ).stdout
    except subprocess.TimeoutExpired as error:
        done = error.stdout or b""
    lines = done.decode().splitlines()
    assert len(lines) > 40
    for line in lines:
        name, valid = line.rsplit(" ", 1)
        assert accepts(schema(tei_all), pieces(Path(name), name)) == (valid == "True"), name


def test_libxml2_is_stopped_when_it_does_not_end(data: Path) -> None:
    path = data / "tei" / "schema" / "slow-tei_corpus.rng"
    with pytest.raises(TeiError) as error:
        list(libxml2.validate(path, b"<TEI/>", "doc.xml", limit=1.5))
    assert error.value.finding.code == "V008"
    assert "1.5 s" in str(error.value)


# -- messages

GRAMMAR = """<grammar datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
<start><element name="poem">
  <optional><attribute name="when"><data type="date"/></attribute></optional>
  <optional><attribute name="rend"><choice><value>bold</value><value>italic</value></choice></attribute></optional>
  <element name="title"><text/></element>
  <optional><element name="author"><empty/></element></optional>
  <oneOrMore><ref name="stanza"/></oneOrMore>
</element></start>
<define name="stanza"><element name="stanza">
  <attribute name="n"><data type="positiveInteger"/></attribute>
  <oneOrMore><choice><element name="line"><ref name="words"/></element><element name="count"><data type="int"/></element>
  </choice></oneOrMore>
</element></define>
<define name="words"><zeroOrMore><choice><text/><element name="emph"><text/></element></choice></zeroOrMore></define>
</grammar>"""

MESSAGES = {
    "an element that nobody knows": (
        '<poem><titel/><title/><stanza n="1"><line/></stanza></poem>',
        ("1:15", '"titel" is not an element of the schema', 'did you mean title?; allowed here: "title"'),
    ),
    "one that belongs elsewhere": (
        '<poem><title/><emph/><stanza n="1"><line/></stanza></poem>',
        ("1:22", '"emph" is not allowed here within "poem", but within "line"', 'allowed here: "author" or "stanza"'),
    ),
    "one that belongs around": (
        '<poem><title/><stanza n="1"><line>a</line><stanza n="2"><line/></stanza></stanza></poem>',
        (
            "1:57",
            '"stanza" is not allowed here within "stanza", but in the "poem" around it',
            'allowed here: the end of the element, "line" or "count"',
        ),
    ),
    "one that comes too early": (
        '<poem><stanza n="1"><line/></stanza></poem>',
        ("1:21", '"stanza" comes too early within "poem": "title" must come first', "see schema.rng"),
    ),
    "one that is missing": (
        "<poem><title/></poem>",
        ("1:22", '"poem" is not complete: "stanza" must come', "see schema.rng"),
    ),
    "one of two that is missing": (
        '<poem><title/><stanza n="1">\n</stanza></poem>',
        ("2:10", '"stanza" is not complete: "line" or "count" must come', "see schema.rng"),
    ),
    "an attribute by a near name": (
        '<poem wen="1959-01-01"><title/><stanza n="1"><line/></stanza></poem>',
        ("1:24", '"poem" has no attribute @wen', "did you mean @when?; it may have @rend or @when"),
    ),
    "an attribute of another element": (
        '<poem n="1"><title/><stanza n="1"><line/></stanza></poem>',
        ("1:13", '"poem" has no attribute @n; it belongs to "stanza"', "it may have @rend or @when"),
    ),
    "an attribute that is missing": (
        "<poem><title/><stanza><line/></stanza></poem>",
        ("1:23", '"stanza" lacks the attribute @n', "see schema.rng"),
    ),
    "a value that is not in the list": (
        '<poem rend="bald"><title/><stanza n="1"><line/></stanza></poem>',
        ("1:19", '@rend may not be "bald"; it must be "bold" or "italic"', "did you mean bold?"),
    ),
    "a value of the wrong type": (
        '<poem when="1959-02-30"><title/><stanza n="1"><line/></stanza></poem>',
        ("1:25", '@when may not be "1959-02-30"; it must be a date such as 1959-01-13', "see schema.rng"),
    ),
    "the only element of its kind by a wrong name": (
        '<poem><title/><stanza n="1"><lime>a</lime></stanza></poem>',
        ("1:35", '"lime" is not an element of the schema', 'did you mean line?; allowed here: "line" or "count"'),
    ),
    "text where none may be": (
        '<poem><title/>über\nalles<stanza n="1"><line/></stanza></poem>',
        ("1:19", 'text is not allowed here within "poem": "über"', 'allowed here: "author" or "stanza"'),
    ),
    "text of the wrong type": (
        '<poem><title/><stanza n="1"><count>1 000</count></stanza></poem>',
        (
            "1:49",
            'the text of "count" must be a whole number from -2147483648 to 2147483647, not "1 000"',
            "see schema.rng",
        ),
    ),
    "another root": (
        "<line/>",
        ("1:8", '"line" is not allowed here as the root, but within "stanza"', 'allowed here: "poem"'),
    ),
    "another namespace": (
        '<poem xmlns="http://example.org/a"/>',
        (
            "1:37",
            '"poem" is in the namespace http://example.org/a; the schema has it in none',
            "see its namespace",
        ),
    ),
}


@pytest.mark.parametrize("case", MESSAGES, ids=str)
def test_a_message_says_what_is_wrong_and_what_would_be_right(case: str, tmp_path: Path) -> None:
    document, expected = MESSAGES[case]
    [one] = found(rng(tmp_path, GRAMMAR), document)
    assert (one.code, one.engine) == ("V002", "relaxng")
    assert (f"{one.line}:{one.column}", one.message, one.hint) == expected


def test_a_tei_document_without_namespace_is_told_to_declare_it() -> None:
    [one] = found(ROOT / "schemas" / "edition.rng", "<TEI/>")
    assert one.message == '"TEI" is in no namespace; the schema has it in http://www.tei-c.org/ns/1.0'
    assert one.hint == 'declare xmlns="http://www.tei-c.org/ns/1.0" on the root'


def test_one_cause_is_one_message_with_its_xpath(tmp_path: Path) -> None:
    document = (
        '<poem><title/><stanza n="1"><verse><line>a</line><emph>b</emph>\nc</verse><line>d</line></stanza>'
        '<stanza n="x"><line>e</line>f\ng\nh</stanza></poem>'
    )
    assert [(f.xpath, f.message) for f in found(rng(tmp_path, GRAMMAR), document)] == [
        (
            "/*[local-name()='poem']/*[local-name()='stanza'][1]/*[local-name()='verse']",
            '"verse" is not an element of the schema',
        ),
        (
            "/*[local-name()='poem']/*[local-name()='stanza'][2]",
            '@n may not be "x"; it must be a whole number, 1 or more',
        ),
        ("/*[local-name()='poem']/*[local-name()='stanza'][2]", 'text is not allowed here within "stanza": "f"'),
    ]


def test_ids_are_unique_and_references_arrive(tmp_path: Path) -> None:
    path = rng(
        tmp_path,
        '<grammar datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"><start><element name="a"><zeroOrMore>'
        '<element name="b"><optional><attribute name="id"><data type="ID"/></attribute></optional>'
        '<optional><attribute name="to"><data type="IDREFS"/></attribute></optional></element></zeroOrMore></element>'
        "</start></grammar>",
    )
    assert not found(path, '<a><b id="x" to="y z"/><b id=" y "/><b id="z"/></a>')
    twice = found(path, '<a><b id="x"/><b id="x"/></a>')
    assert [(f.column, f.message) for f in twice] == [(26, 'the ID "x" stands here for the second time')]
    dangling = found(path, '<a><b id="x" to="x y"/></a>')
    assert [f.message for f in dangling] == ['@to refers to "y", but nothing has this ID']


# -- schemas

SCHEMAS = {
    "no such file": ('<grammar><include href="none.rng"/><start><empty/></start></grammar>', 1, "cannot be read"),
    "itself": ('<grammar>\n<include href="schema.rng"/></grammar>', 2, "would hold itself"),
    "the network": ('<grammar><include href="http://example.org/a.rng"/></grammar>', 1, "is not fetched"),
    "no start": ("<grammar/>", 1, "has no start"),
    "an unknown ref": ('<grammar><start>\n<ref name="a"/></start></grammar>', 2, '"a" is not defined'),
    "an attribute twice": (
        '<grammar><start>\n<element name="a"><attribute name="b"/><group><attribute name="b"/><text/></group></element>'
        "</start></grammar>",
        2,
        'the attribute "b" is there twice',
    ),
    "data beside elements": (
        '<grammar><start><element name="a"><data type="token"/><element name="b"><empty/></element></element></start>'
        "</grammar>",
        1,
        "stands beside elements",
    ),
    "an endless definition": (
        '<grammar><start><ref name="a"/></start><define name="a"><optional><ref name="a"/></optional></define></grammar>',
        1,
        "refers to itself",
    ),
    "a misspelt element": ("<grammar><start><elemnt/></start></grammar>", 1, '"elemnt" may not stand here'),
    "an unknown datatype": (
        '<grammar><start><element name="a"><data type="teh"/></element></start></grammar>',
        1,
        "teh",
    ),
}


@pytest.mark.parametrize("case", SCHEMAS, ids=str)
def test_a_broken_schema_is_told_by_its_line(case: str, tmp_path: Path) -> None:
    text, line, said = SCHEMAS[case]
    with pytest.raises(TeiError) as error:
        schema(rng(tmp_path, text))
    assert (error.value.finding.code, error.value.finding.line) == ("V005", line)
    assert said in error.value.finding.message


def test_a_schema_nested_without_measure_is_refused(tmp_path: Path) -> None:
    text = "<grammar><start>" + "<choice>" * 5000 + "<empty/>" + "</choice>" * 5000 + "</start></grammar>"
    with pytest.raises(TeiError) as error:
        schema(rng(tmp_path, text))
    assert error.value.finding.code in ("V001", "V005")


def test_an_included_file_that_changes_makes_the_schema_new(tmp_path: Path) -> None:
    inner = rng(tmp_path, '<grammar><define name="a"><element name="a"><empty/></element></define></grammar>', "in.rng")
    path = rng(tmp_path, '<grammar><include href="in.rng"/><start><ref name="a"/></start></grammar>')
    assert not found(path, "<a/>")
    assert schema(path) is schema(path)
    inner.write_text(inner.read_text("utf-8").replace('name="a"><empty/>', 'name="bb"><empty/>'), "utf-8")
    assert not found(path, "<bb/>")


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(case=cases())
def test_a_schema_that_is_kept_on_disk_is_the_same_schema(case: Case, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("kept") / "schema.rng"
    path.write_text(case.grammar, "utf-8")
    fresh = compiled(path)
    assert kept.load(path.resolve()) is not None
    again = compiled(path)
    for document in case.documents:
        told = [
            [str(p.path) + repr((p.kind, p.line, p.column)) for p in problems(s, [document.encode()])]
            for s in (fresh, again)
        ]
        assert told[0] == told[1]


def test_what_is_kept_of_a_schema_may_be_lost_broken_or_old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))  # what other tests keep is not broken
    path = rng(tmp_path, '<grammar><start><element name="a"><empty/></element></start></grammar>')
    assert accepts(compiled(path), [b"<a/>"])
    assert list(kept.folder().glob("*.json"))
    for file in kept.folder().glob("*.json"):
        file.write_text(file.read_text("utf-8").replace('"rows":[[', '"rows":[["Nonsense"],['), "utf-8")
    assert accepts(compiled(path), [b"<a/>"])
    rng(tmp_path, '<grammar><start><element name="b"><empty/></element></start></grammar>')
    assert accepts(compiled(path), [b"<b/>"])


# -- documents of every size and kind


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "shift_jis", "big5", "iso-8859-1"])
def test_documents_in_any_encoding_are_read_with_columns_in_characters(encoding: str, tmp_path: Path) -> None:
    path = rng(tmp_path, GRAMMAR)
    word = "é" if encoding == "iso-8859-1" else "中文"
    head = "" if encoding in ("utf-8-sig", "utf-16") else f'<?xml version="1.0" encoding="{encoding}"?>'
    text = head + f'<poem><title>{word}</title><stanza n="1"><line/></stanza></poem>'
    assert not found(path, text.encode(encoding))
    [one] = found(path, text.replace("<line/>", "<lime/>").encode(encoding))
    assert one.column == text.index("<line/>") + 8


def test_a_document_of_200000_siblings_is_read(tmp_path: Path) -> None:
    path = rng(tmp_path, GRAMMAR)
    lines = chain([b'<poem><title/><stanza n="1">'], repeat(b"<line>a</line>\n", 200_000), [b"</stanza></poem>"])
    assert accepts(schema(path), lines)
    last = chain([b'<poem><title/><stanza n="1">'], repeat(b"<line>a</line>\n", 200_000), [b"<x/></stanza></poem>"])
    assert [p.line for p in problems(schema(path), last)] == [200_001]


def test_a_document_with_a_hundred_thousand_errors_is_not_read_on(tmp_path: Path) -> None:
    path = rng(tmp_path, GRAMMAR)
    taken = []
    errors = (taken.append(n) or b"<x/>" * 1000 for n in range(1000))  # type: ignore[func-returns-value]
    assert len(problems(schema(path), chain([b"<poem>"], errors, [b"</poem>"]))) == 100_000
    assert len(taken) == 101


def deep(levels: int, inside: bytes) -> Iterator[bytes]:
    yield from repeat(b"<a>", levels)
    yield inside
    yield from repeat(b"</a>", levels)


def test_a_document_of_10000_levels_is_read(tmp_path: Path) -> None:
    path = rng(
        tmp_path,
        '<grammar><start><ref name="a"/></start><define name="a"><element name="a"><choice><ref name="a"/><text/></choice>'
        "</element></define></grammar>",
    )
    assert accepts(schema(path), deep(10_000, b"x"))
    [one] = problems(schema(path), deep(10_000, b"<b/>"))
    assert one.kind is Kind.ELEMENT
    assert str(one.path).count("/") == 10_001


def test_what_a_document_invents_is_not_kept_for_ever(tmp_path: Path) -> None:
    path = rng(
        tmp_path,
        '<grammar><start><element name="a"><zeroOrMore><element><anyName/><zeroOrMore><attribute><anyName/></attribute>'
        "</zeroOrMore></element></zeroOrMore></element></start></grammar>",
    )
    made = schema(path)
    names = (f'<e{n} a{n}="{n}"/>'.encode() for n in range(50_000))
    assert accepts(made, chain([b"<a>"], names, [b"</a>"]))
    states = list(made.automaton.of._known.values())
    assert max(len(state.steps) + len(state.plans) + len(state.good) for state in states) <= 3 * 20_000
