"""Our RELAX NG engine beside Jing and libxml2, over grammars and documents that nobody chose."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from grammars import Case, cases
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tei.check.relaxng import accepts
from tei.check.relaxng.explain import problems
from tei.check.relaxng.loading import compiled
from tei.report import TeiError

_PLACE = re.compile(r":(\d+):(\d+): (?:error|fatal): ")
_LXML = """
import json, sys
from lxml import etree
schema = etree.RelaxNG(etree.parse(sys.argv[1]))
print(json.dumps([schema.validate(etree.parse(name)) for name in sys.argv[2:]]))
"""


def places(folder: Path, case: Case) -> list[list[tuple[int, int]]] | None:
    """Where we find the errors of each document; None when we do not take the grammar."""
    path = folder / "schema.rng"
    path.write_text(case.grammar, "utf-8")
    try:
        made = compiled(path)
    except TeiError as error:
        assert error.finding.code == "V005"
        return None
    found = []
    for document in case.documents:
        data = document.encode("utf-8")
        told = problems(made, [data])
        assert accepts(made, [data]) == (not told), document
        found.append(sorted((problem.line, problem.column) for problem in told))
    return found


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(case=cases(wild=True))
def test_a_document_is_refused_when_and_only_when_there_is_something_to_say(
    case: Case, tmp_path_factory: pytest.TempPathFactory
) -> None:
    places(tmp_path_factory.mktemp("grammar"), case)


def jings(jing: str, folder: Path, files: list[Path]) -> list[list[tuple[int, int]]] | None:
    """The same by Jing."""
    done = subprocess.run([jing, "schema.rng", *files], cwd=folder, capture_output=True, text=True, check=False)
    lines = [line for line in done.stdout.splitlines() if _PLACE.search(line)]
    if any("schema.rng:" in line for line in lines):
        return None
    found: dict[str, list[tuple[int, int]]] = {file.name: [] for file in files}
    for line in lines:
        match = _PLACE.search(line)
        assert match
        found[Path(line[: match.start()]).name].append((int(match[1]), int(match[2])))
    return [sorted(found[file.name]) for file in files]


def libxml2s(folder: Path, files: list[Path]) -> list[bool] | None:
    """Which documents libxml2 takes for valid; None when it does not end, or does not take the grammar."""
    try:
        done = subprocess.run(
            [sys.executable, "-c", _LXML, "schema.rng", *files], cwd=folder, capture_output=True, timeout=5, check=False
        )
    except subprocess.TimeoutExpired:
        return None
    return list(json.loads(done.stdout)) if done.returncode == 0 else None


@settings(
    max_examples=4,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(several=st.lists(cases(wild=True), min_size=10, max_size=10))
def test_jing_finds_the_same_errors_in_the_same_places_and_libxml2_mostly_the_same_verdict(
    several: list[Case], tmp_path_factory: pytest.TempPathFactory
) -> None:
    jing = shutil.which("jing")
    if jing is None:
        pytest.skip("jing is not installed")
    verdicts: Counter[str] = Counter()
    for case in several:
        folder = tmp_path_factory.mktemp("peers")
        ours = places(folder, case)
        files = [folder / f"{number}.xml" for number in range(len(case.documents))]
        for file, document in zip(files, case.documents, strict=True):
            file.write_text(document, "utf-8")
        assert jings(jing, folder, files) == ours, folder
        if ours is not None and (theirs := libxml2s(folder, files)) is not None:
            verdicts.update(
                "same" if valid == (not told) else "other" for valid, told in zip(theirs, ours, strict=True)
            )
    assert verdicts["other"] <= 0.1 * verdicts.total()
