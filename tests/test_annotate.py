"""Names, dates and numbers: a table of cases."""

from __future__ import annotations

import pytest

from tei.annotate import annotate
from tei.annotate.numerals import chinese, english
from tei.annotate.span import fold
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
    "In August and in September 1958": ["August when=1958-08", "September 1958 when=1958-09"],
    "from July to December": ["July to December from=1958-07 to=1958-12"],
    "January and March": ["January when=1959-01", "March when=1959-03"],
    "January 5th and 6th, 1958": ["January 5th when=1958-01-05", "6th, 1958 when=1958-01-06"],
    "the first ten days of January": ["first ten days of January from=1959-01-01 to=1959-01-10"],
    "mid-December, late January 1958": [
        "mid-December from=1958-12-11 to=1958-12-20",
        "late January 1958 from=1958-01-21 to=1958-01-31",
    ],
    "last ten days of last month": ["last ten days of last month from=1958-12-21 to=1958-12-31"],
    "Xinhua News Agency, Harbin, 20th: The": ["20th when=1958-12-20"],
    "on the 15th of this month": ["15th of this month when=1959-01-15"],
    "the 28th of last month to the 3rd of this month": [
        "28th of last month to the 3rd of this month from=1958-12-28 to=1959-01-03"
    ],
    "last month": ["last month when=1958-12"],
    "the day before yesterday and tomorrow": ["the day before yesterday when=1959-01-11", "tomorrow when=1959-01-14"],
    "on the 2nd. The 3rd Army, the 20th century": ["2nd when=1959-01-02"],
    "1952.12.25; 12/25/1952; 3/4/1958; Dec. 25": [
        "1952.12.25 when=1952-12-25",
        "12/25/1952 when=1952-12-25",
        "Dec. 25 when=1958-12-25",
    ],
    "Continue to March, in May": ["May when=1959-05"],
    "on New Year's Day, 1959; New Year's Day of last year": [
        "New Year's Day, 1959 when=1959-01-01",
        "New Year's Day of last year when=1958-01-01",
    ],
    "December 27, 1958, to January 9, 1959": ["December 27, 1958, to January 9, 1959 from=1958-12-27 to=1959-01-09"],
    "the 12th to the 15th of this month": ["12th to the 15th of this month from=1959-01-12 to=1959-01-15"],
    "the 12th to the 15th.": ["12th to the 15th from=1958-12-12 to=1958-12-15"],
    "the 12th to the 15th regiments, the 18th to the 20th century": [],
    "from 12 to 15 January": ["12 to 15 January from=1959-01-12 to=1959-01-15"],
    "from 12 to 15 people": [],
    "12-15 January": ["12-15 January from=1959-01-12 to=1959-01-15"],
    "on January the 12th, 1959": ["January the 12th, 1959 when=1959-01-12"],
    "the end of last year": ["last year when=1958"],
    "at the end of last month, at the end of June": ["last month when=1958-12", "June when=1959-06"],
    "in mid-June 1958, in mid June of last year": [
        "mid-June 1958 from=1958-06-11 to=1958-06-20",
        "mid June of last year from=1958-06-11 to=1958-06-20",
    ],
    "from late June to early July": ["late June to early July from=1958-06-21 to=1958-07-10"],
    "from November to February": ["November to February from=1958-11 to=1959-02"],
    "last winter and this spring, next summer": [
        "last winter when=1958",
        "this spring when=1959",
        "next summer when=1960",
    ],
    "this fall in output": [],
    "the spring of 1958": ["1958 when=1958"],
    "the 31st of June": ["31st of June"],
    "the first half of 1958": ["1958 when=1958"],
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
    "五八年十二月，58年12月20日": ["五八年十二月 when=1958-12", "58年12月20日 when=1958-12-20"],
    "五二年十二月二十五日": ["五二年十二月二十五日 when=1952-12-25"],
    "五年计划，三年来，五八年": [],
    "一月和三月": ["一月 when=1959-01", "三月 when=1959-03"],
    "前天和昨天": ["前天 when=1959-01-11", "昨天 when=1959-01-12"],
    "明天，明日": ["明天 when=1959-01-14", "明日 when=1959-01-14"],
    "一九五二·一二·二五，1952.12.25，1952.13.45": ["一九五二·一二·二五 when=1952-12-25", "1952.12.25 when=1952-12-25"],
    "四月五日和六日": ["四月五日 when=1959-04-05", "六日 when=1959-04-06"],
    "去年一月、三月": ["去年一月 when=1958-01", "三月 when=1958-03"],
    "三号、四号高炉": [],
    "三十年代，一九三〇年代": ["三十年代 from=1930 to=1939", "一九三〇年代 from=1930 to=1939"],
    "前三季度": [],
    "鞍山三十日产钢，三十日内": ["三十日 when=1958-12-30"],
    "二月三十日，十三月": ["二月三十日"],
    "于12、13日，十、十一日": [
        "12 when=1959-01-12",
        "13日 when=1959-01-13",
        "十 when=1959-01-10",
        "十一日 when=1959-01-11",
    ],
    "一九五八—一九六二年": ["一九五八—一九六二年 from=1958 to=1962"],
    "一月廿三日，十二月卅一日，廿日电": [
        "一月廿三日 when=1959-01-23",
        "十二月卅一日 when=1958-12-31",
        "廿日 when=1958-12-20",
    ],
    "二月廿九日": ["二月廿九日"],
    "一九五〇年十月一日，一九五○年十月": ["一九五〇年十月一日 when=1950-10-01", "一九五○年十月 when=1950-10"],
    "１９５９年１月１３日": ["１９５９年１月１３日 when=1959-01-13"],
    "去冬今春，今冬明春，去秋以来": [
        "去冬 when=1958",
        "今春 when=1959",
        "今冬 when=1959",
        "明春 when=1960",
        "去秋 when=1958",
    ],
    "今春笋多": [],
    "去年冬天，一九五八年春季": ["去年 when=1958", "一九五八年 when=1958"],
    "上月底，上月末，去年底，今年年初": ["上月 when=1958-12", "上月 when=1958-12", "去年 when=1958", "今年 when=1959"],
    "本月中旬，上月下旬": ["本月中旬 from=1959-01-11 to=1959-01-20", "上月下旬 from=1958-12-21 to=1958-12-31"],
    "元旦，今年元旦，一九五九年元旦社论": [
        "元旦 when=1959-01-01",
        "今年元旦 when=1959-01-01",
        "一九五九年元旦 when=1959-01-01",
    ],
    "六月下旬到七月上旬": ["六月下旬到七月上旬 from=1958-06-21 to=1958-07-10"],
    "从第二季度到第三季度": ["第二季度到第三季度 from=1959-04 to=1959-09"],
    "十一月到二月，一至三月，1－3月": [
        "十一月到二月 from=1958-11 to=1959-02",
        "一至三月 from=1959-01 to=1959-03",
        "1－3月 from=1959-01 to=1959-03",
    ],
    "一至三个月，三、四个月": [],
    "三、四月间，去年一、二月": ["三 when=1959-03", "四月 when=1959-04", "去年一 when=1958-01", "二月 when=1958-02"],
    "在五、六、七月": ["五 when=1959-05", "六 when=1959-06", "七月 when=1958-07"],
    "一、三月份完成": ["三月份 when=1959-03"],
    "一月五、六日，一月五日、六日、七日": [
        "一月五 when=1959-01-05",
        "六日 when=1959-01-06",
        "一月五日 when=1959-01-05",
        "六日 when=1959-01-06",
        "七日 when=1959-01-07",
    ],
    "在一月五至七日，九至十一日，12至15日": [
        "一月五至七日 from=1959-01-05 to=1959-01-07",
        "九至十一日 from=1959-01-09 to=1959-01-11",
        "12至15日 from=1958-12-12 to=1958-12-15",
    ],
    "十至十五日内": ["十五日 when=1958-12-15"],
    "每月十五日，大前年": ["大前年 when=1956"],
    "公元前二〇〇年，民国三十八年": [],
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
    "5.3 per thousand, 5 per thousand": [
        "5.3 per thousand type=fraction value=0.0053",
        "5 per thousand type=fraction value=5/1000",
    ],
    "three quarters, two-thirds, one half": [
        "three quarters type=fraction value=3/4",
        "two-thirds type=fraction value=2/3",
        "one half type=fraction value=1/2",
    ],
    "a third of the land, a third time, the first three quarters": ["a third type=fraction value=1/3"],
    "more than one-third": ["more than one-third type=fraction atLeast=1/3"],
    "3-4 times, three to five provinces, seven or eight": [
        "3-4 atLeast=3 atMost=4",
        "three to five atLeast=3 atMost=5",
        "seven or eight atLeast=7 atMost=8",
    ],
    "50 to 60 million": ["50 to 60 million atLeast=50000000 atMost=60000000"],
    "from 100 to 200": ["100 value=100", "200 value=200"],
    "between 300 and 400": ["300 and 400 atLeast=300 atMost=400"],
    "8 percent to 10 percent": ["8 percent to 10 percent type=percentage atLeast=8 atMost=10"],
    "7:30, 15:00, 3 p.m., 8 o'clock": [],
    "(187 mu), (1), (two)": ["187 mu quantity=187 unit=mu"],
    "1. First": [],
    "five days, six years, three months": [
        "five days quantity=5 unit=d",
        "six years quantity=6 unit=a",
        "three months quantity=3 unit=mon",
    ],
    "three-month, five-year plan": ["three-month quantity=3 unit=mon"],
    "one year, a year, one day, one mu": [],
    "two countries, the two governments": ["two value=2"],
    "two of them, three.": ["two value=2"],
    "two and a half years": ["two and a half years quantity=2.5 unit=a"],
    "a hundred and twenty, half a million": ["a hundred and twenty value=120", "half a million value=500000"],
    "three red banners, one two three": [],
    "No. 5, Nos. 3 and 4 furnaces, page 2, Chapter Two": [],
    "a 1,000-ton press": ["1,000-ton quantity=1000 unit=t"],
    "3.14.15, 12,34, 1,2345, 007, 10^6, B52": [],
    "call 555-1234-99, ID 123456789012345678": [],
    "0.5, 1.5-fold, 2,000-odd": ["0.5 value=0.5", "1.5 value=1.5", "2,000-odd atLeast=2000"],
    "two decades, 24/7, 2/5": ["2/5 type=fraction value=2/5"],
    "a dozen eggs, two dozen, half a dozen, over a dozen counties": [
        "a dozen value=12",
        "two dozen value=24",
        "half a dozen value=6",
        "over a dozen atLeast=12",
    ],
    "dozens of people, several dozen people, a baker's dozen": [],
    "two or three dozen, between two and three dozen": [
        "two or three dozen atLeast=24 atMost=36",
        "two and three dozen atLeast=24 atMost=36",
    ],
    "a score of people, three score years, three score and ten": [
        "a score value=20",
        "three score years quantity=60 unit=a",
        "three score and ten value=70",
    ],
    "scores of people, a score of 3 to 2, the score": ["3 value=3", "2 value=2"],
    "score two goals": ["two value=2"],
    "twice a year, thrice, more than twice as much": ["twice value=2", "thrice value=3", "more than twice atLeast=2"],
    "once or twice, twice or thrice, think twice, twice-daily": [
        "once or twice atLeast=1 atMost=2",
        "twice or thrice atLeast=2 atMost=3",
    ],
    "twofold, a threefold increase, tenfold, three-fold": [
        "twofold value=2",
        "threefold value=3",
        "tenfold value=10",
        "three value=3",
    ],
    "a hundredfold, manifold, folded, doubled": [],
    "seven out of ten, 70 out of 100, more than seven out of ten": [
        "seven out of ten type=percentage value=70",
        "70 out of 100 type=percentage value=70",
        "more than seven out of ten type=percentage atLeast=70",
    ],
    "seven in ten households, three in ten days": [
        "seven in ten type=percentage value=70",
        "ten days quantity=10 unit=d",
    ],
    "five out of eight": ["five value=5"],
    "nine times out of ten": [],
    "seven tenths, seven-tenths of the land": [
        "seven tenths type=fraction value=7/10",
        "seven-tenths type=fraction value=7/10",
    ],
    "eight or nine thousand people, 4 or 5 tons": [
        "eight or nine thousand atLeast=8000 atMost=9000",
        "4 or 5 tons atLeast=4 atMost=5 unit=t",
    ],
    "from eight o'clock to ten": [],
    "a few, a couple of days, a hundred or so": ["a hundred value=100"],
    "seventy to eighty percent, 3 or 4 percent": [
        "seventy to eighty percent type=percentage atLeast=70 atMost=80",
        "3 or 4 percent type=percentage atLeast=3 atMost=4",
    ],
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
    "千分之五点三，千分之五": ["千分之五点三 type=fraction value=0.0053", "千分之五 type=fraction value=5/1000"],
    "四万一千二百米，三万一千亩": ["四万一千二百米 quantity=41200 unit=m", "三万一千亩 quantity=31000 unit=mu"],
    "二三八台，一二五个": ["二三八 value=238", "一二五 value=125"],
    "一千三，三万五，一百五": ["一千三 value=1300", "三万五 value=35000", "一百五 value=150"],
    "三四倍，两三个，三五个": ["三四 atLeast=3 atMost=4", "两三 atLeast=2 atMost=3", "三五 atLeast=3 atMost=5"],
    "二三百人，十七八个，三四百万": [
        "二三百 atLeast=200 atMost=300",
        "十七八 atLeast=17 atMost=18",
        "三四百万 atLeast=3000000 atMost=4000000",
    ],
    "三到五千人，从三百到四百": ["三到五千 atLeast=3000 atMost=5000", "三百 value=300", "四百 value=400"],
    "百分之七十到八十，百分之八到百分之十": [
        "百分之七十到八十 type=percentage atLeast=70 atMost=80",
        "百分之八到百分之十 type=percentage atLeast=8 atMost=10",
    ],
    "几十个，数百万人，上千人": [],
    "万余人，一百几十人": ["万余 atLeast=10000", "一百几十 atLeast=110"],
    "银三千五百两，十二两，一万两千斤": [
        "三千五百两 quantity=3500 unit=liang",
        "十二两 quantity=12 unit=liang",
        "一万两千斤 quantity=12000 unit=jin",
    ],
    "一两年，一百两千": ["一两年 atLeast=1 atMost=2 unit=a"],
    "一百五十四斤半，三点五亿": ["一百五十四斤半 quantity=154.5 unit=jin", "三点五亿 value=350000000"],
    "２，８５３．５，１２％": ["２，８５３．５ value=2853.5", "１２％ type=percentage value=12"],
    "五天，六年来，三个月": ["五天 quantity=5 unit=d", "六年 quantity=6 unit=a", "三个月 quantity=3 unit=mon"],
    "三个多月，两个半月，两年半，三年多": [
        "三个多月 atLeast=3 unit=mon",
        "两个半月 quantity=2.5 unit=mon",
        "两年半 quantity=2.5 unit=a",
        "三年多 atLeast=3 unit=a",
    ],
    "一年来，这一年，一天，一亩": [],
    "五年计划，三年级，三十周年，民国三十八年": [],
    "三四年，五六年": ["三四年 atLeast=3 atMost=4 unit=a"],
    "最近三年，近三百人": ["三年 quantity=3 unit=a", "近三百 atMost=300"],
    "两国，中美两国，两国人民": ["两 value=2"],
    "三大任务，八大二次会议，五点意见": ["三 value=3", "五 value=5"],
    "三十分钟，十分重要，三点三十分": ["三十分钟 quantity=30 unit=min"],
    "七时半，15:00": [],
    "三分之一以上": ["三分之一 type=fraction atLeast=1/3"],
    "（一百八十七亩），（1）": ["一百八十七亩 quantity=187 unit=mu"],
    "第一、二、三组": [],
    "九一八，三八线，二七大罢工": [],
    "010-65071234，123456789012345678，3.14.15": [],
    "四万万人，统一": ["四万万 value=400000000"],
    "增产八成、九成": ["八成 type=percentage value=80", "九成 type=percentage value=90"],
    "从早上八点一直进行到晚上，八点一起出发": [],
    "三点一般来说，一点一滴，两点一线，十二点一过": [],
    "早晨六点一刻，下午三点半，上午九点三十分": [],
    "晚上八点五十开车，晚上八点二十个人，同时二十三个县": ["二十 value=20", "二十三 value=23"],
    "三点五亿斤，二点一吨，八点一亿元，八点五倍": [
        "三点五亿斤 quantity=350000000 unit=jin",
        "二点一吨 quantity=2.1 unit=t",
        "八点一亿元 quantity=810000000 unit=yuan",
        "八点五 value=8.5",
    ],
    "八、九千人": ["八、九千 atLeast=8000 atMost=9000"],
    "产煤四、五吨，来了八、九个县": ["四、五吨 atLeast=4 atMost=5 unit=t", "八、九 atLeast=8 atMost=9"],
    "七、八十斤，十七、八岁，二十五、六个": [
        "七、八十斤 atLeast=70 atMost=80 unit=jin",
        "十七、八岁 atLeast=17 atMost=18 unit=a",
        "二十五、六 atLeast=25 atMost=26",
    ],
    "有三、五个，两、三百斤，三、四十万吨": [
        "三、五 atLeast=3 atMost=5",
        "两、三百斤 atLeast=200 atMost=300 unit=jin",
        "三、四十万吨 atLeast=300000 atMost=400000 unit=t",
    ],
    "一、二百人": ["二百 value=200"],
    "来了一、二百人": ["一、二百 atLeast=100 atMost=200"],
    "一、二、三组，三、四号高炉，一、二班，第八、九章": ["三 value=3"],
    "约四、五年，先后三、四次": ["四、五年 atLeast=4 atMost=5 unit=a", "三、四 atLeast=3 atMost=4"],
    "有8、9千人，约3、4吨": ["8、9千 atLeast=8000 atMost=9000", "3、4吨 atLeast=3 atMost=4 unit=t"],
    "百分之七、八十，百分之三、四，百分之三四": [
        "百分之七、八十 type=percentage atLeast=70 atMost=80",
        "百分之三、四 type=percentage atLeast=3 atMost=4",
        "百分之三四 type=percentage atLeast=3 atMost=4",
    ],
    "八、九、十个县": ["十 value=10"],
    "七成，七成以上，八成多，七成五，一成": [
        "七成 type=percentage value=70",
        "七成以上 type=percentage atLeast=70",
        "八成多 type=percentage atLeast=80",
        "七成五 type=percentage value=75",
        "一成 type=percentage value=10",
    ],
    "六七成，七、八成": [
        "六七成 type=percentage atLeast=60 atMost=70",
        "七、八成 type=percentage atLeast=70 atMost=80",
    ],
    "一成不变，三成员，五一成立，成千，第三成": [],
    "每十户有七户，十户中有七户": ["每十户有七 type=percentage value=70", "十户中有七 type=percentage value=70"],
    "十分之七，十之八九": ["十分之七 type=fraction value=7/10"],
    "两打铅笔，一打就跑": ["两打 value=24"],
    "增产三倍，两倍半，一倍，翻一番": ["三 value=3", "两倍半 value=2.5"],
    "一两天，三五天，几十人，三十几人，百八十人": [
        "一两天 atLeast=1 atMost=2 unit=d",
        "三五天 atLeast=3 atMost=5 unit=d",
        "三十几 atLeast=30",
        "百八十 value=180",
    ],
    "十几个，几十个，一百几十个": ["十几 atLeast=10", "一百几十 atLeast=110"],
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
        ("一千三", 1300),
        ("一千零三", 1003),
        ("三万五", 35000),
        ("一百五", 150),
        ("一万二千三百四十五", 12345),
        ("三点五亿", 350000000),
        ("四万万", 400000000),
        ("２", None),
        ("三四", 34),
        ("三四百", None),
        ("二百三千", None),
        ("一" * 100000, None),
        ("1" * 5000, None),
        ("亿" * 40, None),
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
        ("dozen", 12),
        ("half a dozen", 6),
        ("two dozen", 24),
        ("three score and ten", 70),
        ("dozen three", None),
        ("one million five hundred thousand", 1500000),
        ("half a million", 500000),
        ("a hundred and twenty", 120),
        ("one two three", None),
        ("twenty and thirty", None),
        ("nan", None),
        ("1" * 5000, None),
        ("one " * 5000, None),
        ("cat", None),
    ],
)
def test_english_numerals(text: str, value: float | None) -> None:
    result = english(text)
    assert (None if result is None else float(result)) == value


