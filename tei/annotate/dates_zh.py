"""Chinese rules for parts of dates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tei.annotate.numerals import HAN_DIGITS, HAN_NUMERALS, chinese
from tei.annotate.parts import Part

_RELATIVE = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "前年": -2, "大前年": -3, "明年": 1, "后年": 2, "後年": 2}
_SEASONS = {year + season: n for year, n in (("去", -1), ("今", 0), ("明", 1)) for season in "春夏秋冬"}
_YEARS = _RELATIVE | _SEASONS
_MONTHS = {"本月": 0, "上月": -1, "上个月": -1, "上個月": -1, "下月": 1, "下个月": 1, "下個月": 1}
_DAYS = {
    "昨日": -1,
    "昨天": -1,
    "昨晚": -1,
    "昨夜": -1,
    "前日": -2,
    "前天": -2,
    "明日": 1,
    "明天": 1,
    "后天": 2,
    "後天": 2,
}
_TEN_DAYS = {"上": 1, "中": 2, "下": 3}

JOIN = re.compile(r"\s*(?:到|至|—+|－+|-|–|~|～)\s*")
AND = re.compile(r"\s*[和、及与與]\s*")
FROM_NOW = re.compile("(?:自|从|從)(?:现在|現在|即日|目前)起?(?:到|至)")

_NUMBER = r"(?:\d{1,2}|[一二三四五六七八九十廿卅]{1,4})"
_Y = rf"(?:(?P<year>(?<!\d)(?:[12]\d{{3}}|[{HAN_DIGITS}]{{4}}))年|(?P<relative>{'|'.join(_RELATIVE)}))"
_SHORT = rf"(?P<short>(?<!\d)\d\d|(?<![{HAN_NUMERALS}])[{HAN_DIGITS}]{{2}})年"
_M = rf"(?:(?P<month>(?<![\d第]){_NUMBER})月份?|(?P<months>{'|'.join(sorted(_MONTHS, key=len, reverse=True))}))"
_D = rf"(?P<day>(?<![\d第]){_NUMBER})[日号號]"
_TEN = "(?P<ten>[上中下])旬"
_BETWEEN = "到至—－-–~～"
_TO = "(?:到|至|—+|－+|-|–|~|～)"
_QUARTER = "(?<![前头頭])第?(?P<quarter>[一二三四1-4])季度"

# A rule is tried in texts that have of each of its groups of characters one at least: whatever it finds, has them.
_RULES = [
    (tuple(frozenset(group) for group in signs.split()), re.compile(pattern))
    for signs, pattern in (
        ("-", r"(?<!\d)(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)"),
        (
            ".·/",
            r"(?<![\d.])(?P<year>[12]\d{3})(?P<sign>[.·/])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})(?![\d/]|\.\d)",
        ),
        (
            "·・．.",
            rf"(?<![{HAN_NUMERALS}])(?P<year>[一二][{HAN_DIGITS}]{{3}})(?P<sign>[·・．.])(?P<month>[{HAN_NUMERALS}]{{1,2}})"
            rf"(?P=sign)(?P<day>[{HAN_NUMERALS}]{{1,3}})(?![{HAN_NUMERALS}])",
        ),
        ("月 日号號旬", rf"(?:{_Y}|{_SHORT})?的?{_M}(?:{_D}|{_TEN})"),
        ("年 月", rf"(?:{_Y}|{_SHORT})的?{_M}"),
        (  # 一、二月 and 一至三月; but 一、 at the beginning of a sentence is a label
            "月 、",
            rf"(?:(?:{_Y}|{_SHORT})的?|(?:(?<!^)(?<![。：；\u3000])|(?![一1]、))(?<![、第\d{HAN_NUMERALS}]))"
            rf"(?P<month>{_NUMBER})(?=(?:、{_NUMBER}){{0,9}}、{_NUMBER}月)",
        ),
        (
            f"月 {_BETWEEN}",
            rf"(?:(?:{_Y}|{_SHORT})的?|(?<![、第\d{HAN_NUMERALS}]))(?P<month>{_NUMBER})(?={_TO}{_NUMBER}月)",
        ),
        ("月 、", rf"(?<=、)(?P<month>{_NUMBER})(?P<bare>)(?=(?:、{_NUMBER}){{0,9}}、{_NUMBER}月)"),
        (  # 一月五、六日 and 九至十一日
            f"月 日号 、{_BETWEEN}",
            rf"(?:{_Y}|{_SHORT})?的?{_M}(?P<day>{_NUMBER})(?=(?:(?:、{_NUMBER}){{0,9}}、|{_TO}){_NUMBER}[日号])",
        ),
        (
            "日号 、",
            rf"(?<=[一二三四五六七八九十\d]、)(?P<day>{_NUMBER})(?P<bare>)(?=[日号]|(?:、{_NUMBER}){{0,9}}、{_NUMBER}[日号])",
        ),
        (f"日号 {_BETWEEN}", rf"(?:(?<=[于在从自])|(?<=社))(?P<day>{_NUMBER})(?={_TO}{_NUMBER}[日号])"),
        (
            "日 、",
            rf"(?:(?<!^)(?<![。：；\u3000])|(?![一1]、))(?<![第每、\d{HAN_NUMERALS}])(?P<day>{_NUMBER})"
            r"(?=、(?:[12]?\d|3[01]|[二三]?十[一二三四五六七八九]?)日(?![内后前以来间]))",
        ),
        (
            f"日号 {_BETWEEN}",
            rf"(?<![第每、\d{HAN_NUMERALS}])(?P<day>{_NUMBER})(?P<bare>)"
            rf"(?={_TO}(?:[12]?\d|3[01]|[二三]?十[一二三四五六七八九]?)[日号](?![内后前以来间]))",
        ),
        ("旦", rf"{_Y}?的?(?P<newyear>元旦)"),
        ("春夏秋冬", f"(?P<relative>{'|'.join(_SEASONS)})(?![笋耕播种装])"),
        ("年 代", rf"(?P<year>(?<!\d)[12]\d\d0|[一二][{HAN_DIGITS}]{{2}}[〇零○])(?P<decade>年代)"),
        ("年 代", "(?P<short>(?<!\\d)[2-9]0|[二三四五六七八九]十)(?P<decade>年代)"),
        ("季", rf"{_Y}?的?{_QUARTER}"),
        ("年", _Y),
        ("月", _M + "(?![亮球饼餅])"),
        ("日号號", r"(?P<day>(?<![\d第])\d{1,2})[日号號]"),
        (
            "日",
            rf"(?<![第每\d{HAN_NUMERALS}])(?<!每月)(?P<day>[二三]?十[一二三四五六七八九]?)日(?![内內后後前以来來间間元])",
        ),
        ("日号號", rf"(?:(?<=[于於在从從自至到])|(?<=社)){_D}"),
        ("日号號", rf"{_D}(?=[电電讯訊晚夜上下午晨至到在]|[{HAN_NUMERALS}]{{1,3}}[时時])"),
        ("日号號 和、及与與", rf"(?<=[日号號][和、及与與]){_D}(?P<bare>)"),
        (f"年 {_BETWEEN}", r"(?P<bareyear>(?<!\d)[12]\d{3})(?=(?:到|至|—|－|-|–)[12]\d{3}年)"),
        (
            f"年 {_BETWEEN}",
            rf"(?P<bareyear>(?<![{HAN_NUMERALS}])[一二][{HAN_DIGITS}]{{3}})(?=(?:到|至|—+|－|-|–)[一二][{HAN_DIGITS}]{{3}}年)",
        ),
        ("昨前明后後", f"(?P<days>{'|'.join(_DAYS)})"),
        ("日号號 、", rf"(?<=[一二三四五六七八九十\d]、){_D}(?P<bare>)"),
    )
]


def parts(text: str) -> Iterator[Part]:
    """The parts of dates in a folded Chinese text; they do not overlap."""
    taken = 0
    seen = {*text}
    rules = [(i, rule) for i, (signs, rule) in enumerate(_RULES) if not any(map(seen.isdisjoint, signs))]
    found = [(m.start(), -m.end(), i, m) for i, rule in rules for m in rule.finditer(text)]
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
    relative = _YEARS.get(said.get("relative") or "")
    month, day = _value(said.get("month")), _value(said.get("day"))
    if said.get("newyear"):
        month, day = 1, 1
    if (month is not None and not 1 <= month <= 12) or (day is not None and not 1 <= day <= 31):
        return None
    span = None
    if said.get("quarter"):
        span = ("quarter", _value(said["quarter"]) or 1)
    elif said.get("ten"):
        span = ("ten-days", _TEN_DAYS[said["ten"]])
    elif said.get("decade"):
        span = ("decade", 0)
    return Part(
        start,
        end,
        year=year,
        short=_value(said.get("short")),
        month=month,
        day=day,
        relative=relative,
        months=_MONTHS.get(said.get("months") or ""),
        days=_DAYS.get(said.get("days") or ""),
        span=span,
        bare=said.get("bare") is not None,
    )


def _value(text: str | None) -> int | None:
    if not text:
        return None
    if text.isdigit() and text.isascii():
        return int(text)
    value = chinese(text)
    return None if value is None else int(value)
