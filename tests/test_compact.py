"""RELAX NG's compact syntax: the published test suite, a table of our own, and that no text breaks the reader."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from tei.check.relaxng.compact import compact
from tei.check.relaxng.datatypes import datatype
from tei.report import TeiError
from tei.xml import parse

RNG = "http://relaxng.org/ns/structure/1.0"
XML = "http://www.w3.org/XML/1998/namespace"
IMPLICIT = {**dict.fromkeys(("element", "define", "zeroOrMore", "oneOrMore", "optional"), "group"), "except": "choice"}
Meaning = tuple[object, ...]


def meaning(element: etree._Element, ns: str = "", library: str = "") -> Meaning:
    """Equal for schemas that differ only in what sections 4.2-4.4 and 4.8-4.10 of RELAX NG make the same."""
    if not str(element.tag).startswith(f"{{{RNG}}}"):
        return foreign(element)
    local = etree.QName(element).localname
    ns, library = element.get("ns", ns), element.get("datatypeLibrary", library)
    attributes = {name: value.strip() for name, value in element.items() if name not in ("ns", "datatypeLibrary")}
    before: list[Meaning] = []
    if local in ("name", "value", "param"):
        before = [expanded(element, element.text or "", ns)] if local == "name" else [("text", element.text or "")]
    if local == "value":
        attributes["datatypeLibrary"] = (
            library if attributes.setdefault("type", "token") and element.get("type") else ""
        )
    if local == "data":
        attributes["datatypeLibrary"] = library
    if local == "nsName" or (local in ("include", "externalRef") and ns):
        attributes["ns"] = ns
    attributes.pop("href", None)  # that of the suite names another file
    if local in ("element", "attribute") and "name" in attributes:
        default = ns if local == "element" or element.get("ns") is not None else ""
        before = [("rng", "name", (), (expanded(element, attributes.pop("name"), default),))]
    children = before + [meaning(child, ns, library) for child in element if isinstance(child.tag, str)]
    if local == "element" or (local == "attribute" and before):
        children.sort(key=lambda child: child[0] == "foreign")  # where a name is said among annotations is no matter
    patterns = [child for child in children if child[0] == "rng"]
    if local == "attribute" and len(patterns) == 1:
        children.append(("rng", "text", (), ()))
    first = 1 if local == "element" else 0
    if len(patterns) > first + 1 and local in IMPLICIT:
        group = ("rng", IMPLICIT[local], (), tuple(patterns[first:]))
        children = [child for child in children if child not in patterns[first:]] + [group]
    return ("rng", local, tuple(sorted(attributes.items())), tuple(children))


def foreign(element: etree._Element) -> Meaning:
    content: list[object] = [element.text or ""]
    for child in element:
        content += [foreign(child)] if isinstance(child.tag, str) else []
        content += [child.tail or ""]
    if len(element):  # the suite's XML is indented
        content = [item if not isinstance(item, str) or item.strip() else "" for item in content]
    merged: list[object] = []
    for item in content:  # comments do not part a text
        if isinstance(item, str) and merged and isinstance(merged[-1], str):
            merged[-1] += item
        else:
            merged.append(item)
    return ("foreign", element.tag, tuple(sorted(element.items())), tuple(merged))


def expanded(element: etree._Element, name: str, default: str) -> Meaning:
    prefix, _, local = name.strip().rpartition(":")
    return ("name", (XML if prefix == "xml" else element.nsmap[prefix]) if prefix else default, local)


def cases(data: Path) -> list[tuple[str, etree._Element | None]]:
    """The cases of the suite: a schema in compact syntax, and in XML syntax, which is None when it is incorrect."""
    found = []
    for case in parse(data / "tei/spectest/compacttest.xml").getroot().iter("compact"):
        for schema in case.findall("correct") + case.findall("incorrect"):
            counterpart = case.getparent().find("xml/correct/*") if schema.tag == "correct" else None
            found.append((schema.text or "", copy.deepcopy(counterpart) if counterpart is not None else None))
    return found


def read(text: str) -> etree._Element:
    """The schema in XML syntax, when its values are values of their datatypes."""
    root = compact(text.encode(), "t.rnc")
    for value in root.iter(f"{{{RNG}}}value"):
        library, kind = value.get("datatypeLibrary", ""), value.get("type", "token")
        context = {prefix or "": uri for prefix, uri in value.nsmap.items()}
        if datatype(library, kind, (), context).value(value.text or "", context) is None:
            raise TeiError("V005", f"no {kind}")
    return root


def test_the_published_suite_holds(data: Path) -> None:
    found = cases(data)
    assert len(found) == 88
    for text, wanted in found:
        if wanted is None:
            with pytest.raises(TeiError) as caught:
                read(text)
            assert caught.value.finding.code == "V005", text
        else:
            assert meaning(read(text)) == meaning(wanted), text


# What a schema in compact syntax is in XML syntax, without the namespace of RELAX NG.
SAID = {
    "element a { text }": "<element><name>a</name><text/></element>",
    "default namespace = 'u' element a { empty }": '<element><name ns="u">a</name><empty/></element>',
    "default namespace p = 'u' attribute a { p }": '<attribute><name ns="">a</name><ref name="p"/></attribute>',
    "default namespace = inherit element a { b }": '<element><name>a</name><ref name="b"/></element>',
    "namespace p = 'u' element p:a { b }": '<element><name ns="u">a</name><ref name="b"/></element>',
    "element element { \\element }": '<element><name>element</name><ref name="element"/></element>',
    "element xml:a { empty }": f'<element><name ns="{XML}">a</name><empty/></element>',
    "a | b | c": '<choice><ref name="a"/><ref name="b"/><ref name="c"/></choice>',
    "a & b+": '<interleave><ref name="a"/><oneOrMore><ref name="b"/></oneOrMore></interleave>',
    "a, (b | c)?": '<group><ref name="a"/><optional><choice><ref name="b"/><ref name="c"/></choice></optional></group>',
    "(((a)))*": '<zeroOrMore><ref name="a"/></zeroOrMore>',
    "a-b.c": '<ref name="a-b.c"/>',
    "mixed { list { a } }": '<mixed><list><ref name="a"/></list></mixed>',
    "notAllowed": "<notAllowed/>",
    '"a"': "<value>a</value>",
    '""': "<value/>",
    "string 'a'": '<value datatypeLibrary="" type="string">a</value>',
    "datatypes d = 'u:d' d:x 'a'": '<value datatypeLibrary="u:d" type="x">a</value>',
    "datatypes d = 'u:d' d:x { element = 'a' b = '''c''' ~ \"d\" }": (
        '<data datatypeLibrary="u:d" type="x"><param name="element">a</param><param name="b">cd</param></data>'
    ),
    "token - ('a' | 'b')": (
        '<data datatypeLibrary="" type="token"><except><choice><value>a</value><value>b</value></choice></except></data>'
    ),
    "token { } - 'a'": '<data datatypeLibrary="" type="token"><except><value>a</value></except></data>',
    "element * - (a | p:b | q:*) { x }": None,
    "namespace q = 'v' element * - (a | q:b | q:* - c) { x }": None,
    "namespace q = 'v' attribute * - (a | q:b | q:*) { x }": (
        '<attribute><anyName><except><choice><name ns="">a</name><name ns="v">b</name><nsName ns="v"/></choice>'
        '</except></anyName><ref name="x"/></attribute>'
    ),
    "namespace q = 'v' element q:* - (q:b | q:c) | d { x }": None,
    "namespace q = 'v' element (q:* - (q:b | q:c)) | d { x }": (
        '<element><choice><nsName ns="v"><except><choice><name ns="v">b</name><name ns="v">c</name></choice></except>'
        '</nsName><name>d</name></choice><ref name="x"/></element>'
    ),
    "external 'a.rnc'": '<externalRef href="a.rnc"/>',
    "namespace p = 'u' external 'a.rnc' inherit = p": '<externalRef href="a.rnc" ns="u"/>',
    "default namespace = 'u' include 'a.rnc'": '<grammar><include href="a.rnc" ns="u"/></grammar>',
    "include 'a.rnc' { start = b div { c &= d } }": (
        '<grammar><include href="a.rnc"><start><ref name="b"/></start>'
        '<div><define name="c" combine="interleave"><ref name="d"/></define></div></include></grammar>'
    ),
    "include 'a.rnc' { include 'b.rnc' }": None,
    "grammar { start |= parent a }": '<grammar><start combine="choice"><parentRef name="a"/></start></grammar>',
    "": "<grammar/>",
    "# nothing": "<grammar/>",
    "start = a b = c": '<grammar><start><ref name="a"/></start><define name="b"><ref name="c"/></define></grammar>',
    "## one\n## two\n\n## three\nstart = a": (
        "<grammar><start><a:documentation>one\ntwo</a:documentation><a:documentation>three</a:documentation>"
        '<ref name="a"/></start></grammar>'
    ),
    "element a { ## English\n 'en' |\n ## Japanese\n 'jp' }": (
        "<element><name>a</name><choice><value>en</value><a:documentation>English</a:documentation>"
        "<value>jp</value><a:documentation>Japanese</a:documentation></choice></element>"
    ),
    "namespace n = 'u:n' [ n:a = 'b' n:c [ d = 'e' 'f' ] ] text >> n:g []": None,
    "namespace n = 'u:n' (x >> n:g [], [ n:a = 'b' ] text)": (
        '<group><ref name="x"/><n:g xmlns:n="u:n"/><text n:a="b" xmlns:n="u:n"/></group>'
    ),
    "namespace n = 'u:n' [ n:a = 'b' ] (x)": '<group n:a="b" xmlns:n="u:n"><ref name="x"/></group>',
    "namespace n = 'u:n' [ n:a = 'b' ] (x, y)": '<group n:a="b" xmlns:n="u:n"><ref name="x"/><ref name="y"/></group>',
    "namespace n = 'u:n' [ n:a = 'b' ] (x+ >> n:c [])": None,
    "namespace n = 'u:n' grammar { n:c [] start = x n:c [ 'y' ] }": (
        '<grammar xmlns:n="u:n"><n:c/><start><ref name="x"/></start><n:c>y</n:c></grammar>'
    ),
    "(a, b)*": '<zeroOrMore><group><ref name="a"/><ref name="b"/></group></zeroOrMore>',
    "element a { \\x{78} }": '<element><name>a</name><ref name="x"/></element>',
    "element a { \\\\x{78} }": '<element><name>a</name><ref name="x"/></element>',
    "'\\xx{4E2D}\\x{5C}x{5C}'": "<value>中\\x{5C}</value>",
}


@pytest.mark.parametrize("text", SAID)
def test_each_construction_becomes_its_elements(text: str) -> None:
    said = SAID[text]
    if said is None:
        with pytest.raises(TeiError) as caught:
            compact(text.encode(), "t.rnc")
        assert caught.value.finding.code == "V005"
        assert caught.value.finding.line and caught.value.finding.column
        return
    spaces = f'xmlns="{RNG}" xmlns:a="http://relaxng.org/ns/compatibility/annotations/1.0"'
    wanted = parse(f"<t {spaces}>{said}</t>".encode()).getroot()[0]
    assert exact(compact(text.encode(), "t.rnc")) == exact(wanted)


def exact(element: etree._Element) -> Meaning:
    return (
        element.tag,
        element.text,
        tuple(sorted(element.items())),
        tuple((exact(child), child.tail) for child in element),
    )


# A schema that is wrong; line and column; a piece of what is said, and of the advice.
WRONG = [
    ("element a { }", 1, 13, '"}" stands where a pattern is expected', "{ empty }"),
    ("element a {\n text", 2, 6, 'the end of the schema stands where "}"', ""),
    ("element a { b, c | d }", 1, 18, '"," and "|" stand side by side', "( … )"),
    ("element a { p:b }", 1, 13, 'the prefix "p" of datatypes is not declared', 'datatypes p = "…"'),
    ("element p:a { b }", 1, 9, 'the prefix "p" is not declared', 'namespace p = "…"'),
    ("start = a\nb = element", 2, 12, "the end of the schema stands where the name of an element", ""),
    ("start = a, list", 1, 16, 'the end of the schema stands where "{"', ""),
    ("start = element a { div }", 1, 21, '"div" stands where a pattern', '"\\div"'),
    ("element a { text } b", 1, 20, 'the name "b" stands where the end', "name = pattern"),
    ("element a { text ** }", 1, 19, '"*" after "*"', "one of ? * +"),
    ("'a", 1, 1, "not closed", "'''"),
    ("'''a''", 1, 6, "not closed", "'''"),
    ("start = %", 1, 9, '"%" means nothing here', ""),
    ("start = a\u0000", 1, 10, "U+0000", "remove"),
    ("start = \\x{41", 1, 9, "escape", "hexadecimal"),
    ("\\x{73}tart = a b", 1, 17, "the end of the schema stands where", ""),
    ("start = a\r\n\r\n = b", 3, 2, '"=" stands where a definition', ""),
    ("element a { ## lost\n }", 2, 2, '"}" stands where a pattern', ""),
    ("## lost\nnamespace a = 'b'", 2, 1, '"namespace" stands where', ""),
    ("include 'a#b'", 1, 9, "cannot be the URI", ""),
    ("namespace a = 'b' namespace a = 'c'", 1, 29, "declared twice", ""),
    ("default namespace = 'b' default namespace = 'c'", 1, 43, "declared twice", ""),
    ("datatypes d = 'b'", 1, 11, "no absolute URI", ""),
    ("datatypes xsd = 'b:c'", 1, 11, "stands for http", ""),
    ("namespace q = 'a b' [ q:a = 'b' ] text", 1, 23, "no URI", ""),
    ("namespace q = inherit [ q:a = 'b' ] text", 1, 25, "inherited namespace", ""),
    ("text - 'a'", 1, 6, "from a datatype only", ""),
    ("element a - b { c }", 1, 11, "from * or ns:* only", ""),
    ("element a { b } >> c []", 1, 1, "cannot follow the only pattern", ""),
    ("start = \u3400", 1, 9, "is not a name", ""),
]


@pytest.mark.parametrize(("text", "line", "column", "said", "advice"), WRONG)
def test_what_is_wrong_is_told_with_its_place(text: str, line: int, column: int, said: str, advice: str) -> None:
    with pytest.raises(TeiError) as caught:
        compact(text.encode(), "t.rnc")
    found = caught.value.finding
    assert (found.code, found.file, found.line, found.column) == ("V005", "t.rnc", line, column)
    assert said in found.message
    assert advice in found.hint


def test_each_element_knows_its_line() -> None:
    root = compact(b"start =\n  element a {\n    b,\n    c*\n  }\n\nb = text\nc =\n empty", "t.rnc")
    lines = [(etree.QName(e).localname, e.sourceline) for e in root.iter()]
    assert lines == [
        ("grammar", 1), ("start", 1), ("element", 2), ("name", 2), ("group", 3), ("ref", 3), ("zeroOrMore", 4),
        ("ref", 4), ("define", 7), ("text", 7), ("define", 8), ("empty", 9),
    ]  # fmt: skip


def test_lines_beyond_what_libxml2_can_count_are_no_trouble() -> None:
    assert compact(b"\n" * 70_000 + b"element a { empty }", "t.rnc").sourceline == 65_534


def test_a_schema_may_be_in_utf_8_or_utf_16() -> None:
    text = "element 書 { '\u4e2d\U00020000' }"
    plain = exact(compact(text.encode(), "t.rnc"))
    for data in (
        text.encode("utf-8-sig"),
        text.encode("utf-16"),
        "\ufeff".encode("utf-16-be") + text.encode("utf-16-be"),
    ):
        assert exact(compact(data, "t.rnc")) == plain


@pytest.mark.parametrize("data", [b"start = \xff", b"\xff\xfes\0t", b"\xef\xbb\xbfa\xe4\xb8", b"start = \n'\xe4'"])
def test_bytes_that_are_no_text_are_refused(data: bytes) -> None:
    with pytest.raises(TeiError) as caught:
        compact(data, "t.rnc")
    assert caught.value.finding.code == "V005"
    assert "UTF" in caught.value.finding.message


def test_an_unprefixed_qname_is_in_the_namespace_of_relax_ng_as_the_specification_says() -> None:
    assert compact(b"namespace p = 'u' element a { xsd:QName 'p:b' }", "t.rnc").nsmap == {None: RNG, "p": "u"}


@pytest.mark.parametrize(
    "text",
    [
        "(" * 10_000 + "a" + ")" * 10_000,
        "(" * 10_000,
        "element a {" * 10_000 + "empty" + "}" * 10_000,
        "element " + "(" * 10_000 + "a" + ")" * 10_000 + " { empty }",
        "list { " * 10_000,
        "div { " * 10_000 + "}" * 10_000,
        "a [ " * 10_000 + "]" * 10_000,
        "start = " + "grammar { start = " * 10_000 + "a" + "}" * 10_000,
        "start = token - " + "(" * 10_000 + "a" + ")" * 10_000,
        "~".join(["'a'"] * 10_000),
        " | ".join(["a"] * 10_000),
    ],
    ids=lambda text: text[:12],
)
def test_deep_nesting_is_harmless(text: str) -> None:
    try:
        assert sum(1 for _ in compact(text.encode(), "t.rnc").iter()) >= 1
    except TeiError as error:
        assert error.finding.code == "V005"


WORDS = r"""element attribute { } ( ) [ ] a p:b p:* * - | , & + ? = |= &= >> ~ 'x' "y" text empty list mixed grammar start
div include external inherit parent namespace default datatypes string token notAllowed # ## \a \x{41} '"""
PIECES = st.sampled_from((*WORDS.split(), "'''", '"""', "\n", "## doc\n", "# note\n"))


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.text(), st.lists(PIECES, max_size=30).map(" ".join)))
@example("start = \\x{D}")
@example("a [ b [ 'c' d = 'e' ] ]")
@example("namespace p = '\u0085' p:b [ p:b = '' ]")
def test_every_text_gives_a_schema_or_a_finding(text: str) -> None:
    try:
        root = compact(text.encode("utf-8", "surrogatepass"), "t.rnc")
    except TeiError as error:
        found = error.finding
        assert found.code == "V005" and found.line and found.column and found.message
    else:
        assert str(root.tag).startswith(f"{{{RNG}}}")


