"""Candidates for names in Chinese: by the kinds of words that a dictionary gives, by suffixes, surnames and titles.

A name of a body or a meeting ends in what it is (委员会, 公社, 会议).  It goes to the left as far as words do of which
names are made, back to one that is itself a name (中共, 内蒙古, 第八届).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from tei.annotate.candidate import Candidate
from tei.annotate.nameparts_zh import BARRIERS, FOREIGN, GENERAL, KINDS, NO_NAMES, SUFFIXES, SURNAMES, TITLES, WORK
from tei.han import HAN, simplified

if TYPE_CHECKING:
    from collections.abc import Callable

_KINDS = sorted(((s, kind) for kind, all_ in SUFFIXES.items() for s in all_.split()), key=lambda x: -len(x[0]))
#: Words that make no new name of one that a record has.
LESSER = frozenset((*TITLES.split("|"), "省", "市", "县", "的", "·"))

_DOT = "·・‧•"
_ANCHOR = frozenset(("ns", "nr", "nrt", "nrfg", "nt"))
_NUMBERED = re.compile("第?[一二三四五六七八九十百○〇]+(?:届|次)")
_PLENUM = re.compile(
    "(?:(?:党的|中共|中国共产党)?第?[一二三四五六七八九十]+届)?第?[一二三四五六七八九十]+(?:次)?(?:届)?中全会"
)
_OF_DOCUMENT = re.compile("决议|公报")
_CONCERNING = re.compile(
    '关于[^，。；：、“”《》「」『』（）()"]{2,40}?(?:决议|决定|指示|条例|规定|方案|宣言|草案|通知|声明)'
)
_NEWS = re.compile("(?<=社)[讯电]$")
_QUOTED = re.compile(f'[“「『"]([{HAN}]{{3,16}})[”」』"]')
_PERSON_TITLE = re.compile(f"([{HAN}])({TITLES})")
_SPACED = re.compile(f"(?:^|(?<=[\u3000 、，：（]))([{HAN}])\u3000+([{HAN}])(?=$|[\u3000 、，。（])")
_PEOPLE = re.compile(f"(?:^|(?<=[\u3000 、，：]))([{HAN}]{{2,6}})(?=[（(][{HAN}]{{1,4}}族[)）])")
_REPORTER = re.compile(
    f"(?:记者|作者|通讯员)[\u3000 ]*([{''.join(sorted(SURNAMES))}][{HAN}]{{1,2}}?)(?=报道|摄|[\u3000 、，：。]|$)"
)
_DATELINE = re.compile(f"(?:(?<=社)|(?<=讯)(?!社))([{HAN}]{{2,6}}?)(?=[0-9一二三四五六七八九十廿]{{1,3}}日[电讯])")
_SHORT = frozenset("中美苏英法德日印朝韩越缅蒙京津沪渝穗汉宁杭粤湘鄂赣皖鲁冀晋豫陕甘青川黔滇桂琼闽浙苏辽吉黑台港澳藏新")
_KIND_ONLY = re.compile("[中美苏英法日印朝越德缅蒙]{2}|.*(?:自治区|省|专区|全国|农村)(?:人民)?公社")
_COUNTED = re.compile(
    f"[〇一二两三四五六七八九十百千万几数0-9]+(?:[棵个座株颗只头匹户辆艘架件][{HAN}]{{1,2}}|[条块片张口间][树桥河江渠路街井])"
)
_COMMUNES = ("人民公社", "公社")
_DOTTED = re.compile(f"[{HAN}](?:[{HAN}]{{0,7}}[{_DOT}])+[{HAN}]{{1,8}}")


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    text: str
    tag: str
    barred: bool


@cache
def _tagger() -> Callable[[str], list[tuple[str, str]]]:
    import rjieba

    tag: Callable[[str], list[tuple[str, str]]] = rjieba.tag
    return tag


def candidates(text: str, barred: Sequence[int]) -> list[Candidate]:
    """The candidates in a block's folded `text`; their forms are as the text has them, simplified or not."""
    plain = simplified(text)
    words = _words(plain, barred)
    found: dict[tuple[int, int], Candidate] = {}
    for rule in (_documents, _datelines, _plenums, _persons, _bodies, _known):
        for begin, end, kind in rule(plain, words):
            start = begin + (plain[begin] == "据" and end - begin > 2)  # 据……社: according to
            if _nameless(plain[start:end]) or any(barred[start:end]):
                continue
            doubtful = kind == "persName" and end - start == 2 and not _apart(plain, start, end)
            found.setdefault((start, end), Candidate(start, end, text[start:end], "" if doubtful else kind, doubtful))
    return list(found.values())


def _nameless(form: str) -> bool:
    """Whether a form only says what kind of thing something is, counts things (两棵树), or is two names (中美)."""
    return form in NO_NAMES or any(pattern.fullmatch(form) for pattern in (_KIND_ONLY, _COUNTED))


