"""How fast a site of many texts is built, beside what reading and transforming the same files costs at the least."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from lxml import etree
from varied import varied

from tei.data import shipped
from tei.edit.load import load
from tei.names import tei
from tei.publish import publish
from tei.render.xslt import transform

EDITION = Path(__file__).resolve().parent.parent / "editions" / "peoples-daily"
WORKERS = 2


def texts(count: int, folder: Path) -> list[Path]:
    """The files of `count` varied texts, written into `folder`."""
    document = next((EDITION / "tei").glob("*.xml")).read_bytes()
    folder.mkdir(parents=True)
    paths = []
    for n in range(count):
        stem, data = varied(document, n)
        paths.append(folder / f"{stem}.xml")
        paths[-1].write_bytes(data)
    return paths


def ours(paths: list[Path], out: Path) -> tuple[float, int]:
    """Seconds to build the site of the texts, and its pages."""
    start = time.perf_counter()
    publish(load(EDITION), paths, out, outputs=["site"], workers=WORKERS)
    return time.perf_counter() - start, sum(1 for _ in out.rglob("*.html"))


def one(path: Path) -> int:
    """The bytes of the text's page, by our stylesheet and nothing else: no catalogue, no neighbours, no file."""
    corpus = etree.Element(tei("teiCorpus"))
    etree.SubElement(corpus, tei("teiHeader"))
    corpus.append(etree.parse(path).getroot())
    return len(etree.tostring(transform(shipped("xslt/site/document.xsl"), corpus)))


def floor(paths: list[Path]) -> float:
    """Seconds in which as many processes make the texts' pages."""
    start = time.perf_counter()
    with ProcessPoolExecutor(WORKERS, mp_context=get_context("spawn")) as pool:
        assert all(pool.map(one, paths, chunksize=8))
    return time.perf_counter() - start


def peer(paths: list[Path]) -> float | None:
    """Seconds for the TEI Stylesheets' html5 under Saxon, one process; they are looked for at $TEI_STYLESHEETS."""
    sheet = Path(os.environ.get("TEI_STYLESHEETS", "")) / "html5" / "html5.xsl"
    if not sheet.is_file():
        return None
    import saxonche

    start = time.perf_counter()
    with saxonche.PySaxonProcessor(license=False) as saxon:
        compiled = saxon.new_xslt30_processor().compile_stylesheet(stylesheet_file=str(sheet))
        for path in paths:
            compiled.transform_to_string(source_file=str(path))
    return time.perf_counter() - start


def main() -> None:
    """The rows of the site."""
    folder = Path(tempfile.mkdtemp(prefix="tei-bench-site-"))
    try:
        for count in (250, 1000):
            paths = texts(count, folder / str(count))
            seconds, pages = ours(paths, folder / f"{count}.out")
            least = floor(paths)
            print(f"site of {count} texts, {WORKERS} processes: {seconds:6.1f} s, {pages} pages, {pages / seconds:6.1f} pages/s, "
                  f"{1000 * seconds / count:5.1f} ms a text; the bare stylesheet {least:5.1f} s ({seconds / least:4.2f} x of it)")  # fmt: skip
        theirs = peer(paths[:100])
        if theirs is None:
            print("the TEI Stylesheets are not at $TEI_STYLESHEETS: no comparison with them")
        else:
            each = theirs / 100
            print(
                f"the TEI Stylesheets under Saxon: {each * 1000:6.1f} ms a text, {each * count / seconds:4.1f} x ours"
            )
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
