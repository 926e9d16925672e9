"""Dates in English and Chinese, resolved to ISO against the day of issue.

Each language's rules find *parts* (a year, a month and a day, a quarter …); two parts joined by a word such as "to"
or 到 make a range and lend each other what one lacks.  Then years and months that are not said are resolved: a day
without a month is the last one before the issue, a month without a year the nearest one.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from tei.annotate import dates_en, dates_zh
from tei.annotate.parts import Part
from tei.annotate.span import Context, Span, fold


class Rules(Protocol):
    """What a language's rules offer."""

    JOIN: re.Pattern[str]  # what stands between the two dates of a range
    AND: re.Pattern[str]  # what stands between two dates of which the second may leave out what the first has said
    FROM_NOW: re.Pattern[str]  # "from now until": what makes a range from the day of the dispatch

    def parts(self, text: str) -> Iterator[Part]:
        """The parts of dates in a folded text; they do not overlap."""
        ...


RULES: Mapping[str, Rules] = {"en": dates_en, "zh": dates_zh}


def dates(text: str, context: Context) -> list[Span]:
    """The dates in `text`, a range before the dates within it.  No rules for a language, no dates."""
    rules = RULES.get(context.primary)
    if rules is None:
        return []
    folded = fold(text)
    found = []
    for unit in _joined(folded, list(rules.parts(folded)), rules):
        attrs = _resolve(unit, context)
        found.append(Span(unit.start, unit.end, "date", "", attrs))
    for match in rules.FROM_NOW.finditer(folded) if found else ():
        inner = next((s for s in found if s.start >= match.end() and folded[match.end() : s.start].strip() == ""), None)
        if inner and (until := dict(inner.attrs).get("when")) and context.now:
            found.append(Span(match.start(), inner.end, "date", "", (("from", context.now), ("to", until))))
    return sorted(found, key=lambda s: (s.start, -s.end))


@dataclass(frozen=True, slots=True)
class _Unit:
    start: int
    end: int
    first: Part
    last: Part | None = None


def _joined(text: str, parts: list[Part], rules: Rules) -> Iterator[_Unit]:
    """Parts, two of them as one range where a joining word stands between."""
    parts = sorted(parts, key=lambda p: p.start)
    i = 0
    while i < len(parts):
        part = parts[i]
        after = parts[i + 1] if i + 1 < len(parts) else None
        if after and rules.JOIN.fullmatch(text, part.end, after.start) and _rangeable(part, after):
            yield _Unit(part.start, after.end, part, after)
            i += 2
            continue
        linked = bool(after and rules.AND.fullmatch(text, part.end, after.start))
        if not part.bare:
            yield _Unit(part.start, part.end, _lent(part, after) if after and linked else part)
        if after and linked:
            parts[i + 1] = _continued(after, part)
        i += 1


def _rangeable(first: Part, last: Part) -> bool:
    """Whether two parts are the ends of one range: two days, two months, two years, or spans of one kind.

    A first part that is a date only with another one (12 of "12-15 January") needs a last part that is one by itself.
    """
    kinds = [part.span[0] if part.span else "" for part in (first, last)]
    return kinds[0] == kinds[1] and bool(first.day) == bool(last.day) and not (first.bare and last.bare)


def _lent(part: Part, after: Part) -> Part:
    """`part` with the year that only the date `after` it names: April 5th and 6th, 1958."""
    lends = after.bare and not part.dated and part.month
    return replace(part, year=after.year, relative=after.relative) if lends else part


def _continued(part: Part, before: Part) -> Part:
    """`part` with what is left to the date `before` it: 四月五日和六日 are of one month, 一月和三月 of one year."""
    if (part.dated and not part.bare) or part.span or before.span or before.days is not None:
        return part
    if part.day and not part.month and before.day:
        dated = part if part.dated else before
        return replace(
            part,
            year=dated.year,
            short=dated.short,
            relative=dated.relative,
            month=before.month,
            months=before.months,
            bare=False,
        )
    if (
        not part.dated
        and part.month
        and before.month
        and bool(part.day) == bool(before.day)
        and before.months is None
        and (part.bare or not part.day)
    ):
        return replace(part, year=before.year, short=before.short, relative=before.relative, bare=False)
    return part


