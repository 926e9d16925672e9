"""Turtle: the linked data of `tei.render.exports.linked`.  Source: https://www.w3.org/TR/turtle/"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tei.render.exports.corpus import Corpus
from tei.render.exports.linked import PREFIXES, Iri, Literal, Node, Value, graph

_NO_IRI = re.compile(r"[\x00-\x20<>\"{}|^`\\]")
_LANGUAGE = re.compile(r"[a-zA-Z]+(-[a-zA-Z0-9]+)*")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def files(corpus: Corpus) -> Iterator[tuple[str, Iterable[bytes]]]:
    """``rmrb.ttl``."""
    yield f"{corpus.edition.id}.ttl", _lines(corpus)


def _lines(corpus: Corpus) -> Iterator[bytes]:
    yield from (f"@prefix {name}: <{address}> .\n".encode() for name, address in PREFIXES.items())
    yield from (f"\n{iri(found.address)} {_said(found, 1)} .\n".encode() for found in graph(corpus))


def iri(address: str) -> str:
    """An address in angle brackets, or a prefixed name as it is."""
    prefix, colon, name = address.partition(":")
    if colon and prefix in PREFIXES and re.fullmatch(r"\w+", name):
        return address
    return f"<{_NO_IRI.sub(lambda m: f'%{ord(m[0]):02X}', address)}>"


def _said(found: Node, depth: int) -> str:
    margin = "    " * depth
    lines = [f"a {iri(found.type)}"]
    for name, values in found.said:
        separator = f",\n{margin}    " if len(values) > 1 else ", "
        lines.append(f"{iri(name)} {separator.join(_value(value, depth) for value in values)}")
    return f" ;\n{margin}".join(lines)


def _value(value: Value, depth: int) -> str:
    if isinstance(value, Iri):
        return iri(value.address)
    if isinstance(value, Literal):
        return _literal(value)
    return f"[ {_said(value, depth + 1)} ]"


def _literal(found: Literal) -> str:
    words = '"' + "".join(_ESCAPES.get(c, c if c >= " " else f"\\u{ord(c):04X}") for c in found.value) + '"'
    if found.lang and _LANGUAGE.fullmatch(found.lang):
        return f"{words}@{found.lang}"
    return f"{words}^^{iri(found.type)}" if found.type else words
