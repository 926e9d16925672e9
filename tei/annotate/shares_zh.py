"""Chinese shares and sets: 七成 is 70 percent, 每十户有七户 likewise, 两打铅笔 are 24."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from tei.annotate.numerals import HAN_NUMERALS, chinese, rising
from tei.annotate.quantity import Quantity, bounded

_DIGIT = "[一二两三四五六七八九]"
# 成 also begins words: 三成员, 五一成立.
_WORDS_WITH_CHENG = "立功员果为就分本年长熟片批千百万亿绩品套型人语渝都因材虫色家天对双群堆了不效活昆名形器衣荫"
_TENTHS = re.compile(
    rf"(?<![第{HAN_NUMERALS}\d.])(?P<digits>{_DIGIT}{{1,2}}|{_DIGIT}、{_DIGIT}|[1-9])成(?![{_WORDS_WITH_CHENG}])"
    rf"(?P<rest>[一二三四五六七八九半](?![{HAN_NUMERALS}\d个名户人]))?(?P<more>[多余]|以上)?"
)
_OUT_OF_TEN = re.compile(rf"每?十(?P<each>[个户人家])[里中]?有(?P<digits>{_DIGIT})(?P=each)")
_DOZENS = re.compile(
    rf"(?<![第{HAN_NUMERALS}\d.])(?P<number>[{HAN_NUMERALS}]{{1,3}}|\d{{1,4}})打"
    "(?=铅笔|鸡蛋|鸭蛋|袜|毛巾|手帕|手套|啤酒|汽水|衬衫|衬衣|肥皂|电池|杯|碗|盘)"
)
_FIGURES = str.maketrans("123456789", "一二三四五六七八九")


def shares(text: str) -> Iterator[Quantity]:
    """The shares and dozens in a folded Chinese text."""
    for match in _TENTHS.finditer(text):
        if bounds := _tenths(match):
            yield Quantity(match.start(), match.end(), *bounds, percent=True)
    for match in _OUT_OF_TEN.finditer(text):
        value = 10 * (chinese(match["digits"]) or Decimal(0))
        yield Quantity(match.start(), match.end("digits"), value, value, percent=True)
    for match in _DOZENS.finditer(text):
        if dozens := chinese(match["number"]):
            yield Quantity(match.start(), match.end(), 12 * dozens, 12 * dozens)


def _tenths(match: re.Match[str]) -> tuple[Decimal | None, Decimal | None] | None:
    """The percents of 七成, 七成五, 七八成, 七成以上."""
    digits = match["digits"].replace("、", "").translate(_FIGURES)
    if len(digits) > 1:
        between = rising(digits)
        return None if not between or match["rest"] else (10 * between[0], 10 * between[1])
    value = 10 * (chinese(digits) or Decimal(0))
    value += Decimal(5) if match["rest"] == "半" else chinese(match["rest"] or "〇") or Decimal(0)
    return bounded(value, "atLeast" if match["more"] else "")
