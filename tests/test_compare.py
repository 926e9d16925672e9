"""Cruxes: where the versions disagree, and nowhere else; what is proposed, and what answers them."""

from __future__ import annotations

import json
import re
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tei.codes import CODES
from tei.compare import passages, proposal
from tei.compare.phrases import Finder
from tei.compare.view import View
from tei.edit.decisions import decisions
from tei.model import Alignment, Bead, Block, Decisions, Edition, Editor, Entity, Name, Report, Segment, Text
from tei.report import Finding, as_json, as_text, finding
from tei.run import Job, convert

TEXT = """Title: Leap
Date: 1959-01-13
Xinhua News Agency, Guiyang, 12th January: The meeting in Guizhou opened on January 6th and heard 682 reports.

    It closed on January 7th.

<hr />

Original:

### 跃进

    贵州
    新华社贵阳1月12日电　贵州的会议于1月6日开幕，听取了六百八十二个报告。
    会议于1月7日闭幕。
    内蒙古
    新华社呼和浩特1月12日电　会议开幕。
"""
ELEMENT = '<place xmlns="http://www.tei-c.org/ns/1.0"/>'


def record(id_: str, *names: tuple[str, str]) -> Entity:
    kind = id_.split(".")[0]
    return Entity(
        id_, "title" if kind == "doc" else f"{kind}Name", tuple(Name(lang, text) for lang, text in names), ELEMENT, 1
    )


PARTY = record("org.cpc", ("zh-Hans", "党的"), ("zh-Hans", "党"), ("en", "the Party"))
SESSION = record(
    "event.plenum",
    ("zh-Hans", "党的六中全会"),
    ("zh-Hans", "六中全会"),
    ("en", "Sixth Session of the Party"),
    ("en", "Sixth Session"),
)
NAMES = Edition(
    authority=(record("place.guizhou", ("zh-Hans", "贵州"), ("en", "Guizhou")), PARTY, SESSION),
    editors=(Editor("ed", "An Editor", ()),),
    lexicon=tuple(
        ("zh-Hans", term, "en", rendering)
        for term, renderings in {
            "大民族主义": ["big-nationality chauvinism"],
            "巨大成就": ["tremendous achievements", "great success"],
            "健全": ["improve", "improving"],
            "提高": ["improve", "raise"],
            "人民公社": ["people's commune", "people's communes"],
            "公社": ["commune"],
            "农具": ["agricultural tools"],
            "工具": ["tools"],
            "整顿": ["rectify"],
        }.items()
        for rendering in renderings
    ),
)


def found(text: str, edition: Edition = NAMES, decided: Decisions | None = None) -> list[Finding]:
    result = convert(Job("a.txt", text.encode(), edition, decided or Decisions()))
    assert result.tei is not None
    return [f for f in result.findings if f.engine in ("compare", "edit")]


def codes(text: str, edition: Edition = NAMES) -> list[str]:
    return sorted(f.code for f in found(text, edition))


PLAIN = TEXT.replace("    内蒙古\n    新华社呼和浩特1月12日电　会议开幕。\n", "")


def article(*pairs: tuple[str, str], title: tuple[str, str] = ("Leap", "跃进"), head: str = "") -> str:
    """An article of the paragraphs `pairs`; "" on one side leaves one out."""
    english = "\n\n".join(f"    {en}" for en, _ in pairs if en)
    chinese = "\n".join(f"    {zh}" for _, zh in pairs if zh)
    printed = f"    {head}\n" if head else ""
    return (
        f"Title: {title[0]}\nDate: 1959-01-13\nPage: 1\n\n{english}\n\n<hr />\n\nOriginal:\n\n### {title[1]}\n\n"
        f"1959-01-13\n第1版()\n专栏：\n\n{printed}{chinese}\n"
    )


def decide(toml: str) -> Decisions:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "editorial").mkdir()
        Path(folder, "editorial", "a.toml").write_text(toml, "utf-8")
        return decisions(Path(folder), "a", NAMES.editors)


def answer(finding: Finding) -> str:
    """The TOML that a finding proposes."""
    return finding.hint.partition("\n")[2]


