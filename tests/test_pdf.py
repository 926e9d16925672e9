"""The PDF as a file: its structure, its languages, its fonts, its attachment, and always the same bytes."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from conftest import ROOT
from test_print import CHINESE, ENGLISH, document, elements, printed

from tei.edit.load import load
from tei.publish import publish
from tei.render.print import render_print
from tei.xml import parse

SAMPLE = next((ROOT / "editions" / "peoples-daily" / "tei").glob("*.xml"))
EDITION = ROOT / "editions" / "peoples-daily"


def sample(**more: Any) -> bytes:
    edition = load(EDITION)
    settings: dict[str, Any] = {"font_paths": [], "fonts": {}, "paper": "a4", "system_fonts": False, "overrides": None}
    settings |= {"titles": dict(edition.title), "notes": edition.print_notes, **more}
    pdf, findings = render_print(parse(SAMPLE), **settings)
    assert findings == []
    return pdf


@pytest.fixture(scope="module", params=["aligned", "facing"])
def pdf(request: pytest.FixtureRequest) -> bytes:
    return sample(layout=request.param, attached=(SAMPLE.name, SAMPLE.read_bytes()))


@pytest.fixture
def opened(pdf: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(pdf)) as found:
        yield found


def test_all_that_is_on_a_page_is_in_the_structure_or_an_artifact(opened: pikepdf.Pdf) -> None:
    for page in opened.pages:
        depth = 0
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            depth += name in ("BDC", "BMC")
            depth -= name == "EMC"
            if name in ("Tj", "TJ", "'", '"', "S", "f", "Do"):
                assert depth > 0, (page.index, name, operands)
        assert depth == 0


def test_every_element_of_the_structure_knows_its_parent(opened: pikepdf.Pdf) -> None:
    def walk(node: pikepdf.Dictionary) -> None:
        kids = node.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                assert kid.P.objgen == node.objgen
                walk(kid)

    walk(opened.Root.StructTreeRoot)


def test_headings_begin_with_the_title_and_skip_no_level(opened: pikepdf.Pdf) -> None:
    levels = [int(str(e.S)[2:]) for e in elements(opened.Root.StructTreeRoot.K) if re.fullmatch(r"/H\d", str(e.S))]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_notes_and_links_are_in_the_structure(opened: pikepdf.Pdf) -> None:
    kinds = [str(element.S) for element in elements(opened.Root.StructTreeRoot.K)]
    assert kinds.count("/Note") > 45
    assert kinds.count("/Link") > 45
    links = [annotation for page in opened.pages for annotation in page.get("/Annots", [])]
    assert links
    assert all("/StructParent" in link and ("/Contents" in link or "/Dest" in link or "/A" in link) for link in links)


def test_what_is_said_in_a_language_says_so(opened: pikepdf.Pdf) -> None:
    assert str(opened.Root.Lang) == "en"
    said = [str(element.Lang) for element in elements(opened.Root.StructTreeRoot.K) if "/Lang" in element]
    assert {"en", "zh-CN"} <= set(said)


def test_every_font_is_embedded_and_can_be_read_back(opened: pikepdf.Pdf) -> None:
    fonts = [o for o in opened.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/Font"]
    assert len([font for font in fonts if "/ToUnicode" in font]) >= 4
    bold = [str(font.BaseFont) for font in fonts if "Bold" in str(font.BaseFont)]
    assert any("EditionHan-Bold" in name for name in bold)  # Chinese heads
    assert any("LibertinusSerif-Bold" in name for name in bold)


def test_the_tei_it_was_made_of_is_attached(opened: pikepdf.Pdf) -> None:
    assert list(opened.attachments) == [SAMPLE.name]
    held = opened.attachments[SAMPLE.name]
    assert held.get_file().read_bytes() == SAMPLE.read_bytes()
    assert held.get_file().mime_type == "application/tei+xml"
    assert str(held.obj.AFRelationship) == "/Source"
    with opened.open_metadata() as metadata:
        assert (metadata["pdfuaid:part"], metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("1", "3", "A")


def test_the_file_is_sound(opened: pikepdf.Pdf) -> None:
    assert opened.check_pdf_syntax() == []


def test_other_processes_make_the_same_bytes(tmp_path: Path) -> None:
    made = []
    for seed in ("1", "2"):
        out = tmp_path / seed
        words = [sys.executable, "-m", "tei", "render", "-q", str(SAMPLE), "--to", "print", "-o", str(out)]
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        subprocess.run(words, check=True, capture_output=True, env=environment)
        [made_here] = out.rglob("*.pdf")
        made.append(made_here.read_bytes())
    assert made[0] == made[1]


def test_a_head_has_bold_where_the_font_has_it_and_regular_where_not() -> None:
    rare = "\u9fa5\u7c72"  # 龥 is in the regular alone
    pdf = printed(document(ENGLISH, CHINESE.replace('corresp="#en.1.h1">新疆', f'corresp="#en.1.h1">新疆{rare}')))
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        names = {str(o.BaseFont) for o in opened.objects if isinstance(o, pikepdf.Dictionary) and "/BaseFont" in o}
    assert any("EditionHan-Bold" in name for name in names)
    assert not any("EditionHan-Regular" in name for name in names)


def test_a_family_of_fonts_that_is_not_there_is_a_warning_with_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "edition.toml").write_text('id = "x"\n[print.fonts]\nen = ["Libertinus Serrif"]\n', encoding="utf-8")
    found = publish(load(tmp_path), [SAMPLE], tmp_path / "build", outputs=("print",)).findings
    assert [(one.code, one.severity) for one in found] == [("W006", "warning")]
    assert "Libertinus Serif" in found[0].hint
