"""Datelines: ``Xinhua News Agency, Urumqi, 12th January:`` and 据新华社乌鲁木齐12日电　."""

from __future__ import annotations

import re

# Lower-case words that may stand in an English dateline besides capitalised words and numbers.
_SMALL = frozenset(
    (
        "report reports reported reporting dispatch dispatches telegram cable correspondent correspondents "
        "reporter reporters newspaper paper special news agency from of in by on at and the to our this staff "
        "evening morning"
    ).split()
)
_AGENCY = re.compile(
    r"\b(Agency|Xinhua|Hsinhua|TASS|Tass|Reuters|AFP|AP|UPI|Dispatch|Telegram|Correspondents?|Reporters?|Report|"
    r"(?:[Tt]his|[Oo]ur) (?:[Nn]ews)?[Pp]aper|People's Daily)\b"
)
_BRACKETED = re.compile(r"[\[(【]([^\])】]{3,110})[\])】](?=\s)")
_ENGLISH = re.compile(r"(\(?[^:—–()]{3,110}?\)?)\s*(?::|—|–|\s-)(?=\s)")
_CHINESE = re.compile(
    "[（(【\\[]?(?:又|另)?[据據]?(?:新[华華]社|本[报報]|人民日[报報]|塔斯社|[\u4e00-\u9fff]{2,5}社)"
    "[^。，！？：:；“”]{0,24}?"
    "(?:(?:日|[\u4e00-\u9fff])?(?:[专專]?[电電]|[讯訊]|消息|[报報]道)(?=[\\s\u3000：:）)】\\]])|日[专專]?[电電])"
    "[）)】\\]]?[\\s\u3000：:]*"
    "(?:(?:本[报報]|新[华華]社)?(?:特派|通[讯訊])?[记記]者[^。，：]{1,14}?(?:[报報]道|[电電])[：:]\\s*)?"
)


def dateline(text: str) -> int:
    """The length of the dateline at the start of `text`, 0 if there is none."""
    match = _CHINESE.match(text)
    if match and match.end() < len(text):
        return match.end()
    match = _BRACKETED.match(text) or _ENGLISH.match(text)
    if match and match.end() < len(text) and _AGENCY.search(match[1]) and _looks_like_one(match[1]):
        return match.end()
    return 0


def _looks_like_one(head: str) -> bool:
    words = re.findall(r"[^\s,.;()/]+", head)
    return bool(words) and all(w[0].isupper() or w[0].isdigit() or w in _SMALL for w in words)
