"""ISO Schematron 2020, run by libxml2 where an expression means the same in XPath 1.0, else by elementpath.

`source` reads a schema with all that it includes, `compiling` makes its values (`model`), `running` holds a document
against them, `reporting` writes what happened in the standard's words.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from lxml import etree

from tei.check.schematron.compiling import compile_schema
from tei.check.schematron.documents import Document
from tei.check.schematron.model import Schema, severity
from tei.check.schematron.places import Steps, short_step
from tei.check.schematron.running import Failed, Fired, run
from tei.files import Stamp, stamp
from tei.report import Finding, finding

_LONGEST = 2000  # characters of a message in a finding


def schema(path: Path, seen: Stamp, phase: str = "") -> Schema:
    """The schema at `path` for `phase`, compiled, and kept for as long as it and what it includes stay the same.

    Raises:
        TeiError: V005 when it is no Schematron schema, V007 when its query binding is not supported.
    """
    found = _schema(path, seen, phase)
    if any(stamp(file) != was for file, was in found.files):
        _schema.cache_clear()
        found = _schema(path, seen, phase)
    return found


@lru_cache(maxsize=16)
def _schema(path: Path, _: Stamp, phase: str) -> Schema:
    return compile_schema(path, phase)


def validate(path: Path, tree: etree._ElementTree, name: str, phase: str = "") -> Iterator[Finding]:
    """What the rules of `phase` in the schema at `path` say of `tree`, which findings call `name`.

    `path` is a Schematron schema, or a RELAX NG schema or ODD with rules embedded.  Without `phase` it is the one that
    the schema names, else all patterns.

    Raises:
        TeiError: when there is nothing to run.
    """
    compiled = schema(path.resolve(), stamp(path), phase)
    fired, paths = False, dict[Document, Steps]()
    for event in run(compiled, tree, name):
        if isinstance(event, Fired):
            fired = True
        elif isinstance(event, Failed):
            yield _finding(event, paths.setdefault(event.document, Steps(short_step, bare=True)))
        elif isinstance(event, Finding):
            yield event
    if not fired:
        yield finding(
            "V030",
            f"no rule of {path.name} fired: nothing was checked by it",
            file=name,
            severity="info",
            engine="schematron",
            hint="see whether the namespaces of its rules are those of the document, and which phase was asked for",
        )


def svrl(path: Path, tree: etree._ElementTree, name: str, phase: str = "") -> bytes:
    """The same as a report in SVRL: an XML document.

    Raises:
        TeiError: when there is nothing to run.
    """
    from tei.check.schematron.reporting import report  # it is wanted seldom, and every check starts here

    compiled = schema(path.resolve(), stamp(path), phase)
    return report(compiled, name, run(compiled, tree, name))


def _finding(failed: Failed, steps: Steps) -> Finding:
    """V003 for `failed`."""
    assertion = failed.assertion
    words = " ".join(failed.words(assertion.message).split())
    if not words:
        kind = "assert" if assertion.expected else "report"
        words = f"the {kind} {' '.join(assertion.test.text.split())} says nothing more"
    return finding(
        "V003",
        words if len(words) <= _LONGEST else words[:_LONGEST] + " …",
        file=failed.document.name,
        line=failed.place.line,
        xpath=failed.place.xpath(steps),
        severity=severity(assertion.attributes, failed.rule.attributes, failed.pattern.attributes),
        engine="schematron",
        hint=_hint(failed),
    )


def _hint(failed: Failed) -> str:
    """Which rule it was, what its diagnostics say, and where to read more."""
    assertion = failed.assertion
    names = (assertion.attributes.get("id"), failed.rule.attributes.get("id"), failed.pattern.id)
    name = next((name for name in names if name), "")
    said = [" ".join(failed.words(note.parts).split()) for note in assertion.diagnostics]
    where = f"rule {name + ' ' if name else ''}in line {assertion.place.line} of {assertion.place.file.name}"
    see = assertion.attributes.get("see") or failed.rule.attributes.get("see") or failed.pattern.attributes.get("see")
    return "; ".join([*(text[:_LONGEST] for text in said if text), where, *([f"see {see}"] if see else [])])
