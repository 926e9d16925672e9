"""Identifiers: of the edition, its texts, places in them, and of what they name."""

from __future__ import annotations

from collections import Counter

from tei.appraise.facts import Facts
from tei.appraise.grading import BUILD, NO_TEXTS, having, part
from tei.appraise.model import Answer, Criterion, Evidence, words


def _persistent(facts: Facts) -> Answer:
    found = [text for text in facts.texts if text.counts.get("pid")]
    if not found and facts.introduction and facts.introduction.counts.get("pid"):
        seen = Evidence(words("a persistent identifier", "持久标识符"), facts.introduction.at("pid"))
        return Answer("met", (seen,))
    return having(
        facts,
        found,
        "pid",
        words("a persistent identifier (DOI, ARK, URN, Handle)", "持久标识符（DOI、ARK、URN、Handle）"),
        words(
            "Deposit a release, and write the identifier that it gets into the header of introduction.xml (idno).",
            "将发布版存入典藏库，并将所得标识写入 introduction.xml 的文件头（idno）。",
        ),
    )


def _texts(facts: Facts) -> Answer:
    if not facts.texts:
        return Answer("unmet", (), (NO_TEXTS,), BUILD)
    ids = Counter(id_ for text in facts.texts for id_ in text.values.get("xml:id", ()))
    named = [text for text in facts.texts if text.counts.get("xml:id") and text.counts.get("idno")]
    unique = [text for text in named if all(ids[id_] == 1 for id_ in text.values["xml:id"])]
    return having(
        facts,
        unique,
        "xml:id",
        words("an identifier that no other has, in header and root", "文件头与根元素中唯一的标识"),
        words(
            "Give each text its own xml:id, and an idno in its header.",
            "为每篇赋予唯一的 xml:id，并在文件头写入 idno。",
        ),
    )


def _places(facts: Facts) -> Answer:
    known, other = facts.total("unit.id"), facts.total("unit.other")
    said = words(
        "heads and sentences with an xml:id: {n:,} of {of:,}",
        "标题与句子 {of:,} 个，有 xml:id 者 {n:,} 个",
        n=known,
        of=known + other,
    )
    if not facts.texts:
        return Answer("unmet", (), (NO_TEXTS,), BUILD)
    return part(
        known,
        known + other,
        [Evidence(said)],
        words("an xml:id for each head and sentence", "每一标题与句子的 xml:id"),
        words("Give what can be cited its xml:id.", "为可引用者赋予 xml:id。"),
    )


def _address(facts: Facts) -> Answer:
    if facts.edition.address:
        seen = Evidence(words("addresses begin with {at}", "网址始于 {at}", at=facts.edition.address), "edition.toml")
        return Answer("met", (seen,))
    return Answer(
        "unmet",
        (),
        (words("the address at which the edition is, or will be, published", "版本现在或将来的网址"),),
        words("Set [site] address in edition.toml.", "在 edition.toml 中填写 [site] address。"),
    )


def _records(facts: Facts) -> Answer:
    records = facts.records()
    known = sum(records.values())
    said = words(
        "records that point to a public authority file: {n:,} of {of:,}",
        "条目 {of:,} 个，指向公共规范档者 {n:,} 个",
        n=known,
        of=len(records),
    )
    lacking = [id_ for id_, there in records.items() if not there]
    shown = ", ".join(lacking[:4]) + (" …" if len(lacking) > 4 else "")
    return part(
        known,
        len(records),
        [Evidence(said)],
        words("an identifier of an authority file for {shown}", "规范档标识：{shown}", shown=shown),
        words(
            "Add idno elements to authority.xml, where somebody verified them.",
            "经核实后，在 authority.xml 中补入 idno。",
        ),
    )


def _mentions(facts: Facts) -> Answer:
    names, linked = facts.total("name"), facts.total("name.ref")
    said = words(
        "names that point to a record: {n:,} of {of:,}", "名称 {of:,} 处，指向条目者 {n:,} 处", n=linked, of=names
    )
    return part(
        linked,
        names,
        [Evidence(said)],
        words("a record for the other names: {n:,}", "{n:,} 处名称的条目", n=names - linked),
        words("`tei suggest` proposes records.", "`tei suggest` 可提出条目。"),
    )


CRITERIA = (
    Criterion(
        "identifiers.persistent",
        ("RIDE 4.8", "FAIR F1"),
        words("Has the edition a persistent identifier?", "版本是否有持久标识符？"),
        _persistent,
    ),
    Criterion(
        "identifiers.texts",
        ("RIDE 4.8", "FAIR F3"),
        words("Has each text an identifier of its own?", "各篇是否有自己的标识？"),
        _texts,
    ),
    Criterion(
        "identifiers.places",
        ("RIDE 4.8",),
        words("Can each head and sentence be pointed to?", "能否指向每一标题与句子？"),
        _places,
    ),
    Criterion(
        "identifiers.address",
        ("RIDE 4.8", "FAIR A1", "CDE URL"),
        words("Is it known at which address the edition is?", "版本网址是否已知？"),
        _address,
    ),
    Criterion(
        "identifiers.names",
        ("RIDE 4.5", "FAIR I3"),
        words("Do the names in the texts point to records?", "文中名称是否指向条目？"),
        _mentions,
    ),
    Criterion(
        "identifiers.authorities",
        ("FAIR I2", "FAIR I3", "CDE Linked Open Data"),
        words("Do the records point to public authority files?", "条目是否指向公共规范档？"),
        _records,
    ),
)