def _apart(plain: str, start: int, end: int) -> bool:
    """Whether what stands around two characters makes them a person's name: a title, or nothing at all."""
    before, after = plain[:start], plain[end:]
    titled = re.match(TITLES, after) or re.search(f"(?:{TITLES})[\u3000 ]*$", before) or before.endswith("·")
    named = re.search(f"(?:{TITLES})$", plain[:end])
    return bool(titled or named) or (before[-1:] in ("", *"\u3000 、") and after[:1] in ("", *"\u3000 、（"))


def _words(plain: str, barred: Sequence[int]) -> list[_Word]:
    found, at = [], 0
    for word, tag in _tagger()(plain):
        found.append(_Word(at, at + len(word), word, tag, any(barred[at : at + len(word)])))
        at += len(word)
    return found


_Found = Iterator[tuple[int, int, str]]


def _documents(plain: str, words: Sequence[_Word]) -> _Found:
    """“八字宪法”, and 内蒙古自治区关于……的决定 without quotation marks."""
    for match in _QUOTED.finditer(plain):
        if match[1].endswith(tuple(SUFFIXES["title"].split())):
            yield match.start(1), match.end(1), "title"
    for match in _CONCERNING.finditer(plain):
        start = match.start()
        for word in reversed([w for w in words if w.end <= match.start()]):
            if word.end != start or word.tag not in ("ns", "nt", "nr"):
                break
            start = word.start
        yield start, match.end(), "title"


def _datelines(plain: str, words: Sequence[_Word]) -> _Found:
    """The places from which news came: 塔斯社莫斯科十六日电."""
    del words
    for match in _DATELINE.finditer(plain):
        yield match.start(1), match.end(1), "placeName"


def _plenums(plain: str, words: Sequence[_Word]) -> _Found:
    """党的八届六中全会, and what it resolved."""
    del words
    for match in _PLENUM.finditer(plain):
        yield match.start(), match.end(), "eventName"
        document = _OF_DOCUMENT.match(plain, match.end())
        if document:
            yield match.start(), document.end(), "title"


def _persons(plain: str, words: Sequence[_Word]) -> _Found:
    """Surnames with given names or titles, names with a space or a dot in them, foreign names by their characters."""
    starts = {w.start: w for w in words}
    for match in _DOTTED.finditer(plain):
        yield _dotted(match, words)
    for match in _SPACED.finditer(plain):
        if match[1] in SURNAMES:
            yield match.start(), match.end(), "persName"
    for match in (*_PEOPLE.finditer(plain), *_REPORTER.finditer(plain)):
        yield match.start(1), match.end(1), "persName"
    for match in _PERSON_TITLE.finditer(plain):
        if (
            match[1] in SURNAMES
            and match.start() in starts
            and starts[match.start()].end in (match.end(1), match.end())
        ):
            yield match.start(), match.end(), "persName"
    for k, word in enumerate(words):
        if k + 1 < len(words) and _parted(word, words[k + 1]):
            yield word.start, words[k + 1].end, "persName"
            continue
        if not word.tag.startswith("nr") and word.text != "周恩来":
            continue
        if 2 <= len(word.text) <= 3 and word.text[0] in SURNAMES:
            yield word.start, word.end - word.text.endswith("摄"), "persName"
        elif len(word.text) == 1 and word.text in SURNAMES and k + 1 < len(words) and _given(words, k + 1, plain):
            yield word.start, words[k + 1].end, "persName"
        elif len(word.text) >= 3 and (set(word.text) <= FOREIGN or word.tag == "nrt" or _titled(plain, word)):
            yield word.start, word.end, "persName" if _titled(plain, word) or word.tag == "nr" else ""


def _parted(word: _Word, after: _Word) -> bool:
    """Whether a surname, whatever else it means (马, 石), stands before a given name: 刘|玉兰, but not 向|雷锋."""
    if word.text not in SURNAMES or not after.tag.startswith("nr") or len(after.text) > 2:
        return False
    whole = len(after.text) == 2 and after.text[0] in SURNAMES
    return not (whole and word.tag in ("p", "c", "d", "v")) and after.text not in NO_NAMES


def _titled(plain: str, word: _Word) -> bool:
    return re.match(TITLES, plain[word.end : word.end + 4]) is not None


def _given(words: Sequence[_Word], k: int, plain: str) -> bool:
    """Whether the word `k` is a given name, with a title before the surname or behind the name."""
    before = plain[: words[k - 1].start]
    titled = _titled(plain, words[k]) or re.search(f"(?:{TITLES})$", before)
    return bool(titled) and len(words[k].text) <= 2 and words[k].tag not in ("x", "uj", "p", "d", "c", "m")


