"""Where pointers lead: to an id here, to another file and an id there, through a prefix, or out into the world."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree

from tei.check.references.others import ids_of, included
from tei.check.references.prefixes import Prefixes, prefixes
from tei.check.references.survey import Spot, Survey
from tei.names import NS, XML
from tei.report import Finding, Severity

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
#: Schemes that are registered or usual: what they point to is not looked at.
_WORLD = frozenset(
    "http https ftp mailto urn doi info tag data tel geo hdl ark lsid oai news magnet irc ssh git svn xmpp cts isbn "
    "issn javascript about blob cid mid orcid swh tei".split()
)
_HINTS = 25  # pointers for which the nearest id is looked for
_XML = (".xml", ".tei", ".odd", ".xhtml", ".svg", ".mei")


@dataclass(slots=True)
class _Known:
    """What has been found out about a pointer, and how often it is there."""

    findings: dict[tuple[str, str, str], list[Finding]] = field(default_factory=dict)
    hints: int = 0
    elsewhere: frozenset[str] | None = None


def pointers(found: Survey) -> Iterator[Finding]:
    """R002 and R010 to R014, R018.  What leads to one missing file, or has one strange prefix, is told once."""
    known = _Known()
    declared = prefixes(found)
    yield from declared.findings
    folders: dict[etree._Element, Path | None] = {}
    for spot, attribute, value in found.pointers:
        for pointer in value.split():
            if pointer[0] == "#" and pointer[1:] in found.ids:
                continue
            base = _folder(found, spot.element, folders) if found.with_bases else found.folder
            finding = _look(found, known, declared, spot, attribute, pointer, base)
            if finding is not None:
                yield finding


def _look(
    found: Survey, known: _Known, declared: Prefixes, spot: Spot, attribute: str, pointer: str, base: Path | None
) -> Finding | None:
    """What is wrong with one pointer; `base` is the folder it is seen from, None when that is not a local one."""
    if pointer[0] == "#":
        return _here(found, known, spot, attribute, pointer)
    scheme = _SCHEME.match(pointer)
    if scheme:
        prefix = scheme[1]
        if prefix in declared.names:
            address = declared.resolved(prefix, pointer[scheme.end() :])
            if address is None:
                message = f'@{attribute}="{pointer}" does not fit the pattern of its prefixDef'
                return found.finding("R014", message, spot, declared.patterns(prefix))
            if _SCHEME.match(address):
                return None
            return _file(found, known, spot, attribute, address, base, pointer)
        return _absolute(found, known, spot, attribute, pointer, prefix)
    return _file(found, known, spot, attribute, pointer, base, pointer)


def _here(found: Survey, known: _Known, spot: Spot, attribute: str, pointer: str) -> Finding | None:
    """What is wrong with ``#id``."""
    id_ = pointer[1:]
    if not id_ or "(" in id_ or unquote(id_) in found.ids:
        return None
    if known.elsewhere is None:
        known.elsewhere = included(found)
    if id_ in known.elsewhere:
        return None
    message = f'@{attribute} points to "{pointer}", but nothing has this xml:id'
    return found.finding("R002", message, spot, _near(known, id_, found.ids), _gravity(found))


def _gravity(found: Survey) -> Severity:
    """A part of a document may point to what stands in another part."""
    whole = etree.QName(found.tree.getroot()).localname in ("TEI", "teiCorpus", "TEI.2", "standOff")
    return "error" if whole else "warning"


def _near(known: _Known, id_: str, ids: object) -> str:
    """The id that may be meant; it is looked for only so often, and among those that begin or end alike."""
    known.hints += 1
    if known.hints > _HINTS:
        return "mend the pointer, or give the element that is meant its xml:id"
    from difflib import get_close_matches

    folded = id_.casefold()
    likely = [
        other
        for other in (ids if isinstance(ids, (dict, frozenset)) else ())
        if abs(len(other) - len(id_)) < 4
        and (other[:2].casefold() == folded[:2] or other[-3:].casefold() == folded[-3:])
    ]
    close = get_close_matches(id_, likely[:5000], 1, 0.7)
    return f'did you mean "#{close[0]}"?' if close else "mend the pointer, or give the element that is meant its xml:id"


