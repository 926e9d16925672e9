"""A number or measure, as said in the text."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from tei.annotate.numerals import plain
from tei.annotate.span import Span


@dataclass(frozen=True, slots=True)
class Quantity:
    """What ``[start, end)`` of a text counts: from `low` to `high`; the same where exact, None where open."""

    start: int
    end: int
    low: Decimal | None
    high: Decimal | None
    unit: str = ""  # a code of UCUM, or the unit's name
    percent: bool = False
    over: Decimal | None = None  # the denominator of a fraction

    def span(self) -> Span:
        """The ``num`` or ``measure`` with TEI's attributes."""
        values: tuple[tuple[str, str], ...]
        if self.low == self.high:
            values = ((("quantity" if self.unit else "value"), self._said(self.low)),)
        else:
            values = (("atLeast", self._said(self.low)), ("atMost", self._said(self.high)))
        values = tuple((name, value) for name, value in values if value)
        if self.unit:
            return Span(self.start, self.end, "measure", "", (*values, ("unit", self.unit)))
        kind = "percentage" if self.percent else "fraction" if self.over else ""
        return Span(self.start, self.end, "num", "", ((("type", kind), *values) if kind else values))

    def _said(self, value: Decimal | None) -> str:
        """``3/4`` where both parts are integers, else a decimal number; "" for None."""
        if value is None:
            return ""
        if not self.over:
            return plain(value)
        return f"{plain(value)}/{plain(self.over)}" if value == value.to_integral() else plain(value / self.over)


def bounded(value: Decimal, bound: str) -> tuple[Decimal | None, Decimal | None]:
    """`value` as what is at least (``atLeast``), at most (``atMost``) or exactly said."""
    return (None if bound == "atMost" else value), (None if bound == "atLeast" else value)


def spread(low: Decimal, high: Decimal, scale: Decimal) -> tuple[Decimal, Decimal] | None:
    """The bounds of "`low` to `high`"; `low` shares the `scale` of `high` where that leaves it less: 3 to 5 thousand.

    None where `low` is not the lesser.
    """
    if low * scale < high:
        low *= scale
    return (low, high) if low < high else None
