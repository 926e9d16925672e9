"""What the tests share: the data that is not in the repository, the golden files, and no skipped test in CI."""

from __future__ import annotations

import contextlib
import functools
import os
import tempfile
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parent.parent
# What is kept from run to run is kept for this run only, by all its processes.
if "PYTEST_XDIST_WORKER" not in os.environ:
    os.environ["XDG_CACHE_HOME"] = tempfile.mkdtemp(prefix="tei-tests-")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
             "--disable-component-update", "--disable-sync"]  # fmt: skip
# How long an example takes says how busy the machine is, not whether the code is right.
hypothesis.settings.register_profile("tei", deadline=None)
hypothesis.settings.load_profile("tei")
CI = os.environ.get("CI", "") not in ("", "0", "false")


#: Those that take longest are begun first, so that no process is left to run them alone at the end.
LONG = ("test_wheel.py", "test_ci.py", "test_reading.py", "test_cli.py", "test_every_page.py", "test_search.py")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: LONG.index(item.path.name) if item.path.name in LONG else len(LONG))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite the golden files by what is made now")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of test data that is not in the repository: gold annotation, TEI's schemas, documents of others."""
    place = os.environ.get("TEI_TEST_DATA")
    if not place:
        if CI:
            pytest.fail("TEI_TEST_DATA is not set")
        pytest.skip("set TEI_TEST_DATA to the folder of test data")
    return Path(place).resolve()


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """Chromium: $CHROMIUM, else the system's, else the one that Playwright installed.  Only $TEI_NO_BROWSER excuses."""
    if os.environ.get("TEI_NO_BROWSER"):
        pytest.skip("TEI_NO_BROWSER is set")
    from playwright.sync_api import sync_playwright

    system = "/usr/bin/chromium"
    path = os.environ.get("CHROMIUM") or (system if Path(system).exists() else None)
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield found
        found.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, *words: Any) -> None:
        pass


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address, without a last slash, at which a folder is served on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Silent, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    thread.join()


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """In CI a skipped test is a failure."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if CI and reporter is not None and reporter.stats.get("skipped") and exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
