"""Candidates for names in languages that write names with capitals: English first, others as far as capitals go.

Words with capitals that follow one another are an *atom*; atoms joined by "of", or by "on" and the like behind the
name of a kind of document, are a *chain*.  The last word of an atom often tells what it is: Committee, Province.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tei.annotate.candidate import Candidate
from tei.annotate.nameparts_en import COUNTS, HEADS, HOLIDAYS, MONTHS, PEOPLES, PLAIN, POLITE, TITLES

_OF = frozenset(("of", "of the", "for", "for the"))
_ANY = _OF | {"on", "on the", "in", "in the", "and", "and the", "to", "to the", "the"}
_LINKS = frozenset("of for on in and to the".split())
_LESS = _LINKS | frozenset("a an by at from with its as is".split())  # without a capital even in headings
_OWNERS = frozenset("People's Workers' Women's Peasants' Children's Men's Writers' Soldiers' Youth's".split())
_STATUS = frozenset("Provincial Municipal Prefectural Regional County City".split())
_PARTICLES = frozenset("de la le van von der den du di da del ibn al bin".split())
#: Words that make no new name of one that a record has.
LESSER = TITLES | {"Province", "City", "County", "the", "The", "of", "and", "'s", "'", "Region", "."}

_WORD = re.compile(r"(?:[^\W\d_]\.){1,3}(?=\s)|[^\W\d_]+(?:['-][^\W\d_]+)*'?")
_HOLIDAY = re.compile(
    rf"\b(?:{'|'.join(HOLIDAYS)})(?:'s)?"
    r"(?: (?:Day|Eve|Message|Greetings?|Parade|Celebrations?|Editorial|Address|Holidays?))*(?!\w)"
)
_END = re.compile(r"[.!?:;\"()\[\]—–•*]|[.!?][\"')\]]")


@dataclass(frozen=True, slots=True)
class _Atom:
    start: int
    end: int
    words: tuple[str, ...]
    link: str  # the words between it and the next atom, "" for none
    first: bool  # at the start of a sentence
    titled: bool = False  # somebody's title stands before it

    @property
    def kind(self) -> str:
        """The element that its last word hints at, or ""."""
        return HEADS.get(self.words[-1], "") if self.words else ""


def candidates(text: str, barred: Sequence[int]) -> list[Candidate]:
    """The candidates in a block's folded `text`; none in a heading, where any word may have a capital, and no feast."""
    if heading(text):
        return []
    barred = bytearray(barred)
    for match in _HOLIDAY.finditer(text):
        barred[match.start() : match.end()] = b"\1" * len(match.group())
    found: dict[tuple[int, int], Candidate] = {}
    for chain in _chains(text, barred):
        for candidate in _named(chain, text):
            found.setdefault((candidate.start, candidate.end), candidate)
    return list(found.values())


def heading(text: str) -> bool:
    """Whether capitals say nothing here: most words have one, no full stop ends it, and it is no list of names."""
    words = _WORD.findall(text)
    telling = [w for w in words if w not in _LESS]
    capitals = sum(w[0].isupper() for w in telling)
    listed = "," in text and all(w[0].isupper() for w in words)
    plain = text.rstrip()
    if listed or plain.endswith((".", "。")) or not telling or capitals < 0.7 * len(telling):
        return False
    return len(telling) > 3 or (len(telling) > 1 and (len(words) > len(telling) or plain.endswith(("!", "?"))))


def ordinary(text: str) -> set[str]:
    """The words that stand in `text` without a capital."""
    return {w for w in _WORD.findall(text) if w[0].islower()}


