"""One cause, one message: which problems only follow from others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tei.check.relaxng.expected import completing, missing
from tei.check.relaxng.explain import Kind, Problem
from tei.check.relaxng.loading import Schema
from tei.check.relaxng.messages import near
from tei.check.relaxng.patterns import Element
from tei.check.relaxng.places import Step


def causes(schema: Schema, problems: Iterable[Problem]) -> Iterator[Problem]:
    """`problems` without those said `again`, and without elements that lack what a child with a wrong name is."""
    wrong: dict[Step, list[str]] = {}  # the names of children that are not allowed, by their parent
    for problem in problems:
        steps = problem.path.steps
        if problem.again:
            continue
        if problem.kind is Kind.ELEMENT and len(steps) > 1:
            wrong.setdefault(steps[-2], []).append(problem.name)
        if problem.kind is Kind.INCOMPLETE and (names := wrong.get(steps[-1])):
            automaton = schema.automaton
            wanted = missing(automaton, problem.state, Element) or completing(automaton, problem.state)
            if any(near(name, wanted) for name in names):
                continue
        yield problem
