"""The index: for every word, and every pair of characters, where it stands; as lists that compress and load in parts.

A *unit* is one side of a passage: ``passage * sides + version``.  The postings of a key are its units, ascending, as
differences; its positions, unit by unit, are differences too, doubled, plus one for the last of a unit.  Numbers are
written in base 64, five bits a letter, the least first; the sixth says that more follows.  Keys:
``word``, ``=ab`` two characters side by side, ``-a`` one character (without positions), ``@id`` a record, ``#`` heads.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from tei.render.site.search.fold import characters, dense, is_unspaced, words

#: About the size of a part, in bytes: so much is loaded for a word of a query.
PART = 20_000

_ALPHABET = np.frombuffer(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", np.uint8)
_STOP = ord("·")
_Numbers = NDArray[np.signedinteger]


@dataclass(frozen=True, slots=True)
class Entry:
    """A key, its units and its positions, as text."""

    key: str
    units: str
    positions: str


@dataclass(slots=True)
class Index:
    """What has been read of an edition; by `side`, `record` and `head` it grows, unit after unit, ascending."""

    codes: list[bytes] = field(default_factory=list)  # UTF-32; 0 parts what does not touch, and stands last
    code_units: list[int] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)  # of words
    words: list[tuple[int, list[int]]] = field(default_factory=list)  # (unit, the numbers of its words; -1 for a gap)
    records: list[tuple[str, int]] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)

    def side(self, unit: int, language: str, *texts: str) -> None:
        """Read the texts of a unit: as it is read and, if that differs, as it was found."""
        if dense(language):
            self._characters(unit, "\0".join(map(characters, texts)))
            return
        said: list[str] = []
        for text in texts:
            said += ["\0"] * bool(said) + words(text)
        numbers = self.numbers
        self.words.append((unit, [numbers.setdefault(w, len(numbers)) if w != "\0" else -1 for w in said]))
        if not all(map(str.isascii, texts)) and any(map(is_unspaced, said)):
            self._characters(unit, "".join(w if is_unspaced(w) else "\0" for w in said))

    def _characters(self, unit: int, text: str) -> None:
        self.codes.append((text + "\0").encode("utf-32-le"))
        self.code_units.append(unit)

    def record(self, identifier: str, unit: int) -> None:
        """A unit names a record."""
        self.records.append((identifier, unit))

    def head(self, unit: int) -> None:
        """A unit is a head."""
        self.heads.append(unit)

    def entries(self) -> list[Entry]:
        """All keys in the order in which a browser compares them (UTF-16)."""
        found = [*self._grams(), *self._words(), *self._records()]
        if self.heads:
            units = np.array(self.heads, np.int64)
            found += [Entry("#", said, "") for _, said, _ in _lists(np.zeros_like(units), units, None)]
        return sorted(found, key=lambda entry: entry.key.encode("utf-16-be"))

    def _grams(self) -> Iterator[Entry]:
        if not self.codes:
            return
        lengths = np.array([len(part) // 4 for part in self.codes], np.int64)
        codes = np.frombuffer(b"".join(self.codes), "<i4")
        units = np.repeat(np.array(self.code_units, np.int32), lengths)
        positions = _counted(lengths)
        there = (codes != 0) & (codes != _STOP)
        for code, said, _ in _lists(codes[there], units[there], None):
            yield Entry(f"-{chr(code)}", said, "")
        first, second = codes[:-1], codes[1:]
        there = (first != 0) & (second != 0)
        pairs = (first.astype(np.int64) << 21) | second
        for pair, said, where in _lists(pairs[there], units[:-1][there], positions[:-1][there]):
            yield Entry(f"={chr(pair >> 21)}{chr(pair & 0x1FFFFF)}", said, where)

    def _words(self) -> Iterator[Entry]:
        lengths = np.array([len(numbers) for _, numbers in self.words], np.int64)
        units = np.repeat(np.array([unit for unit, _ in self.words], np.int32), lengths)
        positions = _counted(lengths)
        keys = np.fromiter((n for _, numbers in self.words for n in numbers), np.int32, len(units))
        names = list(self.numbers)
        plain = np.array([not is_unspaced(name) for name in names], bool)
        there = keys >= 0
        there[there] = plain[keys[there]]
        for number, said, where in _lists(keys[there], units[there], positions[there]):
            yield Entry(names[number], said, where)

    def _records(self) -> Iterator[Entry]:
        numbers: dict[str, int] = {}
        keys = np.array([numbers.setdefault(name, len(numbers)) for name, _ in self.records], np.int64)
        names = list(numbers)
        for number, said, _ in _lists(keys, np.array([unit for _, unit in self.records], np.int64), None):
            yield Entry(f"@{names[number]}", said, "")


def _counted(lengths: _Numbers) -> _Numbers:
    """0, 1, 2 … for each of `lengths` anew."""
    ends = np.cumsum(lengths, dtype=np.int32)
    return np.arange(int(lengths.sum()), dtype=np.int32) - np.repeat(ends - lengths.astype(np.int32), lengths)


def _lists(keys: _Numbers, units: _Numbers, positions: _Numbers | None) -> Iterator[tuple[int, str, str]]:
    """Each key with its units and positions as text.  The rows come by unit, then position; a unit may come twice."""
    if not len(keys):
        return
    order = np.argsort(keys, kind="stable")
    keys, units = keys[order], units[order]
    new_key = np.append(True, keys[1:] != keys[:-1])
    new_unit = new_key | np.append(True, units[1:] != units[:-1])
    said = units[new_unit]
    steps = np.where(new_key[new_unit], said, np.append(0, said[1:] - said[:-1]))
    starts = np.flatnonzero(new_key[new_unit])
    lists = _cut(steps, starts)
    if positions is None:
        where = [""] * len(starts)
    else:
        at = positions[order]
        steps = np.where(new_unit, at, np.append(0, at[1:] - at[:-1]))
        last = np.append(new_unit[1:], True)
        where = _cut(steps * 2 + last, np.flatnonzero(new_key))
    yield from zip(keys[new_key].tolist(), lists, where, strict=True)


def _cut(numbers: _Numbers, starts: _Numbers) -> list[str]:
    """The numbers from each of `starts` to the next, written."""
    lengths = np.ones(len(numbers), np.int8)
    for bits in range(5, 40, 5):
        lengths += numbers >= (1 << bits)
    ends = np.cumsum(lengths, dtype=np.int64)
    letters = np.empty(int(ends[-1]), np.uint8)
    for n in range(int(lengths.max())):
        there = lengths > n
        letters[ends[there] - lengths[there] + n] = _ALPHABET[
            ((numbers[there] >> (5 * n)) & 31) | np.where(lengths[there] > n + 1, 32, 0)
        ]
    text = letters.tobytes().decode("ascii")
    cuts = [*(ends - lengths)[starts].tolist(), len(text)]
    return [text[a:b] for a, b in pairwise(cuts)]


def parts(entries: Sequence[Entry], size: int = PART) -> Iterator[list[Entry]]:
    """The entries in parts of about `size` letters, in their order; what is larger is a part for itself."""
    part: list[Entry] = []
    room = 0
    for entry in entries:
        need = len(entry.key) + max(len(entry.units), len(entry.positions))
        if part and room + need > size:
            yield part
            part, room = [], 0
        part.append(entry)
        room += need
    if part:
        yield part
