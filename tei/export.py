"""Export TEI documents: read them, in as many processes as there are, and write them in other formats."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from tei.files import read, write, write_parts
from tei.model import Edition
from tei.names import tei
from tei.pool import Progress, quiet, spread
from tei.render.exports import FORMATS, Corpus
from tei.render.exports.corpus import Files
from tei.render.exports.reader import text as read_text
from tei.render.exports.text import Text
from tei.report import Finding, TeiError, finding, ordered
from tei.verify import check_all
from tei.xml import parse


@dataclass(slots=True)
class Exported:
    """The files that were made, in the order of the formats, and the documents that could not be read."""

    files: list[Path] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def export(
    edition: Edition,
    documents: Sequence[Path],
    out: Path,
    *,
    formats: Sequence[str],
    workers: int = 0,
    progress: Progress = quiet,
) -> Exported:
    """Write `documents` in these `formats` (names in `FORMATS`) into the folder `out`.

    A document that cannot be read stops no other, a format whose stylesheet stops (W001) no other either; files that
    are no TEI texts are passed over.  Texts are ordered by date, then by stem.

    Raises:
        TeiError: G002 when a file cannot be written; G003 when there is no text at all.
    """
    made = Exported()
    texts = list(_distinct(documents, spread(_read, documents, workers, "read", progress), made))
    if not texts and not made.findings:
        raise TeiError("G003", "holds no TEI text", file=str(out), hint="name TEI files, or the folder of an edition")
    texts.sort(key=lambda text: (text[1].source.date, text[1].stem))
    paths = {text.stem: path for path, text in texts}
    checked = any(FORMATS[name].findings for name in formats)
    corpus = Corpus(
        edition,
        tuple(text for _, text in texts),
        lambda stem: read(paths[stem]),
        tuple(_checked(list(paths.values()), workers, progress)) if checked else (),
        _introduction(edition, made),
    )
    for n, name in enumerate(formats if texts else ()):
        progress("export", n, len(formats))
        try:
            made.files += _written(FORMATS[name].files(corpus), out)
        except TeiError as error:
            if error.finding.code != "W001":
                raise
            made.findings.append(error.finding)
    progress("export", len(formats), len(formats))
    return made


def _read(path: Path) -> Text | Finding | None:
    """The text in a file; None if it is no TEI text; what is wrong with it."""
    try:
        tree = parse(path)
    except TeiError as error:
        return error.finding
    return read_text(path.stem, tree) if tree.getroot().tag == tei("TEI") else None


def _introduction(edition: Edition, made: Exported) -> bytes | None:
    """The introduction of the edition, if there is one; what is wrong with it is noted."""
    path = Path(edition.folder) / "introduction.xml"
    if not edition.folder or not path.is_file():
        return None
    try:
        parse(path)
    except TeiError as error:
        made.findings.append(error.finding)
        return None
    return read(path)


def _distinct(
    documents: Sequence[Path], read: Sequence[Text | Finding | None], made: Exported
) -> Iterable[tuple[Path, Text]]:
    """The texts that have a name of their own; what is wrong with the others is noted."""
    taken: dict[str, Path] = {}
    for path, found in zip(documents, read, strict=True):
        if isinstance(found, Finding):
            made.findings.append(found)
        elif found is not None and found.stem in taken:
            message = f"its exports would have the names of those of {taken[found.stem]}"
            made.findings.append(finding("G003", message, file=str(path), hint="give it another file name"))
        elif found is not None:
            taken[found.stem] = path
            yield path, found


def _checked(paths: Sequence[Path], workers: int, progress: Progress) -> list[Finding]:
    """What is wrong with the documents, by their names without folders: where they lie says nothing to others."""
    names = {str(path): path.name for path in paths}
    found = check_all(paths, workers=workers, progress=progress)
    return ordered(replace(each, file=names.get(each.file, each.file)) for each in found)


def _written(files: Files, out: Path) -> list[Path]:
    """Write the files of a format; their paths."""
    paths = []
    for address, content in files:
        path = out / PurePosixPath(address)
        if isinstance(content, bytes):
            write(path, content, lasting=False)
        else:
            write_parts(path, content)
        paths.append(path)
    return paths
