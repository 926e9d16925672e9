"""Answers of the commonest kinds: how many of the texts have something, whether something is there."""

from __future__ import annotations

from collections.abc import Sequence

from tei.appraise.facts import Facts, TextFacts
from tei.appraise.model import Answer, Evidence, Verdict, Words, words

BUILD = words(
    "Build the edition (`tei build`); the card sees what lies in its folder.",
    "先构建版本（`tei build`），报告卡只看其文件夹中已有之物。",
)
NO_TEXTS = words("there is no TEI text yet", "尚无 TEI 文本")
_NAMED = 3  # files that are named as lacking something


def graded(some: int, whole: int) -> Verdict:
    """``met`` when all have it, ``partly`` when some do, ``unmet`` when none does."""
    return "met" if whole and some >= whole else "partly" if some else "unmet"


def share(facts: Facts, key: str, what: Words, advice: Words, *, also: Sequence[Evidence] = ()) -> Answer:
    """How many of the texts have something that is counted under `key`; `what` is its name, as a noun."""
    return having(facts, [text for text in facts.texts if text.counts.get(key)], key, what, advice, also=also)


def having(
    facts: Facts, texts: Sequence[TextFacts], key: str, what: Words, advice: Words, *, also: Sequence[Evidence] = ()
) -> Answer:
    """The same of those `texts` that were found to have it; the first is shown where `key` stands."""
    if not facts.texts:
        return Answer("unmet", (), (NO_TEXTS,), BUILD)
    verdict = graded(len(texts), len(facts.texts))
    evidence = (Evidence(among(len(texts), len(facts.texts), what), texts[0].at(key)),) if texts else ()
    if verdict == "met":
        return Answer(verdict, (*evidence, *also))
    having_it = {text.file for text in texts}
    return Answer(verdict, (*evidence, *also), (_not_in(facts, having_it, what),), advice)


def among(some: int, whole: int, what: Words) -> Words:
    """``what: 3 of 4 texts``."""
    return words(
        "{en}: {some:,} of {whole:,} {texts}",
        "{zh}：{whole:,} 篇中 {some:,} 篇",
        some=some,
        whole=whole,
        texts="text" if whole == 1 else "texts",
        en=what[0],
        zh=what[1],
    )


def _not_in(facts: Facts, having_it: set[str], what: Words) -> Words:
    """``what, in a.xml, b.xml and 7 more``."""
    lacking = [text.file for text in facts.texts if text.file not in having_it]
    if not having_it:
        return what
    named, rest = ", ".join(lacking[:_NAMED]), len(lacking) - _NAMED
    return words(
        "{en}, in {named}{more}",
        "{zh}：{named}{many}",
        en=what[0],
        zh=what[1],
        named=named,
        more=f" and {rest:,} more" if rest > 0 else "",
        many=f"等 {len(lacking):,} 篇" if rest > 0 else "",
    )


def there(evidence: Sequence[Evidence], missing: Words, advice: Words) -> Answer:
    """``met`` when there is evidence, else ``unmet``."""
    return Answer("met", tuple(evidence)) if evidence else Answer("unmet", (), (missing,), advice)


def part(some: int, whole: int, evidence: Sequence[Evidence], missing: Words, advice: Words) -> Answer:
    """Graded by how many of the whole have it; ``not applicable`` where there is nothing that could."""
    if not whole:
        return Answer("not applicable")
    verdict = graded(some, whole)
    return (
        Answer(verdict, tuple(evidence)) if verdict == "met" else Answer(verdict, tuple(evidence), (missing,), advice)
    )


def quoted(said: Sequence[tuple[str, int]]) -> list[Evidence]:
    """The values as evidence; none where there are none."""
    return [Evidence((listed(said), listed(said)))] if said else []


def listed(said: Sequence[tuple[str, int]], most: int = 6) -> str:
    """``a (3), b (1) …``: values and in how many texts each is; ``a, b`` where that is the same for all."""
    alike = len({count for _, count in said}) < 2
    shown = ", ".join(value if alike else f"{value} ({count:,})" for value, count in said[:most])
    return shown + (" …" if len(said) > most else "")
