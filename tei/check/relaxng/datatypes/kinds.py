"""The built-in datatypes: how each treats white space, what a text is worth in it, and what facets ask of it.

Source: https://www.w3.org/TR/xmlschema-2/#built-in-datatypes; RELAX NG, section 6.2.9; RELAX NG DTD Compatibility,
section 5.  Beyond these the XML Schema library has `anyAtomicType` and `untypedAtomic`, for Jing has them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from tei.check.relaxng.datatypes import numbers, temporal
from tei.check.relaxng.datatypes.uri import is_uri
from tei.check.relaxng.datatypes.xmlnames import is_a

#: Namespaces in scope: prefix → URI; "" is the default one.  An unparsed entity ``e`` of the document is a key ``&e``.
Context = Mapping[str, str]

Read = Callable[[str, Context], Hashable | None]

_RUN = re.compile("[ \t\n\r]{2,}|[\t\n\r]")
_EACH = str.maketrans("\t\n\r", "   ")
_LANGUAGE = re.compile("[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")
_HEX = re.compile("(?:[0-9A-Fa-f]{2})*")
_BASE64 = re.compile("(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?")
_BOOLEAN = {"true": True, "1": True, "false": False, "0": False}


def _as_it_is(text: str) -> str:
    return text


def _replaced(text: str) -> str:
    return text.translate(_EACH)


def collapsed(text: str) -> str:
    """`text` without white space at its ends, and with one space for each run of white space within."""
    return _RUN.sub(" ", text.strip(" \t\n\r"))


@dataclass(frozen=True, slots=True, eq=False)
class Kind:
    """A built-in datatype.  `wanted` says what a value must be; `read` gives the value of a text whose white space was
    treated by `space`, or None.  `length`, `before` and `digits` are there when facets may ask for them.
    """

    name: str
    wanted: str
    read: Read
    space: Callable[[str], str] = collapsed
    length: Callable[[str], int] | None = None
    before: Callable[[Hashable, Hashable], bool] | None = None
    digits: bool = False
    id_type: str = ""
    by_context: bool = False
    noun: str = ""  # what `wanted` becomes when facets say more


def _text(text: str, _: Context) -> str:
    return text


def _plain(read: Callable[[str], Hashable | None]) -> Read:
    return lambda text, _: read(text)


def _if(holds: Callable[[str], bool]) -> Read:
    return lambda text, _: text if holds(text) else None


def _name(kind: str) -> Read:
    return lambda text, _: text if is_a(kind, text) else None


def _several(read: Read) -> Read:
    """The reader of lists whose items `read` reads; an empty list is none."""
    return lambda text, context: (
        text if text and all(read(item, context) is not None for item in text.split(" ")) else None
    )


def _qname(text: str, context: Context) -> tuple[str, str] | None:
    prefix, colon, local = text.rpartition(":")
    if not is_a("NCName", local) or (colon and not is_a("NCName", prefix)):
        return None
    if not colon:
        return context.get("", ""), local
    namespace = "http://www.w3.org/XML/1998/namespace" if prefix == "xml" else context.get(prefix)
    return (namespace, local) if namespace else None


def _entity(text: str, context: Context) -> str | None:
    return text if is_a("NCName", text) and f"&{text}" in context else None


def _base64(text: str, _: Context) -> str | None:
    octets = text.replace(" ", "")
    return octets if _BASE64.fullmatch(octets) else None


def _base64_length(text: str) -> int:
    octets = text.replace(" ", "")
    return len(octets) // 4 * 3 - octets.count("=")


def _items(text: str) -> int:
    return text.count(" ") + 1 if text else 0


def _strings() -> Iterator[Kind]:
    yield Kind("string", "any text", _text, _as_it_is, len, noun="text")
    yield Kind("normalizedString", "any text", _text, _replaced, len, noun="text")
    yield Kind("token", "any text", _text, collapsed, len, noun="text")
    yield Kind("anyAtomicType", "any text", _text, _as_it_is, len, noun="text")
    yield Kind("untypedAtomic", "any text", _text, _as_it_is, len, noun="text")
    language = _if(lambda text: _LANGUAGE.fullmatch(text) is not None)
    yield Kind("language", "the code of a language such as en or zh-Hans", language, length=len)
    yield Kind("Name", "an XML name such as persName", _name("Name"), length=len)
    yield Kind("NMTOKEN", "name characters only, such as v1.2", _name("NMTOKEN"), length=len)
    yield Kind("NMTOKENS", "words of name characters only", _several(_name("NMTOKEN")), length=_items)
    ncname = _name("NCName")
    name = Kind("NCName", "an XML name without colon, such as ch1", ncname, length=len)
    yield name
    yield replace(name, name="ID", wanted="an identifier: a name without colon, such as ch1", id_type="ID")
    reference = "the identifier of an element of the document, such as ch1"
    yield replace(name, name="IDREF", wanted=reference, id_type="IDREF")
    references = "identifiers of elements of the document, such as ch1 ch2"
    yield Kind("IDREFS", references, _several(ncname), length=_items, id_type="IDREFS")
    yield Kind("ENTITY", "the name of an unparsed entity of the document", _entity, length=len, by_context=True)
    entities = "names of unparsed entities of the document"
    yield Kind("ENTITIES", entities, _several(_entity), length=_items, by_context=True)
    yield Kind("anyURI", "a URI such as https://example.org/a or #ch1", _if(is_uri), length=len)
    yield Kind("QName", "a name whose prefix is declared", _qname, by_context=True)
    yield Kind("NOTATION", "the name of a notation, its prefix declared", _qname, by_context=True)


def _quantities() -> Iterator[Kind]:
    yield Kind("boolean", "true, false, 1 or 0", _plain(_BOOLEAN.get))
    wanted = "a number such as 3.14"
    yield Kind("decimal", wanted, _plain(numbers.decimal), before=numbers.less, digits=True)
    for name, (low, high) in numbers.BOUNDS.items():
        read = _plain(numbers.integer_between(low, high))
        yield Kind(name, _whole(low, high), read, before=numbers.less, digits=True)
    wanted = "a number such as 3.14 or 6e23, INF, -INF or NaN"
    yield Kind("float", wanted, _plain(numbers.single), before=numbers.float_less)
    yield Kind("double", wanted, _plain(numbers.double), before=numbers.float_less)
    wanted = "bytes in hexadecimal digits, such as 0FB7"
    octets = _plain(lambda text: text.upper() if _HEX.fullmatch(text) else None)
    yield Kind("hexBinary", wanted, octets, length=lambda text: len(text) // 2)
    yield Kind("base64Binary", "bytes in Base64, such as D7c=", _base64, length=_base64_length)
    yield Kind("duration", "a duration such as P1Y6M or PT2H30M", _plain(temporal.duration), before=temporal.shorter)
    for name, wanted in _TEMPORAL.items():
        yield Kind(name, wanted, _plain(temporal.moment(name)), before=temporal.earlier)


_TEMPORAL = {
    "dateTime": "a date and time such as 1959-01-13T08:30:00",
    "date": "a date such as 1959-01-13",
    "time": "a time such as 08:30:00",
    "gYearMonth": "a year and month such as 1959-01",
    "gYear": "a year such as 1959, with four digits at least",
    "gMonthDay": "a month and day such as --01-13",
    "gMonth": "a month such as --01",
    "gDay": "a day of the month such as ---13",
}


def _whole(low: str, high: str) -> str:
    if low and high:
        return f"a whole number from {low} to {high}"
    return "a whole number" + (f", {low} or more" if low else f", {high} or less" if high else "")


@cache
def xsd() -> Mapping[str, Kind]:
    """The datatypes of XML Schema, by name."""
    return {kind.name: kind for kinds in (_strings(), _quantities()) for kind in kinds}


@cache
def built_in() -> Mapping[str, Kind]:
    """The two datatypes that every schema has: they take no parameters."""
    return {name: xsd()[name] for name in ("string", "token")}


@cache
def compatibility() -> Mapping[str, Kind]:
    """The datatypes of DTD compatibility: they take no parameters."""
    return {name: xsd()[name] for name in ("ID", "IDREF", "IDREFS")}
