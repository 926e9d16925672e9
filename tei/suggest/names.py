"""The candidates of all seeds put together: which are names, which mean the same, and how sure that is."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tei.annotate.candidates import compared
from tei.compare.likeness import Known, is_chinese, said
from tei.compare.pairs import Pair, best, pairs
from tei.han import simplified
from tei.model import Edition, primary
from tei.suggest.groups import Group, grouped, unstatused
from tei.suggest.ids import ids
from tei.suggest.sheet import Opposite, Passage, Sheet, Sighting

_KEPT = 3  # passages of a suggestion
_WITHIN = 2  # so many longer names around it make a name of what never stands alone


@dataclass(frozen=True, slots=True)
class Form:
    """A name as the seeds write it."""

    lang: str
    text: str
    count: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A record that the authority may want.

    `names` have the preferred form of each language first.  `evidence` says what speaks for its being one name in
    two languages: labels with figures.  A passage is given in both languages where both name it.
    """

    id: str  # an xml:id that no record has
    type: str  # the element of its names: persName, placeName, orgName, eventName, title
    names: tuple[Form, ...]
    count: int  # how often they stand in the seeds
    cert: float  # a probability
    score: float  # by which suggestions are ranked
    evidence: tuple[tuple[str, float], ...]
    passages: tuple[tuple[Passage, ...], ...]


@dataclass(slots=True)
class Seen:
    """All sightings of one form in the first versions or in the second."""

    key: str
    side: int
    sightings: list[tuple[int, Sighting]] = field(default_factory=list)  # with the number of the sheet

    @property
    def type(self) -> str:
        """The element that most sightings hint at, "" if none does."""
        votes = Counter(s.type for _, s in self.sightings if s.type)
        return min(votes, key=lambda t: (-votes[t], t)) if votes else ""

    @property
    def firm(self) -> bool:
        """Whether it stands anywhere where only names do."""
        return any(not s.doubtful for _, s in self.sightings)

    @property
    def own(self) -> bool:
        """Whether it stands outside longer candidates, or within several different ones."""
        around = {s.within for _, s in self.sightings}
        return self.type == "placeName" or "" in around or len(around) >= _WITHIN


def suggestions(sheets: Sequence[Sheet], edition: Edition, least: int) -> list[Suggestion]:
    """Suggested records, the best first."""
    sides = _sides(sheets)
    seen = _seen(sheets, sides)
    ordinary = frozenset(word for sheet in sheets for word in sheet.ordinary)
    seen = [{key: s for key, s in side.items() if _likely(s, ordinary)} for side in seen]
    types = ({k: s.type for k, s in seen[0].items()}, {k: s.type for k, s in seen[1].items()})
    found = pairs(_beads(sheets, sides, seen), types, _known(edition))
    two = any(len(sheet.langs) > 1 for sheet in sheets)
    made = []
    for group in grouped(best(found), found, types):
        suggestion = _suggestion(group, seen, sheets, two)
        if suggestion is not None and suggestion.count >= least:
            made.append(suggestion)
    made.sort(key=lambda s: (-s.score, -s.count, [n.text for n in s.names]))
    return ids(made, edition)


def _sides(sheets: Sequence[Sheet]) -> list[tuple[int, ...]]:
    """For each sheet the sides of its versions, so that one language is on one side in all of them."""
    first = next((sheet.langs for sheet in sheets if len(sheet.langs) > 1), ("", ""))
    sides: list[tuple[int, ...]] = []
    for sheet in sheets:
        turned = primary(sheet.langs[0]) == primary(first[1]) != primary(first[0])
        sides.append((1, 0) if turned else (0, 1))
    return sides


def _seen(sheets: Sequence[Sheet], sides: Sequence[tuple[int, ...]]) -> list[dict[str, Seen]]:
    found: list[dict[str, Seen]] = [{}, {}]
    for n, sheet in enumerate(sheets):
        for sighting in sheet.sightings:
            side = sides[n][sighting.side]
            found[side].setdefault(sighting.key, Seen(sighting.key, side)).sightings.append((n, sighting))
    return found


def _likely(seen: Seen, ordinary: frozenset[str]) -> bool:
    """Whether a form is more than a common word at the start of a sentence."""
    return (seen.firm or seen.key not in ordinary) and seen.own


def _beads(
    sheets: Sequence[Sheet], sides: Sequence[tuple[int, ...]], seen: Sequence[dict[str, Seen]]
) -> Iterable[tuple[list[str], list[str]]]:
    for n, sheet in enumerate(sheets):
        found: dict[int, tuple[list[str], list[str]]] = {}
        for s in sheet.sightings:
            side = sides[n][s.side]
            if s.bead >= 0 and s.key in seen[side]:
                found.setdefault(s.bead, ([], []))[side].append(s.key)
        yield from found.values()


