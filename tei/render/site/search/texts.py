"""What a hit shows: the passages of a text, and the names of the records."""

from __future__ import annotations

from collections.abc import Sequence

from tei.names import TEI, XML_LANG
from tei.render.site.leaf import REGISTERS, Leaf, Record, Side
from tei.xml import parse

_NAME = {f"{{{TEI}}}{name}" for name in ("persName", "placeName", "orgName", "eventName", "title")}


def text(leaf: Leaf) -> dict[str, object]:
    """A text for the browser: its titles; its records; of each passage whether it is a head (0, 1), then its sides.

    A side is ``[version, id, text, found or 0, start, end, record, start, end, record …]``, offsets in UTF-16.
    """
    numbers: dict[str, int] = {}
    passages = [[int(passage.head), *(_side(side, numbers) for side in passage.sides)] for passage in leaf.passages]
    return {"titles": leaf.titles, "records": list(numbers), "passages": passages}


def _side(side: Side, numbers: dict[str, int]) -> list[object]:
    found: list[object] = [side.version, side.ids[0], side.text, side.found or 0]
    wide = max(side.text, default="") > "\uffff"
    for mark in side.names:
        start, end = ((_wide(side.text, at) if wide else at) for at in (mark.start, mark.end))
        for record in mark.records:
            found += [start, end, numbers.setdefault(record, len(numbers))]
    return found


def _wide(said: str, offset: int) -> int:
    return len(said[:offset].encode("utf-16-le")) // 2


def names(leaves: Sequence[Leaf]) -> list[list[object]]:
    """The records that passages name: xml:id, register, in how many passages, the preferred name in each language."""
    count: dict[str, int] = {}
    for leaf in leaves:
        for passage in leaf.passages:
            for record in {r for side in passage.sides for mark in side.names for r in mark.records}:
                count[record] = count.get(record, 0) + 1
    numbers = {register: n for n, register in enumerate(REGISTERS)}
    first: dict[str, Record] = {}
    for leaf in leaves:
        for each in leaf.records:
            if each.id in count:
                first.setdefault(each.id, each)
    return [[i, numbers[first[i].register], count[i], *_preferred(first[i])] for i in sorted(first)]


def _preferred(record: Record) -> list[str]:
    """The first name in each language that is no variant, each once."""
    found: dict[str, str] = {}
    for element in parse(record.data, record.id).getroot():
        if element.tag in _NAME and element.get("type") != "variant":
            said = " ".join("".join(map(str, element.itertext())).split())
            if said:
                found.setdefault(element.get(XML_LANG, ""), said)
    return list(dict.fromkeys(found.values())) or [record.id]
