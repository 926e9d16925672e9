"""The order of names in a register: English ones by the alphabet, Chinese ones by how they sound."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from tei.han import is_han

OTHER = "other"

#: Surnames that are read otherwise than their character mostly is.
_SURNAMES = {
    "单": "shan4",
    "單": "shan4",
    "曾": "zeng1",
    "解": "xie4",
    "仇": "qiu2",
    "区": "ou1",
    "區": "ou1",
    "查": "zha1",
    "朴": "piao2",
    "盖": "ge3",
    "蓋": "ge3",
    "翟": "zhai2",
    "乐": "yue4",
    "樂": "yue4",
    "缪": "miao4",
    "繆": "miao4",
    "任": "ren2",
    "华": "hua4",
    "華": "hua4",
    "员": "yun4",
    "員": "yun4",
    "覃": "qin2",
    "种": "chong2",
    "那": "na1",
}
_ARTICLES = frozenset(("the", "a", "an"))


class Filed(NamedTuple):
    """Where a name stands: ``sorted`` gives the register's order.  `letter` is "A" to "Z", or `OTHER`, the last."""

    last: bool
    letter: str
    key: tuple[str, ...]  # its words or syllables
    name: str


def filed(name: str, *, surname: bool = False) -> Filed:
    """Where `name` stands; `surname`: it begins with one.  An article at its beginning does not count."""
    key = _sounds(name, surname) if any(map(is_han, name)) else _words(name)
    first = key[0][:1].upper() if key else ""
    letter = first if first.isascii() and first.isalpha() else OTHER
    return Filed(letter == OTHER, letter, key, name)


def _words(name: str) -> tuple[str, ...]:
    """Its words in small letters, without accents and signs."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
    words = "".join(c if c.isalnum() else " " for c in bare if c not in "'’ʼ").split()
    return tuple(words[1:] if len(words) > 1 and words[0] in _ARTICLES else words)


def _sounds(name: str, surname: bool) -> tuple[str, ...]:
    """Its syllables in pinyin with the number of their tone (``"mao2", "ze2"``); what is not Chinese as words."""
    from pypinyin import Style, lazy_pinyin

    name = name.strip("《》〈〉“”‘’「」『』（）() ")
    found = lazy_pinyin(name, style=Style.TONE3, neutral_tone_with_five=True)
    if surname and found and name[0] in _SURNAMES:
        found[0] = _SURNAMES[name[0]]
    return tuple(word for part in found for word in _words(part))
