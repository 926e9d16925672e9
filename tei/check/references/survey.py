"""One way through a document: its ids, pointers, languages and dates, each with the place where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from tei.check.references.attributes import DATES, LANGUAGES, NO_DATES, POINTERS
from tei.names import TEI, XML, XML_ID, XML_LANG
from tei.report import Finding, Severity, finding
from tei.xml import xpath_of
from tei.xml.tags import start_tags

EXAMPLES = "http://www.tei-c.org/ns/Examples"
_BASE = f"{{{XML}}}base"
_TEI = f"{{{TEI}}}"
_PLAIN = frozenset(name for name, on in POINTERS.items() if on is None)


class Spot(NamedTuple):
    """An element, the `number`-th of its document, from 0."""

    element: etree._Element
    number: int


class Pointer(NamedTuple):
    """The pointers of an attribute, divided by white space in `value`."""

    spot: Spot
    attribute: str
    value: str


@dataclass(slots=True)
class Survey:
    """What was gathered in the document `name`, whose relative pointers are seen from `folder`."""

    tree: etree._ElementTree
    name: str
    folder: Path
    data: bytes | None
    ids: dict[str, Spot] = field(default_factory=dict)
    twice: list[tuple[Spot, str]] = field(default_factory=list)
    pointers: list[Pointer] = field(default_factory=list)
    languages: dict[tuple[str, str], Spot] = field(default_factory=dict)  # by attribute and value, where first
    dates: list[tuple[Spot, Mapping[str, str]]] = field(default_factory=list)
    with_bases: bool = False
    _places: list[tuple[int, int]] | None = None

    def place(self, spot: Spot) -> tuple[int | None, int | None]:
        """Line and column, from 1, of the start tag."""
        if self._places is None:
            self._places = start_tags(self.data) if self.data is not None else []
        if spot.number < len(self._places):
            return self._places[spot.number]
        return spot.element.sourceline, None

    def finding(self, code: str, message: str, spot: Spot, hint: str = "", severity: Severity = "error") -> Finding:
        """A finding about the element at `spot`."""
        line, column = self.place(spot)
        return finding(
            code,
            message,
            file=self.name,
            line=line,
            column=column,
            xpath=xpath_of(spot.element),
            severity=severity,
            engine="references",
            hint=hint,
        )

    def spots(self, *names: str) -> Iterator[Spot]:
        """The TEI elements with these names."""
        wanted = {_TEI + name for name in names}
        if next(self.tree.getroot().iter(*wanted), None) is None:
            return
        for number, element in enumerate(self.tree.getroot().iter(etree.Element)):
            if element.tag in wanted:
                yield Spot(element, number)


def survey(tree: etree._ElementTree, name: str, data: bytes | None, folder: Path) -> Survey:
    """What `tree` has; attributes of other namespaces' elements are passed over, examples count for nothing."""
    found = Survey(tree, name, folder, data)
    for number, element in enumerate(tree.getroot().iter(etree.Element)):
        attributes = element.items()
        if attributes:
            _look(found, element, number, attributes)
    return found


def _look(found: Survey, element: etree._Element, number: int, attributes: list[tuple[str, str]]) -> None:
    local = ""
    dated = False
    for key, value in attributes:
        if key in _PLAIN:
            local = local or _local(element)
            if local != "?":
                found.pointers.append(Pointer(Spot(element, number), key, value))
        elif key == XML_ID:
            _identify(found, Spot(element, number), value)
        elif key == XML_LANG:
            found.languages.setdefault((key, value), Spot(element, number))
        elif key == _BASE:
            found.with_bases = True
        elif key in POINTERS or key in DATES or key in LANGUAGES:
            local = local or _local(element)
            if local in (POINTERS.get(key) or ()):
                found.pointers.append(Pointer(Spot(element, number), key, value))
            elif local in LANGUAGES.get(key, ()):
                for tag in value.split() or [""]:
                    found.languages.setdefault((key, tag), Spot(element, number))
            elif key in DATES and local != "?" and local not in NO_DATES.get(key, ()):
                dated = True
        elif key == "targetLang":
            found.languages.setdefault((key, value), Spot(element, number))
        elif key == "dur" and _local(element) not in ("?", "note", "rest", "chord"):
            dated = True
    if dated:
        found.dates.append((Spot(element, number), dict(attributes)))


def _local(element: etree._Element) -> str:
    """The local name of a TEI element, ``?`` for others."""
    tag = str(element.tag)
    return tag[len(_TEI) :] if tag.startswith(_TEI) else "?"


def _identify(found: Survey, spot: Spot, value: str) -> None:
    id_ = value.strip()
    first = found.ids.setdefault(id_, spot)
    if first is not spot:
        if _is_example(first.element):
            found.ids[id_] = spot
        elif not _is_example(spot.element):
            found.twice.append((spot, id_))


def _is_example(element: etree._Element) -> bool:
    return str(element.tag).startswith(f"{{{EXAMPLES}}}")
