"""English rules for parts of dates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tei.annotate.parts import Part

_MONTHS = "January February March April May June July August September October November December".split()
_MONTH = "(?P<month>" + "|".join([*_MONTHS, *(f"{m[:3]}\\." for m in _MONTHS if len(m) > 4), r"Sept\."]) + ")"
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>1[4-9]\d\d|20\d\d)"
_RELATIVE = r"(?P<relative>this|last|next|the same|the current|the previous|the coming) year"
_WHEN = rf"(?:,?\s+{_YEAR}|,?\s+(?:of\s+)?{_RELATIVE})"
_YEARS = {"this": 0, "the same": 0, "the current": 0, "last": -1, "the previous": -1, "next": 1, "the coming": 1}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_COUNTED = r"(?:percent|per cent|%|people|persons|households|mu\b|tons?\b|jin\b|yuan\b|hectares?\b|kilo)"

JOIN = re.compile(r"\s*(?:to|until|till|through|up to|-|–|—)\s*(?:the\s+)?")
FROM_NOW = re.compile(r"\b[Ff]rom now (?:on )?(?:until|till|to|through)\b")

# The first rule that matches at a place, and takes the most, wins.
_RULES = [
    re.compile(pattern)
    for pattern in (
        r"\b(?P<year>\d{4})-(?P<number>\d\d)-(?P<day>\d\d)\b",
        rf"\b{_DAY}\s+(?:of\s+)?{_MONTH}{_WHEN}?\b",
        rf"\b{_MONTH}\s+{_DAY}\b{_WHEN}?\b",
        rf"\b{_MONTH}{_WHEN}\b",
        rf"\b(?P<ordinal>first|second|third|fourth) quarter(?:\s+of\s+(?:{_YEAR}|{_RELATIVE}))?\b",
        r"\b(?:the\s+)?(?P<decade>1[4-9]\d0|20\d0)s\b",
        rf"(?i:\b{_RELATIVE})\b",
        r"\b(?P<yesterday>[Yy]esterday)\b",
        rf"(?<![\d,.$£]){_YEAR}(?![\d,.]*\d)(?!\s*{_COUNTED})(?!-year)\b",
        rf"(?:(?<=\bin )|(?<=\bsince )|(?<=\bof )|(?<=\bby )|(?<=\bearly )|(?<=\blate )){_MONTH}(?!\s+\d)\b",
        rf"(?:(?<=to )|(?<=[-–—])|(?<=to the )){_DAY}(?P<bare>)(?![\d%,.]*\d)(?!\s*{_COUNTED})\b{_WHEN}?",
        rf"\b{_DAY}(?P<bare>)(?=\s?[-–]\s?\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{'|'.join(_MONTHS)}))",
    )
]


def parts(text: str) -> Iterator[Part]:
    """The parts of dates in a folded English text; they do not overlap."""
    taken = 0
    found = [(m.start(), -m.end(), i, m) for i, rule in enumerate(_RULES) for m in rule.finditer(text)]
    for start, _, _, match in sorted(found, key=lambda item: item[:3]):
        if start >= taken:
            taken = match.end()
            yield _part(match)


def _part(match: re.Match[str]) -> Part:
    said = match.groupdict()
    start, end = match.span()
    month = int(said["number"]) if said.get("number") else None
    if said.get("month"):
        month = next(i for i, name in enumerate(_MONTHS, 1) if name.startswith(said["month"][:3]))
    relative = _YEARS[said["relative"].lower()] if said.get("relative") else None
    year = int(said["year"]) if said.get("year") else None
    if said.get("ordinal"):
        return Part(start, end, year, relative=relative, span=("quarter", _ORDINALS[said["ordinal"]]))
    if said.get("decade"):
        return Part(start, end, int(said["decade"]), span=("decade", 0))
    if said.get("yesterday"):
        return Part(start, end, days=-1)
    day = int(said["day"]) if said.get("day") else None
    return Part(start, end, year, month, day, relative, bare=said.get("bare") is not None)
