"""How a name may be written: what is one form for the eye, or the typesetter, is one form here.

Scripts, full width, quotes, hyphens, dots between the parts of a name, white space and the composition of accents do
not tell names apart.  A text may have a capital where the name has none (THE PARTY, Communist Party Of China), never
the other way round: "china" is not China.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from tei.annotate.span import fold

_PLAIN = (
    dict.fromkeys(map(ord, "\u30fb\uff65\u2027\u2022\u2219\u22c5\u0387"), "\u00b7")
    | dict.fromkeys(map(ord, "\u02bc\u00b4\u0060\u2032\uff07"), "'")
    | dict.fromkeys(map(ord, "\u2010\uff0d"), "-")
    | dict.fromkeys([9, 10, 13, 0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
    | {0xFF06: "&"}
)
_HYPHEN = re.compile(r"(?<=[^\s-])-(?=[^\s-])")
_ODD = re.compile("[-`\t\n\r]|  ")  # what may change in ASCII
_LOOSE = re.compile(
    "(?P<spaces> {2,})|(?P<nothing>[\u00ad\u200b-\u200d\u2060\ufeff]+)|(?P<letter>[^\\W\\d_][\u0300-\u036f]+)"
)


@dataclass(frozen=True, slots=True)
class Folded:
    """A text as names are looked for in it.  Character i of it stands for ``[starts[i], ends[i])`` of the words found;
    both are empty where it stands for character i itself.
    """

    text: str
    lower: str
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()

    def found(self, start: int, end: int) -> tuple[int, int]:
        """The span of the words found that ``text[start:end]`` (which is not empty) stands for."""
        return (self.starts[start], self.ends[end - 1]) if self.starts else (start, end)

    def folded(self, start: int, end: int) -> tuple[int, int]:
        """The span of `text` that stands for ``[start, end)`` of the words found."""
        if not self.starts:
            return start, end
        return sum(e <= start for e in self.ends), sum(s < end for s in self.starts)


def folded(words: str) -> Folded:
    """`words` in the one form in which names are compared."""
    if words.isascii() and not _ODD.search(words):
        return Folded(words, words.lower())
    text = _HYPHEN.sub(" ", fold(words).translate(_PLAIN))
    if not _LOOSE.search(text):
        return Folded(text, _lower(text))
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for match in (*_LOOSE.finditer(text), None):
        start, end = match.span() if match else (len(text), len(text))
        out += text[at:start]
        starts += range(at, start)
        ends += range(at + 1, start + 1)
        if match:
            new = {"spaces": " ", "nothing": ""}.get(match.lastgroup or "", unicodedata.normalize("NFC", match.group()))
            out += new
            starts += [start] * len(new)
            ends += [end] * len(new)
        at = end
    plain = "".join(out)
    return Folded(plain, _lower(plain), tuple(starts), tuple(ends))


def _lower(text: str) -> str:
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(low if len(low := c.lower()) == 1 else c for c in text)


def written(form: str, words: str) -> bool:
    """Whether `words`, the same but for case, have a capital wherever `form` has one."""
    return form == words or all(f == w or not f.isupper() for f, w in zip(form, words, strict=True))


def whole(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` does not begin or end within a word of an alphabet."""
    return not (
        (start > 0 and _joined(text[start - 1], text[start])) or (end < len(text) and _joined(text[end - 1], text[end]))
    )


def _joined(before: str, after: str) -> bool:
    return before.isalnum() and after.isalnum() and before < "\u2e80" and after < "\u2e80"
