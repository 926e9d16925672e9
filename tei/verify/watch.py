"""Wait until a file changes: look when the system says that something happened, and now and then in any case."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from tei.files import Stamp, stamp

PAUSE = 1.0  # seconds between two looks, where nobody says that something happened
_STILL = 20  # milliseconds: changes that follow each other faster than this are seen together
_LONGEST = 200  # milliseconds after which a flood of changes is looked at nevertheless


def changes(files: Callable[[], Iterable[Path]], pause: float = PAUSE) -> Iterator[None]:
    """One item at once, and one after each change of `files`, which is asked anew each time; without end.

    A file that comes or goes is a change.  Changes made while an item is being dealt with are not missed: what counts
    is what the files are, not what the system tells of them.
    """
    before = _stamps(files())
    yield
    while True:
        folders = _folders(before)
        for _ in _looks(folders, pause):
            while (now := _stamps(files())) != before:
                before = now
                yield
            if _folders(now) != folders:
                break


def _stamps(files: Iterable[Path]) -> dict[Path, Stamp]:
    return {path: stamp(path) for path in files}


def _folders(files: Iterable[Path]) -> frozenset[Path]:
    """The folders in which files come and go."""
    return frozenset(folder for folder in {path.parent for path in files} if folder.is_dir())


def _looks(folders: frozenset[Path], pause: float) -> Iterator[None]:
    """An item whenever it is time to look: at once, after what happens in the `folders`, and after each `pause`."""
    from watchfiles import watch

    yield
    while not folders:
        time.sleep(pause)
        yield
    try:
        events = watch(
            *folders,
            watch_filter=None,
            debounce=_LONGEST,
            step=_STILL,
            rust_timeout=max(1, round(pause * 1000)),
            yield_on_timeout=True,
            recursive=False,
            ignore_permission_denied=True,
        )
        for _ in events:
            yield
    except FileNotFoundError:  # a folder went away just now
        time.sleep(pause)
        yield
