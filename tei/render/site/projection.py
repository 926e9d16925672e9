"""A stretch of the world on paper: which one shows some places, its coast, its net of degrees.

The projection is equirectangular, true along the parallel through the middle (Snyder, Map Projections: A Working
Manual, 1987, chapter 12): places lie where their coordinates say, and shapes are right where the map is.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from tei.data import shipped
from tei.xml import parse

#: A place or a corner, in degrees: east, north.
Point = tuple[float, float]

WIDTH = 1000
_UNIT = 20  # of xslt/site/coast.xml: steps in a degree
_RATIO = 1.6  # of the width of a map to its height
_MARGIN = 0.09  # of what the places take
_LEAST, _MOST = 10.0, 60.0  # degrees from south to north: the least, and what is given for the sake of the coast
_COAST = 2.2  # how much coast one knows a map by, in widths of it
_STEPS = (1, 2, 5, 10, 15, 20, 30, 45)
_NEAR = 0.8  # points of the coast that are nearer fall together


@dataclass(frozen=True, slots=True)
class View:
    """What a map shows, in degrees; `west` lies in -180…180, and `east` may be beyond."""

    west: float
    south: float
    east: float
    north: float

    @property
    def scale(self) -> Point:
        """Units of the drawing in a degree of longitude and of latitude."""
        east = WIDTH / (self.east - self.west)
        return east, east / _narrowing((self.south + self.north) / 2)

    @property
    def height(self) -> float:
        """The height of the drawing, which is `WIDTH` wide."""
        return (self.north - self.south) * self.scale[1]

    def at(self, point: Point) -> Point:
        """Where a place is in the drawing: right, down."""
        east = self.west + (point[0] - self.west) % 360
        return (east - self.west) * self.scale[0], (self.north - point[1]) * self.scale[1]


def _narrowing(latitude: float) -> float:
    return max(math.cos(math.radians(latitude)), 0.2)


def view(places: Sequence[Point]) -> View:
    """The view of some places, at least one: all of them with a margin, and around them enough coast to know it by."""
    east = sorted({(x + 180) % 360 - 180 for x, _ in places})
    gap, start = max((b - a, b) for a, b in pairwise([*east, east[0] + 360]))
    south, north = min(y for _, y in places), max(y for _, y in places)
    middle = start + (360 - gap) / 2, (south + north) / 2
    wide, high = (360 - gap) * (1 + 2 * _MARGIN), (north - south) * (1 + 2 * _MARGIN)
    high = max(high, wide * _narrowing(middle[1]) / _RATIO, _LEAST)
    found = _around(middle, wide, high)
    while high < _MOST and _length(found) < _COAST * WIDTH:
        high *= 1.15
        found = _around(middle, wide, high)
    return found


def _around(middle: Point, wide: float, high: float) -> View:
    """The view around a point of so many degrees, at least, from west to east and from south to north."""
    high = min(high, 170.0)
    south = min(max(middle[1] - high / 2, -90.0), 90.0 - high)
    wide = min(max(high * _RATIO / _narrowing(south + high / 2), wide), 360.0)
    west = (middle[0] - wide / 2 + 180) % 360 - 180
    return View(west, south, west + wide, south + high)


def _length(seen: View) -> float:
    """How long the coast in view is, in units of the drawing."""
    across, down = seen.scale
    return sum(
        math.dist((a[0] * across, a[1] * down), (b[0] * across, b[1] * down))
        for ring in _rings()
        for part in _turned(ring, seen)
        for a, b in pairwise([*part[-1:], *part])
        if not _on_edge(a, b, seen)
    )


def _on_edge(a: Point, b: Point, frame: View) -> bool:
    """Whether both ends lie on the same side of the frame: there the land is cut off."""
    return (a[0] == b[0] and a[0] in (frame.west, frame.east)) or (a[1] == b[1] and a[1] in (frame.south, frame.north))


def coast(seen: View) -> str:
    """The land in view as the data of an SVG path, in tenths of a unit of the drawing; filled by ``evenodd``."""
    margin = (seen.east - seen.west) / 100  # where the land is cut off lies outside of what one sees
    frame = View(seen.west - margin, seen.south - margin, seen.east + margin, seen.north + margin)
    return "".join(_path(part, seen) for ring in _rings() for part in _turned(ring, frame))


@cache
def _rings() -> tuple[tuple[Point, ...], ...]:
    """The coasts of the world."""
    found = []
    for ring in parse(shipped("xslt/site/coast.xml")).getroot():
        steps = [int(step) / _UNIT for step in (ring.text or "").split()]
        x = y = 0.0
        points = []
        for east, north in zip(steps[::2], steps[1::2], strict=True):
            x, y = x + east, y + north
            points.append((x, y))
        found.append(tuple(points))
    return tuple(found)


def _turned(ring: Sequence[Point], frame: View) -> Iterator[Sequence[Point]]:
    """What of a coast is in the frame, whichever way round the world it comes."""
    west, east = min(x for x, _ in ring), max(x for x, _ in ring)
    if max(y for _, y in ring) < frame.south or min(y for _, y in ring) > frame.north:
        return
    for turn in (-360, 0, 360):
        if west + turn < frame.east and east + turn > frame.west:
            yield _clipped([(x + turn, y) for x, y in ring], frame)


def _clipped(ring: Sequence[Point], frame: View) -> Sequence[Point]:
    """The part of a ring in a frame: cut by one side after the other (Sutherland and Hodgman, CACM 17, 1974)."""
    part: Sequence[Point] = ring
    for axis, limit, sign in ((0, frame.west, 1), (0, frame.east, -1), (1, frame.south, 1), (1, frame.north, -1)):
        found: list[Point] = []
        for a, b in pairwise((*part[-1:], *part)):
            inside, was = (b[axis] - limit) * sign >= 0, (a[axis] - limit) * sign >= 0
            if inside != was:
                share = (limit - a[axis]) / (b[axis] - a[axis])
                other = a[1 - axis] + share * (b[1 - axis] - a[1 - axis])
                found.append((other, limit) if axis else (limit, other))
            if inside:
                found.append(b)
        part = found
    return part


def _path(ring: Sequence[Point], seen: View) -> str:
    across, down = seen.scale
    kept: list[Point] = []
    for x, y in ring:
        point = (x - seen.west) * across, (seen.north - y) * down
        if not kept or math.dist(kept[-1], point) >= _NEAR:
            kept.append(point)
    if len(kept) < 3:
        return ""
    whole = [(round(10 * x), round(10 * y)) for x, y in kept]
    steps = " ".join(f"{b[0] - a[0]} {b[1] - a[1]}" for a, b in pairwise(whole))
    return f"M{whole[0][0]} {whole[0][1]}l{steps}z"


def meridians(seen: View) -> Iterator[tuple[float, str]]:
    """The meridians of the net: where they are from the left, and what they are called ("" in the corners)."""
    step = _step(seen)
    for n in range(math.ceil(seen.west / step), math.floor(seen.east / step) + 1):
        degrees = (n * step + 180) % 360 - 180
        at = (n * step - seen.west) * seen.scale[0]
        yield at, degree(degrees, "E", "W", bare=abs(degrees) == 180) if 60 < at < WIDTH - 50 else ""


def parallels(seen: View) -> Iterator[tuple[float, str]]:
    """The parallels of the net: where they are from the top, and what they are called ("" in the corners)."""
    step = _step(seen)
    for n in range(math.floor(seen.north / step), math.ceil(seen.south / step) - 1, -1):
        at = (seen.north - n * step) * seen.scale[1]
        yield at, degree(n * step, "N", "S") if 16 < at < seen.height - 24 else ""


def _step(seen: View) -> int:
    return next((step for step in _STEPS if (seen.north - seen.south) / step <= 5), _STEPS[-1])


def degree(degrees: float, ahead: str, back: str, bare: bool = False) -> str:
    """As ``105.25° E``; 0° is neither."""
    number = f"{abs(degrees):.2f}".rstrip("0").rstrip(".")
    return f"{number}°" if bare or not degrees else f"{number}° {ahead if degrees > 0 else back}"
