"""What was made of the texts and lies in the folder ``build``: the site, PDFs, exports."""

from __future__ import annotations

import os
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from tei.appraise.facts import Outputs, PageFacts, PdfFacts
from tei.appraise.pages import page

_LOOKED_AT = 40  # pages of a site, at most
#: By format: the pattern of its files below ``build/export``.
EXPORTS: Mapping[str, str] = {
    "tmx": "*.tmx",
    "moses": "moses/*",
    "tsv": "tsv/*.tsv",
    "text": "text/*.txt",
    "markdown": "markdown/*.md",
    "csv": "csv/*.csv",
    "jsonl": "jsonl/*.jsonl",
    "jsonld": "*.jsonld",
    "turtle": "*.ttl",
    "beacon": "beacon/*.txt",
    "geojson": "*.geojson",
    "cff": "CITATION.cff",
    "codemeta": "codemeta.json",
    "zenodo": ".zenodo.json",
    "epub": "epub/*.epub",
    "dts": "dts/index.json",
}
_SAYS: Mapping[str, re.Pattern[bytes]] = {
    "tagged": re.compile(rb"/MarkInfo\s*<<[^>]*/Marked\s+true"),
    "language": re.compile(rb"/Lang\s*[(<]"),
    "PDF/UA-1": re.compile(rb"<pdfuaid:part>1<|pdfuaid:part=\"1\""),
}
_ARCHIVAL = re.compile(rb"pdfaid:part(?:>|=\")(\d)[^\0]{0,200}?pdfaid:conformance(?:>|=\")([A-Z])")
_ARCHIVAL_AFTER = re.compile(rb"pdfaid:conformance(?:>|=\")([A-Z])[^\0]{0,200}?pdfaid:part(?:>|=\")(\d)")


def outputs(folder: Path, texts: Mapping[str, Path]) -> Outputs:
    """What lies in the folder ``build`` of the edition in `folder`; `texts` are its documents by their stems."""
    build = folder / "build"
    site = frozenset(_below(build / "site"))
    return Outputs(
        site,
        tuple(_pages(build / "site", site, texts)),
        frozenset(stem for stem, path in texts.items() if _same(path, build / "site" / "downloads" / f"{stem}.xml")),
        tuple(_pdfs(build / "print", folder)),
        dict(_exports(build / "export", folder)),
        tuple(
            (f"build/export/epub/{path.name}", _says_how_accessible(path))
            for path in _glob(build, "export/epub/*.epub")
        ),
    )


def _below(folder: Path) -> Iterator[str]:
    """The paths of all files below a folder, as seen from it, with ``/``."""
    for at, folders, names in os.walk(folder):
        folders.sort()
        below = Path(at).relative_to(folder)
        yield from ((below / name).as_posix() for name in names)


def _pages(folder: Path, site: Iterable[str], texts: Mapping[str, Path]) -> Iterator[PageFacts]:
    """Some pages: those about the whole edition, the first one of each folder, those of the first texts."""
    pages = sorted(at for at in site if at.endswith(".html"))
    firsts = {at.rpartition("/")[0]: at for at in reversed(pages) if "/" in at}
    of_texts = [at for at in pages if at.removesuffix(".html") in texts]
    about = [at for at in pages if "/" not in at and at.removesuffix(".html").removesuffix(".alignment") not in texts]
    chosen = list(dict.fromkeys([*about[:20], *sorted(firsts.values()), *of_texts[:10]]))[:_LOOKED_AT]
    for at in sorted(chosen):
        data = _bytes(folder / at)
        if data is not None:
            yield page(f"build/site/{at}", data)


def _pdfs(folder: Path, edition: Path) -> Iterator[PdfFacts]:
    for path in _glob(folder, "*.pdf"):
        data = _bytes(path) or b""
        has = {name for name, pattern in _SAYS.items() if pattern.search(data)}
        if found := _ARCHIVAL.search(data):
            has.add(f"PDF/A-{found[1].decode()}{found[2].decode().lower()}")
        elif found := _ARCHIVAL_AFTER.search(data):
            has.add(f"PDF/A-{found[2].decode()}{found[1].decode().lower()}")
        yield PdfFacts(path.relative_to(edition).as_posix(), frozenset(has))


def _exports(folder: Path, edition: Path) -> Iterator[tuple[str, str]]:
    for name, pattern in EXPORTS.items():
        if files := _glob(folder, pattern):
            yield name, files[0].relative_to(edition).as_posix()


def _says_how_accessible(book: Path) -> bool:
    """Whether an e-book has metadata on its accessibility (EPUB Accessibility 1.1)."""
    try:
        with zipfile.ZipFile(book) as held:
            packages = [name for name in held.namelist() if name.endswith(".opf")]
            return any(b"schema:accessMode" in held.read(name) for name in packages)
    except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError):
        return False


def _same(one: Path, other: Path) -> bool:
    try:
        return one.stat().st_size == other.stat().st_size and one.read_bytes() == other.read_bytes()
    except OSError:
        return False


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _glob(folder: Path, pattern: str) -> list[Path]:
    return sorted(path for path in folder.glob(pattern) if path.is_file()) if folder.is_dir() else []