def _resolve(unit: _Unit, context: Context) -> tuple[tuple[str, str], ...]:
    first, last = unit.first, unit.last
    if last is None:
        if first.span:
            return _span(first, first.span, context)
        iso = _iso(_complete(first, context))
        return (("when", iso),) if iso else ()
    if not last.dated and first.dated and first.days is None:
        last = replace(last, year=first.year, short=first.short, relative=first.relative, months=first.months)
    if last.month is None:
        last = replace(last, month=first.month)
    last = _complete(last, context)
    if not first.dated and last.year:
        wraps = first.month and last.month and first.month > last.month
        first = replace(first, year=last.year - (1 if wraps else 0))
    if first.month is None and first.day:
        first = replace(first, month=last.month)
    first_iso, last_iso = _iso(_complete(first, context)), _iso(last)
    if first.span and last.span:
        spans = [dict(_span(part, kind, context)) for part, kind in ((first, first.span), (last, last.span))]
        first_iso, last_iso = spans[0].get("from", ""), spans[1].get("to", "")
    if not first_iso or not last_iso or first_iso > last_iso:
        return ()
    return (("from", first_iso), ("to", last_iso))


def _complete(part: Part, context: Context) -> Part:
    """`part` with year and month, as far as they follow from the day of issue."""
    today = context.today
    year = part.year
    if part.relative is not None and context.issue[:4].isdigit():
        year = int(context.issue[:4]) + part.relative
    month = part.month
    if part.short is not None and context.issue[:4].isdigit():
        issue = int(context.issue[:4])
        year = min((issue - issue % 100 + part.short + n for n in (-100, 0, 100)), key=lambda y: abs(y - issue))
    if part.months is not None and today:
        shifted = today.year * 12 + today.month - 1 + part.months
        year, month = divmod(shifted, 12)
        month += 1
    if part.days is not None and today:
        day = datetime.date.fromordinal(max(1, min(datetime.date.max.toordinal(), today.toordinal() + part.days)))
        return replace(part, year=day.year, month=day.month, day=day.day)
    if year is None and part.short is None and today:
        if month is None and part.day:
            month, year = _last_month_with(part.day, today)
        elif month is not None:
            year = _nearest_year(month, part.day or 15, today)
        else:
            year = today.year
    return replace(part, year=year, month=month)


def _last_month_with(day: int, today: datetime.date) -> tuple[int, int]:
    """The month and year of the last day numbered `day` that is not after `today`."""
    year, month = today.year, today.month
    for _ in range(12):
        if day <= calendar.monthrange(year, month)[1] and datetime.date(year, month, day) <= today:
            return month, year
        month -= 1
        if month == 0:
            year, month = max(1, year - 1), 12
    return today.month, today.year


def _nearest_year(month: int, day: int, today: datetime.date) -> int:
    def distance(year: int) -> int:
        last = calendar.monthrange(year, month)[1]
        return abs((datetime.date(year, month, min(day, last)) - today).days)

    return min((y for y in (today.year, today.year - 1, today.year + 1) if 1 <= y <= 9999), key=distance)


def _iso(part: Part) -> str:
    """The ISO form, "" when the part is incomplete or no real date."""
    if part.year is None or (part.day and not part.month):
        return ""
    try:
        datetime.date(part.year, part.month or 1, part.day or 1)
    except ValueError:
        return ""
    numbers = (f"{n:02d}" for n in (part.month, part.day) if n)
    return "-".join((f"{part.year:04d}", *numbers))


def _span(part: Part, span: tuple[str, int], context: Context) -> tuple[tuple[str, str], ...]:
    """A part that is itself a range: a quarter, a decade, ten days of a month."""
    whole = _complete(part, context)
    kind, n = span
    if whole.year is None or not 1 <= whole.year <= 9990:
        return ()
    if kind == "quarter":
        return (("from", f"{whole.year:04d}-{3 * n - 2:02d}"), ("to", f"{whole.year:04d}-{3 * n:02d}"))
    if kind == "decade":
        return (("from", f"{whole.year:04d}"), ("to", f"{whole.year + 9:04d}"))
    if not whole.month:
        return ()
    last = calendar.monthrange(whole.year, whole.month)[1]
    first_day, last_day = {1: (1, 10), 2: (11, 20), 3: (21, last)}[n]
    month = f"{whole.year:04d}-{whole.month:02d}"
    return (("from", f"{month}-{first_day:02d}"), ("to", f"{month}-{last_day:02d}"))
