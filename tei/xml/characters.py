"""Characters that cannot stand where they are: a bare ``&`` or ``<``, a tag written wrongly, control characters."""

from __future__ import annotations

import re

from tei.xml.mending import Mend
from tei.xml.trouble import NAME, TAG, ParserError, Trouble, shown

_TOKEN = re.compile(
    rb"""<!--(?:[^-]|-[^-])*-->|<\?.*?\?>|<!\[CDATA\[.*?\]\]>|</?"""
    + NAME
    + rb"""(?:[^"'<>]|"[^"<]*"|'[^'<]*')*>|&#?\w+;|(?:(?!\]\]>)[^<&\x00-\x08\x0b\x0c\x0e-\x1f])+""",
    re.DOTALL,
)


def invalid(error: ParserError) -> Trouble:
    """What the parser means by an invalid token, which is most that can be wrong."""
    data, at = error.data, error.at
    if at < len(data) and ((data[at] < 32 and data[at] not in b"\t\n\r") or data[at : at + 3] in _NONE):
        size = 3 if data[at] > 127 else 1
        code = ord(data[at : at + size].decode("utf-8", "replace")[:1] or "\0")
        hint = "this is no text: is it the right file?" if not code and at < 4 else "take it away"
        mend = Mend(at, at + size, b" " * size)
        return Trouble(at, f"the character U+{code:04X} cannot stand in XML", hint, (mend,) if error.rooted else ())
    begin = _token(data, error.before, at)
    for teller in (_text_before, _ampersand, _text, _comment, _doctype, _less, _tag):
        trouble = teller(error, begin)
        if trouble:
            return trouble
    return Trouble(at, f"{shown(data[at : at + 30])} cannot stand here", "mend the markup at this place")


_NONE = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")


def _token(data: bytes, begin: int, at: int) -> int:
    """Where the token begins that holds the byte `at`; `begin` is where an earlier one does."""
    while begin < at:
        found = _TOKEN.match(data, begin)
        if not found or found.end() > at:
            break
        begin = found.end()
    return begin


def _text_before(error: ParserError, begin: int) -> Trouble | None:
    del begin
    start = re.compile(rb"\s*(?:(?:<!--(?:[^-]|-[^-])*-->|<\?.*?\?>)\s*)*", re.DOTALL).match(error.data)
    at = start.end() if start else 0
    if error.rooted or error.data[at : at + 1] in (b"<", b""):
        return None
    piece = error.data[at : at + 200].split(b"\n")[0].split(b"<")[0]
    return Trouble(at, f"text stands before the root: {shown(piece)}", "a document begins with < ; is it XML?")


def _ampersand(error: ParserError, begin: int) -> Trouble | None:
    data, at = error.data, error.at
    amp = data.rfind(b"&", max(0, at - 80), at + 1)
    if amp < begin or b";" in data[amp:at] or (data[begin : begin + 4] in (b"<!--", b"<![C")):
        return None
    found = re.compile(rb"&(#?[\w.:\x80-\xff-]*)").match(data, amp)
    if found is None or found.end() < at:
        return None
    piece = found[1].decode("utf-8", "replace")
    mend = Mend(amp, amp + 1, b"_")
    if piece.startswith("#") and data[at : at + 1] == b";":
        return Trouble(amp, f'"&{piece};" is no character', "write &#x and its number", (mend,))
    if piece in ("amp", "lt", "gt", "quot", "apos") or piece.startswith("#"):
        return Trouble(amp, f'"&{piece}" lacks its ";"', f"write &{piece};", (mend,))
    after = data[amp : amp + 20].decode("utf-8", "ignore").split("\n")[0]
    return Trouble(amp, f'a bare "&" stands here: "{after}"', "write &amp;", (mend,))


def _text(error: ParserError, begin: int) -> Trouble | None:
    at = error.data.rfind(b"]]>", 0, error.at + 3)
    if at < 0 or error.at - at > 3 or not error.open or error.data[begin : begin + 1] == b"<":
        return None
    return Trouble(at, '"]]>" may not stand in text', "write ]]&gt;", (Mend(at, at + 3, b"]]_"),))


def _comment(error: ParserError, begin: int) -> Trouble | None:
    if error.data[begin : begin + 4] != b"<!--":
        return None
    at = error.data.rfind(b"--", begin + 4, error.at + 1)
    at = error.at if at < 0 else at
    return Trouble(at, '"--" may not stand within a comment', "write - - or —", (Mend(at, at + 2, b"__"),))


