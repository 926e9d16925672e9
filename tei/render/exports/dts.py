"""DTS 1.0 as static files, Level 0: entry point, collection, navigation, documents.  Source: https://dtsapi.org/versions/v1.0

The citation tree of a text is the one that the ``citeStructure`` of its header declares (TEI Guidelines, 16.2.5.4),
down to paragraphs: with sentences there would be three times as many files; these can be cited on the site.
A static server knows no queries, so the templates put parameters into the names of files, as the specification allows;
a parameter that is missing leaves nothing behind:

    collection/index{;id,nav}.json               collection/index;id=rmrb.1959-01-13.2;nav=parents.json
    navigation/{resource}/index{;ref,down}.json  navigation/rmrb.1959-01-13.2/index;ref=zh.1;down=1.json
    document/{resource}/index{;ref}.xml          document/rmrb.1959-01-13.2/index;ref=zh.1.1.xml
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import quote

from tei.names import is_ncname
from tei.render.exports.citetree import Passage, Structure, cited, coarse, declared, fragment
from tei.render.exports.corpus import Corpus
from tei.render.exports.text import Text
from tei.xml import parse

CONTEXT = "https://dtsapi.org/context/v1.0.json"
_VERSION = "1.0"

Json = dict[str, object]
Parameters = Mapping[str, str]


def files(corpus: Corpus) -> Iterator[tuple[str, bytes]]:
    """``dts/index.json``, and below ``dts/`` the folders ``collection``, ``navigation`` and ``document``."""
    yield _answer("index", _entry(corpus))
    whole, names = _collection(corpus), identifiers(corpus)
    members = []
    for text in corpus.texts:
        data = corpus.read(text.stem)
        tree = parse(data, text.stem)
        structures = coarse(declared(tree))
        members.append(resource := _resource(corpus, text, names[text.stem], structures))
        yield from _text(corpus, resource, names[text.stem], data, list(cited(tree, structures)))
    yield _answer("collection/index", {**whole, "member": members})
    for nav, some in (("", members), (";nav=children", members), (";nav=parents", [])):
        yield _answer(f"collection/index;id={corpus.edition.id}{nav}", {**whole, "member": some})


def _json(found: Json) -> bytes:
    return (json.dumps(found, ensure_ascii=False) + "\n").encode()


def _answer(name: str, found: Json) -> tuple[str, bytes]:
    """A file of JSON; the version and the context are those of all answers."""
    return f"dts/{name}.json", _json({"@context": CONTEXT, "dtsVersion": _VERSION, **found})


def _root(corpus: Corpus) -> str:
    """Where the answers are: absolute if the edition has an address, else from the root of whatever serves them."""
    return f"{corpus.edition.address}dts/" if corpus.edition.address else "/dts/"


def _entry(corpus: Corpus) -> Json:
    root = _root(corpus)
    return {
        "@id": root,
        "@type": "EntryPoint",
        "collection": f"{root}collection/index{{;id,nav}}.json",
        "navigation": f"{root}navigation{{/resource}}/index{{;ref,down}}.json",
        "document": f"{root}document{{/resource}}/index{{;ref}}.xml",
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
        "collection": f"{_root(corpus)}collection/index;id={quote(edition.id, safe='')}{{;nav}}.json",
    }
    core: Json = {
        "title": titles,
        "publisher": [{"lang": "und", "value": edition.publisher}] if edition.publisher else [],
        "license": [edition.licence_target] if edition.licence_target else [],
    }
    return {**told, "dublinCore": {name: value for name, value in core.items() if value}}


def identifiers(corpus: Corpus) -> Mapping[str, str]:
    """What each text is called, by its stem: its xml:id; where that is none, or another's too, its file."""
    often = Counter(text.id for text in corpus.texts)
    files = {text.stem for text in corpus.texts} | {corpus.edition.id}
    return {
        text.stem: text.id
        if is_ncname(text.id) and often[text.id] == 1 and (text.id == text.stem or text.id not in files)
        else text.stem
        for text in corpus.texts
    }


def _resource(corpus: Corpus, text: Text, name: str, structures: Sequence[Structure]) -> Json:
    root, at = _root(corpus), quote(name, safe="")
    core: Json = {
        "title": [{"lang": lang, "value": title} for lang, title in text.titles],
        "language": list(dict.fromkeys(version.lang for version in text.versions if version.lang)),
        "date": [text.source.date] if text.source.date else [],
        "isPartOf": [corpus.edition.id],
    }
    trees = [{"@type": "CitationTree", "citeStructure": [_cited(one) for one in structures]}] if structures else []
    return {
        "@id": name,
        "@type": "Resource",
        "title": text.title(),
        "totalParents": 1,
        "totalChildren": 0,
        "dublinCore": {key: value for key, value in core.items() if value},
        "collection": f"{root}collection/index;id={at}{{;nav}}.json",
        "navigation": f"{root}navigation/{at}/index{{;ref,down}}.json",
        "document": f"{root}document/{at}/index{{;ref}}.xml",
        "download": f"{root}document/{at}/index.xml",
        "mediaTypes": ["application/tei+xml"],
        "citationTrees": trees,
    }


def _cited(structure: Structure) -> Json:
    inner = {"citeStructure": [_cited(one) for one in structure.inner]} if structure.inner else {}
    return {"@type": "CiteStructure", "citeType": structure.unit, **inner}


# --- a text


def _text(
    corpus: Corpus, resource: Json, name: str, data: bytes, passages: Sequence[Passage]
) -> Iterator[tuple[str, bytes]]:
    """All answers about a text: itself, its parents, its passages, what is in them."""
    yield _answer(f"collection/index;id={name}", resource)
    yield _answer(f"collection/index;id={name};nav=parents", {**resource, "member": [_collection(corpus)]})
    yield _answer(f"collection/index;id={name};nav=children", {**resource, "member": []})
    yield f"dts/document/{name}/index.xml", data
    for parameters, told in _navigations(passages):
        yield _navigation(_root(corpus), name, parameters, resource, told)
    for passage in passages:
        yield f"dts/document/{name}/index;ref={passage.ref}.xml", fragment(passage.element)


def _navigations(passages: Sequence[Passage]) -> Iterator[tuple[Parameters, Json]]:
    """The parameters of every answer on a text, and what it says."""
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
        place: Parameters = {"ref": ref} if passage else {}
        if passage:
            yield place, here
            yield {**place, "down": "0"}, {**here, "member": siblings[passage.parent]}
        inner = within.get(ref, [])
        deepest = max((one.level for one in inner), default=level + 1) - level
        for down in (*range(1, deepest + 1), -1):
            members = [units[one.ref] for one in inner if down < 0 or one.level <= level + down]
            yield {**place, "down": str(down)}, {**here, "member": [*here.values(), *members]}


def _navigation(
    root: str, name: str, parameters: Parameters, resource: Json, more: Mapping[str, object]
) -> tuple[str, bytes]:
    kept = ("@id", "@type", "collection", "navigation", "document", "citationTrees", "mediaTypes")
    about = {key: resource[key] for key in kept}
    file = "".join(f";{key}={value}" for key, value in parameters.items())
    asked = "".join(f";{key}={quote(value, safe='')}" for key, value in parameters.items())
    address = f"{root}navigation/{quote(name, safe='')}/index{asked}.json"
    found = {"@id": address, "@type": "Navigation", "resource": about, **more}
    return _answer(f"navigation/{name}/index{file}", found)


def _unit(passage: Passage) -> Json:
    return {
        "identifier": passage.ref,
        "@type": "CitableUnit",
        "level": passage.level,
        "parent": passage.parent or None,
        "citeType": passage.unit,
    }
