"""The registers: a page for each kind of record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tei.render.site.frame import Site
from tei.render.site.leaf import REGISTERS, Leaf


def tabs(leaves: Sequence[Leaf]) -> list[str]:
    """The registers that have something in them."""
    there = {record.register for leaf in leaves for record in leaf.records}
    return [name for name in REGISTERS if name in there]


def pages(site: Site) -> Iterator[tuple[str, bytes]]:
    """The registers."""
    del site
    return iter(())
