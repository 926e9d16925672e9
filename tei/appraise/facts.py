"""The facts that criteria are answered from: what was seen in the texts, around them, and in what was made of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from tei.model import Edition
from tei.report import Finding


@dataclass(frozen=True, slots=True)
class TextFacts:
    """What was seen in one TEI document.

    `counts` say how often, `lines` where first, `values` with which distinct values, in the order of the document; by
    the keys of `tei.appraise.header` and `tei.appraise.body`.  `records` are those of its standOff: id, and whether an
    authority outside knows it.
    """

    file: str  # below the folder of the edition, with /
    stem: str
    counts: Mapping[str, int]
    lines: Mapping[str, int]
    values: Mapping[str, tuple[str, ...]]
    records: tuple[tuple[str, bool], ...] = ()

    def at(self, key: str) -> str:
        """``file:line`` of the first thing of this key; the file where no line is known."""
        line = self.lines.get(key)
        return f"{self.file}:{line}" if line else self.file


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What was seen in one page of the site: the names of what a page should have, and what it loads from elsewhere."""

    file: str
    has: frozenset[str]
    outside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PdfFacts:
    """What a PDF says of itself: ``tagged``, ``language``, ``PDF/UA-1``, ``PDF/A-2a``."""

    file: str
    has: frozenset[str]


@dataclass(frozen=True, slots=True)
class Outputs:
    """What lies in the folder ``build``; files by their paths below the edition, in order."""

    site: frozenset[str] = frozenset()  # addresses within the site
    pages: tuple[PageFacts, ...] = ()  # those that were looked at
    fresh: frozenset[str] = frozenset()  # stems of the texts whose TEI the site offers as it is now
    pdfs: tuple[PdfFacts, ...] = ()
    exports: Mapping[str, str] = field(default_factory=dict)  # by format: one of its files
    books: tuple[tuple[str, bool], ...] = ()  # e-books, and whether they say how accessible they are


@dataclass(frozen=True, slots=True)
class Beside:
    """A file beside the texts: its path, whether it is in their folder or only in the repository's, its first words."""

    file: str
    here: bool
    words: str


@dataclass(frozen=True, slots=True)
class Facts:
    """All facts.  `texts` are ordered by file; `broken` are files that are no well-formed XML.

    `beside` has by kind (``licence``, ``readme``, ``citation``, ``changes``, ``deposit``) the file nearest to the
    texts; `findings` are what `tei check` reports, `held` the number of those that are ignored with a reason.
    """

    name: str  # of the folder
    edition: Edition
    whole: bool  # whether there is an edition.toml
    texts: tuple[TextFacts, ...]
    broken: tuple[Finding, ...]
    introduction: TextFacts | None
    findings: tuple[Finding, ...]
    held: int
    schemas: tuple[str, ...]  # those that texts name and that are there
    outputs: Outputs
    beside: Mapping[str, Beside]
    repository: bool
    releases: tuple[str, ...]
    addresses: str = ""  # the list of the last release's addresses, if it is kept

    def total(self, key: str) -> int:
        """How often something was seen in all texts."""
        return sum(text.counts.get(key, 0) for text in self.texts)

    def first(self, key: str) -> str:
        """Where something was seen first, or ""."""
        return next((text.at(key) for text in self.texts if text.counts.get(key)), "")

    def values(self, key: str) -> list[tuple[str, int]]:
        """The distinct values of something, and in how many texts each is: the most frequent first."""
        found = Counter(value for text in self.texts for value in text.values.get(key, ()))
        return sorted(found.items(), key=lambda each: (-each[1], each[0]))

    def kinds(self, prefix: str) -> list[tuple[str, int]]:
        """What the keys that begin with `prefix` end with, and how often each is: the most frequent first."""
        found = Counter[str]()
        for text in self.texts:
            found.update({key[len(prefix) :]: n for key, n in text.counts.items() if key.startswith(prefix)})
        return sorted(found.items(), key=lambda each: (-each[1], each[0]))

    def records(self) -> Mapping[str, bool]:
        """The records of all texts, and whether an authority outside knows them."""
        found: dict[str, bool] = {}
        for text in self.texts:
            for id_, known in text.records:
                found[id_] = found.get(id_, False) or known
        return dict(sorted(found.items()))
