"""What holds for every seed."""

from __future__ import annotations

from articles import articles
from hypothesis import HealthCheck, given, settings
from lxml import etree

from tei import seed as seeds
from tei.encode.source import extract
from tei.model import Edition
from tei.names import XML_ID
from tei.report import TeiError
from tei.run import Job, convert
from tei.xml import parse

MANY = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


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
def test_every_word_of_a_seed_is_in_a_block_or_in_a_label(data: bytes) -> None:
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
def test_the_seed_comes_back_from_the_tei_and_the_tei_is_valid(data: bytes, tmp_path_factory: object = None) -> None:
    result = convert(Job("a.txt", data, Edition()))
    if result.tei is None:
        assert {f.code for f in result.findings} <= {"S001", "S002", "S003"}
        return
    tree = parse(result.tei)
    assert extract(tree) == data
    assert _without_models(result.tei) == []
    ids = [e.get(XML_ID) for e in tree.getroot().iter() if isinstance(e.tag, str) and e.get(XML_ID)]
    assert len(ids) == len(set(ids))
    assert convert(Job("a.txt", data, Edition())).tei == result.tei


def _without_models(data: bytes) -> list[str]:
    """What the project's own schemas and rules say of a document, errors only."""
    from tei.check import check
    from tei.encode.source import intact

    root = etree.fromstring(data)
    for instruction in list(root.itersiblings(preceding=True)):
        root.getroottree().getroot().getparent()
        del instruction
    bare = etree.tostring(root)
    found = [f"{f.code} {f.line} {f.message}" for f in check(bare, "a.xml") if f.severity == "error"]
    return found + [x for x in (intact(parse(data)),) if x]
