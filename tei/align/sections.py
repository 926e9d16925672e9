"""Divide two versions into the same reports, and give every block its xml:id.

Heads divide; where no version has any, datelines do.  A boundary seen in one version is carried over to the other by
an alignment of all paragraphs, in which no bead may run across a boundary.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tei.align.beads import beads
from tei.align.costs import Pair, Unit
from tei.align.evidence import Evidence, Weight
from tei.align.model import Model
from tei.model import Bead, Block, Edition, Mention, Report, Text, Version, primary

_START = ("start of a report",)
_TOLD = Weight(3.0, 1.0)  # by starts, where both versions have as many: less than a paragraph's text tells


@dataclass(frozen=True, slots=True)
class _Paragraph:
    block: Block
    heads: tuple[Block, ...]  # those that stand just before it


def sections(versions: Sequence[Version], mentions: Mapping[int, list[Mention]], edition: Edition) -> tuple[Text, ...]:
    """The versions divided into reports with the same numbers; blocks have their ids.  `mentions` by block number."""
    if not versions:
        return ()
    ids = _version_ids(versions)
    heads = [tuple(b for b in v.blocks if b.kind in ("title", "main", "sub")) for v in versions]
    bodies = [_body(v) for v in versions]
    by_head = any(p.heads for body in bodies for p in body)
    starts = [[bool(p.heads) if by_head else bool(p.block.dateline) for p in body] for body in bodies]
    if len(versions) == 1:
        groups = [_cut(bodies[0], starts[0])]
    else:
        groups = _cut_both(versions, bodies, starts, mentions, edition)
    return tuple(
        _text(id_, version, own, reports)
        for id_, version, own, reports in zip(ids, versions, heads, groups, strict=True)
    )


def _version_ids(versions: Sequence[Version]) -> list[str]:
    """``en``, ``zh``; two versions in one language are told apart by their whole tags, or by a number."""
    ids = [primary(v.lang) for v in versions]
    if len(set(ids)) < len(ids):
        ids = [v.lang for v in versions]
    return ids if len(set(ids)) == len(ids) else [f"{id_}-{v.role}" for id_, v in zip(ids, versions, strict=True)]


def _body(version: Version) -> list[_Paragraph]:
    """The paragraphs, each with the heads before it."""
    found: list[_Paragraph] = []
    heads: list[Block] = []
    for block in version.blocks:
        if block.kind == "head":
            heads.append(block)
        elif block.kind == "p":
            found.append(_Paragraph(block, tuple(heads)))
            heads = []
    return found


def _cut(body: Sequence[_Paragraph], starts: Sequence[bool]) -> list[list[_Paragraph]]:
    reports: list[list[_Paragraph]] = []
    for paragraph, start in zip(body, starts, strict=True):
        if start or not reports:
            reports.append([])
        reports[-1].append(paragraph)
    return reports


def _cut_both(
    versions: Sequence[Version],
    bodies: Sequence[list[_Paragraph]],
    starts: Sequence[list[bool]],
    mentions: Mapping[int, list[Mention]],
    edition: Edition,
) -> list[list[list[_Paragraph]]]:
    """The reports of both versions, as many in the one as in the other; one may be empty on one side."""
    if not any(any(begins[1:]) for begins in starts):
        return [[body] for body in bodies]
    texts = [
        Text(str(k), v.role, v.lang, (), (Report(1, (), tuple(p.block for p in body)),))
        for k, (v, body) in enumerate(zip(versions, bodies, strict=True))
    ]
    evidence = Evidence(texts, mentions, edition)
    units = []
    for text, body, begins in zip(texts, bodies, starts, strict=True):
        side = []
        for paragraph, start in zip(body, begins, strict=True):
            features = evidence.of(text.id, paragraph.block.n, 0, len(paragraph.block.text))
            if start:
                features = replace(features, anchors=(*features.anchors, _START))
            side.append(Unit(str(paragraph.block.n), features, begins=start))
        units.append(side)
    weights = {**evidence.weights, _START: _start_weight(starts)}
    (path,) = beads([Pair(units[0], units[1])], Model(evidence.ratio, weights))
    return _along(path, bodies, starts)


def _start_weight(starts: Sequence[Sequence[bool]]) -> Weight:
    """The more starts one version has beyond the other's, the less a start tells about where its counterpart is."""
    counts = [sum(begins) for begins in starts]
    agreement = min(counts) / max(1, *counts)
    return Weight(_TOLD.shared * agreement, _TOLD.missed * agreement)


def _along(
    path: Sequence[Bead], bodies: Sequence[list[_Paragraph]], starts: Sequence[list[bool]]
) -> list[list[list[_Paragraph]]]:
    reports: list[list[list[_Paragraph]]] = [[], []]
    at = [0, 0]
    for bead in path:
        sizes = (len(bead.first), len(bead.second))
        starting = any(size and starts[k][at[k]] for k, size in enumerate(sizes))
        if starting or not reports[0]:
            reports[0].append([])
            reports[1].append([])
        for k, size in enumerate(sizes):
            reports[k][-1].extend(bodies[k][at[k] : at[k] + size])
            at[k] += size
    return reports


def _text(id_: str, version: Version, heads: Sequence[Block], groups: Sequence[Sequence[_Paragraph]]) -> Text:
    reports = []
    for n, group in enumerate(groups, 1):
        if group:
            own = [head for paragraph in group for head in paragraph.heads]
            reports.append(
                Report(
                    n,
                    tuple(replace(head, id=f"{id_}.{n}.h{k}") for k, head in enumerate(own, 1)),
                    tuple(replace(p.block, id=f"{id_}.{n}.{k}") for k, p in enumerate(group, 1)),
                )
            )
    named = tuple(replace(head, id=f"{id_}.h{k}") for k, head in enumerate(heads, 1))
    return Text(id_, version.role, version.lang, named, tuple(reports))