FIRST = ("The meeting opened on January 6th.", "会议于1月6日开幕。")
LAST = ("All who were present agreed to it warmly.", "到会的人一致表示热烈拥护。")
MANY = [
    (f"The county built {n} new dams last year and {n + 100} wells in its villages.", f"去年全县各村修了{n}座新水坝和{n + 100}口水井。")
    for n in range(21, 45)
]  # fmt: skip
END = ("The meeting closed on January 9th.", "会议于1月9日闭幕。")
CASES = {
    "C001": PLAIN.replace("682", "628"),
    "C002": PLAIN.replace("January 6th", "January 5th"),
    "C003": PLAIN.replace("in Guizhou ", ""),
    "C004": PLAIN.replace("The meeting", "The meeting meeting"),
    "C005": article(
        FIRST, *MANY[:3], ("", "第二天代表们还参观了城里的工厂和一所学校，同工人见了面。"), *MANY[3:6], END
    ),
    "C018": article(FIRST, ("They came on 31st June.", "他们月底来。"), LAST),
    "C007": article(FIRST, ("We must oppose Han chauvinism.", "我们必须反对大民族主义。"), LAST),
    "C008": article(
        FIRST,
        ("We had tremendous achievements last year.", "去年我们取得了巨大成就。"),
        ("The factory had great success too.", "工厂也取得了巨大成就。"),
    ),
    "C009": article(
        FIRST,
        ("We improve the system.", "我们健全制度。"),
        ("They improve the tools of the mine.", "他们提高矿山的工具。"),
    ),
    "C010": article(
        FIRST,
        (
            "It set targets in industry, agriculture, herding, and forestry.",
            "会议提出了工、农、牧林等业的生产指标。",
        ),
        LAST,
    ),
    "C011": article(FIRST, ('They read the "Six Rules in full.', "他们全文学习了“六条规定”。"), LAST),
    "C012": article(
        FIRST,
        *MANY,
        (
            "The delegates then visited 385 of the dams, talked for a long time with the men and women who had built "
            "them, and came back to the town late that evening.",
            "代表们然后参观了385座水坝。",
        ),
        END,
    ),
    "C013": article(
        FIRST,
        ("Grasp both steel and grain; grasp both the mines of the county.", "既要抓钢，也要抓粮；还要抓县里的矿山。"),
    ),
    "C014": article(
        FIRST,
        (
            "The first workshop was built in the spring. The second workshop was finished before the harvest came in.",
            "第一个车间是春天建成的。\n    第二个车间在收割以前就完工了。",
        ),
        LAST,
    ),
    "C015": article(("The meeting opened on 6th January.", "会议于6日开幕。"), LAST),
    "C017": article(
        FIRST, LAST, title=("A greater leap forward", "促成更大更好更全面的跃进"), head="促成更大更快更全面的跃进"
    ),
}
CASES["C016"] = REPORTS = """Title: Leap
Date: 1959-01-13

Xinhua News Agency, Guizhou, 12th January: The first meeting opened here.

Xinhua News Agency, Guizhou, 12th January: The second meeting closed here.

<hr />

Original:

### 跃进

1959-01-13
第1版()
专栏：

    跃进
    甲
    据新华社贵州1月12日电　第一个会议在这里开幕。
    乙
    新华社贵州1月12日电　第二个会议在这里闭幕。
"""


def test_versions_that_agree_have_no_cruxes() -> None:
    assert codes(PLAIN) == []
    assert codes(article(FIRST, LAST)) == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("682", "628", "C001"),
        ("六百八十二", "六百二十八", "C001"),
        ("heard 682 reports", "heard reports", "C001"),
        ("January 6th", "January 5th", "C002"),
        ("1月7日", "1月8日", "C002"),
        ("于1月7日闭幕", "闭幕", "C002"),
        ("12th January", "15th January", "C002"),
        ("in Guizhou ", "", "C003"),
        ("贵州的会议", "会议", "C003"),
        ("The meeting", "The meeting meeting", "C004"),
        ("贵州的会议", "贵州的的会议", "C004"),
        ("于1月7日闭幕", "于1月7日闭幕闭幕", "C004"),
    ],
)
def test_a_difference_is_found_and_nothing_else(old: str, new: str, code: str) -> None:
    assert codes(PLAIN.replace(old, new, 1)) == [code]


