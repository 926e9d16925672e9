"""Asking documents by XPath: where each match stands, that both engines agree, and that no expression does harm."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tei.names import NS
from tei.query import LONGEST, Answer, Match, ask, ask_all, query, quick, slow
from tei.query.plain import plain
from tei.query.show import as_json, as_text, counts_as_text
from tei.report import TeiError
from tei.verify import Piped
from tei.xml import parse

DOCUMENT = """<?xml version="1.0"?>
<!-- first --><?pi one?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:x="http://example.org/x">
  <text xml:id="t" type="a">
    <p n="1" x:y="2">One <name ref="#a">名字</name> tail</p>
    <!-- second -->
    <p n="2" type="a">Two</p>
    <x:other n="2"/>
    <p type="b"><name>Two</name><?pi two?>x<lb/>y</p>
  </text>
</TEI>
""".encode()
TREE = parse(DOCUMENT, "a.xml")


def found(expression: str, data: bytes = DOCUMENT) -> list[Match]:
    answer = ask(query(expression, ["x=http://example.org/x"]), Piped(data, "a.xml"))
    assert answer.findings == (), answer.findings
    return list(answer.matches)


@pytest.mark.parametrize(
    ("expression", "wanted"),
    [
        ("//tei:p[@n = '2']", (7, "/tei:TEI/tei:text/tei:p[2]", "element", "Two")),
        ("//tei:p[@n = 2]", (7, "/tei:TEI/tei:text/tei:p[2]", "element", "Two")),
        ("//x:other", (8, "/tei:TEI/tei:text/*[local-name()='other']", "element", "")),
        ("//@xml:id", (4, "/tei:TEI/tei:text/@xml:id", "attribute", "t")),
        ("//@x:y", (5, "/tei:TEI/tei:text/tei:p[1]/@*[local-name()='y']", "attribute", "2")),
        ("(//tei:p[1]/text())[2]", (5, "/tei:TEI/tei:text/tei:p[1]/text()[2]", "text", " tail")),
        ("//tei:name[1]/text()[. = 'Two']", (9, "/tei:TEI/tei:text/tei:p[3]/tei:name/text()", "text", "Two")),
        ("//tei:text/comment()", (6, "/tei:TEI/tei:text/comment()", "comment", " second ")),
        ("/comment()", (2, "/comment()", "comment", " first ")),
        ("//tei:p/processing-instruction()", (9, "/tei:TEI/tei:text/tei:p[3]/processing-instruction('pi')", "processing-instruction", "two")),
        ("count(//tei:p)", (None, "", "value", "3")),
        ("count(//tei:p) div 2", (None, "", "value", "1.5")),
        ("1e0 * 3", (None, "", "value", "3")),
        ("exists(//tei:p)", (None, "", "value", "true")),
        ("string-join(//tei:p/@n, '+')", (None, "", "value", "1+2")),
        ("max(//tei:p/@n ! xs:integer(.))", (None, "", "value", "2")),
        ("let $p := //tei:p return count($p)", (None, "", "value", "3")),
    ],
)  # fmt: skip
def test_a_match_has_its_place_and_its_text(expression: str, wanted: tuple[object, ...]) -> None:
    (match,) = found(expression)
    assert (match.line, match.xpath, match.kind, match.value) == wanted
    assert match.file == "a.xml"


def test_every_path_leads_to_its_node_again() -> None:
    for match in found("//node() | //@*"):
        (node,) = TREE.xpath(match.xpath, namespaces=NS)  # the path is XPath 1.0
        if isinstance(node, str):
            assert node == match.value
        else:
            assert node.sourceline == match.line


SAME = [
    "//tei:p", "/tei:TEI/tei:text", "//tei:p[1]", "(//tei:p)[last()]", "//tei:p[@n]", "//tei:p[not(@n)]", "//tei:*", "//*", "//x:*",
    "//tei:p[@type = 'a']/@n", "//tei:p[@type != 'a']", "//tei:p[contains(., 'Two')]", "//tei:p[starts-with(@type, 'a')]",
    "//tei:p[count(tei:name) = 1]", "//tei:p[count(tei:name) > 0 and @n]", "//tei:p[position() < last()]", "//text()", "//tei:p/text()",
    "//tei:name/../@type", "//tei:name/parent::tei:p/@type", "//tei:lb/preceding-sibling::*", "//tei:name[. = 'Two']", "//tei:name | //tei:lb",
    "//tei:p[tei:name = 'Two']", "//*[local-name() = 'other']", "//*[name() = 'x:other']", "//tei:p[@type = //tei:text/@type]",
    "//tei:text/descendant-or-self::*[@type]", "//@*", "count(//tei:p | //tei:name)", "(//tei:p | //tei:lb)[2]/ancestor::*",
    "//tei:p[2][@n]", "//tei:p[tei:name[@ref]]", "/*", "//tei:p[./tei:name]", "//tei:p[.//tei:name]", "//tei:p[../@xml:id = 't']",
    "//tei:name[text() = 'Two']", "//tei:p[not(contains(., 'One')) or @n = '1']", "//nothing", "//div",
]  # fmt: skip


@pytest.mark.parametrize("expression", SAME)
def test_both_engines_agree_on_what_is_plain(expression: str) -> None:
    namespaces = (*NS.items(), ("x", "http://example.org/x"))
    assert plain(expression, dict(namespaces))
    one, other = (list(engine.matches(expression, namespaces, TREE, "a.xml")) for engine in (quick, slow))
    assert one == other


NAMES = st.sampled_from(["tei:p", "tei:name", "*", "x:*", "tei:text", "text()", "..", ".", "@n", "@type", "@*"])
STEPS = (
    st.lists(NAMES, min_size=1, max_size=3)
    .map("/".join)
    .filter(
        lambda path: "@" not in path.rpartition("/")[0]  # elementpath sees attributes of attributes
    )
)
STRINGS = st.sampled_from(["'a'", "'Two'", '"2"', "''", "name()", "local-name()"])
TESTS = st.recursive(
    st.one_of(
        st.integers(0, 3).map(str),
        STEPS,
        st.tuples(STEPS | STRINGS, st.sampled_from(["=", "!="]), STEPS | STRINGS).map(" ".join),
        st.tuples(st.sampled_from(["count(tei:p)", "position()", "last()"]), st.sampled_from(["=", "<", ">=", "!="]), st.integers(0, 3).map(str)).map(" ".join),
        st.tuples(st.sampled_from(["contains", "starts-with"]), st.sampled_from([".", "@n", "name()", "'x'"]), STRINGS).map(lambda t: f"{t[0]}({t[1]}, {t[2]})"),
    ),
    lambda inner: inner.map(lambda t: f"not({t})") | st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(" ".join),
    max_leaves=4,
)  # fmt: skip
PATHS = st.tuples(
    st.sampled_from(["//tei:p", "//*", "/tei:TEI//tei:name", "//text()"]), st.lists(TESTS, max_size=2)
).map(lambda t: t[0] + "".join(f"[{test}]" for test in t[1]))


@settings(max_examples=300, deadline=None)
@given(PATHS)
def test_whatever_is_plain_has_one_answer(expression: str) -> None:
    namespaces = (*NS.items(), ("x", "http://example.org/x"))
    if plain(expression, dict(namespaces)):
        one, other = (list(engine.matches(expression, namespaces, TREE, "a.xml")) for engine in (quick, slow))
        assert one == other, expression


@pytest.mark.parametrize(
    "expression",
    [
        "//tei:p[@n = 2]", "//tei:p[@n < 3]", "//tei:p[@n + 1]", "//tei:p[contains(tei:name, 'x')]", "//tei:p[string(.)]", "1 + 1", ".", "/",
        "//tei:p[@n lt @m]", "//y:p", "//tei:p[", "//tei:p]", "", "//comment()", "id('a')", "//tei:p[$x]", "//tei:p[lang('en')]", "'a'",
        "//tei:p[count(@n) = @n]", "//tei:p[position() = '1']", "//tei:p[.5]", "//*:p", "//tei:p/namespace::*", "//tei:p[@*[contains(@*, 'a')]]",
        "//tei:p[contains(@x/.., 'a')]", "(//tei:p", "//tei:p)", "//tei:p | ", "tei:TEI", "self::tei:TEI", "count(tei:TEI)", "..", "//tei:p/..", "//*[.. = .]", "//tei:p[../.]", "//tei:p[../..]", "//tei:p[not()]", "//tei:p[and]and", "[" * 5000, "//tei:p" + "[not(" * 5000,
    ],
)  # fmt: skip
def test_what_the_versions_of_xpath_differ_in_is_not_plain(expression: str) -> None:
    assert not plain(expression, NS)


@given(st.text("tei:p/@[]()'=*|.$,{}!#&<>1 \n\x00é", max_size=40))
def test_no_expression_makes_a_traceback(expression: str) -> None:
    try:
        asked = query(expression)
    except TeiError as error:
        assert error.finding.code == "G007" and error.finding.hint
    else:
        assert isinstance(ask(asked, Piped(DOCUMENT)), Answer)


@pytest.mark.parametrize(
    ("expression", "column"),
    [("//tei:p[", 8), ("//y:p", 4), ("foo(1)", 1), ("1 +", 3), ("'a", 1), ("1 div 0", 3), ("", 1)],
)
def test_an_error_is_shown_in_its_place(expression: str, column: int) -> None:
    with pytest.raises(TeiError) as error:
        query(expression)
    lines = error.value.finding.hint.split("\n")
    assert f"column {column}" in error.value.finding.message
    assert lines[1] == expression and lines[2] == " " * (column - 1) + "^"


@pytest.mark.parametrize(
    "expression",
    [
        "doc('secret.xml')", "unparsed-text('secret.xml')", "unparsed-text-lines('secret.xml')", "json-doc('secret.xml')", "collection('.')",
        "uri-collection('.')", "environment-variable('SECRET')", "available-environment-variables()", "doc-available('secret.xml')",
        "unparsed-text-available('secret.xml')", "transform(map{'stylesheet-location': 'secret.xml'})", "(doc#1)('secret.xml')",
        "function-lookup(xs:QName('fn:doc'), 1)('secret.xml')", "function-lookup(xs:QName('fn:unparsed-text'), 1)('secret.xml')",
        "load-xquery-module('secret.xml')", "parse-xml('<!DOCTYPE x [<!ENTITY e SYSTEM \"secret.xml\">]><x>&e;</x>')",
        "parse-xml('<!DOCTYPE x SYSTEM \"secret.xml\"><x/>')", "resolve-uri('secret.xml')", "apply(doc#1, ['secret.xml'])",
    ],
)  # fmt: skip
def test_no_expression_reads_what_it_was_not_given(
    expression: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "secret.xml").write_text("<x>TOP SECRET</x>", "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SECRET", "TOP SECRET")
    for form in (expression, expression.replace("secret.xml", (tmp_path / "secret.xml").as_uri())):
        try:
            answer = ask(query(form), Piped(DOCUMENT))
        except TeiError:
            continue
        assert "TOP SECRET" not in as_json([answer]) and "true" not in as_text([answer])


BOMB = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(12))
    + "]><x><p>&m;</p></x>"
).encode()


@pytest.mark.parametrize(
    ("data", "expression"),
    [
        (BOMB, "//p[contains(., 'z')]"),
        (BOMB, "//p"),
        (b"<x>" * 2_000 + b"</x>" * 2_000, "//x[not(x)]"),
        (b"<x>" + b"<y/>" * 50_000 + b"</x>", "//y"),
    ],
)
def test_hostile_documents_are_answered_in_bounds(data: bytes, expression: str) -> None:
    answer = ask(query(expression), Piped(data))
    assert len(answer.matches) <= 50_000
    assert all(len(match.value) <= LONGEST for match in answer.matches)


def test_texts_between_many_siblings_take_linear_time() -> None:
    data = b"<x>" + b"a<y/>" * 30_000 + b"</x>"
    for expression in ("//text()", "//text()[string-length() = 1]"):
        matches = found(expression, data)
        assert len(matches) == 30_000 and matches[-1].xpath == "/x/text()[30000]"


def test_deep_documents_are_answered_by_both_engines() -> None:
    deep = b"<x>" * 2_000 + b"</x>" * 2_000
    for expression in ("count(//x)", "count(//x) + 0"):
        assert [match.value for match in found(expression, deep)] == ["2000"]


@pytest.mark.parametrize("binding", ["x", "=http://x", "x=", "1=http://x", "xml=http://x", "a b=http://x"])
def test_a_binding_that_is_none_is_refused(binding: str) -> None:
    with pytest.raises(TeiError) as error:
        query("//x", [binding])
    assert error.value.finding.code == "G003"


def test_many_documents_answer_in_order_however_the_work_is_spread(tmp_path: Path) -> None:
    paths = []
    for n in range(20):
        paths.append(tmp_path / f"{n:02}.xml")
        paths[-1].write_text(f"<x><y n='{n}'/></x>", "utf-8")
    for expression in ("//y/@n", "//y/@n/number()"):
        one, two = (ask_all(query(expression), paths, workers=n) for n in (1, 2))
        assert one == two and [a.matches[0].value for a in one] == [str(n) for n in range(20)]


def test_answers_are_shown_a_match_a_line() -> None:
    answer = Answer(
        "a.xml", (Match("a.xml", 3, "/x", "text", "a\n  b\x1b" + "c" * 300), Match("a.xml", None, "", "value", "3"))
    )
    first, second = as_text([answer]).splitlines()
    assert first.startswith("a.xml:3: /x a b\\u001bccc") and first.endswith("c…") and second == "a.xml: 3"
    assert counts_as_text([answer]) == "a.xml: 2\n"
    assert json.loads(as_json([answer]))[1] == {
        "file": "a.xml",
        "line": None,
        "xpath": "",
        "kind": "value",
        "value": "3",
    }


def tei(*words: object, stdin: str = "") -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "tei", *map(str, words)],
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONPATH": str(ROOT), "COLUMNS": "100", "TERM": "dumb"},
        input=stdin,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done


def test_the_exit_status_is_that_of_grep(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(DOCUMENT)
    (tmp_path / "b.xml").write_text("<x>", "utf-8")
    good = tmp_path / "a.xml"
    run = tei("xpath", "//tei:name", good)
    assert run.returncode == 0
    assert run.stdout.splitlines() == [
        f"{good}:5: /tei:TEI/tei:text/tei:p[1]/tei:name 名字",
        f"{good}:9: /tei:TEI/tei:text/tei:p[3]/tei:name Two",
    ]
    assert tei("xpath", "//tei:none", good).returncode == 1
    assert "take the prefix tei" in tei("xpath", "//p", good).stderr
    assert tei("xpath", "//tei:name", good, "--count").stdout == f"{good}: 2\n"
    run = tei("xpath", "//tei:name", tmp_path, "--format", "json", "-c")
    assert run.returncode == 2 and json.loads(run.stdout) == [{"file": str(good), "count": 2}] and "V001" in run.stderr
    assert tei("xpath", "//tei:name", "-", stdin=DOCUMENT.decode()).stdout.startswith("<stdin>:5: ")
    run = tei("xpath", "//tei:p[", good)
    assert run.returncode == 2 and run.stdout == "" and "G007" in run.stderr
    assert tei("xpath", "//x:other", good, "--ns", "x=http://example.org/x").returncode == 0


def test_the_quick_engine_does_not_load_the_slow_one() -> None:
    code = (
        "import sys\nfrom tei.query import ask, query\nfrom tei.verify import Piped\n"
        "ask(query('//tei:p'), Piped(b'<x/>'))\nassert 'elementpath' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


def test_documents_of_others_have_one_answer(data: Path) -> None:
    namespaces = tuple(NS.items())
    for name in ("shakedracor__tei_macbeth.xml", "tei-publisher-__data_demo_osinski.xml"):
        tree = parse(data / "tei" / "documents" / name)
        for expression in (
            "//tei:*[@xml:id][not(*)]",
            "//tei:p[contains(., 'the')]/@*",
            "//tei:l[position() = last()]/text()",
        ):
            assert plain(expression, NS)
            one, other = (list(engine.matches(expression, namespaces, tree, "x")) for engine in (quick, slow))
            assert one == other


def test_the_tree_is_not_changed_by_asking() -> None:
    before = etree.tostring(TREE)
    for expression in SAME[:5]:
        list(quick.matches(expression, tuple(NS.items()), TREE, "x"))
        list(slow.matches(expression, tuple(NS.items()), TREE, "x"))
    assert etree.tostring(TREE) == before
