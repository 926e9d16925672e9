"""The sample edition against the gold annotation: the figures that are reached are held."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from lxml import etree

from tei.edit.decisions import decisions
from tei.edit.load import load
from tei.report import Finding
from tei.run import Job, convert

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


# --- cruxes that are found without an editor ------------------------------------------------------------------------

Place = dict[str, Any]


@pytest.fixture(scope="module")
def alone(data: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Place], list[Place], list[Finding]]:
    """The cruxes of the gold, those that the tool notes with authority and lexicon but without decisions, and these as
    findings.
    """
    seed = ROOT / "seeds" / "peoples-daily" / "000_f30e168cdf3ad533.txt"
    result = convert(Job(str(seed), seed.read_bytes(), load(SAMPLE)))
    assert result.tei is not None
    path = tmp_path_factory.mktemp("alone") / "a.xml"
    path.write_bytes(result.tei)
    gold = data / "gold" / "seed" / "gold-seed.json"
    made = subprocess.run([sys.executable, data / "gold" / "tei2pred.py", path, gold], capture_output=True, check=True)
    noted = json.loads(made.stdout)["cruxes"]
    return json.loads(gold.read_text("utf-8"))["cruxes"], noted, [f for f in result.findings if f.code[0] == "C"]


def meets(one: Place, other: Place) -> bool:
    """Whether two cruxes share a character of either version."""
    return any(
        a["block"] == b["block"] and a["start"] < b["end"] and b["start"] < a["end"]
        for lang in ("en", "zh")
        for a in one.get(lang, [])
        for b in other.get(lang, [])
    )


@pytest.mark.parametrize(("way", "least"), [("rule", 10), ("lexicon", 13)])
def test_rules_and_lexicon_find_the_cruxes_that_they_can(
    alone: tuple[list[Place], list[Place], list[Finding]], way: str, least: int
) -> None:
    gold, noted, _ = alone
    mine = [crux for crux in gold if crux["auto"] == way]
    missed = [crux["id"] for crux in mine if not any(meets(crux, note) for note in noted)]
    assert len(mine) - len(missed) >= least, missed
    assert not [crux["id"] for crux in mine if crux["severity"] == "A" and crux["id"] in missed]


def test_at_most_one_finding_of_the_article_is_unjustified(
    alone: tuple[list[Place], list[Place], list[Finding]],
) -> None:
    gold, noted, findings = alone
    assert len(noted) == len(findings) > 25
    assert sum(not any(meets(crux, note) for crux in gold) for note in noted) <= 1


def test_no_number_date_or_name_is_said_to_differ_but_the_year_of_the_headline(
    alone: tuple[list[Place], list[Place], list[Finding]],
) -> None:
    mismatches = [f for f in alone[2] if f.code in ("C001", "C002", "C003")]
    assert [(f.code, f.line) for f in mismatches] == [("C002", 1)]
    assert mismatches[0].hint.count('corr = "1959"') == 2


def test_no_crux_of_the_sample_is_left_open() -> None:
    seed = ROOT / "seeds" / "peoples-daily" / "000_f30e168cdf3ad533.txt"
    edition = load(SAMPLE)
    decided = decisions(SAMPLE, seed.stem, edition.editors)
    assert convert(Job(str(seed), seed.read_bytes(), edition, decided)).findings == ()


def test_what_the_findings_of_the_sample_propose_can_be_pasted_and_leaves_none(
    alone: tuple[list[Place], list[Place], list[Finding]], tmp_path: Path
) -> None:
    """The proposals of all findings together are a file of decisions that answers every one."""
    seed = ROOT / "seeds" / "peoples-daily" / "000_f30e168cdf3ad533.txt"
    edition = load(SAMPLE)
    (tmp_path / "editorial").mkdir()
    proposed = "\n\n".join(f.hint.partition("\n")[2] for f in alone[2])
    (tmp_path / "editorial" / f"{seed.stem}.toml").write_text(proposed, "utf-8")
    decided = decisions(tmp_path, seed.stem, edition.editors)
    assert convert(Job(str(seed), seed.read_bytes(), edition, decided)).findings == ()
