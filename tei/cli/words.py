"""The commands that deal with words in two languages: aligned texts, lexicons, names without a record."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NoReturn

import typer

from tei.cli.shell import EXIT, Bar, Edited, Form, Jobs, Quiet, edition_at, report, say

if TYPE_CHECKING:
    from tei.report import Finding

commands = typer.Typer(rich_markup_mode="markdown")


@commands.command(
    epilog=f"Examples:\n\n`tei align english.txt chinese.txt > beads.jsonl`\n\n"
    f"`tei align a.txt b.txt --split --langs fr,zh-Hant --lexicon cedict.txt --to tmx -o memory.tmx`\n\n"
    f"`tei align --show seeds/article.txt -e editions/peoples-daily --below 0.9`\n\n{EXIT}"
)
def align(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE…", help="Two texts with a sentence on each line; with --show, seeds.", show_default=False
        ),
    ],
    langs: Annotated[
        str,
        typer.Option(
            "--langs", help="Their languages: en,zh-Hans. Guessed by script if not given; Latin is English or und."
        ),
    ] = "",
    split: Annotated[
        bool,
        typer.Option("--split", help="The texts are running text: divide it into sentences, and number these."),
    ] = False,
    lexicon: Annotated[
        list[Path] | None,
        typer.Option("--lexicon", help="Terms as in lexicon.tsv, or a dictionary in CC-CEDICT's form. Repeatable."),
    ] = None,
    to: Annotated[
        Literal["jsonl", "tmx", "tei"], typer.Option("--to", help="JSON lines, TMX 1.4b, or TEI with a linkGrp.")
    ] = "jsonl",
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="A file to write, instead of standard output.")
    ] = None,
    show: Annotated[
        bool, typer.Option("--show", help="Lay a seed's beads side by side, with certainty, evidence and open cruxes.")
    ] = False,
    edition: Edited = None,
    below: Annotated[
        float | None, typer.Option("--below", min=0, max=1, help="With --show: only beads less certain than this.")
    ] = None,
    at: Annotated[
        str, typer.Option("--at", help="With --show: only beads with this xml:id (zh.2.3), and those within it.")
    ] = "",
    form: Form = "text",
    quiet: Quiet = False,
) -> None:
    """Align two texts sentence by sentence; or show how the versions of a seed are aligned, and why."""
    given = {"--below": below is not None, "--at": at, "--format": form != "text"}
    if show:
        given = {"--langs": langs, "--split": split, "--lexicon": lexicon, "--to": to != "jsonl", "--out": out}
    for option in (name for name, value in given.items() if value):
        raise typer.BadParameter(f"{option} goes {'without' if show else 'with'} --show.")
    if show:
        _show(paths, edition, below, at, form, quiet)
    from tei.files import write
    from tei.parallel import align_files, refused
    from tei.parallel.forms import FORMS, summary

    refused(paths, out)
    with Bar(quiet) as bar:
        bar("align", 0, 1)
        found = align_files(paths, edition_at(edition), langs=langs, split=split, lexicons=lexicon or ())
        bar("align", 1, 1)
    data = FORMS[to](found)
    if out:
        write(out, data)
        print(out)
    else:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    say(summary(found, to), quiet)


def _show(
    paths: list[Path], edition: Path | None, below: float | None, at: str, form: Literal["text", "json"], quiet: bool
) -> NoReturn:
    """Print the beads of seeds side by side, and exit."""
    from tei.report import failed
    from tei.show import show as run

    terminal = sys.stdout.isatty()
    width = max(40, shutil.get_terminal_size().columns) if terminal else 100
    colour = terminal and "NO_COLOR" not in os.environ
    beads, findings = 0, list["Finding"]()
    for shown in run(paths, edition_at(edition), below=below, at=at, form=form, width=width, colour=colour):
        print(shown.text, end="")
        beads += shown.beads
        findings += shown.findings
    report(findings)
    say(f"{beads} {'bead' if beads == 1 else 'beads'} shown", quiet)
    raise typer.Exit((1 if beads else 2) if failed(findings) else 0)


@commands.command(
    epilog=f"Examples:\n\n`tei lexicon editions/peoples-daily`\n\n`tei lexicon . --write`\n\n"
    f"`tei lexicon . --format tsv > lexicon.new.tsv`\n\n{EXIT}"
)
def lexicon(
    folder: Annotated[Path, typer.Argument(metavar="EDITION", help="The folder of an edition.")] = Path(),
    keep: Annotated[bool, typer.Option("--write", help="Put the words into lexicon.tsv, below your lines.")] = False,
    jobs: Jobs = 0,
    form: Annotated[
        Literal["text", "json", "tsv"],
        typer.Option("--format", help="tsv: lexicon.tsv as --write would write it."),
    ] = "text",
    quiet: Quiet = False,
) -> None:
    """Show how the terms of lexicon.tsv are rendered, and which words translate each other in all the seeds."""
    from tei.files import write
    from tei.induce import induce
    from tei.induce.show import SHOWN, summary
    from tei.report import failed

    used = edition_at(folder)
    with Bar(quiet) as bar:
        found = induce(used, workers=jobs, progress=bar)
    if keep and found.seeds:
        write(found.path, SHOWN["tsv"](found).encode())
        print(found.path)
    elif not keep:
        sys.stdout.write(SHOWN[form](found))
    if form != "json" or keep:
        report(list(found.findings))
    say(summary(found), quiet)
    bad = failed(found.findings)
    raise typer.Exit(2 if bad and not found.seeds else 1 if bad else 0)


@commands.command(
    epilog=f"Examples:\n\n`tei suggest editions/peoples-daily`\n\n"
    f"`tei suggest seeds/*.txt -e editions/peoples-daily --format tei > names.xml`\n\n"
    f"`tei suggest . --format tsv > terms.tsv`\n\n"
    f"Copy what is right by hand: records into the lists of authority.xml; each line of terms.tsv in the place of the "
    f"line that lexicon.tsv has for its term.\n\n{EXIT}"
)
def suggest(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="EDITION|SEED…", help="The folder of an edition, or source texts.", show_default="."),
    ] = None,
    edition: Edited = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=0, help="At most so many names and terms; 0: all.")] = 100,
    least: Annotated[int, typer.Option("--min-count", min=1, help="Only names that stand so often.")] = 1,
    jobs: Jobs = 0,
    form: Annotated[
        Literal["text", "json", "tei", "tsv"],
        typer.Option("--format", help="tei: records for authority.xml; tsv: lines to replace some of lexicon.tsv."),
    ] = "text",
    quiet: Quiet = False,
) -> None:
    """Suggest records for names that have none, and show how the terms of the lexicon are rendered."""
    from tei.build import seed_paths
    from tei.report import failed
    from tei.suggest import suggest as run
    from tei.suggest.show import SHOWN, summary

    given = paths or [Path()]
    whole = given[0] if len(given) == 1 and edition is None and not given[0].is_file() else None
    used = edition_at(edition or whole)
    with Bar(quiet) as bar:
        found = run(seed_paths(used) if whole else given, used, least=least, limit=limit, workers=jobs, progress=bar)
    sys.stdout.write(SHOWN[form](found))
    if form != "json":
        report(list(found.findings))
    say(summary(found), quiet)
    bad = failed(found.findings)
    raise typer.Exit(2 if bad and not found.seeds else 1 if bad else 0)
