"""The command line.  It prints and exits; what is done is done elsewhere."""

from __future__ import annotations

import os
import shutil
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NoReturn

import typer

from tei.version import __version__

if TYPE_CHECKING:
    from tei.build import Outcome
    from tei.model import Edition
    from tei.pool import Progress
    from tei.report import Finding


class Output(StrEnum):
    """What can be rendered."""

    SITE = "site"
    PRINT = "print"


_EXIT = "Exit status: 0 clean, 1 errors or warnings were found, 2 the command could not run."

app = typer.Typer(
    name="tei",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Make, check and publish TEI editions of texts in parallel languages.",
    epilog=f"Start with `tei new demo && tei build demo`. {_EXIT}",
)

Form = Annotated[Literal["text", "json"], typer.Option("--format", help="How results and findings are printed.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no summary.")]
Jobs = Annotated[int, typer.Option("--jobs", "-j", min=0, help="Processes that share the work; 0 chooses.")]
Force = Annotated[bool, typer.Option("--force", help="Overwrite TEI files that were changed by hand.")]
Fonts = Annotated[list[Path] | None, typer.Option("--font-path", help="A folder with fonts for the PDF. Repeatable.")]
Edited = Annotated[
    Path | None, typer.Option("--edition", "-e", help="The edition whose authority and decisions are used.")
]


@app.callback(invoke_without_command=True)
def _version(
    version: Annotated[bool, typer.Option("--version", "-V", help="Print the version and exit.")] = False,
) -> None:
    if version:
        print(__version__)
        raise typer.Exit


@app.command(epilog=f"Example: `tei new demo && tei build demo`\n\n{_EXIT}")
def new(folder: Annotated[Path, typer.Argument(help="The folder to make; it must not exist, or be empty.")]) -> None:
    """Make a new edition from a small bilingual sample."""
    from tei.start import start

    for path in start(folder):
        print(path)
    _say(f"Now: tei build {folder}", False)


@app.command(
    epilog=f"Examples:\n\n`tei convert article.txt -o out`\n\n"
    f"`tei convert seeds/*.txt -o out --edition editions/peoples-daily --jobs 4`\n\n{_EXIT}"
)
def convert(
    seeds: Annotated[list[Path], typer.Argument(metavar="SEED…", help="Source texts.", show_default=False)],
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder for the TEI files.")] = Path(),
    edition: Edited = None,
    jobs: Jobs = 0,
    force: Force = False,
    form: Form = "text",
    quiet: Quiet = False,
) -> None:
    """Turn source texts into TEI, one file each, named by its xml:id."""
    from tei.build import convert_all, copy_schemas, elsewhere

    with _Bar(quiet) as bar:
        found = elsewhere(_edition(edition), out)
        outcome = convert_all(seeds, found, out, workers=jobs, force=force, progress=bar)
        if outcome.tei and found.schemas == "schemas":
            copy_schemas(out / "schemas")
    _finish(outcome, form, quiet, nothing=not outcome.tei)


@app.command(
    epilog=f"Examples:\n\n`tei check editions/peoples-daily`\n\n`tei check letter.xml --schema tei_all.rng`\n\n"
    f"`tei check . --format json > findings.json`\n\n{_EXIT}"
)
def check(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH…", help="XML files, or folders of them.", show_default=False)
    ],
    schema: Annotated[
        list[Path] | None,
        typer.Option(
            "--schema", "-s", help="A schema (.rng, .sch, .xsd) instead of those that the documents name. Repeatable."
        ),
    ] = None,
    jobs: Jobs = 0,
    form: Form = "text",
    quiet: Quiet = False,
) -> None:
    """Check TEI documents: well-formed, valid, references whole, seed intact."""
    from tei.report import RENDERERS, TeiError, failed, summary
    from tei.verify import check_all, documents_below

    try:
        files = documents_below(*paths)
    except TeiError as error:
        if form == "json":
            sys.stdout.write(RENDERERS[form]([error.finding]))
        raise
    with _Bar(quiet) as bar:
        findings = check_all(files, schema or (), workers=jobs, progress=bar)
    sys.stdout.write(RENDERERS[form](findings))
    _say(f"{len(files)} {'file' if len(files) == 1 else 'files'}: {summary(findings)}", quiet)
    raise typer.Exit(1 if failed(findings) else 0)


