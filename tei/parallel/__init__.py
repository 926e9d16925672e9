"""Align two files of plain text, in any two languages: what `tei align A B` does.

`align_files` reads and aligns them; `forms` writes the beads as JSON lines, as TMX, as TEI.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from tei.align.lines import lines
from tei.align.sentences import sentences
from tei.annotate import annotate
from tei.edit.lexicon import FUNCTION, decoded, lexicon, rows
from tei.edit.toml import is_language
from tei.files import read
from tei.model import Bead, Block, Edition, Mention, Report, Role, Text, by_block, primary
from tei.report import TeiError
from tei.seed.article import language, wide
from tei.tokens import words

_END = re.compile(r"\r\n|\n|\r")
_ENGLISH = 0.2  # so many of the words of an English text only serve its grammar
_GUESSED = 20000  # characters from which the language is guessed
_SOME = 500  # lines of a lexicon from which its languages are guessed
_ROLES: tuple[Role, Role] = ("translation", "original")


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence of a file: its number from 1 (that of its line, if every line is one), its paragraph, its words."""

    n: int
    paragraph: int
    text: str


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two files.  `id` is the xml:id of its version, such as ``zh``."""

    name: str
    id: str
    lang: str
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Parallel:
    """Two files and their beads, which hold every unit once.  The ids in a bead are ``zh.12``: version and number."""

    sides: tuple[Side, Side]
    beads: tuple[Bead, ...]


def align_files(
    paths: Sequence[Path],
    edition: Edition,
    *,
    langs: str = "",
    split: bool = False,
    lexicons: Sequence[Path] = (),
) -> Parallel:
    """The beads of two files.  `langs` are two language tags with a comma, guessed by script if "".

    Each line is a sentence, or with `split` text is divided into sentences.

    Raises:
        TeiError: G003 for files or languages that cannot be used; G001, S001, S002, S003 for a file that cannot be
            read, is empty, binary or not UTF-8; E020 for a lexicon.
    """
    refused(paths)
    tags = _tags(langs)
    texts = [_decoded(path) for path in paths]
    tags = tags or (_guess(texts[0]), _guess(texts[1]))
    ids = [primary(tag) for tag in tags]
    if ids[0] == ids[1]:
        ids = [f"{ids[0]}-a", f"{ids[1]}-b"]
    made = [
        Side(path.name, id_, tag, _split(text, tag) if split else _lined(text))
        for path, id_, tag, text in zip(paths, ids, tags, texts, strict=True)
    ]
    return aligned((made[0], made[1]), with_lexicons(edition, lexicons, (tags[0], tags[1])))


def aligned(sides: tuple[Side, Side], edition: Edition) -> Parallel:
    """The beads of two sides."""
    texts: list[Text] = []
    mentions: list[Mention] = []
    starts: set[int] = set()
    before = 0
    for side, role in zip(sides, _ROLES, strict=True):
        blocks = tuple(Block(before + k, "p", u.text, u.n, 1, id=f"{side.id}.{u.n}") for k, u in enumerate(side.units))
        if all(s.units and s.units[-1].paragraph > s.units[0].paragraph for s in sides):
            last = [None, *(u.paragraph for u in side.units)]
            starts |= {
                block.n for block, unit, was in zip(blocks, side.units, last, strict=False) if unit.paragraph != was
            }
        before += len(blocks)
        mentions += annotate(blocks, side.lang, "", edition)
        texts.append(Text(side.id, role, side.lang, (), (Report(1, (), blocks),)))
    return Parallel(sides, tuple(lines(texts, by_block(mentions), edition, starts)))


def with_lexicons(edition: Edition, paths: Sequence[Path], langs: tuple[str, str]) -> Edition:
    """`edition` with more lexicons: in the languages that each names, else in those two, in the order that its script
    shows.

    Raises:
        TeiError: G001 for a lexicon that is not there, E020 for one that cannot be read.
    """
    for path in paths:
        if not path.is_file():
            raise TeiError("G001", "there is no such lexicon", file=str(path), hint="see --lexicon")
        found = lexicon(path, langs[::-1] if _turned(path, langs) else langs)
        edition = replace(edition, lexicon=(*edition.lexicon, *found.terms), induced=(*edition.induced, *found.induced))
    return edition


def _turned(path: Path, langs: tuple[str, str]) -> bool:
    """Whether by their script the terms of a lexicon are in the second of two languages."""
    some = list(islice(rows(decoded(path), str(path)), _SOME))
    term = primary(language(" ".join(row.term for row in some), "translation"))
    rendering = primary(language(" ".join(r for row in some for r in row.renderings), "translation"))
    one, other = map(primary, langs)
    return one != other and term != one and (term == other or rendering == one)


def refused(paths: Sequence[Path], out: Path | None = None) -> None:
    """Nothing, if `paths` are two files and `out` is neither.

    Raises:
        TeiError: G003 for other paths.
    """
    if len(paths) != 2:
        said = "is only one file" if len(paths) == 1 else f"is one of {len(paths)} files"
        hint = "two are aligned: tei align A B; to look at the versions of a seed, give --show"
        raise TeiError("G003", said, file=str(paths[0]), hint=hint)
    if _same(*paths):
        raise TeiError("G003", "is given twice", file=str(paths[0]), hint="name the file that holds the other version")
    if out and any(_same(path, out) for path in paths):
        raise TeiError("G003", "would be overwritten", file=str(out), hint="name another file for the result")


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def _tags(langs: str) -> tuple[str, str] | None:
    """The two tags in `langs`, if there are any."""
    tags = [tag.strip() for tag in langs.split(",")] if langs else []
    if tags and (len(tags) != 2 or not all(map(is_language, tags))):
        raise TeiError("G003", f'"{langs}" is not two languages', hint="such as --langs en,zh-Hans")
    return (tags[0], tags[1]) if tags else None


def _decoded(path: Path) -> str:
    """The text of a file, without a byte order mark."""
    data = read(path)
    if b"\0" in data:
        raise TeiError(
            "S002", f"is no text: byte offset {data.index(0)} is NUL", file=str(path), hint="save it as UTF-8"
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TeiError(
            "S003", f"is not UTF-8: byte offset {error.start}", file=str(path), hint="save it as UTF-8"
        ) from error
    if not text.strip():
        raise TeiError("S001", "has no text", file=str(path), hint="it needs one sentence at least")
    return text


def _guess(text: str) -> str:
    """The language of `text` by its script; of other scripts English, if its small words are there, else ``und``."""
    text = text[:_GUESSED]
    found = language(text, "original")
    if found != "en":
        return found
    said = words(text, "en")
    return "en" if sum(word in FUNCTION["en"] for word in said) > _ENGLISH * len(said) else "und"


def _lined(text: str) -> tuple[Unit, ...]:
    """A unit for each line that has words; blank lines end paragraphs."""
    found: list[Unit] = []
    paragraph = 1
    for n, line in enumerate(_END.split(text), 1):
        if line.strip():
            found.append(Unit(n, paragraph, line.strip()))
        elif found and found[-1].paragraph == paragraph:
            paragraph += 1
    return tuple(found)


def _split(text: str, lang: str) -> tuple[Unit, ...]:
    """The sentences of running text.  Where there are blank lines, they divide paragraphs, else every line end does."""
    found: list[Unit] = []
    stripped = [line.strip() for line in _END.split(text)]
    blank = "\n\n" in "\n".join(stripped).strip()
    paragraphs = _joined(stripped) if blank else [line for line in stripped if line]
    for number, paragraph in enumerate(paragraphs, 1):
        for start, end in sentences(paragraph, lang):
            found.append(Unit(len(found) + 1, number, paragraph[start:end]))
    return tuple(found)


def _joined(stripped: Sequence[str]) -> list[str]:
    """Paragraphs made of the lines between blank ones: with a space between two, but not where Chinese is."""
    found: list[str] = []
    text = ""
    for row in (*stripped, ""):
        if row and text:
            text += ("" if wide(text[-1]) or wide(row[0]) else " ") + row
        elif row:
            text = row
        elif text:
            found.append(text)
            text = ""
    return found
