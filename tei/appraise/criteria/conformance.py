"""Conformance: what `tei check` says, which schemas there are, and that values are normalised."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tei.appraise.facts import Facts
from tei.appraise.grading import BUILD, NO_TEXTS, part, share
from tei.appraise.model import Answer, Criterion, Evidence, Words, words
from tei.report import Finding, as_line, summary

_SHOWN = 3  # findings, and schemas, that are shown


def _wellformed(facts: Facts) -> Answer:
    whole = len(facts.texts) + len(facts.broken)
    if not whole:
        return Answer("unmet", (), (NO_TEXTS,), BUILD)
    said = words(
        "files that can be read: {n:,} of {of:,}", "文件 {of:,} 个，可读者 {n:,} 个", n=len(facts.texts), of=whole
    )
    missing = tuple(_line(each) for each in facts.broken[:_SHOWN])
    if not facts.broken:
        return Answer("met", (Evidence(said),))
    advice = words("Mend the markup; `tei check` names every place.", "修正标记；`tei check` 会指出每一处。")
    return Answer("partly" if facts.texts else "unmet", (Evidence(said),), missing, advice)


def _line(each: Finding) -> Words:
    line = as_line(each).split("\n")[0]
    return line, line


def _clean(families: str, what: Words) -> Callable[[Facts], Answer]:
    """The answer to whether `tei check` has nothing against the documents, in these families of codes."""

    def answer(facts: Facts) -> Answer:
        if not facts.texts and not facts.broken:
            return Answer("unmet", (), (NO_TEXTS,), BUILD)
        found = [each for each in facts.findings if each.code[0] in families and each.severity != "info"]
        seen = [
            Evidence(
                words(
                    "{what}: {said}",
                    "{zh}：{told}",
                    what=what[0],
                    zh=what[1],
                    said=summary(found),
                    told=_summary(found),
                )
            )
        ]
        if facts.held:
            seen.append(
                Evidence(words("ignored, with a reason: {n:,}", "附理由而忽略：{n:,}", n=facts.held), "tei-check.toml")
            )
        if not found:
            return Answer("met", tuple(seen))
        errors = any(each.severity == "error" for each in found)
        missing = tuple(_line(each) for each in found[:_SHOWN])
        advice = words("See `tei check`.", "参见 `tei check`。")
        return Answer("unmet" if errors else "partly", tuple(seen), missing, advice)

    return answer


def _summary(found: Sequence[Finding]) -> str:
    """`summary` in Chinese."""
    named = (("error", "错误"), ("warning", "警告"))
    said = [f"{word} {n:,}" for grade, word in named if (n := sum(each.severity == grade for each in found))]
    return "，".join(said) or "无"


def _schema(facts: Facts) -> Answer:
    named = share(
        facts,
        "schema",
        words("the schema that it follows (xml-model)", "所依据的模式（xml-model）"),
        words("Name it in <?xml-model?>.", "以 <?xml-model?> 指明。"),
        also=[Evidence(words("a schema that is there", "现存的模式"), at) for at in facts.schemas[:_SHOWN]],
    )
    if named.verdict == "met" and not facts.schemas:
        missing = words("the schemas themselves, where the texts say they are", "文本所指处的模式文件")
        advice = words("Put them there, or check with --schema.", "置于该处，或以 --schema 校验。")
        return Answer("partly", named.evidence, (missing,), advice)
    return named


def _values(facts: Facts) -> Answer:
    all_of_them, normal = facts.total("value"), facts.total("value.normal")
    said = words(
        "dates and numbers with a normalised value: {n:,} of {of:,}",
        "日期与数目 {of:,} 处，有规范值者 {n:,} 处",
        n=normal,
        of=all_of_them,
    )
    return part(
        normal,
        all_of_them,
        [Evidence(said)],
        words(
            "a value (@when, @value …) for the others: {n:,}",
            "其余 {n:,} 处的规范值（@when、@value 等）",
            n=all_of_them - normal,
        ),
        words("Add it, where the text allows.", "文意许可处补入。"),
    )


def _intact(facts: Facts) -> Answer:
    held = [text for text in facts.texts if text.counts.get("source.hash") and text.counts.get("sourceDoc")]
    lost = [each for each in facts.findings if each.code == "R006"]
    said = words(
        "sources that come back byte for byte: {n:,} of {of:,}",
        "底本 {of:,} 份，可逐字节还原者 {n:,} 份",
        n=len(held) - len(lost),
        of=len(held),
    )
    missing = _line(lost[0]) if lost else words("", "")
    return part(len(held) - len(lost), len(held), [Evidence(said)], missing, words("Undo the change.", "撤销改动。"))


CRITERIA = (
    Criterion(
        "conformance.xml",
        ("RIDE 3.7", "FAIR I1"),
        words("Is every file well-formed XML?", "各文件是否为格式良好的 XML？"),
        _wellformed,
    ),
    Criterion(
        "conformance.schema",
        ("RIDE 3.7", "FAIR R1.3", "CDE XML-TEI Transcription"),
        words("Does each text name its schema, and is it there?", "各篇是否指明模式，且模式可得？"),
        _schema,
    ),
    Criterion(
        "conformance.valid",
        ("RIDE 3.7", "FAIR R1.3"),
        words("Are the texts valid?", "文本是否有效？"),
        _clean("V", words("`tei check`, validity", "`tei check`，有效性")),
    ),
    Criterion(
        "conformance.references",
        ("FAIR I3",),
        words("Does every pointer arrive?", "各指针是否有所指？"),
        _clean("R", words("`tei check`, references", "`tei check`，引用")),
    ),
    Criterion(
        "conformance.values",
        ("RIDE 3.7", "FAIR I1"),
        words("Have dates and numbers normalised values?", "日期与数目是否有规范值？"),
        _values,
    ),
    Criterion(
        "conformance.intact",
        ("FAIR R1.2",),
        words("Do the sources come back from the TEI, to the byte?", "能否由 TEI 逐字节还原底本？"),
        _intact,
    ),
)
