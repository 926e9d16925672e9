"""The declarations with which a schema in compact syntax begins (section 4 of its specification)."""

from __future__ import annotations

import re

from lxml import etree

from tei.check.relaxng.compact.reader import XML, XSD, Reader
from tei.check.relaxng.compact.tokens import Token

_URI = re.compile("(?:[a-zA-Z][a-zA-Z0-9+.-]*:[^#]+)?")
_TWICE = "the default namespace is declared twice"


def is_namespace(uri: str) -> bool:
    """Whether elements can be in the namespace `uri`; lxml takes only what has the form of a URI."""
    try:
        etree.Element("a", None, {"a": uri})
    except ValueError:
        return False
    return True


def declarations(of: Reader) -> None:
    """Read the declarations with which a schema begins into ``of.scope``.

    Raises:
        TeiError: V005 for a prefix that is declared twice, or must not stand for this URI.
    """
    seen: set[tuple[str, str]] = set()
    while declared := of.take("namespace", "default", "datatypes"):
        default = declared.kind == "default"
        if default:
            of.need("namespace")
        token = of.token
        prefix = "" if default and token.kind == "=" else of.any_name("a prefix").value
        kinds = [(declared.kind, "")] if default else []
        kinds += [("datatypes" if declared.kind == "datatypes" else "namespace", prefix)] if prefix else []
        for kind in kinds:
            if kind in seen:
                raise of.error(token, f'the prefix "{prefix}" is declared twice' if kind[1] else _TWICE)
            seen.add(kind)
        of.need("=")
        if declared.kind == "datatypes":
            _datatypes(of, token, prefix)
        else:
            _namespace(of, token, prefix, default=default)


def _datatypes(of: Reader, token: Token, prefix: str) -> None:
    uri = of.literal()
    if prefix == "xsd" and uri != XSD:
        raise of.error(token, f'"xsd" stands for {XSD}', "choose another prefix")
    if not _URI.fullmatch(uri):
        raise of.error(token, f'"{uri}" is no absolute URI without fragment', "name the datatype library whole")
    of.scope = of.scope._replace(datatypes={**of.scope.datatypes, prefix: uri})


def _namespace(of: Reader, token: Token, prefix: str, *, default: bool) -> None:
    uri = None if of.take("inherit") else of.literal('a URI in quotation marks or "inherit"')
    if prefix == "xmlns":
        raise of.error(token, '"xmlns" cannot be declared', "choose another prefix")
    if (prefix == "xml") != (uri == XML):
        raise of.error(token, f'"xml", and no other prefix, stands for {XML}', 'use the prefix "xml" undeclared')
    scope = of.scope
    if prefix:
        scope = scope._replace(namespaces={**scope.namespaces, prefix: uri})
    of.scope = scope._replace(default=uri) if default else scope
