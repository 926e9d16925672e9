"""Numerals of English and Chinese, as values."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

_DIGITS = {
    c: i
    for i, row in enumerate(("〇零○", "一壹", "二两兩贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"))
    for c in row
}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIADS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_TENS = {"廿": 20, "卅": 30, "卌": 40}

HAN_DIGITS = "".join(_DIGITS)
HAN_NUMERALS = HAN_DIGITS + "".join(_UNITS) + "".join(_MYRIADS) + "".join(_TENS)

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
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
ENGLISH_WORDS = tuple(sorted({*_WORDS, *_SCALES}, key=len, reverse=True))


def chinese(text: str) -> Decimal | None:
    """The value of a Chinese numeral, None when it is none: 六百八十二, 一九五八, 3万, 二点五, 一亿二千万, 廿三."""
    if not text:
        return None
    whole, _, part = text.replace("點", "点").partition("点")
    if part:
        value, digits = chinese(whole), _positional(part)
        return None if value is None or digits is None else value + Decimal(digits) / 10 ** len(part)
    if all(c in _DIGITS for c in text):
        digits = _positional(text)
        return None if digits is None or (len(text) > 1 and text[0] in "两兩") else Decimal(digits)
    total, section = Decimal(0), Decimal(0)
    digit: Decimal | None = None
    lead = ""
    for c in text + "\0":
        if (c.isdigit() and c.isascii()) or c == ".":
            lead += c
            continue
        if lead:
            if digit is not None:
                return None
            try:
                digit = Decimal(lead)
            except InvalidOperation:
                return None
            lead = ""
        if c in _DIGITS:
            if digit:
                return None
            digit = Decimal(_DIGITS[c])
        elif c in _UNITS:
            section += (1 if digit is None else digit) * _UNITS[c]
            digit = None
        elif c in _TENS:
            section += _TENS[c]
        elif c in _MYRIADS:
            section += digit or Decimal(0)
            if section == 0:
                return None
            if _MYRIADS[c] > 10**4:
                total = (total + section) * _MYRIADS[c]
            else:
                total += section * _MYRIADS[c]
            section, digit = Decimal(0), None
        elif c != "\0":
            return None
    return total + section + (digit or Decimal(0))


def _positional(text: str) -> int | None:
    if not all(c in _DIGITS for c in text):
        return None
    return int("".join(str(_DIGITS[c]) for c in text))


def english(text: str) -> Decimal | None:
    """The value of an English numeral, None when it is none: "10,000", "2.5 million", "twenty-three thousand"."""
    total, current, seen = Decimal(0), Decimal(0), False
    for word in text.lower().replace("-", " ").split():
        if word == "and" and seen:
            continue
        if word in _SCALES:
            scale = _SCALES[word]
            if scale == 100:
                current = (current or Decimal(1)) * scale
            else:
                total += (current or Decimal(1)) * scale
                current = Decimal(0)
        elif word in _WORDS:
            current += _WORDS[word]
        else:
            try:
                current += Decimal(word.replace(",", ""))
            except InvalidOperation:
                return None
        seen = True
    return total + current if seen else None


def plain(value: Decimal) -> str:
    """`value` as ``@value`` has it: no exponent, no trailing zeros."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
