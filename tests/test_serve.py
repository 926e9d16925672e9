"""`tei serve`: what is saved is seen, what is wrong is said, and nobody else listens."""

from __future__ import annotations

import contextlib
import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT

from tei import build as building
from tei.pool import Progress, Remembered, quiet
from tei.render.xslt import sources
from tei.report import TeiError
from tei.serve import Asked, Board, Round, listening, rounds
from tei.start import start

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    start(tmp_path / "demo")
    return tmp_path / "demo"


# Rounds


class Rounds:
    """The rounds of an edition, asked for one after the other."""

    def __init__(self, folder: Path, **asked: bool) -> None:
        self.works: Iterator[Callable[[Progress], Round]] = rounds(Asked(folder, **asked))

    def next(self) -> Round:
        """The next round that brings anything new."""
        while not (made := next(self.works)(quiet)).news:
            pass
        return made


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.fixture
def converted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The seeds that are converted, as they are."""
    found: list[str] = []
    real = building.convert

    def convert(job: building.Job) -> building.Result:
        found.append(Path(job.name).stem)
        return real(job)

    monkeypatch.setattr(building, "convert", convert)
    return found


def two(edition: Path) -> None:
    """Another seed beside the sample's."""
    text = (edition / "seeds" / "library.txt").read_text("utf-8")
    (edition / "seeds" / "second.txt").write_text(text, "utf-8")


def test_only_what_depends_on_a_change_is_made_again(edition: Path, converted: list[str]) -> None:
    two(edition)
    each = Rounds(edition)
    assert each.next().changed > 5 and sorted(converted) == ["library", "second"]

    def after(path: Path, old: str, new: str) -> list[str]:
        converted.clear()
        replace(path, old, new)
        made = each.next()
        assert made.error is None and made.changed
        return sorted(converted)

    assert after(edition / "editorial" / "library.toml", "A 公约 is", "A gongyue is") == ["library"]
    replace(edition / "seeds" / "second.txt", "\n", "\n\n")
    converted.clear()
    each.next()
    assert converted == ["second"]
    assert after(edition / "introduction.xml", "There is no such place", "There is none") == []
    assert after(edition / "edition.toml", 'version = "', 'version = "9.') == ["library", "second"]


def test_style_of_the_edition_changes_the_assets_alone(edition: Path, converted: list[str]) -> None:
    style = edition / "xslt" / "site" / "edition.css"
    style.parent.mkdir(parents=True)
    style.write_text("p { color: red }", "utf-8")
    each = Rounds(edition)
    each.next()
    converted.clear()
    style.write_text("p { color: blue }", "utf-8")
    assert each.next().changed == 1
    assert converted == []
    assert "blue" in (edition / "build" / "site" / "assets" / "edition.css").read_text("utf-8")


def test_a_stylesheet_that_another_one_imports_is_noticed(edition: Path, converted: list[str]) -> None:
    folder = edition / "xslt" / "site"
    folder.mkdir(parents=True)
    sheet = '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="tei">{}</xsl:stylesheet>'
    rule = '<xsl:template match="tei:num"><b class="num">{} <xsl:apply-templates/></b></xsl:template>'
    (folder / "document.xsl").write_text(
        sheet.format('<xsl:import href="tei:xslt/site/document.xsl"/><xsl:import href="num.xsl"/>'), "utf-8"
    )
    (folder / "num.xsl").write_text(sheet.format(rule.format("No.")), "utf-8")
    each = Rounds(edition)
    assert each.next().findings == ()
    before = sources(folder / "document.xsl")
    (page,) = (p for p in (edition / "build" / "site").glob("sample.*.html") if "alignment" not in p.name)
    assert '<b class="num">No. ' in page.read_text("utf-8")
    converted.clear()
    (folder / "num.xsl").write_text(sheet.format(rule.format("Nr.")), "utf-8")
    each.next()
    assert '<b class="num">Nr. ' in page.read_text("utf-8")
    assert converted == []
    assert sources(folder / "document.xsl") != before


