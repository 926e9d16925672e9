"""Why a document is not well-formed: each fault with its place, what stands there, and the way out.

The parser stops at the first fault.  Where it is plain what is meant (``&`` for ``&amp;``, an end tag that is missing),
this is put right in a copy, and the parser goes on to the next one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from xml.parsers import expat

from tei.names import XML
from tei.xml.encoding import EncodingError, utf8
from tei.xml.mending import Mend, Mended, place
from tei.xml.tokens import explained
from tei.xml.trouble import Trouble

_MOST = 20  # faults that are looked for in one document
_LARGE = 8 << 20  # bytes above which only the first one is
_DEEPEST = 100_000  # elements within elements; beyond this the rest is not looked at
_NO_URI = re.compile(r"[\s<>\"{}|\\^`]|^[^/?#]*[^A-Za-z0-9+.:/?#-][^/?#]*:|^:")
_PREDECLARED = {"xml": XML, "xmlns": "http://www.w3.org/2000/xmlns/"}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong.  `line` and `column` (in characters) count from 1; `hint` is the way out."""

    line: int
    column: int
    message: str
    hint: str


def faults(data: bytes) -> list[Fault]:
    """What is wrong with the document, in the order of its text: at most 20; none when it is well-formed."""
    try:
        text = utf8(data)
    except EncodingError as error:
        line, column = place(data, error.at)
        return [Fault(line, column, str(error), error.hint)]
    if not text.strip():
        return [Fault(1, 1, "the file is empty", "a document has one element at least")]
    if text.startswith(b"\xef\xbb\xbf"):
        return [Fault(1, 1, "a second byte order mark (U+FEFF) stands before the document", "take it away")]
    mended = Mended(text, text)
    found: dict[int, Fault] = {}
    supplied: Counter[str] = Counter()  # elements whose end tag was supplied
    for _ in range(_MOST):
        reader = _Reader()
        trouble = reader.read(mended.data)
        for at, fault in reader.unbound:
            line, column = mended.place(at)
            found.setdefault(mended.origin(at), replace(fault, line=line, column=column))
        if trouble is None:
            break
        at = trouble.at
        overlap = trouble.stray and supplied[trouble.stray] > 0
        if overlap:
            supplied[trouble.stray] -= 1
        elif mended.origin(at) in found:
            break
        else:
            found[mended.origin(at)] = Fault(*mended.place(at), trouble.message, trouble.hint)
        mend = trouble.removal if overlap else _chosen(trouble.mends, mended.data)
        if mend is None or len(text) > _LARGE:
            break
        if not overlap and mend is trouble.supply:
            supplied.update(trouble.open)
        mended.mend(mend)
    return [found[at] for at in sorted(found)][:_MOST]


def first_of(chunks: Iterable[bytes]) -> Fault | None:
    """The first fault of a document (UTF-8) that is too large to be held."""
    reader = _Reader()
    seen = 0
    tail = b""
    for chunk in chunks:
        before, seen = seen, seen + len(chunk)
        trouble = reader.feed(chunk, tail + chunk, before - len(tail))
        if reader.unbound:
            return reader.unbound[0][1]
        if trouble is not None:
            return Fault(reader.line, reader.column, trouble.message, trouble.hint)
        tail = (tail + chunk)[-_TAIL:]
    trouble = reader.feed(b"", tail, seen - len(tail), last=True)
    if reader.unbound:
        return reader.unbound[0][1]
    return None if trouble is None else Fault(reader.line, reader.column, trouble.message, trouble.hint)


_TAIL = 1 << 16


def _chosen(mends: tuple[Mend, ...], data: bytes) -> Mend | None:
    """The mend after which the parser gets furthest."""
    if len(mends) < 2:
        return mends[0] if mends else None
    best, furthest = None, -1
    for mend in mends:
        reader = _Reader()
        trouble = reader.read(mend.on(data))
        reached = len(data) * 2 if trouble is None else trouble.at
        if reached > furthest:
            best, furthest = mend, reached
    return best


class DeepError(Exception):
    """Elements are nested too deeply."""


