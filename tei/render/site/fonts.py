"""The serif for Chinese that the site brings along: Noto Serif SC, cut down to the characters that the pages show.

The characters are dealt out to files ("slices") of ``assets/fonts/``: those that most texts use come first, so that
what a page needs lies in few of them, and a browser loads a slice only when the page shows one of its characters.
Where there are many characters, a text also has a font of its own, of what it needs beyond the first slice.  What the
font lacks, and Traditional Chinese, Japanese and Korean, whose shapes differ, readers see in fonts that they have.
The same characters give the same bytes.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from urllib.parse import quote

from tei import files
from tei.pool import Crew
from tei.render.site import glyphs
from tei.render.site.leaf import Leaf
from tei.report import TeiError

#: How many characters a slice has: the first (about 84 KB), which nearly every page needs, and the others (45 KB).
#: Where the texts have not many more than that, the first has them all.
FIRST, OTHERS = 480, 250

#: Above this number of characters nearly every text needs some of nearly every slice: it gets a font of its own.
MANY = 1000

# Punctuation that Chinese shares with other scripts, full-width in this font; circled and Roman numbers.
_SHARED = frozenset("“”‘’—…·⸺‧※") | frozenset(map(chr, (*range(0x2160, 0x2180), *range(0x2460, 0x2500))))
_HANGUL = ((0x3130, 0x318F), (0xA960, 0xA97F), (0xAC00, 0xD7FF))

#: What the first slice stands in for: all that can be Chinese.  Slices that come later are asked before it.
_ALL = (
    "U+B7,U+2014,U+2018-201D,U+2026-2027,U+203B,U+2160-217F,U+2460-24FF,U+2E3A,U+2E80-312F,U+3190-9FFF,"
    "U+F900-FAFF,U+FE30-FE4F,U+FF00-FFEF,U+20000-3FFFF"
)

#: Fonts that many systems have, for a browser that could not load ours.
_LOCAL = ("Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC", "Songti SC", "STSong", "SimSun")


def pages(parts: Sequence[str], crew: Crew | None = None) -> Iterator[tuple[str, bytes]]:
    """The files of the font, one for each of `parts`, by address; then ``assets/fonts.css``, which says where they are.

    Where there are no parts, there is nothing in the style sheet.
    """
    source = _source()
    faces = []
    cut = zip(parts, _cut(source, parts, crew or Crew(1)), strict=True) if source else ()
    for n, (part, data) in enumerate(cut):
        address = f"fonts/han-{n + 1}.woff2"
        faces.append(_face(address, _ranges(part) if n else _ALL))
        yield f"assets/{address}", data
    yield "assets/fonts.css", "\n".join(["/* Noto Serif SC, cut down to these pages. */", *faces, ""]).encode()


def slices(leaves: Sequence[Leaf], characters: Iterable[str], words: Iterable[str], top: str = "") -> list[str]:
    """The Chinese of `characters` that our font has, dealt out: punctuation first, then by how many texts use it.

    `characters` are those of all pages, `words` those of the interface in every language, `top` is what stands at the
    head of every page.  Where the pages have no Chinese but the interface's, there are no slices.
    What only `words` have, a reader needs who chooses another language: it comes last, in slices of its own.
    """
    words, there = set(words), {c for c in characters if _chinese(c)}
    if not any(c.isalpha() for c in there - words):
        return []
    known = _known()
    uses = Counter(c for leaf in leaves for c in _used(leaf))
    uses.update({c: len(leaves) for c in top})
    shown = sorted((c for c in there if ord(c) in known), key=lambda c: (c.isalnum(), -uses[c], c))
    other = sorted(c for c in words - there if _chinese(c) and ord(c) in known)
    needed = sum(c in uses or not c.isalnum() for c in shown)
    return [
        *_dealt("".join(shown), needed if FIRST < needed <= 1.2 * FIRST else FIRST),
        *_dealt("".join(other), OTHERS),
    ]


def _dealt(characters: str, first: int) -> Iterator[str]:
    """`characters` in slices, the first of that size, the others of much the same."""
    if characters:
        yield characters[:first]
    rest = characters[first:]
    number = max(1, round(len(rest) / OTHERS)) if rest else 0
    for n in range(number):
        yield rest[len(rest) * n // number : len(rest) * (n + 1) // number]


def _used(leaf: Leaf) -> frozenset[str]:
    """The characters of the text that a leaf is of."""
    return frozenset("".join(side.text for passage in leaf.passages for side in passage.sides))


def _chinese(char: str) -> bool:
    return char in _SHARED or (ord(char) >= 0x2E80 and not any(a <= ord(char) <= b for a, b in _HANGUL))


def _ranges(characters: str) -> str:
    """`characters` as CSS's ``unicode-range``: ``"U+4E00,U+4E03-4E05"``."""
    runs: list[list[int]] = []
    for code in sorted(map(ord, characters)):
        if runs and runs[-1][1] == code - 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return ",".join(f"U+{a:X}" if a == b else f"U+{a:X}-{b:X}" for a, b in runs)


