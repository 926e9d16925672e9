"""Read lexicons: the editors' terms and computed rows in tab-separated lines, and the lines of CC-CEDICT.

A computed row has a fourth column, ``auto 0.83 14``: how probably its words translate each other, and in how many
aligned sentences both stand.  It is no term until an editor empties that column.  CC-CEDICT's form is told by
https://cc-cedict.org/wiki/format:syntax
"""

from __future__ import annotations

import gzip
import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tei.edit.toml import is_language
from tei.files import read
from tei.han import is_han, simplified
from tei.model import Edition, primary
from tei.report import Finding, TeiError, finding
from tei.tokens import stem, words

Term = tuple[str, str, str, str]  # as in Edition.lexicon
Pair = tuple[str, str, str, str, float]  # as in Edition.induced

COMPUTED = re.compile(r"auto (0\.\d{1,9}|1(?:\.0{1,9})?) (\d{1,9})")
_CEDICT = re.compile(r"(\S+) (\S+) \[[^\]\t]*\] /([^\t]*)/\s*")
_ASIDE = re.compile(r"\([^()]*\)|\[[^\]]*\]|[\u2e80-\uffef|]+")
_NO_GLOSS = re.compile(
    r"CL:|surname |(?:old |archaic |erhua |Japanese )?variant of|abbr\. |see (?:also )?\S*[^\x00-\xff]|"
    r"used in |also (?:pr\.|written)|Taiwan pr\.|same as \S*[^\x00-\xff]"
)
_WORD = re.compile(r"\w+(?:'\w+)?")
_LEAST = 0.02  # a word of a gloss is at least so probable
_MOST = 1 << 28  # bytes that a compressed lexicon may unfold to

