"""What goes into a release: the TEI, and all that is made of it anew."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tei.build import ADDRESSES, copy_schemas
from tei.encode import digest
from tei.export import export
from tei.files import read, write
from tei.model import Edition
from tei.pool import Progress
from tei.publish import publish
from tei.release.bag import PAYLOAD
from tei.release.parts import LICENCES
from tei.render.exports import FORMATS
from tei.report import Finding, TeiError
from tei.xml import parse

_CHANGES = ("CHANGES.md", "CHANGES", "CHANGELOG.md", "CHANGES.txt")
_TOP = ("CITATION.cff", "codemeta.json", ".zenodo.json")  # exports that are about the whole release
_ALWAYS = ("cff", "codemeta", "zenodo")
_OWN = ("authority.xml", "introduction.xml")


def gathered(
    edition: Edition,
    font_paths: Sequence[Path],
    workers: int,
    documents: Sequence[Path],
    folder: Path,
    progress: Progress,
) -> list[Finding]:
    """Put everything into ``data/`` of `folder`; what could not be made is among the findings.

    Raises:
        TeiError: E003 when the edition asks for an export that there is not, G002 when a file cannot be written.
    """
    formats = _formats(edition)
    payload = folder / PAYLOAD
    texts = [_text(edition, path, payload / "tei" / path.name) for path in documents]
    if not edition.schemas.startswith(("http://", "https://")):
        copy_schemas(payload / "tei" / "schemas")
    outputs = (*edition.outputs, *["book"] * ("print" in edition.outputs))
    published = publish(
        edition, texts, payload, outputs=outputs, font_paths=font_paths, workers=workers, progress=progress
    )
    made = export(edition, texts, payload / "export", formats=formats, workers=workers, progress=progress)
    _sort(Path(edition.folder), payload)
    names = {str(text): str(path) for text, path in zip(texts, documents, strict=True)}
    return [replace(one, file=names.get(one.file, one.file)) for one in (*published.findings, *made.findings)]


def _formats(edition: Edition) -> list[str]:
    """The formats of the exports, with those that every release has."""
    for name in edition.exports:
        if name not in FORMATS:
            hint = f"there are {', '.join(FORMATS)}"
            file = str(Path(edition.folder) / "edition.toml")
            raise TeiError("E003", f'[release]: there is no export "{name}"', file=file, hint=hint)
    return [name for name in FORMATS if not edition.exports or name in (*edition.exports, *_ALWAYS)]


def _text(edition: Edition, path: Path, target: Path) -> Path:
    """Copy a TEI file to `target`, so that it names the schemas that are beside it there."""
    data = read(path)
    stem = re.escape(edition.schemas.rstrip("/").encode())
    moved = re.sub(rb'(<\?xml-model href=")' + stem + rb'(/edition\.(?:rng|sch)")', rb"\1schemas\2", data)
    if moved != data and digest.state(parse(data, str(path))) in ("ours", "adopted"):
        moved = digest.seal(parse(moved, str(path)))
    write(target, moved, lasting=False)
    return target


def _sort(folder: Path, payload: Path) -> None:
    """Put what is about the whole release at the top, with what the edition has written itself."""
    for name in _TOP:
        if (payload / "export" / name).is_file():
            (payload / "export" / name).rename(payload / name)
    addresses = payload / "site" / ADDRESSES
    if addresses.is_file():
        shutil.copyfile(addresses, payload / ADDRESSES)
    for name in (*_OWN, *LICENCES):
        if (folder / name).is_file():
            write(payload / name, read(folder / name), lasting=False)
    changes = next((folder / name for name in _CHANGES if (folder / name).is_file()), None)
    if changes is not None:
        write(payload / "CHANGES.md", read(changes), lasting=False)
