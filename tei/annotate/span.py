"""What annotators take and give."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from tei.han import simplified
from tei.model import Cert, primary

if TYPE_CHECKING:
    from tei.annotate.names import Matcher


@dataclass(frozen=True, slots=True)
class Span:
    """A mention in a reading text: ``[start, end)``, and what `tei.model.Mention` has besides."""

    start: int
    end: int
    type: str
    ref: str = ""
    attrs: tuple[tuple[str, str], ...] = ()
    cert: Cert | None = None
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """What an annotator knows besides the text: the language, the names, the dates that relative ones hang on."""

    lang: str
    matcher: Matcher
    issue: str  # the day of the newspaper: ISO, or ""
    now: str  # the day of the dispatch being read, else that of issue

    @property
    def primary(self) -> str:
        """``zh`` of ``zh-Hans``."""
        return primary(self.lang)

    @property
    def today(self) -> datetime.date | None:
        """The day of issue, if there is a full one."""
        return day_of(self.issue)

    def dispatched(self, spans: Iterable[Span], dateline: int) -> Context:
        """The context after a dateline: "now" is the day it names."""
        for span in spans:
            when = dict(span.attrs).get("when", "")
            if span.type == "date" and span.end <= dateline and day_of(when):
                return replace(self, now=when)
        return replace(self, now=self.issue)


def day_of(iso: str) -> datetime.date | None:
    """The day that an ISO date names; None for a year, a month or nothing."""
    try:
        return datetime.date.fromisoformat(iso) if len(iso) == 10 else None
    except ValueError:
        return None


_QUOTES = {ord("‘"): "'", ord("’"): "'", ord("“"): '"', ord("”"): '"', 0xA0: " ", 0x2011: "-"}
_COMMA = re.compile("(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")
_POINT = re.compile("(?<=[０-９])．(?=[０-９])")
_WIDE = re.compile("[\uff10-\uff19\uff1c-\uff5a]+")  # without ： and ；


@lru_cache(maxsize=4)  # one annotator after another folds the same text
def fold(text: str) -> str:
    """`text` with quotes and what is full-width (Ａ, ２，８５３．５) made plain and traditional characters simplified,
    character for character.
    """
    if text.isascii():
        return text
    text = _POINT.sub(".", _COMMA.sub(",", simplified(text))).translate(_QUOTES)
    return _WIDE.sub(lambda match: unicodedata.normalize("NFKC", match.group()), text)
