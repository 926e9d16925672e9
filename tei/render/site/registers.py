"""The registers: a page for each kind of record, in English order and in that of pinyin, and one of them all.

A register of many records is split by initial letter; then its own page leads to the letters.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from lxml import etree

from tei.render.filing import Filed, filed, remembered
from tei.render.site import record
from tei.render.site.entries import Entry, counts, element, entries
from tei.render.site.frame import Site, corpus
from tei.render.site.leaf import Leaf
from tei.render.site.paging import Way, pager, split, ways

_ENTRIES = 500  # on a page
_MOST = 12  # of a kind, on the page of all registers


def tabs(leaves: Sequence[Leaf]) -> list[str]:
    """The tab of the registers, if there is anything in them."""
    return ["names"] if any(leaf.records for leaf in leaves) else []


def pages(site: Site) -> Iterator[tuple[str, bytes]]:
    """The page of all registers, the registers, and the pages of their records, one by one."""
    found = entries(site.leaves)
    if not found:
        return
    numbers = counts(found)
    kinds = registers(numbers)
    yield _names(site, kinds, found)
    for register in numbers:
        here = [replace(kind, here="page" if kind.name == register else "") for kind in kinds]
        yield from _register(site, register, [entry for entry in found if entry.register == register], here)
    taken = {entry.id for entry in found}
    below = {name: [replace(kind, here="true" if kind.name == name else "") for kind in kinds] for name in numbers}
    for entry in found:
        yield from record.pages(site, entry, below[entry.register], taken)


def registers(numbers: Mapping[str, int]) -> list[Way]:
    """The ways to the registers."""
    return [Way(register, f"{register}.html", number) for register, number in numbers.items()]


def _names(site: Site, kinds: Sequence[Way], found: Sequence[Entry]) -> tuple[str, bytes]:
    """The page of all registers: of each kind, those that are named most often."""
    whole = corpus(site.frame.titles)
    whole.append(ways("names", kinds))
    for kind in kinds:
        own = (entry for entry in found if entry.register == kind.name)
        most = sorted(own, key=lambda entry: (-len(entry.passages), _place(entry, "en"), entry.id))[:_MOST]
        group = etree.SubElement(whole, "group", n=kind.name, count=str(kind.count))
        group.extend(element(entry, "en") for entry in most)
    return "names.html", site.frame.page("names", whole, "names.html")


@dataclass(frozen=True, slots=True)
class _Register:
    """A register in one order: its records by letter, and what its pages lead to, by the name of the navigation."""

    name: str
    order: str  # "en" or "zh"
    letters: tuple[tuple[str, tuple[Entry, ...]], ...]
    ways: tuple[tuple[str, Sequence[Way]], ...]

    @property
    def whole(self) -> bool:
        """Whether all of it is on one page."""
        return sum(len(group) for _, group in self.letters) <= _ENTRIES

    def address(self, letter: str = "", n: int = 1) -> str:
        """``persons.html``, ``persons/zh.html``; of a letter ``persons/en.M.html``, ``persons/zh.M.2.html``."""
        return _address(self.name, self.order, letter, n)

    def led(self, letter: str) -> Iterator[Way]:
        """The ways to the letters: in the page, or to pages of their own, of which that of `letter` is this one."""
        for each, group in self.letters:
            if self.whole:
                yield Way(each, f"#~{each}")
            else:
                yield Way(each, self.address(each), 0 if letter else len(group), "page" if each == letter else "")


def _register(site: Site, name: str, found: Sequence[Entry], kinds: Sequence[Way]) -> Iterator[tuple[str, bytes]]:
    """The pages of one register, in either order."""
    orders = ["en", *["zh"] * any(entry.speaks("zh") for entry in found)]
    for order in orders:
        with remembered():
            filing = sorted(((_place(entry, order), entry.id, entry) for entry in found), key=lambda each: each[:2])
        letters = tuple(
            (letter, tuple(entry for _, _, entry in group))
            for letter, group in groupby(filing, key=lambda each: each[0].letter)
        )
        either = [Way(f"order.{o}", _address(name, o), here="true" if o == order else "") for o in orders]
        yield from _pages(site, _Register(name, order, letters, (("names", kinds), ("order", either))))


def _pages(site: Site, register: _Register) -> Iterator[tuple[str, bytes]]:
    """A register in one order: a page, or if it is long, one that leads to those of its letters."""
    yield _page(site, register, register.letters if register.whole else ())
    for letter, group in () if register.whole else register.letters:
        runs = list(split(group, _ENTRIES))
        for n, run in enumerate(runs, 1):
            yield _page(site, register, [(letter, run)], letter, n, len(runs))


def _page(
    site: Site,
    register: _Register,
    shown: Sequence[tuple[str, Sequence[Entry]]],
    letter: str = "",
    n: int = 1,
    of: int = 1,
) -> tuple[str, bytes]:
    """The page of the register that shows these letters: page `n` of `of` of `letter`, or the only one."""
    tree = corpus(site.frame.titles)
    tree.extend(ways(name, led) for name, led in (*register.ways, ("letters", register.led(letter))))
    for name, group in shown:
        held = etree.SubElement(tree, "group", n=name)
        held.extend(element(entry, register.order) for entry in group)
    tree.extend(pager(n, of, lambda number: register.address(letter, number)))
    at = register.address(letter, n)
    params = {"register": register.name, "order": register.order, "part": str(n)}
    return at, site.frame.page("registers", tree, at, tab="names", **params)


def _address(register: str, order: str, letter: str = "", n: int = 1) -> str:
    if order == "en" and not letter:
        return f"{register}.html"
    return f"{register}/{order}{letter and '.'}{letter}{f'.{n}' if n > 1 else ''}.html"


def _place(entry: Entry, order: str) -> Filed:
    """Where a record stands in an order; one without a name in its language by what name it has."""
    if order == "en" and entry.surname[0] and entry.speaks("en"):
        return filed(" ".join(entry.surname))
    return filed(entry.name(order), surname=entry.register == "persons")
