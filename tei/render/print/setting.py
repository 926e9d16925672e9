"""Setting a Typst source as a PDF: its folder, its fonts, and what Typst refuses."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tei.data import shipped
from tei.report import TeiError

if TYPE_CHECKING:
    from typst import PDFStandard

#: How often a text is set, at most: again when Typst has told which glyphs are missing, or that a title is.
_ATTEMPTS = 5

#: The strictest pair that Typst can write: PDF/A-1a and PDF/A-4 exclude PDF/UA-1 by their versions of PDF.
STANDARDS: tuple[PDFStandard, ...] = ("ua-1", "a-2a")

# What Typst quotes of the source begins with a number and a bar, so that no text can look like an error.
_NO_GLYPH = re.compile(r'^error: .*?(?:the text|codepoint) `("(?:[^"\\]|\\.)+")`', re.MULTILINE)
_NO_TITLE = re.compile(r"^error: .*the first heading must be of level 1", re.MULTILINE)


def laid_out(folder: Path, source: str, overrides: Path | None) -> Path:
    """`folder` with all that Typst reads; the path of the document itself."""
    (folder / "edition.typ").touch()
    own = [overrides / "print"] if overrides and (overrides / "print").is_dir() else []
    for files in (shipped("xslt/print"), *own):
        shutil.copytree(files, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.xsl"))
    main = folder / "main.typ"
    main.write_text(source, encoding="utf-8")
    return main


def font_folders(font_paths: Sequence[Path]) -> list[Path]:
    """The user's folders, then the one of the Chinese font that comes as a package, if it is installed."""
    try:
        from pylopdf_fonts_zh_cn import serif_path
    except ImportError:
        return list(font_paths)
    return [*font_paths, serif_path().parent]


def typesetter(main: Path, folders: list[Path], system_fonts: bool) -> Callable[[Mapping[str, object]], bytes]:
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


def set_with(
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