ALIKE = [
    ("five days ahead of schedule", "提前五天"),
    ("in the past six years", "六年来"),
    ("two countries", "两国"),
    ("three months", "三个月"),
    ("one year, a year, this one year", "一年来，这一年"),
    ("the five-year plan", "五年计划"),
    ("more than three years", "三年多"),
    ("two and a half years", "两年半"),
    ("18 years old", "十八岁"),
    ("5.3 per thousand", "千分之五点三"),
    ("more than one-third", "三分之一以上"),
    ("three to five thousand people", "三到五千人"),
    ("8 to 10 percent", "百分之八到百分之十"),
    ("600 jin per mu", "一亩六百斤"),
    ("The Three Red Banners", "三面红旗"),
    ("three major tasks", "三大任务"),
    ("dozens of counties, tens of thousands of cadres", "几十个县，数万干部"),
    ("half a million people", "五十万人"),
    ("over ten thousand people", "万余人"),
    ("at 3 p.m., at 15:00", "下午三时，十五时"),
    ("From July to December", "七月到十二月"),
    ("on the 23rd, the day before yesterday and tomorrow", "二十三日，前天和明天"),
    ("early April, mid-December", "四月上旬，十二月中旬"),
    ("in the 1930s", "三十年代"),
    ("a dozen pencils", "一打铅笔"),
    ("eight or nine thousand people", "八、九千人"),
    ("4 or 5 tons of coal", "四、五吨煤"),
    ("twice a year", "一年两次"),
    ("a threefold increase", "增加三倍"),
    ("tenfold", "十倍"),
    ("70 percent", "七成"),
    ("seven out of ten households", "七成农户"),
    ("seven out of ten households", "每十户有七户"),
    ("seven tenths", "十分之七"),
    ("70 to 80 percent", "七、八成"),
    ("seventy to eighty percent", "百分之七、八十"),
    ("more than 80 percent", "八成以上"),
    ("once or twice", "一、两次"),
    ("from eight in the morning till night", "从早上八点一直到晚上"),
    ("seventeen or eighteen years old", "十七、八岁"),
    ("in January and February", "在一、二月"),
    ("January 5 and 6", "一月五、六日"),
    ("from January 9 to 11", "一月九至十一日"),
    ("last winter and this spring", "去冬今春"),
    ("New Year's Day", "元旦"),
    ("the end of last month", "上月底"),
    ("the end of last year", "去年底"),
    ("in mid-January", "一月中旬"),
    ("from late June to early July", "六月下旬到七月上旬"),
    ("from the 9th to the 11th", "九日至十一日"),
    ("dozens of people", "几十人"),
]