def _absolute(found: Survey, known: _Known, spot: Spot, attribute: str, pointer: str, scheme: str) -> Finding | None:
    """What is wrong with ``scheme:…``."""
    lower = scheme.lower()
    if lower in ("http", "https"):
        try:
            host = urlsplit(pointer).hostname
        except ValueError:
            host = None
        if host:
            return None
        return found.finding("R018", f'@{attribute}="{pointer}" is no address', spot, "an address is https://host/path")
    if lower == "file" or (len(scheme) == 1 and pointer[2:3] in ("/", "\\")):
        message = f'@{attribute}="{pointer}" leads to a place on one computer only'
        return found.finding("R018", message, spot, "write the path as seen from this document", "warning")
    if lower in _WORLD:
        return None
    hint = f'declare it: <prefixDef ident="{scheme}" matchPattern="…" replacementPattern="…"/>'
    return _once(
        found,
        known,
        ("R013", scheme, ""),
        f'the prefix "{scheme}:" of @{attribute}="{pointer}" is not declared',
        spot,
        hint,
    )


def _once(
    found: Survey,
    known: _Known,
    key: tuple[str, str, str],
    message: str,
    spot: Spot,
    hint: str,
    severity: Severity = "warning",
) -> Finding | None:
    """A finding, unless there has been one for `key`."""
    if key in known.findings:
        return None
    known.findings[key] = []
    return found.finding(key[0], message, spot, hint, severity)


def _file(
    found: Survey, known: _Known, spot: Spot, attribute: str, address: str, base: Path | None, said: str
) -> Finding | None:
    """What is wrong with a pointer to another file; `said` is how it is written."""
    path, _, fragment = address.partition("#")
    path = unquote(path.partition("?")[0])
    if base is None or not path or path.startswith("//") or "{" in path:
        return None if path else _here(found, known, spot, attribute, f"#{fragment}")
    if path.startswith("/"):
        message = f'@{attribute}="{said}" begins with "/", and so leads to a place on one computer or server only'
        return _once(found, known, ("R018", path, ""), message, spot, "write the path as seen from this document")
    target = base / path
    if not _exists(target):
        if path in found.ids:
            message = f'@{attribute}="{said}" is the name of a file, and there is none'
            return found.finding("R010", message, spot, f'an id is meant: write "#{path}"')
        message = f'@{attribute}="{said}" leads to a file that is not there'
        return _once(found, known, ("R011", str(target), ""), message, spot, _meant(path))
    if not fragment or "(" in fragment or not path.lower().endswith(_XML) or not target.is_file():
        return None
    ids = ids_of(target)
    if ids is None or fragment in ids or unquote(fragment) in ids:
        return None
    hint = _near(known, fragment, ids).replace('"#', f'"{path}#')
    message = f'@{attribute}="{said}": nothing in {path} has the xml:id "{fragment}"'
    return _once(found, known, ("R012", str(target), fragment), message, spot, hint, "error")


def _meant(path: str) -> str:
    """What may be meant by the path of a file that is not there."""
    if path.lower().startswith("www."):
        return f'an address begins with its scheme: write "https://{path}"'
    if "." not in path and "/" not in path:
        return f'if no file is meant but an id, write "#{path}"'
    return "mend the path, or add the file"


def _exists(path: Path) -> bool:
    try:
        return os.path.exists(path)  # noqa: PTH110  # Path.exists raises when a name is too long
    except ValueError:
        return False


def _folder(found: Survey, element: etree._Element, known: dict[etree._Element, Path | None]) -> Path | None:
    """What pointers on `element` are seen from (``xml:base`` around it); None when that is not local."""
    base = next(iter(element.xpath("ancestor-or-self::*[@xml:base][1]", namespaces=NS)), None)
    if base is None:
        return found.folder
    if base not in known:
        parent = base.getparent()
        outer = found.folder if parent is None else _folder(found, parent, known)
        said = base.get(f"{{{XML}}}base", "")
        if outer is None or _SCHEME.match(said) or said.startswith("/"):
            known[base] = None
        else:
            head = unquote(said.partition("#")[0])
            name = head.rpartition("/")[2]
            known[base] = outer / (head if name in ("", ".", "..") else head[: -len(name)])
    return known[base]
