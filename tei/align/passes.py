"""Align again and again, each time with what the beads found before have taught about words, lengths and types."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from tei.align.beads import REACH, beads
from tei.align.constraints import Constraints
from tei.align.costs import Pair
from tei.align.evidence import Evidence
from tei.align.learning import learnt
from tei.align.model import CUT, OF_PARAGRAPHS, Model
from tei.align.reasons import reasoned
from tei.model import Bead

_PASSES = ((REACH, 3, 1), (16, 3, 0), (16, 4, 0), (16, 4, None))
"""How far beads may be from those of the pass before, in units; how many units they may have on a side; and how many
beads before and after each are learnt from as well.  From the last ones, nothing is.
"""


def passes(
    pairs: Sequence[Pair], within: Callable[[Bead], Pair] | None, evidence: Evidence, constraints: Constraints
) -> tuple[list[Bead], list[Bead]]:
    """The beads of paragraphs, and of the sentences `within` each; without `within`, the pairs are of sentences, and
    there are none of paragraphs.
    """
    inner = Model(evidence.ratio, evidence.weights)
    outer = replace(inner, priors=OF_PARAGRAPHS, cut=CUT) if within else inner
    near: list[list[Bead]] = []
    for reach, most, blur in _PASSES:
        broken = list(constraints.broken)
        near = beads(pairs, _of(outer, most), constraints, near, reach)
        units, found = list(pairs), near
        if within:
            units = [within(bead) for made in near for bead in made]
            found = beads(units, _of(inner, most), constraints)
        if blur is not None:
            constraints.broken = broken
            inner = learnt(inner, units, found, evidence.sizes, evidence.known(), blur)
            outer = replace(outer, table=inner.table) if within else inner
    paragraphs = _told(pairs, near, outer) if within else []
    if within:  # what is found in a doubtful bead is doubtful
        found = [[replace(b, cert=b.cert * p.cert) for b in made] for made, p in zip(found, paragraphs, strict=True)]
    return paragraphs, _told(units, found, inner)


def _told(pairs: Sequence[Pair], found: Sequence[Sequence[Bead]], model: Model) -> list[Bead]:
    return [bead for pair, made in zip(pairs, found, strict=True) for bead in reasoned(pair, made, model)]


def _of(model: Model, most: int) -> Model:
    """The model without beads that have more units on a side than `most`."""
    return replace(model, priors={kind: prior for kind, prior in model.priors.items() if max(kind) <= most})
