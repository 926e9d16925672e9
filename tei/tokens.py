"""The words of a text, folded for comparing: what an aligner counts and a lexicon is made of."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from tei.han import HAN, simplified
from tei.model import primary

if TYPE_CHECKING:
    from collections.abc import Callable

_STEM = 6  # letters by which a word of an alphabet is known: "consolidating" and "consolidation" are one
_KANA = "\u3040-\u30ff\u31f0-\u31ff"
_LETTER = rf"(?:(?![{HAN}{_KANA}])\w)"
_RUN = re.compile(rf"(?P<han>[{HAN}]+)|(?P<kana>[{_KANA}ー]+)|(?P<word>{_LETTER}+(?:[’']{_LETTER}+)?)")
_ACCENT = re.compile("[\u0300-\u036f]")
_POSSESSIVE = re.compile("[’']s?$")


@cache
def _cutter() -> Callable[[str], list[str]]:
    import rjieba

    cut: Callable[[str], list[str]] = rjieba.cut
    return cut


def words(text: str, lang: str) -> list[str]:
    """The words in `text` in order, in their folded form, without punctuation.

    Chinese is simplified and cut by a dictionary; of other languages written without spaces, pairs of characters are
    taken.  Letters are folded in width and case and lose their accents.
    """
    chinese = primary(lang) not in ("ja", "ko")
    found: list[str] = []
    for match in _RUN.finditer(_folded(text)):
        run = match.group()
        if match.lastgroup == "word":
            found.append(_POSSESSIVE.sub("", run))
        elif match.lastgroup == "han" and chinese:
            found += [run] if len(run) == 1 else _cutter()(run)
        else:
            found += [run[k : k + 2] for k in range(max(1, len(run) - 1))]
    return found


def stem(word: str) -> str:
    """What a word has in common with its inflections: its first letters.  Chinese words are whole."""
    return word[:_STEM] if word[:1] < "\u2e80" else word


def _folded(text: str) -> str:
    plain = simplified(text)
    if not plain.isascii():
        plain = unicodedata.normalize("NFC", _ACCENT.sub("", unicodedata.normalize("NFKD", plain)))
    return plain.casefold()
