"""English rules for parts of dates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tei.annotate.parts import Part

_MONTHS = "January February March April May June July August September October November December".split()
_MONTH = "(?P<month>" + "|".join([*_MONTHS, *(f"{m[:3]}\\." for m in _MONTHS if len(m) > 4), r"Sept\."]) + ")"
_NUMBER = r"(?P<day>0?[1-9]|[12]\d|3[01])"
_DAY = _NUMBER + "(?:st|nd|rd|th)?"
_DAYTH = _NUMBER + "(?:st|nd|rd|th)"
_YEAR = r"(?P<year>1[4-9]\d\d|20\d\d)"
_RELATIVE = r"(?P<relative>this|last|next|the same|the current|the previous|the coming) year"
_WHEN = rf"(?:,?\s+{_YEAR}|,?\s+(?:of\s+)?{_RELATIVE})"
_YEARS = {"this": 0, "the same": 0, "the current": 0, "last": -1, "the previous": -1, "next": 1, "the coming": 1}
_OF_MONTH = r"(?P<months>this|last|next|the same|the current|the previous|the coming) month"
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_DAYS = {"the day before yesterday": -2, "yesterday": -1, "tomorrow": 1, "the day after tomorrow": 2}
_SEASON = r"(?:spring|summer|autumn|winter)"
_TEN_DAYS = {"early": 1, "mid": 2, "middle": 2, "late": 3, "first": 1, "second": 2, "last": 3, "third": 3}
_BEFORE = "in since of by during from until till before after between".split()
_COUNTED = r"(?:percent|per cent|%|people|persons|households|mu\b|tons?\b|jin\b|yuan\b|hectares?\b|kilo)"

JOIN = re.compile(r",?\s*(?:to|until|till|through|up to|-|–|—)\s*(?:the\s+)?")
AND = re.compile(r"\s*(?:and|&)\s*(?:the\s+)?")
FROM_NOW = re.compile(r"\b[Ff]rom now (?:on )?(?:until|till|to|through)\b")

_JOINED = r"\s*(?:to|until|till|through|and|-|–|—)\s*"
_NAMED = "(?:" + "|".join(_MONTHS) + r")\b"
_NUMBER_ONLY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_PREPOSITION = "|".join(rf"(?<=\b[{w[0].upper()}{w[0]}]{w[1:]} )" for w in _BEFORE)
_TEN = r"\b(?:(?P<ten>[Ee]arly|[Mm]id|[Ll]ate)[\s-]|(?P<tens>first|second|middle|third|last) ten days (?:of|in) )"

# The first rule that matches at a place, and takes the most, wins.  The group ``said``, if any, is the date.  A rule is
# tried in texts that have all its signs (see `_signs`): whatever it finds, has them.
_RULES = [
    (frozenset(signs.split()), re.compile(pattern))
    for signs, pattern in (
        ("digit -", r"\b(?P<year>\d{4})-(?P<number>\d\d)-(?P<day>\d\d)\b"),
        ("digit", rf"(?<![\d.]){_YEAR}(?P<sign>[./])(?P<number>0?[1-9]|1[0-2])(?P=sign){_NUMBER}(?![\d/]|\.\d)"),
        ("digit /", rf"(?<![\d/])(?P<number>0?[1-9]|1[0-2])/(?P<day>1[3-9]|2\d|3[01])/{_YEAR}(?![\d/])"),
        ("digit /", rf"(?<![\d/])(?P<day>1[3-9]|2\d|3[01])/(?P<number>0?[1-9]|1[0-2])/{_YEAR}(?![\d/])"),
        ("digit name", rf"\b{_DAY}\s+(?:of\s+)?{_MONTH}{_WHEN}?(?!\w)"),
        ("digit month", rf"\b{_DAYTH}\s+(?:day\s+)?of\s+{_OF_MONTH}\b"),
        ("digit name", rf"\b{_MONTH}\s+{_DAY}\b{_WHEN}?\b"),
        ("name", rf"\b{_MONTH}{_WHEN}\b"),
        ("digit name", rf"\b{_MONTH} the {_DAYTH}\b{_WHEN}?"),
        ("day", rf"\b(?P<newyear>New Year's Day)\b{_WHEN}?"),
        ("season", rf"\b(?ai:(?P<relative>this|last|next)) {_SEASON}\b"),
        ("name", rf"{_TEN}{_MONTH}{_WHEN}?(?!\w)(?!\s+\d)"),
        ("month", rf"{_TEN}{_OF_MONTH}(?!\w)(?!\s+\d)"),
        ("quarter", rf"\b(?P<ordinal>first|second|third|fourth) quarter(?:\s+of\s+(?:{_YEAR}|{_RELATIVE}))?\b"),
        ("digit", r"\b(?:the\s+)?(?P<decade>1[4-9]\d0|20\d0)s\b"),
        ("year", rf"\b(?ai:{_RELATIVE})\b"),
        ("month", rf"\b(?ai:{_OF_MONTH})\b"),
        ("day", rf"\b(?P<days>(?ai:{'|'.join(sorted(_DAYS, key=len, reverse=True))}))\b"),
        ("digit", rf"(?<![\d,.$£])(?<!/\d/)(?<!/\d\d/){_YEAR}(?![\d,.]*\d)(?!\s*{_COUNTED})(?!-year)\b"),
        ("name", rf"(?:{_PREPOSITION}){_MONTH}(?!\s+\d)\b"),
        ("name", rf"\b{_MONTH}(?={_JOINED}{_NAMED})"),
        (
            "name",
            rf"(?:(?<=to )|(?<=through )|(?<=until )|(?<=till )|(?<=and )|(?<=[-–—])){_MONTH}(?P<bare>)(?!\s+\d)\b",
        ),
        (
            "digit",
            rf"(?=\d)(?:(?<=to )|(?<=[-–—])|(?<=to the )){_DAY}(?P<bare>)(?![\d%,.]*\d)(?!\s*{_COUNTED})\b{_WHEN}?",
        ),
        ("digit", rf"(?:(?<=and )|(?<=and the )){_DAYTH}(?P<bare>)\b{_WHEN}?"),
        (
            "digit",
            rf"(?=\d)(?<=and ){_NUMBER}(?P<bare>)"
            rf"(?:{_WHEN}|(?=\s*(?:[.;:)]|,\D|$|(?:in|at|of|this|respectively)\b)))",
        ),
        (
            "digit name",
            rf"\b{_DAY}(?P<bare>)(?=\s?[-–]\s?\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{'|'.join(_MONTHS)}))",
        ),
        (
            "digit name",
            rf"(?<=\b[Ff]rom ){_DAY}(?P<bare>)(?=\s+(?:to|until|till|through)\s+{_NUMBER_ONLY}\s+(?:of\s+)?{_NAMED})",
        ),
        (
            "digit",
            rf"\b[Tt]he (?P<said>{_DAYTH})(?=\s+(?:to|until|till|through)\s+the\s+{_NUMBER_ONLY}"
            rf"\s*(?:[.,;:)\]]|$|of\s+(?:{_NAMED}|(?:this|last|next)\b)))",
        ),
        (  # a dateline: "Xinhua News Agency, Harbin, 20th:"
            "digit",
            rf"\A[\[(【]?[A-Z][^.:;]{{2,90}},\s+(?P<said>{_DAYTH})(?=\s*(?:[:,\])】–—]|-))",
        ),
        (
            "digit",
            rf"\b(?i:on|of|by|until|till|since|from|before|after|dated) the (?P<said>{_DAYTH})"
            r"(?=\s*(?:[.,;:)\]–—]|$|(?:to|and) the \d))",
        ),
    )
]
_DIGIT = re.compile(r"\d")
_NAME = re.compile("|".join(sorted({month[:3] for month in _MONTHS})))


def _signs(text: str) -> set[str]:
    """What `text` has: digits, - and /, names of months, "year", "month", "quarter", days, seasons."""
    low = text.casefold()
    found = {word for word in ("year", "month", "quarter", "/", "-") if word in low}
    found |= {"digit"} if _DIGIT.search(text) else set()
    found |= {"name"} if _NAME.search(text) else set()
    found |= {"season"} if any(word in low for word in ("spring", "summer", "autumn", "winter")) else set()
    found |= {"day"} if any(word in low for word in ("year's day", "yesterday", "tomorrow")) else set()
    return found


def parts(text: str) -> Iterator[Part]:
    """The parts of dates in a folded English text; they do not overlap."""
    taken = 0
    signs = _signs(text)
    found = [(*_said(m), i, m) for i, (needs, rule) in enumerate(_RULES) if needs <= signs for m in rule.finditer(text)]
    for start, end, _, match in sorted(found, key=lambda item: (item[0], -item[1], item[2])):
        if start >= taken:
            taken = end
            yield _part(match)


def _said(match: re.Match[str]) -> tuple[int, int]:
    return match.span("said" if "said" in match.groupdict() else 0)


def _part(match: re.Match[str]) -> Part:
    said = {name: words for name, words in match.groupdict().items() if words is not None}
    start, end = _said(match)
    month = int(said["number"]) if "number" in said else None
    if "month" in said:
        month = next(i for i, name in enumerate(_MONTHS, 1) if name.startswith(said["month"][:3]))
    day = int(said["day"]) if "day" in said else None
    if "newyear" in said:
        month, day = 1, 1
    span = None
    if "ordinal" in said:
        span = ("quarter", _ORDINALS[said["ordinal"]])
    elif "decade" in said:
        span = ("decade", 0)
    elif "ten" in said or "tens" in said:
        span = ("ten-days", _TEN_DAYS[(said.get("ten") or said["tens"]).lower()])
    year = said.get("year") or said.get("decade")
    return Part(
        start,
        end,
        year=int(year) if year else None,
        month=month,
        day=day,
        relative=_YEARS[said["relative"].lower()] if "relative" in said else None,
        months=_YEARS[said["months"].lower()] if "months" in said else None,
        days=_DAYS[said["days"].lower()] if "days" in said else None,
        span=span,
        bare="bare" in said,
    )
