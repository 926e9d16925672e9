"""Digits that are probably wrong, by what stands around them."""

from __future__ import annotations

import re

from tei.compare.view import Span, View, span
from tei.han import is_han
from tei.model import Mention

_YEAR = re.compile(r"[0-9０-９〇○零一二三四五六七八九]{4}")
_DIGITS = str.maketrans("０１２３４５６７８９〇○零一二三四五六七八九", "0123456789000123456789")
_HAN = dict(zip("0123456789", "〇一二三四五六七八九", strict=True))


def of_a_year(view: View, one: Mention, other: Mention) -> list[tuple[Span, str]]:
    """The spans of a year that is one digit off, and what they should be.

    None, unless the two differ in one digit of the year, and one of the two, but not the other, is of the year of
    issue or next to it.  A head that says the same is as wrong as the one that was compared.
    """
    if not view.date or len(one.value) != 2 or len(other.value) != 2:
        return []
    a, b = one.value[1], other.value[1]
    if a[4:] != b[4:] or sum(x != y for x, y in zip(a[:4], b[:4], strict=False)) != 1:
        return []
    fits = [_near(value, view.date) for value in (a, b)]
    if fits[0] == fits[1]:
        return []
    wrong, right = (other, a[:4]) if fits[0] else (one, b[:4])
    spots = [(at, _YEAR.search(view.found(at))) for at in (span(wrong), *_in_heads(view, wrong))]
    return [_corrected(at, match, right) for at, match in spots if match]


def _near(value: str, date: str) -> bool:
    return value[:4].isdigit() and abs(int(value[:4]) - int(date[:4])) <= 1


def _in_heads(view: View, wrong: Mention) -> list[Span]:
    """The same words in other heads of the same version, when it is in a head."""
    block = view.blocks[wrong.block]
    if block.kind == "p":
        return []
    heads = [
        b for b in view.blocks.values() if b.kind != "p" and b.n != block.n and view.langs[b.n] == view.langs[block.n]
    ]
    return [
        span(m)
        for b in heads
        for m in view.mentions.get(b.n, ())
        if m.value == wrong.value and view.words(m) == view.words(wrong)
    ]


def _corrected(at: Span, match: re.Match[str], right: str) -> tuple[Span, str]:
    start = at[1] + match.start()
    plain = match[0].translate(_DIGITS)
    corr = "".join(c if old == new else _like(c, new) for c, old, new in zip(match[0], plain, right, strict=True))
    return (at[0], start, start + 4), corr


def _like(character: str, digit: str) -> str:
    """`digit` written as `character` is: half width, full width or Chinese."""
    if character.isascii():
        return digit
    return _HAN[digit] if is_han(character) or character == "○" else chr(ord(digit) + 0xFEE0)
