"""The words of the interface in every language that there is a catalogue of, for readers who choose another one.

A page is written in the language of the edition's first title; where a word of it stands it bears the word's name
(``data-l``).  ``assets/ui.<language>.js`` has the words by name, and ``js/0-language.js`` puts them there.  A language
is a file in ``xslt/common/labels``; an edition may add one, or replace words, in its own ``xslt/labels``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from tei.data import shipped
from tei.render.site.frame import Frame
from tei.render.xslt import catalogues
from tei.xml import parse

#: Stands in for what a catalogue lacks.
_FALLBACK = "en"


def pages(frame: Frame) -> Iterator[tuple[str, bytes]]:
    """The words of each language as a script, by address."""
    for language in frame.languages:
        words = json.dumps(catalogue(frame, language), ensure_ascii=False, separators=(",", ":"))
        yield f"assets/ui.{language}.js", f'(self.teiWords??={{}})["{language}"]={words};\n'.encode()


def characters(frame: Frame) -> frozenset[str]:
    """All characters of the interface, in every language, and of the languages' names."""
    words = (word for language in frame.languages for word in catalogue(frame, language).values())
    known = parse(shipped("xslt/common/languages.xml")).getroot().iter("language")
    names = (name.text or "" for name in known if name.get("ident") in frame.languages)
    return frozenset().union(*words, *names)


def catalogue(frame: Frame, language: str) -> dict[str, str]:
    """The words of `language` by their names, in the order of names; the edition's own before ours, before English."""
    found: dict[str, str] = {}
    paths = reversed(catalogues(frame.overrides))
    for path in sorted(paths, key=lambda path: path.stem != _FALLBACK):
        if path.stem in (_FALLBACK, language):
            found |= {label.get("n", ""): label.text or "" for label in parse(path).getroot().iter("label")}
    return dict(sorted(found.items()))
