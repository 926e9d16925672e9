"""Many texts made of one: the sample's TEI with other ids and dates, some of its reports, and other numbers."""

from __future__ import annotations

import datetime
import random

from lxml import etree

from tei.names import XML_ID, XML_LANG, tei

_FIRST_DAY = datetime.date(1949, 10, 1)


def varied(document: bytes, n: int) -> tuple[str, bytes]:
    """The stem and the TEI of text number `n`, always the same for the same `n`: one to all reports, at any
    distance of days; a third of the paragraphs have a word of their own, so that no two texts are alike.
    """
    draw = random.Random(n)
    root = etree.fromstring(document)
    day = _FIRST_DAY + datetime.timedelta(days=n * 3 + draw.randrange(3))
    stem = f"rmrb.{day.isoformat()}.{draw.randrange(1, 9)}.{n:05d}"
    root.set(XML_ID, stem)
    imprint = root.find(f"{tei('teiHeader')}//{tei('imprint')}/{tei('date')}")
    assert imprint is not None
    imprint.set("when", day.isoformat())
    imprint.text = day.isoformat()
    versions = root.findall(f"{tei('text')}/{tei('body')}/{tei('div')}")
    reports = [div.get("n") for div in versions[0].iterfind(tei("div"))]
    gone = set(draw.sample(reports, draw.randrange(len(reports))))
    for version in versions:
        for report in version.findall(tei("div")):
            if report.get("n") in gone:
                version.remove(report)
        for sentence in version.iter(tei("s")):
            if draw.random() < 1 / 3:
                han = str(version.get(XML_LANG)).startswith("zh")
                sentence.text = (_word(draw, han) + ("" if han else " ")) + (sentence.text or "")
    return stem, etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _word(draw: random.Random, han: bool) -> str:
    if han:
        return "".join(chr(0x4E00 + int(draw.paretovariate(0.7) * 30) % 4096) for _ in range(2))  # few are common
    return "".join(draw.choice("bcdfghklmnprst") + draw.choice("aeiou") for _ in range(3))