@dataclass(slots=True)
class _Reader:
    """One reading of a document: the elements that are open, and prefixes that nothing binds."""

    parser: expat.XMLParserType = field(init=False)
    open: list[tuple[str, int]] = field(default_factory=list)  # names and lines
    unbound: list[tuple[int, Fault]] = field(default_factory=list)
    scopes: list[Mapping[str, str]] = field(default_factory=lambda: [_PREDECLARED])
    nested: list[bool] = field(default_factory=list)
    at: int = 0  # the byte where what was read last begins
    rooted: bool = False
    line: int = 1
    column: int = 1

    def __post_init__(self) -> None:
        self.parser = parser = expat.ParserCreate("utf-8")
        parser.ordered_attributes = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        for handler in ("CharacterDataHandler", "CommentHandler", "DefaultHandlerExpand"):
            setattr(parser, handler, self._note)
        parser.ProcessingInstructionHandler = self._instruction
        parser.StartCdataSectionHandler = self._note

    def read(self, data: bytes) -> Trouble | None:
        """Read all of it: the first fault."""
        return self.feed(data, data, 0, last=True)

    def feed(self, chunk: bytes, around: bytes, offset: int, *, last: bool = False) -> Trouble | None:
        """Read some more; `around` begins at the byte `offset` and holds at least this."""
        try:
            self.parser.Parse(chunk, last)
        except DeepError:
            at = self.at - offset
            self.line, self.column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
            return Trouble(at, f"elements are nested more than {_DEEPEST:,} deep", "is this a document?")
        except expat.ExpatError as error:
            at = max(0, self.parser.ErrorByteIndex)
            self.line, self.column = self.parser.ErrorLineNumber, self.parser.ErrorColumnNumber + 1
            begin = max(0, min(self.at, at) - offset)
            trouble = explained(error.code, around, max(0, at - offset), begin, self.open, self.rooted)
            self.line -= around[trouble.at : at - offset].count(b"\n")
            before = around[around.rfind(b"\n", 0, trouble.at) + 1 : trouble.at]
            self.column = len(before.decode("utf-8", "ignore")) + 1
            return trouble
        return None

    def _note(self, *_: object) -> None:
        self.at = self.parser.CurrentByteIndex

    def _instruction(self, target: str, _: str) -> None:
        self._note()
        if ":" in target:
            self._add(f'the name of the instruction "<?{target}" has a colon', "write it without")

    def _start(self, name: str, attributes: list[str]) -> None:
        self.at = self.parser.CurrentByteIndex
        self.rooted = True
        if len(self.open) > _DEEPEST:
            raise DeepError
        self.open.append((name, self.parser.CurrentLineNumber))
        names = attributes[::2]
        own = {
            key[6:]: value
            for key, value in zip(names, attributes[1::2], strict=True)
            if key == "xmlns" or key.startswith("xmlns:")
        }
        self.nested.append(bool(own))
        if own:
            self.scopes.append({**self.scopes[-1], **own})
        if ":" in name:
            self._bound(name, f"<{name}>")
        expanded = set()
        for prefix in (prefix for prefix, uri in own.items() if prefix and not uri):
            self._add(f'xmlns:{prefix}="" on <{name}> binds the prefix to nothing', "give it a namespace")
        for uri in (uri for uri in own.values() if _NO_URI.search(uri)):
            self._add(f'the namespace "{uri}" on <{name}> is no URI', "see how it is spelt")
        for key in names:
            prefix, colon, local = key.partition(":")
            if colon and prefix != "xmlns" and self._bound(key, f'"{key}" on <{name}>'):
                full = (self.scopes[-1].get(prefix), local)
                if full in expanded:
                    self._add(
                        f'"{key}" on <{name}> is an attribute that stands there with another prefix', "remove one"
                    )
                expanded.add(full)

    def _bound(self, name: str, where: str) -> bool:
        prefix, _, local = name.partition(":")
        if not prefix or not local or ":" in local:
            self._add(f"{where} is no name: a colon stands between a prefix and a name", "take the colon away")
            return False
        if not self.scopes[-1].get(prefix):
            known = _KNOWN.get(prefix, "…")
            self._add(f'the prefix "{prefix}" of {where} is not declared', f'add xmlns:{prefix}="{known}" to the root')
            return False
        return True

    def _add(self, message: str, hint: str) -> None:
        if len(self.unbound) < _MOST and all(message != fault.message for _, fault in self.unbound):
            fault = Fault(self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1, message, hint)
            self.unbound.append((self.parser.CurrentByteIndex, fault))

    def _end(self, _: str) -> None:
        self.at = self.parser.CurrentByteIndex
        self.open.pop()
        if self.nested.pop():
            self.scopes.pop()


_KNOWN = {
    "tei": "http://www.tei-c.org/ns/1.0",
    "xi": "http://www.w3.org/2001/XInclude",
    "xlink": "http://www.w3.org/1999/xlink",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "svg": "http://www.w3.org/2000/svg",
    "mei": "http://www.music-encoding.org/ns/mei",
    "rng": "http://relaxng.org/ns/structure/1.0",
    "sch": "http://purl.oclc.org/dsdl/schematron",
}
