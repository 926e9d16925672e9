"""The sample edition against the gold annotation: the figures that are reached are held."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT
from lxml import etree

SAMPLE = ROOT / "editions" / "peoples-daily"
(DOCUMENT,) = sorted((SAMPLE / "tei").glob("*.xml"))


@pytest.fixture(scope="module")
def figures(data: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    gold = data / "gold" / "seed" / "gold-seed.json"
    made = subprocess.run(
        [sys.executable, data / "gold" / "tei2pred.py", DOCUMENT, gold], capture_output=True, check=True
    ).stdout
    pred = tmp_path_factory.mktemp("gold") / "pred.json"
    pred.write_bytes(made)
    score = subprocess.run([sys.executable, data / "gold" / "score.py", pred, gold], capture_output=True, check=True)
    figures: dict[str, object] = json.loads(score.stdout)
    return figures


@pytest.mark.parametrize(
    "figure",
    [
        "paragraphs",
        "sentences",
        "beads",
        "keys",
        "values",
        "worst type",
        "en.persName",
        "en.placeName",
        "en.orgName",
        "en.date",
        "en.num",
        "en.title",
        "zh.persName",
        "zh.placeName",
        "zh.orgName",
        "zh.date",
        "zh.num",
        "zh.title",
    ],
)
def test_the_sample_is_annotated_and_aligned_as_in_the_gold(figures: dict[str, object], figure: str) -> None:
    assert figures[figure] == 1.0


def test_every_crux_of_severity_a_and_b_is_noted(figures: dict[str, object]) -> None:
    for severity in "AB":
        found, of = str(figures[f"crux{severity}"]).split("/")
        assert found == of


def test_the_sample_is_valid_against_tei_all(data: Path) -> None:
    schema = etree.RelaxNG(etree.parse(str(data / "tei" / "schema" / "tei_all.rng")))
    for path in (DOCUMENT, SAMPLE / "introduction.xml"):
        assert schema.validate(etree.parse(str(path))), schema.error_log


def test_without_authority_the_alignment_is_still_the_gold(data: Path, tmp_path: Path) -> None:
    """`tei convert` on a single file has no names to align by."""
    from tei.model import Edition
    from tei.run import Job, convert

    seed = ROOT / "seeds" / "peoples-daily" / "000_f30e168cdf3ad533.txt"
    result = convert(Job(str(seed), seed.read_bytes(), Edition()))
    assert result.tei is not None
    path = tmp_path / "a.xml"
    path.write_bytes(result.tei)
    gold = data / "gold" / "seed" / "gold-seed.json"
    made = subprocess.run([sys.executable, data / "gold" / "tei2pred.py", path, gold], capture_output=True, check=True)
    (tmp_path / "p.json").write_bytes(made.stdout)
    score = subprocess.run(
        [sys.executable, data / "gold" / "score.py", tmp_path / "p.json", gold], capture_output=True, check=True
    )
    figures = json.loads(score.stdout)
    assert [figures[k] for k in ("paragraphs", "sentences", "beads", "en.date", "zh.date", "en.num", "zh.num")] == [
        1.0
    ] * 7
