"""Which words translate each other, learnt from all seeds of an edition, and how its terms are rendered.

`sheet` aligns one seed, in any process; `pairs` learns from all of them together; `show` renders what came of it, also
as the file lexicon.tsv.  The edition's own computed rows take no part, so that the same seeds give the same rows.
"""

from __future__ import annotations

import codecs
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from tei import seed as seeds
from tei.build import jobs_for, seed_paths
from tei.compare.standing import standings
from tei.edit.lexicon import decoded, named, repeated
from tei.files import read
from tei.induce.pairs import Bead, Pair, Usage, pairs, usage
from tei.model import Edition, primary
from tei.pool import Progress, quiet, spread
from tei.report import Finding, TeiError, finding, ordered
from tei.run import Job
from tei.suggest.sheet import opposites, view_of
from tei.tokens import words

__all__ = ["Induced", "induce"]

Langs = tuple[str, str]  # of the original, of the translation


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a seed gives: its beads, the original's words first, the words within its names, dates and numbers, and
    the original's terms with their renderings, one of each bead and term.
    """

    file: str
    langs: Langs = ("", "")
    beads: tuple[Bead, ...] = ()
    within: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    terms: tuple[tuple[str, str], ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Induced:
    """What all seeds give, and what stands in lexicon.tsv (`before`, "" if there is none)."""

    path: Path
    langs: Langs
    seeds: int  # that were aligned
    beads: int
    terms: tuple[Usage, ...]
    pairs: tuple[Pair, ...]
    seen: frozenset[str]  # all words of the originals
    before: str
    findings: tuple[Finding, ...]


def induce(edition: Edition, *, workers: int = 0, progress: Progress = quiet) -> Induced:
    """What the seeds of `edition` teach.

    Raises:
        TeiError: E020 when its lexicon cannot be read.
    """
    path = Path(edition.folder) / "lexicon.tsv"
    before = decoded(path) if path.exists() else ""
    if before and read(path).startswith(codecs.BOM_UTF8):
        before = "\ufeff" + before
    ready = list(jobs_for(seed_paths(edition), replace(edition, induced=())))
    findings = [f for item in ready if not isinstance(item, Job) for f in item.findings]
    sheets = spread(sheet, [item for item in ready if isinstance(item, Job)], workers, "lexicon", progress)
    findings += [f for s in sheets for f in s.findings]
    if not ready:
        said = f"no file fits {', '.join(edition.seeds)}"
        findings.append(finding("S013", said, file=str(Path(edition.folder) / "edition.toml"), severity="warning"))
    aligned = [s for s in sheets if s.beads]
    findings += repeated(before, str(path))
    langs = _langs(aligned, edition, before)
    ours = [s for s in aligned if tuple(map(primary, s.langs)) == tuple(map(primary, langs))]
    findings += [_foreign(s, langs) for s in aligned if s not in ours]
    beads = [bead for s in ours for bead in s.beads]
    found = pairs(beads, langs, [_share(ours, k, langs[k]) for k in (0, 1)], edition.lexicon)
    seen = frozenset(word for one, _ in beads for word in words(one, langs[0]))
    terms = tuple(usage([standing for s in ours for standing in s.terms], langs, edition.lexicon))
    return Induced(path, langs, len(ours), len(beads), terms, tuple(found), seen, before, tuple(ordered(findings)))


def sheet(job: Job) -> Sheet:
    """Read, annotate and align a seed as a build does."""
    name = PurePosixPath(job.name).name
    try:
        seed, _ = seeds.read(job.data, job.name, job.edition.format, dict(job.edition.languages))
        view = view_of(seed, job)
    except TeiError as error:
        return Sheet(name, findings=(error.finding,))
    texts = view.texts
    if len(texts) < 2:
        return Sheet(name)
    order = (1, 0) if texts[1].role == "original" else (0, 1)
    opposite, _ = opposites(texts, view.alignment, seed)
    blocks = [{block.n: block.text for block in texts[k].blocks} for k in order]
    within = [
        tuple(w for n in own for m in view.mentions.get(n, ()) for w in words(own[n][m.start : m.end], texts[k].lang))
        for k, own in zip(order, blocks, strict=True)
    ]
    beads = tuple((o.texts[order[0]], o.texts[order[1]]) for o in opposite if all(o.texts))
    langs = texts[order[0]].lang, texts[order[1]].lang
    terms = tuple((s.term, s.rendering) for s in standings(view) if s.langs == tuple(map(primary, langs)))
    return Sheet(name, langs, beads, (within[0], within[1]), terms)


def _langs(sheets: Sequence[Sheet], edition: Edition, before: str) -> Langs:
    """The languages of the lexicon: those that it names, else the edition, else those of most seeds."""
    told = dict(edition.languages)
    count = Counter(s.langs for s in sheets)
    most = max(sorted(count), key=lambda langs: count[langs]) if count else ("zh", "en")
    return named(before) or (told.get("original", most[0]), told.get("translation", most[1]))


def _foreign(found: Sheet, langs: Langs) -> Finding:
    return finding(
        "G003",
        f"is in {found.langs[0]} and {found.langs[1]}, and teaches nothing of {langs[0]} and {langs[1]}",
        file=found.file,
        severity="info",
        hint="an edition has one lexicon, of two languages",
    )


def _share(sheets: Sequence[Sheet], side: int, lang: str) -> dict[str, float]:
    """Of each word in names, dates and numbers: how large a share of all its places these are."""
    every = Counter(word for s in sheets for bead in s.beads for word in words(bead[side], lang))
    within = Counter(word for s in sheets for word in s.within[side])
    return {word: n / max(n, every[word]) for word, n in within.items()}
