"""Step 8, print: a TEI document becomes a Typst source, and that a PDF.

The PDF is tagged (PDF/UA-1) and fit for archives (PDF/A-2a): every character has a glyph in an embedded font, or is
shown by its code point; every passage has its language.  The same document gives the same bytes.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from tei.data import shipped
from tei.model import primary
from tei.names import NS, XML_ID
from tei.render.xslt import transform
from tei.report import Finding, TeiError, finding

if TYPE_CHECKING:
    from typst import PDFStandard

#: How often a text is set, at most: again when Typst has told which glyphs are missing, or that a title is.
_ATTEMPTS = 5

#: The strictest pair that Typst can write: PDF/A-1a and PDF/A-4 exclude PDF/UA-1 by their versions of PDF.
STANDARDS: tuple[PDFStandard, ...] = ("ua-1", "a-2a")

# What Typst quotes of the source begins with a number and a bar, so that no text can look like an error.
_NO_GLYPH = re.compile(r'^error: .*?(?:the text|codepoint) `("(?:[^"\\]|\\.)+")`', re.MULTILINE)
_NO_TITLE = re.compile(r"^error: .*the first heading must be of level 1", re.MULTILINE)

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


def typst_source(
    tree: etree._ElementTree, titles: Mapping[str, str], overrides: Path | None = None, notes: Sequence[str] = ()
) -> str:
    """The Typst source of `tree`: calls of the functions of ``print.typ``, all text in string literals.

    `titles` are the edition's by language; the first language is the one the edition speaks in print.

    Raises:
        TeiError: W001 when the document holds an element that print has no rule for.
    """
    own = overrides / "print" / "print.xsl" if overrides else None
    stylesheet = own if own and own.is_file() else shipped("xslt/print/print.xsl")
    lines = (f"{lang}\t{' '.join(title.split())}" for lang, title in titles.items())
    wanted = " ".join(primary(lang) for lang in notes)
    return str(transform(stylesheet, tree, {"titles": "\n".join(lines) or "en\t", "notes": wanted}))


def render_print(
    tree: etree._ElementTree,
    *,
    titles: Mapping[str, str],
    font_paths: Sequence[Path],
    fonts: Mapping[str, Sequence[str]],
    paper: str,
    system_fonts: bool,
    overrides: Path | None,
    notes: Sequence[str] = (),
) -> tuple[bytes, list[Finding]]:
    """The PDF of `tree`, and at most one finding: W002 names every character that no font has.

    In its place the PDF shows its code point, as in [U+1F600].  `notes` are the languages in which notes are printed.

    `fonts` are families by language, tried before ours; `font_paths` are folders, looked at before the system's.
    `overrides` is the edition's own ``xslt`` folder: its ``print/print.xsl`` replaces ours, its ``print/edition.typ``
    redefines functions of ours, and what else lies in ``print`` lies beside them.

    Raises:
        TeiError: W001 for an element without a rule, W003 for what Typst refuses, in its own words.
    """
    source = typst_source(tree, titles, overrides, notes)
    settings = {"fonts": {lang: list(families) for lang, families in fonts.items()}, "paper": paper}
    with tempfile.TemporaryDirectory(prefix="tei-print-") as folder:
        main = _laid_out(Path(folder), source, overrides)
        pdf, missing = _set(_typesetter(main, _font_folders(font_paths), system_fonts), settings)
    return pdf, [_without_glyph(missing, tree)] if missing else []


def _laid_out(folder: Path, source: str, overrides: Path | None) -> Path:
    """`folder` with all that Typst reads; the path of the document itself."""
    (folder / "edition.typ").touch()
    own = [overrides / "print"] if overrides and (overrides / "print").is_dir() else []
    for files in (shipped("xslt/print"), *own):
        shutil.copytree(files, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.xsl"))
    main = folder / "main.typ"
    main.write_text(source, encoding="utf-8")
    return main


def _font_folders(font_paths: Sequence[Path]) -> list[Path]:
    """The user's folders, then the one of the Chinese font that comes as a package, if it is installed."""
    try:
        from pylopdf_fonts_zh_cn import serif_path
    except ImportError:
        return list(font_paths)
    return [*font_paths, serif_path().parent]


def _typesetter(main: Path, folders: list[Path], system_fonts: bool) -> Callable[[Mapping[str, object]], bytes]:
    """A function that sets `main` with some settings."""
    try:
        import typst
    except ImportError as error:
        raise TeiError("W003", "the package typst is missing", hint="pip install typst") from error

    def compiled(settings: Mapping[str, object]) -> bytes:
        return typst.compile(
            main,
            root=main.parent,
            font_paths=folders,
            ignore_system_fonts=not system_fonts,
            format="pdf",
            sys_inputs={"settings": json.dumps(settings)},
            pdf_standards=list(STANDARDS),
            timestamp=0,
        )

    return compiled


def _set(
    typesetter: Callable[[Mapping[str, object]], bytes], settings: Mapping[str, object]
) -> tuple[bytes, list[str]]:
    """The PDF, and what has no glyph: texts of one character, or of a few that only a font could join."""
    import typst

    missing: list[str] = []
    titled = False
    attempts = 0
    while True:
        attempts += 1
        try:
            return typesetter({**settings, "missing": _pattern(missing), "titled": titled}), missing
        except typst.TypstError as error:
            said = dict.fromkeys(_unescaped(literal) for literal in _NO_GLYPH.findall(error.diagnostic))
            new = [text for text in said if text not in missing]
            untitled = not titled and _NO_TITLE.search(error.diagnostic) is not None
            if attempts == _ATTEMPTS or not (new or untitled):
                message = " ".join(error.message.split())
                raise TeiError("W003", f"Typst: {message}", hint="; ".join(error.hints), engine="typst") from error
            missing += new
            titled |= untitled


def _pattern(texts: Sequence[str]) -> str:
    """A regular expression of Typst's that finds each of `texts`, the longest first."""
    codes = ("".join(f"\\x{{{ord(char):x}}}" for char in text) for text in sorted(texts, key=len, reverse=True))
    return f"(?:{'|'.join(codes)})+" if texts else ""


def _unescaped(literal: str) -> str:
    r"""The text of a Rust string literal, such as ``"\u{e000}"`` with its quotes."""
    simple = {"n": "\n", "t": "\t", "r": "\r", "0": "\0"}

    def char(match: re.Match[str]) -> str:
        return chr(int(match[1], 16)) if match[1] else simple.get(match[2], match[2])

    return re.sub(r"\\(?:u\{([0-9a-f]+)\}|(.))", char, literal[1:-1])


def _without_glyph(missing: Sequence[str], tree: etree._ElementTree) -> Finding:
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
