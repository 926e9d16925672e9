"""The report card of an edition: the criteria for reviewing digital editions that a program can check.

`gather` looks at the edition once; each criterion is a question with a small function that answers it from those facts,
with what was seen and what is missing.  Only what was seen counts; what no program can judge is listed for a reader.
There is no mark for the whole: areas have counts.
"""

from __future__ import annotations

from pathlib import Path

from tei.appraise.card import card
from tei.appraise.gather import gather
from tei.appraise.model import Card
from tei.pool import Progress, quiet

__all__ = ["appraise"]


def appraise(folder: Path, *, workers: int = 0, progress: Progress = quiet) -> Card:
    """The card of the edition in `folder`, or of a folder of TEI files.

    Raises:
        TeiError: when the edition cannot be read (E-codes); G001, G003 when there is neither an edition nor a text.
    """
    return card(gather(folder, workers=workers, progress=progress))
