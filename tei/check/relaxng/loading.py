"""Schemas that are ready to validate: read, simplified, held to the restrictions, and kept while their files last."""

from __future__ import annotations

import gc
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from tei.check.relaxng import kept
from tei.check.relaxng.automaton import Automaton
from tei.check.relaxng.patterns import Element, Pattern
from tei.files import Stamp, read, stamp
from tei.report import TeiError
from tei.xml import parse

_MOST = 16  # schemas that are kept


@dataclass(frozen=True, slots=True, eq=False)
class Schema:
    """A compiled schema.  `elements` are those that a document may have, and where each is allowed is in them."""

    path: Path
    start: Pattern
    automaton: Automaton
    elements: tuple[Element, ...]
    with_ids: bool
    stamps: Mapping[Path, Stamp]


_known: dict[Path, Schema] = {}


def schema(path: Path) -> Schema:
    """The schema at `path`, in XML or (``.rnc``) compact syntax; the same as before while no file of it has changed.

    Raises:
        TeiError: V005 when it is no correct RELAX NG schema, G001 when it cannot be read.
    """
    where = path.resolve()
    known = _known.get(where)
    if known is None or any(stamp(file) != was for file, was in known.stamps.items()):
        known = compiled(path)
        while len(_known) >= _MOST:
            del _known[next(iter(_known))]
        _known[where] = known
    return known


def compiled(path: Path) -> Schema:
    """The schema at `path`, made anew or from what is kept of it on disk.

    Raises:
        TeiError: as for `schema`.
    """
    collecting = gc.isenabled()
    gc.disable()  # thousands of patterns are made, and none is let go: looking for some takes a third of the time
    try:
        where = path.resolve()
        simple, by_context = kept.load(where), False
        if simple is None:
            simple, by_context = _read(path)
    except RecursionError as error:
        raise TeiError("V005", "is nested too deeply", file=str(path), engine="relaxng") from error
    finally:
        if collecting:
            gc.enable()
    automaton = Automaton(simple.patterns, by_context)
    stamps = {file: stamp(file) for file in simple.files}
    return Schema(path, simple.start, automaton, simple.elements, simple.with_ids, stamps)


def _read(path: Path) -> tuple[kept.Simple, bool]:
    """The schema in simple form, and whether it looks at the namespaces in scope; it is kept, unless it does."""
    from tei.check.relaxng.restrictions import Restrictions
    from tei.check.relaxng.simplify import Simplifier

    made = Simplifier(path, _root)
    elements = tuple(Restrictions().hold(made.start, str(path)))
    simple = kept.Simple(made.patterns, made.start, elements, made.with_ids, tuple(made.files.roots))
    if not made.by_context:
        kept.keep(path.resolve(), simple, made.types)
    return simple, made.by_context


def _root(path: Path) -> etree._Element:
    if path.suffix.lower() != ".rnc":
        return parse(path).getroot()
    from tei.check.relaxng.compact import compact

    return compact(read(path), str(path))
