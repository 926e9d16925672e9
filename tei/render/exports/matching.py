"""Which parts of several versions go together, and in which order they are read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def together(corresp: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """Groups of ids that point to each other, directly or by others; an id that nothing joins is alone in its group.

    `corresp` says for every id where it points; what it does not know is nowhere.
    """
    group = {one: [one] for one in corresp}
    for here, targets in corresp.items():
        for there in targets:
            if there in group and group[there] is not group[here]:
                small, large = sorted((group[here], group[there]), key=len)
                large += small
                group.update(dict.fromkeys(small, large))
    order = {one: n for n, one in enumerate(corresp)}
    return [sorted(found, key=order.__getitem__) for found in {id(one): one for one in group.values()}.values()]


def reading_order(groups: Sequence[Sequence[str]], versions: Mapping[str, int]) -> list[int]:
    """The places of `groups` in the order of the first version, each followed by what only others have after it.

    `versions` are the numbers of the versions of all ids, in the order of the documents.
    """
    order = {one: n for n, one in enumerate(versions)}
    first = min(versions.values(), default=0)
    leader = {}
    for group in groups:
        leading = [order[one] for one in group if versions[one] == first]
        leader.update(dict.fromkeys(group, min(leading, default=-1)))
    at: dict[str, tuple[int, int]] = {}
    before, version = -1, first
    for one, number in versions.items():
        if number != version:
            before, version = -1, number
        if leader[one] >= 0:
            before = leader[one]
            at[one] = before, -1
        else:
            at[one] = before, order[one]
    return sorted(range(len(groups)), key=lambda n: min(at[one] for one in groups[n]))
