"""Findings for people: a line each, the source below it, colours if the terminal has them."""

from __future__ import annotations

from dataclasses import dataclass

from tei.report import Finding, as_line, place, printable
from tei.reports.excerpt import marked
from tei.reports.verdict import Verdict

_COLOURS = {"error": "31", "warning": "33", "info": "36"}


@dataclass(frozen=True, slots=True)
class Look:
    """How findings look: with the `source` line, in `colour`; source lines are cut to `width` cells."""

    source: bool = False
    colour: bool = False
    width: int = 100


PLAIN = Look()


def as_text(verdict: Verdict, look: Look = PLAIN) -> str:
    """All findings, a line each; below it the source line with a caret, and the answer that is proposed, if any."""
    return "".join(_entry(verdict, found, look) for found in verdict.findings)


def _entry(verdict: Verdict, found: Finding, look: Look) -> str:
    head, *answer = as_line(found).split("\n")
    if look.colour:
        where = printable(place(found))
        rest = head.removeprefix(f"{where}: {found.code}")
        head = f"\x1b[1m{where}:\x1b[0m \x1b[{_COLOURS[found.severity]}m{found.code}\x1b[0m{rest}"
    return "".join(f"{line}\n" for line in (head, *_source(verdict, found, look), *answer))


def _source(verdict: Verdict, found: Finding, look: Look) -> list[str]:
    piece = verdict.excerpt(found) if look.source else None
    if piece is None:
        return []
    margin = f"{found.line:>6} | "
    line, caret = marked(piece, found.column, look.width - len(margin))
    if look.colour and caret:
        caret = f"{caret[:-1]}\x1b[{_COLOURS[found.severity]};1m^\x1b[0m"
    return [margin + line, *([" " * (len(margin) - 2) + "| " + caret] if caret else [])]
