"""The terms of the lexicon over all seeds: rendered in more than one way, or in no way that it lists."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tei.model import Edition, primary
from tei.suggest.sheet import Passage, Sheet, Use
from tei.tokens import words

_PROPOSED = 3
_KEPT = 3  # passages of a rendering
_SURE = 6.6  # of the log-likelihood ratio; p < 0.01
_COMMON = frozenset("that this these those with from into their have been should must will which also such".split())
_BIG = 20  # aligned sentences below which nothing is proposed


Key = tuple[str, str, str]
"""The language of a term, the term, and the language of its renderings."""


@dataclass(frozen=True, slots=True)
class Rendering:
    """A way in which a term is rendered: all forms of the same words, the commonest first."""

    forms: tuple[str, ...]
    count: int
    passages: tuple[tuple[Passage, Passage], ...]  # the term, and its rendering


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the lexicon that is rendered in several ways, or not as the lexicon says.

    `unrendered` counts the aligned sentences that have the term and none of its renderings; `proposed` are the words
    that stand in them more often than elsewhere.
    """

    lang: str
    text: str
    to: str  # the language of the renderings
    renderings: tuple[Rendering, ...]
    unrendered: int
    passages: tuple[tuple[Passage, Passage], ...]  # of what is not rendered
    proposed: tuple[str, ...]
    listed: tuple[str, ...]  # the renderings in the lexicon

    @property
    def count(self) -> int:
        """In how many aligned sentences it stands."""
        return self.unrendered + sum(r.count for r in self.renderings)


@dataclass(slots=True)
class _Use:
    """What becomes of a term in the texts: passages by the stems of the rendering, () where there is none."""

    found: dict[tuple[str, ...], list[tuple[str, tuple[Passage, Passage]]]] = field(default_factory=dict)
    bare: list[frozenset[str]] = field(default_factory=list)  # the words opposite, where there is none


def unsettled(sheets: Sequence[Sheet], edition: Edition) -> list[Term]:
    """The terms with more than one rendering, and those with none, the commonest first."""
    listed: dict[Key, list[str]] = {}
    for lang, term, to, rendering in edition.lexicon:
        listed.setdefault((lang, term, to), []).append(rendering)
    found = [t for key in _pairs(listed) for t in _terms(sheets, {k: v for k, v in listed.items() if key == _pair(k)})]
    return sorted(found, key=lambda t: (not len(t.renderings) > 1, -t.count, t.text))


def _pair(key: Key) -> tuple[str, str]:
    return primary(key[0]), primary(key[2])


def _pairs(listed: Iterable[Key]) -> list[tuple[str, str]]:
    return sorted({_pair(key) for key in listed})


def _terms(sheets: Sequence[Sheet], listed: Mapping[Key, list[str]]) -> list[Term]:
    """What is to be said of the terms of one pair of languages."""
    by_key = {term: (lang, term, to) for lang, term, to in listed}
    langs = _pair(next(iter(listed)))
    uses: dict[str, _Use] = {}
    every = Counter[str]()
    total = 0
    for opposite in _opposites(sheets, langs):
        every.update(frozenset(_grams(opposite, langs[1])))
        total += 1
    for use in (use for sheet in sheets for use in sheet.uses if use.standing.langs == langs):
        _note(uses.setdefault(use.standing.term, _Use()), use, langs[1])
    made = [_term(by_key[term], use, listed[by_key[term]], every, total) for term, use in uses.items()]
    return [term for term in made if len(term.renderings) > 1 or term.unrendered]


def _opposites(sheets: Iterable[Sheet], langs: tuple[str, str]) -> Iterator[str]:
    """All sentences in the second language that are aligned with some in the first."""
    for sheet in sheets:
        tongues = [primary(lang) for lang in sheet.langs]
        if len(tongues) > 1 and set(langs) == set(tongues):
            yield from (bead.texts[tongues.index(langs[1])] for bead in sheet.beads if all(bead.texts))


def _note(found: _Use, use: Use, lang: str) -> None:
    """Put down how a term is rendered in one aligned sentence."""
    form = use.standing.form
    if not form:
        found.bare.append(frozenset(_grams(use.standing.opposite, lang)))
    kin = tuple(sorted(map(_kin, words(form, lang))))
    found.found.setdefault(kin, []).append((form.lower(), use.passages))


def _kin(word: str) -> str:
    """What a word shares with words of one root, as far as its letters show: "decided" and "decision"."""
    single = word.removesuffix("s")
    return single[: max(3, min(4, len(single) - 3))] if word.isascii() else word


def _term(key: Key, use: _Use, listed: Sequence[str], every: Mapping[str, int], total: int) -> Term:
    renderings = []
    for stems, uses in use.found.items():
        if stems:
            forms = Counter(form for form, _ in uses)
            ranked = sorted(forms, key=lambda f: (-forms[f], f))
            renderings.append(Rendering(tuple(ranked), len(uses), tuple(p for _, p in uses[:_KEPT])))
    renderings.sort(key=lambda r: (-r.count, r.forms))
    bare = use.found.get((), [])
    proposed = _proposed(use.bare, listed, every, total)
    lang, text, to = key
    passages = tuple(p for _, p in bare[:_KEPT])
    return Term(lang, text, to, tuple(renderings), len(bare), passages, proposed, tuple(listed))


def _grams(text: str, lang: str) -> list[str]:
    """Words and pairs of words, without those of one or two letters at their ends."""
    found = words(text, lang)
    pairs = [f"{a} {b}" for a, b in pairwise(found) if _telling(a) and _telling(b)]
    return [w for w in found if _telling(w)] + pairs


def _telling(word: str) -> bool:
    return (len(word) > 3 and word not in _COMMON) or not word.isascii()


def _proposed(
    bare: Sequence[frozenset[str]], listed: Sequence[str], every: Mapping[str, int], total: int
) -> tuple[str, ...]:
    """The words that go with a term where no listed rendering stands, by the log-likelihood ratio."""
    if len(bare) < 2 or total < _BIG:
        return ()
    counts = Counter(gram for grams in bare for gram in grams)
    known = {w for r in listed for w in words(r, "en")}
    scored = []
    for gram, n in counts.items():
        if n >= 2 and gram not in known:
            ratio = _ratio(n, len(bare), every[gram], total)
            if ratio > _SURE:
                scored.append((-ratio, -len(gram), gram))
    found: list[str] = []
    for _, _, gram in sorted(scored):
        if not any(gram in other or other in gram for other in found):
            found.append(gram)
    return tuple(found[:_PROPOSED])


def _ratio(both: int, one: int, other: int, total: int) -> float:
    """Dunning's log-likelihood ratio of two things that stand together `both` times; 0 where rather apart."""
    if both * total <= one * other:
        return 0.0
    table = (both, one - both, other - both, total - one - other + both)
    rows, columns = (one, total - one), (other, total - other)
    expected = [r * c / total for r in rows for c in columns]
    return 2 * sum(k * math.log(k / e) for k, e in zip(table, expected, strict=True) if k > 0 and e > 0)
