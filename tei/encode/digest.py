"""The digest that shows whether a TEI file is as the tool wrote it.

It is the SHA-256 of the document's canonical form (C14N 2.0) with the digest itself left empty, so that neither line
ends nor quotation marks of the file matter.  It stands in the last ``change`` of ``revisionDesc``.
"""

from __future__ import annotations

import hashlib
from typing import Literal

from lxml import etree

from tei.names import TEI, tei

_PATH = f"{{{TEI}}}teiHeader/{{{TEI}}}revisionDesc"
State = Literal["ours", "changed", "adopted", "foreign"]


def _place(tree: etree._ElementTree) -> etree._Element | None:
    changes = tree.getroot().findall(f"{_PATH}/{tei('change')}")
    return changes[-1].find(f"{tei('idno')}[@type='sha256']") if changes else None


def _digest(tree: etree._ElementTree, place: etree._Element) -> str:
    said, place.text = place.text, None
    try:
        return hashlib.sha256(etree.tostring(tree, method="c14n2")).hexdigest()
    finally:
        place.text = said


def seal(tree: etree._ElementTree) -> bytes:
    """The bytes of `tree` with its digest filled in."""
    place = _place(tree)
    if place is not None:
        place.text = _digest(tree, place)
    root = tree.getroot()
    around = (*reversed(list(root.itersiblings(preceding=True))), root, *root.itersiblings())
    nodes = [etree.tostring(node, encoding="UTF-8", xml_declaration=False, with_tail=False) for node in around]
    return b"\n".join((b'<?xml version="1.0" encoding="UTF-8"?>', *nodes, b""))


def state(tree: etree._ElementTree) -> State:
    """Whether `tree` is as the tool wrote it, was changed since, was adopted as the master, or is not ours at all."""
    revision = tree.getroot().find(_PATH)
    if revision is not None and revision.get("status") == "adopted":
        return "adopted"
    place = _place(tree)
    if place is None:
        return "foreign"
    return "ours" if (place.text or "").strip() == _digest(tree, place) else "changed"


def adopt(tree: etree._ElementTree) -> bytes:
    """The bytes of `tree`, marked as the master that no build overwrites."""
    revision = tree.getroot().find(_PATH)
    if revision is None:
        raise ValueError("the document has no revisionDesc")
    if tree.docinfo.doctype:
        raise ValueError("the document has a DOCTYPE")
    revision.set("status", "adopted")
    return seal(tree)
