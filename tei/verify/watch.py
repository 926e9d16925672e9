"""Wait until a file changes, by looking now and then."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from tei.files import Stamp, stamp

PAUSE = 0.5  # seconds between two looks


def changes(files: Callable[[], Iterable[Path]], pause: float = PAUSE) -> Iterator[None]:
    """One item at once, and one after each change of `files`, which is asked anew each time; without end.

    A file that comes or goes is a change.  Changes made while an item is being dealt with are not missed.
    """
    while True:
        before = _stamps(files)
        yield
        while _stamps(files) == before:
            time.sleep(pause)


def _stamps(files: Callable[[], Iterable[Path]]) -> dict[Path, Stamp]:
    return {path: stamp(path) for path in files()}
