"""Two files of plain text: what comes in is in the beads once, and what goes out is JSON lines, TMX, TEI."""

from __future__ import annotations

import json
from itertools import chain
from pathlib import Path

import pytest
from articles import ANYTHING, CHINESE, ENGLISH
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from test_cli import tei

from tei.check import relaxng
from tei.model import Bead, Edition
from tei.names import NS, XML_ID, XML_LANG
from tei.parallel import Parallel, Side, _guess, _lined, _split, align_files, aligned, with_lexicons
from tei.parallel.forms import FORMS, as_jsonl, as_tmx, summary
from tei.report import TeiError

EN = [
    "The library was opened on the 12th of January.",
    "Six hundred people came to see it.",
    "",
    "They read the newspapers until the evening.",
    "Nobody wanted to go home.",
    "On Sunday it is closed.",
]
ZH = ["图书馆于一月十二日开馆。", "六百人来参观。", "他们读报读到晚上，没有人想回家。", "", "星期日闭馆。"]
LINES = st.lists(st.one_of(ENGLISH, CHINESE, ANYTHING), min_size=1, max_size=12)


def files(folder: Path, one: list[str] | None = None, other: list[str] | None = None) -> list[Path]:
    paths = [folder / "a.txt", folder / "b.txt"]
    for path, lines in zip(paths, (EN if one is None else one, ZH if other is None else other), strict=True):
        path.write_bytes("".join(f"{line}\n" for line in lines).encode())
    return paths


def sides(one: str, other: str, langs: tuple[str, str] = ("en", "zh-Hans")) -> tuple[Side, Side]:
    return Side("a.txt", "x", langs[0], _lined(one)), Side("b.txt", "y", langs[1], _lined(other))


def rows(data: bytes) -> list[dict[str, list[int]]]:
    return [json.loads(line) for line in data.decode().split("\n") if line]


# --- nothing is lost --------------------------------------------------------------------------------------------------


@given(LINES, LINES, st.sampled_from(["\n", "\r\n", "\r"]))
@settings(deadline=None, max_examples=60)
def test_every_line_with_words_is_in_exactly_one_bead_and_in_order(one: list[str], other: list[str], end: str) -> None:
    both = sides(end.join(one), end.join(other))
    found = aligned(both, Edition())
    for k, side in enumerate(both):
        beads = [(bead.first, bead.second)[k] for bead in found.beads]
        assert list(chain(*beads)) == [f"{side.id}.{unit.n}" for unit in side.units]
    assert all(bead.first or bead.second for bead in found.beads)
    assert all(0 <= bead.cert <= 1 for bead in found.beads)
    made = rows(as_jsonl(found))
    assert [n for row in made for n in row["first"]] == [unit.n for unit in both[0].units]
    assert [n for row in made for n in row["second"]] == [unit.n for unit in both[1].units]


@given(LINES, st.sampled_from(["\n", "\n\n", "\r\n", "\r\n\r\n"]), st.sampled_from(["en", "zh-Hans", "und"]))
@settings(deadline=None)
def test_dividing_running_text_loses_no_character(lines: list[str], end: str, lang: str) -> None:
    text = end.join(lines)
    assert "".join("".join(u.text for u in _split(text, lang)).split()) == "".join(text.split())


@given(LINES, LINES)
@settings(deadline=None, max_examples=30)
def test_every_form_is_made_of_any_text_and_the_same_twice(one: list[str], other: list[str]) -> None:
    both = sides("\n".join(one), "\n".join(other))
    for write in FORMS.values():
        assert write(aligned(both, Edition())) == write(aligned(both, Edition()))


# --- JSON lines -------------------------------------------------------------------------------------------------------


