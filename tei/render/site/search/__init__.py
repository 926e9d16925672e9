"""Search: its page, and an index in parts, which a browser loads as scripts, so that it serves from a disk too.

What a query loads: ``search/meta.js`` (the texts, where each part of the index begins), the parts ``d<n>.js`` that
have its words, the positions ``p<n>.js`` of these if they must stand side by side, and ``t<n>.js``, the texts of the
hits that are shown; ``names.js`` when a reader looks for a name.  `tei.render.site.search.postings` tells the form.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from itertools import chain

from lxml import etree

from tei.data import shipped
from tei.names import XML_LANG, tei
from tei.render.site.frame import Frame, Site, corpus
from tei.render.site.leaf import REGISTERS, Leaf
from tei.render.site.search import pagefind
from tei.render.site.search.fold import dense, is_unspaced, table
from tei.render.site.search.postings import Entry, Index, parts
from tei.render.site.search.texts import names, text
from tei.report import Finding, finding

__all__ = ["notices", "pages", "tabs"]


def tabs(leaves: Sequence[Leaf]) -> list[str]:
    """The tab of the search, if there is anything to find."""
    return ["search"] * any(leaf.passages for leaf in leaves)


def pages(site: Site) -> Iterator[tuple[str, bytes]]:
    """The page and the parts of the index; nothing when no text has a passage."""
    if not tabs(site.leaves):
        return
    digest = hashlib.sha256()
    languages = pagefind.spoken(site.leaves) if pagefind.wanted(site.leaves) and pagefind.installed() else []
    script = ("assets/search.js", _searching(site.frame))
    for address, content in chain((script,), _index(site.leaves), _pagefind(site.leaves, languages)):
        digest.update(content)
        yield address, content
    tree = corpus(site.frame.titles)
    for language in sorted({language for leaf in site.leaves for _, language, _ in leaf.versions}):
        etree.SubElement(tree, tei("div"), {XML_LANG: language})
    for day in _limits(site.leaves):
        etree.SubElement(tree, tei("date"), when=day)
    params = {"index": digest.hexdigest()[:12], "pagefind": " ".join(languages)}
    scripts = " 'wasm-unsafe-eval'" if languages else ""
    yield "search.html", site.frame.page("search", tree, "search.html", scripts=scripts, **params)


def notices(leaves: Sequence[Leaf]) -> list[Finding]:
    """That Pagefind is missing where it would take over."""
    if not pagefind.wanted(leaves) or pagefind.installed():
        return []
    said = f"{len(leaves)} texts are searched without Pagefind, which serves so many better"
    return [finding("W005", said, severity="info", hint="pip install tei[pagefind]")]


def _pagefind(leaves: Sequence[Leaf], languages: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    texts: dict[str, object] = {}
    for language in languages:
        for address, content in pagefind.pages(leaves, language):
            if address == "texts":
                texts |= json.loads(content)
            else:
                yield f"search/{language}/{address}", content
    if texts:
        yield _script("texts", texts)


def _searching(frame: Frame) -> bytes:
    """What searches: the parts of the script in the order of their names, in one function; or the edition's own."""
    if own := frame.own("search.js"):
        return own.read_bytes()
    said = (path.read_bytes() for path in sorted(shipped("xslt/site/search").glob("*.js")))
    return b'(() => {\n"use strict";\n' + b"\n".join(said) + b"})();\n"


def _limits(leaves: Sequence[Leaf]) -> list[str]:
    """The first and the last day of issue, if known."""
    days = sorted(leaf.date for leaf in leaves if leaf.date)
    return [days[0], days[-1]] if days else []


def _index(leaves: Sequence[Leaf]) -> Iterator[tuple[str, bytes]]:
    sides = max(len(leaf.versions) for leaf in leaves)
    entries = _entries(leaves, sides)
    bounds = []
    for n, part in enumerate(parts(entries)):
        bounds.append(part[0].key)
        yield _script(f"d{n}", " ".join(f"{entry.key} {entry.units}" for entry in part))
        yield _script(f"p{n}", " ".join(entry.positions for entry in part))
    for n, leaf in enumerate(leaves):
        yield _script(f"t{n}", text(leaf))
    yield _script("names", names(leaves))
    yield _script("meta", {**_texts(leaves), "sides": sides, "bounds": bounds, "fold": table(_there(entries))})


def _there(entries: Sequence[Entry]) -> set[str]:
    """The characters that are searched for one by one."""
    return {entry.key[1:] for entry in entries if entry.key[0] == "-" and is_unspaced(entry.key[1:])}


def _entries(leaves: Sequence[Leaf], sides: int) -> list[Entry]:
    index, passage = Index(), 0
    for leaf in leaves:
        for each in leaf.passages:
            if each.head:
                index.head(passage * sides)
            for side in each.sides:
                unit = passage * sides + side.version
                index.side(unit, leaf.versions[side.version][1], side.text, *[side.found] * bool(side.found))
                for record in sorted({record for mark in side.names for record in mark.records}):
                    index.record(record, unit)
            passage += 1
    return index.entries()


def _texts(leaves: Sequence[Leaf]) -> dict[str, object]:
    """Of every text its stem, date, number of passages and shape; a shape is the languages of the versions in order."""
    shapes: dict[tuple[str, ...], int] = {}
    of = [shapes.setdefault(tuple(v[1] for v in leaf.versions), len(shapes)) for leaf in leaves]
    return {
        "stems": [leaf.stem for leaf in leaves],
        "dates": [leaf.date for leaf in leaves],
        "sizes": [len(leaf.passages) for leaf in leaves],
        "shape": of,
        "shapes": [[[language, int(dense(language))] for language in shape] for shape in shapes],
        "registers": list(REGISTERS),
    }


def _script(name: str, data: object) -> tuple[str, bytes]:
    said = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f"search/{name}.js", f'tei.part("{name}",{said});\n'.encode()
