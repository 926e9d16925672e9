"""How much a name in letters sounds like one in Chinese characters: "Guiyang" and 贵阳, "Tientsin" and 天津.

Both become rows of sounds: vowels in one class each, consonants in classes within which spellings differ (b and p, r
and l, k and g).  What it costs to make one row of the other, against the length of the rows, is their distance.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from itertools import product

from tei.han import readings, syllables

_PINYIN = {"zh": "C", "ch": "C", "sh": "S", "ng": "N", "q": "C", "j": "C", "z": "C", "c": "C", "x": "S", "s": "S"}
_WESTERN = {
    "shch": "S", "sch": "S", "tsch": "C", "tch": "C", "ch": "C", "sh": "S", "hs": "S", "ts": "C", "tz": "C", "kh": "H",
    "gh": "K", "ph": "F", "th": "T", "ck": "K", "qu": "KU", "ng": "N", "x": "KS", "c": "K", "q": "K", "j": "C",
    "z": "S", "s": "S",
}  # fmt: skip
_COMMON = {
    "b": "P", "p": "P", "m": "M", "f": "F", "v": "W", "d": "T", "t": "T", "n": "N", "l": "L", "r": "L", "g": "K",
    "k": "K", "h": "H", "w": "W", "y": "Y", "a": "a", "e": "e", "i": "i", "o": "o", "u": "u",
}  # fmt: skip
_WEAK = frozenset("HWYaeiouN")
_FAR = 0.5  # from here on names do not sound alike at all
_SHORT = 5  # syllables
_VOWELS = frozenset("aeiouWY")
_NEAR = {
    frozenset(p)
    for p in ("CS", "CK", "CT", "SK", "HK", "HF", "HS", "FP", "WP", "WF", "Wu", "Yi", "NM", "WH", "CH", "TS")
}


@lru_cache(maxsize=1 << 16)
def alike(latin: str, han: str) -> float:
    """How alike two names sound, from 0 to 1; 1 where `latin` is the pinyin of `han`."""
    letters = _letters(latin)
    sounds = syllables(han)
    if not sounds or not letters or len(sounds) != len(han):
        return 0.0
    if letters in _pinyins(han):
        return 1.0
    if not 0.4 <= len(letters) / len("".join(sounds)) <= 1.8:
        return 0.0
    theirs = _row("".join(sounds), _PINYIN)
    best = max(_closeness(_row(letters, table), theirs) for table in (_PINYIN, _WESTERN))
    return round(0.95 * best, 3) if len(sounds) > 1 else 0.0


def _letters(latin: str) -> str:
    plain = unicodedata.normalize("NFKD", latin).casefold()
    return re.sub("[^a-z]", "", plain)


@lru_cache(maxsize=1 << 14)
def _pinyins(han: str) -> frozenset[str]:
    """All the ways to read a short name aloud."""
    every = [readings(c)[:3] for c in han if readings(c)]
    if len(every) > _SHORT:
        return frozenset(("".join(syllables(han)),))
    return frozenset("".join(way) for way in product(*every))


def _row(letters: str, spelling: Mapping[str, str]) -> str:
    """The sounds of `letters`, of which `spelling` has those that are written in several ways."""
    table = {**_COMMON, **spelling}
    row, at = "", 0
    while at < len(letters):
        size = next(n for n in (4, 3, 2, 1) if letters[at : at + n] in table)
        sound = table[letters[at : at + size]]
        row += "" if row.endswith(sound) else sound
        at += size
    return row


def _closeness(one: str, other: str) -> float:
    weight = sum(_weight(c) for c in one) + sum(_weight(c) for c in other)
    apart = abs(sum(c not in _WEAK for c in one) - sum(c not in _WEAK for c in other))  # at least so many are left out
    if not weight or 2.2 * 0.4 * apart > _FAR * weight:
        return 0.0
    return max(0.0, 1 - 2.2 * _distance(one, other) / weight)


def _weight(sound: str) -> float:
    return 0.8 if sound == "H" else 0.4 if sound in _WEAK else 1.0


def _distance(one: str, other: str) -> float:
    """The least cost of leaving out, putting in and changing sounds."""
    row = [0.0]
    for sound in other:
        row.append(row[-1] + _out(sound))
    for a in one:
        above, row = row, [row[0] + _out(a)]
        for k, b in enumerate(other, 1):
            row.append(min(above[k] + _out(a), row[-1] + _out(b), above[k - 1] + _change(a, b)))
    return row[-1]


def _out(sound: str) -> float:
    return 0.18 if sound in _VOWELS else 0.4 if sound in "HN" else 0.6 if sound == "L" else 0.9


def _change(one: str, other: str) -> float:
    if one == other:
        return 0.0
    if frozenset((one, other)) in _NEAR:
        return 0.3
    if one in "aeiou" and other in "aeiou":
        return 0.2
    return 0.6 if one in _VOWELS and other in _VOWELS else 1.2
