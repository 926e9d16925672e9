"""Make ``xslt/fonts/``, the bold Chinese of print: ``python tests/bold.py NotoSerifSC_700Bold.ttf``.

The file is that of the npm package `@expo-google-fonts/noto-serif-sc` 0.4.3: Noto Serif SC Bold 2.003, the same version
as the Regular that comes as a package.  It is cut down to GB 2312: the 6,763 characters and the punctuation of
Simplified Chinese in print.  The family has another name, since a part is not the whole, and a second face of the
weight of text that has no character at all: so a typesetter that looks for a regular character in this family finds
none and goes on to the next family, and one that looks for a bold one that is not here does too.
The same file gives the same bytes.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from typing import Any

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

SOURCE = "9c6a2ba736e4b499c84f65ce366bd3625c0401885fd3e585ace50fb738b96ff6"
FAMILY = "Edition Han"
MORE = "〇·—⸺‧"  # zero in years, and what is encoded otherwise today: the point within names, the dash
OUT = Path(__file__).resolve().parent.parent / "xslt" / "fonts"


def characters() -> list[int]:
    """GB 2312: its punctuation, signs and numbers (rows 1 to 3), and its Chinese characters (rows 16 to 87); and `MORE`."""
    found = [ord(char) for char in MORE]
    for row in (*range(1, 4), *range(16, 88)):
        for cell in range(1, 95):
            try:
                found.append(ord(bytes((0xA0 + row, 0xA0 + cell)).decode("gb2312")))
            except UnicodeDecodeError:
                continue
    return found


def cut(source: Path, unicodes: list[int]) -> TTFont:
    """The font at `source` with `unicodes` alone; of its features only ``ccmp``, which joins two dashes."""
    options = Options(layout_features=["ccmp"], hinting=False, notdef_outline=True, name_IDs=[0, 13, 14])
    options.drop_tables += ["BASE", "STAT", "VORG", "vhea", "vmtx"]
    font = TTFont(source, recalcTimestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=unicodes)
    subsetter.subset(font)
    return font


def named(font: TTFont, style: str, weight: int) -> Any:
    """`font` with its new names; its copyright and licence stay."""
    names: Any = font["name"]
    for number, text in {
        1: FAMILY,
        2: style,
        3: f"2.003;{FAMILY.replace(' ', '')}-{style}",
        4: f"{FAMILY} {style}",
        5: "Version 2.003",
        6: f"{FAMILY.replace(' ', '')}-{style}",
        10: "Cut down from Noto Serif SC Bold 2.003 to GB 2312",
    }.items():
        names.setName(text, number, 3, 1, 0x409)
    bold = style == "Bold"
    font["OS/2"].usWeightClass = weight
    font["OS/2"].fsSelection = 0x20 if bold else 0x40
    font["head"].macStyle = int(bold)
    return font


def main(source: str) -> None:
    """Write both faces."""
    if hashlib.sha256(Path(source).read_bytes()).hexdigest() != SOURCE:
        raise SystemExit(f"{source} is not the file of that package")
    for style, weight, unicodes in (("Bold", 700, characters()), ("Regular", 400, [])):
        named(cut(Path(source), unicodes), style, weight).save(OUT / f"EditionHan-{style}.ttf")


if __name__ == "__main__":
    main(*sys.argv[1:])
