"""Stylesheets: an edition's own, and what none may do."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from conftest import ROOT
from lxml import etree

from tei.build import build
from tei.edit.load import load
from tei.render.xslt import transform
from tei.report import TeiError
from tei.start import start

XSL = '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" {more}>{body}</xsl:stylesheet>'
DOCUMENT = etree.ElementTree(etree.fromstring("<x/>"))


def sheet(folder: Path, body: str, more: str = "") -> Path:
    path = folder / "xslt" / "own.xsl"
    path.parent.mkdir(exist_ok=True)
    path.write_text(XSL.format(body=body, more=more), "utf-8")
    return path


def test_an_edition_changes_a_page_by_importing_ours(tmp_path: Path) -> None:
    start(tmp_path / "demo")
    own = tmp_path / "demo" / "xslt" / "site" / "document.xsl"
    own.parent.mkdir(parents=True)
    own.write_text(
        XSL.format(
            more='xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="tei"',
            body='<xsl:import href="tei:xslt/site/document.xsl"/>'
            '<xsl:template match="tei:num"><span class="num">No. <xsl:apply-templates/></span></xsl:template>',
        ),
        "utf-8",
    )
    outcome = build(load(tmp_path / "demo"))
    assert outcome.findings == []
    (page,) = (
        p for p in outcome.site if p.name.startswith("sample.") and p.suffix == ".html" and ".alignment" not in p.name
    )
    assert '<span class="num">No. ' in page.read_text("utf-8")


@pytest.mark.parametrize(
    "body",
    [
        '<xsl:import href="{url}"/>',
        '<xsl:include href="{url}"/>',
        '<xsl:template match="/"><y><xsl:copy-of select="document(\'{url}\')"/></y></xsl:template>',
    ],
)
def test_a_stylesheet_reads_nothing_outside_of_its_edition(body: str, tmp_path: Path) -> None:
    (tmp_path / "secret.xml").write_text("<secret>TOP SECRET</secret>", "utf-8")
    for url in ((tmp_path / "secret.xml").as_uri(), "../../secret.xml", str(tmp_path / "secret.xml")):
        folder = tmp_path / "edition"
        folder.mkdir(exist_ok=True)
        with pytest.raises(TeiError) as error:
            transform(sheet(folder, body.format(url=url)), DOCUMENT)
        assert error.value.finding.code == "W001"
        assert "TOP SECRET" not in str(error.value)
        shutil.rmtree(folder)


def test_a_stylesheet_writes_nothing(tmp_path: Path) -> None:
    target = tmp_path / "written.xml"
    body = f'<xsl:template match="/"><e:document href="{target}"><y/></e:document></xsl:template>'
    with pytest.raises(TeiError):
        transform(sheet(tmp_path, body, 'xmlns:e="http://exslt.org/common" extension-element-prefixes="e"'), DOCUMENT)
    assert not target.exists()


def test_a_broken_stylesheet_is_an_error_in_its_own_words(tmp_path: Path) -> None:
    with pytest.raises(TeiError) as error:
        transform(sheet(tmp_path, '<xsl:template match="/"><xsl:value-of select="1 +"/></xsl:template>'), DOCUMENT)
    assert error.value.finding.code == "W001"


def test_a_parameter_cannot_break_out_of_its_quotes(tmp_path: Path) -> None:
    path = sheet(
        tmp_path, '<xsl:param name="p"/><xsl:template match="/"><y><xsl:value-of select="$p"/></y></xsl:template>'
    )
    for words in ("it's", 'say "x"', "'\"", "') or ('", "<&>"):
        assert transform(path, DOCUMENT, {"p": words}).getroot().text == words


def test_every_stylesheet_says_what_it_is_for() -> None:
    for path in (ROOT / "xslt").rglob("*.xsl"):
        head = path.read_text("utf-8")[:600]
        assert "<!--" in head, path
