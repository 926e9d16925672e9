"""English shares and multiples: "seven out of ten" are 70 percent, "twice", "threefold"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from tei.annotate.numerals import ENGLISH_SCALES, ENGLISH_WORDS, any_of, english
from tei.annotate.quantity import Quantity, bounded

_WORDS = [w for w in ENGLISH_WORDS if w not in ENGLISH_SCALES and w not in ("zero", "one")]
_NUMBER = rf"(?P<count>\d{{1,2}}|{any_of(['one', *_WORDS])})"
_PER = re.compile(r"out\s+of\s|in\s+(?:every|ten)\s")  # what every "out of" has
_OUT_OF = re.compile(
    rf"(?<![\w.,/:^-]){_NUMBER}\s+(?:(?:out\s+of|in)\s+every\s+|out\s+of\s+)"
    r"(?P<all>10|100|(?i:ten|(?:an?|one)\s+hundred))\b(?![\w/^-]|[,.:]\d|\s+(?i:hundred|thousand|million))"
    r"|(?<![\w.,/:^-])(?P<some>(?ai:two|three|four|five|six|seven|eight|nine))\s+in\s+ten"
    r"(?=\s+(?:households|families|people|persons|peasants|members|workers)\b)"
)
_TIMES = re.compile(
    r"(?<![\w-])(?<!think )(?<!thinking )(?<!thought )(?P<lower>(?ai:once|twice)\s+or\s+)?(?P<times>(?ai:twice|thrice))"
    rf"(?![\w-])|(?<![\w.,/:^-])(?P<fold>{any_of(_WORDS)})fold(?!\w|-\w)"
)
_MULTIPLE = ("twice", "thrice", "fold")  # one of these is in all that `_TIMES` finds
_TIMES_OF = {"once": 1, "twice": 2, "thrice": 3}


def shares(text: str, bound: Callable[[str, int], tuple[int, str]]) -> Iterator[Quantity]:
    """The shares and multiples in a folded English text; `bound` finds the "more than" before a place."""
    for match in _OUT_OF.finditer(text) if _PER.search(text) else ():
        over = english(match["all"] or "ten") or Decimal(10)
        share = (english(match["count"] or match["some"]) or Decimal(0)) * 100 / over
        if 0 < share < 100:
            start, opened = bound(text, match.start())
            yield Quantity(start, match.end(), *bounded(share, opened), percent=True)
    small = text.casefold()
    for match in _TIMES.finditer(text) if any(word in small for word in _MULTIPLE) else ():
        times = english(match["fold"]) if match["fold"] else Decimal(_TIMES_OF[match["times"].lower()])
        if times is None:
            continue
        if match["lower"]:
            low = Decimal(_TIMES_OF[match["lower"].split()[0].lower()])
            if low < times:
                yield Quantity(match.start(), match.end(), low, times)
            continue
        start, opened = bound(text, match.start())
        yield Quantity(start, match.end(), *bounded(times, opened))
