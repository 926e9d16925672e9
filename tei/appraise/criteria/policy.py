"""The editorial policy: what was done to the text, how certain it is, and that the source can be had back."""

from __future__ import annotations

from tei.appraise.facts import Facts
from tei.appraise.grading import BUILD, NO_TEXTS, having, listed, part, share
from tei.appraise.model import Answer, Criterion, Evidence, words

_BASIC = frozenset(("correction", "normalization"))
_CERTAIN = (("high", "高"), ("medium", "中"), ("low", "低"))


def _declared(facts: Facts) -> Answer:
    found = [text for text in facts.texts if set(text.values.get("policy", ())) >= _BASIC]
    said = facts.values("policy")
    also = [Evidence(words("declared: {said}", "已声明：{said}", said=listed(said, 12)))] if said else []
    advice = words("Complete the editorialDecl.", "补全 editorialDecl。")
    what = words(
        "an editorialDecl with correction and normalization", "含 correction 与 normalization 的 editorialDecl"
    )
    answer = having(facts, found, "editorialDecl", what, advice, also=also)
    if answer.verdict == "unmet" and facts.total("editorialDecl"):
        seen = Evidence(words("an editorialDecl", "editorialDecl"), facts.first("editorialDecl"))
        return Answer("partly", (seen, *also), answer.missing, advice)
    return answer


def _emendations(facts: Facts) -> Answer:
    made, certain = facts.total("emendation"), facts.total("emendation.cert")
    if not made:
        return Answer("not applicable")
    told = ", ".join(f"{name} {n:,}" for name, _ in _CERTAIN if (n := facts.total(f"emendation.{name}")))
    zh = "，".join(f"{name} {n:,}" for key, name in _CERTAIN if (n := facts.total(f"emendation.{key}")))
    seen = [Evidence(words("emendations: {n:,}", "校改 {n:,} 处", n=made))]
    if certain:
        seen.append(Evidence(("certainty: " + (told or f"{certain:,}"), "确定度：" + (zh or f"{certain:,}"))))
    return part(
        certain,
        made,
        seen,
        words("how certain each emendation is (@cert)", "每处校改的确定度（@cert）"),
        words("Give every decision its cert.", "为每一决定填写 cert。"),
    )


def _alignment(facts: Facts) -> Answer:
    beads, certain = facts.total("bead"), facts.total("bead.cert")
    low = facts.total("bead.low")
    said = words(
        "beads that state their certainty: {n:,} of {of:,}",
        "对齐单元 {of:,} 个，注明可信度者 {n:,} 个",
        n=certain,
        of=beads,
    )
    seen = [Evidence(said), Evidence(words("of low certainty: {n:,}", "可信度低者 {n:,} 个", n=low))]
    return part(
        certain,
        beads,
        seen if certain else [],
        words("how certain each pair of sentences is", "每对句子的可信度"),
        words("Align again (`tei build`).", "重新对齐（`tei build`）。"),
    )


def _commentary(facts: Facts) -> Answer:
    by_hand, computed = facts.total("note.hand"), facts.total("note.computed")
    types = ", ".join(f"{kind} {n:,}" for kind, n in facts.kinds("note.type."))
    seen = []
    if by_hand:
        seen.append(
            Evidence(
                words(
                    "notes by editors: {n:,}{types}",
                    "编者注 {n:,} 条{types}",
                    n=by_hand,
                    types=f" ({types})" if types else "",
                )
            )
        )
    if computed:
        seen.append(Evidence(words("computed notes: {n:,}", "程序所生注释 {n:,} 条", n=computed)))
    if by_hand:
        return Answer("met", tuple(seen))
    missing = words("notes by an editor", "编者的注释")
    advice = words("Write notes in editorial/*.toml ([[note]]).", "在 editorial/*.toml 中撰写 [[note]]。")
    return Answer("partly" if computed else "unmet", tuple(seen), (missing,), advice)


def _open(facts: Facts) -> Answer:
    left, notes = facts.total("crux.open"), facts.total("note.hand") + facts.total("note.computed")
    if not facts.texts:
        return Answer("unmet", (), (NO_TEXTS,), BUILD)
    if facts.total("version") <= len(facts.texts):
        return Answer("not applicable")
    if not left:
        return Answer("met", (Evidence(words("no question is open", "无待解之问题"), ""),))
    seen = Evidence(words("open: {n:,} of {of:,} notes", "注释 {of:,} 条，待答 {n:,} 条", n=left, of=notes))
    missing = words(
        "an editor’s answer to what the comparison of versions asks: {n:,}", "对比所生 {n:,} 个问题的编者裁断", n=left
    )
    return Answer(
        "partly",
        (seen,),
        (missing,),
        words("Answer or dismiss them; `tei build` lists them.", "逐条回答或驳回；`tei build` 会列出。"),
    )


def _found(facts: Facts) -> Answer:
    return share(
        facts,
        "sourceDoc",
        words("the source as found, line by line (sourceDoc)", "底本原貌，逐行（sourceDoc）"),
        words(
            "Keep the source beside the edited text: sourceDoc, or choice with sic.",
            "以 sourceDoc 或含 sic 的 choice 保存底本原貌。",
        ),
    )


def _images(facts: Facts) -> Answer:
    return share(
        facts,
        "image",
        words("images of the source (facsimile, pb/@facs)", "底本图像（facsimile、pb/@facs）"),
        words("Link images of the pages, where they may be shown.", "如可公开，请链接书页图像。"),
    )


CRITERIA = (
    Criterion(
        "policy.declared",
        ("RIDE 3.1", "RIDE 3.5", "CDE Philological statement"),
        words("Are the rules of transcription and emendation declared?", "是否声明录文与校改的规则？"),
        _declared,
    ),
    Criterion(
        "policy.emendations",
        ("RIDE 3.6",),
        words("Do emendations say how certain they are?", "校改是否注明确定度？"),
        _emendations,
    ),
    Criterion(
        "policy.alignment",
        ("RIDE 3.5", "CDE Source Text Translation"),
        words("Does the alignment of versions say how certain it is?", "版本对齐是否注明可信度？"),
        _alignment,
    ),
    Criterion(
        "policy.commentary",
        ("RIDE 2.3", "RIDE 3.6"),
        words("Is there a commentary by editors?", "是否有编者注释？"),
        _commentary,
    ),
    Criterion(
        "policy.questions",
        ("RIDE 3.6",),
        words("Did editors answer what the comparison of versions asks?", "版本比对所生的问题是否均已裁断？"),
        _open,
    ),
    Criterion(
        "policy.source",
        ("RIDE 3.5", "FAIR R1.2"),
        words("Can the source be had back as it was found?", "能否复原底本原貌？"),
        _found,
    ),
    Criterion(
        "policy.images",
        ("RIDE 2.3", "CDE Images"),
        words("Are there images of the source?", "是否有底本图像？"),
        _images,
    ),
)
