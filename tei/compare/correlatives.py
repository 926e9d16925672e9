"""Conjunctions that come in pairs, the second of which does not come."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tei.compare import proposal
from tei.compare.view import Passage, View, across
from tei.model import Crux, primary

#: By language: the first half, and what may follow as the second.
PAIRS = {"en": (("both", "and"), ("either", "or"), ("neither", "nor"))}
_NEAR = 40  # characters in which the word before one is looked for
_CLAUSE = re.compile(r"[;:.!?]")


def cruxes(view: View) -> list[Crux]:
    """A first half that is repeated in a sentence and has its second in one place, but not in another (C013)."""
    found = []
    for _, first, second in view.pairs():
        for mine, opposite in ((first, second), (second, first)):
            for passage in mine:
                for one, other in PAIRS.get(primary(passage.lang), ()):
                    found += [
                        _crux(view, passage, opposite, at, one, other) for at in _single(passage.text, one, other)
                    ]
    return found


def _single(text: str, one: str, other: str) -> Iterator[tuple[int, int]]:
    """The clauses with `one` and without `other`, where another clause has both, after the same word: to grasp both."""
    begins = list(re.finditer(rf"\b{one}\b", text, re.IGNORECASE))
    if len(begins) < 2:
        return
    clauses = []
    for match, following in zip(begins, [*begins[1:], None], strict=True):
        limit = following.start() if following else len(text)
        end = _CLAUSE.search(text, match.end(), limit)
        clauses.append((match.start(), end.start() if end else limit))
    closed = [bool(re.search(rf"\b{other}\b", text[start:end], re.IGNORECASE)) for start, end in clauses]
    nearby = (text[max(0, match.start() - _NEAR) : match.start()].casefold() for match in begins)
    before = [re.search(r"(\w*)\W*$", words) for words in nearby]
    words = [match[1] if match else "" for match in before]
    full = {word for word, done in zip(words, closed, strict=True) if done}
    yield from (clause for clause, word, done in zip(clauses, words, closed, strict=True) if not done and word in full)


def _crux(view: View, passage: Passage, opposite: list[Passage], at: tuple[int, int], one: str, other: str) -> Crux:
    spans = (passage.span(*at),)
    words = passage.text[slice(*at)]
    said = f"“{words.split()[0]}” promises a second member, with “{other}”, that does not come."
    surplus = passage.span(at[0], min(at[0] + len(one) + 1, at[1]))
    return Crux(
        "C013",
        f"“{words}” has “{one}” and no “{other}”, unlike the rest of the sentence; opposite is {across(opposite)}",
        spans,
        tuple(p.id for p in opposite),
        "medium",
        f"strike out “{one}”, or explain it in a [[note]]:\n" + proposal.emend(view, surplus, "", said, "low"),
    )
