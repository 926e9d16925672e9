"""The findings that were there before: written to a file once, held back from then on."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tei.files import read
from tei.paths import names_below, relative
from tei.report import Finding, TeiError, finding
from tei.reports.verdict import Held, fingerprints

_FORM = "tei-check-baseline"
_VERSION = 1
_FIELDS = ("file", "code", "xpath", "message", "fingerprint")
_NAMED = 5


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """A finding of the baseline.  `file` is seen from the baseline's folder; only the `fingerprint` is compared."""

    file: str
    code: str
    xpath: str
    message: str
    fingerprint: str


def entries(findings: Sequence[Finding], path: Path) -> list[Entry]:
    """What a baseline at `path` says of the findings, in their order."""
    names = names_below({found.file for found in findings}, path.absolute().parent)
    marks = fingerprints(findings, names.__getitem__)
    return [
        Entry(names[found.file], found.code, found.xpath or "", found.message, mark)
        for found, mark in zip(findings, marks, strict=True)
    ]


def read_baseline(path: Path) -> list[Entry]:
    """The baseline at `path`.

    Raises:
        TeiError: G001 when it cannot be read, G003 when it is none.
    """
    try:
        data = json.loads(read(path))
        if data["form"] == _FORM and data["version"] == _VERSION:
            return [Entry(*(str(row[key]) for key in _FIELDS)) for row in data["findings"]]
    except (ValueError, KeyError, TypeError, RecursionError):
        pass
    raise TeiError(
        "G003", "is no baseline that this version can read", file=str(path), hint="write it by --write-baseline"
    )


def baseline(rows: Iterable[Entry]) -> bytes:
    """The file that holds `rows`: JSON, a finding a line, sorted, so that versions of it can be compared."""
    lines = ",\n".join(
        json.dumps({key: getattr(row, key) for key in _FIELDS}, ensure_ascii=False) for row in sorted(set(rows))
    )
    head = json.dumps({"form": _FORM, "version": _VERSION})[:-1]
    return f'{head}, "findings": [\n{lines}\n]}}\n'.encode("utf-8", "backslashreplace")


def sift(
    findings: Sequence[Finding], known: Sequence[Entry], path: Path, files: Iterable[str]
) -> tuple[list[Finding], list[Held], list[Entry]]:
    """The findings that are new, those that the baseline has, and what it has and is gone from the checked `files`."""
    marks = {entry.fingerprint for entry in known}
    new, held, seen = list[Finding](), list[Held](), set[str]()
    for found, entry in zip(findings, entries(findings, path), strict=True):
        seen.add(entry.fingerprint)
        if entry.fingerprint in marks:
            held.append(Held(found, "baseline", f"it stands in {path.name}"))
        else:
            new.append(found)
    gone = [entry for entry in elsewhere(known, path, files, inside=True) if entry.fingerprint not in seen]
    return new, held, gone


def elsewhere(known: Iterable[Entry], path: Path, files: Iterable[str], *, inside: bool = False) -> list[Entry]:
    """The entries of files that were not checked this time and are still there; `inside`: all the others."""
    root = path.absolute().parent
    checked = {relative(file, root) for file in files}
    return [entry for entry in known if (entry.file in checked or not os.path.lexists(root / entry.file)) == inside]


def gone(rows: Sequence[Entry], path: Path) -> list[Finding]:
    """G006, a note, when there are `rows` that the baseline no longer needs."""
    if not rows:
        return []
    counts = Counter((entry.code, entry.file) for entry in rows)
    named = [f"{number} {code} in {file}" for (code, file), number in sorted(counts.items())]
    more = f" and {len(named) - _NAMED} more" if len(named) > _NAMED else ""
    said = "1 finding of it is gone" if len(rows) == 1 else f"{len(rows)} findings of it are gone"
    return [
        finding(
            "G006",
            f"{said}: {', '.join(named[:_NAMED])}{more}",
            file=str(path),
            severity="info",
            engine="baseline",
            hint="let it shrink: --write-baseline",
        )
    ]
