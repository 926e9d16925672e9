"""Step 8, print: a TEI document becomes a Typst source, and that a PDF.

The PDF is tagged (PDF/UA-1) and fit for archives (PDF/A-2a): every character has a glyph in an embedded font, or is
shown by its code point; every passage has its language.  The same document gives the same bytes.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from lxml import etree

from tei.model import LAYOUTS
from tei.names import NS, XML_LANG
from tei.render.print.setting import Typesetter, attach, font_folders, laid_out, machine, rare, set_with
from tei.render.print.source import typst_source
from tei.report import Finding

__all__ = ["render_print", "typst_source"]


def render_print(
    tree: etree._ElementTree,
    *,
    titles: Mapping[str, str],
    font_paths: Sequence[Path],
    fonts: Mapping[str, Sequence[str]],
    paper: str | tuple[float, float],
    system_fonts: bool,
    overrides: Path | None,
    notes: Sequence[str] = (),
    layout: str = LAYOUTS[0],
    binding: float = 0.0,
    attached: tuple[str, bytes] | None = None,
) -> tuple[bytes, list[Finding]]:
    """The PDF of `tree`, and at most one finding: W002 names every character that no font has.

    In its place the PDF shows its code point, as in [U+1F600].  `notes` are the languages in which notes are printed;
    on facing pages each page has its own.  `paper` and `binding` are in millimetres, unless a name.
    `attached`, a name and bytes, goes into the PDF as what it was made of; then it is PDF/A-3a.

    `fonts` are families by language, tried before ours; `font_paths` are folders, looked at before the system's.
    `overrides` is the edition's own ``xslt`` folder: its ``print/print.xsl`` replaces ours, its ``print/edition.typ``
    redefines functions of ours, and what else lies in ``print`` lies beside them.

    Raises:
        TeiError: W001 for an element without a rule, W003 for what Typst refuses, in its own words.
    """
    source = typst_source(tree, titles, overrides, notes, layout=layout)
    families = {lang: list(names) for lang, names in fonts.items()}
    settings: dict[str, object] = {"fonts": families, "paper": paper, "layout": layout, "binding": binding}
    settings["rare"] = rare([source])
    folders = font_folders(font_paths)
    spoken = [div.get(XML_LANG, "") for div in tree.iterfind("./tei:text/tei:body/tei:div", NS)]
    with tempfile.TemporaryDirectory(prefix="tei-print-") as folder, ThreadPoolExecutor(1) as beside:
        main = laid_out(Path(folder), source, overrides)
        settings |= attach(main.parent, [attached] if attached else [])

        def work(system: bool, more: Mapping[str, object]) -> bytes:
            typesetter = Typesetter(main, folders, system, {**settings, **more})
            measured = beside.submit(typesetter.survey)
            # As Typst measures the text, what comes next is made ready.
            from tei.render.print.planning import planned
            from tei.render.print.register import as_json, languages, named

            indexes = as_json(named(tree), languages(tree))
            first = measured.result()
            (main.parent / "indexes.json").write_text(indexes, encoding="utf-8")
            planned(typesetter, first)
            return typesetter.pdf()

        pdf, missing = set_with(work, machine(system_fonts, spoken, families))
    if not missing:
        return pdf, []
    from tei.render.print.glyphs import without_glyph

    return pdf, [without_glyph(missing, tree)]
