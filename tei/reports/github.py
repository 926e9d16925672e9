"""Findings as workflow commands of GitHub Actions, which become annotations, and as the summary of a step.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions: ``%``, CR and LF are written by their
codes, in properties ``:`` and ``,`` too.  Of each kind a step shows ten annotations at most, whichever come first.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from tei.codes import CODES
from tei.report import SEVERITIES, Finding, as_line, printable, summary
from tei.reports.verdict import Verdict

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}
_SHOWN = 10
_SUMMARY = 1_000_000  # bytes; GitHub refuses a summary of more than 1 MiB
_ROWS = 200
_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = str.maketrans({**_DATA, ":": "%3A", ",": "%2C"})
_VALUE = str.maketrans(_DATA)


def as_github(verdict: Verdict) -> str:
    """At most ten commands for each severity, spread over the files; a notice and plain lines for the others."""
    chosen: list[Finding] = []
    for severity in SEVERITIES:
        alike = [found for found in verdict.findings if found.severity == severity]
        chosen += _spread(alike, _SHOWN - (severity == "info"))
    taken = set(map(id, chosen))
    others = [found for found in verdict.findings if id(found) not in taken]
    lines = [_command(verdict, found) for found in chosen]
    if others:
        count = f"{len(others)} more {'finding is' if len(others) == 1 else 'findings are'} not shown as annotations"
        lines += [f"::notice title=tei check::{count}; the log of this step has them all", *_logged(others)]
    return "".join(f"{line}\n" for line in lines)


def _spread(findings: Sequence[Finding], count: int) -> list[Finding]:
    """`count` of the findings: the first one of each file, then the second ones, and so on."""
    turns: Counter[str] = Counter()
    order = list[tuple[int, int, Finding]]()
    for found in findings:
        turns[found.file] += 1
        order.append((turns[found.file], len(order), found))
    return [found for _, _, found in sorted(order, key=lambda item: item[:2])[:count]]


def _command(verdict: Verdict, found: Finding) -> str:
    title = f"{found.code} {CODES[found.code].title}"
    values = {"file": printable(verdict.path(found.file)), "line": found.line, "col": found.column, "title": title}
    properties = ",".join(f"{k}={str(v).translate(_PROPERTY)}" for k, v in values.items() if v)
    words = "\n".join(printable(line) for line in (found.message, *(found.hint.split("\n") if found.hint else ())))
    return f"::{_COMMANDS[found.severity]} {properties}::{words.translate(_VALUE)}"


def _logged(findings: Iterable[Finding]) -> Iterator[str]:
    """Plain lines in a group of the log; nothing in them is taken for a command."""
    lines = [as_line(found) for found in findings]
    token = hashlib.sha256("\n".join(lines).encode("utf-8", "surrogateescape")).hexdigest()
    yield from ("::group::The other findings", f"::stop-commands::{token}", *lines, f"::{token}::", "::endgroup::")


def step_summary(verdict: Verdict) -> str:
    """A page of Markdown: how many findings of which code, in which file, and the gravest ones; below 1 MiB."""
    count = len(verdict.files)
    head = f"### tei check\n\n{count} {'file' if count == 1 else 'files'}: {summary(verdict.findings)}\n"
    if verdict.held:
        head += f"\n{len(verdict.held)} held back by the baseline or by ignores\n"
    parts, used = [head], len(head.encode())
    for block in _tables(verdict):
        used += len(block.encode("utf-8", "replace"))
        if used > _SUMMARY:
            parts.append("\n…\n")
            break
        parts.append(block)
    return "".join(parts)


def _tables(verdict: Verdict) -> Iterator[str]:
    findings = sorted(verdict.findings, key=lambda found: SEVERITIES.index(found.severity))
    if not findings:
        return
    codes = Counter(found.code for found in findings)
    yield "\n| code | meaning | findings |\n|---|---|---:|\n"
    for code, number in codes.most_common():
        yield f"| {code} | {_cell(CODES[code].title)} | {number} |\n"
    by_file: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for found in findings:
        by_file[found.file][found.severity] += 1
    yield f"\n| file | {' | '.join(f'{s}s' if s != 'info' else 'notes' for s in SEVERITIES)} |\n|---|---:|---:|---:|\n"
    ranked = sorted(by_file.items(), key=lambda item: (-item[1]["error"], -item[1].total(), item[0]))
    for file, counts in ranked[:_ROWS]:
        yield f"| {_cell(verdict.path(file))} | {' | '.join(str(counts[s]) for s in SEVERITIES)} |\n"
    if len(ranked) > _ROWS:
        yield f"| … and {len(ranked) - _ROWS} more files | | | |\n"
    yield "\n| place | code | what is wrong |\n|---|---|---|\n"
    for found in findings[:_ROWS]:
        where = verdict.path(found.file) + (f":{found.line}" if found.line else "")
        yield f"| {_cell(where)} | {found.code} | {_cell(found.message)} |\n"
    if len(findings) > _ROWS:
        yield f"| … and {len(findings) - _ROWS} more findings | | |\n"


def _cell(text: str) -> str:
    """`text` as it stands in a table: no markup of Markdown or HTML has an effect."""
    return "".join(f"&#{ord(c)};" if c in "<>&|`*_[]()~#!\\@$:" else c for c in printable(text)[:1000])
