"""The command line as its users meet it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

from tei.report import Finding

SEED = ROOT / "seeds" / "peoples-daily" / "000_f30e168cdf3ad533.txt"
SAMPLE = next((ROOT / "editions" / "peoples-daily" / "tei").glob("*.xml"))
COMMANDS = (
    "new",
    "convert",
    "check",
    "render",
    "build",
    "align",
    "lexicon",
    "suggest",
    "extract",
    "adopt",
    "xpath",
    "explain",
)


def tei(*args: object, cwd: Path | None = None, preexec: object = None) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "COLUMNS": "100", "PYTHONPATH": str(ROOT), "NO_COLOR": "1", "TERM": "dumb"}
    result = subprocess.run(
        [sys.executable, "-m", "tei", *map(str, args)],
        capture_output=True,
        encoding="utf-8",
        cwd=cwd,
        env=environment,
        check=False,
        preexec_fn=preexec,  # type: ignore[arg-type]
    )
    assert "Traceback" not in result.stderr, result.stderr
    assert result.returncode in (0, 1, 2), result.stderr
    return result


def test_the_version_is_printed_without_loading_anything_heavy() -> None:
    code = (
        "import sys; sys.argv=['tei','--version']\nfrom tei.__main__ import main\ntry: main()\nexcept SystemExit: pass\n"
        "bad=[m for m in ('lxml','numpy','typst','rich','xmlschema','elementpath','typer') if m in sys.modules]; assert not bad, bad"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert run.stdout.strip()[0].isdigit()


def test_help_lists_every_command() -> None:
    out = tei("--help").stdout
    assert all(name in out for name in COMMANDS)
    assert "Exit status" in out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example_and_its_exit_statuses(command: str) -> None:
    out = tei(command, "--help").stdout
    assert f"tei {command}" in out.replace("python -m tei", "")
    assert "Example" in out
    assert "Exit status" in out


def test_completion_can_be_shown() -> None:
    assert "--install-completion" in tei("--help").stdout
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "_TEI_COMPLETE": "complete_bash",
        "COMP_WORDS": "tei ch",
        "COMP_CWORD": "1",
    }
    run = subprocess.run([sys.executable, "-m", "tei"], capture_output=True, text=True, env=environment, check=False)
    assert run.stdout.split() == ["check"]


def test_convert_works_on_a_single_file_without_an_edition(tmp_path: Path) -> None:
    run = tei("convert", SEED, "-o", tmp_path)
    (path,) = tmp_path.glob("*.xml")
    assert run.returncode == 0
    assert run.stdout.split() == [str(path)]
    assert path.name == "tei.1959-01-13.2.f30e168c.xml"
    assert (tmp_path / "schemas" / "edition.rng").is_file()
    assert tei("check", path).returncode == 0
    back = subprocess.run([sys.executable, "-m", "tei", "extract", path], capture_output=True, check=True, cwd=ROOT)
    assert back.stdout == SEED.read_bytes()


def test_convert_with_an_edition_uses_its_names_and_decisions(tmp_path: Path) -> None:
    run = tei("convert", SEED, "-o", tmp_path, "--edition", ROOT / "editions" / "peoples-daily")
    assert run.returncode == 0
    made, kept = (
        text[text.index("<teiHeader") : text.index('type="sha256"', text.index("<revisionDesc"))]
        for text in ((tmp_path / SAMPLE.name).read_text("utf-8"), SAMPLE.read_text("utf-8"))
    )
    assert made == kept
    assert tei("check", tmp_path).returncode == 0


def test_many_workers_make_the_bytes_of_one(tmp_path: Path) -> None:
    seeds = []
    for n in range(5):
        path = tmp_path / f"s{n}.txt"
        path.write_bytes(SEED.read_bytes().replace(b"Page: 2", f"Page: {n}".encode()))
        seeds.append(path)
    assert tei("convert", *seeds, "-o", tmp_path / "one", "--jobs", 1).returncode == 0
    assert tei("convert", *seeds, "-o", tmp_path / "two", "--jobs", 2).returncode == 0
    one, two = ({p.name: p.read_bytes() for p in (tmp_path / d).glob("*.xml")} for d in ("one", "two"))
    assert len(one) == 5 and one == two


def test_check_prints_one_array_of_findings(tmp_path: Path) -> None:
    assert json.loads(tei("check", SAMPLE, "--format", "json").stdout) == []
    bad = tmp_path / "bad.xml"
    bad.write_text('<TEI xmlns="http://www.tei-c.org/ns/1.0"><p corresp="#x"/></TEI>', "utf-8")
    run = tei("check", bad, "--format", "json")
    assert run.returncode == 1
    findings = json.loads(run.stdout)
    assert {f["code"] for f in findings} >= {"V002", "R002"}
    fields = list(Finding.__dataclass_fields__)
    assert fields == ["file", "line", "column", "xpath", "code", "severity", "engine", "message", "hint", "cert"]
    assert all(list(f) == fields for f in findings)


def test_check_in_text_says_file_line_and_code(tmp_path: Path) -> None:
    bad = tmp_path / "bad.xml"
    bad.write_text("<TEI>\n<p></TEI>", "utf-8")
    run = tei("check", bad)
    assert run.stdout.startswith(f"{bad}:2:")
    assert "V001" in run.stdout
    assert "1 file: 1 error" in run.stderr
    assert tei("check", bad, "--quiet").stderr == ""


@pytest.mark.parametrize(
    "args",
    [
        ("check", "missing.xml"),
        ("convert", "missing.txt", "-o", "out"),
        ("build", "."),
        ("build", "missing"),
        ("extract", "missing.xml"),
        ("render", "missing.xml"),
        ("explain", "Z999"),
        ("check",),
        ("convert",),
        ("frobnicate",),
        ("check", "a.xml", "--format", "xml"),
        ("adopt", "missing.xml"),
        ("convert", "a.txt", "--jobs", "-1"),
        ("render", "missing"),
    ],
)
def test_what_cannot_run_says_so_and_exits_with_2(args: tuple[str, ...], tmp_path: Path) -> None:
    run = tei(*args, cwd=tmp_path)
    assert run.returncode == 2
    assert run.stderr.strip()
    assert not (tmp_path / "out").exists()


def test_a_folder_without_edition_is_said_to_be_none(tmp_path: Path) -> None:
    run = tei("build", tmp_path)
    assert run.returncode == 2
    assert "E004" in run.stderr and "tei new" in run.stderr


def test_explain_lists_and_explains() -> None:
    assert "E041" in tei("explain").stdout
    assert "exactly once" in tei("explain", "e041").stdout


BAD_SEEDS = {
    "empty": (b"", "S001"),
    "binary": (bytes(range(256)) * 4, "S002"),
    "latin-1": (b"Title: caf\xe9\n\nText.\n", "S003"),
    "utf-16": ("Title: x\n".encode("utf-16"), "S003"),
}


@pytest.mark.parametrize("name", BAD_SEEDS)
def test_a_seed_that_cannot_be_read_is_reported_and_the_others_are_built(name: str, tmp_path: Path) -> None:
    data, code = BAD_SEEDS[name]
    (tmp_path / "bad.txt").write_bytes(data)
    (tmp_path / "good.txt").write_bytes(SEED.read_bytes())
    run = tei("convert", "bad.txt", "good.txt", "-o", "out", cwd=tmp_path)
    assert run.returncode == 1
    assert "bad.txt" in run.stderr and code in run.stderr
    assert len(list((tmp_path / "out").glob("*.xml"))) == 1
    alone = tei("convert", "bad.txt", "-o", "none", cwd=tmp_path)
    assert alone.returncode == 2
    assert not (tmp_path / "none").exists()


def test_a_missing_seed_among_others_is_reported_and_the_others_are_built(tmp_path: Path) -> None:
    run = tei("convert", "missing.txt", SEED, "-o", "out", cwd=tmp_path)
    assert run.returncode == 1
    assert "missing.txt: G001" in run.stderr
    assert len(list((tmp_path / "out").glob("*.xml"))) == 1


def test_two_seeds_with_one_id_are_reported_and_the_first_is_built(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.txt").write_bytes(SEED.read_bytes() + folder.encode())
    run = tei("convert", "a/x.txt", "b/x.txt", "-o", "out", cwd=tmp_path)
    assert run.returncode == 1
    assert "b/x.txt: S008" in run.stderr.replace("\\", "/")
    (made,) = (tmp_path / "out").glob("*.xml")
    assert run.stdout.split() == [str(made.relative_to(tmp_path))]


def test_a_folder_that_cannot_be_written_is_an_error_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    run = tei("convert", SEED, "-o", tmp_path / "file" / "out")
    assert run.returncode == 2
    assert "G002" in run.stderr
    assert (tmp_path / "file").read_text("utf-8") == "x"


def test_a_full_disk_is_an_error_and_leaves_no_half_file(tmp_path: Path) -> None:
    import resource

    def small() -> None:
        import signal

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    out = tmp_path / "out"
    run = tei("convert", SEED, "-o", out, preexec=small)
    assert run.returncode == 2
    assert "G002" in run.stderr
    assert list(out.rglob("*")) == []


def test_new_makes_an_edition_but_never_over_another(tmp_path: Path) -> None:
    run = tei("new", "demo", cwd=tmp_path)
    assert run.returncode == 0
    assert (tmp_path / "demo" / "edition.toml").is_file()
    again = tei("new", "demo", cwd=tmp_path)
    assert again.returncode == 2
    assert "G003" in again.stderr


def test_an_edition_is_built_twice_with_the_same_bytes_and_in_json(tmp_path: Path) -> None:
    tei("new", "demo", cwd=tmp_path)
    run = tei("build", "demo", "--format", "json", cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    made = json.loads(run.stdout)
    assert made["findings"] == []
    assert made["tei"] and made["site"] and made["pdf"]
    files = {p: p.read_bytes() for p in (tmp_path / "demo").rglob("*") if p.is_file()}
    assert tei("build", "demo", "-q", cwd=tmp_path).returncode == 0
    assert {p: p.read_bytes() for p in (tmp_path / "demo").rglob("*") if p.is_file()} == files


def test_a_seed_without_date_and_one_with_a_bell_are_built_with_warnings(tmp_path: Path) -> None:
    tei("new", "demo", cwd=tmp_path)
    (tmp_path / "demo" / "seeds" / "bell.txt").write_text("Title: Bell\n\nIt rang \x07 twice.\n", "utf-8")
    run = tei("build", "demo", cwd=tmp_path)
    assert run.returncode == 1
    assert "bell.txt:3:9: S006 warning" in run.stderr
    assert "S004" in run.stderr and "S007" in run.stderr
    text = (tmp_path / "demo" / "tei" / "sample.bell.xml").read_text("utf-8")
    assert '<g ref="#u0007"/>' in text
    assert len(list((tmp_path / "demo" / "build" / "print").glob("*.pdf"))) == 2


def test_an_edition_without_seeds_and_a_stray_tei_file_are_reported(tmp_path: Path) -> None:
    tei("new", "demo", cwd=tmp_path)
    tei("build", "demo", "-q", cwd=tmp_path)
    (tmp_path / "demo" / "seeds" / "library.txt").unlink()
    run = tei("build", "demo", cwd=tmp_path)
    assert run.returncode == 1
    assert "S013" in run.stderr and "X002" in run.stderr


def test_decisions_on_a_seed_that_does_not_exist_are_reported(tmp_path: Path) -> None:
    tei("new", "demo", cwd=tmp_path)
    (tmp_path / "demo" / "editorial" / "library.toml").rename(tmp_path / "demo" / "editorial" / "libary.toml")
    run = tei("build", "demo", cwd=tmp_path)
    assert run.returncode == 1
    assert "E047" in run.stderr and 'did you mean "library.toml"?' in run.stderr


def test_an_adopted_file_that_its_seed_has_left_behind_is_reported(tmp_path: Path) -> None:
    tei("new", "demo", cwd=tmp_path)
    tei("build", "demo", "-q", cwd=tmp_path)
    (document,) = (tmp_path / "demo" / "tei").glob("*.xml")
    assert tei("adopt", document).returncode == 0
    run = tei("build", "demo", cwd=tmp_path)
    assert run.returncode == 0
    assert "X003" in run.stderr


def test_a_seed_that_fails_keeps_its_old_document(tmp_path: Path) -> None:
    tei("new", "demo", cwd=tmp_path)
    tei("build", "demo", "-q", cwd=tmp_path)
    seed = tmp_path / "demo" / "seeds" / "library.txt"
    seed.write_bytes(b"\xff\xfe")
    run = tei("build", "demo", cwd=tmp_path)
    assert run.returncode == 1
    assert "S003" in run.stderr and "could not be read" in run.stderr and "remove it" not in run.stderr
    assert len(list((tmp_path / "demo" / "tei").glob("*.xml"))) == 1


@pytest.mark.parametrize("command", ["check", "render"])
def test_nothing_to_look_at_is_not_success(command: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert tei(command, "empty", cwd=tmp_path).returncode == 2
    tei("new", "demo", cwd=tmp_path)
    if command == "render":
        assert tei("render", "demo", cwd=tmp_path).returncode == 2
    (tmp_path / "x.xml").write_text("no xml", "utf-8")
    assert tei(command, "x.xml", cwd=tmp_path).returncode in (1, 2)


def test_a_missing_path_is_a_finding_in_json_too(tmp_path: Path) -> None:
    run = tei("check", "missing.xml", "--format", "json", cwd=tmp_path)
    assert run.returncode == 2
    assert [f["code"] for f in json.loads(run.stdout)] == ["G001"]


def test_a_page_that_is_gone_does_not_stay_in_the_build(tmp_path: Path) -> None:
    tei("new", "demo", cwd=tmp_path)
    other = tmp_path / "demo" / "seeds" / "other.txt"
    other.write_bytes((tmp_path / "demo" / "seeds" / "library.txt").read_bytes())
    tei("build", "demo", "-q", cwd=tmp_path)
    assert len(list((tmp_path / "demo" / "build" / "print").glob("*.pdf"))) == 2
    other.unlink()
    (tmp_path / "demo" / "tei" / "sample.2024-03-05.3.other.xml").unlink()
    tei("build", "demo", "-q", cwd=tmp_path)
    assert not list((tmp_path / "demo" / "build").rglob("*other*"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="/dev/full is of Linux")
def test_a_standard_output_that_is_full_or_closed_is_an_error() -> None:
    for redirect in (">/dev/full", ">&-"):
        run = subprocess.run(
            ["sh", "-c", f'"{sys.executable}" -m tei extract "{SAMPLE}" {redirect}'],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert run.returncode == 2
        assert "Traceback" not in run.stderr


def test_an_unknown_seed_format_is_an_error(tmp_path: Path) -> None:
    tei("new", "demo", cwd=tmp_path)
    config = tmp_path / "demo" / "edition.toml"
    config.write_text('format = "article"\n' + config.read_text("utf-8"), "utf-8")
    run = tei("build", "demo", cwd=tmp_path)
    assert run.returncode == 1
    assert "S012" in run.stderr and "translated-article" in run.stderr


def test_render_makes_a_page_and_a_pdf_of_a_single_document(tmp_path: Path) -> None:
    run = tei("render", SAMPLE, "-o", tmp_path)
    assert run.returncode == 0, run.stderr
    assert (tmp_path / "site" / "index.html").is_file()
    assert (tmp_path / "print" / f"{SAMPLE.stem}.pdf").read_bytes().startswith(b"%PDF")
    only = tei("render", SAMPLE, "-o", tmp_path / "x", "--to", "site")
    assert only.returncode == 0
    assert not (tmp_path / "x" / "print").exists()


def test_a_document_that_no_stylesheet_knows_stops_with_its_element(tmp_path: Path) -> None:
    strange = tmp_path / "strange.xml"
    strange.write_text(SAMPLE.read_text("utf-8").replace("</body>", "<div><zeugma/></div></body>"), "utf-8")
    run = tei("render", strange, "-o", tmp_path)
    assert run.returncode == 2
    assert "W001" in run.stderr and "zeugma" in run.stderr


def test_extract_of_a_changed_document_says_that_it_is_not_the_seed(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text(SAMPLE.read_text("utf-8").replace("Urumqi</placeName>, ", "Urumchi</placeName>, "), "utf-8")
    run = tei("extract", path)
    assert run.returncode == 1
    assert "R006" in run.stderr
    (tmp_path / "b.xml").write_text("<TEI xmlns='http://www.tei-c.org/ns/1.0'/>", "utf-8")
    assert tei("extract", tmp_path / "b.xml").returncode == 2


def test_terminal_control_characters_in_a_message_are_shown_not_obeyed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Date: \x1b[31mred\nText.\n", "utf-8")
    run = tei("convert", "a.txt", "-o", "out", cwd=tmp_path)
    assert "\x1b" not in run.stderr
    assert "\\u001b" in run.stderr


def test_there_is_no_progress_bar_without_a_terminal(tmp_path: Path) -> None:
    run = tei("convert", SEED, "-o", tmp_path)
    assert "\x1b" not in run.stderr
    assert run.stderr.splitlines()[-1].endswith("notes")
    assert tei("convert", SEED, "-o", tmp_path, "--quiet").stderr.count("\n") == run.stderr.count("\n") - 1
