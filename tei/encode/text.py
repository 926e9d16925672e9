"""The ``text``: parallel divs of reports, paragraphs and sentences, with all that is marked in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from lxml import etree

from tei.encode.build import child, element
from tei.encode.spans import Inline, inlines, write
from tei.model import Block, Document, Emendation, Mention, Report, Segment, Text, by_block

_Placed = TypeVar("_Placed", Segment, Emendation)


@dataclass(slots=True)
class Marks:
    """The xml:ids that marking gave: of mentions, of emendations, and the targets of annotation number i."""

    mentions: dict[Mention, str] = field(default_factory=dict)
    emendations: dict[Emendation, str] = field(default_factory=dict)
    targets: dict[int, list[str]] = field(default_factory=dict)


def text_element(document: Document) -> tuple[etree._Element, Marks]:
    """The ``body``, and the ids of what is marked in it."""
    writer = _Writer(document)
    body = element("body")
    for text in document.texts:
        body.append(writer.version(text))
    return body, writer.marks


def corresp(document: Document) -> dict[str, list[str]]:
    """For each aligned id the ids of its counterparts, in order."""
    found: dict[str, list[str]] = {}
    pairs = [
        (a, b)
        for beads in document.alignment.levels.values()
        for bead in beads
        for a in bead.first
        for b in bead.second
    ]
    pairs += [(head.id, head.corresp) for head in document.comparison.supplied]
    for one, other in pairs:
        found.setdefault(one, []).append(other)
        found.setdefault(other, []).append(one)
    return found


class _Writer:
    """Writes versions; knows what lies in each block."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.marks = Marks()
        self.corresp = {id_: " ".join(f"#{x}" for x in ids) for id_, ids in corresp(document).items()}
        self.supplied = {head.id: head for head in document.comparison.supplied}
        self.mentions = by_block(document.mentions)
        self.linked = {m for pair in document.comparison.links for m in pair}
        self.sentences = _grouped(document.alignment.segments)
        self.emendations = _grouped(document.emendations)
        self.spans: dict[int, list[tuple[int, int, int]]] = {}  # block number → (annotation number, start, end)
        for i, annotation in enumerate(document.annotations):
            for number, start, end in annotation.spans:
                self.spans.setdefault(number, []).append((i, start, end))

    def version(self, text: Text) -> etree._Element:
        div = element(
            "div",
            "",
            (
                ("type", text.role),
                ("xml:lang", text.lang),
                ("xml:id", text.id),
                ("corresp", self.corresp.get(text.id, "")),
                ("decls", "#translation" if text.role == "translation" else "#source"),
            ),
        )
        for head in text.heads:
            div.append(self.block(head, "head", (("type", head.kind),)))
        for report in text.reports:
            div.append(self.report(text, report))
        return div

    def report(self, text: Text, report: Report) -> etree._Element:
        id_ = f"{text.id}.{report.n}"
        div = element(
            "div",
            "",
            (
                ("type", "report"),
                ("n", str(report.n)),
                ("xml:id", id_),
                ("corresp", self.corresp.get(id_, "")),
            ),
        )
        for head in report.heads:
            div.append(self.block(head, "head"))
        k = len(report.heads) + 1
        while (supplied := self.supplied.get(f"{id_}.h{k}")) is not None:
            made = child(div, "head", type="supplied", xml_id=supplied.id, corresp=f"#{supplied.corresp}")
            child(made, "supplied", supplied.text, resp="#tool", reason="counterpart")
            k += 1
        for paragraph in report.paragraphs:
            div.append(self.block(paragraph, "p"))
        return div

    def block(self, block: Block, name: str, attrs: tuple[tuple[str, str], ...] = ()) -> etree._Element:
        made = element(name, "", (*attrs, ("xml:id", block.id), ("corresp", self.corresp.get(block.id, ""))))
        inside = self._sentences(block) + self._mentions(block) + self._emendations(block)
        if block.dateline:
            inside.append(Inline(0, block.dateline, 1, "seg", (("type", "dateline"),)))
        inside += [Inline(at, at, 0, "lb") for at in block.breaks]
        write(made, block.text, inlines(inside, self._notes(block)))
        return made

    def _sentences(self, block: Block) -> list[Inline]:
        return [
            Inline(s.start, s.end, 0, "s", (("xml:id", s.id), ("corresp", self.corresp.get(s.id, ""))))
            for s in self.sentences.get(block.n, ())
        ]

    def _mentions(self, block: Block) -> list[Inline]:
        found = []
        for k, m in enumerate(self.mentions.get(block.n, ()), 1):
            id_ = ""
            if m in self.linked:
                id_ = self.marks.mentions[m] = f"{block.id}.m{k}"
            found.append(
                Inline(
                    m.start,
                    m.end,
                    2,
                    m.type,
                    (
                        ("xml:id", id_),
                        ("ref", f"#{m.ref}" if m.ref else ""),
                        *m.attrs,
                        ("cert", m.cert or ""),
                        ("resp", f"#{m.resp}" if m.resp else ""),
                    ),
                )
            )
        return found

    def _emendations(self, block: Block) -> list[Inline]:
        found = []
        for k, e in enumerate(self.emendations.get(block.n, ()), 1):
            id_ = self.marks.emendations[e] = f"{block.id}.e{k}"
            by = (("resp", f"#{e.order.who}"), ("cert", e.order.cert), ("evidence", e.order.evidence))
            if e.order.kind == "choice":
                attrs: tuple[tuple[str, str], ...] = (("xml:id", id_),)
            else:
                attrs = (("xml:id", id_), *by)
            found.append(Inline(e.start, e.end, 4, e.order.kind, attrs, e.order.corr, by))
        return found

    def _notes(self, block: Block) -> list[tuple[Inline, Callable[[str], None]]]:
        """The annotated spans of a block, each with what to do with the ids of its parts."""
        found: list[tuple[Inline, Callable[[str], None]]] = []
        for i, start, end in self.spans.get(block.n, ()):
            targets = self.marks.targets.setdefault(i, [])
            if (start, end) == (0, len(block.text)):
                targets.append(block.id)
            else:
                id_ = f"{block.id}.q{len(found) + 1}"
                found.append((Inline(start, end, 3, "seg", (("type", "note"), ("xml:id", id_))), targets.append))
        return found


def _grouped(items: Iterable[_Placed]) -> dict[int, list[_Placed]]:
    """Items by the number of their block, in their order."""
    found: dict[int, list[_Placed]] = {}
    for item in items:
        found.setdefault(item.block, []).append(item)
    return found
