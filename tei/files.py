"""Files are written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from tei.report import TeiError


def write(path: Path, data: bytes, *, lasting: bool = True) -> bool:
    """Write `data` to `path` by way of a temporary file; folders are made.  Whether the file is new or changed.

    The disk is waited for, unless the file is not `lasting`: one of thousands that can be made again.

    Raises:
        TeiError: G002 when it cannot be written; nothing is left behind then.
    """
    temporary = ""
    try:
        if path.is_file() and path.read_bytes() == data:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            temporary = file.name
            file.write(data)
            if lasting:
                file.flush()
                os.fsync(file.fileno())
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(path)
    except OSError as error:
        if temporary:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()
        raise TeiError(
            "G002",
            f"cannot be written: {error.strerror or error}",
            file=str(path),
            hint="see whether the folder may be written and the disk has room",
        ) from error
    return True


def write_parts(path: Path, parts: Iterable[bytes]) -> None:
    """Write `parts`, one after the other, to `path`, as `write` does what need not last; all are never held at once.

    Raises:
        TeiError: G002 when it cannot be written, or whatever the parts raise; nothing is left behind then.
    """
    temporary = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name[:200]}.", delete=False) as file:
            temporary = Path(file.name)
            file.writelines(parts)
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
        temporary = None
    except OSError as error:
        hint = "see whether the folder may be written and the disk has room"
        raise TeiError("G002", f"cannot be written: {error.strerror or error}", file=str(path), hint=hint) from error
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink()


def cache() -> Path:
    """The folder of what is kept from run to run: ``$XDG_CACHE_HOME/tei``, else ``~/.cache/tei``."""
    said = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(said) if Path(said).is_absolute() else Path.home() / ".cache") / "tei"


Stamp = tuple[int, int]
"""When a file was changed last, in nanoseconds, and its size in bytes."""


def stamp(path: Path) -> Stamp:
    """The stamp of the file at `path`, by which what was made of it is known to be fresh; (0, 0) if there is none."""
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def read(path: Path) -> bytes:
    """The bytes at `path`.

    Raises:
        TeiError: G001 when they cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise TeiError(
            "G001",
            f"cannot be read: {error.strerror or error}",
            file=str(path),
            hint="see whether the file exists and may be read",
        ) from error
