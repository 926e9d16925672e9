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
from tei.check.relaxng import libxml2
from tei.data import shipped
from tei.files import read
from tei.report import Finding, TeiError
from tei.xml import parse

ENGINES: Mapping[str, Callable[[Path, bytes, str], Iterator[Finding]]] = {
    "tei": relaxng.validate,
    "lxml": libxml2.validate,
}
"""What can validate against RELAX NG: our engine, and libxml2 for comparison."""


def check(source: Path | bytes, name: str = "", schemas: Sequence[Path] = (), engine: str = "tei") -> list[Finding]:
    """What is wrong with the document at (or in) `source`; `name` is what findings call it."""
    where = name or str(source)
    try:
        data = read(source) if isinstance(source, Path) else source
        tree = parse(data, where, base=source if isinstance(source, Path) else None)
        chosen, findings = _schemas(tree, where, Path(where).parent, schemas)
    except TeiError as error:
        return [error.finding]
    for model in chosen:
        try:
            findings += _held(model, data, tree, where, engine)
        except TeiError as error:
            findings.append(error.finding)
    return findings + list(references.validate(tree, where))


def _held(model: Model, data: bytes, tree: etree._ElementTree, name: str, engine: str) -> Iterator[Finding]:
    """What one schema refuses."""
    if model.language == "rng":
        return ENGINES[engine](model.path, data, name)
    validate = schematron.validate if model.language == "sch" else xsd.validate
    return validate(model.path, tree, name)


def _schemas(
    tree: etree._ElementTree, name: str, folder: Path, given: Sequence[Path]
) -> tuple[list[Model], list[Finding]]:
    if given:
        return [Model.of(path) for path in given], []
    found, findings = models(tree, name, folder)
    if found or findings:
        return found, findings
    return [Model.of(shipped("schemas/edition.rng")), Model.of(shipped("schemas/edition.sch"))], []
