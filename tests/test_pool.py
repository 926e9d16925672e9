"""Work that is spread comes back whole, in order, and ends."""

from __future__ import annotations

import os

import pytest

from tei.pool import spread
from tei.report import TeiError


def double(n: int) -> int:
    return 2 * n


def vanish(n: int) -> int:
    os._exit(n)


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_many_items_come_back_in_order(workers: int) -> None:
    """More than a batch: the executor's own way of renewing workers hung here."""
    said: list[int] = []
    found = spread(double, list(range(200)), workers, "double", lambda step, done, total: said.append(done))
    assert found == [2 * n for n in range(200)]
    assert said == list(range(201))


def test_a_worker_that_is_killed_is_an_error_not_a_traceback() -> None:
    with pytest.raises(TeiError) as error:
        spread(vanish, [1, 2, 3], 2, "vanish")
    assert error.value.finding.code == "G004"
