"""The one parser for all XML: no DTD is loaded, no entity expanded, no network asked, no XInclude followed.

Only who asks for it gets the entities that a document declares itself written out; never those in other files.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from tei.names import TEI
from tei.report import TeiError

if TYPE_CHECKING:
    from tei.xml.wellformed import Fault

_TEI = f"{{{TEI}}}"
_STEPS = 200  # of a path
_DOCTYPES = tuple("<!DOCTYPE".encode(name) for name in ("utf-8", "utf-16-le", "utf-16-be"))


def parser(*, doctype: bool = False) -> etree.XMLParser:
    """A fresh parser with the settings that every document gets; `doctype`: for one that has a DOCTYPE.

    Ids are not collected, which would refuse some documents; but of a document with a DOCTYPE they must be: without
    them libxml2 reads the DTD, whatever `load_dtd` says.
    """
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, collect_ids=doctype)


def parse(
    source: Path | bytes,
    name: str = "",
    resolver: etree.Resolver | None = None,
    base: Path | None = None,
    *,
    expand: bool = False,
) -> etree._ElementTree:
    """Parse a file, or bytes that go by `name` in messages and were read from `base`, if from a file.

    `resolver` finds what a stylesheet imports.  References to entities stay in the tree as they are; with `expand`
    those that the document declares itself are written out, as RELAX NG sees them, and others beside them left out.

    Raises:
        TeiError: V001 when it is not well-formed XML, with line and column; V012 when it is nested more than 20,000
            deep; G001 when it cannot be read.
    """
    where = name or (str(source) if isinstance(source, Path) else "")
    try:
        data = source.read_bytes() if isinstance(source, Path) else source
        file = source if isinstance(source, Path) else base
        address = str(file.resolve()) if file else None
    except OSError as error:
        raise TeiError("G001", f"cannot be read: {error.strerror}", file=where) from error
    doctype = any(words in data for words in _DOCTYPES)
    if expand and doctype:
        return _by_expat(data, where, address)
    reader = parser(doctype=doctype)
    if resolver:
        reader.resolvers.add(resolver)
    try:
        return etree.fromstring(data, reader, base_url=address).getroottree()
    except etree.XMLSyntaxError as error:
        found = [] if "Excessive depth" in (error.msg or "") else _faults(data)
        if found:
            raise not_well_formed(found[0], where) from error
    return _by_expat(data, where, address)  # of an encoding that libxml2 does not know, or too deep for it


def _by_expat(data: bytes, name: str, address: str | None) -> etree._ElementTree:
    """The tree with entities written out, however deep."""
    from xml.parsers.expat import ErrorString, ExpatError

    from tei.xml.encoding import EncodingError, utf8
    from tei.xml.expanded import DEEPEST, TooDeepError, expanded

    try:
        tree = expanded(utf8(data)).getroottree()
    except TooDeepError as error:
        message = f"elements are nested more than {DEEPEST:,} deep"
        raise TeiError(
            "V012", message, file=name, line=1, hint="is this a document? --stream has no such limit"
        ) from error
    except ExpatError as error:
        raise _refused(data, name, ErrorString(error.code) or "", error.lineno, error.offset + 1) from error
    except (EncodingError, ValueError) as error:  # ValueError: a namespace that libxml2 does not take
        raise _refused(data, name, str(error), 1, 1) from error
    if address:
        tree.docinfo.URL = address
    return tree


def _refused(data: bytes, name: str, reason: str, line: int | None, column: int | None) -> TeiError:
    """The error for a document that is not well-formed: its first fault, else the `reason` that its parser gives."""
    found = _faults(data)
    if found:
        return not_well_formed(found[0], name)
    hint = "mend the markup at this place"
    return TeiError("V001", reason or "is not XML", file=name, line=line or 1, column=max(1, column or 1), hint=hint)


def _faults(data: bytes) -> list[Fault]:
    from tei.xml.wellformed import faults  # seldom needed, and long

    return faults(data)


def not_well_formed(fault: Fault, name: str) -> TeiError:
    """The error that tells of a fault."""
    return TeiError("V001", fault.message, file=name, line=fault.line, column=fault.column, hint=fault.hint)


def xpath_of(element: etree._Element) -> str:
    """The path of `element` with the prefix ``tei``, such as ``/tei:TEI/tei:text/tei:body/tei:div[2]``.

    Of an element more than 200 levels deep it has the last 200 steps only, and begins with ``//``.
    """
    steps: list[str] = []
    node: etree._Element | None = element
    while node is not None and len(steps) < _STEPS:
        if isinstance(node.tag, str):
            steps.append(_step(node))
        node = node.getparent()
    return ("/" if node is None else "//") + "/".join(reversed(steps))


def _step(element: etree._Element) -> str:
    tag = str(element.tag)
    local = tag.rpartition("}")[2]
    step = f"tei:{local}" if tag.startswith(_TEI) else f"*[local-name()='{local}']"
    before = sum(1 for _ in element.itersiblings(tag, preceding=True))
    if before or next(element.itersiblings(tag), None) is not None:
        step += f"[{before + 1}]"
    return step
