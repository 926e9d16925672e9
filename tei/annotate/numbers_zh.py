"""Chinese rules for numbers and measures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from tei.annotate.numerals import HAN_DIGITS, HAN_NUMERALS, HAN_PLACES, chinese, place, rising
from tei.annotate.quantity import Quantity, bounded, spread
from tei.annotate.shares_zh import shares
from tei.annotate.units import CHINESE, CHINESE_TIMES

# 月 only in 个多月, 个半月; 两, the tael, only after what can be no 一两年, 三两天, 1958、1959两年.
_UNITS, _TIMES = CHINESE | {"月": "mon", "两": "liang", "兩": "liang"}, CHINESE_TIMES | {"月": "mon"}

_CLASSIFIER = (
    "[个個名人位户戶座台臺架辆輛艘件项項种種次处處所家间間只隻匹头頭棵株块塊张張本册冊篇封支枝把双雙对對班组組队隊"
    "省市县縣区區社乡鄉村厂廠矿礦校倍条條国國根颗顆口页頁起场場批群套类類样樣句步片夜度万萬亿億]"
    "|门(?!峡)|門(?!峽)|方面|[点點](?:意见|意見|要求|建议|建議|希望|看法|原因|理由|经验|經驗|主张|主張|体会|體會)"
)
_AT_LEAST = ("超过", "超過", "至少", "不少于", "不少於", "不下")
_AT_MOST = ("不到", "不足", "将近", "將近", "近")

_NO_TAEL = f"[{HAN_NUMERALS.replace('两', '').replace('兩', '')}]"
_TAEL = f"(?<![两兩])[两兩](?!{_CLASSIFIER}|[年月日天岸派届屆者方大党黨周星小多半])"

_FIGURES = r"(?<![\d.,:/A-Za-z^-])(?!0\d)(?:\d{1,3}(?:,\d{3}){1,5}(?!,?\d)|\d{1,9})(?:\.\d{1,20})?(?!\d)"
_ASCII = f"{_FIGURES}(?![:/^]|[,.]\\d|(?!kg|km)[A-Za-z])[{HAN_PLACES}]*(?:\\d{{1,4}}(?!\\d))?"
_TWO = f"[两兩](?=[{HAN_PLACES}])|(?<=[一三])(?<![{HAN_PLACES}][一三])[两兩]"
_HAN = f"[{HAN_NUMERALS}](?:{_NO_TAEL}|{_TWO})*(?:[点點][{HAN_DIGITS}]+[{HAN_PLACES}]*)?"
_PAIR = "一、[二两]|[二两]、三|三、[四五]|四、五|五、六|六、七|七、八|八、九"
_PAIR += "|" + "|".join(f"(?<![.,]){i}、{i + 1}" for i in range(1, 9))
_LISTED = (  # 八、九千; but 一、二 at the beginning of a sentence begins with a label
    rf"(?:(?<!^)(?<![。：；\u3000])|(?!一、二|1、2))(?<![、第\d{HAN_NUMERALS}])(?:[{HAN_NUMERALS}]*[{HAN_PLACES}])?"
    rf"(?:{_PAIR})[{HAN_PLACES}]*(?![、.\d{HAN_NUMERALS}])"
)
_NUMBER = re.compile(
    rf"(?=[{HAN_NUMERALS}\d])(?:(?P<percent>百分之)|(?P<over>[{HAN_NUMERALS}]+)分之)?(?P<number>{_LISTED}|{_ASCII}|{_HAN})"
)
_NUMBERED = re.compile("[组組队隊班区區册冊厂廠矿礦校页頁场場社村]")  # 一、二组 are the first and second
_AS_HAN = str.maketrans("123456789", "一二三四五六七八九")

# The 点 of a time of day is no decimal point: 早上八点一直, 八点一起, 八点五十.
_DAYTIME = "早上|早晨|清晨|凌晨|今晨|上午|中午|正午|下午|午后|傍晚|晚上|今晚|昨晚|当晚|夜里|夜间|深夜|半夜"
_CLOCK = re.compile(
    rf"(?:{_DAYTIME})[{HAN_NUMERALS}\d]{{1,3}}[点點]"
    f"|[{HAN_NUMERALS}][点點](?=一(?:直|起|同|定|般|些|样|下|律|切|边|面|齐|道|线|滴|过)|[一二三四五]?十)"
)
_AFTER = re.compile(
    rf"(?P<more>[多余餘几幾])?(?:[来來](?=[个個{HAN_PLACES}]|{'|'.join(CHINESE)}|{_CLASSIFIER}))?(?P<scale>[{HAN_PLACES}]+)?"
    r"(?P<sign>%|％)?(?:[个個](?P<inner>[多半])(?=月|星期|礼拜|小时|小時|钟头))?"
    rf"(?P<unit>(?<=[个個][多半])月|{'|'.join(CHINESE)}|{_TAEL})?"
    r"(?(unit)(?P<unitmore>[多余餘]|半(?![工农農耕导導封殖]))?|(?P<times>倍半)?)"
)
_ABOVE = re.compile(f"(?:{_CLASSIFIER})?以上")
_TO = re.compile("到|至|—+|－|-|–|~|～")
_COUNTED = re.compile(_CLASSIFIER)
_PLACES_ONLY = re.compile(f"[{HAN_PLACES}]+")

# A year that is none of a duration: the numeral is that of a plan, a school year or an era.
_NO_DURATION = re.compile("年(?:级|級|代|度|制|生|份|计划|計劃|规划|規劃)|周(?:年|期|围|圍|恩)|週年|天(?:门|門)")
_ERA = re.compile(
    "(?:民国|民國|康熙|雍正|乾隆|嘉庆|嘉慶|道光|咸丰|咸豐|同治|光绪|光緒|宣统|宣統|昭和|大正|明治|公元前?)$"
)
_AMBIGUOUS_YEARS = ("四五", "五六", "六七")  # 1945 or "four or five"?
_ORDINAL_AFTER = re.compile(
    "届|屆|中全会|中全會|大(?:会|會)?代表|年|月|日|号|號|版|师|師|军|軍|团(?!体)|时|時|点|點|周年|[连連营營](?!队)"
)

# What looks like a number and is none.  Idioms are held against their borders: within a longer numeral they are none.
_IDIOMS = re.compile(
    "两条腿|兩條腿|两条道路|兩條道路|两条路线|兩條路線|心挂两头|心掛兩頭|一手|两手|兩手|两头|兩頭|一穷二白|三面红旗|四面八方|五湖四海"
    "|千方百计|千方百計|千军万马|千軍萬馬|千千万万|成千上万|成千上萬|成千成万|千万不|千万要|万众一心|万无一失|百花齐放|百家争鸣|七嘴八舌"
    "|三心二意|一心一意|统一|統一|万一|十分(?![钟鐘之])|万岁|萬歲|百货|百姓|老百姓|三八|五四|五一|八一|十全十美|一五|二五|万水千山"
    "|千辛万苦|九牛一毛|四个现代化|三个主义|三国(?:演义|时代)|八国联军|万国|三门峡|百万(?:雄师|富翁)"
)
_NONE = [
    re.compile(pattern)
    for pattern in (
        f"第[{HAN_NUMERALS}\\d]+(?:[、和至到－—-][{HAN_NUMERALS}\\d]+)*",
        f"[时時点點](?:[{HAN_NUMERALS}]+|\\d+)(?:[分刻](?![钟鐘之])|(?=[到至—－]))",
        f"(?<=[{HAN_NUMERALS}\\d][时時])(?:[二三四五]?十[一二三四五六七八九]?|[零〇][一二三四五六七八九])"
        f"(?!{_CLASSIFIER}|[多余{HAN_NUMERALS}]|{'|'.join(CHINESE)})",
        r"(?<!\d)\d{1,2}[:：]\d\d(?:[:：]\d\d)?",
        rf"(?<![以{HAN_NUMERALS}])[几幾数數][{HAN_PLACES}]+|[上成][百千万萬亿億][{HAN_PLACES}]*(?![{HAN_DIGITS}])",
        r"(?<!\d)\d{1,20}(?:-\d{1,20}){2,}|(?<!\d)\d{10,}",
        "(?<=大)[一二三四五]次",
        "(?<=[中美苏蘇英法日印朝越蒙德波捷匈缅緬尼巴阿古])[两兩][国國]|[两兩][国國](?:政府|人民)",
    )
]


def quantities(text: str) -> Iterator[Quantity]:
    """The numbers and measures in a folded Chinese text, in order; they do not overlap."""
    text = _CLOCK.sub(lambda match: match[0][:-1] + "时", text)
    apart = list(shares(text))
    taken = [(quantity.start, quantity.end) for quantity in apart]
    return iter(sorted([*apart, *_quantities(text, taken)], key=lambda quantity: quantity.start))


def _quantities(text: str, taken: list[tuple[int, int]]) -> Iterator[Quantity]:
    none = taken + [m.span() for pattern in _NONE for m in pattern.finditer(text)]
    none += [m.span() for m in _IDIOMS.finditer(text) if not _within_numeral(text, *m.span())]
    position = 0
    while match := _NUMBER.search(text, position):
        position = match.end()
        quantity = _quantity(text, match)
        start, end = match.start("number"), quantity.end if quantity else match.end()
        if any(a < end and start < b for a, b in none) or _label(text, start, match.end()):
            continue
        if quantity:
            position = quantity.end
            yield quantity


def _within_numeral(text: str, start: int, end: int) -> bool:
    """Whether a numeral crosses the border of ``[start, end)``."""
    return any(_numeral(text[i - 1 : i]) and _numeral(text[i : i + 1]) for i in (start, end) if 0 < i < len(text))


def _numeral(c: str) -> bool:
    return c in HAN_NUMERALS or c.isdigit()


def _label(text: str, start: int, end: int) -> bool:
    """Whether a numeral is the label of a list item: （一）, or 一、 at the beginning of a sentence."""
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    return (before in "（(" and after in "）)" and bool(before)) or (
        after in "、．." and bool(after) and (not before or before in "。：；\u3000")
    )


def _quantity(text: str, match: re.Match[str]) -> Quantity | None:
    """The quantity whose numeral `match` has found, with what stands before and after it."""
    number, end = match["number"], match.end()
    between, join = None, _TO.match(text, end)
    if join and not text.endswith(("从", "從", "由", "自"), 0, match.start()):
        between, end = _range(text, match, join)
    if not between and (text[end : end + 2][:1] == "-" and text[end + 1 : end + 2].isdigit()):
        return None
    after = _AFTER.match(text, end)
    if after is None or (_ORDINAL_AFTER.match(text, after.end()) and not after["unit"] and not _counted(text, after)):
        return None
    scale = after["scale"] or ""
    between = between or _rising(text, match, scale, after)
    value = chinese(("一" if _PLACES_ONLY.fullmatch(number) else "") + number + scale)
    if not between and (value is None or not _counts(text, match, after)):
        return None
    if after["unit"] in _TIMES and not _lasts(text, match, after, value):
        return None
    low, high = between if between else (value, value)
    return _with_bounds(text, match, after, low, high)


def _with_bounds(
    text: str, match: re.Match[str], after: re.Match[str], low: Decimal | None, high: Decimal | None
) -> Quantity | None:
    start = match.start()
    if low == high and low is not None:
        opened = next((word for word in (*_AT_LEAST, *_AT_MOST) if text.endswith(word, 0, start)), "")
        if opened == "近" and (after["unit"] in _TIMES or text.endswith(("最近", "附近"), 0, start)):
            opened = ""
        more = after["more"] or after["inner"] == "多" or (after["unitmore"] or "半") != "半"
        bound = "atLeast" if more or opened in _AT_LEAST or _ABOVE.match(text, after.end()) else ""
        bound = bound or ("atMost" if opened else "")
        half = "半" in (after["inner"], after["unitmore"]) or after["times"]
        low, high = bounded(low + (Decimal("0.5") if half else 0), bound)
        start -= len(opened)
    over = chinese(match["over"]) if match["over"] else None
    if match["over"] and not over:
        return None
    unit = _UNITS[after["unit"]] if after["unit"] and not over else ""
    return Quantity(start, after.end(), low, high, unit, bool(match["percent"] or after["sign"]), over)


def _range(text: str, match: re.Match[str], join: re.Match[str]) -> tuple[tuple[Decimal, Decimal] | None, int]:
    """The bounds and the end of 三到五, 七十到八十, 3—4; else None and the end of the first numeral."""
    other = _NUMBER.match(text, join.end())
    number, last = match["number"], other["number"] if other else ""
    low, high = chinese(number), chinese(last)
    if (
        not other
        or (other["percent"] and not match["percent"])
        or other["over"]
        or low is None
        or high is None
        or text.startswith("月", other.end())
    ):
        return None, match.end()
    bounds = spread(low, high, Decimal(1) if place(number) > 10 else place(last))
    return (bounds, other.end()) if bounds else (None, match.end())


def _rising(text: str, match: re.Match[str], scale: str, after: re.Match[str]) -> tuple[Decimal, Decimal] | None:
    """The bounds of 三四百 and 三、四百, of 百分之三四, and of 三四 before what is counted."""
    number = match["number"]
    if "、" in number:
        number = number.replace("、", "").translate(_AS_HAN)
        counted = after["unit"] or _counted(text, after) or match["percent"] or after["sign"] or after["more"]
        numbered = not scale and number[-1] not in HAN_PLACES and _NUMBERED.match(text, after.end())
        return rising(number + scale) if (counted or number[-1] in HAN_PLACES or scale) and not numbered else None
    if match["percent"] and len(number + scale) == 2:
        return rising(number + scale)
    bare = len(number + scale) == 2
    if bare and (
        not (after["unit"] or _counted(text, after)) or (after["unit"] == "年" and number in _AMBIGUOUS_YEARS)
    ):
        return None
    return rising(number + scale)


def _counted(text: str, after: re.Match[str]) -> bool:
    """Whether a classifier follows a numeral."""
    return bool(after["times"] or _COUNTED.match(text, after.end()) or _great(text, after.end()))


def _great(text: str, end: int) -> bool:
    """Whether 大 of 三大 "three great" follows, and not of 八大, the eighth congress, or 三大队."""
    return text[end - 1 : end] in "两兩三四五六十" and bool(re.compile("大(?![队隊会會人代])").match(text, end))


def _counts(text: str, match: re.Match[str], after: re.Match[str]) -> bool:
    """Whether a numeral counts something: it has a unit or classifier, or two digits that are no name (二七, 三八)."""
    number, more = match["number"], after["more"]
    if match["percent"] or after["sign"] or match["over"]:
        return True
    if number == "一" and not after["scale"]:
        return "半" in (after["inner"], after["unitmore"]) or bool(after["times"])
    if after["unit"] or number[0].isdigit():
        return True
    if _PLACES_ONLY.fullmatch(number) and number[0] != "十":
        return bool(more and more in "余餘多")
    if all(c in HAN_DIGITS for c in number) and len(number) < 4 and not after["scale"]:
        return not more and _counted(text, after)
    if number == "十" and not more and not after["scale"]:
        return after.end() > match.end() or _counted(text, after)
    return not (more and number[-1] not in HAN_PLACES and more in "多余餘")


def _lasts(text: str, match: re.Match[str], after: re.Match[str], value: Decimal | None) -> bool:
    """Whether a numeral before a unit of time says how long: not 五年计划, 民国三十八年, 五八年 nor 1 year."""
    number, end = match["number"], after.start("unit")
    if _NO_DURATION.match(text, end) or _ERA.search(text, max(0, match.start() - 3), match.start()):
        return False
    if after["unit"] == "年" and value is not None:
        if len(number) > 1 and all(c in HAN_DIGITS for c in number) and not rising(number):
            return False
        if (
            number.isdigit()
            and len(number) > 1
            and value >= 40
            and text[after.end() : after.end() + 1] not in "来來内內间以前后後的"
        ):
            return False
        if len(number) == 2 and number in _AMBIGUOUS_YEARS:
            return False
    return value != 1 or "半" in (after["inner"], after["unitmore"])
