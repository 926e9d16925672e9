"""Lexicons: what is read from them, and what the seeds of an edition put into them."""

from __future__ import annotations

import gzip
import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from test_cli import tei

from tei.edit.lexicon import lexicon
from tei.edit.load import load
from tei.induce import induce
from tei.induce.pairs import pairs, usage
from tei.induce.show import SHOWN, summary
from tei.model import Edition
from tei.parallel import Side, _lined, aligned
from tei.report import TeiError
from tei.tokens import stem, words

LANGS = ("zh-Hans", "en")
ROW = "准备\tprepare | preparation\t\tauto 0.47 4\n"
CEDICT = (
    "# a dictionary\n"
    "圖書館 图书馆 [tu2 shu1 guan3] /a library/CL:家[jia1],個|个[ge4]/\n"
    "打開 打开 [da3 kai1] /to open/to turn on (a light, radio etc)/\n"
    "李 李 [Li3] /surname Li/\n"
    "老 老 [lao3] /variant of 佬|佬[lao3]/abbr. for 老撾|老挝[Lao3 wo1]/see 老頭|老头[lao3 tou2]/\n"
    "3C 3C [san1 C] /computers and 2 communications/\n"
)


def read(folder: Path, text: str | bytes, langs: tuple[str, str] = LANGS, name: str = "l.tsv") -> dict[str, object]:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    found = lexicon(path, langs)
    return {"terms": found.terms, "induced": {row[1:4:2]: row[4] for row in found.induced}}


# --- reading ------------------------------------------------------------------------------------------------------------


def test_a_term_has_renderings_and_a_computed_row_is_no_term(tmp_path: Path) -> None:
    found = read(tmp_path, "整顿\trectify | put right\tsee 健全\n" + ROW)
    assert found["terms"] == (("zh-Hans", "整顿", "en", "rectify"), ("zh-Hans", "整顿", "en", "put right"))
    assert found["induced"] == {("准备", "prepar"): 0.47}


def test_a_row_becomes_a_term_when_its_fourth_column_is_emptied(tmp_path: Path) -> None:
    for end in ("\t\t", "\t", ""):
        found = read(tmp_path, f"准备\tprepare{end}\n")
        assert found == {"terms": (("zh-Hans", "准备", "en", "prepare"),), "induced": {}}


def test_the_first_line_may_name_the_languages(tmp_path: Path) -> None:
    found = read(tmp_path, "# ru\tzh-Hant\tterms\nдом\t房子\n")
    assert found["terms"] == (("ru", "дом", "zh-Hant", "房子"),)
    assert read(tmp_path, "# terms\nдом\t房子\n")["terms"] == (("zh-Hans", "дом", "en", "房子"),)


@pytest.mark.parametrize("packed", [False, True])
def test_a_dictionary_gives_the_content_words_of_its_glosses(tmp_path: Path, packed: bool) -> None:
    data = gzip.compress(CEDICT.encode()) if packed else CEDICT.encode()
    found = read(tmp_path, data)
    assert found["terms"] == ()
    assert found["induced"] == {
        ("图书馆", "librar"): 1.0,
        ("打开", "open"): 0.5,
        ("打开", "turn"): 0.5,
        ("3c", "comput"): 0.5,
        ("3c", "commun"): 0.5,
    }


@given(st.lists(st.sampled_from("library libraries Open opened it's naïve the CAFÉ running".split()), min_size=1))
def test_words_of_glosses_are_folded_as_the_aligner_folds_them(glosses: list[str]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        found = read(Path(folder), f"書 书 [shu1] /{'/'.join(glosses)}/\n")
    seen = {stem(word) for word in words(" ".join(glosses), "en")}
    made = {word for _, word in found["induced"]}  # type: ignore[attr-defined]
    assert made <= seen and seen - made <= {"the", "it"}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("# x\n整社 rectify\n", 2),
        ("整社\t\n", 1),
        ("整社\t | \n", 1),
        ("a\tb\nc\td\t\tauto 1.2.3 4\n", 2),
        ("a\tb\t\tautomatic\n", 1),
        ("a\tb\t\tauto 2.0 4\n", 1),
        ("圖 图 tu2 /map/\n", 1),
    ],
)
def test_a_line_that_is_none_of_a_lexicon_is_named(tmp_path: Path, text: str, line: int) -> None:
    with pytest.raises(TeiError) as error:
        read(tmp_path, text)
    assert (error.value.finding.code, error.value.finding.line) == ("E020", line)


