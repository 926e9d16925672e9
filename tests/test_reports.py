"""The forms in which findings are handed over: each is what its reader expects, whatever the findings hold."""

from __future__ import annotations

import html.parser
import json
import re
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from tei.codes import CODES
from tei.report import Finding, finding
from tei.reports import FORMS, NAMES, render
from tei.reports.excerpt import Excerpt, cells, excerpt, marked
from tei.reports.github import step_summary
from tei.reports.text import Look
from tei.reports.verdict import Held, Verdict, fingerprints

NASTY = 'a%b\r\nc:d,e\x1b[31m\x00<x>&"|`\udc80::error::x ##[error]'
FOUND = (
    finding("V002", 'the element "zeugma" is not allowed', file="a.xml", line=3, column=8, xpath="/tei:TEI/tei:p[2]"),
    finding("R002", "points to nothing", file="b/c.xml", line=7, severity="warning", hint="mend it"),
    finding(
        "C001", "differs", file="b/c.xml", line=9, severity="info", hint="answer it:\n[[dismiss]]\nwhy = 1", cert="low"
    ),
)
HELD = Held(finding("R001", "twice", file="a.xml", line=5), "ignore", "it is so in print")
VERDICT = Verdict(
    FOUND,
    ("a.xml", "b/c.xml", "d.xml"),
    (HELD,),
    {"a.xml": "texts/a.xml", "b/c.xml": "texts/b/c.xml", "d.xml": "texts/d.xml"},
    {("a.xml", 3, 8): Excerpt("人民\t<zeugma/>"), ("b/c.xml", 7, None): Excerpt('<p corresp="#x"/>')},
)
TEXT = st.text(st.characters(codec=None), max_size=40) | st.just(NASTY)
FINDINGS = st.lists(
    st.builds(
        Finding,
        file=st.sampled_from(["a.xml", "b/c.xml", NASTY]),
        line=st.none() | st.integers(1, 99),
        column=st.none() | st.integers(1, 99),
        xpath=st.none() | st.just("/tei:TEI"),
        code=st.sampled_from(sorted(CODES)),
        severity=st.sampled_from(["error", "warning", "info"]),
        engine=st.just("tei"),
        message=TEXT,
        hint=TEXT,
        cert=st.sampled_from(["", "low"]),
    ),
    max_size=30,
)


@example([finding("C001", "\ud800", file="a.xml")], "gitlab", False)
@given(FINDINGS, st.sampled_from(sorted(NAMES)), st.booleans())
def test_no_finding_breaks_a_form_or_steers_the_terminal(findings: list[Finding], form: str, source: bool) -> None:
    places = {(f.file, f.line, f.column): Excerpt(f.message) for f in findings if f.line}
    verdict = Verdict(
        tuple(findings), (NASTY, "a.xml"), tuple(Held(f, "baseline", NASTY) for f in findings), {}, places
    )
    made = render(form, verdict, Look(source=source))
    assert "\x1b" not in made and "\x00" not in made
    if form in ("json", "gitlab"):
        assert len(json.loads(made)) == len(findings)
    elif form == "sarif":
        assert len(json.loads(made)["runs"][0]["results"]) == 2 * len(findings)
    elif form == "junit":
        assert etree.fromstring(made.encode("utf-8", "strict")).tag == "testsuites"
    elif form == "html":
        assert "\udc80" not in made and made.endswith("</html>\n")


def test_text_shows_the_source_with_a_caret_where_wide_characters_take_two_cells() -> None:
    plain = render("text", VERDICT)
    assert plain.splitlines()[0] == 'a.xml:3:8: V002 the element "zeugma" is not allowed'
    lines = render("text", VERDICT, Look(source=True)).splitlines()
    assert lines[1] == "     3 | 人民    <zeugma/>"
    assert lines[2] == "       | " + " " * (4 + 4 + 4) + "^"  # two wide ones, a tab, "<zeu"
    assert '     7 | <p corresp="#x"/>' in lines and "    [[dismiss]]" in lines


def test_colours_do_not_change_the_words() -> None:
    coloured = render("text", VERDICT, Look(source=True, colour=True))
    assert "\x1b[31mV002\x1b[0m" in coloured and "\x1b[33mR002" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == render("text", VERDICT, Look(source=True))


