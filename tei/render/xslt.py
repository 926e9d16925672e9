"""Run a stylesheet.  This is the only module that knows the processor (libxslt, by lxml).

A stylesheet reads below the shipped folders and the edition, and nowhere else; it never writes and never asks the
network.  Its ``xsl:message``s come back with the result; a terminating one is an error that names the element.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from lxml import etree

from tei.report import TeiError
from tei.xml import parse

_ACCESS = etree.XSLTAccessControl(
    read_file=True, write_file=False, create_dir=False, read_network=False, write_network=False
)


@lru_cache(maxsize=32)
def _stylesheet(path: Path) -> etree.XSLT:
    return etree.XSLT(parse(path), access_control=_ACCESS)


def transform(
    stylesheet: Path, tree: etree._ElementTree | etree._Element, params: Mapping[str, str] | None = None
) -> etree._XSLTResultTree:
    """Transform `tree` with the stylesheet at `stylesheet`; `params` are strings, safely quoted here.

    Raises:
        TeiError: (code W001) when the stylesheet is broken, or stops because it met what it cannot render.
    """
    quoted = {name: etree.XSLT.strparam(value) for name, value in (params or {}).items()}
    try:
        sheet = _stylesheet(stylesheet)
        return sheet(tree, **quoted)  # type: ignore[arg-type]  # the stub takes every keyword for profile_run
    except (etree.XSLTError, etree.XMLSyntaxError) as error:
        log = [entry.message for entry in getattr(error, "error_log", ())] or [str(error)]
        raise TeiError("W001", f"{stylesheet.name}: {'; '.join(dict.fromkeys(log))}", file=str(stylesheet)) from error
