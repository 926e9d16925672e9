"""TSV pairs: a row for every bead, also those that only one version has, with its ids, its type and its certainty.

Fields hold neither tab nor line end, and nothing is quoted: https://www.iana.org/assignments/media-types/text/tab-separated-values
"""

from __future__ import annotations

from collections.abc import Iterator

from tei.render.exports.corpus import Corpus
from tei.render.exports.moses import line
from tei.render.exports.pairs import Pair, pairs

COLUMNS = ("text", "type", "cert", "head", "source_ids", "target_ids", "source", "target")


def files(corpus: Corpus) -> Iterator[tuple[str, bytes]]:
    """``tsv/rmrb.zh-Hans-en.tsv`` for each pair of languages."""
    found: dict[tuple[str, str], list[Pair]] = {}
    for pair in pairs(corpus):
        found.setdefault(pair.languages, []).append(pair)
    for languages, rows in sorted(found.items()):
        lines = ("\t".join(map(_field, row)) + "\n" for row in (COLUMNS, *map(_row, rows)))
        yield f"tsv/{corpus.edition.id}.{'-'.join(languages)}.tsv", "".join(lines).encode()


def _field(text: str) -> str:
    return line(text.replace("\t", " "))


def _row(pair: Pair) -> tuple[str, ...]:
    return (
        pair.text.id or pair.text.stem,
        pair.type,
        pair.bead.cert,
        "yes" if pair.bead.head else "no",
        " ".join(pair.ids[0]),
        " ".join(pair.ids[1]),
        *pair.sides,
    )
