"""Datatype libraries: from the name that a schema gives, with parameters, to the datatype."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from tei.check.relaxng.datatypes.facets import DatatypeError, Facet, facet
from tei.check.relaxng.datatypes.kinds import Context, Kind, built_in, compatibility, xsd

XSD = "http://www.w3.org/2001/XMLSchema-datatypes"
COMPATIBILITY = "http://relaxng.org/ns/compatibility/datatypes/1.0"

_LIBRARIES: Mapping[str, Callable[[], Mapping[str, Kind]]] = {"": built_in, XSD: xsd, COMPATIBILITY: compatibility}


class Datatype(Protocol):
    """A set of texts, and which of them are worth the same."""

    @property
    def name(self) -> str:
        """How schemas call it."""

    @property
    def wanted(self) -> str:
        """What a value must be, for messages: ``a whole number, 0 or more``."""

    @property
    def id_type(self) -> str:
        """``ID``, ``IDREF``, ``IDREFS``, or "" when its values are neither identifiers nor references."""

    @property
    def context_dependent(self) -> bool:
        """Whether the namespaces in scope, or the entities of the document, matter to it."""

    def allows(self, text: str, context: Context) -> bool:
        """Whether `text` is a value."""

    def value(self, text: str, context: Context) -> Hashable | None:
        """What `text` is worth: texts that are worth the same have equal values.  None when it is no value."""


@dataclass(frozen=True, slots=True, eq=False)
class _Restricted:
    """A built-in datatype, its values restricted by parameters."""

    kind: Kind
    wanted: str
    facets: tuple[Facet, ...]

    @property
    def name(self) -> str:
        return self.kind.name

    @property
    def id_type(self) -> str:
        return self.kind.id_type

    @property
    def context_dependent(self) -> bool:
        return self.kind.by_context

    def allows(self, text: str, context: Context) -> bool:
        return self.value(text, context) is not None

    def value(self, text: str, context: Context) -> Hashable | None:
        kind = self.kind
        form = kind.space(text)
        value = kind.read(form, context)
        if value is None:
            return None
        for holds in self.facets:
            if not holds(form, value):
                return None
        return value


def datatype(library: str, name: str, params: Sequence[tuple[str, str]], context: Context) -> Datatype:  # noqa: ARG001
    """The datatype `name` of a library, restricted by `params` (name, value).

    The same arguments give the same object.  No parameter of these libraries is read in a `context`; another library's
    might be.

    Raises:
        DatatypeError: when there is no such library, datatype or parameter, or a parameter has no meaning.
    """
    return _datatype(library, name, tuple(params))


@lru_cache(maxsize=4096)
def _datatype(library: str, name: str, params: tuple[tuple[str, str], ...]) -> Datatype:
    kinds = _LIBRARIES.get(library)
    if kinds is None:
        raise DatatypeError(f'there is no datatype library "{library}": use {XSD}')
    kind = kinds().get(name)
    if kind is None:
        where = f'the library "{library}"' if library else "the built-in library (it has string and token)"
        raise DatatypeError(f'there is no datatype "{name}" in {where}{_nearest(name, library)}')
    if params and library != XSD:
        raise DatatypeError(f'"{name}" takes no parameters here: use that of {XSD}')
    made = [facet(kind, param, text) for param, text in params]
    words = ", ".join(words for _, words in made)
    wanted = f"{kind.noun or kind.wanted} {words}" if made else kind.wanted
    return _Restricted(kind, wanted, tuple(holds for holds, _ in made))


def _nearest(name: str, library: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, _LIBRARIES[library](), 1)
    if near:
        return f': do you mean "{near[0]}"?'
    return f": is its datatypeLibrary {XSD}?" if name in xsd() else ""
