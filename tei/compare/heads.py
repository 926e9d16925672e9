"""Heads: those that a version has twice, in different words; and those that the other version has not, put into its
language by the authority or the lexicon.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence

from tei.compare import proposal
from tei.compare.view import View
from tei.model import Block, Crux, Edition, Mention, SuppliedHead, Text, primary

_NEAR = 0.8  # the part of two heads that is the same, from which on they are one


def cruxes(view: View) -> list[Crux]:
    """A head that stands twice in one version, whole or on several lines, but not in the same words (C017)."""
    found = []
    for text in view.texts:
        for title, printed in _twice(view, text):
            spans = tuple((b.n, 0, len(b.text)) for b in (title, *printed))
            lines = " ".join(f"{b.id} “{b.text}”" for b in printed)
            message = f"the head “{title.text}” stands twice, and differs: {lines}"
            said = f"The head stands twice in {view.version(title.n)}, and differs: “{title.text}” and "
            said += f"{' '.join(f'“{b.text}”' for b in printed)}."
            answer = proposal.note(view, spans, said, "editorial")
            found.append(
                Crux(
                    "C017", message, spans, (), "medium", f"correct one of them by [[emend]], or explain it:\n{answer}"
                )
            )
    return found


def _twice(view: View, text: Text) -> Iterator[tuple[Block, Sequence[Block]]]:
    """The title of a version with those printed heads after it that together say nearly the same."""
    words = ["".join(c for c in view.passage(block.id).text if c.isalnum()) for block in text.heads]
    for end in range(2, len(words) + 1):
        whole, parts = words[0], "".join(words[1:end])
        if whole == parts:
            return
        near = difflib.SequenceMatcher(None, whole, parts, autojunk=False)
        if abs(len(whole) - len(parts)) <= max(2, len(whole) // 8) and near.ratio() > _NEAR:
            yield text.heads[0], text.heads[1:end]
            return


def supplied(view: View, edition: Edition) -> Iterator[SuppliedHead]:
    """A head for each report head without counterpart that is a name or term known in the other language."""
    if len(view.texts) < 2:
        return
    for bead in view.alignment.levels.get("head", ()):
        if len(bead.first) + len(bead.second) != 1:
            continue
        mine, other = (view.texts[1], view.texts[0]) if bead.second else (view.texts[0], view.texts[1])
        (id_,) = bead.first or bead.second
        number = id_.removeprefix(f"{mine.id}.")
        if ".h" not in number:
            continue  # a head of the whole version
        text = _in_other(view, id_, mine, other, edition)
        if text:
            yield SuppliedHead(f"{other.id}.{number}", id_, text)


def _in_other(view: View, id_: str, mine: Text, other: Text, edition: Edition) -> str:
    block, start, end = view.spans[id_]
    words = view.blocks[block].text
    for mention in view.mentions.get(block, ()):
        if (mention.start, mention.end) == (start, end) and mention.ref:
            return _name(mention, words, other, edition)
    for lang, term, lang2, rendering in edition.lexicon:
        if primary(lang2) == primary(other.lang) and primary(lang) == primary(mine.lang) and term == words:
            return rendering
        if primary(lang) == primary(other.lang) and primary(lang2) == primary(mine.lang) and rendering == words:
            return term
    return ""


def _name(mention: Mention, words: str, other: Text, edition: Edition) -> str:
    """The record's name in the other language, of the same type (an abbreviation for an abbreviation) if it has one."""
    entity = next(e for e in edition.authority if e.id == mention.ref)
    kind = next((n.type for n in entity.names if n.text == words), "")
    names = [n for n in entity.names if primary(n.lang) == primary(other.lang)]
    same = [n.text for n in names if n.type == kind]
    return (same or [n.text for n in names] or [""])[0]
