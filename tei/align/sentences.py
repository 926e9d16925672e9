"""Where sentences end."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tei.model import primary

_CLOSING = "»\"'”’」』）)】》〕]"
_CLOSE = f"[{re.escape(_CLOSING)}]*"
_HAN_END = re.compile(
    rf"(?:[。！？]|(?<=[\u3400-\u9fff\uff00-\uffef”’」』）)])[!?]|[!?](?=\s|$)|…{{1,2}}(?![，、；：])){_CLOSE}"
)
_HAN_GOES_ON = re.compile("[，、；：。！？,;:）)」』”]|的|等|一类|之")
_LATIN_END = re.compile(rf"[.!?…]+{_CLOSE}(?=\s)")
_LATIN_START = re.compile(r"\s+[\"'“‘(\[«]*[A-Z0-9\u00c0-\u00de\u0400-\u042f\u2e80-\uffef]")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|Gen|Col|Lt|Maj|Capt|Rev|Hon|Sr|Jr|vs|No|Nos|Vol|pp?|cf|ca|approx|Co|Corp|Inc|Ltd|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|e\.g|i\.e|viz|Fig)|\b[A-Z](?:\.[A-Z])*)\.$"
)


def sentences(text: str, lang: str, whole: Iterable[tuple[int, int]] = ()) -> list[tuple[int, int]]:
    """The sentences of `text` as spans without white space at their ends; none ends within a span of `whole`."""
    unbroken = list(whole)
    cuts = [
        cut
        for cut in (_han if primary(lang) in ("zh", "ja") else _latin)(text)
        if not any(start < cut < end for start, end in unbroken)
    ]
    spans = []
    for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
        piece = text[start:end]
        if piece.strip():
            spans.append((start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())))
    return spans


def _han(text: str) -> list[int]:
    cuts = []
    for match in _HAN_END.finditer(text):
        after = text[match.end() :].lstrip()
        if after and not _HAN_GOES_ON.match(after) and _balanced(text, match.end()):
            cuts.append(match.end())
    return cuts


def _balanced(text: str, end: int) -> bool:
    """Whether no round bracket is open at `end`."""
    before = text[max(0, end - 200) : end]
    return before.count("（") <= before.count("）")


def _latin(text: str) -> list[int]:
    cuts = []
    for match in _LATIN_END.finditer(text):
        stop = match.group().rstrip(_CLOSING)
        if stop == "." and _ABBREVIATION.search(text, max(0, match.start() - 12), match.start() + 1):
            continue
        if _LATIN_START.match(text, match.end()):
            cuts.append(match.end())
    return cuts
