"""Work that is spread comes back whole, in order, and ends."""

from __future__ import annotations

import os
import time

import pytest

from tei.pool import Crew, Remembered, spread
from tei.report import TeiError


def double(n: int) -> int:
    return 2 * n


def who(n: int) -> int:
    time.sleep(0.05)
    return os.getpid()


def vanish(n: int) -> int:
    os._exit(n)


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_many_items_come_back_in_order(workers: int) -> None:
    """More than a batch: the executor's own way of renewing workers hung here."""
    said: list[int] = []
    found = spread(double, list(range(200)), workers, "double", lambda step, done, total: said.append(done))
    assert found == [2 * n for n in range(200)]
    assert said == list(range(201))


def test_workers_are_renewed_after_so_many_jobs() -> None:
    assert len(set(spread(who, list(range(6)), 2, "who", renewed=1))) >= 3


def test_a_worker_that_is_killed_is_an_error_not_a_traceback() -> None:
    with pytest.raises(TeiError) as error:
        spread(vanish, [1, 2, 3], 2, "vanish")
    assert error.value.finding.code == "G004"


def test_a_crew_stays_for_several_rounds_and_works_while_one_does_something_else() -> None:
    said: list[int] = []
    with Crew(2) as crew:
        first = crew.begin(who, range(20), "who")
        second = crew.begin(double, range(50), "double", lambda step, done, total: said.append(done))
        assert second() == [2 * n for n in range(50)] and said == list(range(51))
        workers = {*first(), *crew.begin(who, range(20), "who")()}
    assert os.getpid() not in workers and len(workers) <= 2


def test_for_a_few_items_or_one_worker_nobody_is_sent_for() -> None:
    with Crew() as crew, Crew(1) as alone:
        assert set(crew.begin(who, [1, 2, 3], "who")()) == set(alone.begin(who, [1, 2], "who")()) == {os.getpid()}


@pytest.mark.parametrize("rounds", [1, 2])
def test_a_crew_that_lost_a_worker_is_an_error_in_whichever_round(rounds: int) -> None:
    with Crew(2) as crew, pytest.raises(TeiError) as error:
        for n in range(rounds):
            crew.begin(vanish if n == rounds - 1 else double, [1, 2, 3], "vanish")()
    assert error.value.finding.code == "G004"


def test_what_a_crew_did_before_is_remembered_when_it_is_done() -> None:
    memory: Remembered[int, int] = Remembered()
    with Crew(1) as crew:
        assert memory.begin(crew, double, [1, 2], str)() == [2, 4]
        assert memory.begin(crew, vanish, [2, 1], str)() == [4, 2]
