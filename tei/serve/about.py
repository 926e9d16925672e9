"""What a page is told of a round: the findings about it, and where in it they are."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from lxml import etree

from tei.names import NS, XML_ID
from tei.report import Finding, TeiError, place, summary
from tei.serve.rounds import Round
from tei.xml import parse

MOST = 60  # findings that a page lists
_ID = re.compile(r"[a-z]{2,8}(?:-[A-Za-z0-9]+)*(?:\.[A-Za-z]*\d+)+(?![\w-])")  # zh.1.3.s2, as messages name places


def told(made: Round, at: str, *, building: bool = False) -> str:
    """What the page at the address `at` (without an ending) is told, as one line of JSON.

    ``building`` (whether the next round is being made), ``summary``, ``stale`` (whether the site is that of an
    earlier round), ``error`` (or null), ``findings`` about the page and about what concerns all pages, ``more`` (how
    many of these are not listed), ``elsewhere`` (how many there are about other texts).  Each finding has strings:
    ``code``, ``severity``, ``message``, ``place``, ``hint``, ``page`` (the stem of its text's page, or ""); and
    ``ids``, the xml:ids that stand for its place, the nearest first.
    """
    stems = {*made.pages.values()}
    own = next((stem for stem in (at, at.removesuffix(".alignment")) if stem in stems), "")
    about = [(_page(found, made), found) for found in made.findings]
    here = [(page, found) for page, found in about if not own or page in (own, "")]
    shown = [_entry(found, page, made.folder) for page, found in here[:MOST]]
    return json.dumps(
        {
            "building": building,
            "summary": summary(found for _, found in here),
            "stale": not made.built,
            "error": None if made.error is None else _entry(made.error, "", made.folder),
            "findings": shown,
            "more": len(here) - len(shown),
            "elsewhere": len(about) - len(here),
        },
        ensure_ascii=False,
    )


def _page(found: Finding, made: Round) -> str:
    """The stem of the page of the text that a finding is about; "" when it is about no text."""
    path = Path(found.file)
    if found.file in made.pages:
        return made.pages[found.file]
    if path.parent.name == "editorial":
        return next((stem for seed, stem in made.pages.items() if Path(seed).stem == path.stem), "")
    return path.stem if path.stem in made.pages.values() else ""


def _entry(found: Finding, page: str, folder: Path) -> dict[str, object]:
    short = replace(found, file=os.path.relpath(found.file, folder) if found.file else "")
    return {
        "code": found.code,
        "severity": found.severity,
        "message": found.message,
        "place": place(short),
        "hint": found.hint,
        "page": page,
        "ids": list(dict.fromkeys(_ids(found))) if page else [],
    }


def _ids(found: Finding) -> Iterator[str]:
    """The xml:ids that a finding's message names, then those of the elements around its place."""
    yield from _ID.findall(found.message)
    path = Path(found.file)
    if path.suffix == ".xml" and (found.xpath or found.line):
        try:
            root = parse(path).getroot()
        except TeiError:
            return
        yield from (id_ for element in _around(root, found) if (id_ := element.get(XML_ID)))


def _around(root: etree._Element, found: Finding) -> Iterable[etree._Element]:
    """The element of a finding and those around it, from within; where only a line is known, what begins there."""
    element: object = None
    if found.xpath:
        try:
            nodes = root.xpath(found.xpath, namespaces=NS)
        except etree.XPathError:
            nodes = []
        element = nodes[0] if isinstance(nodes, list) and nodes else None
    if element is None and found.line:
        above = [node for node in root.iter("*") if (node.sourceline or 0) <= found.line]
        element = above[-1] if above else None
    return [element, *element.iterancestors()] if isinstance(element, etree._Element) else []
