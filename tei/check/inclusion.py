"""XInclude, when asked for: the document with what it includes in its places, and where each part comes from.

Only local files below the document's folder, or its project's, are read.  Source: https://www.w3.org/TR/xinclude/, but
that no xml:base is added: the schema need not know of it, and the origin of each part is kept beside the tree.
"""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree

from tei.check.outside import XI
from tei.files import read
from tei.names import NS, XML_ID
from tei.report import Finding, TeiError, finding
from tei.xml import parse
from tei.xml.encoding import EncodingError, utf8

_INCLUDE, _FALLBACK = f"{{{XI}}}include", f"{{{XI}}}fallback"
_DEEPEST = 20  # files within files
_MOST = 2_000  # inclusions
_LARGEST = 256 << 20  # bytes of all that is included
_ELEMENT = re.compile(r"element\(([^/()]*)((?:/[1-9]\d*)*)\)")
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class RefusedError(Exception):
    """Why an inclusion is not made."""


@dataclass(slots=True)
class Included:
    """A tree with what it includes: `count` times something.  `origins` are the elements from other files."""

    tree: etree._ElementTree
    name: str
    count: int = 0
    origins: dict[etree._Element, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def placed(self, found: Finding) -> Finding:
        """A finding about the tree with the file and line where its element stands; the column is not known."""
        path = (found.xpath or "").partition("/@")[0]
        element = self._at(path) if path else None
        if element is None:
            return found
        origin = next(
            (self.origins[one] for one in (element, *element.iterancestors()) if one in self.origins), self.name
        )
        return replace(found, file=origin, line=element.sourceline, column=None)

    def _at(self, path: str) -> etree._Element | None:
        try:
            found = self.tree.xpath(path, namespaces=NS)
        except etree.XPathError:
            return None
        return found[0] if isinstance(found, list) and found and isinstance(found[0], etree._Element) else None


def project(folder: Path) -> Path:
    """The folder that files may be included from: the nearest around `folder` that is a repository, else itself."""
    folder = folder.resolve()
    return next((up for up in (folder, *folder.parents) if (up / ".git").exists()), folder)


def include(tree: etree._ElementTree, name: str, folder: Path) -> Included:
    """`tree`, whose own file lies in `folder`, with what it includes; it is changed in place."""
    made = Included(tree, name)
    _Includer(made, project(folder)).within(tree.getroot(), folder, name, ())
    return made


@dataclass(slots=True)
class _Includer:
    made: Included
    root: Path
    size: int = 0

    def within(self, top: etree._Element, folder: Path, name: str, way: tuple[str, ...]) -> etree._Element:
        """Replace each inclusion in `top`, which comes from the file `name`; `top` itself may be one."""
        for element in list(top.iter(_INCLUDE)):
            if element is not top and not any(one is top for one in element.iterancestors()):
                continue  # it went away with the one around it
            try:
                new = self._new(element, folder, name, way)
            except RefusedError as error:
                new = self._fallback(element, folder, name, way, str(error))
            if element is top:
                top = _as_root(self.made.tree, element, new) if element.getparent() is None else top
            else:
                _replace(element, new)
        return top

    def _new(
        self, element: etree._Element, folder: Path, name: str, way: tuple[str, ...]
    ) -> list[etree._Element | str]:
        """What stands in the place of an inclusion."""
        self.made.count += 1
        if self.made.count > _MOST:
            raise RefusedError(f"there are more than {_MOST:,} inclusions")
        href, pointer = element.get("href", ""), element.get("xpointer", "")
        if not href:
            raise RefusedError("a document cannot include a part of itself here")
        path = self._path(href, folder)
        said = str(path.relative_to(self.root)) if path.is_relative_to(self.root) else str(path)
        shown = _shown(path, folder, name)
        self.size += path.stat().st_size
        if self.size > _LARGEST:
            raise RefusedError(f"what is included comes to more than {_LARGEST >> 20} MiB")
        if element.get("parse", "xml") == "text":
            return [_text(path, element.get("encoding", ""))]
        if len(way) >= _DEEPEST:
            raise RefusedError(f"files include one another more than {_DEEPEST} deep")
        key = f"{path}#{pointer}"
        if key in way or path == Path(self.made.name).resolve():
            raise RefusedError(f"{said} includes itself")
        try:
            root = parse(path, shown, expand=True).getroot()
        except TeiError as error:
            self.made.findings.append(error.finding)
            raise RefusedError(f"it is not well-formed (line {error.finding.line})") from error
        part = _part(root, pointer)
        if part is not root:
            part = copy.deepcopy(part)
            part.tail = None
        part = self.within(part, path.parent, shown, (*way, key))
        self.made.origins[part] = shown
        return [part]

    def _path(self, href: str, folder: Path) -> Path:
        parts = urlsplit(href)
        if parts.scheme not in ("", "file") or parts.netloc:
            raise RefusedError("no network is used")
        if parts.fragment:
            raise RefusedError("an href has no fragment: name the part by xpointer")
        try:
            path = (folder / unquote(parts.path)).resolve()
            there = path.is_file()
        except (OSError, ValueError) as error:
            raise RefusedError("there is no such file") from error
        if not path.is_relative_to(self.root):
            raise RefusedError(
                f"it does not lie below {self.root.name or self.root}, the folder of the document's project"
            )
        if not there:
            raise RefusedError("there is no such file")
        return path

    def _fallback(
        self, element: etree._Element, folder: Path, name: str, way: tuple[str, ...], why: str
    ) -> list[etree._Element | str]:
        """What stands in the place of an inclusion that cannot be made; a finding, if it has no fallback."""
        fallback = element.find(_FALLBACK)
        if fallback is not None:
            for child in fallback:
                if isinstance(child.tag, str):
                    self.within(child, folder, name, way)
            return [fallback.text or "", *(part for child in list(fallback) for part in (child, child.tail or ""))]
        message = f"{element.get('href', '')!r} is not included: {why}"
        hint = "mend the href, or give it an xi:fallback"
        line = element.sourceline
        self.made.findings.append(finding("V014", message, file=name, line=line, engine="xinclude", hint=hint))
        return []


def _shown(path: Path, folder: Path, name: str) -> str:
    """What findings call an included file: seen from where `name` is seen from."""
    here = Path(name).parent
    resolved = folder.resolve()
    if path.is_relative_to(resolved):
        return str(here / path.relative_to(resolved))
    return str(path)


def _text(path: Path, encoding: str) -> str:
    try:
        data = read(path)
        text = data.decode(encoding) if encoding else utf8(data).decode("utf-8")
    except (LookupError, UnicodeError, EncodingError) as error:
        raise RefusedError(f"its text is not in {encoding or 'UTF-8'}") from error
    except TeiError as error:
        raise RefusedError(str(error)) from error
    if _NO_XML.search(text):
        raise RefusedError("its text has characters that XML cannot hold")
    return text.replace("\r\n", "\n")


def _part(root: etree._Element, pointer: str) -> etree._Element:
    """The part that `pointer` names: an id, ``element(id/1/2)``, ``xpointer(id('…'))``."""
    if not pointer:
        return root
    quoted = re.fullmatch(r"xpointer\(id\((['\"])([^'\"]*)\1\)\)", pointer)
    element = _ELEMENT.fullmatch(pointer)
    if "(" in pointer and not element and not quoted:
        raise RefusedError(f'the pointer "{pointer}" is not understood: an id or element(/1/2) is')
    id_ = quoted[2] if quoted else element[1] if element else pointer
    found = _by_id(root, id_) if id_ else None
    steps = [int(step) for step in element[2].split("/")[1:]] if element else []
    if not id_ and steps:
        found, steps = (root if steps[0] == 1 else None), steps[1:]
    for step in steps:
        children = [child for child in found if isinstance(child.tag, str)] if found is not None else []
        found = children[step - 1] if step <= len(children) else None
    if found is None:
        raise RefusedError(f'it has nothing at "{pointer}"')
    return found


def _by_id(root: etree._Element, id_: str) -> etree._Element | None:
    return next((element for element in root.iter(etree.Element) if element.get(XML_ID) == id_), None)


def _replace(element: etree._Element, new: list[etree._Element | str]) -> None:
    """Put `new` in the place of `element`."""
    parent = element.getparent()
    if parent is None:
        return
    tail = element.tail or ""
    at = parent.index(element)
    before = element.getprevious()
    parent.remove(element)
    for part in [*new, tail]:
        if isinstance(part, str):
            if before is None:
                parent.text = (parent.text or "") + part
            else:
                before.tail = (before.tail or "") + part
        else:
            part.tail = None
            parent.insert(at, part)
            before = part
            at += 1


def _as_root(tree: etree._ElementTree, element: etree._Element, new: list[etree._Element | str]) -> etree._Element:
    """The element that takes the place of an inclusion that is a root; the inclusion itself, if there is none."""
    elements = [part for part in new if not isinstance(part, str) and isinstance(part.tag, str)]
    if len(elements) != 1:
        return element
    if element is tree.getroot():
        tree._setroot(elements[0])
    return elements[0]
