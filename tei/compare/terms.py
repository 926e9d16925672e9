"""The edition's terms: not rendered, rendered in several ways, or two of them rendered alike."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from tei.compare import proposal
from tei.compare.phrases import Finder, Hit, roots_of
from tei.compare.view import Passage, Span, View, across
from tei.han import simplified
from tei.model import NAME_TYPES, Crux, primary

_STEM = 4  # letters by which two words of one rendering are known: decide, decision
_PRONOUNS = {
    "en": re.compile(r"\b(?:it(?! (?:is|was)\b)|its|they|them|their|theirs|he|him|his|she|her|hers)\b", re.IGNORECASE),
    "zh": re.compile("[它牠他她其该該]"),
}
Lexicon = tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of one language with their renderings in another; a rendering is known by its number."""

    terms: tuple[str, ...]
    renderings: tuple[str, ...]
    of: tuple[int, ...]  # of each rendering: the number of its term
    finder: Finder
    found: Finder  # of the renderings
    roots: tuple[frozenset[str], ...]  # of each rendering
    several: tuple[tuple[int, ...], ...]  # of each term: the numbers of its renderings


@dataclass(slots=True)
class Use:
    """What became of one term in a document: places without rendering, and places by rendering."""

    lost: list[tuple[Span, tuple[Passage, ...]]] = field(default_factory=list)
    rendered: dict[int, list[tuple[Span, Span]]] = field(default_factory=dict)


def cruxes(view: View) -> list[Crux]:
    """Terms that are not rendered (C007), rendered in several ways (C008), or rendered like another one (C009)."""
    if len(view.texts) < 2:
        return []
    found = []
    for mine, other in ((0, 1), (1, 0)):
        terms = terms_of(view.edition.lexicon, primary(view.texts[mine].lang), primary(view.texts[other].lang))
        if terms.terms:
            uses = uses_of(view, terms, mine)
            found += [*_lost(view, terms, uses), *_several(view, terms, uses), *_alike(view, terms, uses)]
    return found


@lru_cache(maxsize=8)
def terms_of(lexicon: Lexicon, lang: str, lang2: str) -> Terms:
    """The terms of a lexicon in `lang` with their renderings in `lang2`; one in two scripts is one."""
    pairs = [(term, rendering) for a, term, b, rendering in lexicon if (primary(a), primary(b)) == (lang, lang2)]
    spelt: dict[str, str] = {}
    for term, _ in pairs:
        spelt.setdefault(simplified(term), term)
    terms = tuple(spelt.values())
    number = {term: k for k, term in enumerate(spelt)}
    renderings = tuple(rendering for _, rendering in pairs)
    roots = tuple(roots_of(rendering) for rendering in renderings)
    of = tuple(number[simplified(term)] for term, _ in pairs)
    several: list[list[int]] = [[] for _ in terms]
    for k, owner in enumerate(of):
        several[owner].append(k)
    return Terms(terms, renderings, of, Finder.of(terms), Finder.of(renderings), roots, tuple(map(tuple, several)))


def uses_of(view: View, terms: Terms, mine: int) -> Mapping[int, Use]:
    """What became of every term, by its number."""
    uses: dict[int, Use] = {}
    before: set[int] = set()  # terms that the passage before had, or had pronouns for
    for _, *sides in view.pairs():
        here = [(p, *hit) for p in sides[mine] for hit in standing_terms(view, p, terms)]
        if not here:
            before = set()
            continue
        carried, before = (before if any(_pronoun(p) for p in sides[1 - mine]) else set()), set()
        there = [(p, *hit) for p in sides[1 - mine] for hit in terms.found.find(p.text)]
        all_roots = frozenset().union(*(roots_of(p.text) for p in sides[1 - mine]))
        present = {term for *_, term in here}
        for term in sorted(present):
            use = uses.setdefault(term, Use())
            places = [p.span(start, end) for p, start, end, t in here if t == term]
            hits = own_renderings(terms, term, rival_terms(terms, term, here), there)
            groups = {terms.roots[k] for *_, k in hits}
            loose = (terms.roots[k] for k in terms.several[term] if len(terms.roots[k]) > 1)
            if not (hits or term in carried or any(roots <= all_roots for roots in loose)):
                use.lost += [(place, tuple(sides[1 - mine])) for place in places]
                continue
            before.add(term)
            if len(groups) == 1 or len(groups) == len(places) == len(hits):
                for place, (p, start, end, k) in zip(places, hits, strict=False):
                    use.rendered.setdefault(k, []).append((place, p.span(start, end)))
    return uses


def _pronoun(passage: Passage) -> bool:
    """Whether something in a passage may stand for what the passage before spoke of."""
    words = _PRONOUNS.get(primary(passage.lang))
    return words is not None and words.search(passage.text) is not None


def standing_terms(view: View, passage: Passage, terms: Terms) -> list[Hit]:
    """The terms in a passage, the longest at each place; none that is part of a name."""
    found: list[Hit] = []
    taken = bytearray(len(passage.text))
    for start, end, term in sorted(terms.finder.find(passage.text), key=lambda h: (h[0] - h[1], h[0])):
        if not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            block, at, to = passage.span(start, end)
            names = (m for m in view.mentions.get(block, ()) if m.type in NAME_TYPES and m.ref)
            if not any(m.start <= at and to <= m.end for m in names):
                found.append((start, end, term))
            else:
                found.append((start, end, -1))
    return sorted(hit for hit in found if hit[2] >= 0)


Place = tuple[Passage, int, int, int]


