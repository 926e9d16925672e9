"""What a check came to: the findings, what was held back and why, and what the reports say of their places."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from tei.report import Finding
from tei.reports.excerpt import Excerpt

_POSITION = re.compile(r"\[\d+\]")
_LINE = re.compile(r"\b(lines?) \d+")


@dataclass(frozen=True, slots=True)
class Held:
    """A finding that does not count: it stands in the baseline, or an ignore fits it; and why."""

    finding: Finding
    by: Literal["baseline", "ignore"]
    reason: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check came to.  `findings` are those that count, in order; `files` all that were checked.

    `paths` has, for each file of a finding, its path below the root of the source, with ``/``; `excerpts` the source
    lines by file, line and column.
    """

    findings: tuple[Finding, ...]
    files: tuple[str, ...] = ()
    held: tuple[Held, ...] = ()
    paths: Mapping[str, str] = field(default_factory=dict)
    excerpts: Mapping[tuple[str, int, int | None], Excerpt] = field(default_factory=dict)

    def path(self, file: str) -> str:
        """Where `file` is, below the root of the source if it is there."""
        return self.paths.get(file, file)

    def excerpt(self, found: Finding) -> Excerpt | None:
        """The source line of a finding; None when there is none to be had."""
        return self.excerpts.get((found.file, found.line, found.column)) if found.line is not None else None


def fingerprints(findings: Iterable[Finding], path: Callable[[str], str]) -> list[str]:
    """For each finding 64 hexadecimal digits that stay the same when lines move: the same ones for no two of them.

    They are made of the file (as `path` names it), the code, the XPath without positions, the message without line
    numbers, and which of those that agree in all of this it is.
    """
    import hashlib

    counts: Counter[tuple[str, ...]] = Counter()
    made = []
    for found in findings:
        place = _POSITION.sub("", found.xpath or "")
        key = (path(found.file), found.code, place, _LINE.sub(r"\1", found.message))
        counts[key] += 1
        words = "\0".join((*key, str(counts[key])))
        made.append(hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest())
    return made
