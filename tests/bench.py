"""`make bench`: how fast, side by side with a peer in the same run, as ratios.

Each line: what is measured, our median, the peer's, and how many times ours the peer's takes (above 1: we are faster).
"""

from __future__ import annotations

import importlib.util
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import bench_relaxng
from lxml import etree

from tei.model import Edition
from tei.names import XML_ID, tei
from tei.parallel import Side, Unit
from tei.parallel import aligned as align_sides

ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT / "seeds" / "peoples-daily" / "000_f30e168cdf3ad533.txt"
DOCUMENT = next((ROOT / "editions" / "peoples-daily" / "tei").glob("*.xml"))
RNG = ROOT / "schemas" / "edition.rng"
PYTHON = [sys.executable]
TEI = [*PYTHON, "-m", "tei"]


# As after an installation: the bytecode of our modules is there, whatever the shell's settings are.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
ENVIRONMENT["PYTHONPYCACHEPREFIX"] = tempfile.mkdtemp(prefix="tei-bench-")


def run(*command: object) -> Callable[[], None]:
    """A command to be timed; its output is thrown away."""
    words = [str(word) for word in command]
    return lambda: subprocess.run(words, check=False, capture_output=True, cwd=ROOT, env=ENVIRONMENT) and None


def median(work: Callable[[], None], times: int) -> float:
    """The median of the seconds that `work` takes, after one run that does not count."""
    work()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def row(name: str, ours: float, peer: str, theirs: float) -> None:
    print(f"{name:44} {ours * 1000:9.1f} ms   {peer:34} {theirs * 1000:9.1f} ms   {theirs / ours:6.2f} x")


def aligned(count: int) -> tuple[float, int]:
    """Seconds on one core to align `count` sentences drawn from the sample, of which one in twenty is lost on either
    side; and the beads.
    """
    pairs = sample_pairs()
    draw = random.Random(count)
    drawn = [draw.choice(pairs) for _ in range(count)]
    sides = []
    for k, lang in enumerate(("en", "zh")):
        kept = [pair[k] for pair in drawn if draw.random() > 0.05]
        sides.append(Side(lang, lang, lang, tuple(Unit(n, 1, text) for n, text in enumerate(kept, 1))))
    start = time.process_time()
    beads = align_sides((sides[0], sides[1]), Edition()).beads
    return time.process_time() - start, len(beads)


def sample_pairs() -> list[tuple[str, str]]:
    """The aligned sentences of the sample, each bead as one."""
    root = etree.parse(DOCUMENT).getroot()
    words = {s.get(XML_ID): " ".join("".join(s.itertext()).split()) for s in root.iter(tei("s"))}
    found = []
    for link in root.iterfind(f".//{tei('linkGrp')}[@subtype='sentence']/{tei('link')}"):
        ids = [target[1:] for target in link.get("target", "").split()]
        sides = [" ".join(words[i] for i in ids if i in words and i.startswith(lang)) for lang in ("en", "zh")]
        if all(sides):
            found.append((sides[0], sides[1]))
    return found


_RULES = """import sys, pathlib
from tei.check import schematron
from tei.xml import parse
for name in sys.argv[2:]:
    list(schematron.validate(pathlib.Path(sys.argv[1]), parse(pathlib.Path(name)), name))
"""


def schematron_rules() -> None:
    """The 122 Schematron rules of TEI: ours beside the same rules as XSLT 3.0 on SaxonC, each in a fresh process."""
    place = os.environ.get("TEI_TEST_DATA")
    if not place or importlib.util.find_spec("saxonche") is None:
        print("TEI_TEST_DATA or saxonche is missing: nothing to compare Schematron with")
        return
    schema = Path(place) / "tei" / "schema" / "tei_all.isosch"
    documents = sorted((Path(place) / "tei" / "documents").glob("*.xml"))
    small = next(document for document in documents if document.stat().st_size > 20_000)
    for name, files in (("one document", [small]), (f"{len(documents)} documents", documents)):
        ours = median(run(*PYTHON, "-c", _RULES, schema, *files), 5)
        theirs = median(run(*PYTHON, ROOT / "tests" / "saxon.py", schema, *files), 5)
        row(f"Schematron, {name}", ours, "SaxonC, rules made XSLT beforehand", theirs)


def main() -> int:
    """Print the table; 1 when a budget is not kept."""
    bare = median(run(*PYTHON, "-c", "pass"), 15)
    version = median(run(*TEI, "--version"), 15)
    row("tei --version", version, "python -c pass", bare)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        convert = median(run(*TEI, "convert", SEED, "-o", out), 5)
        row("tei convert, one article", convert, "python -c pass", bare)
        seeds = []
        for n in range(60):
            seeds.append(out / f"{n}.txt")
            seeds[-1].write_bytes(SEED.read_bytes())
        one = median(run(*TEI, "convert", *seeds, "-o", out / "1", "--jobs", 1), 3)
        two = median(run(*TEI, "convert", *seeds, "-o", out / "2", "--jobs", 2), 3)
        row("tei convert --jobs 2, 60 articles", two, "tei convert --jobs 1", one)
        if jing := shutil.which("jing"):
            check = median(run(*TEI, "check", DOCUMENT, "--schema", RNG), 7)
            row("tei check, one document, one schema", check, "jing", median(run(jing, RNG, DOCUMENT), 7))
        else:
            print("jing is not installed: nothing to compare `tei check` with")
    for part in (
        "bench_site.py",
        "bench_print.py",
    ):  # each a process of its own, since what it starts inherits its peak
        subprocess.run([sys.executable, ROOT / "tests" / part], check=True)
    bench_relaxng.rows(run, row, median, TEI)
    schematron_rules()
    few, beads = aligned(4_000)
    many, more = aligned(32_000)
    print(
        f"tei align: {beads / few:.0f} beads/s of {beads}, {more / many:.0f} beads/s of {more}, with reading the numbers"
    )
    row("tei align, 32,000 sentences", many, "8 times those of 4,000", 8 * few)
    budget = 10.0
    kept = version <= budget * bare
    print(
        f"budget: tei --version within {budget:g} times python -c pass: {version / bare:.1f} ({'kept' if kept else 'NOT KEPT'})"
    )
    return 0 if kept else 1


if __name__ == "__main__":
    raise SystemExit(main())
