"""Releases: whole, checkable, the same everywhere; and refused while anything is in the way."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from tei.build import build, convert_all, seed_paths
from tei.edit.load import load
from tei.model import Edition
from tei.release import Asking, Released, release, standing
from tei.release import sealing as sealing_module
from tei.release.bag import seal
from tei.release.crate import crate
from tei.release.parts import Part
from tei.release.readme import readme, told
from tei.release.versions import listed, released, version
from tei.report import TeiError
from tei.start import start
from tei.verify import adopt, check_all

HOSTILE = '<b>"x"</b> # *_`|\n## y\r\nPayload-Oxum: 0.0 ../ 𠀋 \u2028'


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small edition, built, with a site and few exports."""
    folder = tmp_path_factory.mktemp("editions") / "sample"
    start(folder)
    toml = folder / "edition.toml"
    text = toml.read_text("utf-8").replace('seeds = ["', 'outputs = ["site"]\nseeds = ["')
    toml.write_text(f'{text}\n[release]\nexports = ["tsv", "epub"]\n', "utf-8")
    (folder / "CHANGES.md").write_text("# 0.1.0\n", "utf-8")
    assert not [found for found in build(load(folder), workers=1).findings if found.severity != "info"]
    return folder


@pytest.fixture(scope="module")
def made(built: Path) -> Released:
    """A release of it."""
    found = release(load(built), Asking("0.1.0", built / "releases", workers=1))
    assert not found.stopped, found.findings
    return found


@pytest.fixture
def copy(built: Path, tmp_path: Path) -> Path:
    """A copy of the edition as it was before it was released, at another place."""
    folder = tmp_path / "elsewhere"
    shutil.copytree(built, folder, ignore=shutil.ignore_patterns("build", "releases", "addresses.txt"))
    return folder


def asked(folder: Path, name: str = "0.1.0", **more: bool) -> Released:
    return release(load(folder), Asking(name, folder / "releases", workers=1, **more))


