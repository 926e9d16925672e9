"""What speaks for two stretches of text saying the same: their length, and what both name, date or count."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from tei.align.sounds import names, sounding
from tei.han import simplified
from tei.model import Edition, Mention, Text, primary
from tei.tokens import stem, words

Anchor = tuple[str, ...]

# How often what one side says is said by its counterpart too, by the kind of anchor: dates and numbers nearly always,
# names less (a pronoun may stand for them), terms of the lexicon less still (they have synonyms).
_KEPT = {"date": 0.93, "num": 0.93, "name": 0.8, "term": 0.6, "mark": 0.7, "sound": 0.8}
# Punctuation that is translated by punctuation: the mark, and the characters that write it.
_MARKS = {"?": "?？", "!": "!！", "quote": "“«„「『", ":": ":：", ";": ";；", "(": "(（", "dash": "—"}
_START: Anchor = ("mark", "paragraph")
_MARK = {ord(c): ("mark", name) for name, characters in _MARKS.items() for c in characters}
_MOST = 2.5  # what a single anchor may weigh, in nats
_ELSEWHERE = 8.0  # paragraphs without an anchor that are imagined besides those seen: a short text proves little
_TRUST = 0.5  # anchors of one sentence depend on one another, so each counts for less


@dataclass(frozen=True, slots=True)
class Weight:
    """Log-likelihood ratios, in nats: for an anchor that both sides have, against one that one side has alone."""

    shared: float
    missed: float


def _weight(anchor: Anchor, n: float, of: float) -> Weight:
    """The weight of an anchor that stands in `n` of `of` paragraphs of a version."""
    kept, chance = _KEPT.get(anchor[0], 0.8), min(0.9, (n + 0.2) / (of + _ELSEWHERE))
    shared, missed = math.log(kept / chance), math.log((1 - chance) / (1 - kept))
    return Weight(min(_MOST, _TRUST * max(0.0, shared)), _TRUST * max(0.0, missed))


@dataclass(frozen=True, slots=True)
class Features:
    """Of one unit: its length in characters that are no white space, its anchors, each as often as it occurs, and the
    numbers of its words, each once.
    """

    length: int
    anchors: tuple[Anchor, ...]
    words: tuple[int, ...] = ()


class Evidence:
    """The anchors of two versions: the values of their mentions, terms of the lexicon, punctuation, names by sound.

    `mentions` are by block number, in order; the blocks numbered in `starts` begin a paragraph.  `ratio` is the length
    of the second version over that of the first; `weights` say how much each anchor tells.
    """

    def __init__(
        self,
        texts: Sequence[Text],
        mentions: Mapping[int, list[Mention]],
        edition: Edition,
        starts: Container[int] = (),
    ) -> None:
        self._starts = starts
        self._seen: dict[tuple[int, int, int], Features] = {}
        self.words: tuple[dict[str, int], dict[str, int]] = ({}, {})
        self._mentions = {
            block: ([m.start for m in found], [m.value for m in found]) for block, found in mentions.items()
        }
        self._blocks = {block.n: block.text for text in texts for block in text.blocks}
        self._langs = {text.id: primary(text.lang) for text in texts}
        self._sides = {text.id: k for k, text in enumerate(texts)}
        self._induced = edition.induced
        self._terms: dict[str, list[tuple[str, Anchor]]] = {}
        for lang, term, other, rendering in edition.lexicon:
            anchor = ("term", term)
            self._terms.setdefault(primary(lang), []).append((_folded(term), anchor))
            self._terms.setdefault(primary(other), []).append((_folded(rendering), anchor))
        self._sounds_of: dict[int, tuple[str, ...]] = {}  # of Chinese blocks: the names that sound in them
        self._sounding = self._sounds(texts)
        lengths = [sum(_length(b.text) for r in text.reports for b in r.paragraphs) for text in texts]
        self.ratio = lengths[1] / lengths[0] if all(lengths) else 1.0
        counts: Counter[Anchor] = Counter()
        blocks = 0
        for text in texts:
            for report in text.reports:
                for block in report.paragraphs:
                    counts.update(set(self.of(text.id, block.n, 0, len(block.text)).anchors))
                    blocks += 1
        self.weights = {anchor: _weight(anchor, n / 2, blocks / 2) for anchor, n in counts.items()}

    def of(self, text_id: str, block: int, start: int, end: int) -> Features:
        """The features of ``[start, end)`` of a block; mentions are taken where they begin."""
        if (block, start, end) in self._seen:
            return self._seen[block, start, end]
        text = self._blocks[block][start:end]
        starts, values = self._mentions.get(block, ((), ()))
        anchors = [value for value in values[bisect_left(starts, start) : bisect_left(starts, end)] if value]
        folded = _folded(text)
        terms = self._terms.get(self._langs[text_id], ())
        anchors += dict.fromkeys(anchor for term, anchor in terms if term in folded)
        anchors += [_START] if block in self._starts and not start else []
        said = words(text, self._langs[text_id])
        whole = len(text) == len(self._blocks[block])
        anchors += [("sound", name) for name in self._heard(text, text_id, block if whole else None, said)]
        anchors += [_MARK[code] for code in map(ord, text) if code in _MARK]
        known = self.words[self._sides[text_id]]
        numbers = tuple({known.setdefault(stem(word), len(known)): None for word in said})
        made = Features(_length(text), tuple(anchors), numbers)
        self._seen[block, start, end] = made
        return made

    def _sounds(self, texts: Sequence[Text]) -> Mapping[str, frozenset[str]]:
        """By the id of a version: the names in an alphabet that Chinese characters of the other may sound like."""
        chinese = [self._langs[text.id] == "zh" for text in texts]
        if len(texts) != 2 or chinese[0] == chinese[1]:
            return {}
        latin, han = (texts[1], texts[0]) if chinese[0] else (texts[0], texts[1])
        spelt = names(block.text for block in latin.blocks)
        if spelt:
            self._sounds_of = {block.n: tuple(sounding(block.text, spelt)) for block in han.blocks}
        heard = frozenset(sound for sounds in self._sounds_of.values() for sound in sounds)
        return {text.id: heard for text in texts}

    def _heard(self, text: str, text_id: str, block: int | None, said: Sequence[str]) -> Iterable[str]:
        """The names that sound in `text`, which has the words `said`; `block` is that of which it is the whole."""
        known = self._sounding.get(text_id)
        if not known:
            return ()
        if self._langs[text_id] != "zh":
            return (word for word in said if word in known)
        return sounding(text, known) if block is None else self._sounds_of[block]

    @property
    def sizes(self) -> tuple[int, int]:
        """How many words are known of each version."""
        return len(self.words[0]), len(self.words[1])

    def known(self) -> dict[tuple[int, int], float]:
        """Pairs of words of the versions that translate each other, and how probably: the same word, or one induced."""
        one, other = self.words
        found = {(n, other[word]): 1.0 for word, n in one.items() if word in other}
        langs = [lang for _, lang in sorted((k, self._langs[id_]) for id_, k in self._sides.items())]
        for lang, word, lang2, rendering, probable in self._induced:
            if [primary(lang2), primary(lang)] == langs:
                word, rendering = rendering, word
            elif [primary(lang), primary(lang2)] != langs:
                continue
            i, j = one.get(word), other.get(rendering)
            if i is not None and j is not None:
                found[i, j] = max(found.get((i, j), 0.0), probable)
        return found


def _folded(text: str) -> str:
    return simplified(text).casefold()


def _length(text: str) -> int:
    return sum(map(len, text.split()))
