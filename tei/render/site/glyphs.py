"""Fonts cut down to a few glyphs: with care and slowly for all readers of a site, or in a moment for one text.

`cut` gives the smallest font, with features, in a second.  `ready` lays the outlines of many characters ready, once;
from there `assembled` puts a font of some of them together in some hundredths of a second, a tenth larger.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

#: Units to the em of a font that is cut: half as many as the source has.  At the size of a headline that moves a line
#: by a fiftieth of a pixel, and the font is an eighth smaller.
GRID = 500

#: Copyright, family, style, full name, version, PostScript name, licence and its address.
_NAMES = {
    0: "copyright",
    1: "familyName",
    2: "styleName",
    4: "fullName",
    5: "version",
    6: "psName",
    13: "licenseDescription",
    14: "licenseInfoURL",
}


def known(source: Path) -> frozenset[int]:
    """The code points that the font at `source` has."""
    from fontTools.ttLib import TTFont

    with TTFont(source, lazy=True) as font:
        return frozenset(font.getBestCmap() or ())


def cut(source: Path, characters: str) -> bytes:
    """The font at `source` with the glyphs of `characters` alone, as WOFF2.

    Of its features it keeps ``halt``, by which browsers set punctuation close (``text-spacing-trim``).
    """
    return _subset(source, characters, ["halt"], "woff2", GRID)


def ready(source: Path, characters: str) -> bytes:
    """An OpenType font of the outlines of `characters`, from which `assembled` takes some."""
    return _subset(source, characters, [], None)


def assembled(master: Path, characters: str) -> bytes:
    """A font of the glyphs of `characters`, which are `ready` in the font at `master`, as WOFF."""
    from fontTools.fontBuilder import FontBuilder
    from fontTools.misc.psCharStrings import T2CharString

    whole = _master(master)
    glyphs = [".notdef", *(f"uni{ord(c):04X}" if ord(c) < 0x10000 else f"u{ord(c):X}" for c in sorted(characters))]
    from_names = [".notdef", *(whole.cmap[ord(c)] for c in sorted(characters))]
    builder = FontBuilder(whole.size, isTTF=False)
    created, modified = whole.dates  # not now: the same characters give the same bytes
    builder.updateHead(created=created, modified=modified)
    builder.setupGlyphOrder(glyphs)
    builder.setupCharacterMap(dict(zip(map(ord, sorted(characters)), glyphs[1:], strict=True)))
    outlines = {name: T2CharString(bytecode=whole.outline(of)) for name, of in zip(glyphs, from_names, strict=True)}
    builder.setupCFF(whole.names["psName"], {}, outlines, {})
    builder.setupHorizontalMetrics({name: whole.metrics[of] for name, of in zip(glyphs, from_names, strict=True)})
    high, low = whole.extent
    builder.setupHorizontalHeader(ascent=high, descent=low)
    builder.setupNameTable(dict(whole.names))
    builder.setupOS2(sTypoAscender=high, sTypoDescender=low, usWinAscent=high, usWinDescent=-low)
    builder.setupPost(keepGlyphNames=False)
    return _saved(builder.font, "woff")


class _Master:
    """What is ready: outlines and widths by the names of glyphs, the names by code points."""

    def __init__(self, path: Path) -> None:
        from fontTools.ttLib import TTFont

        font = TTFont(path, lazy=True)
        self.cmap: Mapping[int, str] = font.getBestCmap() or {}
        self.metrics: Mapping[str, tuple[int, int]] = font["hmtx"].metrics
        self.extent: tuple[int, int] = (font["hhea"].ascent, font["hhea"].descent)
        self.size: int = font["head"].unitsPerEm
        self.dates: tuple[int, int] = (font["head"].created, font["head"].modified)
        self.names = {name: str(font["name"].getDebugName(n) or "") for n, name in _NAMES.items()}
        self._outlines = font["CFF "].cff.topDictIndex[0].CharStrings

    def outline(self, glyph: str) -> bytes:
        """The charstring of a glyph, which calls no subroutine."""
        return bytes(self._outlines[glyph].bytecode)


@lru_cache(maxsize=2)
def _master(path: Path) -> _Master:
    return _Master(path)


def _subset(source: Path, characters: str, features: list[str], flavor: str | None, grid: int = 0) -> bytes:
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    options = Options(
        layout_features=features,
        hinting=False,
        desubroutinize=True,  # Brotli finds what glyphs share better than subroutines do
        notdef_outline=True,
        name_IDs=list(_NAMES),  # with whose it is, and its licence
    )
    options.drop_tables += ["BASE", "DSIG", "VORG", "vhea", "vmtx"]
    with TTFont(source, lazy=True, recalcTimestamp=False, recalcBBoxes=False) as font:
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=map(ord, characters))
        subsetter.subset(font)
        if grid:
            _set_on_grid(font, grid)
        return _saved(font, flavor)


def _set_on_grid(font: Any, grid: int) -> None:
    """Put the outlines of `font` on a grid of so many units, each point for itself, so that errors do not add up."""
    from fontTools.misc.roundTools import otRound
    from fontTools.pens.t2CharStringPen import T2CharStringPen
    from fontTools.pens.transformPen import TransformPen
    from fontTools.ttLib.scaleUpem import scale_upem

    share, top = grid / font["head"].unitsPerEm, font["CFF "].cff.topDictIndex[0]
    top.FontMatrix = list(top.FontMatrix)  # else it is that of all fonts without one
    glyphs, outlines = font.getGlyphSet(), top.CharStrings
    programs = {}
    for name in font.getGlyphOrder():
        private = outlines[name].private
        width = otRound(font["hmtx"][name][0] * share)
        standard = otRound(private.defaultWidthX * share)
        pen = T2CharStringPen(None if width == standard else width - otRound(private.nominalWidthX * share), glyphs)
        glyphs[name].draw(TransformPen(pen, (share, 0, 0, share, 0, 0)))
        programs[name] = pen.getCharString().program
    scale_upem(font, grid)
    for name, program in programs.items():
        outlines[name].setProgram(program)


def _saved(font: Any, flavor: str | None) -> bytes:
    font.flavor = flavor
    font.recalcTimestamp = font.recalcBBoxes = False
    out = BytesIO()
    font.save(out)
    return out.getvalue()