def rival_terms(terms: Terms, term: int, here: Sequence[Place]) -> set[int]:
    """The other terms of a passage, but for those that hold `term` or stand beside it and may be rendered with it."""
    mine = [(p.id, start, end) for p, start, end, t in here if t == term]
    beside = {t for p, start, end, t in here if any(p.id == i and (start == e or end == s) for i, s, e in mine)}
    return {t for *_, t in here if t != term and terms.terms[term] not in terms.terms[t]} - beside


def own_renderings(terms: Terms, term: int, rivals: set[int], there: Sequence[Place]) -> list[Place]:
    """The renderings of `term`, the longest at each place, unless a longer one of a rival holds the words."""
    mine = [h for h in there if terms.of[h[3]] == term]
    longest = [h for h in mine if not any(_holds(o, h) for o in mine)]
    distinct = {(p.id, start, end): (p, start, end, k) for p, start, end, k in longest}
    others = [h for h in there if terms.of[h[3]] in rivals]
    return [h for h in distinct.values() if not any(_holds(o, h) for o in others)]


def _holds(outer: Place, inner: Place) -> bool:
    """Whether `inner` lies in `outer` and is shorter."""
    return (
        outer[0] is inner[0]
        and outer[1] <= inner[1]
        and inner[2] <= outer[2]
        and outer[2] - outer[1] > inner[2] - inner[1]
    )


def _lost(view: View, terms: Terms, uses: Mapping[int, Use]) -> Iterator[Crux]:
    for term, use in uses.items():
        if not use.lost:
            continue
        right = " or ".join(f"“{terms.renderings[k]}”" for k in terms.several[term][:3])
        spans = tuple(place for place, _ in use.lost)
        opposite = tuple(dict.fromkeys(p.id for _, passages in use.lost for p in passages))
        said = _unrendered(view, terms, term, use)
        targets = [*spans, *(view.spans[id_] for id_ in opposite[:1])]
        yield Crux(
            "C007",
            f"the term “{terms.terms[term]}” ({right}) is not rendered in {across(use.lost[0][1])}{_also(use.lost)}",
            spans,
            opposite,
            "medium",
            "explain it, [[dismiss]] it with a reason, or add a right rendering to lexicon.tsv:\n"
            + proposal.note(view, targets, said, "translation"),
        )


def _unrendered(view: View, terms: Terms, term: int, use: Use) -> str:
    """What a note says of a term that is lost: by which version, and what that has for it in other places."""
    block = use.lost[0][0][0]
    other = view.other(block)
    elsewhere = " and ".join(f"“{view.found(pairs[0][1])}”" for pairs in use.rendered.values())
    right = " or ".join(f"“{terms.renderings[k]}”" for k in terms.several[term][:3])
    told = f"elsewhere it has {elsewhere}" if elsewhere else f"one would expect {right}"
    return f"{other[0].upper()}{other[1:]} does not render “{terms.terms[term]}” of {view.version(block)}; {told}."


def _also(lost: Sequence[tuple[Span, tuple[Passage, ...]]]) -> str:
    ids = list(dict.fromkeys(passages[0].id for _, passages in lost))[1:]
    return f", nor in {', '.join(ids)}" if ids else ""


def _several(view: View, terms: Terms, uses: Mapping[int, Use]) -> Iterator[Crux]:
    for term, use in uses.items():
        groups: list[tuple[frozenset[str], list[int]]] = []
        for k in sorted(use.rendered, key=lambda k: len(terms.roots[k])):
            same = next((g for g in groups if _like(g[0], terms.roots[k])), None)
            if same:
                same[1].append(k)
            else:
                groups.append((terms.roots[k], [k]))
        if len(groups) < 2:
            continue
        ways = " and ".join(f"“{terms.renderings[group[0]]}”" for _, group in groups)
        pairs = [pair for _, group in groups for k in group for pair in use.rendered[k]]
        yield Crux(
            "C008",
            f"the term “{terms.terms[term]}” is rendered in several ways: {ways}",
            tuple(dict.fromkeys(at for pair in sorted(pairs) for at in pair)),
            (),
            "medium",
            "explain it, or [[dismiss]] it with a reason:\n"
            + proposal.note(
                view,
                dict.fromkeys(at for pair in sorted(pairs) for at in pair),
                f"“{terms.terms[term]}” is rendered in several ways: {ways}.",
                "translation",
            ),
        )


def _like(roots: frozenset[str], others: frozenset[str]) -> bool:
    """Whether two renderings are one, but for their endings and what the longer one adds: decide, a decision."""
    return all(any(r == o or (r[:_STEM] == o[:_STEM] and len(r) >= _STEM) for o in others) for r in roots)


def _alike(view: View, terms: Terms, uses: Mapping[int, Use]) -> Iterator[Crux]:
    by: dict[frozenset[str], dict[int, list[tuple[Span, Span]]]] = {}
    for term, use in uses.items():
        for k, pairs in use.rendered.items():
            by.setdefault(terms.roots[k], {}).setdefault(term, []).extend(pairs)
    for roots, of in by.items():
        names = {t: terms.terms[t] for t in of}
        alone = [t for t, n in names.items() if not any(t != o and (n in m or m in n) for o, m in names.items())]
        if len(alone) < 2:
            continue
        word = next(r for r, own in zip(terms.renderings, terms.roots, strict=True) if own == roots)
        which = " and ".join(f"“{terms.terms[t]}”" for t in alone)
        spans = list(dict.fromkeys(at for t in alone for pair in of[t] for at in pair))
        said = f"{which} are both rendered by “{word}”"
        yield Crux(
            "C009",
            said,
            tuple(spans),
            (),
            "medium",
            "explain it, or [[dismiss]] it with a reason:\n" + proposal.note(view, spans, f"{said}.", "translation"),
        )