def test_beads_are_json_lines_with_the_numbers_of_the_lines(tmp_path: Path) -> None:
    run = tei("align", *files(tmp_path))
    assert run.returncode == 0
    made = [json.loads(line) for line in run.stdout.splitlines()]
    assert [list(row) for row in made] == [["first", "second", "type", "cert", "text"]] * len(made)
    assert [(row["first"], row["second"], row["type"]) for row in made] == [
        ([1], [1], "1-1"),
        ([2], [2], "1-1"),
        ([4, 5], [3], "2-1"),
        ([6], [5], "1-1"),
    ]
    assert made[2]["text"] == [EN[3:5], ZH[2:3]]
    assert "5 en and 4 zh-Hans sentences: 4 beads" in run.stderr
    assert tei("align", *files(tmp_path), "-q").stderr == ""


def test_a_line_separator_within_a_sentence_does_not_end_the_json_line() -> None:
    made = as_jsonl(aligned(sides("one\u2028two\x85three", "一"), Edition())).decode()
    assert len(made.splitlines()) == 1
    assert json.loads(made)["text"][0] == ["one\u2028two\x85three"]


def test_running_text_is_divided_and_its_wrapped_lines_are_joined(tmp_path: Path) -> None:
    english = ["The library was opened on the 12th", "of January. Six hundred people came.", "", "It is closed now."]
    paths = files(tmp_path, english, ["图书馆于一月十二", "日开馆。六百人来了。", "", "现在闭馆。"])
    made = [json.loads(line) for line in tei("align", *paths, "--split").stdout.splitlines()]
    assert [row["text"] for row in made] == [
        [["The library was opened on the 12th of January."], ["图书馆于一月十二日开馆。"]],
        [["Six hundred people came."], ["六百人来了。"]],
        [["It is closed now."], ["现在闭馆。"]],
    ]
    assert [row["first"] for row in made] == [[1], [2], [3]]


# --- TMX --------------------------------------------------------------------------------------------------------------


def read_tmx(data: bytes) -> list[dict[str, str]]:
    """The units of a TMX 1.4b document, by the names of its specification; whatever it forbids fails."""
    root = etree.fromstring(data)
    assert (root.tag, root.attrib) == ("tmx", {"version": "1.4"})
    header, body = root
    assert header.tag == "header" and body.tag == "body" and not len(header)
    needed = {"creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang", "datatype"}
    assert set(header.attrib) == needed and all(header.attrib.values())
    assert header.get("segtype") in ("block", "paragraph", "sentence", "phrase")
    units = []
    for unit in body:
        assert unit.tag == "tu"
        assert [child.tag for child in unit] == ["prop", "prop", "tuv", "tuv"]
        assert all(child.get("type") for child in unit[:2])
        made = {str(prop.get("type")): prop.text or "" for prop in unit[:2]}
        for variant in unit[2:]:
            (segment,) = variant
            assert segment.tag == "seg" and set(variant.attrib) == {XML_LANG} and not len(segment)
            made[str(variant.get(XML_LANG))] = segment.text or ""
        assert header.get("srclang") in made
        units.append(made)
    assert [unit.get("tuid") for unit in body] == [str(n) for n in range(1, len(units) + 1)]
    return units


def test_tmx_has_both_sides_their_type_and_their_certainty(tmp_path: Path) -> None:
    out = tmp_path / "made" / "memory.tmx"
    run = tei("align", *files(tmp_path), "--to", "tmx", "-o", out)
    assert run.stdout.strip() == str(out)
    units = read_tmx(out.read_bytes())
    assert units[2]["en"] == " ".join(EN[3:5]) and units[2]["zh-Hans"] == ZH[2]
    assert [unit["x-type"] for unit in units] == ["1-1", "1-1", "2-1", "1-1"]
    assert all(0 < float(unit["x-certainty"]) <= 1 for unit in units)


def test_tmx_escapes_what_xml_reserves_and_replaces_what_it_cannot_hold() -> None:
    (unit,) = read_tmx(as_tmx(aligned(sides('a < b & c > "d" \x07', "甲 ]]> 乙"), Edition())))
    assert unit["en"] == 'a < b & c > "d" \ufffd'
    assert unit["zh-Hans"] == "甲 ]]> 乙"


