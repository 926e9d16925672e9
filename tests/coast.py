"""Make ``xslt/site/coast.xml`` from Natural Earth's land polygons: ``python tests/coast.py land-50m.json``.

The file is that of the npm package `world-atlas` (TopoJSON, https://github.com/topojson/topojson-specification); the
data are Natural Earth's, in the public domain.  Each ring is unrolled over the antimeridian, simplified by Visvalingam
and Whyatt's method (the point whose triangle is the smallest goes first; areas as seen at its latitude), rounded to
twentieths of a degree, and written as its first point and the steps from point to point.
"""

from __future__ import annotations

import heapq
import json
import math
import sys
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from pathlib import Path

Point = tuple[float, float]
OUT = Path(__file__).resolve().parent.parent / "xslt" / "site" / "coast.xml"
UNIT = 20  # steps in a degree
SMALLEST = 0.022  # square degrees: a triangle below it is smoothed away
ISLAND = 0.04  # square degrees: a ring below it is left out

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!-- The coastline of the world: Natural Earth (https://www.naturalearthdata.com/), 1:50 million, in the public domain,
     simplified by tests/coast.py.  A ring is its first point and the steps from point to point, as pairs of east and
     north in twentieths of a degree; holes (the Caspian Sea) are rings too. -->
<coast>
"""


def rings(topology: dict) -> Iterator[list[Point]]:
    """The rings of the land, longitudes without leaps; one around the pole is closed over it."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        xs, ys = (list(accumulate(step[i] for step in arc)) for i in (0, 1))
        arcs.append([(x * sx + tx, y * sy + ty) for x, y in zip(xs, ys, strict=True)])
    for geometry in topology["objects"]["land"]["geometries"]:
        for polygon in geometry["arcs"]:
            for ring in polygon:
                points = [p for i in ring for p in (arcs[i] if i >= 0 else arcs[~i][::-1])[:-1]]
                yield unrolled(points)


def unrolled(points: Sequence[Point]) -> list[Point]:
    """A ring whose longitudes go on beyond 180 degrees instead of leaping."""
    turn, found = 0, [points[0]]
    for (x0, _), (x1, y1) in pairwise([*points, points[0]]):
        turn += 360 * ((x1 - x0 < -180) - (x1 - x0 > 180))
        found.append((x1 + turn, y1))
    if found[-1][0] == found[0][0]:
        return found[:-1]
    pole = math.copysign(90, found[0][1])
    return [*found, (found[-1][0], pole), (found[0][0], pole)]


def area(points: Sequence[Point]) -> float:
    """The area of a ring in square degrees, as seen at its latitude."""
    twice = sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairwise([*points, points[0]]))
    return abs(twice) / 2 * math.cos(math.radians(sum(y for _, y in points) / len(points)))


def simplified(points: list[Point]) -> list[Point]:
    """The ring without the points that matter least."""
    n = len(points)
    before, after = [(i - 1) % n for i in range(n)], [(i + 1) % n for i in range(n)]
    size = [area([points[before[i]], points[i], points[after[i]]]) for i in range(n)]
    heap = [(size[i], i) for i in range(n)]
    heapq.heapify(heap)
    gone = [False] * n
    left = n
    while heap and heap[0][0] < SMALLEST and left > 4:
        found, i = heapq.heappop(heap)
        if gone[i] or found != size[i]:
            continue
        gone[i] = True
        left -= 1
        after[before[i]], before[after[i]] = after[i], before[i]
        for j in (before[i], after[i]):
            size[j] = max(found, area([points[before[j]], points[j], points[after[j]]]))
            heapq.heappush(heap, (size[j], j))
    return [point for point, is_gone in zip(points, gone, strict=True) if not is_gone]


def steps(points: Sequence[Point]) -> list[int]:
    """The first point and the steps to the next ones, in units; points that fall together stand once."""
    whole = [(round(x * UNIT), round(y * UNIT)) for x, y in points]
    whole = [whole[0], *(b for a, b in pairwise(whole) if a != b)]
    return [*whole[0], *(n for (x0, y0), (x1, y1) in pairwise(whole) for n in (x1 - x0, y1 - y0))]


def main(source: str) -> None:
    """Write the file."""
    topology = json.loads(Path(source).read_text("utf-8"))
    kept = sorted((ring for ring in rings(topology) if area(ring) >= ISLAND), key=lambda ring: (-area(ring), ring[0]))
    lines = [f"<ring>{' '.join(map(str, steps(simplified(ring))))}</ring>\n" for ring in kept]
    OUT.write_text(f"{HEAD}{''.join(lines)}</coast>\n", "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
