"""Two sequences of sentences in any two languages, without paragraphs or reports."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from tei.align.constraints import Constraints
from tei.align.costs import Pair, Unit
from tei.align.evidence import Evidence
from tei.align.passes import passes
from tei.model import Bead, Edition, Mention, Text


def lines(
    texts: Sequence[Text], mentions: Mapping[int, list[Mention]], edition: Edition, starts: Container[int] = ()
) -> list[Bead]:
    """The beads of two versions, each block of which is a sentence; `mentions` are by block number.

    The blocks numbered in `starts` begin paragraphs; where both versions have such, they tend to stand together.
    """
    evidence = Evidence(texts, mentions, edition, starts)
    first, second = (
        [Unit(b.id, evidence.of(text.id, b.n, 0, len(b.text))) for r in text.reports for b in r.paragraphs]
        for text in texts
    )
    return passes([Pair(first, second, (texts[0].id, texts[1].id))], None, evidence, Constraints())[1]
