"""Who made the edition, publishes it, answers for it, and can be asked."""

from __future__ import annotations

from tei.appraise.facts import Facts
from tei.appraise.grading import BUILD, NO_TEXTS, having, part, quoted, share
from tei.appraise.model import Answer, Criterion, Evidence, words

_EDITORS = words(
    "Name them in edition.toml ([[editor]]), with what they did (resp).",
    "在 edition.toml 的 [[editor]] 中列出其人及职责（resp）。",
)


def _people(facts: Facts) -> Answer:
    named = facts.values("responsible")
    also = quoted(named)
    found = [text for text in facts.texts if text.counts.get("responsible") and text.counts.get("task")]
    return having(
        facts, found, "responsible", words("who made it, and what they did", "编者及其职责"), _EDITORS, also=also
    )


def _identified(facts: Facts) -> Answer:
    if not facts.texts:
        return Answer("unmet", (), (NO_TEXTS,), BUILD)
    named, known = facts.total("responsible"), facts.total("identified")
    what = words(
        "names that point to a public record: {known:,} of {named:,}",
        "{named:,} 个名称中 {known:,} 个指向公共记录",
        known=known,
        named=named,
    )
    return part(
        known,
        named,
        [Evidence(what, facts.first("identified"))] if known else [],
        words("an ORCID or another public identifier for each name", "每一名称的 ORCID 或其他公共标识"),
        words(
            "Give persons their orcid in edition.toml; of bodies, name the persons who work in them.",
            "在 edition.toml 中为个人填写 orcid；机构则列出其中任事之人。",
        ),
    )


def _publisher(facts: Facts) -> Answer:
    found = [text for text in facts.texts if text.counts.get("publisher") and text.counts.get("published")]
    named = facts.values("publisher")
    also = quoted(named)
    advice = words("Set publisher and date in edition.toml.", "在 edition.toml 中填写 publisher 与 date。")
    return having(facts, found, "publisher", words("a publisher and a date", "出版者与日期"), advice, also=also)


def _contact(facts: Facts) -> Answer:
    seen = [
        Evidence(words("an address to write to", "联系地址"), at)
        for at in (facts.first("contact"), facts.first("email"))
        if at
    ]
    told = facts.introduction
    if told and (key := next((key for key in ("email", "contact") if told.counts.get(key)), "")):
        seen.append(Evidence(words("an address to write to", "联系地址"), told.at(key)))
    if seen:
        return Answer("met", tuple(seen[:1]))
    return Answer(
        "unmet",
        (),
        (words("an address to write to, in a header or in the introduction", "文件头或导言中的联系地址"),),
        words(
            'Put an email into introduction.xml: <ref target="mailto:…">.',
            '在 introduction.xml 中给出邮箱：<ref target="mailto:…">。',
        ),
    )


def _decisions(facts: Facts) -> Answer:
    made, signed = facts.total("emendation"), facts.total("emendation.resp")
    notes = facts.total("note.hand") + facts.total("note.computed")
    signed_notes = facts.total("note.resp")
    seen = [
        Evidence(words("{what}: {n:,} of {of:,}", "{zh} {of:,} 处，署名 {n:,} 处", n=n, of=of, what=what, zh=zh), at)
        for n, of, what, zh, at in (
            (signed, made, "signed emendations", "校改", facts.first("emendation.resp")),
            (signed_notes, notes, "signed notes", "注释", facts.first("note.resp")),
        )
        if of
    ]
    return part(
        signed + signed_notes,
        made + notes,
        seen,
        words("who answers for each emendation and note (@resp)", "每处校改与注释的责任者（@resp）"),
        words("Add @resp, which points to somebody in the header.", "补上指向文件头中人物的 @resp。"),
    )


def _computed(facts: Facts) -> Answer:
    if not (facts.total("application") or facts.total("note.computed")):
        return Answer("not applicable")
    said = facts.values("application")
    return share(
        facts,
        "application",
        words("the program that computed part of it", "参与运算的程序"),
        words("Name the program in appInfo.", "在 appInfo 中注明程序。"),
        also=quoted(said),
    )


CRITERIA = (
    Criterion(
        "responsibility.people",
        ("RIDE 1.4", "FAIR R1.2", "CDE Manager or Editor"),
        words("Does each text name those who made it, and their tasks?", "各篇是否列出编者及其职责？"),
        _people,
    ),
    Criterion(
        "responsibility.identified",
        ("FAIR F1", "FAIR R1.2"),
        words("Do public identifiers say who these are?", "是否以公共标识指明其人？"),
        _identified,
    ),
    Criterion(
        "responsibility.publisher",
        ("RIDE 1.2", "CDE Institution(s)"),
        words("Are publisher and date of publication told?", "是否注明出版者与出版日期？"),
        _publisher,
    ),
    Criterion(
        "responsibility.contact",
        ("RIDE 1.5", "CDE Feedback"),
        words("Can readers find whom to write to?", "读者能否找到联系人？"),
        _contact,
    ),
    Criterion(
        "responsibility.signed",
        ("RIDE 3.6", "FAIR R1.2"),
        words("Are emendations and notes signed?", "校改与注释是否署名？"),
        _decisions,
    ),
    Criterion(
        "responsibility.computed",
        ("FAIR R1.2",),
        words("Is it told what a program computed, and which?", "是否说明何者由程序算出、由何程序？"),
        _computed,
    ),
)
