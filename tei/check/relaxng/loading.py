"""Schemas that are ready to validate: read, simplified, held to the restrictions, and kept while their files last."""

from __future__ import annotations

import gc
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from tei.check.relaxng.automaton import Automaton
from tei.check.relaxng.patterns import Element, Pattern
from tei.check.relaxng.restrictions import Restrictions
from tei.check.relaxng.simplify import Simplifier
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


_kept: dict[Path, Schema] = {}


def schema(path: Path) -> Schema:
    """The schema at `path`, in XML or (``.rnc``) compact syntax; the same as before while no file of it has changed.

    Raises:
        TeiError: V005 when it is no correct RELAX NG schema, G001 when it cannot be read.
    """
    where = path.resolve()
    kept = _kept.get(where)
    if kept is None or any(stamp(file) != was for file, was in kept.stamps.items()):
        kept = compiled(path)
        while len(_kept) >= _MOST:
            del _kept[next(iter(_kept))]
        _kept[where] = kept
    return kept


def compiled(path: Path) -> Schema:
    """The schema at `path`, compiled anew.

    Raises:
        TeiError: as for `schema`.
    """
    collecting = gc.isenabled()
    gc.disable()  # thousands of patterns are made, and none is let go: looking for some takes a third of the time
    try:
        made = Simplifier(path, _root)
        looked = Restrictions()
        elements = looked.hold(made.start, str(path))
    except RecursionError as error:
        raise TeiError("V005", "is nested too deeply", file=str(path), engine="relaxng") from error
    finally:
        if collecting:
            gc.enable()
    automaton = Automaton(made.patterns, made.by_context)
    return Schema(path, made.start, automaton, tuple(elements), made.with_ids, {f: stamp(f) for f in made.files.roots})


def _root(path: Path) -> etree._Element:
    if path.suffix.lower() != ".rnc":
        return parse(path).getroot()
    from tei.check.relaxng.compact import compact

    return compact(read(path), str(path))
