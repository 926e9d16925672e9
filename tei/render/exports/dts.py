"""DTS 1.0 as static files, Level 0: entry point, collection, navigation, documents.  Source: https://dtsapi.org/versions/v1.0

The citation tree of a text is the one that the ``citeStructure`` of its header declares (TEI Guidelines, 16.2.5.4).
A static server knows no queries, so the templates put parameters into paths, as the specification allows; a parameter
that is missing leaves nothing behind, so every answer is a file ``index.json`` or ``index.xml`` in a folder:

    collection/{id}/{nav}/          collection/rmrb.1959-01-13.2/index.json
    navigation/{resource}{/ref}{;down}/   navigation/rmrb.1959-01-13.2/zh.1;down=1/index.json
    document/{resource}{/ref}/      document/rmrb.1959-01-13.2/zh.1.1/index.xml
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import quote

from tei.render.exports.citetree import Passage, Structure, cited, declared, fragment
from tei.render.exports.corpus import Corpus
from tei.render.exports.text import Text
from tei.xml import parse

CONTEXT = "https://dtsapi.org/context/v1.0.json"
_VERSION = "1.0"

Json = dict[str, object]


def files(corpus: Corpus) -> Iterator[tuple[str, bytes]]:
    """``dts/index.json``, and below ``dts/`` the folders ``collection``, ``navigation`` and ``document``."""
    yield _answer("", _entry(corpus))
    whole = _collection(corpus)
    members = []
    for text in corpus.texts:
        members.append(resource := _resource(corpus, text, declared(parse(corpus.read(text.stem), text.stem))))
        yield from _text(corpus, text, resource)
    yield _answer("collection", {**whole, "member": members})
    for nav, some in (("", members), ("/children", members), ("/parents", [])):
        yield _answer(f"collection/{corpus.edition.id}{nav}", {**whole, "member": some})


def _json(found: Json) -> bytes:
    return (json.dumps(found, ensure_ascii=False) + "\n").encode()


def _answer(folder: str, found: Json) -> tuple[str, bytes]:
    """A file of JSON in a folder; the version and the context are those of all answers."""
    where = f"dts/{folder}/index.json" if folder else "dts/index.json"
    return where, _json({"@context": CONTEXT, "dtsVersion": _VERSION, **found})


def _root(corpus: Corpus) -> str:
    """Where the answers are: absolute if the edition has an address, else from the root of whatever serves them."""
    return f"{corpus.edition.address}dts/" if corpus.edition.address else "/dts/"


def _entry(corpus: Corpus) -> Json:
    root = _root(corpus)
    return {
        "@id": root,
        "@type": "EntryPoint",
        "collection": f"{root}collection{{/id,nav}}/index.json",
        "navigation": f"{root}navigation{{/resource,ref}}{{;down}}/index.json",
        "document": f"{root}document{{/resource,ref}}/index.xml",
    }


def _collection(corpus: Corpus) -> Json:
    edition = corpus.edition
    titles = [{"lang": lang, "value": title} for lang, title in edition.title]
    told: Json = {
        "@id": edition.id,
        "@type": "Collection",
        "title": edition.title[0][1] if edition.title else edition.id,
        "totalParents": 0,
        "totalChildren": len(corpus.texts),
        "collection": f"{_root(corpus)}collection/{quote(edition.id, safe='')}{{/nav}}/index.json",
    }
    core: Json = {
        "title": titles,
        "publisher": [{"lang": "und", "value": edition.publisher}] if edition.publisher else [],
        "license": [edition.licence_target] if edition.licence_target else [],
    }
    return {**told, "dublinCore": {name: value for name, value in core.items() if value}}


def identifier(text: Text) -> str:
    """What a text is called: its xml:id, else its file."""
    return text.id or text.stem


def _resource(corpus: Corpus, text: Text, structures: Sequence[Structure]) -> Json:
    root, name = _root(corpus), quote(identifier(text), safe="")
    core: Json = {
        "title": [{"lang": lang, "value": title} for lang, title in text.titles],
        "language": list(dict.fromkeys(version.lang for version in text.versions if version.lang)),
        "date": [text.source.date] if text.source.date else [],
        "isPartOf": [corpus.edition.id],
    }
    trees = [{"@type": "CitationTree", "citeStructure": [_cited(one) for one in structures]}] if structures else []
    return {
        "@id": identifier(text),
        "@type": "Resource",
        "title": text.title(),
        "totalParents": 1,
        "totalChildren": 0,
        "dublinCore": {key: value for key, value in core.items() if value},
        "collection": f"{root}collection/{name}{{/nav}}/index.json",
        "navigation": f"{root}navigation/{name}{{/ref}}{{;down}}/index.json",
        "document": f"{root}document/{name}{{/ref}}/index.xml",
        "download": f"{root}document/{name}/index.xml",
        "mediaTypes": ["application/tei+xml"],
        "citationTrees": trees,
    }


def _cited(structure: Structure) -> Json:
    inner = {"citeStructure": [_cited(one) for one in structure.inner]} if structure.inner else {}
    return {"@type": "CiteStructure", "citeType": structure.unit, **inner}


# --- a text


def _text(corpus: Corpus, text: Text, resource: Json) -> Iterator[tuple[str, bytes]]:
    """All answers about a text: itself, its parents, its passages, what is in them."""
    name = identifier(text)
    yield _answer(f"collection/{name}", resource)
    yield _answer(f"collection/{name}/parents", {**resource, "member": [_collection(corpus)]})
    yield _answer(f"collection/{name}/children", {**resource, "member": []})
    yield f"dts/document/{name}/index.xml", corpus.read(text.stem)
    tree = parse(corpus.read(text.stem), text.stem)
    passages = list(cited(tree, declared(tree)))
    for folder, told in _navigations(passages):
        yield _navigation(_root(corpus), f"navigation/{name}{folder}", resource, told)
    for passage in passages:
        yield f"dts/document/{name}/{passage.ref}/index.xml", fragment(passage.element)


def _navigations(passages: Sequence[Passage]) -> Iterator[tuple[str, Json]]:
    """Where an answer stands below the text (``/zh.1;down=1``), and what it says, for every `ref` and `down`."""
    units = {passage.ref: _unit(passage) for passage in passages}
    parents = {passage.ref: passage.parent for passage in passages}
    within: dict[str, list[Passage]] = {"": list(passages)}  # by reference what is below it, in the order of the text
    siblings: dict[str, list[Json]] = {}
    for one in passages:
        siblings.setdefault(one.parent, []).append(units[one.ref])
        above = one.parent
        while above:
            within.setdefault(above, []).append(one)
            above = parents[above]
    for passage in (None, *passages):
        ref, level = (passage.ref, passage.level) if passage else ("", 0)
        here: Json = {"ref": units[ref]} if passage else {}
        place = f"/{ref}" if passage else ""
        if passage:
            yield place, here
            yield f"{place};down=0", {**here, "member": siblings[passage.parent]}
        inner = within.get(ref, [])
        deepest = max((one.level for one in inner), default=level + 1) - level
        for down in (*range(1, deepest + 1), -1):
            members = [units[one.ref] for one in inner if down < 0 or one.level <= level + down]
            yield f"{place};down={down}", {**here, "member": [*here.values(), *members]}


def _navigation(root: str, folder: str, resource: Json, more: Mapping[str, object]) -> tuple[str, bytes]:
    kept = ("@id", "@type", "collection", "navigation", "document", "citationTrees", "mediaTypes")
    about = {key: resource[key] for key in kept}
    found = {"@id": f"{root}{folder}/index.json", "@type": "Navigation", "resource": about, **more}
    return _answer(folder, found)


def _unit(passage: Passage) -> Json:
    return {
        "identifier": passage.ref,
        "@type": "CitableUnit",
        "level": passage.level,
        "parent": passage.parent or None,
        "citeType": passage.unit,
    }
