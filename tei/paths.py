"""The files that the words of a command line stand for, and where they lie in their repository."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from tei.report import TeiError

_MAGIC = re.compile(r"[*?\[]")


def documents_below(*paths: Path) -> list[Path]:
    """The XML files that `paths` stand for, without repetition: files, what fits a pattern, what lies below folders.

    Below a folder only ``*.xml`` counts, neither what is hidden nor what lies in a folder ``build`` or ``releases``.
    In a pattern ``**`` stands for any folders.

    Raises:
        TeiError: G001 when a path does not exist, G003 when there is nothing to look at.
    """
    found: dict[Path, None] = {}
    for path in paths:
        for each in _expanded(path):
            found |= dict.fromkeys(_below(each) if each.is_dir() else [each])
    if not found:
        raise TeiError("G003", "holds no XML file", file=str(paths[0]), hint="name a file, or a folder of TEI files")
    return list(found)


def is_whole(path: Path) -> bool:
    """Whether `path` is a folder or a pattern, and so stands for all that is there."""
    return path.is_dir() or (bool(_MAGIC.search(str(path))) and not path.exists())


def _expanded(path: Path) -> list[Path]:
    if os.path.exists(path):  # noqa: PTH110  # Path.exists raises when a name is too long
        return [path]
    if not _MAGIC.search(str(path)):
        raise TeiError("G001", "does not exist", file=str(path), hint="see how the path is spelt, or build first")
    found = sorted(Path(name) for name in glob.glob(str(path), recursive=True))  # noqa: PTH207  # Path.glob takes no ".."
    if not found:
        raise TeiError("G003", "no file fits this pattern", file=str(path), hint="** stands for any folders")
    return found


def _below(folder: Path) -> list[Path]:
    return sorted(
        p
        for p in folder.rglob("*.xml")
        if not any(part.startswith(".") or part in ("build", "releases") for part in p.relative_to(folder).parts)
    )


def source_root(environment: Mapping[str, str], folder: Path) -> Path:
    """The root of the source: where GitHub or GitLab has put it, else the repository around `folder`, else `folder`."""
    for name in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
        root = Path(environment.get(name) or "/nowhere")
        if folder.is_relative_to(root):
            return root
    return next((up for up in (folder, *folder.parents) if (up / ".git").exists()), folder)


def relative(file: str, root: Path) -> str:
    """`file` as seen from `root`, with ``/``; as it is if it lies elsewhere or is no file."""
    if not file or file.startswith("<"):
        return file
    path = Path(os.path.normpath(Path.cwd() / file))
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else Path(file).as_posix()


def names_below(files: Iterable[str], root: Path) -> dict[str, str]:
    """For each of `files` what `relative` says of it."""
    return {file: relative(file, root) for file in files}


def fits(pattern: str, path: str) -> bool:
    """Whether the `path`, with ``/``, fits the `pattern`.  A pattern without ``/`` is about the name, in any folder.

    ``*`` stands for anything but ``/``, ``**/`` for any folders, ``?`` for one character.
    """
    where = path if "/" in pattern else path.rsplit("/", 1)[-1]
    return _pattern(pattern).fullmatch(where) is not None


@lru_cache(maxsize=256)
def _pattern(pattern: str) -> re.Pattern[str]:
    parts = re.split(r"(\*\*/|\*\*|\*|\?)", pattern)
    known = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    return re.compile("".join(known.get(part) or re.escape(part) for part in parts), re.DOTALL)
