"""Names that are written as they sound: Chinese characters whose pinyin is a name in the other version."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from tei.han import readings
from tei.tokens import words

_CAPITAL = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_LEAST = 4  # letters of a name
_MOST = 4  # characters that write it
_WITHIN = re.compile(r"[\w,;]\s$")  # what stands before a word that begins no sentence


def names(texts: Iterable[str]) -> frozenset[str]:
    """The words of an alphabet that are always capitals first, and not only at the beginning of sentences, folded."""
    capital: set[str] = set()
    small: set[str] = set()
    for text in texts:
        for match in _CAPITAL.finditer(text):
            word = match.group()
            if word[0].islower():
                small.add(word)
            elif len(word) >= _LEAST and _WITHIN.search(text, max(0, match.start() - 2), match.start()):
                capital.add(word)
    return frozenset(_plain(word) for word in capital if word.lower() not in small)


def _plain(word: str) -> str:
    return "".join(words(word, "en")).replace("'", "").replace("’", "")


def sounding(text: str, known: frozenset[str]) -> Iterator[str]:
    """The names among `known` that characters of a Chinese `text` sound like, by the two commonest sounds of each."""
    beginnings = _beginnings(known)
    for start in range(len(text)):
        heard = [""]
        for at in range(start, min(start + _MOST, len(text))):
            sounds = readings(text[at])[:2]
            heard = [made for before in heard for sound in sounds if (made := before + sound) in beginnings]
            if not heard:
                break
            if at > start:
                yield from (made for made in heard if made in known)


@lru_cache(maxsize=8)
def _beginnings(known: frozenset[str]) -> frozenset[str]:
    return frozenset(name[:end] for name in known for end in range(1, len(name) + 1))
