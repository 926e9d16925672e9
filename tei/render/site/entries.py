"""The records of the edition, and the passages that name them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from tei.model import primary
from tei.names import XML_LANG, is_ncname, tei
from tei.render.site.leaf import REGISTERS, Leaf, Record
from tei.xml import parse

_NAMES = frozenset(map(tei, ("persName", "placeName", "orgName", "eventName", "title")))
_NOTES = frozenset(map(tei, ("note", "desc")))
_CLAUSE = re.compile(r"[;；。]|\.(?=\s+[A-Z])")
_SHORT = 160  # characters


@dataclass(frozen=True, slots=True)
class Entry:
    """A record of the edition: what a register says of it, and where it is named."""

    id: str
    register: str
    data: bytes  # its element, from the first text that has it
    names: tuple[tuple[str, str], ...]  # (language, name), the first in each language
    about: tuple[tuple[str, str], ...]  # (language, the first clause of what is said about it)
    surname: tuple[str, str]  # the surname and the rest of an English name that tells them apart; ("", "")
    passages: tuple[tuple[int, int], ...]  # (number of the leaf, number of the passage in it), in this order

    @property
    def texts(self) -> int:
        """How many texts name it."""
        return len({leaf for leaf, _ in self.passages})

    def name(self, language: str) -> str:
        """Its name in a language, else its first, else its id."""
        own = (name for lang, name in self.names if primary(lang) == language)
        return next(own, self.names[0][1] if self.names else self.id)

    def speaks(self, language: str) -> bool:
        """Whether it has a name in that language."""
        return any(primary(lang) == language for lang, _ in self.names)


def entries(leaves: Sequence[Leaf]) -> tuple[Entry, ...]:
    """Every record of the texts once, by register and id.  The time it takes grows as the texts do.

    A record whose id is no NCName has no place in an address, and is left out.
    """
    records: dict[str, Record] = {}
    passages: dict[str, list[tuple[int, int]]] = {}
    for n, leaf in enumerate(leaves):
        for record in leaf.records:
            if record.id not in records and is_ncname(record.id):
                records[record.id] = record
        for p, passage in enumerate(leaf.passages):
            for id_ in {id_ for side in passage.sides for mark in side.names for id_ in mark.records}:
                passages.setdefault(id_, []).append((n, p))
    rank = {register: n for n, register in enumerate(REGISTERS)}
    order = sorted(records.values(), key=lambda record: (rank[record.register], record.id))
    return tuple(_entry(record, tuple(passages.get(record.id, ()))) for record in order)


def forms(data: bytes) -> tuple[tuple[str, str], ...]:
    """All names of a record (its element): (language, name)."""
    return tuple((node.get(XML_LANG, ""), _plain(node)) for node in parse(data).getroot() if node.tag in _NAMES)


def element(entry: Entry, order: str) -> etree._Element:
    """A record as a plain element ``entry`` of a page's tree; of its languages that of the order is the first."""
    found = etree.Element("entry", n=entry.id, passages=str(len(entry.passages)), texts=str(entry.texts))
    for name, words in (("name", entry.names or (("", entry.id),)), ("about", entry.about)):
        for lang, text in sorted(words, key=lambda each: (primary(each[0]) != order, each[0])):
            etree.SubElement(found, name, {XML_LANG: lang} if lang else {}).text = text
    return found


def counts(found: Sequence[Entry]) -> dict[str, int]:
    """How many records each register has, those that have any."""
    numbers = Counter(entry.register for entry in found)
    return {register: numbers[register] for register in REGISTERS if numbers[register]}


def _entry(record: Record, passages: tuple[tuple[int, int], ...]) -> Entry:
    root = parse(record.data, record.id).getroot()
    names = [node for node in root if node.tag in _NAMES]
    notes = [(node.get(XML_LANG, ""), _clause(_plain(node))) for node in root if node.tag in _NOTES]
    split = next((parts for node in names if node.get(XML_LANG, "") and (parts := _surname(node))[0]), ("", ""))
    return Entry(
        record.id,
        record.register,
        record.data,
        tuple(_firsts((node.get(XML_LANG, ""), _plain(node)) for node in names)),
        tuple(_firsts(notes)),
        split,
        passages,
    )


def _firsts(words: Iterator[tuple[str, str]] | Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The first words of each language."""
    seen: set[str] = set()
    for language, text in words:
        if text and primary(language) not in seen:
            seen.add(primary(language))
            yield language, text


def _surname(name: etree._Element) -> tuple[str, str]:
    surname = name.find(tei("surname"))
    forename = name.find(tei("forename"))
    return ("" if surname is None else _plain(surname), "" if forename is None else _plain(forename))


def _plain(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def _clause(text: str) -> str:
    """The first clause of `text`, cut between words where it is long."""
    found = _CLAUSE.search(text)
    text = (text[: found.start()] if found else text).rstrip(".")
    if len(text) <= _SHORT:
        return text
    head = text[:_SHORT]
    return f"{head[: head.rfind(' ')] if ' ' in head else head}…"
