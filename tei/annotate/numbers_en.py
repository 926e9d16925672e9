"""English rules for numbers and measures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from tei.annotate.numerals import ENGLISH_SCALES, ENGLISH_WORD, ENGLISH_WORDS, any_of, english
from tei.annotate.quantity import Quantity, bounded, spread
from tei.annotate.shares_en import shares
from tei.annotate.units import ENGLISH, ENGLISH_TIMES

_BOUNDS = {
    "more than": "atLeast",
    "over": "atLeast",
    "above": "atLeast",
    "at least": "atLeast",
    "upwards of": "atLeast",
    "not less than": "atLeast",
    "no less than": "atLeast",
    "no fewer than": "atLeast",
    "exceeding": "atLeast",
    "nearly": "atMost",
    "almost": "atMost",
    "up to": "atMost",
    "at most": "atMost",
    "less than": "atMost",
    "fewer than": "atMost",
    "under": "atMost",
    "not more than": "atMost",
    "no more than": "atMost",
}
_ORDINALS = "third fourth fifth sixth seventh eighth ninth tenth".split()
_PARTS = {"half": 2, "quarter": 4, "hundredth": 100, "thousandth": 1000} | {w: i for i, w in enumerate(_ORDINALS, 3)}

_WORD = rf"{ENGLISH_WORD}\b"
_SCALE = rf"{any_of(ENGLISH_SCALES)}\b"
# Where this is not found, there is no number.
_SOME = re.compile(rf"\d|\b{any_of([*ENGLISH_WORDS, *_PARTS, 'halve', 'twice', 'thrice'])}")
_FIGURES = r"(?!0\d)(?:\d{1,3}(?:,\d{3}){1,5}(?!,?\d)|\d{1,9})(?:\.\d{1,20})?(?!\d)"
_NUMBER = re.compile(
    rf"(?:{_FIGURES}(?:\s+{_SCALE}){{0,4}}"
    rf"|(?:(?i:half\s+)?(?i:an?)\s+(?={_SCALE}))?{_WORD}(?:(?:\s+and)?[\s-]{_WORD}){{0,24}})"
)
_START = re.compile(rf"(?<![\w.,/:^\-]){_NUMBER.pattern}")
_LAST_WORD = re.compile(r"(?:\s+and)?[\s-]+\S+$")
_AFTER = re.compile(
    r"(?P<half>\s+and\s+a\s+half)?(?P<odd>[\s-]odd\b)?(?P<plus>\s+or\s+more|\s+and\s+(?:above|over))?"
    r"(?:\s*(?:(?P<percent>%|percent\b|per\s?cent\b)|(?P<mille>‰|per\s+thousand\b|per\s+mille?\b)))?"
    rf"(?:(?:\s+|-)(?P<unit>(?i:{'|'.join(ENGLISH)}))\b(?:-old\b)?)?(?:-?fold\b)?"
    r"(?P<more>\s+or\s+more|\s+and\s+(?:above|over))?(?![\w/^]|[,.:]\d|-\w)"
)
_TO = re.compile(r"(?P<percent>%|\s?percent\b|\s?per cent\b)?(?:\s+(?:to|or)\s+|\s?[-–—]\s?)")
_AND = re.compile(r"\s+and\s+")
_BOUND = re.compile(rf"\b(?ai:{'|'.join(sorted(_BOUNDS, key=len, reverse=True))})\s+$")
_FRACTION = re.compile(
    rf"(?<![\w.,/:^-])(?:(?:(?P<count>{_FIGURES}|{_WORD})[\s-]|(?:(?i:an?)\s+(?=\w+\s+of\b)))"
    rf"(?P<part>{any_of([*_PARTS, 'halve'])})(?P<many>s)?\b|(?P<top>\d{{1,3}})/(?P<bottom>\d{{1,3}}))"
    r"(?![\w/]|-\w|[.,]\d)"
)
_LONE = "two three four five six seven eight nine ten".split()
_NO_NOUN = (
    "and or but is are was were be been has had have in at on by for from to with as that which who will would can"
)
_COUNTED = re.compile(rf"[ \u00a0](?!(?i:{'|'.join([*_NO_NOUN.split(), *ENGLISH_WORDS])})\b)[A-Za-z'\"]")

# What looks like a number and is none: every number that touches such a place is left alone.  A rule is tried where one
# of its words is in the folded text, if it has any.
_NONE = [
    (words.split(), re.compile(pattern))
    for words, pattern in (
        (
            "",
            r"(?i:\b(?:two legs|two ends|two sides|two roads|two lines|one hand|one another|one by one"
            r"|one after another|hundred flowers|hundred schools|thousand and one|zero sum|two-way"
            r"|three red (?:banners|flags)|four modernizations|five lakes|four seas))",
        ),
        ("the", r"(?i:the two (?:governments|peoples|parties))"),
        ("decade centur", rf"(?i:{_WORD}[\s-](?:decades?|centur(?:y|ies))\b)"),
        (  # of a score only "a score of people", "three score years", "three score and ten"
            "score",
            rf"(?i:(?:\b(?:an?|{_WORD})[\s-])?\bscore\b(?!\s+(?:of\s+(?!\d|the\b|{_WORD})|years\b|and\s+{_WORD})))",
        ),
        ("baker's times", r"(?i:\b(?:baker's dozen|nine times out of ten))"),
        ("plan", rf"(?:{_FIGURES}|{_WORD})[\s-](?i:year)[\s-](?i:plans?)\b"),
        ("quarters", r"(?i:\b(?:first|last|past|these|those)\s+three\s+quarters)"),
        (":", r"\d{1,2}:\d\d(?::\d\d)?"),
        ("", rf"(?:\d{{1,2}}(?:\.\d\d)?|\b{_WORD})\s*(?i:[ap]\.\s?m\b|[ap]m\b|o'clock|noon\b|midnight\b)"),
        (
            "",
            rf"\b(?:Nos?|NOS?|Tel|TEL|(?i:pages?|pp?\.|chapters?|sections?|articles?|vols?|volumes?|tables?|figures?|fig|rooms?"
            rf"|grade|type|lesson|paragraph|phase|telephone|phone|fax|isbn|id|code))\.?:?\s*"
            rf"(?:\d[\d-]*|{_WORD})(?:(?:,\s*|,?\s+and\s+|\s+to\s+|–)(?:\d+|{_WORD})(?![\w,]))*",
        ),
        ("( #", rf"\(\s*(?:\d+|{_WORD})\s*\)|#\d+"),
        (". )", r"(?:^|(?<=[.;:]\s))\d{1,2}[.)]\s"),
        ("-", r"(?<!\d)\d{1,20}(?:-\d{1,20}){2,}"),
        ("°", r"(?<!\d)\d{1,5}(?:\.\d{1,5})?\s?°(?!\s?C)(?:\s*\d{1,3}['′])?(?:\s*\d{1,3}[\"″])?"),
    )
]


def quantities(text: str) -> Iterator[Quantity]:
    """The numbers and measures in a folded English text, in order; they do not overlap."""
    if not _SOME.search(text):
        return iter(())
    apart = list(shares(text, _bound))
    taken = [(quantity.start, quantity.end) for quantity in apart]
    return iter(sorted([*apart, *_quantities(text, taken)], key=lambda quantity: quantity.start))


def _quantities(text: str, taken: list[tuple[int, int]]) -> Iterator[Quantity]:
    none: list[tuple[int, int]] | None = None
    fractions = list(_FRACTION.finditer(text))[::-1]
    position = 0
    while found := _next(text, position, fractions):
        start, end = found.span()
        if none is None:
            none = [*taken, *_none(text)]
        if any(a < end and start < b for a, b in none):
            # the places cover whole numbers: what is left of a longer match is looked at again
            position = max([b for a, b in none if a < end and start < b and b <= end] or [end])
            continue
        if found.re is _FRACTION:
            quantity = _fraction(text, found)
        else:
            number, value = _read(found[0])
            end = start + len(number)
            quantity = _quantity(text, start, number, value) if value is not None else None
        position = max(end, quantity.end if quantity else end)
        if quantity:
            yield quantity


def _none(text: str) -> Iterator[tuple[int, int]]:
    """The places that look like numbers and are none."""
    low = text.casefold()
    for words, pattern in _NONE:
        if not words or any(word in low for word in words):
            yield from (match.span() for match in pattern.finditer(text))


def _next(text: str, position: int, fractions: list[re.Match[str]]) -> re.Match[str] | None:
    """The fraction or number that begins next, a fraction (the last of the list is the first) before a number in it."""
    while fractions and fractions[-1].start() < position:
        fractions.pop()
    number = _START.search(text, position)
    return fractions[-1] if fractions and (not number or fractions[-1].start() <= number.start()) else number


def _read(run: str) -> tuple[str, Decimal | None]:
    """The longest beginning of a run of number words that is a numeral, and its value."""
    value = english(run)
    while value is None and (shorter := _LAST_WORD.sub("", run)) != run:
        run, value = shorter, english(shorter)
    return run, value


def _quantity(text: str, start: int, number: str, value: Decimal) -> Quantity | None:
    end = start + len(number)
    low: Decimal | None
    high: Decimal | None
    bounds = _range(text, start, number, value)
    if bounds:
        low, high, end = bounds
    after = _AFTER.match(text, end)
    if after is None or (not bounds and not _counts(text, number, value, after)):
        return None
    opened, bound = _bound(text, start)
    if not bound and (after["odd"] or after["plus"] or after["more"]):
        bound = "atLeast"
    if not bounds:
        low, high = bounded(value + (Decimal("0.5") if after["half"] else 0), bound)
    unit = _unit(after["unit"]) if after["unit"] else ""
    ends = [after.end(name) for name in ("half", "odd", "plus", "percent", "mille", "unit")]
    return Quantity(
        start if bounds else opened,
        max(end, *ends),
        low,
        high,
        unit,
        bool(after["percent"]),
        Decimal(1000) if after["mille"] else None,
    )


def _range(text: str, start: int, number: str, value: Decimal) -> tuple[Decimal, Decimal, int] | None:
    """The bounds and the end of "three to five", "3-4", "between 3 and 5"; "from 3 to 5" are two numbers."""
    opened = text[max(0, start - 10) : start].casefold().split()[-1:]
    between = opened == ["between"]
    join = (_AND if between else _TO).match(text, start + len(number))
    if not join or opened == ["from"]:
        return None
    other = _NUMBER.match(text, join.end())
    if not other or (join[0].strip()[-1:] in ("-", "–", "—") and not (number[0].isdigit() and other[0][0].isdigit())):
        return None
    last, high = _read(other[0])
    after = _AFTER.match(text, join.end() + len(last))
    if high is None or last.lower() in ENGLISH_SCALES or not after:
        return None
    if not between and join["percent"] and not after["percent"]:
        return None
    scale = Decimal(1)
    for word in reversed(last.lower().split()):
        scale *= ENGLISH_SCALES.get(word, 0) or 1
        if word not in ENGLISH_SCALES:
            break
    bounds = spread(value, high, Decimal(1) if number.split()[-1].lower() in ENGLISH_SCALES else scale)
    return (*bounds, join.end() + len(last)) if bounds else None


def _bound(text: str, start: int) -> tuple[int, str]:
    """Where a quantity begins that has a bound before it ("more than"), and the bound."""
    match = _BOUND.search(text, max(0, start - 20), start)
    return (match.start(), _BOUNDS[" ".join(match[0].lower().split())]) if match else (start, "")


@cache
def _unit(words: str) -> str:
    """The code of a unit."""
    return next((code for form, code in ENGLISH.items() if re.fullmatch(form, words, re.IGNORECASE)), "")


def _counts(text: str, number: str, value: Decimal, after: re.Match[str]) -> bool:
    """Whether a numeral counts something: a lone "one" or "hundred" does not, nor a small one without a noun."""
    if after["percent"] or after["mille"] or after["half"]:
        return True
    word = number.lower()
    if value == 1 and after["unit"] and _unit(after["unit"]) in ENGLISH_TIMES.values():
        return False
    if word in ("one", "zero") or word in ENGLISH_SCALES:
        return False
    return word not in _LONE or bool(after[0].strip()) or bool(_COUNTED.match(text, after.end()))


def _fraction(text: str, match: re.Match[str]) -> Quantity | None:
    """A fraction: "three quarters", "one-third", "a fifth of", "3/4"; more than one part needs the plural."""
    if match["top"]:
        above, over = Decimal(match["top"]), Decimal(match["bottom"])
    else:
        above = (english(match["count"]) or Decimal(0)) if match["count"] else Decimal(1)
        over = Decimal(2 if match["part"].lower() == "halve" else _PARTS[match["part"].lower()])
        if (above == 1) == bool(match["many"]):
            return None
    opened, bound = _bound(text, match.start())
    if not 0 < above < over or above != above.to_integral():
        return None
    return Quantity(opened, match.end("many") if match["many"] else match.end(), *bounded(above, bound), over=over)
