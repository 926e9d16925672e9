"""Quotation marks and brackets: open and not closed, or more of them in one version."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tei.compare import proposal
from tei.compare.view import Passage, Span, View, across
from tei.model import Crux

_CLOSING = dict(zip("“「『（([【《〈〔〖", "”」』）)]】》〉〕〗", strict=True))
_OPENING = {close: open_ for open_, close in _CLOSING.items()}
_QUOTES = "“「『"
_ALIKE = {"（": "(", "）": ")", "〔": "(", "〕": ")"}  # full width and half width may close each other
_ITEM = re.compile(r"(?<!\w)(?:\d{1,2}|[A-Za-z]|[ivx]{1,4}|[一二三四五六七八九十]{1,3})[)）]")  # 1) and 一）
#: Words in quotation marks that are no speech: nothing but a comma or a full stop inside, and that at the end.
_TERM = re.compile(r"[“「]([^“”「」『』。！？；!?;：:,.，]{1,160})[,.，。]?[”」]")
_SPEECH = re.compile('[：:，,][“「"]|[，,。.？！?!][”」"]')
_TITLE = re.compile("《[^《》]{1,60}》")
_STRAIGHT = re.compile(r'(?<![\d"])"')
_PAIR = re.compile(r'(?<![\d"])"([^"]*)"')


def cruxes(view: View) -> list[Crux]:
    """Marks without their other half in a paragraph, and more quoted terms on one side of a bead (C011)."""
    found = []
    for text in view.texts:
        blocks = [view.passage(block.id) for block in text.blocks]
        for k, passage in enumerate(blocks):
            following = blocks[k + 1].text if k + 1 < len(blocks) else ""
            previous = blocks[k - 1].text if k else ""
            halves = list(_halves(passage.text, previous, following))
            found += [_half(view, passage, halves)] if halves else []
    whole = {crux.spans[0][0] for crux in found}
    for _, first, second in view.pairs():
        if not any(p.block in whole for p in (*first, *second)):
            found += _more(view, first, second)
    return found


def _halves(text: str, previous: str, following: str) -> Iterator[int]:
    """The offsets of marks without their other half."""
    items = {match.end() - 1 for match in _ITEM.finditer(text)}
    open_: list[tuple[str, int]] = []
    for at, c in enumerate(text):
        if c in _CLOSING:
            open_.append((c, at))
        elif c in _OPENING:
            if open_ and _same(open_[-1][0], _OPENING[c]):
                open_.pop()
            elif at not in items and not (c in "”」』" and _goes_on(previous)):
                yield at
    for c, at in open_:
        if not (c in _QUOTES and following.lstrip()[:1] == c):  # each paragraph of a long quotation opens it again
            yield at
    straight = [match.start() for match in _STRAIGHT.finditer(text)]
    if len(straight) % 2 and following.lstrip()[:1] != '"':
        yield straight[-1]


def _same(one: str, other: str) -> bool:
    return _ALIKE.get(one, one) == _ALIKE.get(other, other)


def _goes_on(previous: str) -> bool:
    """Whether a quotation is still open at the end of the paragraph before."""
    return any(previous.count(c) > previous.count(_CLOSING[c]) for c in _QUOTES)


def _half(view: View, passage: Passage, halves: Sequence[int]) -> Crux:
    at = halves[0]
    mark = passage.text[at]
    other = _CLOSING.get(mark) or _OPENING.get(mark) or mark
    around = passage.text[max(0, at - 12) : at + 13]
    spans = tuple(passage.span(half, half + 1) for half in halves)
    more = f", and {len(halves) - 1} more" if len(halves) > 1 else ""
    said = f"The mark {mark} has no {other} to it in {view.version(passage.block)}."
    return Crux(
        "C011",
        f"the mark {mark} has no {other} to it: “{around}”{more}",
        spans,
        (),
        "medium",
        "put in the other by [[emend]], strike this one out, or explain it:\n"
        + proposal.note(view, spans, said, "editorial"),
    )


def _terms(passages: Sequence[Passage]) -> list[Span]:
    found = []
    for p in passages:
        for match in (*_TERM.finditer(p.text), *_PAIR.finditer(p.text)):
            inner = match[1].rstrip(",.，。")
            if 0 < len(inner) <= 160 and not re.search(r"[。！？；!?;：:,，]|\.\s", inner):
                found.append(p.span(match.start(), match.end()))
    return found


def _more(view: View, first: list[Passage], second: list[Passage]) -> Iterator[Crux]:
    """Terms that are quoted in one version only; where anybody speaks, quotations are divided freely."""
    if any(_SPEECH.search(p.text) for p in (*first, *second)):
        return
    counts = [_terms(first), _terms(second)]
    titles = [sum(len(_TITLE.findall(p.text)) for p in side) for side in (first, second)]
    for k, opposite in enumerate((second, first)):
        if counts[k] and not counts[1 - k] and not titles[1 - k]:
            quoted = " ".join(view.found(at) for at in counts[k])
            spans = tuple(counts[k])
            mine, other = view.version(spans[0][0]), view.other(spans[0][0])
            said = f"{quoted} has quotation marks in {mine} only; {other} has none."
            yield Crux(
                "C011",
                f"{quoted} has quotation marks here, and none in {across(opposite)}",
                spans,
                tuple(p.id for p in opposite),
                "low",
                "explain it, or [[dismiss]] it:\n" + proposal.note(view, spans, said, "translation"),
            )
