"""RO-Crate 1.1: what the release is, for machines, in ``ro-crate-metadata.json``.

Source: https://www.researchobject.org/ro-crate/specification/1.1/
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from urllib.parse import quote

from tei.model import Edition, Editor
from tei.release.parts import Part
from tei.render.exports.citation import description

NAME = "ro-crate-metadata.json"
_CONTEXT = "https://w3id.org/ro/crate/1.1/context"

Json = dict[str, object]


def crate(edition: Edition, parts: Sequence[Part]) -> bytes:
    """The description of an edition and of the `parts` that the release has."""
    graph = [_descriptor(), _root(edition, parts), *_around(edition), *map(_part, parts)]
    return (json.dumps({"@context": _CONTEXT, "@graph": graph}, ensure_ascii=False, indent=2) + "\n").encode()


def _descriptor() -> Json:
    return {
        "@id": NAME,
        "@type": "CreativeWork",
        "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
        "about": {"@id": "./"},
    }


_WHAT = "An edition in TEI P5, with its web site, its pages for print and its exports."


def _root(edition: Edition, parts: Sequence[Part]) -> Json:
    languages = list(dict.fromkeys(lang for lang, _ in edition.title))
    told: Json = {
        "@id": "./",
        "@type": "Dataset",
        "name": " / ".join(title for _, title in edition.title) or edition.id,
        "description": description(edition) or _WHAT,
        "version": edition.version,
        "datePublished": edition.date,
        "inLanguage": languages,
        "license": {"@id": _licence(edition)} if edition.licence_target else edition.licence_text,
        "url": edition.address,
        "keywords": list(dict.fromkeys(word for _, words in edition.keywords for word in words)),
        "creator": [{"@id": _person(editor)} for editor in edition.editors],
        "publisher": {"@id": "#publisher"} if edition.publisher else "",
        "usageInfo": [text for _, text in edition.rights],
        "hasPart": [{"@id": _address(part)} for part in parts],
    }
    return {key: value for key, value in told.items() if value}


def _around(edition: Edition) -> Iterator[Json]:
    """The licence, the editors and the publisher."""
    if edition.licence_target:
        name = edition.licence_text or edition.licence_target
        yield {"@id": _licence(edition), "@type": "CreativeWork", "name": name}
    for editor in edition.editors:
        yield {"@id": _person(editor), "@type": "Organization" if editor.org else "Person", "name": editor.name}
    if edition.publisher:
        yield {"@id": "#publisher", "@type": "Organization", "name": edition.publisher}


def _licence(edition: Edition) -> str:
    target = edition.licence_target
    return quote(target, safe="%/:=&?~#+!$,;'@()*[]") if target.startswith(("http://", "https://")) else "#licence"


def _person(editor: Editor) -> str:
    return f"https://orcid.org/{editor.orcid}" if editor.orcid else f"#{quote(editor.id)}"


def _part(part: Part) -> Json:
    kind = "File" if part.form else "Dataset"
    form: Json = {"encodingFormat": part.form} if part.form else {}
    return {"@id": _address(part), "@type": kind, "name": part.name, "description": part.about, **form}


def _address(part: Part) -> str:
    return quote(part.name)
