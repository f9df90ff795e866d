"""
Copies of an SQLite database, complete although it is in use, and whole or not there at all.

Copying the file itself is no backup: the newest answers are in its log, and a copy made while
somebody saves may be damaged (1 of 40 was). SQLite's own backup reads one moment of both.
"""

import glob
import logging
import os
import re
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from sqlalchemy import Engine, exists, select

from assessment.errors import StoreError
from assessment.store.faults import DamagedError, damaged, plainly
from assessment.store.files import (
    connected_for_reading,
    is_sound,
    sqlite_url,
    sync_file,
    sync_folder,
)
from assessment.store.tables import person
from assessment.store.transactions import reading, writing

KEPT: Final = 7
"""Automatic copies that are kept: with daily use, those of the last week."""

_FAMILY: Final = ".backup-"
"""Follows the name of the database in the name of everything that may hold the same people."""

_DRAFT: Final = "draft-"
_DAY: Final = "%Y%m%d"
_STAMP: Final = f"{_DAY}T%H%M%S.%fZ"
_NAME: Final = re.compile(r"\d{8}T\d{6}\.\d{6}Z")

logger = logging.getLogger(__name__)


def back_up(database: Path, now: datetime) -> Path:
    """
    Copy what is committed in ``database`` beside it.

    Returns:
        The copy, readable by its owner alone.

    Raises:
        StoreError: If no sound copy can be made; the database is untouched.
    """
    target = beside(database, now)
    copy_database(database, target)
    return target


def copy_database(database: Path, target: Path) -> None:
    """
    Copy what is committed in ``database`` to ``target``, which is then whole and on the disk.

    Raises:
        StoreError: If no sound copy can be made; ``target`` and the database are untouched.
    """
    if not database.is_file():
        raise StoreError(f"There is no database {database}, so there is nothing to copy.")
    with plainly(sqlite_url(database)), closing(connected_for_reading(database)) as source:
        write_copy(source, database, target)


def write_copy(source: sqlite3.Connection, database: Path, target: Path) -> None:
    """
    Copy as ``copy_database`` does, through a connection to ``database`` that is open already.

    Raises:
        StoreError: If no sound copy can be made; ``target`` and the database are untouched.
    """
    with _draft_beside(target, database.stat().st_size) as draft:
        with closing(sqlite3.connect(draft)) as copy:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
            if not is_sound(copy):
                raise damaged(str(database))
        sync_file(draft)
        draft.replace(target)
        sync_folder(target.parent)


def copy_of_the_day(engine: Engine, now: datetime) -> None:
    """
    Copy an SQLite database unless that was done today, and keep the newest ``KEPT`` copies.

    That there is no room for a copy keeps nobody from working: it is logged, no more.

    Raises:
        StoreError: If the database is damaged.
    """
    if engine.dialect.name != "sqlite":
        return
    database = Path(str(engine.url.database))
    if _has_copy_of(database, now.date()) or not _holds_people(engine):
        return
    try:
        with writing(engine):  # one process at a time, whatever starts together
            if not _has_copy_of(database, now.date()):
                back_up(database, now)
                remove_old_backups(database, now)
    except DamagedError:
        raise
    except StoreError:
        logger.warning("Today's automatic copy of the database could not be made.")


def backups(database: Path) -> tuple[Path, ...]:
    """The copies beside ``database``, newest first."""
    found = database.parent.glob(f"{glob.escape(database.name)}{_FAMILY}*")
    finished = [path for path in found if _NAME.fullmatch(_mark(database, path))]
    return tuple(sorted(finished, reverse=True))


def made_at(database: Path, backup: Path) -> datetime:
    """When one of ``backups`` was made."""
    return datetime.strptime(_mark(database, backup), _STAMP).replace(tzinfo=UTC)


def remove_old_backups(database: Path, now: datetime) -> None:
    """Delete all but the newest ``KEPT`` copies, and what killed programs left unfinished."""
    today = now.astimezone(UTC).strftime(_DAY)
    for path in database.parent.glob(f"{glob.escape(database.name)}{_FAMILY}*{_DRAFT}*"):
        if today not in path.name:
            path.unlink(missing_ok=True)
    for backup in backups(database)[KEPT:]:
        backup.unlink(missing_ok=True)


def remove_backups(database: Path) -> tuple[Path, ...]:
    """
    Delete every copy of ``database``, finished or not: who was erased from it is in them.

    Returns:
        Those that the system would not delete.
    """
    stubborn = []
    for backup in database.parent.glob(f"{glob.escape(database.name)}{_FAMILY}*"):
        try:
            backup.unlink(missing_ok=True)
        except OSError:
            stubborn.append(backup)
    return tuple(stubborn)


def draft_beside(database: Path, now: datetime) -> Path:
    """Path of something unfinished."""
    return beside(database, now, _DRAFT)


def beside(database: Path, now: datetime, mark: str = "") -> Path:
    """Path of something that may hold the people of ``database``; erasing deletes it."""
    stamp = now.astimezone(UTC).strftime(_STAMP)
    return database.with_name(f"{database.name}{_FAMILY}{mark}{stamp}")


def _holds_people(engine: Engine) -> bool:
    with reading(engine) as connection:
        return bool(connection.execute(select(exists(select(person.c.id)))).scalar())


def _has_copy_of(database: Path, day: date) -> bool:
    return any(made_at(database, backup).date() == day for backup in backups(database))


def _mark(database: Path, backup: Path) -> str:
    return backup.name.removeprefix(f"{database.name}{_FAMILY}")


@contextmanager
def _draft_beside(target: Path, size: int) -> Iterator[Path]:
    """An empty file for its owner alone that becomes ``target``, or is gone after a fault."""
    try:
        if shutil.disk_usage(target.parent).free < size:
            raise StoreError(
                f"There is no room for the copy {target}. Nothing was changed; make room, or "
                "name a place on another disk."
            )
        handle, name = tempfile.mkstemp(prefix=f"{target.name}.{_DRAFT}", dir=target.parent)
    except OSError:
        raise StoreError(
            f"The copy {target} cannot be written. Nothing was changed; check that its folder "
            "exists and that you may write there."
        ) from None
    os.close(handle)
    try:
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)
