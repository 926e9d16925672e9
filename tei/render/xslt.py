"""Run a stylesheet.  This is the only module that knows the processor (libxslt, by lxml).

A stylesheet reads below the shipped folders and its own edition, and nowhere else; it never writes and never asks the
network.  ``tei:xslt/site/document.xsl`` is the address of a shipped stylesheet, so that an edition's own one may import
it.  A terminating ``xsl:message`` is an error that names the element.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import etree

from tei.data import shipped
from tei.files import Stamp, stamp
from tei.report import TeiError
from tei.xml import parse

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
        parts = urlsplit(url)
        if parts.scheme == "tei":
            path = shipped("xslt").parent / parts.path
        else:
            path = Path(unquote(parts.path) if parts.scheme == "file" else url)
        path = path.resolve()
        if any(path.is_relative_to(folder) for folder in self.folders):
            return self.resolve_filename(str(path), context)
        raise TeiError(
            "W001",
            f"a stylesheet may not read {url}",
            file=url,
            hint="it may read the edition's own files and those that tei ships",
        )


@cache
def languages() -> tuple[str, ...]:
    """The languages that pages can speak: those of the catalogues in ``xslt/common/labels``."""
    return tuple(sorted(path.stem for path in shipped("xslt/common/labels").glob("*.xml")))


@lru_cache(maxsize=32)
def _stylesheet(path: Path, _: Stamp) -> etree.XSLT:
    own = path.parent
    while own.parent != own and own.name != "xslt":
        own = own.parent
    folders = (shipped("xslt").resolve(), own.parent if own.name == "xslt" else path.parent)
    return etree.XSLT(parse(path, resolver=_Below(folders)), access_control=_ACCESS)


def transform(
    stylesheet: Path, tree: etree._ElementTree | etree._Element, params: Mapping[str, str] | None = None
) -> etree._XSLTResultTree:
    """Transform `tree` with the stylesheet at `stylesheet`; `params` are strings, safely quoted here.

    Raises:
        TeiError: (code W001) when the stylesheet is broken, or stops because it met what it cannot render.
    """
    quoted = {name: etree.XSLT.strparam(value) for name, value in (params or {}).items()}
    try:
        sheet = _stylesheet(stylesheet.resolve(), stamp(stylesheet))
        return sheet(tree, languages=etree.XSLT.strparam(" ".join(languages())), **quoted)  # type: ignore[arg-type]  # the stub takes every keyword for profile_run
    except (etree.XSLTError, etree.XMLSyntaxError) as error:
        log = [entry.message for entry in getattr(error, "error_log", ())] or [str(error)]
        raise TeiError(
            "W001",
            f"{stylesheet.name}: {'; '.join(dict.fromkeys(log))}",
            file=stylesheet.name,
            hint="see the element that is named, or the stylesheet",
        ) from error
