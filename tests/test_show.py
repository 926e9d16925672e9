"""The beads of a seed side by side: what an editor sees, and that nothing of it is lost."""

from __future__ import annotations

import json
import re
import tempfile
import unicodedata
from pathlib import Path

import pytest
from articles import articles
from hypothesis import given, settings
from hypothesis import strategies as st
from test_cli import SEED, tei

from tei.model import Crux, Edition
from tei.report import printable
from tei.show import Row, Unit, as_json, as_text, cells, show, wrapped

EDITION = "editions/peoples-daily"

PARAGRAPH = Row(
    "paragraph", "1-1", (Unit("en.1.1", "A. B.", 1, "en.1.1"),), (Unit("zh.1.1", "甲。", 1, "zh.1.1"),), 0.97
)
SENTENCE = Row(
    "sentence",
    "2-1",
    (Unit("en.1.1.s1", "On the 12th it opened.", 1, "en.1.1"), Unit("en.1.1.s2", "All came.", 1, "en.1.1")),
    (Unit("zh.1.1.s1", "图书馆于十二日开馆，全县的人都来了。", 1, "zh.1.1"),),
    0.684,
    (("length", 0.9), ("date 1959-01-12", 2.104), ("without name place.x", -1.0)),
    (Crux("C003", "the name “全县” (place.x) has no counterpart", ((1, 2, 3),), (), "low"),),
)
ALONE = Row("sentence", "0-1", (), (Unit("zh.1.2.s1", "独有。", 1, "zh.1.2"),), 0.96)


def test_beads_stand_side_by_side_with_evidence_and_cruxes() -> None:
    rows = [PARAGRAPH, SENTENCE, ALONE]
    assert as_text("x.txt", rows, rows, 50) == (
        "x.txt: beads: 1 paragraph, 2 sentence; certainty low: 1\n"
        "\n"
        "paragraph 1-1  0.97 high  en.1.1 zh.1.1\n"
        "\n"
        "sentence 2-1  0.68 low  en.1.1.s1 en.1.1.s2 zh.1.1.s1\n"
        "  en.1.1.s1 On the 12th  │ zh.1.1.s1 图书馆于十二\n"
        "  it opened.             │ 日开馆，全县的人都来\n"
        "  en.1.1.s2 All came.    │ 了。\n"
        "  evidence: length +0.9, date 1959-01-12 +2.1,\n"
        "  without name place.x -1.0\n"
        "  C003 low: the name “全县” (place.x) has no\n"
        "  counterpart\n"
        "\n"
        "sentence 0-1  0.96 high  zh.1.2.s1\n"
        "  (no counterpart)       │ zh.1.2.s1 独有。\n"
        "\n"
    )


def test_a_paragraph_shows_its_words_where_no_sentence_of_it_does() -> None:
    alone = as_text("x.txt", [PARAGRAPH, ALONE], [PARAGRAPH, ALONE], 60)
    assert "en.1.1 A. B." in alone and "zh.1.1 甲。" in alone
    assert "A. B." not in as_text("x.txt", [], [PARAGRAPH, SENTENCE], 60)


def test_colour_marks_the_first_line_only_and_says_nothing_more() -> None:
    plain, coloured = (as_text("x.txt", [], [SENTENCE, ALONE], 60, colour) for colour in (False, True))
    assert "\x1b" not in plain
    assert "\x1b[1;33msentence 2-1" in coloured and "\x1b[1msentence 0-1" in coloured
    assert coloured.replace("\x1b[1;33m", "").replace("\x1b[1m", "").replace("\x1b[0m", "") == plain


def test_json_has_one_object_for_each_bead() -> None:
    first, second = (json.loads(line) for line in as_json("x.txt", [SENTENCE, ALONE]).splitlines())
    assert list(first) == ["seed", "level", "type", "first", "second", "cert", "evidence", "cruxes"]
    assert first["first"][1] == {"id": "en.1.1.s2", "text": "All came."}
    assert first["evidence"][2] == ["without name place.x", -1.0]
    assert first["cruxes"] == [{"code": "C003", "cert": "low", "message": SENTENCE.cruxes[0].message}]
    assert second["first"] == [] and second["type"] == "0-1"


@pytest.mark.parametrize(
    ("text", "size"), [("abc", 3), ("年", 2), ("。", 2), ("Ａ", 2), ("e\u0301", 1), ("“x”", 3), ("\u3000", 2), ("", 0)]
)
def test_a_wide_character_takes_two_cells_and_a_combining_one_none(text: str, size: int) -> None:
    assert cells(text) == size


TEXT = st.text(
    st.one_of(st.sampled_from("ab ,.年月日，。（）“”"), st.characters(exclude_categories=("Cs",))), max_size=60
)


