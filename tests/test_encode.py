"""TEI: golden documents, the way back, and who may overwrite whom."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import ROOT
from lxml import etree

from tei.build import convert_all, seed_paths
from tei.edit.load import load
from tei.encode import digest
from tei.encode.source import extract, intact
from tei.encode.standoff import _say
from tei.model import Edition
from tei.names import NS, TEI, XML_ID, XML_LANG
from tei.run import Job, convert
from tei.verify import adopt, check_file, extracted
from tei.xml import parse

GOLDEN = ROOT / "tests" / "golden"
CASES = sorted(p.parent for p in GOLDEN.glob("*/*/edition.toml"))
(SAMPLE,) = sorted((ROOT / "editions" / "peoples-daily" / "tei").glob("*.xml"))
SEED = ROOT / "seeds" / "peoples-daily" / "000_f30e168cdf3ad533.txt"


@pytest.mark.parametrize("case", CASES, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_golden(case: Path, tmp_path: Path, update_golden: bool) -> None:
    edition = load(case)
    outcome = convert_all(seed_paths(edition), edition, tmp_path)
    lines = [f"{f.code} {f.severity} {Path(f.file).name}:{f.line}:{f.column} {f.message}\n" for f in outcome.findings]
    made = {p.name: p.read_bytes() for p in outcome.tei} | {"findings.txt": "".join(lines).encode()}
    for path in outcome.tei:
        assert [
            f
            for f in check_file(path, [ROOT / "schemas" / "edition.rng", ROOT / "schemas" / "edition.sch"])
            if f.severity == "error"
        ] == []
    if update_golden:
        for old in (case / "expected").glob("*"):
            old.unlink()
        (case / "expected").mkdir(exist_ok=True)
        for name, data in made.items():
            (case / "expected" / name).write_bytes(data)
    assert made == {p.name: p.read_bytes() for p in (case / "expected").glob("*")}


def test_there_are_golden_cases() -> None:
    assert len(CASES) >= 6


def test_the_sample_gives_its_seed_back_from_the_tei_alone() -> None:
    assert extracted(SAMPLE) == (SEED.read_bytes(), [])


def test_words_of_the_other_language_in_notes_are_marked_as_such() -> None:
    root = parse(SAMPLE).getroot()
    words = root.xpath("//t:annotation/t:note[@xml:lang = 'zh-Hans']/t:foreign", namespaces={"t": TEI})
    assert {word.get(XML_LANG) for word in words} == {"en"}
    title = "Resolution on Some Questions Concerning the People’s Communes"
    assert {"improve", "go all out", title} <= {word.text for word in words}
    words = root.xpath("//t:annotation/t:note[@xml:lang = 'en']/t:foreign", namespaces={"t": TEI})
    assert {word.get(XML_LANG) for word in words} == {"zh-Hans"}
    assert {"农、林、牧、副、渔", "整风", "巨大成就"} <= {word.text for word in words}
    for note in root.iterfind(f".//{{{TEI}}}annotation/{{{TEI}}}note"):
        own = "".join([note.text or "", *(child.tail or "" for child in note)])
        assert bool(re.search("[\u4e00-\u9fff]", own)) == (note.get(XML_LANG) == "zh-Hans"), own
        assert bool(re.search("[A-Za-z]{2}", own)) == (note.get(XML_LANG) == "en"), own


@pytest.mark.parametrize(
    ("said", "marked"),
    [
        ("英译作People’s Communes，见zh.1.2.s3与lexicon.tsv。", ["People’s Communes"]),
        ("原文之Ts’ai Su-chen, M. Li即A公司", ["Ts’ai Su-chen, M. Li"]),
        ("见 https://example.org/a-b 与C018", []),
    ],
)
def test_only_words_are_marked_not_ids_and_addresses(said: str, marked: list[str]) -> None:
    note = etree.Element("note")
    _say(note, said, "zh-Hans", ("zh-Hans", "en"))
    assert "".join(note.itertext()) == said
    assert [word.text for word in note] == marked


def test_reformatting_the_standoff_or_the_header_does_not_touch_the_seed() -> None:
    tree = parse(SAMPLE)
    etree.indent(tree.getroot().find("tei:standOff", NS), space="\t")
    etree.indent(tree.getroot().find("tei:sourceDoc", NS), space="\t")
    assert extract(parse(etree.tostring(tree))) == SEED.read_bytes()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (">Urumqi</placeName>", ">Urumchi</placeName>"),
        ("举行扩大会议", "举行会议"),
        ('rend="indent(4)" corresp="#en.1.2"', 'corresp="#en.1.2"'),
        ('<line n="3">Date: 1959-01-13</line>', '<line n="3">Date: 1959-01-14</line>'),
        ("<sic>1950</sic>", "<sic>1951</sic>"),
        ('corresp="#en.1.2"/>', 'corresp="#en.9.9"/>'),
    ],
)
def test_any_change_of_what_the_seed_had_is_noticed(old: str, new: str) -> None:
    before, mark, after = SAMPLE.read_text("utf-8").partition("<sourceDoc>")
    assert old in after
    assert intact(parse((before + mark + after.replace(old, new, 1)).encode())) != ""


def test_an_emendation_or_a_name_added_by_hand_leaves_the_seed_intact() -> None:
    before, mark, after = SAMPLE.read_text("utf-8").partition("<sourceDoc>")
    assert "举行扩大会议" in after
    changed = after.replace("举行扩大会议", "举行<choice><sic>扩大</sic><corr>全体</corr></choice><name>会议</name>", 1)
    assert intact(parse((before + mark + changed).encode())) == ""


def test_the_digest_notices_a_change_but_not_another_way_of_writing_the_same() -> None:
    data = SAMPLE.read_bytes()
    assert digest.state(parse(data)) == "ours"
    assert digest.state(parse(data.replace(b"\n", b"\r\n"))) == "ours"
    assert digest.state(parse(data.replace(b'type="report" n="1"', b"n='1' type='report'"))) == "ours"
    assert digest.state(parse(data.replace(b"Urumqi", b"Urumchi", 1))) == "changed"
    assert digest.state(parse(b"<TEI xmlns='http://www.tei-c.org/ns/1.0'/>")) == "foreign"


def test_a_file_changed_by_hand_is_not_overwritten_unless_forced(tmp_path: Path) -> None:
    case = CASES[0]
    edition = load(case)
    (path,) = convert_all(seed_paths(edition), edition, tmp_path).tei[:1]
    ours = path.read_bytes()
    changed = ours.replace(b"</body>", b"<!-- mine --></body>")
    path.write_bytes(changed)
    outcome = convert_all(seed_paths(edition), edition, tmp_path)
    assert "X001" in {f.code for f in outcome.findings}
    assert path.read_bytes() == changed
    convert_all(seed_paths(edition), edition, tmp_path, force=True)
    assert path.read_bytes() == ours


def test_an_adopted_file_is_left_alone(tmp_path: Path) -> None:
    edition = load(CASES[0])
    (path,) = convert_all(seed_paths(edition), edition, tmp_path).tei[:1]
    path.write_bytes(path.read_bytes().replace(b"</body>", b"<!-- mine --></body>"))
    adopt(path)
    mine = path.read_bytes()
    assert b"<!-- mine -->" in mine
    outcome = convert_all(seed_paths(edition), edition, tmp_path)
    assert "X001" not in {f.code for f in outcome.findings}
    assert path.read_bytes() == mine


def test_a_tei_from_which_the_seed_would_not_come_back_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tei.run.extract", lambda tree: b"something else")
    result = convert(Job("a.txt", SEED.read_bytes(), Edition()))
    assert result.tei is None
    assert "S010" in {f.code for f in result.findings}


def test_every_line_of_the_seed_is_a_line_and_every_block_has_one() -> None:
    tree = parse(SAMPLE).getroot()
    lines = tree.findall(".//tei:line", NS)
    assert [line.get("n") for line in lines] == [str(n) for n in range(1, SEED.read_text("utf-8").count("\n") + 1)]
    pointed = {line.get("corresp", "")[1:] for line in lines}
    blocks = {
        e.get(XML_ID)
        for e in tree.iter(f"{{{TEI}}}p", f"{{{TEI}}}head")
        if e.get(XML_ID) and e.get("type") != "supplied"
    }
    assert blocks <= pointed


def test_the_text_holds_no_layout() -> None:
    tree = parse(SAMPLE).getroot()
    for block in tree.find("tei:text", NS).iter(f"{{{TEI}}}p", f"{{{TEI}}}head"):
        words = "".join(block.itertext())
        assert "\n" not in words and words == words.strip()
