"""Answers for people and for programs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict

from tei.query import Answer
from tei.report import printable

_SPACE = re.compile(r"[ \t\r\n]+")
_LONGEST = 200


def as_text(answers: Iterable[Answer]) -> str:
    """A match a line: ``file:line: xpath text``, the text on one line and cut; a value has neither line nor XPath."""
    lines = []
    for match in (match for answer in answers for match in answer.matches):
        where = match.file if match.line is None else f"{match.file}:{match.line}"
        text = _SPACE.sub(" ", match.value).strip()
        text = f"{text[: _LONGEST - 1]}…" if len(text) > _LONGEST else text
        lines.append(printable(f"{where}: {f'{match.xpath} {text}'.strip()}") + "\n")
    return "".join(lines)


def as_json(answers: Iterable[Answer]) -> str:
    """One array; each object has every field of `Match`."""
    found = [asdict(match) for answer in answers for match in answer.matches]
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def counts_as_text(answers: Iterable[Answer]) -> str:
    """A document a line: ``file: number of matches``; those that could not be asked are left out."""
    return "".join(
        printable(f"{answer.file}: {len(answer.matches)}") + "\n" for answer in answers if not answer.findings
    )


def counts_as_json(answers: Iterable[Answer]) -> str:
    """One array of objects with ``file`` and ``count``."""
    found = [{"file": answer.file, "count": len(answer.matches)} for answer in answers if not answer.findings]
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


#: The forms that ``--format`` offers: of matches, and with ``--count`` of their numbers.
MATCHES: Mapping[str, Callable[[Iterable[Answer]], str]] = {"text": as_text, "json": as_json}
COUNTS: Mapping[str, Callable[[Iterable[Answer]], str]] = {"text": counts_as_text, "json": counts_as_json}
