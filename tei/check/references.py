"""What no schema can say: ids are unique, pointers arrive, correspondence is mutual, links cover the text once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from tei.names import XML_ID, tei
from tei.report import Finding, finding
from tei.xml import xpath_of

#: The attributes that hold pointers (teidata.pointer).
POINTERS = (
    "ref",
    "corresp",
    "target",
    "domains",
    "resp",
    "who",
    "wit",
    "ana",
    "decls",
    "next",
    "prev",
    "synch",
    "sameAs",
    "copyOf",
    "exclude",
    "select",
    "facs",
    "source",
    "hand",
    "change",
    "spanTo",
    "where",
    "active",
    "passive",
    "mutual",
    "scheme",
    "rendition",
    "edRef",
    "parts",
    "inst",
    "lemmaRef",
    "origin",
    "location",
)
_UNITS = {"paragraph": tei("p"), "sentence": tei("s")}


def validate(tree: etree._ElementTree, name: str) -> Iterator[Finding]:
    """R001 to R004 for one document.  Pointers into other files are not followed."""
    ids: dict[str, etree._Element] = {}
    for element in tree.getroot().iter(etree.Element):
        id_ = element.get(XML_ID)
        if id_ is None:
            continue
        if id_ in ids:
            yield _finding(
                "R001",
                f'the xml:id "{id_}" stands here for the second time',
                element,
                name,
                f"the first one is in line {ids[id_].sourceline}",
            )
        else:
            ids[id_] = element
    yield from _dangling(tree, ids, name)
    yield from _symmetric(tree, ids, name)
    yield from _coverage(tree, ids, name)


def _finding(code: str, message: str, element: etree._Element, name: str, hint: str) -> Finding:
    return finding(
        code, message, file=name, line=element.sourceline, xpath=xpath_of(element), engine="references", hint=hint
    )


def _dangling(tree: etree._ElementTree, ids: dict[str, etree._Element], name: str) -> Iterator[Finding]:
    for element in tree.getroot().iter(etree.Element):
        for attribute in POINTERS:
            for pointer in (element.get(attribute) or "").split():
                if pointer.startswith("#") and len(pointer) > 1 and "(" not in pointer and pointer[1:] not in ids:
                    yield _finding(
                        "R002",
                        f'@{attribute} points to "{pointer}", but nothing has this xml:id',
                        element,
                        name,
                        "mend the pointer, or give the element that is meant its xml:id",
                    )


def _aligned(tree: etree._ElementTree) -> list[etree._Element]:
    return tree.getroot().findall(f"{tei('standOff')}/{tei('linkGrp')}[@type='alignment']")


def _symmetric(tree: etree._ElementTree, ids: dict[str, etree._Element], name: str) -> Iterator[Finding]:
    """In a document that declares an alignment ``@corresp`` is mutual."""
    if not _aligned(tree):
        return
    for id_, element in ids.items():
        for pointer in (element.get("corresp") or "").split():
            other = ids.get(pointer[1:])
            if other is not None and f"#{id_}" not in (other.get("corresp") or "").split():
                yield _finding(
                    "R003",
                    f'"{id_}" corresponds to "{pointer[1:]}", but not the other way round',
                    element,
                    name,
                    f'add "#{id_}" to its @corresp in line {other.sourceline}, or remove this pointer',
                )


def _coverage(tree: etree._ElementTree, ids: dict[str, etree._Element], name: str) -> Iterator[Finding]:
    """Each paragraph and sentence of the aligned versions is in one link of its level."""
    for group in _aligned(tree):
        tag = _UNITS.get(group.get("subtype", ""))
        if tag is None:
            continue
        counts = Counter(p for link in group for p in (link.get("target") or "").split())
        for domain in (group.get("domains") or "").split():
            version = ids.get(domain[1:])
            for unit in version.iter(tag) if version is not None else ():
                count = counts[f"#{unit.get(XML_ID)}"]
                if count != 1:
                    yield _finding(
                        "R004",
                        f'"{unit.get(XML_ID)}" is in {count} links of the {group.get("subtype")} alignment, not in one',
                        unit,
                        name,
                        f"see the linkGrp in line {group.sourceline}",
                    )
