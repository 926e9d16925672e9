"""Dates by their values: a day that does not exist, an hour after the last, a range that ends before it begins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from tei.check.references.attributes import DATES, NO_DATES
from tei.check.references.survey import Spot, Survey
from tei.check.relaxng.datatypes.temporal import duration, moment
from tei.report import Finding

_KINDS = ("date", "gYear", "gYearMonth", "dateTime", "time", "gMonthDay", "gMonth", "gDay")
_READERS = {kind: moment(kind) for kind in _KINDS}
_DAY = re.compile(r"(-?\d{4,})(?:-(\d\d)(?:-(\d\d)(T.*)?)?)?(?:Z|[+-]\d\d:\d\d)?")
_MIDNIGHT = re.compile(r"(.*T)?24:00:00(\.0*)?(Z|[+-]\d\d:\d\d)?")
_MONTHS = "January February March April May June July August September October November December".split()
#: What must not come after what.
_ORDER = (("notBefore", "notAfter"), ("from", "to"), ("notBefore", "to"), ("from", "notAfter"))

Bounds = tuple[tuple[int, int, int], tuple[int, int, int]]


def dates(found: Survey) -> Iterator[Finding]:
    """R024 for values that are no dates, R025 for ranges that end before they begin."""
    for spot, attributes in found.dates:
        local = str(spot.element.tag).rpartition("}")[2]
        own = {key: value.strip() for key, value in attributes.items() if _is_date(key, local)}
        for key, value in own.items():
            reason = wrong(value)
            if reason:
                message = f'@{key}="{value}" is no date: {reason}'
                yield found.finding("R024", message, spot, "dates are written 1959, 1959-01 or 1959-01-12")
        yield from _ranges(found, spot, own)
        length = attributes.get("dur")
        if length is not None and duration(length.strip()) is None:
            message = f'@dur="{length}" is no duration'
            yield found.finding("R024", message, spot, "durations are written P3D, P1Y2M or PT1H30M")


def _is_date(key: str, local: str) -> bool:
    return key in DATES and local not in NO_DATES.get(key, ())


def _ranges(found: Survey, spot: Spot, own: Mapping[str, str]) -> Iterator[Finding]:
    for first, last in _ORDER:
        if first in own and last in own:
            begin, end = bounds(own[first]), bounds(own[last])
            if begin and end and begin[0] > end[1]:
                message = f'@{first}="{own[first]}" lies after @{last}="{own[last]}"'
                yield found.finding("R025", message, spot, "exchange them, or mend one")
                return


def wrong(value: str) -> str:
    """Why `value` is no date; "" when it is one."""
    if any(_READERS[kind](value) is not None for kind in _likely(value)) or _MIDNIGHT.fullmatch(value):
        return ""
    day = _DAY.fullmatch(value)
    if day:
        year, month, date = int(day[1]), int(day[2] or 1), int(day[3] or 1)
        if year == 0 and value.startswith("0000"):
            return "" if month in range(1, 13) else f"there is no month {month}"
        if month not in range(1, 13):
            return f"there is no month {month}"
        if date not in range(1, _length(year, month) + 1):
            return f"{_MONTHS[month - 1]} {year} has {_length(year, month)} days"
    if re.search(r"(?:^|T)(?:2[4-9]|[3-9]\d):", value):
        return "a day has 24 hours"
    return "it is not in the form of ISO 8601" if value else "it is empty"


def _likely(value: str) -> tuple[str, ...]:
    """The kinds of dates that a value may be, by its length: the commonest first."""
    if "T" in value:
        return ("dateTime",)
    if value.startswith("--"):
        return ("gMonthDay", "gMonth", "gDay")
    return ("time",) if ":" in value[:3] else ("date", "gYear", "gYearMonth")


def _length(year: int, month: int) -> int:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 28 + leap if month == 2 else 30 if month in (4, 6, 9, 11) else 31


def bounds(value: str) -> Bounds | None:
    """The first and the last day that `value` may be; None when it has no year."""
    day = _DAY.fullmatch(value)
    if not day or len(day[1]) > 8:
        return None
    year, month, date = int(day[1]), int(day[2] or 0), int(day[3] or 0)
    return (year, month or 1, date or 1), (year, month or 12, date or 31)
