"""What the documentation says is true."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

PAGES = [ROOT / "README.md", ROOT / "editions" / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
COMMANDS = (
    "new",
    "convert",
    "check",
    "render",
    "build",
    "serve",
    "export",
    "report",
    "release",
    "align",
    "lexicon",
    "suggest",
    "extract",
    "adopt",
    "xpath",
    "explain",
)


def run(words: list[str], cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb"}
    return subprocess.run(
        [sys.executable, "-m", "tei", *words],
        capture_output=True,
        encoding="utf-8",
        cwd=cwd,
        env=environment,
        check=False,
    )


def test_the_commands_of_the_readme_run_one_after_the_other(tmp_path: Path) -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    commands = [line for block in re.findall(r"```sh\n(.*?)```", text, re.S) for line in block.splitlines() if line]
    assert len(commands) >= 7
    for command in commands:
        words = command.split()
        assert words[0] == "tei"
        result = run(words[1:], tmp_path)
        assert result.returncode == 0, (command, result.stderr)
    assert (tmp_path / "again.txt").read_bytes() == (tmp_path / "demo" / "seeds" / "library.txt").read_bytes()


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", page.read_text("utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_every_code_that_a_page_names_exists(page: Path) -> None:
    from tei.codes import CODES

    assert set(re.findall(r"\b[GSECXVRWZ]0\d\d\b", page.read_text("utf-8"))) <= set(CODES)


def test_the_editors_loop_is_as_it_is_told(tmp_path: Path, update_golden: bool) -> None:
    for name in ("editions", "seeds", "schemas"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("build"))
    page = ROOT / "editions" / "README.md"
    (file,) = (tmp_path / "editions" / "peoples-daily" / "editorial").glob("*.toml")
    decided = file.read_text("utf-8")
    parts = re.split(r"(^```(?:toml|console)\n.*?^```\n)", page.read_text("utf-8"), flags=re.M | re.S)
    said = []
    for n, part in enumerate(parts):
        if part.startswith("```toml\n"):  # the decision that the reader takes out
            note = part.removeprefix("```toml\n").removesuffix("```\n")
            assert decided.count(note) == 1
            file.write_text(decided.replace(note, ""), "utf-8")
        elif part.startswith("```console\n"):
            command = part.splitlines()[1].removeprefix("$ tei ")
            result = run(command.split(), tmp_path)
            assert result.returncode == 0, result.stderr
            said.append(result.stdout + result.stderr)
            parts[n] = f"```console\n$ tei {command}\n{said[-1]}```\n"
        elif "## 5. Build again" in part:  # and puts back
            file.write_text(decided, "utf-8")
    assert len(said) == 4 and "zh.1.4: " in said[0] and "zh.1.4.s2" in said[2] and "no findings" in said[3]
    if update_golden:
        page.write_text("".join(parts), "utf-8")
    assert page.read_text("utf-8") == "".join(parts)


def test_every_make_target_of_the_readme_exists() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"^make (\w+)$", (ROOT / "README.md").read_text("utf-8"), re.M):
        assert re.search(rf"^{target}:", makefile, re.M)


def test_the_keys_of_edition_toml_are_all_documented() -> None:
    text = (ROOT / "docs" / "editions.md").read_text("utf-8")
    source = (ROOT / "tei" / "edit" / "load.py").read_text("utf-8")
    body = source[source.index("def _edition(") : source.index("def _outputs(")].replace('error("', "")
    for key in re.findall(r"(?:root|licence|source|printed|schemas|languages)\.\w+\(\s*\"([\w-]+)\"", body):
        assert f"`{key}`" in text or f"[{key}]" in text or f"[[{key}]]" in text or f"print.{key}" in text, key


def test_the_reference_of_the_command_line_is_what_help_says(update_golden: bool) -> None:
    parts = ["# Commands\n\nThis page is made from `--help`.\n"]
    for command in ("", *COMMANDS):
        words = [command, "--help"] if command else ["--help"]
        text = run(words, ROOT).stdout.replace("python -m tei", "tei")
        lines = "\n".join(line.rstrip() for line in text.strip().splitlines())
        parts.append(f"## {f'tei {command}'.strip()}\n\n```\n{lines}\n```\n")
    made = "\n".join(parts)
    page = ROOT / "docs" / "cli.md"
    if update_golden:
        page.write_text(made, "utf-8")
    assert page.read_text("utf-8") == made


def test_the_repository_names_no_path_of_a_machine() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.split(
        "\n"
    )
    for name in filter(None, listed):
        path = ROOT / name
        if path.suffix in (".png", ".svg") or not path.is_file():
            continue
        text = path.read_text("utf-8", errors="replace")
        assert not re.search(r"(?<![\w.])/(?:work|home|root|farm)/(?!out\b)", text), name
