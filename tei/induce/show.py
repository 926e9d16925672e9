"""What the seeds teach, as a table, as JSON, and as the file lexicon.tsv with its computed rows brought up to date."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import asdict

from tei.edit.lexicon import COMPUTED
from tei.han import simplified
from tei.induce import Induced
from tei.induce.pairs import Pair
from tei.report import printable

_COMMENT = "# computed by `tei lexicon --write`; empty the fourth column to make a row your own"


def as_text(found: Induced) -> str:
    """A table of the terms and one of the words."""
    parts = []
    if found.terms:
        parts.append("Terms of the lexicon: how often they stand, and what stands opposite\n")
        for use in found.terms:
            said = [f"{n} × {rendering}" for rendering, n in use.renderings if n]
            said += [f"{use.otherwise} × otherwise"] if use.otherwise else []
            parts.append(f"{_cell(use.term)} {use.count:4}  {printable(', '.join(said))}".rstrip() + "\n")
    if found.pairs:
        head = "Words that translate each other: how probably, and in how many aligned sentences both stand\n"
        parts += ["\n" + head if parts else head]
        parts += [
            f"{_cell(p.word)} {p.seen:4}  {p.probable:.2f}  {printable(' / '.join(p.forms))}\n" for p in found.pairs
        ]
    return "".join(parts)


def _cell(text: str) -> str:
    """`text`, filled up to 18 columns of a terminal."""
    text = printable(text)
    return text + " " * max(0, 18 - sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text))


def as_json(found: Induced) -> str:
    """Everything, for programs."""
    whole = {
        "languages": list(found.langs),
        "terms": [{**asdict(u), "renderings": dict(u.renderings)} for u in found.terms],
        "words": [{**asdict(p), "probable": round(p.probable, 2)} for p in found.pairs],
        "findings": [asdict(f) for f in found.findings],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def as_tsv(found: Induced) -> str:
    """lexicon.tsv: the editors' lines as they are, then the computed rows, sorted.

    Computed rows are new, but for words that the seeds do not have: these keep theirs.  One with a note is the
    editors' line, and stands for what is computed of its words.
    """
    own, kept = [], []
    noted: set[tuple[str, str]] = set()
    for line in (found.before or f"# {found.langs[0]}\t{found.langs[1]}\n").splitlines(keepends=True):
        parts = [part.strip() for part in line.split("\t")]
        if line.startswith("#") or len(parts) < 4 or not COMPUTED.fullmatch(parts[3]):
            own += [] if line.strip() == _COMMENT else [line]
        elif parts[2]:
            own.append(line)
            noted |= {(parts[0], form.strip()) for form in parts[1].split("|")}
        elif simplified(parts[0]).casefold() not in found.seen:
            kept.append("\t".join(parts))
    rows = sorted({*kept, *(_row(p) for p in found.pairs if not any((p.word, form) in noted for form in p.forms))})
    text = "".join(own)
    if not rows:
        return text
    end = "\r\n" if "\r\n" in text else "\n"
    text += "" if text.endswith("\n") else end
    return text + "".join(row + end for row in (_COMMENT, *rows))


def _row(pair: Pair) -> str:
    return f"{pair.word}\t{' | '.join(pair.forms)}\t\tauto {pair.probable:.2f} {pair.seen}"


SHOWN: Mapping[str, Callable[[Induced], str]] = {"text": as_text, "json": as_json, "tsv": as_tsv}


def summary(found: Induced) -> str:
    """A line on what was found."""
    if not found.seeds:
        return "There is no seed with two versions, so there is nothing to learn."
    seeds = "1 seed" if found.seeds == 1 else f"{found.seeds} seeds"
    return f"{seeds}, {found.beads} beads: {len(found.terms)} terms, {len(found.pairs)} pairs of words"
