"""Step 4.  Aligned versions are compared: mentions that mean the same are linked, and what disagrees is a crux.

A rule is a function from a `View` to cruxes; `RULES` lists them by name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from tei.compare import counterparts, heads, passages, repetition
from tei.compare.view import View
from tei.model import Alignment, Comparison, Crux, Edition, Mention, Text

RULES: Mapping[str, Callable[[View], list[Crux]]] = {
    "counterparts": counterparts.cruxes,
    "passages": passages.cruxes,
    "repetition": repetition.cruxes,
}


def compare(texts: Sequence[Text], mentions: Iterable[Mention], alignment: Alignment, edition: Edition) -> Comparison:
    """The links between mentions, the cruxes, and the heads to be supplied, each in the order of the first version."""
    view = View.of(texts, mentions, alignment)
    found = [crux for rule in RULES.values() for crux in rule(view)]
    return Comparison(tuple(counterparts.links(view)), tuple(found), tuple(heads.supplied(view, edition)))
