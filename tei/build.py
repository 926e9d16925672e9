"""Build an edition: every seed to TEI, then the site and the PDFs, and every TEI checked.

One seed's trouble never stops the others: it becomes a finding.
"""

from __future__ import annotations

import contextlib
import difflib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from tei import publish as publishing
from tei.data import shipped
from tei.edit.decisions import decisions
from tei.edit.lexicon import repeated_in
from tei.encode import digest
from tei.files import Stamp, read, stamp, write
from tei.model import Edition
from tei.names import tei
from tei.pool import Progress, Remembered, quiet
from tei.publish import Outcome
from tei.report import Finding, TeiError, failed, finding, ordered
from tei.run import Job, Result, convert
from tei.verify import check_file
from tei.xml import parse

ADDRESSES = "addresses.txt"  # the list of a site's addresses, and beside edition.toml that of its last release
_GONE = 20  # addresses that are gone are told of one by one; of more, their number


@dataclass(slots=True)
class Kept:
    """What is left of a build, so that the next one in this process makes only what changed."""

    jobs: Remembered[_Given, Job | Result] = field(default_factory=Remembered)
    results: Remembered[Job, Result] = field(default_factory=Remembered)
    checks: Remembered[_Checked, list[Finding]] = field(default_factory=Remembered)
    published: publishing.Kept = field(default_factory=publishing.Kept)


def seed_paths(edition: Edition) -> list[Path]:
    """The seeds of an edition, in the order of their paths."""
    folder = Path(edition.folder)
    found: set[Path] = set()
    for pattern in edition.seeds:
        up = Path(pattern)
        base, parts = folder, list(up.parts)
        while parts and parts[0] == "..":
            base, parts = base / "..", parts[1:]
        found |= {p for p in base.glob("/".join(parts)) if p.is_file() and not p.name.startswith(".")}
    return sorted(found)


@dataclass(frozen=True, slots=True)
class _Given:
    """What a job is made of, as values that change when its files do."""

    path: Path
    edition: Edition
    stamps: tuple[Stamp, ...]  # of the seed and of the decisions on it


def jobs_for(paths: Iterable[Path], edition: Edition) -> Iterator[Job | Result]:
    """A job for each seed, or, where there can be none, the result that says why."""
    return (_job(given) for given in _given(paths, edition))


def _given(paths: Iterable[Path], edition: Edition) -> Iterator[_Given]:
    for path in paths:
        orders = [Path(edition.folder) / "editorial" / f"{path.stem}.toml"] if edition.folder else []
        yield _Given(path, edition, tuple(map(stamp, (path, *orders))))


def _job(given: _Given) -> Job | Result:
    path, edition = given.path, given.edition
    try:
        orders = decisions(Path(edition.folder), path.stem, edition.editors) if edition.folder else None
        return Job(str(path), read(path), edition, *([orders] if orders else []))
    except TeiError as error:
        return Result(str(path), "", None, (error.finding,))


def convert_all(
    paths: Sequence[Path],
    edition: Edition,
    out: Path,
    *,
    workers: int = 0,
    force: bool = False,
    kept: Kept | None = None,
    progress: Progress = quiet,
) -> Outcome:
    """Convert seeds into ``out/<id>.xml``.  `kept` is what the last call left: what did not change is not converted."""
    kept = kept or Kept()
    outcome = Outcome()
    ready = kept.jobs.spread(_job, list(_given(paths, edition)), lambda given: given.path, 1)
    jobs = [job for job in ready if isinstance(job, Job)]
    results = iter(kept.results.spread(convert, jobs, lambda job: job.name, workers, "convert", progress))
    taken: dict[str, str] = {}
    for item in ready:
        result = item if isinstance(item, Result) else next(results)
        outcome.findings += result.findings
        if result.id and result.id in taken:
            outcome.findings.append(
                finding(
                    "S008",
                    f'makes the id "{result.id}", as {taken[result.id]} does, and is not built',
                    file=result.name,
                    hint="give it another file name, date or page",
                )
            )
        elif result.tei is not None:
            taken[result.id] = result.name
            path = out / f"{result.id}.xml"
            outcome.findings += _write(path, result.tei, force)
            outcome.tei.append(path)
    outcome.findings = ordered(outcome.findings)
    return outcome


def _write(path: Path, data: bytes, force: bool) -> list[Finding]:
    """Write a TEI file, unless an editor changed the one that is there."""
    if path.is_file() and not force and read(path) != data:
        try:
            state = digest.state(parse(path))
        except TeiError:
            state = "changed"
        if state == "adopted":
            return [
                finding(
                    "X003",
                    "is the master, so what its seed or the decisions say now is not in it",
                    file=str(path),
                    severity="info",
                    engine="encode",
                    hint="carry it over by hand, or build with --force",
                )
            ]
        if state != "ours":
            return [
                finding(
                    "X001",
                    "was changed by hand, so it is not overwritten",
                    file=str(path),
                    engine="encode",
                    hint="put the change into editorial/ and use --force, or make the file the master: tei adopt",
                )
            ]
    write(path, data)
    return []