@pytest.mark.parametrize("code", sorted(set(CASES) - {"C016"}))
def test_every_kind_of_crux_is_found_and_nothing_else(code: str) -> None:
    assert codes(CASES[code]) == [code]


def test_datelines_of_several_forms_are_found_where_the_other_version_has_one() -> None:
    assert codes(REPORTS) == ["C006", "C006", "C016"]
    assert "C016" not in codes(REPORTS.replace("据新华社", "新华社"))
    (finding,) = (f for f in found(REPORTS.replace("1月12日电", "12日电")) if f.code == "C016")
    assert finding.message.endswith("the month of “12日” is in the English only: “12th January”")
    assert "C015" not in codes(REPORTS.replace("1月12日电", "12日电"))


def test_heads_and_passages_in_one_version_only_are_found() -> None:
    seen = codes(TEXT)
    assert "C006" in seen and "C005" in seen


def test_what_is_missing_from_a_bead_of_two_sentences_is_not_reported_twice() -> None:
    text = PLAIN.replace("opened on January 6th and heard", "opened on January 6th. It heard")
    assert codes(text) == []


@pytest.mark.parametrize("code", sorted(CASES))
def test_what_a_finding_proposes_can_be_pasted_and_answers_it(code: str) -> None:
    (finding,) = (f for f in found(CASES[code]) if f.code == code)
    left = found(CASES[code], decided=decide(answer(finding)))
    assert code not in [f.code for f in left]
    assert {f.code for f in left} <= {"C006"}


@pytest.mark.parametrize("code", sorted(CASES))
def test_a_note_answers_every_kind_of_crux_and_so_does_a_dismissal(code: str) -> None:
    (finding,) = (f for f in found(CASES[code]) if f.code == code)
    place = finding.message.split(":")[0]
    note = f'[[note]]\nwho = "ed"\ntargets = [ {{ at = "{place}", quote = "QUOTE" }} ]\ntext.en = "So."'
    dismissal = f'[[dismiss]]\nwho = "ed"\ncode = "{code}"\nat = "{place}"\nwhy = "So."'
    quote = {"C001": "628", "C002": "January 5th", "C003": "贵州", "C004": "meeting meeting", "C007": "大民族主义"}
    quote |= {"C008": "巨大成就", "C009": "健全", "C010": "牧林", "C011": '"', "C013": "both the mines", "C015": "6th"}
    quote |= {"C018": "31st June"}
    note = (
        note.replace("QUOTE", quote[code].replace('"', '\\"'))
        if code in quote
        else note.replace(', quote = "QUOTE"', "")
    )
    if code == "C016":
        note = note.replace(f'"{place}"', f'"{place}", quote = "Xinhua"')
    for toml in (note, dismissal):
        assert not [f for f in found(CASES[code], decided=decide(toml)) if f.code != "C006"], toml


@pytest.mark.parametrize(
    ("code", "at", "quote", "corr"),
    [
        ("C001", "en.1.1", "628", "682"),
        ("C002", "en.1.1", "5th", "6th"),
        ("C003", "en.1.1", "The meeting", "The meeting in Guizhou"),
        ("C004", "en.1.1", "meeting meeting", "meeting"),
        ("C007", "en.1.2", "Han", "big-nationality"),
        ("C008", "en.1.3", "great success", "tremendous achievements"),
        ("C009", "en.1.3", "improve", "raise"),
        ("C010", "zh.1.2", "牧林", "牧、林"),
        ("C011", "en.1.2", "Rules", 'Rules"'),
        ("C013", "en.1.2", "both the mines", "the mines"),
        ("C015", "zh.1.1", "6日", "1月6日"),
        ("C016", "zh.2.1", "新华社", "据新华社"),
        ("C017", "zh.h1", "更好", "更快"),
        ("C018", "en.1.2", "on 31st June", "at the end of the month"),
    ],
)
def test_an_emendation_that_puts_it_right_answers_a_crux(code: str, at: str, quote: str, corr: str) -> None:
    toml = f"[[emend]]\nat = {proposal.string(at)}\nquote = {proposal.string(quote)}\ncorr = {proposal.string(corr)}"
    assert code in [f.code for f in found(CASES[code])]
    assert {f.code for f in found(CASES[code], decided=decide(f'{toml}\nwho = "ed"'))} <= {"C006"}


