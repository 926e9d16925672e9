"""What can be wrong, and how it is said in a line or in JSON; `tei.reports` has the forms that other programs read.

Two kinds of trouble: a `TeiError` is raised when a command cannot go on; a `Finding` is returned when the edition is
wrong, and all findings are collected.  Each has a stable code; `tei.codes` explains every one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Literal

Severity = Literal["error", "warning", "info"]

#: Order of gravity; `info` never changes the exit status.
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")

_BREAKS = {code: f"\\u{code:04x}" for code in (0x85, 0x2028, 0x2029)}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, or that an editor should look at.

    `line` and `column` count from 1; `xpath` uses the prefix ``tei``; each is None where the place has none.
    `cert` is how certain a crux is (high, medium, low); "" for what is simply wrong.
    """

    file: str
    line: int | None
    column: int | None
    xpath: str | None
    code: str
    severity: Severity
    engine: str
    message: str
    hint: str
    cert: str = ""


def finding(
    code: str,
    message: str,
    *,
    file: str = "",
    line: int | None = None,
    column: int | None = None,
    xpath: str | None = None,
    severity: Severity = "error",
    engine: str = "tei",
    hint: str = "",
    cert: str = "",
) -> Finding:
    """A finding with its lesser parts defaulted."""
    return Finding(file, line, column, xpath, code, severity, engine, message, hint, cert)


class TeiError(Exception):
    """The command cannot go on.  Carries the finding that says why, where, and the way out."""

    def __init__(
        self,
        code: str,
        message: str,
        *,
        file: str = "",
        line: int | None = None,
        column: int | None = None,
        hint: str = "",
        engine: str = "tei",
    ) -> None:
        super().__init__(message)
        self.finding = finding(code, message, file=file, line=line, column=column, hint=hint, engine=engine)

    def __reduce__(self) -> tuple[object, tuple[Finding]]:
        return _revive, (self.finding,)


def _revive(found: Finding) -> TeiError:
    """Rebuild a `TeiError` on the other side of a process border."""
    return TeiError(
        found.code,
        found.message,
        file=found.file,
        line=found.line,
        column=found.column,
        hint=found.hint,
        engine=found.engine,
    )


def ordered(findings: Iterable[Finding]) -> list[Finding]:
    """Without repetitions, by file, line, column and code: the same list however the work was spread."""
    return sorted(
        dict.fromkeys(findings),
        key=lambda f: (f.file, f.line or 0, f.column or 0, f.code, f.xpath or "", f.message),
    )


def failed(findings: Iterable[Finding], least: Severity = "warning") -> bool:
    """Whether the exit status must be 1: one of them is as grave as `least`, or graver."""
    grave = SEVERITIES[: SEVERITIES.index(least) + 1]
    return any(found.severity in grave for found in findings)


def place(found: Finding) -> str:
    """``file:line:column``, as far as known."""
    parts = [found.file or "tei"]
    if found.line is not None:
        parts.append(str(found.line))
        if found.column is not None:
            parts.append(str(found.column))
    return ":".join(parts)


def as_line(found: Finding) -> str:
    """One line for people and for editors that jump to ``file:line:column:``."""
    grade = "" if found.severity == "error" else f"{found.severity}: "
    advice, *answer = found.hint.split("\n")
    hint = f" ({advice.removesuffix(':')})" if advice else ""
    cert = f", certainty {found.cert}" if found.cert else ""
    line = printable(f"{place(found)}: {found.code} {grade}{found.message}{cert}{hint}")
    return "\n".join([line, *(f"    {printable(row)}".rstrip() for row in answer)])


def printable(text: str) -> str:
    """`text` on one line, control characters shown by their code points: no text may steer the reader's terminal."""
    return "".join(
        c if c.isprintable() or c in " \u3000" else ("\\n" if c == "\n" else f"\\u{ord(c):04x}") for c in text
    )


def as_text(findings: Iterable[Finding]) -> str:
    """All findings, a line each; below it the answer that is proposed, if there is one."""
    return "".join(as_line(found) + "\n" for found in findings)


def as_json(findings: Iterable[Finding]) -> str:
    """One JSON array; each object has every field of `Finding`, in its order."""
    return json.dumps([asdict(found) for found in findings], ensure_ascii=False, indent=2) + "\n"


def json_line(value: object) -> str:
    """`value` as a line of JSON, which holds nothing that some take for the end of a line."""
    return json.dumps(value, ensure_ascii=False).translate(_BREAKS) + "\n"


def summary(findings: Iterable[Finding]) -> str:
    """``2 errors, 1 warning``; ``no findings`` when there are none."""
    counts = dict.fromkeys(SEVERITIES, 0)
    for found in findings:
        counts[found.severity] += 1
    names = {"error": ("error", "errors"), "warning": ("warning", "warnings"), "info": ("note", "notes")}
    parts = [f"{n} {names[grade][n != 1]}" for grade, n in counts.items() if n]
    return ", ".join(parts) or "no findings"
