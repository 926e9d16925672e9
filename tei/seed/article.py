"""What the readers of articles share: lines, blocks that run over several lines, scripts and languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from tei.model import Block, BlockKind, Line, Role, Version
from tei.report import Severity
from tei.seed.dateline import dateline

_EOL = re.compile(r"\r\n|\n|\r")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_KANA = re.compile("[\u3040-\u30ff]")
_HANGUL = re.compile("[\uac00-\ud7af\u1100-\u11ff]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LETTER = re.compile(r"[^\W\d_]")
# Frequent characters that are written in only one of the two Chinese scripts.
_HANS = frozenset(
    "们国会这来对时说为个与产业义书东车长门问间见现观规视贝马鸟鱼龙龟页领导经济级纪约红结给组织线练"
    "决议党团体战斗农历实际开关发动员应当总统广进远还过达运边让认识论设计订讨训谈谢证评语读变应庆权极样标"
)
_HANT = frozenset(
    "們國會這來對時說為個與產業義書東車長門問間見現觀規視貝馬鳥魚龍龜頁領導經濟級紀約紅結給組織線練"
    "決議黨團體戰鬥農歷實際開關發動員應當總統廣進遠還過達運邊讓認識論設計訂討訓談謝證評語讀變應慶權極樣標"
)


@dataclass(frozen=True, slots=True)
class Odd:
    """Something a reader noticed; the seed's name is added later."""

    code: str
    message: str
    severity: Severity = "warning"
    line: int | None = None
    column: int | None = None
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """What a format's reader returns."""

    lines: tuple[Line, ...]
    versions: tuple[Version, ...]
    fields: Mapping[str, str]
    findings: tuple[Odd, ...]

    def speaking(self, languages: Mapping[str, str]) -> tuple[Version, ...]:
        """The versions, with the languages that an edition sets instead of those detected, {role: BCP 47}."""
        return tuple(replace(v, lang=languages.get(v.role, v.lang)) for v in self.versions)


@dataclass(slots=True)
class Raw:
    """A line under the reader's hand."""

    n: int
    indent: str
    text: str  # without white space at either end
    trail: str
    eol: str
    label: str = ""
    gap: str = ""
    block: int | None = None

    def take_label(self, length: int) -> None:
        """Turn the first `length` characters of the text into the label."""
        rest = self.text[length:]
        self.label += self.text[:length]
        self.text = rest.lstrip()
        self.gap = rest[: len(rest) - len(self.text)]

    def line(self) -> Line:
        """The finished line.  Words of no block are a label."""
        if self.block is None:
            return Line(self.n, self.indent, self.label + self.gap + self.text, "", "", self.trail, self.eol)
        return Line(self.n, self.indent, self.label, self.gap, self.text, self.trail, self.eol, self.block)


def raw_lines(text: str) -> list[Raw]:
    """The lines of `text`; what follows the last line end is a line only if there is something."""
    lines: list[Raw] = []
    start = 0
    for match in _EOL.finditer(text):
        lines.append(_raw(len(lines) + 1, text[start : match.start()], match.group()))
        start = match.end()
    if start < len(text):
        lines.append(_raw(len(lines) + 1, text[start:], ""))
    return lines


def _raw(n: int, whole: str, eol: str) -> Raw:
    text = whole.strip()
    indent = whole[: len(whole) - len(whole.lstrip())] if text else whole
    return Raw(n, indent, text, whole[len(indent) + len(text) :], eol)


@dataclass(slots=True)
class Blocks:
    """Collects blocks in the order of the seed, and tells each line which block its words belong to."""

    found: list[Block] = field(default_factory=list)

    def add(self, kind: BlockKind, lines: list[Raw]) -> Block:
        """A block from the words of `lines`, joined by a space unless one side of the break is Chinese or Japanese."""
        text = ""
        breaks: list[int] = []
        for line in lines:
            line.block = len(self.found)
            if text:
                text += "" if wide(text[-1]) or wide(line.text[0]) else " "
                breaks.append(len(text))
            text += line.text
        first = lines[0]
        column = len(first.indent + first.label + first.gap) + 1
        opening = dateline(text) if kind == "p" else 0
        block = Block(len(self.found), kind, text, first.n, column, tuple(breaks), dateline=opening)
        self.found.append(block)
        return block


def wide(char: str) -> bool:
    """Whether `char` is Han, kana, or their punctuation: what is written without spaces."""
    return bool(_HAN.match(char) or _KANA.match(char)) or "\u3000" <= char <= "\u303f" or "\uff00" <= char <= "\uffef"


def han(text: str) -> float:
    """The share of letters in `text` that are Han or kana; 0 when there are no letters."""
    letters = len(_LETTER.findall(text))
    return (len(_HAN.findall(text)) + len(_KANA.findall(text))) / letters if letters else 0.0


def language(text: str, role: Role) -> str:
    """The language of `text` by its script: ``zh-Hans``, ``zh-Hant``, ``ja``, ``ko``, ``ru``, ``en``, ``und``."""
    letters = max(1, len(_LETTER.findall(text)))
    if len(_KANA.findall(text)) > 0.3 * letters:
        return "ja"
    if len(_HANGUL.findall(text)) > 0.3 * letters:
        return "ko"
    if len(_HAN.findall(text)) > 0.3 * letters:
        hant = sum(c in _HANT and c not in _HANS for c in text)
        hans = sum(c in _HANS and c not in _HANT for c in text)
        return "zh-Hant" if hant > hans else "zh-Hans"
    if len(_CYRILLIC.findall(text)) > 0.3 * letters:
        return "ru"
    return "en" if role == "translation" or _LETTER.search(text) else "und"
