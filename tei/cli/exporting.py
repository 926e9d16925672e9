"""The command that writes an edition in other formats."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tei.cli.shell import EXIT, Bar, Edited, Form, Jobs, Quiet, edition_at, report, say

if TYPE_CHECKING:
    from tei.report import Finding

commands = typer.Typer(rich_markup_mode="markdown")


class Format(StrEnum):
    """The formats of docs/exports.md."""

    TMX = "tmx"
    MOSES = "moses"
    TSV = "tsv"
    TEXT = "text"
    MARKDOWN = "markdown"
    CSV = "csv"
    JSONL = "jsonl"
    JSONLD = "jsonld"
    TURTLE = "turtle"
    BEACON = "beacon"
    GEOJSON = "geojson"
    CFF = "cff"
    CODEMETA = "codemeta"
    ZENODO = "zenodo"
    EPUB = "epub"
    DTS = "dts"


@commands.command(
    epilog=f"Examples:\n\n`tei export --to tmx --to epub editions/peoples-daily`\n\n"
    f"`tei export --to markdown letter.xml -o out`\n\n{EXIT}"
)
def export(
    to: Annotated[list[Format], typer.Option("--to", help="The format. Repeatable.", show_default=False)],
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[PATH…]", help="TEI files, or the folder of an edition: this one, if none is named."),
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="The folder for the files.")] = None,
    edition: Edited = None,
    jobs: Jobs = 0,
    form: Form = "text",
    quiet: Quiet = False,
) -> None:
    """Write TEI documents in other formats: parallel corpora, tables, linked data, e-books, metadata."""
    from tei.export import export as run
    from tei.paths import documents_below
    from tei.report import failed, summary

    paths = paths or [Path()]
    whole = paths[0] if len(paths) == 1 and (paths[0] / "edition.toml").is_file() else None
    files = documents_below(*(path / "tei" if path == whole else path for path in paths))
    with Bar(quiet) as bar:
        made = run(
            edition_at(edition or whole),
            files,
            out or (whole / "build" / "export" if whole else Path("export")),
            formats=list(dict.fromkeys(str(name) for name in to)),
            workers=jobs,
            progress=bar,
        )
    if form == "json":
        print(_json(made.files, made.findings))
    else:
        for path in made.files:
            print(path)
        report(made.findings)
    say(summary(made.findings), quiet)
    bad = failed(made.findings)
    raise typer.Exit(2 if bad and not made.files else 1 if bad else 0)


def _json(files: list[Path], findings: list[Finding]) -> str:
    import json
    from dataclasses import asdict

    told = {"files": [str(path) for path in files], "findings": [asdict(found) for found in findings]}
    return json.dumps(told, ensure_ascii=False, indent=2)
