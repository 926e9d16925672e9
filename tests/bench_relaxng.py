"""RELAX NG beside Jing, for `make bench`: warm, cold, schemas, and many documents."""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tei.check.relaxng import accepts, schema
from tei.check.relaxng.loading import compiled
from tei.check.relaxng.source import pieces

Run = Callable[..., Callable[[], None]]
Row = Callable[[str, float, str, float], None]
_ROUNDS = 10  # how many more times Jing reads the same documents, to see what one more time takes


def rows(run: Run, row: Row, median: Callable[[Callable[[], None], int], float], tei: list[str]) -> None:
    """Print the rows; `run`, `row` and `median` are those of tests/bench.py, `tei` our command."""
    place, jing = os.environ.get("TEI_TEST_DATA"), shutil.which("jing")
    if not place or jing is None:
        print("TEI_TEST_DATA or jing is missing: nothing to compare RELAX NG with")
        return
    tei_all = Path(place) / "tei" / "schema" / "tei_all.rng"
    folder = Path(place) / "tei" / "documents"
    with (folder / "verdicts.tsv").open(encoding="utf-8") as file:
        listed = list(csv.DictReader(file, delimiter="\t"))
    valid = [folder / said["file"] for said in listed if said["verdict"] == "valid"]
    theirs = [folder / said["file"] for said in listed if b"xi:include" not in (folder / said["file"]).read_bytes()]
    size = sum(path.stat().st_size for path in valid) / 1e6

    made = schema(tei_all)
    ours = median(lambda: [accepts(made, pieces(path, path.name)) for path in valid] and None, 9)
    jings = _warm(jing, tei_all, valid)
    row(f"RELAX NG warm, {len(valid)} valid documents, {size:.1f} MB", ours, "jing, warm", jings)
    small = folder / "TEI__P5_Exemplars_tei_bare.odd.xml"
    check = [*tei, "check", "--only", "relaxng", "--schema", tei_all]
    row(
        "tei check, first document, cold",
        median(run(*check, small), 9),
        "jing, cold",
        median(run(jing, tei_all, small), 5),
    )
    loads = [int(_elapsed(jing, tei_all, small)) / 1000 for _ in range(5)]
    home = os.environ.get("XDG_CACHE_HOME")
    with tempfile.TemporaryDirectory() as empty:
        os.environ["XDG_CACHE_HOME"] = empty
        fresh = median(lambda: _forget(Path(empty)) or (compiled(tei_all) and None), 7)
        kept = median(lambda: compiled(tei_all) and None, 7)
    os.environ.pop("XDG_CACHE_HOME") if home is None else os.environ.update(XDG_CACHE_HOME=home)
    row("tei_all.rng read, the first time", fresh, "jing, its own measure", sorted(loads)[2])
    row("tei_all.rng read, known from before", kept, "jing, its own measure", sorted(loads)[2])
    many = median(run(*check, "--jobs", "2", *theirs), 5)
    row(f"tei check --jobs 2, {len(theirs)} documents", many, "jing, warm, one process", _warm(jing, tei_all, theirs))


def _warm(jing: str, schema: Path, documents: list[Path]) -> float:
    """Seconds that Jing takes for the documents once more, its start and the schema not counted."""

    def taken(times: int) -> float:
        start = time.perf_counter()
        subprocess.run([jing, schema, *documents * times], check=False, capture_output=True)
        return time.perf_counter() - start

    return min((taken(2 * _ROUNDS) - taken(_ROUNDS)) / _ROUNDS for _ in range(2))


def _elapsed(jing: str, schema: Path, document: Path) -> str:
    """The milliseconds that Jing says it took for the schema."""
    done = subprocess.run([jing, "-t", schema, document], check=False, capture_output=True, text=True)
    match = re.search(r"Elapsed time (\d+)\+", done.stdout + done.stderr)
    return match[1] if match else "0"


def _forget(cache: Path) -> None:
    shutil.rmtree(cache / "tei", ignore_errors=True)