def lost(at: str, before: str) -> str:
    """A decision that something is lost after the words `before`."""
    return f'[[emend]]\nat = "{at}"\nkind = "gap"\nquote = ""\nprefix = "{before}"\ncorr = ""\nwho = "ed"'


@pytest.mark.parametrize("code", ["C005", "C012"])
def test_a_gap_answers_a_passage_that_is_lost_or_too_short(code: str) -> None:
    at, before = ("en.1.4", MANY[2][0]) if code == "C005" else ("zh.1.26", "参观了")
    assert codes(CASES[code]) == [code]
    assert found(CASES[code], decided=decide(lost(at, before))) == []


@pytest.mark.parametrize(
    ("code", "at", "before"),
    [
        ("C005", "zh.1.5", "一所"),
        ("C005", "en.1.4", "The county"),
        ("C005", "en.1.3", MANY[1][0]),
        ("C012", "en.1.26", "385 of the"),
    ],
)
def test_a_gap_in_the_passage_that_is_there_or_far_from_the_place_answers_nothing(
    code: str, at: str, before: str
) -> None:
    assert [f.code for f in found(CASES[code], decided=decide(lost(at, before)))] == [code]


@pytest.mark.parametrize(
    ("pairs", "places"),
    [
        ([("s1", "s1"), ("s2", ""), ("s3", "s2")], [(1, 3, 4)]),
        ([("s1", ""), ("s2", "s1"), ("s3", "s2")], [(1, 0, 0)]),
        ([("s1", "s1"), ("s2", "s2"), ("s3", "")], [(1, 7, 7)]),
    ],
)
def test_words_are_wanted_between_the_neighbours_of_what_has_no_counterpart(
    pairs: list[tuple[str, str]], places: list[tuple[int, int, int]]
) -> None:
    blocks = [Block(0, "p", "One. Two. Six.", 1, 1, id="en.1.1"), Block(1, "p", "一二。 三四。", 1, 1, id="zh.1.1")]
    texts = [
        Text(id_, role, id_, (), (Report(1, (), (block,)),))
        for id_, role, block in zip(("en", "zh"), ("translation", "original"), blocks, strict=True)
    ]
    spans = [("en", 0, 0, 4), ("en", 0, 5, 9), ("en", 0, 10, 14), ("zh", 1, 0, 3), ("zh", 1, 4, 7)]
    segments = tuple(Segment(f"{lang}.1.1.s{k % 3 + 1}", n, s, e) for k, (lang, n, s, e) in enumerate(spans))
    beads = tuple(Bead((f"en.1.1.{a}",) if a else (), (f"zh.1.1.{b}",) if b else (), 0.99) for a, b in pairs)
    levels = {"paragraph": (Bead(("en.1.1",), ("zh.1.1",), 0.99),), "sentence": beads}
    (crux,) = passages.cruxes(View.of(texts, (), Alignment(levels, segments), NAMES))
    assert crux.code == "C005" and list(crux.wanting) == places


def test_every_code_of_this_step_has_a_case() -> None:
    assert {*CASES, "C006", "C020"} == {code for code in CODES if code[0] == "C"}


# --- numbers, dates, names ------------------------------------------------------------------------------------------


def test_a_year_that_is_one_digit_off_the_issue_is_to_be_emended_wherever_it_stands_in_a_head() -> None:
    text = article(FIRST, LAST, title=("Leap in 1959", "促成1950年的跃进"), head="促成1950年的跃进")
    (finding,) = found(text)
    assert finding.code == "C002" and "zh.h2" in finding.message
    assert answer(finding).count('corr = "1959"') == 2
    assert found(text, decided=decide(answer(finding))) == []


@pytest.mark.parametrize(("wrong", "right"), [("一九五〇", "一九五九"), ("１９５０", "１９５９"), ("1950", "1959")])
def test_a_year_is_corrected_in_the_digits_it_is_written_in(wrong: str, right: str) -> None:
    (finding,) = found(article(("The plan is for 1959.", f"计划是{wrong}年的。"), LAST))
    assert f'corr = "{right}"' in answer(finding)


def test_no_year_is_corrected_when_the_issue_speaks_for_neither() -> None:
    (finding,) = found(article(("It began in 1921.", "这是1927年开始的。"), LAST))
    assert finding.code == "C002" and "[[emend]]\n" not in finding.hint


