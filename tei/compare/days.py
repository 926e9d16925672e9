"""Days that no calendar has: 31st June, 2月30日."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator

from tei.compare import proposal
from tei.compare.view import View
from tei.model import Crux, primary

_MONTHS = tuple("jan feb mar apr may jun jul aug sep oct nov dec".split())
_NAME = (
    "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    "|Nov(?:ember)?|Dec(?:ember)?)"
)
_DAY = r"(?P<{0}>\d{{1,2}})(?P<{0}_th>st|nd|rd|th)?"
_ENGLISH = re.compile(
    rf"\b(?:{_DAY.format('before')} (?:of )?(?P<month>{_NAME})\b|(?P<first>{_NAME}) {_DAY.format('after')}\b)"
    r"(?:,? (?P<year>\d{4})\b)?"
)
_NUMERAL = r"(?:\d{1,2}|[一二三四五六七八九十廿卅]{1,3})"
_DIGITS = {sign: n for n, sign in enumerate("一二三四五六七八九", 1)}
_CHINESE = re.compile(
    rf"(?:(?P<year>\d{{4}})年)?(?<![\d个個.])(?P<month>{_NUMERAL})月(?:份)?(?P<day>{_NUMERAL})[日号號](?![夜间間])"
)


def cruxes(view: View) -> list[Crux]:
    """Days of months that never have so many (C018); the 29th of February where no year is told may be one."""
    found = []
    for passage in view.paragraphs():
        pattern = _dates_zh if primary(passage.lang) in ("zh", "yue", "lzh") else _dates_en
        for start, end, words, most in pattern(passage.text):
            at = passage.span(start, end)
            said = f"There is no such day: the month has {most} days at most." if most else "There is no such month."
            answer = proposal.note(view, [at], said)
            found.append(
                Crux("C018", f"the day “{words}” does not exist", (at,), (), "high", f"emend it, or say so:\n{answer}")
            )
    return found


Found = tuple[int, int, str, int]


def _dates_en(text: str) -> Iterator[Found]:
    for match in _ENGLISH.finditer(text):
        month = _MONTHS.index((match["month"] or match["first"])[:3].lower()) + 1
        if int(match["after"] or 0) > 31 and not (match["after_th"] or match["year"]):
            continue  # a year: May 45
        yield from _wrong(match, match["year"], month, int(match["before"] or match["after"]))


def _dates_zh(text: str) -> Iterator[Found]:
    for match in _CHINESE.finditer(text):
        month, day = map(_number, match.group("month", "day"))
        if month is not None and day is not None:
            yield from _wrong(match, match["year"], month, day)


def _number(said: str) -> int | None:
    """The value of 31, 三十一 or 卅一; None for what is no one number: 二三."""
    if said.isdigit():
        return int(said)
    tens, ten, ones = said.replace("廿", "二十").replace("卅", "三十").partition("十")
    if any(part and part not in _DIGITS for part in (tens, ones)) or not (ten or tens):
        return None
    return 10 * _DIGITS.get(tens, 1) + _DIGITS.get(ones, 0) if ten else _DIGITS[tens]


def _wrong(match: re.Match[str], year: str | None, month: int, day: int) -> Iterator[Found]:
    """What `match` says, and how many days the month has (0 if there is no such month), unless the day may be."""
    most = (
        calendar.monthrange(int(year) if year and 1 <= int(year) <= 9999 else 2000, month)[1] if 0 < month < 13 else 0
    )
    if not 0 < day <= most:
        yield *match.span(), match[0], most
