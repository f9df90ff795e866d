"""Portions of people scored on all cores, in order, a few at a time."""

import os
import signal
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import chain, islice
from multiprocessing import get_context
from typing import Final

from assessment.batch.people import Portion
from assessment.batch.scores import Scorer, Scores
from assessment.errors import AssessmentError

MOST_PROCESSES: Final = 8
"""Most processes that score at once; each takes about 150 MB."""

_WAITING: Final = 2
"""Portions for each process that are being scored or wait to be written."""

_THREADS: Final = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
"""What tells the libraries of matrix products how many threads to start."""


def scored(
    portions: Iterable[Portion], scorer: Scorer, processes: int | None = None
) -> Generator[Scores]:
    """
    The figures of each portion, in order.

    A single portion is scored here; starting processes would take longer.

    Args:
        portions: Drawn as they are needed, never all at once.
        scorer: What scores them.
        processes: How many score at once; None for as many as there are cores.

    Raises:
        AssessmentError: If a process was ended from outside.
    """
    rest = iter(portions)
    begun = list(islice(rest, 2))
    count = processes or min(os.cpu_count() or 1, MOST_PROCESSES)
    if len(begun) < 2 or count == 1:  # noqa: PLR2004 - one portion or none
        yield from map(scorer.score, chain(begun, rest))
        return
    with _one_thread_each(), _pool(scorer, count) as pool:
        waiting: deque[Future[Scores]] = deque()
        for portion in chain(begun, rest):
            waiting.append(pool.submit(_score, portion))
            if len(waiting) >= _WAITING * count:
                yield _result(waiting)
        while waiting:
            yield _result(waiting)


@contextmanager
def _pool(scorer: Scorer, count: int) -> Iterator[ProcessPoolExecutor]:
    # Started afresh, not forked: a copy of a process with threads may wait for ever.
    pool = ProcessPoolExecutor(count, get_context("spawn"), _begin, (scorer,))
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _one_thread_each() -> Iterator[None]:
    """Processes started meanwhile multiply matrices in one thread: the cores are taken."""
    before = {name: os.environ.get(name) for name in _THREADS}
    os.environ.update(dict.fromkeys(_THREADS, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _result(waiting: deque[Future[Scores]]) -> Scores:
    try:
        return waiting.popleft().result()
    except BrokenProcessPool as fault:
        raise AssessmentError(
            "A process that scored was ended from outside, often for want of memory. Nothing was "
            "written; free some memory and start again."
        ) from fault


_scorers: list[Scorer] = []
"""What this process scores with, once it was begun."""


def _begin(scorer: Scorer) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that started this one tells it
    _scorers[:] = [scorer]


def _score(portion: Portion) -> Scores:
    return _scorers[0].score(portion)
