"""RELAX NG by libxml2."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from lxml import etree

from tei.files import Stamp, stamp
from tei.report import Finding, TeiError, finding
from tei.xml import parse, xpath_of

# What libxml2 adds when an inner failure makes the outer patterns fail.
_CONSEQUENCE = re.compile(
    r"failed to validate content|^Invalid sequence in interleave|^Extra element \S+ in interleave|"
    r"^Expecting a namespace for element|^Datatype element \S+ has child|^Error validating (list|value|datatype)|"
    r"^Internal error"
)
_SAYINGS = (
    (re.compile(r"Did not expect element (\S+) there"), 'the element "{0}" is not allowed here'),
    (re.compile(r"Element (\S+) has extra content: (\S+)"), '"{0}" may not hold what follows: "{1}"'),
    (re.compile(r"Expecting element (\S+), got (\S+)"), 'here "{0}" is expected, not "{1}"'),
    (re.compile(r"Expecting an element (\S*),? ?got nothing"), "here an element {0} is missing"),
    (
        re.compile(r"Invalid attribute (\S+) for element (\S+)"),
        'the attribute "{0}" of "{1}" is not allowed, or its value is not',
    ),
    (
        re.compile(r"Element (\S+) failed to validate attributes"),
        'the attributes of "{0}" are not complete or not allowed',
    ),
    (re.compile(r"Did not expect text in element (\S+) content"), '"{0}" may not hold text'),
)


@lru_cache(maxsize=16)
def schema(path: Path, _: Stamp) -> etree.RelaxNG:
    """The compiled schema at `path`, kept for as long as the file has the same stamp.

    Raises:
        TeiError: V005 when it is no RELAX NG schema.
    """
    try:
        return etree.RelaxNG(parse(path))
    except etree.RelaxNGParseError as error:
        entry = next(iter(error.error_log), None)
        raise TeiError(
            "V005",
            f"is not a RELAX NG schema: {entry.message if entry else error}",
            file=str(path),
            line=entry.line if entry else None,
        ) from error


def validate(path: Path, tree: etree._ElementTree, name: str) -> Iterator[Finding]:
    """What the schema at `path` refuses in `tree`."""
    compiled = schema(path.resolve(), stamp(path))
    if compiled.validate(tree):
        return
    entries = list(compiled.error_log)
    causes = [entry for entry in entries if not _CONSEQUENCE.search(entry.message)] or entries
    causes = [entry for entry in causes if entry.line] or causes  # without a place it is a consequence too
    seen: set[tuple[int, str]] = set()
    for entry in causes:
        if (entry.line, entry.message) in seen:
            continue
        seen.add((entry.line, entry.message))
        at = tree.xpath(entry.path) if entry.path else []
        place = at[0] if isinstance(at, list) and at else None
        yield finding(
            "V002",
            _said(entry.message),
            file=name,
            line=entry.line or tree.getroot().sourceline,
            xpath=xpath_of(place) if isinstance(place, etree._Element) else None,
            engine="relaxng",
            hint=f"see {path.name}",
        )


def _said(message: str) -> str:
    for pattern, saying in _SAYINGS:
        if match := pattern.fullmatch(message):
            return saying.format(*match.groups())
    return message
