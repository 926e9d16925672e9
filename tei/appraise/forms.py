"""The forms that a card can be had in, and what it comes to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tei.appraise.factsheet import as_tei
from tei.appraise.model import Card
from tei.appraise.page import as_html
from tei.appraise.show import as_json, as_text


@dataclass(frozen=True, slots=True)
class Look:
    """How a form looks: columns and colour of a terminal, the language of a page ("": that of the edition)."""

    width: int = 100
    colour: bool = False
    lang: str = ""


FORMS: Mapping[str, Callable[[Card, Look], str]] = {
    "text": lambda card, look: as_text(card, width=look.width, colour=look.colour),
    "html": lambda card, look: as_html(card, look.lang),
    "json": lambda card, look: as_json(card),  # noqa: ARG005  # one signature for all
    "tei": lambda card, look: as_tei(card).decode(),  # noqa: ARG005
}


def summary(card: Card) -> str:
    """``45 met, 4 partly, 13 unmet, 1 not applicable``."""
    return ", ".join(f"{n} {verdict}" for verdict, n in card.counts().items())


def failed(card: Card, least: str) -> bool:
    """Whether an answer is as bad as `least` (``unmet``, ``partly``); never, if that is ``never``."""
    counts = card.counts()
    return {"unmet": counts["unmet"], "partly": counts["unmet"] + counts["partly"]}.get(least, 0) > 0
