"""Aligned plain text: a line for each pair of passages, the versions in columns, as corpus tools read them."""

from __future__ import annotations

from collections.abc import Iterator

from tei.render.site.frame import Site
from tei.render.site.leaf import Leaf


def pages(site: Site) -> Iterator[tuple[str, bytes]]:
    """The aligned text of every text that has several versions: ``downloads/<stem>.parallel.txt``."""
    for leaf in site.leaves:
        if len(leaf.versions) > 1:
            yield f"downloads/{leaf.stem}.parallel.txt", parallel(leaf).encode()


def parallel(leaf: Leaf) -> str:
    """The reading text of `leaf`, a passage on each line: first its id, then each version, with tabs between them.

    A version that lacks the passage has nothing in its column.  The first line has the versions' languages.
    """
    lines = ["\t".join(["", *(lang for _, lang, _ in leaf.versions)])]
    for passage in leaf.passages:
        said = {side.version: side.text for side in passage.sides}
        lines.append("\t".join([passage.id, *(said.get(n, "") for n in range(len(leaf.versions)))]))
    return "".join(f"{line}\n" for line in lines)
