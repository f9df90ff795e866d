"""Copies of an SQLite database, complete although it is in use, and whole or not there at all."""

import glob
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from assessment.store.faults import damaged

_MARK: Final = ".backup-of-revision-"


def back_up(database: Path, revision: str) -> Path:
    """
    Copy what is committed in ``database`` beside it, before it leaves ``revision``.

    Returns:
        The copy, readable by its owner alone.

    Raises:
        StoreError: If the copy is not sound; the database is untouched.
    """
    finished = database.with_name(f"{database.name}{_MARK}{revision}")
    draft = finished.with_name(f"{finished.name}.draft")
    draft.unlink(missing_ok=True)
    draft.touch(mode=0o600)
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(draft)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
        sound = copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    if not sound:
        raise damaged(str(database))
    _sync(draft, os.O_RDWR)
    draft.replace(finished)
    if os.name == "posix":
        _sync(finished.parent, os.O_RDONLY)
    return finished


def remove_backups(database: Path) -> None:
    """Delete every backup of ``database``: they still hold whoever was erased from it."""
    for backup in database.parent.glob(f"{glob.escape(database.name)}{_MARK}*"):
        backup.unlink()


def _sync(path: Path, access: int) -> None:
    handle = os.open(path, access)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