#: Words that a translation may have or lack as its grammar asks, by language.
FUNCTION: dict[str, frozenset[str]] = {
    "en": frozenset(
        "a about after all also am an and any are as at be because been before being both but by can could did do does "
        "during each etc for from had has have he her his how if in into is it its may more most much must no not of "
        "on one only or other our over sb shall she should so some sth such than that the their them then there these "
        "they this those through to under up upon very was we were what when where which while who whole will with "
        "within without would you your".split()
    ),
    "zh": frozenset(
        "的 了 在 是 和 与 及 以 并 也 都 就 又 而 但 对 从 到 把 被 向 由 于 为 之 其 这 那 个 等 中 上 下 一 不 有 "
        "将 要 还 更 最 很 各 本 所 该 此 使 让 给 则 或 以及 因此 因为 由于 所以 但是 并且 而且 这个 这些 这样 那些 "
        "他们 我们 它们 一个 一些 一切 必须 已经 正在 进行 目前 同时 为了 以后 以来 之后 方面 没有 不仅 只有 可以 能够 "
        "关于 根据 通过 其中 即 着 地 得 过 里 后 前 时 已 再 仍 均 并不 就是 不是 还有 对于 如何 这种 什么".split()
    ),
}


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What lexicons say: the editors' terms, and pairs of words, folded as by `tei.tokens`, with a probability."""

    terms: tuple[Term, ...] = ()
    induced: tuple[Pair, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A line that says something: its number, its term, its renderings; of a computed row the probability and how
    often it was seen; `gloss`: the renderings explain the term rather than stand for it.
    """

    line: int
    term: str
    renderings: tuple[str, ...]
    probable: float | None = None
    seen: int = 0
    gloss: bool = False


def lexicon(path: Path, langs: tuple[str, str]) -> Lexicon:
    """What the file at `path` says; nothing when there is no file.  Terms are in the first of `langs`, renderings in
    the second, unless the first line names others: ``# zh-Hans<TAB>en``.

    Raises:
        TeiError: E020 for a line that is none of a lexicon; G001 when the file cannot be read.
    """
    if not path.exists():
        return Lexicon()
    text = decoded(path)
    one, other = named(text) or langs
    terms: list[Term] = []
    pairs: dict[tuple[str, str], float] = {}
    for row in rows(text, str(path)):
        if row.probable is None and not row.gloss:
            terms += [(one, row.term, other, rendering) for rendering in row.renderings]
        for pair, probable in _pairs(row, one, other):
            pairs[pair] = max(probable, pairs.get(pair, 0.0))
    return Lexicon(tuple(terms), tuple((one, word, other, word2, p) for (word, word2), p in pairs.items()))


def repeated_in(edition: Edition) -> list[Finding]:
    """A warning (E021) for each line of an edition's lexicon.tsv whose term an earlier line of the editors has.

    Raises:
        TeiError: E020 when it cannot be read.
    """
    path = Path(edition.folder) / "lexicon.tsv"
    return repeated(decoded(path), str(path)) if edition.folder and path.exists() else []


def repeated(text: str, name: str) -> list[Finding]:
    """A warning (E021) for each line of the lexicon `text` whose term an earlier line has.

    Computed rows and dictionaries have a line for each pair, and are not meant.
    """
    first: dict[str, int] = {}
    found = []
    for row in rows(text, name):
        if row.probable is None and not row.gloss:
            line = first.setdefault(simplified(row.term).casefold(), row.line)
            if line != row.line:
                said = f"“{row.term}” is a term already in line {line}"
                hint = "put all its renderings on one line, with | between them"
                found.append(finding("E021", said, file=name, line=row.line, severity="warning", hint=hint))
    return found


def named(text: str) -> tuple[str, str] | None:
    """The two languages that the first line of a lexicon names, if it does."""
    first = text[:200].lstrip("\ufeff").partition("\n")[0]
    tags = [part.strip() for part in first.removeprefix("#").split("\t")[:2]]
    return (tags[0], tags[1]) if first.startswith("#") and len(tags) == 2 and all(map(is_language, tags)) else None


def decoded(path: Path) -> str:
    """The text of a lexicon, also of a compressed one.

    Raises:
        TeiError: E020 when it is not UTF-8 or cannot be unfolded; G001 when it cannot be read.
    """
    data = read(path)
    if data[:2] == b"\x1f\x8b":
        try:
            with gzip.open(path) as file:
                data = file.read(_MOST + 1)
            if len(data) > _MOST:
                raise TeiError("E020", "unfolds to more than 256 MB", file=str(path), hint="unpack it and divide it")
        except (OSError, EOFError, zlib.error) as error:
            raise TeiError("E020", f"cannot be unfolded: {error}", file=str(path), hint="unpack it by hand") from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TeiError("E020", f"is not UTF-8: byte offset {error.start}", file=str(path)) from error


def rows(text: str, name: str) -> Iterator[Row]:
    """The lines of a lexicon that say something.

    Raises:
        TeiError: E020 for a line that has no tab, or a fourth column that is not understood.
    """
    for number, line in enumerate(re.split(r"\r\n|\n|\r", text), 1):
        if not line.strip() or line.startswith("#"):
            continue
        match = None if "\t" in line else _CEDICT.fullmatch(line)
        if match:
            yield _entry(number, match)
        else:
            yield _row(number, line, name)


def _row(number: int, line: str, name: str) -> Row:
    parts = [part.strip() for part in line.split("\t")]
    renderings = tuple(r.strip() for r in parts[1].split("|") if r.strip()) if len(parts) > 1 else ()
    if not parts[0] or not renderings:
        raise TeiError("E020", "a line needs a term, a tab and its rendering", file=name, line=number)
    if len(parts) < 4 or not parts[3]:
        return Row(number, parts[0], renderings)
    match = COMPUTED.fullmatch(parts[3])
    if match is None:
        raise TeiError(
            "E020",
            f'the fourth column is "{parts[3]}"',
            file=name,
            line=number,
            hint='it is empty, or as `tei lexicon --write` fills it: "auto 0.83 14"',
        )
    return Row(number, parts[0], renderings, float(match[1]), int(match[2]))


def _entry(number: int, match: re.Match[str]) -> Row:
    """An entry of CC-CEDICT: the simplified form, and its glosses without asides, names and pointers elsewhere."""
    glosses = [gloss for gloss in match[3].split("/") if not _NO_GLOSS.match(gloss)]
    return Row(number, match[2], (_ASIDE.sub(" ", "\n".join(glosses)),), gloss=True)


def _pairs(row: Row, one: str, other: str) -> Iterable[tuple[tuple[str, str], float]]:
    """The pairs of words that a computed row or a gloss gives, with their probabilities."""
    if row.gloss:
        left = [simplified(row.term).casefold()]
    elif row.probable is not None:
        left = folded(row.term, one)
    else:
        return
    counts = Counter(_stems(row, other))
    total = counts.total()
    for word in left:
        for word2, n in counts.items():
            yield (stem(word), word2), row.probable if row.probable is not None else max(_LEAST, n / total)


def _stems(row: Row, lang: str) -> list[str]:
    """The stems of the renderings' words; of a gloss without numbers and words that only its grammar asks for."""
    if not row.gloss:
        return [stem(word) for rendering in row.renderings for word in folded(rendering, lang)]
    text = "\n".join(row.renderings)
    found = _WORD.findall(text.casefold().replace("'s", "")) if text.isascii() else words(text, lang)
    idle = FUNCTION.get(primary(lang), frozenset())
    return [stem(word) for word in found if word not in idle and not word.isdecimal()]


def folded(text: str, lang: str) -> list[str]:
    """The words in `text`; one that is all Chinese is one word, however a dictionary would cut it."""
    if text and all(map(is_han, text)) and primary(lang) == "zh":
        return [simplified(text)]
    return words(text, lang)
