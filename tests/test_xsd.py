"""XML Schema 1.0 and 1.1, and document type definitions: what is wrong, in words, with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from tei.check import check
from tei.report import Finding

SCHEMA = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="u:x" xmlns="u:x"
  elementFormDefault="qualified"><xs:element name="r"><xs:complexType><xs:sequence>
  <xs:element name="a" type="xs:integer" maxOccurs="2"/><xs:choice><xs:element name="b"/><xs:element name="c"/></xs:choice>
  <xs:element name="d" minOccurs="0"><xs:simpleType><xs:restriction base="xs:string"><xs:enumeration value="yes"/>
  <xs:enumeration value="no"/></xs:restriction></xs:simpleType></xs:element>
  <xs:element name="e" minOccurs="0"><xs:complexType><xs:attribute name="k" type="xs:date" use="required"/>
  </xs:complexType></xs:element></xs:sequence></xs:complexType></xs:element></xs:schema>"""

# what is within r → what is said, about which element
WRONG = {
    "<a>x</a><b/>": ('"a": "x" is no value of xs:integer', "a"),
    "<a>1</a><b/><d>maybe</d>": ("\"d\": \"maybe\" is none of 'yes', 'no'", "d"),
    "<a>1</a><b/><c/>": ('"c" is not allowed here; allowed: d, e', "c"),
    "<a>1</a><b/><e k='2001-01-01'/><e/>": ('"e" is not allowed here', "e[2]"),
    "<a>1</a><b/><e/>": ('"e" lacks the attribute @k', "e"),
    "<a>1</a><b/><e k='2001-01-01' z='2'/>": ('"e" has no attribute @z', "e"),
    "<a>1</a><b/><e k='1'/>": ('@k of "e": "1" is no value of xs:date', "e"),
    "<a>1</a>text<b/>": ('text is not allowed directly within "r"', ""),
    "<a>1</a><b/><e k='2001-01-01'>t</e>": ('"e" must be empty', "e"),
    "<a>1</a>": ("Tag ('b' | 'c') expected", ""),
}


def held(tmp_path: Path, schema: str, document: str) -> list[Finding]:
    path = tmp_path / "a.xsd"
    path.write_text(schema, "utf-8")
    return check(document.encode(), "x.xml", [path])


@pytest.mark.parametrize("inner", WRONG)
def test_what_an_xsd_refuses_is_said_in_words(inner: str, tmp_path: Path) -> None:
    (one,) = held(tmp_path, SCHEMA, f'<r xmlns="u:x">\n {inner}</r>')
    message, at = WRONG[inner]
    assert one.code == "V004" and message in one.message, one.message
    step = "".join(f"/*[local-name()='{name}']" for name in ("r", at.partition("[")[0]) if name)
    assert one.xpath == step + (at[at.index("[") :] if "[" in at else "")
    assert one.line == (2 if at else 1) and one.column
    assert "{u:x}" not in one.message


def test_a_root_that_is_none_is_said(tmp_path: Path) -> None:
    assert held(tmp_path, SCHEMA, "<q/>")[0].message == '"q" cannot be the root'
    assert held(tmp_path, SCHEMA, '<r xmlns="u:x"><a>1</a><b/></r>') == []


NEW = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="x"><xs:complexType>
  <xs:attribute name="a" type="xs:integer"/><xs:assert test="@a &gt; 1"/></xs:complexType></xs:element></xs:schema>"""


def test_assertions_of_xsd_1_1_are_run(tmp_path: Path) -> None:
    assert held(tmp_path, NEW, '<x a="2"/>') == []
    (one,) = held(tmp_path, NEW, '\n<x a="1"/>')
    assert (one.code, one.line, one.column) == ("V004", 2, 1)


def test_what_is_new_is_noticed_in_what_a_schema_includes(tmp_path: Path) -> None:
    (tmp_path / "new.xsd").write_text(NEW, "utf-8")
    include = (
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:include schemaLocation="new.xsd"/></xs:schema>'
    )
    assert [f.code for f in held(tmp_path, include, '<x a="1"/>')] == ["V004"]
    assert held(tmp_path, include, '<x a="2"/>') == []


def test_the_namespace_of_xml_is_known_without_a_network(tmp_path: Path) -> None:
    schema = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
      <xs:import namespace="http://www.w3.org/XML/1998/namespace" schemaLocation="http://www.w3.org/2001/xml.xsd"/>
      <xs:element name="x"><xs:complexType><xs:attribute ref="xml:lang"/></xs:complexType></xs:element></xs:schema>"""
    assert held(tmp_path, schema, '<x xml:lang="en"/>') == []
    assert [f.code for f in held(tmp_path, schema, '<x lang="en"/>')] == ["V004"]


@pytest.mark.parametrize(
    "schema", ["<x/>", "<x", "", SCHEMA.replace("xs:integer", "xs:intger"), NEW.replace("xs:integer", "xs:intger")]
)
def test_a_schema_that_is_none_is_said_to_be(schema: str, tmp_path: Path) -> None:
    (one,) = held(tmp_path, schema, "<x/>")
    assert one.code in ("V005", "V001") and one.file.endswith("a.xsd")


def test_a_hundred_thousand_mistakes_are_not_all_listed(tmp_path: Path) -> None:
    found = held(tmp_path, SCHEMA, '<r xmlns="u:x">' + "<a>x</a>" * 3000 + "</r>")
    assert 0 < len(found) <= 2001


def test_a_dtd_is_held_against_with_lines(tmp_path: Path) -> None:
    dtd = tmp_path / "a.dtd"
    dtd.write_text("<!ELEMENT x (y*)><!ELEMENT y EMPTY><!ATTLIST y a (b|c) #REQUIRED>", "utf-8")
    found = check(b'<x>\n<y a="b"/>\n<y/>\n<y a="d"/></x>', "x.xml", [dtd])
    assert {(f.code, f.line) for f in found} == {("V009", 3), ("V009", 4)}
    assert "a" in found[0].message
    assert check(b'<x><y a="b"/></x>', "x.xml", [dtd]) == []
    dtd.write_text("<!ELEMENT", "utf-8")
    assert [f.code for f in check(b"<x/>", "x.xml", [dtd])] == ["V005"]
