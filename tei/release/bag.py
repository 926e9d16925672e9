"""A folder as a bag, which tells of every file in it what its bytes must be.  Source: RFC 8493.

A bag is what libraries and archives keep.  Its manifests can be checked by any program that knows ``sha256sum -c``.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from tei.files import write

PAYLOAD = "data"
_MANIFEST = "manifest-sha256.txt"
_NO_LINE = re.compile(r"[%\r\n]")
_TAGS = "tagmanifest-sha256.txt"


def files_below(folder: Path) -> list[tuple[str, Path]]:
    """All files below `folder`, by their names relative to it, in the order of these."""
    found = ((path.relative_to(folder).as_posix(), path) for path in folder.rglob("*") if path.is_file())
    return sorted(found)


def seal(folder: Path, about: Sequence[tuple[str, str]]) -> list[tuple[str, Path, str]]:
    """Make a bag of `folder`, whose payload is below ``data/``; `about` are labels and values for bag-info.txt.

    What comes back are the files of the payload: name, path, SHA-256.
    """
    payload = [(name, path, sha256(path)) for name, path in files_below(folder) if name.startswith(f"{PAYLOAD}/")]
    size = sum(path.stat().st_size for _, path, _ in payload)
    info = [*about, ("Payload-Oxum", f"{size}.{len(payload)}")]
    tags: Mapping[str, str] = {
        "bagit.txt": "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
        "bag-info.txt": "".join(f"{label}: {' '.join(value.split())}\n" for label, value in info if value.strip()),
        _MANIFEST: "".join(_lines((sum_, name) for name, _, sum_ in payload)),
    }
    for name, text in tags.items():
        write(folder / name, text.encode())
    outer = [(sha256(path), name) for name, path in files_below(folder) if not name.startswith(f"{PAYLOAD}/")]
    write(folder / _TAGS, "".join(_lines(outer)).encode())
    return payload


def _lines(sums: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Lines of a manifest; in names what would end a line is written as in addresses, and so the percent sign."""
    for sum_, name in sums:
        yield f"{sum_}  {_NO_LINE.sub(lambda m: f'%{ord(m[0]):02X}', name)}\n"


def sha256(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
