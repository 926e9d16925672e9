"""The schemas that a document is held against: those that are given, or that it names itself.

It names them by ``<?xml-model href="…"?>`` (W3C, Associating Schemas with XML documents); when asked, by its DOCTYPE
and by ``xsi:schemaLocation`` too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from tei.check.copies import Shelf
from tei.files import read
from tei.names import SCH, TEI
from tei.report import Finding, TeiError, finding
from tei.xml.prolog import Prolog, prolog

_PSEUDO = re.compile(r"""([\w:.-]+)\s*=\s*("([^"]*)"|'([^']*)')""")
_LANGUAGES = {
    ".rng": "rng",
    ".rnc": "rng",
    ".sch": "sch",
    ".isosch": "sch",
    ".odd": "sch",
    ".xsd": "xsd",
    ".dtd": "dtd",
}
_RNG = "http://relaxng.org/ns/structure/1.0"
_XSD = "http://www.w3.org/2001/XMLSchema"
_ASCC = "http://www.ascc.net/xml/schematron"
_NAMESPACES = {_RNG: "rng", SCH: "sch", _ASCC: "sch", _XSD: "xsd", TEI: "sch"}
_TYPES = {"application/relax-ng-compact-syntax": "rng", "application/xml-dtd": "dtd"}
_XSI = "{http://www.w3.org/2001/XMLSchema-instance}"


@dataclass(frozen=True, slots=True)
class Model:
    """A schema and its language: ``rng``, ``sch``, ``xsd`` or ``dtd``; of Schematron the `phase`, "" for its own."""

    path: Path
    language: str
    phase: str = ""

    @classmethod
    def of(cls, path: Path, phase: str = "") -> Model:
        """The schema at `path`, its language by its name, else by its root.

        Raises:
            TeiError: V006 when neither says anything, or there is no such file.
        """
        if not path.is_file():
            raise TeiError("V006", "there is no such schema", file=str(path), hint="mend the path")
        language = _LANGUAGES.get(path.suffix.lower()) or _NAMESPACES.get(_namespace(path), "")
        if not language:
            hint = f"known are: {', '.join(_LANGUAGES)}"
            raise TeiError("V006", "is no schema that tei knows", file=str(path), hint=hint)
        if language == "sch" and SCH.encode() not in read(path):
            hint = "compile an ODD to RELAX NG first" if _namespace(path) == TEI else "name a schema"
            raise TeiError("V006", "holds no Schematron rules", file=str(path), hint=hint)
        return cls(path, language, phase)


def _namespace(path: Path) -> str:
    """The namespace of the root of the file at `path`."""
    return prolog([read(path)]).root.partition("}")[0][1:]


def given(paths: tuple[Path, ...], phase: str, shelf: Shelf) -> Iterator[Model]:
    """The schemas at `paths`; of a RELAX NG schema with Schematron rules within it, both.

    Raises:
        TeiError: V006 as for `Model.of`, or when a part of it cannot be had.
    """
    for path in paths:
        model = Model.of(path, phase)
        model = replace(model, path=_whole(path, shelf))
        yield model
        if model.language == "rng" and path.suffix.lower() == ".rng" and SCH.encode() in read(path):
            yield replace(model, language="sch")


def _whole(path: Path, shelf: Shelf) -> Path:
    return shelf.path(path.resolve().as_uri()) if shelf.fetch or shelf.catalog.entries else path


def models(
    found: Prolog, name: str, folder: Path, shelf: Shelf, *, phase: str = "", dtd: bool = False, hints: bool = False
) -> tuple[list[Model], list[Finding]]:
    """The schemas that the document names, and a finding for each that could not be had."""
    chosen: list[Model] = []
    findings: list[Finding] = []
    base = f"{folder.resolve().as_uri()}/"
    for href, said, line, column in _named(found, dtd, hints):
        try:
            path = shelf.path(urljoin(base, href), said.get("public", ""))
            language = said.get("language") or _language(said) or Model.of(path).language
        except TeiError as error:
            findings.append(_missing(error, href, name, line, column))
            continue
        if language == "dtd" and not dtd:
            continue
        chosen.append(Model(path, language, phase or said.get("phase", "")))
    return chosen, findings


def _language(said: dict[str, str]) -> str:
    """The language of a schema as its instruction says; "" when it says nothing."""
    return _NAMESPACES.get(said.get("schematypens", ""), "") or _TYPES.get(said.get("type", ""), "")


def _named(found: Prolog, dtd: bool, hints: bool) -> Iterator[tuple[str, dict[str, str], int | None, int | None]]:
    """The address of each schema, what is said of it, and where."""
    for one in found.instructions:
        if one.target == "xml-model":
            said = {m[1]: _plain(m[3] if m[3] is not None else m[4]) for m in _PSEUDO.finditer(one.text)}
            yield said.get("href", ""), said, one.line, one.column
    if dtd and (found.system or found.public):
        yield found.system, {"language": "dtd", "public": found.public}, found.doctype_line, None
    if hints:
        pairs = found.attributes.get(f"{_XSI}schemaLocation", "").split()
        bare = found.attributes.get(f"{_XSI}noNamespaceSchemaLocation", "").split()
        for href in [*pairs[1::2], *bare]:
            yield href, {"language": "xsd"}, None, None


def _plain(value: str) -> str:
    for reference, char in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&")):
        value = value.replace(reference, char)
    return value


def _missing(error: TeiError, href: str, name: str, line: int | None, column: int | None) -> Finding:
    """Why the schema at `href` is not used: not fetched is a warning, for it may be there."""
    about = error.finding
    if about.code == "V006" and about.engine != "fetch" and urlsplit(href).scheme in ("http", "https"):
        return replace(about, file=name, line=line, column=column, severity="warning", engine="model")
    message = about.message if href in about.message else f"the schema {href!r}: {about.message}"
    hint = about.hint if about.engine == "fetch" else "mend the href, or name a schema by --schema"
    return finding("V006", message, file=name, line=line, column=column, engine="model", hint=hint)
