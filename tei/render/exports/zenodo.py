"""Zenodo's metadata for a deposit.  Source: https://developers.zenodo.org/#representation"""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape

from tei.model import Editor, primary
from tei.render.exports.citation import abstract, keywords, person, rights, spdx, titles
from tei.render.exports.corpus import Corpus

#: ISO 639-2 of the primary subtags that Zenodo must be told otherwise.
_LANGUAGES = {"zh": "zho", "en": "eng", "fr": "fra", "de": "deu", "ja": "jpn", "ru": "rus", "es": "spa", "it": "ita",
              "la": "lat", "ko": "kor", "ar": "ara", "fa": "fas", "bo": "bod", "lzh": "lzh", "grc": "grc"}  # fmt: skip


def files(corpus: Corpus) -> Iterator[tuple[str, bytes]]:
    """``.zenodo.json``."""
    edition = corpus.edition
    told: dict[str, object] = {
        "title": titles(edition),
        "upload_type": "dataset",
        "description": "".join(f"<p>{escape(words)}</p>" for words in (abstract(corpus), rights(edition)) if words),
        "creators": [_creator(editor) for editor in edition.editors] or [{"name": edition.publisher or edition.id}],
        "version": edition.version,
        "publication_date": edition.date,
        "access_right": "open",
        "license": spdx(edition.licence_target).lower(),
        "keywords": keywords(edition),
        "language": _language(corpus),
        "related_identifiers": _related(corpus),
    }
    kept = {name: value for name, value in told.items() if value not in ("", [])}
    yield ".zenodo.json", (json.dumps(kept, ensure_ascii=False, indent=2) + "\n").encode()


def _creator(editor: Editor) -> dict[str, str]:
    family, given = person(editor)
    name = editor.name if editor.org or not given else f"{family}, {given}"
    return {"name": name, **({"orcid": editor.orcid} if editor.orcid else {})}


def _language(corpus: Corpus) -> str:
    """The language of most originals."""
    tags = [text.versions[0].lang for text in corpus.texts if text.versions]
    most = max(sorted(set(tags)), key=tags.count, default="")
    return _LANGUAGES.get(primary(most), "")


def _related(corpus: Corpus) -> list[dict[str, str]]:
    address = corpus.edition.address
    return [{"identifier": address, "relation": "isIdenticalTo", "scheme": "url"}] if address else []
