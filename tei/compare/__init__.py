"""Step 4.  Aligned versions are compared: mentions that mean the same are linked, and what disagrees is a crux.

A rule is a function from a `View` to cruxes; `RULES` lists them by name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from tei.compare import (
    correlatives,
    counterparts,
    datelines,
    days,
    enumerations,
    fuller,
    heads,
    lengths,
    marks,
    passages,
    proposal,
    repetition,
    terms,
)
from tei.compare.view import View
from tei.model import Alignment, Comparison, Crux, Edition, Emendation, Mention, Text

RULES: Mapping[str, Callable[[View], list[Crux]]] = {
    "counterparts": counterparts.cruxes,
    "passages": passages.cruxes,
    "lengths": lengths.cruxes,
    "heads": heads.cruxes,
    "datelines": datelines.cruxes,
    "fuller": fuller.cruxes,
    "repetition": repetition.cruxes,
    "days": days.cruxes,
    "marks": marks.cruxes,
    "correlatives": correlatives.cruxes,
    "enumerations": enumerations.cruxes,
    "terms": terms.cruxes,
}


def compare(
    texts: Sequence[Text],
    mentions: Iterable[Mention],
    alignment: Alignment,
    edition: Edition,
    emendations: Sequence[Emendation] = (),
    date: str = "",
) -> Comparison:
    """The links between mentions, the cruxes, and the heads to be supplied, each in the order of the first version.

    The words are compared as emended; `date` is the date of issue (ISO, or "").
    """
    view = View.of(texts, mentions, alignment, edition, emendations, date)
    found = [proposal.or_dismiss(view, crux) for rule in RULES.values() for crux in rule(view)]
    return Comparison(tuple(counterparts.links(view)), tuple(found), tuple(heads.supplied(view, edition)))
