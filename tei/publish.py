"""Render TEI documents: the site, the PDFs, and the files that the site offers for download."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from tei.files import read, write
from tei.model import Edition
from tei.names import tei
from tei.pool import Progress, quiet, spread
from tei.report import Finding, TeiError, finding
from tei.xml import parse


@dataclass(frozen=True, slots=True)
class _Print:
    """What setting one PDF depends on."""

    name: str
    data: bytes
    edition: Edition
    font_paths: tuple[Path, ...]


def _pdf(job: _Print) -> bytes | Finding:
    from tei.render.print import render_print

    edition = job.edition
    try:
        return render_print(
            parse(job.data, job.name),
            titles=dict(edition.title),
            font_paths=job.font_paths,
            fonts=dict(edition.fonts),
            paper=edition.paper,
            system_fonts=edition.system_fonts,
            overrides=overrides(edition),
        )
    except TeiError as error:
        found = error.finding
        return finding(found.code, found.message, file=job.name, line=found.line, hint=found.hint, engine="print")


def overrides(edition: Edition) -> Path | None:
    """The edition's own stylesheets, if it has any."""
    folder = Path(edition.folder) / "xslt"
    return folder if edition.folder and folder.is_dir() else None


@dataclass(slots=True)
class Published:
    """The files that were made (the start page of the site first), and what could not be rendered."""

    site: list[Path] = field(default_factory=list)
    pdf: list[Path] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def publish(
    edition: Edition,
    documents: Sequence[Path],
    out: Path,
    *,
    outputs: Sequence[str] = (),
    font_paths: Sequence[Path] = (),
    workers: int = 0,
    progress: Progress = quiet,
) -> Published:
    """Render `documents` below `out`, as ``site/`` and ``print/``: those `outputs`, or those the edition asks for.

    A document that cannot be rendered stops no other.
    """
    wanted = outputs or edition.outputs
    published = Published()
    readable = [path for path in documents if _is_document(path)]
    pdfs: dict[str, bytes] = {}
    if "print" in wanted:
        jobs = [_Print(str(path), read(path), edition, tuple(font_paths)) for path in readable]
        for path, made in zip(readable, spread(_pdf, jobs, workers, "print", progress), strict=True):
            if isinstance(made, Finding):
                published.findings.append(made)
            else:
                pdfs[path.stem] = made
                target = out / "print" / f"{path.stem}.pdf"
                write(target, made)
                published.pdf.append(target)
    if "site" in wanted and readable:
        progress("site", 0, 1)
        try:
            published.site = _site(edition, readable, out / "site", pdfs)
        except TeiError as error:
            published.findings.append(error.finding)
        progress("site", 1, 1)
    return published


def _is_document(path: Path) -> bool:
    try:
        return parse(path).getroot().tag == tei("TEI")
    except TeiError:
        return False  # the check has said so


def _site(edition: Edition, documents: Sequence[Path], out: Path, pdfs: dict[str, bytes]) -> list[Path]:
    """The site with its downloads; the first path is that of its start page."""
    from tei.render.site import render_site

    downloads: dict[str, list[tuple[str, str]]] = {}
    made: list[Path] = []
    trees = []
    for path in documents:
        tree = parse(path)
        trees.append((path.stem, tree))
        for label, name, data in (
            ("TEI", f"{path.stem}.xml", read(path)),
            ("PDF", f"{path.stem}.pdf", pdfs.get(path.stem)),
        ):
            if data is not None:
                write(out / "downloads" / name, data)
                made.append(out / "downloads" / name)
                downloads.setdefault(path.stem, []).append((label, f"downloads/{name}"))
    trees.sort(key=lambda item: (_date(item[1]), item[0]))
    introduction = Path(edition.folder) / "introduction.xml"
    pages = render_site(
        trees,
        out,
        titles=dict(edition.title),
        introduction=parse(introduction) if edition.folder and introduction.is_file() else None,
        downloads=downloads,
        overrides=overrides(edition),
    )
    pages.sort(key=lambda p: (p != out / "index.html", p))
    return [*pages, *made]


def _date(tree: etree._ElementTree) -> str:
    """The date of issue of a document's source, "" when there is none."""
    date = tree.getroot().find(
        f"{tei('teiHeader')}/{tei('fileDesc')}/{tei('sourceDesc')}//{tei('imprint')}/{tei('date')}"
    )
    return "" if date is None else date.get("when", "")
