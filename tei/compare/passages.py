"""Passages and heads that stand in one version only, and paragraphs that are divided differently."""

from __future__ import annotations

from collections.abc import Iterator

from tei.compare import proposal
from tei.compare.view import Span, View, sentence, shortened
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
    mine, other = view.version(spans[0][0]), view.other(spans[0][0])
    words = f"“{_words(view, ids[0])}” stands in {mine} only; {other} has no counterpart."
    said = proposal.note(view, spans, words, "translation")
    return Crux(
        "C005",
        f"the {what} “{_words(view, ids[0])}” has no counterpart",
        spans,
        (),
        "medium" if cert > 0.9 else "low",
        f"[[align]] it if it has one, [[dismiss]] it, or explain it:\n{said}",
        wanting=_place(view, ids),
    )


def _place(view: View, ids: tuple[str, ...]) -> tuple[Span, ...]:
    """Where the other version would have words for the sentences of `ids`: between what is aligned before and after."""
    blocks = {view.spans[id_][0] for id_ in ids}
    beads = view.alignment.levels.get("sentence", ())
    mine = [k for k, bead in enumerate(beads) if any(view.spans[i][0] in blocks for i in (*bead.first, *bead.second))]
    exact = [k for k in mine if set(ids) & {*beads[k].first, *beads[k].second}] or mine
    if not exact:
        return ()
    side = 1 if set(beads[exact[0]].first) else 0  # of the other version
    before = next((b for b in beads[exact[0] :: -1] if b.first and b.second), None)
    after = next((b for b in beads[exact[-1] :] if b.first and b.second), None)
    return tuple(_between(view, *(((b.first, b.second)[side]) if b else () for b in (before, after))))


def _between(view: View, before: tuple[str, ...], after: tuple[str, ...]) -> Iterator[Span]:
    """From the end of the sentences `before` to the beginning of those `after`, of which one may be none."""
    one = view.spans[before[-1]] if before else None
    two = view.spans[after[0]] if after else None
    if one and two and one[0] == two[0]:
        yield one[0], one[2], two[1]
        return
    if one:
        yield one[0], one[2], len(view.blocks[one[0]].text)
    if two:
        yield two[0], 0, two[1]


def _head(view: View, ids: tuple[str, ...]) -> Crux:
    spans = tuple(view.spans[id_] for id_ in ids)
    answer = proposal.dismiss(view, "C006", spans[0], sentence(f"{view.other(spans[0][0])} has no head here"))
    message = f"the head “{_words(view, ids[0])}” stands in {view.version(spans[0][0])} only"
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
    few = f"{len(one)} paragraph{'s' if len(one) > 1 else ''}"
    count = f"{few} to {len(several)}"
    versions = [view.version(view.spans[side[0]][0]) for side in (one, several)]
    words = f"{versions[0]} has {few} where {versions[1]} has {len(several)}"
    said = proposal.note(view, spans, sentence(words), "editorial")
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
