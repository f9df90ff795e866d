"""
The trials behind the promises: run short by the tests and in full by ``tests.store.campaign``.

Each does something rough to a store a number of times and counts what was acknowledged, what of
that is lost, and what else is wrong.
"""

import shutil
import signal
import sqlite3
import time
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

from sqlalchemy import NullPool, create_engine, make_url, select, text

from assessment.store.backup import back_up
from assessment.store.database import open_database
from assessment.store.files import is_sound
from assessment.store.store import Store
from assessment.store.tables import response

from .cluster import Cluster, kill_backend
from .examples import LOCAL, address, begun, save
from .histories import log, lost, overwritten_unseen
from .next_revision import with_next_revision
from .power import acknowledged, cut, record_saves
from .processes import (
    PROCESSES,
    Kept,
    Run,
    open_at_once,
    save_own_and_shared,
    save_while_open,
    save_without_end,
    start,
    submit_each,
    upgrade_and_die,
)

_SEED = 20261123
_SAVES_BEFORE_A_BLOW = 60
"""Most saves between two blows."""

_USABLE_AGAIN = 5.0
"""Longest time from a server's return to the next acknowledged save, in seconds."""

_STATEMENTS_OF_AN_UPGRADE = 10

_BUSY_BACKEND = """
    SELECT pid FROM pg_stat_activity
    WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()
    ORDER BY state_change DESC LIMIT 1
"""


@dataclass
class Outcome:
    """
    What a trial found.

    Attributes:
        runs: How often it was done.
        acknowledged: Answers of which the store said that they are kept.
        lost: How many of those are not there.
        wrong: Whatever else must not be.
        milliseconds: How long each save took.
    """

    runs: int = 0
    acknowledged: int = 0
    lost: int = 0
    wrong: list[str] = field(default_factory=list)
    milliseconds: list[float] = field(default_factory=list)

    def expect(self, holds: bool, otherwise: str) -> None:  # noqa: FBT001  # reads as a sentence
        """Note what is wrong unless something holds."""
        if not holds:
            self.wrong.append(otherwise)


def killed_writers(url: str, runs: int) -> Outcome:
    """Kill a process that saves, at a random save, and count what it leaves."""
    outcome, chance = Outcome(), Random(_SEED)
    engine = open_database(url)
    store = Store(engine)
    for _ in range(runs):
        attempt = begun(store)
        process, pipe = start(save_without_end, url, attempt.head.id)
        told = [pipe.recv() for _ in range(chance.randrange(1, _SAVES_BEFORE_A_BLOW))]
        process.kill()
        told += _rest(pipe)
        process.join()
        _count(outcome, store, attempt.head.id, told)
    engine.dispose()
    _expect_sound(outcome, url)
    return outcome


def power_cuts(folder: Path, runs: int, saves: int, synchronous: str = "FULL") -> Outcome:
    """Cut the power at random moments of one run of saves, and count what each cut leaves."""
    outcome, chance = Outcome(), Random(_SEED)
    file = folder / "recorded.sqlite3"
    process, pipe = start(record_saves, file, saves, synchronous)
    attempt_id, steps = pipe.recv()
    process.join()
    for number in range(runs):
        place = folder / f"cut-{number}"
        place.mkdir()
        before = steps[: chance.randrange(1, len(steps))]
        left = cut(before, file, place, chance)
        told = acknowledged(before)
        engine = open_database(address(left))
        rows = select(response.c.subject).where(response.c.attempt_id == attempt_id)
        with engine.connect() as connection:
            kept = set(connection.execute(rows).scalars())
        engine.dispose()
        outcome.runs += 1
        outcome.acknowledged += len(told)
        outcome.lost += len(set(told) - kept)
        _expect_sound(outcome, address(left))
        shutil.rmtree(place)
    return outcome


def killed_servers(server: Cluster, url: str, runs: int, *, backend_only: bool) -> Outcome:
    """Kill a server, or the process of it that saves, while somebody saves who tries again."""
    outcome, chance = Outcome(), Random(_SEED)
    engine = open_database(url)
    attempt = begun(Store(engine))
    process, pipe = start(save_without_end, url, attempt.head.id)
    told: list[Kept] = []
    for _ in range(runs):
        told += [pipe.recv() for _ in range(chance.randrange(5, _SAVES_BEFORE_A_BLOW))]
        if backend_only:
            kill_backend(_busy_backend(url))
        else:
            server.kill()
        told += _waiting(pipe)
        if backend_only:
            server.wait()
        else:
            server.start()
        back = time.monotonic()
        told.append(pipe.recv())
        outcome.expect(time.monotonic() - back < _USABLE_AGAIN, "not usable in time")
    pipe.send("enough")
    told += _rest(pipe)
    process.join()
    _count(outcome, Store(engine), attempt.head.id, told)
    outcome.runs = runs
    engine.dispose()
    return outcome


