"""From paths to a verdict: what is looked at, what counts, what is held back, and what the command line makes of it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from tei.paths import documents_below, fits, relative, source_root
from tei.report import Finding, TeiError, failed, finding
from tei.verify import Piped, baseline, check_file, ignores
from tei.verify.changed import changed
from tei.verify.verdict import Asked, excerpts, verdict
from tei.verify.watch import changes

BAD = '<TEI xmlns="http://www.tei-c.org/ns/1.0">\n<p corresp="#x"/>\n</TEI>\n'
RNG = (
    '<element name="{name}" xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.tei-c.org/ns/1.0">'
    '<zeroOrMore><element name="p"><optional><attribute name="corresp"/></optional><text/></element></zeroOrMore></element>'
)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a schema and two documents whose only fault is a pointer to nothing, R002."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "letters").mkdir()
    for name in ("a", "b"):
        (tmp_path / "letters" / f"{name}.xml").write_text(BAD, "utf-8")
    (tmp_path / "s.rng").write_text(RNG.format(name="TEI"), "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def asked(*paths: str, **more: object) -> Asked:
    return Asked(tuple(map(Path, paths)), (Path("s.rng"),), workers=1, **more)  # type: ignore[arg-type]


def tei(*words: object, stdin: str | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    ours = {k: v for k, v in os.environ.items() if not k.startswith(("GITHUB_", "CI_"))}
    done = subprocess.run(
        [sys.executable, "-m", "tei", *map(str, words)],
        capture_output=True,
        encoding="utf-8",
        env=ours | {"PYTHONPATH": str(ROOT), "COLUMNS": "100", "TERM": "dumb", "NO_COLOR": "1"} | environment,
        input=stdin,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done


# What is looked at


def test_patterns_are_expanded_and_stand_for_all_that_fits(place: Path) -> None:
    (place / "letters" / "deep").mkdir()
    (place / "letters" / "deep" / "c.tei").write_text(BAD, "utf-8")
    assert [str(p) for p in documents_below(Path("letters/**/*.*"))] == [
        "letters/a.xml",
        "letters/b.xml",
        "letters/deep/c.tei",
    ]
    assert [str(p) for p in documents_below(Path("let*"), Path("letters/a.xml"))] == ["letters/a.xml", "letters/b.xml"]
    assert [str(p) for p in documents_below(Path("../" + place.name + "/letters/[a].xml"))] == [
        f"../{place.name}/letters/a.xml"
    ]
    for name, code in (("*.nothing", "G003"), ("x" * 5000, "G001")):
        with pytest.raises(TeiError) as error:
            documents_below(Path(name))
        assert error.value.finding.code == code


def test_a_file_whose_name_has_the_signs_of_a_pattern_is_that_file(place: Path) -> None:
    (place / "a[1]*.xml").write_text(BAD, "utf-8")
    assert documents_below(Path("a[1]*.xml")) == [Path("a[1]*.xml")]


PATTERNS = [
    ("a.xml", "deep/er/a.xml", True),
    ("*.xml", "deep/a.xml", True),
    ("letters/*.xml", "letters/a.xml", True),
    ("letters/*.xml", "letters/deep/a.xml", False),
    ("letters/**/*.xml", "letters/a.xml", True),
    ("letters/**/*.xml", "letters/b/c/a.xml", True),
    ("letters/**", "letters/b/a.xml", True),
    ("**/a.xml", "a.xml", True),
    ("letters/?.xml", "letters/a.xml", True),
    ("letters/?.xml", "letters/aa.xml", False),
    ("a+b(c).xml", "a+b(c).xml", True),
    ("a.xml", "axxml", False),
]


@pytest.mark.parametrize(("pattern", "path", "wanted"), PATTERNS)
def test_a_pattern_of_an_ignore_fits_as_it_is_told(pattern: str, path: str, wanted: bool) -> None:
    assert fits(pattern, path) is wanted


def test_reports_name_files_from_the_root_of_the_source(place: Path) -> None:
    deep = place / "letters"
    assert source_root({}, deep) == place
    assert source_root({"GITHUB_WORKSPACE": str(deep)}, deep) == deep
    assert source_root({"CI_PROJECT_DIR": str(place / "elsewhere")}, deep) == place
    assert relative("./letters/../letters/a.xml", place) == "letters/a.xml"
    assert relative("<stdin>", place) == "<stdin>" and relative("", place) == ""
    assert relative("/etc/passwd", place) == "/etc/passwd"


def test_standard_input_is_a_document(place: Path) -> None:
    (found,) = check_file(Piped(BAD.encode()), [Path("s.rng")])
    assert (found.file, found.code, found.line) == ("<stdin>", "R002", 2)
    run = tei("check", "-", "--schema", "s.rng", "--source", stdin=BAD)
    assert run.returncode == 1
    assert run.stdout.startswith("<stdin>:2:1: R002") and '     2 | <p corresp="#x"/>' in run.stdout


# What counts


def test_an_ignore_holds_back_what_it_names_and_says_why(place: Path) -> None:
    (place / "tei-check.toml").write_text(
        '[[ignore]]\ncode = "R002"\nfile = "letters/a.xml"\nmessage = "#x"\nxpath = "//tei:p"\nreason = "r"', "utf-8"
    )
    found = verdict(asked("letters", config=Path("tei-check.toml")))
    assert [(f.file, f.code) for f in found.findings] == [("letters/b.xml", "R002")]
    assert [(h.finding.file, h.by, h.reason) for h in found.held] == [("letters/a.xml", "ignore", "r")]


WITHIN = [
    ("/tei:TEI/tei:text", "/tei:TEI/tei:text/tei:body/tei:p[2]", True),
    ("/tei:TEI/tei:text", "/tei:TEI/tei:text", True),
    ("/tei:TEI/tei:text", "/tei:TEI/tei:textClass", False),
    ("/tei:TEI/tei:p", "/tei:TEI/tei:p[3]", True),
    ("/tei:TEI/tei:p[1]", "/tei:TEI/tei:p[3]", False),
    ("//tei:note", "/tei:TEI/tei:note[2]/tei:p", True),
    ("//tei:note", "/tei:TEI/tei:noteGrp", False),
    ("tei:note", "/tei:TEI/tei:note", True),
    ("/tei:TEI//tei:note/tei:p", "/tei:TEI/tei:text/tei:div[4]/tei:note[2]/tei:p[1]", True),
    ("/tei:note", "/tei:TEI/tei:note", False),
    ("//*[local-name()='x']", "/tei:TEI/*[local-name()='x'][2]", True),
]


@pytest.mark.parametrize(("place", "xpath", "wanted"), WITHIN)
def test_the_place_of_an_ignore_is_an_element_with_all_in_it(place: str, xpath: str, wanted: bool) -> None:
    assert ignores.within(place, xpath) is wanted


def test_an_ignore_that_fits_nothing_is_reported_as_far_as_one_can_know(place: Path) -> None:
    text = '[[ignore]]\ncode = "R001"\nreason = "r"\n\n[[ignore]]\ncode = "R002"\nfile = "leters/*"\nreason = "r"\n'
    (place / "tei-check.toml").write_text(text + '[[ignore]]\ncode = "R002"\nfile = "s.rng"\nreason = "r"', "utf-8")
    config = Path("tei-check.toml")
    g005 = [f for f in verdict(asked("letters", config=config)).findings if f.code == "G005"]
    assert [(f.line, f.severity, f.file) for f in g005] == [
        (1, "warning", "tei-check.toml"),
        (5, "warning", "tei-check.toml"),
    ]
    assert not [f for f in verdict(asked("letters/a.xml", config=config)).findings if f.code == "G005"]


@pytest.mark.parametrize(
    ("text", "code", "line", "words"),
    [
        ('[[ignore]]\ncode = "R002"', "E003", 1, "reason"),
        ('[[ignore]]\ncode = "R002"\nreason = "  "', "E003", 1, "reason"),
        ('[[ignore]]\nreason = "x"', "E003", 1, "code"),
        ('[[ignore]]\ncode = "R999"\nreason = "x"', "E003", 2, "R999"),
        ('[[ignore]]\ncode = "R002"\nreson = "x"\nreason = "x"', "E002", 3, "reson"),
        ('[[ignores]]\ncode = "R002"', "E002", 1, "ignores"),
        ('[[ignore]\ncode = "R002"', "E001", 1, "TOML"),
        ("ignore = 3", "E003", 1, "list"),
    ],
)
def test_ignores_are_read_strictly(text: str, code: str, line: int, words: str, tmp_path: Path) -> None:
    (tmp_path / "tei-check.toml").write_text(text, "utf-8")
    with pytest.raises(TeiError) as error:
        ignores.read_ignores(tmp_path / "tei-check.toml")
    found = error.value.finding
    assert (found.code, found.line) == (code, line) and words in f"{found.message} {found.hint}"


def test_the_nearest_ignores_are_those_of_the_repository(place: Path) -> None:
    (place / "letters" / "deep").mkdir()
    (place.parent / "tei-check.toml").write_text("", "utf-8")
    assert ignores.nearest(place / "letters" / "deep") is None
    (place / "tei-check.toml").write_text("", "utf-8")
    assert ignores.nearest(place / "letters" / "deep") == Path("../../tei-check.toml")
    assert ignores.nearest(place) == Path("tei-check.toml")


def test_only_what_the_baseline_does_not_have_counts(place: Path) -> None:
    path = place / "known.json"
    before = verdict(asked("letters")).findings
    path.write_bytes(baseline.baseline(baseline.entries(before, path)))
    moved = BAD.replace("\n<p", "\n\n<p/>\n<p")
    (place / "letters" / "a.xml").write_text(moved.replace("</TEI>", '<p corresp="#x"/></TEI>'), "utf-8")
    found = verdict(asked("letters", baseline=path))
    assert [(f.file, f.code, f.line) for f in found.findings] == [("letters/a.xml", "R002", 5)]
    assert [h.finding.line for h in found.held] == [4, 2]


def test_what_is_gone_from_the_baseline_is_told_so_that_it_can_shrink(place: Path) -> None:
    path = place / "known.json"
    rows = baseline.entries(verdict(asked("letters")).findings, path)
    path.write_bytes(baseline.baseline(rows))
    (place / "letters" / "a.xml").write_text(BAD.replace("#x", "http://x"), "utf-8")
    (found,) = verdict(asked("letters/a.xml", baseline=path)).findings
    assert (found.code, found.severity) == ("G006", "info") and "1 R002 in letters/a.xml" in found.message
    assert verdict(asked("letters/b.xml", baseline=path)).findings == ()  # a.xml was not looked at
    (place / "letters" / "a.xml").unlink()
    (found,) = verdict(asked("letters", baseline=path)).findings
    assert found.code == "G006" and not failed([found])


ROWS = st.lists(st.builds(baseline.Entry, *[st.text(st.characters(codec="utf-8"), max_size=9)] * 5), max_size=9)


@given(ROWS)
def test_a_baseline_comes_back_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, rows: list[baseline.Entry]
) -> None:
    path = tmp_path_factory.getbasetemp() / "baseline.json"
    path.write_bytes(baseline.baseline(rows))
    assert baseline.read_baseline(path) == sorted(set(rows))


@pytest.mark.parametrize(
    "text", ["", "[]", "3", '{"form": "x"}', '{"form": "tei-check-baseline", "version": 9}', "[" * 9999, "\udc80"]
)
def test_what_is_no_baseline_is_said_to_be_none(text: str, tmp_path: Path) -> None:
    (tmp_path / "x.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(TeiError) as error:
        baseline.read_baseline(tmp_path / "x.json")
    assert error.value.finding.code == "G003"


def test_a_baseline_is_written_kept_for_files_not_checked_and_read_again(place: Path) -> None:
    run = tei("check", "letters", "-s", "s.rng", "--baseline", "known.json", "--write-baseline")
    assert run.returncode == 0 and "known.json: 2 findings written" in run.stderr
    assert len((place / "known.json").read_text("utf-8").splitlines()) == 4
    assert tei("check", "letters", "-s", "s.rng", "--baseline", "known.json").stdout == ""
    assert tei("check", "letters/a.xml", "-s", "s.rng", "--baseline", "known.json", "--write-baseline").returncode == 0
    run = tei("check", "letters", "-s", "s.rng", "--baseline", "known.json")
    assert run.returncode == 0 and "2 in the baseline" in run.stderr
    assert tei("check", "letters", "--baseline", "missing.json").returncode == 2
    assert tei("check", "letters", "--write-baseline").returncode == 2


def git(*words: str, cwd: Path) -> None:
    names = {f"GIT_{who}_{what}": "x@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    subprocess.run(["git", *words], cwd=cwd, check=True, capture_output=True, env=os.environ | names)


def test_only_changed_files_are_checked_if_one_asks_for_it(place: Path) -> None:
    (place / ".git").rmdir()
    git("init", "-q", "-b", "main", cwd=place)
    git("add", ".", cwd=place)
    git("commit", "-qm", "one", cwd=place)
    every = documents_below(Path("letters"))
    assert changed(every, "HEAD") == []
    run = tei("check", "letters", "-s", "s.rng", "--changed")
    assert run.returncode == 0 and "0 files: no findings" in run.stderr
    git("switch", "-qc", "work", cwd=place)
    (place / "letters" / "a.xml").write_text(BAD + "<!-- more -->", "utf-8")
    git("commit", "-qam", "two", cwd=place)
    (place / "letters" / "新.xml").write_text(BAD, "utf-8")
    every = documents_below(Path("letters"))
    assert [p.name for p in changed(every, "HEAD")] == ["新.xml"]
    assert [p.name for p in changed(every, "main")] == ["a.xml", "新.xml"]
    git("switch", "-q", "main", cwd=place)
    (place / "letters" / "b.xml").write_text(BAD + "<!-- later, on main -->", "utf-8")
    git("commit", "-qam", "three", cwd=place)
    git("switch", "-q", "work", cwd=place)
    assert [p.name for p in changed(every, "main")] == ["a.xml", "新.xml"]
    run = tei("check", "--changed", "main", "-s", "s.rng", "letters")
    assert run.returncode == 1 and "2 files: 2 errors" in run.stderr
    run = tei("check", "--changed", "letters")
    assert run.returncode == 2
    run = tei("check", "--changed", "letters", "letters")
    assert run.returncode == 2 and "--changed=HEAD letters" in run.stderr


@pytest.mark.parametrize("revision", ["nowhere", "--output=x", "HEAD^{tree}", "a..b", "\n"])
def test_a_revision_that_is_none_is_said_to_be_none(revision: str, place: Path) -> None:
    (place / ".git").rmdir()
    with pytest.raises(TeiError) as error:
        changed([], revision)
    assert error.value.finding.code == "G003" and "git" in error.value.finding.message
    git("init", "-q", cwd=place)
    git("commit", "-qm", "one", "--allow-empty", cwd=place)
    with pytest.raises(TeiError) as error:
        changed([], revision)
    assert "no revision" in error.value.finding.message


def test_without_git_changed_files_are_not_known(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(place))
    with pytest.raises(TeiError) as error:
        changed([], "HEAD")
    assert "git cannot be run" in error.value.finding.message


# What it comes to


def test_the_exit_status_is_as_fail_on_says(place: Path) -> None:
    warned = BAD.replace("<p corresp", '<?xml-model href="https://example.org/x.rng"?><p corresp')
    (place / "a.xml").write_text(
        f'<?xml-model href="https://example.org/x.rng"?>{warned.replace("#x", "http://x")}', "utf-8"
    )
    run = tei("check", "a.xml")
    assert "V006 warning" in run.stdout
    assert [tei("check", "a.xml", "--fail-on", grade).returncode for grade in ("error", "warning", "never")] == [
        0,
        1,
        0,
    ]
    assert [tei("check", "letters", "-s", "s.rng", "--fail-on", g).returncode for g in ("error", "never")] == [1, 0]
    note = finding("G006", "x", severity="info")
    assert not failed([note]) and failed([note], "info")


def test_a_number_of_findings_is_printed_and_the_rest_counted(place: Path) -> None:
    run = tei("check", "letters", "-s", "s.rng", "--max-findings", "1")
    assert run.returncode == 1 and run.stdout.count("R002") == 1
    assert "… and 1 more finding" in run.stderr and "2 files: 2 errors" in run.stderr
    assert tei("check", "letters", "-s", "s.rng", "--max-findings", "0").stdout == ""


def test_several_forms_are_written_at_once(place: Path) -> None:
    summary = place / "summary.md"
    summary.write_text("before\n", "utf-8")
    run = tei(
        "check", "letters", "-s", "s.rng", "--format", "github", "--format", "sarif:out/x.sarif", "--format", "junit:out/x.xml",
        GITHUB_STEP_SUMMARY=str(summary), GITHUB_WORKSPACE=str(place),
    )  # fmt: skip
    assert run.returncode == 1
    assert run.stdout.startswith("::error file=letters/a.xml,line=2,col=1,title=R002")
    assert json.loads((place / "out" / "x.sarif").read_text("utf-8"))["version"] == "2.1.0"
    assert (place / "out" / "x.xml").read_text("utf-8").startswith("<?xml")
    assert summary.read_text("utf-8").startswith("before\n### tei check")
    run = tei("check", "letters", "-s", "s.rng", "--format", "html", "-o", "out/x.html")
    assert run.stdout == "" and "<svg" in (place / "out" / "x.html").read_text("utf-8")


@pytest.mark.parametrize(
    "words",
    [
        ("--format", "xml"),
        ("--format", "json", "--format", "github"),
        ("--format", "json:a", "--output", "b"),
        ("--format", "json", "--output", "s.rng/x"),
        ("--fail-on", "info"),
        ("--only", "spelling"),
        ("--engine", "jing"),
        ("--max-findings", "-1"),
        ("--config", "missing.toml"),
        ("--baseline", "s.rng"),
    ],
)
def test_options_that_cannot_be_used_are_refused(words: tuple[str, ...], place: Path) -> None:
    run = tei("check", "letters", "-s", "s.rng", *words)
    assert run.returncode == 2 and run.stderr.strip()


def test_a_path_that_is_not_there_is_reported_in_the_form_that_was_asked_for(place: Path) -> None:
    run = tei("check", "nope.xml", "--format", "sarif")
    assert run.returncode == 2 and "G001" in run.stderr
    assert json.loads(run.stdout)["runs"][0]["results"][0]["ruleId"] == "G001"


def test_colours_are_as_the_environment_says(place: Path) -> None:
    words = ("check", "letters", "-s", "s.rng", "--source")
    assert "\x1b" not in tei(*words).stdout
    assert "\x1b[1m" in tei(*words, NO_COLOR="", FORCE_COLOR="1").stdout
    assert "\x1b" not in tei(*words, NO_COLOR="1", FORCE_COLOR="1").stdout


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (BAD.encode(), '<p corresp="#x"/>'),
        (BAD.replace("\n", "\r\n").encode("utf-8-sig"), '<p corresp="#x"/>'),
        (BAD.encode("utf-16"), '<p corresp="#x"/>'),
        (f'<?xml version="1.0" encoding="ISO-8859-1"?>{BAD.replace("#x", "é")}'.encode("latin-1"), '<p corresp="é"/>'),
        (f'<?xml version="1.0" encoding="idna"?>{BAD}'.encode(), '<p corresp="#x"/>'),
        (f'<?xml version="1.0" encoding="hex"?>{BAD}'.encode(), '<p corresp="#x"/>'),
    ],
)
def test_source_lines_are_read_in_the_encoding_of_the_document(data: bytes, line: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(data)
    found: list[Finding] = [finding("R002", "x", file=str(path), line=n) for n in (2, 99)]
    assert {key[1]: piece.text for key, piece in excerpts(found, {})} == {2: line}
    assert dict(excerpts([finding("R002", "x", file="gone.xml", line=1)], {})) == {}


# Watching


def test_a_change_of_a_file_asks_for_another_check(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    looks: Iterator[None] = changes(lambda: sorted(tmp_path.iterdir()), 0.01)
    next(looks)
    path.write_text("x", "utf-8")  # made while the first check ran
    next(looks)
    path.unlink()
    next(looks)


def test_watching_checks_again_and_ends_by_the_keyboard(place: Path) -> None:
    run = subprocess.Popen(
        [sys.executable, "-m", "tei", "check", "letters", "-s", "s.rng", "--watch"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    assert run.stderr is not None
    guard = threading.Timer(60, run.kill)
    guard.start()

    def until(words: str) -> None:
        assert run.stderr is not None
        while words not in (line := run.stderr.readline()):
            assert line, "it ended"

    try:
        until("Waiting")
        for name in ("a", "b"):
            (place / "letters" / f"{name}.xml").write_text(BAD.replace("#x", "http://x"), "utf-8")
        until("no findings")
        until("Waiting")
        (place / "letters" / "a.xml").unlink()
        (place / "letters" / "b.xml").unlink()
        until("G003")
        (place / "letters" / "a.xml").write_text(BAD, "utf-8")
        until("1 file: 1 error")
        until("Waiting")
        time.sleep(0.1)
    finally:
        run.send_signal(signal.SIGINT)
        guard.cancel()
    _, rest = run.communicate(timeout=20)
    assert run.returncode == 1 and "Traceback" not in rest


XSI = ' xsi:noNamespaceSchemaLocation="none.xsd" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
HOW = {
    "RELAX NG only": ("", {"V002"}, ("--only", "relaxng")),
    "references only": ("", {"R002"}, ("--only", "references")),
    "both": ("", {"V002", "R002"}, ("--only", "relaxng", "--only", "references")),
    "all": ("", {"V002", "V003", "R002"}, ()),
    "another phase": ("", {"V002", "R002"}, ("--phase", "none")),
    "libxml2": ("", {"V002", "V003", "R002"}, ("--engine", "lxml")),
    "streamed": ("", {"V002", "V015"}, ("--stream",)),
    "without inclusion": (
        '<xi:include href="in.xml" xmlns:xi="http://www.w3.org/2001/XInclude"/>',
        {"V013"},
        ("--only", "seed"),
    ),
    "with inclusion": (
        '<xi:include href="in.xml" xmlns:xi="http://www.w3.org/2001/XInclude"/>',
        {"R002"},
        ("--xinclude", "--only", "references"),
    ),
    "the DTD of the document": ("<!DOCTYPE", {"V009"}, ("--dtd", "--only", "dtd")),
    "a catalog that is not there": ("", {"G001"}, ("--catalog", "none.xml")),
    "a hint at a schema": (XSI, {"V006"}, ("--xsi", "--only", "xsd")),
    "no hint unless asked for": (XSI, set(), ("--only", "xsd")),
    "no DTD unless asked for": ("<!DOCTYPE", set(), ("--only", "dtd")),
}


@pytest.mark.parametrize("case", HOW, ids=str)
def test_every_way_to_check_reaches_the_document(case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    what, codes, words = HOW[case]
    start = '<!DOCTYPE TEI [<!ELEMENT TEI EMPTY><!ATTLIST TEI xmlns CDATA #FIXED "http://www.tei-c.org/ns/1.0">]>'
    head = start if what == "<!DOCTYPE" else ""
    attributes, more = (what, "") if what == XSI else ("", "" if head else what)
    pointer = "" if what else "#x"
    text = f'{head}<TEI xmlns="http://www.tei-c.org/ns/1.0"{attributes}><q/><p corresp="{pointer}"/>{more}</TEI>'
    (tmp_path / "a.xml").write_text(text, "utf-8")
    (tmp_path / "in.xml").write_text('<p xmlns="http://www.tei-c.org/ns/1.0" corresp="#y"/>', "utf-8")
    (tmp_path / "s.rng").write_text(RNG.format(name="TEI"), "utf-8")
    (tmp_path / "s.sch").write_text(
        '<schema xmlns="http://purl.oclc.org/dsdl/schematron" defaultPhase="all"><ns prefix="t" uri="http://www.tei-c.org/ns/1.0"/>'
        '<phase id="all"><active pattern="one"/></phase><phase id="none"><active pattern="two"/></phase>'
        '<pattern id="one"><rule context="t:q"><assert test="@n">no n</assert></rule></pattern>'
        '<pattern id="two"><rule context="t:q"><assert test="true()">never</assert></rule></pattern></schema>',
        "utf-8",
    )
    schemas = () if what else ("-s", "s.rng", "-s", "s.sch")
    run = tei("check", "a.xml", *schemas, *words, "--format", "json")
    found = json.loads(run.stdout)
    assert {one["code"] for one in found} == codes, run.stdout
    if case == "libxml2":
        assert {one["engine"] for one in found if one["code"] == "V002"} == {"libxml2"}
    if case == "with inclusion":
        assert [one["file"] for one in found] == ["in.xml"]
