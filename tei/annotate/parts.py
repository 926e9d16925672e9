"""A part of a date, as said in the text."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """What ``[start, end)`` of a text says of a date; None is what it does not say."""

    start: int
    end: int
    _: KW_ONLY
    year: int | None = None
    short: int | None = None  # the last two digits of a year
    month: int | None = None
    day: int | None = None
    relative: int | None = None  # years from the issue's: -1 is last year
    months: int | None = None  # months from the issue's
    days: int | None = None  # days from the issue's
    span: tuple[str, int] | None = None  # ("quarter", 1), ("decade", 1950), ("ten-days", 3)
    bare: bool = False  # a date only after another one: "30th"

    @property
    def dated(self) -> bool:
        """Whether a year is said or follows from what is said."""
        return not (self.year is self.short is self.relative is self.months is self.days is None)
