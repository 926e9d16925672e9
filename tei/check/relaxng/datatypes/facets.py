"""The parameters of datatypes: what each asks of a value, and in which words.

A value must satisfy all parameters, also when one is given more than once.  Digits are counted as they are written:
``1.50`` has two of them after its point, as in Jing.  Source: https://www.w3.org/TR/xmlschema-2/#rf-facets; Guidelines
for using W3C XML Schema Datatypes with RELAX NG (2001): `enumeration` and `whiteSpace` are not parameters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping

from tei.check.relaxng.datatypes.expressions import ExpressionError, expression
from tei.check.relaxng.datatypes.kinds import Kind
from tei.check.relaxng.datatypes.numbers import digits, fraction_digits

#: Whether a text, its white space treated, satisfies a parameter; its value is given too.
Facet = Callable[[str, Hashable], bool]

_COUNT = re.compile(r"[ \t\n\r]*\+?0*([0-9]+)[ \t\n\r]*")
_LONGEST = 18


class DatatypeError(Exception):
    """Why a datatype, or a parameter of it, cannot be used."""


def facet(kind: Kind, name: str, text: str) -> tuple[Facet, str]:
    """What the parameter `name` with the value `text` asks of values of `kind`, and what it adds to "wanted: …".

    Raises:
        DatatypeError: when there is no such parameter for `kind`, or `text` is no value for it.
    """
    if name in ("enumeration", "whiteSpace"):
        instead = "a choice of values" if name == "enumeration" else "a type such as token or string"
        raise DatatypeError(f'"{name}" is no parameter in RELAX NG: use {instead}')
    make = _FACETS.get(name)
    if make is None:
        raise DatatypeError(f'there is no parameter "{name}": there are {", ".join(_FACETS)}')
    return make(kind, name, text)


def _pattern(_: Kind, name: str, text: str) -> tuple[Facet, str]:
    try:
        matcher = expression(text)
    except ExpressionError as error:
        raise DatatypeError(f'the parameter "{name}" is not a regular expression: {error}') from error
    return lambda form, _: matcher.matches(form), f"that matches {text}"


def _length(kind: Kind, name: str, text: str) -> tuple[Facet, str]:
    measure, wanted = kind.length, _count(name, text)
    if measure is None:
        raise _not_for(kind, name)
    unit = "bytes" if "Binary" in kind.name else "words" if kind.name[-1] == "S" else "characters"
    if name == "length":
        return lambda form, _: measure(form) == wanted, f"of {wanted} {unit}"
    if name == "minLength":
        return lambda form, _: measure(form) >= wanted, f"of at least {wanted} {unit}"
    return lambda form, _: measure(form) <= wanted, f"of at most {wanted} {unit}"


def _bound(kind: Kind, name: str, text: str) -> tuple[Facet, str]:
    before = kind.before
    if before is None:
        raise _not_for(kind, name)
    bound = kind.read(kind.space(text), {})
    if bound is None:
        raise DatatypeError(f'the parameter "{name}" is not {kind.wanted}: "{text}"')
    said = kind.space(text)
    if name == "minInclusive":
        return lambda _, value: value == bound or before(bound, value), f"not below {said}"
    if name == "maxInclusive":
        return lambda _, value: value == bound or before(value, bound), f"not above {said}"
    if name == "minExclusive":
        return lambda _, value: before(bound, value), f"above {said}"
    return lambda _, value: before(value, bound), f"below {said}"


def _digits(kind: Kind, name: str, text: str) -> tuple[Facet, str]:
    if not kind.digits:
        raise _not_for(kind, name)
    most = _count(name, text)
    if name == "fractionDigits":
        return lambda form, _: fraction_digits(form) <= most, f"with at most {most} digits after the point"
    if most == 0:
        raise DatatypeError('the parameter "totalDigits" is 1 or more, not "0"')
    return lambda form, _: digits(form) <= most, f"of at most {most} digits"


def _not_for(kind: Kind, name: str) -> DatatypeError:
    return DatatypeError(f'the parameter "{name}" does not apply to "{kind.name}"')


def _count(name: str, text: str) -> int:
    match = _COUNT.fullmatch(text)
    if not match:
        raise DatatypeError(f'the parameter "{name}" is a whole number, 0 or more, not "{text}"')
    return int(match[1]) if len(match[1]) <= _LONGEST else 10**_LONGEST


_FACETS: Mapping[str, Callable[[Kind, str, str], tuple[Facet, str]]] = {
    "length": _length,
    "minLength": _length,
    "maxLength": _length,
    "pattern": _pattern,
    "minInclusive": _bound,
    "maxInclusive": _bound,
    "minExclusive": _bound,
    "maxExclusive": _bound,
    "totalDigits": _digits,
    "fractionDigits": _digits,
}
