"""Identifiers of authorities by their form and, where they have one, their check digit.

They are looked for in ``idno`` by its type, and in pointers by the host of the address.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from tei.check.references.survey import Survey
from tei.report import Finding


def _mod_11_2(digits: str) -> bool:
    """ISO 7064, MOD 11-2: ORCID, ISNI."""
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    return "0123456789X"[(12 - total % 11) % 11] == digits[-1]


def _weighted(digits: str) -> int:
    """The sum of the digits before the last, weighted with 2, 3, 4 … from the right, modulo 11."""
    return sum(weight * int(digit) for weight, digit in enumerate(reversed(digits[:-1]), 2)) % 11


def _mod_11(digits: str) -> bool:
    """ISBN-10, ISSN and the numbers of the German National Library."""
    return "0123456789X"[(11 - _weighted(digits)) % 11] == digits[-1]


def _gnd(digits: str) -> bool:
    """As `_mod_11`; numbers with a hyphen that are older than the GND (1998 to 2012) have the sum itself."""
    plain = digits.replace("-", "")
    return _mod_11(plain) or ("-" in digits and "0123456789X"[_weighted(plain)] == plain[-1])


def _ean(digits: str) -> bool:
    """ISBN-13."""
    return sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(digits)) % 10 == 0


def _isbn(digits: str) -> bool:
    return _mod_11(digits) if len(digits) == 10 else _ean(digits)


@dataclass(frozen=True, slots=True)
class Authority:
    """The form of an authority's identifiers, after what is in `without` was taken away, and an `example`."""

    name: str
    form: re.Pattern[str]
    example: str
    right: Callable[[str], bool] | None = None
    without: str = ""
    host: re.Pattern[str] | None = None  # an address, up to the identifier

    def fault(self, said: str) -> tuple[str, str] | None:
        """The code, and what is wrong with an identifier; None when nothing is."""
        plain = said.translate(dict.fromkeys(map(ord, self.without)))
        if self.without:
            plain = plain.upper()
        if not self.form.fullmatch(plain):
            return "R030", f'"{said}" is no identifier of {self.name}'
        if self.right is not None and not self.right(plain):
            return "R031", f'the check digit of "{said}" ({self.name}) is wrong'
        return None


def _authority(
    name: str, form: str, example: str, right: Callable[[str], bool] | None = None, without: str = "", host: str = ""
) -> Authority:
    compiled = re.compile(r"https?://(?:www\.)?" + host, re.IGNORECASE) if host else None
    return Authority(name, re.compile(form, re.ASCII), example, right, without, compiled)


_GND = r"1[0-9]?\d{7}[\dX]|[47]\d{6}-\d|[1-9]\d{0,7}-[\dX]|[1-9]\d{7}[\dX]"
#: The type of ``idno`` (in small letters) → its authority.
AUTHORITIES: Mapping[str, Authority] = {
    "wikidata": _authority("Wikidata", r"[QPL][1-9]\d*", "Q42", host=r"wikidata\.org/(?:wiki|entity)/"),
    "geonames": _authority("GeoNames", r"[1-9]\d{0,8}", "2761369", host=r"geonames\.org/"),
    "viaf": _authority("VIAF", r"[1-9]\d{1,21}", "75121530", host=r"viaf\.org/viaf/"),
    "gnd": _authority("the GND", _GND, "118540238", _gnd, host=r"d-nb\.info/gnd/"),
    "orcid": _authority("ORCID", r"\d{15}[\dX]", "0000-0002-1825-0097", _mod_11_2, "- ", host=r"orcid\.org/"),
    "isni": _authority("ISNI", r"\d{15}[\dX]", "0000 0001 2103 2683", _mod_11_2, "- ", host=r"isni\.org/(?:isni/)?"),
    "isbn": _authority("ISBN", r"\d{9}[\dX]|97[89]\d{10}", "978-3-16-148410-0", _isbn, "- \u2010\u2011"),
    "issn": _authority("ISSN", r"\d{7}[\dX]", "2049-3630", _mod_11, "- "),
    "doi": _authority("DOI", r"10\.\d{4,9}(?:\.\d+)*/\S+", "10.1000/182", host=r"(?:dx\.)?doi\.org/"),
    "lccn": _authority(
        "the Library of Congress",
        r"[a-z]{0,3}(?:\d{8}|\d{10})",
        "n79021164",
        host=r"id\.loc\.gov/authorities/(?:names|subjects)/",
    ),
    "tgn": _authority("Getty TGN", r"[1-9]\d{6}", "7003321", host=r"vocab\.getty\.edu/(?:page/)?tgn/"),
    "ulan": _authority("Getty ULAN", r"500\d{6}", "500115588", host=r"vocab\.getty\.edu/(?:page/)?ulan/"),
    "aat": _authority("Getty AAT", r"300\d{6}", "300026816", host=r"vocab\.getty\.edu/(?:page/)?aat/"),
}
_OTHER_NAMES = {"pnd": "gnd", "d-nb": "gnd", "dnb": "gnd", "geoname": "geonames", "isbn-13": "isbn", "isbn-10": "isbn"}
_OTHER_NAMES |= {"isbn13": "isbn", "isbn10": "isbn", "eissn": "issn", "e-issn": "issn"}
_PREFIX = re.compile(
    r"(?:doi|isbn|issn|orcid|isni|viaf|gnd|wikidata|lccn|urn:isbn|urn:issn)(?:-1[03])?\s*:\s*|\(DE-588\)", re.I
)
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)


def identifiers(found: Survey) -> Iterator[Finding]:
    """R030 for what has not the form of its authority, R031 for a wrong check digit; each value is told of once."""
    told: set[tuple[str, str]] = set()
    for spot in found.spots("idno"):
        kind = spot.element.get("type", "").strip().lower()
        authority = AUTHORITIES.get(_OTHER_NAMES.get(kind, kind))
        said = "".join(spot.element.itertext()).strip()
        if authority is None or not said or (kind, said) in told:
            continue
        told.add((kind, said))
        trouble = _said(authority, said)
        if trouble:
            yield found.finding(trouble[0], trouble[1], spot, f"as in {authority.example}", "warning")
    for spot, attribute, value in found.pointers:
        for pointer in value.split() if "://" in value else ():
            if ("", pointer) not in told:
                told.add(("", pointer))
                for authority, trouble in _pointed(pointer):
                    message = f"@{attribute}: {trouble[1]}"
                    yield found.finding(trouble[0], message, spot, f"as in {authority.example}", "warning")


def _said(authority: Authority, said: str) -> tuple[str, str] | None:
    """What is wrong with the text of an ``idno``: the identifier, with a label or as an address."""
    if _ADDRESS.match(said):
        return next((trouble for _, trouble in _pointed(said)), None)
    return authority.fault(_PREFIX.sub("", said, count=1))


def _pointed(address: str) -> Iterator[tuple[Authority, tuple[str, str]]]:
    """What is wrong with an address that is an authority's."""
    for authority in AUTHORITIES.values():
        begin = authority.host.match(address) if authority.host else None
        if begin is None:
            continue
        said = address[begin.end() :]
        if authority.name != "DOI":
            said = re.split(r"[/?#]", said)[0].removesuffix(".html").removesuffix(".json")
        trouble = authority.fault(said) if said else None
        if trouble and not (authority.name == "GeoNames" and not said[:1].isdigit()):
            yield authority, trouble
