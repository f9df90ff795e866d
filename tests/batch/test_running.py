"""However the work is divided, the figures are the same and in order."""

import multiprocessing
import subprocess
import sys
from collections.abc import Iterator

import numpy as np
import pytest

from assessment.batch.people import PORTION, Person, Portion, portions
from assessment.batch.running import scored
from assessment.batch.scores import Scorer
from assessment.content.loading import DATA
from assessment.errors import AssessmentError
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


def endless(drawn: list[int]) -> Iterator[Portion]:
    """Portions without end; ``drawn`` grows with each."""
    (one,) = portions(iter(PEOPLE[:3]), refused)
    while True:
        drawn.append(1)
        yield one


def test_no_more_is_read_than_is_needed_soon() -> None:
    """Reading waits for scoring: a few portions are in memory, however many there are."""
    drawn: list[int] = []
    running = scored(endless(drawn), Scorer(miniature(), "self"), processes=2)
    for _ in range(20):
        next(running)
    running.close()

    assert len(drawn) <= 20 + 2 * 2


def test_a_process_that_is_killed_is_told() -> None:
    """Where the system ends a process, say for want of memory, one sentence says so."""
    running = scored(endless([]), Scorer(miniature(), "self"), processes=2)
    next(running)
    multiprocessing.active_children()[0].kill()

    with pytest.raises(AssessmentError, match="ended from outside"):
        for _ in running:
            pass


@pytest.mark.skipif(sys.platform == "win32", reason="a process is killed otherwise there")
def test_no_process_outlives_the_command() -> None:
    """Killed outright, the command takes its processes with it: none keeps its output open."""
    program = (
        "import os, signal; from tests.batch.test_running import *;"
        "running = scored(endless([]), Scorer(miniature(), 'self'), 2); next(running);"
        "print(len(multiprocessing.active_children()), flush=True);"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=DATA.parent,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )

    assert done.returncode == -9
    assert done.stdout == "2\n"
