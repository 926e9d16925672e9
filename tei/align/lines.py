"""Two sequences of sentences in any two languages, without paragraphs or reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tei.align.constraints import Constraints
from tei.align.costs import Pair, Unit
from tei.align.evidence import Evidence
from tei.align.passes import passes
from tei.model import Bead, Edition, Mention, Text


def lines(texts: Sequence[Text], mentions: Mapping[int, list[Mention]], edition: Edition) -> list[Bead]:
    """The beads of two versions, each paragraph of which is a sentence; `mentions` are by block number."""
    evidence = Evidence(texts, mentions, edition)
    first, second = (
        [Unit(b.id, evidence.of(text.id, b.n, 0, len(b.text))) for r in text.reports for b in r.paragraphs]
        for text in texts
    )
    return passes([Pair(first, second, (texts[0].id, texts[1].id))], None, evidence, Constraints())[1]