def build(
    edition: Edition,
    *,
    workers: int = 0,
    force: bool = False,
    font_paths: Sequence[Path] = (),
    outputs: Sequence[str] = (),
    kept: Kept | None = None,
    progress: Progress = quiet,
) -> Outcome:
    """Everything: TEI, those `outputs` (site, print) or those the edition asks for, verdict.

    `kept` is what the last build of this edition left: only what changed is made again, and while something cannot be
    rendered, the pages that were made of it earlier stay.
    """
    folder = Path(edition.folder)
    paths = seed_paths(edition)
    last, kept = kept, kept or Kept()
    outcome = convert_all(paths, edition, folder / "tei", workers=workers, force=force, kept=kept, progress=progress)
    if not paths:
        outcome.findings.append(
            finding(
                "S013",
                f"no file fits {', '.join(edition.seeds)}",
                file=str(folder / "edition.toml"),
                severity="warning",
                hint="put a seed there, or change `seeds`",
            )
        )
    outcome.findings += [*_strays(folder, paths, outcome), *repeated_in(edition)]
    outcome.findings += idle(folder, paths)
    own = [p for name in ("authority.xml", "introduction.xml") if (p := folder / name).is_file()]
    documents = sorted(outcome.tei)
    published = publishing.publish(
        edition,
        documents,
        folder / "build",
        outputs=outputs,
        font_paths=font_paths,
        kept=None if last is None else last.published,
        workers=workers,
        progress=progress,
    )
    outcome.site, outcome.pdf = published.site, published.pdf
    outcome.findings += _check([*own, *documents], folder / "tei" / edition.schemas, kept, workers, progress)
    if last is None or not failed(published.findings):
        _sweep(folder / "build", [*published.site, *published.pdf])
    lost = gone(folder / ADDRESSES, folder / "build" / "site" / ADDRESSES, published.site)
    outcome.findings = ordered([*outcome.findings, *published.findings, *lost])
    return outcome


@dataclass(frozen=True, slots=True)
class _Checked:
    """What a verdict on a file depends on, as values that change when the files do."""

    path: Path
    stamp: Stamp
    others: tuple[Stamp, ...]  # of the schemas and of the files that it may point to


def _check(files: Sequence[Path], schemas: Path, kept: Kept, workers: int, progress: Progress) -> list[Finding]:
    """Everything that is wrong with `files`, as the checks say that see the schemas in `schemas`, too."""
    stamps = {path: stamp(path) for path in files}
    others = tuple(stamp(path) for folder in (shipped("schemas"), schemas) for path in sorted(folder.glob("*.*")))
    # A document may point to the edition's own files, and these to documents; not documents to each other.
    away = {
        folder: (*others, *(at for path, at in stamps.items() if path.parent != folder))
        for folder in {path.parent for path in files}
    }
    items = [_Checked(path, at, away[path.parent]) for path, at in stamps.items()]
    found = kept.checks.spread(_verdict, items, lambda item: item.path, workers, "check", progress)
    return ordered(one for findings in found for one in findings)


def _verdict(item: _Checked) -> list[Finding]:
    return check_file(item.path)


def gone(last: Path, now: Path, site: Sequence[Path]) -> list[Finding]:
    """What to say of addresses that the list of the `last` release had and the list `now` of this `site` has not."""
    from tei.render.site.addresses import gone as missing_from

    if now not in site or not last.is_file():
        return []
    missing = list(missing_from(read(last), read(now)))
    said = [(line, f"{address} was an address of the last release, and is gone") for line, address in missing[:_GONE]]
    if rest := missing[_GONE:]:
        said.append((rest[0][0], f"{len(rest)} more addresses of the last release are gone"))
    hint = f"bring it back; or, if that is meant, copy build/site/{ADDRESSES} over it"
    return [
        finding("W004", message, file=str(last), line=line, severity="warning", engine="site", hint=hint)
        for line, message in said
    ]


def elsewhere(edition: Edition, out: Path) -> Edition:
    """`edition`, with its schemas beside the documents when these do not go into its own folder ``tei``."""
    if edition.folder and out.resolve() == (Path(edition.folder) / "tei").resolve():
        return edition
    return replace(edition, schemas="schemas")


def copy_schemas(out: Path) -> None:
    """Put the schemas that documents point to beside them."""
    for name in ("edition.rng", "edition.sch"):
        write(out / name, shipped(f"schemas/{name}").read_bytes())


def _strays(folder: Path, seeds: Sequence[Path], outcome: Outcome) -> list[Finding]:
    """What to say of TEI files that this build did not make; they stay in the edition and in `outcome`."""
    findings = []
    names = {path.name for path in seeds}
    for stray in sorted({*(folder / "tei").glob("*.xml")} - {*outcome.tei}):
        outcome.tei.append(stray)
        try:
            place = parse(stray).getroot().find(f".//{tei('bibl')}[@type='seed']/{tei('idno')}[@type='file']")
        except TeiError:
            continue  # the check says what is wrong with it
        if place is not None and place.text in names:
            message, hint = (
                "is kept as it was, since its seed or the decisions on it could not be read",
                "see what is said of them",
            )
        else:
            message, hint = "is made by no seed", "remove it, or bring its seed back"
        findings.append(finding("X002", message, file=str(stray), severity="info", engine="encode", hint=hint))
    return findings


def idle(folder: Path, seeds: Sequence[Path]) -> list[Finding]:
    """Decisions on a seed that does not exist would be lost silently."""
    stems = [path.stem for path in seeds]
    findings = []
    for path in sorted((folder / "editorial").glob("*.toml")):
        if path.stem not in stems:
            near = difflib.get_close_matches(path.stem, stems, 1, 0.4)
            hint = (
                f'did you mean "{near[0]}.toml"?'
                if near
                else f"name it like a seed ({', '.join(stems[:3])}), or remove it"
            )
            findings.append(
                finding("E047", f'there is no seed "{path.stem}"', file=str(path), engine="edit", hint=hint)
            )
    return findings


def _sweep(folder: Path, made: Sequence[Path]) -> None:
    """Remove pages and PDFs of earlier builds that this one did not make."""
    there = set(made)
    for pattern in ("site/**/*", "print/*.pdf"):
        for old in folder.glob(pattern):
            if old not in there and old.is_file():
                with contextlib.suppress(OSError):
                    old.unlink()
