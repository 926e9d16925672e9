"""Where the start tags of a document are."""

from __future__ import annotations

from xml.parsers import expat

from tei.xml.encoding import EncodingError, utf8


def start_tags(data: bytes) -> list[tuple[int, int]]:
    """Line and column, from 1 and in characters, of every start tag of the document `data`, in order.

    Empty when expat does not take the document.
    """
    parser = expat.ParserCreate("utf-8")
    found: list[tuple[int, int]] = []

    def start(_name: str, _attributes: object) -> None:
        found.append((parser.CurrentLineNumber, parser.CurrentColumnNumber + 1))

    parser.StartElementHandler = start
    try:
        parser.Parse(utf8(data), True)
    except (expat.ExpatError, EncodingError):
        return []
    return found
