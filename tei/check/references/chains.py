"""Chains of elements: ``next``, ``prev``, ``copyOf`` and the like never lead back to where they began."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tei.check.references.survey import Spot, Survey
from tei.report import Finding

_CHAINS = ("next", "prev", "copyOf", "sameAs")


def chains(found: Survey) -> Iterator[Finding]:
    """R015 for chains that end in themselves, R016 where ``next`` and ``prev`` contradict."""
    steps: dict[str, dict[str, str]] = {attribute: {} for attribute in _CHAINS}
    for spot, attribute, value in found.pointers:
        if attribute in steps and value.startswith("#") and value.strip()[1:] in found.ids:
            id_ = spot.element.get("{http://www.w3.org/XML/1998/namespace}id")
            if id_:
                steps[attribute][id_] = value.strip()[1:]
    for attribute, ways in steps.items():
        for cycle in _cycles(ways):
            if attribute == "sameAs" and len(cycle) == 2:
                continue  # two that are the same may say so of each other
            yield _told(found, attribute, cycle)
    for one, after in steps["next"].items():
        back = steps["prev"].get(after)
        if back is not None and back != one:
            message = f'the next of "{one}" is "{after}", but the prev of "{after}" is "{back}"'
            yield found.finding("R016", message, found.ids[one], "mend one of them", "warning")


def _told(found: Survey, attribute: str, cycle: list[str]) -> Finding:
    spot: Spot = found.ids[cycle[0]]
    if len(cycle) == 1:
        return found.finding("R015", f'@{attribute} of "{cycle[0]}" points to itself', spot, "mend the pointer")
    way = " → ".join([*cycle[:6], *(["…"] if len(cycle) > 6 else []), cycle[0]])
    return found.finding("R015", f"@{attribute} leads in a circle: {way}", spot, "mend one of the pointers")


def _cycles(ways: Mapping[str, str]) -> Iterator[list[str]]:
    """The circles in `ways`, each once, beginning with what comes first in `ways`."""
    done: set[str] = set()
    for start in ways:
        trail: dict[str, int] = {}
        at = start
        while at in ways and at not in done and at not in trail:
            trail[at] = len(trail)
            at = ways[at]
        if at in trail:
            circle = list(trail)[trail[at] :]
            first = min(circle, key=list(ways).index) if len(circle) < 50 else circle[0]
            turn = circle.index(first)
            yield circle[turn:] + circle[:turn]
        done.update(trail)
