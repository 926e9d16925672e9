"""Where the terms of the lexicon stand in a document and what renders them there, as C007 sees it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tei.compare.phrases import roots_of
from tei.compare.terms import Terms, own_renderings, rival_terms, standing_terms, terms_of, uses_of
from tei.compare.view import Passage, Span, View
from tei.model import primary


@dataclass(frozen=True, slots=True)
class Standing:
    """A term in aligned sentences.  `langs` are the primary subtags of the term and of its renderings.

    `rendering` is the longest of its renderings that stands opposite, "" for none; `form` is how it is written there,
    or the rendering itself where its words stand apart.  `at` is the first place of the term, `to` that of the
    rendering, without words where these stand apart or there is none.  `opposite` are all the words opposite.
    """

    langs: tuple[str, str]
    term: str
    rendering: str
    form: str
    at: Span
    to: Span
    opposite: str


def standings(view: View) -> Iterator[Standing]:
    """Each term of each bead once, in both directions.  What C007 takes for not rendered has no rendering.

    Left out are terms that only a pronoun renders, and terms within names.
    """
    if len(view.texts) < 2:
        return
    for mine, other in ((0, 1), (1, 0)):
        langs = primary(view.texts[mine].lang), primary(view.texts[other].lang)
        terms = terms_of(view.edition.lexicon, *langs)
        if terms.terms:
            lost = {place for use in uses_of(view, terms, mine).values() for place, _ in use.lost}
            for _, *sides in view.pairs():
                yield from _inside(view, terms, langs, (sides[mine], sides[other]), lost)


def _inside(
    view: View, terms: Terms, langs: tuple[str, str], sides: tuple[list[Passage], list[Passage]], lost: set[Span]
) -> Iterator[Standing]:
    """The terms of one bead."""
    here = [(p, *hit) for p in sides[0] for hit in standing_terms(view, p, terms)]
    if not here:
        return
    there = [(p, *hit) for p in sides[1] for hit in terms.found.find(p.text)]
    all_roots = frozenset().union(*(roots_of(p.text) for p in sides[1]))
    opposite = " ".join(p.text.strip() for p in sides[1])
    begin = view.spans[sides[1][0].id]
    nowhere = begin[0], begin[1], begin[1]
    for term in sorted({t for *_, t in here}):
        at = next(p.span(start, end) for p, start, end, t in here if t == term)
        hits = own_renderings(terms, term, rival_terms(terms, term, here), there)
        loose = [k for k in terms.several[term] if len(terms.roots[k]) > 1 and terms.roots[k] <= all_roots]
        rendering, form, to = "", "", nowhere
        if at in lost:
            pass
        elif hits:
            p, start, end, k = max(hits, key=lambda h: h[2] - h[1])
            rendering, form, to = terms.renderings[k], p.text[start:end], p.span(start, end)
        elif loose:
            rendering = form = max((terms.renderings[k] for k in loose), key=len)
        else:
            continue
        yield Standing(langs, terms.terms[term], rendering, form, at, to, opposite)
