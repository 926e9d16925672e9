"""Words in drawings: how wide they are, and where they stand without covering each other."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

#: Left, top, right, bottom.
Box = tuple[float, float, float, float]

_NARROW = frozenset("iIjlftr.,:;'’|!()[] -–")
_WIDE = frozenset("mwMW%@—")


@dataclass(frozen=True, slots=True)
class Dot:
    """A circle with its middle at (x, y)."""

    x: float
    y: float
    r: float

    @property
    def box(self) -> Box:
        """The square around it."""
        return self.x - self.r, self.y - self.r, self.x + self.r, self.y + self.r


@dataclass(frozen=True, slots=True)
class Lettering:
    """Where the words of a dot stand: an end or the middle of their base line, as SVG's ``text-anchor`` has it."""

    x: float
    y: float
    anchor: str


def units(number: float) -> str:
    """A length in units of the drawing, to a tenth."""
    return f"{number:.1f}".removesuffix(".0")


def width(text: str, size: float) -> float:
    """How wide `text` is at most in a book face of `size`, in the same unit."""
    return size * sum(map(_em, text))


def _em(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WF":
        return 1.0
    if unicodedata.combining(character):
        return 0.0
    if character in _NARROW:
        return 0.38
    if character in _WIDE:
        return 0.95
    return 0.76 if character.isupper() else 0.56


def lettered(
    dots: Sequence[Dot], words: Sequence[str], size: float, room: Box, taken: Iterable[Box] = ()
) -> list[Lettering | None]:
    """Where the words of each dot stand, None where there is no room.

    The first dots choose first; no words cover a dot, each other, or what is `taken`, and none leave the `room`.
    """
    full = [*taken, *(dot.box for dot in dots)]
    found: list[Lettering | None] = []
    for dot, text in zip(dots, words, strict=True):
        for place, box in _places(dot, width(text, size), size):
            inside = box[0] >= room[0] and box[1] >= room[1] and box[2] <= room[2] and box[3] <= room[3]
            if inside and not any(_cover(box, other) for other in full):
                full.append(box)
                found.append(place)
                break
        else:
            found.append(None)
    return found


def _places(dot: Dot, wide: float, size: float) -> Iterable[tuple[Lettering, Box]]:
    """The places around a dot, the best first: beside it, above, below, then askew."""
    high, gap, near = 1.3 * size, dot.r + 0.25 * size, 0.7 * dot.r + 0.1 * size
    for side, up in ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (1, -1), (-1, 1), (-1, -1)):
        x = dot.x + side * (near if up else gap)
        left = x - wide / 2 if not side else x if side > 0 else x - wide
        middle = dot.y - up * ((near if side else dot.r + 0.1 * size) + high / 2)
        box = left, middle - high / 2, left + wide, middle + high / 2
        yield Lettering(x, middle + 0.34 * size, ("end", "middle", "start")[side + 1]), box


def _cover(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
