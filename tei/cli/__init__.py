"""The command line.  It prints and exits; what is done is done elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from tei.cli import appraising, asking, checking, edition, exporting, releasing, serving, words
from tei.cli.shell import EXIT
from tei.version import __version__

__all__ = ["app", "narrow"]

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


def narrow(words: Sequence[str]) -> None:
    """Leave in `app` the command alone that `words` begin with, if it has that.

    Typer makes all commands before it runs one, which takes as long as to check a document.
    """
    for group in app.registered_groups:
        commands = group.typer_instance.registered_commands if group.typer_instance else []
        for command in commands:
            name = command.name or (command.callback.__name__ if command.callback else "")
            if group.typer_instance and words[:1] == [name]:
                group.typer_instance.registered_commands = [command]
                app.registered_groups = [group]
                return
