"""Findings as test results in the form of JUnit, which GitLab, Jenkins, Azure and others show.

A suite for each file; in it a case for each code that was found there, since viewers list cases by name; a file in
which nothing fails has one case that passes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from lxml import etree

from tei.codes import CODES
from tei.report import Finding, as_line, failed, printable
from tei.reports.verdict import Held, Verdict


def as_junit(verdict: Verdict) -> str:
    """An XML document with the root ``testsuites``."""
    findings: defaultdict[str, list[Finding]] = defaultdict(list)
    held: defaultdict[str, list[Held]] = defaultdict(list)
    for found in verdict.findings:
        findings[found.file].append(found)
    for kept in verdict.held:
        held[kept.finding.file].append(kept)
    root = etree.Element("testsuites", name="tei check")
    for file in dict.fromkeys((*verdict.files, *findings, *held)):
        root.append(_suite(verdict.path(file), findings[file], held[file]))
    for key in ("tests", "failures", "skipped"):
        root.set(key, str(sum(int(suite.get(key, "0")) for suite in root)))
    root.set("errors", "0")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + etree.tostring(root, encoding="unicode", pretty_print=True)


def _suite(path: str, findings: Sequence[Finding], held: Sequence[Held]) -> etree._Element:
    name = _text(path or "tei")
    suite = etree.Element("testsuite", name=name)
    by_code: defaultdict[str, list[Finding]] = defaultdict(list)
    for found in findings:
        by_code[found.code].append(found)
    for code, alike in by_code.items():
        case = _case(suite, name, f"{code} {CODES[code].title}")
        lines = "\n".join(_text(as_line(found)) for found in alike)
        if failed(alike):
            grave = next(found for found in alike if found.severity != "info")
            more = f" (and {len(alike) - 1} more)" if len(alike) > 1 else ""
            etree.SubElement(case, "failure", type=grave.severity, message=_text(grave.message) + more).text = lines
        else:
            etree.SubElement(case, "system-out").text = lines
    for number, kept in enumerate(held, 1):
        case = _case(suite, name, f"{kept.finding.code} held back by the {kept.by} ({number})")
        etree.SubElement(case, "skipped", message=_text(kept.reason))
    if not len(suite):
        _case(suite, name, "no findings")
    suite.set("tests", str(len(suite)))
    suite.set("failures", str(_count(suite, "failure")))
    suite.set("errors", "0")
    suite.set("skipped", str(_count(suite, "skipped")))
    return suite


def _case(suite: etree._Element, path: str, name: str) -> etree._Element:
    case: etree._Element = etree.SubElement(suite, "testcase", name=name, classname=path, file=path, time="0")
    return case


def _count(cases: Iterable[etree._Element], name: str) -> int:
    return sum(case.find(name) is not None for case in cases)


def _text(text: str) -> str:
    """`text` without what XML cannot hold: such characters are shown by their code points."""
    return "\n".join(printable(line) for line in text.split("\n"))