def test_a_day_is_not_covered_by_the_year_of_another_date() -> None:
    pair = ("On January 6th they planned 1959.", "1月7日他们安排了1959年的计划。")
    assert codes(article(pair, LAST)) == ["C002"]


def test_a_name_within_a_name_is_missed_only_where_the_language_has_it_elsewhere() -> None:
    usual = ("The Sixth Session of the Party opened.", "党的六中全会开幕了。")
    bare = ("The Sixth Session of the Party has closed now.", "六中全会现在闭幕了。")
    assert codes(article(usual, LAST)) == []
    assert codes(article(usual, LAST, bare)) == ["C015"]
    assert codes(article(bare, LAST)) == []  # the Chinese name may be formed so


# --- days ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("english", "chinese", "said"),
    [
        ("They came on 31st June.", "他们6月31日来。", ["31st June", "6月31日"]),
        ("They came on June 31, 1912.", "他们一九一二年六月三十日来。", ["June 31, 1912"]),
        ("They came on 29 February.", "他们二月二十九日来。", []),
        ("They came on 29 February 1959.", "他们1959年2月29日来。", ["29 February 1959", "1959年2月29日"]),
        ("They came on the 5th of May.", "他们十三月五日来。", ["十三月五日"]),
        ("They came on May 32nd, and 3 May 1959 was fine.", "他们五月三日来。", ["May 32nd"]),
        ("It was so in May 45.", "他们五月二三日、四五月一日来。", []),
    ],
)
def test_days_that_no_calendar_has_are_reported(english: str, chinese: str, said: list[str]) -> None:
    text = article(FIRST, (english, chinese), LAST)
    messages = [each.message for each in found(text, Edition()) if each.code == "C018"]
    assert [re.findall("“(.*?)”", message)[0] for message in messages] == said


# --- repetition -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "人人都来", "天天进步", "渐渐好了", "常常来", "我们研究研究", "高高兴兴地回家", "一步一步地走", "家家户户", "为了了解情况",
        "受不了了", "研究所所长", "现在在北京", "目的的确好", "哈哈哈哈哈哈", "轰轰烈烈", "看看这里", "非常非常好", "九九八十一",
    ],
)  # fmt: skip
def test_chinese_words_that_are_rightly_doubled_are_not_reported(words: str) -> None:
    assert "C004" not in codes(article(FIRST, ("They came home.", f"他们{words}。"), LAST))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("伟大的的跃进", "的"),
        ("在在会议上", "在"),
        ("向前向前跃进", "向前"),
        ("讨论了人民公社人民公社的工作", "人民公社"),
        ("会议会议指出", "会议"),
        ("贯彻执行贯彻执行方针", "贯彻执行"),
        ("偉大的的躍進", "的"),
    ],
)
def test_chinese_words_written_twice_are_found(words: str, said: str) -> None:
    seen = [
        f for f in found(article(FIRST, ("They came home.", f"他们{words}。"), LAST), Edition()) if f.code == "C004"
    ]
    assert [f.message for f in seen] == [f"zh.1.2: the word “{said}” is repeated"]


def test_a_word_repeated_across_a_line_break_is_found_in_its_line() -> None:
    text = article(FIRST, ("They came to the\nthe town.", "他们来到城里。"), LAST)
    (finding,) = found(text)
    assert (finding.code, finding.line) == ("C004", text[: text.index("the\nthe")].count("\n") + 1)
    wrapped = "    这一年全县人民在党的领导下修了许多新的\n的水坝、水井和渠道，收成是多年来最好\n最好的。"
    text = article(("They built dams, wells and canals.", "XX")).replace("    XX", wrapped)
    seen = [f.message for f in found(text, Edition()) if f.code == "C004"]
    assert ["的" in seen[0], "最好" in seen[1], len(seen)] == [True, True, 2]


@pytest.mark.parametrize("words", ["had had", "that that", "Baden Baden, Baden-Baden", "12 12", "people's, people's"])
def test_english_words_that_are_rightly_doubled_are_not_reported(words: str) -> None:
    baden = replace(NAMES, authority=(record("place.baden", ("en", "Baden Baden")),))
    assert "C004" not in codes(article(FIRST, (f"They {words} there.", "他们来到城里。"), LAST), baden)


