"""Reading seeds: the format `translated-article` and its variants."""

from __future__ import annotations

import pytest

from tei import seed as seeds
from tei.model import Seed
from tei.report import TeiError
from tei.seed.dateline import dateline
from tei.seed.fields import iso_date

PLAIN = """Title: A Title
Author: Wang Ming
Date: 1959-01-13
Page: 2
Xinhua News Agency, Urumqi, 12th January: The meeting opened.

    It closed on Friday.

<hr />

Original:

### 促成跃进  各省开会

1959-01-13
第2版()
专栏：国内

    促成跃进
    各省开会
    新疆
    据新华社乌鲁木齐12日电　会议开幕。
    会议闭幕。
    贵州
    新华社贵阳12日电　会议开幕。
"""


def read(text: str) -> Seed:
    data = text.encode("utf-8")
    seed, _ = seeds.read(data, "a.txt")
    assert seeds.write(seed) == data
    return seed


def codes(text: str) -> list[str]:
    return [f.code for f in seeds.read(text.encode(), "a.txt")[1]]


def shape(seed: Seed) -> list[list[str]]:
    return [[f"{b.kind}:{b.text}" for b in v.blocks] for v in seed.versions]


def test_the_plain_form_is_read_whole() -> None:
    seed = read(PLAIN)
    assert (seed.title, seed.author, seed.date, seed.page, seed.column) == (
        "A Title",
        "Wang Ming",
        "1959-01-13",
        "2",
        "国内",
    )
    assert [(v.role, v.lang) for v in seed.versions] == [("translation", "en"), ("original", "zh-Hans")]
    assert shape(seed)[0] == [
        "title:A Title",
        "p:Xinhua News Agency, Urumqi, 12th January: The meeting opened.",
        "p:It closed on Friday.",
    ]
    assert shape(seed)[1] == [
        "title:促成跃进  各省开会",
        "main:促成跃进",
        "sub:各省开会",
        "head:新疆",
        "p:据新华社乌鲁木齐12日电　会议开幕。",
        "p:会议闭幕。",
        "head:贵州",
        "p:新华社贵阳12日电　会议开幕。",
    ]


VARIANTS = {
    "crlf": PLAIN.replace("\n", "\r\n"),
    "lone carriage returns": PLAIN.replace("\n", "\r"),
    "a byte order mark": "\ufeff" + PLAIN,
    "no last newline": PLAIN.rstrip(),
    "ideographic indents": PLAIN.replace("    ", "\u3000\u3000"),
    "tabs": PLAIN.replace("    ", "\t"),
    "another marker": PLAIN.replace("Original:", "原文："),
    "a marker in capitals": PLAIN.replace("Original:", "ORIGINAL TEXT"),
    "another rule": PLAIN.replace("<hr />", "* * *"),
    "a bare rule tag": PLAIN.replace("<hr />", "<hr>"),
    "no rule": PLAIN.replace("<hr />\n\n", ""),
    "no marker": PLAIN.replace("Original:\n\n", ""),
    "fields in another order": PLAIN.replace(
        "Title: A Title\nAuthor: Wang Ming\nDate: 1959-01-13\nPage: 2\n",
        "Page: 2\nDate: 1959-01-13\nTitle: A Title\nAuthor: Wang Ming\n",
    ),
    "a blank line after the fields": PLAIN.replace("Page: 2\n", "Page: 2\n\n"),
    "full-width colons": PLAIN.replace("Title:", "Title：").replace("Date:", "Date："),
}


@pytest.mark.parametrize("name", VARIANTS)
def test_variants_of_layout_change_nothing_in_the_reading(name: str) -> None:
    plain, seed = read(PLAIN), read(VARIANTS[name])
    assert shape(seed) == shape(plain)
    assert (seed.title, seed.date, seed.page) == (plain.title, plain.date, plain.page)


def test_traditional_characters_are_seen() -> None:
    text = (
        PLAIN.replace("会议开幕。", "會議開幕，國務院決議這個問題。")
        .replace("会议闭幕", "會議閉幕")
        .replace("据新华社", "據新華社")
    )
    assert read(text).versions[1].lang == "zh-Hant"


