"""The cover of an e-book: its titles in lines of their own, large, and below who made it; for epub-cover.xsl.

SVG does not break lines, and nobody knows the reader's fonts; so lines are broken here by widths that hold for all.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from lxml import etree

from tei.render.exports.epub_book import Book

_WIDTH, _HEIGHT, _MARGIN = 1600, 2400, 150  # in the units of the picture
_ROOM = _WIDTH - 2 * _MARGIN
_TOP, _FOOT = 420, 1990  # the first line's upper edge; the rule below which it is said who made it
_SIZES = (176, 144, 120, 100, 84, 70, 58, 48)
_LEAD = 1.35  # from line to line, in sizes
_LONGEST = 1000  # characters of a title; no cover has room for more
_NOT_FIRST = "，。、；：？！）》〉」』”’…,.;:?!)]"
_HUNG = tuple("（《〈「『")
_NOT_LAST = "（《〈「『“‘(["
_NARROW = "iljtfrI.,;:'’!|()[] -"


def cover(book: Book) -> etree._Element:
    """The ``cover`` that epub-cover.xsl reads."""
    edition = book.corpus.edition
    titles = [(lang, title[:_LONGEST]) for lang, title in book.told(edition.title) or [("", edition.id)]]
    element = etree.Element("cover", title=" / ".join(title for _, title in titles))
    for name, value in (("width", _WIDTH), ("height", _HEIGHT), ("margin", _MARGIN), ("foot", _FOOT)):
        element.set(name, str(value))
    y = float(_TOP)
    for (lang, _), (size, lines) in zip(titles, _set([title for _, title in titles]), strict=True):
        for line in lines:
            y += size
            _line(element, line, y, size, lang, "main" if lang == titles[0][0] else "title")
            y += size * (_LEAD - 1)
        y += 0.7 * size
    who = ", ".join(editor.name for editor in edition.editors)
    said = [who, " · ".join(filter(None, (edition.version, edition.date[:4])))]
    for n, words in enumerate(filter(None, said)):
        line, *more = broken(words, _ROOM / 44)
        _line(element, line + ("…" if more else ""), _FOOT + 90 + n * 66, 44, "", "foot")
    if book.only and element[-1].get("class") == "foot":
        element[-1].set("version", book.only)
    return element


def _line(element: etree._Element, words: str, y: float, size: float, lang: str, kind: str) -> None:
    hung = size / 2 if words[:1] in _HUNG else 0  # whose left half is empty
    attributes = {"x": f"{_MARGIN - hung:.0f}", "y": f"{y:.0f}", "size": f"{size:.0f}", "class": kind, "lang": lang}
    line = etree.SubElement(element, "line", {name: value for name, value in attributes.items() if value})
    line.text = words


def _set(titles: Sequence[str]) -> list[tuple[float, list[str]]]:
    """The size and the lines of each title: the largest sizes in which all have room, the first one's larger."""
    for size in _SIZES:
        sized = zip(titles, _sizes(titles, size), strict=True)
        found = [(each, balanced(title, _ROOM / each)) for title, each in sized]
        if sum(each * (len(lines) * _LEAD + 0.7) for each, lines in found) <= _FOOT - _TOP:
            return found
    last = _SIZES[-1]
    room = max(1, int((_FOOT - _TOP) / len(titles) / last / _LEAD) - 1)
    return [(last, _cut(broken(title, _ROOM / last), room)) for title in titles]


def _sizes(titles: Sequence[str], size: float) -> Iterator[float]:
    yield size
    yield from (size * 0.62 for _ in titles[1:])


def _cut(lines: list[str], room: int) -> list[str]:
    """`lines`, or the first of them with a sign that there are more."""
    return lines if len(lines) <= room else [*lines[: room - 1], lines[room - 1] + "…"]


def balanced(words: str, room: float) -> list[str]:
    """`words` in as few lines as there must be in this `room`, and these as equal as can be."""
    lines = broken(words, room)
    least = min(room, width("".join(lines)) / len(lines))
    for n in range(20):
        trial = broken(words, least + (room - least) * n / 20)
        if len(trial) <= len(lines):
            return trial
    return lines


def broken(words: str, room: float) -> list[str]:
    """`words` in lines of at most `room` (in sizes of the font), broken where lines may be."""
    lines, line = list[str](), ""
    for piece in _pieces(words):
        if line and width((line + piece).rstrip()) > room:
            lines.append(line.rstrip())
            line = ""
        *whole, piece = _cut_up(piece, room)
        lines += whole
        line += piece
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def _cut_up(word: str, room: float) -> Iterator[str]:
    """`word`, in parts that have room where it has none; the last one may be empty."""
    start, wide = 0, 0.0
    for n, character in enumerate(word):
        wide += width(character)
        if wide > room and n > start and not character.isspace():
            yield word[start:n]
            start, wide = n, width(character)
    yield word[start:]


def _pieces(words: str) -> Iterator[str]:
    """What no line is broken within: words with the space after them, Chinese characters with their punctuation."""
    text = " ".join(words.split())
    piece = ""
    for here, after in pairwise(text + "\0"):
        piece += here
        ends = here in " -–—" or _wide(here) or _wide(after)
        if ends and after not in _NOT_FIRST + " " and here not in _NOT_LAST:
            yield piece
            piece = ""
    yield piece


def width(words: str) -> float:
    """How wide `words` are in a font of size 1, rather more than less."""
    return sum(1.0 if _wide(c) else 0.36 if c in _NARROW else 0.74 if c.isupper() else 0.58 for c in words)


def _wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"
