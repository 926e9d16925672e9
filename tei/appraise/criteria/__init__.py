"""The criteria, area by area, and what is left for a reader to judge.

They are put in our own words, after the Criteria for Reviewing Scholarly Digital Editions (RIDE), the FAIR principles,
the fields of the Catalogue of Digital Editions (CDE) and some standards; each names the place that it goes back to.
"""

from __future__ import annotations

from collections.abc import Mapping

from tei.appraise.criteria import (
    accessibility,
    conformance,
    documentation,
    identifiers,
    interfaces,
    longevity,
    policy,
    responsibility,
    rights,
)
from tei.appraise.facts import Facts
from tei.appraise.model import Criterion, Words

AREAS: Mapping[str, Words] = {
    "rights": ("Rights and licence", "权利与许可"),
    "responsibility": ("Responsibility", "责任"),
    "documentation": ("Documentation", "说明"),
    "policy": ("Editorial policy", "整理方针"),
    "identifiers": ("Identifiers", "标识"),
    "interfaces": ("Interfaces", "接口"),
    "accessibility": ("Accessibility", "无障碍"),
    "longevity": ("Longevity", "长期保存"),
    "conformance": ("Conformance", "规范"),
}

CRITERIA: tuple[Criterion[Facts], ...] = (
    *rights.CRITERIA,
    *responsibility.CRITERIA,
    *documentation.CRITERIA,
    *policy.CRITERIA,
    *identifiers.CRITERIA,
    *interfaces.CRITERIA,
    *accessibility.CRITERIA,
    *longevity.CRITERIA,
    *conformance.CRITERIA,
)

#: What no program can judge: where it goes back to, and the question.  It is listed, and never graded.
FOR_A_READER: tuple[tuple[str, Words], ...] = (
    ("RIDE 2.1", ("Is the selection of texts reasonable?", "选材是否合理？")),
    (
        "RIDE 2.2",
        (
            "What do earlier editions achieve, and does this one take account of them?",
            "前人整理成果如何，本版是否参考？",
        ),
    ),
    ("RIDE 5.1", ("What does the edition contribute to scholarship?", "本版的学术贡献何在？")),
    ("RIDE 3.1", ("Do the methods fit the subject and the aims?", "方法是否切合对象与目的？")),
    ("RIDE 3.6", ("Are emendations and notes sound, and are they enough?", "校改与注释是否妥当、充分？")),
    ("RIDE 4.6", ("Is the site pleasant and clear to use?", "网站是否易用、明晰？")),
    ("RIDE 4.6", ("Is the text free of errors, and the translation faithful?", "文本有无错误，译文是否忠实？")),
    ("RIDE 4.16", ("Does an institution promise to keep the edition, and can it?", "是否有机构承诺保存，能否做到？")),
    ("FAIR F4", ("Is the edition listed where its readers would look for it?", "读者常用的目录是否收录本版？")),
    ("WCAG", ("Do people who use a screen reader or a keyboard get along with it?", "读屏或键盘用户能否顺利使用？")),
)

_RIDE = "https://www.i-d-e.de/publikationen/weitereschriften/criteria-version-1-1"
#: By the first word of a reference: the work, and its address.
SOURCES: Mapping[str, tuple[str, str]] = {
    "RIDE": (
        "Patrick Sahle et al., Criteria for Reviewing Scholarly Digital Editions, version 1.1 (2014)",
        f"{_RIDE}/",
    ),
    "FAIR": ("Mark D. Wilkinson et al., The FAIR Guiding Principles (2016)", "https://doi.org/10.1038/sdata.2016.18"),
    "CDE": ("Greta Franzini et al., Catalogue of Digital Editions", "https://dig-ed-cat.acdh.oeaw.ac.at/"),
    "WCAG": ("Web Content Accessibility Guidelines 2.2 (2023)", "https://www.w3.org/TR/WCAG22/"),
    "PDF/UA-1": ("PDF/UA-1, ISO 14289-1:2014", "https://www.iso.org/standard/64599.html"),
    "PDF/A": ("PDF/A, ISO 19005", "https://www.iso.org/standard/50655.html"),
    "EPUB": ("EPUB Accessibility 1.1 (2023)", "https://www.w3.org/TR/epub-a11y-11/"),
}


def address(ref: str) -> str:
    """Where the place is that a reference such as ``RIDE 4.13`` or ``FAIR R1.1`` names."""
    work, _, place = ref.partition(" ")
    if work == "RIDE":
        return f"{_RIDE}#K{place}"
    if work == "FAIR":
        return f"https://w3id.org/fair/principles/terms/{place}"
    return SOURCES[work][1]
