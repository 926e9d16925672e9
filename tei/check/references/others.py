"""The ids of other files that a document points to; they are read as a stream, and nothing else of them is kept."""

from __future__ import annotations

import contextlib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit
from xml.parsers import expat

from tei.files import Stamp, stamp
from tei.names import XML

if TYPE_CHECKING:
    from tei.check.references.survey import Survey

_LARGE = 256 << 20  # bytes of a file that is not looked into any more
_PIECE = 1 << 16
_ID = f"{XML} id"
_XI = "http://www.w3.org/2001/XInclude"
_DEEPEST = 10


def ids_of(path: Path) -> frozenset[str] | None:
    """The xml:ids in the XML file at `path`; None when it is not well-formed, too large or cannot be read."""
    return _looked(path.resolve(), stamp(path))[0]


@lru_cache(maxsize=512)
def _looked(path: Path, at: Stamp) -> tuple[frozenset[str] | None, tuple[str, ...]]:
    """The ids of a file, and what it includes."""
    if at[1] > _LARGE:
        return None, ()
    parser = expat.ParserCreate(namespace_separator=" ")
    found: set[str] = set()
    hrefs: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if _ID in attributes:
            found.add(attributes[_ID].strip())
        if name == f"{_XI} include" and attributes.get("parse", "xml") == "xml":
            hrefs.append(attributes.get("href", ""))

    parser.StartElementHandler = start
    try:
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                parser.Parse(piece, False)
        parser.Parse(b"", True)
    except (OSError, expat.ExpatError, LookupError, ValueError):
        return None, ()
    return frozenset(found), tuple(hrefs)


def included(found: Survey) -> frozenset[str]:
    """The ids of the local files that a document includes, and those that they include."""
    hrefs = [
        (found.folder, element.get("href") or "")
        for element in found.tree.getroot().iter(f"{{{_XI}}}include")
        if element.get("parse", "xml") == "xml"
    ]
    ids: set[str] = set()
    seen: set[Path] = set()
    for _ in range(_DEEPEST):
        following: list[tuple[Path, str]] = []
        for folder, href in hrefs:
            path = _local(folder, href)
            if path is None or path in seen:
                continue
            seen.add(path)
            more, inner = _looked(path, stamp(path))
            ids |= more or frozenset()
            following += [(path.parent, one) for one in inner]
        hrefs = following
    return frozenset(ids)


def _local(folder: Path, href: str) -> Path | None:
    with contextlib.suppress(ValueError, OSError):
        parts = urlsplit(href)
        if parts.path and parts.scheme == parts.netloc == "":
            path = (folder / unquote(parts.path)).resolve()
            return path if path.is_file() else None
    return None
