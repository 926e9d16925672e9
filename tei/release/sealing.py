"""The last touch of a release: what it says of itself, its checksums, its archive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tei.files import write
from tei.model import Edition
from tei.pool import Progress
from tei.release import crate, readme
from tei.release.appraisal import appraised
from tei.release.archive import pack
from tei.release.bag import PAYLOAD, files_below, seal, sha256
from tei.release.parts import parts
from tei.report import Finding, as_text, failed
from tei.version import __version__


def sealed(
    edition: Edition, folder: Path, archive: Path, findings: Sequence[Finding], workers: int, progress: Progress
) -> tuple[int, int]:
    """Seal the `folder` and pack it into the `archive`; the number of files, and their size in bytes."""
    payload = folder / PAYLOAD
    let = [found for found in findings if failed([found])]
    if let:
        write(payload / "findings.txt", as_text(_placed(edition, found) for found in let).encode())
    appraised(edition, folder, workers, progress)
    there = list(parts(payload))
    write(payload / crate.NAME, crate.crate(edition, there))
    write(folder / readme.NAME, readme.readme(edition, there))
    seal(folder, _about(edition, folder.name))
    for each in (folder, *folder.rglob("*")):
        each.chmod(0o755 if each.is_dir() else 0o644)
    pack(folder, archive, folder.name, lambda done, total: progress("pack", done, total))
    write(archive.with_name(f"{archive.name}.sha256"), f"{sha256(archive)}  {archive.name}\n".encode())
    files = files_below(folder)
    return len(files), sum(path.stat().st_size for _, path in files)


def _placed(edition: Edition, found: Finding) -> Finding:
    """The finding, with its file as seen from the edition: where the edition lies says nothing to others."""
    file = Path(found.file)
    below = file.is_relative_to(edition.folder)
    return replace(found, file=file.relative_to(edition.folder).as_posix() if below else file.name)


def _about(edition: Edition, name: str) -> list[tuple[str, str]]:
    """What bag-info.txt says; labels are those of RFC 8493, section 2.2.2."""
    return [
        ("Source-Organization", edition.publisher),
        ("External-Identifier", edition.address or name),
        ("External-Description", " / ".join(title for _, title in edition.title)),
        ("Bagging-Date", edition.date),
        ("Bag-Software-Agent", f"tei {__version__}"),
    ]
