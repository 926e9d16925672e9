"""In CI: the action, the hook and the job are run as their hosts run them, on a sample repository, a bad one included."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from lxml import etree

GOOD = (
    '<?xml-model href="../s.rng"?>\n<TEI xmlns="http://www.tei-c.org/ns/1.0">\n<p xml:id="a" corresp="#a"/>\n</TEI>\n'
)
BAD = GOOD.replace('corresp="#a"', 'corresp="#b"')
WORSE = BAD.replace("</TEI>", "</p>")
RNG = (
    '<element name="TEI" xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.tei-c.org/ns/1.0">'
    '<element name="p"><attribute name="xml:id"/><attribute name="corresp"/><empty/></element></element>'
)
_SCALARS = {"true": True, "false": False, "null": None}


def yaml(path: Path) -> Any:
    """The file at `path`, if it is of the plain kind: mappings, lists, scalars, literal blocks, no more.

    Raises:
        ValueError: for whatever else YAML has.
    """
    lines = [line.rstrip() for line in path.read_text("utf-8").splitlines()]
    value, at = _block(lines, _next(lines, 0), 0)
    if _next(lines, at) != len(lines):
        raise ValueError(f"{path}:{at + 1}: {lines[at]}")
    return value


def _next(lines: list[str], at: int) -> int:
    while at < len(lines) and (not lines[at].strip() or lines[at].lstrip().startswith("#")):
        at += 1
    return at


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _block(lines: list[str], at: int, indent: int) -> tuple[Any, int]:
    return (_list if lines[at].lstrip().startswith("- ") else _mapping)(lines, at, indent)


def _list(lines: list[str], at: int, indent: int) -> tuple[list[Any], int]:
    found: list[Any] = []
    while (
        (at := _next(lines, at)) < len(lines) and _indent(lines[at]) == indent and lines[at].lstrip().startswith("- ")
    ):
        rest = lines[at][indent + 2 :]
        if re.match(r"[\w-]+:( |$)", rest):
            lines[at] = " " * (indent + 2) + rest
            value, at = _mapping(lines, at, indent + 2)
        else:
            value, at = _scalar(rest), at + 1
        found.append(value)
    return found, at


def _mapping(lines: list[str], at: int, indent: int) -> tuple[dict[str, Any], int]:
    found: dict[str, Any] = {}
    while (at := _next(lines, at)) < len(lines) and _indent(lines[at]) == indent:
        match = re.fullmatch(r"([\w-]+):(?: (.*))?", lines[at].strip())
        if match is None or match[1] in found:
            raise ValueError(f"line {at + 1}: {lines[at]}")
        if match[2] == "|":
            end = at + 1
            while end < len(lines) and (not lines[end] or _indent(lines[end]) > indent):
                end += 1
            inner = lines[at + 1 : end]
            cut = _indent(inner[0])
            found[match[1]], at = "".join(f"{line[cut:]}\n" for line in inner).rstrip("\n") + "\n", end
        elif match[2]:
            found[match[1]], at = _scalar(match[2]), at + 1
        else:
            at = _next(lines, at + 1)
            found[match[1]], at = _block(lines, at, _indent(lines[at]))
    return found, at


def _scalar(text: str) -> Any:
    if match := re.fullmatch(r"\[([\w, -]*)\]", text):
        return [part.strip() for part in match[1].split(",")]
    if match := re.fullmatch(r'"([^"\\]*)"', text):
        return match[1]
    if text[0] in "&*!|>{[%@`'\"" or re.search(r": | #", text):
        raise ValueError(text)
    return _SCALARS.get(text, text)


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """A repository with a schema, a good document and a bad one."""
    place = tmp_path / "sample"
    (place / "tei").mkdir(parents=True)
    (place / ".git").mkdir()
    (place / "s.rng").write_text(RNG, "utf-8")
    (place / "tei" / "good.xml").write_text(GOOD, "utf-8")
    (place / "tei" / "bad, 100%.xml").write_text(BAD, "utf-8")
    return place


@pytest.fixture
def shim(tmp_path: Path) -> Path:
    """A folder with a program `tei` that is the one of this checkout."""
    place = tmp_path / "bin"
    place.mkdir()
    (place / "tei").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m tei "$@"\n', "utf-8")
    (place / "tei").chmod(0o755)
    return place


def bash(script: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """`script` as GitHub and GitLab run it."""
    ours = {k: v for k, v in os.environ.items() if not k.startswith(("GITHUB_", "CI_", "TEI_"))}
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=cwd,
        env=ours | {"NO_COLOR": "1"} | environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


ACTION = yaml(ROOT / "action.yml")


def step(name: str, **inputs: str) -> tuple[str, dict[str, str]]:
    """The script of the action's step with this name, and its environment for these inputs."""
    (found,) = (each for each in ACTION["runs"]["steps"] if each["name"] == name)
    known = {key: value["default"] for key, value in ACTION["inputs"].items()}
    assert set(inputs) <= {key.replace("-", "_") for key in known}
    known |= {key.replace("_", "-"): value for key, value in inputs.items()}

    def value(text: str) -> str:
        text = text.replace("${{ github.action_path }}", str(ROOT))
        return re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda m: known[m[1]], text)

    environment = {key: value(text) for key, text in found["env"].items()}
    assert not any("${{" in text for text in environment.values())
    return found["run"], environment


