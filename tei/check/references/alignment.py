"""In a document that declares an alignment: correspondence is mutual, and links cover the text once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from tei.check.references.survey import Spot, Survey
from tei.names import XML_ID, tei
from tei.report import Finding

_UNITS = {"paragraph": tei("p"), "sentence": tei("s")}


def alignments(found: Survey) -> Iterator[Finding]:
    """R003 and R004; nothing for a document without alignment."""
    groups = found.tree.getroot().findall(f"{tei('standOff')}/{tei('linkGrp')}[@type='alignment']")
    if groups:
        yield from _symmetric(found)
        yield from _coverage(found, groups)


def _symmetric(found: Survey) -> Iterator[Finding]:
    for id_, spot in found.ids.items():
        for pointer in (spot.element.get("corresp") or "").split():
            other = found.ids.get(pointer[1:])
            if other is not None and f"#{id_}" not in (other.element.get("corresp") or "").split():
                line, _ = found.place(other)
                yield found.finding(
                    "R003",
                    f'"{id_}" corresponds to "{pointer[1:]}", but not the other way round',
                    spot,
                    f'add "#{id_}" to its @corresp in line {line}, or remove this pointer',
                )


def _coverage(found: Survey, groups: list[etree._Element]) -> Iterator[Finding]:
    """Each paragraph and sentence of the aligned versions is in one link of its level."""
    for group in groups:
        tag = _UNITS.get(group.get("subtype", ""))
        if tag is None:
            continue
        counts = Counter(p for link in group for p in (link.get("target") or "").split())
        for domain in (group.get("domains") or "").split():
            version = found.ids.get(domain[1:])
            for unit in version.element.iter(tag) if version is not None else ():
                id_ = unit.get(XML_ID)
                count = counts[f"#{id_}"]
                if count != 1:
                    yield found.finding(
                        "R004",
                        f'"{id_}" is in {count} links of the {group.get("subtype")} alignment, not in one',
                        found.ids[id_] if id_ in found.ids else Spot(unit, 1 << 62),
                        f"see the linkGrp in line {group.sourceline}",
                    )
