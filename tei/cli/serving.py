"""The command that shows an edition while it is being made."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tei.cli.shell import Bar, Fonts, Force, Jobs, Quiet, report, say

if TYPE_CHECKING:
    from tei.serve import Round

commands = typer.Typer(rich_markup_mode="markdown")


@commands.command(
    epilog="Examples:\n\n`tei serve editions/peoples-daily --open`\n\n`tei serve . --port 0 --print`\n\n"
    "Exit status: 0 ended by Ctrl-C, 2 the command could not run."
)
def serve(
    folder: Annotated[Path, typer.Argument(help="The folder of an edition.")] = Path(),
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="0 takes one that is free.")] = 8000,
    open_: Annotated[bool, typer.Option("--open", help="Open the start page in a browser.")] = False,
    printed: Annotated[bool, typer.Option("--print", help="Set the PDFs, too, after each change.")] = False,
    font_path: Fonts = None,
    jobs: Jobs = 0,
    force: Force = False,
    quiet: Quiet = False,
) -> None:
    """Build an edition, show its site on this machine, and build anew what changes, until Ctrl-C."""
    from tei.cli.shell import edition_at
    from tei.serve import Asked, Board, listening, rounds

    if not (folder / "edition.toml").is_file():
        edition_at(folder)  # says that there is none
    board = Board()
    last: Round | None = None
    try:
        with listening(folder / "build" / "site", port, board) as address:
            print(address, flush=True)
            if open_:
                import webbrowser

                webbrowser.open(address)
            for work in rounds(Asked(folder, printed, force, tuple(font_path or ()), jobs)):
                board.begin()
                with Bar(quiet) as bar:
                    made = work(bar)
                board.post(made)
                _say(made, last, quiet)
                last = made
    except KeyboardInterrupt:
        say("", quiet)


def _say(made: Round, last: Round | None, quiet: bool) -> None:
    """Print what was found now, but not in the round before, and what all comes to."""
    from tei.report import summary

    known = set(last.findings) if last else set()
    report([made.error] if made.error and made.news else [found for found in made.findings if found not in known])
    if made.news and not made.error:
        files = f"{made.changed} {'file' if made.changed == 1 else 'files'}"
        say(f"{files} of the site made in {made.seconds:.2f} s: {summary(made.findings)}", quiet)
