"""A fault in plain English: the parser's error, the piece of the document where it stands, and how it may be mended."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from xml.parsers import expat

from tei.xml.mending import Mend

_NAME = rb"[A-Za-z_:\x80-\xff][\w.:\x80-\xff-]*"
_TOKEN = re.compile(
    rb"""<!--(?:[^-]|-[^-])*-->|<\?.*?\?>|<!\[CDATA\[.*?\]\]>|</?"""
    + _NAME
    + rb"""(?:[^"'<>]|"[^"<]*"|'[^'<]*')*>|&#?\w+;|(?:(?!\]\]>)[^<&\x00-\x08\x0b\x0c\x0e-\x1f])+""",
    re.DOTALL,
)
_ENTITY = re.compile(rb"&(" + _NAME + rb");")
_TAG = re.compile(rb"</?(" + _NAME + rb")")
_DISTANCE = 60  # characters of a piece that is quoted


@dataclass(frozen=True, slots=True)
class Trouble:
    """A fault at the byte `at`.  `mends` are ways to go on; of them `supply` writes end tags of the elements `open`.

    `stray` is the name of an end tag without start, and `removal` takes it away.
    """

    at: int
    message: str
    hint: str
    mends: tuple[Mend, ...] = ()
    supply: Mend | None = None
    open: tuple[str, ...] = ()
    stray: str = ""
    removal: Mend | None = None


@dataclass(frozen=True, slots=True)
class _Error:
    """What the parser says: its error at the byte `at`, in `data`, the token before beginning at `before`."""

    code: int
    data: bytes
    at: int
    before: int
    open: Sequence[tuple[str, int]]
    rooted: bool


def explained(code: int, data: bytes, at: int, before: int, open_: Sequence[tuple[str, int]], rooted: bool) -> Trouble:
    """The fault that the parser reports by `code` at the byte `at` of `data` (UTF-8).

    `before` is where what was read last begins, `open_` are the open elements and their lines.
    """
    error = _Error(code, data, at, before, open_, rooted)
    return _TELLERS.get(code, _other)(error)


def shown(piece: bytes) -> str:
    """A piece of a document in quotation marks, on one line, cut when it is long."""
    text = " ".join(piece.decode("utf-8", "replace").split())
    return f'"{text[:_DISTANCE]}…"' if len(text) > _DISTANCE else f'"{text}"'


def _other(error: _Error) -> Trouble:
    return Trouble(error.at, expat.ErrorString(error.code) or "it is not XML", "mend the markup at this place")


# -- tags and the end of the file


def _mismatch(error: _Error) -> Trouble:
    start = error.data.rfind(b"</", 0, error.at + 1)
    found = re.compile(rb"</(" + _NAME + rb")\s*>?").match(error.data, start)
    if not found or not error.open:
        return _other(error)
    name = found[1].decode("utf-8", "replace")
    names = [one for one, _ in error.open]
    inner, line = error.open[-1]
    removal = Mend(start, found.end(), b"")
    rename = Mend(start, found.end(), f"</{inner}>".encode())
    if name in names:
        at = len(names) - 1 - names[::-1].index(name)
        unclosed = error.open[at + 1 :][::-1]
        supply = Mend(start, start, "".join(f"</{one}>" for one, _ in unclosed).encode())
        message = (
            f'</{name}> would close "{name}" of line {error.open[at][1]}, but '
            f"{_some([_opened(one) for one in unclosed])} within it {'is' if len(unclosed) == 1 else 'are'} still open"
        )
        hint = f"write {''.join(f'</{one}>' for one, _ in unclosed[:5])} before it"
        mends = (supply, removal, rename) if name != inner else (supply,)
        return Trouble(start, message, hint, mends, supply, tuple(one for one, _ in unclosed), name, removal)
    message = f'</{name}> closes nothing: the element that is open is "{inner}" of line {line}'
    return Trouble(start, message, f"write </{inner}>, or take it away", (rename, removal), None, (), name, removal)


def _opened(one: tuple[str, int]) -> str:
    return f'"{one[0]}" (line {one[1]})'


def _some(words: list[str], most: int = 5) -> str:
    if len(words) > most:
        return f"{', '.join(words[:most])} and {len(words) - most} more"
    return " and ".join(part for part in (", ".join(words[:-1]), words[-1]) if part)


def _ended(error: _Error) -> Trouble:
    at = len(error.data.rstrip())
    if not error.open:
        return Trouble(0, "there is no element in the file", "a document has one element, the root")
    still = error.open[::-1]
    message = f"the file ends, but {_some([_opened(one) for one in still])} {'is' if len(still) == 1 else 'are'} open"
    ends = "".join(f"</{one}>" for one, _ in still[:5]) + ("…" if len(still) > 5 else "")
    return Trouble(at, message, f"write {ends}; or is the file cut off?")


def _unclosed(error: _Error) -> Trouble:
    data, at = error.data, error.at
    if error.code == _code("XML_ERROR_UNCLOSED_CDATA_SECTION"):
        at = max(0, data.rfind(b"<![CDATA[", 0, at))
    for begin, what, end in ((b"<!--", "comment", "-->"), (b"<![CDATA[", "CDATA section", "]]>"), (b"<?", "", "?>")):
        if data.startswith(begin, at):
            return Trouble(at, f"this {what or 'processing instruction'} has no end", f"write {end} where it ends")
    piece = data[at : at + 200].split(b"\n")[0]
    tag = _TAG.match(data, at)
    name = f"<{tag[1].decode('utf-8', 'replace')}" if tag else shown(piece)
    odd = next((quote for quote in (b'"', b"'") if data.count(quote, at) % 2), b"")
    hint = "is a quotation mark missing where a value ends?" if odd else "write > where it ends"
    return Trouble(at, f"the tag {name} has no end", hint)


def _junk(error: _Error) -> Trouble:
    at = error.at
    tag = _TAG.match(error.data, at)
    if tag and error.data[at : at + 2] == b"</":
        name = tag[1].decode("utf-8", "replace")
        return Trouble(at, f"</{name}> closes nothing: the document has ended", "take it away", stray=name)
    if tag:
        message = f"<{tag[1].decode('utf-8', 'replace')}> comes after the end of the root"
        return Trouble(at, message, "a document has one root: put both into one, or take one away")
    return Trouble(at, f"text comes after the end of the root: {shown(error.data[at : at + 200])}", "take it away")


def _declaration(error: _Error) -> Trouble:
    at = error.data.rfind(b"<?xml", 0, error.at + 5)
    at = error.at if at < 0 else at
    if not error.rooted:
        message = "the XML declaration must come first: not even a space or an empty line may stand before it"
        return Trouble(at, message, "take away what stands before <?xml", (Mend(at, at + 5, b"<?x__"),))
    message = "an XML declaration stands within the document"
    return Trouble(at, message, "take it away: was one file put into another?", (Mend(at, at + 5, b"<?x__"),))


# -- attributes and entities


def _twice(error: _Error) -> Trouble:
    name = re.compile(_NAME).match(error.data, error.at)
    tag = _TAG.match(error.data, max(0, error.data.rfind(b"<", 0, error.at)))
    if not name:
        return _other(error)
    attribute = name[0].decode("utf-8", "replace")
    on = f" on <{tag[1].decode('utf-8', 'replace')}>" if tag else ""
    letters = b"_" * len(name[0])
    other = Mend(error.at, name.end(), letters) if name[0] != letters else None
    return Trouble(error.at, f'the attribute "{attribute}" stands twice{on}', "remove one", (other,) if other else ())


def _entity(error: _Error) -> Trouble:
    found = None
    for found in _ENTITY.finditer(error.data, error.at, error.at + 100_000):
        if found[1] not in (b"amp", b"lt", b"gt", b"quot", b"apos") and not _declares(error.data, found[1]):
            break
    if not found:
        return _other(error)
    name = found[1].decode("utf-8", "replace")
    mend = Mend(found.start(), found.start() + 1, b"_")
    return Trouble(found.start(), f'the entity "&{name};" is not declared', _character(name), (mend,))


def _declares(data: bytes, name: bytes) -> bool:
    return re.search(rb"<!ENTITY\s+" + re.escape(name) + rb"\s", data) is not None


def _character(name: str) -> str:
    """What to write instead of an entity of HTML."""
    from html.entities import html5

    text = html5.get(f"{name};")
    if not text:
        return "write the character itself, or &amp; for a bare &"
    codes = "".join(f"&#x{ord(c):X};" for c in text)
    return f"write {codes}" if not text.isprintable() or text.isspace() else f"write {text} or {codes}"


def _recursive(error: _Error) -> Trouble:
    found = _ENTITY.match(error.data, error.at)
    name = found[0].decode("utf-8", "replace") if found else "an entity"
    return Trouble(error.at, f'the entity "{name}" holds itself', "mend its declaration in the DOCTYPE")


def _asynchronous(error: _Error) -> Trouble:
    found = _ENTITY.match(error.data, error.at)
    name = found[0].decode("utf-8", "replace") if found else "an entity"
    message = f'the entity "{name}" holds a start tag without its end tag, or the other way round'
    return Trouble(error.at, message, "mend its declaration in the DOCTYPE")


def _bomb(error: _Error) -> Trouble:
    message = "its entities come to more than a hundred times what is written: this is refused"
    return Trouble(error.at, message, "write out what the entities stand for")


def _number(error: _Error) -> Trouble:
    found = re.compile(rb"&#\w*;?").match(error.data, error.at)
    piece = found[0] if found else b"&#"
    mend = Mend(error.at, error.at + 1, b"_")
    return Trouble(error.at, f"{shown(piece)} is no character that XML can hold", "take it away", (mend,))


# -- characters that cannot stand where they are


def _invalid(error: _Error) -> Trouble:
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


def _text_before(error: _Error, begin: int) -> Trouble | None:
    del begin
    start = re.compile(rb"\s*(?:(?:<!--(?:[^-]|-[^-])*-->|<\?.*?\?>)\s*)*", re.DOTALL).match(error.data)
    at = start.end() if start else 0
    if error.rooted or error.data[at : at + 1] in (b"<", b""):
        return None
    piece = error.data[at : at + 200].split(b"\n")[0].split(b"<")[0]
    return Trouble(at, f"text stands before the root: {shown(piece)}", "a document begins with < ; is it XML?")


def _ampersand(error: _Error, begin: int) -> Trouble | None:
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


def _text(error: _Error, begin: int) -> Trouble | None:
    at = error.data.rfind(b"]]>", 0, error.at + 3)
    if at < 0 or error.at - at > 3 or not error.open or error.data[begin : begin + 1] == b"<":
        return None
    return Trouble(at, '"]]>" may not stand in text', "write ]]&gt;", (Mend(at, at + 3, b"]]_"),))


def _comment(error: _Error, begin: int) -> Trouble | None:
    if error.data[begin : begin + 4] != b"<!--":
        return None
    at = error.data.rfind(b"--", begin + 4, error.at + 1)
    at = error.at if at < 0 else at
    return Trouble(at, '"--" may not stand within a comment', "write - - or —", (Mend(at, at + 2, b"__"),))


def _doctype(error: _Error, begin: int) -> Trouble | None:
    del begin
    if error.rooted or b"<!DOCTYPE" not in error.data[: error.at]:
        return None
    piece = error.data[error.at : error.at + 30]
    return Trouble(error.at, f"the DOCTYPE is not right: {shown(piece)} cannot stand here", "mend it, or take it away")


def _less(error: _Error, begin: int) -> Trouble | None:
    data = error.data
    if data[begin : begin + 1] != b"<" or _TAG.match(data, begin) or data[begin + 1 : begin + 2] in (b"!", b"?"):
        return None
    piece = data[begin : begin + 20].split(b"\n")[0]
    if data[begin + 1 : begin + 2] == b"/":
        return Trouble(begin, f"{shown(piece)} is no end tag", "write </ and the name, with no space between them")
    mend = (Mend(begin, begin + 1, b"_"),) if error.open else ()
    return Trouble(begin, f'a bare "<" stands in the text: {shown(piece)}', "write &lt;", mend)


_ATTRIBUTE = re.compile(rb"\s+(" + _NAME + rb")\s*=\s*(\"[^\"<&]*\"|'[^'<&]*'|(?:&[^;<]*;|[^\"'<])*)")
_CURLY = tuple(c.encode() for c in "“”„‟‘’‚«»＂")


def _tag(error: _Error, begin: int) -> Trouble | None:
    data, at = error.data, error.at
    tag = _TAG.match(data, begin)
    if not tag:
        return None
    name = tag[1].decode("utf-8", "replace")
    if data[begin + 1 : begin + 2] == b"/":
        if not error.open:
            why = "the document has ended" if error.rooted else "no element is open"
            return Trouble(begin, f"</{name}> closes nothing: {why}", "take it away")
        return Trouble(begin, f"the end tag </{name} is not closed by >", "an end tag has no attributes")
    said = data[begin:at]
    attribute = re.search(rb"(" + _NAME + rb")\s*=\s*(\"[^\"]*|'[^']*)$", said)
    if attribute and data[at : at + 1] == b"<":
        return _in_value(data, at, attribute[1].decode("utf-8", "replace"), name, begin + attribute.start(1))
    bare = re.search(rb"(" + _NAME + rb")\s*=\s*$", said)
    if bare:
        curly = data[at : at + 3].startswith(_CURLY) or data[at : at + 2].startswith(_CURLY)
        hint = 'use straight quotation marks: "…"' if curly else f'write {bare[1].decode("utf-8", "replace")}="…"'
        attribute_name = bare[1].decode("utf-8", "replace")
        return Trouble(
            begin + bare.start(), f'the value of "{attribute_name}" on <{name}> is not in quotation marks', hint
        )
    if said[-1:] in (b'"', b"'") and re.match(_NAME, data[at:]):
        mend = Mend(at, at, b" ")
        return Trouble(at, f"a space is missing before the next attribute of <{name}>", "write a space", (mend,))
    alone = re.search(rb"\s(" + _NAME + rb")\s*$", said)
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


def _code(name: str) -> int:
    return expat.errors.codes[getattr(expat.errors, name)]


_TELLERS: Mapping[int, Callable[[_Error], Trouble]] = {
    _code("XML_ERROR_TAG_MISMATCH"): _mismatch,
    _code("XML_ERROR_NO_ELEMENTS"): _ended,
    _code("XML_ERROR_UNCLOSED_TOKEN"): _unclosed,
    _code("XML_ERROR_PARTIAL_CHAR"): _unclosed,
    _code("XML_ERROR_UNCLOSED_CDATA_SECTION"): _unclosed,
    _code("XML_ERROR_JUNK_AFTER_DOC_ELEMENT"): _junk,
    _code("XML_ERROR_MISPLACED_XML_PI"): _declaration,
    _code("XML_ERROR_DUPLICATE_ATTRIBUTE"): _twice,
    _code("XML_ERROR_UNDEFINED_ENTITY"): _entity,
    _code("XML_ERROR_RECURSIVE_ENTITY_REF"): _recursive,
    _code("XML_ERROR_ASYNC_ENTITY"): _asynchronous,
    _code("XML_ERROR_BAD_CHAR_REF"): _number,
    _code("XML_ERROR_INVALID_TOKEN"): _invalid,
    43: _bomb,  # XML_ERROR_AMPLIFICATION_LIMIT_BREACH, which pyexpat does not name everywhere
}
