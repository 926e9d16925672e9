"""The addresses that a site offers: their list, the sitemap, and the warning when one is gone."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from tei.build import build
from tei.data import sample
from tei.edit.load import load
from tei.render.site.addresses import folded, gone, pages, unfolded
from tei.render.site.frame import Frame
from tei.report import Finding

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
FRAME = Frame((("en", "Sample"),), address="https://example.org/a/", date="2026-11-23")
IDS = st.lists(
    st.from_regex(r"[a-z]{1,2}(\.[0-9]{1,3}){0,3}(\.s[0-9]{1,2})?", fullmatch=True), unique=True, max_size=40
)


@given(IDS)
def test_ids_that_are_told_as_runs_are_all_told(ids: list[str]) -> None:
    assert sorted(unfolded(" ".join(folded(ids)))) == sorted(ids)


def test_ids_that_count_up_are_told_as_one() -> None:
    ids = ["zh", "zh.h1", "zh.1", "zh.2", "zh.1.1", "zh.1.1.s1", "zh.1.1.s2", "zh.1.1.s3", "zh.1.1.s9", "zh.01"]
    assert list(folded(ids)) == ["zh", "zh.h1", "zh.1~2", "zh.1.1", "zh.1.1.s1~3", "zh.1.1.s9", "zh.01"]


def test_what_looks_like_a_run_and_is_none_stays_as_it_is() -> None:
    assert list(unfolded("a3~1 a1~ a1~9999999 ~ b2~3")) == ["a3~1", "a1~", "a1~9999999", "~", "b2", "b3"]


@given(IDS, IDS)
def test_exactly_what_is_there_no_more_is_gone(before: list[str], after: list[str]) -> None:
    old, new = ("x.html\t" + " ".join(folded(ids)) for ids in (before, after))
    missing = sorted(f"x.html#{id_}" for id_ in set(before) - set(after))
    assert sorted(gone(old.encode(), new.encode())) == [(1, one) for one in missing]


def test_a_page_that_is_gone_is_told_of_once_without_its_ids() -> None:
    old = b"\xef\xbb\xbf# of a release\r\n\r\na.html\ta.1~3\r\nb.html\r\na.html\ta.1~3\r\n\xff\r\n"
    assert list(gone(old, b"b.html\n")) == [(3, "a.html"), (6, "�")]


# The sitemap


def said(found: list[str], most: int = 50_000, frame: Frame = FRAME) -> dict[str, bytes]:
    return dict(pages(frame, found, {}, {"tool.html"}, most))


def locations(data: bytes, root: str, item: str) -> list[str]:
    """The addresses in a sitemap, which must be as the protocol has it."""
    tree = etree.fromstring(data)
    assert tree.tag == SITEMAP + root and data.startswith(b"<?xml") and b"UTF-8" in data[:60]
    for url in tree:
        assert [child.tag for child in url] == [f"{SITEMAP}loc", f"{SITEMAP}lastmod"] and url.tag == SITEMAP + item
        assert re.fullmatch(r"https://example\.org/a/[!-~]*", url[0].text or "") and url[1].text == "2026-11-23"
    return [str(url[0].text) for url in tree]


def test_the_sitemap_has_all_pages_that_may_be_found_and_nothing_else() -> None:
    made = said(["index.html", "names/人 & 1.html", "downloads/x.xml", "assets/site.css", "tool.html", "a#b?.html"])
    assert locations(made["sitemap.xml"], "urlset", "url") == [
        "https://example.org/a/a%23b%3F.html",
        "https://example.org/a/",
        "https://example.org/a/names/%E4%BA%BA%20%26%201.html",
    ]
    assert made["robots.txt"] == b"User-agent: *\nAllow: /\n\nSitemap: https://example.org/a/sitemap.xml\n"


def test_a_long_sitemap_is_several_under_an_index() -> None:
    made = said([f"{n}.html" for n in range(5)], most=2)
    parts = locations(made["sitemap.xml"], "sitemapindex", "sitemap")
    assert parts == [f"https://example.org/a/sitemap-{n}.xml" for n in (1, 2, 3)]
    urls = [url for n in (1, 2, 3) for url in locations(made[f"sitemap-{n}.xml"], "urlset", "url")]
    assert urls == [f"https://example.org/a/{n}.html" for n in range(5)]


def test_without_an_address_there_is_no_sitemap() -> None:
    assert set(said(["index.html"], frame=Frame(()))) == {"addresses.txt"}


# The list of an edition, and the release before


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("edition") / "sample"
    shutil.copytree(sample(), folder)
    build(load(folder), outputs=["site"], workers=1)
    return folder


def warnings(folder: Path) -> list[Finding]:
    return [found for found in build(load(folder), outputs=["site"], workers=1).findings if found.code == "W004"]


def test_whatever_the_list_offers_is_there(built: Path) -> None:
    site = built / "build" / "site"
    lines = (site / "addresses.txt").read_text("utf-8").splitlines()
    assert lines[0].startswith("# ") and lines[1:] == sorted(lines[1:], key=lambda line: unquote(line.split("\t")[0]))
    cited = 0
    for line in lines[1:]:
        at, _, ids = line.partition("\t")
        path = site / unquote(at)
        assert path.is_file()
        if ids:
            there = set(html.document_fromstring(path.read_bytes()).xpath("//@id"))
            assert set(unfolded(ids)) <= there
            cited += len(list(unfolded(ids)))
    assert cited > 20
    offered = {unquote(line.split("\t")[0]) for line in lines[1:]}
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    assert offered == {name for name in files if name.endswith(".html") or name.startswith("downloads/")}


def test_an_edition_that_keeps_what_it_released_is_told_of_nothing(built: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(built, tmp_path / "kept"))
    shutil.copy(folder / "build" / "site" / "addresses.txt", folder)
    assert warnings(folder) == []


def test_each_address_of_the_last_release_that_is_gone_is_a_warning(built: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(built, tmp_path / "gone"))
    now = (folder / "build" / "site" / "addresses.txt").read_text("utf-8")
    (text,) = re.findall(r"^(\S+)\t", now, re.M)
    (folder / "addresses.txt").write_text(f"{now}old.html\tzh.1~9\n{text}\tzh.77.1.s1~2\n", "utf-8")
    found = warnings(folder)
    last = now.count("\n")
    assert [(one.line, one.message.partition(" was ")[0]) for one in found] == [
        (last + 1, "old.html"),
        (last + 2, f"{text}#zh.77.1.s1"),
        (last + 2, f"{text}#zh.77.1.s2"),
    ]
    assert {one.severity for one in found} == {"warning"} and "build/site/addresses.txt" in found[0].hint


def test_of_many_addresses_that_are_gone_some_are_named_and_all_are_counted(built: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(built, tmp_path / "many"))
    (folder / "addresses.txt").write_text("".join(f"{n:03}.html\n" for n in range(120)), "utf-8")
    found = [one.message for one in warnings(folder)]
    assert len(found) == 21 and found[-1] == "100 more addresses of the last release are gone"
