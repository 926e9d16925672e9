"""Spans over a text become nested elements.

Sentences, datelines, mentions and emendations nest in one another.  An annotated span may cross them; it is cut into
parts then, each of which nests (``@part``: initial, medial, final).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from tei.encode.build import append_text, element

Attrs = tuple[tuple[str, str], ...]

# By rank: what gives way when two cross.  Sentences and emendations never do, a dateline does first.
_WEIGHT = {0: 0, 4: 1, 2: 2, 3: 3, 1: 4}


@dataclass(frozen=True, slots=True)
class Inline:
    """An element around ``[start, end)`` of a text, or at a point.

    Of two with the same span the one of lower `rank` is outside: sentence 0, dateline 1, mention 2, note 3,
    emendation 4.  `corr` and `by` are the correction and its responsibility (choice, supplied).
    """

    start: int
    end: int
    rank: int
    name: str
    attrs: Attrs = ()
    corr: str = ""
    by: Attrs = ()

    @property
    def point(self) -> bool:
        """Whether it stands between two characters."""
        return self.start == self.end


def inlines(nesting: Iterable[Inline], notes: Sequence[tuple[Inline, Callable[[str], None]]]) -> list[Inline]:
    """All that is to be written: `nesting` without what crosses something more important, and the parts of `notes`.

    Each note's callback gets the xml:ids of its parts in order.
    """
    items = list(nesting)
    kept = items if _nested(items) else _uncrossed(items)
    for note, tell in notes:
        for part in _parts(note, kept):
            kept.append(part)
            tell(dict(part.attrs)["xml:id"])
    return kept


def _nested(items: Iterable[Inline]) -> bool:
    """Whether no two spans cross; in one pass, since it is nearly always so."""
    open_: list[int] = []  # ends of the spans around the place
    for item in sorted((x for x in items if not x.point), key=lambda x: (x.start, -x.end)):
        while open_ and open_[-1] <= item.start:
            open_.pop()
        if open_ and open_[-1] < item.end:
            return False
        open_.append(item.end)
    return True


def _uncrossed(items: Iterable[Inline]) -> list[Inline]:
    """`items` without those that cross a weightier one."""
    kept: list[Inline] = []
    for item in sorted(items, key=lambda x: (_WEIGHT[x.rank], x.start - x.end)):
        if item.point or not any(_cross(item, other) for other in kept if not other.point):
            kept.append(item)
    return kept


def _cross(one: Inline, other: Inline) -> bool:
    """Whether two spans overlap and neither holds the other."""
    if one.end <= other.start or other.end <= one.start:
        return False
    inside = other.start <= one.start and one.end <= other.end
    around = one.start <= other.start and other.end <= one.end
    return not inside and not around


def _parts(note: Inline, kept: Sequence[Inline]) -> list[Inline]:
    if note.point:
        return [replace(note, name="anchor", attrs=tuple(a for a in note.attrs if a[0] == "xml:id"))]
    sentences = [s for s in kept if s.name == "s" and s.start < note.end and note.start < s.end]
    pieces = [(max(s.start, note.start), min(s.end, note.end)) for s in sentences] or [(note.start, note.end)]
    cut: list[tuple[int, int]] = []
    for start, end in pieces:
        piece = replace(note, start=start, end=end)
        crossing = [o for o in kept if not o.point and _cross(piece, o)]
        inside = sorted({x for o in crossing for x in (o.start, o.end) if start < x < end})
        cut += zip([start, *inside], [*inside, end], strict=True)
    if cut == [(note.start, note.end)]:
        return [note]
    id_ = dict(note.attrs)["xml:id"]
    parts = []
    for k, (start, end) in enumerate(sorted(cut), 1):
        part = "I" if k == 1 else "F" if k == len(cut) else "M"
        attrs = (("type", "note"), ("part", part), ("xml:id", f"{id_}.{k}"))
        parts.append(replace(note, start=start, end=end, attrs=attrs))
    return parts


def write(parent: etree._Element, text: str, items: Iterable[Inline]) -> None:
    """Write `text` with `items` around its spans into `parent`.  Taking what is found gives `text` back."""
    ordered = sorted(items, key=lambda x: (x.start, -x.end, x.rank))
    spans = [item for item in ordered if not item.point]
    _fill(parent, text, 0, len(text), spans, [item for item in ordered if item.point])


def _fill(
    parent: etree._Element, text: str, start: int, end: int, spans: Sequence[Inline], points: Sequence[Inline]
) -> None:
    """Write ``text[start:end]``; `spans` and `points` are those that lie in it."""
    at = start
    rest = list(spans)
    waiting = list(points)
    while rest:
        outer = rest.pop(0)
        inner = [item for item in rest if item.end <= outer.end]
        rest = rest[len(inner) :]
        held = [p for p in waiting if _holds(outer, p)]
        _flat(parent, text, at, outer.start, [p for p in waiting if p.start <= outer.start and p not in held])
        waiting = [p for p in waiting if p.start > outer.start and p not in held]
        _fill(_open(parent, outer), text, outer.start, outer.end, inner, held)
        _close(parent, outer)
        at = outer.end
    _flat(parent, text, at, end, waiting)


def _holds(span: Inline, point: Inline) -> bool:
    """Whether a point belongs into a span: a sentence holds what an editor put at its ends."""
    if span.name == "s" and point.name != "lb":
        return span.start <= point.start <= span.end
    return span.start < point.start < span.end


def _flat(parent: etree._Element, text: str, start: int, end: int, points: Sequence[Inline]) -> None:
    at = start
    for point in points:
        append_text(parent, text[at : point.start])
        at = max(at, point.start)
        parent.append(element(point.name, point.corr if point.name == "supplied" else "", point.attrs))
    append_text(parent, text[at:end])


def _open(parent: etree._Element, item: Inline) -> etree._Element:
    made = element(item.name, "", item.attrs)
    parent.append(made)
    if item.name != "choice":
        return made
    sic = element("sic")
    made.append(sic)
    return sic


def _close(parent: etree._Element, item: Inline) -> None:
    if item.name == "choice":
        parent[-1].append(element("corr", item.corr, item.by))
