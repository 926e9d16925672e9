"""XML Schema: 1.0 by libxml2, and whatever it does not understand (1.1) by xmlschema."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from tei.files import Stamp, stamp
from tei.report import Finding, TeiError, finding
from tei.xml import parse, xpath_of

if TYPE_CHECKING:
    import xmlschema


_XS = "{http://www.w3.org/2001/XMLSchema}"
_NEW = frozenset(_XS + name for name in ("assert", "assertion", "alternative", "openContent", "override"))


@lru_cache(maxsize=8)
def _schema(path: Path, _: Stamp) -> etree.XMLSchema | xmlschema.XMLSchema11:
    tree = parse(path)
    if not any(element.tag in _NEW for element in tree.getroot().iter()):  # libxml2 passes over what is new in 1.1
        with contextlib.suppress(etree.XMLSchemaParseError):
            return etree.XMLSchema(tree)
    import xmlschema

    try:
        return xmlschema.XMLSchema11(str(path), allow="local", defuse="always")
    except (xmlschema.XMLSchemaException, OSError) as error:
        raise TeiError("V005", f"is not an XML Schema: {error}".splitlines()[0], file=str(path)) from error


def validate(path: Path, tree: etree._ElementTree, name: str) -> Iterator[Finding]:
    """What the schema at `path` refuses in `tree`."""
    compiled = _schema(path.resolve(), stamp(path))
    if isinstance(compiled, etree.XMLSchema):
        compiled.validate(tree)
        for entry in compiled.error_log:
            yield finding(
                "V004", entry.message, file=name, line=entry.line or None, engine="xsd", hint=f"see {path.name}"
            )
        return
    for error in compiled.iter_errors(tree):  # type: ignore[arg-type]  # its stub knows only ElementTree, it takes lxml too
        place = error.elem if isinstance(error.elem, etree._Element) else None
        yield finding(
            "V004",
            str(error.reason or error.message),
            file=name,
            line=place.sourceline if place is not None else None,
            xpath=xpath_of(place) if place is not None else None,
            engine="xsd",
            hint=f"see {path.name}",
        )
