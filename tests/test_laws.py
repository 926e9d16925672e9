"""What holds for every seed."""

from __future__ import annotations

import itertools

from articles import articles
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from tei import seed as seeds
from tei.align.sentences import sentences
from tei.check import check
from tei.encode.source import extract
from tei.model import Edition, Emend, Emendation, Place, Source
from tei.reading import reading
from tei.report import TeiError
from tei.run import Job, convert
from tei.xml import parse

MANY = settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)


@given(articles())
@MANY
def test_a_seed_that_is_read_and_written_is_the_same_to_the_byte(data: bytes) -> None:
    try:
        seed, _ = seeds.read(data, "a.txt")
    except TeiError as error:
        assert error.finding.code in ("S001", "S002")
        return
    assert seeds.write(seed) == data


@given(articles())
@MANY
def test_every_word_of_a_block_is_in_its_lines_and_no_other(data: bytes) -> None:
    try:
        seed, _ = seeds.read(data, "a.txt")
    except TeiError:
        return
    for version in seed.versions:
        for block in version.blocks:
            words = "".join(line.words for line in seed.lines if line.block == block.n)
            assert "".join(words.split()) == "".join(block.text.split())


@given(articles())
@MANY
def test_the_tei_is_valid_the_seed_comes_back_and_the_bytes_are_always_the_same(data: bytes) -> None:
    result = convert(Job("a.txt", data, Edition()))
    if result.tei is None:
        assert {f.code for f in result.findings if f.severity == "error"} <= {"S001", "S002"}
        return
    assert extract(parse(result.tei)) == data
    assert convert(Job("a.txt", data, Edition())).tei == result.tei
    # Without its xml-model instructions the document is held against the project's own schemas.
    found = check(etree.tostring(etree.fromstring(result.tei)), "a.xml")
    assert [f for f in found if f.severity == "error"] == []


@given(TEXT, st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), TEXT), max_size=5))
@MANY
def test_a_reading_always_knows_what_stands_behind_it(text: str, orders: list[tuple[int, int, str]]) -> None:
    emendations: list[Emendation] = []
    for a, b, corr in orders:
        start, end = sorted((min(a, len(text)), min(b, len(text))))
        if all(end < e.start or e.end < start for e in emendations):
            kind = "supplied" if start == end else "choice" if corr else "surplus"
            order = Emend(Source("", 1), Place("p"), kind, corr, "ed", "high", "", "")  # type: ignore[arg-type]
            emendations.append(Emendation(0, start, end, order))
    read = reading(text, emendations)
    changed = {(e.start, e.end): e.order.corr for e in emendations}
    gone = {i for start, end in changed for i in range(start, end)}
    assert (
        len(read.text) == len(read.starts) == len(read.ends) == len(text) - len(gone) + sum(map(len, changed.values()))
    )
    for char, start, end in zip(read.text, read.starts, read.ends, strict=True):
        if (start, end) in changed:
            assert char in changed[start, end]
        else:
            assert end == start + 1 and start not in gone and text[start] == char


@given(st.text(alphabet="Ab. !?。！“”\"')（）… \n", max_size=60), st.sampled_from(["en", "zh-Hans", "fr"]))
@MANY
def test_sentences_cover_all_that_is_not_white_space_and_do_not_overlap(text: str, lang: str) -> None:
    spans = sentences(text, lang)
    assert all(a < b for a, b in spans)
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(spans))
    covered = {i for a, b in spans for i in range(a, b)}
    assert all(c.isspace() for i, c in enumerate(text) if i not in covered)
