"""A compiled schema: values only, in the standard's words (ISO/IEC 19757-3:2020)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from tei.check.schematron.contexts import Context
from tei.check.schematron.documents import Wanted
from tei.check.schematron.values import Scope
from tei.check.schematron.xpath.expression import Expression, Place
from tei.files import Stamp
from tei.report import Finding, Severity

_SEVERITIES: Mapping[str, Severity] = {
    **dict.fromkeys(("fatal", "error"), "error"),
    **dict.fromkeys(("warning", "warn", "nonfatal", "caution"), "warning"),
    **dict.fromkeys(("info", "information", "informational", "hint", "note", "debug", "trace"), "info"),
}


class Copy(NamedTuple):
    """``xsl:copy-of`` in a property: the nodes themselves go into the report."""

    expression: Expression


class NodeName(NamedTuple):
    """``name`` without a path: the name of the rule's node."""


Part = str | Expression | NodeName | Copy


class Note(NamedTuple):
    """A diagnostic or a property; `attributes` are those that a report repeats."""

    id: str
    parts: tuple[Part, ...]
    attributes: Mapping[str, str]


class Assertion(NamedTuple):
    """An assert (`expected` is true) or a report (false)."""

    expected: bool
    test: Expression
    message: tuple[Part, ...]
    place: Place
    subject: Expression | None
    diagnostics: tuple[Note, ...]
    properties: tuple[Note, ...]
    attributes: Mapping[str, str]  # id, role, severity, flag, see, icon, fpi, xml:lang: those that are there


class Rule(NamedTuple):
    """A context and what is asserted there."""

    context: Context
    scope: Scope
    assertions: tuple[Assertion, ...]
    place: Place
    attributes: Mapping[str, str]


class Pattern(NamedTuple):
    """Rules of which the first that matches a node fires there."""

    rules: tuple[Rule, ...]
    scope: Scope
    documents: Expression | None
    place: Place
    attributes: Mapping[str, str]

    @property
    def id(self) -> str:
        """Its id, or nothing."""
        return self.attributes.get("id", "")


class Key(NamedTuple):
    """``key('name', text)``: what `match` matches, found by the strings of `use`."""

    name: str
    match: Context
    use: Expression


class Schema(NamedTuple):
    """The patterns of one phase; `troubles` is what is wrong with the schema itself."""

    path: Path
    patterns: tuple[Pattern, ...]
    scope: Scope
    keys: tuple[Key, ...]
    phase: str
    namespaces: Mapping[str, str]
    attributes: Mapping[str, str]
    title: str
    troubles: tuple[Finding, ...]
    files: tuple[tuple[Path, Stamp], ...]  # what it includes
    wanted: Wanted  # what contexts and keys look up


def severity(*levels: Mapping[str, str]) -> Severity:
    """How grave a failed assertion is: by the first role, severity or flag that says so, from the inside out."""
    for attributes in levels:
        for name in ("role", "severity", "flag"):
            found = _SEVERITIES.get(attributes.get(name, "").strip().lower())
            if found:
                return found
    return "error"