@pytest.mark.parametrize("data", [b"\xff\xfe", b"\x1f\x8b broken", gzip.compress(b"a\tb\n" * 99, mtime=0)[:-9]])
def test_a_lexicon_that_is_no_text_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(TeiError) as error:
        read(tmp_path, data)
    assert error.value.finding.code == "E020"


# --- learning -----------------------------------------------------------------------------------------------------------

BEADS = [
    ("我们阅读报纸。", "We read the newspaper."),
    ("他们购买报纸。", "They buy the newspapers."),
    ("报纸到了。", "The newspaper has come."),
    ("桌子很大。", "The table is big."),
    ("他们购买桌子。", "They buy the table."),
    ("桌子来了。", "The table is here."),
    ("山很大。", "The mountain is big."),
    ("我们阅读。", "We read."),
] * 2


def test_words_that_stand_together_are_found_and_words_of_grammar_are_not() -> None:
    found = {(p.word, p.forms[0]) for p in pairs(BEADS, LANGS, ({}, {}), ())}
    assert ("报纸", "newspaper") in found and ("桌子", "table") in found
    assert not {"the", "is", "a", "at"} & {form for _, form in found}


def test_names_and_what_the_editors_list_are_left_out() -> None:
    named: tuple[dict[str, float], dict[str, float]] = ({"报纸": 1.0}, {})
    assert "报纸" not in {p.word for p in pairs(BEADS, LANGS, named, ())}
    terms = (("zh", "桌子", "en", "large tables"),)
    assert "桌子" in {p.word for p in pairs(BEADS, LANGS, ({}, {}), (("zh", "桌子", "en", "desk"),))}
    assert "桌子" not in {p.word for p in pairs(BEADS, LANGS, ({}, {}), (*terms, ("zh", "桌子", "en", "table")))}


def test_each_rendering_of_a_term_is_counted_and_what_is_none_is_otherwise() -> None:
    lexicon = (("zh", "公社", "en", "commune"), ("zh", "公社", "en", "team"), ("ru", "дом", "en", "house"))
    used = usage([("公社", "commune"), ("公社", ""), ("公社", "commune")], LANGS, lexicon)
    assert [(u.term, u.count, u.renderings, u.otherwise) for u in used] == [
        ("公社", 3, (("commune", 2), ("team", 0)), 1)
    ]


# --- the edition --------------------------------------------------------------------------------------------------------


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    """The sample without its computed rows."""
    for name in ("editions", "seeds"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("build"))
    path = tmp_path / "editions" / "peoples-daily" / "lexicon.tsv"
    own, computed, _ = path.read_bytes().partition(b"# computed by")
    assert computed
    path.write_bytes(own)
    return path.parent


def test_the_sample_teaches_words_that_a_reader_would_expect() -> None:
    found = induce(load(ROOT / "editions" / "peoples-daily"))
    made = {(p.word, form) for p in found.pairs for form in p.forms}
    assert made >= {("会议", "meeting"), ("农业", "agriculture"), ("生产", "production"), ("社会主义", "socialist")}
    assert all(p.seen >= 3 and 0.3 <= p.probable <= 1 for p in found.pairs)
    assert not {"新疆", "贵州", "1959", "的", "和"} & {p.word for p in found.pairs}
    used = {u.term: u for u in found.terms}
    assert dict(used["人民公社"].renderings)["people's communes"] > 15
    assert all(u.count == u.otherwise + sum(n for _, n in u.renderings) for u in found.terms)


def test_computed_rows_follow_the_editors_lines_and_a_second_run_changes_nothing(edition: Path) -> None:
    path = edition / "lexicon.tsv"
    own = path.read_bytes()
    path.write_bytes(own + "无此词\tno such word\t\tauto 0.50 3\n会议\twrong\t\tauto 0.50 3\n".encode())
    run = tei("lexicon", edition, "--write")
    assert run.returncode == 0 and run.stdout.strip() == str(path)
    once = path.read_bytes()
    text = once.removeprefix(own).decode()
    assert once.startswith(own) and len(text) < len(once)
    comment, *rows = text.splitlines()
    assert comment.startswith("# ") and rows == sorted(rows) and len(rows) > 10
    assert "无此词\tno such word\t\tauto 0.50 3" in rows  # the seeds have no such word
    assert not any("wrong" in row for row in rows)
    assert all(row.split("\t")[3].startswith("auto 0.") for row in rows)
    assert tei("lexicon", edition, "--write", "-q", "--jobs", 2).stderr == ""
    assert path.read_bytes() == once
    assert tei("lexicon", edition, "--format", "tsv").stdout.encode() == once
    loaded, before = load(edition), load(ROOT / "editions" / "peoples-daily")
    assert loaded.lexicon == before.lexicon
    assert len(loaded.induced) >= len(rows) and ("zh-Hans", "会议", "en", "meetin") in {r[:4] for r in loaded.induced}


