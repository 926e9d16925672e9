"""Findings in SARIF 2.1.0 (OASIS standard, 27 March 2020), which code hosts and editors read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from tei.codes import CODES, FAMILIES
from tei.report import SEVERITIES, Finding, Severity, printable
from tei.reports.verdict import Held, Verdict, fingerprints
from tei.version import __version__

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVEL: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
_ROOT = "%SRCROOT%"
_MOST = 25_000  # results that GitHub takes in one run

Json = dict[str, Any]


def as_sarif(verdict: Verdict) -> str:
    """One run.  What was held back is there too, as suppressed; beyond 25,000 results the gravest ones are."""
    every: list[tuple[Finding, Held | None]] = [(found, None) for found in verdict.findings]
    every += [(held.finding, held) for held in verdict.held]
    marks = fingerprints((found for found, _ in every), verdict.path)
    rows = [(found, held, mark) for (found, held), mark in zip(every, marks, strict=True)]
    if len(rows) > _MOST:
        rows.sort(key=lambda row: (row[1] is not None, SEVERITIES.index(row[0].severity)))
    kept = rows[:_MOST]
    codes = sorted({found.code for found, _, _ in kept})
    index = {code: n for n, code in enumerate(codes)}
    run: Json = {
        "tool": {
            "driver": {
                "name": "tei",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": [_rule(code, (found for found, _, _ in kept)) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The root of the repository that was checked."}}},
        "invocations": [_invocation(len(rows) - len(kept))],
        "artifacts": [{"location": _location(verdict.path(file))} for file in verdict.files],
        "results": [_result(verdict, index, *row) for row in kept],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _rule(code: str, findings: Iterable[Finding]) -> Json:
    """What `tei explain` says of a code; its level is that of the gravest finding."""
    entry = CODES[code]
    gravest = min((found.severity for found in findings if found.code == code), key=SEVERITIES.index)
    examples = [(name, text) for name, text in (("Wrong", entry.wrong), ("Right", entry.right)) if text]
    plain = "\n\n".join([entry.meaning, *(f"{name}:\n{text}" for name, text in examples)])
    markdown = "\n\n".join([entry.meaning, *(f"**{name}**\n\n```\n{text}\n```" for name, text in examples)])
    return {
        "id": code,
        "name": "".join(word.capitalize() for word in _words(entry.title)),
        "shortDescription": {"text": entry.title},
        "fullDescription": {"text": entry.meaning},
        "help": {"text": plain, "markdown": markdown},
        "defaultConfiguration": {"level": _LEVEL[gravest]},
        "properties": {"tags": [FAMILIES[code[0]]]},
    }


def _words(title: str) -> Iterator[str]:
    return (word for word in "".join(c if c.isalnum() else " " for c in title).split())


def _invocation(left_out: int) -> Json:
    if not left_out:
        return {"executionSuccessful": True}
    words = f"{left_out} findings are left out, so that the report is not refused for its size."
    return {
        "executionSuccessful": True,
        "toolExecutionNotifications": [{"level": "warning", "message": {"text": words}}],
    }


def _location(path: str) -> Json:
    """A URI, relative to the root of the source unless the path is absolute."""
    if path.startswith("/"):
        return {"uri": f"file://{_quoted(path)}"}
    return {"uri": _quoted(path), "uriBaseId": _ROOT}


def _quoted(path: str) -> str:
    return quote(path.encode("utf-8", "surrogateescape"), safe="/~!$&'()*+,;=@")


def _result(verdict: Verdict, index: dict[str, int], found: Finding, held: Held | None, mark: str) -> Json:
    hint = f"\n{found.hint}" if found.hint else ""
    result: Json = {
        "ruleId": found.code,
        "ruleIndex": index[found.code],
        "level": _LEVEL[found.severity],
        "message": {"text": "\n".join(printable(line) for line in f"{found.message}{hint}".split("\n"))},
        "locations": [_place(verdict, found)],
        "partialFingerprints": {"primaryLocationLineHash": mark, "tei/v1": mark},
    }
    if found.cert:
        result["properties"] = {"cert": found.cert}
    if held is not None:
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": held.reason}]
    return result


def _place(verdict: Verdict, found: Finding) -> Json:
    physical: Json = {"artifactLocation": _location(verdict.path(found.file) or "tei")}
    if found.line is not None:
        physical["region"] = {"startLine": found.line}
        if found.column is not None:
            physical["region"]["startColumn"] = found.column
    place: Json = {"physicalLocation": physical}
    if found.xpath:
        place["logicalLocations"] = [{"fullyQualifiedName": found.xpath, "kind": "element"}]
    return place
