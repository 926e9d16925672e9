"""Step 7.  A document is checked: RELAX NG, Schematron, XSD, and what no schema can say.

`check` gives findings for one document.  Which schemas it is held against: those that are given, else those that its
``<?xml-model?>`` instructions name, else the project's own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from lxml import etree

from tei.check import references, relaxng, schematron, xsd
from tei.check.models import Model, models
from tei.data import shipped
from tei.report import Finding, TeiError
from tei.xml import parse

#: Schema language → validator.  Each takes the schema's path, the tree and the document's name.
VALIDATORS: Mapping[str, Callable[[Path, etree._ElementTree, str], Iterator[Finding]]] = {
    "rng": relaxng.validate,
    "sch": schematron.validate,
    "xsd": xsd.validate,
}


def check(source: Path | bytes, name: str = "", schemas: Sequence[Path] = ()) -> list[Finding]:
    """What is wrong with the document at (or in) `source`; `name` is what findings call it."""
    where = name or str(source)
    try:
        tree = parse(source, where)
        chosen, findings = _schemas(tree, where, Path(where).parent, schemas)
    except TeiError as error:
        return [error.finding]
    for model in chosen:
        try:
            findings += VALIDATORS[model.language](model.path, tree, where)
        except TeiError as error:
            findings.append(error.finding)
    return findings + list(references.validate(tree, where))


def _schemas(
    tree: etree._ElementTree, name: str, folder: Path, given: Sequence[Path]
) -> tuple[list[Model], list[Finding]]:
    if given:
        return [Model.of(path) for path in given], []
    found, findings = models(tree, name, folder)
    if found or findings:
        return found, findings
    return [Model.of(shipped("schemas/edition.rng")), Model.of(shipped("schemas/edition.sch"))], []
