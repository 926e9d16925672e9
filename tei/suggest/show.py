"""Suggestions for people, for programs, as records of an authority, and as lines of a lexicon."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from lxml import etree

from tei.edit.authority import RECORDS
from tei.model import primary
from tei.names import TEI, XML_ID, XML_LANG, tei
from tei.reading import NOT_XML
from tei.suggest.names import Suggestion
from tei.suggest.sheet import Passage
from tei.suggest.terms import Term

if TYPE_CHECKING:
    from tei.suggest import Suggested

_RECORD = {name: record for record, name in RECORDS.items()}
_LIST = {"person": "listPerson", "place": "listPlace", "org": "listOrg", "event": "listEvent", "bibl": "listBibl"}


def as_text(found: Suggested) -> str:
    """A paragraph for each name and term, the best first."""
    parts = [_name(n, s) for n, s in enumerate(found.names, 1)]
    if found.terms:
        parts += ["Terms of the lexicon that are rendered in several ways, or not as it says\n"]
        parts += [_term(term) for term in found.terms]
    return "\n".join(parts)


def _name(n: int, s: Suggestion) -> str:
    record = _RECORD[s.type]
    lines = [_plain(f"{n}. {_names(s)}")]
    figures = "; ".join(f"{label} {value:g}" for label, value in s.evidence)
    lines.append(f"   {record} {s.id}, certainty {s.cert:.2f} ({figures})")
    for passages in s.passages:
        lines += [f"   {line}" for line in map(_passage, passages)]
    return "\n".join(lines) + "\n"


def _names(s: Suggestion) -> str:
    by_lang: dict[str, list[str]] = {}
    for form in s.names:
        by_lang.setdefault(form.lang, []).append(form.text)
    return " = ".join(" / ".join(forms) for forms in by_lang.values())


def _passage(p: Passage) -> str:
    words = f"…{p.before}[{p.words}]{p.after}…" if p.words else p.after
    return _plain(f"{p.file}:{p.line}:{p.column}: {words}")


def _plain(text: str) -> str:
    """`text` in one line, without characters that steer a terminal."""
    return "".join(c if c.isprintable() else " " for c in text)


def _term(term: Term) -> str:
    lines = [_plain(f"{term.text} ({term.count})")]
    for rendering in term.renderings:
        lines.append(_plain(f"   {rendering.count} × {' / '.join(rendering.forms)}"))
        lines += [f"      {line}" for line in map(_passage, rendering.passages[0])]
    if term.unrendered:
        better = f"; perhaps {', '.join(term.proposed)}" if term.proposed else ""
        lines.append(_plain(f"   {term.unrendered} × none of {', '.join(term.listed)}{better}"))
        lines += [f"      {line}" for line in map(_passage, term.passages[0])]
    return "\n".join(lines) + "\n"


def as_json(found: Suggested) -> str:
    """Everything, for programs."""
    whole = {"names": [asdict(s) for s in found.names], "terms": [asdict(t) for t in found.terms]}
    whole["findings"] = [asdict(f) for f in found.findings]
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def as_tei(found: Suggested) -> str:
    """A ``standOff`` with a record for each name: an authority of its own, or lists to be copied into one."""
    if not found.names:
        return ""
    root = etree.Element(tei("standOff"), nsmap={None: TEI})
    for record, list_ in _LIST.items():
        suggestions = [s for s in found.names if _RECORD[s.type] == record]
        if suggestions:
            parent = etree.SubElement(root, tei(list_))
            for suggestion in suggestions:
                parent.append(etree.Comment(_evidence(suggestion, found.langs)))
                parent.append(_record(suggestion, record))
    etree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + etree.tostring(root, encoding="unicode") + "\n"


def _record(suggestion: Suggestion, record: str) -> etree._Element:
    """The record: its preferred forms first, as an authority has them."""
    element = etree.Element(tei(record), {XML_ID: suggestion.id})
    langs: set[str] = set()
    first = list({form.lang: form for form in reversed(suggestion.names)}.values())[::-1]
    for form in (*first, *(form for form in suggestion.names if form not in first)):
        name = etree.SubElement(element, tei(suggestion.type))
        if form.lang in langs:
            name.set("type", "variant")
        name.set(XML_LANG, form.lang)
        name.text = NOT_XML.sub("", form.text)
        langs.add(form.lang)
    return element


def _evidence(s: Suggestion, langs: Sequence[str]) -> str:
    """What speaks for a record, as a comment may hold it, and in which of the seeds' `langs` it has no name yet."""
    figures = "; ".join(f"{label} {value:g}" for label, value in s.evidence)
    places = ", ".join(f"{p.file}:{p.line}:{p.column}" for passages in s.passages for p in passages[:1])
    named = {primary(form.lang) for form in s.names}
    without = ", ".join(dict.fromkeys(lang for lang in langs if primary(lang) not in named))
    missing = f"; no form in {without} was found: add one, or the name stays unlinked" if without else ""
    words = NOT_XML.sub("", _plain(f"certainty {s.cert:.2f}; {figures}; {places}{missing}"))
    while "--" in words:
        words = words.replace("--", "- -")
    return f" {words} "


def as_tsv(found: Suggested) -> str:
    """Lines for a lexicon: terms that are not rendered as it says, with what it has and what is proposed."""
    lines = []
    for term in found.terms:
        if term.proposed:
            both = dict.fromkeys((*term.listed, *term.proposed))
            lines.append(f"{term.text}\t{' | '.join(both)}\n")
    return "".join(lines)


SHOWN: Mapping[str, Callable[[Suggested], str]] = {"text": as_text, "json": as_json, "tei": as_tei, "tsv": as_tsv}


def summary(found: Suggested) -> str:
    """A line on what was found."""
    if not found.seeds:
        return "There is no seed that could be read, so there is nothing to suggest."
    seeds = _number(found.seeds, "seed")
    names, terms = found.totals
    if not names and not terms:
        return f"{seeds}: nothing looks like a name without a record, and every term is rendered in one way."
    first = max(len(found.names), len(found.terms))
    part = f" (the first {first} are shown)" if first < max(names, terms) else ""
    return f"{seeds}: {_number(names, 'name')} without a record, {_number(terms, 'term')} to look at{part}"


def _number(n: int, word: str) -> str:
    return f"{n} {word}" if n == 1 else f"{n} {word}s"
