"""The regular expressions of XML Schema: from their text to a matcher.

As in the second edition, ``-`` may stand for itself at either end of a class; otherwise the grammar is the first
edition's, as Jing has it: ``^`` and ``$`` are characters like others, and only what must be escaped may be.
Source: https://www.w3.org/TR/xmlschema-2/#regexs.
"""

from __future__ import annotations

from functools import lru_cache

from tei.check.relaxng.datatypes.characters import (
    CATEGORIES,
    DOT,
    ESCAPES,
    Characters,
    any_of,
    block,
    but_not,
    category,
    none_of,
    span,
)
from tei.check.relaxng.datatypes.matcher import Either, Matcher, One, Part, Parts, Times, times

_SINGLE = {"n": "\n", "r": "\r", "t": "\t", **{c: c for c in r"\|.?*+(){}-[]^"}}
_NEVER_BARE = frozenset("?*+){}]")
_DEEPEST = 100
_LONGEST = 10_000
_MOST = 10**9
_HYPHEN = '"-" must be written "\\-" to stand for itself in a class, unless it comes first or last'


class ExpressionError(ValueError):
    """Why a text is no regular expression of XML Schema, or none that can be used; with the place in it."""


@lru_cache(maxsize=1024)
def expression(text: str) -> Matcher:
    """The matcher for `text`.

    Groups may stand 100 deep; written out, repeated groups may have 10,000 parts (``(a{1,50}b){99}`` has 5,049), so
    that no schema can make the checking of a value expensive without bound.

    Raises:
        ExpressionError: when it is no regular expression, or goes beyond these bounds.
    """
    reader = _Reader(text)
    parts = (reader.alternatives(0),)
    if reader.at < len(text):
        raise reader.error('")" closes nothing')
    if _size(parts, repeated=False) > _LONGEST:
        raise ExpressionError(f"its repetitions come to more than {_LONGEST:,} parts")
    return Matcher(parts)


def _size(parts: Parts, *, repeated: bool) -> int:
    """How many characters `parts` have when written out.  A single class that is repeated by itself counts once."""
    size = 0
    for part in parts:
        if isinstance(part, Times):
            times = max(part.least, part.most or 1)
            alone = isinstance(part.part, One) and not repeated
            size += 1 if alone else times * _size((part.part,), repeated=repeated or times > 1)
        else:
            size += sum(_size(branch, repeated=repeated) for branch in part.branches) if isinstance(part, Either) else 1
    return size


