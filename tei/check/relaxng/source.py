"""The bytes of a document as the parser takes them: in pieces, in UTF-8."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from pathlib import Path

from tei.report import TeiError

_PIECE = 1 << 16
_DECLARED = re.compile(rb"""^(?:\xef\xbb\xbf)?<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z][A-Za-z0-9._-]*)["']""")
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_BARE = ((b"<\0?\0", "utf-16-le"), (b"\0<\0?", "utf-16-be"))


def encoding_of(beginning: bytes) -> str:
    """The name of the encoding of a document that begins so (XML 1.0, appendix F).

    Raises:
        LookupError: when it names one that is not known.
    """
    for mark, name in _MARKS + _BARE:
        if beginning.startswith(mark):
            return name
    declared = _DECLARED.match(beginning)
    return codecs.lookup(declared[1].decode("ascii") if declared else "utf-8").name


def pieces(source: Path | bytes, name: str) -> Iterator[bytes]:
    """The document in pieces of UTF-8, read as they are asked for.

    Raises:
        TeiError: G001 when it cannot be read, V001 when it is not in the encoding that it names.
    """
    try:
        if isinstance(source, Path):
            with source.open("rb") as file:
                yield from _recoded(iter(lambda: file.read(_PIECE), b""), name)
        else:
            yield from _recoded((source[at : at + _PIECE] for at in range(0, len(source), _PIECE)), name)
    except OSError as error:
        raise TeiError("G001", f"cannot be read: {error.strerror or error}", file=name) from error


def _recoded(found: Iterator[bytes], name: str) -> Iterator[bytes]:
    first = next(found, b"")
    try:
        encoding = encoding_of(first)
        if encoding in ("utf-8", "ascii"):
            yield first
            yield from found
            return
        decoder = codecs.getincrementaldecoder(encoding)()
        yield decoder.decode(first).encode("utf-8")
        for piece in found:
            yield decoder.decode(piece).encode("utf-8")
        yield decoder.decode(b"", True).encode("utf-8")
    except (LookupError, UnicodeError) as error:
        raise TeiError("V001", f"not well-formed XML: {error}", file=name, line=1, hint="see its encoding") from error