@given(st.binary())
def test_all_bytes_give_a_schema_or_a_finding(data: bytes) -> None:
    try:
        compact(data, "t.rnc")
    except TeiError as error:
        assert error.finding.code == "V005"


ATOMS = st.sampled_from(("a", "text", "'v'", "empty", "\\list", "xsd:date", "token { x = 'y' }", "parent b"))
PATTERNS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.tuples(st.sampled_from(" | , &".split()), st.lists(inner, min_size=2, max_size=4)).map(
            lambda t: "(" + f" {t[0]} ".join(t[1]) + ")"
        ),
        st.tuples(inner, st.sampled_from("?*+")).map(lambda t: f"({t[0]}){t[1]}"),
        st.tuples(st.sampled_from(("element x", "attribute *", "list", "mixed")), inner).map(
            lambda t: f"{t[0]} {{{t[1]}}}"
        ),
    ),
    max_leaves=12,
)


@given(PATTERNS, st.sampled_from((" ", "\n", "\t", " # note\n")))
def test_white_space_and_comments_between_tokens_change_nothing(pattern: str, space: str) -> None:
    assert exact(compact(pattern.encode(), "t")) == exact(compact(pattern.replace(" ", space).encode(), "t"))


@given(PATTERNS)
def test_parentheses_around_a_pattern_change_nothing(pattern: str) -> None:
    assert exact(compact(pattern.encode(), "t")) == exact(compact(f"( {pattern} )".encode(), "t"))