def two_pages(url: str, saves: int) -> Outcome:
    """Let two processes save to one attempt, each also what the other saves."""
    engine = open_database(url)
    attempt = begun(Store(engine))
    together = PROCESSES.Barrier(2)
    pages = ("page-1", "page-2")
    started = [
        start(save_own_and_shared, url, attempt.head.id, page, saves, together) for page in pages
    ]
    runs: dict[str, Run] = {}
    for (process, pipe), page in zip(started, pages, strict=True):
        runs[page] = pipe.recv()
        process.join()
    entries = log(engine, attempt.head.id)
    engine.dispose()
    told = sum(len(run.acknowledged) for run in runs.values())
    outcome = Outcome(2 * saves, told, len(lost(entries, runs)))
    outcome.expect([each.rev for each in entries] == list(range(1, len(entries) + 1)), "a gap")
    outcome.expect(not overwritten_unseen(entries, runs), "an answer was replaced unseen")
    outcome.expect(any(run.conflicts for run in runs.values()), "no conflict arose")
    return outcome


def races_with_submitting(url: str, runs: int) -> Outcome:
    """Save and submit at one moment; a save is in before, or told that it is too late."""
    engine = open_database(url)
    store = Store(engine)
    person = begun(store).head.person_id
    attempts = [begun(store, person).head.id for _ in range(runs)]
    together = PROCESSES.Barrier(2)
    saving, saved = start(save_while_open, url, attempts, together)
    submitting, submitted = start(submit_each, url, attempts, together)
    told, entries = saved.recv(), submitted.recv()
    saving.join()
    submitting.join()
    outcome = Outcome(runs, len(told))
    for each in attempts:
        outcome.lost += each in told and entries[each] == 0
        outcome.expect(store.revision(LOCAL, each) == entries[each], "saved after submitting")
        outcome.expect(each in told or entries[each] == 0, "saved, and told that it was not")
    engine.dispose()
    return outcome


def killed_upgrades(folder: Path, runs: int) -> Outcome:
    """Kill an upgrade before each of its statements and before its commit, in turn."""
    outcome, revisions = Outcome(), with_next_revision(folder)
    for number in range(runs):
        url = address(folder / f"upgraded-{number}.sqlite3")
        engine = open_database(url)
        store = Store(engine)
        attempt = begun(store)
        save(store, attempt.head.id, "seo", 3)
        before = store.attempt(LOCAL, attempt.head.id)
        engine.dispose()
        process, _ = start(upgrade_and_die, url, revisions, number % _STATEMENTS_OF_AN_UPGRADE)
        process.join()
        outcome.expect(process.exitcode == -signal.SIGKILL, "it was not killed")
        again = open_database(url)  # refuses what is between two revisions
        outcome.runs += 1
        outcome.acknowledged += 1
        outcome.lost += Store(again).attempt(LOCAL, attempt.head.id) != before
        again.dispose()
    return outcome


def first_starts(urls: list[str]) -> Outcome:
    """Let three processes make the same database at once."""
    outcome = Outcome()
    for url in urls:
        together = PROCESSES.Barrier(3)
        started = [start(open_at_once, url, together) for _ in range(3)]
        said = [pipe.recv() for _, pipe in started]
        for process, _ in started:
            process.join()
        outcome.runs += 1
        outcome.expect(said == ["opened"] * 3, "a process could not open the new database")
    return outcome


def copies_under_load(file: Path, runs: int) -> Outcome:
    """Copy a database while a process saves to it, and count what each copy holds."""
    outcome = Outcome()
    engine = open_database(address(file))
    attempt = begun(Store(engine))
    process, pipe = start(save_without_end, address(file), attempt.head.id)
    told = [pipe.recv()]
    for _ in range(runs):
        told += [pipe.recv(), *_waiting(pipe)]
        copied = open_database(address(back_up(file, datetime.now(UTC))))
        kept = Store(copied).attempt(LOCAL, attempt.head.id).confidence
        copied.dispose()
        outcome.runs += 1
        outcome.acknowledged += len(told)
        outcome.lost += len({f"item-{each.number}" for each in told} - set(kept))
    pipe.send("enough")
    outcome.milliseconds = [each.milliseconds for each in (*told, *_rest(pipe))]
    process.join()
    engine.dispose()
    return outcome


def _rest(pipe: Connection) -> list[Kept]:
    """What a process still told before it ended."""
    told: list[Kept] = []
    with suppress(EOFError):
        while True:
            told.append(pipe.recv())
    return told


def _waiting(pipe: Connection) -> list[Kept]:
    """What a process told meanwhile."""
    told: list[Kept] = []
    while pipe.poll():
        told.append(pipe.recv())
    return told


def _count(outcome: Outcome, store: Store, attempt_id: str, told: list[Kept]) -> None:
    kept = store.attempt(LOCAL, attempt_id)
    outcome.runs += 1
    outcome.acknowledged += len(told)
    outcome.lost += len({f"item-{each.number}" for each in told} - set(kept.confidence))
    outcome.milliseconds += [each.milliseconds for each in told]
    outcome.expect(kept.rev == len(kept.confidence), "an answer is there twice")
    outcome.expect(kept.rev - len(told) in {0, 1}, "more is there than one save under way")


def _expect_sound(outcome: Outcome, url: str) -> None:
    address_ = make_url(url)
    if address_.get_backend_name() == "sqlite":
        with closing(sqlite3.connect(str(address_.database))) as connection:
            outcome.expect(is_sound(connection), "the database is damaged")


def _busy_backend(url: str) -> int:
    """The process of the server that did something last, but for the one that is asked here."""
    engine = create_engine(make_url(url).set(drivername="postgresql+psycopg"), poolclass=NullPool)
    with engine.connect() as connection:
        found = connection.execute(text(_BUSY_BACKEND)).scalar_one()
    return int(found)
