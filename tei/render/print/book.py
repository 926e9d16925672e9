"""A book: the texts of an edition, or some of them, with title page, contents, introduction, indexes, dates, colophon.

Each text is made by itself into a `Part`, and planned by itself, since it begins on a page of its own: both can be done
in many processes.  Then all are set at once.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import Path

from lxml import etree

from tei.data import shipped
from tei.model import LAYOUTS, Edition
from tei.names import NS, XML_LANG, tei
from tei.pool import apart
from tei.render.print import planning
from tei.render.print.dates import Value, dates, table
from tei.render.print.glyphs import without_glyph
from tei.render.print.places import Places, bound
from tei.render.print.plan import Plan
from tei.render.print.register import Record, index, languages, named
from tei.render.print.setting import Typesetter, attach, font_folders, laid_out, machine, rare, set_with
from tei.render.print.source import lettered, typst_source
from tei.render.xslt import transform
from tei.report import Finding
from tei.xml import parse

#: A book of more texts is set in a process of its own, for the memory that takes.
_FEW = 8

Place = tuple[str, int, str, str]
"""Where a text stands in the book: date, page of the newspaper (its number, its words), name."""


@dataclass(frozen=True, slots=True)
class Part:
    """A text as a part of a book, and what the rest of the book says of it."""

    stem: str
    place: Place
    source: str  # its Typst source
    header: bytes  # its teiHeader
    languages: tuple[str, ...]  # of its versions, the original's first
    records: tuple[Record, ...]
    dates: tuple[Value, ...]
    plan: Plan | None = None  # by which it is set
    places: Places | None = None  # of what it then holds; none if it cannot be set


def part(
    stem: str,
    tree: etree._ElementTree,
    *,
    titles: Mapping[str, str],
    overrides: Path | None,
    notes: Sequence[str] = (),
    layout: str = LAYOUTS[0],
) -> Part:
    """The part of a book that `tree` becomes; `stem` is a name that no other text of the book has.

    Raises:
        TeiError: W001 for an element without a rule.
    """
    root = tree.getroot()
    header = root.find(tei("teiHeader"))
    return Part(
        stem,
        _place(stem, root),
        typst_source(tree, titles, overrides, notes, layout=layout, prefix=f"{stem} "),
        b"" if header is None else etree.tostring(header, with_tail=False),
        languages(tree),
        named(tree),
        dates(tree),
    )


def _place(stem: str, root: etree._Element) -> Place:
    monogr = root.find("tei:teiHeader/tei:fileDesc/tei:sourceDesc/tei:biblStruct/tei:monogr", NS)
    date = None if monogr is None else monogr.find("tei:imprint/tei:date", NS)
    scope = None if monogr is None else monogr.find(".//tei:biblScope[@unit='page']", NS)
    page = "" if scope is None else scope.get("n") or "".join(map(str, scope.itertext())).strip()
    number = re.match(r"\d+", page)
    return ("" if date is None else date.get("when", ""), int(number[0]) if number else 0, page, stem)


def columns(parts: Iterable[Part], layout: str) -> int:
    """How many columns a book of `parts` has: 1 or 2."""
    if layout in ("original", "translation"):
        return 1
    return max((min(len(part.languages), 2) for part in parts), default=1)


def planned(
    part: Part,
    wide: int,
    *,
    edition: Edition,
    font_paths: Sequence[Path] = (),
    overrides: Path | None = None,
    system: bool,
    settings: Mapping[str, object] | None = None,
) -> Part:
    """`part` with the plan by which it is set in a book of so many columns, with the fonts of the `system` or not, as
    the book is (`machine_fonts`), and with more `settings`.
    """
    corpus = _corpus([part], edition, wide)
    corpus.set("n", "proof")
    with tempfile.TemporaryDirectory(prefix="tei-print-") as folder:
        document = _laid_out(Path(folder), _bound(corpus, edition, overrides), [part], overrides)
        fonts = font_folders(font_paths)
        typesetter = Typesetter(document, fonts, system, {**_settings(edition, [part.source]), **(settings or {})})
        plan, places = planning.planned(typesetter, typesetter.survey()) or (None, None)
    return replace(part, plan=plan, places=places)


def render_book(
    parts: Sequence[Part],
    *,
    edition: Edition,
    introduction: etree._ElementTree | None = None,
    font_paths: Sequence[Path] = (),
    overrides: Path | None = None,
    attached: Sequence[tuple[str, bytes]] = (),
    tree: Callable[[str], etree._ElementTree] | None = None,
) -> tuple[bytes, list[Finding]]:
    """The PDF of a book of `parts`, at least one, in the order of their places; and at most one finding for each text:
    W002, as `render_print`; its `file` is the stem of the text, "" for the pages that are of no text.  `tree` gives the
    text of a stem, to say where in it a character stands that no font has.  `attached`, names and bytes, goes into the
    PDF as what it was made of; then it is PDF/A-3a.

    Raises:
        TeiError: W001 for an element without a rule in the introduction, W003 for what Typst refuses.
    """
    parts = sorted(parts, key=lambda part: part.place)
    job = _Book(
        tuple(parts),
        book_source(parts, edition, introduction, overrides),
        edition,
        tuple(font_paths),
        overrides,
        tuple(attached),
    )
    pdf, missing = apart(_set, job) if len(parts) > _FEW else _set(job)
    return pdf, list(_missing(missing, parts, tree))


@dataclass(frozen=True, slots=True)
class _Book:
    """What a process that sets the book must know."""

    parts: tuple[Part, ...]
    source: str
    edition: Edition
    font_paths: tuple[Path, ...]
    overrides: Path | None
    attached: tuple[tuple[str, bytes], ...]


def _set(book: _Book) -> tuple[bytes, list[str]]:
    """The PDF, and what has no glyph."""
    fonts = machine_fonts(book.parts, book.edition)

    def work(system: bool, more: Mapping[str, object]) -> bytes:
        return _bound_with(book, system, more, anew=system != fonts[0] or any(more.values()))

    return set_with(work, fonts)


def machine_fonts(parts: Iterable[Part], edition: Edition) -> tuple[bool, ...]:
    """Whether a book is set with the fonts of the machine: at first, and if a glyph is missing."""
    return machine(edition.system_fonts, [lang for part in parts for lang in part.languages], dict(edition.fonts))


def _bound_with(book: _Book, system: bool, more: Mapping[str, object], *, anew: bool) -> bytes:
    """The PDF, set with the fonts of the `system` or not, and with more settings; each text may be planned `anew`."""
    parts = book.parts
    if anew:
        wide = columns(parts, book.edition.layout)
        parts = tuple(
            planned(
                part,
                wide,
                edition=book.edition,
                font_paths=book.font_paths,
                overrides=book.overrides,
                system=system,
                settings=more,
            )
            for part in parts
        )
    known = [(part.plan, part.places) for part in parts if part.plan is not None and part.places is not None]
    fonts = font_folders(book.font_paths)
    settings = {
        **_settings(book.edition, [book.source, *(part.source for part in parts)]),
        **more,
        "bare": len(known) == len(parts),
    }
    with tempfile.TemporaryDirectory(prefix="tei-print-") as folder:
        document = _laid_out(Path(folder), book.source, parts, book.overrides)
        held = attach(document.parent, book.attached)
        typesetter = Typesetter(document, fonts, system, settings | held)
        if len(known) == len(parts):  # else something is refused, and told when it is set
            plan, places = bound(known, book.edition.layout)
            plan["front"] = {"pages": _front(book, system, settings)}
            typesetter.learn(plan, places)
        return typesetter.pdf()


def _front(book: _Book, system: bool, settings: Mapping[str, object]) -> int:
    """How many pages the book has before those of its texts, of which the contents tell the openings only."""
    openings = [replace(part, source=re.sub(r"(?ms)(^#opening\(.*?$).*", r"\1", part.source)) for part in book.parts]
    with tempfile.TemporaryDirectory(prefix="tei-print-") as folder:
        document = _laid_out(Path(folder), book.source, openings, book.overrides)
        return Typesetter(document, font_folders(book.font_paths), system, settings).front()


def _settings(edition: Edition, sources: Iterable[str]) -> dict[str, object]:
    return {
        "rare": rare(sources),
        "fonts": {lang: list(families) for lang, families in edition.fonts},
        "paper": edition.paper,
        "layout": edition.layout,
        "binding": edition.binding,
    }


def _laid_out(folder: Path, main: str, parts: Sequence[Part], overrides: Path | None) -> Path:
    """`folder` with all that Typst reads; the path of the document itself."""
    document = laid_out(folder, main, overrides)
    (folder / "texts").mkdir()
    for n, each in enumerate(parts):
        (folder / _file(n)).write_text(each.source, encoding="utf-8")
    return document


def _file(n: int) -> str:
    return f"texts/{n:05d}.typ"


def book_source(
    parts: Sequence[Part], edition: Edition, introduction: etree._ElementTree | None, overrides: Path | None
) -> str:
    """The Typst source of a book, which includes those of its texts."""
    corpus = _corpus(parts, edition, columns(parts, edition.layout))
    if introduction is not None:
        text = deepcopy(introduction.getroot())
        text.set("n", "introduction")
        corpus.append(text)
    corpus.extend(index(_records(parts), _languages(parts)))
    found = table(value for part in parts for value in part.dates)
    if found is not None:
        corpus.append(found)
    return _bound(corpus, edition, overrides)


def _corpus(parts: Sequence[Part], edition: Edition, wide: int) -> etree._Element:
    corpus = etree.Element(tei("teiCorpus"), nsmap={None: NS["tei"]})
    corpus.set("columns", str(wide))
    corpus.set("languages", " ".join(_languages(parts)))
    corpus.append(_header(parts, edition))
    for n in range(len(parts)):
        etree.SubElement(corpus, "text", href=f"/{_file(n)}")
    return corpus


def _bound(corpus: etree._Element, edition: Edition, overrides: Path | None) -> str:
    own = overrides / "print" / "book.xsl" if overrides else None
    stylesheet = own if own and own.is_file() else shipped("xslt/print/book.xsl")
    return str(transform(stylesheet, etree.ElementTree(corpus), {"titles": lettered(dict(edition.title))}))


def _languages(parts: Sequence[Part]) -> list[str]:
    """The languages of all versions: those of originals first."""
    first = [lang for part in parts for lang in part.languages[:1]]
    rest = [lang for part in parts for lang in part.languages[1:]]
    return list(dict.fromkeys([*first, *rest]))


def _records(parts: Iterable[Part]) -> Iterator[Record]:
    """Each record once, as the first text has it."""
    seen: set[str] = set()
    for each in parts:
        for record in each.records:
            if record.id not in seen:
                seen.add(record.id)
                yield record


def _header(parts: Sequence[Part], edition: Edition) -> etree._Element:
    """A header for the book: its first text's, but with what the edition says of itself, all editors, and no source."""
    headers = [parse(part.header, part.stem).getroot() for part in parts if part.header]
    if not headers:
        return etree.Element(tei("teiHeader"))
    header = deepcopy(headers[0])
    statement = header.find("tei:fileDesc/tei:titleStmt", NS)
    if statement is not None:
        for child in list(statement):
            statement.remove(child)
        for lang, title in edition.title:
            etree.SubElement(statement, tei("title"), {XML_LANG: lang}).text = title
        statement.extend(_responsible(headers))
    for path in ("tei:fileDesc/tei:sourceDesc/*[not(self::tei:biblStruct)]", "tei:fileDesc//tei:analytic"):
        _remove(header, path)
    _remove(header, "tei:fileDesc/tei:sourceDesc//tei:imprint/tei:date | tei:fileDesc/tei:sourceDesc//tei:biblScope")
    if edition.description:
        _remove(header, "tei:encodingDesc/tei:projectDesc")
        project = etree.SubElement(etree.SubElement(header, tei("encodingDesc")), tei("projectDesc"))
        for lang, words in edition.description:
            etree.SubElement(project, tei("p"), {XML_LANG: lang}).text = words
    idno = header.find("tei:fileDesc/tei:publicationStmt/tei:idno", NS)
    if idno is not None:
        idno.text = edition.id
    return header


def _responsible(headers: Iterable[etree._Element]) -> Iterator[etree._Element]:
    """Each statement of responsibility once."""
    seen: set[str] = set()
    for header in headers:
        for statement in header.iterfind("tei:fileDesc/tei:titleStmt/tei:respStmt", NS):
            words = " ".join("".join(map(str, statement.itertext())).split())
            if words not in seen:
                seen.add(words)
                yield deepcopy(statement)


def _remove(header: etree._Element, path: str) -> None:
    found = header.xpath(path, namespaces=NS)
    for node in found if isinstance(found, list) else ():
        if isinstance(node, etree._Element) and (parent := node.getparent()) is not None:
            parent.remove(node)


def _missing(
    missing: Sequence[str], parts: Sequence[Part], tree: Callable[[str], etree._ElementTree] | None
) -> Iterator[Finding]:
    """What has no glyph, by the first text that has it."""
    found: dict[str, list[str]] = {}
    for text in missing:
        found.setdefault(next((part.stem for part in parts if text in part.source), ""), []).append(text)
    for stem, texts in sorted(found.items()):
        whole = tree(stem) if tree and stem else etree.ElementTree(etree.Element(tei("TEI")))
        yield replace(without_glyph(texts, whole), file=stem)
