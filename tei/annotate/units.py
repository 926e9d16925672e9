"""Units of measurement: the code (of UCUM, or the unit's own name) and its forms in English and Chinese."""

from __future__ import annotations

_ENGLISH_TIMES = {
    "a": "years?",
    "mon": "months?",
    "wk": "weeks?",
    "d": "days?",
    "h": "hours?",
    "min": "minutes?",
    "s": "seconds?",
}
_ENGLISH = _ENGLISH_TIMES | {
    "t": "ton(?:ne)?s?",
    "kg": "kilograms?, kg",
    "jin": "jin, catties, catty",
    "liang": "taels?, liang",
    "dan": "dan",
    "mu": "mu",
    "ha": "hectares?",
    "acre": "acres?",
    "km2": "square kilomet(?:er|re)s?",
    "m2": "square met(?:er|re)s?",
    "m3": "cubic met(?:er|re)s?",
    "km": "kilomet(?:er|re)s?",
    "m": "met(?:er|re)s?",
    "dm": "decimet(?:er|re)s?",
    "cm": "centimet(?:er|re)s?",
    "mm": "millimet(?:er|re)s?",
    "mi": "miles?",
    "ft": "feet, foot",
    "li": "li",
    "yuan": "yuan",
    "kW": "kilowatts?",
    "kW.h": "kilowatt-hours?",
}
_CHINESE_TIMES = {
    "a": "年 岁 歲",
    "mon": "个月 個月",
    "wk": "星期 礼拜 禮拜 周 週",
    "d": "天 昼夜 晝夜",
    "h": "小时 小時 钟头 鐘頭",
    "min": "分钟 分鐘",
    "s": "秒",
}
_CHINESE = _CHINESE_TIMES | {
    "t": "吨 噸",
    "kg": "公斤 千克 kg",
    "jin": "斤 市斤",
    "dan": "担 擔",
    "mu": "亩 畝",
    "ha": "公顷 公頃",
    "acre": "英亩 英畝",
    "km2": "平方公里",
    "m2": "平方米",
    "m3": "立方米",
    "km": "公里 km",
    "m": "公尺 米",
    "dm": "公寸",
    "cm": "公分 厘米",
    "mm": "毫米",
    "mi": "英里",
    "ft": "英尺",
    "li": "里 华里 華里",
    "yuan": "元",
    "kW": "千瓦 瓩",
    "kW.h": "度电 度電",
}


def _by_form(table: dict[str, str], by: str) -> dict[str, str]:
    """Form: code, the longest form first."""
    forms = {form: code for code, forms in table.items() for form in forms.split(by)}
    return dict(sorted(forms.items(), key=lambda item: -len(item[0])))


ENGLISH, ENGLISH_TIMES = _by_form(_ENGLISH, ", "), _by_form(_ENGLISH_TIMES, ", ")  # forms are regular expressions
CHINESE, CHINESE_TIMES = _by_form(_CHINESE, " "), _by_form(_CHINESE_TIMES, " ")
