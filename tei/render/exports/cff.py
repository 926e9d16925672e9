"""CITATION.cff 1.2.0.  Source: https://github.com/citation-file-format/citation-file-format/blob/1.2.0/schema-guide.md"""

from __future__ import annotations

import json
from collections.abc import Iterator

from tei.model import Editor
from tei.render.exports.citation import abstract, keywords, person, spdx, titles
from tei.render.exports.corpus import Corpus


def files(corpus: Corpus) -> Iterator[tuple[str, bytes]]:
    """``CITATION.cff``, as YAML whose strings are all written as in JSON, which is YAML 1.2."""
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in _told(corpus)]
    yield "CITATION.cff", "".join(lines).encode()


def _told(corpus: Corpus) -> Iterator[tuple[str, object]]:
    edition = corpus.edition
    yield "cff-version", "1.2.0"
    yield "message", "If you use this edition, please cite it as below."
    yield "type", "dataset"
    yield "title", titles(edition)
    yield "authors", [_author(editor) for editor in edition.editors] or [{"name": edition.publisher or edition.id}]
    yield "version", edition.version
    if edition.date:
        yield "date-released", edition.date
    licence = spdx(edition.licence_target)
    if licence:
        yield "license", licence
    elif edition.licence_target.startswith(("http://", "https://")):
        yield "license-url", edition.licence_target
    if edition.address:
        yield "url", edition.address
    if words := keywords(edition):
        yield "keywords", words
    yield "abstract", abstract(corpus)


def _author(editor: Editor) -> dict[str, str]:
    orcid = {"orcid": f"https://orcid.org/{editor.orcid}"} if editor.orcid else {}
    if editor.org:
        return {"name": editor.name, **orcid}
    family, given = person(editor)
    return {"family-names": family, **({"given-names": given} if given else {}), **orcid}
