"""How fast PDFs are set, beside WeasyPrint setting the same content with the same Chinese font.

Both have the two versions in columns, paragraph by paragraph; emendations and notes at the foot of the page; running
heads; an index of names with pages; the imprint; tags (PDF/UA-1).  Ours counts lines besides, puts entries in registers
and in order, and plans its pages.  Wall time is that of the whole process, from its start; of one that has loaded its
code, where that is said.
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
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from statistics import median

from bench_site import EDITION, texts
from lxml import etree

from tei.names import NS, XML_ID, XML_LANG, tei

PYTHON = [sys.executable]
#: As after an installation: the bytecode of our modules is there, whatever the shell's settings are.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
ENVIRONMENT["PYTHONPYCACHEPREFIX"] = tempfile.mkdtemp(prefix="tei-bench-")
TIMES = 5

STYLE = """
@font-face { font-family: Han; src: url(file://%s) }
@page { size: a4; margin: 2.8cm 2.4cm 2.7cm; @bottom-center { content: counter(page) }
  @top-left { content: string(source); font-size: 8.5pt } @footnote { border-top: .5pt solid } }
body { font: 10.5pt/15.5pt "Libertinus Serif", "DejaVu Serif", Han, serif; text-align: justify; hyphens: auto }
article { break-before: page; string-set: source attr(data-source) }
table { width: 100%%; border-spacing: 0 } td { vertical-align: top } td:first-child { width: 35%%; padding-right: 1em }
p, dl { margin: 0 } dt { float: left; clear: left; width: 80pt } dd { margin: 0 0 0 80pt }
.n { float: footnote; font-size: 8.6pt; line-height: 11.5pt }
section { font-size: 9pt; line-height: 13pt; hyphens: none; text-align: left }
section a::after { content: target-counter(attr(href), page) } section p { padding-left: 1em; text-indent: -1em }
"""
#: In a process of its own: peak memory in MB, pages, seconds since the code was loaded.
THEIRS = """
import sys, time, resource
from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration
start = time.perf_counter()
document = HTML(sys.argv[1]).render(font_config=FontConfiguration(), pdf_variant="pdf/ua-1")
document.write_pdf(sys.argv[2], pdf_variant="pdf/ua-1")
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, len(document.pages), time.perf_counter() - start)
"""
#: Seconds since the code was loaded.
OURS = """
import sys, time
from pathlib import Path
from tei.cli.edition import edition_at
from tei.publish import publish
from tei.render.print import planning, register, render_print
start = time.perf_counter()
assert publish(edition_at(None), [Path(sys.argv[1])], Path(sys.argv[2]), outputs=["print"]).pdf
print(time.perf_counter() - start)
"""


class Page:
    """Texts as a page of HTML."""

    def __init__(self, paths: list[Path]) -> None:
        self._mentions: dict[str, list[str]] = {}
        self._ids = count()
        self._roots = [etree.parse(path).getroot() for path in paths]

    def html(self) -> str:
        from pylopdf_fonts_zh_cn import serif_path

        texts = "".join(self._article(root) for root in self._roots)
        tail = f"<section>{''.join(self._index())}</section>{self._imprint(self._roots[0])}"
        style = STYLE % serif_path()
        head = f'<meta charset="utf-8"><title>Bench</title><style>{style}</style>'
        return f'<!doctype html><html lang="en">{head}<body>{texts}{tail}</body></html>'

    def _article(self, root: etree._Element) -> str:
        notes: dict[str, str] = {}
        for annotation in root.iter(tei("annotation")):
            said = " ".join(_plain(note) for note in annotation.iter(tei("note")) if note.get(XML_LANG) == "en")
            targets = annotation.get("target", "").replace("#", "").split(" ")
            if said and not targets[0].rpartition(".")[2].startswith("e"):
                notes[targets[-1]] = said
        english, chinese = root.findall("tei:text/tei:body/tei:div", NS)
        by_id = {block.get(XML_ID): block for block in english.iter(tei("p"), tei("head"))}
        rows = []
        for left in chinese.iter(tei("p"), tei("head")):
            right = [by_id[pointer[1:]] for pointer in left.get("corresp", "").split() if pointer[1:] in by_id]
            beside = "".join(self._words(block, notes) for block in right)
            tag = "h2" if left.tag == tei("head") else "p"
            cells = f'<td lang="zh-Hans"><{tag}>{self._words(left, notes)}</{tag}></td>'
            rows.append(f'<table><tr>{cells}<td lang="en"><{tag}>{beside}</{tag}></td></tr></table>')
        date = root.xpath("string(//tei:monogr/tei:imprint/tei:date/@when)", namespaces=NS)
        return f'<article data-source="{date}">{"".join(rows)}</article>'

    def _words(self, node: etree._Element, notes: dict[str, str]) -> str:
        if node.tag in (tei("sic"), tei("surplus")):
            return _note(f"{_plain(node)} {node.tag}") if node.tag == tei("surplus") else ""
        found = html.escape(node.text or "")
        for child in node:
            found += self._words(child, notes) + html.escape(child.tail or "")
        if node.tag == tei("choice"):
            found += _note(f"{_plain(node)} sic")
        for record in node.get("ref", "").replace("#", " ").split():
            id_ = f"m{next(self._ids)}"
            self._mentions.setdefault(record, []).append(id_)
            found = f'<span id="{id_}">{found}</span>'
        said = notes.get(node.get(XML_ID, ""))
        return found + (_note(said) if said else "")

    def _index(self) -> Iterator[str]:
        seen: set[str] = set()
        for root in self._roots:
            for record in root.iterfind("tei:standOff/*/*", NS):
                id_ = record.get(XML_ID, "")
                if id_ in self._mentions and id_ not in seen:
                    seen.add(id_)
                    names = " ".join(
                        f'<span lang="{name.get(XML_LANG)}">{html.escape(_plain(name))}</span>'
                        for name in record.iter(tei("persName"), tei("placeName"), tei("orgName"), tei("title"))
                    )
                    places = "; ".join(f'<a href="#{mention}"></a>' for mention in self._mentions[id_])
                    yield f"<p>{names} {places}</p>"

    def _imprint(self, root: etree._Element) -> str:
        told = root.iterfind("tei:teiHeader/tei:fileDesc//*", NS)
        items = (f"<dt>{etree.QName(e).localname}</dt><dd>{html.escape(_plain(e))}</dd>" for e in told if not len(e))
        return f"<section><dl>{''.join(items)}</dl></section>"


def _plain(node: etree._Element) -> str:
    return " ".join("".join(map(str, node.itertext())).split())


def _note(said: str) -> str:
    return f'<span class="n">{html.escape(said)}</span>'


def timed(words: list[str]) -> tuple[float, float]:
    """Wall seconds of a command, and its peak memory in MB, or that of the largest process it starts."""
    start = time.perf_counter()
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, env=ENVIRONMENT)
    _, status, usage = os.wait4(process.pid, 0)
    assert status == 0, words
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def asked(script: str, *words: object) -> list[float]:
    """The numbers that a script prints."""
    command = [*PYTHON, "-c", script, *map(str, words)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=ENVIRONMENT)
    return [float(number) for number in done.stdout.split()]


def set_by_weasyprint(source: Path, pdf: Path) -> tuple[float, float, int, float]:
    """Wall seconds of a process that sets a page, its peak memory in MB, its pages, its seconds without loading code."""
    start = time.perf_counter()
    memory, pages, loaded = asked(THEIRS, source, pdf)
    return time.perf_counter() - start, memory, int(pages), loaded


def compare(told: str, paths: list[Path], command: list[str], folder: Path, times: int) -> None:
    """Print one line: the medians of both, in turn, after one run of each that does not count; of a single text
    another, without the time that loading the code takes.
    """
    source = folder / "bench.html"
    source.write_text(Page(paths).html(), encoding="utf-8")
    ours, theirs, loaded = [], [], []
    for _ in range(times + 1):
        ours.append(timed(command))
        theirs.append(set_by_weasyprint(source, folder / "bench.pdf"))
        loaded += asked(OURS, paths[0], folder / "two") if len(paths) == 1 else ()
    memory, more = max(run[1] for run in ours), max(run[1] for run in theirs)
    row(told, median(run[0] for run in ours[1:]), memory, theirs[0][2], median(run[0] for run in theirs[1:]), more)
    if loaded:
        row(
            f"{told}, code loaded", median(loaded[1:]), memory, theirs[0][2], median(run[3] for run in theirs[1:]), more
        )


def row(told: str, ours: float, memory: float, pages: int, theirs: float, more: float) -> None:
    print(
        f"{told:44} {ours:9.2f} s {memory:6.0f} MB   {f'WeasyPrint, {pages} pages':34} {theirs:9.2f} s "
        f"{more:6.0f} MB  {theirs / ours:6.2f} x"
    )


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
        render = [*PYTHON, "-m", "tei", "render", "-q"]
        command = [*render, str(article), "--to", "print", "-o", str(folder / "one")]
        compare("one article as a PDF", [article], command, folder, TIMES)
        command = [*render, str(edition), "--to", "book", "-o", str(folder / "book")]
        compare(f"a book of {len(many)} texts", many, command, folder, 1)


if __name__ == "__main__":
    main()
