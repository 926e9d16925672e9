"""Damage an aligned seed at random, and say what the right beads are then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from tei import seed as seeds
from tei.align import align, sections
from tei.annotate import annotate
from tei.model import Alignment, Block, Edition, Seed, Text, Version, by_block

Beads = set[tuple[tuple[str, ...], tuple[str, ...]]]
Sentence = tuple[tuple[str, ...], int, int]  # the undamaged sentences in it, its start and end


def aligned(versions: Sequence[Version], date: str, edition: Edition) -> tuple[tuple[Text, ...], Alignment]:
    mentions = [m for v in versions for m in annotate(v.blocks, v.lang, date, edition)]
    texts = sections(versions, by_block(mentions), edition)
    return texts, align(texts, mentions, edition)[0]


class Damager:
    """The beads of the undamaged seed are right: they are those of the gold."""

    def __init__(self, data: bytes, edition: Edition) -> None:
        self.edition = edition
        self.seed: Seed = seeds.read(data, "seed.txt")[0]
        texts, alignment = aligned(self.seed.versions, self.seed.date, edition)
        self.gold = [(bead.first, bead.second) for bead in alignment.levels["sentence"]]
        blocks = {block.n: block.text for text in texts for block in text.blocks}
        self.inside: dict[int, list[tuple[str, str]]] = {}
        for s in alignment.segments:
            self.inside.setdefault(s.block, []).append((s.id, blocks[s.block][s.start : s.end]))

    def score(self, random: Random, how: str) -> float:
        """Strict F1 of the beads of the seed after damage: ``lose`` and merge one sentence in ten, or a ``gap``."""
        dead = self._lost(random) if how == "lose" else self._gap(random)
        rate = 0.1 if how == "lose" else 0.0
        versions, sentences = [], {}
        for version in self.seed.versions:
            blocks = []
            for block in version.blocks:
                if block.n not in self.inside:
                    blocks.append(block)
                elif left := [s for s in self.inside[block.n] if s[0] not in dead]:
                    made, sentences[block.n] = _written(block, version.lang, left, random, rate)
                    same_start = left[0] == self.inside[block.n][0]
                    blocks.append(made if same_start else replace(made, dateline=0))
            versions.append(replace(version, blocks=tuple(blocks)))
        _, alignment = aligned(versions, self.seed.date, self.edition)
        holds = {
            s.id: tuple(i for ids, a, z in sentences[s.block] if a < s.end and s.start < z for i in ids)
            for s in alignment.segments
        }
        found = _plain(
            (tuple(i for id_ in b.first for i in holds[id_]), tuple(i for id_ in b.second for i in holds[id_]))
            for b in alignment.levels["sentence"]
        )
        right = _plain(_merged(self.gold, dead, [ids for ids in holds.values() if len(ids) > 1]))
        return 2 * len(right & found) / (len(right) + len(found))

    def _lost(self, random: Random) -> set[str]:
        """One sentence in ten, half of them on either side."""
        dead: set[str] = set()
        for side in (0, 1):
            ids = [id_ for bead in self.gold for id_ in bead[side]]
            dead |= set(random.sample(ids, len(ids) // 20 + 1))
        return dead

    def _gap(self, random: Random) -> set[str]:
        side, at = random.choice([0, 1]), random.randrange(len(self.gold) - 5)
        return {id_ for bead in self.gold[at : at + 5] for id_ in bead[side]}


def _written(
    block: Block, lang: str, left: Sequence[tuple[str, str]], random: Random, rate: float
) -> tuple[Block, list[Sentence]]:
    """A paragraph of the sentences that are left; some are joined to the one before by a comma."""
    text, made = "", list[Sentence]()
    latin = lang == "en"
    for id_, words in left:
        if made and random.random() < rate:
            ids, start, _ = made.pop()
            text = text.rstrip()[:-1] + (", " + words[0].lower() + words[1:] if latin else "，" + words)
            made.append(((*ids, id_), start, len(text)))
        else:
            text += " " if latin and made else ""
            made.append(((id_,), len(text), len(text) + len(words)))
            text += words
    return replace(block, text=text, breaks=()), made


def _merged(
    gold: Sequence[tuple[tuple[str, ...], tuple[str, ...]]], dead: set[str], merged: Sequence[tuple[str, ...]]
) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The right beads without the sentences that are lost; those with parts of one merged sentence are one."""
    beads = [([i for i in a if i not in dead], [i for i in b if i not in dead]) for a, b in gold]
    for ids in merged:
        touched = [bead for bead in beads if {*ids} & {*bead[0], *bead[1]}]
        for bead in touched[1:]:
            touched[0][0].extend(bead[0])
            touched[0][1].extend(bead[1])
            beads.remove(bead)
    return [(tuple(a), tuple(b)) for a, b in beads]


def _plain(beads: object) -> Beads:
    """As a set; sentences without counterpart are each by itself."""
    found: Beads = set()
    for a, b in beads:  # type: ignore[attr-defined]  # an iterable of pairs
        if a and b:
            found.add((tuple(sorted(a)), tuple(sorted(b))))
        else:
            found |= {((i,), ()) for i in a} | {((), (i,)) for i in b}
    return found
