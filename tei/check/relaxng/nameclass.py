"""Name classes: which names an element or attribute pattern is for (RELAX NG 1.0, section 5).

A name is a string: its namespace, a space and its local name, or the local name alone when it is in no namespace.
"""

from __future__ import annotations

from dataclasses import dataclass, field

_NONE = "\0"  # no name is this one


def name_of(namespace: str, local: str) -> str:
    """The name as this package writes it: ``http://www.tei-c.org/ns/1.0 div``, or ``div``."""
    return f"{namespace} {local}" if namespace else local


def parts_of(name: str) -> tuple[str, str]:
    """The namespace ("" for none) and the local name."""
    namespace, _, local = name.rpartition(" ")
    return namespace, local


@dataclass(frozen=True, slots=True)
class Wild:
    """All names of a namespace (None: of every namespace), but for those `excepted`."""

    namespace: str | None
    excepted: Names | None = None

    def __contains__(self, name: object) -> bool:
        if not isinstance(name, str) or (self.excepted is not None and name in self.excepted):
            return False
        return self.namespace is None or parts_of(name)[0] == self.namespace


@dataclass(frozen=True, slots=True)
class Names:
    """A name class: `names` one by one, and those that `wild` is for."""

    names: frozenset[str] = frozenset()
    wild: tuple[Wild, ...] = field(default=())

    def __contains__(self, name: object) -> bool:
        return name in self.names or (bool(self.wild) and any(name in wild for wild in self.wild))

    def nearness(self, name: str) -> int:
        """How closely the class means `name`: 3 by itself, 2 by its namespace, 1 as any name, 0 not at all."""
        if name in self.names:
            return 3
        return max((1 if wild.namespace is None else 2 for wild in self.wild if name in wild), default=0)

    def __or__(self, other: Names) -> Names:
        return Names(self.names | other.names, self.wild + tuple(w for w in other.wild if w not in self.wild))

    def samples(self) -> set[str]:
        """Names such that two classes that overlap share one of theirs (Clark, The design of RELAX NG)."""
        found = set(self.names)
        for wild in self.wild:
            found.add(name_of(_NONE if wild.namespace is None else wild.namespace, _NONE))
            found |= wild.excepted.samples() if wild.excepted else set()
        return found

    def overlaps(self, other: Names) -> bool:
        """Whether some name is in both."""
        if not (self.wild or other.wild):
            return not self.names.isdisjoint(other.names)
        return any(name in self and name in other for name in self.samples() | other.samples())