# --- terms ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("english", "chinese", "expected"),
    [
        ("We rectify the people's communes.", "我们整顿人民公社。", []),
        ("We are rectifying a people's commune.", "我们整顿人民公社。", []),
        ("The rectification of the communes goes on.", "公社的整顿正在进行。", []),
        ("We reform agricultural tools.", "我们改革农具、工具。", ["C007"]),
        ("We reform agricultural tools and other tools.", "我们改革农具、工具。", []),
        ("We go to town.", "我们去人民公社。", ["C007"]),
        ("We oppose the chauvinism of a big nationality.", "我们反对大民族主义。", []),
        ("We oppose the big-nationality chauvinism.", "我們反對大民族主義。", []),
    ],
)
def test_a_term_is_rendered_by_any_inflection_of_its_renderings(
    english: str, chinese: str, expected: list[str]
) -> None:
    assert codes(article(FIRST, (english, chinese), LAST)) == expected


def test_a_term_that_is_not_rendered_is_reported_once_with_all_its_places() -> None:
    pair = ("We must oppose Han chauvinism.", "我们必须反对大民族主义。")
    other = ("They also fought against Han chauvinism.", "他们也同大民族主义作了斗争。")
    (finding,) = found(article(pair, LAST, other))
    assert finding.code == "C007" and finding.message.endswith("nor in en.1.3.s1")
    assert answer(finding).count("大民族主义") == 4  # two places, the note's text, and the place of a dismissal


def test_a_pronoun_may_carry_a_term_on_from_the_passage_before() -> None:
    first = ("The people's communes of the county grew fast.", "全县的人民公社发展得很快。")
    later = ("They also opened 21 schools.", "人民公社还办了21所学校。")
    assert codes(article(first, later, END)) == []
    assert codes(article(END, later, LAST)) == ["C007"]


def test_terms_within_names_and_longer_terms_do_not_count() -> None:
    named = replace(NAMES, authority=(record("doc.rules", ("zh-Hans", "工具条例"), ("en", "Rules of Order")),))
    assert codes(article(FIRST, ("They read the Rules of Order.", "他们学习了工具条例。"), LAST), named) == []
    assert codes(article(FIRST, ("The people's communes grew.", "人民公社发展了。"), LAST)) == []


@pytest.mark.parametrize("direction", [("en", "zh-Hans"), ("en-GB", "zh")])
def test_terms_are_looked_for_in_the_language_they_are_of(direction: tuple[str, str]) -> None:
    turned = replace(NAMES, lexicon=((direction[0], "commune", direction[1], "公社"),))
    assert codes(article(FIRST, ("The commune grew.", "农庄发展了。"), LAST), turned) == ["C007"]
    assert codes(article(FIRST, ("The communes grew.", "公社发展了。"), LAST), turned) == []


@given(
    st.lists(
        st.sampled_from(["plan", "plans", "planned", "the", "grain", "公社", "人民公社", "人民", "。", " "]), max_size=9
    )
)
@settings(max_examples=200, deadline=None)
def test_what_is_found_stands_where_it_is_said_to(parts: list[str]) -> None:
    text = " ".join(parts)
    phrases = ["plan", "grain plan", "公社", "人民公社"]
    hits = Finder.of(phrases).find(text)
    for start, end, number in hits:
        words = text[start:end]
        assert words == phrases[number] or words.lower().replace("the ", "").startswith(phrases[number][:4])
    assert sum(n == 3 for *_, n in hits) == text.count("人民公社")
    assert sum(n == 0 for *_, n in hits) == sum(part.startswith("plan") for part in parts)