def test_pages_stay_while_their_stylesheet_is_broken(edition: Path) -> None:
    each = Rounds(edition)
    each.next()
    site = edition / "build" / "site"
    before = {path: path.read_bytes() for path in site.rglob("*.html")}
    own = edition / "xslt" / "site" / "document.xsl"
    own.parent.mkdir(parents=True)
    own.write_text("<xsl:", "utf-8")
    made = each.next()
    assert {found.code for found in made.findings} & {"W001", "V001"} and not made.built
    assert {path: path.read_bytes() for path in site.rglob("*.html")} == before
    own.unlink()
    made = each.next()
    assert made.findings == () and made.built


def test_what_somebody_removed_is_made_again(edition: Path) -> None:
    each = Rounds(edition)
    each.next()
    shutil.rmtree(edition / "build")
    replace(edition / "editorial" / "library.toml", "A 公约 is", "A gongyue is")
    each.next()
    assert (edition / "build" / "site" / "index.html").is_file()
    assert list((edition / "build" / "site").glob("sample.*.html"))


def test_pdfs_are_set_when_asked_for_and_otherwise_stay(edition: Path) -> None:
    each = Rounds(edition, printed=True)
    each.next()
    assert not (edition / "build" / "print").exists()
    each.next()
    (pdf,) = (edition / "build" / "print").glob("*.pdf")
    before = pdf.read_bytes()
    again = Rounds(edition)
    again.next()
    replace(edition / "editorial" / "library.toml", "A 公约 is", "A gongyue is")
    again.next()
    assert pdf.read_bytes() == before
    (page,) = (p for p in (edition / "build" / "site").glob("sample.*.html") if "alignment" not in p.name)
    assert f"downloads/{pdf.name}" in page.read_text("utf-8")


def test_what_is_remembered_is_not_worked_on_again() -> None:
    worked: list[str] = []

    def work(word: str) -> str:
        worked.append(word)
        return word.upper()

    memory: Remembered[str, str] = Remembered()
    assert memory.spread(work, ["a1", "b1"], lambda word: word[0]) == ["A1", "B1"]
    assert memory.spread(work, ["b1", "a2"], lambda word: word[0]) == ["B1", "A2"]
    assert memory.spread(work, ["b1"], lambda word: word[0]) == ["B1"]
    assert memory.spread(work, ["a2", "b1"], lambda word: word[0]) == ["A2", "B1"]
    assert worked == ["a1", "b1", "a2", "a2"]


# The server


@dataclass(frozen=True)
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes


def ask(address: str, path: str, method: str = "GET", **headers: str) -> Answer:
    """What the server answers, the path sent as it is."""
    host, port = address.removeprefix("http://").strip("/").split(":")
    with contextlib.closing(http.client.HTTPConnection(host, int(port), timeout=10)) as line:
        line.putrequest(method, path, skip_host="Host" in headers, skip_accept_encoding=True)
        for name, value in headers.items():
            line.putheader(name, value)
        line.endheaders()
        found = line.getresponse()
        return Answer(found.status, found.headers, found.read())


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    (folder / "names").mkdir(parents=True)
    (folder / "assets").mkdir()
    (tmp_path / "secret.txt").write_text("TOP SECRET", "utf-8")
    (folder / ".index.html.abc").write_text("TOP SECRET", "utf-8")
    (folder / "index.html").write_text("<!DOCTYPE html>\n<html><head></head><body>书</body></html>", "utf-8")
    (folder / "a # 100%.html").write_text("<head></head>odd", "utf-8")
    (folder / "names" / "index.html").write_text("<head></head>names", "utf-8")
    for name in ("site.css", "site.js", "han.woff2", "map.svg", "text.txt", "tei.xml", "x.pdf", "x.strange"):
        (folder / "assets" / name).write_bytes(b"x")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    return folder


@pytest.fixture
def address(site: Path) -> Iterator[str]:
    board = Board()
    board.post(Round(site))
    with listening(site, 0, board) as found:
        yield found


