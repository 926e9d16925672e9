"""Rights and licence."""

from __future__ import annotations

from tei.appraise.facts import Facts
from tei.appraise.grading import BUILD, NO_TEXTS, among, having, quoted, share
from tei.appraise.model import Answer, Criterion, Evidence, words
from tei.render.exports.citation import spdx

_OPEN = ("CC0-", "CC-BY-4", "CC-BY-3", "CC-BY-2", "CC-BY-1", "CC-BY-SA-", "ODC-By-", "ODbL-", "PDDL-", "etalab-")
_TOML = words(
    "Say it in edition.toml ([licence] target, text), and build again.",
    "在 edition.toml 的 [licence] 中填写 target 与 text，然后重新构建。",
)


def _named(facts: Facts) -> Answer:
    found = [text for text in facts.texts if any(at.startswith("http") for at in text.values.get("licence", ()))]
    said = facts.values("licence")
    also = quoted(said)
    answer = having(facts, found, "licence", words("a licence with its address", "许可协议及其网址"), _TOML, also=also)
    if answer.verdict == "unmet" and facts.total("licence"):
        seen = Evidence(words("a licence without an address", "许可协议未附网址"), facts.first("licence"))
        return Answer("partly", (seen,), answer.missing, answer.advice)
    return answer


def _open(facts: Facts) -> Answer:
    if not facts.texts:
        return Answer("unmet", (), (NO_TEXTS,), BUILD)
    known = [(text, {spdx(at) for at in text.values.get("licence", ())} - {""}) for text in facts.texts]
    free = [text for text, names in known if any(name.startswith(_OPEN) for name in names)]
    names = sorted({name for _, each in known for name in each})
    seen = [Evidence(words("the licence is known as {name}", "该协议即 {name}", name=name)) for name in names]
    if len(free) == len(facts.texts):
        return Answer("met", tuple(seen))
    advice = words(
        "Choose a licence that allows reuse and change, such as CC BY 4.0 or CC0, if the rights are yours to give.",
        "如有权授予，请选用允许再利用与改编的协议，如 CC BY 4.0 或 CC0。",
    )
    if not facts.total("licence"):
        return Answer("unmet", (), (words("any licence", "任何许可协议"),), advice)
    missing = words("a licence that is known to allow reuse and change", "已知允许再利用与改编的协议")
    return Answer("partly", (*seen, Evidence(among(len(free), len(facts.texts), missing))), (missing,), advice)


def _rights(facts: Facts) -> Answer:
    return share(
        facts,
        "rights",
        words("a statement on the rights in what is edited", "关于底本权利的说明"),
        words("Say in edition.toml ([rights]) who holds which rights.", "在 edition.toml 的 [rights] 中说明权利归属。"),
    )


def _file(facts: Facts) -> Answer:
    found = facts.beside.get("licence")
    advice = words(
        "Put the licence of the texts, as a file LICENSE, into the folder of the edition.",
        "将文本的许可协议以 LICENSE 文件置于版本文件夹中。",
    )
    if found is None:
        return Answer("unmet", (), (words("a file LICENSE beside the texts", "文本旁的 LICENSE 文件"),), advice)
    seen = Evidence(words("it begins “{words}”", "其首行为“{words}”", words=found.words), found.file)
    if found.here:
        return Answer("met", (seen,))
    missing = words(
        "a file beside the texts: this one is the repository’s, and may be about its software only",
        "文本旁的许可文件：所见者属代码库，或仅关乎软件",
    )
    return Answer("partly", (seen,), (missing,), advice)


CRITERIA = (
    Criterion(
        "rights.licence",
        ("RIDE 4.13", "FAIR R1.1"),
        words("Does each text say under which licence it may be used?", "各篇是否注明使用许可？"),
        _named,
    ),
    Criterion(
        "rights.open",
        ("RIDE 4.13", "FAIR R1.1", "CDE Creative Commons License"),
        words("Does that licence allow reuse and change?", "该许可是否允许再利用与改编？"),
        _open,
    ),
    Criterion(
        "rights.source",
        ("RIDE 4.13",),
        words("Is it said who holds rights in what is edited?", "是否说明底本的权利归属？"),
        _rights,
    ),
    Criterion(
        "rights.file",
        ("FAIR R1.1",),
        words("Does the licence lie beside the texts, as a file?", "文本旁是否有许可协议文件？"),
        _file,
    ),
)
