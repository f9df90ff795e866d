"""
Putting a copy back: checked first, entirely or not at all, and without whoever was erased since.

A sound database is overwritten through SQLite, in one transaction that a crash undoes. Replacing
the file instead would leave a running Headway saving into a file that no longer has a name.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import Connection

from assessment.errors import StoreError
from assessment.store.backup import backups, beside, copy_database, draft_beside, write_copy
from assessment.store.erasing import erase_again
from assessment.store.faults import in_use, plainly
from assessment.store.files import (
    connected_for_reading,
    is_sound,
    sqlite_url,
    stored_revision,
    sync_folder,
)
from assessment.store.migrations.upgrade import known_revisions, run_revisions
from assessment.store.sqlite import sqlite_engine
from assessment.store.transactions import outside_transactions, writing

_WAIT: Final = 0.5
"""Longest wait for another program's lock, in seconds; one that only saves is done by then."""

_DAMAGED: Final = "damaged-"
_LOGS: Final = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a database, by the end of the name; it belongs to that file alone."""


@dataclass(frozen=True)
class Restored:
    """
    What restoring did.

    Attributes:
        kept: Where the state is kept that was there before; None where there was none.
        erased_again: Number of people who were in the copy and had been erased since.
        erasures_known: False where neither the damaged database nor a copy of it could say who
            was erased.
    """

    kept: Path | None
    erased_again: int
    erasures_known: bool = True


def restore(backup: Path, database: Path, now: datetime) -> Restored:
    """
    Put ``backup`` in the place of ``database``, whose present state is kept beside it.

    Raises:
        StoreError: If the copy cannot be used or the database is in use; nothing was changed.
    """
    _check(backup)
    with plainly(sqlite_url(database)), _draft(backup, database, now) as draft:
        live = _held(database)
        if live is None:
            return _replace(draft, database, now)
        with closing(live):
            return _overwrite(draft, live, database, now)


def _check(backup: Path) -> None:
    if not backup.is_file():
        raise StoreError(f"There is no file {backup}. Name the copy that you want back.")
    try:
        with closing(connected_for_reading(backup)) as connection:
            revision = stored_revision(connection)
            sound = is_sound(connection)
    except sqlite3.DatabaseError:
        revision, sound = None, False
    if revision is None:
        raise StoreError(f"The file {backup} is no copy of Headway's database. Name another.")
    if revision not in known_revisions():
        raise StoreError(
            f"The copy {backup} was made by a newer version of Headway. Update Headway, then "
            "restore it."
        )
    if not sound:
        raise StoreError(f"The copy {backup} is damaged. Name an older one.")


@contextmanager
def _draft(backup: Path, database: Path, now: datetime) -> Iterator[Path]:
    """A sound copy of ``backup`` beside the database, of the newest revision."""
    draft = draft_beside(database, now)
    try:
        copy_database(backup, draft)
        with _writing_to(draft) as connection:
            run_revisions(connection)
        yield draft
    finally:
        for path in (draft, *_logs(draft)):
            path.unlink(missing_ok=True)


def _held(database: Path) -> sqlite3.Connection | None:
    """
    A connection to the present database that bars all others; None where that is not sound.

    Raises:
        TemporaryError: If another program keeps it open.
    """
    if not database.exists() or not _is_one(database):
        return None
    live = sqlite3.connect(database, timeout=_WAIT, isolation_level=None)
    try:
        _bar_others(live)
        if is_sound(live):
            return live
    except sqlite3.DatabaseError as fault:
        if fault.sqlite_errorcode & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            live.close()
            raise in_use(str(database)) from None
    live.close()
    return None


def _is_one(database: Path) -> bool:
    """Whether SQLite takes it for a database at all: else, if it may write, it deletes the log."""
    try:
        with closing(connected_for_reading(database)) as connection:
            connection.execute("PRAGMA schema_version")
    except sqlite3.DatabaseError as fault:
        return fault.sqlite_errorcode != sqlite3.SQLITE_NOTADB
    return database.stat().st_size > 0


def _bar_others(live: sqlite3.Connection) -> None:
    """Take locks that stay until the connection closes."""
    live.execute("PRAGMA locking_mode=EXCLUSIVE")
    live.execute("PRAGMA synchronous=FULL")
    live.execute("BEGIN EXCLUSIVE")
    live.execute("COMMIT")


def _overwrite(draft: Path, live: sqlite3.Connection, database: Path, now: datetime) -> Restored:
    again = _erase_again(draft, _tombstones(live))
    kept = beside(database, now)
    write_copy(live, database, kept)
    with closing(connected_for_reading(draft)) as source:
        source.backup(live)
    live.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return Restored(kept, again)


def _replace(draft: Path, database: Path, now: datetime) -> Restored:
    """Move what is damaged aside with its log: left there, SQLite would read it into the copy."""
    there = database.exists()
    tombstones = _newest_tombstones(database) if there else {}
    again = _erase_again(draft, tombstones or {})
    aside = beside(database, now, _DAMAGED)
    for path, log in zip(_logs(database), _logs(aside), strict=True):
        if path.exists():
            path.replace(log)
    if there:
        database.replace(aside)
    draft.replace(database)
    sync_folder(database.parent)
    return Restored(aside if there else None, again, erasures_known=tombstones is not None)


def _erase_again(draft: Path, tombstones: Mapping[str, datetime]) -> int:
    with _writing_to(draft) as connection:
        return erase_again(connection, tombstones)


def _tombstones(live: sqlite3.Connection) -> Mapping[str, datetime]:
    try:
        rows = live.execute("SELECT person_hash, at FROM erased").fetchall()
    except sqlite3.OperationalError as fault:
        if fault.sqlite_errorcode != sqlite3.SQLITE_ERROR:
            raise
        return {}  # older than the list
    return {person_hash: datetime.fromisoformat(at) for person_hash, at in rows}


def _newest_tombstones(damaged: Path) -> Mapping[str, datetime] | None:
    """From the damaged file, or from its newest copy: each erasing makes a new one."""
    for file in (damaged, *backups(damaged)):
        try:
            with closing(connected_for_reading(file)) as connection:
                return _tombstones(connection)
        except (sqlite3.DatabaseError, ValueError):
            continue
    return None


@contextmanager
def _writing_to(draft: Path) -> Iterator[Connection]:
    """A transaction on the draft, after which all of it is in the one file again."""
    engine = sqlite_engine(sqlite_url(draft), _WAIT)
    try:
        with writing(engine) as connection:
            yield connection
        with outside_transactions(engine) as raw:
            raw.execute("PRAGMA journal_mode=DELETE")
    finally:
        engine.dispose()


def _logs(database: Path) -> tuple[Path, ...]:
    return tuple(database.with_name(database.name + end) for end in _LOGS)