@pytest.mark.parametrize(
    "path",
    ["/../secret.txt", "/names/../../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/names/..%5c..%5csecret.txt",
     "//secret.txt", "/./secret.txt", "/link.txt", "/.index.html.abc", "/%00", "/names", "/assets/", "/-/rounds.py",
     "/-/../server.py", "/" + "x" * 5000, "/C:/secret.txt", "http://127.0.0.1/../secret.txt"],
)  # fmt: skip
def test_nothing_outside_of_the_site_is_served_and_no_folder_is_listed(address: str, path: str) -> None:
    answer = ask(address, path)
    assert answer.status == 404
    assert b"TOP SECRET" not in answer.body and b"import" not in answer.body and b"woff2" not in answer.body


def test_pages_are_found_by_their_address(address: str) -> None:
    assert "书" in ask(address, "/").body.decode()
    assert ask(address, "/index.html?q=1").body == ask(address, "/").body
    assert b"names" in ask(address, "/names/").body
    assert b"odd" in ask(address, "/a%20%23%20100%25.html").body


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "", "[", "127.0.0.2"])
def test_a_request_that_is_addressed_to_another_host_is_refused(address: str, host: str) -> None:
    for path in ("/", "/-/events", "/-/serve.js", "/none"):
        answer = ask(address, path, Host=host)
        assert answer.status == 403 and "书" not in answer.body.decode()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:1234", "LOCALHOST", "[::1]:80"])
def test_this_machine_may_be_called_by_each_of_its_names(address: str, host: str) -> None:
    assert ask(address, "/", Host=host).status == 200


def test_only_this_machine_is_listened_to(address: str) -> None:
    port = int(address.strip("/").rsplit(":")[-1])
    with pytest.raises(OSError), socket.create_connection(("127.0.0.2", port), 2):
        pass  # bound to all interfaces, it would answer here


def test_files_have_their_types_and_are_not_kept(address: str) -> None:
    types = {
        "/": "text/html; charset=utf-8",
        "/assets/site.css": "text/css; charset=utf-8",
        "/assets/site.js": "text/javascript; charset=utf-8",
        "/assets/han.woff2": "font/woff2",
        "/assets/map.svg": "image/svg+xml; charset=utf-8",
        "/assets/text.txt": "text/plain; charset=utf-8",
        "/assets/tei.xml": "application/xml; charset=utf-8",
        "/assets/x.pdf": "application/pdf",
        "/assets/x.strange": "application/octet-stream",
        "/-/serve.js": "text/javascript; charset=utf-8",
        "/-/serve.css": "text/css; charset=utf-8",
    }
    for path, kind in types.items():
        for method in ("GET", "HEAD"):
            answer = ask(address, path, method)
            assert answer.headers["Content-Type"] == kind
            assert answer.headers["Cache-Control"] == "no-store" and not answer.headers["ETag"]
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert bool(answer.body) == (method == "GET")
    assert ask(address, "/", "POST").status == 501


def test_the_script_is_in_what_is_served_and_not_in_the_files(address: str, site: Path) -> None:
    assert ask(address, "/").body.count(b'<script src="/-/serve.js"') == 1
    assert ask(address, "/assets/site.js").body == b"x"
    assert not [path for path in site.rglob("*") if path.is_file() and b"/-/" in path.read_bytes()]


def test_a_page_that_is_missing_says_so_as_text(address: str) -> None:
    answer = ask(address, "/%3Cscript%3Ealert(1)%3C/script%3E.html")
    assert answer.status == 404 and b"&lt;script&gt;" in answer.body and b"<script>" not in answer.body
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]


def test_before_the_first_round_there_is_a_page_that_waits(tmp_path: Path) -> None:
    with listening(tmp_path / "none", 0, Board()) as found:
        answer = ask(found, "/")
    assert answer.status == 503 and b"is being built" in answer.body and b"serve.js" in answer.body


def test_a_port_that_is_taken_is_an_error_with_a_way_out(edition: Path, address: str) -> None:
    port = address.strip("/").rsplit(":")[-1]
    with pytest.raises(TeiError) as error, listening(edition, int(port), Board()):
        pass
    assert error.value.finding.code == "G008"
    run = subprocess.run(
        [sys.executable, "-m", "tei", "serve", str(edition), "--port", port],
        capture_output=True, text=True, env=ENVIRONMENT, check=False, timeout=60,
    )  # fmt: skip
    assert run.returncode == 2 and run.stdout == ""
    assert "G008" in run.stderr and "--port" in run.stderr and "Traceback" not in run.stderr


