"""The schemas that a document names itself by ``<?xml-model href="…"?>`` (W3C, Associating Schemas with XML)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree

from tei.report import Finding, TeiError, finding

_PSEUDO = re.compile(r"""([\w:.-]+)\s*=\s*("([^"]*)"|'([^']*)')""")
_LANGUAGES = {".rng": "rng", ".sch": "sch", ".isosch": "sch", ".xsd": "xsd"}


@dataclass(frozen=True, slots=True)
class Model:
    """A schema and its language: ``rng``, ``sch`` or ``xsd``."""

    path: Path
    language: str

    @classmethod
    def of(cls, path: Path) -> Model:
        """The schema at `path`, its language by its name.

        Raises:
            TeiError: V006 when the name says nothing, or there is no such file.
        """
        language = _LANGUAGES.get(path.suffix.lower())
        if language is None:
            raise TeiError(
                "V006", "is no schema that tei knows", file=str(path), hint=f"known are: {', '.join(_LANGUAGES)}"
            )
        if not path.is_file():
            raise TeiError("V006", "there is no such schema", file=str(path))
        return cls(path, language)


def models(tree: etree._ElementTree, name: str, folder: Path) -> tuple[list[Model], list[Finding]]:
    """The schemas that the document names, and a finding for each that could not be had."""
    found: list[Model] = []
    findings: list[Finding] = []
    for node in reversed(list(tree.getroot().itersiblings(preceding=True))):
        if not isinstance(node, etree._ProcessingInstruction) or node.target != "xml-model":
            continue
        said = {m[1]: m[3] if m[3] is not None else m[4] for m in _PSEUDO.finditer(node.text or "")}
        model = _model(said.get("href", ""), said.get("schematypens", ""), folder)
        if isinstance(model, Model):
            found.append(model)
        else:
            findings.append(replace(model, file=name, line=node.sourceline, engine="model"))
    return found, findings


def _model(href: str, language: str, folder: Path) -> Model | Finding:
    """The schema at `href`, seen from `folder`, or why it is not used."""
    parts = urlsplit(href)
    if parts.scheme not in ("", "file") or parts.netloc:
        hint = "no network is used; name a local copy by --schema"
        return finding("V006", f"the schema {href} is not fetched", severity="warning", hint=hint)
    if language.endswith("/schematron") and parts.path.endswith(".rng"):
        hint = "extract them into a .sch with XPath 1.0"
        return finding("V007", f"the Schematron rules within {href} are not run", severity="info", hint=hint)
    try:
        return Model.of(folder / unquote(parts.path))
    except TeiError as error:
        return finding("V006", f"the schema {href!r}: {error}", hint="mend the href, or name a schema by --schema")
