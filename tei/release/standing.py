"""What stands in the way of a release: its version, what the edition does not say, files that are not of today."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from tei.build import ADDRESSES
from tei.edit.toml import Table, read_toml
from tei.encode import digest
from tei.files import read
from tei.model import Edition
from tei.release.versions import Version, listed, released
from tei.report import Finding, TeiError, finding
from tei.xml import parse

_MOST = 20  # texts that are not of today are told of one by one; of more, their number


def name(edition: Edition, asked: Version) -> str:
    """What the folder and the archive of a release are called."""
    return f"{edition.id}-{asked.text}"


def of_the_version(edition: Edition, asked: Version, out: Path) -> Iterator[Finding]:
    """What is wrong with the version that is `asked` for, and with what a release has to say of itself."""
    file = Path(edition.folder) / "edition.toml"
    table = read_toml(file)
    if edition.version != asked.text:
        message = f'the edition is version "{edition.version}", not "{asked.text}"'
        hint = f'write version = "{asked.text}" here, and build anew'
        yield finding("Z002", message, file=str(file), line=table.line("version"), hint=hint)
    for last, where in _last(edition, out):
        if last.order > asked.order:
            hint = f"give it one that comes after {last.text}"
            yield finding("Z003", f"{asked.text} comes before the last release, {last.text}", file=where, hint=hint)
    yield from _taken(edition, asked, out)
    yield from _unsaid(edition, file, table)


def _taken(edition: Edition, asked: Version, out: Path) -> Iterator[Finding]:
    """What to say of a release of this version that is in the folder `out`."""
    for path in (out / name(edition, asked), out / f"{name(edition, asked)}.zip"):
        if path.exists() or path.is_symlink():
            hint = "a release stays as it is: give the next one another version; or move this one away"
            yield finding("Z004", "is there already, and no release is overwritten", file=str(path), hint=hint)


def _last(edition: Edition, out: Path) -> Iterator[tuple[Version, str]]:
    """The latest of the releases that are in `out`, and the one whose addresses are kept; each with where it is."""
    there = [(one, str(path)) for one, path in released(edition.id, out)]
    if there:
        yield max(there, key=lambda pair: (pair[0].order, pair[1]))
    kept = Path(edition.folder) / ADDRESSES
    if known := listed(kept):
        yield known, str(kept)


def _unsaid(edition: Edition, file: Path, table: Table) -> Iterator[Finding]:
    """What a release must say of itself, or should, and edition.toml does not."""
    licence = edition.licence_target or edition.licence_text
    for key, value, must, why in (
        ("date", edition.date, True, "write date = 2026-01-31, the day of this version, and build anew"),
        ("title", edition.title, True, 'add a [title] with en = "…"'),
        ("licence", licence, False, "without one nobody may use the edition: add a [licence] with target and text"),
        ("editor", edition.editors, False, "nobody can be cited: add an [[editor]]"),
    ):
        if not value:
            yield finding(
                "Z006",
                f'a release {"must" if must else "should"} have "{key}"',
                file=str(file),
                line=table.line(key),
                severity="error" if must else "warning",
                hint=why,
            )


def of_the_documents(fresh: Sequence[Path], there: Path) -> Iterator[Finding]:
    """What is not as seeds and decisions give it now (`fresh`) among the TEI files in the folder `there`."""
    made = {path.name: path for path in fresh}
    stale = [found for file in sorted(made) for found in _compared(there / file, read(made[file]))]
    yield from stale[:_MOST]
    if more := len(stale[_MOST:]):
        yield _error("Z005", f"{more} more texts are not of today", there, "tei build")
    for stray in sorted(there.glob("*.xml")):
        if stray.name not in made and _state(stray) == "ours":
            yield _error("X002", "was made of a seed that gives no such text now", stray, "remove it, or see the seed")


def _compared(path: Path, fresh: bytes) -> Iterator[Finding]:
    if not path.is_file():
        yield _error("Z005", "has not been built", path, "tei build")
    elif read(path) != fresh:
        state = _state(path)
        if state == "ours":
            yield _error("Z005", "is not what its seed and the decisions say now", path, "tei build")
        elif state != "adopted":
            hint = "put the change into editorial/ and build with --force, or make the file the master: tei adopt"
            yield _error("X001", "was changed by hand, and is no master", path, hint)


def _state(path: Path) -> digest.State:
    try:
        return digest.state(parse(path))
    except TeiError:
        return "changed"  # the check says what is wrong with it


def _error(code: str, message: str, path: Path, hint: str) -> Finding:
    return finding(code, message, file=str(path), engine="release", hint=hint)