@pytest.mark.parametrize(("english_text", "chinese_text"), ALIKE)
def test_versions_that_say_the_same_have_the_same_values(english_text: str, chinese_text: str) -> None:
    def values(text: str, lang: str) -> list[tuple[str, ...]]:
        return [m.value for m in annotate([Block(0, "p", text, 1, 1)], lang, ISSUE, Edition())]

    assert values(english_text, "en") == values(chinese_text, "zh-Hans")


@pytest.mark.parametrize(
    "text",
    ["一" * 20000, "1" * 20000, "一、" * 9000, "八、九" * 7000, "三四" * 5000, "1," * 5000, "2-" * 5000, "one " * 500],
)
def test_what_is_too_long_for_a_number_has_no_value(text: str) -> None:
    for lang in ("en", "zh-Hans"):
        assert found(text, lang, ("date", "num", "measure")) == []


@pytest.mark.parametrize("text", ["laſt year", "leſs than five men", "the number is twİce", "yeſterday", "fıvefold"])
def test_a_letter_that_is_another_in_capitals_stops_nothing(text: str) -> None:
    assert found(text, "en", ("date", "num")) in ([], ["five value=5"])


@pytest.mark.parametrize("issue", ["0001-01-01", "9999-12-31"])
def test_dates_beyond_the_calendar_have_no_value_that_is_no_date(issue: str) -> None:
    for text, lang in (
        ("tomorrow, yesterday, last month, 12th January, in the 1950s", "en"),
        ("明天，上月，三十日，三十年代", "zh"),
    ):
        for mention in annotate([Block(0, "p", text, 1, 1)], lang, issue, Edition()):
            assert all(len(value.split("-")[0]) == 4 and value[:4] != "0000" for _, value in mention.attrs)


