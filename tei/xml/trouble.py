"""What is wrong at one place of a document, as the parser says it and as people are told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tei.xml.mending import Mend

#: The name of an element or attribute, in UTF-8.
NAME = rb"[A-Za-z_:\x80-\xff][\w.:\x80-\xff-]*"
#: The beginning of a start tag or end tag.
TAG = re.compile(rb"</?(" + NAME + rb")")
_DISTANCE = 60  # characters of a piece that is quoted


@dataclass(frozen=True, slots=True)
class Trouble:
    """A fault at the byte `at`.  `mends` are ways to go on; of them `supply` writes end tags of the elements `open`.

    `stray` is the name of an end tag without start, and `removal` takes it away.
    """

    at: int
    message: str
    hint: str
    mends: tuple[Mend, ...] = ()
    supply: Mend | None = None
    open: tuple[str, ...] = ()
    stray: str = ""
    removal: Mend | None = None


@dataclass(frozen=True, slots=True)
class ParserError:
    """What the parser says: its error at the byte `at`, in `data`, the token before beginning at `before`."""

    code: int
    data: bytes
    at: int
    before: int
    open: Sequence[tuple[str, int]]
    rooted: bool


def shown(piece: bytes) -> str:
    """A piece of a document in quotation marks, on one line, cut when it is long."""
    text = " ".join(piece.decode("utf-8", "replace").split())
    return f'"{text[:_DISTANCE]}…"' if len(text) > _DISTANCE else f'"{text}"'
