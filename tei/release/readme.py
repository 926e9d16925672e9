"""README.md of a release: what is in it, how to cite it, who may do what with it, and how to see that it is whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tei.model import Edition
from tei.release.bag import PAYLOAD
from tei.release.parts import Part
from tei.render.exports.markdown import escaped

NAME = "README.md"
_UNITS = ("bytes", "kB", "MB", "GB", "TB")


def readme(edition: Edition, parts: Sequence[Part]) -> bytes:
    """The page, as CommonMark; words of the edition are never read as marks."""
    blocks = [
        *_titles(edition),
        f"Version {edition.version}, {edition.date}.",
        "## What is in it",
        f"All of it is in `{PAYLOAD}/`.",
        _table(parts),
        "## How to cite it",
        f"> {cited(edition)}",
        *_licence(edition),
        "## How to see that it is whole",
        "The folder is a bag (BagIt, RFC 8493). In it, run:",
        "```sh\nsha256sum --check --quiet tagmanifest-sha256.txt manifest-sha256.txt\n```",
    ]
    return ("\n\n".join(blocks) + "\n").encode()


def _titles(edition: Edition) -> Iterator[str]:
    first, *others = [title for _, title in edition.title] or [edition.id]
    yield f"# {escaped(first)}"
    yield from (f"**{escaped(title)}**" for title in others)
    yield from (escaped(words) for _, words in edition.description)


def _table(parts: Sequence[Part]) -> str:
    rows = [f"| `{part.name}` | {part.about} | {part.files:,} | {told(part.size)} |" for part in parts]
    return "\n".join(["| where | what | files | size |", "| --- | --- | ---: | ---: |", *rows])


def told(size: int) -> str:
    """A number of bytes for people: ``12.3 MB``."""
    amount, n = float(size), 0
    while amount >= 999.5 and n + 1 < len(_UNITS):
        amount, n = amount / 1000, n + 1
    return f"{amount:.0f} {_UNITS[n]}" if n == 0 or amount >= 99.95 else f"{amount:.1f} {_UNITS[n]}"


def cited(edition: Edition) -> str:
    """The reference of the edition as a whole, as Markdown."""
    who = ", ".join(escaped(editor.name) for editor in edition.editors)
    title = " / ".join(escaped(title) for _, title in edition.title) or escaped(edition.id)
    publisher = edition.publisher if edition.publisher not in [editor.name for editor in edition.editors] else ""
    year = f"{edition.date[:4]}." if edition.date else ""
    said = [
        f"{who}{'' if who.endswith('.') else '.'}" if who else "",
        year,
        f"*{title}*.",
        f"Version {edition.version}.",
        f"{escaped(publisher)}." if publisher else "",
        f"<{edition.address}>" if edition.address else "",
    ]
    return " ".join(part for part in said if part)


def _licence(edition: Edition) -> Iterator[str]:
    if not (edition.licence_text or edition.licence_target or edition.rights):
        return
    yield "## Licence and rights"
    words, target = edition.licence_text, edition.licence_target
    web = f"<{target}>" if target.startswith(("http://", "https://")) and not set(target) & set(" <>\\") else ""
    if words or target:
        yield " ".join(part for part in (escaped(words), web or escaped(target)) if part)
    yield from (escaped(text) for _, text in edition.rights)
