"""Several processes on one attempt, and processes that die."""

import sqlite3
from contextlib import closing, suppress
from itertools import groupby, pairwise
from operator import attrgetter
from pathlib import Path
from random import Random

from sqlalchemy import Engine, make_url, select

from assessment.attempts import Entry
from assessment.store.saving import entry
from assessment.store.store import Store
from assessment.store.tables import response

from .examples import LOCAL, begun
from .processes import (
    PROCESSES,
    Run,
    save_own_and_shared,
    save_while_open,
    save_without_end,
    start,
    submit_each,
)

SAVES = 150
KILLS = 20
RACES = 50


def log(engine: Engine, attempt_id: str) -> list[Entry]:
    """The log of an attempt, oldest first."""
    lines = select(response).where(response.c.attempt_id == attempt_id).order_by(response.c.rev)
    with engine.connect() as connection:
        return [entry(row) for row in connection.execute(lines)]


def test_two_processes_lose_and_overwrite_nothing(engine: Engine, engine_url: str) -> None:
    """Every acknowledged save is in the log, and none replaced an answer its page had not seen."""
    store = Store(engine)
    attempt = begun(store)
    together = PROCESSES.Barrier(2)
    started = [
        start(save_own_and_shared, engine_url, attempt.head.id, writer, SAVES, together)
        for writer in ("page-1", "page-2")
    ]
    runs: dict[str, Run] = {}
    for (process, pipe), writer in zip(started, ("page-1", "page-2"), strict=True):
        runs[writer] = pipe.recv()
        process.join()
    entries = log(engine, attempt.head.id)
    assert [line.rev for line in entries] == list(range(1, len(entries) + 1))
    assert lost(entries, runs) == []
    assert overwritten_unseen(entries, runs) == []
    assert sum(run.conflicts for run in runs.values()) > 0
    own = set(store.attempt(LOCAL, attempt.head.id).confidence)
    assert len([subject for subject in own if subject.startswith("page-")]) == 2 * SAVES


def by_subject(entries: list[Entry]) -> dict[str, list[Entry]]:
    """The history of each subject, oldest first."""
    in_order = sorted(entries, key=lambda line: (line.subject, line.rev))
    return {subject: list(lines) for subject, lines in groupby(in_order, attrgetter("subject"))}


def lost(entries: list[Entry], runs: dict[str, Run]) -> list[object]:
    """Acknowledged saves whose value did not stand at the revision they were told."""
    histories = by_subject(entries)
    return [
        save
        for run in runs.values()
        for save in run.acknowledged
        if standing(histories.get(save.subject, []), save.rev) != str(save.value)
    ]


def standing(history: list[Entry], rev: int) -> str | None:
    """What stood at a revision, by the history of one subject."""
    return next((line.value for line in reversed(history) if line.rev <= rev), None)


def overwritten_unseen(entries: list[Entry], runs: dict[str, Run]) -> list[object]:
    """Entries of another page that were replaced by a page drawn before them."""
    drawn_from = {save.rev: save.loaded_rev for run in runs.values() for save in run.acknowledged}
    return [
        old
        for history in by_subject(entries).values()
        for old, new in pairwise(history)
        if old.writer != new.writer and old.rev > drawn_from[new.rev]
    ]


def test_a_killed_writer_loses_nothing_acknowledged(engine: Engine, engine_url: str) -> None:
    """Killed at a random answer, a process leaves all it acknowledged and a sound database."""
    store = Store(engine)
    chance = Random(20261123)
    for _ in range(KILLS):
        attempt = begun(store)
        process, pipe = start(save_without_end, engine_url, attempt.head.id)
        last = -1
        for _ in range(chance.randrange(1, 60)):
            last = pipe.recv()
        process.kill()
        with suppress(EOFError):
            while True:
                last = pipe.recv()
        process.join()
        kept = store.attempt(LOCAL, attempt.head.id).confidence
        assert list(kept) == [f"item-{number}" for number in range(len(kept))]
        assert len(kept) - (last + 1) in {0, 1}
    assert_sound(engine_url)


def assert_sound(engine_url: str) -> None:
    """An SQLite file passes its own integrity check."""
    address = make_url(engine_url)
    if address.get_backend_name() == "sqlite":
        with closing(sqlite3.connect(Path(str(address.database)))) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert connection.execute("PRAGMA foreign_key_check").fetchone() is None


def test_nothing_is_added_after_submitting(engine: Engine, engine_url: str) -> None:
    """Of a save and a submit at one moment, the save is in before or is told it is too late."""
    store = Store(engine)
    person = begun(store).head.person_id
    attempts = [begun(store, person).head.id for _ in range(RACES)]
    together = PROCESSES.Barrier(2)
    saving, saved = start(save_while_open, engine_url, attempts, together)
    submitting, submitted = start(submit_each, engine_url, attempts, together)
    acknowledged, entries = saved.recv(), submitted.recv()
    saving.join()
    submitting.join()
    for attempt_id in attempts:
        assert store.revision(LOCAL, attempt_id) == entries[attempt_id]
        assert (attempt_id in acknowledged) == (entries[attempt_id] == 1)
