"""TOML, read strictly: every value knows its line, and a key that nobody asked for is an error."""

from __future__ import annotations

import datetime
import difflib
import re
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tei.model import Source, Texts
from tei.reading import NOT_XML
from tei.report import TeiError

_TABLE = re.compile(r"\[([^\[\]]+)\]\s*(?:#.*)?$")
_ARRAY = re.compile(r"\[\[([^\[\]]+)\]\]\s*(?:#.*)?$")
_KEY = re.compile(r"""((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")
LANG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_SEE = "see the sample that `tei new` makes"

Path_ = tuple[str | int, ...]


def read_toml(path: Path, name: str = "") -> Table:
    """The file at `path` as its root table; `name` is what messages call it.

    Raises:
        TeiError: E001 when it is not TOML, G001 when it cannot be read.
    """
    where = name or str(path)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise TeiError("G001", f"cannot be read: {error.strerror}", file=where) from error
    except UnicodeDecodeError as error:
        raise TeiError(
            "E001", f"is not UTF-8: byte offset {error.start}", file=where, hint="save it as UTF-8"
        ) from error
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        line, column = (int(place[1]), int(place[2])) if place else (len(text.splitlines()) or 1, 1)
        reason = str(error).split(" (at ")[0]
        raise TeiError(
            "E001",
            f"not well-formed TOML: {reason}",
            file=where,
            line=line,
            column=column,
            hint="mend it at this place",
        ) from error
    return Table(data, (), _lines(text), where)


def _lines(text: str) -> dict[Path_, int]:
    """The line of every table and key."""
    found: dict[Path_, int] = {}
    counts: dict[Path_, int] = {}
    table: Path_ = ()
    closing = ""
    for number, line in enumerate(text.splitlines(), 1):
        if closing:
            closing = "" if closing in line else closing
            continue
        bare = line.strip()
        if match := _ARRAY.match(bare):
            name = _keys(match[1])
            counts[name] = counts.get(name, -1) + 1
            table = (*name, counts[name])
            found[table] = number
        elif match := _TABLE.match(bare):
            table = _keys(match[1])
            found.setdefault(table, number)
        elif match := _KEY.match(bare):
            path = (*table, *_keys(match[1]))
            for end in range(len(table) + 1, len(path) + 1):
                found.setdefault(path[:end], number)
            closing = next((q for q in ('"""', "'''") if bare.count(q) % 2), "")
    return found


def _keys(text: str) -> tuple[str, ...]:
    return tuple(part.strip().strip("\"'") for part in re.split(r"\.(?=(?:[^\"']*[\"'][^\"']*[\"'])*[^\"']*$)", text))


class Table:
    """A table under strict reading: take the keys you know, then call `done`."""

    def __init__(self, data: dict[str, Any], path: Path_, lines: dict[Path_, int], file: str) -> None:
        self.data, self.path, self.lines, self.file = data, path, lines, file
        self.asked: list[str] = []

    def line(self, *keys: str | int) -> int:
        """The line of a key, or of the nearest table around it."""
        path = (*self.path, *keys)
        path = path if path in self.lines else (*path, 0)  # a list of tables begins with its first
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    @property
    def source(self) -> Source:
        """Where the table stands."""
        return Source(self.file, self.line())

    def error(self, code: str, message: str, *keys: str | int, hint: str = "") -> TeiError:
        """An error at a key."""
        return TeiError(code, message, file=self.file, line=self.line(*keys), hint=hint)

    def _take(self, key: str, kind: type | tuple[type, ...], what: str, required: bool, among: str = "") -> Any:
        self.asked.append(key)
        if key not in self.data:
            if required:
                raise self.error("E003", f'"{key}" is missing', hint=f"add {key} = …{among}")
            return None
        value = self.data[key]
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise self.error("E003", f'"{key}" must be {what}, not {_shown(value)}', key, hint=_SEE)
        return value

    def text(self, key: str, default: str = "", *, required: bool = False, among: Sequence[str] = ()) -> str:
        """A string; one of `among`, if that is given."""
        value = self._take(key, str, "a string", required, f", one of {', '.join(among)}" if among else "")
        if value is None:
            return default
        self._plain(value, key)
        if among and value not in among:
            raise self.error(
                "E003",
                f'"{value}" is no value of "{key}"',
                key,
                hint=f"{_near(value, among)} One of: {', '.join(among)}",
            )
        return str(value)

    def _plain(self, text: str, *keys: str) -> None:
        if bad := NOT_XML.search(text):
            raise self.error("E003", f"holds the control character U+{ord(bad.group()):04X}", *keys, hint="remove it")

    def words(self, key: str, default: Sequence[str] = ()) -> tuple[str, ...]:
        """A list of strings; a lone string is a list of one."""
        value = self._take(key, (list, str), "a list of strings", False)
        if value is None:
            return tuple(default)
        items = [value] if isinstance(value, str) else value
        if not all(isinstance(item, str) for item in items):
            raise self.error("E003", f'"{key}" must be a list of strings', key, hint=_SEE)
        return tuple(items)

    def flag(self, key: str, default: bool) -> bool:
        """True or false."""
        value = self._take(key, bool, "true or false", False)
        return default if value is None else bool(value)

    def number(self, key: str, default: float) -> float:
        """A number."""
        value = self._take(key, (int, float), "a number", False)
        return default if value is None else float(value)

    def date(self, key: str) -> str:
        """A date, as ISO; "" when there is none."""
        value = self._take(key, (datetime.date, str), "a date such as 2026-01-31", False)
        if isinstance(value, str):
            try:
                datetime.date.fromisoformat(value)
            except ValueError as error:
                raise self.error("E003", f'"{value}" is no date', key, hint="write it as 2026-01-31") from error
        return "" if value is None else str(value)[:10]

    def texts(self, key: str) -> Texts:
        """The same words by language: ``title.en = "…"``."""
        value = self._take(key, dict, f'a table by language ({key}.en = "…")', False)
        for lang, words in (value or {}).items():
            if not is_language(lang):
                raise self.error(
                    "E003", f'"{lang}" is no language tag', key, lang, hint="BCP 47: en, zh-Hans, zh-Hant …"
                )
            if not isinstance(words, str):
                raise self.error("E003", f'"{key}.{lang}" must be a string', key, lang, hint=_SEE)
            self._plain(words, key, lang)
        return tuple((value or {}).items())

    def table(self, key: str) -> Table:
        """A table; an empty one when there is none."""
        value = self._take(key, dict, "a table", False)
        return Table(value or {}, (*self.path, key), self.lines, self.file)

    def tables(self, key: str, *, required: bool = False) -> Iterator[Table]:
        """A list of tables."""
        value = self._take(key, list, f"a list of tables ([[{key}]])", required)
        for i, item in enumerate(value or ()):
            if not isinstance(item, dict):
                raise self.error("E003", f'"{key}" must be a list of tables', key, hint=_SEE)
            yield Table(item, (*self.path, key, i), self.lines, self.file)

    def done(self) -> None:
        """Raises:
        TeiError: E002 when there is a key that was not asked for.
        """
        for key in self.data:
            if key not in self.asked:
                raise self.error("E002", f'the key "{key}" is not known here', key, hint=_near(key, self.asked))


_SCRIPTS = frozenset(
    "Hans Hant Hani Latn Cyrl Arab Jpan Kore Hang Hira Kana Tibt Mong Grek Hebr Deva Thai Phag Ethi Armn Geor".split()
)


def is_language(tag: str) -> bool:
    """Whether `tag` has the form of BCP 47, with a script that exists: ``zh-Hans``, not ``zh-Hnas``."""
    scripts = [part for part in tag.split("-")[1:] if len(part) == 4 and part.isalpha()]
    return LANG.fullmatch(tag) is not None and all(part in _SCRIPTS for part in scripts)


def _near(word: str, known: Sequence[str]) -> str:
    near = difflib.get_close_matches(word, known, 1, 0.5)
    return f'did you mean "{near[0]}"?' if near else f"known are: {', '.join(known)}"


def _shown(value: object) -> str:
    names = {
        str: "a string",
        bool: "true or false",
        int: "a number",
        float: "a number",
        list: "a list",
        dict: "a table",
    }
    return names.get(type(value), "a date")
