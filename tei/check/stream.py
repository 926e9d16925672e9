"""A document of any size: read from disk in pieces, and held against RELAX NG; nothing of it is kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tei.check import relaxng
from tei.check.models import Model
from tei.check.most import most
from tei.check.relaxng.source import pieces
from tei.report import Finding, TeiError, finding
from tei.xml import not_well_formed
from tei.xml.wellformed import first_of

_NAMES = {"sch": "Schematron", "xsd": "XML Schema", "dtd": "the DTD"}


def streamed(path: Path, name: str, chosen: list[Model]) -> Iterator[Finding]:
    """What is wrong with the document at `path`, as far as one can say without holding it; and what was left out.

    Raises:
        TeiError: G001 when it cannot be read.
    """
    grammars = [model for model in chosen if model.language == "rng"]
    if not grammars:
        fault = first_of(pieces(path, name))
        if fault is not None:
            yield not_well_formed(fault, name).finding
            return
    for model in grammars:
        try:
            yield from most(relaxng.validate(model.path, path, name), name, model.path)
        except TeiError as error:
            if error.finding.code != "V001":
                yield error.finding
                continue
            fault = first_of(pieces(path, name))
            yield error.finding if fault is None else not_well_formed(fault, name).finding
            return
    left = [*dict.fromkeys(_NAMES[model.language] for model in chosen if model.language in _NAMES), "references"]
    message = f"the document was streamed: {' and '.join(left)} were left out"
    yield finding("V015", message, file=name, severity="info", engine="stream", hint="leave --stream away to check all")
