"""What editors write: strictly read, found in the text, carried out or reported."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from conftest import ROOT

from tei.build import build, convert_all, seed_paths
from tei.edit.load import load
from tei.encode.source import extract
from tei.names import tei
from tei.report import Finding, TeiError
from tei.start import start
from tei.xml import parse

TEXT = """Title: Leap in 1959
Date: 1959-01-13
Page: 2
Chairman Mao said that they leap forward forward in Guizhou.

<hr />

Original:

### 促成1950年的跃进

    毛主席说，要在贵州向前跃进，工、农、牧林等业。
"""
EDITION = """id = "t"
seeds = ["seeds/*.txt"]
date = 2026-01-31
[[editor]]
id = "ed"
name = "An Editor"
"""
AUTHORITY = """<standOff xmlns="http://www.tei-c.org/ns/1.0">
<listPerson><person xml:id="pers.mao"><persName xml:lang="en">Chairman Mao</persName><persName xml:lang="zh">毛主席</persName></person></listPerson>
<listPlace><place xml:id="place.guizhou"><placeName xml:lang="en">Guizhou</placeName><placeName xml:lang="zh">贵州</placeName></place></listPlace>
</standOff>
"""


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    folder = tmp_path / "edition"
    (folder / "seeds").mkdir(parents=True)
    (folder / "editorial").mkdir()
    (folder / "seeds" / "a.txt").write_text(TEXT, "utf-8")
    (folder / "edition.toml").write_text(EDITION, "utf-8")
    (folder / "authority.xml").write_text(AUTHORITY, "utf-8")
    return folder


def decide(folder: Path, toml: str) -> tuple[str, list[Finding]]:
    """The TEI (its text part) under the decisions `toml`, and the findings but for notes."""
    (folder / "editorial" / "a.toml").write_text(toml, "utf-8")
    found = load(folder)
    outcome = convert_all(seed_paths(found), found, folder / "tei")
    text = outcome.tei[0].read_text("utf-8") if outcome.tei else ""
    if text:
        assert extract(parse(outcome.tei[0])) == TEXT.encode()
    return text[text.find("<text>") :], [f for f in outcome.findings if f.severity != "info"]


def test_an_emendation_becomes_a_choice_and_the_date_takes_the_corrected_value(edition: Path) -> None:
    text, found = decide(
        edition, '[[emend]]\nat = "zh.h1"\nquote = "1950"\ncorr = "1959"\nwho = "ed"\nevidence = "internal"\n'
    )
    assert found == []
    assert (
        'when="1959"><choice xml:id="zh.h1.e1"><sic>1950</sic><corr resp="#ed" cert="high" evidence="internal">1959</corr>'
        "</choice>年</date>"
    ) in text


def test_an_empty_correction_is_a_surplus(edition: Path) -> None:
    text, _ = decide(
        edition, '[[emend]]\nat = "en.1.1"\nprefix = "forward "\nquote = "forward "\ncorr = ""\nwho = "ed"\n'
    )
    assert '<surplus xml:id="en.1.1.e1" resp="#ed" cert="high">forward </surplus>' in text


def test_an_empty_quote_is_supplied(edition: Path) -> None:
    text, _ = decide(
        edition,
        '[[emend]]\nat = "zh.1.1"\nprefix = "牧"\nquote = ""\nsuffix = "林"\ncorr = "、"\nwho = "ed"\ncert = "medium"\n',
    )
    assert '牧<supplied xml:id="zh.1.1.e1" resp="#ed" cert="medium">、</supplied>林' in text


def test_unclear_and_gap_are_marked(edition: Path) -> None:
    text, found = decide(
        edition,
        '[[emend]]\nat = "zh.1.1"\nquote = "等业"\nkind = "unclear"\nwho = "ed"\n'
        '[[emend]]\nat = "zh.1.1"\nprefix = "向前"\nquote = ""\nkind = "gap"\nwho = "ed"\n',
    )
    assert found == []
    assert "<unclear" in text and "等业</unclear>" in text and "<gap" in text


def test_a_note_marks_its_words_in_both_versions_even_across_other_marks(edition: Path) -> None:
    text, found = decide(
        edition,
        '[[note]]\ntype = "translation"\nwho = "ed"\ntext.en = "A <b> & c."\ntargets = ['
        '{ at = "en.1.1", quote = "Mao said" }, { at = "zh.1.1", quote = "毛主席" }]\n',
    )
    assert found == []
    assert '<seg type="note" part="I" xml:id="en.1.1.q1.1">Mao</seg></persName>' in text
    assert '<seg type="note" part="F" xml:id="en.1.1.q1.2"> said</seg>' in text
    whole = (next((edition / "tei").glob("*.xml"))).read_text("utf-8")
    assert 'target="#en.1.1.q1.1 #en.1.1.q1.2 #zh.1.1.q1"' in whole
    assert "A &lt;b&gt; &amp; c." in whole


def test_mentions_are_added_refused_and_assigned(edition: Path) -> None:
    text, found = decide(
        edition,
        '[[mention]]\naction = "refuse"\nat = "en.1.1"\nquote = "Guizhou"\nwho = "ed"\n'
        '[[mention]]\naction = "add"\ntype = "orgName"\nat = "zh.1.1"\nquote = "牧林"\nwho = "ed"\n'
        '[[mention]]\naction = "assign"\nref = "place.guizhou"\nat = "zh.1.1"\nquote = "毛主席"\nwho = "ed"\n',
    )
    assert found == []
    assert "Guizhou</placeName>" not in text
    assert '<orgName resp="#ed">牧林</orgName>' in text
    assert '<placeName xml:id="zh.1.1.m1" ref="#place.guizhou" resp="#ed">' in text or (
        '<placeName ref="#place.guizhou" resp="#ed">' in text
    )


def test_a_crux_is_computed_until_it_is_answered(edition: Path) -> None:
    found = load(edition)
    before = convert_all(seed_paths(found), found, edition / "tei").findings
    assert sorted(f.code for f in before) == ["C002", "C004"]
    assert all(f.line and f.column and f.severity == "info" for f in before)
    assert '<note type="crux" resp="#tool" cert="high"' in next((edition / "tei").glob("*.xml")).read_text("utf-8")
    (edition / "editorial" / "a.toml").write_text(
        '[[emend]]\nat = "zh.h1"\nquote = "1950"\ncorr = "1959"\nwho = "ed"\n'
        '[[dismiss]]\ncode = "C004"\nat = "en.1.1"\nwho = "ed"\nwhy = "It is what stands there."\n',
        "utf-8",
    )
    found = load(edition)
    assert convert_all(seed_paths(found), found, edition / "tei").findings == []
    assert 'resp="#tool" cert' not in next((edition / "tei").glob("*.xml")).read_text("utf-8")


WRONG_DECISIONS = {
    "a quote that is not there": (
        '[[emend]]\n\nat = "zh.1.1"\nquote = "無"\ncorr = "无"\nwho = "ed"\n',
        "E041",
        1,
        "0 times",
    ),
    "a quote that is there twice": (
        '[[emend]]\nat = "en.1.1"\nquote = "forward"\ncorr = "on"\nwho = "ed"\n',
        "E041",
        1,
        "2 times",
    ),
    "a place that does not exist": (
        '[[emend]]\nat = "zh.1.7"\nquote = "無"\ncorr = "无"\nwho = "ed"\n',
        "E040",
        1,
        "zh.1.7",
    ),
    "an unknown editor": ('[[emend]]\nat = "zh.1.1"\nquote = "毛"\ncorr = "无"\nwho = "me"\n', "E042", 5, "me"),
    "an unknown key": (
        '[[emend]]\nat = "zh.1.1"\nqoute = "毛"\nquote = "毛"\ncorr = "无"\nwho = "ed"\n',
        "E002",
        3,
        "qoute",
    ),
    "an unknown table": ('[[emmend]]\nat = "zh.1.1"\n', "E002", 1, "emmend"),
    "a missing key": ('[[note]]\nwho = "ed"\ntext.en = "x"\n', "E003", 1, "targets"),
    "a value that is not allowed": (
        '[[emend]]\nat = "zh.1.1"\nquote = "毛"\ncorr = "无"\nwho = "ed"\ncert = "very"\n',
        "E003",
        6,
        "very",
    ),
    "broken TOML": ("[[emend]]\nat = zh\n", "E001", 2, "TOML"),
    "overlapping emendations": (
        '[[emend]]\nat = "zh.1.1"\nquote = "毛主席"\ncorr = "毛"\nwho = "ed"\n[[emend]]\nat = "zh.1.1"\nquote = "主席"\ncorr = "x"\nwho = "ed"\n',
        "E043",
        6,
        "line 1",
    ),
    "a mention that is not there": (
        '[[mention]]\naction = "refuse"\nat = "zh.1.1"\nquote = "等"\nwho = "ed"\n',
        "E044",
        1,
        "等",
    ),
    "a record that does not exist": (
        '[[mention]]\naction = "assign"\nref = "place.guizou"\nat = "zh.1.1"\nquote = "贵州"\nwho = "ed"\n',
        "E040",
        1,
        "place.guizou",
    ),
    "a dismissal of nothing": ('[[dismiss]]\ncode = "C001"\nat = "en.1.1"\nwho = "ed"\nwhy = "x"\n', "E046", 1, "C001"),
    "a note without a place": (
        '[[note]]\nwho = "ed"\ntext.en = "x"\ntargets = [{ at = "en.8.8" }]\n',
        "E048",
        1,
        "no place",
    ),
    "two mentions that cross": (
        '[[mention]]\naction = "add"\ntype = "orgName"\nat = "zh.1.1"\nquote = "工、农"\nwho = "ed"\n[[mention]]\naction = "add"\ntype = "orgName"\nat = "zh.1.1"\nquote = "农、牧"\nwho = "ed"\n',
        "E043",
        7,
        "农、牧",
    ),
    "a mention that cuts an emendation": (
        '[[emend]]\nat = "zh.1.1"\nquote = "农、牧"\ncorr = "农和牧"\nwho = "ed"\n[[mention]]\naction = "add"\ntype = "orgName"\nat = "zh.1.1"\nquote = "工、农"\nwho = "ed"\n',
        "E043",
        6,
        "工、农",
    ),
    "a sentence instead of a paragraph": (
        '[[emend]]\nat = "en.1.1.s1"\nquote = "Mao"\ncorr = "x"\nwho = "ed"\n',
        "E040",
        1,
        "en.1.1.s1",
    ),
    "a prefix without a quote": (
        '[[note]]\nwho = "ed"\ntext.en = "x"\ntargets = [{ at = "en.1.1", prefix = "x" }]\n',
        "E003",
        4,
        "prefix",
    ),
    "a constraint on nothing": ('[[align]]\ntogether = ["en.8", "zh.8"]\nwho = "ed"\n', "E040", 1, "en.8"),
    "a constraint that cannot be kept": (
        '[[align]]\napart = ["en.1.1", "zh.1.1"]\nwho = "ed"\n[[align]]\ntogether = ["en.1.1", "zh.1.1"]\nwho = "ed"\n',
        "E045",
        4,
        "kept",
    ),
}


@pytest.mark.parametrize("name", WRONG_DECISIONS)
def test_a_decision_that_does_not_fit_is_a_finding_with_its_line(edition: Path, name: str) -> None:
    toml, code, line, words = WRONG_DECISIONS[name]
    _, found = decide(edition, toml)
    match = [f for f in found if f.code == code]
    assert match, found
    assert (match[0].line, Path(match[0].file).name) == (line, "a.toml")
    assert words in match[0].message
    assert match[0].hint


WRONG_EDITIONS = {
    "an unknown key": ('lisence = "x"\n' + EDITION, "E002", 1, "lisence"),
    "an unknown key in a table": (EDITION + '[print]\npapr = "a4"\n', "E002", 8, "papr"),
    "a wrong type": (EDITION.replace('"t"', "5"), "E003", 1, "id"),
    "a bad id": (EDITION.replace('"t"', '"1 t"'), "E003", 1, "1 t"),
    "a bad date": (EDITION.replace("2026-01-31", '"soon"'), "E003", 3, "soon"),
    "a bad ORCID": (EDITION + 'orcid = "0000-0002-1825-0098"\n', "E003", 7, "0000-0002-1825-0098"),
    "an unknown output": ('outputs = ["epub"]\n' + EDITION, "E003", 1, "epub"),
    "an editor without id": (EDITION.replace('id = "ed"\n', ""), "E003", 4, "id"),
    "broken TOML": (EDITION + "x = \n", "E001", 7, "TOML"),
    "an absolute pattern": (EDITION.replace("seeds/*.txt", "/tmp/*.txt"), "E003", 2, "/tmp"),
    "an empty pattern": (EDITION.replace("seeds/*.txt", "."), "E003", 2, "pattern"),
    "a pattern with stars in a name": (EDITION.replace("seeds/*.txt", "**x.txt"), "E003", 2, "pattern"),
    "an address of schemas that would break out": (EDITION + '[schemas]\nhref = "x?> <y"\n', "E003", 8, "address"),
    "a control character": (EDITION + '[title]\nen = "a\\u0007b"\n', "E003", 8, "U+0007"),
    "a language that is none": (EDITION + '[languages]\noriginal = "Chinese (simplified)"\n', "E003", 8, "language"),
    "an editor with the id of a version": (EDITION.replace('id = "ed"', 'id = "zh"'), "E003", 5, "zh"),
    "a bad language key": (EDITION + '[title]\nenglish_ = "x"\n', "E003", 8, "english_"),
}


@pytest.mark.parametrize("name", WRONG_EDITIONS)
def test_a_wrong_edition_is_refused_with_file_and_line(edition: Path, name: str) -> None:
    toml, code, line, words = WRONG_EDITIONS[name]
    (edition / "edition.toml").write_text(toml, "utf-8")
    with pytest.raises(TeiError) as error:
        load(edition)
    found = error.value.finding
    assert (found.code, found.line, Path(found.file).name) == (code, line, "edition.toml"), found
    assert words in found.message
    assert found.hint


def test_the_nearest_known_key_is_named(edition: Path) -> None:
    (edition / "edition.toml").write_text('lisence = "x"\n' + EDITION, "utf-8")
    with pytest.raises(TeiError) as error:
        load(edition)
    assert error.value.finding.hint == 'did you mean "licence"?'


WRONG_AUTHORITIES = {
    "not well-formed": (AUTHORITY.replace("</standOff>", ""), "V001"),
    "another root": ("<x/>", "E010"),
    "a record without id": (AUTHORITY.replace(' xml:id="pers.mao"', ""), "E011"),
    "a record with the id of a version": (AUTHORITY.replace("pers.mao", "zh.1"), "E011"),
    "an id with a space": (AUTHORITY.replace("pers.mao", "pers mao"), "E011"),
    "an entity reference": (
        "<!DOCTYPE standOff [<!ENTITY x 'y'>]>" + AUTHORITY.replace(">毛主席<", ">毛&x;席<"),
        "E010",
    ),
    "a record without name": (AUTHORITY.replace("persName", "note"), "E011"),
    "one id twice": (AUTHORITY.replace("place.guizhou", "pers.mao"), "E012"),
    "a nested name that points nowhere": (
        AUTHORITY.replace(">贵州<", '><orgName ref="#org.x">贵</orgName>州<'),
        "E012",
    ),
}


@pytest.mark.parametrize("name", WRONG_AUTHORITIES)
def test_a_wrong_authority_is_refused_with_file_and_line(edition: Path, name: str) -> None:
    xml, code = WRONG_AUTHORITIES[name]
    (edition / "authority.xml").write_text(xml, "utf-8")
    with pytest.raises(TeiError) as error:
        load(edition)
    found = error.value.finding
    assert (found.code, Path(found.file).name) == (code, "authority.xml")
    assert found.line


def test_a_lexicon_line_without_a_tab_is_refused(edition: Path) -> None:
    (edition / "lexicon.tsv").write_text("# terms\n人民公社\tpeople's commune | commune\n整社 rectify\n", "utf-8")
    with pytest.raises(TeiError) as error:
        load(edition)
    assert (error.value.finding.code, error.value.finding.line) == ("E020", 3)


def test_a_broken_decision_file_stops_its_seed_only(edition: Path) -> None:
    (edition / "seeds" / "b.txt").write_text(TEXT.replace("Page: 2", "Page: 3"), "utf-8")
    (edition / "editorial" / "a.toml").write_text("[[emend]\n", "utf-8")
    found = load(edition)
    outcome = convert_all(seed_paths(found), found, edition / "tei")
    assert [p.name for p in outcome.tei] == ["t.1959-01-13.3.b.xml"]
    assert "E001" in {f.code for f in outcome.findings}


def test_the_committed_sample_is_what_is_built(tmp_path: Path) -> None:
    folder = tmp_path / "editions" / "peoples-daily"
    shutil.copytree(ROOT / "editions" / "peoples-daily", folder, ignore=shutil.ignore_patterns("build"))
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    committed = {p.name: p.read_bytes() for p in (folder / "tei").glob("*.xml")}
    shutil.rmtree(folder / "tei")
    found = load(folder)
    outcome = convert_all(seed_paths(found), found, folder / "tei")
    assert outcome.findings == []
    assert {p.name: p.read_bytes() for p in outcome.tei} == committed


def test_the_sample_that_new_copies_builds_without_findings(tmp_path: Path) -> None:
    start(tmp_path / "demo")
    outcome = build(load(tmp_path / "demo"))
    assert outcome.findings == []
    assert len(outcome.tei) == len(outcome.pdf) == 1
    assert outcome.site[0].name == "index.html"
    assert tei("TEI") == parse(outcome.tei[0]).getroot().tag


def test_comments_and_citations_in_a_record_do_no_harm(edition: Path) -> None:
    xml = AUTHORITY.replace(
        '<persName xml:lang="zh">毛主席', '<!-- c --><?pi x?><persName xml:lang="zh">毛<!-- in a name -->主席'
    ).replace(
        "毛<!-- in a name -->主席</persName>",
        "毛<!-- in a name -->主席</persName><note>See <bibl>A book</bibl>.</note>",
    )
    (edition / "authority.xml").write_text(xml, "utf-8")
    text, found = decide(edition, "")
    assert found == []
    assert '<persName xml:id="zh.1.1.m1" ref="#pers.mao">毛主席</persName>' in text


def test_a_note_on_a_whole_paragraph_answers_no_detail_of_it(edition: Path) -> None:
    (edition / "editorial" / "a.toml").write_text(
        '[[note]]\ntype = "commentary"\nwho = "ed"\ntext.en = "x"\ntargets = [{ at = "en.1.1" }]\n', "utf-8"
    )
    found = load(edition)
    assert "C004" in {f.code for f in convert_all(seed_paths(found), found, edition / "tei").findings}


def test_what_still_differs_after_an_emendation_is_still_reported(edition: Path) -> None:
    (edition / "editorial" / "a.toml").write_text(
        '[[emend]]\nat = "zh.h1"\nquote = "1950"\ncorr = "1958"\nwho = "ed"\n', "utf-8"
    )
    found = load(edition)
    findings = convert_all(seed_paths(found), found, edition / "tei").findings
    assert [f.message for f in findings if f.code == "C002"] == [
        "en.h1: the dates differ: “1959” (1959) and “1950年” (1958)"
    ]


def test_a_misspelt_script_of_a_language_is_refused(edition: Path) -> None:
    _, found = decide(edition, '[[note]]\nwho = "ed"\ntargets = [{ at = "en.1.1" }]\ntext.zh-Hnas = "x"\n')
    assert [(f.code, f.line) for f in found] == [("E003", 4)]


@pytest.mark.parametrize(
    ("quote", "hint"),
    [("chairman mao", 'did you mean "Chairman Mao"?'), ("Chairman Deng", "see whether the seed changed")],
)
def test_a_quote_that_nearly_fits_is_told_what_stands_there(edition: Path, quote: str, hint: str) -> None:
    _, found = decide(edition, f'[[emend]]\nat = "en.1.1"\nquote = "{quote}"\ncorr = "x"\nwho = "ed"\n')
    assert [f.hint for f in found if f.code == "E041"] == [hint]


def test_a_code_that_cannot_be_dismissed_is_refused_with_those_that_can(edition: Path) -> None:
    _, found = decide(edition, '[[dismiss]]\ncode = "C066"\nat = "en.1.1"\nwho = "ed"\nwhy = "x"\n')
    assert found[0].code == "E003" and "C004" in found[0].hint
