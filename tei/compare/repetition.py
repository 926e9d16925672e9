"""Words written twice in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tei.compare import proposal
from tei.compare.view import View
from tei.han import HAN, simplified
from tei.model import Cert, Crux
from tei.tokens import words

_TWICE = re.compile(r"\b([^\W\d_]+(?:[’'-][^\W\d_]+)*)(\s+)\1(?![\w’'-])", re.IGNORECASE)
_RIGHT = frozenset(["that", "had", "very", "so", "long", "blah", "bye", "knock", "ha", "no", "well", "now", "there"])
_ALONE = frozenset(["a", "i"])  # single letters that are words

_RUN = re.compile(f"[{HAN}]+")
_LONG = re.compile(rf"([{HAN}]{{3,30}})\1")
#: Characters that no word doubles: two of them in a row, each a word of its own, are one too many.
_FUNCTION = frozenset(
    "的地得着了是在和与及或把被对从向于以为而但也就都又再还没有我你他她它这那其该之所将并使由因则若要能可至到"
)
#: Verbs, adverbs and measures that speech doubles: 研究研究, 非常非常, 一步一步.
_DOUBLED = frozenset(
    """
    研究 讨论 考虑 商量 打听 收拾 休息 了解 认识 介绍 学习 锻炼 活动 调查 分析
    观察 参观 帮助 教育 批评 表现 整理 检查 准备 打扮 安慰 鼓励 打扫 比较 解释
    合计 琢磨 盘算 参考 体会 回忆 安排 联系 暖和 高兴 痛快 热闹 轻松 凉快 舒服
    非常 很多 许多 十分 永远 多少 好好 慢慢 大家 等等 哈哈 嘻嘻 呵呵 谢谢 再见
    什么 哪里
    """.split()
)


def cruxes(view: View) -> list[Crux]:
    """Repeated words (C004); "had had", 人人 and 研究研究 and their like are right."""
    found = []
    for passage in view.paragraphs():
        for start, end, word, cert in (*_spaced(passage.text), *_chinese(passage.text)):
            at = passage.span(start, end)
            if any(m.start <= at[1] and at[2] <= m.end for m in view.mentions.get(at[0], ()) if m.ref):
                continue  # a name may double a word: Baden Baden
            second = passage.span(end - len(word), end)
            space = view.blocks[at[0]].text[second[1] - 1 : second[1]]
            if space.isspace():
                second = (second[0], second[1] - 1, second[2])
            answer = proposal.emend(view, second, "", "The word is written twice.", cert)
            advice = "mark one of them as surplus, or [[dismiss]] it:"
            found.append(Crux("C004", f"the word “{word}” is repeated", (at,), (), cert, f"{advice}\n{answer}"))
    return found


Found = tuple[int, int, str, Cert]


def _spaced(text: str) -> Iterator[Found]:
    """Words between spaces."""
    for match in _TWICE.finditer(text):
        word = match[1].lower()
        if word not in _RIGHT and (len(word) > 1 or word in _ALONE):
            yield match.start(), match.end(), match[1], "high"


def _chinese(text: str) -> Iterator[Found]:
    """Words, particles and phrases in running Chinese."""
    if text.isascii():
        return
    for run in _RUN.finditer(text):
        taken: list[tuple[int, int]] = []
        for match in _LONG.finditer(run[0]):
            if not _is_doubled(match[1]):
                taken.append(match.span())
                yield run.start() + match.start(), run.start() + match.end(), match[1], "high"
        at, previous = 0, ""
        for word in words(run[0], "zh"):
            clear = not any(s < at + len(word) and at - len(previous) < e for s, e in taken)
            twice, cert = _again(previous, word)
            if cert and clear:
                start = run.start() + at
                yield start - len(twice), start + len(twice), run[0][at : at + len(twice)], cert
            at, previous = at + len(word), word


def _again(previous: str, word: str) -> tuple[str, Cert | None]:
    """What is written twice in two successive words, and how certainly it should not be.

    A compound may begin or end with the word beside it: 生产生产资料, to produce means of production.
    """
    if word == previous:
        return word, _wrong(word)
    twice = previous if word.startswith(previous) else word
    if len(twice) > 1 and (word.startswith(previous) or previous.endswith(word)) and _wrong(twice):
        return twice, "low"
    return "", None


def _is_doubled(word: str) -> bool:
    """Whether `word` is made of one shorter one: 哈哈哈."""
    return any(word == word[:k] * (len(word) // k) for k in range(1, len(word)) if len(word) % k == 0)


def _wrong(word: str) -> Cert | None:
    """How certainly `word` should not be doubled; None when it may be."""
    if len(word) == 1:
        return "high" if simplified(word) in _FUNCTION else None
    right = word in _DOUBLED or word[0] in "一几" or word[0] == word[1]
    return None if right else "medium"
