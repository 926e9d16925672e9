"""Seeds made at random, for tests of what holds for every one."""

from __future__ import annotations

from hypothesis import strategies as st

WHITE = st.sampled_from(["", " ", "    ", "\t", "\u3000\u3000", " \u3000", "\xa0"])
EOL = st.sampled_from(["\n", "\r\n", "\r"])
HOSTILE = st.sampled_from(
    [
        "<script>alert(1)</script>",
        "a & b &amp; c",
        "]]>",
        "<hr />",
        "Original:",
        "Title: x",
        "&#x0;",
        "\x07",
        "\x1f",
        "\ufffe",
        "𠀋𝒳",
        "é",
        "e\u0301",
        "\u200f\u202e",
        '"\\#panic()',
        "../../etc/passwd",
        "<?pi?>",
        "<!-- -->",
        "％",
        "―",
        "\x85",
        "\u2028",
        "﷐",
        "第2版()",
        "###",
        "1959年",
        "12日",
        "一万多",
        "百分之三十",
        "3,000 tons",
        "last year",
        "January 3rd to 5th",
    ]
)
ENGLISH = st.text(alphabet="abc de. fgh, AB: 12 (3) \"'é-", min_size=1, max_size=60)
CHINESE = st.text(alphabet="会议认为人民公社，。、；：“”（）一二三十百万年月日12　", min_size=1, max_size=40)
ANYTHING = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=20)


def _lines(words: st.SearchStrategy[str]) -> st.SearchStrategy[list[str]]:
    line = st.tuples(WHITE, st.one_of(words, HOSTILE, ANYTHING), WHITE).map("".join)
    return st.lists(st.one_of(st.just(""), line), max_size=8)


@st.composite
def articles(draw: st.DrawFn) -> bytes:
    """A seed in the format `translated-article`, or something that looks a little like one; never empty."""
    header = draw(
        st.lists(
            st.sampled_from(
                [
                    "Title: A Title of 1959",
                    "Title:",
                    "Author:",
                    "Author: Wang Ming",
                    "Date: 1959-01-13",
                    "Date:",
                    "Date: soon",
                    "Page: 2",
                    "Page:",
                    "Odd field: x",
                    "",
                ]
            ),
            max_size=6,
        )
    )
    english = draw(_lines(ENGLISH))
    middle = draw(st.sampled_from([["<hr />", "", "Original:"], ["---", "原文："], ["<hr>"], [], ["Original Text"]]))
    chinese = draw(
        st.lists(
            st.sampled_from(
                [
                    "### 促成1950年的跃进  新疆",
                    "1959-01-13",
                    "第2版()",
                    "专栏：",
                    "新疆",
                    "",
                    "    据新华社北京12日电　会议开幕。",
                    "贵州",
                ]
            ),
            max_size=6,
        )
    )
    chinese += draw(_lines(CHINESE))
    eol = draw(EOL)
    text = eol.join(["x", *header, *english, *middle, *chinese][draw(st.integers(0, 1)) :])
    text += draw(st.sampled_from(["", eol, "\n\n", " "]))
    bom = draw(st.sampled_from([b"", b"\xef\xbb\xbf"]))
    return bom + (text if text.strip() else "x").encode("utf-8")
