"""
How the store talks to the database: a snapshot to read from, one writer at a time, patience.

On SQLite a transaction that will write says so when it begins (``BEGIN IMMEDIATE``): one that
upgrades later fails with "database is locked" in spite of the busy timeout.
"""

import logging
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, nullcontext
from threading import Lock
from typing import Final, TypeVar, cast

from sqlalchemy import Connection, Engine

from assessment.store.faults import TemporaryError, plainly

PATIENCE: Final = 20.0
"""Longest time that a save is tried again, in seconds: a PostgreSQL server restarts in 2 to 3."""

_FIRST_PAUSE: Final = 0.05
_LONGEST_PAUSE: Final = 1.0
"""Pauses between two tries of a save, in seconds; each is twice the one before."""

_WILL_WRITE: Final = "headway_will_write"
_SQLITE_WRITERS = Lock()
"""One write at a time in this process: waiting here is fair and free, in the file it polls."""

logger = logging.getLogger(__name__)
_T = TypeVar("_T")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that only reads."""
    with plainly(engine.url), engine.connect() as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that may write; it commits at the end, unless it failed or was rolled back."""
    turn = _SQLITE_WRITERS if engine.dialect.name == "sqlite" else nullcontext()
    with turn, plainly(engine.url), engine.connect() as connection:
        connection.execution_options(**{_WILL_WRITE: True})
        yield connection
        connection.commit()


@contextmanager
def outside_transactions(engine: Engine) -> Iterator[sqlite3.Connection]:
    """The driver's own connection to SQLite, for what cannot run inside a transaction."""
    with _SQLITE_WRITERS, plainly(engine.url), closing(engine.raw_connection()) as pooled:
        yield cast("sqlite3.Connection", pooled.driver_connection)


def begin_on_sqlite(connection: Connection) -> None:
    """Begin as the options of ``connection`` say; called by the engine for every transaction."""
    will_write = connection.get_execution_options().get(_WILL_WRITE, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if will_write else "BEGIN")


def patiently(do: Callable[[], _T], patience: float) -> _T:
    """
    Do something again until it no longer fails for a passing reason.

    Args:
        do: What to do; done twice it must have the effect of once.
        patience: Longest time to go on trying, in seconds.

    Raises:
        TemporaryError: If the reason has not passed.
    """
    give_up = time.monotonic() + patience
    pause = _FIRST_PAUSE
    while True:
        try:
            return do()
        except TemporaryError:
            if time.monotonic() + pause > give_up:
                raise
        logger.info("Trying again in %.2f seconds.", pause)
        time.sleep(pause)
        pause = min(2 * pause, _LONGEST_PAUSE)
