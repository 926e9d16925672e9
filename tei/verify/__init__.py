"""Look at TEI files that are there: check them, have their seed back, adopt them as masters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tei.check import NORMAL, Options, check
from tei.files import read, write
from tei.names import tei
from tei.paths import documents_below
from tei.pool import Progress, quiet, spread
from tei.report import Finding, TeiError, finding, ordered
from tei.xml import parse

__all__ = ["Piped", "adopt", "check_all", "check_file", "documents_below", "extracted"]


@dataclass(frozen=True, slots=True)
class Piped:
    """A document that comes from standard input; relative names in it are seen from the working folder."""

    data: bytes
    name: str = "<stdin>"


def check_file(source: Path | Piped, schemas: Sequence[Path] = (), options: Options = NORMAL) -> list[Finding]:
    """Everything that is wrong with one file: as `tei.check.check`, and whether its seed is intact."""
    name, document = (source.name, source.data) if isinstance(source, Piped) else (str(source), source)
    findings = check(document, name, schemas, options=options)
    if options.stream or (options.only and "seed" not in options.only):
        return findings
    if not any(found.code in ("V001", "G001") for found in findings):
        data = read(document) if isinstance(document, Path) else document
        if b"seed" in data or b"\0" in data[:4]:  # or all is in UTF-16
            findings += _seed(document, name)
    return findings


def _seed(document: Path | bytes, name: str) -> list[Finding]:
    """R006 when the document says that it holds a seed, and the seed cannot be had back."""
    from tei.encode.source import intact

    tree = parse(document, name)
    reason = intact(tree)
    if not reason:
        return []
    source = tree.getroot().find(tei("sourceDoc"))
    return [
        finding(
            "R006",
            f"the seed is not intact: {reason}",
            file=name,
            engine="seed",
            line=source.sourceline if source is not None else 1,
            hint="undo the change, or mark it with choice, surplus or supplied",
        )
    ]


def check_all(
    sources: Sequence[Path | Piped],
    schemas: Sequence[Path] = (),
    options: Options = NORMAL,
    *,
    workers: int = 0,
    progress: Progress = quiet,
) -> list[Finding]:
    """The findings of `check_file` for all files, in order."""
    work = partial(check_file, schemas=tuple(schemas), options=options)
    results = spread(work, sources, workers, "check", progress)
    return ordered(found for findings in results for found in findings)


def adopt(path: Path) -> None:
    """Mark a TEI file as the master: no build overwrites it from now on.

    Raises:
        TeiError: when it is not a TEI document with a revisionDesc, or cannot be read or written.
    """
    from tei.encode import digest

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
    from tei.encode.source import NotRecoverableError, extract, intact

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
