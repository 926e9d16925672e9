"""From the bytes of a document to UTF-8, in the encoding that it has or says it has (XML 1.0, appendix F)."""

from __future__ import annotations

import codecs
import re

_DECLARED = re.compile(rb"""<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z][A-Za-z0-9._-]*)["']""")
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_BARE = ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))
_TEXTS = ("utf", "iso8859", "cp", "ascii", "gb", "big5", "euc", "shift", "koi8", "mac", "hz", "johab", "iso2022", "tis")


class EncodingError(ValueError):
    """The bytes are not in the encoding that they should be in.  `at` is the byte, from 0; `hint` the way out."""

    def __init__(self, message: str, at: int, hint: str) -> None:
        super().__init__(message)
        self.at, self.hint = at, hint


def encoding_of(data: bytes) -> tuple[str, int]:
    """The codec for a document that begins like `data`, and how many bytes its mark takes.

    Raises:
        EncodingError: when it names one that is not known.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name, len(mark)
    for beginning, name in _BARE:
        if data.startswith(beginning):
            return name, 0
    declared = _DECLARED.match(data)
    if not declared:
        return "utf-8", 0
    said = declared[1].decode("ascii")
    try:
        name = codecs.lookup(said).name
    except LookupError:
        name = ""
    if not name.startswith(_TEXTS):  # base64 and the like are codecs, but no encodings
        raise EncodingError(
            f'the encoding "{said}" is not known', declared.start(1), 'save it as UTF-8, and say "UTF-8"'
        )
    if name.startswith(("utf-16", "utf-32", "utf-7")):  # what could be read so far is not in it
        raise EncodingError(
            f'the document says that it is in "{said}", but it is not', declared.start(1), 'say encoding="UTF-8"'
        )
    return name, 0


def utf8(data: bytes) -> bytes:
    """`data` in UTF-8, without a byte order mark.

    Raises:
        EncodingError: when it is not in the encoding that it says, or none that is known.
    """
    name, mark = encoding_of(data)
    body = data[mark:]
    try:
        text = body.decode(name)
    except UnicodeDecodeError as error:
        raise _wrong(body, name, error.start, mark) from error
    return body if name == "utf-8" else text.encode("utf-8", "surrogatepass")


def _wrong(body: bytes, name: str, at: int, mark: int) -> EncodingError:
    byte = f"0x{body[at]:02X}"
    message = f"the byte {byte} (byte {at + mark}, counted from 0) is not {name.upper()}"
    if name == "utf-8" and b"\0" in body[:1000]:
        return EncodingError(message, at, "this is no text: is it the right file?")
    if name != "utf-8":
        hint = f"it was read as {name.upper()}, as it says: convert it to UTF-8, or say what it is in"
    elif re.search(rb"[\x80-\xff]", body[:at]):  # what stands before is UTF-8
        said = body[at : at + 1].decode("cp1252", "replace")
        hint = f'what stands before it is UTF-8; in Windows-1252 it is "{said}": write that anew'
    elif re.search(rb"[\x80-\xff]{2}", body[max(0, at - 20) : at + 20]):
        hint = 'convert the file to UTF-8, or say what it is in, such as <?xml version="1.0" encoding="GB18030"?>'
    else:
        hint = 'convert the file to UTF-8, or say what it is in, such as <?xml version="1.0" encoding="windows-1252"?>'
    return EncodingError(message, at, hint)
