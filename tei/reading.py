"""The reading text: a block with its emendations carried out, and the way back to the words as found."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from tei.model import Emendation

#: The characters that XML 1.0 cannot hold.
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Reading:
    """`text` reads as the editors want it.  Character i of it stands for ``found[starts[i]:ends[i]]``."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def found(self, start: int, end: int) -> tuple[int, int]:
        """The span of the words as found that stand behind ``text[start:end]`` (which is not empty).

        A span that takes part of a correction takes all of what it corrects.
        """
        return self.starts[start], self.ends[end - 1]


def reading(text: str, emendations: Iterable[Emendation]) -> Reading:
    """The reading text of `text`; `emendations` do not overlap."""
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []

    def copy(start: int, end: int) -> None:
        out.append(text[start:end])
        starts.extend(range(start, end))
        ends.extend(range(start + 1, end + 1))

    at = 0
    for e in sorted(emendations, key=lambda e: (e.start, e.end)):
        copy(at, e.start)
        if e.order.kind in ("unclear", "gap"):
            copy(e.start, e.end)
        else:
            out.append(e.order.corr)
            starts.extend([e.start] * len(e.order.corr))
            ends.extend([e.end] * len(e.order.corr))
        at = e.end
    copy(at, len(text))
    return Reading("".join(out), tuple(starts), tuple(ends))
