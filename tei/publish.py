"""Render TEI documents: the site, the PDFs, and the files that the site offers for download."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from tei.files import Stamp, read, stamp, write
from tei.model import Edition
from tei.names import tei
from tei.pool import Progress, Remembered, quiet
from tei.report import Finding, TeiError, finding
from tei.xml import parse

if TYPE_CHECKING:
    from tei.bind import Kept as BookKept
    from tei.render.site import Kept as SiteKept

#: A worker sets about this many PDFs: some 20 MB of each stay in its memory.
_RENEWED = 16


@dataclass(frozen=True, slots=True)
class _Print:
    """What setting one PDF depends on."""

    name: str
    data: bytes
    edition: Edition
    font_paths: tuple[Path, ...]


def _pdf(job: _Print) -> tuple[bytes | None, list[Finding]]:
    from tei.render.print import render_print

    edition = job.edition
    try:
        pdf, found = render_print(
            parse(job.data, job.name),
            titles=dict(edition.title),
            font_paths=job.font_paths,
            fonts=dict(edition.fonts),
            paper=edition.paper,
            layout=edition.layout,
            binding=edition.binding,
            system_fonts=edition.system_fonts,
            notes=edition.print_notes,
            overrides=overrides(edition),
            attached=(Path(job.name).name, job.data) if edition.attach else None,
        )
    except TeiError as error:
        pdf, found = None, [error.finding]
    return pdf, [replace(f, file=job.name, engine="print") for f in found]


def overrides(edition: Edition) -> Path | None:
    """The edition's own stylesheets, if it has any."""
    folder = Path(edition.folder) / "xslt"
    return folder if edition.folder and folder.is_dir() else None


@dataclass(slots=True)
class Kept:
    """What is left of rendering documents, so that the next time only what changed is rendered."""

    kinds: Remembered[tuple[Path, Stamp], str | Finding] = field(default_factory=Remembered)
    prints: Remembered[_Print, tuple[bytes | None, list[Finding]]] = field(default_factory=Remembered)
    book: BookKept | None = None  # while none was made
    site: SiteKept | None = None


@dataclass(slots=True)
class Outcome:
    """What a command made: the files that are there now, by kind (of a site the start page first), and the findings."""

    tei: list[Path] = field(default_factory=list)
    site: list[Path] = field(default_factory=list)
    pdf: list[Path] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def chosen(folder: Path, texts: Sequence[Path]) -> list[Path]:
    """The documents below `folder` that `texts` name, by file name without ending or by path; all if they name none.

    Raises:
        TeiError: G003 when there are none, or one is named that is not there.
    """
    from tei.paths import documents_below

    there = {path.stem: path for path in documents_below(folder)}
    found: dict[Path, None] = {}
    for text in texts:
        if text.exists():
            found |= dict.fromkeys(documents_below(text))
        elif str(text) in there:
            found[there[str(text)]] = None
        else:
            near = difflib.get_close_matches(str(text), there, 3, 0.4) or sorted(there)[:3]
            raise TeiError("G003", f'there is no text "{text}"', file=str(folder), hint=f"such as {', '.join(near)}")
    return list(found) if texts else list(there.values())


def publish(
    edition: Edition,
    documents: Sequence[Path],
    out: Path,
    *,
    outputs: Sequence[str] = (),
    font_paths: Sequence[Path] = (),
    kept: Kept | None = None,
    workers: int = 0,
    progress: Progress = quiet,
) -> Outcome:
    """Render `documents` below `out`, as ``site/`` and ``print/``: those `outputs`, or those the edition asks for.

    The output ``book`` is one PDF of all of them; an edition that asks for one has it made with the PDFs.

    A document that cannot be rendered stops no other.  `kept` is what the last call for this `out` left: only what
    changed is rendered again, and where PDFs are not among the `outputs`, the site offers those that are there.
    """
    wanted = outputs or edition.outputs
    standing = kept is not None and "print" in edition.outputs
    kept = kept or Kept()
    published = Outcome()
    readable = list(_readable(documents, published, kept, "site" in wanted))
    pdfs: dict[str, bytes] = {}
    if "print" in wanted:
        published.findings += _fonts(edition, font_paths)
        jobs = [_Print(str(path), read(path), edition, tuple(font_paths)) for path in readable]
        prints = kept.prints.spread(_pdf, jobs, _name, workers, "print", progress, _RENEWED)
        for path, (pdf, found) in zip(readable, prints, strict=True):
            published.findings += found
            if pdf is not None:
                pdfs[path.stem] = pdf
                target = out / "print" / f"{path.stem}.pdf"
                write(target, pdf, lasting=False)
                published.pdf.append(target)
    elif standing:
        published.pdf = [old for path in readable if (old := out / "print" / f"{path.stem}.pdf").is_file()]
        pdfs = {old.stem: read(old) for old in published.pdf}
    bound = None
    if readable and ("book" in wanted or (edition.book and ("print" in wanted or standing))):
        asked = "book" in wanted or "print" in wanted
        bound = _bound(edition, readable, out, asked, font_paths, published, kept, workers, progress)
    if "site" in wanted and readable:
        try:
            offered = bound if edition.book else None  # its address must not go with the next build
            published.site, found = _site(edition, readable, out / "site", pdfs, offered, kept, workers, progress)
            published.findings += found
        except TeiError as error:
            published.findings.append(error.finding)
    return published


