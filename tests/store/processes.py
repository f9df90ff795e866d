"""
What other processes do to a database while a test looks on.

They are forked from a server that has the imports done, so a process costs milliseconds.
"""

import multiprocessing
import os
import signal
import sqlite3
import time
from contextlib import closing
from datetime import UTC, datetime
from itertools import count
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from pathlib import Path
from random import Random
from typing import NamedTuple

from sqlalchemy import Engine, event

from assessment.store import restoring
from assessment.store.database import open_database
from assessment.store.migrations.upgrade import upgrade
from assessment.store.policy import Actor
from assessment.store.saving import ClosedError, Saved
from assessment.store.store import Store

HOW = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
PROCESSES = multiprocessing.get_context(HOW)
if HOW == "forkserver":
    PROCESSES.set_forkserver_preload([__name__])
LOCAL = Actor("local")

SHARED_SUBJECTS = 20
SAVES_PER_LOAD = 10


class Acknowledged(NamedTuple):
    """A save that returned ``Saved``."""

    subject: str
    value: int
    rev: int
    loaded_rev: int


class Run(NamedTuple):
    """What one process has to tell after its saves."""

    acknowledged: list[Acknowledged]
    conflicts: int


class Kept(NamedTuple):
    """
    A save that was acknowledged.

    Attributes:
        number: Which one, from 0.
        milliseconds: How long it took.
    """

    number: int
    milliseconds: float


def start(target: object, *args: object) -> tuple[multiprocessing.Process, Connection]:
    """Start ``target(*args, pipe)`` in a process of its own; return it and our end of the pipe."""
    ours, theirs = PROCESSES.Pipe()
    process = PROCESSES.Process(target=target, args=(*args, theirs), daemon=True)
    process.start()
    theirs.close()
    return process, ours


def save_own_and_shared(
    url: str, attempt_id: str, writer: str, saves: int, together: Barrier, pipe: Connection
) -> None:
    """Save ``saves`` items nobody else touches and as many that another process saves too."""
    store = Store(open_database(url))
    chance, keys = Random(writer), count()
    parity = sum(map(ord, writer)) % 2
    acknowledged, conflicts = [], 0
    loaded_rev = store.attempt(LOCAL, attempt_id).rev
    together.wait()
    for number in range(saves):
        if number % SAVES_PER_LOAD == SAVES_PER_LOAD - 1:
            loaded_rev = store.attempt(LOCAL, attempt_id).rev
        shared = f"shared-{chance.randrange(SHARED_SUBJECTS)}"
        for subject in (f"{writer}-{number}", shared):
            value = 2 * chance.randrange(50) + parity
            outcome = store.record(
                LOCAL,
                attempt_id,
                "confidence",
                subject,
                value,
                writer=writer,
                loaded_rev=loaded_rev,
                idem=f"{writer}-{next(keys)}",
            )
            if isinstance(outcome, Saved):
                acknowledged.append(Acknowledged(subject, value, outcome.rev, loaded_rev))
            else:
                conflicts += 1
    pipe.send(Run(acknowledged, conflicts))


def save_without_end(url: str, attempt_id: str, pipe: Connection) -> None:
    """Save one item after the other and tell each when acknowledged, until told or killed."""
    store = Store(open_database(url))
    for number in count():
        begun = time.perf_counter()
        store.record(
            LOCAL,
            attempt_id,
            "confidence",
            f"item-{number}",
            number % 101,
            writer="page-1",
            loaded_rev=0,
            idem=str(number),
        )
        pipe.send(Kept(number, 1000 * (time.perf_counter() - begun)))
        if pipe.poll():
            pipe.recv()
            return


def save_while_open(url: str, attempt_ids: list[str], together: Barrier, pipe: Connection) -> None:
    """Save one answer into each attempt, while another process submits it."""
    store = Store(open_database(url))
    acknowledged = {}
    for attempt_id in attempt_ids:
        together.wait()
        try:
            outcome = store.record(
                LOCAL, attempt_id, "rating", "seo", 3, writer="page-1", loaded_rev=0, idem="1"
            )
        except ClosedError:
            continue
        if isinstance(outcome, Saved):
            acknowledged[attempt_id] = outcome.rev
    pipe.send(acknowledged)


def submit_each(url: str, attempt_ids: list[str], together: Barrier, pipe: Connection) -> None:
    """Submit each attempt, and say how many entries it had by then."""
    store = Store(open_database(url))
    entries = {}
    for attempt_id in attempt_ids:
        together.wait()
        store.submit(LOCAL, attempt_id)
        entries[attempt_id] = store.revision(LOCAL, attempt_id)
    pipe.send(entries)


def open_at_once(url: str, together: Barrier, pipe: Connection) -> None:
    """Open a database that does not exist yet, together with others."""
    together.wait()
    try:
        open_database(url)
    except Exception as fault:
        pipe.send(repr(fault))
    else:
        pipe.send("opened")


def lock_until_told(file: Path, pipe: Connection) -> None:
    """Hold the write lock of an SQLite file until something arrives."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        pipe.send("locked")
        pipe.recv()
        connection.execute("ROLLBACK")
    pipe.send("released")


def read_until_told(file: Path, pipe: Connection) -> None:
    """Keep a snapshot of an SQLite file in use until something arrives."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("BEGIN")
        connection.execute("SELECT count(*) FROM person").fetchone()
        pipe.send("reading")
        pipe.recv()


def upgrade_and_die(url: str, revisions: Path | None, statement: int, pipe: Connection) -> None:
    """Open and upgrade a database, but die before the n-th statement; 0: before the commit."""
    engine = open_database(url) if revisions else None
    seen = count(1)

    def die_in_time(*_: object) -> None:
        if next(seen) == statement:
            os.kill(os.getpid(), signal.SIGKILL)

    def die(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "before_cursor_execute", die_in_time)
    if statement == 0:
        event.listen(Engine, "commit", die)
    if engine is None or revisions is None:
        open_database(url)
    else:
        upgrade(engine, revisions)
    pipe.send("finished")


def restore_and_die(copy: Path, file: Path, moment: str, pipe: Connection) -> None:
    """Put a copy back, but die when it is ready, or when its first pages are written."""

    def die(*_: int) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    class Dying(sqlite3.Connection):
        """Kills its process while it is copied."""

        def backup(self, target: sqlite3.Connection) -> None:  # type: ignore[override]
            if moment == "before it writes":
                die()
            super().backup(target, pages=3, progress=die)

    restoring.connected_for_reading = lambda file: sqlite3.connect(file, factory=Dying)
    restoring.restore(copy, file, datetime.now(UTC))
    pipe.send("finished")
