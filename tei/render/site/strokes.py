"""The drawing of a timeline: columns and rings on an axis, bars above it; in units of the drawing."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from tei.render.calendar import Days
from tei.render.site.axis import WIDTH, Axis
from tei.render.site.lettering import units, width

_SIZE = 13.0  # of the letters
_LANE = 30.0  # a bar and its words
_LANES = 8
_HIGH = 110.0  # the highest column
_RINGS = 26.0

#: How a date is written at its longest, in the languages whose dates we know, by the length of its ISO form.
_FORMS = {4: "0000年", 7: "September 0000", 10: "30 September 0000"}


@dataclass(frozen=True, slots=True)
class Stroke:
    """A date to be drawn: its id and address, its limits as named, the numbers of its passages and of its texts."""

    id: str
    href: str
    first: str
    last: str
    time: Days
    passages: int
    texts: int


@dataclass(frozen=True, slots=True)
class Bar:
    """A span in a lane: where it begins and ends, and where its words do."""

    stroke: Stroke
    lane: int
    start: float
    end: float
    words: float
    anchor: str  # which end of the words that is: "start", "end"


def draw(strokes: Sequence[Stroke], axis: Axis) -> etree._Element:
    """A ``figure`` of what is drawn of `strokes`, which are in order: ticks, columns, rings, bars, what lies beyond."""
    within = [s for s in strokes if s.time[1] >= axis.first and s.time[0] <= axis.last]
    columns: dict[int, list[Stroke]] = {}
    for stroke in within:
        if (n := axis.column(stroke.time)) is not None:
            columns.setdefault(n, []).append(stroke)
    bars = _lanes([s for s in within if s.passages and axis.column(s.time) is None], axis)
    lanes = max((bar.lane + 1 for bar in bars), default=0)
    earlier = [s for s in strokes if s.time[1] < axis.first]
    later = [s for s in strokes if s.time[0] > axis.last]
    top = 26 if earlier or later else 8
    named = any(s.passages for column in columns.values() for s in column)
    line = top + lanes * _LANE + (_HIGH + 18 if named else 8)
    ringed = any(s.texts for s in within)
    foot = line + (_RINGS if ringed else 0)
    ticks = list(axis.ticks())
    names = foot + (34 if any(tick.small for tick in ticks) else 20)  # the base line of the greater units' labels
    figure = etree.Element("figure", width=str(WIDTH), height=units(names + 6), line=units(line))
    figure.attrib.update({"small": units(foot + 18), "names": units(names)})
    for tick in ticks:
        node = etree.SubElement(figure, "tick", x=units(tick.x), middle=units(tick.middle), main="main" * tick.main)
        node.attrib.update({"label": tick.label, "small": tick.small})
    _bars(figure, bars, top)
    _columns(figure, columns, axis, line)
    _rings(figure, columns, axis, line)
    for name, others in (("earlier", earlier), ("later", later)):
        if others:
            _mark(figure, name, others, sum(s.passages for s in others))
    return figure


def _mark(figure: etree._Element, name: str, strokes: Sequence[Stroke], n: int, **at: float) -> etree._Element:
    """An element of the figure, with the dates that it stands for and the address of the first of them."""
    ids = " ".join(stroke.id for stroke in strokes)
    first, last = strokes[0], strokes[-1]
    limits = {"first": first.first, "last": last.last}
    if first is not last:
        limits = {"first": first.first or first.last, "last": last.last or last.first}
    places = {name: units(number) for name, number in at.items()}
    found: etree._Element = etree.SubElement(figure, name, of=ids, href=strokes[0].href, n=str(n))
    found.attrib.update(limits | places)
    return found


def _columns(figure: etree._Element, columns: dict[int, list[Stroke]], axis: Axis, line: float) -> None:
    """A column for each unit of time that passages name, as high as there are many."""
    heights = {n: sum(s.passages for s in column) for n, column in columns.items()}
    top = max((*heights.values(), 5))
    for n, column in sorted(columns.items()):
        strokes = [s for s in column if s.passages]
        if strokes:
            start, end = axis.span(n)
            wide, high = min(max(end - start - 2, 1.5), 11.0), max(_HIGH * heights[n] / top, 3.0)
            mark = _mark(figure, "column", strokes, heights[n], x=(start + end - wide) / 2, y=line - high)
            mark.attrib.update({"width": units(wide), "height": units(high)})
            if end - start >= 22:
                mark.set("middle", units((start + end) / 2))


def _rings(figure: etree._Element, columns: dict[int, list[Stroke]], axis: Axis, line: float) -> None:
    """A ring for each unit of time that texts are of, as large as there are many."""
    counts = {n: sum(s.texts for s in column) for n, column in columns.items()}
    top = max((*counts.values(), 9))
    for n, column in sorted(columns.items()):
        strokes = [s for s in column if s.texts]
        if strokes:
            start, end = axis.span(n)
            radius = 2.5 + 4.5 * math.sqrt(counts[n] / top)
            _mark(figure, "ring", strokes, counts[n], x=(start + end) / 2, y=line + _RINGS / 2 + 1, r=radius)


def _lanes(spans: Sequence[Stroke], axis: Axis) -> list[Bar]:
    """The spans that are named most often, each in the first lane that has room for it and its words."""
    often = sorted(spans, key=lambda s: (-s.passages, s.time, s.id))[: 4 * _LANES]
    ends = [-math.inf] * _LANES
    found = []
    for stroke in sorted(often, key=lambda s: (s.time[0], -s.time[1], s.id)):
        start, end = axis.x(stroke.time[0]), axis.x(stroke.time[1] + 1)
        end = max(end, start + 3)
        long = sum(map(_length, dict.fromkeys((stroke.first, stroke.last)))) + width(f" – {stroke.passages} ", _SIZE)
        fits = start + long <= WIDTH
        left, right = (start, max(end, start + long)) if fits else (min(start, end - long), end)
        lane = next((n for n, taken in enumerate(ends) if left >= taken), None)
        if lane is not None:
            ends[lane] = right + 6
            found.append(Bar(stroke, lane, start, end, *((start, "start") if fits else (end, "end"))))
    return found


def _length(iso: str) -> float:
    return width(_FORMS.get(len(iso), iso), _SIZE)


def _bars(figure: etree._Element, bars: Sequence[Bar], down: float) -> None:
    """The bars from `down` downwards, the thicker the oftener."""
    top = max((bar.stroke.passages for bar in bars), default=1)
    for bar in bars:
        y = down + bar.lane * _LANE
        high = 1.5 + 3.5 * math.sqrt(bar.stroke.passages / top)
        place = {"x": bar.start, "y": y + 17, "width": bar.end - bar.start, "height": high}
        mark = _mark(figure, "bar", [bar.stroke], bar.stroke.passages, **place, words=bar.words, base=y + 12)
        mark.set("anchor", bar.anchor)
