"""Step 1.  Bytes become a `Seed`, and a seed becomes its bytes again: nothing is lost in between.

A format is a module with ``NAME``, ``detect(text) -> bool`` and ``read(text) -> Read``; `FORMATS` registers it by name.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Protocol

from tei.model import Line, Seed
from tei.reading import NOT_XML
from tei.report import Finding, TeiError, finding
from tei.seed import translated_article
from tei.seed.article import Read

BOM = b"\xef\xbb\xbf"
_OTHER_BOMS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}
_BINARY = 0.02  # a text may hold this share of characters that XML cannot


class Format(Protocol):
    """What a seed format's module offers."""

    NAME: str

    def detect(self, text: str) -> bool:
        """Whether `text` looks like this format."""
        ...

    def read(self, text: str) -> Read:
        """The lines of `text`, its versions and header fields, and what was odd."""
        ...


FORMATS: Mapping[str, Format] = {translated_article.NAME: translated_article}


def read(
    data: bytes, name: str, form: str = "", languages: Mapping[str, str] | None = None
) -> tuple[Seed, list[Finding]]:
    """The seed in `data` and what is odd about it.  `form` names the format, "" detects it.

    Raises:
        TeiError: S001 to S003 when there is no text to read, S012 when no format fits.
    """
    text = _decode(data, name)
    module = _format(text, name, form)
    found = module.read(text)
    if not found.versions:
        raise TeiError("S001", "holds no head and no paragraph", file=name, hint="a seed needs at least one paragraph")
    seed = Seed(
        name=name,
        format=module.NAME,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        bom=data.startswith(BOM),
        lines=found.lines,
        versions=found.speaking(languages or {}),
        title=found.fields.get("title", ""),
        author=found.fields.get("author", ""),
        translator=found.fields.get("translator", ""),
        date=found.fields.get("date", ""),
        page=found.fields.get("page", ""),
        column=found.fields.get("column", ""),
    )
    odd = [
        finding(f.code, f.message, file=name, line=f.line, column=f.column, severity=f.severity, hint=f.hint)
        for f in found.findings
    ]
    return seed, odd + _controls(seed)


def write(seed: Seed) -> bytes:
    """The bytes that `seed` was read from."""
    return write_lines(seed.lines, seed.bom)


def write_lines(lines: tuple[Line, ...], bom: bool) -> bytes:
    """Lines as bytes: UTF-8, with a byte order mark if there was one."""
    text = "".join(f"{x.indent}{x.label}{x.gap}{x.words}{x.trail}{x.eol}" for x in lines)
    return (BOM if bom else b"") + text.encode("utf-8")


def _decode(data: bytes, name: str) -> str:
    for mark, encoding in _OTHER_BOMS.items():
        if data.startswith(mark):
            raise TeiError(
                "S003",
                f"is {encoding}, not UTF-8 (byte order mark at byte offset 0)",
                file=name,
                line=1,
                hint=f"convert it: iconv -f {encoding} -t UTF-8",
            )
    try:
        text = data.removeprefix(BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        offset = error.start + (len(BOM) if data.startswith(BOM) else 0)
        if len(NOT_XML.findall(data[:4096].decode("latin-1"))) > _BINARY * min(len(data), 4096):
            raise TeiError(
                "S002",
                f"is not a text: byte 0x{data[offset]:02x} at byte offset {offset}",
                file=name,
                hint="a seed is a plain text in UTF-8",
            ) from error
        line = len(re.findall(rb"\r\n|\n|\r", data[:offset])) + 1
        raise TeiError(
            "S003",
            f"is not UTF-8: byte 0x{data[offset]:02x} at byte offset {offset}",
            file=name,
            line=line,
            hint=_encoding_hint(data),
        ) from error
    if not text.strip():
        raise TeiError("S001", "is empty", file=name, hint="a seed needs at least one paragraph")
    bad = NOT_XML.findall(text)
    if len(bad) > _BINARY * len(text) and len(bad) > 2:
        raise TeiError(
            "S002", f"is not a text: {len(bad)} control characters", file=name, hint="a seed is a plain text in UTF-8"
        )
    return text


def _encoding_hint(data: bytes) -> str:
    for encoding in ("gb18030", "big5"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if re.search("[\u4e00-\u9fff]", text):
            name = {"gb18030": "GB18030", "big5": "BIG5"}[encoding]
            return f"it may be {name}: iconv -f {name} -t UTF-8"
    return "save it as UTF-8"


def _format(text: str, name: str, form: str) -> Format:
    if form:
        if form not in FORMATS:
            raise TeiError(
                "S012", f'there is no seed format "{form}"', file=name, hint=f"the formats are: {', '.join(FORMATS)}"
            )
        return FORMATS[form]
    for module in FORMATS.values():
        if module.detect(text):
            return module
    return translated_article


def _controls(seed: Seed) -> list[Finding]:
    found = []
    for line in seed.lines:
        whole = f"{line.indent}{line.label}{line.gap}{line.words}{line.trail}"
        for match in NOT_XML.finditer(whole):
            found.append(
                finding(
                    "S006",
                    f"the control character U+{ord(match.group()):04X} cannot stand in XML",
                    file=seed.name,
                    line=line.n,
                    column=match.start() + 1,
                    severity="warning",
                    hint="it is kept as a g element; correct the source or emend it",
                )
            )
    return found
