"""What the rules look at: the beads with their words and outermost mentions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tei.model import Alignment, Bead, Block, Mention, Text, by_block


@dataclass(frozen=True, slots=True)
class View:
    """The texts, their blocks by number, all mentions by block number, and where each aligned id lies."""

    texts: Sequence[Text]
    blocks: Mapping[int, Block]
    mentions: Mapping[int, list[Mention]]
    alignment: Alignment
    spans: Mapping[str, tuple[int, int, int]]  # id of a block or sentence: (block number, start, end)

    @classmethod
    def of(cls, texts: Sequence[Text], mentions: Iterable[Mention], alignment: Alignment) -> View:
        """The view of an aligned document."""
        blocks = {block.n: block for text in texts for block in text.blocks}
        spans = {block.id: (block.n, 0, len(block.text)) for block in blocks.values()}
        spans |= {s.id: (s.block, s.start, s.end) for s in alignment.segments}
        return cls(texts, blocks, by_block(mentions), alignment, spans)

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

    def words(self, mention: Mention) -> str:
        """The words of a mention."""
        return self.blocks[mention.block].text[mention.start : mention.end]


def span(mention: Mention) -> tuple[int, int, int]:
    """Where a mention lies."""
    return mention.block, mention.start, mention.end


def outermost(mentions: Iterable[Mention]) -> list[Mention]:
    """Those of `mentions` (in order, outer before inner) that lie in no other."""
    found: list[Mention] = []
    for mention in mentions:
        if not any(o.block == mention.block and o.start <= mention.start and mention.end <= o.end for o in found):
            found.append(mention)
    return found
