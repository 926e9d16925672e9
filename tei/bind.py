"""Bind texts into a book: each is made a part by itself, in many processes; then all are set at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from tei.files import read, write
from tei.model import Edition
from tei.pool import Progress, Remembered, quiet
from tei.report import Finding, TeiError
from tei.xml import parse

if TYPE_CHECKING:
    from tei.render.print.book import Part


#: A worker plans about this many texts: each setting of each of them stays in its memory, some 20 MB a text.
_PLANNED = 16


@dataclass(frozen=True, slots=True)
class _Text:
    """What a part of the book depends on."""

    name: str
    data: bytes
    edition: Edition
    overrides: Path | None


@dataclass(frozen=True, slots=True)
class _Proof:
    """What the plan of a part depends on."""

    part: Part
    columns: int
    system: bool
    edition: Edition
    overrides: Path | None
    font_paths: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class _Book:
    """What setting the book depends on; `files` are those of its parts, `attached` what it holds."""

    parts: tuple[Part, ...]
    files: tuple[str, ...]
    attached: tuple[tuple[str, bytes], ...]
    introduction: bytes | None
    edition: Edition
    overrides: Path | None
    font_paths: tuple[Path, ...]


@dataclass(slots=True)
class Kept:
    """What is left of a book, so that the next time only what changed is made again."""

    parts: Remembered[_Text, Part | Finding] = field(default_factory=Remembered)
    plans: Remembered[_Proof, Part] = field(default_factory=Remembered)
    books: Remembered[_Book, tuple[bytes | None, list[Finding]]] = field(default_factory=Remembered)


def book_path(edition: Edition, documents: Sequence[Path], out: Path) -> Path:
    """Where the book of `documents` is written: named by the edition's id, unless a text has that name."""
    taken, name = {path.stem for path in documents}, edition.id
    while name in taken:
        name += "-book"
    return out / "print" / f"{name}.pdf"


def bind(
    edition: Edition,
    documents: Sequence[Path],
    at: Path,
    *,
    overrides: Path | None = None,
    font_paths: Sequence[Path] = (),
    kept: Kept | None = None,
    workers: int = 0,
    progress: Progress = quiet,
) -> tuple[bool, list[Finding]]:
    """Write the book of `documents` at `at`.  Whether it was made, and what is wrong.

    A text that cannot be set is left out, and a finding says why.
    """
    from tei.render.print.book import columns, machine_fonts

    kept = kept or Kept()
    texts = [_Text(str(path), read(path), edition, overrides) for path in documents]
    made = kept.parts.spread(_part, texts, lambda text: text.name, workers, "book", progress)
    found = [(part, text) for part, text in zip(made, texts, strict=True) if not isinstance(part, Finding)]
    found.sort(key=lambda pair: pair[0].place)
    findings = [part for part in made if isinstance(part, Finding)]
    if not found:
        return False, findings
    wide = columns((part for part, _ in found), edition.layout)
    system = machine_fonts((part for part, _ in found), edition)[0]
    proofs = [_Proof(part, wide, system, edition, overrides, tuple(font_paths)) for part, _ in found]
    parts = kept.plans.spread(_planned, proofs, lambda proof: proof.part.stem, workers, "plan", progress, _PLANNED)
    introduction = Path(edition.folder) / "introduction.xml"
    book = _Book(
        tuple(parts),
        tuple(text.name for _, text in found),
        tuple((Path(text.name).name, text.data) for _, text in found if edition.attach),
        read(introduction) if edition.folder and introduction.is_file() else None,
        edition,
        overrides,
        tuple(font_paths),
    )
    [(pdf, missing)] = kept.books.spread(_bound, [book], lambda _: at, 1, "bind", progress)
    if pdf is not None:
        write(at, pdf, lasting=False)
    return pdf is not None, [*findings, *missing]


def _part(text: _Text) -> Part | Finding:
    from tei.render.print.book import part

    edition = text.edition
    try:
        return part(
            Path(text.name).stem,
            parse(text.data, text.name),
            titles=dict(edition.title),
            overrides=text.overrides,
            notes=edition.print_notes,
            layout=edition.layout,
        )
    except TeiError as error:
        return replace(error.finding, file=text.name, engine="print")


def _planned(proof: _Proof) -> Part:
    from tei.render.print.book import planned

    return planned(
        proof.part,
        proof.columns,
        system=proof.system,
        edition=proof.edition,
        font_paths=proof.font_paths,
        overrides=proof.overrides,
    )


def _bound(book: _Book) -> tuple[bytes | None, list[Finding]]:
    from tei.render.print.book import render_book

    folder = Path(book.edition.folder)
    files = {part.stem: file for part, file in zip(book.parts, book.files, strict=True)}
    try:
        pdf, found = render_book(
            book.parts,
            edition=book.edition,
            introduction=None if book.introduction is None else parse(book.introduction, "introduction.xml"),
            font_paths=book.font_paths,
            overrides=book.overrides,
            attached=book.attached,
            tree=lambda stem: parse(read(Path(files[stem])), files[stem]),
        )
    except TeiError as error:
        return None, [replace(error.finding, file=str(folder / "edition.toml"), engine="print")]
    return pdf, [replace(f, file=files.get(f.file, str(folder / "edition.toml")), engine="print") for f in found]
