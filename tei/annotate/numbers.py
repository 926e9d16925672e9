"""Numbers and measures in English and Chinese.  Ordinals, list labels and idioms are not numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from tei.annotate.numerals import ENGLISH_WORDS, HAN_NUMERALS, chinese, english, plain
from tei.annotate.span import Context, Span, fold

# --- English --------------------------------------------------------------------------------------------------------

_BOUNDS = {
    "more than": "atLeast",
    "over": "atLeast",
    "above": "atLeast",
    "at least": "atLeast",
    "upwards of": "atLeast",
    "not less than": "atLeast",
    "no less than": "atLeast",
    "no fewer than": "atLeast",
    "exceeding": "atLeast",
    "nearly": "atMost",
    "almost": "atMost",
    "up to": "atMost",
    "at most": "atMost",
    "less than": "atMost",
    "fewer than": "atMost",
    "under": "atMost",
    "not more than": "atMost",
    "no more than": "atMost",
}
_EN_UNITS = {
    "tons?": "t",
    "tonnes?": "t",
    "kilograms?": "kg",
    "kg": "kg",
    "jin": "jin",
    "catties|catty": "jin",
    "dan": "dan",
    "mu": "mu",
    "hectares?": "ha",
    "acres?": "acre",
    "kilomet(?:er|re)s?": "km",
    "met(?:er|re)s?": "m",
    "li": "li",
    "yuan": "yuan",
    "kilowatts?": "kW",
    "kilowatt-hours?": "kW.h",
    "cubic met(?:er|re)s?": "m3",
    "square met(?:er|re)s?": "m2",
    "square kilomet(?:er|re)s?": "km2",
}
_EN_WORD = "|".join(ENGLISH_WORDS)
_EN = re.compile(
    rf"(?:\b(?P<bound>(?i:{'|'.join(sorted(_BOUNDS, key=len, reverse=True))}))\s+)?"
    rf"(?<![\w.,/(-])(?P<number>(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?(?:\s+(?:hundred|thousand|million|billion))*"
    rf"|(?i:{_EN_WORD})(?:(?:\s+and)?[\s-](?i:{_EN_WORD})\b)*)"
    rf"(?P<plus>\s+or more)?(?:\s*(?P<percent>%|percent\b|per\s?cent\b))?"
    rf"(?:\s+(?P<unit>{'|'.join(_EN_UNITS)})\b)?(?![\w/]|[,.]\d|-[A-Za-z])"
)
_EN_NOT_BEFORE = re.compile(r"(?:\b(?:No|Nos|page|p|pp|chapter|section|article|vol|volume)\.?\s*|[#(])$", re.IGNORECASE)
_EN_IDIOMS = re.compile(
    r"(?i:two legs|two ends|one hand|one another|one by one|one after another|two sides|two roads|two lines|"
    r"hundred flowers|hundred schools|thousand and one|zero sum|one day|two-way|seven or eight)"
)

# --- Chinese --------------------------------------------------------------------------------------------------------

_ZH_UNITS = {
    "公斤": "kg",
    "千克": "kg",
    "市斤": "jin",
    "斤": "jin",
    "吨": "t",
    "噸": "t",
    "担": "dan",
    "擔": "dan",
    "公顷": "ha",
    "亩": "mu",
    "畝": "mu",
    "平方公里": "km2",
    "平方米": "m2",
    "立方米": "m3",
    "公里": "km",
    "华里": "li",
    "里": "li",
    "公尺": "m",
    "米": "m",
    "元": "yuan",
    "千瓦": "kW",
    "度电": "kW.h",
    "瓩": "kW",
}
_ZH_CLASSIFIERS = (
    "个個名人位户戶座台臺架辆輛艘件项項种種次处處所家间間只隻匹头頭棵株块塊张"
    "張本册冊篇封支枝把双雙对對班组組队隊省市县縣区區社乡鄉村厂廠矿礦校倍"
)
_ZH = re.compile(
    rf"(?P<bound>超过|超過|至少|不少于|不下|不到|不足|近|将近)?"
    rf"(?:(?P<percent>百分之)|(?P<denominator>[{HAN_NUMERALS}]+)分之)?"
    rf"(?P<number>\d+(?:,\d{{3}})*(?:\.\d+)?[十百千万亿萬億]*|[{HAN_NUMERALS}]+(?:[点點][{HAN_NUMERALS}]+)?)"
    rf"(?P<more>[多余餘几幾])?(?P<scale>[万亿萬億](?=[^\d]|$))?(?P<sign>%|％)?"
    rf"(?:(?P<unit>{'|'.join(_ZH_UNITS)})(?P<unitmore>多)?)?(?P<above>(?:[{_ZH_CLASSIFIERS}])?以上)?"
)
_ZH_IDIOMS = re.compile(
    "两条腿|兩條腿|两条道路|兩條道路|两条路线|兩條路線|心挂两头|心掛兩頭|一手|两手|兩手|两头|兩頭|一穷二白|三面红旗|四面八方|五湖四海"
    "|千方百计|千方百計|千军万马|千軍萬馬|千千万万|成千上万|成千上萬|成千成万|千万不|千万要|万众一心|万无一失|百花齐放|百家争鸣|七嘴八舌"
    "|三心二意|一心一意|统一|統一|万一|十分|万岁|萬歲|百货|百姓|老百姓|三八|五四|五一|八一|十全十美|一五|二五|万水千山|千辛万苦|九牛一毛"
    "|四个现代化|三个主义|第[一二三四五六七八九十百千0-9]+"
)
_ZH_ORDINAL_AFTER = re.compile(
    "届|屆|中全会|中全會|大(?:会|會)?代表|年(?!以上)|月|日|号|號|版|师|師|军|軍|团(?!体)|时|時|点|點|周年"
)
_UNIT_ONLY = re.compile("[十百千万亿萬億]+")


def numbers(text: str, context: Context) -> list[Span]:
    """The numbers and measures in `text`; none in a language without rules."""
    rule = RULES.get(context.primary)
    return list(rule(fold(text))) if rule else []


def _english(text: str) -> Iterator[Span]:
    idioms = [m.span() for m in _EN_IDIOMS.finditer(text)]
    for match in _EN.finditer(text):
        start = match.start("number")
        value = english(match["number"])
        lone = match["number"].lower() in ("one", "zero", *("hundred", "thousand", "million", "billion"))
        if value is None or (lone and not match["unit"]) or _EN_NOT_BEFORE.search(text[:start]):
            continue
        if any(a <= start < b for a, b in idioms):
            continue
        bound = _BOUNDS.get((match["bound"] or "").lower(), "") or ("atLeast" if match["plus"] else "")
        unit = next(
            (code for form, code in _EN_UNITS.items() if match["unit"] and re.fullmatch(form, match["unit"])), ""
        )
        yield _span(
            match.start("bound") if bound and match["bound"] else start,
            _end(match),
            value,
            bound,
            unit,
            bool(match["percent"]),
        )


def _end(match: re.Match[str]) -> int:
    return max(match.end(name) for name in ("number", "plus", "percent", "unit"))


def _chinese(text: str) -> Iterator[Span]:
    idioms = [m.span() for m in _ZH_IDIOMS.finditer(text)]
    for match in _ZH.finditer(text):
        start, end = match.span("number")
        end = max(
            end, match.end("more"), match.end("scale"), match.end("sign"), match.end("unit"), match.end("unitmore")
        )
        if any(a < end and start < b for a, b in idioms) or _label(text, start, end):
            continue
        if _ZH_ORDINAL_AFTER.match(text, end) and not match["unit"]:
            continue
        value = chinese(match["number"] + (match["scale"] or ""))
        if value is None or not _counts(text, match, end):
            continue
        opened = match["bound"] or ""
        bound = ""
        if match["more"] or match["unitmore"] or match["above"] or opened in ("超过", "超過", "至少", "不少于", "不下"):
            bound = "atLeast"
        elif opened:
            bound = "atMost"
        if match["denominator"]:
            over = chinese(match["denominator"])
            if over:
                yield Span(
                    match.start("denominator"),
                    end,
                    "num",
                    "",
                    (("type", "fraction"), ("value", f"{plain(value)}/{plain(over)}")),
                )
            continue
        first = min(
            x for x in (match.start("bound") if bound and opened else start, match.start("percent"), start) if x >= 0
        )
        unit = _ZH_UNITS[match["unit"]] if match["unit"] else ""
        yield _span(first, end, value, bound, unit, bool(match["percent"] or match["sign"]))


def _label(text: str, start: int, end: int) -> bool:
    """Whether a numeral is the label of a list item: （一）, or 一、 at the beginning of a sentence."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return (before in "（(" and after in "）)" and bool(before)) or (
        after in "、．." and bool(after) and (not before or before in "。：；\u3000")
    )


def _counts(text: str, match: re.Match[str], end: int) -> bool:
    """Whether a numeral counts something: it has two digits at least, or a unit or classifier follows a lone digit."""
    number = match["number"]
    if match["unit"] or match["percent"] or match["sign"] or match["denominator"] or number[0].isdigit():
        return True
    if _UNIT_ONLY.fullmatch(number) and not number.startswith("十"):
        return False
    if len(number) == 1 and not match["more"] and not match["scale"]:
        return number != "一" and text[end : end + 1] != "" and text[end] in _ZH_CLASSIFIERS
    return not (match["more"] and number[-1] not in "十百千万亿萬億" and match["more"] in "多余餘")


def _span(start: int, end: int, value: Decimal, bound: str, unit: str, percent: bool) -> Span:
    if unit:
        quantity = ((bound, plain(value)),) if bound else (("quantity", plain(value)),)
        return Span(start, end, "measure", "", (*quantity, ("unit", unit)))
    kind = (("type", "percentage"),) if percent else ()
    return Span(start, end, "num", "", (*kind, (bound or "value", plain(value))))


RULES: Mapping[str, Callable[[str], Iterator[Span]]] = {"en": _english, "zh": _chinese}
