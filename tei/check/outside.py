"""What a document leaves to others and what is not read here: its DTD, entities in files, XML 1.1, inclusions."""

from __future__ import annotations

from collections.abc import Iterator
from xml.parsers import expat

from lxml import etree

from tei.report import Finding, finding
from tei.xml.encoding import utf8
from tei.xml.prolog import Prolog

XI = "http://www.w3.org/2001/XInclude"


def outside(found: Prolog, data: bytes, tree: etree._ElementTree, name: str, *, dtd: bool) -> Iterator[Finding]:
    """V010 for what is not read, V011 for XML 1.1, V013 for inclusions; of a well-formed document."""
    if found.version != "1.0":
        message = f"XML {found.version} is read as XML 1.0"
        yield finding("V011", message, file=name, line=1, severity="warning", hint='write <?xml version="1.0"?>')
    if found.doctype:
        yield from _doctype(found, data, name, dtd=dtd)
    first = next(tree.getroot().iter(f"{{{XI}}}include"), None)
    if first is not None:
        message = f"what is included ({first.get('href', '')}) is not looked at"
        hint = "--xinclude checks the document with it"
        line = first.sourceline
        yield finding("V013", message, file=name, line=line, severity="info", engine="xinclude", hint=hint)


def _doctype(found: Prolog, data: bytes, name: str, *, dtd: bool) -> Iterator[Finding]:
    line = found.doctype_line
    if (found.system or found.public) and not dtd:
        message = f"the DTD {found.system or found.public} is not read"
        hint = "--dtd holds the document against it"
        yield finding("V010", message, file=name, line=line, severity="info", engine="dtd", hint=hint)
    for entity in found.entities:
        if entity.parameter and entity.system:
            message = f"the parameter entity %{entity.name}; ({entity.system}) is not read"
            yield finding("V010", message, file=name, line=entity.line, severity="info", hint="nothing outside is read")
    for reference, system, at, column in _left_out(data):
        what = f"the file {system}, which is not read" if system else "something that is declared outside, if at all"
        message = f'the entity "&{reference};" stands for {what}'
        hint = "what it holds is not checked: write it out, or include it by xi:include"
        yield finding("V010", message, file=name, line=at, column=column, severity="warning", hint=hint)


def _left_out(data: bytes) -> list[tuple[str, str, int, int]]:
    """The references to entities that are not read: name, address, line and column; each name once."""
    parser = expat.ParserCreate("utf-8")
    left: dict[str, tuple[str, str, int, int]] = {}

    def note(name: str, system: str) -> None:
        place = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
        left.setdefault(name, (name, system, *place))

    def skipped(name: str, parameter: bool) -> None:
        if not parameter:
            note(name, "")

    def external(context: str, _base: str | None, system: str | None, _public: str | None) -> int:
        note(context.rpartition("\f")[2], system or "")
        return 1

    parser.SkippedEntityHandler = skipped
    parser.ExternalEntityRefHandler = external
    try:
        parser.Parse(utf8(data), True)
    except expat.ExpatError:  # libxml2 took it
        return []
    return list(left.values())
