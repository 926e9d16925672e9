"""How far a name in Chinese and one in letters may be the same: by sound, and by the words that they are made of."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from tei.compare.generic import BEGINNINGS, GENERIC
from tei.compare.sounds import alike
from tei.han import is_han, simplified

Known = Mapping[str, tuple[tuple[str, ...], ...]]
"""Chinese words with the ways to say them, as in `GENERIC`: from the authority, the lexicon, and pairs found before."""

_IDLE = frozenset("the of and a an in on to for at by de la s".split())
_SOUND = 0.6  # below it two names do not sound alike
_LONGEST = 8  # characters of a word
_FOLLOWED = 4  # divisions of a name's beginning


def is_chinese(form: str) -> bool:
    """Whether a name is written in Chinese characters, for the greater part."""
    return 2 * sum(map(is_han, form)) > len(form)


def said(form: str) -> tuple[str, ...]:
    """The words of a name in letters, folded, without articles and the like."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", form.casefold()) if not unicodedata.combining(c))
    words = re.findall(r"[^\W_]+(?:-[^\W_]+)*", re.sub("['’]s?\\b", "", plain))
    return tuple(w for w in words if w not in _IDLE)


def likeness(one: str, other: str, known: Known) -> float:
    """From 0 to 1: how much of two names is the same.  For two names in letters, the words they share."""
    chinese = [is_chinese(form) for form in (one, other)]
    if chinese[0] == chinese[1]:
        return _shared(one, other)
    latin, han = (other, one) if chinese[0] else (one, other)
    han = simplified(han)
    whole = alike(latin, han)
    if whole >= 0.9:
        return whole
    return max(whole if whole > _SOUND else 0.0, _covered(said(latin), han, known))


def _shared(one: str, other: str) -> float:
    """The share of words, by their first letters, that are in both."""
    a, b = ({w[:5] for w in said(form)} or {simplified(form)} for form in (one, other))
    return 2 * len(a & b) / (len(a) + len(b))


def _covered(words: tuple[str, ...], han: str, known: Known) -> float:
    """The share of both names that a division of the Chinese one into known words, and what sounds alike, explains."""
    if not words:
        return 0.0
    total = len(han) + len(words)
    best = _divided(han, words, known)
    return min(1.0, best / total)


def _divided(han: str, words: tuple[str, ...], known: Known) -> float:
    """What the best division explains: characters and words together.  Only the likeliest beginnings are followed."""
    states: list[dict[tuple[str, ...], float]] = [{} for _ in range(len(han) + 1)]  # by the words that are left
    states[0][words] = 0.0
    for at in range(len(han)):
        likeliest = sorted(states[at].items(), key=lambda state: (-state[1], state[0]))[:_FOLLOWED]
        for left, explained in likeliest:
            for size, gain, used in _steps(han, at, left, known):
                rest = list(left)
                for word in used:
                    rest.remove(word)
                into, key = states[at + size], tuple(rest)
                into[key] = max(into.get(key, 0.0), explained + gain)
    return max(states[-1].values())


_Step = tuple[int, float, tuple[str, ...]]
"""A Chinese word: its length, what it explains, and the words it uses up."""


def _steps(han: str, at: int, words: tuple[str, ...], known: Known) -> Iterator[_Step]:
    """The words that may begin at `at`; one character that explains nothing is always among them."""
    yield 1, 0.0, ()
    for size in range(1, min(_LONGEST, len(han) - at) + 1):
        term = han[at : at + size]
        if term in GENERIC and not GENERIC[term]:
            yield size, float(size), ()
        for way in (*known.get(term, ()), *GENERIC.get(term, ())):
            used = _taken(way, words)
            if used:
                yield size, float(size + len(used)), used
        if size > 1 or at == 0:
            step = _sounding(term, words)
            if step[1]:
                yield step


def _taken(way: tuple[str, ...], words: tuple[str, ...]) -> tuple[str, ...]:
    """Those of `words` that begin as `way` says, one for each; none if one is missing."""
    used: list[str] = []
    for beginning in way:
        word = next((w for w in words if w.startswith(beginning) and w not in used), "")
        if not word:
            return ()
        used.append(word)
    return tuple(used)


def _sounding(term: str, words: tuple[str, ...]) -> _Step:
    """One or two neighbouring words that sound like `term`."""
    best: _Step = (1, 0.0, ())
    if term in GENERIC:
        return best
    for k in range(len(words)):
        if words[k].startswith(BEGINNINGS):
            continue
        for n in (1, 2, 3):
            used = words[k : k + n]
            close = alike(" ".join(used), term) if len(used) == n else 0.0
            gain = (len(term) + n) * (close if close >= 0.95 else close - 0.25)
            if close >= (0.75 if len(term) > 1 else 1.0) and gain > best[1]:
                best = (len(term), gain, used)
    return best