def _dotted(match: re.Match[str], words: Sequence[_Word]) -> tuple[int, int, str]:
    """The words around the dots of a foreign name: 埃德加·斯诺, and no more."""
    dots = [match.start() + m.start() for m in re.finditer(f"[{_DOT}]", match.group())]
    start, end = match.start(), dots[-1] + 1
    for word in words:
        if word.start < dots[0] < match.end() and word.end <= dots[0] and not _sounding(word):
            start = max(start, word.end)
        if word.start == end and word.end <= match.end() and (end == dots[-1] + 1 or _sounding(word)):
            end = word.end
    return min(start, dots[0] - 1), end, "persName"


def _sounding(word: _Word) -> bool:
    """Whether its characters stand for sounds."""
    return (word.tag.startswith("nr") and len(word.text) > 1) or (
        set(word.text) <= FOREIGN and word.text not in ("大", "明", "内", "南", "山", "海", "里")
    )


def _bodies(plain: str, words: Sequence[_Word]) -> _Found:
    """What ends in a suffix, from where the name may begin."""
    del plain
    for k, word in enumerate(words):
        if word.tag == "x" or word.barred:
            continue
        suffix, kind = next(((s, kind) for s, kind in _KINDS if word.text.endswith(s)), ("", ""))
        if not suffix:
            continue
        starts = _beginnings(words, k, kind, whole=len(word.text) > len(suffix))
        for start in starts:
            yield start, word.end, kind


def _beginnings(words: Sequence[_Word], k: int, kind: str, *, whole: bool) -> list[int]:
    """The places where a name ending with the word `k` may begin."""
    limit = 1 if kind == "placeName" else 7
    anchors: list[int] = []
    odd: list[int] = []
    j = k - 1
    while j >= 0 and k - j <= limit + 2 and words[j].text not in BARRIERS and not words[j].barred:
        word = words[j]
        numbered = _NUMBERED.fullmatch(word.text) is not None
        if not numbered and word.tag not in KINDS and not (kind == "orgName" and word.text in WORK):
            break
        if word.tag in _ANCHOR or numbered or word.text in ("中共", "中国", "中央"):
            near = j == k - 1 or kind != "placeName"
            anchors.append(word.start if near else words[j + 1].start)  # 西单区, not 北京市西单区
            if kind == "placeName" and len(word.text) > 1:
                break
        elif j == k - 1 and words[k].text in _COMMUNES and _called(word):
            anchors.append(word.start)
        elif len(word.text) == 1 and word.tag in ("zg", "g", "n", "ng", "nr", "b", "a", "v") and len(odd) == k - 1 - j:
            odd.append(word.start)  # characters that make no word
        j -= 1
    if kind == "placeName" and words[k].tag in _ANCHOR:
        return [] if words[k].tag == "ns" else [words[k].start]  # `_known` has the others
    if odd and kind == "placeName":
        return [min(odd)]
    if anchors:
        return sorted({min(anchors), *(a for a in (*anchors, *odd[-1:]) if kind != "placeName")})
    if len(odd) > 1 and len(words[k].text) + len(odd) >= 3:
        return [min(odd)]
    if whole and words[k].tag in _ANCHOR:
        return [words[k].start, *(w.start for w in words[max(0, k - 1) : k] if w.text == "新")]
    return []


def _called(word: _Word) -> bool:
    """Whether a word before 公社 is what a commune is called: 红星, 东风, but not 农业, 全县."""
    general = word.text in GENERAL | WORK or word.text in NO_NAMES - {"红旗"} or word.text[0] in "全各本该每某几"
    return len(word.text) == 2 and word.tag.startswith("n") and not general


def _torn(word: _Word) -> bool:
    """Whether a character is likely torn off the name behind it: 澄|湖县, but not 美|日本."""
    return len(word.text) == 1 and word.tag in ("zg", "g", "ns") and word.text not in BARRIERS | _SHORT


def _known(plain: str, words: Sequence[_Word]) -> _Found:
    """Words that the dictionary has as names of places, bodies and others."""
    del plain
    for k, word in enumerate(words):
        if len(word.text) < 2 or word.barred or word.text in BARRIERS:
            continue
        if word.tag == "ns":
            yield words[k - 1].start if k and _torn(words[k - 1]) else word.start, word.end, "placeName"
        elif word.tag == "nt":
            yield word.start, word.start + len(_NEWS.sub("", word.text)), "orgName"
        elif word.tag == "nz" or word.text == "中共":
            kind = next((kind for s, kind in _KINDS if len(s) > 1 and word.text.endswith(s)), "")
            if kind or word.text == "中共":
                yield word.start, word.end, kind or "orgName"
        elif re.fullmatch(f"工党|[{HAN}]{{2}}[社报]|[{HAN}]{{1,2}}钢|[{HAN}]{{2,3}}党", word.text) and word.tag in (
            "n",
            "nr",
            "nz",
            "nt",
        ):
            yield word.start, word.end, "orgName"
