"""The commands that make editions: from seeds to TEI, to a site and PDFs, and back."""

from __future__ import annotations

import sys
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from tei.cli.shell import EXIT, Bar, Edited, Fonts, Force, Form, Jobs, Quiet, edition_at, report, say

if TYPE_CHECKING:
    from tei.publish import Outcome

commands = typer.Typer(rich_markup_mode="markdown")


class Output(StrEnum):
    """What can be rendered."""

    SITE = "site"
    PRINT = "print"
    BOOK = "book"


class Layout(StrEnum):
    """How versions stand in print."""

    ALIGNED = "aligned"
    FACING = "facing"
    ORIGINAL = "original"
    TRANSLATION = "translation"


@commands.command(epilog=f"Example: `tei new demo && tei build demo`\n\n{EXIT}")
def new(folder: Annotated[Path, typer.Argument(help="The folder to make; it must not exist, or be empty.")]) -> None:
    """Make a new edition from a small bilingual sample."""
    from tei.start import start

    for path in start(folder):
        print(path)
    say(f"Now: tei build {folder}", False)


@commands.command(
    epilog=f"Examples:\n\n`tei convert article.txt -o out`\n\n"
    f"`tei convert seeds/*.txt -o out --edition editions/peoples-daily --jobs 4`\n\n{EXIT}"
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

    with Bar(quiet) as bar:
        found = elsewhere(edition_at(edition), out)
        outcome = convert_all(seeds, found, out, workers=jobs, force=force, progress=bar)
        if outcome.tei and found.schemas == "schemas":
            copy_schemas(out / "schemas")
    _finish(outcome, form, quiet, nothing=not outcome.tei)


@commands.command(
    epilog=f"Examples:\n\n`tei build editions/peoples-daily`\n\n`tei build . --jobs 4 --font-path ~/fonts`\n\n{EXIT}"
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

    with Bar(quiet) as bar:
        outcome = run(edition_at(folder), workers=jobs, force=force, font_paths=font_path or (), progress=bar)
    _finish(outcome, form, quiet, nothing=False)


@commands.command(
    epilog=f"Examples:\n\n`tei render editions/peoples-daily`\n\n`tei render letter.xml -o out --to print`\n\n"
    f"`tei render editions/peoples-daily --to book`\n\n"
    f"`tei render letter.xml --to print --layout facing --paper '155 x 235 mm'`\n\n{EXIT}"
)
def render(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH…",
            help="TEI files; or the folder of an edition, and, if not all, its texts by id or path.",
            show_default=False,
        ),
    ],
    out: Annotated[Path | None, typer.Option("--out", "-o", help="The folder for site/ and print/.")] = None,
    to: Annotated[list[Output] | None, typer.Option("--to", help="What to make. Repeatable.")] = None,
    layout: Annotated[
        Layout | None, typer.Option("--layout", help="How versions stand in print. Else as the edition says.")
    ] = None,
    paper: Annotated[
        str | None, typer.Option("--paper", help="a4, a5, us-letter …, or '155 x 235 mm'. Else as the edition says.")
    ] = None,
    edition: Edited = None,
    font_path: Fonts = None,
    jobs: Jobs = 0,
    form: Form = "text",
    quiet: Quiet = False,
) -> None:
    """Render TEI documents as a web site, as PDFs, and as one PDF, a book."""
    from tei.edit.printing import paper_named
    from tei.paths import documents_below
    from tei.publish import chosen, publish

    whole = paths[0] if (paths[0] / "edition.toml").is_file() else None
    files = chosen(whole / "tei", paths[1:]) if whole else documents_below(*paths)
    found = edition_at(edition or whole)
    found = replace(found, layout=str(layout or found.layout), paper=paper_named(paper) if paper else found.paper)
    with Bar(quiet) as bar:
        outcome = publish(
            found,
            files,
            out or (whole / "build" if whole else Path("build")),
            outputs=[str(name) for name in to or ()],
            font_paths=font_path or (),
            workers=jobs,
            progress=bar,
        )
    _finish(outcome, form, quiet, nothing=not (outcome.site or outcome.pdf))


@commands.command(epilog=f"Example: `tei extract tei/article.xml > article.txt`\n\n{EXIT}")
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
    report(findings)
    raise typer.Exit(1 if findings else 0)


@commands.command(epilog=f"Example: `tei adopt tei/article.xml`\n\n{EXIT}")
def adopt(
    file: Annotated[Path, typer.Argument(metavar="FILE.xml", help="A TEI file that tei wrote.", show_default=False)],
) -> None:
    """Make a TEI file that was changed by hand the master: no build overwrites it from now on."""
    from tei.verify import adopt as run

    run(file)
    print(file)


def _finish(outcome: Outcome, form: str, quiet: bool, *, nothing: bool) -> NoReturn:
    """Print what was made and what was found, and exit.  `nothing`: there is no result at all."""
    from tei.report import failed, summary

    index = outcome.site[:1]
    if form == "json":
        print(_json(outcome))
    else:
        for path in (*outcome.tei, *index, *outcome.pdf):
            print(path)
        report(outcome.findings)
    say(summary(outcome.findings), quiet)
    bad = failed(outcome.findings)
    raise typer.Exit(2 if bad and nothing else 1 if bad else 0)


def _json(outcome: Outcome) -> str:
    import json
    from dataclasses import asdict

    made = {kind: [str(path) for path in getattr(outcome, kind)] for kind in ("tei", "site", "pdf")}
    return json.dumps({**made, "findings": [asdict(f) for f in outcome.findings]}, ensure_ascii=False, indent=2)
