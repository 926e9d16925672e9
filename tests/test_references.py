"""References: every pointer arrives, values mean something, identifiers have the form and check digit that they need."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei.check.references import POINTERS, validate
from tei.check.references.chains import chains
from tei.check.references.dates import bounds, wrong
from tei.check.references.identifiers import AUTHORITIES
from tei.check.references.languages import fault
from tei.check.references.prefixes import compiled
from tei.check.references.survey import survey
from tei.report import Finding
from tei.xml import parse

Codes = list[tuple[str, str]]


def found(body: str, folder: Path = Path(), name: str = "a.xml") -> list[Finding]:
    data = f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{body}</TEI>'.encode()
    return list(validate(parse(data), name, data, folder))


def codes(body: str, folder: Path = Path()) -> Codes:
    return [(f.code, f.severity) for f in found(body, folder)]


# -- ids and pointers


def test_an_id_twice_is_told_with_the_place_of_the_first() -> None:
    (one,) = found('\n<p xml:id="a"/>\n  <p xml:id="a"/>')
    assert (one.code, one.line, one.column, one.hint) == ("R001", 3, 3, "the first one is in line 2")


def test_ids_of_examples_do_not_count() -> None:
    example = '<egXML xmlns="http://www.tei-c.org/ns/Examples"><p xml:id="a" corresp="#nothing"/></egXML>'
    assert codes(f'<p xml:id="a"/>{example}{example}<p corresp="#a"/>') == []


@pytest.mark.parametrize("attribute", sorted(POINTERS))
def test_every_pointer_attribute_is_looked_at(attribute: str) -> None:
    element = sorted(POINTERS[attribute] or {"p"})[0]
    assert codes(f'<{element} {attribute}="#nothing"/>') == [("R002", "error")]
    assert codes(f'<{element} xml:id="a" {attribute}="#a"/>')[:1] in ([], [("R015", "error")], [("R017", "warning")])


def test_attributes_that_are_pointers_on_some_elements_only_are_left_alone_on_others() -> None:
    assert (
        codes('<locus from="1r" to="2v"/><date from="1959"/><move where="L"/><gi scheme="TEI"/><num value="4"/>') == []
    )


def test_pointers_of_other_namespaces_are_left_alone() -> None:
    assert codes('<svg xmlns="http://www.w3.org/2000/svg" target="#no"/>') == []


def test_a_dangling_pointer_is_told_with_the_id_that_may_be_meant() -> None:
    (one,) = found('<place xml:id="place.urumqi"/><name ref="#place.urumchi"/>')
    assert (one.code, one.hint) == ("R002", 'did you mean "#place.urumqi"?')
    assert one.xpath == "/tei:TEI/tei:name"


def test_every_pointer_of_a_list_is_looked_at() -> None:
    assert codes('<p xml:id="a"/><link target="#a #b #c"/>') == [("R002", "error")] * 2


@pytest.mark.parametrize(
    "value", ["", "#", "#xpath(//p[1])", "#range(a,b)", "#string-index(a,1)", "https://example.org/#a"]
)
def test_what_is_no_pointer_to_an_id_is_left_alone(value: str) -> None:
    assert codes(f'<ref target="{value}"/>') == []


def test_a_pointer_in_a_part_of_a_document_may_lead_to_another_part() -> None:
    data = b'<div xmlns="http://www.tei-c.org/ns/1.0"><p corresp="#a"/></div>'
    assert [(f.code, f.severity) for f in validate(parse(data), "a.xml", data)] == [("R002", "warning")]


# -- other files


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "people.xml").write_text('<list><p xml:id="goethe"/></list>', "utf-8")
    (tmp_path / "broken.xml").write_text('<list><p xml:id="goethe">', "utf-8")
    (tmp_path / "a b.png").write_bytes(b"")
    (tmp_path / "sub").mkdir()
    return tmp_path


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("people.xml", None),
        ("people.xml#goethe", None),
        ("./sub/../people.xml#goethe", None),
        ("people.xml#schiller", "R012"),
        ("broken.xml#schiller", None),  # what is not well-formed is told when it is checked itself
        ("a%20b.png", None),
        ("a%20b.png#xywh=1", None),
        ("sub", None),
        ("peple.xml#goethe", "R011"),
        ("here", "R010"),
        ("there", "R011"),
        ("www.example.org", "R011"),
        ("/srv/people.xml", "R018"),
        ("file:///srv/people.xml", "R018"),
        ("C:/people.xml", "R018"),
        ("https://", "R018"),
        ("http://server/x", None),
        ("http://#a", "R018"),
        ("//example.org/x", None),
        ("urn:isbn:9783161484100", None),
        ("mailto:a@example.org", None),
        ("psn:goethe", "R013"),
        ("x" * 5000, "R011"),
        ("a%00b", "R011"),
        ("{$path}/x.xml", None),
    ],
)
def test_pointers_beyond_the_document(value: str, code: str | None, project: Path) -> None:
    told = found(f'<p xml:id="here"/><ref target="{value}"/>', project)
    assert [f.code for f in told] == ([code] if code else [])


def test_what_is_missing_is_told_once(project: Path) -> None:
    body = '<ref target="no.xml#a no.xml#b"/><ref target="psn:a psn:b"/>'
    assert codes(body, project) == [("R011", "warning"), ("R013", "warning")]


def test_hints_name_what_is_meant(project: Path) -> None:
    hints = [
        f.hint for f in found('<p xml:id="here"/><ref target="here there www.example.org people.xml#goeth"/>', project)
    ]
    assert [re.findall('"([^"]*)"', hint) for hint in hints] == [
        ["#here"],
        ["#there"],
        ["https://www.example.org"],
        ["people.xml#goethe"],
    ]


def test_xml_base_is_what_pointers_are_seen_from(project: Path) -> None:
    assert codes('<div xml:base="sub/"><ref target="../people.xml#goethe"/></div>', project) == []
    assert codes('<div xml:base="sub/"><ref target="people.xml#goethe"/></div>', project) == [("R011", "warning")]
    assert codes('<div xml:base="sub/x.xml"><p xml:base=".."><ref target="people.xml"/></p></div>', project) == []
    assert codes('<div xml:base="https://example.org/"><ref target="people.xml"/></div>', project) == []


def test_ids_of_included_files_are_known(project: Path) -> None:
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="people.xml"/>'
    assert codes(f'{include}<p corresp="#goethe #schiller"/>', project) == [("R002", "error")]


# -- prefixes

PREFIX = '<prefixDef ident="psn" matchPattern="([a-z]+)" replacementPattern="people.xml#$1"/>'


@pytest.mark.parametrize(
    ("prefix", "value", "expected"),
    [
        (PREFIX, "psn:goethe", []),
        (PREFIX, "psn:goeth", [("R012", "error")]),
        (PREFIX, "psn:Goethe", [("R014", "error")]),
        (
            PREFIX + '<prefixDef ident="psn" matchPattern="[A-Z].*" replacementPattern="https://x.org/$0"/>',
            "psn:Goethe",
            [],
        ),
        ('<prefixDef ident="gnd" matchPattern="(.+)" replacementPattern="https://d-nb.info/gnd/$1"/>', "gnd:1", []),
        ('<prefixDef ident="psn" matchPattern="([a-z" replacementPattern="$1"/>', "psn:x", [("R014", "warning")]),
        ('<prefixDef ident="psn" matchPattern="((a+)+)b" replacementPattern="$1"/>', "psn:x", [("R014", "warning")]),
        ('<prefixDef ident="here" matchPattern="(.*)" replacementPattern="#$1"/>', "here:h", []),
        ('<prefixDef ident="here" matchPattern="(.*)" replacementPattern="#$1"/>', "here:i", [("R002", "error")]),
    ],
)
def test_prefixes_lead_where_their_definitions_say(prefix: str, value: str, expected: Codes, project: Path) -> None:
    assert codes(f'{prefix}<p xml:id="h"/><ref target="{value}"/>', project) == expected


@pytest.mark.parametrize(
    "pattern", ["(a+)+b", "(a|aa)+b", "(a*)*b", "((a?)){20,}b", "(x|(a+))*b", "a{1,99999999999999999999}"]
)
def test_a_pattern_that_might_take_for_ever_is_not_used(pattern: str) -> None:
    assert compiled(pattern)[0] is None


@pytest.mark.parametrize(
    "pattern", ["([a-z]+)", "(.+)", r"([A-Z]{1,4})(\d+)", "(a|b)c", "(abc)+", r"[(*+]\(x\)*", "(a)?(b)*"]
)
def test_usual_patterns_are_used(pattern: str) -> None:
    assert compiled(pattern)[0] is not None


def test_a_hostile_value_does_not_take_long() -> None:
    prefix = f'<prefixDef ident="p" matchPattern="{".*" * 20}x" replacementPattern="$0"/>'
    assert codes(f'{prefix}<ref target="p:{"y" * 5000}"/>') == []


# -- chains


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<l xml:id="a" next="#b"/><l xml:id="b" prev="#a"/>', []),
        ('<l xml:id="a" next="#a"/>', ["R015"]),
        ('<l xml:id="a" next="#b"/><l xml:id="b" next="#c"/><l xml:id="c" next="#a"/>', ["R015"]),
        ('<l xml:id="z" next="#a"/><l xml:id="a" next="#b"/><l xml:id="b" next="#a"/>', ["R015"]),
        ('<l xml:id="a" copyOf="#b"/><l xml:id="b" copyOf="#a"/>', ["R015"]),
        ('<l xml:id="a" sameAs="#b"/><l xml:id="b" sameAs="#a"/>', []),
        ('<l xml:id="a" sameAs="#a"/>', ["R015"]),
        ('<l xml:id="a" next="#b"/><l xml:id="b" prev="#c"/><l xml:id="c"/>', ["R016"]),
        ('<l xml:id="a" next="#b"/><l xml:id="c" next="#b"/><l xml:id="b"/>', []),
    ],
)
def test_chains_end(body: str, expected: list[str]) -> None:
    assert [f.code for f in found(body)] == expected


@given(st.lists(st.integers(0, 30), min_size=1, max_size=31))
def test_a_chain_has_a_circle_if_and_only_if_one_comes_back(following: list[int]) -> None:
    body = "".join(f'<l xml:id="n{n}" next="#n{to}"/>' for n, to in enumerate(following))
    data = f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{body}</TEI>'.encode()
    circles = set()
    for start in range(len(following)):
        trail, at = [], start
        while at < len(following) and at not in trail:
            trail.append(at)
            at = following[at]
        if at in trail:
            circles.add(frozenset(trail[trail.index(at) :]))
    told = [f for f in chains(survey(parse(data), "a.xml", data, Path())) if f.code == "R015"]
    assert len(told) == len(circles)


def test_a_chain_of_a_hundred_thousand_is_gone_through_at_once() -> None:
    body = "".join(f'<l xml:id="n{n}" next="#n{n + 1}"/>' for n in range(50_000))
    assert [f.code for f in found(f'{body}<l xml:id="n50000"/>')] == []


# -- kinds


def test_pointers_lead_to_the_kind_of_element_that_is_meant() -> None:
    assert codes('<place xml:id="a"/><add hand="#a"/><del hand="#a"/>') == [("R017", "warning")]
    assert codes('<handNote xml:id="h"/><rendition xml:id="r"/><add hand="#h" rendition="#r"/>') == []


# -- languages


@pytest.mark.parametrize(
    "tag",
    "en zh-Hans zh-Hant-TW de-AT sr-Latn-RS grc grc-Latn es-419 sl-rozaj-biske de-CH-1901 de-CH-x-phonebk x-klingon "
    "en-a-myext-b-another qaa-Qaaa-QM-x-southern zh-yue zh-cmn-Hans-CN i-default und mul zxx EN-us iu-Cans "
    "nan-Hani-TW en-GB-oxendict ja-Latn-hepburn".split(),
)
def test_tags_of_rfc_5646_are_tags(tag: str) -> None:
    assert fault(tag) is None


@pytest.mark.parametrize(
    "tag",
    ["en_GB", "e", "english-x", "a-DE", "de-419-DE", "en-", "-en", "en--GB", "x", "en x", "中文", "de-DE-1901-1901"],
)
def test_what_is_no_tag_is_refused(tag: str) -> None:
    assert (fault(tag) or ("",))[0] == "R020"


@pytest.mark.parametrize(
    ("tag", "better"),
    [
        ("eng", "en"),
        ("ger-AT", "de-AT"),
        ("jp", "ja"),
        ("iw", "he"),
        ("no-bok", "nb"),
        ("chi-Hans", "zh-Hans"),
        ("gr", "el"),
    ],
)
def test_a_better_tag_is_named(tag: str, better: str) -> None:
    told = fault(tag)
    assert told is not None and told[0] == "R021" and f'"{better}"' in told[2]


@pytest.mark.parametrize("tag", ["xq", "en-Qxyz", "de-YY", "english", "sh", "i-klingon"])
def test_parts_that_do_not_exist_or_are_out_of_use_are_told(tag: str) -> None:
    assert (fault(tag) or ("",))[0] == "R021"


def test_languages_are_told_once_and_only_where_they_are_languages() -> None:
    body = '<p xml:lang="en_GB"/><p xml:lang="en_GB"/><language ident="en_GB"/><attDef ident="en_GB"/><p xml:lang=""/>'
    assert [(f.code, f.message.split("=")[0]) for f in found(body)] == [("R020", "@xml:lang"), ("R020", "@ident")]
    assert found('<p xml:lang="en_GB"/>')[0].hint == 'write "en-GB"'
    assert codes('<textLang mainLang="en" otherLangs="la jp"/>') == [("R021", "warning")]


def test_a_language_that_the_header_does_not_list_is_noted() -> None:
    assert codes('<language ident="en"/><p xml:lang="la"/><p xml:lang="EN"/>') == [("R022", "info")]
    assert codes('<p xml:lang="la"/>') == []


# -- dates


@pytest.mark.parametrize(
    "value",
    "1959 1959-01 1959-01-12 1960-02-29 --01-12 ---12 --01 -0044-03-15 1959-01-12T14:00:00 1959-01-12T14:00:00.5Z "
    "14:00:00+08:00 24:00:00 1959-01-12T24:00:00 0000 12000-01-01 1959-01-12+08:00".split(),
)
def test_dates_are_dates(value: str) -> None:
    assert wrong(value) == ""
    assert codes(f'<date when="{value}"/>') == []


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("1959-02-30", "February 1959 has 28 days"),
        ("1959-13-01", "there is no month 13"),
        ("1959-04-31", "April 1959 has 30 days"),
        ("25:00:00", "a day has 24 hours"),
        ("1959-01-12T25:00:00", "a day has 24 hours"),
        ("12 January", "it is not in the form of ISO 8601"),
        ("59", "it is not in the form of ISO 8601"),
        ("", "it is empty"),
    ],
)
def test_what_is_no_date_is_told_with_the_reason(value: str, reason: str) -> None:
    assert wrong(value) == reason
    assert codes(f'<date when="{value}"/>') == [("R024", "error")]


@pytest.mark.parametrize(
    ("attributes", "code"),
    [
        ('notBefore="1959" notAfter="1958"', "R025"),
        ('notBefore="1959-02" notAfter="1959-01-31"', "R025"),
        ('notBefore="1959" notAfter="1959-03"', None),
        ('from="1959-03" to="1959"', None),
        ('from="-0044" to="-0045"', "R025"),
        ('from="-0045" to="-0044"', None),
        ('from="--02" to="--01"', None),
        ('notBefore="1960" to="1959"', "R025"),
        ('dur="P1Y2M3DT4H5M6S"', None),
        ('dur="3 days"', "R024"),
        ('when="1959" dur="PT"', "R024"),
    ],
)
def test_ranges_do_not_end_before_they_begin(attributes: str, code: str | None) -> None:
    assert [c for c, _ in codes(f"<date {attributes}/>")] == ([code] if code else [])


@given(st.dates(), st.dates())
def test_a_range_is_refused_if_and_only_if_it_ends_before_it_begins(begin: object, end: object) -> None:
    first, last = bounds(str(begin)), bounds(str(end))
    assert first is not None and last is not None
    assert (first[0] > last[1]) == (str(begin) > str(end))
    assert wrong(str(begin)) == ""


# -- identifiers

RIGHT = {
    "wikidata": "Q937 https://www.wikidata.org/wiki/Q937 http://www.wikidata.org/entity/Q937",
    "geonames": "2761369 https://www.geonames.org/2761369/vienna.html",
    "viaf": "75121530 http://viaf.org/viaf/75121530 viaf:75121530",
    "gnd": "118540238 4021477-1 4005728-8 11852786X 36164-1 https://d-nb.info/gnd/118540238",
    "orcid": "0000-0002-1825-0097 0000-0001-5109-3700 0000-0002-1694-233X https://orcid.org/0000-0002-1825-0097",
    "isni": "0000000121032683 https://isni.org/isni/0000000121032683",
    "isbn": "978-3-16-148410-0 3-16-148410-X 0306406152 9780306406157",
    "issn": "2049-3630 0317-8471 2434-561X",
    "doi": "10.1000/182 https://doi.org/10.1000/182 doi:10.1000/182",
    "lccn": "n79021164 sh85076502 no2003051247",
    "tgn": "7003321",
    "ulan": "500115588",
    "aat": "300026816 http://vocab.getty.edu/aat/300026816",
}
WRONG = {
    "wikidata": "937 https://www.wikidata.org/wiki/Vienna",
    "geonames": "A12",
    "viaf": "VIAF75",
    "gnd": "118540239 118-540 https://d-nb.info/gnd/118540239",
    "orcid": "0000-0002-1825-0098 0000-0002-1825",
    "isni": "0000000121032684",
    "isbn": "978-3-16-148410-1 3-16-148410-0 12345",
    "issn": "2049-3631 20493",
    "doi": "11.1000/182 10.1/x",
    "lccn": "79",
    "tgn": "70",
    "ulan": "300026816",
    "aat": "500115588",
}


@pytest.mark.parametrize("kind", sorted(AUTHORITIES))
def test_identifiers_have_the_form_of_their_authority(kind: str) -> None:
    for said in RIGHT[kind].split():
        assert codes(f'<idno type="{kind.upper()}">{said}</idno>') == [], said
    for said in WRONG[kind].split():
        ((code, severity),) = codes(f'<idno type="{kind}">{said}</idno>')
        assert code in ("R030", "R031") and severity == "warning", said


def test_addresses_of_authorities_are_looked_at_wherever_they_stand() -> None:
    assert codes('<name ref="https://d-nb.info/gnd/118540239"/>') == [("R031", "warning")]
    assert codes('<name sameAs="https://www.wikidata.org/wiki/Vienna"/>') == [("R030", "warning")]
    assert codes('<name ref="https://www.geonames.org/about.html"/>') == []


def test_other_kinds_of_numbers_are_left_alone() -> None:
    assert codes('<idno type="shelfmark">118540239</idno><idno>978-3</idno><idno type="ISBN"/>') == []


@pytest.mark.parametrize(
    ("kind", "right"), [("orcid", "0000000218250097"), ("isbn", "9783161484100"), ("issn", "20493630")]
)
@given(st.data())
def test_every_wrong_digit_is_noticed(kind: str, right: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(right) - 1))
    other = data.draw(st.sampled_from([d for d in "0123456789" if d != right[at]]))
    said = right[:at] + other + right[at + 1 :]
    assert AUTHORITIES[kind].fault(said) is not None
    assert AUTHORITIES[kind].fault(right) is None


# -- all of it


def test_real_documents_are_gone_through_quickly_and_quietly(data: Path) -> None:
    from time import perf_counter

    source = (data / "tei" / "schema" / "p5subset.xml").read_bytes()
    tree = parse(source, expand=True)
    start = perf_counter()
    told = list(validate(tree, "p5subset.xml", source))
    assert perf_counter() - start < 3  # 0.3 s on an idle machine
    assert {f.code for f in told} <= {"R002", "R011"} and len(told) < 10
    for path in sorted((data / "tei" / "documents").glob("*.xml")):
        document = path.read_bytes()
        for one in validate(parse(document, expand=True), str(path), document):
            assert one.line and one.column and one.message and one.hint, one
            json.dumps(one.message)


def test_findings_of_one_kind_come_in_the_order_of_the_document() -> None:
    told = found("".join(f'\n<p corresp="#n{n}"/>' for n in range(9)))
    assert all((a.line or 0) < (b.line or 0) for a, b in pairwise(told))
