"""Schematron: the public conformance suite, an oracle, every part of the language, and that no schema does harm."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from conftest import ROOT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from tei.check import schematron
from tei.check.schematron.documents import Document
from tei.check.schematron.places import Node, Steps, short_step
from tei.check.schematron.reporting import location, long_steps
from tei.check.schematron.running import Failed, run
from tei.check.schematron.values import Scope, Values
from tei.check.schematron.xpath.expression import Choice, Expression, Place
from tei.check.schematron.xpath.full import EvaluationError
from tei.check.schematron.xpath.tokens import NotXPathError
from tei.files import stamp
from tei.report import Finding, TeiError
from tei.xml import parse, xpath_of

SUITE = "{tag:dmaus@dmaus.name,2019:Schematron:Testsuite}"
SVRL = {"svrl": "http://purl.oclc.org/dsdl/svrl"}

#: Cases of the conformance suite that are refused: (name, number of the schema in it) → why, and what comes instead.
REFUSED = {
    ("let-scope-pattern-01", 0): "error",  # wants what let-name-collision-error-05 and -06 forbid: a pattern's variable
    # with the name of one of the schema; 5.4.6 of the standard sides with them
    ("let-value-element-content-01", 0): "invalid",  # looks for the variable's element in the document; the second
    # schema of this case looks into the variable, and passes
}


def suite() -> list[Path]:
    import os

    place = os.environ.get("TEI_TEST_DATA")
    return sorted((Path(place) / "tei" / "schematron-conformance" / "tests").rglob("*.xml")) if place else []


def element_in(holder: etree._Element) -> bytes:
    element = next(child for child in holder if isinstance(child.tag, str))
    element.tail = None
    return etree.tostring(element)


def outcome(findings: list[Finding]) -> str:
    if any(f.code != "V003" and f.severity == "error" for f in findings):
        return "error"
    return "invalid" if any(f.code == "V003" for f in findings) else "valid"


@pytest.mark.parametrize("path", suite(), ids=lambda path: path.stem)
def test_the_conformance_suite_is_passed(path: Path, tmp_path: Path) -> None:
    case = etree.parse(str(path)).getroot()
    for holder in case.iter(f"{SUITE}primary", f"{SUITE}secondary"):
        file = tmp_path / holder.get("filename", "")
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(element_in(holder))
    document = tmp_path / case.find(f".//{SUITE}primary").get("filename")
    schemas = case.find(f"{SUITE}schemas")
    phase = schemas.get("phase", "")
    for n, schema in enumerate(schemas):
        schema.tail = None
        file = tmp_path / f"{n}.sch"
        file.write_bytes(etree.tostring(schema))
        assert outcome(checked(file, document, phase)) == REFUSED.get((path.stem, n), case.get("expect"))
        for expectation in case.iter(f"{SUITE}expectation"):
            report = etree.fromstring(schematron.svrl(file, parse(document), str(document), phase))
            assert report.xpath(expectation.get("test"), namespaces=SVRL)


def test_the_conformance_suite_is_there(data: Path) -> None:
    assert len(suite()) == 50


def checked(schema: Path, document: Path, phase: str = "") -> list[Finding]:
    try:
        return list(schematron.validate(schema, parse(document), str(document), phase))
    except TeiError as error:
        return [error.finding]


# The oracle

if importlib.util.find_spec("saxonche") is not None:  # an optional oracle: PyPI saxonche, for tests only

    def test_findings_are_those_of_saxon(data: Path) -> None:
        schema = data / "tei" / "schema" / "tei_all.isosch"
        documents = sorted((data / "tei" / "documents").glob("*.xml"))
        command = [sys.executable, ROOT / "tests" / "saxon.py", schema, *documents]
        theirs = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
        compiled = schematron.schema(schema, stamp(schema))
        for document in documents:
            steps = long_steps()
            events = list(run(compiled, parse(document), str(document)))
            ours = [
                (e.assertion.place.line, location(e.place, steps), " ".join(e.words(e.assertion.message).split()))
                for e in events
                if isinstance(e, Failed)
            ]
            assert Counter(ours) == Counter(map(tuple, theirs[str(document)])), document.name
            assert not [event for event in events if isinstance(event, Finding)]


def test_rules_within_relax_ng_and_odd_find_what_those_of_their_own_file_do(data: Path) -> None:
    folder = data / "tei"
    documents = [path for path in sorted((folder / "documents").glob("*.xml")) if path.stat().st_size < 100_000]
    counts = []
    for name in ("tei_all.isosch", "tei_all.rng", "p5subset.xml"):
        found = [f for d in documents for f in checked(folder / "schema" / name, d) if f.code not in ("V030",)]
        assert {f.code for f in found} == {"V003"}
        counts.append(Counter((f.file, f.xpath, f.message[:20]) for f in found))
    assert counts[1] == counts[2]
    assert counts[1] <= counts[0]


# The language

HEAD = '<schema xmlns="http://purl.oclc.org/dsdl/schematron" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" '


class Held:
    """What a schema, written in a test, says of a document."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(
        self, body: str, document: str, binding: str = "xslt2", phase: str = "", more: str = ""
    ) -> list[Finding]:
        schema = self.folder / "rules.sch"
        attribute = f'queryBinding="{binding}" ' if binding else ""
        schema.write_text(f"{HEAD}{attribute}{more}>{body}</schema>", "utf-8")
        file = self.folder / "document.xml"
        file.write_text(document, "utf-8")
        return checked(schema, file, phase)

    def rule(self, context: str, test: str, document: str, binding: str = "xslt2", lets: str = "") -> list[str | None]:
        """The paths of the nodes where `test` does not hold, or the codes of what else is found."""
        escaped = [text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;") for text in (context, test)]
        body = f'<pattern><rule context="{escaped[0]}">{lets}<assert test="{escaped[1]}">no</assert></rule></pattern>'
        return [f.xpath if f.code == "V003" else f.code for f in self(body, document, binding)]


@pytest.fixture
def held(tmp_path: Path) -> Held:
    return Held(tmp_path)


def path_of(*names: str) -> str:
    return "".join(f"/*[local-name()='{n.partition('[')[0]}']{n[len(n.partition('[')[0]) :]}" for n in names)


def test_each_kind_of_node_can_be_a_context(held: Held) -> None:
    document = '<a x="1"><!--c--><?p i?>one<b/>two</a>'
    a = path_of("a")
    for context, paths in {
        "/": ["/"],
        "a": [a],
        "@x": [f"{a}/@x"],
        "a/@*": [f"{a}/@x"],
        "@*[. = '1']": [f"{a}/@x"],
        "text()": [f"{a}/text()[1]", f"{a}/text()[2]"],
        "a/text()[. = 'two']": [f"{a}/text()[2]"],
        "comment()": [f"{a}/comment()"],
        "processing-instruction()": [f"{a}/processing-instruction()"],
        "node()": [
            a,
            f"{a}/comment()",
            f"{a}/processing-instruction()",
            f"{a}/text()[1]",
            path_of("a", "b"),
            f"{a}/text()[2]",
        ],
        "/a/b | @x": [f"{a}/@x", path_of("a", "b")],
        "*[1]": [a, path_of("a", "b")],
        "(a | c)/b": [path_of("a", "b")],
        "/*": [a],
        "*:b": [path_of("a", "b")],
    }.items():
        assert held.rule(context, "false()", document, "xslt3") == paths, context


def test_the_first_rule_that_matches_fires_and_nodes_come_in_the_order_of_the_document(held: Held) -> None:
    body = """<pattern><rule context="b[@x]"><report test="true()">with x</report></rule>
      <rule context="b | c"><report test="true()">without</report></rule></pattern>
      <pattern><rule context="*"><report test="@x" id="again">again</report></rule></pattern>"""
    found = held(body, "<a><c/><b/><b x=''/><c/></a>")
    assert [f.message for f in found] == ["without", "without", "with x", "without", "again"]
    assert "rule again in line" in found[-1].hint


def test_a_message_has_its_values_in_place(held: Held) -> None:
    body = """<ns prefix="t" uri="u"/><pattern><rule context="t:p"><let name="n" value="@n, 'b'"/>
      <report test="true()" diagnostics="d" see="https://example.org/p" role="warn">In
        <name/> (<name path="name(..)"/>): <value-of select="$n"/>, <emph>not <value-of select="1 + 1"/></emph><!-- c --> .</report>
      </rule></pattern><diagnostics><diagnostic id="d">Say <value-of select="name()"/>.</diagnostic></diagnostics>"""
    (found,) = held(body, "<d xmlns='u'><x:p xmlns:x='u' n='a'/></d>")
    assert (found.code, found.severity, found.message) == ("V003", "warning", "In x:p (d): a b, not 2 .")
    assert found.hint == "Say x:p.; rule in line 2 of rules.sch; see https://example.org/p"
    assert found.line == 1


def test_severity_is_told_by_the_role_nearest_to_the_assertion(held: Held) -> None:
    body = """<pattern role="info"><rule context="a"><assert test="false()">1</assert><assert test="false()" role="fatal">2</assert>
      </rule><rule context="b" role="warning"><assert test="false()">3</assert><assert test="false()" flag="info" role="odd">4</assert>
      </rule></pattern><pattern><rule context="b"><assert test="false()">5</assert></rule></pattern>"""
    assert [(f.message, f.severity) for f in held(body, "<a><b/></a>")] == [
        ("1", "info"),
        ("2", "error"),
        ("3", "warning"),
        ("4", "info"),
        ("5", "error"),
    ]


def test_the_subject_is_the_place_of_a_finding(held: Held) -> None:
    body = '<pattern><rule context="a"><assert test="false()" subject="b[2]/@x">no</assert></rule></pattern>'
    assert [f.xpath for f in held(body, "<a><b/><b x=''/></a>")] == [path_of("a", "b[2]") + "/@x"]


def test_abstract_patterns_and_rules_are_filled_in(held: Held) -> None:
    body = """<pattern abstract="true" id="p"><rule abstract="true" id="r"><let name="x" value="count($what)"/>
      <report test="$x = $count" diagnostics="d">$what: <value-of select="$x"/></report></rule>
      <rule context="$where"><extends rule="r"/></rule></pattern>
      <pattern is-a="p"><param name="where" value="a"/><param name="what" value="b"/><param name="count" value="2"/></pattern>
      <diagnostics><diagnostic id="d"><value-of select="string-join($what/@n, '-')"/></diagnostic></diagnostics>"""
    (found,) = held(body, "<a><b n='1'/><b n='2'/></a>")
    assert (found.message, found.hint.split(";")[0]) == ("$what: 2", "1-2")


def test_what_is_missing_or_refers_to_itself_is_said_and_the_rest_is_run(held: Held) -> None:
    sound = '<pattern><rule context="a"><report test="true()">sound</report></rule></pattern>'
    for body, said in {
        '<pattern is-a="none"/>': "abstract pattern",
        '<pattern><rule context="a"><extends rule="none"/></rule></pattern>': "no rule 'none'",
        '<pattern><rule abstract="true" id="r"><extends rule="r"/></rule><rule context="b"><extends rule="r"/></rule></pattern>': "extends itself",
        '<pattern><rule context="a"><assert test="$none"/></rule></pattern>': "$none is not defined",
        '<pattern><rule context="a"><assert test="p:x"/></rule></pattern>': "prefix 'p'",
        '<pattern><rule context="a"><assert test="a ="/></rule></pattern>': "too early",
        '<pattern><rule context="a"><assert test="nothing(1)"/></rule></pattern>': "nothing",
        '<pattern><rule context="a"><assert test="1" diagnostics="d"/></rule></pattern>': "no diagnostic 'd'",
        '<pattern><rule context="a ["><assert test="1"/></rule></pattern>': "@context",
        '<pattern><rule><assert test="1"/></rule></pattern>': "without a context",
        '<rule context="a"/>': "must not stand in schema",
        '<let name="x" value="$y"/><let name="y" value="$x"/><pattern><rule context="a"><assert test="$x"/></rule></pattern>': "refers to itself",
        '<let name="x" value="1"/><let name="x" value="2"/>': "defined twice",
        '<pattern><rule context="a"><let name="x" value="$y"/><let name="y" value="1"/><assert test="$x"/></rule></pattern>': "$y is not defined",
        '<pattern><rule context="a"><assert test="xs:date(@n)"/></rule></pattern>': "cannot be evaluated",
        '<pattern><rule context="a"><assert test="' + "(" * 5000 + '"/></rule></pattern>': "deeper",
    }.items():
        found = held(sound + body, "<a n='x'/>", "xslt3")
        assert [f.message for f in found if f.code == "V003"] == ["sound"], body
        assert any(f.code == "V005" and said in f.message and f.file.endswith("rules.sch") and f.line for f in found), (
            body,
            found,
        )


def test_a_variable_that_uses_a_broken_one_is_not_reported_again(held: Held) -> None:
    body = '<pattern><rule context="a"><let name="x" value="1 +"/><let name="y" value="$x"/><assert test="$y"/><assert test="$x"/></rule></pattern>'
    assert [f.code for f in held(body, "<a/>")] == ["V005"]


def test_a_phase_chooses_patterns_and_has_variables_of_its_own(held: Held) -> None:
    body = """<let name="v" value="'schema'"/><phase id="one"><let name="v" value="'phase'"/><active pattern="p"/></phase>
      <pattern id="p"><rule context="a"><report test="true()">p <value-of select="$v"/></report></rule></pattern>
      <pattern id="q"><rule context="a"><report test="true()">q <value-of select="$v"/></report></rule></pattern>"""
    default = 'defaultPhase="one"'
    assert [f.message for f in held(body, "<a/>")] == ["p schema", "q schema"]
    assert [f.message for f in held(body, "<a/>", phase="one")] == ["p phase"]
    assert [f.message for f in held(body, "<a/>", more=default)] == ["p phase"]
    assert [f.message for f in held(body, "<a/>", more=default, phase="#DEFAULT")] == ["p phase"]
    assert [f.message for f in held(body, "<a/>", more=default, phase="#ALL")] == ["p schema", "q schema"]
    (wrong,) = held(body, "<a/>", phase="two")
    assert (wrong.code, wrong.hint) == ("V005", "its phases are: one")


def test_two_patterns_may_each_have_a_variable_of_one_name(held: Held) -> None:
    body = "".join(
        f'<pattern><let name="n" value="{n}"/><rule context="a"><report test="true()">{{<value-of select="$n"/>}}</report></rule></pattern>'
        for n in (1, 2)
    )
    assert [f.message for f in held(body, "<a/>")] == ["{1}", "{2}"]
    third = '<pattern><rule context="a"><report test="$n">third</report></rule></pattern>'
    assert [f.code for f in held(body + third, "<a/>")] == ["V005", "V003", "V003"]


def test_keys_find_nodes_by_their_strings(held: Held) -> None:
    for key in (
        '<xsl:key name="k" match="b" use="@n"/>',
        '<xsl:key name="k" match="b"><xsl:value-of select="@n"/></xsl:key>',
    ):
        for binding in ("xslt", "xslt2"):
            body = f"""{key}<pattern><rule context="c"><assert test="key('k', @n)">no <value-of select="@n"/></assert>
              <assert test="count(key('k', '1')/@n) = 1">one</assert></rule></pattern>"""
            found = held(body, "<a><b n='1'/><c n='1'/><c n='2'/></a>", binding)
            assert [f.message for f in found] == ["no 2"], (key, binding)
    body = """<xsl:key name="k" match="@n" use="."/><pattern><rule context="a"><report test="key('k', '1')/../self::b">b</report></rule></pattern>"""
    assert [f.message for f in held(body, "<a><b n='1'/></a>", "xslt3")] == ["b"]


def test_functions_of_xslt_are_named_and_only_what_calls_them_is_left_out(held: Held) -> None:
    body = """<ns prefix="f" uri="urn:f"/><xsl:function name="f:year"><xsl:param name="x"/></xsl:function><xsl:include href="x.xsl"/>
      <pattern><rule context="a"><assert test="f:year(@when) > 1900">year</assert><report test="true()">run</report></rule>
      <rule context="b[f:year(.) = 1]"><report test="true()">not run</report></rule></pattern>"""
    found = held(body, "<a when='1'><b/></a>")
    assert [f.message for f in found if f.code == "V003"] == ["run"]
    assert sorted(f.message for f in found if f.code == "V007") == [
        "the function f:year (xsl:function) is not supported; what calls it (2) is left out",
        "xsl:include x.xsl is not supported",
    ]


def test_other_documents_are_read_only_below_the_document_or_the_schema(held: Held, tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "list.xml").write_text("<list><p id='x'/></list>", "utf-8")
    outside = tmp_path.parent / f"{tmp_path.name}-outside.xml"
    outside.write_text("<list><p id='y'/></list>", "utf-8")
    for binding, function in (("xslt", "document"), ("xslt3", "document"), ("xslt3", "doc")):
        for href, expected in {
            "sub/list.xml": ["found"],
            f"../{outside.name}": [],
            outside.as_uri(): [],
            "https://example.org/list.xml": [],
            "none.xml": [],
        }.items():
            body = f"""<pattern><rule context="a"><report test="{function}('{href}')/list/p">found</report></rule></pattern>"""
            found = held(body, "<a/>", binding)
            assert [f.message for f in found if f.code == "V003"] == expected, (binding, function, href)
            assert ("V031" in {f.code for f in found}) == (not expected), (binding, function, href)


def test_a_pattern_can_be_about_other_documents(held: Held, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.xml").write_text("<x>\n<y/></x>", "utf-8")
    for binding in ("", "xslt2"):
        body = '<pattern documents="/a/b/@href"><rule context="y"><report test="true()">y</report></rule></pattern>'
        found = held(body, "<a><b href='one.xml'/><b href='two.xml'/><b href='../x.xml'/></a>", binding)
        assert [(Path(f.file).name, f.line) for f in found if f.code == "V003"] == [("one.xml", 2), ("two.xml", 2)]
        assert [f.code for f in found if f.code != "V003"] == ["V031"]


def test_what_would_read_files_or_the_network_is_refused(held: Held, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("TOP SECRET", "utf-8")
    uri = (tmp_path / "secret.txt").as_uri()
    for call in (
        f"unparsed-text('{uri}')",
        "unparsed-text('secret.txt')",
        f"json-doc('{uri}')",
        "environment-variable('PATH')",
    ):
        found = held(
            f'<pattern><rule context="a"><report test="true()"><value-of select="{call}"/></report></rule></pattern>',
            "<a/>",
            "xslt3",
        )
        assert "SECRET" not in str(found) and "/bin" not in str(found), call


def test_included_files_are_read_where_they_stand(held: Held, tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "pattern.sch").write_text(
        '<pattern xmlns="http://purl.oclc.org/dsdl/schematron">\n<include href="rule.sch#r"/></pattern>', "utf-8"
    )
    rule = '<x><rule xmlns="http://purl.oclc.org/dsdl/schematron" id="r" context="a">\n\n<report test="true()">here</report></rule></x>'
    (tmp_path / "sub" / "rule.sch").write_text(rule, "utf-8")
    (found,) = held('<include href="sub/pattern.sch"/>', "<a/>")
    assert found.hint == "rule r in line 3 of rule.sch"
    (tmp_path / "sub" / "rule.sch").write_text(rule.replace("here", "there"), "utf-8")
    assert [f.message for f in held('<include href="sub/pattern.sch"/>', "<a/>")] == ["there"]
    for href in ("https://example.org/x.sch", "/etc/passwd", "none.sch", "rules.sch", "sub/rule.sch#none", ""):
        assert [f.code for f in held(f'<include href="{href}"/>', "<a/>")] == ["V005"], href


def test_query_bindings_are_taken_whatever_their_case(held: Held) -> None:
    for binding in ("", "xslt", "XSLT", "xpath", "xslt2", "XSLT2", "xslt3", "xpath2", "XPath3", "xpath31"):
        assert held.rule("a", "true()", "<a/>", binding) == [], binding
    assert held.rule("a", "true()", "<a/>", "xquery") == ["V007"]
    assert held.rule("a", "some $x in b satisfies $x", "<a/>", "xslt") == ["V005"]
    assert "xslt2" in held('<pattern><rule context="a"><assert test="exists(b)"/></rule></pattern>', "<a/>", "")[0].hint


def test_xpath_1_and_2_say_what_each_of_them_says(held: Held) -> None:
    document = "<a n='9' m='10' x='01'><b>1</b><b>x</b></a>"
    for test, one, two in (
        ("@n < @m", [], [path_of("a")]),  # numbers in 1.0, strings in 2.0
        ("@x = 1", [], []),
        ("b = 'x'", [], []),
        ("contains(b, '1')", [], ["V005"]),  # the first node in 1.0, an error in 2.0
        ("b + 1 = 2", [], ["V005"]),
        ("string(1 div 3) = '0.333333333333333'", [], [path_of("a")]),
        ("'2' > 1", [], ["V005"]),
        ("b = 1 or true()", [], []),
        ("@none != 'x'", [path_of("a")], [path_of("a")]),
        ("not(number(@n) = (1, 2))", ["V005"], []),
    ):
        assert held.rule("a", test, document, "xslt") == one, test
        assert held.rule("a", test, document, "xslt2") == two, test


def test_current_is_the_node_of_the_rule(held: Held) -> None:
    document = "<a><b n='1'/><c n='1'/><c n='2'/></a>"
    for binding in ("xslt", "xslt2", "xslt3"):
        assert held.rule("c", "//b[@n = current()/@n]", document, binding) == [path_of("a", "c[2]")]
        assert held.rule("c/@n", "//b[@n = current()]", document, binding) == [path_of("a", "c[2]") + "/@n"]
        assert held.rule("c", "//b[every $x in @n satisfies $x = current()/@n]", document, "xslt3") == [
            path_of("a", "c[2]")
        ]


def test_regular_expressions_are_those_of_xpath(held: Held) -> None:
    for test in (
        "not(matches('a ', '\\s'))",
        "matches('٣', '^\\d$')",
        "not(matches(c, 'a$'))",
        "matches(b, '^b', 'm') and not(matches(b, 'a.b')) and matches(b, 'a.b', 's')",
        "matches('Éb', '^\\p{Lu}[\\p{L}-[c]]$') and not(matches('-', '\\w'))",
        "replace('2020-01-02', '(\\d+)-(\\d+)', '$2\\$$1') = '01$2020-02'",
        "deep-equal(tokenize('a, b,c', ',\\s*'), ('a', 'b', 'c')) and count(tokenize('', ',')) = 0",
        "count(tokenize(' a  b ')) = 2",
    ):
        assert held.rule("a", test, "<a><b>a\nb</b><c>a\n</c></a>", "xslt3") == [], test
    assert held.rule("a", "matches('a', '(')", "<a/>") == ["V005"]
    assert held.rule("a", "replace('a', 'x*', 'b') = 'b'", "<a/>") == ["V005"]


def test_lets_hold_any_value(held: Held) -> None:
    lets = """<let name="words" value="tokenize(@n, ' ')"/><let name="atts" value="@*"/><let name="nodes" value="b"/>
      <let name="dates" value="for $w in $words return xs:date($w)"/><let name="number" value="count($nodes)" as="xs:integer"/>"""
    document = "<a n='2020-01-01 2021-01-01'><b/><b/></a>"
    for test in (
        "$words[2] = '2021-01-01'",
        "count($words) = 2 and $atts = $atts/../@n",
        "$nodes[1]/following-sibling::b and $number = 2",
        "max($dates) = xs:date('2021-01-01')",
        "every $d in $dates satisfies $d lt current-date()",
    ):
        assert held.rule("a", test, document, "xslt3", lets) == [], test


def test_a_schema_whose_rules_never_fire_says_so(held: Held) -> None:
    assert [(f.code, f.severity) for f in held('<pattern><rule context="none"/></pattern>', "<a/>")] == [
        ("V030", "info")
    ]
    assert held('<pattern><rule context="a"/></pattern>', "<a/>") == []


def test_rules_embedded_in_an_odd_get_the_context_of_what_they_are_about(tmp_path: Path) -> None:
    odd = tmp_path / "my.odd"
    odd.write_text(
        """<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:s="http://purl.oclc.org/dsdl/schematron"><text><body><schemaSpec>
        <elementSpec ident="p"><constraintSpec ident="c" scheme="schematron"><constraint>
          <s:assert test="@n">p needs n</s:assert></constraint></constraintSpec>
          <attList><attDef ident="rend"><constraintSpec ident="d"><constraint>
            <s:report test=". = 'x'">not x</s:report></constraint></constraintSpec></attDef></attList></elementSpec>
        <constraintSpec ident="e" mode="delete"><constraint><s:rule context="tei:p"><s:report test="1">gone</s:report></s:rule></constraint></constraintSpec>
        </schemaSpec><egXML xmlns="http://www.tei-c.org/ns/Examples"><s:rule context="tei:p"><s:report test="1">an example</s:report></s:rule></egXML>
        </body></text></TEI>""",
        "utf-8",
    )
    document = tmp_path / "a.xml"
    document.write_text("<p xmlns='http://www.tei-c.org/ns/1.0' rend='x'/>", "utf-8")
    found = checked(odd, document)
    assert [(f.message, f.xpath, f.line) for f in found] == [("p needs n", "/tei:p", 1), ("not x", "/tei:p/@rend", 1)]
    assert "line 3 of my.odd" in found[0].hint
    document.write_bytes(b"<x/>")
    assert [f.code for f in checked(document, document)] == ["V005"]


def test_svrl_says_what_fired_and_what_failed(held: Held, tmp_path: Path) -> None:
    body = """<title>T</title><ns prefix="t" uri="u"/><pattern id="p"><rule context="a" id="r" role="info"><assert test="false()" id="x" flag="f"
      properties="q">no <value-of select="@n"/></assert><report test="$"/></rule></pattern>
      <properties><property id="q" role="z"><xsl:copy-of select="b"/></property></properties>"""
    held(body, "<a n='\u00e9'><b>c</b></a>", more='schemaVersion="7"')
    report = schematron.svrl(tmp_path / "rules.sch", parse(tmp_path / "document.xml"), str(tmp_path / "document.xml"))
    root = etree.fromstring(report)
    for test in (
        "/svrl:schematron-output[@title='T'][@schemaVersion='7'][@phase='#ALL']",
        "/*/svrl:ns-prefix-in-attribute-values[@prefix='t'][@uri='u']",
        "/*/svrl:active-pattern[@id='p'][starts-with(@documents, 'file:')]/following-sibling::svrl:fired-rule[@id='r'][@context='a']",
        "/*/svrl:failed-assert[@location='/Q{}a[1]'][@test='false()'][@id='x'][@flag='f'][svrl:text='no \u00e9']",
        "/*/svrl:failed-assert/svrl:property-reference[@property='q'][@role='z']/b[.='c']",
        "/*/svrl:error[@code='V005']",
    ):
        assert root.xpath(test, namespaces=SVRL), (test, report.decode())


def test_long_messages_are_cut(held: Held) -> None:
    body = '<pattern><rule context="a"><report test="true()"><value-of select="."/></report></rule></pattern>'
    (found,) = held(body, f"<a>{'y' * 1_000_000}</a>")
    assert len(found.message) < 3000 and found.message.endswith(" …")


def test_paths_are_those_of_all_other_findings() -> None:
    tree = parse(next((ROOT / "editions" / "peoples-daily" / "tei").glob("*.xml")))
    steps = Steps(short_step, bare=True)
    for element in tree.getroot().iter(etree.Element):
        assert Node(element).xpath(steps) == xpath_of(element)


def test_what_is_the_same_for_a_whole_document_is_looked_up(held: Held) -> None:
    people = "".join(f'<p id="{n}"/>' for n in range(3))
    document = f'<a>{people}<r to="0 2"/><r to="3"/><r/></a>'
    lets = '<let name="ids" value="//p/@id"/>'
    for test, expected in {
        "//p[@id = tokenize(current()/@to, ' ')]": ["[2]", "[3]"],
        "tokenize(@to, ' ') = //p/@id": ["[2]", "[3]"],
        "every $t in tokenize(@to, ' ') satisfies $t = $ids": ["[2]"],
        "count(//p) = 3 and //p[@id = '1'] and not(//none) and @to": ["[3]"],
        "//p[@id = '1'][1]/following-sibling::p and count(//p[@id = ('0', '2')]) = 2": [],
    }.items():
        assert held.rule("r", test, document, "xslt2", lets) == [path_of("a", f"r{n}") for n in expected], test
    assert held.rule("r", "//p[@id = current()/@to] or not(@to != $ids)", document, "xslt", lets) == [
        path_of("a", "r[1]"),
        path_of("a", "r[2]"),
    ]


# Laws

TEXTS = ("", "1", "2", "10", "01", "1e1", "b", "x y", " 1 ")
ATOMS = (
    "@x", "@y", "b", "b/@x", "//b", "//b/@x", ".", "..", "1", "2.5", "'b'", "'1'", "''", "count(b)", "string(@x)", "number(@x)", "b[1]",
    "b[last()]/@y", "*", "text()", "tokenize(@x, ' ')", "true()", "name()", "concat(@x, '1')", "('b', '1')", "//b[@x = '2']", "(b | c)/@x",
    "distinct-values(//@x)", "xs:integer(@x)", "position()", "ancestor::*", "following-sibling::b", "generate-id(.)", "lower-case(@y)",
)  # fmt: skip
FORMS = (
    "{}", "not({})", "count({})", "exists({})", "empty({})", "string({})", "boolean({})", "normalize-space({})", "contains({}, '1')",
    "matches({}, '^\\d+$')", "concat({}, '!')", "({})[1]", "b[{}]", "//b[{}]", "some $v in {} satisfies $v = '2'",
    "every $v in {} satisfies string-length($v) > 1", "if ({}) then '1' else '2'", "{} castable as xs:integer", "substring({}, 2)",
    "b[@x = {}]", "//b[@x = {}]", "{} = //b/@x", "b/@x[. = {}]", "string-join({}, '-')", "upper-case({})", "ends-with({}, '0')",
)  # fmt: skip
OPERATORS = ("=", "!=", "<", ">=", "eq", "ne", "and", "or", "+", "*", "is")
SIMPLE = st.builds(str.format, st.sampled_from(FORMS), st.sampled_from(ATOMS))
EXPRESSIONS = SIMPLE | st.builds("({}) {} ({})".format, SIMPLE, st.sampled_from(OPERATORS), SIMPLE)


def elements(depth: int) -> st.SearchStrategy[str]:
    inside = st.sampled_from(TEXTS)
    if depth:
        inside = inside | st.lists(elements(depth - 1), max_size=3).map("".join)
    return st.builds(
        '<{0} x="{1}" y="{2}">{3}</{0}>{4}'.format,
        st.sampled_from("abc"),
        *[st.sampled_from(TEXTS)] * 2,
        inside,
        st.sampled_from(TEXTS),
    )


DOCUMENTS = elements(2).map("<a>{}</a>".format)


#: Where elementpath itself strays from XPath 3.1: it compares two untyped texts as numbers when both look like such.
def strays(text: str) -> bool:
    return any(sign in text for sign in ("<", ">", " is "))


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(EXPRESSIONS, DOCUMENTS)
def test_what_libxml2_answers_is_what_elementpath_answers(text: str, document: str) -> None:
    try:
        expression = Expression.of(text, Place(Path("x.sch"), 1), {}, False, Scope({}))
    except NotXPathError:
        return
    held_document = Document(etree.fromstring(document).getroottree(), "x.xml", [], lambda _: {})
    values = Values(Scope({}), held_document, held_document.node, None)
    nodes = [held_document.node, *(Node(element) for element in held_document.elements())]
    nodes += [Node(element, "attribute", "x") for element in held_document.elements() if element.get("x")]
    for node in nodes:
        proved = expression.proved(node, "truth")
        if proved is None or isinstance(proved, Choice) or strays(text):
            continue
        try:
            items = expression.items(held_document, node, values)
            slow = expression.full().truth(items)
        except EvaluationError:
            continue  # elementpath is stricter here and there: `false() and error()`
        assert expression.truth(held_document, node, values) == slow, (node, proved.term)


ODD_TEXTS = st.text("ab$@/[](){}'\"=<>!|:*.,-+ 1forinsatreud", max_size=30) | EXPRESSIONS


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(
    texts=st.lists(ODD_TEXTS, min_size=4, max_size=4),
    binding=st.sampled_from(("", "xslt2", "xslt3")),
    document=DOCUMENTS,
)
def test_no_schema_and_no_document_makes_a_traceback(
    texts: list[str], binding: str, document: str, tmp_path: Path
) -> None:
    context, let, test, select = (
        text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;") for text in texts
    )
    body = f"""<let name="a" value="{let}"/><pattern><rule context="{context}"><let name="b" value="{select}"/>
      <assert test="{test}">x <value-of select="{select}"/><name path="{let}"/></assert></rule>
      <rule context="*"><assert test="{test}"/></rule></pattern>"""
    for found in Held(tmp_path)(body, document, binding):
        assert found.code in ("V003", "V005", "V007", "V030", "V031")
        assert found.message


def test_a_schema_nested_without_measure_does_no_harm(held: Held, tmp_path: Path) -> None:
    deep = "<emph>" * 5_000 + "x" + "</emph>" * 5_000
    assert (
        held(f'<pattern><rule context="a"><report test="true()">{deep}</report></rule></pattern>', "<a/>")[0].message
        == "x"
    )
    rules = "".join(f'<rule abstract="true" id="r{n}"><extends rule="r{n + 1}"/></rule>' for n in range(3000))
    found = held(f'<pattern>{rules}<rule context="a"><extends rule="r0"/></rule></pattern>', "<a/>")
    assert {f.code for f in found} == {"V005"}
    twice = "".join(
        f'<rule abstract="true" id="r{n}"><extends rule="r{n + 1}"/><extends rule="r{n + 1}"/></rule>'
        for n in range(60)
    )
    found = held(f'<pattern>{twice}<rule context="a"><extends rule="r0"/></rule></pattern>', "<a/>")
    assert {f.code for f in found} == {"V005"}
    for n in range(40):
        (tmp_path / f"{n}.sch").write_text(
            f'<include xmlns="http://purl.oclc.org/dsdl/schematron" href="{n + 1}.sch"/>', "utf-8"
        )
    assert {f.code for f in held('<include href="0.sch"/>', "<a/>")} == {"V005"}
    lets = "".join(f'<let name="v{n}" value="$v{n + 1}"/>' for n in range(2000)) + '<let name="v2000" value="1"/>'
    found = held(f'{lets}<pattern><rule context="a"><assert test="$v0"/></rule></pattern>', "<a/>")
    assert {f.code for f in found} == {"V005"}
    choices = "/".join(["(a | b)"] * 30)
    assert held(f'<pattern><rule context="{choices}"><assert test="{choices}"/></rule></pattern>', "<a/>") != []
    key = """<xsl:key name="k" match="a" use="key('k', '1')/@n"/>"""
    found = held(f"""{key}<pattern><rule context="a"><assert test="key('k', '1')"/></rule></pattern>""", "<a n='1'/>")
    assert {f.code for f in found} == {"V005"}
    chain = " or ".join(["@x = '1'"] * 3000)
    assert held(f'<pattern><rule context="a"><assert test="{chain}"/></rule></pattern>', "<a x='1'/>") == []
    assert {
        f.code
        for f in held(f'<pattern><rule context="a"><assert test="{"-".join(["1"] * 3000)}"/></rule></pattern>', "<a/>")
    } == {"V005"}


def test_the_command_writes_the_report_of_one_schema_about_one_document(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text("<a><b/></a>", "utf-8")
    (tmp_path / "r.sch").write_text(
        '<schema xmlns="http://purl.oclc.org/dsdl/schematron"><pattern><rule context="b"><assert test="@n">no n</assert>'
        "</rule></pattern></schema>",
        "utf-8",
    )
    command = [
        sys.executable,
        "-m",
        "tei",
        "check",
        "a.xml",
        "-s",
        "r.sch",
        "--format",
        "svrl:out/a.svrl",
        "--format",
        "text",
    ]
    run = subprocess.run(
        command, cwd=tmp_path, capture_output=True, text=True, env=os.environ | {"PYTHONPATH": str(ROOT)}
    )
    assert run.returncode == 1 and "V003 no n" in run.stdout
    report = etree.parse(str(tmp_path / "out" / "a.svrl"))
    svrl = {"svrl": "http://purl.oclc.org/dsdl/svrl"}
    assert report.xpath("count(//svrl:failed-assert)", namespaces=svrl) == 1
    (tmp_path / "b.xml").write_text("<a/>", "utf-8")
    both = subprocess.run(
        [*command, "b.xml"], cwd=tmp_path, capture_output=True, text=True, env=os.environ | {"PYTHONPATH": str(ROOT)}
    )
    assert both.returncode == 2 and "G003" in both.stderr
