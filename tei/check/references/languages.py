"""Names of languages by BCP 47 (RFC 5646): their form, and as far as they are listed, whether they exist."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tei.check.references.subtags import LANGUAGES, MISTAKEN, OLD, REGIONS, SCRIPTS, SHORTER
from tei.check.references.survey import Survey
from tei.report import Finding, Severity

# RFC 5646, section 2.1
_TAG = re.compile(
    r"""(?P<language>[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4}|[a-z]{5,8})
        (?:-(?P<script>[a-z]{4}))?
        (?:-(?P<region>[a-z]{2}|[0-9]{3}))?
        (?P<variants>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)
        (?P<extensions>(?:-[0-9a-wy-z](?:-[a-z0-9]{2,8})+)*)
        (?:-x(?:-[a-z0-9]{1,8})+)?""",
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
_PRIVATE = re.compile(r"x(?:-[a-z0-9]{1,8})+", re.IGNORECASE | re.ASCII)
#: Tags that were registered as a whole; those that have a better form now, with it.
_WHOLE = {
    "art-lojban": "jbo",
    "cel-gaulish": "",
    "en-gb-oed": "en-GB-oxendict",
    "i-ami": "ami",
    "i-bnn": "bnn",
    "i-default": "",
    "i-enochian": "",
    "i-hak": "hak",
    "i-klingon": "tlh",
    "i-lux": "lb",
    "i-mingo": "",
    "i-navajo": "nv",
    "i-pwn": "pwn",
    "i-tao": "tao",
    "i-tay": "tay",
    "i-tsu": "tsu",
    "no-bok": "nb",
    "no-nyn": "nn",
    "sgn-be-fr": "sfb",
    "sgn-be-nl": "vgt",
    "sgn-ch-de": "sgg",
    "zh-guoyu": "cmn",
    "zh-hakka": "hak",
    "zh-min": "",
    "zh-min-nan": "nan",
    "zh-xiang": "hsn",
}
_ADVICE = "a language is named as in en, zh-Hans, de-AT or grc-Latn (BCP 47)"


def languages(found: Survey) -> Iterator[Finding]:
    """R020 for what is no tag, R021 for subtags that do not exist or have a shorter form, R022 for undeclared ones.

    Each value is told of once, where it stands first.
    """
    for (attribute, tag), spot in found.languages.items():
        if (not tag.strip() and attribute == "xml:lang") or (not tag and attribute.startswith("{")):
            continue  # the language is not known: XML 1.0, section 2.12
        trouble = fault(tag)
        if trouble:
            code, message, hint = trouble
            shown = "xml:lang" if attribute.startswith("{") else attribute
            severity: Severity = "error" if code == "R020" else "warning"
            yield found.finding(code, f'@{shown}="{tag}" {message}', spot, hint, severity)
    yield from _undeclared(found)


def _undeclared(found: Survey) -> Iterator[Finding]:
    """Languages that are used but not in ``langUsage``, if there is one."""
    declared = {tag.casefold() for attribute, tag in found.languages if attribute == "ident"}
    if not declared:
        return
    for (attribute, tag), spot in found.languages.items():
        if attribute.startswith("{") and tag.strip() and tag.casefold() not in declared:
            hint = f'add <language ident="{tag}"> to langUsage'
            yield found.finding("R022", f'the language "{tag}" is used, but not in langUsage', spot, hint, "info")


def fault(tag: str) -> tuple[str, str, str] | None:
    """The code, what is wrong with a language tag, and the way out; None when nothing is."""
    lower = tag.lower()
    if lower in _WHOLE:
        better = _WHOLE[lower]
        return ("R021", f"is written {better} now", f'write "{better}"') if better else None
    if _PRIVATE.fullmatch(tag):
        return None
    match = _TAG.fullmatch(tag)
    if not match:
        return "R020", "is no name of a language", _mended(tag)
    repeated = _repeated(match)
    if repeated:
        return "R020", f'has "{repeated}" twice', "remove one"
    return _unknown(match)


def _mended(tag: str) -> str:
    """A hint with the tag that may be meant."""
    other = tag.strip().replace("_", "-")
    if other != tag and fault(other) is None:
        return f'write "{other}"'
    return _ADVICE


def _repeated(match: re.Match[str]) -> str:
    """A variant or the letter of an extension that is there twice."""
    variants = match["variants"].lower().split("-")[1:]
    singletons = [part for part in match["extensions"].lower().split("-") if len(part) == 1]
    for parts in (variants, singletons):
        for part in parts:
            if parts.count(part) > 1:
                return part
    return ""


def _unknown(match: re.Match[str]) -> tuple[str, str, str] | None:
    language = match["language"].lower().split("-")[0]
    rest = match[0][len(language) :]
    better = OLD.get(language) or SHORTER.get(language)
    if better:
        return "R021", f'is written with "{better}"', f'write "{better}{rest}"'
    if len(language) == 2 and language not in LANGUAGES:
        meant = MISTAKEN.get(language)
        return "R021", f'has no language: there is no "{language}"', f'write "{meant}{rest}"' if meant else _ADVICE
    if len(language) > 3:
        return "R021", f'has no language: there is no "{language}"', _ADVICE
    script, region = match["script"], match["region"]
    if script and script.capitalize() not in SCRIPTS and not "Qaaa" <= script.capitalize() <= "Qabx":
        return "R021", f'has no script: there is no "{script}"', "scripts are named as in ISO 15924: Latn, Hans, Arab"
    if region and not region.isdigit() and region.upper() not in REGIONS and not _own(region.upper()):
        return "R021", f'has no region: there is no "{region}"', "regions are named as in ISO 3166-1: GB, CN, AT"
    return None


def _own(region: str) -> bool:
    """Whether a code of a region is for private use."""
    return "QM" <= region <= "QZ" or "XA" <= region <= "XZ"
