"""The commands that ask: what stands in documents, and what a finding means."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tei.cli.shell import EXIT, STDIN, Bar, Form, Jobs, Quiet, piped, put, report, say

if TYPE_CHECKING:
    from tei.verify import Piped

commands = typer.Typer(rich_markup_mode="markdown")


@commands.command(
    epilog="Examples:\n\n`tei xpath '//tei:persName[not(@ref)]' tei`\n\n"
    "`tei xpath 'distinct-values(//tei:rs/@type)' letter.xml`\n\n"
    "`tei xpath '//mei:note' score.xml --ns mei=http://www.music-encoding.org/ns/mei --count`\n\n"
    "Exit status: 0 something was found, 1 nothing was, 2 the command could not run, or not on every document."
)
def xpath(
    expression: Annotated[
        str, typer.Argument(metavar="EXPR", help="XPath 3.1; the prefix tei is bound.", show_default=False)
    ],
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="PATH…", help="XML files, folders, patterns; - for standard input.", show_default=False),
    ],
    bindings: Annotated[
        list[str] | None, typer.Option("--ns", metavar="PREFIX=URI", help="Bind another prefix. Repeatable.")
    ] = None,
    count: Annotated[bool, typer.Option("--count", "-c", help="Only how many matches each document has.")] = False,
    jobs: Jobs = 0,
    form: Form = "text",
    quiet: Quiet = False,
) -> None:
    """Find what an XPath expression matches in any number of documents."""
    from tei.paths import documents_below
    from tei.query import ask_all, query
    from tei.query.show import COUNTS, MATCHES

    asked = query(expression, bindings or ())
    files = [path for path in paths if path != STDIN]
    sources: list[Path | Piped] = [*piped(paths), *(documents_below(*files) if files else ())]
    with Bar(quiet) as bar:
        answers = ask_all(asked, sources, workers=jobs, progress=bar)
    put((COUNTS if count else MATCHES)[form](answers), None)
    findings = [one for answer in answers for one in answer.findings]
    report(findings)
    found = any(answer.matches for answer in answers)
    if not found and not findings and ":" not in expression:
        say("nothing matches; the names of TEI elements take the prefix tei: //tei:p", quiet)
    raise typer.Exit(2 if findings else 0 if found else 1)


@commands.command(epilog=f"Examples:\n\n`tei explain E041`\n\n`tei explain`\n\n{EXIT}")
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
