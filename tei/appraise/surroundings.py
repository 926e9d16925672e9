"""What lies beside the texts: the licence, a README, how to cite, what changed, releases, version control."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from tei.appraise.facts import Beside
from tei.paths import source_root

#: By kind: the names of its files, in any case.
_KINDS: Mapping[str, re.Pattern[str]] = {
    kind: re.compile(pattern, re.IGNORECASE)
    for kind, pattern in (
        ("licence", r"(LICEN[SC]E|COPYING)([-_.].*)?"),
        ("readme", r"README([-_.].*)?"),
        ("citation", r"CITATION(\.\w+)?"),
        ("changes", r"(CHANGELOG|CHANGES|NEWS)(\.(md|txt|rst))?"),
        ("deposit", r"\.zenodo\.json|codemeta\.json|ro-crate-metadata\.json"),
    )
}
_SUMS = ("SHA256SUMS", "manifest-sha256.txt", "manifest-sha512.txt")


def beside(folder: Path) -> Mapping[str, Beside]:
    """By kind the first file in `folder`, else in the root of its repository."""
    root = source_root({}, folder.resolve())
    found: dict[str, Beside] = {}
    for where in dict.fromkeys((folder.resolve(), root)):
        for name in _names(where):
            for kind, pattern in _KINDS.items():
                if kind not in found and pattern.fullmatch(name):
                    at = Path(os.path.relpath(where / name, folder.resolve())).as_posix()
                    found[kind] = Beside(at, where == folder.resolve(), _first_words(where / name))
    return found


def in_repository(folder: Path) -> bool:
    """Whether `folder` lies in a repository of git."""
    return (source_root({}, folder.resolve()) / ".git").exists()


def releases(folder: Path) -> Iterator[str]:
    """The releases in `folder` that can be checked by their sums, as seen from it."""
    for path in sorted((folder / "releases").glob("*")) if (folder / "releases").is_dir() else ():
        if path.is_dir() and any((path / name).is_file() for name in _SUMS):
            yield path.relative_to(folder).as_posix()


def _names(folder: Path) -> list[str]:
    try:
        return sorted(entry.name for entry in os.scandir(folder) if entry.is_file())
    except OSError:
        return []


def _first_words(path: Path) -> str:
    """The first line that says something, at most 80 characters of it."""
    try:
        with path.open(encoding="utf-8", errors="replace") as lines:
            said = (line.strip(" \t\r\n#=-*") for line in (lines.readline(400) for _ in range(20)))
            return next((line[:80] for line in said if line), "")
    except OSError:
        return ""
