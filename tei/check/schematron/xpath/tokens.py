"""The tokens of an XPath expression (XPath 3.1, appendix A.2)."""

from __future__ import annotations

import re
from typing import NamedTuple

_NCNAME = r"[^\W\d][\w.\-\u00b7]*"
_TOKEN = re.compile(
    rf"""(?P<space>\s+)
    | (?P<string>"(?:[^"]|"")*"|'(?:[^']|'')*')
    | (?P<number>(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)
    | (?P<braced>Q\{{[^{{}}]*\}}(?:{_NCNAME}|\*))
    | (?P<name>\*:{_NCNAME}|{_NCNAME}(?::(?:{_NCNAME}|\*)(?!:))?)
    | (?P<sign>\(:|::|:=|\.\.|//|!=|<=|>=|<<|>>|\|\||=>|[-+*=<>|/@()\[\],.$!?{{}}:;\#])
    """,
    re.VERBOSE,
)


class NotXPathError(Exception):  # it says what the text is not
    """The text is no expression: `args[0]` says why, `at` where, counted from 0."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.at = at


class Token(NamedTuple):
    """A token: its kind (``string``, ``number``, ``name``, ``braced``, ``sign``, ``end``), text and place."""

    kind: str
    text: str
    at: int


def tokens(text: str) -> list[Token]:
    """The tokens of `text` without spaces and comments, and an ``end``.

    Raises:
        NotXPathError: when a character begins no token, or a string or comment does not end.
    """
    found: list[Token] = []
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            quoted = text[at] in "\"'"
            raise NotXPathError("a string that does not end" if quoted else f"a stray character {text[at]!r}", at)
        if match[0] == "(:":
            at = _comment_end(text, at)
            continue
        if match.lastgroup and match.lastgroup != "space":
            found.append(Token(match.lastgroup, match[0], at))
        at = match.end()
    found.append(Token("end", "", at))
    return found


def _comment_end(text: str, at: int) -> int:
    """Where the comment that begins at `at` is over; comments nest."""
    depth = 0
    for match in re.compile(r"\(:|:\)").finditer(text, at):
        depth += 1 if match[0] == "(:" else -1
        if not depth:
            return match.end()
    raise NotXPathError("a comment that does not end", at)
