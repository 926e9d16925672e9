"""Look at TEI files that are there: check them, have their seed back, adopt them as masters."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from tei.check import check
from tei.encode import digest
from tei.encode.source import NotRecoverableError, extract, intact
from tei.files import write
from tei.names import tei
from tei.pool import Progress, quiet, spread
from tei.report import Finding, TeiError, finding, ordered
from tei.xml import parse


def check_file(path: Path, schemas: Sequence[Path] = ()) -> list[Finding]:
    """Everything that is wrong with one file: as `tei.check.check`, and whether its seed is intact."""
    findings = check(path, "", schemas)
    if not any(found.code in ("V001", "G001") for found in findings):
        tree = parse(path)
        if reason := intact(tree):
            source = tree.getroot().find(tei("sourceDoc"))
            findings.append(
                finding(
                    "R006",
                    f"the seed is not intact: {reason}",
                    file=str(path),
                    engine="seed",
                    line=source.sourceline if source is not None else 1,
                    hint="undo the change, or mark it with choice, surplus or supplied",
                )
            )
    return findings


def check_all(
    paths: Sequence[Path], schemas: Sequence[Path] = (), *, workers: int = 0, progress: Progress = quiet
) -> list[Finding]:
    """The findings of `check_file` for all files, in order."""
    results = spread(partial(check_file, schemas=tuple(schemas)), paths, workers, "check", progress)
    return ordered(found for findings in results for found in findings)


def documents_below(*paths: Path) -> list[Path]:
    """The XML files that `paths` stand for: files, and those below folders, but for hidden ones and builds.

    Raises:
        TeiError: G001 when a path does not exist, G003 when there is nothing to look at.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if not path.exists():
            raise TeiError("G001", "does not exist", file=str(path), hint="see how the path is spelt, or build first")
        found |= dict.fromkeys(_below(path) if path.is_dir() else [path])
    if not found:
        raise TeiError("G003", "holds no XML file", file=str(paths[0]), hint="name a file, or a folder of TEI files")
    return list(found)


def _below(folder: Path) -> list[Path]:
    return sorted(
        p
        for p in folder.rglob("*.xml")
        if not any(part.startswith(".") or part == "build" for part in p.relative_to(folder).parts)
    )


def adopt(path: Path) -> None:
    """Mark a TEI file as the master: no build overwrites it from now on.

    Raises:
        TeiError: when it is not a TEI document with a revisionDesc, or cannot be read or written.
    """
    tree = parse(path)
    try:
        write(path, digest.adopt(tree))
    except ValueError as error:
        raise TeiError("G003", f"cannot be adopted: {error}", file=str(path)) from error


def extracted(path: Path) -> tuple[bytes, list[Finding]]:
    """The seed of the TEI document at `path`, and a finding when it is not the one that the header describes.

    Raises:
        TeiError: R006 when there is none to be had.
    """
    tree = parse(path)
    try:
        data = extract(tree)
    except (NotRecoverableError, ValueError, OverflowError) as error:
        raise TeiError(
            "R006",
            f"no seed can be had from this document: {error}",
            file=str(path),
            hint="only documents that tei converted hold their seed",
        ) from error
    reason = intact(tree)
    return data, [finding("R006", reason, file=str(path), engine="seed", hint="see `tei check`")] if reason else []
