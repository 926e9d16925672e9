"""Chinese characters: folded to one script, and how they sound.

Both are by character, so that what comes back is as long as what went in, and every offset still holds.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
_RUN = re.compile(f"[{HAN}]")


@cache
def _converter() -> OpenCC:
    from opencc import OpenCC

    return OpenCC("t2s")


class _Simplified(dict[int, str]):
    """Each character's simplified form, looked up once; a character that would become several stays as it is."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        found = _converter().convert(character) if _RUN.match(character) else character
        self[code] = found if len(found) == 1 else character
        return self[code]


_SIMPLIFIED = _Simplified()


def simplified(text: str) -> str:
    """`text` with traditional characters as simplified ones, to the character; the rest is as it was.

    Only for comparing: 乾 becomes 干 even in 乾隆.
    """
    return text if text.isascii() else text.translate(_SIMPLIFIED)


def is_han(character: str) -> bool:
    """Whether it is a Chinese character."""
    return _RUN.match(character) is not None


@lru_cache(maxsize=1 << 15)
def readings(character: str) -> tuple[str, ...]:
    """The sounds of a Chinese character in pinyin without tones, ``ü`` as ``u``, the commonest first; or none."""
    from pypinyin import Style, pinyin

    if not is_han(character):
        return ()
    found = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore")
    return tuple(dict.fromkeys(r.replace("ü", "u").replace("v", "u") for r in (found[0] if found else ())))


def syllables(text: str) -> tuple[str, ...]:
    """The commonest sound of every Chinese character in `text`, in order: ``("gui", "yang")`` of 贵阳."""
    return tuple(sounds[0] for sounds in map(readings, text) if sounds)
