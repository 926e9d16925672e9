"""Passages and heads that stand in one version only, and paragraphs that are divided differently."""

from __future__ import annotations

from tei.compare import proposal
from tei.compare.view import View, shortened
from tei.model import Bead, Crux

_SHOWN = 40
_MANY = 5  # places


def cruxes(view: View) -> list[Crux]:
    """Sentences without counterpart (C005; whole paragraphs as one), heads of reports (C006), and paragraphs that are
    one in the one version and several in the other (C014).
    """
    found = []
    lost: set[int] = set()
    single = _single(view)
    divided: list[Bead] = []
    for bead in view.alignment.levels.get("paragraph", ()):
        sides = [tuple(i for i in ids if view.spans[i][0] in single) for ids in (bead.first, bead.second)]
        for ids in sides:
            if ids:
                lost |= {view.spans[id_][0] for id_ in ids}
                found.append(_alone(view, ids, "paragraph", bead.cert))
        rest = [len(ids) - len(alone) for ids, alone in zip((bead.first, bead.second), sides, strict=True)]
        if rest[0] != rest[1] and all(rest):
            divided.append(bead)
    found += _divisions(view, divided)
    for bead in view.alignment.levels.get("sentence", ()):
        if bool(bead.first) != bool(bead.second):
            ids = bead.first or bead.second
            if not any(view.spans[id_][0] in lost for id_ in ids):
                found.append(_alone(view, ids, "sentence", bead.cert))
    for bead in view.alignment.levels.get("head", ()):
        ids = bead.first or bead.second
        if bool(bead.first) != bool(bead.second) and view.blocks[view.spans[ids[0]][0]].kind == "head":
            found.append(_head(view, ids))
    return found


def _single(view: View) -> set[int]:
    """The numbers of the paragraphs without counterpart, by themselves or in all their sentences."""
    paragraphs = view.alignment.levels.get("paragraph", ())
    found = {view.spans[i][0] for b in paragraphs if not (b.first and b.second) for i in (*b.first, *b.second)}
    alone: dict[int, bool] = {}
    for bead in view.alignment.levels.get("sentence", ()):
        for id_ in (*bead.first, *bead.second):
            block = view.spans[id_][0]
            alone[block] = alone.get(block, True) and not (bead.first and bead.second)
    return found | {block for block, is_alone in alone.items() if is_alone}


def _alone(view: View, ids: tuple[str, ...], what: str, cert: float) -> Crux:
    spans = tuple(view.spans[id_] for id_ in ids)
    said = proposal.note(view, spans, "This has no counterpart in the other version.", "translation")
    return Crux(
        "C005",
        f"the {what} “{_words(view, ids[0])}” has no counterpart",
        spans,
        (),
        "medium" if cert > 0.9 else "low",
        f"[[align]] it if it has one, [[dismiss]] it, or explain it:\n{said}",
    )


def _head(view: View, ids: tuple[str, ...]) -> Crux:
    spans = tuple(view.spans[id_] for id_ in ids)
    answer = proposal.dismiss(view, "C006", spans[0], "The other version has no heads here.")
    message = f"the head “{_words(view, ids[0])}” stands in one version only"
    return Crux("C006", message, spans, (), "high", f"say why in a [[note]], or dismiss it:\n{answer}")


def _divisions(view: View, beads: list[Bead]) -> list[Crux]:
    """One for each place; where the texts are divided differently throughout, like verses and prose, one for all."""
    if len(beads) <= _MANY:
        return [_divided(view, bead) for bead in beads]
    spans = tuple(view.spans[id_] for bead in beads for id_ in (*bead.first, *bead.second))
    places = ", ".join(bead.first[0] for bead in beads[:_MANY])
    answer = proposal.note(view, spans[:1], "The versions are divided into paragraphs differently.", "editorial")
    message = f"paragraphs are divided differently in {len(beads)} places: {places} …"
    return [Crux("C014", message, spans, (), "low", f"[[dismiss]] it, or explain it:\n{answer}")]


def _divided(view: View, bead: Bead) -> Crux:
    one, several = sorted((bead.first, bead.second), key=len)
    spans = tuple(view.spans[id_] for id_ in (*one, *several))
    count = f"{len(one)} paragraph{'s' if len(one) > 1 else ''} to {len(several)}"
    said = proposal.note(view, spans, f"The versions are divided differently here: {count}.", "editorial")
    shown = " and ".join(" ".join(f"{id_} “{_words(view, id_)}”" for id_ in ids) for ids in (one, several))
    return Crux(
        "C014",
        f"paragraphs are divided differently, {count}: {shown}",
        spans,
        (),
        "low",
        f"[[align]] them if that is wrong, [[dismiss]] it, or explain it:\n{said}",
    )


def _words(view: View, id_: str) -> str:
    return shortened(view.passage(id_).text, _SHOWN)
