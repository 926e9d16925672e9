"""Gather the facts of an edition: read its texts in as many processes as there are, look at what lies around them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from tei.appraise.body import facts_of
from tei.appraise.facts import Facts, TextFacts
from tei.appraise.outputs import outputs
from tei.appraise.surroundings import beside, in_repository, releases
from tei.edit.load import load
from tei.model import Edition
from tei.names import tei
from tei.paths import documents_below
from tei.pool import Progress, quiet, spread
from tei.report import Finding, TeiError
from tei.verify.ignores import nearest
from tei.verify.verdict import Asked, verdict
from tei.xml import parse

_ADDRESSES = "addresses.txt"


@dataclass(frozen=True, slots=True)
class _Read:
    """A file: the facts of its text, or what is wrong with it; neither, if it is no TEI text."""

    facts: TextFacts | None = None
    wrong: Finding | None = None


def gather(folder: Path, *, workers: int = 0, progress: Progress = quiet) -> Facts:
    """The facts of the edition in `folder`, or of a folder of TEI files without an edition.toml.

    Raises:
        TeiError: when the edition cannot be read (E-codes); G001, G003 when there is neither an edition nor a text.
    """
    whole = (folder / "edition.toml").is_file()
    edition = load(folder) if whole else Edition()
    paths = _documents(folder, whole)
    read = spread(partial(_read, folder=folder), paths, workers, "read", progress)
    texts = tuple(each.facts for each in read if each.facts)
    if not whole and not texts and not any(each.wrong for each in read):
        hint = "name the folder of an edition, or of TEI files"
        raise TeiError("G003", "holds no TEI text", file=str(folder), hint=hint)
    asked = Asked(tuple(paths), config=_ignores(folder), workers=workers)
    checked = verdict(asked, progress=progress) if paths else None
    progress("look", 0, 1)
    by_stem = {path.stem: path for path, each in zip(paths, read, strict=True) if each.facts}
    introduction = _read(folder / "introduction.xml", folder).facts if (folder / "introduction.xml").is_file() else None
    found = Facts(
        name=folder.resolve().name,
        edition=edition,
        whole=whole,
        texts=texts,
        broken=tuple(each.wrong for each in read if each.wrong),
        introduction=introduction,
        findings=tuple(replace(each, file=_seen(each.file, folder)) for each in checked.findings) if checked else (),
        held=len(checked.held) if checked else 0,
        schemas=_schemas(folder, texts),
        outputs=outputs(folder, by_stem),
        beside=beside(folder),
        repository=in_repository(folder),
        releases=tuple(releases(folder)),
        addresses=_ADDRESSES if (folder / _ADDRESSES).is_file() else "",
    )
    progress("look", 1, 1)
    return found


def _documents(folder: Path, whole: bool) -> list[Path]:
    """The XML files of the edition's ``tei``, none before it was built; or those below a folder without an edition."""
    if not whole:
        return documents_below(folder)
    try:
        return documents_below(folder / "tei") if (folder / "tei").is_dir() else []
    except TeiError:
        return []


def _read(path: Path, folder: Path) -> _Read:
    try:
        tree = parse(path)
    except TeiError as error:
        return _Read(wrong=replace(error.finding, file=_seen(str(path), folder)))
    if tree.getroot().tag != tei("TEI"):
        return _Read()
    return _Read(facts_of(path, _seen(str(path), folder), tree))


def _seen(file: str, folder: Path) -> str:
    """A file as seen from the folder of the edition, with ``/``; what is no UTF-8 in its name is written out."""
    named = Path(os.path.relpath(file, folder)).as_posix() if file else ""
    return named.encode("utf-8", "backslashreplace").decode()


def _ignores(folder: Path) -> Path | None:
    found = nearest(folder.resolve())
    return folder / found if found else None


def _schemas(folder: Path, texts: Sequence[TextFacts]) -> tuple[str, ...]:
    """The schemas that texts name and that are files which are there, as seen from the folder."""
    named: dict[str, None] = {}
    for text in texts:
        for href in text.values.get("schema", ()):
            path = Path(os.path.normpath(folder / Path(text.file).parent / href.partition("#")[0]))
            if "://" not in href and path.is_file():
                named[_seen(str(path), folder)] = None
    return tuple(sorted(named))
