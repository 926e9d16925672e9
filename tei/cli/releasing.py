"""The command that releases an edition."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tei.cli.shell import EXIT, Bar, Fonts, Form, Jobs, Quiet, edition_at, report, say

if TYPE_CHECKING:
    from tei.release import Released

commands = typer.Typer(rich_markup_mode="markdown")


@commands.command(
    epilog=f"Examples:\n\n`tei release 1.0.0 editions/peoples-daily --dry-run`\n\n"
    f"`tei release 1.0.0 editions/peoples-daily`\n\n{EXIT}"
)
def release(
    version: Annotated[
        str,
        typer.Argument(
            metavar="VERSION",
            help="The version, as edition.toml has it: 1.0.0, 1.1.0-rc.1, 2026-11-23.",
            show_default=False,
        ),
    ],
    folder: Annotated[Path, typer.Argument(metavar="[EDITION]", help="The folder of an edition.")] = Path(),
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="The folder for releases, instead of releases/ in the edition.")
    ] = None,
    dry: Annotated[
        bool, typer.Option("--dry-run", help="Make everything and say what is in the way, but keep nothing.")
    ] = False,
    allow: Annotated[
        bool, typer.Option("--allow-warnings", help="Warnings do not stand in the way; the release tells of them.")
    ] = False,
    font_path: Fonts = None,
    jobs: Jobs = 0,
    form: Form = "text",
    quiet: Quiet = False,
) -> None:
    """Release an edition: TEI, site, PDFs and exports in one folder and one archive, with checksums."""
    from tei.release import Asking
    from tei.release import release as run
    from tei.report import failed, summary

    edition = edition_at(folder)
    asked = Asking(version, out or folder / "releases", allow, dry, tuple(font_path or ()), jobs)
    with Bar(quiet) as bar:
        made = run(edition, asked, bar)
    if form == "json":
        print(_json(made, dry))
    else:
        if not (made.stopped or dry):
            print(made.folder)
            print(made.archive)
        report(found for found in made.findings if failed([found]))  # notes never stand in the way
    say(f"{summary(made.findings)}; {_told(made, dry)}", quiet)
    raise typer.Exit(1 if made.stopped else 0)


def _told(made: Released, dry: bool) -> str:
    from tei.release.readme import told

    if made.stopped:
        return f"{made.folder.name} is not released"
    size = f"{made.files:,} files, {told(made.size)}"
    return f"{made.folder.name} would be released: {size}" if dry else f"{made.folder.name} is released: {size}"


def _json(made: Released, dry: bool) -> str:
    import json
    from dataclasses import asdict

    there = not (made.stopped or dry)
    found = {
        "folder": str(made.folder) if there else None,
        "archive": str(made.archive) if there else None,
        "files": made.files,
        "size": made.size,
        "findings": [asdict(one) for one in made.findings],
    }
    return json.dumps(found, ensure_ascii=False, indent=2)