def test_what_has_no_counterpart_is_left_out_of_tmx_and_this_is_said() -> None:
    both = sides("One.\nTwo.", "一。")
    found = Parallel(both, (Bead(("x.1",), ("y.1",), 0.9), Bead(("x.2",), (), 0.8)))
    assert [unit["en"] for unit in read_tmx(as_tmx(found))] == ["One."]
    assert summary(found, "tmx").endswith("2 beads, 1 of them without counterpart, which TMX cannot hold")
    assert len(rows(as_jsonl(found))) == 2


# --- TEI --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "langs"),
    [
        (EN, ZH, ""),
        (EN, ZH[:1], ""),
        (["a <b> & c", "\x07bell"], ["d"], "en,fr"),
        (["La casa es blanca."], ["La maison est blanche."], ""),
        (ZH, ["圖書館於一月十二日開館。"], "zh-Hans,zh-Hant"),
    ],
    ids=["plain", "short", "odd", "unknown", "scripts"],
)
def test_the_tei_is_valid_and_links_every_sentence_once(
    tmp_path: Path, data: Path, one: list[str], other: list[str], langs: str
) -> None:
    out = tmp_path / "made.xml"
    options = ["--langs", langs] if langs else []
    assert tei("align", *files(tmp_path, one, other), *options, "--to", "tei", "-o", out).returncode == 0
    tree = etree.parse(str(out))
    tei_all = data / "tei" / "schema" / "tei_all.rng"
    assert list(relaxng.validate(tei_all, out, out.name)) == []
    divs = tree.findall(".//tei:body/tei:div", NS)
    assert len(divs) == 2 and all(div.get(XML_LANG) for div in divs)
    assert [len(div.findall(".//tei:s", NS)) for div in divs] == [sum(map(bool, one)), sum(map(bool, other))]
    (group,) = tree.findall(".//tei:standOff/tei:linkGrp[@type='alignment'][@subtype='sentence']", NS)
    assert group.get("domains") == " ".join(f"#{div.get(XML_ID)}" for div in divs)
    targets = [t[1:] for link in group for t in str(link.get("target")).split()]
    linked = [t for t in targets if t not in {div.get(XML_ID) for div in divs}]
    assert sorted(linked) == sorted(str(s.get(XML_ID)) for s in tree.iterfind(".//tei:s", NS))
    assert all(len(str(link.get("target")).split()) > 1 and link.get("cert") for link in group)


def test_paragraphs_between_blank_lines_are_kept_in_tei() -> None:
    found = aligned(sides("\n\nOne.\nTwo.\n\n\nThree.\n", "一。"), Edition())
    tree = etree.fromstring(FORMS["tei"](found))
    blocks = tree.findall(".//tei:div[@xml:id='x']/tei:ab", NS)
    assert [[s.get(XML_ID) for s in block] for block in blocks] == [["x.3", "x.4"], ["x.7"]]


# --- languages and lexicons ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("The house that he built is on the hill.", "en"),
        ("La casa que construyó está en la colina.", "und"),
        ("他在山上造的房子。", "zh-Hans"),
        ("他們在山上蓋的房子，這裡說。", "zh-Hant"),
        ("かれがおかにたてたいえです。", "ja"),
        ("그가 언덕에 지은 집이다.", "ko"),
        ("Дом, который он построил на холме.", "ru"),
    ],
)
def test_languages_are_guessed_by_script_and_english_by_its_small_words(text: str, lang: str) -> None:
    assert _guess(text) == lang


def test_languages_that_are_given_are_taken(tmp_path: Path) -> None:
    found = align_files(files(tmp_path), Edition(), langs="de,zh-Hant")
    assert [(side.id, side.lang) for side in found.sides] == [("de", "de"), ("zh", "zh-Hant")]


