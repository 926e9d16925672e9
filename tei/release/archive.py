"""A folder as a zip file whose bytes depend on nothing but its files: no clock, no owner, no order of a disk."""

from __future__ import annotations

import shutil
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

from tei.release.bag import files_below

_NEVER = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip file knows
_MODE = (stat.S_IFREG | 0o644) << 16
#: Compressed already.
_PACKED = frozenset((".pdf", ".epub", ".woff2", ".woff", ".png", ".jpg", ".jpeg", ".webp", ".gz", ".zip"))


def pack(folder: Path, archive: Path, name: str, told: Callable[[int, int], None]) -> None:
    """Write the files of `folder` to `archive`, below a folder `name`; `told` is told how many are done, of how many.

    Names are in UTF-8; files of any size go in (Zip64).
    """
    found = files_below(folder)
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for n, (relative, path) in enumerate(found):
            told(n, len(found))
            entry = zipfile.ZipInfo(f"{name}/{relative}", _NEVER)
            entry.create_system, entry.external_attr = 3, _MODE
            entry.compress_type = zipfile.ZIP_STORED if path.suffix.lower() in _PACKED else zipfile.ZIP_DEFLATED
            entry.file_size = path.stat().st_size
            with path.open("rb") as source, packed.open(entry, "w") as target:
                shutil.copyfileobj(source, target, 1 << 20)
    told(len(found), len(found))
