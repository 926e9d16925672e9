"""Moses: for each pair of languages two files of plain text, whose lines say the same; and a third that names them.

Only beads that have both sides are in them.  Source: https://www.statmt.org/moses/?n=FactoredTraining.PrepareTraining
"""

from __future__ import annotations

from collections.abc import Iterator

from tei.render.exports.corpus import Corpus
from tei.render.exports.pairs import Pair, pairs


def files(corpus: Corpus) -> Iterator[tuple[str, bytes]]:
    """``moses/rmrb.zh-Hans-en.zh-Hans``, ``….en``, and ``….ids`` with the text and the sentences of each line."""
    found: dict[tuple[str, str], list[Pair]] = {}
    for pair in pairs(corpus):
        if pair.whole:
            found.setdefault(pair.languages, []).append(pair)
    for languages, lines in sorted(found.items()):
        name = f"moses/{corpus.edition.id}.{'-'.join(languages)}"
        for n, language in enumerate(languages):
            yield f"{name}.{language}", "".join(f"{line(pair.sides[n])}\n" for pair in lines).encode()
        yield f"{name}.ids", "".join(_names(pair) for pair in lines).encode()


def line(text: str) -> str:
    """`text` on one line: whatever any reader takes for the end of one becomes a space."""
    return " ".join(text.splitlines())


def _names(pair: Pair) -> str:
    return "\t".join((pair.text.id or pair.text.stem, " ".join(pair.ids[0]), " ".join(pair.ids[1]))) + "\n"
