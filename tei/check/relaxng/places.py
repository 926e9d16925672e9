"""Where in a document its parser is: line and column of the end of what was just read, and the path of the element."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.parsers.expat import XMLParserType

from tei.check.relaxng.nameclass import parts_of
from tei.names import TEI, XML

_TAG = re.compile(rb"""<(?:[^"'>]|"[^"]*"|'[^']*')*>""")
_PREFIXES = {TEI: "tei:", XML: "xml:"}


@dataclass(slots=True, eq=False)
class Step:
    """An element on the way from the root: the `index`-th with its `name` there, and whether it is the only one."""

    name: str
    index: int
    alone: bool = True


@dataclass(frozen=True, slots=True)
class Path:
    """The way from the root to an element; complete once all of the document has been read."""

    steps: tuple[Step, ...]

    def __str__(self) -> str:
        """As XPath with the prefix ``tei``: ``/tei:TEI/tei:text/tei:body/tei:div[2]``."""
        return "".join(f"/{step_of(s.name)}" + ("" if s.alone else f"[{s.index}]") for s in self.steps)


def step_of(name: str) -> str:
    """The name as a step of an XPath."""
    namespace, local = parts_of(name)
    prefix = _PREFIXES.get(namespace)
    return f"*[local-name()='{local}']" if prefix is None else prefix + local


@dataclass(slots=True)
class Places:
    """Follows `parser`, whose text is UTF-8."""

    parser: XMLParserType
    steps: list[Step] = field(default_factory=list)
    counts: list[dict[str, int]] = field(default_factory=lambda: [{}])
    told: list[list[Step]] = field(default_factory=lambda: [[]])  # steps of paths, by the level they are on
    data: bytes = b""  # what the parser was given last
    base: int = 0  # the index of its first byte in the document
    opened: bool = False  # the tag before this one began an element
    ended: bool = False  # this tag ends one

    def start(self, name: str) -> None:
        """An element begins."""
        self.opened, self.ended = True, False
        counts = self.counts[-1]
        number = counts[name] = counts.get(name, 0) + 1
        self.steps.append(Step(name, number))
        self.counts.append({})
        self.told.append([])

    def ends(self) -> None:
        """The innermost element is about to end."""
        self.opened, self.ended = self.opened and not self.ended, True

    def end(self) -> None:
        """The innermost element ends: which of its children are the only ones of their name is known now."""
        counts = self.counts.pop()
        for step in self.told.pop():
            step.alone = counts[step.name] == 1
        self.steps.pop()

    def path(self) -> Path:
        """The path of the innermost element."""
        for level, step in enumerate(self.steps):
            if not self.told[level] or self.told[level][-1] is not step:
                self.told[level].append(step)
        return Path(tuple(self.steps))

    def read(self, piece: bytes) -> None:
        """The parser is given this piece next; what it has left of the one before is kept with it."""
        keep = max(0, self.parser.CurrentByteIndex - self.base - 2)
        self.base += keep
        self.data = self.data[keep:] + piece

    def here(self, text: str) -> tuple[int, int]:
        """Line and column of the end of the tag, or of the stretch of `text` on one line, that was just read."""
        line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber
        at = self.parser.CurrentByteIndex - self.base
        if text:
            if self.data[at : at + 1] == b"&" and (end := self.data.find(b";", at, at + 100)) > 0:
                return line, column + end - at + 2
            return line, column + len(text) + 1
        if self.opened and self.ended and self.data[at - 2 : at] == b"/>":  # the end of <empty/>, which lies behind it
            return line, column + 1
        tag = _TAG.match(self.data, at)
        said = tag[0].decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n") if tag else ""
        before, newline, last = said.rpartition("\n")
        return (line + before.count("\n") + 1, len(last) + 1) if newline else (line, column + len(said) + 1)