def test_folding_changes_no_length() -> None:
    text = "２，８５３．５　“Ａ”，１．２．３ ½ 🀄"
    assert len(fold(text)) == len(text) and fold(text).startswith("2,853.5")


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


def names(text: str, lang: str, edition: Edition = NAMES) -> list[str]:
    mentions = annotate([Block(0, "p", text, 1, 1)], lang, ISSUE, edition)
    return [f"{text[m.start : m.end]}={m.ref}" for m in mentions if m.ref]


def test_names_nest_by_longest_match() -> None:
    assert names("中共贵州省委员会", "zh-Hans") == [
        "中共贵州省委员会=org.cpc-guizhou",
        "中共=org.cpc",
        "贵州省=place.guizhou",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Madam Ts'ai Su-chen came", ["Ts'ai Su-chen=p.ts"]),
        ("Madam Ts'ai came", ["Madam Ts'ai=p.ts"]),
        ("North Lake Middle School Hall opened", ["Lake Middle School Hall=o.hall"]),
        ("North Lake Middle School opened", ["North Lake=l.lake"]),
    ],
)
def test_of_names_that_overlap_the_longer_one_counts(text: str, said: list[str]) -> None:
    known = {
        "p.ts": ("persName", "Madam Ts'ai", "Ts'ai Su-chen"),
        "l.lake": ("placeName", "North Lake"),
        "o.hall": ("orgName", "Lake Middle School Hall"),
    }
    records = [
        Entity(id_, element, tuple(Name("en", form) for form in forms), "<org/>", 1)
        for id_, (element, *forms) in known.items()
    ]
    assert names(text, "en", Edition(authority=tuple(records))) == said


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
