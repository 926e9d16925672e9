"""The order of names in a register: English ones by the alphabet, Chinese ones by how they sound.

To load what knows that takes longer than to set a page, so what names sound like is kept from run to run.
"""

from __future__ import annotations

import contextlib
import importlib.util
import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tei.files import cache, stamp, write
from tei.han import is_han
from tei.report import TeiError

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
#: Names whose sounds are kept; when there are more, all are worked out again.
_MOST = 100_000


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


class _Spoken(dict[str, list[str]]):
    """What names sound like: pinyin with the number of the tone (``"mao2", "ze2"``), what is not Chinese as it is."""

    new = 0  # how many were not known before

    def __missing__(self, name: str) -> list[str]:
        from pypinyin import Style, lazy_pinyin

        self.new += 1
        self[name] = list(lazy_pinyin(name, style=Style.TONE3, neutral_tone_with_five=True))
        return self[name]


_SPOKEN = _Spoken()


@contextlib.contextmanager
def remembered() -> Iterator[None]:
    """As long as names are filed within, what they sound like is known from earlier runs, and will be in later ones."""
    place = _kept()
    if not _SPOKEN:
        with contextlib.suppress(OSError, ValueError):
            kept = json.loads(place.read_bytes())
            _SPOKEN.update({name: sounds for name, sounds in kept.items() if len(kept) < _MOST})
    before = _SPOKEN.new
    yield
    if _SPOKEN.new > before:
        with contextlib.suppress(TeiError):  # a cache that cannot be written to is none
            write(place, json.dumps(_SPOKEN, ensure_ascii=False).encode())


def _kept() -> Path:
    """The file for what pypinyin says, as it is installed here."""
    found = importlib.util.find_spec("pypinyin")
    when = stamp(Path(found.origin)) if found and found.origin else (0, 0)
    return cache() / "sounds" / f"{when[0]:x}-{when[1]:x}.json"


def _sounds(name: str, surname: bool) -> tuple[str, ...]:
    """Its syllables, those that are not Chinese as words."""
    name = name.strip("《》〈〉“”‘’「」『』（）() ")
    found = list(_SPOKEN[name])
    if surname and found and name[0] in _SURNAMES:
        found[0] = _SURNAMES[name[0]]
    return tuple(word for part in found for word in _words(part))
