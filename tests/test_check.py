"""Checking: what schemas say, what they cannot say, and that hostile documents do no harm."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT
from lxml import etree

from tei.check import check
from tei.paths import documents_below
from tei.report import Finding, TeiError
from tei.verify import check_file
from tei.xml import parse, xpath_of

SAMPLE_PATH = next((ROOT / "editions" / "peoples-daily" / "tei").glob("*.xml"))
SAMPLE = SAMPLE_PATH.read_text("utf-8")
SCHEMAS = [ROOT / "schemas" / "edition.rng", ROOT / "schemas" / "edition.sch"]


def changed(*pairs: tuple[str, str]) -> bytes:
    text = SAMPLE
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text.encode()


def found(data: bytes) -> list[Finding]:
    return check(data, "a.xml", SCHEMAS)


def test_the_sample_is_clean() -> None:
    assert found(SAMPLE.encode()) == []
    assert check_file(SAMPLE_PATH) == []


MUTATIONS: dict[str, tuple[tuple[str, str], str]] = {
    "an id twice": (('xml:id="en.1.2.s2"', 'xml:id="en.1.2.s1"'), "R001"),
    "a pointer to nothing": (('ref="#place.urumqi"', 'ref="#place.urumchi"'), "R002"),
    "a responsible who does not exist": (('resp="#ed"', 'resp="#nobody"'), "R002"),
    "a correspondence one way only": (
        ('xml:id="en.1.2" corresp="#zh.1.2"', 'xml:id="en.1.2" corresp="#zh.1.3"'),
        "R003",
    ),
    "a sentence in no link": (('target="#en.1.2.s1 #zh.1.2.s1"', 'target="#en.1.2.s2 #zh.1.2.s2"'), "R004"),
    "an element where it must not be": (('<s xml:id="en.1.2.s1"', '<zeugma/><s xml:id="en.1.2.s1"'), "V002"),
    "a value that is not allowed": (('<div type="report" n="1"', '<div type="rapport" n="1"'), "V002"),
    "a date that is none": (('when="1959-01-12"', 'when="12 January"'), "V002"),
    "a range that ends before it begins": (
        ('from="1958-12-20" to="1958-12-30"', 'from="1958-12-30" to="1958-12-20"'),
        "V003",
    ),
}


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_mistake_is_found_where_it_is(name: str) -> None:
    pair, code = MUTATIONS[name]
    line = SAMPLE[: SAMPLE.index(pair[0])].count("\n") + 1
    match = [f for f in found(changed(pair)) if f.code == code]
    assert match
    assert any(f.line == line or code in ("R003", "R004") for f in match)
    assert all(f.message and f.file == "a.xml" and f.line for f in match)


def test_an_xpath_of_a_finding_leads_to_its_element() -> None:
    tree = parse(SAMPLE.encode())
    for element in list(tree.getroot().iter(etree.Element))[::37]:
        (back,) = tree.xpath(xpath_of(element), namespaces={"tei": "http://www.tei-c.org/ns/1.0"})
        assert back is element


def test_well_formedness_is_reported_with_line_and_column() -> None:
    (error,) = check(b"<TEI>\n  <p>x</s>\n</TEI>", "a.xml")
    assert (error.code, error.line, error.column) == ("V001", 2, 7)
    assert [f.code for f in check(b"", "a.xml")] == ["V001"]
    assert [f.code for f in check(b"\x00\x01", "a.xml")] == ["V001"]


def test_a_document_is_held_against_the_schemas_that_it_names(tmp_path: Path) -> None:
    (tmp_path / "own.rng").write_text(
        '<element name="x" xmlns="http://relaxng.org/ns/structure/1.0"><attribute name="y"/></element>', "utf-8"
    )
    document = tmp_path / "a.xml"
    document.write_text('<?xml-model href="own.rng"?><x/>', "utf-8")
    assert [f.code for f in check(document)] == ["V002"]
    document.write_text('<?xml-model href="own.rng"?><x y="1"/>', "utf-8")
    assert check(document) == []
    document.write_text('<?xml-model href="missing.rng"?><x/>', "utf-8")
    assert [(f.code, f.severity) for f in check(document)] == [("V006", "error")]
    document.write_text('<?xml-model href="https://example.org/x.rng"?><x/>', "utf-8")
    assert [(f.code, f.severity) for f in check(document)] == [("V006", "warning")]


def test_a_schema_that_is_none_is_said_to_be(tmp_path: Path) -> None:
    for name, text in (("a.rng", "<x/>"), ("a.sch", "<x/>"), ("a.xsd", "<x/>"), ("a.txt", "x")):
        (tmp_path / name).write_text(text, "utf-8")
        codes = {f.code for f in check(b"<x/>", "x.xml", [tmp_path / name])}
        assert codes <= {"V005", "V006"} and codes, name


def test_an_xsd_is_a_schema_too(tmp_path: Path) -> None:
    xsd = tmp_path / "a.xsd"
    xsd.write_text(
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="x" type="xs:integer"/></xs:schema>',
        "utf-8",
    )
    assert check(b"<x>1</x>", "x.xml", [xsd]) == []
    assert [f.code for f in check(b"<x>one</x>", "x.xml", [xsd])] == ["V004"]
    xsd.write_text(
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="x"><xs:complexType><xs:attribute name="a" type="xs:integer"/>'
        '<xs:assert test="@a &gt; 1"/></xs:complexType></xs:element></xs:schema>',
        "utf-8",
    )
    assert check(b'<x a="2"/>', "x.xml", [xsd]) == []
    assert [f.code for f in check(b'<x a="1"/>', "x.xml", [xsd])] == ["V004"]


def test_schematron_lets_reports_names_and_unions_work(tmp_path: Path) -> None:
    sch = tmp_path / "a.sch"
    sch.write_text(
        """<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt"><let name="limit" value="2"/>
      <pattern><rule context="b | c"><let name="n" value="count(d)"/>
        <assert test="$n &lt;= $limit" role="warning">The <name/> has <value-of select="$n"/> d.</assert></rule>
        <rule context="*"><report test="@bad = /a/@list">bad</report></rule></pattern></schema>""",
        "utf-8",
    )
    result = check(b'<a list="1" ><b><d/><d/><d/></b><c bad="1"/><e bad="1"/></a>', "x.xml", [sch])
    assert [(f.severity, f.message) for f in result] == [("warning", "The b has 3 d."), ("error", "bad")]


def test_a_query_binding_that_is_not_supported_is_said(tmp_path: Path) -> None:
    sch = tmp_path / "a.sch"
    sch.write_text('<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xquery"/>', "utf-8")
    assert [f.code for f in check(b"<a/>", "x.xml", [sch])] == ["V007"]


HOSTILE: dict[str, Callable[[Path], bytes]] = {
    "an external entity": lambda secret: f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]><x>&e;</x>'.encode(),
    "a billion laughs": lambda _: (
        '<!DOCTYPE x [<!ENTITY a "ha">'
        + "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(12))
        + "]><x>&m;</x>"
    ).encode(),
    "an XInclude": lambda secret: (
        f'<x xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="{secret.as_uri()}" parse="text"/></x>'.encode()
    ),
    "an external DTD": lambda secret: f'<!DOCTYPE x SYSTEM "{secret.as_uri()}"><x/>'.encode(),
    "a hundred thousand levels": lambda _: b"<x>" * 100_000 + b"</x>" * 100_000,
    "a huge attribute": lambda _: b'<x a="' + b"y" * 11_000_000 + b'"/>',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_documents_do_no_harm(name: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("TOP SECRET", "utf-8")
    findings = check(HOSTILE[name](secret), "a.xml")
    assert findings
    assert all("TOP SECRET" not in f"{f.message}{f.hint}" for f in findings)


def test_a_folder_stands_for_its_documents_but_not_for_builds(tmp_path: Path) -> None:
    for name in ("a.xml", "b/c.xml", "build/d.xml", ".e/f.xml", "g.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("<x/>", "utf-8")
    assert [str(p.relative_to(tmp_path)) for p in documents_below(tmp_path)] == ["a.xml", "b/c.xml"]
    for path, code in (
        (tmp_path / "x", "G001"),
        (tmp_path / "build" / "none", "G001"),
        (tmp_path / ".e" / "none", "G001"),
    ):
        with pytest.raises(TeiError) as error:
            documents_below(path)
        assert error.value.finding.code == code
    (tmp_path / "empty").mkdir()
    with pytest.raises(TeiError) as error:
        documents_below(tmp_path / "empty")
    assert error.value.finding.code == "G003"


def test_our_schemas_agree_with_jing_on_the_sample(tmp_path: Path) -> None:
    import shutil
    import subprocess

    jing = shutil.which("jing")
    if jing is None:
        pytest.skip("jing is not installed")
    assert subprocess.run([jing, SCHEMAS[0], SAMPLE_PATH], check=False, stdout=subprocess.DEVNULL).returncode == 0
    bad = tmp_path / "bad.xml"
    bad.write_bytes(changed(('<div type="report" n="1"', '<div type="rapport" n="1"')))
    assert subprocess.run([jing, SCHEMAS[0], bad], check=False, stdout=subprocess.DEVNULL).returncode == 1
