"""Regular expressions of XPath 2.0 (Functions and Operators, section 7.6.1) as Python's.

Those that mean the same in both are taken as they are; elementpath translates the rest.  Python's engine backtracks
and has no limit of time: an expression such as ``(a+)+$`` in a schema may take as long as it would in other engines.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

_CLASS = r"\[\^?(?:[^\[\]\\^\-&]|\\[\\\[\]{}.?*+|^$()ntr\-d]|[\w][-][\w])+\]"
_SAME = re.compile(
    rf"(?:[^\\\[\](){{}}^$.*+?|]|\\[\\.?*+|^$(){{}}\[\]ntr\-sSd]|{_CLASS}|\((?!\?)|[)|^$.]|(?:[*+?]|\{{\d+(?:,\d*)?\}})\??(?![*+?{{]))*"
)
_SPECIAL = re.compile(r"\\.|\[|\]|\.|\$", re.DOTALL)


class NotARegexError(Exception):
    """The text is no regular expression; `args[0]` says why."""


@lru_cache(maxsize=512)
def compiled(pattern: str, flags: str) -> re.Pattern[str]:
    """`pattern` with the flags ``s``, ``m``, ``i``, ``x`` and ``q``, ready to search.

    Raises:
        NotARegexError: when it is none.
    """
    option = 0
    for flag in flags:
        if flag not in "smixq":
            raise NotARegexError(f"there is no flag {flag!r}")
        option |= {"s": re.DOTALL, "m": re.MULTILINE, "i": re.IGNORECASE}.get(flag, 0)
    if "q" in flags:
        pattern = re.escape(pattern)
    elif "x" not in flags and _SAME.fullmatch(pattern):
        pattern = _pythonic(pattern, flags)
    else:
        pattern = _translated(pattern, flags, option)
    try:
        return re.compile(pattern, option)
    except (re.error, OverflowError, RecursionError) as error:
        raise NotARegexError(str(error)) from error


def _pythonic(pattern: str, flags: str) -> str:
    """`pattern` with those of its signs replaced that Python reads otherwise."""

    def sign(text: str, depth: int) -> str:
        if depth or len(text) > 1:
            return text
        if text == ".":
            return "." if "s" in flags else "[^\\n\\r]"
        return "$" if "m" in flags else "\\Z"

    return _signs(_spaces(pattern), sign)


def _spaces(pattern: str) -> str:
    r"""`pattern` with ``\s`` and ``\S`` written out: XPath knows four spaces, Python and elementpath more."""

    def sign(text: str, depth: int) -> str:
        if text == "\\s":
            return " \\t\\n\\r" if depth else "[ \\t\\n\\r]"
        return "[^ \\t\\n\\r]" if text == "\\S" and not depth else text

    return _signs(pattern, sign)


def _signs(pattern: str, replaced: Callable[[str, int], str]) -> str:
    """`pattern` with each sign replaced; `replaced` is told how many brackets it stands in."""
    depth = 0

    def sign(match: re.Match[str]) -> str:
        nonlocal depth
        if match[0] in "[]":
            depth += 1 if match[0] == "[" else -1
            return match[0]
        return replaced(match[0], depth)

    return _SPECIAL.sub(sign, pattern)


def _translated(pattern: str, flags: str, option: int) -> str:
    from elementpath.regex import RegexError, translate_pattern

    if "x" in flags:
        pattern = re.sub(r"[\t\n\r ]", "", pattern)
    pattern = _spaces(pattern)
    try:
        return translate_pattern(pattern, option, "1.1")
    except (RegexError, RecursionError) as error:
        raise NotARegexError(str(error)) from error


@lru_cache(maxsize=512)
def template(replacement: str, groups: int) -> str:
    r"""The third argument of ``replace()`` as Python's: ``$1`` is a group, ``\$`` and ``\\`` are signs.

    Raises:
        NotARegexError: when a ``$`` or ``\`` stands alone.
    """
    found: list[str] = []
    at = 0
    while at < len(replacement):
        sign, following = replacement[at], replacement[at + 1 : at + 2]
        if sign == "\\":
            if following not in ("\\", "$"):
                raise NotARegexError("a \\ that stands alone")
            found.append(re.escape(following) if following == "\\" else "$")
            at += 2
        elif sign == "$":
            digits = re.match(r"\d+", replacement[at + 1 :])
            if digits is None:
                raise NotARegexError("a $ that stands alone")
            number = digits[0]
            while len(number) > 1 and int(number) > groups:
                number = number[:-1]
            found.append(f"\\g<{number}>" if int(number) <= groups else "")
            at += 1 + len(number)
        else:
            found.append(sign)
            at += 1
    return "".join(found)
