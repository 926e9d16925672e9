"""Tell heads from paragraphs, in the translation and in the original."""

from __future__ import annotations

import re

from tei.model import Block
from tei.seed.article import Blocks, Raw, wide

_ENDS = re.compile(r"[.!?:;,。！？：；，、…][\"'”’」』）)\]]*$")
_INNER_STOP = re.compile("[。；]|[.!?;]\\s")
_BYLINE = re.compile("记者|記者|通[讯訊]员|通訊員|作者|^[（(].*[）)]$")
_DECORATION = re.compile(r"<hr\b[^<>]*>|(?:[-*_=—－~·•]\s*){3,}", re.IGNORECASE)
_LONG = 100  # a line of this many characters has not been wrapped by hand


def translation_blocks(lines: list[Raw], blocks: Blocks, title: str) -> list[Block]:
    """The blocks of a translation: paragraphs stand between blank lines, or begin with an indentation."""
    found = []
    groups = _groups(lines)
    for i, group in enumerate(groups):
        first = group[0]
        if len(group) == 1 and _DECORATION.fullmatch(first.text):
            continue
        if first.text.startswith("#") and first.text.strip("# "):
            first.take_label(len(first.text) - len(first.text.lstrip("#")))
            found.append(blocks.add("main" if i == 0 and _same(first.text, title) else "head", group))
        elif i == 0 and len(group) == 1 and _same(first.text, title):
            found.append(blocks.add("main", group))
        elif len(group) == 1 and _latin_head(first.text) and i + 1 < len(groups):
            found.append(blocks.add("head", group))
        else:
            found.append(blocks.add("p", group))
    return found


def _groups(lines: list[Raw]) -> list[list[Raw]]:
    """Lines that make one paragraph each."""
    groups: list[list[Raw]] = []
    fresh = True
    for line in lines:
        if not line.text:
            fresh = True
            continue
        if fresh or _begins(groups[-1][-1], line):
            groups.append([line])
        else:
            groups[-1].append(line)
        fresh = False
    return groups


def _begins(before: Raw, line: Raw) -> bool:
    """Whether `line` begins a paragraph although no blank line stands before it."""
    if line.text.startswith("#") or before.label.startswith("#"):
        return True
    if len(line.indent) > len(before.indent):
        return bool(_ENDS.search(before.text)) or len(before.text) >= _LONG
    return len(before.text) >= _LONG and bool(_ENDS.search(before.text))


def _latin_head(text: str) -> bool:
    return (
        not _ENDS.search(text)
        and not _INNER_STOP.search(text)
        and len(text.split()) <= 12
        and (any(c.isalpha() for c in text))
        and not (wide(text[0]) and len(text) > 30)
    )


def _same(text: str, other: str) -> bool:
    return bool(text) and _letters(text) == _letters(other)


def _letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum()).casefold()


def original_blocks(lines: list[Raw], blocks: Blocks, headline: str) -> list[Block]:
    """The blocks of an original: a line is a head or a paragraph; a wrapped paragraph's further lines stand left."""
    groups: list[list[Raw]] = []
    fresh = True
    for line in lines:
        if not line.text or _DECORATION.fullmatch(line.text):
            fresh = True
            continue
        if line.text.startswith("#") and line.text.strip("# \u3000"):
            line.take_label(len(line.text) - len(line.text.lstrip("#")))
        if not fresh and _continues(groups[-1], line):
            groups[-1].append(line)
        else:
            groups.append([line])
        fresh = False
    heads = _heads(groups)
    before = 0
    while before < len(groups) and heads[before]:
        before += 1
    kinds = _headlines([g[0].text for g in groups[:before]], headline, any(heads[before:]))
    found = []
    for i, group in enumerate(groups):
        found.append(blocks.add(kinds[i] if i < before else "head" if heads[i] else "p", group))  # type: ignore[arg-type]  # kinds are BlockKind values
    return found


def _continues(group: list[Raw], line: Raw) -> bool:
    """Whether `line` goes on with the paragraph in `group`: it stands left of it, and the sentence was not over."""
    first, last = group[0], group[-1]
    return (
        len(line.indent) < len(first.indent)
        and not line.label
        and len(last.text) >= 12
        and not _ENDS.search(last.text)
        and (len(group) > 1 or "，" in last.text or not _chinese_head(last.text) or len(line.text) >= 12)
    )


def _heads(groups: list[list[Raw]]) -> list[bool]:
    """Which groups are heads.  Four or more short lines in a row, but at the top, are a list or verse."""
    heads = [len(g) == 1 and (bool(g[0].label) or _chinese_head(g[0].text)) for g in groups]
    start = 0
    while start < len(heads):
        end = start
        while end < len(heads) and heads[end]:
            end += 1
        if start > 0 and (end - start >= 4 or end == len(heads)):
            heads[start:end] = [False] * (end - start)
        start = max(end, start + 1)
    return heads if not all(heads) else [*heads[:-1], False]


def _chinese_head(text: str) -> bool:
    return len(text) <= 40 and not _ENDS.search(text) and not _INNER_STOP.search(text) and not _BYLINE.search(text)


def _part_of(text: str, headline: str) -> bool:
    """Whether `text` is one of the pieces, or several in a row, that white space divides `headline` into."""
    pieces = [_letters(piece) for piece in headline.split()]
    runs = ("".join(pieces[i:j]) for i in range(len(pieces)) for j in range(i + 1, len(pieces) + 1))
    return bool(_letters(text)) and _letters(text) in runs


def _headlines(texts: list[str], headline: str, sections: bool) -> list[str]:
    """The kinds of the heads that stand before the first paragraph: printed headlines, then perhaps a report's head."""
    whole = _letters(headline)
    kinds = ["main" if i == 0 else "sub" for i in range(len(texts))]
    own = [_part_of(text, headline) for text in texts]
    if not texts:
        return []
    if whole and any(own):
        last = max(i for i, yes in enumerate(own) if yes)
        kinds[last + 1 :] = ["head" if sections else "sub"] * (len(texts) - last - 1)
    elif sections and len(texts[-1]) <= 12 and (len(texts) > 1 or whole):
        kinds[-1] = "head"
    return kinds
