"""Find many phrases in a text at once, whatever their inflection."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from tei.han import is_han, simplified
from tei.tokens import stem, words

if TYPE_CHECKING:
    import ahocorasick

_WORD = re.compile(r"\w+(?:[’']\w+)?")
_LITTLE = frozenset(["a", "an", "the", "of"])  # words that a phrase keeps or loses without becoming another

Hit = tuple[int, int, int]
"""Where a phrase stands, and its number: (start, end, number)."""


@dataclass(frozen=True, slots=True)
class Finder:
    """Phrases of one language, by their number.  `find` says where they stand in a text."""

    roots: Sequence[tuple[str, ...]]  # of each phrase: its words without their endings, or the whole of it in Chinese
    first: dict[str, list[int]]  # the phrases that begin with a root
    automaton: Any  # of the phrases in characters, or None

    @classmethod
    def of(cls, phrases: Iterable[str]) -> Finder:
        """A finder of `phrases`."""
        import ahocorasick

        automaton: ahocorasick.Automaton = ahocorasick.Automaton()
        roots: list[tuple[str, ...]] = []
        first: dict[str, list[int]] = {}
        for number, phrase in enumerate(phrases):
            if any(map(is_han, phrase)):
                text = simplified(phrase)
                automaton.add_word(text, (len(text), [*automaton.get(text, (0, []))[1], number]))
                roots.append((text,))
            else:
                roots.append(tuple(root for _, _, root in _roots(phrase)))
                if roots[-1]:
                    first.setdefault(roots[-1][0], []).append(number)
        if len(automaton):
            automaton.make_automaton()
        return cls(roots, first, automaton if len(automaton) else None)

    def find(self, text: str) -> list[Hit]:
        """Every place of every phrase, also where they overlap."""
        return [*self._spelt(text), *self._spaced(text)]

    def _spelt(self, text: str) -> Iterator[Hit]:
        if self.automaton is None or text.isascii():
            return
        cuts: set[int] | None = None
        for last, (length, numbers) in self.automaton.iter(simplified(text)):
            start, end = last + 1 - length, last + 1
            cuts = _cuts(text) if cuts is None else cuts
            stands = (start in cuts and end in cuts) if length == 1 else (start in cuts or end in cuts)
            if stands or length > 2:
                yield from ((start, end, number) for number in numbers)

    def _spaced(self, text: str) -> Iterator[Hit]:
        found = list(_roots(text)) if self.first else []
        for k, (start, _, root) in enumerate(found):
            for number in self.first.get(root, ()):
                wanted = self.roots[number]
                if tuple(r for _, _, r in found[k : k + len(wanted)]) == wanted:
                    yield start, found[k + len(wanted) - 1][1], number


def roots_of(text: str) -> frozenset[str]:
    """The roots of all the words of `text`."""
    return frozenset(root for _, _, root in _roots(text))


def _cuts(text: str) -> set[int]:
    """The offsets at which a Chinese word begins or ends."""
    found, at = {0, len(text)}, 0
    for run in re.finditer(r"\w+", text):
        at = run.start()
        found |= {run.start(), run.end()}
        if "".join(parts := words(run[0], "zh")) != simplified(run[0]).casefold():
            continue
        for part in parts:
            at += len(part)
            found.add(at)
    return found


def _roots(text: str) -> Iterator[tuple[int, int, str]]:
    """The words of `text` that carry meaning, each with its place and its root."""
    for match in _WORD.finditer(text):
        root = _root(match[0])
        if root:
            yield match.start(), match.end(), root


@lru_cache(maxsize=1 << 16)
def _root(word: str) -> str:
    """A word without English endings, cut as `stem` cuts: plan, planned, planning; carry, carried."""
    folded = "".join(words(word, "en"))
    if folded in _LITTLE:
        return ""
    if not folded.isascii() or not folded.isalpha():
        return stem(folded)
    for ending, instead in (("ies", "y"), ("ied", "y")):
        if folded.endswith(ending) and len(folded) > 4:
            return stem(folded[:-3] + instead)
    root = folded[:-1] if folded.endswith("s") and not folded.endswith("ss") and len(folded) > 3 else folded
    for ending in ("ing", "ed", "e"):
        if root.endswith(ending) and len(root) - len(ending) > 2:
            root = root[: -len(ending)]
            break
    return stem(root[:-1] if len(root) > 3 and root[-1] == root[-2] and root != folded else root)
