"""Alignment survives damage: sentences lost, merged, and whole passages gone from one version."""

from __future__ import annotations

from random import Random

import pytest
from conftest import ROOT
from damager import Damager

from tei.edit.load import load
from tei.model import Edition

SEED = ROOT / "seeds" / "peoples-daily" / "000_f30e168cdf3ad533.txt"
TRIES = 16


@pytest.mark.parametrize("how", ["lose", "gap"])
@pytest.mark.parametrize(("known", "least"), [(True, 0.97), (False, 0.90)], ids=["edition", "nothing"])
def test_the_beads_of_a_damaged_seed_are_found(how: str, known: bool, least: float) -> None:
    damager = Damager(SEED.read_bytes(), load(ROOT / "editions" / "peoples-daily") if known else Edition())
    scores = [damager.score(Random(f"{how} {k}"), how) for k in range(TRIES)]
    assert sum(scores) / TRIES >= least


def test_an_undamaged_seed_is_aligned_as_the_gold_has_it() -> None:
    damager = Damager(SEED.read_bytes(), Edition())
    assert len(damager.gold) == 57
    damager._gap = lambda random: set()  # type: ignore[method-assign]  # nothing is lost
    assert damager.score(Random(0), "gap") == 1.0