@given(st.text("ab 民̈\t\x1b<", max_size=900), st.integers(1, 1000), st.integers(8, 120))
def test_a_line_is_cut_around_its_place_and_the_caret_stands_below_it(line: str, column: int, width: int) -> None:
    piece = excerpt(line, column)
    shown, caret = marked(piece, column, width)
    assert cells(shown) <= max(width, 8) + 7  # a character that is shown by its code point is not divided
    at = min(column - 1, len(line))
    before = len(caret) - 1
    assert caret == " " * before + "^"
    if at < len(line) and line[at] in "ab<民":
        seen = 0
        for c in shown:
            if seen == before and c == line[at]:
                break
            seen += cells(c)
        else:
            pytest.fail(f"{line[at]!r} does not stand above the caret")
    assert shown.startswith("…") or line.startswith(shown[:1]) or line[:1] in "\t\x1b"


def test_annotations_are_escaped_and_budgeted_and_nothing_is_lost() -> None:
    many = [finding("V002", f"no. {n}", file=f"{'abc'[n % 3]}.xml", line=n + 1) for n in range(30)]
    notes = [finding("C001", f"note {n}", file="a.xml", line=n, severity="info") for n in range(1, 15)]
    lines = render("github", Verdict((*many, *notes))).splitlines()
    commands = [line for line in lines if re.match(r"::(error|warning|notice) ", line)]
    assert [sum(c.startswith(f"::{kind}") for c in commands) for kind in ("error", "warning", "notice")] == [10, 0, 10]
    assert {c.split("file=")[1].split(",")[0] for c in commands[:3]} == {"a.xml", "b.xml", "c.xml"}
    assert "25 more findings" in commands[-1]
    stop = next(line for line in lines if line.startswith("::stop-commands::"))
    token = stop.removeprefix("::stop-commands::")
    logged = lines[lines.index(stop) + 1 : lines.index(f"::{token}::")]
    assert len(logged) == 25 and len(token) == 64
    (line,) = render(
        "github", Verdict((finding("V002", "50%:\n,", file="a,b:c%.xml", line=1, hint="x\r\ny"),))
    ).splitlines()
    title = CODES["V002"].title
    assert line == f"::error file=a%2Cb%3Ac%25.xml,line=1,title=V002 {title}::50%25:\\n,%0Ax\\u000d%0Ay"


def test_the_gravest_findings_are_annotated_first() -> None:
    lines = render("github", VERDICT).splitlines()
    assert [line.split(" ")[0] for line in lines] == ["::error", "::warning", "::notice"]
    assert "file=texts/a.xml,line=3,col=8," in lines[0]


def test_the_summary_of_a_step_is_a_table_that_stays_below_a_mebibyte() -> None:
    page = step_summary(VERDICT)
    assert "| V002 |" in page and "| texts/b/c.xml | 0 | 1 | 1 |" in page and "1 held back" in page
    assert "no findings" in step_summary(Verdict((), ("a.xml",))) and "|" not in step_summary(Verdict((), ("a.xml",)))
    assert "&#60;x&#62;&#38;" in step_summary(Verdict((finding("V002", NASTY, file="a.xml"),)))
    huge = [finding("V002", "|" * 1000, file=f"{'民' * 900}{n}.xml", line=n) for n in range(1, 9000)]
    assert len(step_summary(Verdict(tuple(huge))).encode()) < 1024 * 1024


def test_sarif_has_what_the_standard_requires_and_what_code_hosts_show() -> None:
    log = json.loads(render("sarif", VERDICT))
    assert log["version"] == "2.1.0" and log["$schema"].endswith("sarif-schema-2.1.0.json")
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert run["tool"]["driver"]["name"] == "tei" and run["columnKind"] == "unicodeCodePoints"
    assert [rule["id"] for rule in rules] == ["C001", "R001", "R002", "V002"]
    for rule in rules:
        assert CODES[rule["id"]].meaning in rule["help"]["text"] and rule["help"]["markdown"]
        assert rule["shortDescription"]["text"] == CODES[rule["id"]].title
    results = run["results"]
    assert [r["level"] for r in results] == ["error", "warning", "note", "error"]
    assert all(rules[r["ruleIndex"]]["id"] == r["ruleId"] and r["message"]["text"] for r in results)
    place = results[0]["locations"][0]
    assert place["physicalLocation"] == {
        "artifactLocation": {"uri": "texts/a.xml", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 3, "startColumn": 8},
    }
    assert place["logicalLocations"][0]["fullyQualifiedName"] == "/tei:TEI/tei:p[2]"
    assert [r.get("suppressions", [{}])[0].get("justification") for r in results] == [
        None,
        None,
        None,
        "it is so in print",
    ]
    assert set(run["originalUriBaseIds"]) == {"%SRCROOT%"}


