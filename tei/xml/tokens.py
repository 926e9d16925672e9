"""A fault in plain English: the parser's error, the piece of the document where it stands, and how it may be mended."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from xml.parsers import expat

from tei.xml.characters import invalid
from tei.xml.mending import Mend
from tei.xml.trouble import NAME, TAG, ParserError, Trouble, shown

_ENTITY = re.compile(rb"&(" + NAME + rb");")


def explained(code: int, data: bytes, at: int, before: int, open_: Sequence[tuple[str, int]], rooted: bool) -> Trouble:
    """The fault that the parser reports by `code` at the byte `at` of `data` (UTF-8).

    `before` is where what was read last begins, `open_` are the open elements and their lines.
    """
    error = ParserError(code, data, at, before, open_, rooted)
    return _TELLERS.get(code, _other)(error)


def _other(error: ParserError) -> Trouble:
    return Trouble(error.at, expat.ErrorString(error.code) or "it is not XML", "mend the markup at this place")


# -- tags and the end of the file


def _mismatch(error: ParserError) -> Trouble:
    start = error.data.rfind(b"</", 0, error.at + 1)
    found = re.compile(rb"</(" + NAME + rb")\s*>?").match(error.data, start)
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


def _ended(error: ParserError) -> Trouble:
    at = len(error.data.rstrip())
    if not error.open:
        return Trouble(0, "there is no element in the file", "a document has one element, the root")
    still = error.open[::-1]
    message = f"the file ends, but {_some([_opened(one) for one in still])} {'is' if len(still) == 1 else 'are'} open"
    ends = "".join(f"</{one}>" for one, _ in still[:5]) + ("…" if len(still) > 5 else "")
    return Trouble(at, message, f"write {ends}; or is the file cut off?")


def _unclosed(error: ParserError) -> Trouble:
    data, at = error.data, error.at
    if error.code == _code("XML_ERROR_UNCLOSED_CDATA_SECTION"):
        at = max(0, data.rfind(b"<![CDATA[", 0, at))
    for begin, what, end in ((b"<!--", "comment", "-->"), (b"<![CDATA[", "CDATA section", "]]>"), (b"<?", "", "?>")):
        if data.startswith(begin, at):
            return Trouble(at, f"this {what or 'processing instruction'} has no end", f"write {end} where it ends")
    piece = data[at : at + 200].split(b"\n")[0]
    tag = TAG.match(data, at)
    name = f"<{tag[1].decode('utf-8', 'replace')}" if tag else shown(piece)
    odd = next((quote for quote in (b'"', b"'") if data.count(quote, at) % 2), b"")
    hint = "is a quotation mark missing where a value ends?" if odd else "write > where it ends"
    return Trouble(at, f"the tag {name} has no end", hint)


def _junk(error: ParserError) -> Trouble:
    at = error.at
    tag = TAG.match(error.data, at)
    if tag and error.data[at : at + 2] == b"</":
        name = tag[1].decode("utf-8", "replace")
        return Trouble(at, f"</{name}> closes nothing: the document has ended", "take it away", stray=name)
    if tag:
        message = f"<{tag[1].decode('utf-8', 'replace')}> comes after the end of the root"
        return Trouble(at, message, "a document has one root: put both into one, or take one away")
    return Trouble(at, f"text comes after the end of the root: {shown(error.data[at : at + 200])}", "take it away")


def _declaration(error: ParserError) -> Trouble:
    at = error.data.rfind(b"<?xml", 0, error.at + 5)
    at = error.at if at < 0 else at
    if not error.rooted:
        message = "the XML declaration must come first: not even a space or an empty line may stand before it"
        return Trouble(at, message, "take away what stands before <?xml", (Mend(at, at + 5, b"<?x__"),))
    message = "an XML declaration stands within the document"
    return Trouble(at, message, "take it away: was one file put into another?", (Mend(at, at + 5, b"<?x__"),))


# -- attributes and entities


def _twice(error: ParserError) -> Trouble:
    name = re.compile(NAME).match(error.data, error.at)
    tag = TAG.match(error.data, max(0, error.data.rfind(b"<", 0, error.at)))
    if not name:
        return _other(error)
    attribute = name[0].decode("utf-8", "replace")
    on = f" on <{tag[1].decode('utf-8', 'replace')}>" if tag else ""
    letters = b"_" * len(name[0])
    other = Mend(error.at, name.end(), letters) if name[0] != letters else None
    return Trouble(error.at, f'the attribute "{attribute}" stands twice{on}', "remove one", (other,) if other else ())


def _entity(error: ParserError) -> Trouble:
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


def _recursive(error: ParserError) -> Trouble:
    found = _ENTITY.match(error.data, error.at)
    name = found[0].decode("utf-8", "replace") if found else "an entity"
    return Trouble(error.at, f'the entity "{name}" holds itself', "mend its declaration in the DOCTYPE")


def _asynchronous(error: ParserError) -> Trouble:
    found = _ENTITY.match(error.data, error.at)
    name = found[0].decode("utf-8", "replace") if found else "an entity"
    message = f'the entity "{name}" holds a start tag without its end tag, or the other way round'
    return Trouble(error.at, message, "mend its declaration in the DOCTYPE")


def _bomb(error: ParserError) -> Trouble:
    message = "its entities come to more than a hundred times what is written: this is refused"
    return Trouble(error.at, message, "write out what the entities stand for")


def _number(error: ParserError) -> Trouble:
    found = re.compile(rb"&#\w*;?").match(error.data, error.at)
    piece = found[0] if found else b"&#"
    mend = Mend(error.at, error.at + 1, b"_")
    return Trouble(error.at, f"{shown(piece)} is no character that XML can hold", "take it away", (mend,))


def _code(name: str) -> int:
    return expat.errors.codes[getattr(expat.errors, name)]


_TELLERS: Mapping[int, Callable[[ParserError], Trouble]] = {
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
    _code("XML_ERROR_INVALID_TOKEN"): invalid,
    43: _bomb,  # XML_ERROR_AMPLIFICATION_LIMIT_BREACH, which pyexpat does not name everywhere
}