# --- marks, enumerations, lengths, divisions ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("english", "chinese", "expected"),
    [
        ('They read the "Six Rules" in full.', "他们全文学习了“六条规定”。", []),
        ("They read the Six Rules in full.", "他们全文学习了“六条规定”。", ["C011"]),
        ("They read the “Six Rules” in full.", "他们全文学习了《六条规定》。", []),
        ("They read (in full the Six Rules.", "他们全文学习了六条规定。", ["C011"]),
        ("They read the Six Rules in full.", "他们全文学习了六条规定）。", ["C011"]),
        ("They read: 1) the rules; 2) the plan.", "他们学习了：一）规定；二）计划。", []),
        ("They read the rules (in full).", "他们学习了规定（全文)。", []),
        ('He said: "We go." She said: "Then go."', "他说：“我们走。”她说那就走吧。", []),
        ("It is 5\" long and don't ask.", "它五寸长。", []),
    ],
)
def test_marks_are_compared_as_far_as_they_can_be(english: str, chinese: str, expected: list[str]) -> None:
    assert [c for c in codes(article(FIRST, (english, chinese), LAST)) if c == "C011"] == expected


def test_a_quotation_of_several_paragraphs_opens_each_and_closes_once() -> None:
    text = article(FIRST, ("“We come.", "“我们来了。"), ("“We go.”", "“我们走了。”"), LAST)
    assert codes(text) == []


@pytest.mark.parametrize(
    ("english", "chinese", "expected"),
    [
        ("They grow wheat, rice, and millet.", "他们种小麦、水稻、小米。", []),
        ("They grow wheat, rice and millet.", "他们种小麦、水稻和小米。", []),
        ("They grow wheat, rice, and millet.", "他们种小麦、水稻、小米、棉花。", ["C010"]),
        ("In addition, they grow wheat, rice, and millet.", "他们还种小麦、水稻和小米。", []),
        ("They grow grain.", "他们种小麦、水稻、小米、棉花。", []),
        ("They have farming, forestry, herding, and fishing.", "他们有农、林、牧、渔等业。", []),
    ],
)
def test_enumerations_are_counted_where_each_version_has_one(english: str, chinese: str, expected: list[str]) -> None:
    assert codes(article(FIRST, (english, chinese), LAST)) == expected


@pytest.mark.parametrize(
    ("english", "expected"),
    [
        ("Grasp both steel and grain; grasp both mines and mills.", []),
        ("They held both ends and took both hands.", []),
        ("Both countries agree.", []),
        ("Use either steel or grain; use either the mines of the county.", ["C013"]),
    ],
)
def test_a_conjunction_is_missed_only_where_its_sentence_has_the_pair(english: str, expected: list[str]) -> None:
    assert [c for c in codes(article(FIRST, (english, "钢铁和粮食都要抓。"), LAST)) if c == "C013"] == expected


def test_texts_divided_differently_throughout_are_reported_once() -> None:
    pairs = [
        (f"Workshop {n} was built by the county in spring. The hall of workshop {n} was opened before the harvest.",
         f"县里在春天建成了{n}号车间。\n    {n}号车间的大厅在收割以前启用。")
        for n in range(21, 28)
    ]  # fmt: skip
    seen = codes(article(*pairs))
    assert seen.count("C014") == 1


# --- how they are told ----------------------------------------------------------------------------------------------


def test_a_crux_is_told_in_a_line_with_the_proposed_answer_below() -> None:
    seen = found(CASES["C004"])
    lines = as_text(seen).splitlines()
    assert lines[0].startswith("a.txt:3:") and lines[0].endswith("(mark one of them as surplus, or [[dismiss]] it)")
    assert lines[1] == "    [[emend]]"
    below = "\n".join(lines[1:])
    assert found(CASES["C004"], decided=decide(below)) == []
    assert json.loads(as_json(seen))[0]["hint"].endswith(answer(seen[0]))


@pytest.mark.parametrize("code", sorted(set(CASES) - {"C004", "C010", "C013"}))
def test_with_every_note_a_dismissal_is_offered_and_either_alone_answers(code: str) -> None:
    (finding,) = (f for f in found(CASES[code]) if f.code == code)
    note, _, dismissal = answer(finding).partition("\n\n# or:\n")
    assert note.startswith("[[note]]") and dismissal.startswith("[[dismiss]]")
    for toml in (note, dismissal):
        assert {f.code for f in found(CASES[code], decided=decide(toml))} <= {"C006"}, toml


