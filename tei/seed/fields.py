"""Header fields of an article, in the translation and in the original."""

from __future__ import annotations

import datetime
import difflib
import re

from tei.seed.article import Blocks, Odd, Raw

_NAMES = tuple("title author date page column source translator newspaper publication section edition url".split())
_FIELD = re.compile(rf"({'|'.join(_NAMES)})\s*[:：]", re.IGNORECASE)
_CORE = ("title", "author", "date", "page")  # those that may still come after a blank line
_ANY_FIELD = re.compile(r"[^\W\d_][^\W_]*(?: [^\W_]+){0,2}\s*[:：](?=\s|$)")
_DATE_LINE = re.compile(
    r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?(?:\s*[星周週礼禮][期拜]?[一二三四五六日天])?"
)
_PAGE_LINE = re.compile(r"第\s*([0-9０-９一二三四五六七八九十]+)\s*版.{0,12}")
_COLUMN_LINE = re.compile(r"(?:专栏|專欄|栏目|欄目)\s*[:：]\s*(.*)")
_CHINESE_FIELD = re.compile(r"(作者|来源|來源|日期|版次|标题|標題)\s*[:：]\s*(.*)")
_MEANT = {"作者": "author", "日期": "date of the original", "版次": "page"}
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


def begins_with_field(text: str) -> bool:
    """Whether a line is a header field that is known."""
    return _FIELD.match(text) is not None


def header(lines: list[Raw], fields: dict[str, str], odd: list[Odd]) -> int:
    """Read the fields at the top; the index of the first line after them."""
    end = 0
    for i, line in enumerate(lines):
        if not line.text:
            continue
        known = _FIELD.match(line.text)
        apart = 0 < end < i  # a blank line stands between
        if known and apart and known[1].lower() not in _CORE:
            break
        if known:
            _take(line, known, fields, odd)
        elif not apart and (other := _ANY_FIELD.match(line.text)) and _goes_on(lines, i):
            name = other[0].rstrip(" :：")
            odd.append(_odd(line, f'the header field "{name}" is not known', _meant(name)))
        else:
            break
        end = i + 1
    return end


def _goes_on(lines: list[Raw], i: int) -> bool:
    return any(_FIELD.match(later.text) for later in lines[i + 1 : i + 3])


def _no_date(line: Raw, value: str) -> Odd:
    parts = _date_parts(value)
    what = "does not exist" if parts and 1000 <= parts[0] <= 2999 else "is not understood"
    at = (line.n, len(line.indent) + 1)
    return Odd("S007", f'the date "{value}" {what}', "warning", *at, "write a day as 1959-01-13")


def _meant(name: str) -> str:
    close = difflib.get_close_matches(name.lower(), _NAMES, n=1)
    return "".join(f"did you mean {each.title()}? " for each in close) + "The line is kept in sourceDoc"


def _take(line: Raw, known: re.Match[str], fields: dict[str, str], odd: list[Odd]) -> None:
    name = known[1].lower()
    if name in fields:
        odd.append(
            _odd(line, f'the field "{known[1]}" stands twice', "the first one counts; this line is in sourceDoc")
        )
        return
    value = fields[name] = line.text[known.end() :].strip()
    if name == "date" and value and not iso_date(value):
        odd.append(_no_date(line, value))
    if name == "title":
        line.take_label(known.end())


def _odd(line: Raw, message: str, hint: str) -> Odd:
    return Odd("S009", message, "info", line.n, len(line.indent) + 1, hint)


def original_header(
    lines: list[Raw], start: int, fields: dict[str, str], odd: list[Odd], blocks: Blocks, rule: re.Pattern[str]
) -> int:
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
        elif not _metadata(line, fields, odd) and not rule.fullmatch(line.text) and line.text.strip("#"):
            break
        end = i + 1
    return end


def _metadata(line: Raw, fields: dict[str, str], odd: list[Odd]) -> bool:
    """Whether a line is the date, page, column or another field of the original; its value is noted."""
    date = ""
    if match := _DATE_LINE.fullmatch(line.text):
        date = "-".join((match[1], match[2].zfill(2), match[3].zfill(2)))
    elif match := _PAGE_LINE.fullmatch(line.text):
        if not fields.get("page"):
            fields["page"] = match[1]
    elif match := _COLUMN_LINE.fullmatch(line.text):
        fields["column"] = fields.get("column") or match[1]
    elif match := _CHINESE_FIELD.fullmatch(line.text):
        name = _MEANT.get(match[1])
        if name == "date of the original":
            date = match[2]
        elif name and not fields.get(name):
            fields[name] = match[2]
    else:
        return False
    if date and not iso_date(date):
        odd.append(_no_date(line, match[0].rpartition("：")[2].rpartition(":")[2].strip()))
    if date and not iso_date(fields.get("date of the original", "")):
        fields["date of the original"] = date
    return True


def settle_date(fields: dict[str, str], odd: list[Odd]) -> None:
    """Bring the date into ISO form, from whichever place has one."""
    given = fields.get("date", "")
    other = fields.pop("date of the original", "")
    iso = iso_date(given)
    if not given and not other:
        odd.append(Odd("S007", "there is no date", "info", hint="relative dates are left unresolved; add “Date: …”"))
    elif iso and iso_date(other) and iso != iso_date(other):
        odd.append(Odd("S007", f"the translation is dated {iso}, the original {other}", hint="the first one counts"))
    fields["date"] = iso or iso_date(other)


def iso_date(text: str) -> str:
    """`text` as an ISO date, year-month or year, or "" when it is none, or one that never was.

    Understands 1959-01-13, 1959/1/13, 1959年1月13日, January 13, 1959, 13 January 1959, 1959-01 and 1959.
    """
    parts = _date_parts(text)
    if parts is None or not 1000 <= parts[0] <= 2999:
        return ""
    try:
        datetime.date(*[*parts, 1, 1][:3])
    except ValueError:
        return ""
    return "-".join(f"{part:0{4 if i == 0 else 2}d}" for i, part in enumerate(parts))


def _date_parts(text: str) -> list[int] | None:
    """Year, month and day, as far as they are given; ``None`` when `text` does not look like a date."""
    numbers = [int(x) for x in re.findall(r"(?<!\d)\d{1,4}(?!\d)", text)]
    month = next((i for i, m in enumerate(_MONTHS, 1) if re.search(rf"\b{m}[a-z]*\b", text.lower())), 0)
    if month and len(numbers) == 2:
        day, year = sorted(numbers)
        return [year, month, day]
    if month and len(numbers) == 1:
        return [numbers[0], month]
    if re.fullmatch(r"\d{4}(?:\D{1,2}\d{1,2}){0,2}\D?", text.strip()):
        return numbers
    return None
