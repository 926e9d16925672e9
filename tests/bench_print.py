"""How fast PDFs are set, beside WeasyPrint setting the same words: both versions in two columns, the notes as footnotes,
tagged, with the same Chinese font.  Ours does more: lines and notes in their places, registers, indexes.
"""

from __future__ import annotations

import html
import importlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench_site import EDITION, texts
from lxml import etree

from tei.names import NS, XML_ID, tei

PYTHON = [sys.executable]
STYLE = """
@font-face { font-family: Han; src: url(file://%s) }
@page { size: a4; margin: 2.5cm; @bottom-center { content: counter(page) } @footnote { border-top: .5pt solid } }
body { font: 10.5pt/15.5pt "Libertinus Serif", "DejaVu Serif", Han, serif; text-align: justify; hyphens: auto }
article { break-before: page } table { width: 100%%; border-spacing: 0 } td { vertical-align: top }
td:first-child { width: 35%%; padding-right: 1em } p { margin: 0 } .n { float: footnote; font-size: 8.6pt; line-height: 11.5pt }
"""
#: In a process of its own: seconds to set, peak memory in MB, pages.
THEIRS = """
import sys, time, resource
start = time.perf_counter()
from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration
document = HTML(sys.argv[1]).render(font_config=FontConfiguration(), pdf_variant="pdf/ua-1")
document.write_pdf(sys.argv[2], pdf_variant="pdf/ua-1")
print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, len(document.pages))
"""


def page(paths: list[Path]) -> str:
    """The texts as one page of HTML."""
    from pylopdf_fonts_zh_cn import serif_path

    bodies = "".join(f"<article>{''.join(rows(etree.parse(path).getroot()))}</article>" for path in paths)
    style = STYLE % serif_path()
    return f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Bench</title><style>{style}</style><body>{bodies}</body></html>'


def rows(root: etree._Element) -> list[str]:
    """The paragraphs of both versions beside each other, each note at the first word that it is about."""
    notes = {}
    for annotation in root.iter(tei("annotation")):
        said = "".join(f"<p>{html.escape(''.join(map(str, n.itertext())))}</p>" for n in annotation.iter(tei("note")))
        notes[annotation.get("target", "").replace("#", "").split(" ")[-1]] = f'<span class="n">{said}</span>'

    def words(node: etree._Element) -> str:
        inner = html.escape(node.text or "") + "".join(words(child) + html.escape(child.tail or "") for child in node)
        return inner + notes.get(node.get(XML_ID, ""), "")

    english, chinese = root.findall("tei:text/tei:body/tei:div", NS)
    by_id = {block.get(XML_ID): block for block in english.iter(tei("p"), tei("head"))}
    found = []
    for left in chinese.iter(tei("p"), tei("head")):
        right = [by_id[pointer[1:]] for pointer in left.get("corresp", "").split() if pointer[1:] in by_id]
        cells = f'<td lang="zh-Hans">{words(left)}</td><td lang="en">{"".join(map(words, right))}</td>'
        found.append(f"<table><tr>{cells}</tr></table>")
    return found


def timed(words: list[str]) -> tuple[float, float]:
    """Wall seconds of a command, and its peak memory in MB with that of the largest process it starts."""
    start = time.perf_counter()
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    assert status == 0, words
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def set_by_weasyprint(paths: list[Path], folder: Path) -> tuple[float, float, int]:
    """Wall seconds of a process that sets the texts, its peak memory in MB, its pages."""
    source = folder / "bench.html"
    source.write_text(page(paths), encoding="utf-8")
    start = time.perf_counter()
    words = [*PYTHON, "-c", THEIRS, str(source), str(folder / "bench.pdf")]
    done = subprocess.run(words, check=True, capture_output=True, text=True)
    _, memory, pages = done.stdout.split()
    return time.perf_counter() - start, float(memory), int(pages)


def main() -> None:
    """Print one line for an article, and one for a book."""
    try:
        importlib.import_module("weasyprint")
    except (ImportError, OSError):
        print("print: not measured; WeasyPrint is missing (pip install weasyprint, and Debian's libpangoft2-1.0-0)")
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        edition = folder / "edition"
        edition.mkdir()
        for file in ("edition.toml", "authority.xml", "introduction.xml", "lexicon.tsv"):
            shutil.copy(EDITION / file, edition / file)
        article = next((EDITION / "tei").glob("*.xml"))
        many = texts(int(os.environ.get("BENCH_BOOK", "26")), edition / "tei")
        command = [*PYTHON, "-m", "tei", "render", "-q"]
        for told, paths, words in (
            ("one article as a PDF", [article], [*command, str(article), "--to", "print", "-o", str(folder / "one")]),
            (
                f"a book of {len(many)} texts",
                many,
                [*command, str(edition), "--to", "book", "-o", str(folder / "book")],
            ),
        ):
            timed(words)  # so that the bytecode is there
            ours, memory = timed(words)
            theirs, more, pages = set_by_weasyprint(paths, folder)
            print(
                f"{told:44} {ours:9.2f} s {memory:6.0f} MB   {f'WeasyPrint, {pages} pages':34} {theirs:9.2f} s "
                f"{more:6.0f} MB  {theirs / ours:6.2f} x"
            )


if __name__ == "__main__":
    main()
