"""What is not to count, and why: the ``[[ignore]]`` tables of ``tei-check.toml``."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from tei.paths import fits, names_below, relative
from tei.report import Finding, finding
from tei.reports.verdict import Held

if TYPE_CHECKING:
    from tei.edit.toml import Table

NAME = "tei-check.toml"
_POSITION = re.compile(r"\[\d+\]$")


@dataclass(frozen=True, slots=True)
class Ignore:
    """Which findings do not count: those of `code`, in files, with words, at places that are "" or as given."""

    code: str
    file: str
    message: str
    xpath: str
    reason: str
    line: int


@dataclass(frozen=True, slots=True)
class Ignores:
    """The ignores of the file at `path`."""

    path: Path
    entries: tuple[Ignore, ...] = ()


def nearest(folder: Path) -> Path | None:
    """The ``tei-check.toml`` in `folder` or above it in the repository, as seen from `folder`; None without one."""
    for up in (folder, *folder.parents):
        if (up / NAME).is_file():
            return Path(os.path.relpath(up / NAME, folder))
        if (up / ".git").exists():
            break
    return None


def read_ignores(path: Path, name: str = "") -> Ignores:
    """The ignores in the file at `path`; messages call it `name`.

    Raises:
        TeiError: E001 when it is not TOML, E002 for an unknown key, E003 when a code is unknown or a reason is missing.
    """
    from tei.edit.toml import read_toml

    root = read_toml(path, name)
    entries = tuple(_ignore(table) for table in root.tables("ignore"))
    root.done()
    return Ignores(Path(name) if name else path, entries)


def _ignore(table: Table) -> Ignore:
    from tei.codes import CODES

    code = table.text("code", required=True)
    if code not in CODES:
        near = difflib.get_close_matches(code.upper(), CODES, 1)
        hint = f"did you mean {near[0]}? " if near else ""
        raise table.error("E003", f'there is no code "{code}"', "code", hint=f"{hint}`tei explain` lists all codes")
    file, message, xpath = (table.text(key) for key in ("file", "message", "xpath"))
    reason = table.text("reason")
    if not reason.strip():
        raise table.error("E003", f"an ignore of {code} has no reason", hint='add reason = "…": why this is as it is')
    table.done()
    return Ignore(code, file, message, xpath, reason, table.line())


def sift(findings: Iterable[Finding], ignores: Ignores) -> tuple[list[Finding], list[Held], set[Ignore]]:
    """The findings that no ignore fits, those that one does, and the ignores that fitted one."""
    root = ignores.path.absolute().parent
    left, held, used = list[Finding](), list[Held](), set[Ignore]()
    findings = list(findings)
    paths = names_below({found.file for found in findings}, root)
    for found in findings:
        chosen = [entry for entry in ignores.entries if _about(entry, found, paths[found.file])]
        if chosen:
            held.append(Held(found, "ignore", chosen[0].reason))
            used |= set(chosen)
        else:
            left.append(found)
    return left, held, used


def _about(entry: Ignore, found: Finding, path: str) -> bool:
    return (
        entry.code == found.code
        and (not entry.file or fits(entry.file, path))
        and entry.message in found.message
        and (not entry.xpath or within(entry.xpath, found.xpath or ""))
    )


def within(place: str, xpath: str) -> bool:
    """Whether `xpath` is the element at `place`, or lies in it.

    A step of `place` without a position is every element of that name; ``//`` stands for any steps.
    """
    return _steps(place).fullmatch(xpath) is not None


@lru_cache(maxsize=256)
def _steps(place: str) -> re.Pattern[str]:
    steps = []
    for part in re.split(r"(//?)", place):
        if part == "//":
            steps.append("/(?:.*/)?")
        elif part == "/":
            steps.append("/")
        elif part:
            steps.append(re.escape(part) + ("" if _POSITION.search(part) else r"(?:\[\d+\])?"))
    pattern = "".join(steps) if place.startswith("/") else "/(?:.*/)?" + "".join(steps)
    return re.compile(f"{pattern}(?:/.*)?")


def unused(ignores: Ignores, used: set[Ignore], files: Sequence[str], whole: bool) -> list[Finding]:
    """G005 for each ignore that fitted nothing, as far as one can know it.

    That is when all was checked (`whole`), and for an ignore about files when one of `files` is among them; or when it
    is about files that do not exist.
    """
    root = ignores.path.absolute().parent
    paths = [relative(file, root) for file in files]
    found = []
    for entry in ignores.entries:
        if entry in used or not whole:
            continue
        if entry.file and not any(fits(entry.file, path) for path in paths) and _exists(entry.file, root):
            continue
        about = f"{entry.code} in {entry.file}" if entry.file else entry.code
        found.append(
            finding(
                "G005",
                f"the ignore of {about} fits no finding",
                file=str(ignores.path),
                line=entry.line,
                severity="warning",
                engine="ignore",
                hint="remove it, or mend what it says",
            )
        )
    return found


def _exists(pattern: str, root: Path) -> bool:
    return any(fits(pattern, path.relative_to(root).as_posix()) for path in root.rglob("*") if path.is_file())
