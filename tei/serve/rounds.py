"""Build an edition, and again whenever one of its files changes: each time only what depends on that file."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from tei.build import Kept, build, seed_paths
from tei.data import shipped
from tei.edit.load import load
from tei.files import Stamp, stamp
from tei.model import Edition
from tei.pool import Progress, quiet
from tei.publish import Outcome
from tei.report import Finding, TeiError
from tei.verify.watch import changes

_OWN = ("edition.toml", "authority.xml", "lexicon.tsv", "introduction.xml", "addresses.txt")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be built: the edition in `folder`, its PDFs too if they are to be `printed`."""

    folder: Path
    printed: bool = False
    force: bool = False
    font_paths: tuple[Path, ...] = ()
    workers: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Round:
    """What one building came to.  With an `error`, or not `built`, what was there before still is."""

    folder: Path
    findings: tuple[Finding, ...] = ()
    error: Finding | None = None
    built: bool = True  # whether the site was written
    pages: Mapping[str, str] = field(default_factory=dict)  # the stem of a text's page, by the path of its seed
    changed: int = 0  # how many files of the site are new or other than before
    news: bool = True  # whether anything differs from the round before
    seconds: float = 0.0


def watched(folder: Path, edition: Edition | None) -> list[Path]:
    """The files of an edition, and those that tei brings, whose change asks for another round."""
    files = [path for base in (folder / "xslt", shipped("xslt")) for path in base.rglob("*") if path.is_file()]
    files += [*(folder / "editorial").glob("*.toml"), *(folder / "tei").glob("*.xml"), *shipped("schemas").glob("*.*")]
    files += [*(folder / name for name in _OWN), *(seed_paths(edition) if edition else ())]
    return [path for path in files if path.name[0] != "." and path.name[-1] != "~"]


def rounds(asked: Asked) -> Iterator[Callable[[Progress], Round]]:
    """What makes a round, at once and after each change; without end.  It raises no TeiError.

    PDFs take their time, so they have a round of their own after that of the site.
    """
    shop = _Shop(asked)
    for _ in changes(lambda: watched(asked.folder, shop.edition)):
        yield partial(shop.round, ("site",))
        if asked.printed and shop.last.error is None:
            yield partial(shop.round, ("site", "print"))


class _Shop:
    """Builds the same edition again and again, and keeps what it made."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.edition: Edition | None = None
        self.last = Round(asked.folder)
        self.kept = Kept()
        self.site: dict[Path, Stamp] = {}

    def round(self, outputs: tuple[str, ...], progress: Progress = quiet) -> Round:
        """Build once."""
        begin = time.perf_counter()
        try:
            made = self._made(self._built(outputs, progress))
        except TeiError as error:
            known = error.finding == self.last.error
            made = Round(self.asked.folder, (), error.finding, False, self.last.pages, news=not known)
        self.last = replace(made, seconds=time.perf_counter() - begin)
        return self.last

    def _built(self, outputs: tuple[str, ...], progress: Progress) -> Outcome:
        found = load(self.asked.folder)
        if found != self.edition:  # what is equal stays the same object, so that comparing it again takes no time
            self.edition = found
        if any(stamp(path) != at for path, at in self.site.items()):  # somebody else changed the site
            self.kept = Kept()
        return build(
            self.edition or found,
            outputs=outputs,
            kept=self.kept,
            workers=self.asked.workers,
            force=self.asked.force,
            font_paths=self.asked.font_paths,
            progress=progress,
        )

    def _made(self, outcome: Outcome) -> Round:
        site = {path: stamp(path) for path in outcome.site}
        changed = sum(at != self.site.get(path) for path, at in site.items())
        news = changed or len(site) < len(self.site) or tuple(outcome.findings) != self.last.findings
        self.site = site or self.site
        ids = {result.name: result.id for _, result in self.kept.results.known.values() if result.id}
        return Round(
            self.asked.folder,
            tuple(outcome.findings),
            built=bool(outcome.site),
            pages={**self.last.pages, **ids},
            changed=changed,
            news=bool(news) or self.last.error is not None,
        )
