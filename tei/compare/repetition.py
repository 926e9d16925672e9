"""Words written twice in a row."""

from __future__ import annotations

import re

from tei.compare.view import View
from tei.model import Crux

_TWICE = re.compile(r"\b([^\W\d_]{2,})\s+\1\b", re.IGNORECASE)
_RIGHT = frozenset(["that", "had", "very", "so", "long", "blah", "bye", "knock", "ha", "no"])


def cruxes(view: View) -> list[Crux]:
    """Repeated words in alphabetic scripts (C004); "had had" and its like are right."""
    found = []
    for block in view.blocks.values():
        for match in _TWICE.finditer(block.text):
            if match[1].lower() not in _RIGHT:
                found.append(
                    Crux(
                        "C004",
                        f"the word “{match[1]}” is repeated",
                        ((block.n, match.start(), match.end()),),
                        (),
                        "high",
                        'mark one of them as surplus by [[emend]] with corr = "", or [[dismiss]] it',
                    )
                )
    return found
