"""The names of versions: ``1.2.0``, ``1.3.0-rc.1``, ``2026.11``, ``2026-11-23``; which of two comes later.

Numbers with points between them, and after a hyphen what is not finished yet, in the order of Semantic Versioning
(https://semver.org/#spec-item-11); a date counts as its three numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tei.files import read
from tei.report import TeiError

_NUMBERS = re.compile(r"\d{1,9}(?:\.\d{1,9}){0,3}")
_EARLY = re.compile(r"[A-Za-z][0-9A-Za-z]*(?:\.[0-9A-Za-z]{1,9}){0,3}")
_MARK = "such as 1.0.0, 1.1.0-rc.1, 2026.11 or 2026-11-23"


@dataclass(frozen=True, slots=True)
class Version:
    """A version: its name; its numbers, without zeros at the end; what makes it an early form of itself, or nothing."""

    text: str
    numbers: tuple[int, ...]
    early: tuple[str, ...] = ()

    @property
    def order(self) -> tuple[object, ...]:
        """What versions are ordered by; those of one order are one version."""
        early = tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in self.early)
        return self.numbers, not self.early, early


def version(text: str) -> Version:
    """The version that `text` names.

    Raises:
        TeiError: Z001 when it names none.
    """
    bare, hyphen, early = text.partition("-")
    if _is_date(text):
        return Version(text, _trimmed(text.split("-")))
    if text.isascii() and _NUMBERS.fullmatch(bare) and (_EARLY.fullmatch(early) if hyphen else True):
        return Version(text, _trimmed(bare.split(".")), tuple(early.split(".")) if hyphen else ())
    hint = f'write it as "{text[1:]}", as edition.toml does' if re.fullmatch(r"v\d[\d.]*", text) else _MARK
    raise TeiError("Z001", f'"{text}" is no name of a version', hint=hint)


def _is_date(text: str) -> bool:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _trimmed(parts: list[str]) -> tuple[int, ...]:
    numbers = [int(part) for part in parts]
    while len(numbers) > 1 and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)


def released(edition_id: str, folder: Path) -> Iterator[tuple[Version, Path]]:
    """The versions of the edition that there are in a folder of releases, each with its folder or archive."""
    for path in sorted(folder.glob(f"{edition_id}-*")) if folder.is_dir() else ():
        name = path.name.removeprefix(f"{edition_id}-")
        if path.is_dir() or name.endswith(".zip"):
            try:
                yield version(name.removesuffix(".zip")), path
            except TeiError:
                continue  # something else


def listed(addresses: Path) -> Version | None:
    """The version whose addresses are listed at `addresses`: its first line ends in version and date; None if not."""
    if not addresses.is_file():
        return None
    words = read(addresses).partition(b"\n")[0].decode("utf-8-sig", "replace").split()
    try:
        return version(words[-2]) if len(words) > 2 and words[0] == "#" and _is_date(words[-1]) else None
    except TeiError:
        return None
