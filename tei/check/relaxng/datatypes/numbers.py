"""Numbers, exact however long, and floating-point numbers."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Hashable, Mapping
from typing import NamedTuple

_DECIMAL = re.compile(r"([+-]?)(?=\.?[0-9])([0-9]*)(?:\.([0-9]*))?")
_INTEGER = re.compile(r"[+-]?[0-9]+")
_FLOAT = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_SPECIAL = {"INF": float("inf"), "-INF": float("-inf")}

#: What stands for not-a-number: unlike the float, it equals itself.
NAN = "NaN"


class Number(NamedTuple):
    """`sign` is -1, 0 or 1; `whole` has no leading zeros, `part` (what follows the point) no trailing ones."""

    sign: int
    whole: str
    part: str


def decimal(text: str) -> Number | None:
    """The number that `text` says, None when it says none."""
    match = _DECIMAL.fullmatch(text)
    if not match:
        return None
    sign, whole, part = match.groups("")
    whole, part = whole.lstrip("0"), part.rstrip("0")
    if not whole and not part:
        return Number(0, "", "")
    return Number(-1 if sign == "-" else 1, whole, part)


def integer(text: str) -> Number | None:
    """The whole number that `text` says, None when it says none."""
    return decimal(text) if _INTEGER.fullmatch(text) else None


def less(one: Hashable, other: Hashable) -> bool:
    """Whether the number `one` is less than `other`."""
    if not isinstance(one, Number) or not isinstance(other, Number):
        return False
    if one.sign != other.sign:
        return one.sign < other.sign
    size, other_size = (len(one.whole), one.whole, one.part), (len(other.whole), other.whole, other.part)
    return size < other_size if one.sign > 0 else other_size < size


def integer_between(low: str, high: str) -> Callable[[str], Number | None]:
    """The reader of whole numbers from `low` to `high`; "" stands for no bound."""
    least, most = integer(low), integer(high)

    def read(text: str) -> Number | None:
        found = integer(text)
        if found is None or (least and less(found, least)) or (most and less(most, found)):
            return None
        return found

    return read


def double(text: str) -> Hashable | None:
    """The nearest number of 64 bits; None when `text` says no number."""
    if _FLOAT.fullmatch(text):
        return float(text)
    return NAN if text == NAN else _SPECIAL.get(text)


def single(text: str) -> Hashable | None:
    """The nearest number of 32 bits; None when `text` says no number."""
    found = double(text)
    if not isinstance(found, float):
        return found
    try:
        rounded: float = struct.unpack("<f", struct.pack("<f", found))[0]
    except OverflowError:
        return _SPECIAL["-INF" if found < 0 else "INF"]
    return rounded


def float_less(one: Hashable, other: Hashable) -> bool:
    """Whether the floating-point number `one` is less than `other`; nothing is less than not-a-number, nor it."""
    return isinstance(one, float) and isinstance(other, float) and one < other


def digits(text: str) -> int:
    """How many digits a decimal has as it is written, without leading zeros: ``0.01`` has 1, ``1.0`` has 2."""
    _, whole, part = _split(text)
    return len((whole + part).lstrip("0")) or 1


def fraction_digits(text: str) -> int:
    """How many digits of a decimal follow its point, as it is written."""
    return len(_split(text)[2])


def _split(text: str) -> tuple[str, str, str]:
    match = _DECIMAL.fullmatch(text)
    sign, whole, part = match.groups("") if match else ("", "", "")
    return sign, whole, part


#: The bounds of the integer types.
BOUNDS: Mapping[str, tuple[str, str]] = {
    "integer": ("", ""),
    "nonPositiveInteger": ("", "0"),
    "negativeInteger": ("", "-1"),
    "nonNegativeInteger": ("0", ""),
    "positiveInteger": ("1", ""),
    "long": (str(-(2**63)), str(2**63 - 1)),
    "int": (str(-(2**31)), str(2**31 - 1)),
    "short": ("-32768", "32767"),
    "byte": ("-128", "127"),
    "unsignedLong": ("0", str(2**64 - 1)),
    "unsignedInt": ("0", str(2**32 - 1)),
    "unsignedShort": ("0", "65535"),
    "unsignedByte": ("0", "255"),
}
