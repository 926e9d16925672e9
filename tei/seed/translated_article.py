"""The format `translated-article`: header fields, the translation, a rule, a marker, the original.

Every part may be missing or look a little different; what is not understood is kept as a literal line, so that
no character is lost.
"""

from __future__ import annotations

import re
from dataclasses import replace

from tei.model import Block, Role, Version
from tei.seed.article import Blocks, Odd, Raw, Read, han, language, raw_lines
from tei.seed.fields import begins_with_field, header, original_header, settle_date
from tei.seed.headings import original_blocks, translation_blocks

NAME = "translated-article"

_RULE = re.compile(r"<hr\b[^<>]*>|(?:[-*_=—－~×✕＊※☆△◇○]\s*){3,}", re.IGNORECASE)
_MARKER = re.compile(
    r"(?P<open>[#*\s\[(【（]*)(?:(?:the )?original(?: (?:text|article|version|chinese|chinese text))?|"
    r"chinese(?: (?:original|text|version))?(?: text)?|source(?: text)?|原文|中文|中文原文|原始文本|原文如下)"
    r"(?P<close>[\])】）*\s]*[:：]?[*\s]*)",
    re.IGNORECASE,
)
_MARKED = re.compile(r"(?:original(?: text)?|原文)\s*[:：]\s*(?=\S)", re.IGNORECASE)


def detect(text: str) -> bool:
    """Whether there are header fields, or a marker of the original."""
    lines = [line.strip() for line in text.splitlines()]
    return any(begins_with_field(x) for x in lines[:8]) or any(x and _MARKER.fullmatch(x) for x in lines)


def read(text: str) -> Read:
    """Read `text`; it has at least one character that is not white space."""
    lines = raw_lines(text)
    fields: dict[str, str] = {}
    odd: list[Odd] = []
    blocks = Blocks()
    start = header(lines, fields, odd)
    title = [x for x in lines[:start] if x.label.lower().startswith("title") and x.text][:1]
    if title:
        blocks.add("title", title)
    divide, resume = _divide(lines, start)
    translation = list(translation_blocks(lines[start:divide], blocks, fields.get("title", "")))
    if title:
        translation.insert(0, blocks.found[0])
    own = len(blocks.found)
    body = original_header(lines, resume, fields, odd, blocks, _RULE)
    original = blocks.found[own:]
    original += original_blocks(lines[body:], blocks, original[0].text if original else "")
    versions = _versions(translation, original, odd)
    settle_date(fields, odd)
    return Read(tuple(line.line() for line in lines), versions, fields, tuple(odd))


def _divide(lines: list[Raw], start: int) -> tuple[int, int]:
    """Where the translation ends and where the original begins: (index, index)."""
    if (marker := _marker(lines, start)) is not None:
        end = marker
        while end > start and (not lines[end - 1].text or _RULE.fullmatch(lines[end - 1].text)):
            end -= 1
        match = _MARKED.match(lines[marker].text)
        if match and not _MARKER.fullmatch(lines[marker].text):  # the text goes on in the marker's line
            lines[marker].take_label(match.end())
            return end, marker
        return end, marker + 1
    for i in range(start, len(lines)):
        if lines[i].text and _RULE.fullmatch(lines[i].text) and _chinese_from(lines, i + 1):
            return i, i + 1
    for i in range(start, len(lines)):
        if lines[i].text and _chinese_from(lines, i):
            return i, i
    return len(lines), len(lines)


def _marker(lines: list[Raw], start: int) -> int | None:
    """The line that marks the original: one that cannot be anything else, or a bare word that Chinese follows."""
    ruled = False
    weak: list[int] = []
    for i in range(start, len(lines)):
        text = lines[i].text
        if not text:
            continue
        if match := _MARKER.fullmatch(text):
            if ruled or match["open"] or match["close"].strip():
                return i
            weak.append(i)
        elif (match := _MARKED.match(text)) and han(text[match.end() :]) > 0.5:
            return i
        ruled = _RULE.fullmatch(text) is not None
    return next((i for i in weak if _chinese_from(lines, i + 1)), weak[-1] if weak else None)


def _chinese_from(lines: list[Raw], start: int) -> bool:
    """Whether there is text from `start` on and its letters are Chinese."""
    rest = [line.text for line in lines[start:] if line.text]
    return any(han(text) for text in rest[:4]) and all(han(text) > 0.5 for text in rest if len(text) > 20)


def _versions(translation: list[Block], original: list[Block], odd: list[Odd]) -> tuple[Version, ...]:
    """The versions that have words; a missing one is noted."""
    found: list[Version] = []
    sides: tuple[tuple[Role, list[Block]], ...] = (("translation", translation), ("original", original))
    for role, blocks in sides:
        for i in range(len(blocks) - 1, -1, -1):  # a head that nothing follows is none
            if blocks[i].kind != "head":
                break
            blocks[i] = replace(blocks[i], kind="p")
        if blocks:
            found.append(Version(role, language("".join(b.text for b in blocks), role), tuple(blocks)))
    if not any(b.kind == "p" for b in original):
        odd.append(Odd("S004", "there is no original", hint="expected a line “Original:” and the text after it"))
    if not any(b.kind == "p" for b in translation):
        odd.append(Odd("S005", "there is no translation", hint="expected its paragraphs before the line “Original:”"))
    return tuple(found)
