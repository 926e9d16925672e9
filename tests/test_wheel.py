"""The wheel, alone in an empty environment, away from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest
from conftest import ROOT

pytestmark = [pytest.mark.wheel, pytest.mark.xdist_group("wheel")]
PIP = ["-m", "pip", "--disable-pip-version-check", "--quiet"]
ALSO = ["test_seed.py", "test_annotate.py", "test_align.py", "test_laws.py", "test_compare.py", "test_xslt.py"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, *PIP, "wheel", "--no-deps", "--no-build-isolation", "-w", out, ROOT], check=True)
    (path,) = out.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of an environment that holds the wheel and what it needs."""
    place = tmp_path_factory.mktemp("empty") / "venv"
    venv.create(place, with_pip=True)
    python = place / "bin" / "python"
    subprocess.run([python, *PIP, "install", "--require-hashes", "-r", ROOT / "requirements.txt"], check=True)
    subprocess.run([python, *PIP, "install", "--no-deps", "--no-index", wheel], check=True)
    return python


def clean() -> dict[str, str]:
    return {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "VIRTUAL_ENV")}


def test_the_wheel_carries_stylesheets_schemas_and_the_sample(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for path in (*ROOT.glob("xslt/**/*.*"), *ROOT.glob("schemas/*.*")):
        assert f"tei/_shipped/{path.relative_to(ROOT).as_posix()}" in names
    assert "tei/sample/seeds/library.txt" in names
    assert "tei/py.typed" in names
    assert not [n for n in names if n.startswith(("tests/", "editions/", "seeds/"))]


def test_an_edition_is_made_and_built_from_an_empty_folder(python: Path, tmp_path: Path) -> None:
    tei = python.parent / "tei"
    for words in (["new", "demo"], ["build", "demo"], ["check", "demo"]):
        done = subprocess.run([tei, *words], cwd=tmp_path, env=clean(), capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "demo" / "build" / "site" / "index.html").is_file()
    assert list((tmp_path / "demo" / "build" / "print").glob("*.pdf"))


def test_the_suite_passes_on_the_installed_wheel(python: Path, tmp_path: Path) -> None:
    environment = clean() | {"PYTHONPATH": sysconfig.get_path("purelib")}  # pytest from here, tei from there
    where = subprocess.run(
        [python, "-c", "import tei; print(tei.__file__)"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert str(python.parent.parent) in where
    done = subprocess.run(
        [python, "-m", "pytest", "-q", "-p", "no:cacheprovider", *(ROOT / "tests" / name for name in ALSO)],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:]
