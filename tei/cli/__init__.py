"""The command line.  It prints and exits; what is done is done elsewhere."""

from __future__ import annotations

from typing import Annotated

import typer

from tei.cli import appraising, asking, checking, edition, exporting, releasing, serving, words
from tei.cli.shell import EXIT
from tei.version import __version__

__all__ = ["app"]

app = typer.Typer(
    name="tei",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Make, check and publish TEI editions of texts in parallel languages.",
    epilog=f"Start with `tei new demo && tei build demo`. {EXIT}",
)


@app.callback(invoke_without_command=True)
def _version(
    version: Annotated[bool, typer.Option("--version", "-V", help="Print the version and exit.")] = False,
) -> None:
    if version:
        print(__version__)
        raise typer.Exit


for commands in (
    edition.commands,
    exporting.commands,
    releasing.commands,
    serving.commands,
    checking.commands,
    appraising.commands,
    asking.commands,
    words.commands,
):
    app.add_typer(commands)