def _face(address: str, ranges: str) -> str:
    local = "".join(f',local("{name}")' for name in _LOCAL)
    kind = address.rpartition(".")[2]
    return (
        f'@font-face{{font-family:"Edition Han";font-display:swap;src:url("{address}")format("{kind}"){local};'
        f"unicode-range:{ranges}}}"
    )


@cache
def _source() -> Path | None:
    """The font that comes as a package, if it is installed."""
    try:
        from pylopdf_fonts_zh_cn import serif_path
    except ImportError:
        return None
    return Path(serif_path())


@cache
def _known() -> frozenset[int]:
    """The code points that the font has."""
    source = _source()
    return glyphs.known(source) if source else frozenset()


def _cut(source: Path, parts: Sequence[str], crew: Crew) -> list[bytes]:
    """The font cut down to each of `parts`; from the cache, what was made before."""
    kept = {part: _kept(source, part, "woff2") for part in parts}
    todo = [part for part in parts if not kept[part].is_file()]
    made = dict(zip(todo, crew.begin(partial(glyphs.cut, source), todo, "fonts", few=2)(), strict=True))
    for part, data in made.items():
        with contextlib.suppress(TeiError):  # a cache that cannot be written to is none
            files.write(kept[part], data)
    return [made[part] if part in made else files.read(kept[part]) for part in parts]


def _kept(source: Path, characters: str, kind: str) -> Path:
    """Where the cache has the font cut down to `characters`, named by all that it is made of."""
    import brotli
    import fontTools

    made_of = (source.name, files.stamp(source)[1], fontTools.version, brotli.__version__, glyphs.GRID, characters)
    return files.cache() / "fonts" / f"{hashlib.sha256(repr(made_of).encode()).hexdigest()[:32]}.{kind}"


# The fonts of single texts.


@dataclass(frozen=True, slots=True)
class Own:
    """A text's own font to be made: its characters beyond the first slice."""

    stem: str
    characters: str
    master: Path
    out: Path


def many(leaves: Sequence[Leaf]) -> bool:
    """Whether the texts use so many characters that each has a font of its own."""
    return sum(map(_chinese, frozenset().union(*map(_used, leaves)))) > MANY and _source() is not None


def style(stem: str) -> str:
    """The address of the style sheet of a text's own font."""
    return f"assets/fonts/{stem}.css"


def wanted(first: str, texts: Mapping[str, Iterable[str]], out: Path) -> list[Own]:
    """The fonts that texts need, by their stems and characters, where the first slice is `first`."""
    source = _source()
    if source is None:
        return []
    beyond = {
        stem: "".join(sorted(c for c in set(text) - set(first) if _chinese(c) and ord(c) in _known()))
        for stem, text in texts.items()
    }
    everything = "".join(sorted(set().union(*beyond.values())))
    master = _kept(source, everything, "otf")
    if not master.is_file():
        with contextlib.suppress(TeiError):
            files.write(master, glyphs.ready(source, everything))
    return [Own(stem, text, master, out) for stem, text in beyond.items()]


def make(own: Own) -> tuple[str, ...]:
    """Write a text's own font and its style sheet; their addresses."""
    face, found = "", [style(own.stem)]
    if own.characters and own.master.is_file():
        face = _face(f"{quote(own.stem)}.woff", _ranges(own.characters)) + "\n"
        found.append(f"assets/fonts/{own.stem}.woff")
        files.write(own.out / found[1], glyphs.assembled(own.master, own.characters))
    files.write(own.out / found[0], face.encode())
    return tuple(found)
