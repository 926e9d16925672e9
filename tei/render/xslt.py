"""Run a stylesheet.  This is the only module that knows the processor (libxslt, by lxml).

A stylesheet reads below the shipped folders and its own edition, and nowhere else; it never writes and never asks the
network.  ``tei:xslt/site/document.xsl`` is the address of a shipped stylesheet, so that an edition's own one may import
it.  A terminating ``xsl:message`` is an error that names the element.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import etree

from tei.data import shipped
from tei.files import Stamp, stamp
from tei.report import TeiError
from tei.xml import parse

Sources = tuple[tuple[Path, Stamp], ...]
"""Files, each with its stamp."""

_XSL = "{http://www.w3.org/1999/XSL/Transform}"
_ACCESS = etree.XSLTAccessControl(
    read_file=True, write_file=False, create_dir=False, read_network=False, write_network=False
)


class _Below(etree.Resolver):
    """Finds ``tei:`` addresses, and refuses files outside of some folders."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        self.folders = folders

    def resolve(self, url: str | None, public_id: str | None, context: Any) -> Any:
        """The file at `url`; an empty document, which no stylesheet is, where it may not be read."""
        del public_id
        url = url or ""
        path = _file(url, Path())
        if any(path.is_relative_to(folder) for folder in self.folders):
            return self.resolve_filename(str(path), context)
        raise TeiError(
            "W001",
            f"a stylesheet may not read {url}",
            file=url,
            hint="it may read the edition's own files and those that tei ships",
        )


def _file(url: str, folder: Path) -> Path:
    """The file that `url` means in a stylesheet of `folder`."""
    parts = urlsplit(url)
    if parts.scheme == "tei":
        return (shipped("xslt").parent / parts.path).resolve()
    return (folder / (unquote(parts.path) if parts.scheme == "file" else url)).resolve()


def sources(stylesheet: Path) -> Sources:
    """The file at `stylesheet` and those that it imports or includes: the same value as long as none changes."""
    found: dict[Path, Stamp] = {}
    todo = [stylesheet.resolve()]
    while todo:
        path = todo.pop()
        if path not in found:
            found[path] = stamp(path)
            todo += _imported(path, found[path])
    return tuple(found.items())


@lru_cache(maxsize=256)
def _imported(path: Path, _: Stamp) -> tuple[Path, ...]:
    """What a stylesheet imports or includes; nothing where it cannot be read, which is said when it is compiled."""
    try:
        nodes = parse(path).getroot().iterchildren(f"{_XSL}import", f"{_XSL}include") if path.is_file() else ()
    except TeiError:
        return ()
    return tuple(_file(node.get("href", ""), path.parent) for node in nodes)


def catalogues(own: Path | None = None) -> tuple[Path, ...]:
    """The catalogues of words: of an edition's own xslt folder, then of ``xslt/common/labels``; each by its name."""
    folders = (own / "labels", shipped("xslt/common/labels")) if own else (shipped("xslt/common/labels"),)
    return tuple(path for folder in folders for path in sorted(folder.glob("*.xml")))


def languages(own: Path | None = None) -> tuple[str, ...]:
    """The languages that pages can speak: those that there is a catalogue of."""
    return tuple(sorted({path.stem for path in catalogues(own)}))


@lru_cache(maxsize=32)
def _stylesheet(path: Path, _: Sources, overrides: Path | None) -> etree.XSLT:
    own = path.parent
    while own.parent != own and own.name != "xslt":
        own = own.parent
    named = (overrides.resolve(),) if overrides else ()
    folders = (shipped("xslt").resolve(), own.parent if own.name == "xslt" else path.parent, *named)
    return etree.XSLT(parse(path, resolver=_Below(folders)), access_control=_ACCESS)


def transform(
    stylesheet: Path,
    tree: etree._ElementTree | etree._Element,
    params: Mapping[str, str] | None = None,
    overrides: Path | None = None,
) -> etree._XSLTResultTree:
    """Transform `tree` with the stylesheet at `stylesheet`; `params` are strings, safely quoted here.

    `overrides` is the edition's own xslt folder, for the words of its catalogues.

    Raises:
        TeiError: (code W001) when the stylesheet is broken, or stops because it met what it cannot render.
    """
    words = {
        "languages": " ".join(languages(overrides)),
        "catalogues": " ".join(path.resolve().as_uri() for path in catalogues(overrides)),
    }
    quoted = {name: etree.XSLT.strparam(value) for name, value in {**words, **(params or {})}.items()}
    try:
        sheet = _stylesheet(stylesheet.resolve(), sources(stylesheet), overrides)
        return sheet(tree, **quoted)  # type: ignore[arg-type]  # the stub takes every keyword for profile_run
    except (etree.XSLTError, etree.XMLSyntaxError) as error:
        log = [entry.message for entry in getattr(error, "error_log", ())] or [str(error)]
        raise TeiError(
            "W001",
            f"{stylesheet.name}: {'; '.join(dict.fromkeys(log))}",
            file=stylesheet.name,
            hint="see the element that is named, or the stylesheet",
        ) from error
