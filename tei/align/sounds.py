"""Names that are written as they sound: Chinese characters whose pinyin is a name in the other version."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import product

from tei.han import is_han, readings
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
    """The names among `known` that characters of a Chinese `text` sound like."""
    for start, character in enumerate(text):
        if is_han(character):
            for end in range(start + 2, min(start + _MOST, len(text)) + 1):
                if not is_han(text[end - 1]):
                    break
                yield from (sound for sound in _sounds(text[start:end]) if sound in known)


@lru_cache(maxsize=1 << 16)
def _sounds(characters: str) -> tuple[str, ...]:
    """What the characters may sound like together: by the two commonest sounds of each."""
    return tuple("".join(sounds) for sounds in product(*(readings(character)[:2] for character in characters)))