def test_a_computed_row_that_was_adopted_or_has_a_note_is_the_editors(edition: Path) -> None:
    path = edition / "lexicon.tsv"
    own = b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n") + "会议\tmeeting\r\n".encode()
    own += "计划\tplan\tsee 规划\tauto 0.99 9\r\n".encode()
    path.write_bytes(own)
    assert tei("lexicon", edition, "--write").returncode == 0
    after = path.read_bytes()
    assert after.startswith(own)
    added = after.removeprefix(own).decode()
    assert added.count("\n") == added.count("\r\n") > 5
    assert "会议\t" not in added and "计划\t" not in added


def test_the_lexicon_is_shown_as_a_table_and_as_json(edition: Path) -> None:
    before = (edition / "lexicon.tsv").read_bytes()
    table = tei("lexicon", edition)
    assert table.returncode == 0
    assert "× rectification" in table.stdout and "agricultural / agriculture" in table.stdout
    assert "1 seed, " in table.stderr
    shown = json.loads(tei("lexicon", edition, "--format", "json").stdout)
    assert list(shown) == ["languages", "terms", "words", "findings"]
    assert shown["languages"] == ["zh-Hans", "en"] and shown["findings"] == []
    assert list(shown["words"][0]) == ["word", "forms", "probable", "seen"]
    assert (edition / "lexicon.tsv").read_bytes() == before


def test_an_edition_without_lexicon_gets_one_that_names_its_languages(edition: Path) -> None:
    path = edition / "lexicon.tsv"
    path.unlink()
    assert tei("lexicon", edition, "--write").returncode == 0
    assert path.read_text("utf-8").startswith("# zh-Hans\ten\n")
    assert load(edition).lexicon == () and load(edition).induced


def test_seeds_that_cannot_be_used_are_findings_and_nothing_is_written(edition: Path) -> None:
    before = (edition / "lexicon.tsv").read_bytes()
    for seed in (edition.parent.parent / "seeds" / "peoples-daily").glob("*.txt"):
        seed.write_bytes(b"\xff\xff")
    run = tei("lexicon", edition, "--write")
    assert run.returncode == 2 and "S003" in run.stderr and run.stdout == ""
    assert (edition / "lexicon.tsv").read_bytes() == before


def test_an_edition_without_seeds_has_nothing_to_learn_from(tmp_path: Path) -> None:
    found = induce(Edition(folder=str(tmp_path)))
    assert [f.code for f in found.findings] == ["S013"]
    assert summary(found).startswith("There is no seed") and SHOWN["text"](found) == ""


def test_what_one_text_taught_makes_the_alignment_of_another_better(edition: Path) -> None:
    """Sentences of the sample, of about one length and with some lost, by what the whole sample teaches."""
    learnt = induce(load(edition))
    (edition / "lexicon.tsv").write_text(SHOWN["tsv"](replace(learnt, before="")), "utf-8")
    induced = load(edition).induced
    rows = [p for p in learnt.pairs if len(p.word) == 2][:20]
    right = []
    for known in ((), induced):
        total = 0
        for lost in range(2, len(rows), 3):
            left = [n for n in range(len(rows)) if n != lost]
            one = "\n".join(f"The {rows[n].forms[0]}." for n in range(len(rows)))
            other = "\n".join(f"这是{rows[n].word}。" for n in left)
            sides = (Side("a", "en", "en", _lined(one)), Side("b", "zh", "zh", _lined(other)))
            beads = aligned(sides, Edition(induced=known)).beads
            wanted = [((f"en.{n + 1}",), (f"zh.{k}",)) for k, n in enumerate(left, 1)]
            total += sum((b.first, b.second) in wanted for b in beads)
        right.append(total)
    assert right[1] > right[0]
