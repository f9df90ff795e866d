"""An SQLite database as a file: named, looked into without a change, and made to last."""

import os
import sqlite3
from pathlib import Path
from typing import Final
from urllib.parse import quote

from sqlalchemy import URL

_WAIT: Final = 5.0
"""Longest time to wait for another program's lock, in seconds."""


def sqlite_url(file: Path) -> URL:
    """The address of an SQLite file."""
    return URL.create("sqlite", database=str(file))


def connected_for_reading(file: Path, timeout: float = _WAIT) -> sqlite3.Connection:
    """A connection to an SQLite file that is there; it changes no byte of it or its log."""
    address = f"file:{quote(str(file))}?mode=ro"
    return sqlite3.connect(address, uri=True, timeout=timeout, isolation_level=None)


def stored_revision(connection: sqlite3.Connection) -> str | None:
    """The revision that an SQLite file says it has; None where it is none of ours."""
    try:
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.OperationalError as fault:
        if fault.sqlite_errorcode != sqlite3.SQLITE_ERROR:
            raise
        return None  # there is no such table
    return str(row[0]) if row else None


def is_sound(connection: sqlite3.Connection) -> bool:
    """Whether an SQLite file is whole, and no row of it points at one that is not there."""
    whole = connection.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",)
    return whole and connection.execute("PRAGMA foreign_key_check").fetchone() is None


def sync_file(file: Path) -> None:
    """Make sure that what is in ``file`` survives a power cut."""
    _sync(file, os.O_RDWR)


def sync_folder(folder: Path) -> None:
    """Make sure that a new name in ``folder`` survives a power cut, where systems need that."""
    if os.name == "posix":
        _sync(folder, os.O_RDONLY)


def _sync(path: Path, access: int) -> None:
    handle = os.open(path, access)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
