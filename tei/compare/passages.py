"""Passages and heads that stand in one version only."""

from __future__ import annotations

from tei.compare.view import View
from tei.model import Crux

_SHOWN = 40


def cruxes(view: View) -> list[Crux]:
    """Sentences without counterpart (C005; whole paragraphs as one), and heads of reports (C006)."""
    found = []
    lost: set[int] = set()
    for bead in view.alignment.levels.get("paragraph", ()):
        if bool(bead.first) != bool(bead.second):
            ids = bead.first or bead.second
            lost |= {view.spans[id_][0] for id_ in ids}
            found.append(_alone(view, ids, "paragraph", bead.cert))
    for bead in view.alignment.levels.get("sentence", ()):
        if bool(bead.first) != bool(bead.second):
            ids = bead.first or bead.second
            if not any(view.spans[id_][0] in lost for id_ in ids):
                found.append(_alone(view, ids, "sentence", bead.cert))
    for bead in view.alignment.levels.get("head", ()):
        ids = bead.first or bead.second
        if bool(bead.first) != bool(bead.second) and view.blocks[view.spans[ids[0]][0]].kind == "head":
            found.append(
                Crux(
                    "C006",
                    f"the head “{_words(view, ids[0])}” stands in one version only",
                    tuple(view.spans[id_] for id_ in ids),
                    (),
                    "high",
                    "say why in a [[note]], or [[dismiss]] it",
                )
            )
    return found


def _alone(view: View, ids: tuple[str, ...], what: str, cert: float) -> Crux:
    return Crux(
        "C005",
        f"the {what} “{_words(view, ids[0])}” has no counterpart",
        tuple(view.spans[id_] for id_ in ids),
        (),
        "medium" if cert > 0.9 else "low",
        "[[align]] it if it has one, explain it in a [[note]], or [[dismiss]] it",
    )


def _words(view: View, id_: str) -> str:
    block, start, end = view.spans[id_]
    text = view.blocks[block].text[start:end]
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
