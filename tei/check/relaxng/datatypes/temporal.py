"""Dates, times and durations: what they are worth, and which is earlier.

A date without time zone lies somewhere within 14 hours of the one that is meant: against one with a time zone it is
earlier or later only if it is so wherever it was written (https://www.w3.org/TR/xmlschema-2/#dateTime-order).
Where the editions of XML Schema differ, this is Jing's choice: seconds may be 60, hours not 24, zones lie between
-13:00 and +14:00, and a year is at most some 292 million away.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping
from typing import NamedTuple

_YEAR = r"(?P<year>-?(?:[1-9][0-9]{4,8}|[0-9]{4}))"
_MONTH = "(?P<month>0[1-9]|1[0-2])"
_DAY = "(?P<day>0[1-9]|[12][0-9]|3[01])"
_TIME = r"(?P<hour>[01][0-9]|2[0-3]):(?P<minute>[0-5][0-9]):(?P<second>(?:[0-5][0-9]|60)(?:\.[0-9]*)?)"
_ZONE = r"(?P<zone>Z|[+-](?:0[0-9]|1[0-2]):[0-5][0-9]|\+13:[0-5][0-9]|-13:00|\+14:00)?"

_FORMS: Mapping[str, str] = {
    "dateTime": f"{_YEAR}-{_MONTH}-{_DAY}T{_TIME}{_ZONE}",
    "date": f"{_YEAR}-{_MONTH}-{_DAY}{_ZONE}",
    "time": f"{_TIME}{_ZONE}",
    "gYearMonth": f"{_YEAR}-{_MONTH}{_ZONE}",
    "gYear": f"{_YEAR}{_ZONE}",
    "gMonthDay": f"--{_MONTH}-{_DAY}{_ZONE}",
    "gMonth": f"--{_MONTH}{_ZONE}",
    "gDay": f"---{_DAY}{_ZONE}",
}
# A leap year and a long month: what is not said must not forbid 29 February or the 31st.
_UNSAID = {"year": "2000", "month": "01", "day": "01", "hour": "00", "minute": "00", "second": "00", "zone": None}
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_YEARS = range(-292_275_055, 292_278_995)
_FAR = 14 * 60


class Moment(NamedTuple):
    """`minutes` since the first day of the year 1 BC, in UTC if `zoned`; `second` without superfluous zeros."""

    zoned: bool
    minutes: int
    second: str


def moment(kind: str) -> Callable[[str], Moment | None]:
    """The reader of values of `kind`, such as ``date``.  None for what is no such date, as 30 February."""
    form = re.compile(_FORMS[kind])

    def read(text: str) -> Moment | None:
        match = form.fullmatch(text)
        return _moment(match.groupdict()) if match else None

    return read


def _moment(said: dict[str, str | None]) -> Moment | None:
    part = {name: said.get(name) or unsaid for name, unsaid in _UNSAID.items()}
    year, month, day = int(part["year"] or 0), int(part["month"] or 0), int(part["day"] or 0)
    if year == 0 or year not in _YEARS or day > _DAYS[month - 1]:
        return None
    year += year < 0  # there is no year 0: -0001 comes right before 0001
    if month == 2 and day == 29 and not (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)):
        return None
    minutes = (_day_number(year, month, day) * 24 + int(part["hour"] or 0)) * 60 + int(part["minute"] or 0)
    second = part["second"] or ""
    second = second.rstrip("0").rstrip(".") if "." in second else second
    zone = part["zone"]
    if zone and zone != "Z":
        offset = int(zone[1:3]) * 60 + int(zone[4:])
        minutes -= offset if zone[0] == "+" else -offset
    return Moment(zone is not None, minutes, second)


def _day_number(year: int, month: int, day: int) -> int:
    """Days since 1 January of the year 0, in the Gregorian calendar."""
    before = year - 1
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    within = sum(_DAYS[: month - 1]) - (month > 2 and not leap) + day - 1
    return year * 365 + before // 4 - before // 100 + before // 400 + within


def earlier(one: Hashable, other: Hashable) -> bool:
    """Whether the moment `one` certainly lies before `other`."""
    if not isinstance(one, Moment) or not isinstance(other, Moment):
        return False
    slack = 0 if one.zoned == other.zoned else _FAR
    return (one.minutes + slack, one.second) < (other.minutes, other.second)


class Duration(NamedTuple):
    """The parts as they are written, without leading or trailing zeros; twelve months are not a year."""

    negative: bool
    years: str
    months: str
    days: str
    hours: str
    minutes: str
    seconds: str


_DURATION = re.compile(
    r"(?P<sign>-?)P(?=[0-9T])(?:([0-9]+)Y)?(?:([0-9]+)M)?(?:([0-9]+)D)?"
    r"(?:T(?=[0-9.])(?:([0-9]+)H)?(?:([0-9]+)M)?(?:([0-9]+(?:\.[0-9]*)?|\.[0-9]+)S)?)?"
)
# To these dates durations are added when they are compared: https://www.w3.org/TR/xmlschema-2/#duration-order
_ANCHORS = ((1696, 9), (1697, 2), (1903, 3), (1903, 7))
_LONG = 4000


def duration(text: str) -> Duration | None:
    """The duration that `text` says; None when it says none."""
    match = _DURATION.fullmatch(text)
    if not match:
        return None
    sign, *numbers, seconds = match.groups()
    parts = [(number or "").lstrip("0") for number in numbers]
    whole, _, fraction = (seconds or "").partition(".")
    fraction = fraction.rstrip("0")
    parts.append(whole.lstrip("0") + (f".{fraction}" if fraction else ""))
    return Duration(sign == "-" and any(parts), *parts)


def shorter(one: Hashable, other: Hashable) -> bool:
    """Whether the duration `one` is shorter than `other`, whenever it begins."""
    if not isinstance(one, Duration) or not isinstance(other, Duration):
        return False
    if max(map(len, (*one[1:], *other[1:]))) > _LONG:
        return False
    return all(_end(one, *anchor) < _end(other, *anchor) for anchor in _ANCHORS)


def _end(of: Duration, year: int, month: int) -> tuple[int, str]:
    """When a duration ends that begins with a month: seconds, and a fraction of one that may be compared as text."""
    sign = -1 if of.negative else 1
    years, months, days, hours, minutes = (int(part or 0) for part in of[1:6])
    whole, _, fraction = of.seconds.partition(".")
    months = (year * 12 + month - 1) + sign * (years * 12 + months)
    seconds = _day_number(months // 12, months % 12 + 1, 1) * 86400
    seconds += sign * (((days * 24 + hours) * 60 + minutes) * 60 + int(whole or 0))
    if of.negative and fraction:
        seconds, fraction = seconds - 1, _complement(fraction)
    return seconds, fraction


def _complement(fraction: str) -> str:
    """One minus the fraction: of ``25`` it is ``75``."""
    return "".join(str(9 - int(digit)) for digit in fraction[:-1]) + str(10 - int(fraction[-1]))
