"""codemeta.json: the edition as a data set, in the terms of CodeMeta.  Source: https://w3id.org/codemeta/3.0"""

from __future__ import annotations

import json
from collections.abc import Iterator

from tei.model import Editor
from tei.render.exports.citation import abstract, keywords, person, titles
from tei.render.exports.corpus import Corpus


def files(corpus: Corpus) -> Iterator[tuple[str, bytes]]:
    """``codemeta.json``."""
    edition = corpus.edition
    told: dict[str, object] = {
        "@context": "https://w3id.org/codemeta/3.0",
        "@type": "schema:Dataset",
        "identifier": edition.id,
        "name": titles(edition),
        "description": abstract(corpus),
        "version": edition.version,
        "datePublished": edition.date,
        "license": edition.licence_target,
        "url": edition.address,
        "keywords": keywords(edition),
        "publisher": {"@type": "Organization", "name": edition.publisher} if edition.publisher else "",
        "author": [_editor(editor) for editor in edition.editors],
        "schema:inLanguage": sorted({v.lang for text in corpus.texts for v in text.versions if v.lang}),
        "fileFormat": "application/tei+xml",
    }
    kept = {name: value for name, value in told.items() if value not in ("", [])}
    yield "codemeta.json", (json.dumps(kept, ensure_ascii=False, indent=2) + "\n").encode()


def _editor(editor: Editor) -> dict[str, str]:
    name = {"@id": f"https://orcid.org/{editor.orcid}"} if editor.orcid else {}
    if editor.org:
        return {**name, "@type": "Organization", "name": editor.name}
    family, given = person(editor)
    return {**name, "@type": "Person", **({"givenName": given} if given else {}), "familyName": family}
