"""
What a database engine complains of, as one plain sentence: what, where, how to mend.

The engine's own words stay out: they may quote the statement, and with it what a person wrote.
"""

import logging
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import Final

from sqlalchemy import URL
from sqlalchemy import exc as sqlalchemy_errors

from assessment.errors import StoreError

logger = logging.getLogger(__name__)


class TemporaryError(StoreError):
    """The database cannot answer now but may in a moment; a save is tried again."""


class DamagedError(StoreError):
    """The database is not sound; only a backup, or a rescue by hand, helps."""


_BUSY = (
    "The database {where} is in use by another program. Nothing was changed; close that program "
    "and try again."
)
_CLOSED_FILE = (
    "The database {where} cannot be opened. Check that its folder exists and that you may write "
    "to it."
)
_READ_ONLY = (
    "The database {where} may not be written to. Allow writing to the file and its folder, and "
    "try again."
)
_NO_DATABASE = (
    "The file {where} is not a database and was left as it is. Move it away, or name another "
    "file in HEADWAY_DATABASE_URL."
)
_DAMAGED = (
    "The database {where} is damaged and was left as it is. Put back the newest backup from the "
    "same folder with: python -m assessment restore FILE, or save what can be saved with: sqlite3 "
    "FILE .recover"
)
_NO_ROOM = (
    "The disk that holds the database {where} is full. Nothing was changed; make room and try "
    "again."
)
_DISK = (
    "The disk that holds the database {where} cannot be read or written. Nothing was changed; "
    "check the disk and try again."
)
_OTHER = (
    "The database {where} could not do what was asked (code {code}). Nothing was changed; try "
    "again, and report the code if it stays."
)

_SQLITE: Final[Mapping[int, str]] = MappingProxyType(
    {
        sqlite3.SQLITE_BUSY: _BUSY,
        sqlite3.SQLITE_LOCKED: _BUSY,
        sqlite3.SQLITE_CANTOPEN: _CLOSED_FILE,
        sqlite3.SQLITE_READONLY: _READ_ONLY,
        sqlite3.SQLITE_PERM: _READ_ONLY,
        sqlite3.SQLITE_NOTADB: _NO_DATABASE,
        sqlite3.SQLITE_CORRUPT: _DAMAGED,
        sqlite3.SQLITE_FULL: _NO_ROOM,
        sqlite3.SQLITE_IOERR: _DISK,
    }
)

_AWAY = (
    "The database {where} does not answer. Check that the server runs, and the host, user, "
    "password and name in HEADWAY_DATABASE_URL. What is marked as saved is safe."
)
_FORBIDDEN = (
    "The database {where} does not allow this to its user. Ask whoever runs it for that right."
)

_POSTGRESQL: Final[Mapping[str, str]] = MappingProxyType(
    {
        "": _AWAY,
        "08": _AWAY,
        "57": _AWAY,
        "28": _FORBIDDEN,
        "42501": _FORBIDDEN,
        "40": _BUSY,
        "53100": _NO_ROOM,
        "53": _AWAY,
        "55": _BUSY,
        "58": _DISK,
        "XX": _DAMAGED,
    }
)
"""Sentence per SQLSTATE, or per its class; the empty one is a connection that never came about."""

_KINDS: Final[Mapping[str, type[StoreError]]] = MappingProxyType(
    {_BUSY: TemporaryError, _AWAY: TemporaryError, _DAMAGED: DamagedError}
)


@contextmanager
def plainly(url: URL) -> Iterator[None]:
    """
    Turn what the engine complains of inside the block into a ``StoreError``.

    Raises:
        TemporaryError: If trying again may help.
        StoreError: If it will not.
    """
    try:
        yield
    except sqlalchemy_errors.TimeoutError:
        raise TemporaryError(_BUSY.format(where=place(url))) from None
    except sqlalchemy_errors.DBAPIError as fault:
        raise _in_words(fault.orig, url) from None
    except sqlite3.Error as fault:
        raise _in_words(fault, url) from None


def damaged(where: str) -> DamagedError:
    """What to say of a database that is not sound."""
    return DamagedError(_DAMAGED.format(where=where))


def in_use(where: str) -> TemporaryError:
    """What to say of a database that another program keeps open."""
    return TemporaryError(_BUSY.format(where=where))


def read_only(where: str) -> StoreError:
    """What to say of a database that may not be written to."""
    return StoreError(_READ_ONLY.format(where=where))


def place(url: URL) -> str:
    """Where the database is, as a person knows it; never the password."""
    if url.get_backend_name() == "sqlite":
        return str(url.database)
    return f"{url.database or 'of PostgreSQL'} at {url.host or 'this computer'}"


def _in_words(fault: BaseException | None, url: URL) -> StoreError:
    if isinstance(fault, sqlite3.Error):
        code = getattr(fault, "sqlite_errorname", "unknown")
        sentence = _SQLITE.get(getattr(fault, "sqlite_errorcode", 0) & 0xFF, _OTHER)
    else:
        code = getattr(fault, "sqlstate", None) or ""
        sentence = _POSTGRESQL.get(code) or _POSTGRESQL.get(code[:2]) or _OTHER
    logger.warning("The database engine reported %s (%s).", type(fault).__name__, code)
    kind = _KINDS.get(sentence, StoreError)
    return kind(sentence.format(where=place(url), code=code))
