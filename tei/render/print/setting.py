"""Setting a Typst source as a PDF: its folder, its fonts, and what Typst refuses."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tei.data import shipped
from tei.han import is_han
from tei.render.print.survey import Survey, surveyed
from tei.report import TeiError

if TYPE_CHECKING:
    from typst import Fonts, PDFStandard

#: How often a text is set, at most: again when Typst has told which glyphs are missing, or that a title is.
_ATTEMPTS = 5

#: The strictest pair that Typst can write: PDF/A-1a and PDF/A-4 exclude PDF/UA-1 by their versions of PDF.
STANDARDS: tuple[PDFStandard, ...] = ("ua-1", "a-2a")
#: With a file attached.
ATTACHING: tuple[PDFStandard, ...] = ("ua-1", "a-3a")

# What Typst quotes of the source begins with a number and a bar, so that no text can look like an error.
_NO_GLYPH = re.compile(r'^error: .*?(?:the text|codepoint) `("(?:[^"\\]|\\.)+")`', re.MULTILINE)
_NO_TITLE = re.compile(r"^error: .*the first heading must be of level 1", re.MULTILINE)


def laid_out(folder: Path, source: str, overrides: Path | None) -> Path:
    """`folder` with all that Typst reads; the path of the document itself."""
    (folder / "edition.typ").touch()
    own = [overrides / "print"] if overrides and (overrides / "print").is_dir() else []
    for files in (shipped("xslt/print"), *own):
        shutil.copytree(files, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.xsl"))
    (folder / "indexes.json").write_text("[]", encoding="utf-8")
    main = folder / "main.typ"
    main.write_text(source, encoding="utf-8")
    return main


def rare(sources: Iterable[str]) -> str:
    """The Chinese characters of Typst sources that the bold of heads lacks, which has those of GB 2312."""
    signs = {sign for source in sources for sign in set(source) if is_han(sign)}
    return "".join(sorted(sign for sign in signs if sign != "〇" and not sign.encode("gb2312", "ignore")))


def attach(folder: Path, files: Sequence[tuple[str, bytes]]) -> dict[str, object]:
    """Lay `files`, names and bytes, where Typst finds what it attaches to the PDF; the settings that tell it so."""
    if not files:
        return {}
    (folder / "attached").mkdir()
    for n, (_, data) in enumerate(files):
        (folder / "attached" / str(n)).write_bytes(data)
    return {"attached": [name for name, _ in files]}


def font_folders(font_paths: Sequence[Path]) -> list[Path]:
    """The user's folders, that of the bold Chinese of heads, and that of the Chinese font that comes as a package."""
    own = [*font_paths, shipped("xslt/fonts")]
    try:
        from pylopdf_fonts_zh_cn import serif_path
    except ImportError:
        return own
    return [*own, serif_path().parent]


def machine(allowed: bool, languages: Iterable[str], families: Mapping[str, Sequence[str]]) -> tuple[bool, ...]:
    """Whether texts in these languages are set with the machine's fonts too: at first, and if a glyph is missing.

    They are from the first where an edition names families, where what comes along lacks the language's forms of
    characters, or does not come.  All else is set alike on every machine, but for what only other fonts have.
    """
    if not allowed:
        return (False,)
    first = any(families.values()) or len(font_folders(())) == 1 or any(map(_other_forms, languages))
    return (True,) if first else (False, True)


def _other_forms(lang: str) -> bool:
    first, *rest = lang.lower().split("-")
    return first in ("ja", "ko") or not {"hant", "tw", "hk", "mo"}.isdisjoint(rest)


class Typesetter:
    """Sets the document `main`, which stands in a folder with all that Typst reads; `settings` are as ``measures.typ``
    takes them.

    Raises:
        TeiError: W003 when Typst is not installed.
    """

    def __init__(self, main: Path, folders: Sequence[Path], system_fonts: bool, settings: Mapping[str, object]) -> None:
        try:
            import typst
        except ImportError as error:
            raise TeiError("W003", "the package typst is missing", hint="pip install typst") from error
        self._folder = main.parent
        self._standards = ATTACHING if settings.get("attached") else STANDARDS
        fonts = all_fonts(tuple(folders), system_fonts)
        self._compiler = typst.Compiler(
            main,
            root=main.parent,
            font_paths=fonts,
            sys_inputs={"settings": json.dumps({**settings, "families": fonts.families()})},
        )
        self.learn({}, {})

    def learn(self, plan: Mapping[str, Any], places: Mapping[str, Any]) -> None:
        """Let the next setting be by a plan, and tell of places."""
        (self._folder / "plan.json").write_text(json.dumps(plan), encoding="utf-8")
        (self._folder / "places.json").write_text(json.dumps(places), encoding="utf-8")

    def pdf(self) -> bytes:
        """The PDF.

        Raises:
            typst.TypstError: what Typst refuses.
        """
        pdf = self._compiler.compile(format="pdf", pdf_standards=list(self._standards), timestamp=0)
        assert isinstance(pdf, bytes)  # one file, and no other output was asked for
        return pdf

    def front(self) -> int:
        """How many pages of a book stand before those of its texts; 0 if Typst refuses something.

        The texts may be left out, all but their openings.
        """
        found = self._told("<front>")
        return int(found[0]) if found else 0

    def survey(self) -> Survey | None:
        """Where all stands; None if Typst refuses something."""
        found = self._told("<survey>")
        return surveyed(found[0]) if found else None

    def _told(self, label: str) -> list[Any]:
        try:
            found = json.loads(self._compiler.query(label, field="value"))
        except RuntimeError:
            return []  # what is wrong is told when it is compiled
        return list(found)


@cache
def all_fonts(folders: tuple[Path, ...], system: bool) -> Fonts:
    """All fonts, found once in a process."""
    import typst

    return typst.Fonts(include_system_fonts=system, font_paths=list(folders))


def set_with(work: Callable[[bool, Mapping[str, object]], bytes], system: Sequence[bool]) -> tuple[bytes, list[str]]:
    """The PDF that `work` makes, and what has no glyph: texts of one character, or a few that only a font could join.

    `work` is called with whether the machine's fonts are used, and settings; and again with others while Typst says
    that a glyph is missing, or a title.  `system` is what is tried with respect to fonts, one after the other.

    Raises:
        TeiError: W003 for what Typst refuses, in its own words.
    """
    import typst

    missing: list[str] = []
    titled = False
    attempts = 0
    fonts, *others = system
    while True:
        attempts += 1
        try:
            return work(fonts, {"missing": _pattern(missing), "titled": titled}), missing
        except typst.TypstError as error:
            said = dict.fromkeys(_unescaped(literal) for literal in _NO_GLYPH.findall(error.diagnostic))
            new = [text for text in said if text not in missing]
            untitled = not titled and _NO_TITLE.search(error.diagnostic) is not None
            if attempts == _ATTEMPTS or not (new or untitled):
                message = " ".join(error.message.split())
                raise TeiError("W003", f"Typst: {message}", hint="; ".join(error.hints), engine="typst") from error
            if new and others:
                fonts = others.pop(0)
                continue
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
