"""Names that no record covers: what looks like one in a version that has its mentions already.

A language's rules find *candidates* by form alone (capitals, suffixes, kinds of words); whether one is a name is for
the whole corpus to say, in `tei.suggest`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from tei.annotate import candidates_latin, candidates_zh
from tei.annotate.candidate import Candidate
from tei.annotate.span import fold
from tei.han import is_han, simplified
from tei.model import NAME_TYPES, Mention, Name, primary

__all__ = ["Candidate", "Stop", "candidates", "stop_list"]

_RULES: Mapping[str, Callable[[str, bytearray], list[Candidate]]] = {"zh": candidates_zh.candidates}


@dataclass(frozen=True, slots=True)
class Stop:
    """The forms that are no names, as they are compared."""

    forms: frozenset[str]

    def __contains__(self, form: str) -> bool:
        return compared(form) in self.forms


def stop_list(names: Sequence[Name]) -> Stop:
    """The stop list of an edition."""
    return Stop(frozenset(compared(name.text) for name in names))


def compared(form: str) -> str:
    """`form` so that two spellings of one name are equal: simplified, plain in width and quotes."""
    return simplified(fold(form)).casefold()


def candidates(text: str, lang: str, mentions: Sequence[Mention], stop: Stop) -> list[Candidate]:
    """The candidates in the `text` of a block, in order, outer before inner.

    What a mention with a record covers is left out, and so is what is only a title or a suffix longer than it; no
    candidate reaches into a date.  A quoted document without a record is one.
    """
    barred = bytearray(len(text))  # 1 where a date stands
    for mention in mentions:
        if mention.type == "date":
            barred[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
    folded = fold(text)
    rules = _RULES.get(primary(lang), candidates_latin.candidates)
    found = {(c.start, c.end): c for c in rules(folded, barred)}
    for mention in mentions:
        if mention.type in NAME_TYPES and not (mention.ref or mention.candidates):
            place = (mention.start, mention.end)
            found[place] = Candidate(*place, text[slice(*place)], mention.type)
    names = [m for m in mentions if m.type in NAME_TYPES and (m.ref or m.candidates)]
    found = {place: replace(c, form=_form(text[c.start : c.end])) for place, c in found.items()}
    kept = [c for c in found.values() if c.form not in stop and not _covered(c, names, folded)]
    return sorted(kept, key=lambda c: (c.start, -c.end))


def _form(words: str) -> str:
    """The name in `words`: in Chinese without the spaces that only fill a line."""
    plain = " ".join(words.split())
    return plain.replace(" ", "") if all(is_han(c) for c in plain if c != " ") else plain


def _covered(candidate: Candidate, names: Sequence[Mention], text: str) -> bool:
    """Whether mentions say all that `candidate` says, or part of it and something beside it."""
    rest, at = "", candidate.start
    for name in names:
        if name.end <= candidate.start or name.start >= candidate.end:
            continue
        if name.start < candidate.start or name.end > candidate.end:
            return True
        if name.end > at:
            rest += text[at : max(at, name.start)] + " "
            at = name.end
    if at == candidate.start:
        return False
    rest += text[at : candidate.end]
    return all(word in candidates_latin.LESSER or word in candidates_zh.LESSER for word in rest.split())
