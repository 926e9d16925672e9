"""What Typst tells of a document that it has set: where all that is marked came to stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark: what it marks, which one, and where that is.  Heights are points from the top of the page."""

    what: str
    value: tuple[Any, ...]
    page: int
    y: float


@dataclass(frozen=True, slots=True)
class Survey:
    """A document as it was set; on each page what it holds stands between `head` and `foot`, the entries included."""

    head: float
    foot: float
    line: float  # how high a line of the text is
    pages: int  # of the document
    marks: tuple[Mark, ...]  # in the order of the pages

    @property
    def first(self) -> int:
        """The page on which the text begins."""
        return next((mark.page for mark in self.of("text")), 1)

    @property
    def last(self) -> int:
        """How many pages the text has, with what follows it."""
        return self.pages - self.first + 1

    @property
    def height(self) -> float:
        """What a page holds."""
        return self.foot - self.head

    def of(self, *what: str) -> Iterator[Mark]:
        """Some of the marks."""
        return (mark for mark in self.marks if mark.what in what)


def surveyed(told: Mapping[str, Any]) -> Survey:
    """What ``survey()`` in ``survey.typ`` tells."""
    marks = tuple(Mark(value[0], tuple(value[1:]), page, y) for value, page, y in told["marks"])
    return Survey(told["head"], told["foot"], told["line"], told["pages"], marks)
