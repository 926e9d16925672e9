"""Cruxes: where the versions disagree, and nowhere else."""

from __future__ import annotations

import pytest

from tei.model import Edition, Entity, Name
from tei.run import Job, convert

TEXT = """Title: Leap
Date: 1959-01-13
Xinhua News Agency, Guiyang, 12th January: The meeting in Guizhou opened on January 6th and heard 682 reports.

    It closed on January 7th.

<hr />

Original:

### 跃进

    贵州
    新华社贵阳12日电　贵州的会议于1月6日开幕，听取了六百八十二个报告。
    会议于1月7日闭幕。
    内蒙古
    新华社呼和浩特12日电　会议开幕。
"""
NAMES = Edition(
    authority=(
        Entity(
            "place.guizhou",
            "placeName",
            (Name("zh-Hans", "贵州"), Name("en", "Guizhou")),
            '<place xmlns="http://www.tei-c.org/ns/1.0"/>',
            1,
        ),
    )
)


def codes(text: str, edition: Edition = NAMES) -> list[str]:
    result = convert(Job("a.txt", text.encode(), edition))
    return sorted(f.code for f in result.findings if f.engine == "compare")


PLAIN = TEXT.replace("    内蒙古\n    新华社呼和浩特12日电　会议开幕。\n", "")


def test_versions_that_agree_have_no_cruxes() -> None:
    assert codes(PLAIN) == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("682", "628", "C001"),
        ("六百八十二", "六百二十八", "C001"),
        ("heard 682 reports", "heard reports", "C001"),
        ("January 6th", "January 5th", "C002"),
        ("1月7日", "1月8日", "C002"),
        ("于1月7日闭幕", "闭幕", "C002"),
        ("in Guizhou ", "", "C003"),
        ("贵州的会议", "会议", "C003"),
        ("The meeting", "The meeting meeting", "C004"),
    ],
)
def test_a_difference_is_found_and_nothing_else(old: str, new: str, code: str) -> None:
    assert codes(PLAIN.replace(old, new, 1)) == [code]


def test_heads_and_passages_in_one_version_only_are_found() -> None:
    found = codes(TEXT)
    assert "C006" in found and "C005" in found


def test_what_is_missing_from_a_bead_of_two_sentences_is_not_reported_twice() -> None:
    text = PLAIN.replace("opened on January 6th and heard", "opened on January 6th. It heard")
    assert codes(text) == []