def _chains(text: str, barred: Sequence[int]) -> Iterator[list[_Atom]]:
    """Runs of atoms, each linked with the next."""
    words = list(_WORD.finditer(text))
    chain: list[_Atom] = []
    i = 0
    while i < len(words):
        if not _capital(words[i], barred):
            i += 1
            continue
        j = i + 1
        while j < len(words) and _adjoins(text, words[j - 1], words[j]) and _carries(words, j, barred, text):
            if words[j - 1].group().endswith("'s") and words[j - 1].group() not in _OWNERS:
                break
            j += 1
        link, after = _link(text, words, j, barred)
        atom = _trimmed(text, words[i:j], link)
        if atom is not None:
            chain.append(atom)
        if (not link or atom is None) and chain:
            yield chain
            chain = []
        i = after if link else j
    if chain:
        yield chain


def _capital(word: re.Match[str], barred: Sequence[int]) -> bool:
    return word.group()[0].isupper() and not barred[word.start()]


def _carries(words: list[re.Match[str]], j: int, barred: Sequence[int], text: str) -> bool:
    """Whether the word `j` goes on with the atom: a capital, or "de" before one."""
    if _capital(words[j], barred):
        return True
    k = j
    while k < len(words) and words[k].group() in _PARTICLES and _adjoins(text, words[k - 1], words[k]):
        k += 1
    return j < k < len(words) and _adjoins(text, words[k - 1], words[k]) and _capital(words[k], barred)