def edited(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def codes(found: Released) -> list[str]:
    return [one.code for one in found.findings if one.severity != "info"]


def tree(folder: Path) -> Mapping[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# --- versions


def test_versions_have_an_order_as_editors_mean_it() -> None:
    names = "0.1 0.1.1-rc.1 0.1.1-rc.2 0.1.1-rc.10 0.1.1 0.2 1.0.0-alpha 1.0.0-alpha.1 1.0.0-beta 1.0 1.0.1 1.10 2026-01-31 2026.2"
    found = [version(name) for name in names.split()]
    assert all(one.order < two.order for one, two in pairwise(found))
    assert version("1.0").order == version("1.0.0").order
    assert version("2026-02-01").order == version("2026.2.1").order


@pytest.mark.parametrize("name", ["", "v1.0", "1.", "1..2", "1.0-", "1.0-1", "1.0/..", "..", "2026-02-30", "2026-13", "1.0 ", "١.٠", "1.2.3.4.5", "1.0-a/b", "1\n"])  # fmt: skip
def test_what_is_no_version_is_refused(name: str, built: Path) -> None:
    with pytest.raises(TeiError) as caught:
        asked(built, name, dry=True)
    assert caught.value.finding.code == "Z001"


@given(st.text(max_size=12))
def test_a_version_can_be_part_of_the_name_of_a_file(name: str) -> None:
    try:
        version(name)
    except TeiError:
        return
    assert set(name) <= set("0123456789.-abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") and name[0] not in ".-"


def test_the_last_release_is_known_by_its_folder_and_by_its_addresses(tmp_path: Path) -> None:
    for name in ("x-1.0", "x-1.2.zip", "x-notes", "y-9.0", "x-1.0.zip.sha256"):
        (tmp_path / name).mkdir() if name[-3:] not in ("zip", "256") else (tmp_path / name).touch()
    assert [one.text for one, _ in released("x", tmp_path)] == ["1.0", "1.2"]
    for head, name in (
        ("# T 1959 1.2 2026-11-23", "1.2"),
        ("# T 1.2", ""),
        ("index.html", ""),
        ("", ""),
        ("# a b c", ""),
    ):
        (tmp_path / "addresses.txt").write_text(f"{head}\nindex.html\n", "utf-8")
        last = listed(tmp_path / "addresses.txt")
        assert (last.text if last else "") == name


# --- what a release is


def test_a_release_has_everything_in_its_place(made: Released) -> None:
    files = tree(made.folder)
    for name in ("README.md", "bagit.txt", "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt"):
        assert name in files
    data = {name.removeprefix("data/") for name in files if name.startswith("data/")}
    assert {"CITATION.cff", "codemeta.json", ".zenodo.json", "CHANGES.md", "introduction.xml", "authority.xml"} <= data
    assert {"addresses.txt", "site/index.html", "tei/schemas/edition.rng", "export/epub/sample.epub"} <= data
    assert {name.partition("/")[0] for name in data if "/" in name} == {"tei", "site", "export", "report"}
    assert sorted({name.split("/")[1] for name in data if name.startswith("export/")}) == ["epub", "tsv"]
    assert (made.files, made.size) == (len(files), sum(map(len, files.values())))


def test_the_sums_are_those_of_the_files_and_none_is_left_out(made: Released) -> None:
    command = ["sha256sum", "--check", "--quiet", "--strict", "tagmanifest-sha256.txt", "manifest-sha256.txt"]
    result = subprocess.run(command, cwd=made.folder, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    files = tree(made.folder)
    for manifest, payload in (("manifest-sha256.txt", True), ("tagmanifest-sha256.txt", False)):
        names = [line.split("  ", 1)[1] for line in files[manifest].decode().splitlines()]
        assert names == sorted(names)
        there = {name for name in files if name.startswith("data/") is payload and name != "tagmanifest-sha256.txt"}
        assert set(names) == there
    sizes = [len(data) for name, data in files.items() if name.startswith("data/")]
    assert f"Payload-Oxum: {sum(sizes)}.{len(sizes)}\n" in files["bag-info.txt"].decode()
    assert files["bagit.txt"] == b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    packed = hashlib.sha256(made.archive.read_bytes()).hexdigest()
    assert made.archive.with_name("sample-0.1.0.zip.sha256").read_text() == f"{packed}  sample-0.1.0.zip\n"


def test_the_archive_holds_the_folder_and_nothing_of_the_machine(made: Released) -> None:
    with zipfile.ZipFile(made.archive) as packed:
        entries = packed.infolist()
        assert {entry.filename: packed.read(entry) for entry in entries} == {
            f"sample-0.1.0/{name}": data for name, data in tree(made.folder).items()
        }
        assert {(entry.date_time, entry.external_attr >> 16) for entry in entries} == {
            ((1980, 1, 1, 0, 0, 0), 0o100644)
        }
    assert [entry.filename for entry in entries] == sorted(entry.filename for entry in entries)
    for name, data in tree(made.folder).items():
        assert str(made.folder.parent.parent).encode() not in data, name


def test_another_machine_makes_the_same_bytes(made: Released, copy: Path) -> None:
    again = asked(copy)
    assert again.archive.read_bytes() == made.archive.read_bytes()
    assert tree(again.folder) == tree(made.folder)


def test_its_texts_are_those_of_the_edition_with_the_schemas_beside_them(
    built: Path, made: Released, tmp_path: Path
) -> None:
    texts = sorted((made.folder / "data" / "tei").glob("*.xml"))
    assert check_all([*texts, *(made.folder / "data").glob("*.xml")], workers=1) == []
    edition = load(built)
    fresh = convert_all(seed_paths(edition), replace(edition, schemas="schemas"), tmp_path, workers=1).tei
    assert [path.read_bytes() for path in fresh] == [path.read_bytes() for path in texts]


def test_it_says_how_to_cite_it_and_machines_can_read_it(made: Released) -> None:
    page = (made.folder / "README.md").read_text("utf-8")
    assert (
        "> The Editors of the Sample. 2026. *A Sample Edition in Chinese and English / 汉英对照样例*. Version 0.1.0."
        in page
    )
    assert "CC0 1.0" in page and "| `tei/` |" in page and "| `print/` |" not in page
    found = json.loads((made.folder / "data" / "ro-crate-metadata.json").read_text("utf-8"))
    nodes = {node["@id"]: node for node in found["@graph"]}
    assert nodes["ro-crate-metadata.json"]["about"] == {"@id": "./"}
    root = nodes["./"]
    assert (root["version"], root["datePublished"]) == ("0.1.0", "2026-11-23")
    for part in root["hasPart"]:
        assert (made.folder / "data" / part["@id"]).exists() and part["@id"] in nodes
    assert all(nodes[creator["@id"]]["name"] for creator in root["creator"])
    assert root["license"]["@id"] in nodes


def test_its_addresses_are_those_that_every_later_build_is_held_against(built: Path, made: Released) -> None:
    kept = (built / "addresses.txt").read_bytes()
    assert kept == (made.folder / "data" / "addresses.txt").read_bytes()
    assert kept == (made.folder / "data" / "site" / "addresses.txt").read_bytes()
    last = listed(built / "addresses.txt")
    assert last is not None and last.text == "0.1.0"


# --- what is in the way


def test_a_release_is_never_overwritten(built: Path, made: Released) -> None:
    before = tree(built / "releases")
    again = asked(built)
    assert again.stopped and codes(again) == ["Z004", "Z004"]
    assert tree(built / "releases") == before
    assert made.archive.is_file()


def test_the_edition_must_be_of_the_version_and_after_the_last_one(copy: Path, made: Released) -> None:
    shutil.copyfile(made.folder / "data" / "addresses.txt", copy / "addresses.txt")
    found = asked(copy, "0.0.9")
    assert found.stopped and codes(found) == ["Z002", "Z003"]
    assert 'write version = "0.0.9" here' in found.findings[0].hint
    assert (copy / "edition.toml").read_text("utf-8").splitlines()[found.findings[0].line - 1].startswith("version")  # type: ignore[operator]
    assert not (copy / "releases").exists()


def test_all_that_is_in_the_way_is_told_at_once_and_nothing_is_left_behind(copy: Path) -> None:
    edited(copy / "edition.toml", "date = 2026-11-23", "")
    edited(copy / "edition.toml", "[licence]\ntarget", "[licence]\n# target")
    edited(copy / "edition.toml", "text = ", "# text = ")
    (copy / "editorial" / "nowhere.toml").write_text("", "utf-8")
    before = tree(copy)
    found = asked(copy, "0.2.0", dry=True)
    assert found.stopped
    assert sorted(set(codes(found))) == ["E047", "Z002", "Z005", "Z006"]
    assert {one.severity for one in found.findings if one.code == "Z006"} == {"error", "warning"}
    assert tree(copy) == before and not (copy / "releases").exists()


def test_texts_must_be_those_of_today(copy: Path) -> None:
    (text,) = (copy / "tei").glob("*.xml")
    edited(copy / "editorial" / "library.toml", "[[", "# changed\n[[")
    assert codes(asked(copy, dry=True)) == []
    edited(copy / "edition.toml", "The Sample Edition", "Another Publisher")
    assert codes(asked(copy)) == ["Z005"]
    edited(copy / "edition.toml", "Another Publisher", "The Sample Edition")
    edited(text, "</body>", "<!-- by hand --></body>")
    assert codes(asked(copy)) == ["X001"]
    text.unlink()
    assert codes(asked(copy)) == ["Z005", "Z005"]


def test_of_many_texts_that_are_not_of_today_some_are_named_and_all_are_counted(tmp_path: Path) -> None:
    fresh = [tmp_path / "fresh" / f"{n:02}.xml" for n in range(33)]
    fresh[0].parent.mkdir()
    for path in fresh:
        path.write_bytes(b"<TEI/>")
    found = list(standing.of_the_documents(fresh, tmp_path / "tei"))
    assert len(found) == 21 and found[-1].message == "13 more texts are not of today"


def test_a_text_whose_seed_is_gone_is_not_released_but_a_master_is(copy: Path) -> None:
    (seed,) = (copy / "seeds").glob("*.txt")
    seed.unlink()
    (copy / "editorial" / "library.toml").unlink()
    assert codes(asked(copy)) == ["X002"]
    (text,) = (copy / "tei").glob("*.xml")
    adopt(text)
    found = asked(copy)
    assert not found.stopped, found.findings
    assert check_all(sorted((found.folder / "data" / "tei").glob("*.xml")), workers=1) == []


def test_what_the_check_finds_stops_it(copy: Path) -> None:
    (text,) = (copy / "tei").glob("*.xml")
    edited(text, "<body>", '<body><div><p><persName ref="#nobody">N</persName></p></div>')
    adopt(text)
    found = asked(copy, allow=True)
    assert found.stopped and "R002" in codes(found)
    assert not (copy / "releases").exists()


def test_a_warning_stops_it_unless_it_is_allowed_and_then_the_release_tells_of_it(copy: Path, made: Released) -> None:
    list_ = (made.folder / "data" / "addresses.txt").read_text("utf-8")
    (copy / "addresses.txt").write_text(f"{list_}old.html\n", "utf-8")
    found = asked(copy)
    assert found.stopped and codes(found) == ["W004"]
    assert (copy / "addresses.txt").read_text("utf-8") == f"{list_}old.html\n"
    found = asked(copy, allow=True)
    assert not found.stopped and codes(found) == ["W004"]
    told_ = (found.folder / "data" / "findings.txt").read_text("utf-8")
    assert told_.startswith("addresses.txt:") and "old.html" in told_ and str(copy) not in told_
    assert (copy / "addresses.txt").read_text("utf-8") == list_


def test_a_dry_run_makes_everything_and_keeps_nothing(copy: Path, made: Released) -> None:
    before = tree(copy)
    found = asked(copy, dry=True)
    assert not found.stopped and (found.files, found.size) == (made.files, made.size)
    assert tree(copy) == before and not (copy / "releases").exists()


def test_what_fails_at_the_end_leaves_nothing_behind(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise TeiError("G002", "cannot be written: No space left on device")

    monkeypatch.setattr(sealing_module, "pack", full)
    (copy / "releases").mkdir()
    with pytest.raises(TeiError):
        asked(copy)
    assert list((copy / "releases").iterdir()) == []
    assert not (copy / "addresses.txt").exists()


def test_an_export_that_there_is_not_is_an_error_of_the_edition(copy: Path) -> None:
    edited(copy / "edition.toml", '"epub"', '"word"')
    with pytest.raises(TeiError) as caught:
        asked(copy)
    assert caught.value.finding.code == "E003" and "word" in str(caught.value)


# --- hostile words


def test_words_of_the_edition_are_no_marks_and_no_lines_of_their_own(tmp_path: Path) -> None:
    edition = Edition(
        id="x", version="1.0", date="2026-11-23", title=(("en", HOSTILE),), publisher=HOSTILE, rights=(("en", HOSTILE),)
    )
    page = readme(edition, [Part("tei/", "", "the texts", 1, 10)]).decode()
    assert "\n## y" not in page and "<b>" not in page
    json.loads(crate(edition, []))
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "100%\n.xml").write_bytes(b"x")
    seal(tmp_path, [("External-Description", HOSTILE)])
    assert (tmp_path / "bag-info.txt").read_text("utf-8").count("\n") == 2
    assert (tmp_path / "manifest-sha256.txt").read_text("utf-8").endswith("  data/100%25%0A.xml\n")


def test_sizes_are_told_for_people() -> None:
    said = [told(n) for n in (0, 999, 1000, 123_456, 999_400, 999_950, 12_345_678, 10**15)]
    assert said == ["0 bytes", "999 bytes", "1.0 kB", "123 kB", "999 kB", "1.0 MB", "12.3 MB", "1000 TB"]


# --- the command


def test_the_command_says_what_became_of_it(copy: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "tei", "release", *words]
        return subprocess.run(command, capture_output=True, text=True, cwd=copy, env=environment, check=False)

    wrong = run("0.2.0")
    assert (wrong.returncode, wrong.stdout) == (1, "")
    assert "edition.toml:7: Z002" in wrong.stderr and "sample-0.2.0 is not released" in wrong.stderr
    assert run("v1").returncode == 2
    good = run("0.1.0", "--format", "json")
    assert good.returncode == 0, good.stderr
    found = json.loads(good.stdout)
    assert (found["folder"], found["archive"]) == ("releases/sample-0.1.0", "releases/sample-0.1.0.zip")
    assert "sample-0.1.0 is released: " in good.stderr
