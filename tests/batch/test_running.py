"""However the work is divided, the figures are the same and in order."""

from collections.abc import Iterator

import numpy as np
import pytest

from assessment.batch.people import PORTION, Person, Portion, portions
from assessment.batch.running import scored
from assessment.batch.scores import Scorer
from tests.examples import miniature

from .examples import refused

PEOPLE = [
    Person(f"p{at}", "", [at % 3, at % 2, at % 12], [at % 7 - 1, at % 5, at % 6])
    for at in range(2 * PORTION + 30)
]


@pytest.mark.parametrize("processes", [1, 2])
def test_portions_come_back_in_order(processes: int) -> None:
    """In one process or two, everybody has the figures that they have alone."""
    scorer = Scorer(miniature(), "combined")

    parts = list(scored(portions(iter(PEOPLE), refused), scorer, processes))

    assert [who for part in parts for who in part.ids] == [person.id for person in PEOPLE]
    values = np.concatenate([part.values for part in parts])
    for at in (0, PORTION - 1, PORTION, 2 * PORTION + 29):
        (alone,) = scored(portions(iter([PEOPLE[at]]), refused), scorer)
        np.testing.assert_allclose(values[at], alone.values[0], atol=1e-9)


def test_no_more_is_read_than_is_needed_soon() -> None:
    """Reading waits for scoring: a few portions are in memory, however many there are."""
    drawn = 0

    def endless() -> Iterator[Portion]:
        nonlocal drawn
        (one,) = portions(iter(PEOPLE[:3]), refused)
        while True:
            drawn += 1
            yield one

    running = scored(endless(), Scorer(miniature(), "self"), processes=2)
    for _ in range(20):
        next(running)
    running.close()

    assert drawn <= 20 + 2 * 2
