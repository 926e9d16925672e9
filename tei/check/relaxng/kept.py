"""Schemas in simple form, kept on disk: TEI's own has 13,000 elements, and reading them takes longer than a document.

What is kept of a schema says which files it was made from, and is used only while each has the same bytes.  It is plain
JSON; whatever is wrong with it, the schema is read anew.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from tei.check.relaxng.datatypes import Datatype, DatatypeError, datatype
from tei.check.relaxng.nameclass import Names, Wild
from tei.check.relaxng.patterns import (
    Attribute,
    Choice,
    Data,
    Element,
    Empty,
    Group,
    Interleave,
    ListOf,
    NotAllowed,
    OneOrMore,
    Pattern,
    Patterns,
    Text,
    Value,
    inner_of,
)
from tei.files import cache, stamp, write
from tei.report import TeiError

_MOST = 64  # schemas that are kept

Spec = tuple[str, str, tuple[tuple[str, str], ...]]
"""A datatype: library, name and parameters."""


@dataclass(frozen=True, slots=True)
class Simple:
    """A schema in simple form, and the files that it was made from."""

    patterns: Patterns
    start: Pattern
    elements: tuple[Element, ...]
    with_ids: bool
    files: tuple[Path, ...]


def folder() -> Path:
    """Where schemas are kept."""
    return cache() / "relaxng"


def _place(path: Path) -> Path:
    """The file for the schema at `path`; another one for each state of our own code."""
    code = [stamp(module) for module in sorted(Path(__file__).parent.glob("*.py"))]
    return folder() / (sha256(f"{code} {path}".encode("utf-8", "surrogateescape")).hexdigest() + ".json")


def load(path: Path) -> Simple | None:
    """What is kept of the schema at `path` (resolved); None when there is nothing, or it is out of date."""
    try:
        said = json.loads(_place(path).read_bytes())
        if any(_digest(Path(file)) != digest for file, digest in said["files"].items()):
            return None
        return _made(said)
    except (OSError, ValueError, KeyError, IndexError, TypeError, AttributeError, RuntimeError, DatatypeError):
        return None


def keep(path: Path, simple: Simple, types: Mapping[Datatype, Spec]) -> None:
    """Keep the schema at `path` (resolved), if the disk allows."""
    with contextlib.suppress(TeiError, OSError, ValueError):
        place = _place(path)
        write(place, json.dumps(_said(simple, types), ensure_ascii=False, separators=(",", ":")).encode("utf-8"))
        kept = sorted(place.parent.glob("*.json"), key=lambda file: file.stat().st_mtime_ns)
        for old in kept[:-_MOST]:
            old.unlink(missing_ok=True)


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


# -- out


def _said(simple: Simple, types: Mapping[Datatype, Spec]) -> dict[str, Any]:
    """The schema as JSON values; patterns are numbered in the order in which they were made."""
    numbers: dict[Pattern, int] = {}
    rows: list[list[Any]] = []
    for pattern in _sorted(simple):
        numbers[pattern] = len(rows)
        rows.append(_row(pattern, numbers, types))
    return {
        "files": {str(file): _digest(file) for file in simple.files},
        "rows": rows,
        "start": numbers[simple.start],
        "contents": [[numbers[element], numbers[element.content]] for element in simple.elements],
        "ids": simple.with_ids,
    }


def _sorted(simple: Simple) -> list[Pattern]:
    """All patterns of the schema, what each is made of before it."""
    seen: set[Pattern] = set()
    waiting: list[Pattern] = [simple.start, *simple.elements, *(element.content for element in simple.elements)]
    while waiting:
        pattern = waiting.pop()
        if pattern not in seen:
            seen.add(pattern)
            waiting += _parts(pattern)
    return sorted(seen, key=lambda pattern: pattern.number)


def _parts(pattern: Pattern) -> tuple[Pattern, ...]:
    if isinstance(pattern, Group):
        return pattern.first, pattern.rest
    if isinstance(pattern, Data) and pattern.excepted:
        return (pattern.excepted,)
    return inner_of(pattern)


def _row(pattern: Pattern, numbers: Mapping[Pattern, int], types: Mapping[Datatype, Spec]) -> list[Any]:
    row: list[Any] = [type(pattern).__name__, *(numbers[part] for part in _parts(pattern))]
    if isinstance(pattern, Attribute):
        row.append(_names(pattern.names))
    elif isinstance(pattern, Element):
        row += [_names(pattern.names), pattern.file, pattern.line]
    elif isinstance(pattern, Data):
        row = ["Data", *types[pattern.datatype], numbers[pattern.excepted] if pattern.excepted else None]
    elif isinstance(pattern, Value):
        row = ["Value", *types[pattern.datatype], pattern.said]
    return row


def _names(names: Names | None) -> list[Any] | None:
    if names is None:
        return None
    return [sorted(names.names), [[wild.namespace, _names(wild.excepted)] for wild in names.wild]]


# -- in


def _made(said: dict[str, Any]) -> Simple:
    of = Patterns()
    made: list[Pattern] = []
    for row in said["rows"]:
        made.append(_MAKERS[row[0]](of, made, *row[1:]))
    elements = []
    for number, content in said["contents"]:
        element = made[number]
        if not isinstance(element, Element):
            raise TypeError(f"{number} is no element")
        element.content = made[content]
        elements.append(element)
    return Simple(of, made[said["start"]], tuple(elements), bool(said["ids"]), tuple(map(Path, said["files"])))


def _class(said: list[Any] | None) -> Names | None:
    if said is None:
        return None
    return Names(frozenset(said[0]), tuple(Wild(namespace, _class(excepted)) for namespace, excepted in said[1]))


def _data(
    of: Patterns, made: list[Pattern], library: str, name: str, params: list[list[str]], but: int | None
) -> Pattern:
    return of.data(_type(library, name, params), None if but is None else made[but])


def _value(of: Patterns, _: list[Pattern], library: str, name: str, params: list[list[str]], said: str) -> Pattern:
    type_ = _type(library, name, params)
    return of.value(type_, type_.value(said, {}), said)


def _type(library: str, name: str, params: list[list[str]]) -> Datatype:
    return datatype(library, name, [(param, value) for param, value in params], {})


_MAKERS: Mapping[str, Callable[..., Pattern]] = {
    Empty.__name__: lambda of, _: of.empty,
    NotAllowed.__name__: lambda of, _: of.not_allowed,
    Text.__name__: lambda of, _: of.text,
    Choice.__name__: lambda of, made, *parts: of.choice([made[part] for part in parts]),
    Interleave.__name__: lambda of, made, *parts: of.interleave([made[part] for part in parts]),
    Group.__name__: lambda of, made, first, rest: of.pair(made[first], made[rest]),
    OneOrMore.__name__: lambda of, made, inner: of.one_or_more(made[inner]),
    ListOf.__name__: lambda of, made, inner: of.list_of(made[inner]),
    Attribute.__name__: lambda of, made, inner, names: of.attribute(_class(names) or Names(), made[inner]),
    Element.__name__: lambda of, _, names, file, line: of.element(_class(names) or Names(), file, line),
    Data.__name__: _data,
    Value.__name__: _value,
}
