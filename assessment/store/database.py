"""Where the database is, and an engine on it, brought to the newest revision."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import platformdirs
from sqlalchemy import URL, Engine, make_url
from sqlalchemy.exc import ArgumentError

from assessment.errors import StoreError
from assessment.store.backup import copy_of_the_day
from assessment.store.faults import place
from assessment.store.migrations.upgrade import upgrade
from assessment.store.postgresql import postgresql_engine
from assessment.store.sqlite import sqlite_engine
from assessment.store.transactions import patiently

BUSY_TIMEOUT: Final = 5.0
"""Longest time that SQLite waits for another program's lock, in seconds."""

_FILE_NAME: Final = "headway.sqlite3"
_EXAMPLES: Final = "Write sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME."


def database_url(environ: Mapping[str, str]) -> str:
    """
    The address of the database: ``HEADWAY_DATABASE_URL``, or a file in the data folder.

    The data folder is ``HEADWAY_DATA_DIR`` or the user's own place for application data; it is
    made, for its owner alone, where it is missing.

    Raises:
        StoreError: If the data folder cannot be made.
    """
    if address := environ.get("HEADWAY_DATABASE_URL", "").strip():
        return address
    chosen = environ.get("HEADWAY_DATA_DIR", "").strip()
    folder = Path(chosen) if chosen else platformdirs.user_data_path("headway", appauthor=False)
    folder = folder.expanduser().absolute()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        raise StoreError(
            f"The data folder {folder} cannot be made. Check that you may write there and that "
            "no file has that name, or name another folder in HEADWAY_DATA_DIR."
        ) from None
    return URL.create("sqlite", database=str(folder / _FILE_NAME)).render_as_string()


def open_database(url: str, *, busy_timeout: float = BUSY_TIMEOUT) -> Engine:
    """
    An engine on the database at ``url``, brought to the newest revision and copied once a day.

    Args:
        url: ``sqlite:///FILE`` or ``postgresql://USER:PASSWORD@HOST/NAME``.
        busy_timeout: Longest time that SQLite waits for another program's lock, in seconds.

    Raises:
        StoreError: If there is no usable database; what is there was left as it is.
    """
    address = address_of(url)
    return patiently(lambda: _opened(address, busy_timeout), busy_timeout)


def sqlite_file(url: str) -> Path:
    """
    The SQLite file that ``url`` names.

    Raises:
        StoreError: If ``url`` names a PostgreSQL database, whose server copies it.
    """
    address = address_of(url)
    if address.get_backend_name() != "sqlite":
        raise StoreError(
            f"The database {place(address)} is PostgreSQL's. Copy it with pg_dump -Fc and put a "
            "copy back with pg_restore --clean."
        )
    return Path(str(address.database)).absolute()


def _opened(address: URL, busy_timeout: float) -> Engine:
    if address.get_backend_name() == "sqlite":
        engine = sqlite_engine(address, busy_timeout)
    else:
        engine = postgresql_engine(address)
    try:
        upgrade(engine)
        copy_of_the_day(engine, datetime.now(UTC))
    except BaseException:
        engine.dispose()
        raise
    return engine


def address_of(url: str) -> URL:
    """
    The address that ``url`` writes.

    Raises:
        StoreError: If Headway knows no such database.
    """
    try:
        address = make_url(url)
    except (ArgumentError, ValueError):
        raise StoreError(f"HEADWAY_DATABASE_URL is not a database address. {_EXAMPLES}") from None
    match address.drivername:
        case "postgres" | "postgresql" | "postgresql+psycopg":
            return address.set(drivername="postgresql+psycopg")
        case "sqlite" | "sqlite+pysqlite":
            return _plain_file(address)
    raise StoreError(
        f"HEADWAY_DATABASE_URL names {address.drivername!r}, which Headway does not know. "
        f"{_EXAMPLES}"
    )


def _plain_file(address: URL) -> URL:
    if address.query or (address.database or ":memory:").startswith((":memory:", "file:")):
        raise StoreError(
            "HEADWAY_DATABASE_URL must name a plain SQLite file, so that answers are kept. "
            "Write sqlite:///FILE, without options."
        )
    return address
