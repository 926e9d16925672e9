"""RELAX NG 1.0, in XML and compact syntax: what a schema refuses in a document.

The road: a schema is read (`grammar`, `simplify`), held to the restrictions of the specification (`restrictions`) and
becomes an automaton (`automaton`) of patterns (`patterns`); a document runs through it (`accept`).  Only when it is
refused, a second run (`explain`) finds each problem and its place, and `messages` says what would have been right.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

from tei.check.relaxng.accept import accepts
from tei.check.relaxng.loading import Schema, schema
from tei.check.relaxng.source import pieces
from tei.report import Finding, TeiError, finding

__all__ = ["Schema", "accepts", "schema", "validate"]


def validate(path: Path, source: Path | bytes, name: str) -> Iterator[Finding]:
    """What the schema at `path` refuses in the document at (or in) `source`, which findings call `name`.

    The document is read in pieces; nothing of it is kept but its IDs.

    Raises:
        TeiError: V005 when the schema is not correct, V001 when the document is not well-formed, G001 when either
            cannot be read.
    """
    compiled = schema(path)
    try:
        if accepts(compiled, pieces(source, name)):
            return
        from tei.check.relaxng.causes import causes
        from tei.check.relaxng.explain import problems
        from tei.check.relaxng.messages import told

        found = problems(compiled, pieces(source, name))
    except expat.ExpatError as error:
        raise TeiError(
            "V001",
            f"not well-formed XML: {expat.ErrorString(error.code)}",
            file=name,
            line=error.lineno,
            column=error.offset + 1,
            hint="mend the markup at this place",
        ) from error
    for problem in causes(compiled, found):
        message, hint = told(compiled, problem)
        yield finding(
            "V002",
            message,
            file=name,
            line=problem.line,
            column=problem.column,
            xpath=str(problem.path) or None,
            engine="relaxng",
            hint=hint or f"see {path.name}",
        )
