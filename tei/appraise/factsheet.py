"""A card as a TEI document: the criteria as a taxonomy with their possible answers, as RIDE has its questionnaires, and
the answers with what they rest on.

Each criterion is a category with a category for each answer, whose ``num`` is 1 for the one that is given; the answers
in the text point to it by ``ana``.  Words stand in English and in Chinese, the language of each is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lxml import etree

from tei.appraise.criteria import AREAS, FOR_A_READER, SOURCES, address
from tei.appraise.model import LANGUAGES, VERDICTS, Answered, Card, Verdict, Words, words
from tei.names import TEI, XML_ID, XML_LANG, tei
from tei.reading import NOT_XML
from tei.version import __version__

#: The verdicts, in words, and how they end an xml:id.
TOLD: Mapping[Verdict, tuple[str, Words]] = {
    "met": ("met", ("met", "符合")),
    "partly": ("partly", ("partly", "部分符合")),
    "unmet": ("unmet", ("unmet", "不符合")),
    "not applicable": ("none", ("not applicable", "不适用")),
}
_TITLE = words("Report card", "报告卡")
_READER = words("For a reader to judge", "待读者评判")
_SOURCES = words("Criteria", "所据标准")


def factsheet(card: Card) -> etree._Element:
    """The TEI document; the same for the same card."""
    root = etree.Element(tei("TEI"), {XML_ID: "report", XML_LANG: "en"}, nsmap={None: TEI})
    _header(root, card)
    body = _sub(_sub(root, "text"), "body")
    _overview(body, card)
    for area, name in AREAS.items():
        div = _sub(body, "div", type="area", corresp=f"#{area}")
        _worded(div, "head", name)
        for each in card.answers:
            if each.area == area:
                _answer(div, each)
    _for_a_reader(body)
    _sources(body)
    return root


def as_tei(card: Card) -> bytes:
    """The fact sheet as a file."""
    root = factsheet(card)
    etree.indent(root, space="  ")
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


# --- the header


def _header(root: etree._Element, card: Card) -> None:
    header = _sub(root, "teiHeader")
    file = _sub(header, "fileDesc")
    titles = _sub(file, "titleStmt")
    own = dict(card.subject.title) or {"en": card.subject.id}
    for lang, title in own.items():
        said = _TITLE[1] if lang.startswith("zh") else _TITLE[0]
        _sub(titles, "title", f"{said}: {title}" if said == _TITLE[0] else f"{said}：{title}", lang=lang)
    statement = _sub(titles, "respStmt")
    _sub(statement, "resp", "computed by")
    _sub(statement, "name", f"tei {__version__}", type="software")
    published = _sub(file, "publicationStmt")
    if card.subject.publisher:
        _sub(published, "publisher", card.subject.publisher)
        if card.subject.date:
            _sub(published, "date", card.subject.date, when=card.subject.date)
    else:
        _sub(published, "p", "Not published.")
    notes = _sub(file, "notesStmt")
    _subject(_sub(notes, "relatedItem", type="reviewed_resource"), card)
    for key, (name, target) in SOURCES.items():
        bibl = _sub(_sub(notes, "relatedItem", type="reviewing_criteria"), "bibl", n=key)
        _sub(bibl, "ref", name, target=target)
    _sub(_sub(file, "sourceDesc"), "p", "Computed from the files of the edition.")
    _taxonomy(_sub(_sub(header, "encodingDesc"), "classDecl"), card)
    classes = _sub(_sub(header, "profileDesc"), "textClass")
    for each in card.answers:
        _sub(classes, "catRef", scheme="#criteria", target=f"#{_given(each)}")


def _subject(item: etree._Element, card: Card) -> None:
    """The edition that is described."""
    subject = card.subject
    bibl = _sub(item, "bibl")
    for lang, title in subject.title or (("en", subject.id),):
        _sub(bibl, "title", title, lang=lang)
    for editor in subject.editors:
        _sub(bibl, "editor", editor)
    if subject.version:
        _sub(bibl, "edition", subject.version, n=subject.version)
    if subject.publisher:
        _sub(bibl, "publisher", subject.publisher)
    if subject.date:
        _sub(bibl, "date", subject.date, when=subject.date)
    if subject.id:
        _sub(bibl, "idno", subject.id, type="tei")
    if subject.address:
        _sub(bibl, "idno", subject.address, type="URI")
    if any(subject.licence):
        availability = _sub(bibl, "availability")
        text, target = subject.licence
        _sub(availability, "licence", text or target, target="".join(target.split()))
    for name, told, number in card.figures:
        _sub(bibl, "extent").append(_measure(name, told, number))


def _measure(name: str, told: Words, number: int) -> etree._Element:
    measure = etree.Element(tei("measure"), {"quantity": str(number), "unit": name})
    for lang, said in zip(LANGUAGES, told, strict=True):
        _sub(measure, "seg", said, lang=lang)
    return measure


def _taxonomy(declaration: etree._Element, card: Card) -> None:
    taxonomy = _sub(declaration, "taxonomy", xml_id="criteria")
    for area, name in AREAS.items():
        category = _sub(taxonomy, "category", xml_id=area)
        _worded(category, "catDesc", name)
        for each in card.answers:
            if each.area == area:
                _category(category, each)


def _category(parent: etree._Element, each: Answered) -> None:
    """A criterion, and a category for each answer that it can have."""
    category = _sub(parent, "category", xml_id=each.id)
    for desc in _worded(category, "catDesc", each.question):
        desc.text = f"{desc.text} "
        for n, ref in enumerate(each.refs, 1):
            _sub(desc, "ref", ref, target=address(ref)).tail = " " if n < len(each.refs) else None
    for verdict in VERDICTS:
        ending, told = TOLD[verdict]
        answer = _sub(category, "category", xml_id=f"{each.id}.{ending}")
        _worded(answer, "catDesc", told)
        given = str(int(verdict == each.answer.verdict))
        _sub(_sub(answer, "catDesc"), "num", type="boolean", value=given)


def _given(each: Answered) -> str:
    return f"{each.id}.{TOLD[each.answer.verdict][0]}"


# --- the text


def _overview(body: etree._Element, card: Card) -> None:
    """A table of how many answers of each area are met, partly met …"""
    table = _sub(_sub(body, "div", type="overview"), "table")
    row = _sub(table, "row", role="label")
    _sub(row, "cell")
    for verdict in VERDICTS:
        _segs(_sub(row, "cell"), TOLD[verdict][1])
    for area, name in AREAS.items():
        row = _sub(table, "row", corresp=f"#{area}")
        _segs(_sub(row, "cell", role="label"), name)
        for verdict, number in card.counts(area).items():
            _sub(row, "cell", str(number), n=TOLD[verdict][0])


def _answer(area: etree._Element, each: Answered) -> None:
    div = _sub(
        area, "div", type="answer", subtype=TOLD[each.answer.verdict][0], corresp=f"#{each.id}", ana=f"#{_given(each)}"
    )
    _worded(div, "head", each.question)
    for seen in each.answer.evidence:
        block = _sub(div, "ab", type="evidence")
        _segs(block, seen.words)
        if seen.at:
            _sub(block, "ident", seen.at)
    for missing in each.answer.missing:
        _segs(_sub(div, "ab", type="missing"), missing)
    if each.answer.advice[0]:
        _segs(_sub(div, "ab", type="advice"), each.answer.advice)
    if len(div) == len(LANGUAGES):
        _segs(_sub(div, "ab", type="evidence"), words("nothing to answer", "无可答之处"))


def _for_a_reader(body: etree._Element) -> None:
    div = _sub(body, "div", type="reader")
    _worded(div, "head", _READER)
    items = _sub(div, "list")
    for ref, question in FOR_A_READER:
        item = _sub(items, "item")
        _segs(item, question)
        _sub(item, "ref", ref, target=address(ref))


def _sources(body: etree._Element) -> None:
    div = _sub(body, "div", type="sources")
    _worded(div, "head", _SOURCES)
    items = _sub(div, "list")
    for key, (name, target) in SOURCES.items():
        _sub(_sub(items, "item", n=key), "ref", name, target=target)


# --- elements


def _sub(
    parent: etree._Element, name: str, text: str = "", *, xml_id: str = "", lang: str = "", **attrs: str
) -> etree._Element:
    """A new last child of `parent`; attributes that say nothing are left out, and what XML cannot hold is U+FFFD."""
    told = {XML_ID: xml_id, XML_LANG: lang, **attrs}
    element: etree._Element = etree.SubElement(
        parent, tei(name), {key: _sound(value) for key, value in told.items() if value}
    )
    if text:
        element.text = _sound(text)
    return element


def _worded(parent: etree._Element, name: str, told: Words) -> list[etree._Element]:
    """An element for each language."""
    return [_sub(parent, name, said, lang=lang) for lang, said in zip(LANGUAGES, told, strict=True)]


def _segs(parent: etree._Element, told: Iterable[str]) -> None:
    """A ``seg`` for each language; what stands between backticks is ``code``."""
    for lang, said in zip(LANGUAGES, told, strict=True):
        first, *rest = said.split("`") if said.count("`") % 2 == 0 else [said]
        seg = _sub(parent, "seg", first, lang=lang)
        for command, after in zip(rest[::2], rest[1::2], strict=True):
            _sub(seg, "code", command).tail = _sound(after)


def _sound(text: str) -> str:
    return NOT_XML.sub("\ufffd", text.encode("utf-8", "replace").decode("utf-8"))
