"""What the rules look at: the beads with their words, as the editors want them read, and their outermost mentions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tei.model import (
    Alignment,
    Bead,
    Block,
    Edition,
    Emendation,
    Mention,
    Text,
    by_block,
    primary,
)
from tei.reading import Reading, reading

Span = tuple[int, int, int]
"""Words as found: (block number, start, end)."""

_SHOWN = 60
_LANGUAGES = {
    "ar": "Arabic",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "ja": "Japanese",
    "ko": "Korean",
    "la": "Latin",
    "ru": "Russian",
    "zh": "Chinese",
}


@dataclass(frozen=True, slots=True)
class Passage:
    """A block or a sentence: `text` is its reading text, `span` the way back to the words as found."""

    id: str
    block: int
    lang: str
    text: str
    _at: int  # where it begins in the block, as found; with a reading, in the reading text
    _reading: Reading | None = None

    def span(self, start: int, end: int) -> Span:
        """The words as found behind ``text[start:end]``, which is not empty."""
        start, end = start + self._at, end + self._at
        return (self.block, start, end) if self._reading is None else (self.block, *self._reading.found(start, end))

    @property
    def shown(self) -> str:
        """Its first words, for a message."""
        return shortened(self.text)


@dataclass(frozen=True, slots=True)
class View:
    """The texts, their blocks by number, all mentions by block number, and where each aligned id lies.

    `readings` are the emended blocks; `date` is the date of issue (ISO, or "").
    """

    texts: Sequence[Text]
    blocks: Mapping[int, Block]
    mentions: Mapping[int, list[Mention]]
    alignment: Alignment
    spans: Mapping[str, Span]  # id of a block or sentence
    readings: Mapping[int, Reading]
    langs: Mapping[int, str]  # by block number
    edition: Edition
    date: str = ""

    @classmethod
    def of(
        cls,
        texts: Sequence[Text],
        mentions: Iterable[Mention],
        alignment: Alignment,
        edition: Edition,
        emended: Iterable[Emendation] = (),
        date: str = "",
    ) -> View:
        """The view of an aligned document."""
        blocks = {block.n: block for text in texts for block in text.blocks}
        langs = {block.n: text.lang for text in texts for block in text.blocks}
        spans = {block.id: (block.n, 0, len(block.text)) for block in blocks.values()}
        spans |= {s.id: (s.block, s.start, s.end) for s in alignment.segments}
        orders: dict[int, list[Emendation]] = {}
        for e in emended:
            orders.setdefault(e.block, []).append(e)
        readings = {n: reading(blocks[n].text, found) for n, found in orders.items()}
        return cls(texts, blocks, by_block(mentions), alignment, spans, readings, langs, edition, date)

    def inside(self, ids: Iterable[str]) -> list[Mention]:
        """The mentions that begin in the blocks or sentences `ids`, in order, outer before inner."""
        found = []
        for id_ in ids:
            block, start, end = self.spans[id_]
            found += [m for m in self.mentions.get(block, ()) if start <= m.start < end]
        return found

    def beads(self) -> list[Bead]:
        """The beads within which things are compared: heads of versions, and sentences."""
        heads = [b for b in self.alignment.levels.get("head", ()) if b.first and b.second]
        return [*heads, *self.alignment.levels.get("sentence", ())]

    def pairs(self) -> Iterator[tuple[Bead, list[Passage], list[Passage]]]:
        """The beads that have words on both sides, with their passages."""
        for bead in self.beads():
            if bead.first and bead.second:
                yield bead, [self.passage(i) for i in bead.first], [self.passage(i) for i in bead.second]

    def words(self, mention: Mention) -> str:
        """The words of a mention."""
        return self.blocks[mention.block].text[mention.start : mention.end]

    def found(self, at: Span) -> str:
        """The words of a span, as found."""
        return self.blocks[at[0]].text[at[1] : at[2]]

    def read(self, at: Span) -> str:
        """The words of a span, as the editors want them read; a correction that is partly in it is so wholly."""
        emended = self.readings.get(at[0])
        if emended is None:
            return self.found(at)
        parts = zip(emended.text, emended.starts, emended.ends, strict=True)
        return "".join(c for c, start, end in parts if at[1] <= start < at[2] or start < at[1] < end)

    def passage(self, id_: str) -> Passage:
        """The block or sentence `id_` with its reading text."""
        block, start, end = self.spans[id_]
        lang = self.langs[block]
        emended = self.readings.get(block)
        if emended is None:
            return Passage(id_, block, lang, self.blocks[block].text[start:end], start)
        inside = [k for k, (s, e) in enumerate(zip(emended.starts, emended.ends, strict=True)) if start <= s < end >= e]
        if not inside:
            return Passage(id_, block, lang, "", 0, emended)
        return Passage(id_, block, lang, emended.text[inside[0] : inside[-1] + 1], inside[0], emended)

    def version(self, block: int) -> str:
        """The version that a block is in, as readers call it: "the English", or "the translation"."""
        return self._called(self._number(block))

    def other(self, block: int) -> str:
        """The version that a block is not in, as readers call it."""
        return self._called(1 - self._number(block)) if len(self.texts) == 2 else "the other version"

    def _number(self, block: int) -> int:
        return next(k for k, text in enumerate(self.texts) if self.blocks[block].id.startswith(f"{text.id}."))

    def _called(self, number: int) -> str:
        """By its language, if readers know that by name and no other version is in it; else by its type."""
        langs = [primary(text.lang) for text in self.texts]
        known = langs[number] in _LANGUAGES and langs.count(langs[number]) == 1
        return f"the {_LANGUAGES[langs[number]] if known else self.texts[number].role}"

    def paragraphs(self) -> Iterator[Passage]:
        """Every paragraph and head with its reading text."""
        return (self.passage(block.id) for block in self.blocks.values())


def span(mention: Mention) -> Span:
    """Where a mention lies."""
    return mention.block, mention.start, mention.end


def sentence(words: str) -> str:
    """`words` with a capital and a full stop."""
    return f"{words[0].upper()}{words[1:]}."


def shortened(text: str, length: int = _SHOWN) -> str:
    """The beginning of `text`, for a message."""
    return text if len(text) <= length else text[:length].rstrip() + "…"


def across(passages: Iterable[Passage]) -> str:
    """What stands opposite, for a message: ``en.1.2.s3 “For this reason …”``."""
    return ", ".join(f"{p.id} “{p.shown}”" for p in passages)


def outermost(mentions: Iterable[Mention]) -> list[Mention]:
    """Those of `mentions` (in order, outer before inner) that lie in no other."""
    found: list[Mention] = []
    for mention in mentions:
        if not any(o.block == mention.block and o.start <= mention.start and mention.end <= o.end for o in found):
            found.append(mention)
    return found
