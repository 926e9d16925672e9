"""Ask documents by XPath 3.1: which nodes, where, and what they hold.

elementpath answers; lxml does where the expression means the same in XPath 1.0 (`tei.query.plain`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from lxml import etree

from tei.names import NS, is_ncname
from tei.pool import Progress, quiet, spread
from tei.query.plain import plain
from tei.report import Finding, TeiError
from tei.verify import Piped
from tei.xml import parse

LONGEST = 10_000  # characters of an element's text that a match has


@dataclass(frozen=True, slots=True)
class Query:
    """An expression that can be asked; `quick`: lxml may answer it."""

    expression: str
    namespaces: tuple[tuple[str, str], ...]
    quick: bool


@dataclass(frozen=True, slots=True)
class Match:
    """An item of the answer: a node or a value (`kind`).

    `value` is the text of a node, that of an element up to `LONGEST` characters; a value as ``string()`` gives it.
    `line` counts from 1; it is None, and `xpath` is "", for what stands nowhere.
    """

    file: str
    line: int | None
    xpath: str
    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What one document answers; `findings` say why it could not."""

    file: str
    matches: tuple[Match, ...] = ()
    findings: tuple[Finding, ...] = ()


def query(expression: str, bindings: Sequence[str] = ()) -> Query:
    """The query for `expression`; `bindings` are prefixes with their namespaces (``mei=http://…``) beside ``tei``.

    Raises:
        TeiError: G003 for a binding that is none, G007 with the place in the expression when it is not XPath.
    """
    namespaces = dict(NS)
    for binding in bindings:
        prefix, equals, uri = binding.partition("=")
        if not equals or not uri or not is_ncname(prefix) or prefix in ("xml", "xmlns"):
            raise TeiError(
                "G003", f'"{binding}" binds no prefix', hint="write it as mei=http://www.music-encoding.org/ns/mei"
            )
        namespaces[prefix] = uri
    asked = Query(expression, tuple(namespaces.items()), plain(expression, namespaces))
    if not asked.quick:
        from tei.query.slow import parsed

        parsed(asked.expression, asked.namespaces)
    return asked


def ask(asked: Query, source: Path | Piped) -> Answer:
    """What the document at (or in) `source` answers."""
    name, document = (source.name, source.data) if isinstance(source, Piped) else (str(source), source)
    try:
        tree = parse(document, name)
        if asked.quick and not _entities(tree):
            from tei.query.quick import matches
        else:
            from tei.query.slow import matches
        return Answer(name, tuple(matches(asked.expression, asked.namespaces, tree, name)))
    except TeiError as error:
        return Answer(name, findings=(error.finding,))


def ask_all(
    asked: Query, sources: Sequence[Path | Piped], *, workers: int = 0, progress: Progress = quiet
) -> list[Answer]:
    """What all documents answer, in their order; `workers` processes share the work, 0 chooses their number."""
    return spread(partial(ask, asked), sources, workers, "xpath", progress)


def _entities(tree: etree._ElementTree) -> bool:
    """Whether the document declares entities, which lxml would expand without a bound."""
    subset = tree.docinfo.internalDTD
    return subset is not None and any(True for _ in subset.iterentities())
