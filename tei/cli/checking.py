"""The command that checks documents."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer
from typer.core import TyperCommand

from tei.cli.shell import EXIT, STDIN, Bar, Jobs, Quiet, append, coloured, piped, put, report, say

if TYPE_CHECKING:
    from tei.reports.verdict import Verdict
    from tei.verify.verdict import Asked

commands = typer.Typer(rich_markup_mode="markdown")
_CHANGED = "--changed"
_SVRL = "svrl"  # a form that is made of a document and a schema, not of findings


class _Check(TyperCommand):
    """A command whose option ``--changed`` may stand alone, and then means HEAD."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """The words that are left over."""
        for n, word in enumerate(args):
            if word == "--":
                break
            if word == _CHANGED and (n + 1 == len(args) or args[n + 1].startswith("-")):
                args = [*args[:n], f"{_CHANGED}=HEAD", *args[n + 1 :]]
        return super().parse_args(ctx, args)


@commands.command(
    cls=_Check,
    epilog=f"Examples:\n\n`tei check editions/peoples-daily`\n\n`tei check letter.xml --schema tei_all.rng`\n\n"
    f"`tei check 'tei/**/*.xml' --format github --format sarif:tei.sarif`\n\n"
    f"`tei check tei --baseline known.json --changed origin/main`\n\n{EXIT}",
)
def check(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="PATH…", help="XML files, folders, patterns; - for standard input.", show_default=False),
    ],
    schema: Annotated[
        list[Path] | None,
        typer.Option(
            "--schema",
            "-s",
            help="A schema (.rng, .rnc, .sch, .xsd, .dtd) instead of those that the documents name. Repeatable.",
        ),
    ] = None,
    forms: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            metavar="FORM[:FILE]",
            help="text, json, github, sarif, junit, gitlab, html or svrl; with a file that it goes to. Repeatable.",
            show_default="text",
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="A file to write, instead of standard output.")
    ] = None,
    source: Annotated[
        bool | None,
        typer.Option("--source/--no-source", help="Show the source line of a finding; a terminal always does."),
    ] = None,
    baseline: Annotated[
        Path | None, typer.Option("--baseline", help="The findings that were there before: only new ones count.")
    ] = None,
    write: Annotated[
        bool, typer.Option("--write-baseline", help="Write what is found now to the file of --baseline.")
    ] = False,
    config: Annotated[
        Path | None,
        typer.Option("--config", help="The file of ignores, instead of the nearest tei-check.toml.", dir_okay=False),
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option(
            "--only",
            metavar="WHAT",
            help="relaxng, schematron, xsd, dtd, references or seed, and nothing else. Repeatable.",
        ),
    ] = None,
    engine: Annotated[
        Literal["tei", "lxml"],
        typer.Option("--engine", help="What validates against RELAX NG: tei, or lxml for libxml2, to compare."),
    ] = "tei",
    phase: Annotated[str, typer.Option("--phase", help="The phase of the Schematron schemas.")] = "",
    catalog: Annotated[
        list[Path] | None,
        typer.Option("--catalog", help="An XML catalog: where the local copies of schemas are. Repeatable."),
    ] = None,
    fetch: Annotated[
        bool, typer.Option("--fetch", help="Fetch schemas from the network; they are kept in a checked cache.")
    ] = False,
    dtd: Annotated[bool, typer.Option("--dtd", help="Check against the DTD of the document, too.")] = False,
    hints: Annotated[bool, typer.Option("--xsi", help="Use the schemas of xsi:schemaLocation, too.")] = False,
    xinclude: Annotated[
        bool, typer.Option("--xinclude", help="Check documents with what they include, by the lines where it stands.")
    ] = False,
    stream: Annotated[
        bool, typer.Option("--stream", help="Read documents of any size in little memory: RELAX NG only.")
    ] = False,
    changed: Annotated[
        str,
        typer.Option(_CHANGED, metavar="[REV]", help="Only files changed since a git revision; alone: since HEAD."),
    ] = "",
    fail_on: Annotated[
        Literal["error", "warning", "never"], typer.Option("--fail-on", help="From which severity on the status is 1.")
    ] = "warning",
    most: Annotated[
        int | None,
        typer.Option("--max-findings", min=0, help="Print at most so many, and say how many more there are."),
    ] = None,
    watch: Annotated[bool, typer.Option("--watch", help="Check again when a file changes, until Ctrl-C.")] = False,
    jobs: Jobs = 0,
    quiet: Quiet = False,
) -> None:
    """Check TEI documents: well-formed, valid, references whole, seed intact."""
    from tei.check import ONLY, Options
    from tei.paths import source_root
    from tei.report import failed
    from tei.verify.ignores import nearest
    from tei.verify.verdict import Asked

    targets = _targets(forms or ["text"], output)
    if write and baseline is None:
        raise typer.BadParameter("--write-baseline needs --baseline FILE, the file to write.")
    if STDIN in paths and any(form == _SVRL for form, _ in targets):
        raise typer.BadParameter("SVRL is about a file, not standard input.", param_hint="--format")
    if watch and STDIN in paths:
        raise typer.BadParameter("standard input cannot be watched.")
    for word in only or ():
        if word not in ONLY:
            raise typer.BadParameter(f'there is no "{word}"; there are {", ".join(ONLY)}.', param_hint="--only")
    options = Options(
        engine, phase, tuple(catalog or ()), fetch, dtd, hints, xinclude, stream, tuple(dict.fromkeys(only or ()))
    )
    asked = Asked(
        paths=tuple(paths),
        schemas=tuple(schema or ()),
        changed=changed,
        baseline=baseline,
        config=config or nearest(Path.cwd()),
        root=source_root(os.environ, Path.cwd()),
        workers=jobs,
        options=options,
    )

    def once() -> int:
        found = _verdict(asked, targets, quiet, write)
        _print(found, [target for target in targets if target[0] != _SVRL], source, most, quiet)
        for file in (file for form, file in targets if form == _SVRL):
            put(_report(asked), file)
        return int(not write and fail_on != "never" and failed(found.findings, fail_on))

    raise typer.Exit(_watch(asked, once, quiet) if watch else once())


Targets = Sequence[tuple[str, Path | None]]


def _targets(forms: Sequence[str], output: Path | None) -> Targets:
    """Each form and the file that it goes to; None is standard output, for one of them."""
    from tei.reports import NAMES

    found = list[tuple[str, Path | None]]()
    for word in forms:
        form, _, file = word.partition(":")
        if form not in (*NAMES, _SVRL):
            there = ", ".join((*NAMES, _SVRL))
            raise typer.BadParameter(f'there is no form "{form}"; there are {there}.', param_hint="--format")
        found.append((form, Path(file) if file else None))
    bare = [n for n, (_, file) in enumerate(found) if file is None]
    if len(bare) > 1:
        raise typer.BadParameter("only one form can go to standard output: --format sarif:FILE.", param_hint="--format")
    if output is not None:
        if not bare:
            raise typer.BadParameter("every form has its file already.", param_hint="--output")
        found[bare[0]] = (found[bare[0]][0], output)
    return found


def _verdict(asked: Asked, targets: Targets, quiet: bool, write: bool) -> Verdict:
    """What is found.  When nothing can be checked, this is said in the forms that were asked for, too."""
    from tei.report import TeiError
    from tei.reports.verdict import Verdict
    from tei.verify.verdict import verdict, write_baseline

    try:
        with Bar(quiet) as bar:
            found = verdict(asked, piped(asked.paths), bar, anew=write)
        if write and asked.baseline:
            count = write_baseline(asked, asked.baseline, found)
            say(f"{asked.baseline}: {count} {'finding' if count == 1 else 'findings'} written", quiet)
    except TeiError as error:
        if targets != [("text", None)]:
            told = [target for target in targets if target[0] != _SVRL]
            _print(Verdict((error.finding,)), told, None, None, True)
        raise
    return found


def _report(asked: Asked) -> str:
    """The report of Schematron."""
    from tei.verify.verdict import report

    return report(asked)


def _print(found: Verdict, targets: Targets, source: bool | None, most: int | None, quiet: bool) -> None:
    """The findings in every form, and on standard error what they come to."""
    from tei.report import summary
    from tei.reports import render
    from tei.reports.text import Look
    from tei.verify.verdict import shortened

    shown = shortened(found, most)
    for form, file in targets:
        terminal = file is None and sys.stdout.isatty()
        look = Look(
            source=terminal if source is None else source,
            colour=file is None and coloured(sys.stdout),
            width=max(40, shutil.get_terminal_size().columns) if terminal else 100,
        )
        put(render(form, shown, look), file)
        if form == "github" and (page := os.environ.get("GITHUB_STEP_SUMMARY")):
            from tei.reports.github import step_summary

            append(step_summary(found), Path(page))
    if rest := len(found.findings) - len(shown.findings):
        say(f"… and {rest} more {'finding' if rest == 1 else 'findings'} (--max-findings)", quiet)
    count = len(found.files)
    words = f"{count} {'file' if count == 1 else 'files'}: {summary(found.findings)}"
    for by, name in (("baseline", "in the baseline"), ("ignore", "ignored")):
        if number := sum(kept.by == by for kept in found.held):
            words += f"; {number} {name}"
    say(words, quiet)


def _watch(asked: Asked, once: Any, quiet: bool) -> int:
    """Check after every change, until the keyboard ends it; the last exit status."""
    from tei.report import TeiError
    from tei.verify.verdict import watched
    from tei.verify.watch import changes

    status = 0
    try:
        for _ in changes(lambda: watched(asked)):
            try:
                status = once()
            except TeiError as error:
                report([error.finding])
                status = 2
            say("Waiting for a change; Ctrl-C ends.", quiet)
    except KeyboardInterrupt:
        say("", quiet)
    return status
