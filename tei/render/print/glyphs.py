"""Characters that no font has: where they stand, and which fonts would help."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from lxml import etree

from tei.names import NS, XML_ID
from tei.report import Finding, finding

#: By the first word of a character's Unicode name, a free font that has it.
_FONTS = {
    "CJK": "Source Han Serif or Noto Serif CJK; for rare characters BabelStone Han",
    "HIRAGANA": "Noto Serif CJK JP",
    "KATAKANA": "Noto Serif CJK JP",
    "BOPOMOFO": "Noto Serif CJK TC",
    "HANGUL": "Noto Serif CJK KR",
    "ARABIC": "Noto Naskh Arabic",
    "MONGOLIAN": "Noto Sans Mongolian",
    "HEBREW": "Noto Serif Hebrew",
    "TIBETAN": "Noto Serif Tibetan",
    "THAI": "Noto Serif Thai",
    "DEVANAGARI": "Noto Serif Devanagari",
}


def without_glyph(missing: Sequence[str], tree: etree._ElementTree) -> Finding:
    """One finding for all of `missing`, in the order of their first places."""
    runs = _runs(tree)
    # A joiner is missed only where what it joins is missing.
    missing = [text for text in missing if unicodedata.category(text[0]) != "Cf"] or missing
    found = [(next((n for n, (run, _) in enumerate(runs) if text in run), len(runs)), text) for text in missing]
    found.sort()
    places: dict[str, list[str]] = {}
    for n, text in found:
        codes = ", ".join(f"U+{ord(char):04X} {unicodedata.name(char, 'without a name')}" for char in text)
        place = _passage(runs[n][1]) if n < len(runs) else "the edition's titles"
        places.setdefault(place, []).append(f"“{text}” ({codes})")
    told = "; ".join(f"{', '.join(texts)} in {place}" for place, texts in places.items())
    first = found[0][0]
    return finding(
        "W002",
        f"no font has a glyph for {told}",
        line=runs[first][1].sourceline if first < len(runs) else None,
        engine="print",
        hint=_hint([text for _, text in found]),
    )


def _runs(tree: etree._ElementTree) -> list[tuple[str, etree._Element]]:
    """All runs of text, each with its element: the body's, then those of notes and records, then the header's."""
    runs = []
    for part in ("text", "standOff", "teiHeader"):
        for element in tree.iterfind(f"./tei:{part}", NS):
            for event, node in etree.iterwalk(element, events=("start", "end", "comment", "pi")):
                owner = node if event == "start" else node.getparent()
                run = node.text if event == "start" else node.tail
                if run and owner is not None:
                    runs.append((run, owner))
    return runs


def _passage(element: etree._Element) -> str:
    """The ``xml:id`` of the nearest element that has one, or else the element's name."""
    node: etree._Element | None = element
    while node is not None and XML_ID not in node.attrib:
        node = node.getparent()
    return etree.QName(element).localname if node is None else str(node.get(XML_ID))


def _hint(missing: Sequence[str]) -> str:
    """Which fonts would help, and how to give them."""
    private = [text for text in missing if unicodedata.category(text[0]) in ("Co", "Cn")]
    fonts = dict.fromkeys(_font(text[0]) for text in missing if text not in private)
    hints = []
    if fonts:
        hints.append(f"fonts that may help: {'; '.join(fonts)}; put them into a folder and name that with --font-path")
    if private:
        hints.append(
            "a private or unassigned character has no meaning outside its font: encode it as g, with a charDecl"
        )
    return "; ".join(hints)


def _font(char: str) -> str:
    """A free font that may have `char`."""
    if unicodedata.category(char) == "So" or 0x1F000 <= ord(char) <= 0x1FAFF:
        return "Noto Emoji or Noto Sans Symbols"
    word = unicodedata.name(char, "unnamed").split()[0]
    return _FONTS.get(word, f"one of the Noto family, such as Noto Serif {word.capitalize()}")
