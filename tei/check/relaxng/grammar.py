"""Grammars: what `start` and `define` say, from all files that belong to a schema (sections 4.5 to 4.7, 4.17, 4.18)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree

from tei.check.relaxng.syntax import ANY, Node, Place, broken, local_of, ncname, node, stray
from tei.report import TeiError

START = ""  # the name under which `start` stands among the definitions

Reader = Callable[[Path], etree._Element]
"""Gives the root of the schema at a path, whichever its syntax; raises TeiError."""


@dataclass(frozen=True, slots=True)
class Definition:
    """One `define` or `start`."""

    element: etree._Element
    node: Node
    combine: str


@dataclass(slots=True, eq=False)
class Grammar:
    """A grammar: its definitions by name, and the grammar that it is within."""

    parent: Grammar | None
    definitions: dict[str, list[Definition]] = field(default_factory=dict)


@dataclass(slots=True)
class Files:
    """The files of a schema, each read once."""

    read: Reader
    roots: dict[Path, etree._Element] = field(default_factory=dict)

    def first(self, path: Path) -> tuple[etree._Element, Place]:
        """The root of the schema itself, and the place within it."""
        return self._root(path), Place(path, "", "", (path,))

    def other(self, element: etree._Element, href: str, place: Place) -> tuple[etree._Element, Place]:
        """The root of the file at `href`, and the place within it: nothing but the namespace is inherited.

        Raises:
            TeiError: V005 when it is not a local file, or would hold itself.
        """
        path = _local(element, href, place)
        if path in place.within:
            raise broken(element, place, f'"{href}" would hold itself')
        try:
            return self._root(path), Place(path, place.ns, "", (*place.within, path))
        except TeiError as error:
            if error.finding.code != "G001":
                raise
            raise broken(element, place, f'"{href}" {error}', "mend the href, or add the file") from error

    def _root(self, path: Path) -> etree._Element:
        if path not in self.roots:
            root, inside = self.read(path), Place(path, "", "", (path,))
            if not str(root.tag).startswith(ANY[:-1]):
                raise broken(root, inside, f'"{local_of(root)}" is not an element of RELAX NG')
            stray(root, inside)
            self.roots[path] = root
        return self.roots[path]


def _local(element: etree._Element, href: str, place: Place) -> Path:
    parts = urlsplit(href.strip())
    if parts.fragment or href.strip().endswith("#"):
        raise broken(element, place, f'the href "{href}" may not have a fragment')
    if parts.scheme not in ("", "file") or parts.netloc:
        raise broken(element, place, f'"{href}" is not fetched', "no network is used; name a local copy")
    base = urlsplit(element.base or "")  # what xml:base says, if anything does
    folder = Path(unquote(base.path)).parent if base.scheme in ("", "file") and base.path else place.file.parent
    return (place.file.parent / folder / unquote(parts.path)).resolve()


def gather(grammar: Grammar, children: list[etree._Element], place: Place, files: Files) -> None:
    """Add what `children` of a grammar define to `grammar`.

    Raises:
        TeiError: V005 when the syntax, a file or an override is not as it must be.
    """
    for definition in _components(children, place, files, within_include=False):
        grammar.definitions.setdefault(_name(definition), []).append(definition)


def _name(definition: Definition) -> str:
    return START if definition.node.local == "start" else definition.node.attributes["name"].strip()


def _components(
    children: list[etree._Element], place: Place, files: Files, within_include: bool
) -> Iterator[Definition]:
    for child in children:
        found = node(child, place)
        if found.local == "div":
            yield from _components(found.children, found.place, files, within_include)
        elif found.local == "include" and not within_include:
            yield from _included(child, found, files)
        elif found.local in ("start", "define"):
            yield _definition(child, found)
        else:
            raise broken(
                child, place, f'"{found.local}" may not stand here', "a grammar holds start, define, div, include"
            )


def _definition(element: etree._Element, found: Node) -> Definition:
    combine = found.attributes.get("combine", "").strip()
    if "combine" in found.attributes and combine not in ("choice", "interleave"):
        raise broken(element, found.place, f'combine is "choice" or "interleave", not "{combine}"')
    if found.local == "define":
        ncname(element, found)
    if not found.children:
        raise broken(element, found.place, f'"{found.local}" is empty', "give it a pattern, or <empty/>")
    if found.local == "start" and len(found.children) > 1:
        raise broken(found.children[1], found.place, '"start" holds one pattern', "put them into a group or choice")
    return Definition(element, found, combine)


def _included(element: etree._Element, found: Node, files: Files) -> Iterator[Definition]:
    """The definitions of an included grammar but for those overridden, then those that override."""
    own = list(_components(found.children, found.place, files, within_include=True))
    root, inside = files.other(element, found.attributes["href"], found.place)
    whole = node(root, inside)
    if whole.local != "grammar":
        raise broken(element, found.place, f'"{found.attributes["href"]}" is no grammar but a pattern: "{whole.local}"')
    theirs = list(_components(whole.children, whole.place, files, within_include=False))
    named = {_name(definition) for definition in theirs}
    for definition in own:
        if _name(definition) not in named:
            what = f'"{_name(definition)}"' if _name(definition) else "start"
            hint = "an include overrides only what the included file has; define it outside"
            raise broken(definition.element, found.place, f"the included grammar does not define {what}", hint)
    mine = {_name(definition) for definition in own}
    yield from (definition for definition in theirs if _name(definition) not in mine)
    yield from own


def combination(definitions: list[Definition]) -> str:
    """How several definitions of one name are combined: ``choice`` or ``interleave``; "" for a single one.

    Raises:
        TeiError: V005 when they do not agree.
    """
    if len(definitions) < 2:
        return ""
    plain = [d for d in definitions if not d.combine]
    said = {d.combine for d in definitions if d.combine}
    what = f'"{_name(definitions[0])}"' if _name(definitions[0]) else "start"
    if len(plain) > 1:
        first = plain[0].element.sourceline
        hint = f'the first is in line {first}; say combine="choice" or "interleave"'
        raise broken(plain[1].element, plain[1].node.place, f"{what} is defined twice", hint)
    if len(said) > 1:
        last = definitions[-1]
        raise broken(last.element, last.node.place, f"{what} is combined both by choice and by interleave")
    return said.pop()