class _Reader:
    """Reads an expression; `at` is the place of the next character."""

    __slots__ = ("at", "text")

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0

    def error(self, reason: str) -> ExpressionError:
        """The error that what was read before `at` is wrong."""
        shown = self.text if len(self.text) < 60 else self.text[:57] + "..."
        return ExpressionError(f'{reason}, at character {min(self.at, len(self.text)) + 1} of "{shown}"')

    def next(self) -> str:
        """The next character, left where it is; "" at the end."""
        return self.text[self.at : self.at + 1]

    def take(self, wanted: str) -> bool:
        """Whether `wanted` comes next; if so, it is read."""
        found = self.text.startswith(wanted, self.at)
        self.at += len(wanted) * found
        return found

    def need(self, wanted: str, for_what: str) -> None:
        """Read `wanted`."""
        if not self.take(wanted):
            raise self.error(f'"{wanted}" is missing {for_what}')

    def until(self, end: str, for_what: str) -> str:
        """What stands before `end`; both are read."""
        stop = self.text.find(end, self.at)
        if stop < 0:
            self.at = len(self.text)
            raise self.error(f'"{end}" is missing {for_what}')
        found, self.at = self.text[self.at : stop], stop + len(end)
        return found

    def alternatives(self, depth: int) -> Either:
        """``regExp ::= branch ('|' branch)*``."""
        if depth > _DEEPEST:
            raise self.error(f"groups stand more than {_DEEPEST} deep")
        branches = [self.branch(depth)]
        while self.take("|"):
            branches.append(self.branch(depth))
        return Either(tuple(branches))

    def branch(self, depth: int) -> Parts:
        """``branch ::= piece*``."""
        parts: list[Part] = []
        while self.next() not in ("", "|", ")"):
            atom = self.atom(depth)
            least, most = self.quantifier()
            if most == 0:
                continue
            parts.append(atom if (least, most) == (1, 1) else times(atom, least, most))
        return tuple(parts)

    def quantifier(self) -> tuple[int, int | None]:
        """How often: at least, at most (None: without end)."""
        for mark, bounds in (("?", (0, 1)), ("*", (0, None)), ("+", (1, None))):
            if self.take(mark):
                return bounds
        if not self.take("{"):
            return 1, 1
        low, comma, high = self.until("}", "after the quantifier").partition(",")
        if not _digits(low) or (high and not _digits(high)):
            raise self.error("a quantifier is {3}, {3,} or {3,5}")
        least = min(int(low[-12:] if set(low[:-12]) <= {"0"} else _MOST), _MOST)
        if not comma:
            return least, least
        if not high:
            return least, None
        most = min(int(high[-12:] if set(high[:-12]) <= {"0"} else _MOST), _MOST)
        if most < least:
            raise self.error("the quantifier ends below its beginning")
        return least, most

    def atom(self, depth: int) -> One | Either:
        """``atom ::= Char | charClass | '(' regExp ')'``."""
        if self.take("("):
            found = self.alternatives(depth + 1)
            self.need(")", "after the group")
            return found
        if self.take("["):
            return One(self.group(depth))
        if self.take("."):
            return One(DOT)
        if self.take("\\"):
            escaped = self.escape()
            return One(span(escaped, escaped) if isinstance(escaped, str) else escaped)
        c = self.next()
        if c in _NEVER_BARE:
            raise self.error(f'"{c}" must be written "\\{c}" to stand for itself')
        self.at += 1
        return One(span(c, c))

    def escape(self) -> str | Characters:
        """What stands after a backslash: one character, or a set."""
        c = self.next()
        self.at += 1
        if c in ("p", "P"):
            self.need("{", f"after \\{c}")
            name = self.until("}", "after the name of a category")
            found = block(name[2:]) if name.startswith("Is") else category(name) if name in CATEGORIES else None
            if found is None:
                kind = "block" if name.startswith("Is") else "category"
                raise self.error(f'Unicode 3.1 has no {kind} "{name.removeprefix("Is")}"')
            return none_of(found) if c == "P" else found
        if c and c in _SINGLE:
            return _SINGLE[c]
        many = ESCAPES.get(c.lower()) if c else None
        if many is None:
            raise self.error(f'"\\{c}" is no escape')
        return many if c.islower() else none_of(many)

    def group(self, depth: int) -> Characters:
        """A class in brackets, whose ``[`` was read."""
        if depth > _DEEPEST:
            raise self.error(f"classes stand more than {_DEEPEST} deep")
        negative = self.take("^")
        parts: list[Characters] = []
        without: Characters | None = None
        while not self.take("]"):
            if parts and self.take("-["):
                without = self.group(depth + 1)
                self.need("]", "after a class that is subtracted")
                break
            parts.append(self.range(first=not parts))
        if not parts:
            raise self.error('a class needs a character before "]"')
        found = none_of(any_of(tuple(parts))) if negative else any_of(tuple(parts))
        return but_not(found, without) if without else found

    def range(self, *, first: bool) -> Characters:
        """A range, a character or a set within a class; `first`: nothing stands before it."""
        low = self.bound(first=first)
        hyphen = self.next() == "-" and self.text[self.at + 1 : self.at + 2] not in ("]", "[")
        if not isinstance(low, str):
            return low
        if low == "-" or not hyphen:
            return span(low, low)
        self.at += 1
        if self.next() == "-":
            raise self.error(_HYPHEN)
        high = self.bound(first=False)
        if not isinstance(high, str):
            raise self.error("a range goes from one character to another")
        if high < low:
            raise self.error(f'the range ends below its beginning: "{low}-{high}"')
        return span(low, high)

    def bound(self, *, first: bool) -> str | Characters:
        """One character or set within a class."""
        c = self.next()
        if not c:
            raise self.error('"]" is missing after a class')
        self.at += 1
        if c == "\\":
            return self.escape()
        if c == "-" and not first and self.next() != "]":
            raise self.error(_HYPHEN)
        if c == "[":
            raise self.error('"[" must be written "\\[" to stand for itself in a class')
        return c


def _digits(text: str) -> bool:
    return text.isascii() and text.isdigit()
