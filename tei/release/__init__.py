"""A release: everything that an edition is on one day, in one folder and one archive that do not change any more.

    VERSION -> version, files of today, check -> site, PDFs, exports -> bag, zip -> releases/<id>-<version>

Nothing is released of an edition that is not clean.  All is made in a folder of its own and moved at the end, so that a
release is there whole or not at all.  The same edition gives the same bytes.
"""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tei.build import ADDRESSES, convert_all, gone, idle, seed_paths
from tei.edit.lexicon import repeated_in
from tei.files import read, write
from tei.model import Edition
from tei.pool import Progress, quiet
from tei.release import standing
from tei.release.bag import PAYLOAD
from tei.release.gathering import gathered
from tei.release.sealing import sealed
from tei.release.versions import version
from tei.report import Finding, TeiError, failed, finding, ordered
from tei.verify.ignores import nearest
from tei.verify.verdict import Asked, verdict

__all__ = ["Asking", "Released", "release"]


@dataclass(frozen=True, slots=True)
class Asking:
    """How a release is asked for.

    `out`: the folder of releases; `allow`: warnings do not stand in the way; `dry`: all is made, nothing is kept.
    """

    version: str
    out: Path
    allow: bool = False
    dry: bool = False
    font_paths: tuple[Path, ...] = ()
    workers: int = 0


@dataclass(slots=True)
class Released:
    """The folder and the archive of a release, its number of files and size in bytes; and what was found.

    What is in the way is among the `findings`; nothing was released, if `stopped`.
    """

    folder: Path
    archive: Path
    files: int = 0
    size: int = 0
    stopped: bool = True
    findings: list[Finding] = field(default_factory=list)


def release(edition: Edition, asked: Asking, progress: Progress = quiet) -> Released:
    """Release an edition, or say what is in the way; see `Asking`.

    Raises:
        TeiError: Z001 for a version that is none, G002 when files cannot be written.
    """
    wanted = version(asked.version)
    name = standing.name(edition, wanted)
    made = Released(asked.out / name, asked.out / f"{name}.zip")
    made.findings += standing.of_the_version(edition, wanted, asked.out)
    if _stops(made.findings, asked) and not asked.dry:
        return made
    new = not asked.out.exists()
    with _workshop(asked.out, asked.dry) as workshop:
        _make(edition, asked, name, Path(workshop), made, progress)
    if new and made.stopped:
        with contextlib.suppress(OSError):
            asked.out.rmdir()
    return made


def _stops(findings: Sequence[Finding], asked: Asking) -> bool:
    return failed(findings, "error" if asked.allow else "warning")


def _workshop(out: Path, dry: bool) -> tempfile.TemporaryDirectory[str]:
    """A folder on the disk of the releases, that is gone afterwards; for a dry run anywhere.

    Raises:
        TeiError: G002 when there can be none.
    """
    try:
        if dry:
            return tempfile.TemporaryDirectory(prefix="release.")
        out.mkdir(parents=True, exist_ok=True)
        return tempfile.TemporaryDirectory(prefix=".release.", dir=out, ignore_cleanup_errors=True)
    except OSError as error:
        hint = "see whether the folder may be written; -o names another one"
        raise TeiError("G002", f"cannot be written: {error.strerror}", file=str(out), hint=hint) from error


def _make(edition: Edition, asked: Asking, name: str, workshop: Path, made: Released, progress: Progress) -> None:
    """Make the release in the `workshop`, and move it to its place if nothing is in the way."""
    documents = _documents(edition, asked, workshop / "fresh", made, progress)
    if _stops(made.findings, asked) or not documents:
        return
    folder = workshop / name
    found = gathered(edition, asked.font_paths, asked.workers, documents, folder, progress)
    made.findings = ordered([*made.findings, *found, *_gone(edition, folder)])
    if _stops(made.findings, asked):
        return
    made.files, made.size = sealed(edition, folder, workshop / f"{name}.zip", made.findings, asked.workers, progress)
    made.stopped = False
    if not asked.dry:
        _put(edition, workshop, name, made)


def _documents(edition: Edition, asked: Asking, fresh: Path, made: Released, progress: Progress) -> list[Path]:
    """The TEI files of the edition; all that is wrong with them, with seeds and decisions, goes to `made`."""
    folder = Path(edition.folder)
    seeds = seed_paths(edition)
    outcome = convert_all(seeds, edition, fresh, workers=asked.workers, progress=progress)
    found = [*outcome.findings, *idle(folder, seeds), *repeated_in(edition)]
    found += standing.of_the_documents(outcome.tei, folder / "tei")
    documents = sorted((folder / "tei").glob("*.xml"))
    if documents:
        found += _verdict(folder, documents, asked.workers, progress)
    else:
        hint = "put seeds into the edition, and build it: tei build"
        none = "there is no text to release"
        found.append(finding("Z005", none, file=str(folder / "tei"), engine="release", hint=hint))
    made.findings = ordered([*made.findings, *found])
    return documents


def _verdict(folder: Path, documents: Sequence[Path], workers: int, progress: Progress) -> list[Finding]:
    """What `tei check` says, with the ignores of the edition."""
    own = [path for name in ("authority.xml", "introduction.xml") if (path := folder / name).is_file()]
    ignores = nearest(folder)
    asked = Asked(paths=(*own, *documents), config=folder / ignores if ignores else None, workers=workers)
    return list(verdict(asked, progress=progress).findings)


def _gone(edition: Edition, folder: Path) -> list[Finding]:
    """What to say of addresses that the last release had, and this one has not."""
    now = folder / PAYLOAD / "site" / ADDRESSES
    return gone(Path(edition.folder) / ADDRESSES, now, [now] if now.is_file() else [])


def _put(edition: Edition, workshop: Path, name: str, made: Released) -> None:
    """Move what was made to its place, all or nothing, and keep the list of its addresses beside edition.toml."""
    addresses = workshop / name / PAYLOAD / ADDRESSES
    kept = read(addresses) if addresses.is_file() else None
    moved = list[Path]()
    try:
        for part in (f"{name}.zip", f"{name}.zip.sha256", name):
            target = made.folder.parent / part
            (workshop / part).rename(target)
            moved.append(target)
    except OSError as error:
        for target in moved:
            target.unlink(missing_ok=True)
        raise TeiError("G002", f"cannot be written: {error.strerror}", file=str(made.folder)) from error
    if kept is not None:
        write(Path(edition.folder) / ADDRESSES, kept)
