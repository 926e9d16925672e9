"""Well-formedness: where the fault is, what stands there, what to write; and nothing that can be read does harm."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

from tei.check import Options, check
from tei.report import Finding, TeiError
from tei.xml import parse, xpath_of
from tei.xml.encoding import EncodingError, utf8
from tei.xml.wellformed import faults, first_of

RNG = """<grammar xmlns="http://relaxng.org/ns/structure/1.0"
  datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"><start><ref name="x"/></start>
  <define name="x"><element><anyName/><zeroOrMore><choice><attribute><anyName/></attribute><text/><ref name="x"/></choice>
  </zeroOrMore></element></define></grammar>"""


@pytest.fixture
def anything(tmp_path: Path) -> Path:
    """A schema that refuses nothing."""
    path = tmp_path / "anything.rng"
    path.write_text(RNG, "utf-8")
    return path


# document → line, column, what the message says, what the hint says
FAULTS: dict[bytes, tuple[int, int, str, str]] = {
    b"<TEI>\n  <p>x</s>\n</TEI>": (
        2,
        7,
        '</s> closes nothing: the element that is open is "p" of line 2',
        "write </p>",
    ),
    b"<p>\n<hi>a</p>": (2, 6, '</p> would close "p" of line 1, but "hi" (line 2) within it is still open', "</hi>"),
    b"<x><y>": (1, 7, 'the file ends, but "y" (line 1) and "x" (line 1) are open', "</y></x>"),
    b"<x>a & b</x>": (1, 6, 'a bare "&"', "&amp;"),
    b"<x>a &b c</x>": (1, 6, 'a bare "&"', "&amp;"),
    b'<x a="b&c"/>': (1, 8, 'a bare "&"', "&amp;"),
    b"<x>&amp b</x>": (1, 4, '"&amp" lacks its ";"', "&amp;"),
    b"<x>a < b</x>": (1, 6, 'a bare "<"', "&lt;"),
    b'<x a="b<c"/>': (1, 8, '"<" may not stand in the value of "a" on <x>', "&lt;"),
    b'<x a="v>text</x>\n<y b="c">': (1, 4, 'the value of "a" on <x> has no end', "where it ends"),
    b"<x>&nbsp;</x>": (1, 4, 'the entity "&nbsp;" is not declared', "&#xA0;"),
    b'<x a="&eacute;"/>': (1, 7, 'the entity "&eacute;" is not declared', "é"),
    b"<x>&foo;</x>": (1, 4, 'the entity "&foo;" is not declared', "the character itself"),
    b'<x a="1" b="2" a="3"/>': (1, 16, 'the attribute "a" stands twice on <x>', "remove"),
    b"<x a=1/>": (1, 4, 'the value of "a" on <x> is not in quotation marks', 'a="…"'),
    "<x a=“1”/>".encode(): (1, 4, 'the value of "a" on <x> is not in quotation marks', "straight"),
    b"<x a/>": (1, 4, 'the attribute "a" of <x> has no value', 'a="…"'),
    b'<x a="1"b="2"/>': (1, 9, "a space is missing", "space"),
    b"<x": (1, 1, "the tag <x has no end", ">"),
    b"<x><a.b<c></x>": (1, 4, "the tag <a.b is not closed before the next one begins", ">"),
    b"<x></ x>": (1, 4, "is no end tag", "no space"),
    b"</p>": (1, 1, "</p> closes nothing", "take it away"),
    b"<x/><y/>": (1, 5, "<y> comes after the end of the root", "one root"),
    b"<x/>junk": (1, 5, 'text comes after the end of the root: "junk"', "take it away"),
    b"<x/></x>": (1, 5, "</x> closes nothing: the document has ended", "take it away"),
    b"junk<x/>": (1, 1, 'text stands before the root: "junk"', "is it XML?"),
    b'\n<?xml version="1.0"?><x/>': (2, 1, "the XML declaration must come first", "take away what stands before"),
    b"<x><?xml version='1.0'?></x>": (
        1,
        4,
        "an XML declaration stands within the document",
        "one file put into another",
    ),
    b"<x><!-- a -- b --></x>": (1, 11, '"--" may not stand within a comment', "- -"),
    b"<x><!-- a</x>": (1, 4, "this comment has no end", "-->"),
    b"<x><![CDATA[ a</x>": (1, 4, "this CDATA section has no end", "]]>"),
    b"<x>]]></x>": (1, 4, '"]]>" may not stand in text', "]]&gt;"),
    b"<x>\x01</x>": (1, 4, "the character U+0001 cannot stand in XML", "take it away"),
    b"<x>&#0;</x>": (1, 4, '"&#0;" is no character that XML can hold', "take it away"),
    b"\x00\x01": (1, 1, "U+0000", "is it the right file?"),
    b"": (1, 1, "the file is empty", "one element"),
    b" \n": (1, 1, "the file is empty", "one element"),
    b"<q:r/>": (1, 1, 'the prefix "q" of <q:r> is not declared', "xmlns:q"),
    b'<x xlink:href="a"/>': (1, 1, 'the prefix "xlink" of "xlink:href" on <x> is not declared', "1999/xlink"),
    b'<x xmlns:a=""/>': (1, 1, 'xmlns:a="" on <x> binds the prefix to nothing', "namespace"),
    b"<?a:b?><x/>": (1, 1, 'the name of the instruction "<?a:b" has a colon', "without"),
    b'<x xmlns="h~tp://x.org"/>': (1, 1, 'the namespace "h~tp://x.org" on <x> is no URI', "spelt"),
    b"<x>\rcaf\xc3\xa9\r\n\xe9</x>": (3, 1, "is not UTF-8", 'in Windows-1252 it is "é"'),
    b"\xef\xbb\xbf\xef\xbb\xbf<x/>": (1, 1, "a second byte order mark", "take it away"),
    b"<x>\n\xe9</x>": (2, 1, "the byte 0xE9 (byte 4, counted from 0) is not UTF-8", "windows-1252"),
    b'<?xml version="1.0" encoding="foo"?><x/>': (1, 31, 'the encoding "foo" is not known', "UTF-8"),
    b'<!DOCTYPE x [<!ENTITY a "&b;"><!ENTITY b "&a;">]><x>&a;</x>': (1, 53, 'the entity "&a;" holds itself', "DOCTYPE"),
    b'<!DOCTYPE x [<!ENTITY a "<b>">]><x>&a;</x>': (1, 36, "a start tag without its end tag", "DOCTYPE"),
    b"<!DOCTYPE x [<!ELEMENT>]><x/>": (1, 23, "the DOCTYPE is not right", "mend it"),
    "<x>\n<p>中文 & 字</p></x>".encode(): (2, 7, 'a bare "&" stands here: "& 字</p></x>"', "&amp;"),
    "<x>中文 & 字</x>".encode("utf-16"): (1, 7, 'a bare "&"', "&amp;"),
    '<?xml version="1.0" encoding="gb18030"?><x>中文 & 字</x>'.encode("gb18030"): (1, 47, 'a bare "&"', "&amp;"),
}


@pytest.mark.parametrize("document", FAULTS)
def test_a_fault_is_told_with_its_place_and_the_way_out(document: bytes) -> None:
    (found,) = check(document, "a.xml")
    line, column, message, hint = FAULTS[document]
    assert (found.code, found.line, found.column, found.severity) == ("V001", line, column, "error")
    assert message in found.message and hint in found.hint


def test_several_faults_of_one_document_are_told_at_once() -> None:
    document = b"""<x>
