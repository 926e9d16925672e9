"""Begin a new edition."""

from __future__ import annotations

from pathlib import Path

from tei.data import sample, shipped
from tei.files import write
from tei.report import TeiError

_FILES = (
    "edition.toml",
    "authority.xml",
    "lexicon.tsv",
    "introduction.xml",
    "editorial/library.toml",
    "seeds/library.txt",
)


def start(folder: Path) -> list[Path]:
    """Copy the sample edition and the schemas into `folder`; the files that are there now.

    Raises:
        TeiError: G003 when the folder holds something already, G002 when it cannot be written.
    """
    try:
        full = folder.exists() and (not folder.is_dir() or any(folder.iterdir()))
    except OSError as error:
        raise TeiError("G001", f"cannot be read: {error.strerror}", file=str(folder)) from error
    if full:
        raise TeiError("G003", "is not empty, and nothing is overwritten", file=str(folder), hint="name a new folder")
    made = []
    for name in _FILES:
        write(folder / name, (sample() / name).read_bytes())
        made.append(folder / name)
    for name in ("edition.rng", "edition.sch"):
        write(folder / "schemas" / name, shipped(f"schemas/{name}").read_bytes())
        made.append(folder / "schemas" / name)
    return made
