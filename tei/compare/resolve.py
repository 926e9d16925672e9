"""Names of several records: which is meant, as far as the other version and the rest of the document tell.

What the aligned passage says comes first, in the words of the other language: it names only one of the candidates.
Then the document: its paragraph, its report, the whole, the nearest that tells anything; there either one candidate is
named by a name of its own, or what is named is related to only one (its province, its works).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tei.model import Alignment, Bead, Cert, Crux, Edition, Entity, Mention, Text, by_block

_SURE = 0.9  # the certainty of a bead from which on what it says needs no @cert


def resolve(
    texts: Sequence[Text], mentions: Iterable[Mention], alignment: Alignment, edition: Edition
) -> tuple[list[Mention], list[Crux]]:
    """The mentions, each with one record, and the names that stay open (C020).

    A record that the document suggests has a certainty of medium; a name that stays open gets the likeliest record
    with a certainty of low, and has no value to be compared.
    """
    found = list(mentions)
    if not any(m.candidates for m in found):
        return found, []
    state = _State(texts, found, alignment, {entity.id: entity for entity in edition.authority})
    _by_the_other_version(state)
    _by_the_document(state)
    _by_the_other_version(state)
    open_ = [m for m in found if state.open(m)]
    return [_settled(m, state) for m in found], list(_cruxes(open_, state))


@dataclass(slots=True)
class _State:
    """What is known: `chosen` grows."""

    texts: Sequence[Text]
    mentions: Sequence[Mention]
    alignment: Alignment
    records: Mapping[str, Entity]
    chosen: dict[Mention, tuple[str, Cert | None]] = field(default_factory=dict)

    def open(self, mention: Mention) -> bool:
        """Whether its record is still to be found."""
        return bool(mention.candidates) and mention not in self.chosen

    def ref(self, mention: Mention) -> str:
        """Its record, or ""."""
        return self.chosen[mention][0] if mention in self.chosen else mention.ref


def _by_the_other_version(state: _State) -> None:
    """Choose what only one side's counterpart names: of the records named there more often than here, or else of those
    that a name open there may be, too.
    """
    for bead, mine, other in _sides(state):
        said = Counter(filter(None, map(state.ref, other)))
        said.subtract(filter(None, map(state.ref, mine)))
        also = {id_ for o in other if state.open(o) for id_ in o.candidates}
        for mention in mine:
            if state.open(mention):
                likely = [id_ for id_ in mention.candidates if said[id_] > 0]
                likely = likely or [id_ for id_ in mention.candidates if id_ in also]
                if len(likely) == 1:
                    state.chosen[mention] = likely[0], (None if bead.cert > _SURE else "medium")


def _sides(state: _State) -> Iterator[tuple[Bead, list[Mention], list[Mention]]]:
    """The aligned heads and sentences, from either side: the bead, the mentions here, and those opposite."""
    blocks = by_block(state.mentions)
    spans = {block.id: (block.n, 0, len(block.text)) for text in state.texts for block in text.blocks}
    spans |= {s.id: (s.block, s.start, s.end) for s in state.alignment.segments}

    def inside(ids: Iterable[str]) -> list[Mention]:
        places = [spans[id_] for id_ in ids if id_ in spans]
        return [m for block, start, end in places for m in blocks.get(block, ()) if start <= m.start < end]

    for level in ("head", "sentence"):
        for bead in state.alignment.levels.get(level, ()):
            if bead.first and bead.second:
                first, second = inside(bead.first), inside(bead.second)
                yield bead, first, second
                yield bead, second, first


def _by_the_document(state: _State) -> None:
    """Choose the candidate that the nearest surroundings tell of."""
    reports = {b.n: r.n for text in state.texts for r in text.reports for b in (*r.heads, *r.paragraphs)}
    named: dict[tuple[str, int], set[str]] = {}
    for mention in state.mentions:
        ref = state.ref(mention)
        if ref:
            for scope in _scopes(mention, reports):
                named.setdefault(scope, set()).add(ref)
    for mention in state.mentions:
        if state.open(mention):
            scopes = [named.get(scope, set()) for scope in _scopes(mention, reports)]
            if id_ := _told(mention.candidates, scopes, state.records):
                state.chosen[mention] = id_, "medium"


def _scopes(mention: Mention, reports: Mapping[int, int]) -> list[tuple[str, int]]:
    """The surroundings of a mention, the nearest first; a report is the same in both versions."""
    report = reports.get(mention.block)
    between = [] if report is None else [("report", report)]
    return [("block", mention.block), *between, ("document", 0)]


def _told(candidates: Sequence[str], scopes: Iterable[set[str]], records: Mapping[str, Entity]) -> str:
    """The one of `candidates` that the records named in `scopes` tell of, "" if they do not tell."""
    around = {id_: _around(id_, records) for id_ in candidates}
    for named in scopes:
        themselves = [id_ for id_ in candidates if id_ in named]
        if themselves:
            return themselves[0] if len(themselves) == 1 else ""
        pointing = {r for id_ in named if id_ in records for r in records[id_].related}
        related = [id_ for id_ in candidates if around[id_] & named or id_ in pointing]
        if len(related) == 1:
            return related[0]
    return ""


def _around(id_: str, records: Mapping[str, Entity]) -> set[str]:
    """The records that a record points to, and those that these point to."""
    found: set[str] = set()
    waiting = [id_]
    while waiting:
        record = records.get(waiting.pop())
        new = set(record.related) - found if record else set()
        found |= new
        waiting += new
    return found - {id_}


def _settled(mention: Mention, state: _State) -> Mention:
    if not mention.candidates:
        return mention
    if state.open(mention):
        return replace(mention, ref=mention.candidates[0], cert="low")
    id_, cert = state.chosen[mention]
    return replace(mention, ref=id_, type=state.records[id_].type, cert=cert, candidates=())


def _cruxes(mentions: Iterable[Mention], state: _State) -> Iterator[Crux]:
    """One for each name that stays open in a version, with all places."""
    words = {block.n: (text.id, block.text) for text in state.texts for block in text.blocks}
    groups: dict[tuple[str, str, tuple[str, ...]], list[Mention]] = {}
    for m in mentions:
        text, block = words[m.block]
        groups.setdefault((text, block[m.start : m.end], m.candidates), []).append(m)
    for (_, name, candidates), places in groups.items():
        likeliest = state.records[candidates[0]]
        shown = " or ".join(f"{id_} ({state.records[id_].names[0].text})" for id_ in candidates)
        count = f" in {len(places)} places" if len(places) > 1 else ""
        lines = " and ".join(str(state.records[id_].line) for id_ in candidates)
        yield Crux(
            "C020",
            f"the name “{name}” may mean {shown}{count}; {likeliest.id} is taken",
            tuple((m.block, m.start, m.end) for m in places),
            (),
            "low",
            'say which by [[mention]] with action = "assign" and ref, or [[dismiss]] it; '
            f"the records are in lines {lines} of authority.xml",
        )
