"""The page of a record: what it is, what it is called, and every passage that names it, beside its counterpart."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from lxml import etree

from tei.model import primary
from tei.names import XML_LANG, tei
from tei.render.site.entries import Entry, element, forms
from tei.render.site.frame import Site, corpus
from tei.render.site.leaf import REGISTERS, Leaf, Passage, Side
from tei.render.site.paging import Way, pager, split, ways
from tei.xml import parse

_PASSAGES = 200  # on a page


def pages(site: Site, entry: Entry, kinds: Sequence[Way], taken: Collection[str]) -> Iterator[tuple[str, bytes]]:
    """The pages of a record, one by one.  `kinds` lead to the registers; `taken` are the ids of all records."""
    runs = list(split(entry.passages, _PASSAGES))

    def at(n: int) -> str:
        return address(entry.id, n, taken)

    for n, run in enumerate(runs, 1):
        whole = corpus(site.frame.titles)
        whole.append(ways("names", kinds))
        stand_off = etree.SubElement(whole, tei("standOff"))
        holder = REGISTERS[entry.register].partition("/")[0].removeprefix("tei:")
        etree.SubElement(stand_off, tei(holder)).append(parse(entry.data, entry.id).getroot())
        whole.append(element(entry, site.frame.language))
        whole.extend(_forms(entry))
        whole.append(_occurrences(site.leaves, entry, run))
        whole.extend(pager(n, len(runs), at))
        yield at(n), site.frame.page("record", whole, at(n), tab="names", part=str(n))


def address(id_: str, n: int, taken: Collection[str]) -> str:
    """The address of page `n` of a record: ``names/<id>.html``, ``names/<id>.2.html``.

    Where a record of that name exists, a low line follows the number, which no other page has.
    """
    stem = id_
    if n > 1:
        stem = f"{id_}.{n}"
        while stem in taken:
            stem += "_"
    return f"names/{stem}.html"


def _forms(entry: Entry) -> Iterator[etree._Element]:
    """An element ``forms`` for each language with the names that the heading does not have."""
    others = [form for form in dict.fromkeys(forms(entry.data)) if form not in entry.names]
    for language in dict.fromkeys(primary(lang) for lang, _ in (*entry.names, *others)):
        found = etree.Element("forms", n=language)
        for lang, name in others:
            if primary(lang) == language:
                etree.SubElement(found, "name", {XML_LANG: lang} if lang else {}).text = name
        if len(found):
            yield found


def _occurrences(leaves: Sequence[Leaf], entry: Entry, run: Sequence[tuple[int, int]]) -> etree._Element:
    """The passages of `run`, by text; how many there are in all."""
    found = etree.Element("occurrences", passages=str(len(entry.passages)), texts=str(entry.texts))
    for number, group in groupby(run, key=lambda where: where[0]):
        leaf = leaves[number]
        text = etree.SubElement(found, "text", n=leaf.stem, date=leaf.date, versions=str(len(leaf.versions)))
        languages = [primary(lang) for _, lang, _ in leaf.versions]
        for lang, title in sorted(leaf.titles, key=lambda title: _rank(languages, primary(title[0]))):
            etree.SubElement(text, "title", {XML_LANG: lang}).text = title
        for _, p in group:
            text.append(_passage(leaf, leaf.passages[p], entry.id))
    return found


def _rank(languages: Sequence[str], language: str) -> int:
    return languages.index(language) if language in languages else len(languages)


def _passage(leaf: Leaf, passage: Passage, record: str) -> etree._Element:
    """A passage: a side for each version, empty where it lacks."""
    element = etree.Element("passage", {"head": "head"} if passage.head else {})
    sides = {side.version: side for side in passage.sides}
    for n, (_, lang, version) in enumerate(leaf.versions):
        at = etree.SubElement(element, "side", {XML_LANG: lang})
        if side := sides.get(n):
            at.set("n", side.ids[0])
            at.set("number", side.ids[0].removeprefix(f"{version}."))
            _mark(at, side, record)
    return element


def _mark(element: etree._Element, side: Side, record: str) -> None:
    """Put the words of `side` into `element`, the names of the record in ``mark``; of one in another the outer."""
    end, mark = 0, None
    own = [name for name in side.names if record in name.records]
    for name in sorted(own, key=lambda name: (name.start, -name.end)):
        if name.start < end:
            continue
        between = side.text[end : name.start]
        if mark is None:
            element.text = between
        else:
            mark.tail = between
        mark = etree.SubElement(element, "mark")
        mark.text = side.text[name.start : name.end]
        end = name.end
    if mark is None:
        element.text = side.text
    else:
        mark.tail = side.text[end:]
