"""Names, dates and numbers: a table of cases."""

from __future__ import annotations

import pytest

from tei.annotate import annotate
from tei.annotate.numerals import chinese, english
from tei.model import Block, Edition, Emend, Emendation, Entity, Name, Place, Source

ISSUE = "1959-01-13"


def found(
    text: str, lang: str, types: tuple[str, ...], edition: Edition | None = None, issue: str = ISSUE
) -> list[str]:
    """Each mention as ``words value value``."""
    mentions = annotate([Block(0, "p", text, 1, 1)], lang, issue, edition or Edition())
    return [" ".join([text[m.start : m.end], *(f"{k}={v}" for k, v in m.attrs)]) for m in mentions if m.type in types]


DATES_EN = {
    "held from December 20th to 30th, 1958.": ["December 20th to 30th, 1958 from=1958-12-20 to=1958-12-30"],
    "from December 27th of last year to January 9th of this year": [
        "December 27th of last year to January 9th of this year from=1958-12-27 to=1959-01-09"
    ],
    "from January 6th to 7th.": ["January 6th to 7th from=1959-01-06 to=1959-01-07"],
    "Urumqi, 12th January: The": ["12th January when=1959-01-12"],
    "on 3 May 1957 and 4 June": ["3 May 1957 when=1957-05-03", "4 June when=1959-06-04"],
    "January 13, 1959, was": ["January 13, 1959 when=1959-01-13"],
    "by June of this year": ["June of this year when=1959-06"],
    "in October 1957": ["October 1957 when=1957-10"],
    "last year and next year": ["last year when=1958", "next year when=1960"],
    "in the first quarter": ["first quarter from=1959-01 to=1959-03"],
    "the third quarter of 1958": ["third quarter of 1958 from=1958-07 to=1958-09"],
    "in the 1950s": ["the 1950s from=1950 to=1959"],
    "from now until June of this year, we": [
        "from now until June of this year from=1959-01-13 to=1959-06",
        "June of this year when=1959-06",
    ],
    "from 1953 to 1957": ["1953 to 1957 from=1953 to=1957"],
    "1,958 tons and 1958 people": [],
    "in May": ["May when=1959-05"],
    "you may march": [],
    "on 31st February 1959": ["31st February 1959"],
    "December 30": ["December 30 when=1958-12-30"],
    "yesterday": ["yesterday when=1959-01-12"],
}
DATES_ZH = {
    "在1958年12月20日到30日举行": ["1958年12月20日到30日 from=1958-12-20 to=1958-12-30"],
    "去年12月27日到今年1月9日": ["去年12月27日到今年1月9日 from=1958-12-27 to=1959-01-09"],
    "于1月6日到7日": ["1月6日到7日 from=1959-01-06 to=1959-01-07"],
    "乌鲁木齐12日电": ["12日 when=1959-01-12"],
    "新华社北京28日电": ["28日 when=1958-12-28"],
    "今年6月": ["今年6月 when=1959-06"],
    "自现在起到今年6月": ["自现在起到今年6月 from=1959-01-13 to=1959-06", "今年6月 when=1959-06"],
    "1959年，一九五八年": ["1959年 when=1959", "一九五八年 when=1958"],
    "第一季度": ["第一季度 from=1959-01 to=1959-03"],
    "1958年第三季度": ["1958年第三季度 from=1958-07 to=1958-09"],
    "今年一月上旬": ["今年一月上旬 from=1959-01-01 to=1959-01-10"],
    "一九五八年十二月二十日": ["一九五八年十二月二十日 when=1958-12-20"],
    "1953－1957年": ["1953－1957年 from=1953 to=1957"],
    "本月5日，上月": ["本月5日 when=1959-01-05", "上月 when=1958-12"],
    "１９５９年１月": ["１９５９年１月 when=1959-01"],
    "一年来的经验，三年": [],
    "第3日": [],
    "昨天": ["昨天 when=1959-01-12"],
}


@pytest.mark.parametrize("text", DATES_EN)
def test_english_dates(text: str) -> None:
    assert found(text, "en", ("date",)) == DATES_EN[text]


@pytest.mark.parametrize("text", DATES_ZH)
def test_chinese_dates(text: str) -> None:
    assert found(text, "zh-Hans", ("date",)) == DATES_ZH[text]


def test_without_a_date_of_issue_a_relative_date_has_no_value() -> None:
    assert found("last year, and 12th January", "en", ("date",), issue="") == ["last year", "12th January"]
    assert found("去年12月，1958年", "zh", ("date",), issue="") == ["去年12月", "1958年 when=1958"]


NUMBERS_EN = {
    "more than 10,000 cooperatives": ["more than 10,000 atLeast=10000"],
    "682 people's communes": ["682 value=682"],
    "2.5 million tons of steel": ["2.5 million tons quantity=2500000 unit=t"],
    "twenty-three counties": ["twenty-three value=23"],
    "nearly 300 people": ["nearly 300 atMost=300"],
    "an increase of 30 percent, or 30%": ["30 percent type=percentage value=30", "30% type=percentage value=30"],
    "(1) first, (2) second, the 3rd, No. 5, one": [],
    "walking on two legs": [],
    "the Eight-Character Charter": [],
    "one hundred and five mu": ["one hundred and five mu quantity=105 unit=mu"],
    "thousands of cadres": [],
    "10 or more": ["10 or more atLeast=10"],
    "at least five provinces": ["at least five atLeast=5"],
}
NUMBERS_ZH = {
    "有一万多个农业生产合作社": ["一万多 atLeast=10000"],
    "六百八十二个人民公社": ["六百八十二 value=682"],
    "九千三百个小厂": ["九千三百 value=9300"],
    "增产百分之三十": ["百分之三十 type=percentage value=30"],
    "三分之二": ["三分之二 type=fraction value=2/3"],
    "3万亩，五十斤": ["3万亩 quantity=30000 unit=mu", "五十斤 quantity=50 unit=jin"],
    "一手抓工业，两条腿走路，成千上万，一支队伍，一项": [],
    "第一书记，（一）抓好，第三届": [],
    "三个县": ["三 value=3"],
    "超过三百人": ["超过三百 atLeast=300"],
    "一亿二千万人": ["一亿二千万 value=120000000"],
    "十几个": ["十几 atLeast=10"],
    "千万不要": [],
    "近百分之五": ["近百分之五 type=percentage atMost=5"],
    "１２０吨": ["１２０吨 quantity=120 unit=t"],
    "八届六中全会": [],
}


