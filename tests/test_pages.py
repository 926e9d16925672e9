"""What the pages on checking show is what happens."""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

from tei.reports import NAMES


def test_the_examples_of_the_api_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    flags = doctest.IGNORE_EXCEPTION_DETAIL
    result = doctest.testfile(str(ROOT / "docs" / "api.md"), module_relative=False, optionflags=flags, encoding="utf-8")
    assert result.attempted > 15 and result.failed == 0


def test_the_foreign_document_of_the_readme_is_checked_as_it_is_told(
    data: Path, tmp_path: Path, update_golden: bool
) -> None:
    page = ROOT / "README.md"
    text = page.read_text("utf-8")
    (document,) = re.findall(r"```xml\n(.*?)```", text, re.S)
    (tmp_path / "letter.xml").write_text(document, "utf-8")
    shutil.copy(data / "tei" / "schema" / "tei_all.rng", tmp_path)
    environment = os.environ | {"PYTHONPATH": str(ROOT), "NO_COLOR": "1"}

    def run(match: re.Match[str]) -> str:
        done = subprocess.run(
            ["sh", "-c", f'tei() {{ "{sys.executable}" -m tei "$@"; }}; {match[1]} 2>&1'],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        return f"```console\n$ {match[1]}\n{done.stdout}```"

    made = re.sub(r"```console\n\$ (.*?)\n(?:.*?)```", run, text, flags=re.S)
    if update_golden:
        page.write_text(made, "utf-8")
    assert page.read_text("utf-8") == made
    assert "letter.xml:12:" in made and "letter.xml:12: /tei:TEI/" in made


def test_every_option_of_check_and_every_form_is_documented() -> None:
    page = (ROOT / "docs" / "checking.md").read_text("utf-8")
    reference = (ROOT / "docs" / "cli.md").read_text("utf-8")
    check = reference[reference.index("## tei check") :].split("\n## ")[0]
    options = set(re.findall(r"--[a-z][a-z-]+", check)) - {"--help", "--quiet", "--jobs", "--no-source"}
    assert len(options) > 10 and {option for option in options if option not in page} == set()
    assert all(f"`{name}`" in page for name in NAMES)


def test_the_ignore_of_the_page_can_be_read(tmp_path: Path) -> None:
    from tei.verify.ignores import read_ignores

    (text,) = re.findall(r"```toml\n(.*?)```", (ROOT / "docs" / "checking.md").read_text("utf-8"), re.S)
    (tmp_path / "tei-check.toml").write_text(text, "utf-8")
    (entry,) = read_ignores(tmp_path / "tei-check.toml").entries
    assert entry.code == "R002" and entry.xpath == "//tei:correspDesc"
