"""Every code is in the table, used, explained, and provoked by a test."""

from __future__ import annotations

import re

import pytest
from conftest import ROOT

from tei.codes import CODES, FAMILIES, explain, overview

SOURCES = {p: p.read_text("utf-8") for p in (ROOT / "tei").rglob("*.py") if p.name != "codes.py"}
TESTS = "\n".join(p.read_text("utf-8") for p in (ROOT / "tests").rglob("*") if p.suffix in (".py", ".txt"))
CODE = re.compile(r"\"([GSECXVRWZ]\d{3})\"")


def test_every_code_that_is_used_is_in_the_table_and_the_other_way_round() -> None:
    used = {code for text in SOURCES.values() for code in CODE.findall(text)}
    assert used == set(CODES)


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_code_has_a_case(code: str) -> None:
    assert re.search(rf"\b{code}\b", TESTS), f"no test provokes {code}"


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_code_is_explained(code: str) -> None:
    text = explain(code.lower())
    assert text.startswith(f"{code}  {CODES[code].title}")
    assert len(CODES[code].meaning) > 20
    assert code[0] in FAMILIES
    assert code in overview()
