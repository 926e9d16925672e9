"""Dividing and aligning two versions."""

from __future__ import annotations

import random

import pytest
from conftest import ROOT

from tei import seed as seeds
from tei.align import align, sections
from tei.align.sentences import sentences
from tei.annotate import annotate
from tei.model import AlignDecision, Alignment, Edition, Source, Text, by_block
from tei.report import Finding

SEED = (ROOT / "seeds" / "peoples-daily" / "000_f30e168cdf3ad533.txt").read_text("utf-8")


def aligned(text: str, *decisions: AlignDecision) -> tuple[tuple[Text, ...], Alignment, list[Finding]]:
    seed, _ = seeds.read(text.encode(), "a.txt")
    edition = Edition()
    mentions = [m for v in seed.versions for m in annotate(v.blocks, v.lang, seed.date, edition)]
    texts = sections(seed.versions, by_block(mentions), edition)
    alignment, findings = align(texts, mentions, edition, decisions)
    return texts, alignment, findings


def types(alignment: Alignment, level: str) -> list[str]:
    return [bead.type for bead in alignment.levels[level]]


@pytest.mark.parametrize(
    ("text", "lang", "parts"),
    [
        ("One. Two! Three? Four", "en", ["One.", "Two!", "Three?", "Four"]),
        (
            "Mr. Smith of the U.S. Army, No. 5, came. He left.",
            "en",
            ["Mr. Smith of the U.S. Army, No. 5, came.", "He left."],
        ),
        ('He said "Go." She went.', "en", ['He said "Go."', "She went."]),
        ("It grew by 2.5 million. (It did.)", "en", ["It grew by 2.5 million.", "(It did.)"]),
        ("会议开幕。会议闭幕！好？", "zh-Hans", ["会议开幕。", "会议闭幕！", "好？"]),
        ("他说：“好。”大家走了。", "zh-Hans", ["他说：“好。”", "大家走了。"]),
        ("“好。”，他说。走了", "zh-Hans", ["“好。”，他说。", "走了"]),
        ("一、二；三：四。", "zh-Hans", ["一、二；三：四。"]),
        ("", "en", []),
        ("   ", "en", []),
    ],
)
def test_sentences_end_where_a_reader_would_say(text: str, lang: str, parts: list[str]) -> None:
    assert [text[a:b] for a, b in sentences(text, lang)] == parts


def test_a_sentence_does_not_end_within_what_must_stay_whole() -> None:
    text = "The Co. Ltd. Board met. It left."
    assert [text[a:b] for a, b in sentences(text, "en", [(4, 18)])] == ["The Co. Ltd. Board met.", "It left."]


def test_the_sample_has_four_reports_with_the_same_numbers_in_both_versions() -> None:
    texts, alignment, _ = aligned(SEED)
    assert [[len(r.paragraphs) for r in text.reports] for text in texts] == [[8, 6, 4, 6], [8, 6, 4, 6]]
    assert types(alignment, "report") == ["1-1"] * 4


def test_without_chinese_heads_the_datelines_divide() -> None:
    text = SEED
    for head in ("新疆", "内蒙古", "贵州", "宁夏"):
        text = text.replace(f"    {head}\n", "")
    texts, _, _ = aligned(text)
    assert [[len(r.paragraphs) for r in text.reports] for text in texts] == [[8, 6, 4, 6], [8, 6, 4, 6]]


def test_with_heads_in_the_translation_only_they_divide_the_original_too() -> None:
    text = SEED
    for head, place in (("新疆", ""), ("内蒙古", "Hohhot"), ("贵州", "Guiyang"), ("宁夏", "")):
        text = text.replace(f"    {head}\n", "")
        if place:
            text = text.replace(f"    Xinhua News Agency, {place}", f"    {place}\n\n    Xinhua News Agency, {place}")
    texts, _, _ = aligned(text)
    assert [[len(r.paragraphs) for r in text.reports] for text in texts] == [[8, 6, 10], [8, 6, 10]]


def test_a_lost_paragraph_is_a_bead_without_counterpart() -> None:
    lines = SEED.split("\n")
    lost = next(i for i, line in enumerate(lines) if "目前，在牧业区" in line)
    _, alignment, _ = aligned("\n".join(lines[:lost] + lines[lost + 1 :]))
    alone = [bead for bead in alignment.levels["paragraph"] if bead.type != "1-1"]
    assert [bead.type for bead in alone] == ["1-0"]
    assert alone[0].first == ("en.1.5",) and alone[0].within == ("en.1", "zh.1")


def test_two_paragraphs_made_one_are_found() -> None:
    text = (
        SEED.replace("and currently must focus", "and currently must focus")
        .replace("people's daily lives", "")
        .replace(
            "providing a reliable political foundation for the development of the autonomous region's socialist construction.\n\n    The",
            "providing a reliable political foundation for the development of the autonomous region's socialist construction. The",
        )
    )
    assert text != SEED
    _, alignment, _ = aligned(text)
    assert [t for t in types(alignment, "paragraph") if t != "1-1"] == ["1-2"]


def test_every_sentence_is_in_one_bead_however_the_seed_is_damaged() -> None:
    paragraphs = SEED.split("\n")
    for number in range(8):
        chance = random.Random(number)
        kept = [line for line in paragraphs if len(line) < 60 or chance.random() > 0.2]
        _, alignment, _ = aligned("\n".join(kept))
        in_beads = [x for b in alignment.levels.get("sentence", ()) for x in (*b.first, *b.second)]
        assert sorted(in_beads) == sorted(s.id for s in alignment.segments)


def test_a_constraint_holds_absolutely() -> None:
    together = AlignDecision(Source("e.toml", 3), ("en.1.2.s1", "en.1.2.s2", "zh.1.2.s1"), (), "ed")
    _, alignment, findings = aligned(SEED, together)
    assert findings == []
    bead = next(b for b in alignment.levels["sentence"] if "en.1.2.s1" in b.first)
    assert {*bead.first, *bead.second} >= {*together.together}
    apart = AlignDecision(Source("e.toml", 4), (), ("en.1.1.s1", "zh.1.1.s1"), "ed")
    _, alignment, findings = aligned(SEED, apart)
    assert findings == []
    assert not any({"en.1.1.s1", "zh.1.1.s1"} <= {*b.first, *b.second} for b in alignment.levels["sentence"])


def test_constraints_that_contradict_are_reported_and_the_first_one_holds() -> None:
    one = AlignDecision(Source("e.toml", 3), ("en.1.2.s1", "zh.1.2.s1"), (), "ed")
    other = AlignDecision(Source("e.toml", 7), (), ("en.1.2.s1", "zh.1.2.s1"), "ed")
    _, alignment, findings = aligned(SEED, one, other)
    assert [(f.code, f.line) for f in findings] == [("E045", 7)]
    assert any({"en.1.2.s1", "zh.1.2.s1"} <= {*b.first, *b.second} for b in alignment.levels["sentence"])


def test_a_constraint_on_an_id_that_does_not_exist_is_reported() -> None:
    _, _, findings = aligned(SEED, AlignDecision(Source("e.toml", 9), ("en.9.9", "zh.1.1"), (), "ed"))
    assert {(f.code, f.line) for f in findings} >= {("E040", 9)}


def test_probabilities_are_probabilities() -> None:
    _, alignment, _ = aligned(SEED)
    certain = [b.cert for beads in alignment.levels.values() for b in beads]
    assert all(0.0 <= c <= 1.0 + 1e-9 for c in certain)
    assert sum(c > 0.95 for c in certain) > 0.9 * len(certain)