def _adjoins(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    gap = text[one.end() : other.start()]
    return gap in (" ", "") or (gap == ". " and one.group() in TITLES)


def _link(text: str, words: list[re.Match[str]], j: int, barred: Sequence[int]) -> tuple[str, int]:
    """The linking words at `j` and the number of the capital word after them; "" where there is none."""
    k = j
    while k < len(words) and k < j + 2 and words[k].group() in _LINKS and _adjoins(text, words[k - 1], words[k]):
        k += 1
    if j < k < len(words) and _capital(words[k], barred) and _adjoins(text, words[k - 1], words[k]):
        link = " ".join(w.group() for w in words[j:k])
        return (link, k) if link in _ANY else ("", j)
    return "", j


def _trimmed(text: str, run: list[re.Match[str]], link: str) -> _Atom | None:
    """The atom of a run of words, without what only begins a sentence and without titles of persons."""
    before = text[: run[0].start()].rstrip()
    first = not before or bool(_END.search(before[-1])) or before[-1] == "'"
    if re.fullmatch("[A-Z]{2,}", run[0].group()) or re.match(", [A-Z]", text[run[-1].end() :]):
        first = False  # an abbreviation, a dateline
    plain = [m for m in run if not re.fullmatch("[IVXLC]+", m.group()) or len(run) > 1]
    while plain and _idle(plain, first):
        plain, first = plain[1:], False
    titles = 0
    while titles < len(plain) and plain[titles].group() in TITLES:
        titles += 1
    if titles and (titles == len(plain) or any(m.group() in HEADS for m in plain[titles:])):
        titles = 0
        if plain[0].group() in POLITE:
            return None
    core = plain[titles:]
    while core and core[-1].group() in PLAIN:
        core = core[:-1]
    if not core:
        return None
    if titles and len(core) == 1 and len(_bare(core[0])) < 6 and plain[titles - 1].group() not in POLITE:
        core = plain[titles - 1 :]  # "Chairman Mao": the title belongs to what he is called
    end = core[-1].end()
    if core[-1].group() not in _OWNERS:
        end -= len(core[-1].group()) - len(_bare(core[-1]))
    words = (*(m.group() for m in core[:-1]), text[core[-1].start() : end])
    return _Atom(core[0].start(), end, words, link, first and not titles, bool(titles))


def _idle(run: list[re.Match[str]], first: bool) -> bool:
    """Whether a run begins with a word that is in no name, or only begins a sentence."""
    word = run[0].group()
    if len(run) > 1 and word in MONTHS and run[1].group() in COUNTS:
        return False  # May Fourth Movement
    return word in PLAIN and not (len(run) > 1 and (word == "People's" or (word in COUNTS and not first)))


def _bare(match: re.Match[str]) -> str:
    return re.sub("'s?$", "", match.group())


def _named(chain: list[_Atom], text: str) -> Iterator[Candidate]:
    """All names that may be in a chain."""
    reach, titled = 0, False
    for i, atom in enumerate(chain):
        ends = [i, *_reached(chain, i)]
        for j in reversed(ends):
            last = chain[j]
            if i == j and (not _alone(atom) or _halved(chain, i)):
                continue
            kind = last.kind if chain[i].link.startswith("and") and i < j and not atom.kind else atom.kind
            form = text[atom.start : last.end]
            if not kind and i == j:
                kind = "persName" if atom.titled else _context(text, atom)
            inner = last.end <= reach
            if inner and titled and not kind:
                continue  # "Several Questions" of a resolution on them
            reach, titled = max(reach, last.end), titled or kind == "title"
            yield Candidate(atom.start, last.end, form, kind, atom.first and i == j and len(atom.words) == 1)
        yield from _places(atom, text)


def _reached(chain: list[_Atom], i: int) -> Iterator[int]:
    """The atoms up to which the atom `i` may stretch."""
    document, about = chain[i].kind == "title", False
    found: list[int] = []
    whole = len(chain)
    for j in range(i + 1, len(chain)):
        link, atom = chain[j - 1].link, chain[j - 1]
        peoples = atom.words[-1] in PEOPLES
        joint = link == "and" and bool(chain[j].kind) and (peoples or (j == i + 1 and not atom.kind))
        about = about or (document and link in _ANY - _OF)
        if not (joint or about or (link in _OF and (_owning(atom) or (atom.kind and j > i + 1)))):
            break
        if about and found and len(found) > whole:
            found.pop()  # of what a document is about, nothing is left out
        elif about:
            whole = len(found)
        found.append(j)
    yield from found


def _owning(atom: _Atom) -> bool:
    """Whether "of" may stand between an atom and the rest of its name: not behind "Autonomous Region"."""
    states = ("Republic", "Kingdom", "States", "Hall")
    return bool(atom.kind) and (atom.kind != "placeName" or len(atom.words) == 1 or atom.words[-1] in states)


def _halved(chain: list[_Atom], i: int) -> bool:
    """Whether an atom is half of what "and" joins: Baotou Iron and Steel Company."""
    return any(
        k >= 0 and chain[k].link == "and" and not chain[k].kind and k + 1 in _reached(chain, k) for k in (i - 1, i)
    )


def _alone(atom: _Atom) -> bool:
    """Whether an atom by itself names something: not "Party", "Chinese", "Chairman"."""
    if len(atom.words) == 1:
        word = atom.words[0]
        return len(word) > 2 and not (word in HEADS or word in PEOPLES or word in TITLES or word in _OWNERS)
    return not all(word in PEOPLES or word in TITLES for word in atom.words)


def _context(text: str, atom: _Atom) -> str:
    """What the words around an atom say of it: a place in a dateline or behind "in"."""
    after = text[atom.end : atom.end + 20]
    before = text[: atom.start].split()[-1:]
    if re.match(r", (?:\w+ )?\d{1,2}(?:st|nd|rd|th)?\b", after) or before in (["in"], ["at"], ["near"], ["throughout"]):
        return "placeName"
    if re.match(r"\s*(?:said|told|stressed|pointed out|wrote|declared|added)\b", after):
        return "persName"
    return ""


def _places(atom: _Atom, text: str) -> Iterator[Candidate]:
    """The places within an atom: "Guizhou" in "Guizhou Provincial Committee"."""
    position = atom.start
    for k, word in enumerate(atom.words):
        start = text.index(word, position)
        position = start + len(word)
        if k == 0:
            continue
        last = k == len(atom.words) - 1
        if word in _STATUS or (word == "Province" and last):
            yield Candidate(atom.start, start - 1, text[atom.start : start - 1], "placeName")
        if not last and HEADS.get(word) == "placeName" and word not in _STATUS:
            yield Candidate(atom.start, position, text[atom.start : position], "placeName")
