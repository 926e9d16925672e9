"""Read an edition's folder: edition.toml, authority.xml, lexicon.tsv."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from tei.edit import printing
from tei.edit.authority import RESERVED, authority
from tei.edit.lexicon import lexicon
from tei.edit.toml import Table, is_language, read_toml
from tei.model import (
    Edition,
    Editor,
    primary,
)
from tei.names import is_ncname
from tei.report import TeiError

OUTPUTS = ("site", "print")
_ORCID = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]")


def load(folder: Path) -> Edition:
    """The edition in `folder`.

    Raises:
        TeiError: E-codes, with file and line, for whatever is wrong in it.
    """
    path = folder / "edition.toml"
    if not path.is_file():
        raise TeiError(
            "E004",
            "there is no edition.toml here",
            file=str(folder),
            hint="`tei new FOLDER` makes an edition; or name the folder of one",
        )
    edition = _edition(read_toml(path), folder)
    entities, stop, conditions = authority(folder / "authority.xml")
    edition = replace(edition, authority=entities, stop=stop, conditions=conditions)
    langs = dict(edition.languages)
    found = lexicon(folder / "lexicon.tsv", (langs.get("original", "zh"), langs.get("translation", "en")))
    return replace(edition, lexicon=found.terms, induced=found.induced)


def _edition(root: Table, folder: Path) -> Edition:
    licence, source, site, printed, schemas = (root.table(k) for k in ("licence", "source", "site", "print", "schemas"))
    fonts, languages = printed.table("fonts"), root.table("languages")
    keywords, release = root.table("keywords"), root.table("release")
    edition = Edition(
        folder=str(folder),
        id=root.text("id", "tei"),
        seeds=root.words("seeds", ("seeds/*.txt",)),
        format=root.text("format"),
        version=root.text("version", "0"),
        date=root.date("date"),
        publisher=root.text("publisher"),
        title=root.texts("title"),
        description=tuple((lang, " ".join(said.split())) for lang, said in root.texts("description") if said.strip()),
        languages=tuple((role, languages.text(role)) for role in ("translation", "original") if role in languages.data),
        licence_target=licence.text("target"),
        licence_text=licence.text("text"),
        rights=root.texts("rights"),
        source_title=source.texts("title"),
        source_place=source.texts("place"),
        source_publisher=source.texts("publisher"),
        keywords=tuple((lang, keywords.words(lang)) for lang in keywords.data),
        editors=tuple(_editor(table) for table in root.tables("editor")),
        schemas=schemas.text("href", "../schemas"),
        outputs=_outputs(root),
        exports=release.words("exports"),
        address=_address(site),
        paper=printing.paper(printed),
        layout=printing.layout(printed),
        binding=printing.binding(printed),
        fonts=tuple((lang, fonts.words(lang)) for lang in fonts.data),
        system_fonts=printed.flag("system-fonts", True),
        attach=printed.flag("attach", False),
        book=printed.flag("book", False),
        print_notes=printed.words("notes"),
    )
    for table in (licence, source, site, printed, schemas, fonts, languages, keywords, release, root):
        table.done()
    _sound(edition, root, languages, schemas)
    return edition


def _sound(edition: Edition, root: Table, languages: Table, schemas: Table) -> None:
    """What must hold between values, or of their form."""
    if not is_ncname(edition.id):
        raise root.error("E003", f'"{edition.id}" cannot begin an xml:id', "id", hint="letters, digits, - and _ only")
    ids = [e.id for e in edition.editors]
    if len(set(ids)) < len(ids):
        raise root.error("E003", "two editors have one id", "editor", hint="give each its own")
    taken = {primary(lang) for _, lang in edition.languages} & {*ids, *(e.id for e in edition.authority)}
    if taken:
        raise root.error("E003", f'the id "{min(taken)}" is that of a version', "editor", hint="choose another one")
    for role, lang in edition.languages:
        if not is_language(lang):
            raise languages.error("E003", f'"{lang}" is no language tag', role, hint="BCP 47: en, zh-Hans, zh-Hant …")
    for pattern in edition.seeds:
        whole = [part for part in pattern.split("/") if "**" in part and part != "**"]
        if whole or pattern.strip("./") == "" or pattern.startswith("/"):
            raise root.error("E003", f'"{pattern}" is no pattern of files', "seeds", hint='such as "seeds/*.txt"')
    if re.search("[\"'<>&\\s]", edition.schemas) or "?>" in edition.schemas:
        raise schemas.error("E003", f'"{edition.schemas}" is no address', "href", hint='such as "../schemas"')


def _outputs(root: Table) -> tuple[str, ...]:
    found = root.words("outputs", OUTPUTS)
    for name in found:
        if name not in OUTPUTS:
            raise root.error("E003", f'there is no output "{name}"', "outputs", hint=f"known are: {', '.join(OUTPUTS)}")
    return found


def _address(site: Table) -> str:
    """Where the site will be, with a last slash."""
    address = site.text("address")
    if address and not re.fullmatch(r"https?://[^\s<>\"'?#]+", address):
        raise site.error(
            "E003", f'"{address}" is no address of a site', "address", hint='such as "https://example.org/edition/"'
        )
    return address.rstrip("/") + "/" if address else ""


def _editor(table: Table) -> Editor:
    editor = Editor(
        table.text("id", required=True),
        table.text("name", required=True),
        table.texts("resp"),
        table.text("orcid"),
        table.flag("org", False),
    )
    table.done()
    if not is_ncname(editor.id) or RESERVED.fullmatch(editor.id):
        raise table.error(
            "E003",
            f'"{editor.id}" cannot be an editor\'s id',
            "id",
            hint="a name such as editor1 or a.smith; en, zh, seed … are taken",
        )
    orcid = editor.orcid.removeprefix("https://orcid.org/")
    if orcid and not _orcid(orcid):
        raise table.error("E003", f'"{orcid}" is no ORCID', "orcid", hint="0000-0002-1825-0097, with its check digit")
    return replace(editor, orcid=orcid)


def _orcid(text: str) -> bool:
    """Form and check digit (ISO 7064 mod 11-2)."""
    if not _ORCID.fullmatch(text):
        return False
    total = 0
    for digit in text.replace("-", "")[:-1]:
        total = (total + int(digit)) * 2
    return "0123456789X"[(12 - total % 11) % 11] == text[-1]