def test_without_an_original_the_translation_is_read_and_the_lack_reported() -> None:
    text = PLAIN[: PLAIN.index("<hr />")]
    assert [v.role for v in read(text).versions] == ["translation"]
    assert "S004" in codes(text)


def test_without_a_translation_the_original_is_read_and_the_lack_reported() -> None:
    text = PLAIN[PLAIN.index("Original:") :]
    assert [v.role for v in read(text).versions] == ["original"]
    assert "S005" in codes(text)


def test_without_title_and_date_there_are_findings_but_a_seed() -> None:
    text = PLAIN.replace("Title: A Title\n", "").replace("Date: 1959-01-13\n", "").replace("1959-01-13\n", "")
    assert read(text).date == ""
    assert "S007" in codes(text)


def test_a_date_of_the_original_serves_where_the_field_is_empty() -> None:
    assert read(PLAIN.replace("Date: 1959-01-13", "Date:")).date == "1959-01-13"


@pytest.mark.parametrize(("told", "date"), [("1959年2月30日", "1959年2月30日"), ("日期：1959-02-30", "1959-02-30")])
def test_a_date_of_the_original_that_is_none_is_reported_where_it_stands(told: str, date: str) -> None:
    text = PLAIN.replace("Date: 1959-01-13", "Date:").replace("\n1959-01-13\n", f"\n{told}\n")
    odd = [(each.line, each.message) for each in seeds.read(text.encode(), "a.txt")[1] if each.code == "S007"]
    assert odd == [(text[: text.index(told)].count("\n") + 1, f'the date "{date}" does not exist')]
    assert read(text).date == ""


def test_an_unknown_field_is_kept_and_reported() -> None:
    text = PLAIN.replace("Page: 2", "Wire: 7\nPage: 2")
    assert "S009" in codes(text)
    assert read(text).page == "2"


def test_a_misspelt_field_is_told_what_may_be_meant() -> None:
    odd = seeds.read(PLAIN.replace("Page: 2", "Auther: Li An\nPage: 2").encode(), "a.txt")[1]
    assert [(each.line, each.hint) for each in odd if each.code == "S009"] == [
        (4, "did you mean Author? The line is kept in sourceDoc")
    ]


@pytest.mark.parametrize(
    ("date", "message"),
    [("31 June 2024", 'the date "31 June 2024" does not exist'), ("tomorrow", 'the date "tomorrow" is not understood')],
)
def test_a_date_that_is_none_is_reported_where_it_stands(date: str, message: str) -> None:
    odd = seeds.read(PLAIN.replace("Date: 1959-01-13", f"Date: {date}").encode(), "a.txt")[1]
    assert [(each.line, each.message) for each in odd if each.code == "S007"] == [(3, message)]


def test_a_wrapped_english_paragraph_is_one_block_with_breaks() -> None:
    seed = read(PLAIN.replace("It closed on Friday.", "It closed on\nFriday of that\nweek."))
    block = seed.versions[0].blocks[-1]
    assert block.text == "It closed on Friday of that week."
    assert [block.text[b:] for b in block.breaks] == ["Friday of that week.", "week."]


def test_a_wrapped_chinese_paragraph_is_one_block_without_spaces() -> None:
    seed = read(PLAIN.replace("    会议闭幕。", "    会议认为，当前必须集中力量，根据决议的\n精神组织干部深入农村。"))
    assert any(
        b.text == "会议认为，当前必须集中力量，根据决议的精神组织干部深入农村。" and b.breaks
        for b in seed.versions[1].blocks
    )


def test_markup_in_the_text_stays_text() -> None:
    seed = read(PLAIN.replace("It closed", "<script>alert(1)</script> & ]]> <b>it</b> closed"))
    assert "<script>alert(1)</script> & ]]>" in seed.versions[0].blocks[-1].text


def test_a_control_character_is_reported_with_its_place() -> None:
    found = [f for f in seeds.read(PLAIN.replace("closed", "clo\x07sed").encode(), "a.txt")[1] if f.code == "S006"]
    assert [(f.line, f.column, f.severity) for f in found] == [(7, 11, "warning")]


