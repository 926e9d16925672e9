"""Plain text: each version of each text, a block to a line, an empty line between blocks; UTF-8, no marks."""

from __future__ import annotations

from collections.abc import Iterator

from tei.render.exports.corpus import Corpus
from tei.render.exports.pairs import languages
from tei.render.exports.reader import joined


def files(corpus: Corpus) -> Iterator[tuple[str, bytes]]:
    """``text/<stem>.<language>.txt``."""
    for text in corpus.texts:
        for version, name in zip(text.versions, languages(text), strict=True):
            blocks = [joined(block.units, version.lang) for block in version.blocks]
            yield f"text/{text.stem}.{name}.txt", "".join(f"{block}\n\n" for block in blocks if block).encode()[:-1]
