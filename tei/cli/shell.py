"""What all commands share: their options, the progress bar, and how they speak."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TextIO

import typer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tei.model import Edition
    from tei.pool import Progress
    from tei.report import Finding
    from tei.verify import Piped

EXIT = "Exit status: 0 clean, 1 errors or warnings were found, 2 the command could not run."
#: What stands for standard input among paths.
STDIN = Path("-")

Form = Annotated[Literal["text", "json"], typer.Option("--format", help="How results and findings are printed.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no summary.")]
Jobs = Annotated[int, typer.Option("--jobs", "-j", min=0, help="Processes that share the work; 0 chooses.")]
Force = Annotated[bool, typer.Option("--force", help="Overwrite TEI files that were changed by hand.")]
Fonts = Annotated[list[Path] | None, typer.Option("--font-path", help="A folder with fonts for the PDF. Repeatable.")]
Edited = Annotated[
    Path | None, typer.Option("--edition", "-e", help="The edition whose authority and decisions are used.")
]


def edition_at(folder: Path | None) -> Edition:
    """The edition in `folder`; without one, an edition that decides nothing."""
    if folder is None:
        from tei.model import Edition

        return Edition()
    from tei.edit.load import load

    return load(folder)


def piped(paths: Sequence[Path]) -> list[Piped]:
    """The document on standard input, if ``-`` asks for it."""
    from tei.verify import Piped

    return [Piped(sys.stdin.buffer.read())] if STDIN in paths else []


def report(findings: Iterable[Finding]) -> None:
    """Print findings, a line each, on standard error."""
    from tei.report import as_text

    sys.stderr.write(as_text(findings))


def say(words: str, quiet: bool) -> None:
    """Print `words` on standard error, unless the command is to be quiet."""
    if not quiet:
        print(words, file=sys.stderr)


def put(text: str, file: Path | None) -> None:
    """Write `text` to `file`, or to standard output.

    Raises:
        TeiError: G002 when it cannot be written.
    """
    from tei.files import write

    if file is None:
        sys.stdout.write(text)
        sys.stdout.flush()
    else:
        write(file, text.encode("utf-8", "backslashreplace"))


def append(text: str, file: Path) -> None:
    """Write `text` at the end of `file`.

    Raises:
        TeiError: G002 when it cannot be written.
    """
    from tei.report import TeiError

    try:
        with file.open("ab") as end:
            end.write(text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise TeiError("G002", f"cannot be written: {error.strerror}", file=str(file)) from error


def coloured(stream: TextIO) -> bool:
    """Whether to write to `stream` in colour: as NO_COLOR or FORCE_COLOR say, else if it is a terminal."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (stream.isatty() and os.environ.get("TERM") != "dumb")


class Bar:
    """A progress bar on standard error, if that is a terminal."""

    def __init__(self, quiet: bool) -> None:
        self.shown = not quiet and sys.stderr.isatty()

    def __enter__(self) -> Progress:
        if not self.shown:
            from tei.pool import quiet

            return quiet
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        self.bar = Progress(
            TextColumn("{task.description:8}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self.bar.start()
        self.tasks: dict[str, int] = {}
        return self._update

    def _update(self, step: str, done: int, total: int) -> None:
        from rich.progress import TaskID

        if step not in self.tasks:
            self.tasks[step] = self.bar.add_task(step, total=total)
        self.bar.update(TaskID(self.tasks[step]), completed=done, total=total)

    def __exit__(self, *_: object) -> None:
        if self.shown:
            self.bar.stop()
