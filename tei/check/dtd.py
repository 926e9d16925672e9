"""Document type definitions, when asked for; nothing that they name by an address is fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from lxml import etree

from tei.files import Stamp, read, stamp
from tei.report import Finding, TeiError, finding
from tei.xml import parse

_REMOTE = re.compile(rb"""<!ENTITY\s+%[^>]*?(?:SYSTEM|PUBLIC\s*(?:"[^"]*"|'[^']*'))\s*["'](?:https?|ftp):[^>]*>""")


def validate(path: Path, tree: etree._ElementTree, name: str) -> Iterator[Finding]:
    """What the DTD at `path` refuses in `tree`.

    Raises:
        TeiError: V005 when it is none, V006 when it names parts by addresses, G001 when it cannot be read.
    """
    yield from _found(_dtd(path.resolve(), stamp(path)), tree, name, path.name)


def internal(source: Path | bytes, name: str) -> Iterator[Finding]:
    """What the declarations in the document itself refuse; nothing if there are none."""
    tree = parse(source, name)
    declared = tree.docinfo.internalDTD
    if declared is not None and next(declared.iterelements(), None) is not None:
        yield from _found(declared, tree, name, "the DOCTYPE")


@lru_cache(maxsize=8)
def _dtd(path: Path, _: Stamp) -> etree.DTD:
    remote = _REMOTE.search(read(path))
    if remote:
        said = " ".join(remote[0].decode("utf-8", "replace").split())
        raise TeiError("V006", f"a part of the DTD is not fetched: {said}", file=str(path), hint="name a local copy")
    try:
        return etree.DTD(file=str(path))
    except etree.DTDParseError as error:
        entry = next(iter(error.error_log), None)
        line = entry.line if entry is not None else None
        message = f"is no DTD: {entry.message if entry is not None else error}"
        raise TeiError("V005", message, file=str(path), line=line or None, hint="mend the DTD") from error


def _found(compiled: etree.DTD, tree: etree._ElementTree, name: str, where: str) -> Iterator[Finding]:
    compiled.validate(tree)
    for entry in compiled.error_log:
        message = (entry.message or "").strip().rstrip(".")
        yield finding("V009", message, file=name, line=entry.line or None, engine="dtd", hint=f"see {where}")
