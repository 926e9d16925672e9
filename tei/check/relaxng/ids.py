"""IDs are unique and references to them arrive (RELAX NG DTD compatibility, section 5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tei.check.relaxng.automaton import Automaton, tokens
from tei.check.relaxng.patterns import Pattern, id_type


@dataclass(slots=True)
class Ids:
    """The IDs of one document, and the references that have not arrived yet."""

    seen: set[str] = field(default_factory=set)
    wanted: dict[str, None] = field(default_factory=dict)
    _types: dict[Pattern, str] = field(default_factory=dict)

    def note(self, check: Pattern, value: str) -> bool:
        """Take note of a value that satisfies `check`; False when it is an ID that is already there."""
        kind = self._types.get(check)
        if kind is None:
            kind = self._types[check] = id_type(check)
        if not kind:
            return True
        if kind == "ID":
            id_ = " ".join(tokens(value))
            if id_ in self.seen:
                return False
            self.seen.add(id_)
        else:
            self.wanted.update(dict.fromkeys(tokens(value)))
        return True

    def walk(
        self,
        automaton: Automaton,
        state: Pattern,
        attributes: Sequence[tuple[str, str]],
        context: Mapping[str, str],
    ) -> Iterator[bool]:
        """`note` for attributes whose values decide what else is allowed."""
        for name, value in attributes:
            ways = automaton.attribute(state, name)
            good = [inner for inner in ways if automaton.allows(inner, value, context)]
            yield not good or self.note(good[0], value)
            state = automaton.of.choice(ways[inner] for inner in good)

    def dangling(self) -> Iterable[str]:
        """The references that no ID answers, in the order in which they came."""
        return [name for name in self.wanted if name not in self.seen]