@given(TEXT, st.integers(2, 30))
def test_no_line_is_too_wide_and_no_character_is_lost(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert all(cells(line) <= width for line in lines)
    wanted = printable(re.sub("[ \t\r\n]+", " ", text))
    assert "".join("".join(lines).split()) == "".join(wanted.split())


def test_closing_punctuation_begins_no_line_and_opening_punctuation_ends_none() -> None:
    assert wrapped("会议认为，（一）很好。", 8) == ["会议认", "为，", "（一）很", "好。"]
    assert wrapped("one two, three", 7) == ["one", "two,", "three"]
    assert wrapped("extraordinary day", 6) == ["extrao", "rdinar", "y day"]
    assert wrapped("", 6) == [""]


def test_no_text_steers_the_terminal() -> None:
    row = Row("sentence", "1-0", (Unit("en.1.1.s1", "\x1b[31mred \u202e\x07", 1, "en.1.1"),), (), 0.5)
    shown = as_text("\x1b.txt", [row], [row])
    assert all(c == "\n" or unicodedata.category(c) not in ("Cc", "Cf") for c in shown)


@given(articles())
@settings(max_examples=40, deadline=None)
def test_every_sentence_stands_in_one_bead_and_the_text_is_no_wider_than_asked(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.txt"
        path.write_bytes(data)
        (made,) = show([path], Edition(), form="json")
        (text,) = show([path], Edition(), width=60)
    objects = [json.loads(line) for line in made.text.splitlines()]
    ids = [unit["id"] for o in objects if o["level"] == "sentence" for unit in (*o["first"], *o["second"])]
    assert len(ids) == len(set(ids))
    paragraphs = [unit for o in objects if o["level"] == "paragraph" for unit in (*o["first"], *o["second"])]
    inside = {
        u["id"].rpartition(".s")[0] for o in objects if o["level"] == "sentence" for u in (*o["first"], *o["second"])
    }
    assert inside == {unit["id"] for unit in paragraphs if unit["text"].strip()}
    assert len(objects) == made.beads == text.beads
    body = [line for line in text.text.splitlines()[1:] if line.startswith("  ")]
    assert all(cells(line) <= 60 for line in body)


# The command


def test_the_sample_is_shown_plain_and_the_same_each_time() -> None:
    run = tei("align", "--show", SEED, "-e", EDITION)
    assert run.returncode == 0 and run.stderr == "88 beads shown\n"
    assert "\x1b" not in run.stdout and run.stdout == tei("align", "--show", SEED, "-e", EDITION).stdout
    assert "sentence 2-1  1.00 high  en.1.1.s1 en.1.1.s2 zh.1.1.s1\n" in run.stdout
    assert max(cells(line) for line in run.stdout.splitlines()[1:]) <= 100
    order = [line.split()[-1] for line in run.stdout.splitlines() if line.startswith(("head", "paragraph", "sentence"))]
    assert order[:6] == ["zh.h1", "zh.h2", "zh.h3", "zh.1.h1", "zh.1.1", "zh.1.1.s1"]
    assert len(order) == len(set(order)) == 88


def test_an_open_crux_stands_at_its_bead_until_it_is_answered() -> None:
    shown = json.loads(tei("align", "--show", SEED, "--at", "zh.3.4.s2", "--format", "json").stdout)
    assert "C004" in [crux["code"] for crux in shown["cruxes"]]
    decided = json.loads(tei("align", "--show", SEED, "-e", EDITION, "--at", "zh.3.4.s2", "--format", "json").stdout)
    assert "C004" not in [crux["code"] for crux in decided["cruxes"]]
    head = json.loads(tei("align", "--show", SEED, "--at", "zh.1.h1", "--format", "json").stdout)
    assert [crux["code"] for crux in head["cruxes"]] == ["C006"]


def test_beads_are_chosen_by_id_and_by_certainty() -> None:
    run = tei("align", "--show", SEED, "--at", "zh.2.3", "--format", "json")
    assert [json.loads(line)["level"] for line in run.stdout.splitlines()] == ["paragraph", "sentence"]
    every = tei("align", "--show", SEED, "--format", "json").stdout.splitlines()
    few = tei("align", "--show", SEED, "--format", "json", "--below", "0.97").stdout.splitlines()
    assert few == [line for line in every if json.loads(line)["cert"] < 0.97]
    none = tei("align", "--show", SEED, "--below", "0")
    assert (none.returncode, none.stdout, none.stderr) == (0, "", "0 beads shown\n")


def test_an_id_that_no_bead_has_is_an_error() -> None:
    run = tei("align", "--show", SEED, "--at", "zh.99")
    assert run.returncode == 2 and run.stdout == ""
    assert 'G003 no bead has "zh.99"' in run.stderr


def test_without_show_the_command_says_what_to_give() -> None:
    run = tei("align", SEED)
    assert run.returncode == 2 and "give --show" in run.stderr


def test_a_seed_that_cannot_be_read_stops_no_other(tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"\xff\xfe\x00")
    run = tei("align", "--show", tmp_path / "bad.txt", tmp_path / "none.txt", SEED, "--at", "zh.1.1")
    assert run.returncode == 1 and "zh.1.1.s1" in run.stdout
    assert "bad.txt:1: S003" in run.stderr and "none.txt: G001" in run.stderr
    alone = tei("align", "--show", tmp_path / "none.txt", "--at", "zh.1.1")
    assert alone.returncode == 2 and "G003" not in alone.stderr


def test_a_seed_in_one_language_has_no_beads(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("Title: One\nDate: 1959-01-13\n\nOnly English.\n", "utf-8")
    run = tei("align", "--show", tmp_path / "one.txt")
    assert run.stdout == "" and "S004" in run.stderr and "0 beads shown" in run.stderr
