"""From paths to a verdict: documents are checked, ignores and the baseline hold back what they know."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tei.check import NORMAL, Options, svrl
from tei.files import write
from tei.paths import documents_below, is_whole, names_below
from tei.pool import Progress, quiet
from tei.report import Finding, TeiError, ordered
from tei.reports.excerpt import Excerpt, excerpt
from tei.reports.verdict import Held, Verdict
from tei.verify import Piped, baseline, check_all, ignores
from tei.verify.changed import changed

STDIN = Path("-")
_ENCODING = re.compile(rb"""^<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z][\w.-]*)["']""")
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be checked, and against what.

    `changed`: only files that git says differ from this revision; `config`: the file with the ignores; `root`: what
    the paths in reports are seen from; `options`: how each document is checked.
    """

    paths: tuple[Path, ...]
    schemas: tuple[Path, ...] = ()
    changed: str = ""
    baseline: Path | None = None
    config: Path | None = None
    root: Path = Path()
    workers: int = 0
    options: Options = NORMAL

    @property
    def whole(self) -> bool:
        """Whether all was asked for that is there, not single files."""
        return not self.changed and any(map(is_whole, self.paths))


def documents(asked: Asked) -> list[Path]:
    """The files that are to be checked; there may be none when only changed ones are asked for.

    Raises:
        TeiError: G001 or G003 when a path stands for nothing, or git cannot tell what changed.
    """
    paths = [path for path in asked.paths if path != STDIN]
    found = documents_below(*paths) if paths else []
    return changed(found, asked.changed) if asked.changed else found


def watched(asked: Asked) -> list[Path]:
    """The files whose change asks for another check; those that are there just now."""
    named = (*asked.schemas, *asked.options.catalogs, asked.baseline, asked.config)
    more = [path for path in named if path is not None]
    try:
        return [*documents(asked), *more]
    except TeiError:
        return more


def verdict(asked: Asked, piped: Sequence[Piped] = (), progress: Progress = quiet, *, anew: bool = False) -> Verdict:
    """Check everything that is `asked` for, and what was `piped` in; `anew`: no baseline is read.

    Raises:
        TeiError: when a path, the baseline or the ignores cannot be used.
    """
    rules = ignores.read_ignores(asked.config) if asked.config else None
    known = baseline.read_baseline(asked.baseline) if asked.baseline and not anew else []
    sources: list[Path | Piped] = [*piped, *documents(asked)]
    files = tuple(source.name if isinstance(source, Piped) else str(source) for source in sources)
    findings = check_all(sources, asked.schemas, asked.options, workers=asked.workers, progress=progress)
    held = list[Held]()
    about = list[Finding]()
    if rules:
        findings, held, used = ignores.sift(findings, rules)
        about += ignores.unused(rules, used, files, asked.whole)
    if asked.baseline and not anew:
        findings, more, gone = baseline.sift(findings, known, asked.baseline, files)
        held += more
        about += baseline.gone(gone, asked.baseline)
    counted = tuple(ordered([*findings, *about]))
    named = {*files, *(found.file for found in counted), *(kept.finding.file for kept in held)}
    lines = dict(excerpts(counted, {each.name: each.data for each in piped}))
    return Verdict(counted, files, tuple(held), names_below(named, asked.root), lines)


def report(asked: Asked) -> str:
    """What Schematron says of the one document that is `asked` for, in SVRL.

    Raises:
        TeiError: when there are several documents or schemas, or one cannot be used.
    """
    found = documents(asked)
    if len(found) != 1:
        hint = "name one document, or ask for another --format"
        raise TeiError("G003", f"SVRL is about one document, not {len(found)}", hint=hint)
    return svrl(found[0], str(found[0]), asked.schemas, asked.options)


def write_baseline(asked: Asked, path: Path, found: Verdict) -> int:
    """Write what `found` has (made `anew`) as the baseline at `path`; how many findings it holds then.

    What an earlier baseline says of files that were not checked this time stays.

    Raises:
        TeiError: G002 when it cannot be written, G003 when what is there is no baseline.
    """
    before = baseline.read_baseline(path) if path.exists() else []
    kept = [] if asked.whole and not before else baseline.elsewhere(before, path, found.files)
    findings = [each for each in found.findings if each.engine not in ("ignore", "baseline")]
    rows = {*kept, *baseline.entries(findings, path)}
    write(path, baseline.baseline(rows))
    return len(rows)


def shortened(found: Verdict, most: int | None) -> Verdict:
    """`found` with its first `most` findings; all of them when that is None."""
    return found if most is None else replace(found, findings=found.findings[:most])


def excerpts(
    findings: Iterable[Finding], texts: Mapping[str, bytes]
) -> Iterator[tuple[tuple[str, int, int | None], Excerpt]]:
    """The source lines of findings, by file, line and column; `texts` are those of documents that are no files.

    A file that cannot be read any more has none.
    """
    places: dict[str, set[tuple[int, int | None]]] = {}
    for found in findings:
        if found.line is not None:
            places.setdefault(found.file, set()).add((found.line, found.column))
    for file, wanted in places.items():
        lines = dict(_lines(file, texts.get(file), {line for line, _ in wanted}))
        for line, column in wanted:
            if line in lines:
                yield (file, line, column), excerpt(lines[line], column)


def _lines(file: str, text: bytes | None, wanted: set[int]) -> Iterator[tuple[int, str]]:
    """The wanted lines of a file, or of `text`, by number."""
    try:
        data = Path(file).read_bytes() if text is None else text
    except OSError:
        return
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "")
    if not encoding:
        said = _ENCODING.match(data)
        encoding = said[1].decode("ascii") if said else "utf-8"
    try:
        words = data.decode(encoding, "replace")
    except (LookupError, UnicodeError):
        words = data.decode("utf-8", "replace")
    for number, line in enumerate(words.removeprefix("\ufeff").split("\n"), 1):
        if number in wanted:
            yield number, line.rstrip("\r")
