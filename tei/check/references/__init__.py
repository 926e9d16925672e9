"""What no schema can say: ids are unique, pointers arrive, values mean something, correspondence is mutual.

The document is gone through once (`survey`); each module then looks at what was gathered.  Other files are looked at
only as far as pointers lead to them: whether they exist, and which ids they have.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from lxml import etree

from tei.check.references.alignment import alignments
from tei.check.references.attributes import POINTERS
from tei.check.references.chains import chains
from tei.check.references.dates import dates
from tei.check.references.identifiers import identifiers
from tei.check.references.kinds import kinds
from tei.check.references.languages import languages
from tei.check.references.pointers import pointers
from tei.check.references.survey import Survey, survey
from tei.report import Finding

__all__ = ["POINTERS", "Survey", "survey", "validate"]


def validate(
    tree: etree._ElementTree, name: str, data: bytes | None = None, folder: Path | None = None
) -> Iterator[Finding]:
    """The findings of family R for one document.

    `data` are its bytes, for exact places; without them a finding has the line that libxml2 knows.  `folder` is what
    relative pointers are seen from, that of the file `name` if not given.
    """
    found = survey(tree, name, data, Path(name).parent if folder is None else folder)
    yield from _twice(found)
    yield from chain(pointers(found), chains(found), kinds(found))
    yield from chain(languages(found), dates(found), identifiers(found))
    yield from alignments(found)


def _twice(found: Survey) -> Iterator[Finding]:
    for spot, id_ in found.twice:
        line, _ = found.place(found.ids[id_])
        message = f'the xml:id "{id_}" stands here for the second time'
        yield found.finding("R001", message, spot, f"the first one is in line {line}")