@app.command(
    epilog=f"Examples:\n\n`tei render editions/peoples-daily`\n\n`tei render letter.xml -o out --to print`\n\n{_EXIT}"
)
def render(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH…", help="TEI files, or the folder of an edition.", show_default=False)
    ],
    out: Annotated[Path | None, typer.Option("--out", "-o", help="The folder for site/ and print/.")] = None,
    to: Annotated[list[Output] | None, typer.Option("--to", help="What to make. Repeatable.")] = None,
    edition: Edited = None,
    font_path: Fonts = None,
    jobs: Jobs = 0,
    form: Form = "text",
    quiet: Quiet = False,
) -> None:
    """Render TEI documents as a web site and as PDFs."""
    from tei.build import Outcome
    from tei.publish import publish
    from tei.verify import documents_below

    whole = paths[0] if len(paths) == 1 and (paths[0] / "edition.toml").is_file() else None
    files = documents_below(*(path / "tei" if path == whole else path for path in paths))
    with _Bar(quiet) as bar:
        made = publish(
            _edition(edition or whole),
            files,
            out or (whole / "build" if whole else Path("build")),
            outputs=[str(name) for name in to or ()],
            font_paths=font_path or (),
            workers=jobs,
            progress=bar,
        )
    outcome = Outcome([], made.site, made.pdf, made.findings)
    _finish(outcome, form, quiet, nothing=not (made.site or made.pdf))


@app.command(
    epilog=f"Examples:\n\n`tei build editions/peoples-daily`\n\n`tei build . --jobs 4 --font-path ~/fonts`\n\n{_EXIT}"
)
def build(
    folder: Annotated[Path, typer.Argument(help="The folder of an edition.")] = Path(),
    font_path: Fonts = None,
    jobs: Jobs = 0,
    force: Force = False,
    form: Form = "text",
    quiet: Quiet = False,
) -> None:
    """Build an edition: convert its seeds, check everything, render the site and the PDFs."""
    from tei.build import build as run

    with _Bar(quiet) as bar:
        outcome = run(_edition(folder), workers=jobs, force=force, font_paths=font_path or (), progress=bar)
    _finish(outcome, form, quiet, nothing=False)