def test_a_report_head_that_repeats_a_word_of_the_headline_is_still_a_head() -> None:
    text = PLAIN.replace("### 促成跃进  各省开会", "### 新疆开会").replace(
        "    促成跃进\n    各省开会\n", "    新疆开会\n"
    )
    assert shape(read(text))[1][:3] == ["title:新疆开会", "main:新疆开会", "head:新疆"]


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (b"", "S001", "empty"),
        (b"  \n\n", "S001", "empty"),
        (b"<hr />\n\nOriginal:\n", "S001", "no paragraph"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00", "S002", "byte offset"),
        ("中文".encode("utf-16"), "S003", "UTF-16"),
        (b"Title: caf\xe9\n", "S003", "byte offset 10"),
        ("人民公社好".encode("gb18030"), "S003", "byte offset 0"),
    ],
)
def test_what_is_no_text_in_utf8_is_refused_with_the_byte(data: bytes, code: str, words: str) -> None:
    with pytest.raises(TeiError, match=words) as error:
        seeds.read(data, "a.txt")
    assert error.value.finding.code == code
    assert error.value.finding.hint


def test_gb18030_is_recognised_in_the_hint() -> None:
    with pytest.raises(TeiError) as error:
        seeds.read("人民公社好".encode("gb18030"), "a.txt")
    assert "iconv -f GB18030" in error.value.finding.hint


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("1959-01-13", "1959-01-13"),
        ("1959/1/3", "1959-01-03"),
        ("1959年1月13日", "1959-01-13"),
        ("January 13, 1959", "1959-01-13"),
        ("13 Jan 1959", "1959-01-13"),
        ("1959-01", "1959-01"),
        ("1959", "1959"),
        ("1959-13-01", ""),
        ("soon", ""),
        ("", ""),
    ],
)
def test_dates_of_issue_are_understood(text: str, iso: str) -> None:
    assert iso_date(text) == iso


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("Xinhua News Agency, Urumqi, 12th January: The meeting", "Xinhua News Agency, Urumqi, 12th January:"),
        ("Xinhua News Agency report: The", "Xinhua News Agency report:"),
        ("Our Correspondent in Moscow, 3 May: The", "Our Correspondent in Moscow, 3 May:"),
        ("The meeting pointed out: we must", ""),
        ("According to a report by Xinhua: yes", ""),
        ("据新华社乌鲁木齐12日电　中共", "据新华社乌鲁木齐12日电　"),
        ("新华社贵阳12日电　中共", "新华社贵阳12日电　"),
        ("据新华社讯　中共", "据新华社讯　"),
        ("本报讯　昨天", "本报讯　"),
        ("據新華社北京三日電　今", "據新華社北京三日電　"),
        ("塔斯社莫斯科5日电 苏联", "塔斯社莫斯科5日电 "),
        ("会议指出，新华社", ""),
    ],
)
def test_datelines_are_seen(text: str, opening: str) -> None:
    assert text[: dateline(text)] == opening


def kinds(english: str, chinese: str = "    会议开幕。") -> tuple[list[str], list[str]]:
    """The kinds of the blocks of both versions, titles left out."""
    text = f"Title: A\nDate: 1959-01-13\n{english}\n\n<hr />\n\nOriginal:\n\n### 甲\n\n{chinese}\n"
    found = [[b.kind for b in v.blocks if b.kind != "title"] for v in read(text).versions]
    return found[0], found[-1]


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("【新华社北京五日电】今日", "【新华社北京五日电】"),
        ("[Xinhua News Agency, Peking, 5th] Today", "[Xinhua News Agency, Peking, 5th]"),
        ("Our newspaper, Harbin, July 2nd: The", "Our newspaper, Harbin, July 2nd:"),
        ("This newspaper reports: The", "This newspaper reports:"),
        ("本报讯　记者田流报道：今年", "本报讯　记者田流报道："),
    ],
)
def test_more_datelines_are_seen(text: str, opening: str) -> None:
    assert text[: dateline(text)] == opening


@pytest.mark.parametrize(
    "line",
    [
        "By our reporter Jin Feng",
        "People's Daily Editorial",
        "March 1st",
        "Li Ming, Wang Hua, Zhao Gang",
        "Xinhua Correspondent",
    ],
)
def test_a_byline_a_date_or_a_list_of_names_is_no_head(line: str) -> None:
    assert kinds(f"{line}\n\nThe meeting opened.")[0] == ["p", "p"]


