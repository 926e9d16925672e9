"""Findings as a Code Quality report of GitLab: https://docs.gitlab.com/ci/testing/code_quality/."""

from __future__ import annotations

import json

from tei.report import printable
from tei.reports.verdict import Verdict, fingerprints

_SEVERITY = {"error": "major", "warning": "minor", "info": "info"}


def as_gitlab(verdict: Verdict) -> str:
    """One array; each object has the properties that GitLab asks for, the path without ``./``."""
    marks = fingerprints(verdict.findings, verdict.path)
    entries = [
        {
            "description": printable(found.message + (f" ({hint})" if (hint := found.hint.split("\n")[0]) else "")),
            "check_name": found.code,
            "fingerprint": mark,
            "severity": _SEVERITY[found.severity],
            "location": {"path": printable(verdict.path(found.file)), "lines": {"begin": found.line or 1}},
        }
        for found, mark in zip(verdict.findings, marks, strict=True)
    ]
    return json.dumps(entries, ensure_ascii=False, indent=2) + "\n"