def _doctype(error: ParserError, begin: int) -> Trouble | None:
    del begin
    if error.rooted or b"<!DOCTYPE" not in error.data[: error.at]:
        return None
    piece = error.data[error.at : error.at + 30]
    return Trouble(error.at, f"the DOCTYPE is not right: {shown(piece)} cannot stand here", "mend it, or take it away")


def _less(error: ParserError, begin: int) -> Trouble | None:
    data = error.data
    if data[begin : begin + 1] != b"<" or TAG.match(data, begin) or data[begin + 1 : begin + 2] in (b"!", b"?"):
        return None
    piece = data[begin : begin + 20].split(b"\n")[0]
    if data[begin + 1 : begin + 2] == b"/":
        return Trouble(begin, f"{shown(piece)} is no end tag", "write </ and the name, with no space between them")
    mend = (Mend(begin, begin + 1, b"_"),) if error.open else ()
    return Trouble(begin, f'a bare "<" stands in the text: {shown(piece)}', "write &lt;", mend)


_ATTRIBUTE = re.compile(rb"\s+(" + NAME + rb")\s*=\s*(\"[^\"<&]*\"|'[^'<&]*'|(?:&[^;<]*;|[^\"'<])*)")
_CURLY = tuple(c.encode() for c in "“”„‟‘’‚«»＂")


def _tag(error: ParserError, begin: int) -> Trouble | None:
    data, at = error.data, error.at
    tag = TAG.match(data, begin)
    if not tag:
        return None
    name = tag[1].decode("utf-8", "replace")
    if data[begin + 1 : begin + 2] == b"/":
        if not error.open:
            why = "the document has ended" if error.rooted else "no element is open"
            return Trouble(begin, f"</{name}> closes nothing: {why}", "take it away")
        return Trouble(begin, f"the end tag </{name} is not closed by >", "an end tag has no attributes")
    said = data[begin:at]
    attribute = re.search(rb"(" + NAME + rb")\s*=\s*(\"[^\"]*|'[^']*)$", said)
    if attribute and data[at : at + 1] == b"<":
        return _in_value(data, at, attribute[1].decode("utf-8", "replace"), name, begin + attribute.start(1))
    bare = re.search(rb"(" + NAME + rb")\s*=\s*$", said)
    if bare:
        curly = data[at : at + 3].startswith(_CURLY) or data[at : at + 2].startswith(_CURLY)
        hint = 'use straight quotation marks: "…"' if curly else f'write {bare[1].decode("utf-8", "replace")}="…"'
        attribute_name = bare[1].decode("utf-8", "replace")
        return Trouble(
            begin + bare.start(), f'the value of "{attribute_name}" on <{name}> is not in quotation marks', hint
        )
    if said[-1:] in (b'"', b"'") and re.match(NAME, data[at:]):
        mend = Mend(at, at, b" ")
        return Trouble(at, f"a space is missing before the next attribute of <{name}>", "write a space", (mend,))
    alone = re.search(rb"\s(" + NAME + rb")\s*$", said)
    if alone and data[at : at + 1] != b"<":
        attribute_name = alone[1].decode("utf-8", "replace")
        hint = f'write {attribute_name}="…"'
        return Trouble(begin + alone.start(1), f'the attribute "{attribute_name}" of <{name}> has no value', hint)
    if data[at : at + 1] == b"<":
        return Trouble(begin, f"the tag <{name} is not closed before the next one begins", "write > at its end")
    return Trouble(at, f"{shown(data[at : at + 12])} cannot stand within the tag <{name}", "mend the tag")


def _in_value(data: bytes, at: int, attribute: str, name: str, where: int) -> Trouble:
    quote = data[data.find(b"=", where) :].lstrip(b"= \t\r\n")[:1]
    line = data[at:].split(b"\n")[0]
    end = line.find(quote)
    if end >= 0 and line[end + 1 : end + 2] in (b" ", b"/", b">", b""):
        hint = f"write &lt;, or is the {quote.decode('ascii', 'replace')} missing where the value ends?"
        return Trouble(
            at, f'"<" may not stand in the value of "{attribute}" on <{name}>', hint, (Mend(at, at + 1, b"_"),)
        )
    message = f'the value of "{attribute}" on <{name}> has no end'
    return Trouble(where, message, f"write {quote.decode('ascii', 'replace')} where it ends")
