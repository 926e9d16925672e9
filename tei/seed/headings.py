"""Tell heads from paragraphs, in the translation and in the original."""

from __future__ import annotations

import re

from tei.model import Block
from tei.seed.article import Blocks, Raw, wide
from tei.seed.dateline import dateline

_ENDS = re.compile(r"[.!?:;,。！？：；，、…][\"'”’」』）)\]]*$")
_INNER_STOP = re.compile("[。；]|[.!?;]\\s")
_STRONG = re.compile(r"[.!?。！？…][\"'”’」』）)\]]*$")
_EXCLAIMED = re.compile(r"[!?！？]$")
_BYLINE = re.compile(
    "[记記]者|通[讯訊][员員]|作者|社[论論]$|[评評][论論][员員]|[编編]者|摄$|攝$|^[（(].*[）)]$"
    r"|^\W*By [A-Z]|^\W*(?:Our|By|Special|Staff|Xinhua|People's Daily)\b"
    r".*\b(?:[Rr]eporters?|[Cc]orrespondents?|Editorial|Commentator)\b"
)
_DATE = re.compile(
    r"[\d〇○零一二三四五六七八九十年月日\s.,/-]+日?"
    r"|(?:\w+ )?\d{1,2}(?:st|nd|rd|th)?,?(?: \w+)?,?(?: \d{4})?"
    r"|[A-Z][a-z]+ \d{1,2}(?:st|nd|rd|th)?"
)
_NUMBERED = re.compile(r"^(?:[IVXLC]+|\d{1,2}|[A-Z])[.)]\s+")
_SHORTENED = re.compile(r"\b(?:Nos?|Mr|Mrs|Dr|St|[A-Z])\.")
_OPEN = re.compile("“[^”]*$|（[^）]*$|「[^」]*$")
_COLUMNS = re.compile(r"\t|\S(?: {3,}|\u3000+)\S.*?(?: {3,}|\u3000+)\S")
_DECORATION = re.compile(r"<hr\b[^<>]*>|(?:[-*_=—－~·•×✕＊※☆△◇○]\s*){3,}", re.IGNORECASE)
_LONG = 100  # a line of this many characters has not been wrapped by hand


def translation_blocks(lines: list[Raw], blocks: Blocks, title: str) -> list[Block]:
    """The blocks of a translation: paragraphs stand between blank lines, or begin with an indentation."""
    groups = [g for g in _groups(lines) if len(g) > 1 or not _DECORATION.fullmatch(g[0].text)]
    for group in groups:
        first = group[0]
        if first.text.startswith("#") and first.text.strip("# "):
            first.take_label(len(first.text) - len(first.text.lstrip("#")))
    heads = _runs([_is_latin_head(groups, i) for i in range(len(groups))], 3)
    found = []
    for i, group in enumerate(groups):
        title_again = i == 0 and len(group) == 1 and (_same(group[0].text, title) or (not title and heads[0]))
        found.append(blocks.add("main" if title_again else "head" if heads[i] else "p", group))
    return found


def _is_latin_head(groups: list[list[Raw]], i: int) -> bool:
    """Whether group `i` is a head: marked as one, or short and unfinished, or an exclamation before a dateline."""
    first = groups[i][0]
    if len(groups[i]) > 1 or i + 1 == len(groups):
        return False
    exclaimed = len(first.text.split()) <= 12 and _EXCLAIMED.search(first.text) and dateline(groups[i + 1][0].text)
    return first.label.startswith("#") or _latin_head(first.text) or bool(exclaimed)


def _runs(heads: list[bool], most: int) -> list[bool]:
    """`heads` without runs of `most` or more, but at the top: lists and verse are made of short lines, too."""
    found = list(heads)
    start = 0
    while start < len(found):
        end = start
        while end < len(found) and found[end]:
            end += 1
        if start > 0 and (end - start >= most or end == len(found)):
            found[start:end] = [False] * (end - start)
        start = max(end, start + 1)
    return found if not all(found) else [*found[:-1], False]


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
    if line.text.startswith("#") or before.label.startswith("#") or _COLUMNS.search(line.text):
        return True
    if len(line.indent) > len(before.indent):
        return bool(_ENDS.search(before.text)) or len(before.text) >= _LONG
    return len(before.text) >= _LONG and bool(_ENDS.search(before.text))


def _latin_head(text: str) -> bool:
    bare = _SHORTENED.sub("", _NUMBERED.sub("", text))
    return (
        not _ENDS.search(text)
        and not _INNER_STOP.search(bare)
        and len(text.split()) <= 12
        and text.count(",") < 2
        and any(c.isalpha() for c in text)
        and not _BYLINE.search(text)
        and not _DATE.fullmatch(text)
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
    if len(line.indent) >= len(first.indent) or line.label:
        return False
    if _OPEN.search("".join(x.text for x in group)):
        return True
    return (
        len(last.text) >= 12
        and not _STRONG.search(last.text)
        and (len(group) > 1 or "，" in last.text or not _chinese_head(last.text) or len(line.text) >= 12)
    )


def _heads(groups: list[list[Raw]]) -> list[bool]:
    """Which groups are heads.  Four or more short lines in a row, but at the top, are a list or verse."""
    heads = []
    for i, group in enumerate(groups):
        text, after = group[0].text, groups[i + 1][0].text if i + 1 < len(groups) else ""
        exclaimed = len(text) <= 24 and _EXCLAIMED.search(text) and dateline(after)
        spoken = "，" in text and after.endswith(("，", "、", ","))
        short = _chinese_head(text) and not spoken
        heads.append(len(group) == 1 and (group[0].label.startswith("#") or short or bool(exclaimed)))
    return _runs(heads, 4)


def _chinese_head(text: str) -> bool:
    return (
        len(text) <= 40
        and not _ENDS.search(text)
        and not _INNER_STOP.search(text)
        and not _BYLINE.search(text)
        and not _DATE.fullmatch(text)
        and not _OPEN.search(text)
    )


def _part_of(text: str, headline: str) -> bool:
    """Whether `text` is one of the pieces, or several in a row, that white space divides `headline` into."""
    pieces = [_letters(piece) for piece in re.split(r"[\s—－:：]+", headline)]
    runs = ("".join(pieces[i:j]) for i in range(len(pieces)) for j in range(i + 1, len(pieces) + 1))
    return bool(_letters(text)) and _letters(text) in runs


def _headlines(texts: list[str], headline: str, sections: bool) -> list[str]:
    """The kinds of the heads that stand before the first paragraph: printed headlines, then perhaps a report's head."""
    whole = _letters(headline)
    kinds = ["main" if i == 0 else "sub" for i in range(len(texts))]
    own = [_part_of(text, headline) or text.startswith("——") for text in texts]
    if not texts:
        return []
    if whole and any(own):
        last = max(i for i, yes in enumerate(own) if yes)
        kinds[last + 1 :] = ["head" if sections else "sub"] * (len(texts) - last - 1)
    elif sections and len(texts[-1]) <= 12 and (len(texts) > 1 or whole):
        kinds[-1] = "head"
    return kinds
