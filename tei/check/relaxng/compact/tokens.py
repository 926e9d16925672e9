r"""From the bytes of a schema in compact syntax to tokens.

Source: RELAX NG Compact Syntax (OASIS, 21 November 2002), appendix A.2: encoding, byte order mark, newlines, ``\x{…}``
escapes, tokens.  What an escape stands for counts as if it were written, but for ``\x{A}`` and ``\x{D}``: they are
characters of a string that a newline would break off.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import NamedTuple

from tei.check.relaxng.datatypes.xmlnames import is_a
from tei.report import TeiError

KEYWORDS = frozenset(
    "attribute default datatypes div element empty external grammar include inherit list mixed namespace notAllowed "
    "parent start string text token".split()
)

# While tokens are read, these stand for what \x{A} and \x{D} give.
_ESCAPED = {"\n": "\0", "\r": "\1"}
_MEANT = str.maketrans({"\0": "\n", "\1": "\r"})
_NO_CHARACTER = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPE = re.compile(r"\\x+\{(?:([0-9A-Fa-f]+)\})?")
# Beyond ASCII whatever might be a name; `_token` looks closer.  What is left out is told, for that compiles faster.
_NCNAME = r"[^\0-@\[-^`{-\xb6][^\0-,/:-@\[-^`{-\xb6]*"
_TOKEN = re.compile(
    rf"""
    (?P<separator>[ \t\n\0]+|\#(?!\#)[^\n\0]*)
    |(?P<documentation>\#\#[^\n\0]*(?:[\n\0][ \t]*\#\#[^\n\0]*)*)
    |(?P<nsname>{_NCNAME}):\*
    |(?P<cname>{_NCNAME}:{_NCNAME})
    |(?P<name>{_NCNAME})
    |\\(?P<quoted>{_NCNAME})
    |\"\"\"(?P<quotes>(?:\"{{0,2}}[^\"])*)\"\"\"|'''(?P<apostrophes>(?:'{{0,2}}[^'])*)'''
    |\"(?P<quote>[^\"\n]*)\"|'(?P<apostrophe>[^'\n]*)'
    |(?P<symbol>\|=|&=|>>|[=|&,?*+\-()\[\]{{}}~])
    """,
    re.VERBOSE,
)
_LITERALS = frozenset(("quotes", "apostrophes", "quote", "apostrophe"))
_NAMES = frozenset(("nsname", "cname", "name", "quoted"))
_LEAD = re.compile("##+ ?")


class Token(NamedTuple):
    """`kind`: ``name``, ``quoted``, ``cname``, ``nsname``, ``literal``, ``documentation``, ``end``, or, of a keyword or
    symbol, what is written.  `value`: the name, the string, the text; `at`: the place in `Source.text`.
    """

    kind: str
    value: str
    at: int


@dataclass(frozen=True, slots=True)
class Source:
    """A text whose escapes are interpreted; `lines` and `shifts` lead back to where a character was written."""

    name: str
    text: str
    lines: tuple[int, ...]  # where each line begins, in the text as it was written
    shifts: tuple[tuple[int, int], ...]  # from this place of `text` on, so many characters more were written

    def place(self, at: int) -> tuple[int, int]:
        """Line and column, from 1, of the character at `at`."""
        written = at
        if self.shifts:
            index = bisect_right(self.shifts, (at, len(self.text) * 20)) - 1
            written += self.shifts[index][1] if index >= 0 else 0
        line = bisect_right(self.lines, written)
        return line, written - self.lines[line - 1] + 1

    def line(self, at: int) -> int:
        """The line, from 1, of the character at `at`."""
        return self.place(at)[0]

    def error(self, at: int, message: str, hint: str = "") -> TeiError:
        """The error that the schema is broken at `at`."""
        line, column = self.place(at)
        return TeiError("V005", message, file=self.name, line=line, column=column, hint=hint, engine="relaxng")


def read(data: bytes, name: str) -> Source:
    """The text of a schema.

    Raises:
        TeiError: V005 when it is not UTF-8 (nor, marked as such, UTF-16), or has what no XML document may have.
    """
    utf16 = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    try:
        text = data.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-16" if utf16 else "utf-8-sig", "replace")
        source = _source(before, name)
        wanted = "UTF-16, as its byte order mark says" if utf16 else "UTF-8"
        raise source.error(len(source.text), f"the schema is not in {wanted}", "save it in UTF-8") from error
    source = _source(text, name)
    wrong = _NO_CHARACTER.search(source.text)
    if wrong:
        raise source.error(wrong.start(), f"U+{ord(wrong[0]):04X} may not stand in a schema", "remove this character")
    return _interpreted(source) if "\\x" in source.text else source


def _source(text: str, name: str) -> Source:
    text = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
    return Source(name, text, (0, *(match.end() for match in re.finditer("\n", text))), ())


def _interpreted(source: Source) -> Source:
    """`source` with its escapes replaced by what they stand for."""
    parts: list[str] = []
    shifts: list[tuple[int, int]] = []
    done = length = 0
    for match in _ESCAPE.finditer(source.text):
        number = int(match[1][-8:], 16) if match[1] and set(match[1][:-8]) <= {"0"} else -1
        c = chr(number) if 0 <= number < 0x110000 else ""
        if not c or _NO_CHARACTER.match(c):
            message = f'"{match[0]}" is not the escape of a character'
            raise source.error(match.start(), message, "write its number in hexadecimal, such as \\x{4E2D}")
        parts += (source.text[done : match.start()], _ESCAPED.get(c, c))
        length += match.start() - done + 1
        done = match.end()
        shifts.append((length, done - length))
    return Source(source.name, "".join(parts) + source.text[done:], source.lines, tuple(shifts))


def tokens(source: Source) -> list[Token]:
    """The tokens of `source`, without white space and comments; the last one is of the kind ``end``.

    Raises:
        TeiError: V005 at what begins no token.
    """
    found: list[Token] = []
    at = 0
    for match in _TOKEN.finditer(source.text):
        if match.start() != at:
            break
        kind = match.lastgroup or ""
        if kind != "separator":
            found.append(_token(source, match, kind))
        at = match.end()
    if at < len(source.text):
        raise _no_token(source, at)
    found.append(Token("end", "", len(source.text)))
    return found


def _token(source: Source, match: re.Match[str], kind: str) -> Token:
    value, at = match[kind], match.start()
    if kind == "symbol":
        return Token(value, value, at)
    if kind == "name" and value.isascii():
        return Token(value if value in KEYWORDS else kind, value, at)
    if kind in _LITERALS:
        return Token("literal", value.translate(_MEANT), at)
    if kind == "documentation":
        lines = [_LEAD.sub("", line.lstrip(" \t"), count=1) for line in re.split("[\n\0]", value)]
        return Token(kind, "\n".join(lines).translate(_MEANT), at)
    if kind in _NAMES and not value.isascii() and not all(is_a("NCName", part) for part in value.split(":")):
        raise source.error(at, f'"{value}" is not a name', "a name has letters, digits, full stops, hyphens and _")
    return Token(kind, value, at)


def _no_token(source: Source, at: int) -> TeiError:
    c = source.text[at].translate(_MEANT)
    if c in "\"'":
        hint = f"close it on its line, or use {c * 3} for a string of several lines"
        return source.error(at, "the string that begins here is not closed", hint)
    return source.error(at, f'"{c}" means nothing here', 'write strings in quotation marks, comments after "#"')
