r"""Sets of characters that a regular expression of XML Schema names: categories, blocks, escapes of more than one.

A set is a test of one character.  Nothing is tabulated: a matcher asks once for each character it meets and remembers,
so that `\p{L}` costs nothing until it is used, in any plane.
Source: https://www.w3.org/TR/xmlschema-2/#charcter-classes (categories, block names of Unicode 3.1, escapes).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping

from tei.check.relaxng.datatypes.xmlnames import is_a

#: Whether a character belongs to a set.
Characters = Callable[[str], bool]

CATEGORIES = frozenset(
    "L Lu Ll Lt Lm Lo M Mn Mc Me N Nd Nl No P Pc Pd Ps Pe Pi Pf Po Z Zs Zl Zp S Sm Sc Sk So C Cc Cf Co Cn".split()
)

_BLOCKS = """
BasicLatin 0000-007F  Latin-1Supplement 0080-00FF  LatinExtended-A 0100-017F  LatinExtended-B 0180-024F
IPAExtensions 0250-02AF  SpacingModifierLetters 02B0-02FF  CombiningDiacriticalMarks 0300-036F  Greek 0370-03FF
Cyrillic 0400-04FF  Armenian 0530-058F  Hebrew 0590-05FF  Arabic 0600-06FF  Syriac 0700-074F  Thaana 0780-07BF
Devanagari 0900-097F  Bengali 0980-09FF  Gurmukhi 0A00-0A7F  Gujarati 0A80-0AFF  Oriya 0B00-0B7F  Tamil 0B80-0BFF
Telugu 0C00-0C7F  Kannada 0C80-0CFF  Malayalam 0D00-0D7F  Sinhala 0D80-0DFF  Thai 0E00-0E7F  Lao 0E80-0EFF
Tibetan 0F00-0FFF  Myanmar 1000-109F  Georgian 10A0-10FF  HangulJamo 1100-11FF  Ethiopic 1200-137F  Cherokee 13A0-13FF
UnifiedCanadianAboriginalSyllabics 1400-167F  Ogham 1680-169F  Runic 16A0-16FF  Khmer 1780-17FF  Mongolian 1800-18AF
LatinExtendedAdditional 1E00-1EFF  GreekExtended 1F00-1FFF  GeneralPunctuation 2000-206F
SuperscriptsandSubscripts 2070-209F  CurrencySymbols 20A0-20CF  CombiningMarksforSymbols 20D0-20FF
LetterlikeSymbols 2100-214F  NumberForms 2150-218F  Arrows 2190-21FF  MathematicalOperators 2200-22FF
MiscellaneousTechnical 2300-23FF  ControlPictures 2400-243F  OpticalCharacterRecognition 2440-245F
EnclosedAlphanumerics 2460-24FF  BoxDrawing 2500-257F  BlockElements 2580-259F  GeometricShapes 25A0-25FF
MiscellaneousSymbols 2600-26FF  Dingbats 2700-27BF  BraillePatterns 2800-28FF  CJKRadicalsSupplement 2E80-2EFF
KangxiRadicals 2F00-2FDF  IdeographicDescriptionCharacters 2FF0-2FFF  CJKSymbolsandPunctuation 3000-303F
Hiragana 3040-309F  Katakana 30A0-30FF  Bopomofo 3100-312F  HangulCompatibilityJamo 3130-318F  Kanbun 3190-319F
BopomofoExtended 31A0-31BF  EnclosedCJKLettersandMonths 3200-32FF  CJKCompatibility 3300-33FF
CJKUnifiedIdeographsExtensionA 3400-4DB5  CJKUnifiedIdeographs 4E00-9FFF  YiSyllables A000-A48F  YiRadicals A490-A4CF
HangulSyllables AC00-D7A3  CJKCompatibilityIdeographs F900-FAFF  AlphabeticPresentationForms FB00-FB4F
ArabicPresentationForms-A FB50-FDFF  CombiningHalfMarks FE20-FE2F  CJKCompatibilityForms FE30-FE4F
SmallFormVariants FE50-FE6F  ArabicPresentationForms-B FE70-FEFE  Specials FEFF-FEFF
HalfwidthandFullwidthForms FF00-FFEF  Specials FFF0-FFFD  OldItalic 10300-1032F  Gothic 10330-1034F
Deseret 10400-1044F  ByzantineMusicalSymbols 1D000-1D0FF  MusicalSymbols 1D100-1D1FF
MathematicalAlphanumericSymbols 1D400-1D7FF  CJKUnifiedIdeographsExtensionB 20000-2A6D6
CJKCompatibilityIdeographsSupplement 2F800-2FA1F  Tags E0000-E007F  PrivateUse E000-F8FF  PrivateUse F0000-FFFFD
PrivateUse 100000-10FFFD
"""


def _blocks() -> Mapping[str, list[tuple[str, str]]]:
    words = _BLOCKS.split()
    found: dict[str, list[tuple[str, str]]] = {}
    for name, span in zip(words[::2], words[1::2], strict=True):
        first, last = span.split("-")
        found.setdefault(name, []).append((chr(int(first, 16)), chr(int(last, 16))))
    return found


def category(name: str) -> Characters:
    """The characters of a category such as ``Lu``, or of a family of them such as ``L``."""
    return lambda c: _category(c).startswith(name)


def block(name: str) -> Characters | None:
    """The characters of a block such as ``CJKUnifiedIdeographs``; None when Unicode 3.1 has no such block."""
    spans = _blocks().get(name)
    return (lambda c: any(first <= c <= last for first, last in spans)) if spans else None


def _category(c: str) -> str:
    """The category.  What is not yet assigned in the planes of ideographs counts as an ideograph (`Lo`).

    Python's tables are as old as Python; rare characters of Chinese texts are younger.
    """
    found = unicodedata.category(c)
    return "Lo" if found == "Cn" and "\U00020000" <= c <= "\U0003fffd" and (ord(c) & 0xFFFF) < 0xFFFE else found


def none_of(characters: Characters) -> Characters:
    """All others."""
    return lambda c: not characters(c)


def any_of(parts: tuple[Characters, ...]) -> Characters:
    """The union of `parts`."""
    return parts[0] if len(parts) == 1 else lambda c: any(part(c) for part in parts)


def but_not(characters: Characters, without: Characters) -> Characters:
    """`characters` without those of `without`."""
    return lambda c: characters(c) and not without(c)


def span(first: str, last: str) -> Characters:
    """From `first` to `last`, both included."""
    return (lambda c: c == first) if first == last else lambda c: first <= c <= last


#: What ``.`` stands for.
DOT: Characters = lambda c: c not in "\n\r"  # noqa: E731 - a value, as its neighbours in `ESCAPES`

#: The escapes that stand for many characters.
ESCAPES: Mapping[str, Characters] = {
    "s": lambda c: c in " \t\n\r",
    "d": lambda c: unicodedata.category(c) == "Nd",
    "w": lambda c: _category(c)[0] not in "PZC",
    "i": lambda c: is_a("Name", c),
    "c": lambda c: is_a("NMTOKEN", c),
}
