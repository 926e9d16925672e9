"""RELAX NG by libxml2, for comparison: in a process of its own and with a time limit, since it may never end."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from lxml import etree

from tei.report import Finding, TeiError, finding
from tei.xml import parse, xpath_of

_OTHER = """
import sys
from tei.check.relaxng.libxml2 import answer
with open(0, "rb") as question, open(1, "w") as reply:
    reply.write(answer(*sys.argv[1:], question.read()))
"""
LIMIT = 60.0
"""Seconds that libxml2 gets for a document, its schema included."""


def validate(path: Path, source: bytes, name: str, limit: float = LIMIT) -> Iterator[Finding]:
    """What libxml2 says that the schema at `path` refuses in the document.

    Raises:
        TeiError: V005 when it does not take the schema, V008 when it does not come to an end.
    """
    command = [sys.executable, "-c", _OTHER, str(path.resolve()), name]
    hint = "leave --engine away: the engine of tei does not hang"
    try:
        done = subprocess.run(command, input=source, capture_output=True, timeout=limit, check=False)
    except subprocess.TimeoutExpired as error:
        message = f"libxml2 has not finished within {limit:g} s"
        raise TeiError("V008", message, file=name, engine="libxml2", hint=hint) from error
    if done.returncode:
        message = f"libxml2 broke down over this document (status {done.returncode})"
        raise TeiError("V008", message, file=name, engine="libxml2", hint=hint)
    for said in json.loads(done.stdout):
        found = Finding(**said)
        if found.code != "V002":
            raise TeiError(found.code, found.message, file=found.file, line=found.line, engine="libxml2")
        yield found


def answer(path: str, name: str, source: bytes) -> str:
    """What the other process answers: the findings as JSON, or the one that says why there are none."""
    try:
        found = _findings(Path(path), source, name)
    except TeiError as error:
        found = [error.finding]
    return json.dumps([asdict(one) for one in found])


def _findings(path: Path, source: bytes, name: str) -> list[Finding]:
    tree = parse(source, name)
    try:
        schema = etree.RelaxNG(parse(path))
    except etree.RelaxNGParseError as error:
        entry = next(iter(error.error_log), None)
        message = f"libxml2 does not take the schema: {entry.message if entry else error}"
        raise TeiError("V005", message, file=str(path), line=entry.line if entry else None) from error
    schema.validate(tree)
    found = []
    for entry in schema.error_log:
        at = tree.xpath(entry.path) if entry.path else []
        element = at[0] if isinstance(at, list) and at and isinstance(at[0], etree._Element) else None
        xpath = xpath_of(element) if element is not None else None
        found.append(finding("V002", entry.message, file=name, line=entry.line or None, xpath=xpath, engine="libxml2"))
    return list(dict.fromkeys(found))
