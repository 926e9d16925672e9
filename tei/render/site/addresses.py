"""The addresses that a site offers: ``addresses.txt``, which tells what may be cited, and the sitemap.

A line of ``addresses.txt`` is the address of a page or of a download, relative to the site's root and as part of a URL.
After the address of a text's page stand, after a tab, the ids of all that can be cited in it.  Ids that differ in their
last number only, and count up, are told as one: ``zh.1.2.s1~3`` is zh.1.2.s1, zh.1.2.s2 and zh.1.2.s3 (no id holds a
tilde).  So a text of 100 paragraphs takes about a kilobyte, and an edition can keep the file of its last release under
version control, against which every build is held.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from lxml import etree

from tei.render.site.frame import Frame, quoted
from tei.report import Finding, finding

#: The name of the list in the site, and of the last release's in the folder of the edition.
NAME = "addresses.txt"

_NUMBER = re.compile(r"(.*?)([1-9][0-9]{0,8})")
_RUN = re.compile(r"(.*?)([1-9][0-9]{0,8})~([1-9][0-9]{0,8})")
_LONGEST = 100_000  # of a run that is read: a file may hold anything
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_MOST = 50_000  # URLs in a sitemap (https://www.sitemaps.org/protocol.html)


def pages(
    frame: Frame,
    found: Iterable[str],
    citable: Mapping[str, Sequence[str]],
    unlisted: Collection[str] = (),
    most: int = _MOST,
) -> Iterator[tuple[str, bytes]]:
    """The list of the addresses `found` (of files), and what robots read, by address.

    `citable` are the ids that can be cited in a page, by its address; robots are told of no `unlisted` page.
    """
    offered = sorted({at for at in found if at.endswith(".html") or at.startswith("downloads/")})
    yield NAME, manifest(frame, offered, citable)
    if frame.address:
        yield from _sitemap(frame, [at for at in offered if at.endswith(".html") and at not in unlisted], most)
        yield "robots.txt", f"User-agent: *\nAllow: /\n\nSitemap: {frame.address}sitemap.xml\n".encode()


def alike(found: Iterable[str]) -> list[Finding]:
    """Of addresses (of files) that some disks and servers take for the same: a finding (W008) for each after the first.

    These are addresses that differ only in case, or in the way accents are composed (Unicode Standard Annex 15).
    """
    first: dict[str, str] = {}
    findings = []
    for at in sorted(set(found)):
        other = first.setdefault(unicodedata.normalize("NFC", at).casefold(), at)
        if other != at:
            said = f"on a disk that does not tell capitals apart, {at} is the same file as {other}"
            findings.append(finding("W008", said, severity="warning", hint="give one of them another id or file name"))
    return findings


def manifest(frame: Frame, addresses: Sequence[str], citable: Mapping[str, Sequence[str]]) -> bytes:
    """The list of `addresses`, as a file."""
    said = " ".join(filter(None, [frame.titles[0][1] if frame.titles else "", frame.version, frame.date]))
    lines = [f"# {' '.join(said.split())}".rstrip()]
    for at in addresses:
        ids = " ".join(folded(citable.get(at, ())))
        lines.append(f"{quoted(at)}\t{ids}" if ids else quoted(at))
    return "".join(f"{line}\n" for line in lines).encode()


def gone(old: bytes, new: bytes) -> Iterator[tuple[int, str]]:
    """The addresses in the list `old` that are not in the list `new`: pages and downloads, ``page#id``; each once.

    Before each stands the number of its line.  Of a page that is gone, its ids are not told of.  Anything may stand
    in `old`.
    """
    now = {at: ids for _, at, ids in _read(new)}
    told: set[str] = set()
    for line, at, ids in _read(old):
        if at not in now:
            missing = [at]
        elif ids == now[at]:
            continue
        else:
            there = frozenset(unfolded(now[at]))
            missing = [f"{at}#{id_}" for id_ in unfolded(ids) if id_ not in there]
        yield from ((line, one) for one in missing if one not in told)
        told.update(missing)


def _read(data: bytes) -> Iterator[tuple[int, str, str]]:
    """The lines of a list: the number, an address, the ids after it."""
    for number, line in enumerate(data.decode("utf-8-sig", "replace").split("\n"), 1):
        at, _, ids = line.strip().partition("\t")
        if at and not at.startswith("#"):
            yield number, at.strip(), " ".join(ids.split())


def folded(ids: Sequence[str]) -> Iterator[str]:
    """`ids` with runs told as one, those together that differ in their last number only."""
    groups: dict[str, list[int]] = {}
    alone = []
    for id_ in ids:
        if match := _NUMBER.fullmatch(id_):
            groups.setdefault(match[1], []).append(int(match[2]))
        else:
            alone.append(id_)
    yield from alone
    for stem, numbers in groups.items():
        for first, last in _runs(sorted(set(numbers))):
            yield f"{stem}{first}" if first == last else f"{stem}{first}~{last}"


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    first = last = numbers[0]
    for number in numbers[1:]:
        if number != last + 1:
            yield first, last
            first = number
        last = number
    yield first, last


def unfolded(ids: str) -> Iterator[str]:
    """The ids that `folded` told, which stand here with spaces between them."""
    for word in ids.split():
        match = _RUN.fullmatch(word)
        if match and int(match[2]) <= int(match[3]) < int(match[2]) + _LONGEST:
            yield from (f"{match[1]}{n}" for n in range(int(match[2]), int(match[3]) + 1))
        else:
            yield word


def _sitemap(frame: Frame, addresses: Sequence[str], most: int) -> Iterator[tuple[str, bytes]]:
    """One sitemap; or, where it would hold too much, an index of several."""
    parts = [addresses[i : i + most] for i in range(0, len(addresses), most)]
    if len(parts) == 1:
        yield "sitemap.xml", _urls("urlset", "url", map(frame.url, parts[0]), frame.date)
        return
    names = [f"sitemap-{n}.xml" for n in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        yield name, _urls("urlset", "url", map(frame.url, part), frame.date)
    yield "sitemap.xml", _urls("sitemapindex", "sitemap", map(frame.url, names), frame.date)


def _urls(root: str, item: str, urls: Iterable[str], date: str) -> bytes:
    found = etree.Element(f"{{{_SITEMAP}}}{root}", nsmap={None: _SITEMAP})
    for url in urls:
        element = etree.SubElement(found, f"{{{_SITEMAP}}}{item}")
        etree.SubElement(element, f"{{{_SITEMAP}}}loc").text = url
        if date:
            etree.SubElement(element, f"{{{_SITEMAP}}}lastmod").text = date
    etree.indent(found, space="")
    return etree.tostring(found, encoding="UTF-8", xml_declaration=True) + b"\n"
