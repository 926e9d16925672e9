"""Forms of one name brought together: 贵州 and 贵州省, "Chairman Mao" and "Mao Zedong"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tei.compare.likeness import is_chinese
from tei.compare.pairs import Pair

_SOUNDS = 0.75  # the likeness from which spellings of one name differ, and not names
_JOINED = 0.6  # the certainty from which a form joins the record of the name that it goes with best
_PEOPLES = "维吾尔|维吾尔族|回族|壮族|藏族|蒙古族|蒙古|朝鲜族|苗族|彝族|哈萨克|布依族|侗族"
_STATUS_ZH = re.compile(
    f"(?<=..)(?:{_PEOPLES})*(?:自治区|自治州|自治县|特别行政区|省|市|县|专区|地区|区|乡|镇|村|盟|旗)$"
)
_STATUS_LATIN = re.compile(
    "(?: (?:uyghur|uighur|uygur|hui|zhuang|tibetan|mongolian|korean|miao|yi|kazakh))*"
    " (?:autonomous region|autonomous prefecture|autonomous county|province|city|county|municipality|prefecture|"
    "district|special district|region|township|town|village|banner)$"
)
_PARTY = re.compile("(?<=.)(?: of the party| of the communist party(?: of china)?|(?<=party) of china)$")
_TITLE_ZH = re.compile(
    "(?:总书记|第一书记|书记|副主席|主席|副总理|总理|部长|外长|总统|首相|委员长|同志|先生|夫人|将军|元帅|主任|教授|大使|大伯|大娘)$"
)
_TITLE_LATIN = re.compile(
    "^(?:(?:vice|prime|foreign|chairman|comrade|premier|president|minister|secretary|general|marshal|mr|mrs|dr|professor|"
    r"ambassador|director|uncle)\.? )+"
)


@dataclass(frozen=True, slots=True)
class Group:
    """Forms of one name: (side, key), the first of each side before others.  `pair` is None in one language."""

    type: str
    members: tuple[tuple[int, str], ...]
    pair: Pair | None


def unstatused(key: str, type_: str) -> str:
    """`key` without what only says what somebody or something is: 贵州 of 贵州省, "mao" of "chairman mao"."""
    if type_ == "placeName":
        return (_STATUS_ZH if is_chinese(key) else _STATUS_LATIN).sub("", key)
    if type_ == "persName":
        return (_TITLE_ZH if is_chinese(key) else _TITLE_LATIN).sub("", key) or key
    return _PARTY.sub("", key) if type_ == "orgName" else key


Types = tuple[Mapping[str, str], Mapping[str, str]]
Member = tuple[int, str]


class _Groups:
    """Groups as they grow, and where to look for those that a form may belong to."""

    def __init__(self) -> None:
        self.made: list[Group] = []
        self.of: dict[Member, int] = {}  # the number of the group that has a form
        self.ends: dict[tuple[str, int, str], list[int]] = {}  # by type, side, and the first or last unit of a form

    def add(self, type_: str, members: tuple[Member, ...], pair: Pair | None) -> None:
        """A new group."""
        self.made.append(Group(type_, (), pair))
        self.extend(len(self.made) - 1, members)

    def extend(self, n: int, members: tuple[Member, ...]) -> None:
        """Further forms for the group `n`."""
        group = self.made[n]
        self.made[n] = Group(group.type, (*group.members, *members), group.pair)
        for side, key in members:
            self.of[side, key] = n
            for end in _ends(unstatused(key, group.type)):
                self.ends.setdefault((group.type, side, end), []).append(n)

    def near(self, type_: str, side: int, key: str) -> list[int]:
        """The numbers of the groups of a type that have a form with the same beginning or end on that side."""
        found = {n for end in _ends(unstatused(key, type_)) for n in self.ends.get((type_, side, end), ())}
        return sorted(found)


def _ends(bare: str) -> set[str]:
    """The first and the last character of a Chinese name, or word of another."""
    if is_chinese(bare):
        return {bare[0], bare[-1]}
    units = bare.replace("-", " ").split() or [bare]
    return {units[0], units[-1]}


def grouped(chosen: Iterable[Pair], found: Iterable[Pair], types: Types) -> list[Group]:
    """The chosen pairs, with the forms that belong to them; then the forms that belong to none."""
    groups = _Groups()
    for pair in chosen:
        type_, members = _type(pair, types), ((0, pair.first), (1, pair.second))
        near = sorted({n for side, key in members for n in groups.near(type_, side, key)})
        same = next((n for n in near if _same(groups.made[n], pair, type_)), None)
        if same is None:
            groups.add(type_, members, pair)
        else:
            groups.extend(same, members)
    for pair in found:
        _join(groups, pair, types)
    _lone(groups, types)
    return groups.made


def _type(pair: Pair, types: Types) -> str:
    """What both names hint at; where they do not agree, what the Chinese one does, for there words tell more."""
    kinds = [types[0].get(pair.first, ""), types[1].get(pair.second, "")]
    if is_chinese(pair.first):
        kinds.reverse()
    return kinds[1] or kinds[0]


def _same(group: Group, pair: Pair, type_: str) -> bool:
    """Whether a pair has further forms of the name of a group."""
    if type_ != group.type or group.pair is None:
        return False
    sides = [[key for side, key in group.members if side == n] for n in (0, 1)]
    chinese = [key for key in (pair.first, pair.second) if is_chinese(key)]
    if type_ in ("persName", "placeName") and len(chinese) == 1:
        bare = unstatused(chinese[0], type_)
        if len(bare) > 1 and any(unstatused(key, type_) == bare for _, key in group.members):
            return True
    return all(
        any(akin(key, other, type_) for other in others)
        for key, others in zip((pair.first, pair.second), sides, strict=True)
    )


def akin(one: str, other: str, type_: str) -> bool:
    """Whether two forms may be one name: but for titles and the like the same, or the beginning or end of the other."""
    a, b = unstatused(one, type_), unstatused(other, type_)
    if a == b:
        return True
    short, long = sorted((a, b), key=len)
    if type_ == "persName":
        return (long.startswith(short) and _cut(long, short, 0)) or (long.endswith(short) and _cut(long, short, 1))
    if type_ in ("eventName", "title"):
        return long.startswith(short) or long.endswith(short)
    return False


def _cut(long: str, short: str, end: int) -> bool:
    """Whether the rest is a given name or a surname of its own."""
    if is_chinese(long):
        return len(short) == 1 if end == 0 else long[-len(short) - 1] in "·・‧•"
    return long[len(short)] in " -" if end == 0 else long[-len(short) - 1] in " -"


def _join(groups: _Groups, pair: Pair, types: Types) -> None:
    """Let a form join the group of its counterpart: "Mao Tse-tung" where 毛泽东 is paired with "Mao Zedong"."""
    members = ((0, pair.first), (1, pair.second))
    new = [m for m in members if m not in groups.of]
    if len(new) != 1 or pair.cert < _JOINED:
        return
    n = next(groups.of[m] for m in members if m in groups.of)
    group, (side, key) = groups.made[n], new[0]
    kind = types[side].get(key, "") or group.type
    sounds = group.type in ("persName", "placeName") and pair.likeness >= _SOUNDS
    if kind == group.type and (sounds or any(akin(key, k, kind) for s, k in group.members if s == side)):
        groups.extend(n, (new[0],))


def _lone(groups: _Groups, types: Types) -> None:
    """Let forms without counterpart join a group that knows them with another title, or be groups of their own."""
    alone: dict[tuple[int, str, str], list[Member]] = {}
    left = [(n, form) for n in (0, 1) for form in types[n] if (n, form) not in groups.of]
    for side, key in left:
        type_ = types[side].get(key, "")
        kinds = [type_] if type_ else ["persName", "placeName", "orgName", "eventName", "title"]
        near = (
            n
            for kind in kinds
            for n in groups.near(kind, side, key)
            if any(s == side and akin(key, k, kind) for s, k in groups.made[n].members)
        )
        n = next(near, None)
        if n is None:
            alone.setdefault((side, type_, unstatused(key, type_)), []).append((side, key))
        else:
            groups.extend(n, ((side, key),))
    for (_, type_, _), members in alone.items():
        groups.add(type_, tuple(members), None)
