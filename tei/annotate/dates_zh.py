"""Chinese rules for parts of dates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tei.annotate.numerals import HAN_DIGITS, chinese
from tei.annotate.parts import Part

_RELATIVE = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "前年": -2, "明年": 1, "后年": 2, "後年": 2}
_MONTHS = {"本月": 0, "上月": -1, "上个月": -1, "上個月": -1, "下月": 1, "下个月": 1, "下個月": 1}
_DAYS = {"昨日": -1, "昨天": -1, "前日": -2, "前天": -2, "明日": 1, "明天": 1}
_TEN_DAYS = {"上": 1, "中": 2, "下": 3}

JOIN = re.compile(r"\s*(?:到|至|—+|－+|-|–|~|～|和(?=\b))\s*")
FROM_NOW = re.compile("(?:自|从|從)(?:现在|現在|即日|目前)起?(?:到|至)")

_NUMBER = r"(?:\d{1,2}|[一二三四五六七八九十廿卅]{1,4})"
_Y = rf"(?:(?P<year>(?<!\d)(?:[12]\d{{3}}|[{HAN_DIGITS}]{{4}}))年|(?P<relative>{'|'.join(_RELATIVE)}))"
_M = rf"(?:(?P<month>(?<![\d第]){_NUMBER})月份?|(?P<months>{'|'.join(sorted(_MONTHS, key=len, reverse=True))}))"
_D = rf"(?P<day>(?<![\d第]){_NUMBER})[日号號]"
_TEN = "(?P<ten>[上中下])旬"
_QUARTER = "第?(?P<quarter>[一二三四1-4])季度"

_RULES = [
    re.compile(pattern)
    for pattern in (
        r"(?<!\d)(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)",
        rf"{_Y}?的?{_M}(?:{_D}|{_TEN})",
        rf"{_Y}的?{_M}",
        rf"{_Y}?的?{_QUARTER}",
        _Y,
        _M + "(?![亮球饼餅])",
        r"(?P<day>(?<![\d第])\d{1,2})[日号號]",
        rf"(?:(?<=[于於在从從自至到])|(?<=社)){_D}",
        rf"{_D}(?=[电電讯訊晚上下午晨至到在])",
        r"(?P<bareyear>(?<!\d)[12]\d{3})(?=(?:到|至|—|－|-|–)[12]\d{3}年)",
        f"(?P<days>{'|'.join(_DAYS)})",
    )
]


def parts(text: str) -> Iterator[Part]:
    """The parts of dates in a folded Chinese text; they do not overlap."""
    taken = 0
    found = [(m.start(), -m.end(), i, m) for i, rule in enumerate(_RULES) for m in rule.finditer(text)]
    for start, _, _, match in sorted(found, key=lambda item: item[:3]):
        if start >= taken and (part := _part(match)):
            taken = match.end()
            yield part


def _part(match: re.Match[str]) -> Part | None:
    said = match.groupdict()
    start, end = match.span()
    if match[0].startswith("的"):
        start += 1
    year = _value(said.get("year") or said.get("bareyear"))
    relative = _RELATIVE.get(said.get("relative") or "")
    month, day = _value(said.get("month")), _value(said.get("day"))
    if (month is not None and not 1 <= month <= 12) or (day is not None and not 1 <= day <= 31):
        return None
    if said.get("days"):
        return Part(start, end, days=_DAYS[said["days"]])
    if said.get("quarter"):
        return Part(start, end, year, relative=relative, span=("quarter", _value(said["quarter"]) or 1))
    if said.get("ten"):
        return Part(
            start,
            end,
            year,
            month,
            None,
            relative,
            _MONTHS.get(said.get("months") or ""),
            span=("ten-days", _TEN_DAYS[said["ten"]]),
        )
    return Part(start, end, year, month, day, relative, _MONTHS.get(said.get("months") or ""))


def _value(text: str | None) -> int | None:
    if not text:
        return None
    if text.isdigit() and text.isascii():
        return int(text)
    value = chinese(text)
    return None if value is None else int(value)
