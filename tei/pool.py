"""Spread work over processes: the same results in the same order, however many there are."""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
from collections.abc import Callable, Hashable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from tei.report import TeiError

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many are done, and how many there are."""

_RENEWED = 40  # a worker does about this many jobs, since the PDF compiler keeps memory
_TOGETHER = 8  # items that travel to a worker together, if there are many
_FEW = 8  # below this number one process is faster than starting others
_T = TypeVar("_T")
_R = TypeVar("_R")


def quiet(step: str, done: int, total: int) -> None:
    """A progress that says nothing."""
    del step, done, total


def spread(
    work: Callable[[_T], _R], items: Sequence[_T], workers: int, step: str, progress: Progress = quiet
) -> list[_R]:
    """`work` done on all items, in their order; `workers` processes share it, 0 chooses their number."""
    if workers == 0:
        workers = 1 if len(items) < _FEW else multiprocessing.cpu_count()
    found: list[_R] = []
    progress(step, 0, len(items))
    if workers == 1 or len(items) < 2:
        for item in items:
            found.append(work(item))
            progress(step, len(found), len(items))
        return found
    # A fresh pool for each batch renews the workers: max_tasks_per_child, meant for that, hangs in CPython.
    batch = workers * _RENEWED
    for at in range(0, len(items), batch):
        for result in _batch(work, items[at : at + batch], workers):
            found.append(result)
            progress(step, len(found), len(items))
    return found


@dataclass(slots=True)
class Remembered(Generic[_T, _R]):
    """What work made of items: a `spread` that works only on what changed since it was asked last."""

    known: dict[Hashable, tuple[_T, _R]] = field(default_factory=dict)  # by the name of the item

    def spread(
        self,
        work: Callable[[_T], _R],
        items: Sequence[_T],
        name: Callable[[_T], Hashable],
        workers: int = 0,
        step: str = "",
        progress: Progress = quiet,
    ) -> list[_R]:
        """As `spread`; an item that equals the last one of its name gives the same result.

        No two items have one name.  Names that are not asked for are forgotten.
        """
        known, named = self.known, {name(item): item for item in items}
        todo = {n: item for n, item in named.items() if n not in known or known[n][0] != item}
        made = dict(zip(todo, spread(work, list(todo.values()), workers, step, progress), strict=True))
        self.known = {n: (item, made[n]) if n in made else known[n] for n, item in named.items()}
        return [self.known[name(item)][1] for item in items]


def _batch(work: Callable[[_T], _R], items: Sequence[_T], workers: int) -> Iterator[_R]:
    """The results in order.  Several items travel together, so that what they share (an edition) travels once."""
    size = max(1, min(_TOGETHER, len(items) // (4 * workers)))
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        with _uninterrupted():
            parts = [items[at : at + size] for at in range(0, len(items), size)]
            futures = [pool.submit(_several, work, part) for part in parts]
        try:
            for future in futures:
                yield from future.result()
        except BrokenProcessPool as error:
            raise TeiError(
                "G004", "a worker was ended from outside, perhaps for want of memory", hint="use fewer --jobs"
            ) from error
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _several(work: Callable[[_T], _R], items: Sequence[_T]) -> list[_R]:
    return [work(item) for item in items]


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """Processes and threads begun here are not interrupted by the keyboard: the first process answers for all."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