def test_paths_in_sarif_are_uris() -> None:
    verdict = Verdict(
        (finding("V002", "x", file="民 a#b%.xml", line=1), finding("V005", "y", file="/etc/x.rng", line=1))
    )
    uris = [
        r["locations"][0]["physicalLocation"]["artifactLocation"]
        for r in json.loads(render("sarif", verdict))["runs"][0]["results"]
    ]
    assert uris == [{"uri": "%E6%B0%91%20a%23b%25.xml", "uriBaseId": "%SRCROOT%"}, {"uri": "file:///etc/x.rng"}]


def test_a_report_with_too_many_results_keeps_the_gravest() -> None:
    notes = [finding("C001", f"{n}", file="a.xml", severity="info") for n in range(25_000)]
    (run,) = json.loads(render("sarif", Verdict((*notes, finding("V002", "x", file="z.xml")))))["runs"]
    assert len(run["results"]) == 25_000 and run["results"][0]["ruleId"] == "V002"
    assert "1 findings" in run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]


def test_fingerprints_survive_moved_lines_and_tell_findings_apart() -> None:
    one = finding("V002", "line 3 is as line 4", file="a.xml", line=3, xpath="/tei:TEI/tei:p[2]")
    moved = replace(one, line=9, column=4, xpath="/tei:TEI/tei:p[7]", message="line 8 is as line 9")
    first, second = fingerprints([one, one], str)
    assert fingerprints([moved], str) == [first] and first != second
    others = [
        replace(one, code="V003"),
        replace(one, file="b.xml"),
        replace(one, message="x"),
        replace(one, xpath="/tei:TEI"),
    ]
    assert len(set(fingerprints([one, *others], str))) == 5


def test_gitlab_gets_a_fingerprint_a_path_and_a_line_for_each_finding() -> None:
    rows = json.loads(render("gitlab", replace(VERDICT, findings=(*FOUND, finding("G001", "x", file="d.xml")))))
    assert [row["severity"] for row in rows] == ["major", "minor", "info", "major"]
    assert (
        rows[0]["location"] == {"path": "texts/a.xml", "lines": {"begin": 3}}
        and rows[3]["location"]["lines"]["begin"] == 1
    )
    assert rows[1]["description"] == "points to nothing (mend it)" and rows[1]["check_name"] == "R002"
    assert len({row["fingerprint"] for row in rows}) == 4


def test_junit_has_a_suite_for_each_file_and_a_case_for_each_code() -> None:
    root = etree.fromstring(render("junit", VERDICT).encode())
    assert [suite.get("name") for suite in root] == ["texts/a.xml", "texts/b/c.xml", "texts/d.xml"]
    assert dict(root.attrib) == {"name": "tei check", "tests": "5", "failures": "2", "skipped": "1", "errors": "0"}
    assert [[case.get("name", "")[:4] for case in suite] for suite in root] == [
        ["V002", "R001"],
        ["R002", "C001"],
        ["no f"],
    ]
    failure = root.find(".//failure")
    assert failure is not None and failure.text == 'a.xml:3:8: V002 the element "zeugma" is not allowed'
    assert root.xpath("string(.//skipped/@message)") == "it is so in print"
    assert root.xpath("count(.//testcase[starts-with(@name, 'C001')]/system-out)") == 1
    for suite in root:
        assert int(suite.get("tests", "")) == len(suite)


class Page(html.parser.HTMLParser):
    """What a page asks for from elsewhere, and whether its tags are balanced."""

    VOID = frozenset({"meta", "br"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.asked: list[str] = []
        self.tags: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.asked += [
            value or ""
            for name, value in attrs
            if name in ("src", "href", "action") and not (value or "").startswith("#")
        ]
        if tag not in self.VOID and tag != "rect":
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_is_whole_by_itself() -> None:
    text = render("html", VERDICT)
    page = Page(text)
    assert page.open == [] and page.asked == [] and "script" not in page.tags
    assert "url(" not in text and "@import" not in text and "prefers-color-scheme: dark" in text
    assert page.tags.count("svg") == 2 and 'aria-labelledby="kinds-t kinds-d"' in text
    assert "texts/a.xml: 1 error" in text and "<mark>g</mark>" in text and "it is so in print" in text
    assert text.count('scope="col"') == 4 * 3 and '<html lang="en">' in text
    assert "<svg" not in render("html", Verdict((), ("a.xml",)))


def test_many_files_share_a_bar() -> None:
    text = render("html", Verdict(tuple(finding("V002", "x", file=f"{n}.xml") for n in range(50))))
    assert "30 other files" in text


def test_every_form_has_a_name_and_is_in_the_help() -> None:
    assert ("text", *FORMS) == NAMES
