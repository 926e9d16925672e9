"""Names, by longest match over all forms of all records of the authority.

What counts as a name is data: a form in the stop list (党委) wins like any other by its length, and is no name; a
condition says beside which words a form is a name.  Inside a name the next longest are looked for; a record that says
how its name nests is taken at its word.  A name of several records is left open, with all of them as candidates.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import ahocorasick

from tei.annotate.forms import Folded, folded, whole, written
from tei.annotate.span import Context, Span
from tei.model import Condition, Edition, Entity, Name, primary


@dataclass(frozen=True, slots=True)
class Form:
    """A form as it is looked for: a record's, or one of the stop list (None)."""

    text: str  # folded, with its case
    entity: Entity | None
    preferred: bool
    inner: tuple[tuple[int, int, str, str], ...]


Places = Mapping[int, Sequence[tuple[int, Sequence[Form]]]]
"""By its start, each place where forms stand: its end and the forms, longest first."""


class Matcher:
    """All forms of one language, by its primary subtag, in one automaton (Aho and Corasick 1975).

    A text is read once, however many forms there are.  Making it takes some microseconds for each form, which an
    edition of a few records does not notice.
    """

    def __init__(self, edition: Edition, lang: str) -> None:
        self._automaton = ahocorasick.Automaton()
        for entity, name in _named(edition, lang):
            form = folded(name.text)
            if form.text:
                inner = tuple((*form.folded(a, b), element, ref) for a, b, element, ref in name.inner)
                forms = self._automaton.get(form.lower, None) or []
                forms.append(Form(form.text, entity, not name.type, inner))
                self._automaton.add_word(form.lower, forms)
        self._automaton.make_automaton()
        self._conditions: dict[str, list[Condition]] = {}
        for condition in edition.conditions:
            if not condition.lang or primary(condition.lang) == lang:
                for text in condition.forms:
                    self._conditions.setdefault(folded(text).text, []).append(condition)

    def places(self, words: Folded) -> Places:
        """Where forms stand in `words` as whole words, with their case and under their conditions."""
        found: dict[int, list[tuple[int, Sequence[Form]]]] = {}
        if not len(self._automaton):
            return found
        for last, forms in self._automaton.iter(words.lower):
            start, end = last + 1 - len(forms[0].text), last + 1
            here = words.text[start:end]
            if whole(words.text, start, end):
                fitting = [f for f in forms if written(f.text, here) and self._holds(f, words.lower, start, end)]
                if fitting:
                    found.setdefault(start, []).insert(0, (end, _closest(fitting, here)))
        return found

    def _holds(self, form: Form, text: str, start: int, end: int) -> bool:
        """Whether all conditions of `form` hold where it stands."""
        return all(
            beside(condition, text, start, end) == condition.only
            for condition in self._conditions.get(form.text, ())
            if form.entity and condition.ref in ("", form.entity.id)
        )


def _named(edition: Edition, lang: str) -> Iterator[tuple[Entity | None, Name]]:
    """The names in a language (its primary subtag) or in none, each with its record, None on the stop list."""
    mine = lru_cache(maxsize=None)(lambda tag: not tag or primary(tag) == lang)
    for entity in edition.authority:
        for name in entity.names:
            if mine(name.lang):
                yield entity, name
    yield from ((None, name) for name in edition.stop if mine(name.lang))


def _closest(forms: Sequence[Form], here: str) -> Sequence[Form]:
    """Those of `forms` that are written just so, if any; and a name of a record is one whatever the stop list says."""
    exact = [form for form in forms if form.text == here] or forms
    return [form for form in exact if form.entity] or exact