@pytest.mark.parametrize("text", NUMBERS_EN)
def test_english_numbers(text: str) -> None:
    assert found(text, "en", ("num", "measure")) == NUMBERS_EN[text]


@pytest.mark.parametrize("text", NUMBERS_ZH)
def test_chinese_numbers(text: str) -> None:
    assert found(text, "zh-Hans", ("num", "measure")) == NUMBERS_ZH[text]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("六百八十二", 682),
        ("一万", 10000),
        ("九千三百", 9300),
        ("十", 10),
        ("十五", 15),
        ("二十", 20),
        ("廿三", 23),
        ("卅", 30),
        ("一九五八", 1958),
        ("三万五千", 35000),
        ("一亿二千万", 120000000),
        ("两千", 2000),
        ("一千零五", 1005),
        ("3万", 30000),
        ("二点五", 2.5),
        ("萬", None),
        ("", None),
    ],
)
def test_chinese_numerals(text: str, value: float | None) -> None:
    result = chinese(text)
    assert (None if result is None else float(result)) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("10,000", 10000),
        ("2.5 million", 2500000),
        ("twenty-three thousand", 23000),
        ("one hundred and five", 105),
        ("zero", 0),
        ("cat", None),
    ],
)
def test_english_numerals(text: str, value: float | None) -> None:
    result = english(text)
    assert (None if result is None else float(result)) == value


PARTY = Entity("org.cpc", "orgName", (Name("zh-Hans", "中共"), Name("zh-Hans", "党"), Name("en", "Party")), "<org/>", 1)
GUIZHOU = Entity(
    "place.guizhou",
    "placeName",
    (Name("zh-Hans", "贵州省"), Name("zh-Hans", "贵州"), Name("en", "Guizhou")),
    "<place/>",
    2,
)
COMMITTEE = Entity(
    "org.cpc-guizhou",
    "orgName",
    (
        Name("zh-Hans", "中共贵州省委员会"),
        Name("zh-Hans", "中共贵州省委", ((0, 2, "orgName", "org.cpc"), (2, 4, "placeName", "place.guizhou"))),
    ),
    "<org/>",
    3,
)
NAMES = Edition(authority=(PARTY, GUIZHOU, COMMITTEE), stop=(Name("zh-Hans", "党委"),))


def names(text: str, lang: str) -> list[str]:
    mentions = annotate([Block(0, "p", text, 1, 1)], lang, ISSUE, NAMES)
    return [f"{text[m.start : m.end]}={m.ref}" for m in mentions if m.ref]


def test_names_nest_by_longest_match() -> None:
    assert names("中共贵州省委员会", "zh-Hans") == [
        "中共贵州省委员会=org.cpc-guizhou",
        "中共=org.cpc",
        "贵州省=place.guizhou",
    ]


def test_a_record_that_says_how_its_name_nests_is_believed() -> None:
    assert names("中共贵州省委于", "zh-Hans") == ["中共贵州省委=org.cpc-guizhou", "中共=org.cpc", "贵州=place.guizhou"]


def test_what_the_stop_list_holds_is_no_name() -> None:
    assert names("各级党委和党的", "zh-Hans") == ["党=org.cpc"]


def test_names_in_an_alphabet_are_whole_words_with_their_case() -> None:
    assert names("the Party's line, a party, Partying, Party", "en") == ["Party=org.cpc", "Party=org.cpc"]


def test_a_date_in_a_correction_has_the_value_of_the_correction() -> None:
    order = Emend(Source("e.toml", 1), Place("zh.h1", "1950"), "choice", "1959", "ed", "high", "internal", "")
    (mention,) = annotate(
        [Block(0, "title", "促成1950年的", 1, 1)], "zh-Hans", ISSUE, Edition(), [Emendation(0, 2, 6, order)]
    )
    assert (mention.start, mention.end, mention.attrs) == (2, 7, (("when", "1959"),))


def test_a_quoted_document_is_a_title_without_record() -> None:
    assert found("通过了“关于整顿巩固人民公社的决定”。", "zh", ("title",)) == ["关于整顿巩固人民公社的决定"]
    assert found('the "Resolution on Steel and Grain," and "so"', "en", ("title",)) == ["Resolution on Steel and Grain"]


def test_now_is_the_day_of_the_dispatch() -> None:
    text = "据新华社乌鲁木齐12日电　自现在起到今年6月"
    mentions = annotate(
        [Block(0, "p", text, 1, 1, dateline=13), Block(1, "p", "自现在起到今年6月", 2, 1)], "zh-Hans", ISSUE, Edition()
    )
    assert ("from", "1959-01-12") in {a for m in mentions if m.block == 1 for a in m.attrs}
