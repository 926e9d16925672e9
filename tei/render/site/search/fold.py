"""How text and query are made comparable: what counts as the same when somebody searches.

Compatibility forms (full width), case, diacritics, and traditional and simplified characters are one.  A text becomes
letters, " " for white space and "·" for punctuation; the script of the pages (``js/5-search.js``) does the same, with
the part of the table that `table` gives it.  A language without spaces is then searched by character, others by word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from tei.han import HAN, simplified
from tei.model import primary

#: Characters of scripts that set no space between words: Han, kana, bopomofo, Thai, Lao, Burmese, Khmer.
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3100-\u312f\u31a0-\u31ff" + HAN

_DENSE = frozenset(("zh", "ja", "lzh", "yue", "wuu", "nan", "hak", "th", "lo", "my", "km"))
_LETTERS = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "ς": "σ"}
#: Accents, points and vowel signs that readers leave out; the dots of kana and the vowels of Indic scripts stay.
_ACCENTS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\U000e0100-\U000e01ef]"
)
_IDEOGRAPH = re.compile(f"[{HAN}]")
_WORD = re.compile(f"[{UNSPACED}]|[^ ·{UNSPACED}]+")
_STOPS = re.compile("·+")


def dense(language: str) -> bool:
    """Whether a language is written without spaces between words."""
    return primary(language) in _DENSE


class _Folded(dict[int, str]):
    """What each character becomes, found once."""

    def __missing__(self, code: int) -> str:
        plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", chr(code)).lower())
        found = "".join(map(_sort, simplified(unicodedata.normalize("NFC", plain))))
        self[code] = found
        return found


def _sort(character: str) -> str:
    """A letter, digit or mark itself; " " for white space, nothing for what cannot be seen, "·" for the rest."""
    category = unicodedata.category(character)
    if category[0] in "LNM" or category == "Co" or _IDEOGRAPH.match(character):
        return _LETTERS.get(character, character)
    if category[0] == "Z" or character in "\t\n\r\v\f":
        return " "
    return "" if category in ("Cc", "Cf") else "·"


_FOLDED = _Folded()


def characters(text: str) -> str:
    """What is searched by character: the letters of `text` without white space, each run of punctuation as "·"."""
    return _STOPS.sub("·", text.translate(_FOLDED).replace(" ", "")).strip("·")


def words(text: str) -> list[str]:
    """What is searched by word: the words of `text`; a character of a script without spaces is one."""
    return _WORD.findall(text.translate(_FOLDED))


def is_unspaced(word: str) -> bool:
    """Whether a word is a character of a script without spaces."""
    return len(word) == 1 and _UNSPACED.match(word) is not None


_UNSPACED = re.compile(f"[{UNSPACED}]")


def table(there: Iterable[str]) -> str:
    """What a browser cannot know of folding, as words of a character and what it becomes: ``"ßss 會会"``.

    Only variants of the characters that are `there` are listed: no other query has a hit.
    """
    known = set(there)
    lists = ((0x3400, 0xA000), (0xF900, 0xFB00), (0x20000, 0x2F800)) if any(map(_IDEOGRAPH.match, known)) else ()
    blocks = "".join(chr(code) for first, last in lists for code in range(first, last))
    pairs = [key + value for key, value in _LETTERS.items()]
    pairs += [a + b for a, b in zip(blocks, simplified(blocks), strict=True) if a != b and b in known]
    return " ".join(pairs)
