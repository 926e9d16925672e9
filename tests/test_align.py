"""Dividing and aligning two versions."""

from __future__ import annotations

import random

import numpy as np
import pytest
from conftest import ROOT

from tei import seed as seeds
from tei.align import align, sections
from tei.align.band import Shape
from tei.align.beads import beads
from tei.align.constraints import Constraints
from tei.align.costs import _NULL, Pair, Unit
from tei.align.evidence import Anchor, Features, Weight
from tei.align.model import PRIORS, Model
from tei.align.pieces import pieces
from tei.align.sentences import sentences
from tei.align.translation import _distinct
from tei.annotate import annotate
from tei.model import AlignDecision, Alignment, Bead, Edition, Source, Text, by_block
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


@pytest.mark.parametrize(
    ("before", "head"), [("    The meeting arranged", "    Hami\n\n"), ("    会议根据", "    哈密\n")]
)
def test_a_false_head_on_one_side_moves_no_paragraph(before: str, head: str) -> None:
    texts, alignment, _ = aligned(SEED.replace(before, head + before, 1))
    assert {len(text.reports) for text in texts} == {5}
    assert types(alignment, "report") == ["1-1"] * 5
    assert types(alignment, "paragraph") == ["1-1"] * 24


def long(count: int, *, anchors: bool, seed: int = 1) -> tuple[list[Unit], list[Unit]]:
    """Units of two versions, each of the first with its counterpart in the second."""
    chance = random.Random(seed)
    sides: tuple[list[Unit], list[Unit]] = ([], [])
    for k in range(count):
        length = chance.randrange(20, 600)
        said: tuple[Anchor, ...] = (("num", str(k)), ("num", str(k % 7))) if anchors else ()
        sides[0].append(Unit(f"a{k}", Features(length, said)))
        sides[1].append(Unit(f"b{k}", Features(int(length * 0.3 * chance.uniform(0.9, 1.1)), said)))
    return sides


def right(found: list[Bead]) -> int:
    return sum(b.type == "1-1" and b.first[0][1:] == b.second[0][1:] for b in found)


def test_long_texts_are_aligned_from_end_to_end() -> None:
    for anchors in (True, False):
        first, second = long(2500, anchors=anchors)
        (found,) = beads([Pair(first, second)], Model(0.3))
        assert right(found) == 2500


def test_long_gaps_in_both_versions_are_bridged_by_landmarks() -> None:
    first, second = long(2500, anchors=True)
    (found,) = beads([Pair(first[:-300], second[300:])], Model(0.3))
    assert right(found) > 1880
    assert [x for b in found for x in b.first] == [u.id for u in first[:-300]]
    assert [x for b in found for x in b.second] == [u.id for u in second[300:]]


def test_a_gap_without_landmarks_widens_the_band() -> None:
    first, second = long(600, anchors=False)
    (found,) = beads([Pair(first, second[:200] + second[320:])], Model(0.3))
    assert right(found) > 400


def test_a_long_pair_is_cut_between_certain_beads_and_loses_nothing() -> None:
    one, other = long(1200, anchors=True)
    pair = Pair(one, other, ("a", "b"))
    (found,) = beads([pair], Model())
    made = pieces(pair, found, 20)
    assert len(made) > 2
    assert [unit.id for piece in made for unit in piece.pair.first] == [unit.id for unit in one]
    assert [unit.id for piece in made for unit in piece.pair.second] == [unit.id for unit in other]
    assert [bead for piece in made for bead in piece.near] == found
    assert [len(piece.wider) - 1 for piece in made if piece.wider is not None] == [p.pair.size[0] for p in made]
    (again,) = beads([pair], Model(), None, [found])
    assert [bead.first + bead.second for bead in again] == [bead.first + bead.second for bead in found]


@pytest.mark.parametrize("most", [1, 50, 10**9, 2**61])
@pytest.mark.parametrize("count", [0, 1, 1000])
def test_equal_pairs_of_words_are_counted_as_one_however_large_their_numbers(count: int, most: int) -> None:
    keys = np.random.default_rng(1).integers(0, most, count)
    distinct, number = _distinct(keys)
    assert distinct.tolist() == sorted({*keys.tolist()})
    assert distinct[number].tolist() == keys.tolist()


def test_the_band_grows_with_the_text_only() -> None:
    for rows, columns in ((10_000, 10_000), (20_000, 20_000), (20_000, 300), (300, 20_000)):
        shape = Shape(np.arange(rows + 1.0), np.arange(columns + 1.0))
        assert shape.cells(40) <= 84 * rows + columns
        low, high = shape.rows(40)
        assert low[0] == 0 and high[-1] == columns + 1
        assert (low[1:] < high[:-1]).all() and (np.diff(low) >= 0).all() and (np.diff(high) >= 0).all()


def test_pairs_that_are_aligned_together_do_not_touch_one_another() -> None:
    chance = random.Random(3)
    pairs = []
    for k in range(40):
        first, second = long(chance.randrange(0, 9), anchors=k % 2 == 0, seed=k)
        pairs.append(Pair(first[chance.randrange(2) :], second[chance.randrange(3) :], (str(k), str(k))))
    weights = {("num", str(k)): Weight(1.5, 0.5) for k in range(5)}
    for found, pair in zip(beads(pairs, Model(0.3, weights)), pairs, strict=True):
        (alone,) = beads([pair], Model(0.3, weights))
        assert [(b.first, b.second, b.within) for b in found] == [(b.first, b.second, b.within) for b in alone]
        assert [b.cert for b in found] == pytest.approx([b.cert for b in alone], abs=1e-9)


def test_constraints_hold_far_from_the_diagonal() -> None:
    first, second = long(400, anchors=False)
    source = Source("e.toml", 1)
    far = AlignDecision(source, ("a5", "b300"), (), "ed")
    crossing = AlignDecision(source, ("a9", "b290"), (), "ed")
    constraints = Constraints([far, crossing])
    (found,) = beads([Pair(first, second)], Model(0.3), constraints)
    assert any({"a5", "b300"} <= {*b.first, *b.second} for b in found)
    assert constraints.broken == [crossing]


def test_the_probabilities_of_all_that_may_happen_to_a_unit_are_one() -> None:
    """With one unit on each side there are three paths: together, or alone in either order."""
    one, other = Unit("a", Features(100, ())), Unit("b", Features(100, ()))
    ((bead,),) = beads([Pair([one], [other])], Model())
    apart = 2 * PRIORS[1, 0] * PRIORS[0, 1] * np.exp(-2 * _NULL)
    assert bead.cert == pytest.approx(PRIORS[1, 1] / (PRIORS[1, 1] + apart), abs=1e-7)


def test_a_constraint_on_a_single_version_is_reported() -> None:
    alone = SEED[: SEED.index("<hr />")]
    _, _, findings = aligned(alone, AlignDecision(Source("e.toml", 5), ("en.1.1", "en.1.2"), (), "ed"))
    assert [(f.code, f.line) for f in findings] == [("E045", 5)]
