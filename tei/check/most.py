"""No schema floods a report."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from tei.report import Finding, finding

MOST = 2_000
"""Findings of one schema about one document that are listed."""


def most(found: Iterator[Finding], name: str, path: Path) -> Iterator[Finding]:
    """The first findings of the schema at `path` about the document `name`; V016 if there are more."""
    yield from islice(found, MOST)
    if next(found, None) is not None:
        message = f"there are more than {MOST:,} findings of {path.name}; the others are not listed"
        yield finding("V016", message, file=name, severity="info", hint="is it the right schema?")
