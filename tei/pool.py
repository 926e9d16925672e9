"""Spread work over processes: the same results in the same order, however many there are."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

from tei.report import TeiError

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

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


def apart(work: Callable[[_T], _R], item: _T) -> _R:
    """`work` done on an item in a process of its own, whose memory goes with it."""
    [result] = _batch(work, [item], 1)
    return result


def spread(
    work: Callable[[_T], _R],
    items: Sequence[_T],
    workers: int,
    step: str,
    progress: Progress = quiet,
    renewed: int = _RENEWED,
) -> list[_R]:
    """`work` done on all items, in their order; `workers` processes share it, 0 chooses their number.

    After about `renewed` jobs a worker's memory is given back.
    """
    workers = _number(workers, len(items), _FEW)
    found: list[_R] = []
    progress(step, 0, len(items))
    if workers == 1 or len(items) < 2:
        for item in items:
            found.append(work(item))
            progress(step, len(found), len(items))
        return found
    # A fresh pool for each batch renews the workers: max_tasks_per_child, meant for that, hangs in CPython.
    batch = workers * renewed
    for at in range(0, len(items), batch):
        for result in _batch(work, items[at : at + batch], workers):
            found.append(result)
            progress(step, len(found), len(items))
    return found


def _number(workers: int, items: int, few: int) -> int:
    return workers or (1 if items < few else os.cpu_count() or 1)


@dataclass(slots=True)
class Crew:
    """Processes that stay for several rounds of work; they begin with the first round that is worth it.

    As a context it ends them.  For work that leaves no memory behind: nobody is renewed.
    """

    workers: int = 0  # 0 lets each round choose
    _pool: ProcessPoolExecutor | None = None

    def begin(
        self,
        work: Callable[[_T], _R],
        items: Sequence[_T],
        step: str,
        progress: Progress = quiet,
        few: int = _FEW,
    ) -> Callable[[], list[_R]]:
        """Have `work` done on all items; the call of what comes back waits for the results, in their order.

        Till then this process can do something else, if there are others; else the work is done at once.  For fewer
        items than `few` nobody is sent for.
        """
        number = _number(self.workers, len(items), 0 if self._pool else few)
        if number == 1 or len(items) < 2:
            found = spread(work, items, 1, step, progress)
            return lambda: found
        if self._pool is None:
            self._pool = _processes(number)
        results = _results(self._pool, work, items, number)
        progress(step, 0, len(items))

        def wait() -> list[_R]:
            found = []
            for result in results:
                found.append(result)
                progress(step, len(found), len(items))
            return found

        return wait

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None


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
        renewed: int = _RENEWED,
    ) -> list[_R]:
        """As `spread`; an item that equals the last one of its name gives the same result.

        No two items have one name.  Names that are not asked for are forgotten.
        """

        def begin(todo: Sequence[_T]) -> Callable[[], list[_R]]:
            found = spread(work, todo, workers, step, progress, renewed)
            return lambda: found

        return self._begin(begin, items, name)()

    def begin(
        self,
        crew: Crew,
        work: Callable[[_T], _R],
        items: Sequence[_T],
        name: Callable[[_T], Hashable],
        step: str = "",
        progress: Progress = quiet,
    ) -> Callable[[], list[_R]]:
        """The same by a crew, as `Crew.begin`."""
        return self._begin(lambda todo: crew.begin(work, todo, step, progress), items, name)

    def _begin(
        self,
        begin: Callable[[Sequence[_T]], Callable[[], list[_R]]],
        items: Sequence[_T],
        name: Callable[[_T], Hashable],
    ) -> Callable[[], list[_R]]:
        known, named = self.known, {name(item): item for item in items}
        todo = {n: item for n, item in named.items() if n not in known or known[n][0] != item}
        begun = begin(list(todo.values()))

        def wait() -> list[_R]:
            made = dict(zip(todo, begun(), strict=True))
            self.known = {n: (item, made[n]) if n in made else known[n] for n, item in named.items()}
            return [self.known[name(item)][1] for item in items]

        return wait


def _batch(work: Callable[[_T], _R], items: Sequence[_T], workers: int) -> Iterator[_R]:
    """The results in order, by processes of their own."""
    with _processes(workers) as pool:
        yield from _results(pool, work, items, workers)


def _processes(number: int) -> ProcessPoolExecutor:
    """So many processes.  What makes them is loaded where there are any."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    return ProcessPoolExecutor(number, mp_context=multiprocessing.get_context("spawn"))


def _results(pool: ProcessPoolExecutor, work: Callable[[_T], _R], items: Sequence[_T], workers: int) -> Iterator[_R]:
    """The results in order, of work that begins now.

    Several items travel together, so that what they share (an edition) travels once.
    """
    size = max(1, min(_TOGETHER, len(items) // (4 * workers)))
    with _uninterrupted(), _answered(pool):
        parts = [items[at : at + size] for at in range(0, len(items), size)]
        futures = [pool.submit(_several, work, part) for part in parts]
    return _collected(pool, futures)


def _collected(pool: ProcessPoolExecutor, futures: Sequence[Future[list[_R]]]) -> Iterator[_R]:
    with _answered(pool):
        for future in futures:
            yield from future.result()


@contextlib.contextmanager
def _answered(pool: ProcessPoolExecutor) -> Iterator[None]:
    """What goes wrong here ends the work of the pool; that of a worker is told as an error."""
    from concurrent.futures.process import BrokenProcessPool

    try:
        yield
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