def test_the_action_needs_nothing_but_pip_and_writes_no_input_into_a_script() -> None:
    assert ACTION["runs"]["using"] == "composite"
    assert set(ACTION["inputs"]) >= {"paths", "schema", "format", "baseline", "version"}
    assert all(value["description"] and "default" in value for value in ACTION["inputs"].values())
    for each in ACTION["runs"]["steps"]:
        assert each["shell"] == "bash" and "uses" not in each
        assert "${{" not in each["run"]


def test_the_action_annotates_what_is_wrong(sample: Path, shim: Path) -> None:
    script, environment = step("Check", paths="tei\n", format="github\nsarif:out/tei.sarif\n")
    path = f"{shim}{os.pathsep}{os.environ['PATH']}"
    summary = sample / "summary.md"
    more = {"PATH": path, "PYTHONPATH": str(ROOT), "GITHUB_WORKSPACE": str(sample), "GITHUB_STEP_SUMMARY": str(summary)}
    run = bash(script, sample, **environment, **more)
    assert run.returncode == 1, run.stderr
    (line,) = run.stdout.splitlines()
    assert line.startswith(
        "::error file=tei/bad%2C 100%25.xml,line=3,col=1,title=R002 a pointer to nothing::@corresp points to"
    )
    assert "| R002 |" in summary.read_text("utf-8")
    assert len(json.loads((sample / "out" / "tei.sarif").read_text("utf-8"))["runs"][0]["results"]) == 1
    (sample / "tei" / "bad, 100%.xml").write_text(GOOD, "utf-8")
    run = bash(script, sample, **environment, **more)
    assert (run.returncode, run.stdout) == (0, "")


def test_the_action_takes_schemas_and_a_baseline_and_says_what_cannot_run(sample: Path, shim: Path) -> None:
    more = {"PATH": f"{shim}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    subprocess.run(
        [shim / "tei", "check", "tei", "--baseline", "known.json", "--write-baseline"],
        cwd=sample,
        env=os.environ | more,
        check=True,
        capture_output=True,
    )
    script, environment = step("Check", paths="tei/*.xml", schema="s.rng", baseline="known.json")
    assert bash(script, sample, **environment, **more).returncode == 0
    (sample / "tei" / "new.xml").write_text(WORSE, "utf-8")
    run = bash(script, sample, **environment, **more)
    assert run.returncode == 1 and run.stdout.count("::error") == 1 and "file=tei/new.xml,line=4" in run.stdout
    script, environment = step("Check", paths="tei", fail_on="never")
    assert bash(script, sample, **environment, **more).returncode == 0
    script, environment = step("Check", paths="$(touch hacked); `touch hacked`\nnowhere")
    run = bash(script, sample, **environment, **more)
    assert run.returncode == 2 and not (sample / "hacked").exists() and "::error file=$(touch" in run.stdout


