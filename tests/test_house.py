"""The house: which module may import which, and that the road is told where it should be."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from conftest import ROOT

import tei

STEPS = ("seed", "annotate", "align", "compare", "edit", "encode", "check", "render")
FLOOR = {
    "model",
    "report",
    "reports",
    "names",
    "data",
    "reading",
    "xml",
    "files",
    "paths",
    "version",
    "codes",
    "pool",
    "han",
    "tokens",
}
JOIN = {
    "bind",
    "appraise",
    "run",
    "build",
    "export",
    "publish",
    "start",
    "verify",
    "suggest",
    "show",
    "parallel",
    "induce",
    "query",
    "release",
    "serve",
}
MAY: dict[str, set[str]] = {
    **{step: FLOOR | {step} for step in STEPS},
    **dict.fromkeys(FLOOR, FLOOR),
    **{name: FLOOR | JOIN | set(STEPS) for name in JOIN},
    "cli": FLOOR | JOIN | set(STEPS) | {"cli"},
    "__main__": {"cli", "report", "version"},
    "__init__": {"version"},
}
MODULES = sorted((ROOT / "tei").rglob("*.py"))


def imports(path: Path) -> set[str]:
    """The first names below ``tei`` that a module imports, wherever it does."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            parts = node.module.split(".")
            if parts[0] == "tei":
                found |= {parts[1]} if len(parts) > 1 else {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            pytest.fail(f"{path}: relative import")
        elif isinstance(node, ast.Import):
            found |= {a.name.split(".")[1] for a in node.names if a.name.startswith("tei.")}
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_point_down(path: Path) -> None:
    room = path.relative_to(ROOT / "tei").parts[0].removesuffix(".py")
    assert imports(path) <= MAY[room], f"{room} may not import {imports(path) - MAY[room]}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_what_is_private_stays_in_its_module(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("tei"):
            assert not [
                alias.name for alias in node.names if alias.name.startswith("_") and alias.name != "__version__"
            ]


def test_the_floor_model_imports_nothing_of_ours() -> None:
    assert imports(ROOT / "tei" / "model.py") == set()


def test_the_package_docstring_tells_the_road_in_order() -> None:
    told = [tei.__doc__.index(f"`tei.{step}`") for step in STEPS] if tei.__doc__ else []
    assert told == sorted(told) and len(told) == 8


def test_only_the_command_line_prints_or_exits() -> None:
    for path in MODULES:
        if path.relative_to(ROOT / "tei").parts[0] in ("cli", "__main__.py"):
            continue
        assert "sys.std" not in path.read_text("utf-8"), path
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in ("print", "exit", "input"), f"{path}:{node.lineno}"


def test_one_module_knows_the_xslt_processor() -> None:
    users = [p for p in MODULES if "etree.XSLT" in p.read_text("utf-8")]
    assert {p.name for p in users} <= {"xslt.py", "site.py", "print.py"}
    makers = [p.name for p in MODULES if "etree.XSLT(" in p.read_text("utf-8")]
    assert makers == ["xslt.py"]


def test_one_module_makes_parsers() -> None:
    makers = [p for p in MODULES if "XMLParser(" in p.read_text("utf-8") or "etree.parse(" in p.read_text("utf-8")]
    assert makers == [ROOT / "tei" / "xml" / "__init__.py"]


def test_no_host_of_a_package_registry_is_named() -> None:
    for name in (
        "requirements.txt",
        "requirements-dev.txt",
        "requirements-build.txt",
        "Makefile",
        "pyproject.toml",
        ".ci/run",
    ):
        text = (ROOT / name).read_text("utf-8")
        assert "://" not in text.replace("http://127.0.0.1", ""), name


def test_every_requirement_is_pinned_with_hashes() -> None:
    for name in ("requirements.txt", "requirements-dev.txt", "requirements-build.txt"):
        text = (ROOT / name).read_text("utf-8").replace("\\\n", " ")
        for line in text.splitlines():
            assert "==" in line and "--hash=sha256:" in line, f"{name}: {line[:60]}"


def test_the_pins_and_the_project_speak_of_the_same_packages() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    wanted = [line for line in (ROOT / "requirements.in").read_text("utf-8").splitlines() if line and line[0] != "#"]
    assert wanted == project
