"""Markdown: a file for each text, the paragraphs of the original followed by those of the translation as quotations.

Notes are footnotes ``[^1]``, emendations footnotes ``[^a]``.  All that Markdown would read as a mark of its own is
escaped.  Source: https://spec.commonmark.org/0.31.2/, with footnotes as GitHub and Pandoc have them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tei.model import primary
from tei.render.exports.corpus import Corpus
from tei.render.exports.labels import label
from tei.render.exports.matching import reading_order, together
from tei.render.exports.reader import DENSE
from tei.render.exports.text import EMENDATIONS, Block, Span, Text, Unit, Version

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~^$&@])")
_AT_THE_START = re.compile(r"^(\d{1,9})([.)])|^([-+=:!])")


def files(corpus: Corpus) -> Iterator[tuple[str, bytes]]:
    """``markdown/<stem>.md``."""
    for text in corpus.texts:
        yield f"markdown/{text.stem}.md", _Page(corpus, text).written().encode()


def escaped(text: str) -> str:
    """`text` as Markdown that says just this, wherever on a line it stands."""
    words = _MARKS.sub(r"\\\1", " ".join(text.splitlines()))
    return _AT_THE_START.sub(lambda m: rf"{m[1]}\{m[2]}" if m[1] else rf"\{m[3]}", words)


def letter(n: int) -> str:
    """a, b … z, aa, ab …, of 1, 2 …"""
    return (letter((n - 1) // 26) if n > 26 else "") + chr(ord("a") + (n - 1) % 26)


@dataclass(slots=True)
class _Page:
    """The page of a text, and the footnotes that were called."""

    corpus: Corpus
    text: Text
    numbers: dict[str, int] = field(default_factory=dict)  # of notes, by place in the list
    emended: list[tuple[Version, Unit, Span]] = field(default_factory=list)

    def written(self) -> str:
        calls = _calls(self.text)
        body = [self._row(row, calls, n == 0) for n, row in enumerate(_rows(self.text))]
        unplaced = [n for n in range(len(self.text.notes)) if str(n) not in self.numbers]
        body.append(" ".join(self._call(n) for n in unplaced))
        parts = [*body, self._source(), *self._emendations(), *self._notes()]
        return "\n\n".join(part for part in parts if part) + "\n"

    def _row(self, row: Sequence[tuple[Version, Block]], calls: Mapping[str, list[tuple[int, int]]], top: bool) -> str:
        if all(block.element == "head" for _, block in row):
            words = [self._block(version, block, calls) for version, block in row]
            level = row[0][1].level
            if level == 1 and not top:
                return "\n\n".join(f"**{part}**" for part in words)
            return f"{'#' * min(level, 6)} {' · '.join(words)}"
        first = row[0][0]
        lead = [self._block(version, block, calls) for version, block in row if version is first]
        others = [(version, block) for version, block in row if version is not first]
        if first.role != "original" and len(self.text.versions) > 1:
            return self._quoted(row, calls)
        return "\n\n".join([*lead, *([self._quoted(others, calls)] if others else [])])

    def _quoted(self, row: Sequence[tuple[Version, Block]], calls: Mapping[str, list[tuple[int, int]]]) -> str:
        return "\n>\n".join(f"> {self._block(version, block, calls)}" for version, block in row)

    def _block(self, version: Version, block: Block, calls: Mapping[str, list[tuple[int, int]]]) -> str:
        words = ("" if primary(version.lang) in DENSE else " ").join(
            self._unit(version, unit, calls.get(f"{block.id}/{n}", ())) for n, unit in enumerate(block.units)
        )
        return f"\\[{words}\\]" if block.type == "supplied" else words

    def _unit(self, version: Version, unit: Unit, calls: Sequence[tuple[int, int]]) -> str:
        """The words of a unit with its calls: (offset, number of the note in the list)."""
        marks: list[tuple[int, str]] = []
        for span in unit.spans:
            if span.element in EMENDATIONS and not (unit.element == "head" and span.get("resp") == "#tool"):
                self.emended.append((version, unit, span))
                marks.append((span.end, f"[^{letter(len(self.emended))}]"))
        marks += [(at, self._call(n)) for at, n in sorted(calls, key=lambda call: call[0])]
        out, done = "", 0
        for at, mark in sorted(marks, key=lambda m: m[0]):
            out += (escaped if done == 0 else _inner)(unit.text[done:at]) + mark
            done = at
        return out + (escaped if done == 0 else _inner)(unit.text[done:])

    def _call(self, n: int) -> str:
        return f"[^{self.numbers.setdefault(str(n), len(self.numbers) + 1)}]"

    def _source(self) -> str:
        source, edition = self.text.source, self.corpus.edition
        printed = ", ".join(part for part in (*(t for _, t in source.titles), source.date, source.page) if part)
        version = f"{label('version.n', self.text.versions[0].lang if self.text.versions else '')} {edition.version}"
        made = ", ".join(part for part in (self.text.id, version, edition.licence_text) if part)
        return "---\n\n" + "  \n".join(escaped(part) for part in (printed, made) if part)

    def _emendations(self) -> Iterator[str]:
        for n, (version, unit, span) in enumerate(self.emended, 1):
            read = unit.text[span.start : span.end]
            lang, here = version.lang, f"“{read}”" if read else label("nothing", version.lang)
            said = {
                "choice": f"{here} – {label('found-here', lang)}“{span.found}”",
                "surplus": f"{here} – {label('found-here', lang)}“{span.found}”",
                "supplied": f"{here} – {label('supplied', lang)}",
                "unclear": f"{here} – {label('unclear', lang)}",
                "gap": ", ".join(filter(None, (label("gap", lang), span.get("reason")))),
            }[span.element]
            cert = label(span.get("cert"), lang, span.get("cert"))
            more = [dict(self.text.responsible).get(span.get("resp").removeprefix("#"), ""), cert]
            told = ", ".join(part for part in more if part)
            yield f"[^{letter(n)}]: {_inner(f'{version.lang}: {said}')}" + (f" ({_inner(told)})" if told else "")

    def _notes(self) -> Iterator[str]:
        by_number = sorted(self.numbers.items(), key=lambda item: item[1])
        for place, number in by_number:
            note = self.text.notes[int(place)]
            kind = label(f"note.{note.type}", note.words[0][0] if note.words else "", note.type)
            kind = f"*{escaped(kind)}* " if kind else ""
            yield f"[^{number}]: {kind}" + "\n\n    ".join(escaped(words) for _, words in note.words)


def _inner(text: str) -> str:
    """As `escaped`, for what does not begin a line."""
    return _MARKS.sub(r"\\\1", " ".join(text.splitlines()) if text.strip() else text)


def _rows(text: Text) -> list[list[tuple[Version, Block]]]:
    """Blocks that correspond to each other, the original's first, in the order of the original."""
    blocks = {
        b.id or f"/{v}/{n}": (v, b) for v, version in enumerate(text.versions) for n, b in enumerate(version.blocks)
    }
    groups = together({key: block.corresp for key, (_, block) in blocks.items()})
    places = reading_order(groups, {key: version for key, (version, _) in blocks.items()})
    rows = [[(text.versions[blocks[key][0]], blocks[key][1]) for key in groups[place]] for place in places]
    return [row for row in rows if any(unit.text for _, block in row for unit in block.units)]


def _calls(text: Text) -> dict[str, list[tuple[int, int]]]:
    """By unit (block's id/number in the block) where notes are called: (offset, number of the note in the list).

    A note is called once in each block: after the last of what it is on there.
    """
    ends: dict[str, tuple[str, int, int]] = {}  # of an xml:id: its block, the number of the unit, the offset
    for version in text.versions:
        for block in version.blocks:
            last = len(block.units) - 1
            ends[block.id] = block.id, last, len(block.units[last].text)
            for n, unit in enumerate(block.units):
                ends.update({span.id: (block.id, n, span.end) for span in unit.spans if span.id})
                ends[unit.id] = block.id, n, len(unit.text)
    found: dict[str, list[tuple[int, int]]] = {}
    for number, note in enumerate(text.notes):
        here: dict[str, tuple[int, int]] = {}
        for block_id, n, at in (ends[target] for target in note.targets if target in ends):
            here[block_id] = max(here.get(block_id, (0, 0)), (n, at))
        for block_id, (n, at) in here.items():
            found.setdefault(f"{block_id}/{n}", []).append((at, number))
    return found
