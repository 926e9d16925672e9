"""Where both versions mean the same, but one says more of it: the month of a day, the body within a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tei.compare import counterparts, proposal
from tei.compare.view import Span, View, sentence, span
from tei.model import NAME_TYPES, Crux, Mention, primary

_MONTHS = "Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
_MONTH = {
    "en": re.compile(rf"\b(?:{_MONTHS}|Nov(?:ember)?|Dec(?:ember)?)\b|\bmonth\b|\b(?:inst|ult)\b", re.IGNORECASE),
    "zh": re.compile("月"),
}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def cruxes(view: View) -> list[Crux]:
    """Days whose month only one version has, but for datelines; and names within which only one version names another
    record (C015).
    """
    if len(view.texts) < 2:
        return []
    pairs = list(counterparts.links(view))
    return [*_dates(view, pairs), *_names(view, pairs)]


Pair = tuple[Mention, Mention]


def _dates(view: View, pairs: Iterable[Pair]) -> Iterator[Crux]:
    by: dict[int, list[Pair]] = {0: [], 1: []}
    for pair in pairs:
        day = pair[0].type == "date" and all(_DAY.fullmatch(value) for value in pair[0].value[1:])
        if day and not any(m.end <= view.blocks[m.block].dateline for m in pair):  # datelines have their own customs
            says = [month_said(view, mention) for mention in pair]
            if None not in says and says[0] != says[1]:
                by[0 if says[0] else 1].append(pair)
    for side, found in by.items():
        if found:
            full, bare = (view.words(found[0][k]) for k in (side, 1 - side))
            spans = [span(m) for pair in found for m in pair]
            mine, other = (view.version(found[0][k].block) for k in (side, 1 - side))
            said = f"{mine} names the month (“{full}”), {other} the day alone (“{bare}”)"
            yield _crux(view, spans, f"the month of “{bare}” stands in {mine} only: “{full}”", said)


def month_said(view: View, mention: Mention) -> bool | None:
    """Whether its words name the month; None where that cannot be told."""
    month = _MONTH.get(primary(view.langs[mention.block]))
    words = view.read(span(mention))
    if month is None or not re.search(r"[日号號]|\d(?:st|nd|rd|th)?\b", words) or re.search(r"\d[-/.]\d", words):
        return None
    return month.search(words) is not None


def _names(view: View, pairs: Iterable[Pair]) -> Iterator[Crux]:
    """A record is missed within a name only where that language names it within the same name elsewhere."""
    linked = [pair for pair in pairs if pair[0].type in NAME_TYPES]
    inner = [(_inner(view, pair[0]), _inner(view, pair[1])) for pair in linked]
    usual: dict[tuple[str, int], set[str]] = {}
    for pair, both in zip(linked, inner, strict=True):
        for k in (0, 1):
            usual.setdefault((pair[k].ref, k), set()).update(both[k])
    found: dict[tuple[str, int, str], list[Pair]] = {}
    for pair, both in zip(linked, inner, strict=True):
        for k in (0, 1):
            for ref in (both[k] - both[1 - k]) & usual[pair[k].ref, 1 - k]:
                found.setdefault((pair[k].ref, k, ref), []).append(pair)
    for (_, k, ref), places in sorted(found.items()):
        full, bare = (view.words(places[0][j]) for j in (k, 1 - k))
        spans = [span(m) for pair in places for m in pair]
        mine, other = (view.version(places[0][j].block) for j in (k, 1 - k))
        said = f"{mine} “{full}” names {_called(view, ref)}, {other} “{bare}” does not"
        yield _crux(view, spans, f"“{full}” names {ref}, and “{bare}” does not", said)


def _inner(view: View, mention: Mention) -> set[str]:
    """The records named within a name."""
    return {
        m.ref
        for m in view.mentions.get(mention.block, ())
        if m.ref and mention.start <= m.start and m.end <= mention.end and m.ref != mention.ref
    }


def _called(view: View, ref: str) -> str:
    """A record by its name in English (proposed notes are), else by its first name."""
    names = next(entity.names for entity in view.edition.authority if entity.id == ref)
    return next((name.text for name in names if primary(name.lang) == "en"), f"“{names[0].text}”")


def _crux(view: View, spans: list[Span], message: str, said: str) -> Crux:
    answer = proposal.note(view, spans, sentence(said), "translation")
    return Crux("C015", message, tuple(spans), (), "low", f"explain it, or [[dismiss]] it:\n{answer}")
