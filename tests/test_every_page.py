"""Every page of the sample's site, as a file and served: valid, accessible, self-contained, safe, at every width."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import axe_playwright_python
import pytest
from conftest import CI, ROOT, served
from lxml import html

from tei.edit.load import load
from tei.publish import publish

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
HOSTILE = "<script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\"> &amp; ]]>"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's site with its downloads, and beside it a text whose words are hostile."""
    out = tmp_path_factory.mktemp("every-page")
    folder = ROOT / "editions" / "peoples-daily"
    (document,) = sorted((folder / "tei").glob("*.xml"))
    words = HOSTILE.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    hostile = document.read_text("utf-8").replace("The meeting pointed out", words, 1).replace("会议指出", words, 1)
    hostile = re.sub(r"(<title [^>]*>)Promoting", lambda match: match.group(1) + words, hostile)
    (out / "hostile.xml").write_text(hostile, "utf-8")
    made = publish(load(folder), [document, out / "hostile.xml"], out, outputs=["site", "print"])
    assert made.findings == []
    return out / "site"


@pytest.fixture(scope="module")
def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


@pytest.fixture(scope="module")
def kinds(pages: list[Path], site: Path) -> list[Path]:
    """One page of each kind: of several in a folder, the first, the middle and the largest."""
    inside = [path for path in pages if path.parent != site]
    names = [path for path in inside if path.parent.name == "names"]
    chosen = {names[0], names[len(names) // 2], max(names, key=lambda path: path.stat().st_size)}
    rest = {path for path in inside if path not in names}
    return sorted(chosen | set(sorted(rest)[:2]) | {path for path in pages if path.parent == site})


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with served(site) as found:
        yield found


def _page(browser: Browser, width: int = 1440, scheme: str = "light", script: bool = True, ui: str = "en") -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
        java_script_enabled=script,
        locale=ui,
        has_touch=width < 500,
        bypass_csp=False,
    )
    return context.new_page()


# The checkers


def test_the_nu_checker_finds_nothing(site: Path) -> None:
    jar = os.environ.get("VNU_JAR", "")
    if not jar or not shutil.which("java"):
        if CI:
            pytest.fail("VNU_JAR is not set, or there is no java")
        pytest.skip("set VNU_JAR to the Nu HTML checker's jar (npm: vnu-jar), and have java")
    command = ["java", "-jar", jar, "--skip-non-html", "--format", "json", "--stdout", str(site)]
    done = subprocess.run(command, capture_output=True, check=False)
    # In a file nothing is 'self' to the checker, though it is to browsers.
    found = [
        f"{message.get('url', '').rpartition('/')[2]}:{message.get('lastLine')}: {message['message']} {message.get('extract')}"
        for message in json.loads(done.stdout)["messages"]
        if not re.search("Content Security Policy .*blocked by", message["message"])
    ]
    assert found == []


@pytest.mark.parametrize(
    ("width", "scheme", "ui"),
    [(1440, "light", "en"), (360, "dark", "zh-CN")],
)
def test_axe_finds_nothing(browser: Browser, kinds: list[Path], width: int, scheme: str, ui: str) -> None:
    page = _page(browser, width, scheme, ui=ui)
    found = []
    for path in kinds:
        if path.name.startswith("hostile"):
            continue  # the same kinds again
        page.goto(path.as_uri())
        page.evaluate(AXE)
        result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        for violation in result["violations"]:
            nodes = [node["html"][:150] for node in violation["nodes"][:3]]
            found.append(f"{path.name}: {violation['id']}: {nodes}")
    page.context.close()
    assert found == []


# Every page in the browser


@pytest.mark.parametrize("way", ["file", "http"])
def test_no_request_leaves_the_site_nothing_fails_and_the_policy_holds(
    browser: Browser, pages: list[Path], kinds: list[Path], site: Path, address: str, way: str
) -> None:
    start, shown = (site.as_uri(), kinds) if way == "file" else (address, pages)
    page = _page(browser)
    asked: list[str] = []
    trouble: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("requestfailed", lambda request: trouble.append(f"{page.url} {request.failure} {request.url}"))
    page.on(
        "response",
        lambda answer: trouble.append(f"{page.url} {answer.status} {answer.url}") if answer.status >= 400 else None,
    )
    page.on("console", lambda message: trouble.append(f"{page.url} {message.text}"))
    page.on("pageerror", lambda error: trouble.append(f"{page.url} {error}"))
    for path in shown:
        page.goto(f"{start}/{path.relative_to(site).as_posix()}")
        page.evaluate("document.fonts.ready")
        if page.title() == "taken":
            trouble.append(f"{page.url} runs what the text says")
    page.context.close()
    outside = [address for address in asked if not address.startswith((start, "data:"))]
    assert outside == [] and len(asked) > len(shown)
    # What was still on its way when the next page was asked for is no failure.
    assert [line for line in trouble if " net::ERR_ABORTED " not in line] == []


def test_no_page_scrolls_sideways(browser: Browser, kinds: list[Path]) -> None:
    page = _page(browser)
    wide = []
    for path in kinds:
        for width in (320, 768, 1440):
            page.set_viewport_size({"width": width, "height": 900})
            if width == 320:
                page.goto(path.as_uri())
                page.keyboard.press("Shift")
            if page.evaluate("document.documentElement.scrollWidth") > width:
                wide.append(f"{path.name} {width}")
    page.context.close()
    assert wide == []


def test_hostile_words_show_as_words(browser: Browser, site: Path) -> None:
    page = _page(browser)
    page.goto((site / "hostile.html").as_uri())
    assert "onerror=" in page.locator(".parallel").inner_text()
    assert page.locator("main img, main script:not([type='application/ld+json'])").count() == 0
    page.context.close()


def test_every_link_inside_the_site_leads_somewhere(pages: list[Path], site: Path) -> None:
    ids = {path: set(html.parse(str(path)).xpath("//@id")) for path in pages}
    lost = []
    for path in pages:
        for link in html.parse(str(path)).xpath("//a/@href | //link[not(@rel = 'canonical')]/@href | //script/@src"):
            address, _, fragment = str(link).partition("#")
            if re.match("[a-z]+:", address):
                continue
            address = address.partition("?")[0]
            target = (path.parent / _decoded(address)).resolve() if address else path
            if not target.is_file() or (fragment and target in ids and _decoded(fragment) not in ids[target]):
                lost.append(f"{path.name}: {link}")
    assert lost == []


def _decoded(text: str) -> str:
    from urllib.parse import unquote

    return unquote(text)


def test_every_page_says_its_language_policy_version_and_has_one_title(pages: list[Path]) -> None:
    for path in pages:
        page = html.parse(str(path)).getroot()
        assert page.get("lang") in ("en", "zh"), path
        assert len(page.findall(".//h1")) == 1, path
        assert len(page.findall(".//meta[@charset]")) == 1, path
        (policy,) = page.xpath("//meta[@http-equiv = 'Content-Security-Policy']/@content")
        assert "default-src 'none'" in policy and "unsafe" not in policy
        assert not page.xpath("//@style | //@*[starts-with(name(), 'on')] | //style"), path
        assert "0.1.0" in page.find("body").text_content(), path


# Budgets


def _size(*paths: Path) -> int:
    """The bytes of files when compressed, in all."""
    return sum(len(gzip.compress(path.read_bytes(), 9)) for path in paths)


@pytest.mark.parametrize("width", [360, 1440])
def test_an_article_keeps_its_budgets(browser: Browser, site: Path, width: int) -> None:
    article = next(path for path in site.glob("rmrb.*.html") if "alignment" not in path.name)
    page = _page(browser, width)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(article.as_uri())
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(300)
    page.context.close()
    loaded = [Path(address.removeprefix("file://")) for address in asked if address.startswith("file:")]
    kinds = {
        ending: [path for path in loaded if path.suffix == ending] for ending in (".html", ".css", ".js", ".woff2")
    }
    assert kinds[".html"] == [article] and _size(article) <= 60 * 1024
    assert len(kinds[".css"]) == 2 and _size(*kinds[".css"], *kinds[".js"]) <= 30 * 1024
    assert kinds[".woff2"] and sum(path.stat().st_size for path in kinds[".woff2"]) <= 78 * 1000
