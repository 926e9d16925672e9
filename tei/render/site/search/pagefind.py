"""Pagefind, for editions of very many texts on a server: which texts may have a word, in each language.

It is run once for each language, on a page per text that has the folded words, or the characters one by one: what is
sought is then a phrase of them, so that Pagefind, which else knows only whole Chinese words, finds any part of a text;
and the language that it is told is none, so that it neither divides nor stems.  What its index calls a text is told in
``search/texts.js``; its own fragments of text are not kept.  The browser then reads the texts themselves (`texts`), and
shows the passages that really have what is sought.  From a disk, where Pagefind cannot be loaded, our own index serves.
"""

from __future__ import annotations

import gzip
import json
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from html import escape
from importlib.util import find_spec
from pathlib import Path

from tei.model import primary
from tei.render.site.leaf import Leaf
from tei.render.site.search.fold import characters, dense, words
from tei.report import TeiError

#: From this number of texts on Pagefind takes over, where it is installed.
MANY = 2000

_PACKAGE = "pagefind_bin_extended"
_MARK = b"pagefind_dcd"
#: What a browser needs of all that Pagefind writes.
_KEPT = (
    "pagefind.js",
    "pagefind-worker.js",
    "pagefind-entry.json",
    "wasm.unknown.pagefind",
    "*.pf_meta",
    "index/*.pf_index",
)


def wanted(leaves: Sequence[Leaf]) -> bool:
    """Whether there are so many texts."""
    return len(leaves) >= MANY


def installed() -> bool:
    """Whether the package is there."""
    return find_spec(_PACKAGE) is not None


def spoken(leaves: Sequence[Leaf]) -> list[str]:
    """The languages of the texts, as primary subtags; what is none is left out."""
    said = {primary(language) for leaf in leaves for _, language, _ in leaf.versions}
    return sorted(language for language in said if language.isascii() and language.isalnum())


def pages(leaves: Sequence[Leaf], language: str) -> Iterator[tuple[str, bytes]]:
    """The files of the index of one language, by address below it; ``texts`` is a JSON object: id → number of the text.

    Raises:
        TeiError: W005 when Pagefind fails.
    """
    with tempfile.TemporaryDirectory() as folder:
        site, out = Path(folder) / "site", Path(folder) / "out"
        site.mkdir()
        for n, leaf in enumerate(leaves):
            said = "".join(_passages(leaf, language))
            if said:
                (site / f"{n}.html").write_text(f"<html lang={language}><title>{n}</title>{said}", "utf-8")
        _run(site, out)
        yield "texts", json.dumps(_texts(out), separators=(",", ":")).encode()
        for path in sorted({path for pattern in _KEPT for path in out.glob(pattern)}):
            yield path.relative_to(out).as_posix(), path.read_bytes()


def _passages(leaf: Leaf, language: str) -> Iterator[str]:
    mine = [primary(version[1]) == language for version in leaf.versions]
    for passage in leaf.passages:
        for side in passage.sides:
            if mine[side.version]:
                for text in (side.text, side.found):
                    if text:
                        said = characters(text).replace("·", "") if dense(language) else words(text)
                        yield f"<p>{escape(' '.join(said))}</p>\n"


def _run(site: Path, out: Path) -> None:
    from pagefind_bin_extended import get_executable

    options = ["--site", str(site), "--output-path", str(out), "--force-language", "und", "--silent"]
    run = subprocess.run([str(get_executable()), *options], capture_output=True, text=True, check=False)
    if run.returncode:
        raise TeiError("W005", f"Pagefind: {run.stderr.strip() or run.returncode}", engine="pagefind")


def _texts(out: Path) -> dict[str, int]:
    """What Pagefind calls each text."""
    found = {}
    for path in sorted(out.glob("fragment/*.pf_fragment")):
        data = gzip.decompress(path.read_bytes()).removeprefix(_MARK)
        found[path.stem] = int(json.loads(data)["url"].removeprefix("/").removesuffix(".html"))
    return found
