"""The format `translated-article`: header fields, the translation, a rule, a marker, the original.

Every part may be missing or look a little different; what is not understood is kept as a literal line, so that
no character is lost.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import replace

from tei.model import Block, Role, Version
from tei.seed.article import Blocks, Odd, Raw, Read, han, language, raw_lines
from tei.seed.headings import original_blocks, translation_blocks

NAME = "translated-article"

_FIELD = re.compile(
    r"(title|author|date|page|column|source|translator|newspaper|publication|section|edition|url)\s*[:：]",
    re.IGNORECASE,
)
_ANY_FIELD = re.compile(r"[^\W\d_][^\W_]*(?: [^\W_]+){0,2}\s*[:：](?=\s|$)")
_RULE = re.compile(r"<hr\b[^<>]*>|(?:[-*_=—－~]\s*){3,}", re.IGNORECASE)
_MARKER = re.compile(
    r"[#*\s\[(【（]*(?:(?:the )?original(?: (?:text|article|version|chinese|chinese text))?|"
    r"chinese(?: (?:original|text|version))?(?: text)?|source(?: text)?|原文|中文|中文原文|原始文本|原文如下)"
    r"[\])】）*\s]*[:：]?[*\s]*",
    re.IGNORECASE,
)
_DATE_LINE = re.compile(
    r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?(?:\s*[星周週礼禮][期拜]?[一二三四五六日天])?"
)
_PAGE_LINE = re.compile(r"第\s*([0-9０-９一二三四五六七八九十]+)\s*版.{0,12}")
_COLUMN_LINE = re.compile(r"(?:专栏|專欄|栏目|欄目)\s*[:：]\s*(.*)")
_CHINESE_FIELD = re.compile(r"(作者|来源|來源|日期|版次|标题|標題)\s*[:：]\s*(.*)")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


def detect(text: str) -> bool:
    """Whether there are header fields, or a marker of the original."""
    lines = [line.strip() for line in text.splitlines()]
    return any(_FIELD.match(x) for x in lines[:8]) or any(x and _MARKER.fullmatch(x) for x in lines)


def read(text: str) -> Read:
    """Read `text`; it has at least one character that is not white space."""
    lines = raw_lines(text)
    fields: dict[str, str] = {}
    odd: list[Odd] = []
    blocks = Blocks()
    start = _header(lines, fields, odd)
    title = [x for x in lines[:start] if x.label.lower().startswith("title") and x.text][:1]
    if title:
        blocks.add("title", title)
    divide, resume = _divide(lines, start)
    translation = list(translation_blocks(lines[start:divide], blocks, fields.get("title", "")))
    if title:
        translation.insert(0, blocks.found[0])
    body = _original_header(lines, resume, fields, blocks)
    original = [b for b in blocks.found if b not in translation]
    original += original_blocks(lines[body:], blocks, original[0].text if original else "")
    versions = _versions(translation, original, odd)
    _date(fields, odd)
    return Read(tuple(line.line() for line in lines), versions, fields, tuple(odd))


def _header(lines: list[Raw], fields: dict[str, str], odd: list[Odd]) -> int:
    """Read the fields at the top; the index of the first line after them."""
    end = 0
    for i, line in enumerate(lines):
        if not line.text:
            continue
        known = _FIELD.match(line.text)
        other = None if known else _ANY_FIELD.match(line.text)
        if known:
            name = known[1].lower()
            value = line.text[known.end() :].strip()
            if name in fields:
                odd.append(
                    Odd(
                        "S009",
                        f'the field "{known[1]}" stands twice',
                        "info",
                        line.n,
                        len(line.indent) + 1,
                        "the first one counts; this line is kept in sourceDoc",
                    )
                )
                continue
            fields[name] = value
            if name == "title":
                line.take_label(known.end())
        elif other and any(_FIELD.match(later.text) for later in lines[i + 1 : i + 3]):
            odd.append(
                Odd(
                    "S009",
                    f'the header field "{other[0].rstrip(" :：")}" is not known',
                    "info",
                    line.n,
                    len(line.indent) + 1,
                    "the line is kept in sourceDoc",
                )
            )
        else:
            break
        end = i + 1
    return end


def _divide(lines: list[Raw], start: int) -> tuple[int, int]:
    """Where the translation ends and where the original begins: (index, index)."""
    for i in range(start, len(lines)):
        if lines[i].text and _MARKER.fullmatch(lines[i].text):
            end = i
            while end > start and (not lines[end - 1].text or _RULE.fullmatch(lines[end - 1].text)):
                end -= 1
            return end, i + 1
    for i in range(start, len(lines)):
        if lines[i].text and _RULE.fullmatch(lines[i].text) and _chinese_from(lines, i + 1):
            return i, i + 1
    for i in range(start, len(lines)):
        if lines[i].text and _chinese_from(lines, i):
            return i, i
    return len(lines), len(lines)


def _chinese_from(lines: list[Raw], start: int) -> bool:
    """Whether there is text from `start` on and its letters are Chinese."""
    rest = [line.text for line in lines[start:] if line.text]
    return any(han(text) for text in rest[:4]) and all(han(text) > 0.5 for text in rest if len(text) > 20)


def _original_header(lines: list[Raw], start: int, fields: dict[str, str], blocks: Blocks) -> int:
    """Read headline, date, page and column of the original; the index of the first line after them."""
    headline = False
    end = start
    for i in range(start, len(lines)):
        line = lines[i]
        if not line.text:
            continue
        if line.text.startswith("#") and not headline and line.text.strip("# \u3000"):
            headline = True
            line.take_label(len(line.text) - len(line.text.lstrip("#")))
            blocks.add("title", [line])
        elif not _metadata(line.text, fields) and not _RULE.fullmatch(line.text) and line.text.strip("#"):
            break
        end = i + 1
    return end


def _metadata(text: str, fields: dict[str, str]) -> bool:
    """Whether a line is the date, page, column or another field of the original; its value is noted."""
    if match := _DATE_LINE.fullmatch(text):
        fields["date of the original"] = "-".join((match[1], match[2].zfill(2), match[3].zfill(2)))
    elif match := _PAGE_LINE.fullmatch(text):
        if not fields.get("page"):
            fields["page"] = match[1]
    elif match := _COLUMN_LINE.fullmatch(text):
        fields["column"] = fields.get("column") or match[1]
    elif match := _CHINESE_FIELD.fullmatch(text):
        if match[1] == "作者" and not fields.get("author"):
            fields["author"] = match[2]
    else:
        return False
    return True


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


def _date(fields: dict[str, str], odd: list[Odd]) -> None:
    """Bring the date into ISO form, from whichever place has one."""
    given = fields.get("date", "")
    other = fields.pop("date of the original", "")
    iso = iso_date(given)
    if given and not iso:
        odd.append(Odd("S007", f'the date "{given}" is not understood', hint="write it as 1959-01-13"))
    elif not given and not other:
        odd.append(Odd("S007", "there is no date", "info", hint="relative dates are left unresolved; add “Date: …”"))
    elif iso and iso_date(other) and iso != iso_date(other):
        odd.append(Odd("S007", f"the translation is dated {iso}, the original {other}", hint="the first one counts"))
    fields["date"] = iso or iso_date(other)


def iso_date(text: str) -> str:
    """`text` as an ISO date, year-month or year, or "" when it is none.

    Understands 1959-01-13, 1959/1/13, 1959年1月13日, January 13, 1959, 13 January 1959, 1959-01 and 1959.
    """
    numbers = [int(x) for x in re.findall(r"\d+", text)]
    month = next((i for i, m in enumerate(_MONTHS, 1) if re.search(rf"\b{m}[a-z]*\b", text.lower())), 0)
    if month and len(numbers) == 2:
        day, year = sorted(numbers)
        parts = [year, month, day]
    elif month and len(numbers) == 1:
        parts = [numbers[0], month]
    elif re.fullmatch(r"\d{4}(?:\D{1,2}\d{1,2}){0,2}\D?", text.strip()):
        parts = numbers
    else:
        return ""
    try:
        datetime.date(*[*parts, 1, 1][:3])
    except ValueError:
        return ""
    return "-".join(f"{part:0{4 if i == 0 else 2}d}" for i, part in enumerate(parts))
