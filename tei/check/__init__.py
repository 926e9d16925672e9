"""Step 7.  A document is checked: RELAX NG, Schematron, XSD, and what no schema can say.

`check` gives findings for one document.  Which schemas it is held against: those that are given, else those that its
``<?xml-model?>`` instructions name, else the project's own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from lxml import etree

from tei.check import relaxng
from tei.check.catalog import Catalog, catalog
from tei.check.columns import exact
from tei.check.copies import Shelf
from tei.check.models import Model, given, models
from tei.check.most import most
from tei.check.outside import outside
from tei.check.relaxng import libxml2
from tei.check.relaxng.source import pieces
from tei.data import shipped
from tei.files import Stamp, read, stamp
from tei.report import Finding, TeiError
from tei.xml import not_well_formed, parse
from tei.xml.encoding import EncodingError, utf8
from tei.xml.prolog import Prolog, prolog

__all__ = ["ENGINES", "NORMAL", "ONLY", "Options", "check", "svrl", "validate"]

ENGINES: Mapping[str, Callable[[Path, bytes, str], Iterator[Finding]]] = {
    "tei": relaxng.validate,
    "lxml": libxml2.validate,
}
"""What can validate against RELAX NG: our engine, and libxml2 for comparison."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a document is checked.

    `phase`: of Schematron, instead of the one that schema or document name.  `catalogs`: files that map addresses of
    schemas to local copies.  `fetch`: schemas may be fetched from the network.  `dtd`, `hints`: the DTD of the DOCTYPE,
    the schemas of ``xsi:schemaLocation`` count, too.  `xinclude`: the document is checked with what it includes.
    `stream`: nothing of it is held; only well-formedness and RELAX NG are looked at.  `only`: what is looked at, of
    `ONLY`, besides well-formedness; all of it when it is empty.
    """

    engine: str = "tei"
    phase: str = ""
    catalogs: tuple[Path, ...] = ()
    fetch: bool = False
    dtd: bool = False
    hints: bool = False
    xinclude: bool = False
    stream: bool = False
    only: tuple[str, ...] = ()

    def wants(self, *what: str) -> bool:
        """Whether one of these is to be looked at."""
        return not self.only or any(one in self.only for one in what)

    def shelf(self) -> Shelf:
        """Where addresses of schemas lead.

        Raises:
            TeiError: V017 or another when a catalog cannot be used.
        """
        return Shelf(_catalog(self.catalogs, tuple(map(stamp, self.catalogs))), self.fetch)


NORMAL = Options()
"""As documents are checked when nothing else is said."""

ONLY = ("relaxng", "schematron", "xsd", "dtd", "references", "seed")
"""What can be looked at by itself."""

_OWN = ("schemas/edition.rng", "schemas/edition.sch")
_LANGUAGES = {"rng": "relaxng", "sch": "schematron"}


@lru_cache(maxsize=8)
def _catalog(paths: tuple[Path, ...], _: tuple[Stamp, ...]) -> Catalog:
    return catalog(paths)


def check(
    source: Path | bytes,
    name: str = "",
    schemas: Sequence[Path] = (),
    engine: str = "",
    options: Options = NORMAL,
) -> list[Finding]:
    """What is wrong with the document at (or in) `source`; `name` is what findings call it.

    `schemas` are used instead of those that it names.  `engine` is that of `options`, unless it is given.
    """
    where = name or str(source)
    engine = engine or options.engine
    try:
        if options.stream and isinstance(source, Path):
            found = prolog(pieces(source, where))
            chosen, findings = _wanted(found, where, schemas, options)
            from tei.check import stream

            return findings + list(stream.streamed(source, where, chosen))
        data = read(source) if isinstance(source, Path) else source
        return _checked(data, source if isinstance(source, Path) else None, where, schemas, engine, options)
    except TeiError as error:
        return [error.finding]


def validate(
    source: Path | bytes, name: str = "", schemas: Sequence[Path] = (), options: Options = NORMAL
) -> Iterator[Finding]:
    """The findings of `check`, one after the other; nothing is done before the first is asked for."""
    yield from check(source, name, schemas, options=options)


def svrl(source: Path | bytes, name: str = "", schemas: Sequence[Path] = (), options: Options = NORMAL) -> str:
    """What the Schematron schema of a document says of it, as a report in SVRL (ISO/IEC 19757-3:2020, annex D).

    Raises:
        TeiError: G003 when there is not exactly one such schema; others when it or the document cannot be used.
    """
    from tei.check import schematron

    where = name or str(source)
    data = read(source) if isinstance(source, Path) else source
    tree = parse(data, where, base=source if isinstance(source, Path) else None, expand=True)
    chosen, _ = _schemas(prolog([utf8(data)]), where, schemas, options)
    rules = [model for model in chosen if model.language == "sch"]
    if len(rules) != 1:
        hint = "name one by --schema"
        raise TeiError("G003", f"has {len(rules)} Schematron schemas, and SVRL is about one", file=where, hint=hint)
    return schematron.svrl(rules[0].path, tree, where, rules[0].phase).decode("utf-8")


def _checked(
    data: bytes, path: Path | None, name: str, schemas: Sequence[Path], engine: str, options: Options
) -> list[Finding]:
    try:
        tree = parse(data, name, base=path, expand=True)
        text = utf8(data)
    except (TeiError, EncodingError) as error:
        first = _finding(error, name)
        if first.code != "V001":
            return [first]
        from tei.xml.wellformed import faults

        return [not_well_formed(fault, name).finding for fault in faults(data)] or [first]
    found = prolog([text])
    chosen, findings = _wanted(found, name, schemas, options)
    findings += outside(found, data, tree, name, dtd=options.dtd)
    if options.xinclude:
        from tei.check import inclusion

        made = inclusion.include(tree, name, Path(name).parent)
        if made.count:
            merged = etree.tostring(made.tree, encoding="utf-8")
            held = _held(chosen, merged, made.tree, name, engine) + _pointed(made.tree, name, None, options)
            findings = [one for one in findings if one.code != "V013"] + made.findings
            return findings + _once(made.placed(one) for one in held)
    held = _held(chosen, data, tree, name, engine)
    if options.dtd and not found.system and found.doctype:
        from tei.check import dtd

        held += dtd.internal(data, name)
    return findings + _once([*exact(held, tree, data), *_pointed(tree, name, data, options)])


def _pointed(tree: etree._ElementTree, name: str, data: bytes | None, options: Options) -> list[Finding]:
    """What is wrong with references and values, if that is to be looked at."""
    if not options.wants("references"):
        return []
    from tei.check import references

    return list(references.validate(tree, name, data))


def _finding(error: TeiError | EncodingError, name: str) -> Finding:
    return error.finding if isinstance(error, TeiError) else TeiError("V001", str(error), file=name, line=1).finding


def _held(chosen: list[Model], data: bytes, tree: etree._ElementTree, name: str, engine: str) -> list[Finding]:
    """What the schemas refuse; `tree` is that of `data`."""
    findings: list[Finding] = []
    for model in chosen:
        try:
            findings += most(_refused(model, data, tree, name, engine), name, model.path)
        except TeiError as error:
            findings.append(error.finding)
    return findings


def _refused(model: Model, data: bytes, tree: etree._ElementTree, name: str, engine: str) -> Iterator[Finding]:
    if model.language == "rng":
        return ENGINES[engine](model.path, data, name)
    if model.language == "sch":
        from tei.check import schematron

        found = schematron.validate(model.path, tree, name, model.phase)
        # Our own rules are for editions: it means nothing that none is for another document.
        return (one for one in found if one.code != "V030") if model.path == shipped(_OWN[1]) else found
    if model.language == "dtd":
        from tei.check import dtd

        return dtd.validate(model.path, tree, name)
    from tei.check import xsd

    return xsd.validate(model.path, tree, name)


def _once(findings: Iterable[Finding]) -> list[Finding]:
    """`findings` without those about a value that RELAX NG has refused already."""
    all_of_them = list(findings)
    refused = {(found.xpath, found.message.partition(" ")[0]) for found in all_of_them if found.code == "V002"}
    return [
        found
        for found in all_of_them
        if found.code not in _VALUES or (found.xpath, found.message.partition("=")[0]) not in refused
    ]


_VALUES = ("R020", "R024")


def _wanted(found: Prolog, name: str, schemas: Sequence[Path], options: Options) -> tuple[list[Model], list[Finding]]:
    """Of the schemas to be used, those in a language that is to be looked at, and what is wrong with any.

    Raises:
        TeiError: when one that was asked for cannot be had.
    """
    chosen, findings = _schemas(found, name, schemas, options)
    wanted = [model for model in chosen if options.wants(_LANGUAGES.get(model.language, model.language))]
    if not options.wants("relaxng", "schematron", "xsd", "dtd"):
        findings = []
    return wanted, findings


def _schemas(found: Prolog, name: str, schemas: Sequence[Path], options: Options) -> tuple[list[Model], list[Finding]]:
    """The schemas to be used, and a finding for each that cannot be had.

    Raises:
        TeiError: when one that was asked for cannot be had.
    """
    shelf = options.shelf()
    if schemas:
        return list(given(tuple(schemas), options.phase, shelf)), []
    folder = Path(name).parent
    chosen, findings = models(found, name, folder, shelf, phase=options.phase, dtd=options.dtd, hints=options.hints)
    if chosen or findings:
        return chosen, findings
    return [Model.of(shipped(own)) for own in _OWN], []
