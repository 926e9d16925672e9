"""Answer all criteria from facts."""

from __future__ import annotations

from tei.appraise.criteria import CRITERIA
from tei.appraise.facts import Facts
from tei.appraise.model import Answer, Answered, Card, Criterion, Subject, Words, words


def card(facts: Facts) -> Card:
    """The answers to all criteria, and the figures of the edition."""
    answers = (_answered(each, each.answer(facts)) for each in CRITERIA)
    return Card(_subject(facts), tuple(_figures(facts)), tuple(answers))


def _answered(criterion: Criterion[Facts], answer: Answer) -> Answered:
    return Answered(criterion.id, criterion.area, criterion.refs, criterion.question, answer)


def _subject(facts: Facts) -> Subject:
    """The edition as it names itself; without an edition.toml, as its texts do where they agree."""
    edition = facts.edition
    if not facts.whole:
        named = facts.values("publisher")
        licences = facts.values("licence")
        return Subject(
            id=facts.name,
            title=(),
            version="",
            date="",
            publisher=named[0][0] if len(named) == 1 else "",
            address="",
            editors=tuple(name for name, n in facts.values("responsible") if n == len(facts.texts)),
            licence=("", licences[0][0]) if len(licences) == 1 else ("", ""),
        )
    return Subject(
        edition.id,
        edition.title,
        edition.version,
        edition.date,
        edition.publisher,
        edition.address,
        tuple(editor.name for editor in edition.editors),
        (edition.licence_text, edition.licence_target),
    )


_FIGURES: tuple[tuple[str, Words, str], ...] = (
    ("characters", ("characters", "字符"), "characters"),
    ("sentences", ("sentences", "句子"), "sentence"),
    ("beads", ("aligned pairs", "对齐单元"), "bead"),
    ("names", ("names", "名称"), "name"),
    ("values", ("dates and numbers", "日期与数目"), "value"),
    ("emendations", ("emendations", "校改"), "emendation"),
    ("notes", ("notes by editors", "编者注"), "note.hand"),
)


def _figures(facts: Facts) -> list[tuple[str, Words, int]]:
    texts = [
        ("texts", words("texts", "文本"), len(facts.texts)),
        ("versions", words("versions", "语种文本"), facts.total("version")),
    ]
    counted = [(name, told, facts.total(key)) for name, told, key in _FIGURES]
    return [*texts, *counted, ("records", words("records", "条目"), len(facts.records()))]
