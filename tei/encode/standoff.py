"""The ``standOff``: the records that are referred to, the links, the notes."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree

from tei.encode.build import append_text, child, element
from tei.encode.text import Marks
from tei.han import HAN
from tei.model import Annotation, Bead, Document, Edition, Entity, primary
from tei.xml import parser

_LISTS = {
    "persName": "listPerson",
    "placeName": "listPlace",
    "orgName": "listOrg",
    "eventName": "listEvent",
    "title": "listBibl",
}
_LEVELS = ("version", "head", "report", "paragraph", "sentence")
#: Languages written in Chinese characters, and words in them, with the figures and the marks that they need.
_HAN_LANGS = frozenset(("zh", "ja", "ko", "lzh", "yue", "wuu", "nan", "hak"))
_LATIN_LANGS = frozenset("en de fr es it pt nl la sv da no nb fi pl cs hu ro tr vi id ms".split())
_HAN_MARKS = "、。，：；！？·《》〈〉「」『』（）"
_HAN_WORDS = re.compile(rf"[《〈「『（]?[0-9]*[{HAN}](?:[0-9]*[{HAN}\u3041-\u30ff{_HAN_MARKS}]|——|……|[—…](?=[{HAN}]))*")

#: Words in letters, with their apostrophes and hyphens, that stand together; no part of an id or a file's name.
_LETTERS = "A-Za-z\u00c0-\u024f"
_WORD = f"[{_LETTERS}]+(?:[’'-][{_LETTERS}]+)*"
_LATIN_WORDS = re.compile(
    rf"(?<![{_LETTERS}0-9_.#/’'-])(?=[{_LETTERS}]{{2}}){_WORD}(?:,? (?:[A-Z]\. )?{_WORD})*"
    rf"(?![{_LETTERS}0-9_#/:]|[.’'-][{_LETTERS}0-9])"
)


def cert(probability: float) -> str:
    """``high``, ``medium`` or ``low``."""
    return "high" if probability > 0.95 else "medium" if probability > 0.7 else "low"


def stand_off(document: Document, edition: Edition, marks: Marks) -> etree._Element:
    """The ``standOff`` of `document`, empty when there is nothing to say; `marks` are the ids in its text."""
    made = element("standOff")
    _records(made, document, edition)
    for level in _LEVELS:
        beads = document.alignment.levels.get(level, ())
        if beads:
            made.append(_alignment(document, level, beads))
    _mention_links(made, document, marks)
    notes = list(_annotations(document, marks))
    if notes:
        listing = child(made, "listAnnotation")
        listing.extend(notes)
    return made


def _records(made: etree._Element, document: Document, edition: Edition) -> None:
    """The records that the text names, and those that these name."""
    records = {entity.id: entity for entity in edition.authority}
    used: set[str] = set()
    waiting = [m.ref for m in document.mentions if m.ref in records]
    while waiting:
        id_ = waiting.pop()
        if id_ not in used:
            used.add(id_)
            waiting += [ref for ref in _refs(records[id_]) if ref in records]
    for kind, list_name in _LISTS.items():
        mine = [records[id_] for id_ in sorted(used) if records[id_].type == kind]
        if mine:
            listing = child(made, list_name)
            listing.extend(etree.fromstring(entity.xml, parser()) for entity in mine)


def _refs(entity: Entity) -> Iterable[str]:
    root = etree.fromstring(entity.xml, parser())
    return [el.get("ref", "")[1:] for el in root.iter(etree.Element) if el.get("ref", "").startswith("#")]


def _domains(document: Document) -> str:
    return " ".join(f"#{text.id}" for text in document.texts)


def _alignment(document: Document, level: str, beads: tuple[Bead, ...]) -> etree._Element:
    group = element("linkGrp", "", (("type", "alignment"), ("subtype", level), ("domains", _domains(document))))
    for bead in beads:
        # A link has two ends at least (#SALT): what has no counterpart is linked to what should hold one.
        ends = [*(bead.first or bead.within[:1]), *(bead.second or bead.within[1:])]
        child(group, "link", type=bead.type, cert=cert(bead.cert), target=" ".join(f"#{id_}" for id_ in ends))
    return group


def _mention_links(made: etree._Element, document: Document, marks: Marks) -> None:
    links = [pair for pair in document.comparison.links if all(m in marks.mentions for m in pair)]
    if links:
        group = child(made, "linkGrp", type="mention", domains=_domains(document))
        for one, other in links:
            child(group, "link", target=f"#{marks.mentions[one]} #{marks.mentions[other]}")


def _annotations(document: Document, marks: Marks) -> Iterable[etree._Element]:
    others = _others(document)
    n = 0
    for i, annotation in enumerate(document.annotations):
        targets = [*marks.targets.get(i, ()), *annotation.ids]
        if targets:
            n += 1
            yield _annotation(n, annotation, targets, others)
    for emendation in document.emendations:
        if emendation.order.why and emendation in marks.emendations:
            n += 1
            why = Annotation((), (), "editorial", emendation.order.who, (("en", emendation.order.why),))
            yield _annotation(n, why, [marks.emendations[emendation]], others, "editing")


def _annotation(
    n: int, annotation: Annotation, targets: list[str], others: tuple[str, str], motivation: str = "commenting"
) -> etree._Element:
    made = element(
        "annotation",
        "",
        (
            ("xml:id", f"note{n}"),
            ("motivation", motivation),
            ("target", " ".join(f"#{t}" for t in targets)),
        ),
    )
    for lang, words in annotation.text:
        resp = f"#{annotation.resp}"
        note = child(made, "note", type=annotation.type, resp=resp, cert=annotation.cert or "", xml_lang=lang)
        _say(note, words, lang, others)
    return made


def _others(document: Document) -> tuple[str, str]:
    """The languages of the versions in Chinese characters and in letters; "" where there is none, or more than one."""
    spoken = list(dict.fromkeys(text.lang for text in document.texts))
    han = [lang for lang in spoken if primary(lang) in _HAN_LANGS]
    latin = [lang for lang in spoken if primary(lang) in _LATIN_LANGS]
    return han[0] if len(han) == 1 else "", latin[0] if len(latin) == 1 else ""


def _say(note: etree._Element, words: str, lang: str, others: tuple[str, str]) -> None:
    """Put `words` into a note; those of the other version's script are in its language, if it is known (`_others`)."""
    within_han = primary(lang) in _HAN_LANGS
    other, pattern = (others[1], _LATIN_WORDS) if within_han else (others[0], _HAN_WORDS)
    at = 0
    for found in pattern.finditer(words) if other else ():
        append_text(note, words[at : found.start()])
        note.append(element("foreign", found.group(), (("xml:lang", other),)))
        at = found.end()
    append_text(note, words[at:])