@pytest.mark.parametrize(
    "line",
    [
        "I. Why Agriculture Is the Foundation",
        "The No. 1 State Cotton Mill Leads",
        "2. The Harvest",
        "Guizhou",
    ],
)
def test_a_numbered_or_shortened_line_is_a_head(line: str) -> None:
    assert kinds(f"The meeting opened.\n\n{line}\n\nThe meeting closed.")[0] == ["p", "head", "p"]


def test_a_run_of_short_lines_is_no_pile_of_heads() -> None:
    assert kinds("The meeting opened.\n\nOne\n\nTwo\n\nThree\n\nThe meeting closed.")[0] == ["p"] * 5


def test_an_exclamation_before_a_dateline_is_a_head() -> None:
    english, chinese = kinds(
        "The meeting opened.\n\nWho Won the Election?\n\nXinhua News Agency, Peking, 5th January: It closed.",
        "    会议开幕。\n    谁胜利了？\n    新华社北京五日电　会议闭幕。",
    )
    assert (english, chinese) == (["p", "head", "p"], ["p", "head", "p"])


@pytest.mark.parametrize("line", ["本报记者金凤", "人民日报社论", "（附图片）", "一九五九年三月一日", "新华社记者摄"])
def test_a_chinese_byline_signature_or_date_is_no_head(line: str) -> None:
    assert kinds("The meeting opened.", f"    会议开幕。\n    {line}\n    会议闭幕。")[1] == ["p", "p", "p"]


def test_a_row_of_crosses_is_a_rule_in_the_original() -> None:
    assert kinds("The meeting opened.", "    会议开幕。\n    ×　×　×\n    会议闭幕。")[1] == ["p", "p"]


def test_a_subtitle_after_a_dash_belongs_to_the_headline() -> None:
    text = PLAIN.replace("### 促成跃进  各省开会", "### 促成跃进——各省纪行").replace(
        "    各省开会\n", "    ——各省纪行\n"
    )
    assert shape(read(text))[1][:4] == ["title:促成跃进——各省纪行", "main:促成跃进", "sub:——各省纪行", "head:新疆"]


def test_a_line_with_an_open_quotation_goes_on() -> None:
    seed = read(PLAIN.replace("    会议闭幕。", "    社员们说：“公社\n好。”"))
    assert "社员们说：“公社好。”" in [b.text for b in seed.versions[1].blocks]


def test_a_paragraph_that_is_only_the_word_chinese_is_no_marker() -> None:
    seed = read(PLAIN.replace("    It closed on Friday.", "Chinese\n\n    It closed on Friday."))
    assert [v.lang for v in seed.versions] == ["en", "zh-Hans"]
    assert seed.versions[0].blocks[-1].text == "It closed on Friday."


def test_the_original_may_begin_in_the_line_of_the_marker() -> None:
    text = PLAIN[: PLAIN.index("Original:")] + "Original: 会议开幕，各省开会讨论。\n    会议闭幕。\n"
    assert shape(read(text))[1] == ["p:会议开幕，各省开会讨论。", "p:会议闭幕。"]


def test_a_quotation_in_kana_does_not_make_chinese_japanese() -> None:
    assert read(PLAIN.replace("会议开幕", "会议开幕，他说：“さようなら”")).versions[1].lang == "zh-Hans"


def test_a_second_date_is_kept_as_a_field_and_not_taken_for_text() -> None:
    seed = read(PLAIN.replace("Page: 2\n", "Page: 2\nDate: 1960-01-01\n"))
    assert (seed.date, len(seed.versions[0].blocks)) == ("1959-01-13", 3)


def test_a_paragraph_that_begins_like_a_field_is_text() -> None:
    seed = read(PLAIN.replace("Page: 2\nXinhua", "Page: 2\n\nSource: the commune said so.\n\nXinhua"))
    assert seed.versions[0].blocks[1].text == "Source: the commune said so."


def test_a_translator_is_known() -> None:
    assert read(PLAIN.replace("Page: 2\n", "Page: 2\nTranslator: Li Hua\n")).translator == "Li Hua"


@pytest.mark.parametrize("date", ["January 99999999999999999999", "9" * 5000, "0001-01-01", "0000-00-00", "9999-99-99"])
def test_no_date_is_too_strange(date: str) -> None:
    assert read(PLAIN.replace("1959-01-13", date)).date == ""