def _known(edition: Edition) -> Known:
    """The names of the authority and the terms of the lexicon, as far as they pair Chinese with letters."""
    found: dict[str, list[tuple[str, ...]]] = {}
    rows = [(term, rendering) for _, term, _, rendering in edition.lexicon]
    for entity in edition.authority:
        forms = [name.text for name in entity.names]
        rows += [(han, latin) for han in forms if is_chinese(han) for latin in forms if not is_chinese(latin)]
    for one, other in rows:
        han, latin = (one, other) if is_chinese(one) else (other, one)
        if is_chinese(han) and not is_chinese(latin):
            found.setdefault(simplified(han), []).append(tuple(w[:6] for w in said(latin)))
    return {term: tuple(ways) for term, ways in found.items()}


def _suggestion(group: Group, seen: Sequence[dict[str, Seen]], sheets: Sequence[Sheet], two: bool) -> Suggestion | None:
    members = [seen[side][key] for side, key in group.members if key in seen[side]]
    if not members or (group.pair is None and not any(seen.firm for seen in members)):
        return None
    forms = _forms(members, group.type)
    count = sum(form.count for form in forms)
    cert = group.pair.cert if group.pair else _alone(members[0], two)
    evidence = _evidence(group.pair, count)
    score = round(cert * (1 + math.log(count)), 3)
    return Suggestion(
        "", group.type or _guessed(forms), forms, count, cert, score, evidence, _passages(members, sheets)
    )


def _guessed(forms: Sequence[Form]) -> str:
    """What a name is of which nothing says it: a person of two or three words, else a place."""
    words = max(len(form.text.split()) for form in forms)
    return "persName" if words in (2, 3) else "placeName"


def _alone(seen: Seen, two: bool) -> float:
    """How likely a form is a name that has no counterpart, though there are `two` versions."""
    cert = 0.2 + (0.15 if seen.type else 0.0) + (0.0 if two else 0.25) + min(0.15, 0.03 * len(seen.sightings))
    if not seen.firm:
        cert -= 0.15
    return round(cert, 3)


def _evidence(pair: Pair | None, count: int) -> tuple[tuple[str, float], ...]:
    if pair is None:
        return (("occurrences", float(count)),)
    return (
        ("occurrences", float(count)),
        ("aligned sentences with both", float(pair.together)),
        ("share of all that have one", pair.dice),
        ("likeness of sound and words", pair.likeness),
    )


def _forms(members: Sequence[Seen], type_: str) -> tuple[Form, ...]:
    """The spellings by language; the preferred one first, and languages in the order of the versions."""
    counts: Counter[tuple[int, str, str]] = Counter()
    for seen in members:
        for _, sighting in seen.sightings:
            counts[seen.side, sighting.passage.lang, sighting.form] += 1
    whole = type_ in ("eventName", "title")

    def rank(item: tuple[int, str, str]) -> tuple[object, ...]:
        side, _, form = item
        titled = type_ == "persName" and unstatused(compared(form), type_) != compared(form)
        return side, titled, -len(form) if whole else 0, -counts[item], -len(form), form

    return tuple(Form(lang, form, counts[side, lang, form]) for side, lang, form in sorted(counts, key=rank))


def _passages(members: Sequence[Seen], sheets: Sequence[Sheet]) -> tuple[tuple[Passage, ...], ...]:
    """Passages of both languages where both name it, then others; the first of each kind."""
    by_bead: dict[tuple[int, int, int], dict[int, Passage]] = {}
    for seen in members:
        for n, sighting in seen.sightings:
            alone = 0 if sighting.bead >= 0 else sighting.passage.line
            by_bead.setdefault((n, sighting.bead, alone), {}).setdefault(sighting.side, sighting.passage)
    ranked = sorted(by_bead.items(), key=lambda item: (-len(item[1]), item[0]))
    found = []
    for (n, bead, _), sides in ranked[:_KEPT]:
        for side in (0, 1):
            if side not in sides and bead >= 0 and sheets[n].beads[bead].texts[side]:
                sides[side] = _begun(sheets[n], sheets[n].beads[bead], side)
        found.append(tuple(sides[side] for side in sorted(sides)))
    return tuple(found)


def _begun(sheet: Sheet, opposite: Opposite, side: int) -> Passage:
    """The beginning of the sentences opposite, where nothing in them is known to be the name."""
    line, column = opposite.places[side]
    words = opposite.texts[side]
    return Passage(sheet.file, line, column, sheet.langs[side], "", "", words[:64] + ("…" if len(words) > 64 else ""))
