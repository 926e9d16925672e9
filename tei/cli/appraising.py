"""The command that says what a reviewer would find in an edition."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from tei.cli.shell import Bar, Jobs, Quiet, coloured, put, say

commands = typer.Typer(rich_markup_mode="markdown")


@commands.command(
    epilog="Examples:\n\n`tei report editions/peoples-daily`\n\n"
    "`tei report . --to html -o report.html`\n\n`tei report . --to html --lang zh -o baogao.html`\n\n"
    "Exit status: 0 whatever the answers are, 1 if --fail-on says so, 2 the edition could not be read."
)
def report(
    folder: Annotated[
        Path,
        typer.Argument(metavar="[EDITION]", help="The folder of an edition, or of TEI files.", show_default="this one"),
    ] = Path(),
    to: Annotated[
        Literal["text", "html", "json", "tei"], typer.Option("--to", help="A page, data, or a fact sheet in TEI.")
    ] = "text",
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="A file to write, instead of standard output.")
    ] = None,
    lang: Annotated[
        Literal["en", "zh"] | None,
        typer.Option("--lang", help="The language of the page; that of the edition's first title, if not given."),
    ] = None,
    fail_on: Annotated[
        Literal["never", "partly", "unmet"],
        typer.Option("--fail-on", help="Exit with 1 if an answer is unmet; or not wholly met."),
    ] = "never",
    jobs: Jobs = 0,
    quiet: Quiet = False,
) -> None:
    """Say what a reviewer of editions would find: criteria after RIDE and FAIR, with evidence and what is missing."""
    from tei.appraise import appraise
    from tei.appraise.forms import FORMS, Look, failed, summary

    if lang and to != "html":
        raise typer.BadParameter("--lang goes with --to html; the other forms have both languages, or English.")
    with Bar(quiet) as bar:
        card = appraise(folder, workers=jobs, progress=bar)
    terminal = out is None and sys.stdout.isatty()
    width = max(40, shutil.get_terminal_size().columns) if terminal else 100
    put(FORMS[to](card, Look(width, out is None and coloured(sys.stdout), lang or "")), out)
    if out:
        print(out)
    say(summary(card), quiet)
    raise typer.Exit(int(failed(card, fail_on)))
