"""Words that translate each other, as Model 1 tells in both directions, and the use of terms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from tei.align.translation import LONG, learn
from tei.edit.lexicon import FUNCTION, Term
from tei.han import simplified
from tei.model import primary
from tei.tokens import stem, words

Bead = tuple[str, str]  # the words of the original, and of the translation

_LEAST = 0.3  # each direction is at least so probable
_OFTEN = 3  # and both words stand in so many beads
_NAMED = 0.5  # a word that stands so often within names, dates or numbers is no word of the lexicon
_FORMS = 4  # so many forms of a word are shown


@dataclass(frozen=True, slots=True)
class Pair:
    """A word and what it is rendered by, in the forms that stand in the texts, the commonest first."""

    word: str
    forms: tuple[str, ...]
    probable: float
    seen: int  # beads that have both


@dataclass(frozen=True, slots=True)
class Usage:
    """A term: how many beads have it, in how many each listed rendering stands opposite, in how many none does."""

    term: str
    count: int
    renderings: tuple[tuple[str, int], ...]
    otherwise: int


@dataclass(frozen=True, slots=True)
class _Side:
    """The words of one side of all beads: each bead's stems as numbers, the stems, their forms, and their counts."""

    beads: list[list[int]]
    stems: list[str]
    forms: list[Counter[str]]
    counts: Counter[int]

    @classmethod
    def of(cls, texts: Sequence[str], lang: str) -> _Side:
        numbers: dict[str, int] = {}
        forms: list[Counter[str]] = []
        beads = []
        for text in texts:
            inside: dict[int, None] = {}
            for word in words(text, lang):
                number = numbers.setdefault(stem(word), len(numbers))
                if number == len(forms):
                    forms.append(Counter())
                forms[number][word] += 1
                inside[number] = None
            beads.append(list(inside))
        return cls(beads, list(numbers), forms, Counter(n for bead in beads for n in bead))

    def ranked(self, number: int) -> tuple[str, ...]:
        """The forms of a word, the commonest first."""
        forms = self.forms[number]
        return tuple(sorted(forms, key=lambda form: (-forms[form], form))[:_FORMS])


def pairs(
    beads: Sequence[Bead], langs: tuple[str, str], named: Sequence[Mapping[str, float]], lexicon: Sequence[Term]
) -> list[Pair]:
    """The pairs, sorted by their words.  `named` gives, by language, the words of names and how much they are that.

    Left out is what serves grammar only, stands in names, or is in the `lexicon` already.
    """
    sides = [_Side.of([bead[k] for bead in beads], langs[k]) for k in (0, 1)]
    counts = [np.array([float(side.counts[n]) for n in range(len(side.stems))]) for side in sides]
    opposite = zip(sides[0].beads, sides[1].beads, strict=True)
    windows = [(one, other) for one, other in opposite if 0 < len(one) * len(other) <= LONG]
    if not windows:
        return []
    table = learn(windows, (len(counts[0]), len(counts[1])), (counts[0], counts[1]), {})
    seen = Counter((i, j) for one, other in windows for i in one for j in other)
    told = _told(lexicon, langs)
    good = [[_telling(side, n, langs[k], named[k]) for n in range(len(side.stems))] for k, side in enumerate(sides)]
    found = []
    for i, j, forward, backward in zip(
        *(a.tolist() for a in (*table.pairs, table.forward, table.backward)), strict=True
    ):
        sure = min(forward, backward) >= _LEAST and seen[i, j] >= _OFTEN and good[0][i] and good[1][j]
        if sure and sides[1].stems[j] not in told.get(sides[0].stems[i], ()):
            forms = sides[0].ranked(i)
            found.append(Pair(forms[0], sides[1].ranked(j), float(np.sqrt(forward * backward)), seen[i, j]))
    return sorted(found, key=lambda p: (p.word, p.forms))


def _telling(side: _Side, number: int, lang: str, named: Mapping[str, float]) -> bool:
    """Whether a word means something of its own: it is no number, no word of grammar, no part of names."""
    forms = side.forms[number]
    common = side.ranked(number)[0]
    idle = common in FUNCTION.get(primary(lang), ()) or any(c.isdigit() for c in common)
    share = sum(named.get(form, 0.0) * n for form, n in forms.items()) / forms.total()
    return not idle and share < _NAMED and (len(common) > 1 or not common.isascii())


def _told(lexicon: Sequence[Term], langs: tuple[str, str]) -> dict[str, set[str]]:
    """The stems of the words that the editors' renderings are made of, by term."""
    found: dict[str, set[str]] = {}
    for lang, term, other, rendering in lexicon:
        if (primary(lang), primary(other)) == (primary(langs[0]), primary(langs[1])):
            said = {stem(word) for word in words(rendering, other)}
            found.setdefault(stem(simplified(term).casefold()), set()).update(said)
    return found


def usage(standings: Iterable[tuple[str, str]], langs: tuple[str, str], lexicon: Sequence[Term]) -> Iterator[Usage]:
    """How each term of the lexicon is rendered, in its order, when `standings` are terms with their renderings."""
    counts = Counter(standings)
    listed: dict[str, dict[str, None]] = {}
    for lang, term, other, rendering in lexicon:
        if (primary(lang), primary(other)) == (primary(langs[0]), primary(langs[1])):
            listed.setdefault(term, {})[rendering] = None
    for term, renderings in listed.items():
        used = tuple((r, counts[term, r]) for r in renderings)
        otherwise = counts[term, ""]
        yield Usage(term, otherwise + sum(n for _, n in used), used, otherwise)
