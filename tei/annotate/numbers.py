"""Numbers and measures in English and Chinese.  Ordinals, list labels, times of day and idioms are not numbers.

The rules of the languages are alike where translations are: a duration is a measure in both, a lone "one" in neither.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from tei.annotate import numbers_en, numbers_zh
from tei.annotate.quantity import Quantity
from tei.annotate.span import Context, Span, fold

RULES: Mapping[str, Callable[[str], Iterator[Quantity]]] = {"en": numbers_en.quantities, "zh": numbers_zh.quantities}


def numbers(text: str, context: Context) -> list[Span]:
    """The numbers and measures in `text`; none in a language without rules."""
    rule = RULES.get(context.primary)
    return [quantity.span() for quantity in rule(fold(text))] if rule else []
