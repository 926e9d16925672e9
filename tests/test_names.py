"""Names: the longest match over all records, however they are written; conditions; and names of several records."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei.annotate import annotate
from tei.annotate.forms import folded, whole, written
from tei.annotate.names import matcher, names
from tei.annotate.span import Context, Span, fold
from tei.build import convert_all, seed_paths
from tei.edit.authority import authority
from tei.edit.load import load
from tei.model import Block, Condition, Edition, Emend, Emendation, Entity, Name, Place, Source
from tei.report import Finding, TeiError


def record(id_: str, *forms: str, lang: str = "", type_: str = "orgName", related: tuple[str, ...] = ()) -> Entity:
    """A record with its names, the first one preferred."""
    named = tuple(Name(lang, form, (), "variant" if k else "") for k, form in enumerate(forms))
    return Entity(id_, type_, named, "<org/>", 1, related)


def found(text: str, edition: Edition, lang: str = "en") -> list[str]:
    """The names in `text` and what they are."""
    mentions = annotate([Block(0, "p", text, 1, 1)], lang, "1959-01-13", edition)
    return [f"{text[m.start : m.end]}={m.ref or '|'.join(m.candidates)}" for m in mentions if m.ref or m.candidates]


# --- the longest match ----------------------------------------------------------------------------------------------


def slow(text: str, edition: Edition) -> list[Span]:
    """What `names` finds, by trying every form at every place; `text` has nothing that changes its length."""
    words = folded(text).text
    forms = [(folded(n.text).text, e, n) for e in edition.authority for n in e.names]
    forms += [(folded(n.text).text, None, n) for n in edition.stop]

    def standing(start: int, end: int, outer: tuple[str, ...]) -> list[tuple[str, Entity | None, Name]]:
        here = words[start:end]
        fits = [f for f in forms if f[0].lower() == here.lower() and written(f[0], here) and whole(words, start, end)]
        fits = [f for f in fits if f[0] == here] or fits
        fits = [f for f in fits if f[1]] or fits
        return [] if any(f[1] and f[1].id in outer for f in fits) else fits

    def longest_at(at: int, end: int, longest: int, outer: tuple[str, ...]) -> int:
        return next((stop for stop in range(min(end, at + longest), at, -1) if standing(at, stop, outer)), 0)

    def longer(at: int, stop: int, end: int, longest: int, outer: tuple[str, ...]) -> int:
        """Where a longer name begins that this one runs into, and that runs into no longer one itself."""
        for later in range(at + 1, stop):
            its = longest_at(later, end, longest, outer)
            if its > stop and its - later > stop - at:
                return 0 if longer(later, its, end, longest, outer) else later
        return 0

    def within(start: int, end: int, longest: int, outer: tuple[str, ...]) -> Iterator[Span]:
        at = start
        while at < end:
            stop = longest_at(at, end, longest, outer)
            if stop and (later := longer(at, stop, end, longest, outer)):
                stop = longest_at(at, later, longest, outer)
            if not stop:
                at += 1
                continue
            ranked = sorted((n.type != "", e.id, e.type) for _, e, n in standing(at, stop, outer) if e)
            ids = tuple(dict.fromkeys(id_ for _, id_, _ in ranked))
            if len(ids) == 1:
                yield Span(at, stop, ranked[0][2], ids[0])
            elif ids:
                yield Span(at, stop, ranked[0][2], candidates=ids)
            if ids:
                yield from within(at, stop, stop - at - 1, ids)
            at = stop

    return list(within(0, len(words), len(words), ()))


FORM = st.text("党委省黨Aab -’", min_size=1, max_size=5).map(lambda s: " ".join(s.split())).filter(bool)
RECORDS = st.lists(st.lists(FORM, min_size=1, max_size=3), max_size=6)
TEXT = st.text("党委省黨Aab -’。", max_size=25).filter(lambda s: "  " not in s)


@given(RECORDS, st.lists(FORM, max_size=3), TEXT)
def test_the_automaton_finds_what_trying_every_form_at_every_place_finds(
    records: list[list[str]], stop: list[str], text: str
) -> None:
    entities = tuple(record(f"org.{k}", *forms) for k, forms in enumerate(records))
    edition = Edition(authority=entities, stop=tuple(Name("", form) for form in stop))
    assert names(text, Context("zh", matcher(edition, "zh"), "", "")) == slow(text, edition)


@given(st.text("A党贵\u00e9e\u0301 \u00a0\u3000-‐·・\u200b\u00ad’'Ａ", max_size=30))
def test_folding_loses_no_place(text: str) -> None:
    words = folded(text)
    assert len(words.lower) == len(words.text)
    for k in range(len(words.text)):
        start, end = words.found(k, k + 1)
        assert 0 <= start < end <= len(text)
        first, last = words.folded(start, end)
        assert first <= k < last
    if words.text:
        again = folded(words.text)
        assert len(again.text) <= len(words.text)


def test_records_without_number_cost_a_text_nothing() -> None:
    text = "党的八届六中全会决议，贵州省委、新疆维吾尔自治区委员会召开会议。" * 40
    few = (record("org.party", "党"), record("org.guizhou", "贵州省委"))
    many = tuple(record(f"org.{k}", "".join(chr(0x4E00 + k // 7**i % 5003) for i in range(5))) for k in range(100_000))

    def seconds(entities: tuple[Entity, ...]) -> float:
        edition = Edition(authority=entities)
        context = Context("zh", matcher(edition, "zh"), "", "")
        times = []
        for _ in range(7):
            start = time.perf_counter()
            assert len(names(text, context)) == 80
            times.append(time.perf_counter() - start)
        return min(times)

    assert seconds((*few, *many)) < 3 * seconds(few) + 0.005


def test_a_matcher_is_made_once_also_for_an_equal_edition() -> None:
    one = Edition(authority=(record("org.a", "Aa"),))
    other = Edition(authority=(record("org.a", "Aa"),), title=(("en", "x"),))
    assert matcher(one, "en-GB") is matcher(other, "en")
    assert matcher(one, "en") is not matcher(Edition(authority=(record("org.a", "Bb"),)), "en")
    assert matcher(one, "en") is not matcher(Edition(authority=one.authority, stop=(Name("", "Aa b"),)), "en")


# --- how a name is written ------------------------------------------------------------------------------------------

GUIZHOU = record("place.guizhou", "贵州", "貴州省", lang="zh-Hans", type_="placeName")


@pytest.mark.parametrize(
    ("text", "edition", "lang", "expected"),
    [
        ("貴州與贵州省", Edition(authority=(GUIZHOU,)), "zh-Hant", ["貴州", "贵州省"]),
        (
            "卡尔・马克思、卡尔‧马克思",
            Edition(authority=(record("p", "卡尔·马克思"),)),
            "zh",
            ["卡尔・马克思", "卡尔‧马克思"],
        ),
        ("ＣＰＣ and CPC", Edition(authority=(record("p", "CPC"),)), "en", ["ＣＰＣ", "CPC"]),
        ("Mao Tse‑tung, Mao Tse tung", Edition(authority=(record("p", "Mao Tse-tung"),)), "en", None),
        ("the People's  Daily, People’s\u00a0Daily", Edition(authority=(record("p", "People’s Daily"),)), "en", None),
        ("U\u0308ru\u0308mqi's mayor", Edition(authority=(record("p", "Ürümqi"),)), "en", ["U\u0308ru\u0308mqi"]),
        ("Xin\u00adjiang", Edition(authority=(record("p", "Xinjiang"),)), "en", ["Xin\u00adjiang"]),
        ("INNER MONGOLIA", Edition(authority=(record("p", "Inner Mongolia"),)), "en", ["INNER MONGOLIA"]),
        ("china, chinas, Chinas", Edition(authority=(record("p", "China"),)), "en", []),
        ("China's", Edition(authority=(record("p", "China"),)), "en", ["China"]),
        ('A & B <"x"> Ltd', Edition(authority=(record("p", 'A & B <"x"> Ltd'),)), "en", ['A & B <"x"> Ltd']),
        ("党、X和XX", Edition(authority=(record("p", "党", "X"),)), "zh", ["党", "X"]),
        ("Central - Committee", Edition(authority=(record("p", "Central Committee"),)), "en", []),
    ],
)
def test_a_name_is_found_however_it_is_written(
    text: str, edition: Edition, lang: str, expected: list[str] | None
) -> None:
    got = [name.rpartition("=")[0] for name in found(text, edition, lang)]
    assert got == (expected if expected is not None else [part.removeprefix("the ") for part in text.split(", ")])


@given(st.text("貴州党委ＡＢ０，．’“”乾後畝 ", max_size=30))
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


def test_two_spellings_of_one_record_are_no_conflict() -> None:
    edition = Edition(authority=(record("pers.mao", "毛泽东", "毛澤東", lang="zh"),))
    assert found("毛澤東", edition, "zh-Hant") == ["毛澤東=pers.mao"]


def test_a_record_that_says_how_its_name_nests_is_believed_in_either_script() -> None:
    inner = ((0, 2, "placeName", "place.guizhou"),)
    committee = Entity("org.c", "orgName", (Name("zh", "贵州省委", inner), Name("zh", "貴州省委")), "<org/>", 1)
    edition = Edition(authority=(GUIZHOU, committee))
    assert found("貴州省委", edition, "zh") == ["貴州省委=org.c", "貴州=place.guizhou"]


def test_a_name_across_an_emendation_is_that_of_the_reading_text() -> None:
    order = Emend(Source("e.toml", 1), Place("en.1.1", "Guizou"), "choice", "Guizhou", "ed", "high", "internal", "")
    edition = Edition(authority=(record("place.g", "Guizhou Province"),))
    text = "in Guizou Province"
    (mention,) = annotate([Block(0, "p", text, 1, 1)], "en", "", edition, [Emendation(0, 3, 9, order)])
    assert (text[mention.start : mention.end], mention.ref) == ("Guizou Province", "place.g")


def test_of_names_that_overlap_the_first_is_taken_and_what_it_leaves_is_read_on() -> None:
    edition = Edition(authority=(record("a", "中国人民"), record("b", "人民日报"), record("c", "日报社")))
    assert found("中国人民日报社", edition, "zh") == ["中国人民=a", "日报社=c"]


def test_a_spelling_that_fits_exactly_comes_before_one_that_fits_but_for_capitals() -> None:
    edition = Edition(authority=(record("a", "De Gaulle"), record("b", "de Gaulle")))
    assert found("de Gaulle. De Gaulle. DE GAULLE", edition) == ["de Gaulle=b", "De Gaulle=a", "DE GAULLE=a|b"]


# --- conditions -----------------------------------------------------------------------------------------------------

PARTY = record("org.cpc", "Party", "党", "黨")


def under(*conditions: Condition) -> Edition:
    return Edition(authority=(PARTY, record("org.other", "Party")), conditions=conditions)


@pytest.mark.parametrize(
    ("condition", "text", "expected"),
    [
        (Condition("zh-Hans", ("党",), "before", False, ("委", "支部")), "党委、黨支部、党 委、党的", ["党"]),
        (Condition("zh-Hans", ("党",), "after", False, ("政", "兄弟")), "政党、兄弟党、党", ["党"]),
        (Condition("zh-Hans", ("黨",), "before", True, ("的",)), "党的、党委、党", ["党"]),
        (Condition("zh-Hans", ("党",), "after", True, ("我",)), "我党，你党，党", ["党"]),
        (Condition("en", ("党",), "before", False, ("委",)), "党委", ["党"]),
        (Condition("zh", ("党",), "before", False, ("委",), "org.other"), "党委", ["党"]),
    ],
)
def test_a_condition_says_beside_which_words_a_form_is_a_name(
    condition: Condition, text: str, expected: list[str]
) -> None:
    edition = Edition(authority=(PARTY,), conditions=(condition,))
    assert found(text, edition, "zh-Hant") == [f"{name}=org.cpc" for name in expected]


def test_words_of_a_condition_are_whole_in_an_alphabet_and_of_any_case() -> None:
    edition = Edition(authority=(PARTY,), conditions=(Condition("en", ("Party",), "before", False, ("committee",)),))
    text = "Party Committee, Party committee, PARTY COMMITTEE, Party-committee, Party committeeman, Party. Committee"
    assert len(found(text, edition)) == 2


def test_a_condition_may_speak_of_one_record_of_several() -> None:
    edition = under(Condition("en", ("Party",), "before", False, ("of",), "org.cpc"))
    assert found("Party of X, Party", edition) == ["Party=org.other", "Party=org.cpc|org.other"]


def test_all_conditions_of_a_form_must_hold() -> None:
    edition = Edition(
        authority=(PARTY,),
        conditions=(
            Condition("en", ("Party",), "after", True, ("the",)),
            Condition("en", ("Party",), "before", False, ("line",)),
        ),
    )
    assert found("the Party line, a Party, the Party", edition) == ["Party=org.cpc"]
    assert found("The Party", edition) == ["Party=org.cpc"]


AUTHORITY = """<standOff xmlns="http://www.tei-c.org/ns/1.0">
<listPlace>
<place xml:id="place.jilin"><placeName xml:lang="en">Jilin Province</placeName><placeName xml:lang="en" type="variant">Jilin</placeName>
<placeName xml:lang="zh">吉林省</placeName><placeName xml:lang="zh" type="variant">吉林</placeName></place>
<place xml:id="place.jilin-city"><placeName xml:lang="en">Jilin City</placeName><placeName xml:lang="en" type="variant">Jilin</placeName>
<placeName xml:lang="zh">吉林市</placeName><placeName xml:lang="zh" type="variant">吉林</placeName></place>
<place xml:id="place.songhua"><placeName xml:lang="en">Songhua Lake</placeName><placeName xml:lang="zh">松花湖</placeName>
<location><placeName ref="#place.jilin-city">吉林市</placeName></location></place>
</listPlace>
LISTS</standOff>
"""


def folder(path: Path, english: str, chinese: str, lists: str = "", decisions: str = "") -> Path:
    """An edition with one seed of one sentence or more in each language."""
    (path / "seeds").mkdir(parents=True)
    (path / "editorial").mkdir()
    text = f"Title: T\nDate: 1959-01-13\nPage: 2\n{english}\n\n<hr />\n\nOriginal:\n\n### 题\n\n    {chinese}\n"
    (path / "seeds" / "a.txt").write_text(text, "utf-8")
    (path / "edition.toml").write_text('id = "t"\n[[editor]]\nid = "ed"\nname = "An Editor"\n', "utf-8")
    (path / "authority.xml").write_text(AUTHORITY.replace("LISTS", lists), "utf-8")
    (path / "editorial" / "a.toml").write_text(decisions, "utf-8")
    return path


def made(path: Path) -> tuple[str, list[Finding]]:
    """The TEI of the edition at `path`, and the findings."""
    edition = load(path)
    outcome = convert_all(seed_paths(edition), edition, path / "tei")
    return outcome.tei[0].read_text("utf-8").partition("<text>")[2], outcome.findings


def test_conditions_are_read_from_lists_of_type_context(tmp_path: Path) -> None:
    lists = """<list type="context" subtype="not-before" corresp="#place.jilin" xml:lang="zh">
      <head>吉林</head><head>吉林省</head><item> 大\n街 </item><item>路</item></list>
      <list type="context" subtype="after" xml:lang="en"><head>Jilin</head><item>in</item></list>"""
    entities, _, conditions = authority(folder(tmp_path / "e", "x", "x", lists) / "authority.xml")
    assert conditions == (
        Condition("zh", ("吉林", "吉林省"), "before", False, ("大 街", "路"), "place.jilin"),
        Condition("en", ("Jilin",), "after", True, ("in",)),
    )
    assert {e.id: e.related for e in entities}["place.songhua"] == ("place.jilin-city",)


@pytest.mark.parametrize(
    ("lists", "code"),
    [
        ('<list type="context" subtype="beside"><head>吉林</head><item>路</item></list>', "E013"),
        ('<list type="context" subtype="before"><item>路</item></list>', "E013"),
        ('<list type="context" subtype="before"><head>吉林</head></list>', "E013"),
        ('<list type="context" subtype="before"><head>长春</head><item>路</item></list>', "E013"),
        (
            '<list type="context" subtype="before" corresp="#place.songhua"><head>吉林</head><item>路</item></list>',
            "E013",
        ),
        ('<list type="stop"><item xml:lang="zh">吉林</item></list>', "E012"),
        ('<list type="stop"><item>Jilin  City</item></list>', "E012"),
    ],
)
def test_lists_that_cannot_be_used_are_refused_with_file_and_line(tmp_path: Path, lists: str, code: str) -> None:
    path = folder(tmp_path / "e", "x", "x", lists) / "authority.xml"
    with pytest.raises(TeiError) as error:
        authority(path)
    assert (error.value.finding.code, error.value.finding.file, error.value.finding.line) == (code, str(path), 10)


def test_a_nested_name_may_be_written_over_several_lines(tmp_path: Path) -> None:
    path = tmp_path / "authority.xml"
    path.write_text(
        '<standOff xmlns="http://www.tei-c.org/ns/1.0"><listOrg><org xml:id="org.p"><orgName xml:lang="en">Party</orgName>'
        '</org><org xml:id="org.c"><orgName xml:lang="en">\n  Committee of the\n   <orgName ref="#org.p">Party\n'
        "  of China</orgName>\n  </orgName></org></listOrg></standOff>",
        "utf-8",
    )
    entities, _, _ = authority(path)
    edition = Edition(authority=entities)
    assert found("Committee of the Party of China", edition) == [
        "Committee of the Party of China=org.c",
        "Party of China=org.p",
    ]


# --- names of several records ---------------------------------------------------------------------------------------


def jilin(text: str) -> list[str]:
    """What is said of each “Jilin” or 吉林 that stands alone."""
    parts = text.replace("<placeName", "\n<placeName").splitlines()
    return [
        part.split("ref=")[1].split(">")[0].replace('"', "").removeprefix("#place.")
        for part in parts
        if part.startswith("<placeName") and (">Jilin</" in part or ">吉林</" in part)
    ]


@pytest.mark.parametrize(
    ("english", "chinese", "expected"),
    [
        ("They met in Jilin City.", "他们在吉林开会。", ["jilin-city"]),
        ("They met in Jilin City, Jilin Province.", "他们在吉林省吉林开会。", ["jilin-city"]),
        ("They met in Jilin.", "他们在吉林省开会。", ["jilin"]),
        (
            "They met in Jilin.\n\n    Near Songhua Lake, they spoke.",
            "他们开会。\n    他们在松花湖讲话。",
            ["jilin-city cert=medium"],
        ),
        ("They met in Jilin.", "他们开会。", ["jilin cert=low"]),
    ],
)
def test_a_name_of_several_records_is_decided_by_what_else_stands_there(
    tmp_path: Path, english: str, chinese: str, expected: list[str]
) -> None:
    text, findings = made(folder(tmp_path / "e", english, chinese))
    assert jilin(text) == expected
    assert ("C020" in {f.code for f in findings}) == ("low" in expected[0])


def test_a_name_that_stays_open_is_one_finding_that_names_the_candidates(tmp_path: Path) -> None:
    text, findings = made(folder(tmp_path / "e", "Met in Jilin and Jilin.", "在吉林开会。"))
    assert jilin(text) == ["jilin cert=low"] * 3
    english, chinese = (f for f in findings if f.code == "C020")
    assert (english.line, english.column, english.severity) == (4, 8, "info")
    assert "place.jilin (Jilin Province) or place.jilin-city (Jilin City) in 2 places" in english.message
    assert "lines 3 and 5 of authority.xml" in english.hint
    assert (chinese.line, chinese.column) == (12, 6)
    assert not {"C001", "C002", "C003"} & {f.code for f in findings}


@pytest.mark.parametrize(
    "decision",
    [
        '[[mention]]\naction = "assign"\nat = "en.1.1"\nquote = "Jilin"\nref = "place.jilin-city"\nwho = "ed"\n',
        '[[mention]]\naction = "refuse"\nat = "en.1.1"\nquote = "Jilin"\nwho = "ed"\n',
        '[[dismiss]]\ncode = "C020"\nat = "en.1.1"\nquote = "Jilin"\nwho = "ed"\nwhy = "Nobody knows."\n',
    ],
)
def test_an_editor_answers_a_name_that_stays_open(tmp_path: Path, decision: str) -> None:
    text, findings = made(folder(tmp_path / "e", "They met in Jilin.", "他们开会。", decisions=decision))
    assert not {"C020", "E044", "E046"} & {f.code for f in findings}
    assert ("cert=" in "".join(jilin(text))) == ("dismiss" in decision)


def test_what_an_editor_assigns_decides_the_other_version_too(tmp_path: Path) -> None:
    decision = '[[mention]]\naction = "assign"\nat = "en.1.1"\nquote = "Jilin"\nref = "place.jilin-city"\nwho = "ed"\n'
    text, findings = made(folder(tmp_path / "e", "They met in Jilin.", "他们在吉林开会。", decisions=decision))
    assert jilin(text) == ["jilin-city resp=#ed", "jilin-city"]
    assert "C020" not in {f.code for f in findings}