def test_the_hook_of_pre_commit_passes_a_good_commit_and_stops_a_bad_one(sample: Path, shim: Path) -> None:
    (hook,) = yaml(ROOT / ".pre-commit-hooks.yaml")
    assert hook["id"] == "tei-check" and hook["language"] == "python" and hook["types"] == ["xml"]
    assert [bool(re.search(hook["files"], name)) for name in ("a.xml", "b/c.tei", "s.rng", "s.xsd", "a.xmlx")] == [
        True,
        True,
        False,
        False,
        False,
    ]
    words = [*shlex.split(hook["entry"]), "tei/good.xml"]
    environment = os.environ | {"PATH": f"{shim}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    for more, status in (([], 0), (["tei/bad, 100%.xml"], 1)):
        run = subprocess.run(
            [*words, *more], cwd=sample, env=environment, capture_output=True, encoding="utf-8", check=False
        )
        assert run.returncode == status, run.stderr
        assert ("R002" in run.stdout) == bool(status)


JOB = yaml(ROOT / "docs" / "ci" / "gitlab.yml")["tei-check"]


def test_the_job_of_gitlab_leaves_its_reports(sample: Path, shim: Path) -> None:
    (sample / ".tei-venv").mkdir()
    (sample / ".tei-venv" / "bin").symlink_to(shim)
    run = bash(JOB["script"][-1], sample, PYTHONPATH=str(ROOT), CI_PROJECT_DIR=str(sample), TEI_PATHS="tei")
    assert run.returncode == 1 and "R002" in run.stdout
    reports = JOB["artifacts"]["reports"]
    (row,) = json.loads((sample / reports["codequality"]).read_text("utf-8"))
    assert row["location"]["path"] == "tei/bad, 100%.xml" and row["check_name"] == "R002"
    assert etree.parse(sample / reports["junit"]).getroot().get("failures") == "1"


@pytest.mark.wheel
@pytest.mark.xdist_group("wheel")
def test_what_the_action_installs_checks_the_sample(sample: Path, tmp_path: Path) -> None:
    script, environment = step("Install tei")
    more = {"RUNNER_TEMP": str(tmp_path / "temp"), "GITHUB_PATH": str(tmp_path / "path")}
    run = bash(script, sample, **environment, **more)
    assert run.returncode == 0, run.stderr
    added = (tmp_path / "path").read_text("utf-8").strip()
    script, environment = step("Check", paths="tei")
    run = bash(script, sample, **environment, PATH=f"{added}{os.pathsep}{os.environ['PATH']}", PYTHONPATH="")
    assert run.returncode == 1 and run.stdout.startswith("::error file=tei/bad"), run.stderr


@pytest.mark.wheel
@pytest.mark.xdist_group("wheel")
def test_what_the_job_of_gitlab_installs_checks_the_sample(sample: Path) -> None:
    script = "\n".join(JOB["script"])
    run = bash(
        script, sample, **{**JOB["variables"], "TEI_SOURCE": str(ROOT)}, CI_PROJECT_DIR=str(sample), PYTHONPATH=""
    )
    assert run.returncode == 1 and "R002" in run.stdout, run.stderr
    assert (sample / "gl-code-quality.json").is_file()


@pytest.mark.parametrize("text", ["a: &x 1", "a: {b: 1}", "a: >\n  x", "a: b: c", "a: 1\na: 2", "- x\nb: 1", "a: 'b'"])
def test_the_reader_of_these_files_refuses_what_it_does_not_know(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text(text, "utf-8")
    with pytest.raises(ValueError):
        yaml(tmp_path / "a.yml")