def beside(condition: Condition, text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` stands directly before, or after, one of the condition's words (whatever their case).

    White space may be between; in an alphabet they are whole words.
    """
    if condition.side == "before":
        at = end + (text[end : end + 1] == " ")
        spans = ((at, at + len(word)) for word in _words(condition) if text.startswith(word, at))
    else:
        at = start - (start > 0 and text[start - 1] == " ")
        spans = ((at - len(word), at) for word in _words(condition) if text.endswith(word, 0, at))
    return any(whole(text, a, b) for a, b in spans)


@lru_cache(maxsize=1 << 12)
def _words(condition: Condition) -> tuple[str, ...]:
    return tuple(folded(word).lower for word in condition.words)


@dataclass(frozen=True, slots=True, eq=False)
class _Names:
    """What a matcher is made of.  Where the records are the very same tuple, that is seen at once."""

    edition: Edition
    lang: str

    def __hash__(self) -> int:
        return hash((len(self.edition.authority), self.lang))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _Names) or self.lang != other.lang:
            return False
        one, two = self.edition, other.edition
        same = one.authority is two.authority or one.authority == two.authority
        return same and one.stop == two.stop and one.conditions == two.conditions


@lru_cache(maxsize=8)
def _matcher(names: _Names) -> Matcher:
    return Matcher(names.edition, names.lang)


def matcher(edition: Edition, lang: str) -> Matcher:
    """The matcher for one language, made once in a process."""
    return _matcher(_Names(edition, primary(lang)))


def names(text: str, context: Context) -> list[Span]:
    """The names in `text`, outer ones before those nested in them."""
    words = folded(text)
    places = context.matcher.places(words)
    found = _within(places, 0, len(words.text), len(words.text) + 1, ()) if places else ()
    return [Span(*words.found(s.start, s.end), s.type, s.ref, candidates=s.candidates) for s in found]


def _within(places: Places, start: int, end: int, shorter: int, outer: Sequence[str]) -> Iterator[Span]:
    """The names in ``[start, end)`` that are shorter than `shorter` and no names of the records `outer`."""
    at = start
    while at < end:
        match = _at(places.get(at, ()), at, end, shorter, outer)
        if match is not None and (longer := _longer(places, at, match[0], end, shorter, outer)):
            match = _at(places.get(at, ()), at, longer, shorter, outer)
        if match is None:
            at += 1
            continue
        stop, forms = match
        entities = {f.entity.id: f.entity for f in sorted(forms, key=_rank) if f.entity}
        if entities:
            yield from _marked(places, at, stop, forms, entities)
        at = stop


def _at(
    ends: Sequence[tuple[int, Sequence[Form]]], start: int, end: int, shorter: int, outer: Sequence[str]
) -> tuple[int, Sequence[Form]] | None:
    """The longest form that begins at `start`; in a name, what its record is called, too, is no other record."""
    for stop, forms in ends:
        if stop <= end and stop - start < shorter and not any(f.entity and f.entity.id in outer for f in forms):
            return stop, forms
    return None


def _longer(places: Places, start: int, stop: int, end: int, shorter: int, outer: Sequence[str]) -> int:
    """Where a longer name begins that the one in ``[start, stop)`` runs into; 0 if there is none."""
    for at in range(start + 1, stop):
        match = _at(places[at], at, end, shorter, outer) if at in places else None
        if match and match[0] > stop and match[0] - at > stop - start:
            return 0 if _longer(places, at, match[0], end, shorter, outer) else at
    return 0


def _rank(form: Form) -> tuple[bool, str]:
    """A record of which the form is the proper name comes before one of which it is a variant."""
    return not form.preferred, form.entity.id if form.entity else ""


def _marked(
    places: Places, start: int, end: int, forms: Sequence[Form], entities: Mapping[str, Entity]
) -> Iterator[Span]:
    """A name and the names in it."""
    ids = tuple(entities)
    first = entities[ids[0]]
    yield Span(start, end, first.type, candidates=ids) if len(ids) > 1 else Span(start, end, first.type, first.id)
    inner = {id_: next((f.inner for f in forms if f.entity and f.entity.id == id_ and f.inner), ()) for id_ in ids}
    if all(inner.values()) and len(set(inner.values())) == 1:
        yield from (Span(start + a, start + b, element, ref) for a, b, element, ref in inner[ids[0]])
    else:
        yield from _within(places, start, end, end - start, ids)