@pytest.mark.parametrize(
    "text", ["红\tred\n蓝\tblue\n绿\tgreen\n黄\tyellow\n", "紅 红 [hong2] /red/\n藍 蓝 [lan2] /blue/\n"]
)
@pytest.mark.parametrize("langs", [("en", "zh-Hans"), ("zh-Hant", "fr")])
def test_a_lexicon_finds_its_languages_by_script(tmp_path: Path, text: str, langs: tuple[str, str]) -> None:
    path = tmp_path / "l.tsv"
    path.write_text(text, "utf-8")
    made = with_lexicons(Edition(), [path], langs)
    pairs = {row[:4] for row in (*made.lexicon, *made.induced)}
    chinese, other = langs[::-1] if langs[0] == "en" else langs
    assert (chinese, "红", other, "red") in pairs


def test_a_lexicon_makes_beads_right_that_length_alone_makes_wrong(tmp_path: Path) -> None:
    lexicon = tmp_path / "l.tsv"
    lexicon.write_text("狗\tdog\n猫\tcat\n牛\tcow\n猪\tpig\n鸡\then\n", "utf-8")
    english, chinese = ["A dog.", "A cat.", "A cow.", "A pig.", "A hen."], ["狗呢", "猫呢", "牛呢", "猪呢", "鸡呢"]
    right = {0: 0, 1: 0}
    for lost in range(5):
        left = [n for n in range(5) if n != lost]
        paths = files(tmp_path, english, [chinese[n] for n in left])
        for known in (0, 1):
            beads = align_files(paths, Edition(), langs="en,zh", lexicons=[lexicon] * known).beads
            pairs = [(b.first, b.second) for b in beads]
            right[known] += sum(
                any(f"en.{n + 1}" in a and f"zh.{k}" in b for a, b in pairs) for k, n in enumerate(left, 1)
            )
    assert right[1] == 20 > right[0]


# --- what cannot be done ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (None, "G001"),
        (b"", "S001"),
        (b"\xef\xbb\xbf \n\t\n", "S001"),
        (b"text\0text", "S002"),
        ("文".encode("gb18030"), "S003"),
        ("text".encode("utf-16"), "S002"),
    ],
    ids=["missing", "empty", "blank", "nul", "gb18030", "utf-16"],
)
@pytest.mark.parametrize("side", [0, 1])
def test_a_file_that_is_no_text_is_refused_and_nothing_is_written(
    tmp_path: Path, data: bytes | None, code: str, side: int
) -> None:
    paths = files(tmp_path)
    paths[side].unlink()
    if data is not None:
        paths[side].write_bytes(data)
    run = tei("align", *paths, "-o", tmp_path / "out.jsonl")
    assert run.returncode == 2 and run.stdout == ""
    assert f"{paths[side].name}: {code} " in run.stderr
    assert not (tmp_path / "out.jsonl").exists()


def test_one_file_three_files_and_the_same_file_are_refused(tmp_path: Path) -> None:
    a, b = files(tmp_path)
    (tmp_path / "link.txt").symlink_to(a)
    for paths in ([a], [a, b, a], [a, a], [a, tmp_path / "link.txt"]):
        run = tei("align", *paths)
        assert (run.returncode, run.stdout) == (2, "")
        assert "G003" in run.stderr


def test_a_result_does_not_overwrite_its_sources(tmp_path: Path) -> None:
    paths = files(tmp_path)
    before = paths[1].read_bytes()
    run = tei("align", *paths, "-o", paths[1])
    assert run.returncode == 2 and "G003" in run.stderr
    assert paths[1].read_bytes() == before


@pytest.mark.parametrize("langs", ["en", "en,zh,ja", "en,", "english,chinesisch!"])
def test_languages_that_are_none_are_refused(tmp_path: Path, langs: str) -> None:
    with pytest.raises(TeiError) as error:
        align_files(files(tmp_path), Edition(), langs=langs)
    assert error.value.finding.code == "G003"


def test_a_lexicon_that_is_not_there_is_refused(tmp_path: Path) -> None:
    run = tei("align", *files(tmp_path), "--lexicon", tmp_path / "none.tsv")
    assert run.returncode == 2 and "none.tsv: G001" in run.stderr
