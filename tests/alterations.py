"""Copies of a seed with one thing altered, at random: what was done, the codes that must find it, and where."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Altered:
    """The altered text.  One of `codes` must be found in one of `lines`; `also` may follow from it, anywhere."""

    text: str
    what: str
    code: str
    lines: frozenset[int]
    also: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Original:
    """A seed in the format `translated-article` whose paragraphs correspond one to one, by the numbers of its lines."""

    lines: tuple[str, ...]
    english: tuple[int, ...]
    chinese: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Original:
        lines = tuple(text.split("\n"))
        rule = next(n for n, line in enumerate(lines) if line.startswith("<hr"))
        long = [n for n, line in enumerate(lines) if len(line.strip()) > 30 and line[:3] not in ("###", "Tit")]
        english, chinese = ([n for n in long if (n > rule) == side] for side in (False, True))
        assert len(english) == len(chinese)
        return cls(lines, tuple(english), tuple(chinese))

    def side(self, rng: random.Random) -> tuple[bool, tuple[int, ...]]:
        chinese = rng.random() < 0.5
        return chinese, self.chinese if chinese else self.english

    def opposite(self, n: int) -> int:
        one, other = (self.chinese, self.english) if n in self.chinese else (self.english, self.chinese)
        return other[one.index(n)]

    def replaced(self, n: int, at: tuple[int, int], new: str) -> str:
        line = self.lines[n][: at[0]] + new + self.lines[n][at[1] :]
        return "\n".join([*self.lines[:n], line, *self.lines[n + 1 :]])

    def places(self, *numbers: int, lost: Iterable[int] = ()) -> frozenset[int]:
        """The lines, from 1, at which `numbers` stand when the lines `lost` are gone."""
        gone = set(lost)
        return frozenset(n + 1 - sum(g < n for g in gone) for n in numbers if n not in gone)


Alteration = Callable[[Original, random.Random], "Altered | None"]


def _word(seed: Original, rng: random.Random, chinese: str, english: str) -> tuple[int, re.Match[str], bool]:
    """A place, chosen at random, of the pattern of one version."""
    is_chinese, rows = seed.side(rng)
    pattern = chinese if is_chinese else english
    found = [(n, m) for n in rows for m in re.finditer(pattern, seed.lines[n])]
    return (*rng.choice(found), is_chinese)


def _changed(seed: Original, n: int, match: re.Match[str], new: str, code: str, *also: str) -> Altered:
    text = seed.replaced(n, match.span(), new)
    return Altered(text, f"{match[0]} → {new} in {n + 1}", code, seed.places(n, seed.opposite(n)), frozenset(also))


NUMBERS = {
    "682": ["268", "628", "862"],
    "9,300": ["3,900", "9,030", "93,000"],
    "10,000": ["1,000", "100,000"],
    "六百八十二": ["六百二十八", "八百六十二", "二百六十八"],
    "九千三百": ["三千九百", "九千零三", "九万三千"],
}


def number(seed: Original, rng: random.Random) -> Altered:
    """Another number: 682 becomes 268."""
    n, match, _ = _word(seed, rng, "六百八十二|九千三百", r"\b682\b|\b9,300\b|\b10,000\b")
    return _changed(seed, n, match, rng.choice(NUMBERS[match[0]]), "C001")


def date(seed: Original, rng: random.Random) -> Altered | None:
    """Another day or year."""
    n, match, _ = _word(
        seed,
        rng,
        r"19\d\d年|\d+月\d+日|(?<=[^\d月])12日",
        r"\b19\d\d\b|\b(?:January|December) \d+(?=th)|\b12(?=th Jan)",
    )
    if re.match(r"19\d\d", match[0]):
        new = match[0].replace(match[0][:4], str(rng.choice([1949, 1950, 1957, 1960, 1971])))
    else:
        new = re.sub(r"\d+(?=日|$)", lambda m: str((int(m[0]) + rng.randint(1, 9)) % 19 + 1), match[0])
    return None if new == match[0] else _changed(seed, n, match, new, "C002")


def dropped(seed: Original, rng: random.Random) -> Altered:
    """A paragraph less, but for those that begin a report."""
    _, rows = seed.side(rng)
    n = rng.choice([m for m in rows if "Xinhua" not in seed.lines[m] and "新华社" not in seed.lines[m]])
    text = "\n".join(line for m, line in enumerate(seed.lines) if m != n)
    return Altered(text, f"dropped {n + 1}", "C005", seed.places(seed.opposite(n), lost=[n]))


def merged(seed: Original, rng: random.Random) -> Altered | None:
    """Two paragraphs made one."""
    chinese, rows = seed.side(rng)
    k = rng.randrange(len(rows) - 1)
    a, b = rows[k], rows[k + 1]
    if any(seed.lines[m].strip() for m in range(a + 1, b)) or re.search("Xinhua|新华社", seed.lines[b]):
        return None
    line = seed.lines[a] + ("" if chinese else " ") + seed.lines[b].strip()
    text = "\n".join([*seed.lines[:a], line, *seed.lines[b + 1 :]])
    lost = range(a + 1, b + 1)
    return Altered(text, f"merged {a + 1}", "C014", seed.places(a, seed.opposite(a), seed.opposite(b), lost=lost))


def doubled(seed: Original, rng: random.Random) -> Altered:
    """A word written twice.  Within a name, the name is lost by it."""
    n, match, chinese = _word(
        seed,
        rng,
        "人民公社|会议|决议|生产|工作|群众|自治区|(?<!党)的|[在和]",
        r"(?<=\w )\b(?!that\b|had\b|very\b|so\b|now\b|of\b|the\b|to\b)[a-z]{2,}\b(?= \w)",
    )
    new = match[0] + ("" if chinese else " ") + match[0]
    return _changed(seed, n, match, new, "C004", *(["C003"] if match[0] in ("人民公社", "自治区", "决议") else []))


WITHOUT = {
    "毛主席": "他",
    "毛泽东同志": "他",
    "贵州省1958": "全省1958",
    "中共贵州省委于": "会议于",
    "Chairman Mao": "him",
    "Comrade Mao Zedong": "him",
    "Guizhou Province achieved": "The area achieved",
    "Eight-Character Charter": "charter",
}


def unnamed(seed: Original, rng: random.Random) -> Altered:
    """A name taken out where its sentence has it once."""
    pattern = "|".join(WITHOUT)
    n, match, _ = _word(seed, rng, pattern, pattern)
    return _changed(seed, n, match, WITHOUT[match[0]], "C003")


ALTERATIONS: Mapping[str, Alteration] = {
    "number": number,
    "date": date,
    "dropped": dropped,
    "merged": merged,
    "doubled": doubled,
    "unnamed": unnamed,
}
