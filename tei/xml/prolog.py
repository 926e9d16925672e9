"""What a document says before its root begins: instructions, its DOCTYPE, its entities; nothing more is read."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat


@dataclass(frozen=True, slots=True)
class Instruction:
    """A processing instruction; `line` and `column` count from 1."""

    target: str
    text: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Entity:
    """A general or parameter entity that the internal subset declares; an external one has the address `system`."""

    name: str
    parameter: bool
    system: str
    line: int


@dataclass(slots=True)
class Prolog:
    """What stands before the root, and its name and attributes (Clark notation).

    `doctype` is whether there is one; `system` and `public` name the external subset, "" if there is none.
    """

    version: str = "1.0"
    instructions: list[Instruction] = field(default_factory=list)
    doctype: bool = False
    doctype_line: int | None = None
    system: str = ""
    public: str = ""
    entities: list[Entity] = field(default_factory=list)
    root: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)


class _RootError(Exception):
    """The root has begun."""


def prolog(chunks: Iterable[bytes]) -> Prolog:
    """What the document in `chunks` (UTF-8) says before its root; as far as it goes, if it is not well-formed."""
    found = Prolog()
    parser = expat.ParserCreate("utf-8", " ")

    def declared(version: str, _encoding: str | None, _standalone: int) -> None:
        found.version = version or "1.0"

    def instruction(target: str, text: str) -> None:
        place = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
        found.instructions.append(Instruction(target, text, *place))

    def doctype(_name: str, system: str | None, public: str | None, _subset: bool) -> None:
        found.doctype, found.system, found.public = True, system or "", public or ""
        found.doctype_line = parser.CurrentLineNumber

    def entity(
        name: str, parameter: bool, _value: str | None, _base: str | None, system: str | None, *_: object
    ) -> None:
        found.entities.append(Entity(name, bool(parameter), system or "", parser.CurrentLineNumber))

    def start(name: str, attributes: Mapping[str, str]) -> None:
        found.root = clark(name)
        found.attributes = {clark(key): value for key, value in attributes.items()}
        raise _RootError

    parser.XmlDeclHandler = declared
    parser.ProcessingInstructionHandler = instruction
    parser.StartDoctypeDeclHandler = doctype
    parser.EntityDeclHandler = entity
    parser.StartElementHandler = start
    with contextlib.suppress(_RootError, expat.ExpatError):
        for chunk in chunks:
            parser.Parse(chunk, False)
    return found


def clark(name: str) -> str:
    """The name in Clark notation: ``uri local`` is ``{uri}local``."""
    uri, space, local = name.rpartition(" ")
    return f"{{{uri}}}{local}" if space else local