def test_a_dismissal_tells_words_that_stand_twice_apart() -> None:
    text = article(
        FIRST, ("The mill stands. We oppose Han chauvinism.", "大民族主义者走了。我们必须反对大民族主义。"), LAST
    )
    offered = [answer(f).partition("# or:\n")[2] for f in found(text) if f.code == "C007"]
    assert offered and all("prefix = " in toml or "suffix = " in toml for toml in offered)
    assert "C007" not in [f.code for f in found(text, decided=decide(offered[0]))]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("C005", "” stands in the Chinese only; the English has no counterpart."),
        (
            "C007",
            "The English does not render “大民族主义” of the Chinese; one would expect “big-nationality chauvinism”.",
        ),
        ("C012", "The English “The delegates then visited"),
        ("C014", "The English has 1 paragraph where the Chinese has 2."),
        ("C015", "The English names the month (“6th January”), the Chinese the day alone (“6日”)."),
        (
            "C017",
            "The head stands twice in the Chinese, and differs: “促成更大更好更全面的跃进” and “促成更大更快更全面的跃进”.",
        ),
    ],
)
def test_a_proposed_note_is_true_behind_either_version(code: str, said: str) -> None:
    (finding,) = (f for f in found(CASES[code]) if f.code == code)
    (note,) = decide(answer(finding)).notes
    assert said in note.text[0][1]


@pytest.mark.parametrize("code", sorted(set(CASES)))
def test_no_proposal_speaks_of_here_there_or_this_version(code: str) -> None:
    (finding,) = (f for f in found(CASES[code]) if f.code == code)
    said = [line for line in answer(finding).splitlines() if line.startswith(("text.", "why"))]
    assert said and not re.search(r"\bhere\b|\bthere\b|this version|one version only|other version", " ".join(said))


def test_what_a_lost_term_has_elsewhere_is_quoted() -> None:
    pair = ("We must oppose Han chauvinism.", "我们必须反对大民族主义。")
    text = article(FIRST, pair, LAST, ("They fought big-nationality chauvinism.", "他们同大民族主义作了斗争。"))
    (finding,) = (f for f in found(text) if f.code == "C007")
    assert "; elsewhere it has “big-nationality chauvinism”." in answer(finding)


def test_versions_of_one_language_are_called_by_their_part() -> None:
    blocks = [Block(n, "p", "x", 1, 1, id=f"{id_}.1.1") for n, id_ in enumerate(("a", "b"))]
    texts = [
        Text(block.id[0], role, "zh", (), (Report(1, (), (block,)),))
        for block, role in zip(blocks, ("translation", "original"), strict=True)
    ]
    view = View.of(texts, (), Alignment({}, ()), NAMES)
    assert [view.version(0), view.other(0), view.version(1)] == ["the translation", "the original", "the original"]


def test_what_is_found_has_its_certainty() -> None:
    assert {f.code: f.cert for f in (*found(CASES["C004"]), *found(CASES["C012"]))} == {"C004": "high", "C012": "low"}


def test_the_certainty_of_a_crux_is_in_its_line_and_in_json() -> None:
    seen = [finding("C001", "Seen", cert="low", hint="do it"), finding("E040", "Wrong")]
    assert as_text(seen) == "tei: C001 Seen, certainty low (do it)\ntei: E040 Wrong\n"
    assert [row["cert"] for row in json.loads(as_json(seen))] == ["low", ""]


def test_a_message_has_both_passages() -> None:
    (finding,) = found(CASES["C007"])
    assert "大民族主义" in finding.message and "en.1.2.s1 “We must oppose Han chauvinism.”" in finding.message


TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from('ab"\\的 '), min_size=1, max_size=30)


@given(TEXTS, st.data())
@settings(max_examples=150, deadline=None)
def test_a_proposed_place_is_found_again_exactly_once(text: str, data: st.DataObject) -> None:
    from tei.edit.locate import locate

    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    block = Block(0, "p", text, 1, 1, id="en.1.1")
    view = View.of([Text("en", "translation", "en", (), (Report(1, (), (block,)),))], (), Alignment({}, ()), NAMES)
    toml = proposal.emend(view, (0, start, end), "x" if start == end else "", "why")
    (order,) = decide(toml).emends
    assert locate(order.place, order.source, {"en.1.1": block}) == (0, start, end)


def test_two_terms_with_one_form_are_both_found() -> None:
    assert sorted(Finder.of(["公社", "公社", "人民"]).find("人民公社")) == [(0, 2, 2), (2, 4, 0), (2, 4, 1)]
