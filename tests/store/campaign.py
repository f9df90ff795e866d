"""
``python -m tests.store.campaign``: the promises of the store in full figures, as a table.

The tests run the same trials, shorter. Takes some fifteen minutes on two cores; with ``--short``
a tenth.
"""

import os
import platform
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import quantiles
from typing import NamedTuple

from tests.benchmarks.clicks import CHROMIUM
from tests.browser.restarts import restarts_in_a_browser
from tests.cli.hostile import damaged_files

from .cluster import Cluster, cluster, programs
from .conftest import new_schema
from .examples import address
from .trials import (
    Outcome,
    copies_under_load,
    first_starts,
    killed_servers,
    killed_upgrades,
    killed_writers,
    power_cuts,
    races_with_submitting,
    two_pages,
)

_SHORTER = 10
"""How much shorter the short form is."""

HEAD = (
    "| promise | what was done | on | runs | answers acknowledged | lost | save p50 / p99, ms |\n"
    "|---|---|---|---:|---:|---:|---:|"
)


class Trial(NamedTuple):
    """
    A line of the table.

    Attributes:
        promise: Its number in the contract.
        what: What is done.
        on: Which engine.
        run: Does it.
        may_lose: True where losing is the point: the settings that are not used.
    """

    promise: str
    what: str
    on: str
    run: Callable[[], Outcome]
    may_lose: bool = False


def main(arguments: list[str]) -> int:
    """Print the table; the exit code is 1 where a promise was broken."""
    times = 1 if "--short" in arguments else _SHORTER
    broken = False
    sys.stdout.write(f"{_machine()}\n\n{HEAD}\n")
    with ExitStack() as stack:
        for trial in _trials(stack, times):
            outcome = trial.run()
            sys.stdout.write(f"{_row(trial, outcome)}\n")
            sys.stdout.flush()
            broken |= bool(outcome.wrong) or (outcome.lost > 0) != trial.may_lose
    return int(broken)


def _trials(stack: ExitStack, times: int) -> Iterator[Trial]:
    place = _places(stack)
    yield from _on_sqlite(place, times)
    if CHROMIUM:
        dies = partial(restarts_in_a_browser, runs=3 * times)
        yield Trial("R3", "server killed, page open", "SQLite", lambda: dies(place()))
    else:
        sys.stderr.write("There is no Chromium on this machine; its trial is left out.\n")
    yield Trial("R7", "content file damaged", "any", lambda: _damaged_files(place(), 2000 * times))
    binaries = programs()
    if binaries is None:
        sys.stderr.write("There is no PostgreSQL on this machine; its trials are left out.\n")
        return
    server = stack.enter_context(cluster(binaries))
    yield from _on_postgresql(server, times)


def _on_sqlite(place: Callable[[], Path], times: int) -> Iterator[Trial]:
    cuts = partial(power_cuts, runs=20 * times, saves=300)
    yield Trial(
        "R1", "process killed while saving", "SQLite", _new(place, killed_writers, 20 * times)
    )
    yield Trial("R1", "power cut, simulated", "SQLite", lambda: cuts(place()))
    yield Trial(
        "R1",
        "the same with `synchronous=NORMAL`, which is not used",
        "SQLite",
        lambda: cuts(place(), synchronous="NORMAL"),
        may_lose=True,
    )
    yield Trial("R4", "two pages, one attempt", "SQLite", _new(place, two_pages, 60 * times))
    yield Trial(
        "R5",
        "saved and submitted at once",
        "SQLite",
        _new(place, races_with_submitting, 50 * times),
    )
    yield Trial("R10", "upgrade killed", "SQLite", lambda: killed_upgrades(place(), 12 * times))
    yield Trial(
        "R10",
        "three first starts at once",
        "SQLite",
        lambda: first_starts([address(place() / "new.sqlite3") for _ in range(4 * times)]),
    )
    yield Trial(
        "R11",
        "copied while saving",
        "SQLite",
        lambda: copies_under_load(place() / "used.sqlite3", 4 * times),
    )


def _on_postgresql(server: Cluster, times: int) -> Iterator[Trial]:
    def there(run: Callable[..., Outcome], count: int, **how: bool) -> Callable[[], Outcome]:
        return lambda: _in_schema(server, run, count, **how)

    kill = partial(killed_servers, server)
    yield Trial(
        "R1", "process killed while saving", "PostgreSQL", there(killed_writers, 10 * times)
    )
    yield Trial(
        "R2", "server process killed", "PostgreSQL", there(kill, 4 * times, backend_only=True)
    )
    yield Trial(
        "R2", "whole server killed", "PostgreSQL", there(kill, 5 * times // 2, backend_only=False)
    )
    yield Trial("R4", "two pages, one attempt", "PostgreSQL", there(two_pages, 60 * times))
    yield Trial(
        "R5", "saved and submitted at once", "PostgreSQL", there(races_with_submitting, 50 * times)
    )


def _in_schema(server: Cluster, run: Callable[..., Outcome], count: int, **how: bool) -> Outcome:
    schema = new_schema(server.url)
    outcome = run(next(schema), count, **how)
    next(schema, None)
    return outcome


def _damaged_files(folder: Path, runs: int) -> Outcome:
    wrong, longest = damaged_files(folder, runs)
    outcome = Outcome(runs, wrong=wrong)
    outcome.expect(longest < 1, "one took longer than a second")
    return outcome


def _places(stack: ExitStack) -> Callable[[], Path]:
    """Makes new folders that are gone at the end."""
    return lambda: Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="headway-")))


def _new(
    place: Callable[[], Path], run: Callable[[str, int], Outcome], count: int
) -> Callable[[], Outcome]:
    """A trial on a database that does not exist yet."""
    return lambda: run(address(place() / "headway.sqlite3"), count)


def _machine() -> str:
    return (
        f"{datetime.now(UTC):%Y-%m-%d}, {platform.system()} on {platform.machine()}, "
        f"{os.cpu_count()} cores, Python {platform.python_version()}, "
        f"SQLite {sqlite3.sqlite_version}"
    )


def _row(trial: Trial, outcome: Outcome) -> str:
    what = f"{trial.what}: {', '.join(sorted(set(outcome.wrong)))}" if outcome.wrong else trial.what
    times = outcome.milliseconds
    waits = quantiles(times, n=100) if len(times) > 1 else []
    took = f"{waits[49]:.1f} / {waits[98]:.1f}" if waits else ""
    told = f"{outcome.acknowledged:,}" if outcome.acknowledged else ""
    lost = f"{outcome.lost:,}" if outcome.acknowledged else ""
    return (
        f"| {trial.promise} | {what} | {trial.on} | {outcome.runs:,} | {told} | {lost} | {took} |"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
