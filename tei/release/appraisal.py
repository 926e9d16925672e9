"""The report card of a release: that of an edition whose ``build`` and ``releases`` are what is being released."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tei.appraise import appraise
from tei.appraise.forms import FORMS, Look
from tei.files import write
from tei.model import Edition
from tei.paths import source_root
from tei.pool import Progress
from tei.release.bag import PAYLOAD

_FORMS = (
    ("report.en.html", "html", "en"),
    ("report.zh.html", "html", "zh"),
    ("report.json", "json", ""),
    ("report.xml", "tei", ""),
)  # the file, the form, its language


def appraised(edition: Edition, folder: Path, workers: int, progress: Progress) -> None:
    """Write the card of the release in `folder`, in all forms.

    Raises:
        TeiError: G002 when a file cannot be written.
    """
    with tempfile.TemporaryDirectory(prefix="release.") as stage:
        place, home = Path(stage) / edition.id, Path(edition.folder)
        place.mkdir()
        for source, name in _arranged(home, folder / PAYLOAD):
            _lay(source, place / name)
        (place / "releases" / folder.name).mkdir(parents=True)
        (place / "releases" / folder.name / "manifest-sha256.txt").touch()  # there will be one
        if (source_root({}, home.resolve()) / ".git").exists():
            (place / ".git").mkdir(exist_ok=True)
        card = appraise(place, workers=workers, progress=progress)
    for name, form, lang in _FORMS:
        write(folder / PAYLOAD / "report" / name, FORMS[form](card, Look(lang=lang)).encode(), lasting=False)


def _arranged(home: Path, payload: Path) -> Iterator[tuple[Path, str]]:
    """What the edition would have in its folder after a build of all, each with its name there."""
    yield payload, "build"
    yield payload / "tei", "tei"
    made = sorted(path for path in payload.iterdir() if path.is_file())
    yield from ((path, path.name) for path in made)
    taken = {"build", "tei", "releases", "seeds", *(path.name for path in made)}
    for path in sorted(home.iterdir()):
        if path.name not in taken and not path.name.startswith("."):
            yield path, path.name


def _lay(source: Path, target: Path) -> None:
    """Have `source` at `target`, too: as a link, or where there can be none, as a copy."""
    try:
        target.symlink_to(source.resolve())
    except OSError:
        (shutil.copytree if source.is_dir() else shutil.copyfile)(source, target)
