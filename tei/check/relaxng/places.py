"""Where in a document its parser is: line and column of the end of what was just read, and the path of the element."""

from __future__ import annotations

import re
from collections import Counter
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
    counts: list[Counter[str]] = field(default_factory=lambda: [Counter()])
    told: list[list[Step]] = field(default_factory=lambda: [[]])  # steps of paths, by the level they are on

    def start(self, name: str) -> None:
        """An element begins."""
        self.counts[-1][name] += 1
        self.steps.append(Step(name, self.counts[-1][name]))
        self.counts.append(Counter())
        self.told.append([])

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

    def here(self, text: str) -> tuple[int, int]:
        """Line and column of the end of the tag, or of the stretch of `text` on one line, that was just read."""
        line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber
        raw = self.parser.GetInputContext() or b""
        if text:
            if raw[:1] == b"&" and (end := raw.find(b";", 0, 100)) > 0:
                return line, column + end + 2
            return line, column + len(text) + 1
        tag = _TAG.match(raw)
        if tag is None:  # the end of <empty/>, which lies behind it
            return line, column + 1
        said = tag[0].decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
        before, newline, last = said.rpartition("\n")
        return (line + before.count("\n") + 1, len(last) + 1) if newline else (line, column + len(said) + 1)