def _bound(
    edition: Edition,
    documents: Sequence[Path],
    out: Path,
    asked: bool,
    font_paths: Sequence[Path],
    published: Outcome,
    kept: Kept,
    workers: int,
    progress: Progress,
) -> Path | None:
    """The book, made if it is asked for, else that which is there; None if there is none."""
    from tei.bind import Kept as BookKept
    from tei.bind import bind, book_path

    book = book_path(edition, documents, out)
    if asked:
        kept.book = kept.book or BookKept()
        made, found = bind(
            edition,
            documents,
            book,
            overrides=overrides(edition),
            font_paths=font_paths,
            kept=kept.book,
            workers=workers,
            progress=progress,
        )
        published.findings += [each for each in found if each not in published.findings]
    else:
        made = book.is_file()
    published.pdf += [book] * made
    return book if made else None


def _fonts(edition: Edition, font_paths: Sequence[Path]) -> list[Finding]:
    """What is wrong with the families of fonts that the edition names."""
    from tei.render.print.families import unknown

    place = str(Path(edition.folder) / "edition.toml")
    return [replace(f, file=place) for f in unknown(dict(edition.fonts), font_paths, edition.system_fonts)]


def _name(job: _Print) -> str:
    return job.name


def _kind(file: tuple[Path, Stamp]) -> str | Finding:
    """The name of the root element of a file, or what is wrong with it."""
    try:
        return str(parse(file[0]).getroot().tag)
    except TeiError as error:
        return error.finding


def _readable(documents: Sequence[Path], published: Outcome, kept: Kept, site: bool) -> Iterator[Path]:
    """Those of `documents` that are TEI and have a name of their own; what is wrong with the others is noted.

    In a `site` some names are those of its own pages.
    """
    taken = _own_pages() if site else {}
    files = [(path, stamp(path)) for path in documents]
    for path, kind in zip(documents, kept.kinds.spread(_kind, files, lambda file: file[0], 1), strict=True):
        if isinstance(kind, Finding):
            published.findings.append(kind)
            continue
        if kind != tei("TEI"):
            continue  # an authority, or another part of an edition
        if path.stem in taken:
            message = f"its page would be that of {taken[path.stem]}"
            published.findings.append(finding("G003", message, file=str(path), hint="give it another file name"))
        else:
            taken[path.stem] = str(path)
            yield path


def _own_pages() -> dict[str, str]:
    from tei.render.site import RESERVED

    return dict(RESERVED)


def _site(
    edition: Edition,
    documents: Sequence[Path],
    out: Path,
    pdfs: dict[str, bytes],
    book: Path | None,
    kept: Kept,
    workers: int,
    progress: Progress,
) -> tuple[list[Path], list[Finding]]:
    """The site with its downloads, its start page first, and what is wrong with documents that it leaves out."""
    from tei.render.site import Kept as SiteKept
    from tei.render.site import render_site

    downloads: dict[str, list[tuple[str, str]]] = {}
    files: dict[str, tuple[str, bytes]] = {}  # by their address: the stem of the document they belong to, the bytes
    texts = []
    for path in documents:
        data = read(path)
        texts.append((path.stem, data))
        for label, ending, form in (("TEI", "xml", data), ("PDF", "pdf", pdfs.get(path.stem))):
            if form is not None:
                address = f"downloads/{path.stem}.{ending}"
                files[address] = path.stem, form
                downloads.setdefault(path.stem, []).append((label, address))
    if book is not None:
        files[f"downloads/{book.name}"] = "", read(book)
        downloads[""] = [("PDF", f"downloads/{book.name}")]
    introduction = Path(edition.folder) / "introduction.xml"
    kept.site = kept.site or SiteKept()
    pages, findings = render_site(
        texts,
        out,
        edition=edition,
        introduction=parse(introduction) if edition.folder and introduction.is_file() else None,
        downloads=downloads,
        overrides=overrides(edition),
        kept=kept.site,
        workers=workers,
        progress=progress,
    )
    pages.sort(key=lambda p: (p != out / "index.html", p))
    shown = {path.stem for path in pages if path.parent == out}
    for address, (stem, form) in files.items():
        if stem in shown or not stem:
            write(out / address, form, lasting=False)
            pages.append(out / address)
    places = {path.stem: str(path) for path in documents}
    return pages, [replace(f, file=places.get(f.file, f.file), engine="site") for f in findings]
