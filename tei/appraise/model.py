"""The values of a report card: criteria, what was seen, what is missing.  Words stand in English and in Chinese."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from tei.model import Texts

Words = tuple[str, str]
"""The same in English and in Chinese."""

Verdict = Literal["met", "partly", "unmet", "not applicable"]

VERDICTS: tuple[Verdict, ...] = ("met", "partly", "unmet", "not applicable")
#: The languages of `Words`, in their order.
LANGUAGES = ("en", "zh-Hans")


def words(en: str, zh: str, /, **values: object) -> Words:
    """The words with the `values` put in their places; what values hold is never taken for a place."""
    return en.format(**values), zh.format(**values)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Something that was seen, and where: a file below the edition, perhaps with a line (``tei/a.xml:24``), or ""."""

    words: Words
    at: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was seen, what was not, and what would help; advice is there for whatever is not met."""

    verdict: Verdict
    evidence: tuple[Evidence, ...] = ()
    missing: tuple[Words, ...] = ()
    advice: Words = ("", "")


_F = TypeVar("_F")


@dataclass(frozen=True, slots=True)
class Criterion(Generic[_F]):
    """A question that a program can answer from facts.

    `id` is ``area.name`` and never changes its meaning; `refs` are what it goes back to: ``RIDE 4.13``, ``FAIR R1.1``.
    """

    id: str
    refs: tuple[str, ...]
    question: Words
    answer: Callable[[_F], Answer]

    @property
    def area(self) -> str:
        """The area that it belongs to."""
        return self.id.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Answered:
    """A criterion and its answer."""

    id: str
    area: str
    refs: tuple[str, ...]
    question: Words
    answer: Answer


@dataclass(frozen=True, slots=True)
class Subject:
    """The edition that the card is about, as it names itself."""

    id: str
    title: Texts
    version: str
    date: str
    publisher: str
    address: str
    editors: tuple[str, ...]
    licence: tuple[str, str]  # its words, its address


@dataclass(frozen=True, slots=True)
class Card:
    """The answers to all criteria, in their order, and the figures that describe the edition."""

    subject: Subject
    figures: tuple[tuple[str, Words, int], ...]  # a name, its words, a number
    answers: tuple[Answered, ...]

    def counts(self, area: str = "") -> Mapping[Verdict, int]:
        """How many answers there are of each verdict, in an area or in all."""
        found = Counter(each.answer.verdict for each in self.answers if area in ("", each.area))
        return {verdict: found[verdict] for verdict in VERDICTS}