<p>a & b &nbsp; c</p><q:r/>
<p a="1" a="2"><hi>x</p>
<p>y</s>
<b><i>z</b></i> q</x>"""
    found = check(document, "a.xml")
    assert [(f.line, f.column) for f in found] == [(2, 6), (2, 10), (2, 22), (3, 10), (3, 21), (4, 5), (5, 8)]
    assert "overlap" not in found[-1].message and '"i" (line 5)' in found[-1].message


def test_one_cause_is_one_fault_though_elements_overlap() -> None:
    assert len(check(b"<x><b><i>z</b></i></x>", "a.xml")) == 1
    assert len(check(b"<x>" + b"<p>a & b</p>" * 100 + b"</x>", "a.xml")) == 20


def test_the_same_document_mended_is_well_formed() -> None:
    assert faults(b"<x><p>a &amp; b &#xA0; c</p><p a='1'><hi>x</hi></p></x>") == []


@pytest.mark.parametrize(
    "document", [d for d in FAULTS if d.strip() and b"\xe9" not in d and b"h~tp" not in d and d[:1] in b"<j"]
)
def test_a_streamed_document_has_the_same_first_fault(document: bytes, tmp_path: Path, anything: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(document)
    found = [f for f in check(path, "a.xml", [anything], options=Options(stream=True)) if f.code == "V001"]
    line, column, _, _ = FAULTS[document]
    assert found and found[0].line == line
    if b"<c" not in document and b"encoding" not in document:
        assert found[0].column == column


# -- entities: as Jing has them


def messages(document: str | bytes, schemas: list[Path]) -> list[tuple[str, str]]:
    data = document.encode() if isinstance(document, str) else document
    return [(f.code, f.severity) for f in check(data, "a.xml", schemas)]


def test_entities_that_a_document_declares_itself_are_written_out(tmp_path: Path, anything: Path) -> None:
    head = '<!DOCTYPE x [<!ENTITY uuml "ü"><!ENTITY part "<y xml:id=\'y\'>&uuml;</y>">]>'
    assert messages(head + '<x a="&uuml;">&uuml;&part;</x>', [anything]) == []
    tree = parse((head + '<x a="&uuml;">&uuml;&part;</x>').encode(), expand=True)
    assert (tree.getroot().get("a"), tree.findtext("y")) == ("ü", "ü")
    schema = tmp_path / "a.rng"
    schema.write_text(
        '<element name="x" xmlns="http://relaxng.org/ns/structure/1.0" datatypeLibrary='
        '"http://www.w3.org/2001/XMLSchema-datatypes"><data type="integer"/></element>',
        "utf-8",
    )
    assert messages('<!DOCTYPE x [<!ENTITY n "12">]><x>&n;</x>', [schema]) == []
    assert messages('<!DOCTYPE x [<!ENTITY n "twelve">]><x>&n;</x>', [schema]) == [("V002", "error")]


def test_what_stands_in_entities_is_looked_at_by_all_engines(tmp_path: Path) -> None:
    sch = tmp_path / "a.sch"
    sch.write_text(
        '<schema xmlns="http://purl.oclc.org/dsdl/schematron"><pattern><rule context="y">'
        '<assert test="@z">no z</assert></rule></pattern></schema>',
        "utf-8",
    )
    assert messages('<!DOCTYPE x [<!ENTITY y "<y/>">]><x>&y;</x>', [sch]) == [("V003", "error")]


@pytest.mark.parametrize(
    "document",
    [
        '<!DOCTYPE x [<!ENTITY e SYSTEM "SECRET">]><x>&e;</x>',
        '<!DOCTYPE x [<!ENTITY e SYSTEM "SECRET"><!ENTITY y "why">]><x>&y;&e;</x>',
        '<!DOCTYPE x SYSTEM "SECRET"><x/>',
        '<!DOCTYPE x SYSTEM "SECRET"><x>&nbsp;</x>',
        '<!DOCTYPE x [<!ENTITY % p SYSTEM "SECRET">%p;]><x/>',
    ],
)
def test_what_lies_outside_is_not_read_and_this_is_said(document: str, tmp_path: Path, anything: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("TOP SECRET", "utf-8")
    found = check(document.replace("SECRET", secret.as_uri()).encode(), "a.xml", [anything])
    assert {f.code for f in found} == {"V010"}
    assert all("TOP SECRET" not in f"{f.message}{f.hint}" for f in found)


def test_a_bomb_of_entities_is_refused(anything: Path, tmp_path: Path) -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "ha">' + b"".join(
        b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(12)
    )
    bomb += b"]><x>&m;</x>"
    (found,) = check(bomb, "a.xml", [anything])
    assert found.code == "V001" and "hundred times" in found.message
    path = tmp_path / "a.xml"
    path.write_bytes(bomb)
    assert "hundred times" in check(path, "", [anything], options=Options(stream=True))[0].message


def test_xml_1_1_is_said_to_be_read_as_1_0(anything: Path) -> None:
    assert messages('<?xml version="1.1"?><x/>', [anything]) == [("V011", "warning")]


# -- encodings


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "big5", "cp1252"]
)
def test_encodings_are_understood(encoding: str, anything: Path) -> None:
    text = "é" if encoding == "cp1252" else "中文"
    head = "" if encoding.startswith("utf") else f'<?xml version="1.0" encoding="{encoding}"?>'
    data = f"{head}<x>{text}</x>".encode(encoding)
    assert text.encode() in utf8(data)
    assert check(data, "a.xml", [anything]) == []


def test_an_encoding_that_is_none_is_refused() -> None:
    for name in ("base64", "rot13", "nothing"):
        with pytest.raises(EncodingError):
            utf8(f'<?xml version="1.0" encoding="{name}"?><x/>'.encode())


# -- deep, wide and large


def test_ten_thousand_levels_are_checked(anything: Path) -> None:
    deep = b"<x>" * 10_000 + b"</x>" * 10_000
    assert check(deep, "a.xml", [anything]) == []
    assert [f.code for f in check(deep.replace(b"</x>", b"<a:b/></x>", 1), "a.xml", [anything])] == ["V001"]
    innermost = max(parse(deep).getroot().iter(), key=lambda e: sum(1 for _ in e.iterancestors()), default=None)
    assert innermost is not None and xpath_of(innermost).count("/") < 500


def test_more_levels_than_one_can_hold_are_refused(anything: Path) -> None:
    assert [f.code for f in check(b"<x>" * 30_000 + b"</x>" * 30_000, "a.xml", [anything])] == ["V012"]
    assert [f.code for f in check(b"<x>" * 3_000_000, "a.xml", [anything])] == ["V012"]


def test_two_hundred_thousand_siblings_are_checked_and_the_last_has_its_line(anything: Path) -> None:
    wide = b'<TEI xmlns="http://www.tei-c.org/ns/1.0">' + b"\n<p/>" * 200_000 + b'\n<p corresp="#no"/></TEI>'
    (found,) = check(wide, "a.xml", [anything])
    assert (found.code, found.line, found.column) == ("R002", 200_002, 1)
    assert found.xpath == "/tei:TEI/tei:p[200001]"


def test_a_document_of_any_size_is_streamed_in_little_memory(tmp_path: Path, anything: Path) -> None:
    path = tmp_path / "large.xml"
    with path.open("wb") as file:
        file.write(b"<x>\n")
        line = b'<p n="1">' + b"word " * 200 + b"</p>\n"
        for _ in range(20_000_000 // len(line)):
            file.write(line)
        file.write(b"</x>")
    program = (
        "import resource, sys; from pathlib import Path; from tei.check import Options, check\n"
        "found = check(Path(sys.argv[1]), '', [Path(sys.argv[2])], options=Options(stream=True))\n"
        "print([f.code for f in found], resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )

    def used(document: Path) -> tuple[str, int]:
        done = subprocess.run(
            [sys.executable, "-c", program, document, anything],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        codes, memory = done.stdout.rsplit(" ", 1)
        return codes, int(memory)

    small = tmp_path / "small.xml"
    small.write_text("<x/>", "utf-8")
    (codes, large), (_, least) = used(path), used(small)
    assert codes == "['V015']"
    unit = 1 if sys.platform == "darwin" else 1024
    assert (large - least) * unit < 8 << 20


def test_a_streamed_document_is_held_against_relax_ng(tmp_path: Path) -> None:
    schema = tmp_path / "a.rng"
    schema.write_text('<element name="x" xmlns="http://relaxng.org/ns/structure/1.0"><empty/></element>', "utf-8")
    path = tmp_path / "a.xml"
    path.write_text('<?xml-model href="a.rng"?>\n<x><y/></x>', "utf-8")
    found = check(path, options=Options(stream=True))
    assert [(f.code, f.line) for f in found] == [("V002", 2), ("V015", None)]
    path.write_text('<?xml-model href="a.rng"?>\n<x><y></x>', "utf-8")
    assert [(f.code, f.line, f.column) for f in check(path, options=Options(stream=True))] == [("V001", 2, 7)]
    path.write_text("<x>&nbsp;</x>", "utf-8")
    (tmp_path / "a.sch").write_text('<schema xmlns="http://purl.oclc.org/dsdl/schematron"/>', "utf-8")
    assert [f.code for f in check(path, "", [tmp_path / "a.sch"], options=Options(stream=True))] == ["V001"]
    assert [f.code for f in check(tmp_path / "none.xml", options=Options(stream=True))] == ["G001"]


# -- laws

PIECES = st.sampled_from(
    [b"<", b">", b"&", b";", b"/", b"</x>", b"<x>", b"<x a='", b'"', b"'", b"<!--", b"-->", b"<?", b"?>", b"<![CDATA[", b"]]>",
     b"<!DOCTYPE x [", b"<!ENTITY a 'b'>", b"]>", b"&a;", b"&#1;", b"x:y", b"xmlns:x='u'", b"\x00", b"\xff", b"\xef\xbb\xbf",
     "中".encode(), b"\n", b" ", b"=", b"<?xml version='1.0' encoding='utf-16'?>", b"xml:id='a'", b"<?xml-model href='a.rng'?>",
     b"<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='b'/>", b"#a"]
)  # fmt: skip
BYTES = st.binary(max_size=60) | st.lists(PIECES, max_size=25).map(b"".join)


@settings(max_examples=400, deadline=None)
@given(BYTES, st.booleans())
def test_no_bytes_whatsoever_make_a_traceback(data: bytes, xinclude: bool) -> None:
    found = check(
        data, "a.xml", [ROOT / "schemas" / "edition.rng"], options=Options(xinclude=xinclude, dtd=True, hints=True)
    )
    assert all(isinstance(f, Finding) and f.message for f in found)


@settings(max_examples=300, deadline=None)
@given(BYTES)
def test_a_document_has_faults_if_and_only_if_it_has_no_tree(data: bytes) -> None:
    try:
        parse(data, expand=True)
    except TeiError as error:
        assert error.finding.code == "V001" and error.finding.line and error.finding.column
    else:
        assert faults(data) == [] or re.search(rb"encoding|[\xc0-\xff]", data)


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=25).map(b"".join), st.integers(1, 7))
def test_a_fault_does_not_depend_on_how_the_document_is_cut(data: bytes, size: int) -> None:
    whole = first_of([data])
    cut = first_of([data[at : at + size] for at in range(0, len(data), size)])
    assert (whole is None) == (cut is None)
