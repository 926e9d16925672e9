"""Enumerations: how many things the one version counts up, and how many the other."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tei.compare import proposal
from tei.compare.view import Passage, Span, View, across, sentence
from tei.han import HAN
from tei.model import Crux

#: Items between enumeration commas, the last closed by 和 and the like or by nothing; 等 ends it.
_PART = rf"[{HAN}A-Za-z0-9·“”《》]"
_CHINESE = re.compile(rf"(?<!{_PART})(?:{_PART}++、)+{_PART}++")
_JOINED = re.compile("和|及|与|與|或|、")
#: Single characters counted up, the last two of them without a comma: 工、农、牧林等业.
_WANTING = re.compile(rf"(?<=[{HAN}])(?:、[{HAN}])+、([{HAN}])(?!等)[{HAN}](?=等|各?[业業])")
_ITEM = r"(?!and |or )[\w'’-]+(?: [\w'’-]+){0,3}"
_ENGLISH = re.compile(rf"(?<![\w'’-])(?:(?:{_ITEM}, )+(?:and |or ){_ITEM}|(?:{_ITEM}, )+{_ITEM} (?:and|or) {_ITEM})")
_BEFORE = re.compile(
    "(?:In|On|At|By|As|After|Before|During|For|From|With|Since|Under|Through|Besides|Moreover|Furthermore|However|"
    "Therefore|Then|Thus|Now|Today|Finally|First|Firstly|Secondly|Next|Meanwhile|Recently|Last) ?"
)
_FEWEST = 3  # items: two may be a pair of anything


def cruxes(view: View) -> list[Crux]:
    """Aligned passages with one enumeration each, which differ in the number of items (C010)."""
    found = []
    for _, first, second in view.pairs():
        for mine, opposite in ((first, second), (second, first)):
            found += _compared(view, mine, opposite)
    return found


def _compared(view: View, mine: Sequence[Passage], opposite: Sequence[Passage]) -> list[Crux]:
    counts = [n for p in opposite for n in _counts(p.text)]
    lists = [(p, match) for p in mine for match in _CHINESE.finditer(p.text)]
    for passage, match in lists:
        wanting = _WANTING.search(match[0])
        size = match[0].count("、") + 1
        if wanting and max(counts, default=0) > size:
            at = match.start() + wanting.end(1)
            return [_crux(view, passage, (match.start(), match.end()), opposite, (size, size + 1), at)]
    if len(lists) != 1 or len(counts) != 1:
        return []
    passage, match = lists[0]
    sizes = {match[0].count("、") + 1, len(_JOINED.split(match[0]))}
    clear = min(sizes) > counts[0] or counts[0] > max(sizes) + 1  # where the first item begins is not certain
    if min(sizes) < _FEWEST or counts[0] < _FEWEST or not clear:
        return []
    return [_crux(view, passage, (match.start(), match.end()), opposite, (max(sizes), counts[0]), None)]


def _counts(text: str) -> list[int]:
    """The number of items of every enumeration in a text of an alphabet."""
    found = []
    for match in _ENGLISH.finditer(text) if ", " in text else ():
        words = match[0]
        if _BEFORE.match(words):
            words = words.partition(", ")[2]  # "In addition, …" is no item
        oxford = re.search(r", (?:and|or) ", words)
        found.append(words.count(", ") + (1 if oxford else 2))
    return found


def _shown(words: str) -> str:
    """An enumeration without what stands before its first item and after its last, as far as that can be told."""
    first, comma, rest = words.partition("、")
    head, etc, _ = rest.partition("等")
    return first.rpartition("的")[2] + comma + head + etc


def _crux(
    view: View,
    passage: Passage,
    at: tuple[int, int],
    opposite: Sequence[Passage],
    sizes: tuple[int, int],
    comma: int | None,
) -> Crux:
    words = _shown(passage.text[slice(*at)])
    here: Span = passage.span(*at)
    message = f"“{words}” has {sizes[0]} items, and its counterpart {sizes[1]}: {across(opposite)}"
    mine, other = view.version(passage.block), view.other(passage.block)
    if comma is None:
        spans = [here, *(view.spans[p.id] for p in opposite)]
        said = sentence(f"{mine} counts {sizes[0]} items (“{words}”), {other} {sizes[1]}")
        advice = "explain it, or [[dismiss]] it:\n" + proposal.note(view, spans, said, "translation")
    else:
        block, start, _ = passage.span(comma, comma + 1)
        why = f"The enumeration comma is wanting; {other} counts one item more."
        advice = "an enumeration comma seems to be wanting:\n" + proposal.emend(view, (block, start, start), "、", why)
    return Crux("C010", message, (here,), tuple(p.id for p in opposite), "low", advice)
