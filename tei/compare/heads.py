"""Heads that one version has and the other has not, put into the other's language by the authority or the lexicon."""

from __future__ import annotations

from collections.abc import Iterator

from tei.compare.view import View
from tei.model import Edition, Mention, SuppliedHead, Text, primary


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
