"""Pointers to elements of another kind than the Guidelines ask for, where they leave no doubt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from tei.check.references.survey import Survey
from tei.names import TEI
from tei.report import Finding

#: Attribute → the elements that it may point to.
_KINDS: Mapping[str, tuple[str, ...]] = {
    "hand": ("handNote", "handDesc", "person", "personGrp", "org"),
    "calendar": ("calendar",),
    "change": ("change", "listChange"),
    "rendition": ("rendition",),
    "wit": (
        "witness",
        "listWit",
        "msDesc",
        "bibl",
        "biblStruct",
        "biblFull",
        "object",
        "msFrag",
        "msPart",
        "idno",
        "abbr",
    ),
    "scribeRef": ("person", "personGrp", "org", "name", "handNote"),
}


def kinds(found: Survey) -> Iterator[Finding]:
    """R017, a warning, for each pointer to what cannot be meant; once for each attribute and target."""
    told: set[tuple[str, str]] = set()
    for spot, attribute, value in found.pointers:
        wanted = _KINDS.get(attribute)
        for pointer in value.split() if wanted else ():
            target = found.ids.get(pointer[1:]) if pointer[0] == "#" else None
            if target is None or (attribute, pointer) in told:
                continue
            name = etree.QName(target.element)
            if name.namespace == TEI and name.localname not in (wanted or ()):
                told.add((attribute, pointer))
                must = (wanted or ("",))[0]
                message = f'@{attribute} points to "{pointer}", which is no {must} but a {name.localname}'
                yield found.finding("R017", message, spot, f"point to a {must}", "warning")
