"""Dates as numbers of days.

They are those of the proleptic Gregorian calendar, as ISO 8601 has them; a year before the first is 0 or less.
"""

from __future__ import annotations

import re
from functools import lru_cache

_DIGITS = 6  # of a year
_ISO = re.compile(r"(-?\d{4,})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*|Z|[+-]\d\d:\d\d)?")
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

#: A stretch of time: its first and its last day, as numbers.
Days = tuple[int, int]

#: What a date is known by: its limits as named, ISO without a time of day, "" where one is not known; and when it is.
Key = tuple[str, str, Days]


@lru_cache(maxsize=1 << 14)  # texts name few dates, and each many times
def days(iso: str) -> tuple[str, Days] | None:
    """A date without its time of day, and the first and last day of it; None for what is no date of the calendar."""
    found = _ISO.fullmatch(iso)
    if not found or len(found[1]) > _DIGITS:
        return None
    year, month, day = (int(part) if part else 0 for part in found.groups())
    last = month or 12
    if (found[2] and not 1 <= month <= 12) or (found[3] and not 1 <= day <= _length(year, month)):
        return None
    plain = "-".join(part for part in found.groups() if part)
    return plain, (number(year, month or 1, day or 1), number(year, last, day or _length(year, last)))


def _length(year: int, month: int) -> int:
    leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return _LENGTHS[month - 1] + leap


def number(year: int, month: int = 1, day: int = 1) -> int:
    """The number of a day; that of the first of January of the year 0 is 0."""
    ahead = year - 1
    before = 366 + 365 * ahead + ahead // 4 - ahead // 100 + ahead // 400
    return before + sum(_length(year, m) for m in range(1, month)) + day - 1


def year(day: int) -> int:
    """The year of a day."""
    guess = day * 400 // 146097
    return guess + (day >= number(guess + 1)) - (day < number(guess))


def month(day: int) -> int:
    """The number of a day's month, counted from January of the year 0."""
    of, rest = year(day), day - number(year(day))
    for n in range(1, 13):
        rest -= _length(of, n)
        if rest < 0:
            return 12 * of + n - 1
    raise ValueError(day)  # no year is longer than its months


def key(first: str, last: str) -> Key | None:
    """What a date is known by; None for what is no date of the calendar."""
    start, end = days(first), days(last)
    limits = [limit[1] for limit in (start, end) if limit]
    if not limits:
        return None
    time = min(limit[0] for limit in limits), max(limit[1] for limit in limits)
    return start[0] if start else "", end[0] if end else "", time