@app.command(
    epilog=f"Examples:\n\n`tei align english.txt chinese.txt > beads.jsonl`\n\n"
    f"`tei align a.txt b.txt --split --langs fr,zh-Hant --lexicon cedict.txt --to tmx -o memory.tmx`\n\n"
    f"`tei align --show seeds/article.txt -e editions/peoples-daily --below 0.9`\n\n{_EXIT}"
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
    with _Bar(quiet) as bar:
        bar("align", 0, 1)
        found = align_files(paths, _edition(edition), langs=langs, split=split, lexicons=lexicon or ())
        bar("align", 1, 1)
    data = FORMS[to](found)
    if out:
        write(out, data)
        print(out)
    else:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    _say(summary(found, to), quiet)


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
    for shown in run(paths, _edition(edition), below=below, at=at, form=form, width=width, colour=colour):
        print(shown.text, end="")
        beads += shown.beads
        findings += shown.findings
    _report(findings)
    _say(f"{beads} {'bead' if beads == 1 else 'beads'} shown", quiet)
    raise typer.Exit((1 if beads else 2) if failed(findings) else 0)


@app.command(
    epilog=f"Examples:\n\n`tei lexicon editions/peoples-daily`\n\n`tei lexicon . --write`\n\n"
    f"`tei lexicon . --format tsv > lexicon.new.tsv`\n\n{_EXIT}"
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

    used = _edition(folder)
    with _Bar(quiet) as bar:
        found = induce(used, workers=jobs, progress=bar)
    if keep and found.seeds:
        write(found.path, SHOWN["tsv"](found).encode())
        print(found.path)
    elif not keep:
        sys.stdout.write(SHOWN[form](found))
    if form != "json" or keep:
        _report(list(found.findings))
    _say(summary(found), quiet)
    bad = failed(found.findings)
    raise typer.Exit(2 if bad and not found.seeds else 1 if bad else 0)


@app.command(
    epilog=f"Examples:\n\n`tei suggest editions/peoples-daily`\n\n"
    f"`tei suggest seeds/*.txt -e editions/peoples-daily --format tei > names.xml`\n\n"
    f"`tei suggest . --format tsv > terms.tsv`\n\n"
    f"Copy what is right by hand: records into the lists of authority.xml; each line of terms.tsv in the place of the "
    f"line that lexicon.tsv has for its term.\n\n{_EXIT}"
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
    used = _edition(edition or whole)
    with _Bar(quiet) as bar:
        found = run(seed_paths(used) if whole else given, used, least=least, limit=limit, workers=jobs, progress=bar)
    sys.stdout.write(SHOWN[form](found))
    if form != "json":
        _report(list(found.findings))
    _say(summary(found), quiet)
    bad = failed(found.findings)
    raise typer.Exit(2 if bad and not found.seeds else 1 if bad else 0)


@app.command(epilog=f"Example: `tei extract tei/article.xml > article.txt`\n\n{_EXIT}")
def extract(
    file: Annotated[Path, typer.Argument(metavar="FILE.xml", help="A TEI file that tei wrote.", show_default=False)],
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="A file to write, instead of standard output.")
    ] = None,
) -> None:
    """Write the seed of a TEI document, byte for byte as it was."""
    from tei.files import write
    from tei.verify import extracted

    data, findings = extracted(file)
    if out:
        write(out, data)
    else:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    _report(findings)
    raise typer.Exit(1 if findings else 0)


@app.command(epilog=f"Example: `tei adopt tei/article.xml`\n\n{_EXIT}")
def adopt(
    file: Annotated[Path, typer.Argument(metavar="FILE.xml", help="A TEI file that tei wrote.", show_default=False)],
) -> None:
    """Make a TEI file that was changed by hand the master: no build overwrites it from now on."""
    from tei.verify import adopt as run

    run(file)
    print(file)


@app.command(epilog=f"Examples:\n\n`tei explain E041`\n\n`tei explain`\n\n{_EXIT}")
def explain(
    code: Annotated[str | None, typer.Argument(help="The code of a finding; none lists all of them.")] = None,
) -> None:
    """Explain a finding: what its code means, with an example of wrong and right."""
    from tei.codes import CODES, overview
    from tei.codes import explain as entry
    from tei.report import TeiError

    if code is None:
        print(overview(), end="")
    elif code.upper() in CODES:
        print(entry(code), end="")
    else:
        raise TeiError("G003", f'there is no code "{code}"', hint="`tei explain` lists all codes")


def _edition(folder: Path | None) -> Edition:
    from tei.edit.load import load
    from tei.model import Edition

    return load(folder) if folder is not None else Edition()


def _finish(outcome: Outcome, form: str, quiet: bool, *, nothing: bool) -> NoReturn:
    """Print what was made and what was found, and exit.  `nothing`: there is no result at all."""
    from tei.report import failed, summary

    index = outcome.site[:1]
    if form == "json":
        print(_json(outcome))
    else:
        for path in (*outcome.tei, *index, *outcome.pdf):
            print(path)
        _report(outcome.findings)
    _say(summary(outcome.findings), quiet)
    bad = failed(outcome.findings)
    raise typer.Exit(2 if bad and nothing else 1 if bad else 0)


def _json(outcome: Outcome) -> str:
    import json
    from dataclasses import asdict

    made = {kind: [str(path) for path in getattr(outcome, kind)] for kind in ("tei", "site", "pdf")}
    return json.dumps({**made, "findings": [asdict(f) for f in outcome.findings]}, ensure_ascii=False, indent=2)


def _report(findings: list[Finding]) -> None:
    from tei.report import as_text

    sys.stderr.write(as_text(findings))


def _say(words: str, quiet: bool) -> None:
    if not quiet:
        print(words, file=sys.stderr)


class _Bar:
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
