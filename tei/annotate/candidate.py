"""What the rules for candidates give."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be a name: the span ``[start, end)`` of a block, and what it is called there.

    `form` is the name itself, as an authority would have it.  `doubtful`: it stands where any word has a
    capital, or may well be a common word.
    """

    start: int
    end: int
    form: str
    type: str  # persName, placeName, orgName, eventName, title; "" when its form does not tell
    doubtful: bool = False
