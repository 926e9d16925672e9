"""What speaks for two stretches of text saying the same: their length, and what both name, date or count."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tei.model import Mention, Text, primary

Anchor = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Features:
    """Of one unit: its length in characters that are no white space, and its anchors, each as often as it occurs."""

    length: int
    anchors: tuple[Anchor, ...]


class Evidence:
    """The anchors of two versions: the values of their mentions, and the terms of the lexicon.

    `ratio` is the length of the second version over that of the first; `rarity` is a weight per anchor, in nats: the
    rarer an anchor is, the more it says.
    """

    def __init__(
        self, texts: Sequence[Text], mentions: Mapping[int, list[Mention]], lexicon: Sequence[tuple[str, str, str, str]]
    ) -> None:
        self._mentions = mentions
        self._blocks = {block.n: block.text for text in texts for block in text.blocks}
        self._langs = {text.id: primary(text.lang) for text in texts}
        self._terms: dict[str, list[tuple[str, Anchor]]] = {}
        for lang, term, other, rendering in lexicon:
            anchor = ("term", term, rendering)
            self._terms.setdefault(primary(lang), []).append((term, anchor))
            self._terms.setdefault(primary(other), []).append((rendering.casefold(), anchor))
        lengths = [sum(_length(b.text) for r in text.reports for b in r.paragraphs) for text in texts]
        self.ratio = lengths[1] / lengths[0] if all(lengths) else 1.0
        counts: Counter[Anchor] = Counter()
        blocks = 0
        for text in texts:
            for report in text.reports:
                for block in report.paragraphs:
                    counts.update(set(self.of(text.id, block.n, 0, len(block.text)).anchors))
                    blocks += 1
        self.rarity: dict[Anchor, float] = {
            anchor: max(0.2, math.log((blocks + 2) / (n + 1))) * (0.4 if anchor[0] == "term" else 1.0)
            for anchor, n in counts.items()
        }

    def of(self, text_id: str, block: int, start: int, end: int) -> Features:
        """The features of ``[start, end)`` of a block; mentions are taken where they begin."""
        words = self._blocks[block][start:end]
        anchors = [m.value for m in self._mentions.get(block, ()) if start <= m.start < end and m.value]
        folded = words.casefold()
        anchors += [anchor for term, anchor in self._terms.get(self._langs[text_id], ()) if term in folded]
        return Features(_length(words), tuple(anchors))


def _length(text: str) -> int:
    return sum(not c.isspace() for c in text)
