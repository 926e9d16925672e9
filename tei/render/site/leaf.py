"""What the rest of a site needs to know of one text: its passages in every version, its records, its header.

A leaf is made from the TEI alone, is small beside it, and travels between processes; registers, timeline, map and
search are made of leaves, so a site of many texts never holds many trees.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from tei.model import primary
from tei.names import NS, XML_ID, XML_LANG, tei

#: The registers: the page's name and the records it lists, as a path in the standOff of a text.
REGISTERS: Mapping[str, str] = {
    "persons": "tei:listPerson/tei:person",
    "places": "tei:listPlace/tei:place",
    "organisations": "tei:listOrg/tei:org",
    "events": "tei:listEvent/tei:event",
    "documents": "tei:listBibl/tei:bibl",
}

_NAMES = frozenset(map(tei, ("persName", "placeName", "orgName", "eventName", "title")))
_SILENT = frozenset(map(tei, ("lb", "g", "note")))
_READ = frozenset(map(tei, ("sic", "surplus")))  # what is found, but not read
_SUPPLIED = tei("supplied")
_FOUND = frozenset(map(tei, ("corr", "supplied")))  # what is read, but not found
_EMENDED = _READ | _FOUND
_GAP, _DATE = tei("gap"), tei("date")
_UNITS = frozenset(map(tei, ("head", "s")))
_DENSE = frozenset(("zh", "ja", "lzh"))  # languages whose sentences follow each other without a space


@dataclass(frozen=True, slots=True)
class Mark:
    """A name: the span ``[start, end)`` of a side's text, and the xml:ids of its records."""

    start: int
    end: int
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """A date: the span ``[start, end)`` of a side's text, and from when to when it lies, as ISO of any precision.

    Where only one limit is known, the other is "".
    """

    start: int
    end: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Side:
    """What one version says in a passage: its reading text, white space as one space each.

    `found` is the text as the source has it, "" where it is the same.  `ids` are the xml:ids of its sentences or heads.
    """

    version: int  # the number of the version in the leaf
    ids: tuple[str, ...]
    text: str
    found: str = ""
    names: tuple[Mark, ...] = ()
    days: tuple[Day, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """Sentences or heads that say the same: a side for each version that has it, in the order of the versions.

    `id` is the xml:id of its first element, which is its address in the page of the text.
    """

    id: str
    head: bool
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """A record of a text's standOff: its xml:id, its register and its element, as bytes."""

    id: str
    register: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Leaf:
    """What other pages need to know of a text.  Passages are in the order of the original."""

    stem: str  # the name of its page, without the ending
    id: str  # its xml:id, "" if it has none
    date: str  # when its source was issued, as ISO; ""
    titles: tuple[tuple[str, str], ...]  # (language, title)
    versions: tuple[tuple[str, str, str], ...]  # (role, language, xml:id), the original first
    header: bytes  # its teiHeader
    records: tuple[Record, ...]
    passages: tuple[Passage, ...]
    aligned: bool  # whether there is a page on its alignment


def titled(root: etree._Element, stem: str) -> etree._Element:
    """A TEI with a title: where none has words, its first one gets the stem, by which readers can tell it."""
    titles = root.findall(f"{tei('teiHeader')}/{tei('fileDesc')}/{tei('titleStmt')}/{tei('title')}")
    if titles and not any(map(_plain, titles)):
        titles[0].clear(keep_tail=True)
        titles[0].text = stem
    return root


def leaf(stem: str, tree: etree._ElementTree) -> Leaf:
    """The leaf of a text whose page is called `stem`."""
    root = titled(tree.getroot(), stem)
    file = f"{tei('teiHeader')}/{tei('fileDesc')}"
    date = root.find(f"{file}/{tei('sourceDesc')}//{tei('imprint')}/{tei('date')}")
    header = root.find(tei("teiHeader"))
    divs = sorted(root.iterfind(f"{tei('text')}/{tei('body')}/{tei('div')}"), key=lambda d: d.get("type") != "original")
    records = tuple(_records(root))
    bead = root.find(f"{tei('standOff')}/{tei('linkGrp')}[@subtype='sentence']/{tei('link')}")
    return Leaf(
        stem,
        root.get(XML_ID, ""),
        "" if date is None else date.get("when", ""),
        tuple((t.get(XML_LANG, ""), _plain(t)) for t in root.iterfind(f"{file}/{tei('titleStmt')}/{tei('title')}")),
        tuple((div.get("type", ""), div.get(XML_LANG, ""), div.get(XML_ID, "")) for div in divs),
        b"" if header is None else etree.tostring(header, with_tail=False),
        records,
        tuple(_passages(divs, frozenset(record.id for record in records))),
        bead is not None and len(divs) > 1,
    )


def _plain(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def _records(root: etree._Element) -> Iterator[Record]:
    for register, path in REGISTERS.items():
        found = root.xpath(f"tei:standOff/{path}", namespaces=NS)
        for node in found if isinstance(found, list) else ():
            if isinstance(node, etree._Element):
                yield Record(node.get(XML_ID, ""), register, etree.tostring(node, with_tail=False))


def _passages(divs: Sequence[etree._Element], known: frozenset[str]) -> Iterator[Passage]:
    """The passages: those of the first version in its order, each followed by what only others have after it."""
    units = [(n, unit) for n, div in enumerate(divs) for unit in _units(div)]
    at = {unit.get(XML_ID, ""): i for i, (_, unit) in enumerate(units)}
    group = list(range(len(units)))

    def first(i: int) -> int:
        while group[i] != i:
            group[i] = group[group[i]]
            i = group[i]
        return i

    for i, (_, unit) in enumerate(units):
        for target in unit.get("corresp", "").replace("#", " ").split():
            if target in at:
                low, high = sorted((first(i), first(at[target])))
                group[high] = low
    members: dict[int, list[int]] = {}
    for i in range(len(units)):
        members.setdefault(first(i), []).append(i)
    order: dict[int, tuple[int, ...]] = {}
    before: tuple[int, ...] = (-1,)
    last = 0
    for i, (n, _) in enumerate(units):
        if n != last:
            before, last = (-1,), n
        if first(i) == i:
            order[i] = (i,) if n == 0 else (*before[:1], i)
        before = order[first(i)]
    for i in sorted(members, key=lambda i: order[i]):
        sides = [
            _side(n, [units[j][1] for j in members[i] if units[j][0] == n], divs[n].get(XML_LANG, ""), known)
            for n in sorted({units[j][0] for j in members[i]})
        ]
        yield Passage(units[i][1].get(XML_ID, ""), units[i][1].tag == tei("head"), tuple(sides))


def _units(div: etree._Element) -> Iterator[etree._Element]:
    """Heads, sentences, and paragraphs that have none."""
    for element in div.iter(tei("head"), tei("s"), tei("p")):
        if element.tag in _UNITS or element.find(f".//{tei('s')}") is None:
            yield element


class _Writer:
    """Gathers text, white space as single spaces, and the spans of names and dates."""

    def __init__(self, without: frozenset[str], known: frozenset[str]) -> None:
        self.without, self.known = without | _SILENT, known
        self.parts: list[str] = []
        self.length = 0
        self.names: list[Mark] = []
        self.days: list[Day] = []
        self.emended = False  # whether the text is another than the other of the two that can be read

    def say(self, text: str | None) -> None:
        if not text:
            return
        said = " ".join(text.split())
        if text[0].isspace() and self.length and self.parts[-1][-1] != " ":
            said = " " + said
        if said and text[-1].isspace() and said[-1] != " ":
            said += " "
        if said:
            self._put(said)

    def _put(self, piece: str) -> None:
        self.parts.append(piece)
        self.length += len(piece)

    def all(self, units: Sequence[etree._Element], between: str) -> str:
        for i, unit in enumerate(units):
            if i:
                self.say(between)
            self.walk(unit)
        return "".join(self.parts).rstrip()

    def walk(self, element: etree._Element) -> None:
        tag = element.tag
        if tag in _EMENDED:
            self.emended = True
        if not isinstance(tag, str) or tag in self.without:
            return
        if tag == _GAP:
            self._put("…")
            return
        whole = tag == _SUPPLIED and (parent := element.getparent()) is not None and parent.get("type") == "supplied"
        if whole:  # a head that the source does not have
            self._put("[")
        start = self.length
        self.say(element.text)
        for child in element:
            self.walk(child)
            self.say(child.tail)
        if whole:
            self._put("]")
        if tag in _NAMES and element.get("ref"):
            records = tuple(r for r in element.get("ref", "").replace("#", " ").split() if r in self.known)
            if records:
                self.names.append(Mark(start, self.length, records))
        elif tag == _DATE:
            first = element.get("when") or element.get("from") or element.get("notBefore") or ""
            last = element.get("when") or element.get("to") or element.get("notAfter") or ""
            if first or last:
                self.days.append(Day(start, self.length, first, last))


def _side(n: int, units: Sequence[etree._Element], lang: str, known: frozenset[str]) -> Side:
    between = "" if primary(lang) in _DENSE else " "
    read, found = _Writer(_READ, known), _Writer(_FOUND, known)
    text = read.all(units, between)
    raw = found.all(units, between) if read.emended else text
    size = len(text)
    return Side(
        n,
        tuple(unit.get(XML_ID, "") for unit in units),
        text,
        "" if raw == text else raw,
        tuple(Mark(m.start, min(m.end, size), m.records) for m in read.names if m.start < size),
        tuple(Day(d.start, min(d.end, size), d.first, d.last) for d in read.days if d.start < size),
    )
