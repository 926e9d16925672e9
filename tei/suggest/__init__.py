"""Names that no record covers, and terms that the lexicon does not settle, over all seeds of an edition.

`sheet` reads one seed through the steps, alone and in any process; `names` puts the sheets together; `terms` looks at
the lexicon; `show` renders both.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tei.build import jobs_for
from tei.edit.lexicon import repeated_in
from tei.model import Edition
from tei.pool import Progress, quiet, spread
from tei.report import Finding, ordered
from tei.run import Job
from tei.suggest.names import Suggestion, suggestions
from tei.suggest.sheet import sheet
from tei.suggest.terms import Term, unsettled

__all__ = ["Suggested", "Suggestion", "Term", "suggest"]


@dataclass(frozen=True, slots=True)
class Suggested:
    """What came of it: names and terms, the best first, and what was wrong with the seeds."""

    seeds: int  # that could be read
    totals: tuple[int, int]  # names and terms, before `limit`
    names: tuple[Suggestion, ...]
    terms: tuple[Term, ...]
    findings: tuple[Finding, ...]
    langs: tuple[str, ...] = ()  # of the seeds' versions, in their order


def suggest(
    paths: Iterable[Path],
    edition: Edition,
    *,
    least: int = 1,
    limit: int = 0,
    workers: int = 0,
    progress: Progress = quiet,
) -> Suggested:
    """Names seen at least `least` times that no record covers, the best first, and terms; at most
    `limit` of each, or 0 for all.
    """
    ready = list(jobs_for(paths, edition))
    findings = [f for item in ready if not isinstance(item, Job) for f in item.findings]
    jobs = [item for item in ready if isinstance(item, Job)]
    sheets = spread(sheet, jobs, workers, "suggest", progress)
    findings += [f for s in sheets for f in s.findings] + repeated_in(edition)
    read = [s for s in sheets if s.langs]
    names, terms = suggestions(read, edition, least), unsettled(read, edition)
    end = limit or None
    totals = len(names), len(terms)
    langs = tuple(dict.fromkeys(lang for s in read for lang in s.langs))
    return Suggested(len(read), totals, tuple(names[:end]), tuple(terms[:end]), tuple(ordered(findings)), langs)
