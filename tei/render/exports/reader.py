"""Read a TEI document into a `Text`.

A version is a ``div`` of the body; where none has a type of version, the body itself is the only one.  Units are heads,
sentences, and paragraphs, lines and items that hold neither.  White space becomes single spaces.  Of what editors
emended the reading text has their reading; line breaks and notes within the text are no part of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from lxml import etree

from tei.model import primary
from tei.names import XML_ID, tei
from tei.render.exports.matching import reading_order, together
from tei.render.exports.nodes import SPACE, lang_of, plain, select, worded
from tei.render.exports.standoff import notes, records
from tei.render.exports.text import (
    EMENDATIONS,
    NAMES,
    VALUES,
    Bead,
    Block,
    Source,
    Span,
    Text,
    Unit,
    Version,
)

#: Languages whose sentences follow each other without a space.
DENSE = frozenset(("zh", "ja", "lzh", "yue", "th", "bo"))
#: What stands for a character that XML cannot hold.
UNREPRESENTABLE = "\ufffd"

_BLOCKS = ("head", "p", "ab", "l", "item", "cell")
_BLOCK_TAGS = frozenset(map(tei, _BLOCKS))
_UNIT_TAGS = frozenset((*_BLOCK_TAGS, tei("s")))
_SILENT = frozenset(map(tei, ("lb", "pb", "cb", "note", "index")))
_INSTEAD = {"corr": "sic", "reg": "orig", "expan": "abbr"}  # what is read, and what of the same choice is not


def text(stem: str, tree: etree._ElementTree) -> Text:
    """The text of a document that is called `stem`."""
    root = tree.getroot()
    divs = _divs(root)
    versions = tuple(_version(n, div) for n, div in enumerate(divs))
    header = root.find(tei("teiHeader"))
    return Text(
        stem,
        root.get(XML_ID, ""),
        tuple(worded(header, "tei:fileDesc/tei:titleStmt/tei:title")),
        tuple(words for _, words in worded(header, "tei:fileDesc/tei:titleStmt/tei:author")),
        _source(header),
        versions,
        tuple(_beads(root, versions)),
        tuple(notes(root)),
        tuple(records(root)),
        tuple(_responsible(header)),
    )


def _source(header: etree._Element | None) -> Source:
    path = "tei:fileDesc/tei:sourceDesc//tei:monogr"
    date = select(header, f"{path}/tei:imprint/tei:date[@when]")
    page = select(header, f"{path}//tei:biblScope[@unit='page']")
    return Source(
        tuple(worded(header, f"{path}/tei:title")),
        date[0].get("when", "") if date else "",
        plain(page[0]) if page else "",
    )


def _responsible(header: etree._Element | None) -> Iterator[tuple[str, str]]:
    for element in select(header, "tei:fileDesc/tei:titleStmt/*[@xml:id]"):
        names = select(element, "tei:persName | tei:orgName | tei:name")
        yield element.get(XML_ID, ""), plain(names[0]) if names else plain(element)
    for element in select(header, "tei:encodingDesc/tei:appInfo/tei:application[@xml:id]"):
        yield element.get(XML_ID, ""), f"{element.get('ident', '')} {element.get('version', '')}".strip()


# --- versions


def _divs(root: etree._Element) -> list[etree._Element]:
    """The elements that are the versions, the original first."""
    divs = select(root, "tei:text/tei:body/tei:div[@type = 'original' or @type = 'translation']")
    return sorted(divs, key=lambda d: d.get("type") != "original") or select(root, "tei:text/tei:body")


def _version(n: int, div: etree._Element) -> Version:
    role = div.get("type", "") if div.tag == tei("div") else ""
    blocks = tuple(_block(n, element, div) for element in div.iter(*_BLOCK_TAGS) if _stands(element))
    return Version(role, lang_of(div), div.get(XML_ID, ""), blocks)


def _stands(element: etree._Element) -> bool:
    """Whether a block is one of the text: no part of a note, and without blocks in it."""
    inner = next(element.iterdescendants(*_BLOCK_TAGS), None)
    return inner is None and next(element.iterancestors(tei("note")), None) is None


def _block(n: int, element: etree._Element, div: etree._Element) -> Block:
    sentences = list(element.iter(tei("s")))
    level = 1
    for parent in element.iterancestors():
        if parent is div:
            break
        level += parent.tag == tei("div")
    return Block(
        element.get(XML_ID, ""),
        etree.QName(element).localname,
        element.get("type", ""),
        level,
        tuple(element.get("corresp", "").replace("#", " ").split()),
        tuple(_unit(n, unit) for unit in sentences or [element]),
    )


class _Writer:
    """Gathers the text of a unit, white space as single spaces, and the spans of its elements."""

    def __init__(self, found: bool) -> None:
        self.as_found = found
        self.parts: list[str] = []
        self.length = 0
        self.spans: list[Span] = []

    def say(self, text: str | None) -> None:
        for piece in SPACE.split(text or ""):
            if not piece:
                continue
            if not SPACE.fullmatch(piece):
                self._put(piece)
            elif self.length and self.parts[-1] != " ":
                self._put(" ")

    def _put(self, piece: str) -> None:
        self.parts.append(piece)
        self.length += len(piece)

    def inside(self, element: etree._Element, *, without: str = "") -> None:
        self.say(element.text)
        for child in element:
            if isinstance(child.tag, str) and child.tag not in _SILENT and child.tag != without:
                self._element(child)
            self.say(child.tail)

    def _element(self, element: etree._Element) -> None:
        name = etree.QName(element).localname
        start = self.length
        if name == "gap":
            self._put("…")
        elif name == "g":
            self._put(plain(element) or UNREPRESENTABLE)
        elif name == "choice":
            self._choice(element)
        elif name not in (("supplied",) if self.as_found else ("surplus",)):
            self.inside(element)
        attrs = tuple((etree.QName(key).localname, value) for key, value in _attributes(element) if key != XML_ID)
        said = _said(element)
        if name in NAMES or name in VALUES or name in EMENDATIONS or element.get(XML_ID):
            self.spans.append(Span(name, start, self.length, element.get(XML_ID, ""), attrs, said))

    def _choice(self, element: etree._Element) -> None:
        children = {etree.QName(child).localname: child for child in element if isinstance(child.tag, str)}
        for read, found in _INSTEAD.items():
            if read in children and found in children:
                self.inside(children[found if self.as_found else read])
                return
        for child in list(children.values())[:1]:
            self.inside(child)


def _attributes(element: etree._Element) -> list[tuple[str, str]]:
    """The attributes; of an emendation also those of its ``corr``, which says who answers for it."""
    corr = element.find(tei("corr")) if element.tag == tei("choice") else None
    return [(str(k), str(v)) for one in (element, corr) if one is not None for k, v in one.attrib.items()]


def _said(element: etree._Element) -> str:
    """What an emendation says was found."""
    if element.tag == tei("surplus"):
        return plain(element)
    sic = element.find(tei("sic")) if element.tag == tei("choice") else None
    return "" if sic is None else plain(sic)


def _unit(version: int, element: etree._Element) -> Unit:
    read, found = _Writer(False), _Writer(True)
    for writer in (read, found):
        writer.inside(element)
    text, raw = "".join(read.parts).rstrip(" "), "".join(found.parts).rstrip(" ")
    spans = sorted((_trimmed(span, text) for span in read.spans), key=lambda s: (s.start, -s.end))
    name = etree.QName(element).localname
    return Unit(element.get(XML_ID, ""), name, version, text, "" if raw == text else raw, tuple(spans))


def _trimmed(span: Span, text: str) -> Span:
    """The span without white space at its ends."""
    start, end = min(span.start, len(text)), min(span.end, len(text))
    while start < end and text[start] == " ":
        start += 1
    while start < end and text[end - 1] == " ":
        end -= 1
    return Span(span.element, start, end, span.id, span.attrs, span.found)


def joined(units: Sequence[Unit], lang: str, of: Callable[[Unit], str] = lambda unit: unit.text) -> str:
    """The text of several units of a version: with spaces between them where the language has them."""
    return ("" if primary(lang) in DENSE else " ").join(of(unit) for unit in units)


# --- beads


def _beads(root: etree._Element, versions: Sequence[Version]) -> Iterator[Bead]:
    """The beads: as the alignment has them, else by ``corresp``; units that are in none stand alone.

    Heads that editors supplied are in none: no version has them.
    """
    blocks = (block for version in versions for block in version.blocks if block.type != "supplied")
    units = {unit.id: unit for block in blocks for unit in block.units if unit.id}
    groups: list[tuple[list[str], str]] = []
    for kind in ("head", "sentence"):
        for link in select(root, f"tei:standOff/tei:linkGrp[@subtype='{kind}']/tei:link"):
            members = [one for one in link.get("target", "").replace("#", " ").split() if one in units]
            groups.append((members, link.get("cert", "")))
    taken = {member for members, _ in groups for member in members}
    corresp = _corresp(root, units)
    groups += [(members, "") for members in together({one: corresp[one] for one in units if one not in taken})]
    groups = [(list(dict.fromkeys(members)), cert) for members, cert in groups if members]
    order = {one: n for n, one in enumerate(units)}
    for n in reading_order([members for members, _ in groups], {one: unit.version for one, unit in units.items()}):
        members, cert = groups[n]
        here = [units[one] for one in sorted(members, key=order.__getitem__)]
        sides = tuple(tuple(unit for unit in here if unit.version == v) for v in range(len(versions)))
        yield Bead(sides, cert, here[0].element == "head")


def _corresp(root: etree._Element, units: Mapping[str, Unit]) -> Mapping[str, list[str]]:
    """Where each unit says that its counterparts are."""
    said = {e.get(XML_ID, ""): e.get("corresp", "") for e in select(root, "tei:text//*[@xml:id][@corresp]")}
    return {one: said.get(one, "").replace("#", " ").split() for one in units}
