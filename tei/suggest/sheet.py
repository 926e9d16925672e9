"""One seed, read for suggestions: where what looks like a name stands, and what stands opposite."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from tei import seed as seeds
from tei.annotate.candidates import Candidate, candidates, compared, stop_list
from tei.annotate.candidates_latin import ordinary
from tei.compare.standing import Standing, standings
from tei.compare.view import Span, View
from tei.model import Alignment, Block, Line, Seed, Text, primary
from tei.report import Finding, TeiError
from tei.run import Job, aligned, by_line, position

_AROUND = 32  # characters on each side of a name


@dataclass(frozen=True, slots=True)
class Passage:
    """Words in a seed, with those around them.  `line` and `column` count from 1."""

    file: str
    line: int
    column: int
    lang: str
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Sighting:
    """A candidate at its place."""

    side: int  # 0 in the first version, 1 in the second
    form: str
    key: str  # the form as it is compared
    type: str
    doubtful: bool
    within: str  # the key of the longest candidate around it, "" for none
    bead: int  # the number of the aligned sentences it stands in, -1 for none
    passage: Passage


@dataclass(frozen=True, slots=True)
class Opposite:
    """Aligned sentences: their words in the two versions, either may be empty, and where the first begins."""

    texts: tuple[str, str]
    places: tuple[tuple[int, int], tuple[int, int]]  # line and column; 0 where there are no words


@dataclass(frozen=True, slots=True)
class Use:
    """A term of the lexicon in aligned sentences, with its passage and the passage opposite."""

    standing: Standing
    passages: tuple[Passage, Passage]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a seed gives; without languages if it could not be read."""

    file: str
    langs: tuple[str, ...] = ()
    sightings: tuple[Sighting, ...] = ()
    beads: tuple[Opposite, ...] = ()
    uses: tuple[Use, ...] = ()
    ordinary: frozenset[str] = frozenset()  # words without a capital, in languages that have capitals
    findings: tuple[Finding, ...] = ()


def sheet(job: Job) -> Sheet:
    """Read, annotate and align a seed, and list its candidates."""
    name = PurePosixPath(job.name).name
    try:
        seed, _ = seeds.read(job.data, job.name, job.edition.format, dict(job.edition.languages))
        view = view_of(seed, job)
    except TeiError as error:
        return Sheet(name, findings=(error.finding,))
    opposite, bead_of = opposites(view.texts, view.alignment, seed)
    stop = stop_list(job.edition.stop)
    lines = by_line(seed)
    sightings: list[Sighting] = []
    plain: set[str] = set()
    for side, text in enumerate(view.texts):
        chinese = primary(text.lang) == "zh"
        for block in text.blocks:
            plain |= set() if chinese else ordinary(block.text)
            if chinese or block.kind == "p":
                found = candidates(block.text, text.lang, view.mentions.get(block.n, ()), stop)
                places = _Places(name, text.lang, block, lines, bead_of)
                sightings += [places.sighting(c, side, found) for c in found]
    uses = tuple(Use(s, (_said(name, view, s.at, lines), _said(name, view, s.to, lines))) for s in standings(view))
    return Sheet(name, tuple(t.lang for t in view.texts), tuple(sightings), opposite, uses, frozenset(plain))


def _said(file: str, view: View, at: Span, lines: dict[int, list[Line]]) -> Passage:
    """The words of a span with those around them; what follows it, if it has none."""
    block, (_, start, end) = view.blocks[at[0]], at
    text = block.text
    start += 0 if start < end else len(text[start:]) - len(text[start:].lstrip())
    end = max(start, end)
    line, column = position(block, start, lines[block.n])
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND * (1 if start < end else 2)]
    return Passage(file, line, column, view.langs[block.n], before if start < end else "", text[start:end], after)


def view_of(seed: Seed, job: Job) -> View:
    """The seed, annotated and aligned as for a build."""
    made, _ = aligned(seed, job)
    return View.of(made.texts, made.mentions, made.alignment, job.edition, made.emendations, seed.date)


@dataclass(frozen=True, slots=True)
class _Places:
    """Where things are in a block."""

    file: str
    lang: str
    block: Block
    lines: dict[int, list[Line]]
    bead_of: dict[int, list[tuple[int, int, int]]]

    def sighting(self, candidate: Candidate, side: int, others: Sequence[Candidate]) -> Sighting:
        """`candidate` at its place."""
        c, text = candidate, self.block.text
        around = [o for o in others if o.start <= c.start and c.end <= o.end and o is not c]
        outer = max(around, key=lambda o: o.end - o.start, default=None)
        line, column = position(self.block, c.start, self.lines[self.block.n])
        before, after = (" ".join(t.split(" ")) for t in (text[max(0, c.start - _AROUND) : c.start], text[c.end :]))
        words = Passage(self.file, line, column, self.lang, before, text[c.start : c.end], after[:_AROUND])
        bead = next((n for a, b, n in self.bead_of.get(self.block.n, ()) if a <= c.start < b), -1)
        within = compared(outer.form) if outer else ""
        return Sighting(side, c.form, compared(c.form), c.type, c.doubtful, within, bead, words)


def opposites(
    texts: Sequence[Text], alignment: Alignment, seed: Seed
) -> tuple[tuple[Opposite, ...], dict[int, list[tuple[int, int, int]]]]:
    """The aligned heads and sentences, and for every block (start, end, number of the bead) of what is aligned."""
    blocks = {block.n: block for text in texts for block in text.blocks}
    spans = {block.id: (block.n, 0, len(block.text)) for block in blocks.values()}
    spans |= {s.id: (s.block, s.start, s.end) for s in alignment.segments}
    lines = by_line(seed)
    found: list[Opposite] = []
    bead_of: dict[int, list[tuple[int, int, int]]] = {}
    for bead in (*alignment.levels.get("head", ()), *alignment.levels.get("sentence", ())):
        sides, places = [], []
        for ids in (bead.first, bead.second):
            parts = [spans[id_] for id_ in ids]
            for n, start, end in parts:
                bead_of.setdefault(n, []).append((start, end, len(found)))
            sides.append(" ".join(blocks[n].text[a:b].strip() for n, a, b in parts))
            n, start, _ = parts[0] if parts else (-1, 0, 0)
            lead = len(blocks[n].text[start:]) - len(blocks[n].text[start:].lstrip()) if parts else 0
            places.append(position(blocks[n], start + lead, lines[n]) if parts else (0, 0))
        found.append(Opposite((sides[0], sides[1]), (places[0], places[1])))
    return tuple(found), bead_of
