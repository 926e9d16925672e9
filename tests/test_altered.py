"""Altered copies of the seed: what was altered is found where it is, and nothing else is newly reported."""

from __future__ import annotations

import random
import re
from collections import Counter
from functools import cache

import pytest
from alterations import ALTERATIONS, Altered, Original
from conftest import ROOT

from tei.edit.load import load
from tei.report import Finding
from tei.run import Job, convert

SEED = ROOT / "seeds" / "peoples-daily" / "000_f30e168cdf3ad533.txt"
EDITION = load(ROOT / "editions" / "peoples-daily")
TRIES = 40
KEPT = 8


def cruxes(text: str) -> list[Finding]:
    """What the comparison finds by itself, without the editors' decisions."""
    result = convert(Job(SEED.name, text.encode("utf-8"), EDITION))
    assert result.tei is not None
    return [f for f in result.findings if f.engine == "compare"]


def key(finding: Finding) -> tuple[str, str]:
    """What a finding speaks of, wherever it stands: its code and the first words quoted, or all for a passage."""
    quoted = re.findall("“(.*?)”", finding.message)
    return finding.code, quoted[0] if quoted else re.sub(r"\b(?:en|zh)\.[\w.]+", "", finding.message)


@cache
def usual() -> Counter[tuple[str, str]]:
    return Counter(map(key, cruxes(SEED.read_text("utf-8"))))


def copies(kind: str) -> list[Altered]:
    """Different alterations of one kind, the same in every run."""
    seed = Original.of(SEED.read_text("utf-8"))
    tried = (ALTERATIONS[kind](seed, random.Random(f"{kind} {n}")) for n in range(TRIES))
    return list({copy.text: copy for copy in tried if copy}.values())[:KEPT]


@pytest.mark.parametrize("kind", ALTERATIONS)
def test_what_was_altered_is_found_at_its_place_and_nothing_else_is(kind: str) -> None:
    made = copies(kind)
    assert len(made) >= 5
    for copy in made:
        found = cruxes(copy.text)
        new = Counter(map(key, found)) - usual()
        there = [f for f in found if key(f) in new and f.code == copy.code and f.line in copy.lines]
        assert there, f"{copy.what}: not found in {sorted(copy.lines)}"
        other = [f.message for f in found if key(f) in new and f.code not in {copy.code, *copy.also}]
        assert not other, f"{copy.what}: {other}"


def test_an_unaltered_copy_has_nothing_new() -> None:
    assert Counter(map(key, cruxes(SEED.read_text("utf-8") + "\n"))) == usual()
