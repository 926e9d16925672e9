"""Findings as one page that needs nothing else: no script, no request, light or dark as the reader has it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from html import escape

from tei.codes import CODES
from tei.report import SEVERITIES, Finding, printable, summary
from tei.reports.plot import NAMES, Row, bars
from tei.reports.verdict import Held, Verdict
from tei.version import __version__

_FILES = 20  # bars for files; what is beyond is one more
_STYLE = """
:root { color-scheme: light dark; --paper: #fff; --ink: #1b1b1f; --faint: #5c5f66; --line: #d5d7dc; --code: #f4f5f7;
  --error: #b3261e; --warning: #8a5a00; --info: #1f5fa8; }
@media (prefers-color-scheme: dark) { :root { --paper: #16171a; --ink: #e6e6ea; --faint: #a4a7ae; --line: #3a3d44;
  --code: #202227; --error: #ff8a80; --warning: #f0b429; --info: #82b4f0; } }
body { margin: 2rem auto; max-width: 70rem; padding-inline: 1rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; margin-block-start: 2.5rem; } small, .faint { color: var(--faint); }
svg { width: 100%; height: auto; font: 12px/1 ui-monospace, monospace; } svg text { fill: var(--ink); }
rect.error { fill: var(--error); } rect.warning { fill: var(--warning); } rect.info { fill: var(--info); }
.key span { margin-inline-end: 1.2rem; }
.key b { display: inline-block; inline-size: .8rem; block-size: .8rem; margin-inline-end: .4rem; }
b.error { background: var(--error); } b.warning { background: var(--warning); } b.info { background: var(--info); }
table { border-collapse: collapse; inline-size: 100%; } caption { text-align: start; color: var(--faint); }
th, td { text-align: start; vertical-align: top; padding: .4rem .6rem; border-block-end: 1px solid var(--line); }
td:first-child, td.code { white-space: nowrap; font-family: ui-monospace, monospace; }
td.error { color: var(--error); } td.warning { color: var(--warning); } td.info { color: var(--info); }
pre { margin: .4rem 0 0; padding: .4rem .6rem; background: var(--code);
  white-space: pre-wrap; overflow-wrap: anywhere; }
mark { background: none; color: inherit; outline: 2px solid var(--error); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .3rem 1rem; } dd { margin: 0; }
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def as_html(verdict: Verdict) -> str:
    """A page: what was found by kind and by file, plotted; then every finding with its source line."""
    count = len(verdict.files)
    said = f"{count} {'file' if count == 1 else 'files'}: {summary(verdict.findings)}"
    parts = [
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{_text(said)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>",
        f"<h1>Checked</h1>\n<p>{_text(said)}. <small>tei {_text(__version__)}</small></p>",
        *(_plots(verdict) if verdict.findings else ()),
        *(_files(verdict, file, list_) for file, list_ in _by_file(verdict.findings).items()),
        _codes(verdict.findings) if verdict.findings else "",
        _held(verdict) if verdict.held else "",
        "</main>\n</body>\n</html>\n",
    ]
    return "\n".join(part for part in parts if part)


def _by_file(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    found: defaultdict[str, list[Finding]] = defaultdict(list)
    for each in findings:
        found[each.file].append(each)
    return found


def _plots(verdict: Verdict) -> list[str]:
    codes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    files: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for found in verdict.findings:
        codes[f"{found.code} {CODES[found.code].title}"][found.severity] += 1
        files[verdict.path(found.file) or "tei"][found.severity] += 1
    ranked = sorted(files.items(), key=lambda row: (-row[1].total(), row[0]))
    rows: list[Row] = ranked[:_FILES]
    if rest := ranked[_FILES:]:
        rows.append((f"{len(rest)} other files", sum((counts for _, counts in rest), Counter[str]())))
    key = "".join(f'<span><b class="{severity}"></b>{NAMES[severity]}</span>' for severity in SEVERITIES)
    return [
        f'<p class="key" aria-hidden="true">{key}</p>',
        "<h2>By kind</h2>",
        bars("Findings by kind", sorted(codes.items(), key=lambda row: (-row[1].total(), row[0])), "kinds"),
        "<h2>By file</h2>",
        bars("Findings by file", rows, "files"),
    ]


def _files(verdict: Verdict, file: str, findings: list[Finding]) -> str:
    rows = "\n".join(_row(verdict, found) for found in findings)
    return (
        f"<section>\n<h2>{_text(verdict.path(file) or 'tei')}</h2>\n<table>\n<caption>{summary(findings)}</caption>\n"
        '<thead><tr><th scope="col">Place</th><th scope="col">Code</th><th scope="col">Severity</th>'
        f'<th scope="col">What is wrong</th></tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>\n</section>'
    )


def _row(verdict: Verdict, found: Finding) -> str:
    place = ":".join(str(n) for n in (found.line, found.column) if n is not None)
    severity = "note" if found.severity == "info" else found.severity
    advice, *answer = found.hint.split("\n")
    parts = [_text(found.message)]
    if advice:
        parts.append(f'<br><span class="faint">{_text(advice)}</span>')
    if answer:
        parts.append(f"<pre>{_lines(answer)}</pre>")
    if found.xpath:
        parts.append(f"<br><small>{_text(found.xpath)}</small>")
    return (
        f'<tr><td>{place}</td><td class="code"><a href="#{found.code}">{found.code}</a></td>'
        f'<td class="{found.severity}">{severity}</td><td>{"".join(parts)}{_source(verdict, found)}</td></tr>'
    )


def _source(verdict: Verdict, found: Finding) -> str:
    """The source line; the character at the column is marked."""
    piece = verdict.excerpt(found)
    if piece is None:
        return ""
    before, after = "…" if piece.start else "", "" if piece.whole else "…"
    at = None if found.column is None else found.column - 1 - piece.start
    if at is None or not 0 <= at < len(piece.text):
        return f"<pre>{before}{_text(piece.text.lstrip())}{after}</pre>"
    left, mark, right = piece.text[:at].lstrip(), piece.text[at], piece.text[at + 1 :]
    return f"<pre>{before}{_text(left)}<mark>{_text(mark)}</mark>{_text(right)}{after}</pre>"


def _codes(findings: Iterable[Finding]) -> str:
    codes = sorted({found.code for found in findings})
    entries = "".join(
        f'<dt id="{code}">{code}</dt><dd>{_text(CODES[code].title)}. {_text(CODES[code].meaning)}</dd>\n'
        for code in codes
    )
    return f"<section>\n<h2>What the codes mean</h2>\n<dl>\n{entries}</dl>\n</section>"


def _held(verdict: Verdict) -> str:
    rows = "\n".join(_held_row(verdict, kept) for kept in verdict.held)
    return (
        f"<section>\n<h2>Held back</h2>\n<table>\n<caption>{len(verdict.held)} that do not count</caption>\n"
        '<thead><tr><th scope="col">Place</th><th scope="col">Code</th><th scope="col">What is wrong</th>'
        f'<th scope="col">Why it does not count</th></tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>\n</section>'
    )


def _held_row(verdict: Verdict, kept: Held) -> str:
    found = kept.finding
    place = verdict.path(found.file) + (f":{found.line}" if found.line is not None else "")
    cells = (place, found.code, found.message, f"{kept.by}: {kept.reason}")
    return f"<tr>{''.join(f'<td>{_text(cell)}</td>' for cell in cells)}</tr>"


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(_text(line) for line in lines)


def _text(text: str) -> str:
    """`text` for HTML; characters that cannot be seen are shown by their code points."""
    return escape("".join("    " if c == "\t" else printable(c) for c in text))
