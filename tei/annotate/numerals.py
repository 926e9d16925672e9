"""Numerals of English and Chinese, as values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

_DIGITS = {
    c: i
    for i, row in enumerate(("〇零○", "一壹", "二两兩贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"))
    for c in row
}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIADS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_TENS = {"廿": 20, "卅": 30, "卌": 40}

HAN_DIGITS = "".join(_DIGITS)
HAN_PLACES = "".join(_UNITS) + "".join(_MYRIADS)
HAN_NUMERALS = HAN_DIGITS + HAN_PLACES + "".join(_TENS)

_LONGEST = 40  # characters of a Chinese numeral, or of the digits of an English one
_MOST = 10**18
_TOKEN = re.compile(r"[0-9]+(?:\.[0-9]+)?|.", re.DOTALL)
_FIGURES = re.compile(r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?")

_WORDS = {
    word: i
    for i, word in enumerate(
        (
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
            "sixteen seventeen eighteen nineteen"
        ).split()
    )
} | {
    word: 10 * i
    for i, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
_SETS = {"dozen": 12, "score": 20}
ENGLISH_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9} | _SETS
ENGLISH_WORDS = tuple(sorted({*_WORDS, *ENGLISH_SCALES}, key=len, reverse=True))


def any_of(words: Iterable[str]) -> str:
    """A regular expression for any of some words of ASCII, whatever their case, the longest first.

    Words are grouped by their first letters, for where none of them stands that is seen much faster.
    """
    groups: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        groups.setdefault(word[0], []).append(word[1:])
    return "(?ai:" + "|".join(f"{first}(?:{'|'.join(rests)})" for first, rests in groups.items()) + ")"


#: Where English words for numbers begin, the "three" of "threescore" and of "threefold" among them.
ENGLISH_WORD = any_of(ENGLISH_WORDS)

# --- Chinese --------------------------------------------------------------------------------------------------------


def chinese(text: str) -> Decimal | None:
    """The value of a Chinese numeral, None when it is none: 六百八十二, 一九五八, 3万, 二点五, 一千三, 廿三.

    A last digit after a unit counts tenths of it (一千三 is 1300), unless 零 stands between.
    """
    if not 0 < len(text) <= _LONGEST:
        return None
    whole, point, part = (
        text.replace("點", "点").replace("万万", "亿").replace("萬萬", "億").replace(",", "").partition("点")
    )
    if point:
        value = _decimal(whole, part)
    elif all(c in _DIGITS for c in whole):
        value = None if len(whole) > 1 and ("两" in whole or "兩" in whole) else _positional(whole)
    else:
        value = _Places().read(whole)
    return value if value is not None and value < _MOST else None


def rising(text: str) -> tuple[Decimal, Decimal] | None:
    """The bounds that two neighbouring digits leave: 3 and 4 of 三四, 20 and 30 of 二三十, 17 and 18 of 十七八."""
    if len(text) > 2 and all(c in _DIGITS for c in text):
        return None
    pairs = [i for i in range(len(text) - 1) if _DIGITS.get(text[i + 1], 0) - _DIGITS.get(text[i], 9) == 1]
    pairs += [0] if text.startswith("三五") else []
    if len(pairs) != 1 or text[pairs[0]] in "〇零○":
        return None
    i = pairs[0]
    low, high = chinese(text[: i + 1] + text[i + 2 :]), chinese(text[:i] + text[i + 1 :])
    return None if low is None or high is None or low >= high else (low, high)


def place(text: str) -> Decimal:
    """The unit that a Chinese numeral ends in: 1000 of 三千, 1000000 of 五百万, else 1."""
    scale = text[len(text.rstrip(HAN_PLACES)) :]
    return (chinese("一" + scale) if scale else None) or Decimal(1)


def _positional(text: str) -> Decimal | None:
    return Decimal("".join(str(_DIGITS[c]) for c in text)) if text and all(c in _DIGITS for c in text) else None


def _decimal(whole: str, part: str) -> Decimal | None:
    """``whole点part``; a unit may end it: 三点五亿."""
    digits = part.rstrip(HAN_PLACES)
    value, fraction = chinese(whole), _positional(digits)
    if value is None or fraction is None or len(part) - len(digits) > 2:
        return None
    return (value + fraction.scaleb(-len(digits))) * place(part)


class _Places:
    """A numeral with units, read character by character."""

    def __init__(self) -> None:
        self.total, self.section = Decimal(0), Decimal(0)  # what myriads count; what stands since the last of them
        self.digit: Decimal | None = None
        self.place = 0  # the last unit
        self.zero = False  # whether 零 stands since
        self.myriads: list[int] = []

    def read(self, text: str) -> Decimal | None:
        """The value of `text`, None when it breaks the order of a numeral."""
        if not all(self._take(token) for token in _TOKEN.findall(text)):
            return None
        return self.total + self.section + self._tail()

    def _take(self, token: str) -> bool:
        if token in _UNITS:
            return self._unit(_UNITS[token])
        if token in _MYRIADS:
            return self._myriad(_MYRIADS[token])
        if self.digit is not None:
            return False
        if token in _TENS:
            fits = not self.place or self.place > 10
            self.section, self.place = self.section + _TENS[token], 10
            return fits
        if _DIGITS.get(token) == 0:
            self.zero = True
            return True
        if token not in _DIGITS and not token[0].isascii():
            return False
        if token not in _DIGITS and not token[0].isdigit():
            return False
        self.digit = Decimal(_DIGITS.get(token, token))
        return True

    def _unit(self, unit: int) -> bool:
        first = not self.place and not self.zero
        fits = (not self.place or unit < self.place) and (self.digit is not None or unit == 10 or first)
        self.section += (1 if self.digit is None else self.digit) * unit
        self.digit, self.place, self.zero = None, unit, False
        return fits

    def _myriad(self, myriad: int) -> bool:
        self.section += self._tail()
        fits = myriad not in self.myriads and (self.section > 0 or (self.total > 0 and myriad > 10**4))
        if myriad > 10**4:
            self.total, self.myriads = (self.total + self.section) * myriad, [myriad]
        else:
            self.total += self.section * myriad
            self.myriads.append(myriad)
        self.section, self.digit, self.place, self.zero = Decimal(0), None, myriad, False
        return fits

    def _tail(self) -> Decimal:
        """What the last digit counts: tenths of the unit before it."""
        if self.digit is None:
            return Decimal(0)
        tenths = self.place and not self.zero and self.digit < 10 and self.digit == self.digit.to_integral()
        return self.digit * self.place / 10 if tenths else self.digit


# --- English --------------------------------------------------------------------------------------------------------


def english(text: str) -> Decimal | None:
    """The value of an English numeral, None when it is none: "10,000", "2.5 million", "half a million", "a hundred"."""
    words: Sequence[str] = text.lower().replace("-", " ").split()
    half = words[:1] == ["half"] and len(words) == 3
    words = words[1:] if half else words
    if not words or len(words) > _LONGEST or len(words[0]) > _LONGEST:
        return None
    total, below = Decimal(0), Decimal(_MOST)
    while words:
        value, words = _below_thousand(words)
        scale = 1
        while words and ENGLISH_SCALES.get(words[0], 0) > 100:
            scale, words = scale * ENGLISH_SCALES[words[0]], words[1:]
        if value is None or value * scale >= below or (words and scale == 1):
            return None
        total, below = total + value * scale, Decimal(scale)
        words = words[1:] if words[:1] == ["and"] and len(words) > 1 else words
    return total / 2 if half else total


def _below_thousand(words: Sequence[str]) -> tuple[Decimal | None, Sequence[str]]:
    """The value of the first words and the words that are left: five hundred and two | thousand."""
    first, *rest = words
    if _FIGURES.fullmatch(first) and len(first) <= _LONGEST:
        value = Decimal(first.replace(",", ""))
    elif first in ENGLISH_SCALES or (first in ("a", "an") and rest and rest[0] in ENGLISH_SCALES):
        value, rest = Decimal(1), [*words] if first in ENGLISH_SCALES else rest
    else:
        small, rest = _below_hundred(words)
        if small is None:
            return None, rest
        value = small
    if rest and rest[0] in _SETS:
        value, rest = value * _SETS[rest[0]], rest[1:]
        small, left = _below_hundred(rest[1:]) if rest[:1] == ["and"] else (None, rest)
        return (value + small, left) if small else (value, rest)
    if rest[:1] == ["hundred"]:
        value, rest = value * 100, rest[1:]
        small, left = _below_hundred(rest[1:] if rest[:1] == ["and"] else rest)
        if small:
            return value + small, left
    return value, rest


def _below_hundred(words: Sequence[str]) -> tuple[Decimal | None, list[str]]:
    if not words or words[0] not in _WORDS:
        return None, list(words)
    value, rest = _WORDS[words[0]], list(words[1:])
    if value >= 20 and rest and 0 < _WORDS.get(rest[0], 0) < 10:
        return Decimal(value + _WORDS[rest[0]]), rest[1:]
    return Decimal(value), rest


def plain(value: Decimal) -> str:
    """`value` as ``@value`` has it: no exponent, no trailing zeros."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
