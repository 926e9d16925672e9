"""Step 8, print: a TEI document becomes a Typst source, and that a PDF.

The PDF is tagged (PDF/UA-1) and fit for archives (PDF/A-2a): every character has a glyph in an embedded font, every
passage its language.  The same document gives the same bytes.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from tei.data import shipped
from tei.names import NS, XML_ID
from tei.render.xslt import transform
from tei.report import TeiError

if TYPE_CHECKING:
    from typst import PDFStandard, TypstError

#: The strictest pair that Typst can write: PDF/A-1a and PDF/A-4 exclude PDF/UA-1 by their versions of PDF.
STANDARDS: tuple[PDFStandard, ...] = ("ua-1", "a-2a")

_NO_GLYPH = re.compile(r'(?:the text|codepoint) `(".*?")`', re.DOTALL)

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


def typst_source(tree: etree._ElementTree, titles: Mapping[str, str], overrides: Path | None = None) -> str:
    """The Typst source of `tree`: calls of the functions of ``print.typ``, all text in string literals.

    `titles` are the edition's by language; the first language is the one the edition speaks in print.

    Raises:
        TeiError: W001 when the document holds an element that print has no rule for.
    """
    own = overrides / "print" / "print.xsl" if overrides else None
    stylesheet = own if own and own.is_file() else shipped("xslt/print/print.xsl")
    lines = (f"{lang}\t{' '.join(title.split())}" for lang, title in titles.items())
    return str(transform(stylesheet, tree, {"titles": "\n".join(lines) or "en\t"}))


def render_print(
    tree: etree._ElementTree,
    *,
    titles: Mapping[str, str],
    font_paths: Sequence[Path],
    fonts: Mapping[str, Sequence[str]],
    paper: str,
    system_fonts: bool,
    overrides: Path | None,
) -> bytes:
    """The PDF of `tree`.

    `fonts` are families by language, tried before ours; `font_paths` are folders, looked at before the system's.
    `overrides` is the edition's own ``xslt`` folder: its ``print/print.xsl`` replaces ours, its ``print/edition.typ``
    redefines functions of ours, and what else lies in ``print`` lies beside them.

    Raises:
        TeiError: W001 for an element without a rule, W002 for a character without a glyph, W003 for anything else
            that Typst refuses, in its own words.
    """
    source = typst_source(tree, titles, overrides)
    settings = {"fonts": {lang: list(families) for lang, families in fonts.items()}, "paper": paper}
    with tempfile.TemporaryDirectory(prefix="tei-print-") as folder:
        main = _laid_out(Path(folder), source, overrides)
        return _compiled(main, tree, json.dumps(settings), _font_folders(font_paths), system_fonts)


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


def _compiled(main: Path, tree: etree._ElementTree, settings: str, folders: list[Path], system_fonts: bool) -> bytes:
    try:
        import typst
    except ImportError as error:
        raise TeiError("W003", "the package typst is missing", hint="pip install typst") from error
    try:
        return typst.compile(
            main,
            root=main.parent,
            font_paths=folders,
            ignore_system_fonts=not system_fonts,
            format="pdf",
            sys_inputs={"settings": settings},
            pdf_standards=list(STANDARDS),
            timestamp=0,
        )
    except typst.TypstError as error:
        raise _trouble(error, tree) from error


def _trouble(error: TypstError, tree: etree._ElementTree) -> TeiError:
    """What Typst says, as W002 when it is about a character, else as W003."""
    said = " ".join(error.message.split())
    found = _NO_GLYPH.search(said)
    if not found:
        return TeiError("W003", f"Typst: {said}", hint="; ".join(error.hints), engine="typst")
    text = _unescaped(found[1])
    place, line = _place(text, tree)
    names = ", ".join(f"U+{ord(char):04X} {unicodedata.name(char, 'without a name')}" for char in text)
    return TeiError("W002", f"no font has a glyph for “{text}” ({names}), in {place}", line=line, hint=_hint(text))


def _unescaped(literal: str) -> str:
    r"""The text of a Rust string literal, such as ``"\u{e000}"`` with its quotes."""
    simple = {"n": "\n", "t": "\t", "r": "\r", "0": "\0"}

    def char(match: re.Match[str]) -> str:
        return chr(int(match[1], 16)) if match[1] else simple.get(match[2], match[2])

    return re.sub(r"\\(?:u\{([0-9a-f]+)\}|(.))", char, literal[1:-1])


def _place(text: str, tree: etree._ElementTree) -> tuple[str, int | None]:
    """The ``xml:id`` of the first passage with `text`, the body before notes, records and header; and its line."""
    for part in ("text", "standOff", "teiHeader"):
        for element in tree.iterfind(f"./tei:{part}", NS):
            for node in element.iter():
                if isinstance(node.tag, str) and text in (node.text or ""):
                    return _passage(node)
                if text in (node.tail or "") and (parent := node.getparent()) is not None:
                    return _passage(parent)
    return _place(text[:1], tree) if len(text) > 1 else ("the edition's titles", None)


def _passage(element: etree._Element) -> tuple[str, int | None]:
    node: etree._Element | None = element
    while node is not None and XML_ID not in node.attrib:
        node = node.getparent()
    name = etree.QName(element).localname if node is None else str(node.get(XML_ID))
    return name, element.sourceline


def _hint(text: str) -> str:
    """Which font would help, and how to give it."""
    char = text[:1]
    name = unicodedata.name(char, "")
    if unicodedata.category(char) in ("Co", "Cn"):
        return "a private or unassigned character has no meaning outside its font: encode it as g, with a charDecl"
    word = name.split()[0] if name else ""
    if unicodedata.category(char) == "So" or 0x1F000 <= ord(char) <= 0x1FAFF:
        font = "Noto Emoji or Noto Sans Symbols"
    else:
        font = _FONTS.get(word, f"one of the Noto family, such as Noto Serif {word.capitalize()}")
    return f"a font that may have it: {font}; put it into a folder and name that with --font-path"
