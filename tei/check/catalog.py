"""Local copies for addresses: OASIS XML Catalogs 1.1, as far as schemas need them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree

from tei.report import TeiError
from tei.xml import parse

_NAMESPACE = "{urn:oasis:names:tc:entity:xmlns:xml:catalog}"
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_MOST = 100  # catalogs that may follow one another
#: Entry → the attribute that it is found by, and how: all of it, its beginning or its end.
_ENTRIES = {
    "system": ("systemId", "whole"),
    "uri": ("name", "whole"),
    "public": ("publicId", "public"),
    "rewriteSystem": ("systemIdStartString", "begin"),
    "rewriteURI": ("uriStartString", "begin"),
    "systemSuffix": ("systemIdSuffix", "end"),
    "uriSuffix": ("uriSuffix", "end"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """An address, or the beginning or end of one (`how`), and where it leads: an absolute address."""

    how: str
    text: str
    target: str


@dataclass(frozen=True, slots=True)
class Catalog:
    """The entries of some catalogs; the first that fits counts, whole addresses before beginnings, these by length."""

    entries: tuple[Entry, ...] = ()

    def target(self, address: str, public: str = "") -> str | None:
        """Where `address` leads, or the public identifier if nothing has the address; None when nothing does."""
        for entry in self.entries:
            if entry.how == "whole" and entry.text == address:
                return entry.target
        for how, fits in (("begin", str.startswith), ("end", str.endswith)):
            found = [entry for entry in self.entries if entry.how == how and fits(address, entry.text)]
            if found:
                longest = max(found, key=lambda entry: len(entry.text))
                return longest.target + address[len(longest.text) :] if how == "begin" else longest.target
        for entry in self.entries:
            if public and entry.how == "public" and entry.text == " ".join(public.split()):
                return entry.target
        return None

    def local(self, address: str, public: str = "") -> Path | None:
        """The local file for `address`; None when no entry leads to one."""
        found = self.target(address, public)
        return None if found is None else local(found)


def local(address: str) -> Path | None:
    """The path of an address ``file:``; None for others."""
    parts = urlsplit(address)
    return Path(unquote(parts.path)) if parts.scheme == "file" and parts.netloc in ("", "localhost") else None


def catalog(paths: Iterable[Path]) -> Catalog:
    """The catalogs at `paths`, and those that they name as the next.

    Raises:
        TeiError: V017 when one is none; V001 or G001 when it cannot be read.
    """
    waiting = [path.resolve() for path in paths]
    seen: list[Path] = []
    entries: list[Entry] = []
    while waiting:
        path = waiting.pop(0)
        if path in seen:
            continue
        seen.append(path)
        if len(seen) > _MOST:
            raise TeiError(
                "V017", f"more than {_MOST} catalogs name one another", file=str(path), hint="see nextCatalog"
            )
        root = parse(path).getroot()
        if root.tag != f"{_NAMESPACE}catalog":
            message = "is no OASIS XML catalog"
            raise TeiError(
                "V017", message, file=str(path), line=root.sourceline, hint=f"its root is catalog in {_NAMESPACE}"
            )
        found, following = _read(root, path)
        entries += found
        waiting = following + waiting
    return Catalog(tuple(entries))


def _read(root: etree._Element, path: Path) -> tuple[list[Entry], list[Path]]:
    """The entries of a catalog, and the catalogs that follow it."""
    entries: list[Entry] = []
    following: list[Path] = []
    for element in root.iter(etree.Element):
        name = str(element.tag).removeprefix(_NAMESPACE)
        base = _base(element, path)
        if name == "nextCatalog":
            next_one = local(urljoin(base, element.get("catalog", "")))
            following += [next_one] if next_one is not None else []
        if name not in _ENTRIES:
            continue
        attribute, how = _ENTRIES[name]
        target = element.get("uri") or element.get("rewritePrefix")
        text = element.get(attribute)
        if not text or target is None:
            message = f"the entry {name} lacks {'its uri' if text else attribute}"
            raise TeiError("V017", message, file=str(path), line=element.sourceline, hint="see OASIS XML Catalogs 1.1")
        entries.append(Entry(how, " ".join(text.split()) if how == "public" else text, urljoin(base, target)))
    return entries, following


def _base(element: etree._Element, path: Path) -> str:
    """The address that others within `element` are seen from."""
    bases = [one.get(_BASE, "") for one in (element, *element.iterancestors()) if one.get(_BASE)]
    base = path.as_uri()
    for one in reversed(bases):
        base = urljoin(base, one)
    return base
