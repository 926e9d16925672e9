"""Names, by longest match over all forms of all records of the authority.

What counts as a name is data: a form in the stop list (党委) wins like any other by its length, and is no name.
Inside a name the next longest are looked for; a record that says how its name nests is taken at its word.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from tei.annotate.span import Context, Span, fold
from tei.model import Entity, Name, primary


class Matcher:
    """All forms of one language, by their first character, longest first."""

    def __init__(self, authority: tuple[Entity, ...], stop: tuple[Name, ...], lang: str) -> None:
        self.forms: dict[str, list[tuple[str, Entity | None, Name]]] = {}
        self.owners: dict[str, set[str]] = {}
        pairs: list[tuple[Entity | None, Name]] = [(entity, name) for entity in authority for name in entity.names]
        pairs += [(None, name) for name in stop]
        for entity, name in pairs:
            form = fold(name.text)
            if not form or (name.lang and primary(name.lang) != primary(lang)):
                continue
            if entity:
                self.owners.setdefault(form, set()).add(entity.id)
            forms = self.forms.setdefault(form[0], [])
            if not any(other == form and (owner is None or entity is None) for other, owner, _ in forms):
                forms.append((form, entity, name))
        for forms in self.forms.values():
            forms.sort(key=lambda item: -len(item[0]))

    def at(self, text: str, start: int, end: int, shorter: int, outer: str) -> tuple[str, Entity | None, Name] | None:
        """The longest form that stands at `start` of the folded `text`, ends by `end`, is shorter than `shorter` and
        is no name of the record `outer`.
        """
        for form, entity, name in self.forms.get(text[start], ()):
            stop = start + len(form)
            if (
                len(form) < shorter
                and (entity is None or entity.id != outer)
                and stop <= end
                and text.startswith(form, start)
                and _whole(text, start, stop)
            ):
                return form, entity, name
        return None


def _whole(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` does not begin or end within a word of an alphabet."""
    return not (
        (start > 0 and _joined(text[start - 1], text[start])) or (end < len(text) and _joined(text[end - 1], text[end]))
    )


def _joined(before: str, after: str) -> bool:
    return before.isalnum() and after.isalnum() and before < "\u2e80" and after < "\u2e80"


@lru_cache(maxsize=16)
def matcher(authority: tuple[Entity, ...], stop: tuple[Name, ...], lang: str) -> Matcher:
    """The matcher for one language, made once."""
    return Matcher(authority, stop, lang)


def names(text: str, context: Context) -> list[Span]:
    """The names in `text`, outer ones before those nested in them."""
    folded = fold(text)
    return list(_within(folded, 0, len(folded), len(folded) + 1, "", context.matcher))


def _within(text: str, start: int, end: int, shorter: int, outer: str, forms: Matcher) -> Iterator[Span]:
    at = start
    while at < end:
        match = forms.at(text, at, end, shorter, outer)
        if match is None:
            at += 1
            continue
        form, entity, name = match
        stop = at + len(form)
        if entity is None:
            at = stop
        else:
            cert = "low" if len(forms.owners.get(form, ())) > 1 else None
            yield Span(at, stop, entity.type, entity.id, (), cert)  # type: ignore[arg-type]  # a Cert or None
            if name.inner:
                yield from (Span(at + a, at + b, element, ref) for a, b, element, ref in name.inner)
            else:
                yield from _within(text, at, stop, stop - at, entity.id, forms)
            at = stop