def test_a_folder_that_is_no_edition_is_an_error(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "tei", "serve", str(tmp_path), "--port", "0"],
        capture_output=True, text=True, env=ENVIRONMENT, check=False, timeout=60,
    )  # fmt: skip
    assert run.returncode == 2 and "E004" in run.stderr


# In a browser


@contextlib.contextmanager
def served(edition: Path, *options: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The address of an edition that `tei serve` shows, and the process."""
    run = subprocess.Popen(
        [sys.executable, "-m", "tei", "serve", str(edition), "--port", "0", *options],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=ENVIRONMENT,
    )  # fmt: skip
    assert run.stdout is not None
    try:
        yield run.stdout.readline().strip(), run
    finally:
        if run.poll() is None:
            run.send_signal(signal.SIGINT)
        run.communicate(timeout=60)


def until_built(address: str) -> None:
    """Listen as a page does, until the round that is being made is there."""
    with contextlib.closing(http.client.HTTPConnection(address[7:-1], timeout=60)) as line:
        line.request("GET", "/-/events?page=/")
        answer = line.getresponse()
        while b'"building": false' not in (told := answer.readline()):
            assert told, "it ended"


@pytest.fixture
def preview(edition: Path) -> Iterator[str]:
    with served(edition) as (found, _):
        until_built(found)
        yield found


@pytest.fixture
def page(browser: Browser, preview: str) -> Iterator[Page]:
    """The page of the sample's text, once it is made."""
    context = browser.new_context(viewport={"width": 1000, "height": 500}, reduced_motion="reduce")
    found = context.new_page()
    found.errors = []  # type: ignore[attr-defined]
    found.on("pageerror", lambda error: found.errors.append(str(error)))  # type: ignore[attr-defined]
    found.goto(preview)
    found.click("main a[href^='sample.']:not([href*='alignment'])", timeout=60_000)
    found.wait_for_selector("#zh\\.2\\.2\\.s1")
    yield found
    context.close()
    assert found.errors == []  # type: ignore[attr-defined]


PANEL = "aside.tei-serve"


def test_what_is_decided_is_seen_without_reloading_by_hand_and_the_reader_stays_in_place(
    page: Page, edition: Path
) -> None:
    page.evaluate("document.getElementById('zh.2.2.s1').scrollIntoView({block: 'start', behavior: 'instant'})")
    before = page.evaluate("scrollY")
    assert before > 100
    top = "document.getElementById('zh.2.2.s1').getBoundingClientRect().top"
    place = page.evaluate(top)
    replace(edition / "editorial" / "library.toml", "A 公约 is", "Seen at once: a 公约 is")
    page.wait_for_function("() => document.body.textContent.includes('Seen at once')")
    page.wait_for_load_state()
    assert abs(page.evaluate(top) - place) < 3


def test_an_edition_that_cannot_be_read_says_why_above_the_last_good_page(page: Page, edition: Path) -> None:
    words = page.inner_text("main")
    good = (edition / "edition.toml").read_text("utf-8")
    (edition / "edition.toml").write_text(good + "\n[[", "utf-8")
    page.wait_for_selector(f"{PANEL} [role=alert]:has-text('E001')")
    assert page.inner_text("main") == words
    page.reload()
    page.wait_for_selector(f"{PANEL} [role=alert]:has-text('edition.toml')")
    assert page.inner_text("main") == words
    (edition / "edition.toml").write_text(good, "utf-8")
    page.wait_for_selector(PANEL, state="hidden")
    assert page.inner_text("main") == words
    (edition / "introduction.xml").write_text("<TEI", "utf-8")
    page.wait_for_selector(f"{PANEL} [role=alert]:has-text('last good state')")
    assert "V001" in page.inner_text(PANEL) and page.inner_text("main") == words


def test_findings_of_the_text_are_listed_as_text_with_a_way_to_their_place(page: Page, edition: Path) -> None:
    assert page.is_hidden(PANEL)
    toml = edition / "editorial" / "library.toml"
    good = toml.read_text("utf-8")
    quote = "<img src=x onerror=alert(1)>"
    toml.write_text(f'{good}\n[[emend]]\nat = "zh.2.2"\nquote = "{quote}"\ncorr = "x"\nwho = "ed"\n', "utf-8")
    page.wait_for_selector(f"{PANEL} summary")
    page.click(f"{PANEL} summary")
    item = page.wait_for_selector(f"{PANEL} li")
    assert item is not None
    told = item.inner_text()
    line = good.count("\n") + 2
    assert f"editorial/library.toml:{line}" in told and quote in told and "E041" in told
    assert page.query_selector(f"{PANEL} img") is None
    page.click(f"{PANEL} li a")
    assert re.search(r"#zh\.2\.2$", page.url)
    assert page.evaluate("document.getElementById('zh.2.2').getBoundingClientRect().top < innerHeight")
    replace(toml, "A 公约 is", "Another 公约 is")
    page.wait_for_function("() => document.body.textContent.includes('Another 公约')")
    page.wait_for_selector(f"{PANEL} details[open] li")  # it stays open
    toml.write_text(good, "utf-8")
    page.wait_for_selector(PANEL, state="hidden")


def test_findings_of_other_texts_are_counted_and_the_start_page_lists_them_all(
    browser: Browser, preview: str, page: Page, edition: Path
) -> None:
    (edition / "editorial" / "library.toml").open("a", encoding="utf-8").write(
        '\n[[emend]]\nat = "zh.2.2"\nquote = "none"\ncorr = "x"\nwho = "ed"\n'
    )
    two(edition)
    start_page = browser.new_page()
    start_page.goto(preview)
    start_page.click(f"{PANEL} summary")
    link = start_page.wait_for_selector(f"{PANEL} li a[href$='#zh.2.2']")
    assert link is not None
    start_page.click("main a[href*='second']:not([href*='alignment'])")
    start_page.wait_for_selector(f"{PANEL} p:has-text('1 in other texts')", state="attached")
    start_page.close()


def test_style_and_new_pages_come_without_reloading_by_hand(page: Page, preview: str, edition: Path) -> None:
    style = edition / "xslt" / "site" / "edition.css"
    style.parent.mkdir(parents=True)
    style.write_text("main { outline: 3px solid }", "utf-8")
    page.wait_for_function("() => getComputedStyle(document.querySelector('main')).outlineWidth === '3px'")
    style.write_text("main { outline: 5px solid }", "utf-8")
    page.wait_for_function("() => getComputedStyle(document.querySelector('main')).outlineWidth === '5px'")
    address = page.url.replace("library", "second")
    page.goto(address)
    assert "404" in page.inner_text("h1")
    two(edition)
    page.wait_for_selector("#zh\\.2\\.2\\.s1")
    assert page.url == address


def test_pages_that_nobody_sees_wait_and_catch_up_when_they_are_seen(page: Page, edition: Path) -> None:
    """A browser has six connections to one server, and a page that listens keeps one."""
    unseen = "Object.defineProperty(document, 'hidden', { get: () => !window.seen })"
    pages = [page.context.new_page() for _ in range(8)]
    for each in pages:
        each.add_init_script(unseen)
        each.goto(page.url)
    replace(edition / "editorial" / "library.toml", "A 公约 is", "Seen later: a 公约 is")
    page.wait_for_function("() => document.body.textContent.includes('Seen later')")
    assert "Seen later" not in pages[-1].inner_text("body")
    pages[-1].evaluate("window.seen = true; document.dispatchEvent(new Event('visibilitychange'))")
    pages[-1].wait_for_function("() => document.body.textContent.includes('Seen later')")


def test_ctrl_c_ends_it_in_peace(edition: Path) -> None:
    with served(edition, "--quiet") as (address, run):
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", address)
        until_built(address)
        with contextlib.closing(http.client.HTTPConnection(address[7:-1], timeout=60)) as line:
            line.request("GET", "/-/events?page=/")  # a page that listens holds nothing up
            line.getresponse().readline()
            run.send_signal(signal.SIGINT)
            out, said = run.communicate(timeout=20)
    assert (run.returncode, out, said) == (0, "", "")
