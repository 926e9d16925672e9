"""JSON-LD 1.1: the linked data of `tei.render.exports.linked`; its context stands in it.

Source: https://www.w3.org/TR/json-ld11/
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from tei.render.exports.corpus import Corpus
from tei.render.exports.linked import PREFIXES, Iri, Literal, Node, Value, graph

Json = dict[str, object]


def files(corpus: Corpus) -> Iterator[tuple[str, Iterable[bytes]]]:
    """``rmrb.jsonld``, a node to a line."""
    yield f"{corpus.edition.id}.jsonld", _lines(corpus)


def _lines(corpus: Corpus) -> Iterator[bytes]:
    context = json.dumps(dict(PREFIXES), ensure_ascii=False, indent=2)
    yield f'{{"@context": {context},\n"@graph": ['.encode()
    for n, found in enumerate(graph(corpus)):
        yield f"{',' if n else ''}\n{json.dumps(_node(found), ensure_ascii=False)}".encode()
    yield b"\n]}\n"


def _node(found: Node) -> Json:
    start: Json = {"@id": found.address} if found.address else {}
    start["@type"] = found.type
    for name, values in found.said:
        said = [_value(value) for value in values]
        start[name] = said[0] if len(said) == 1 else said
    return start


def _value(value: Value) -> Json | str:
    if isinstance(value, Iri):
        return {"@id": value.address}
    if isinstance(value, Node):
        return _node(value)
    return _literal(value)


def _literal(found: Literal) -> Json | str:
    if found.lang:
        return {"@value": found.value, "@language": found.lang}
    return {"@value": found.value, "@type": found.type} if found.type else found.value
