"""What is unsafe about a database, each in one sentence; nothing is changed by looking."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from assessment.errors import StoreError
from assessment.store.backup import backups, made_at
from assessment.store.database import address_of, sqlite_file
from assessment.store.faults import damaged, place, plainly
from assessment.store.files import connected_for_reading, is_sound, sqlite_url, stored_revision
from assessment.store.migrations.upgrade import (
    known_revisions,
    newest_revision,
    usable_revision,
)
from assessment.store.places import unsafe_places
from assessment.store.postgresql import forgetful, postgresql_engine_as_it_is
from assessment.store.sqlite import configure
from assessment.store.transactions import reading

_LONGEST_WITHOUT_COPY: Final = timedelta(days=7)
"""Work of more than a week that is in no copy is said to be so."""

_FULL: Final = 2
"""``PRAGMA synchronous`` from which on a commit reaches the disk; 3 is EXTRA."""


@dataclass(frozen=True)
class Finding:
    """
    Something to say about an installation.

    Attributes:
        text: One sentence, and what to do where something is wrong.
        wrong: Whether it must be mended; else it is good to know.
    """

    text: str
    wrong: bool = True


def examine_database(url: str, now: datetime) -> Iterator[Finding]:
    """
    Everything to say about the database at ``url``.

    Raises:
        StoreError: If there is no such database, or it does not answer.
    """
    if address_of(url).get_backend_name() == "sqlite":
        return _examine_sqlite(sqlite_file(url), now)
    return _examine_postgresql(url)


def wal_reset_bug(version: tuple[int, ...]) -> bool:
    """
    Whether an SQLite may damage a file to which two programs write at the same instant.

    Source:
        https://sqlite.org/wal.html#walresetbug: 3.7.0 to 3.51.2, mended also in 3.44.6, 3.50.7.
    """
    mended = (3, 44, 6) <= version < (3, 45) or (3, 50, 7) <= version < (3, 51)
    return (3, 7) <= version < (3, 51, 3) and not mended


def _examine_sqlite(file: Path, now: datetime) -> Iterator[Finding]:
    yield _version(sqlite3.sqlite_version_info)
    if not file.exists():
        yield Finding(f"There is no database {file} yet; the first start makes it.", wrong=False)
        return
    for fault in unsafe_places(file):
        yield Finding(fault)
    try:
        yield from _inside(file)
    except StoreError as fault:
        yield Finding(str(fault))
    yield _copies(file, now)


def _version(version: tuple[int, ...]) -> Finding:
    said = "SQLite is " + ".".join(map(str, version))
    if not wal_reset_bug(version):
        return Finding(f"{said}.", wrong=False)
    return Finding(
        f"{said}, which in rare cases damages a file that two programs write to at the same "
        "instant: run one Headway at a time on it, or use Python with SQLite 3.51.3 or newer.",
        wrong=False,
    )


def _inside(file: Path) -> Iterator[Finding]:
    with plainly(sqlite_url(file)):
        with closing(connected_for_reading(file)) as connection:
            found = list(_content(connection, file))
        yield from found
        if any(finding.wrong for finding in found):
            return  # the connection below sets up what it opens, so only what is ours and whole
        with closing(sqlite3.connect(file)) as connection:
            yield from _settings(connection, file)


def _content(connection: sqlite3.Connection, file: Path) -> Iterator[Finding]:
    if not is_sound(connection):
        yield Finding(str(damaged(str(file))))
    revision, newest = stored_revision(connection), newest_revision()
    if revision is None:
        yield Finding(f"The file {file} holds nothing of Headway; see HEADWAY_DATABASE_URL.")
    elif revision not in known_revisions():
        yield Finding(
            f"The database {file} was made by a newer version of Headway; update Headway."
        )
    else:
        then = "" if revision == newest else f"; the next start brings it to {newest}"
        yield Finding(f"The database {file} has revision {revision}{then}.", wrong=False)


def _settings(connection: sqlite3.Connection, file: Path) -> Iterator[Finding]:
    """Read back from a connection made as the store makes it."""
    connection.isolation_level = None
    configure(connection)
    (journal,) = connection.execute("PRAGMA journal_mode").fetchone()
    (synchronous,) = connection.execute("PRAGMA synchronous").fetchone()
    if journal not in {"wal", "delete"}:
        yield Finding(
            f"The journal mode of {file} is {journal}, so a crash may damage it; move it to "
            "another disk."
        )
    if synchronous < _FULL:
        yield Finding(f"SQLite does not wait for the disk at {file}, so a power cut loses answers.")
    yield Finding(f"The journal mode is {journal}, synchronous is {synchronous}.", wrong=False)


def _copies(file: Path, now: datetime) -> Finding:
    made = [made_at(file, backup) for backup in backups(file)]
    if made and now - made[0] <= _LONGEST_WITHOUT_COPY:
        return Finding(f"The newest copy is of {made[0]:%Y-%m-%d %H:%M} UTC.", wrong=False)
    changed = datetime.fromtimestamp(_last_change(file), UTC)
    since = made[0] if made else _first_day(file) or changed
    if changed - since <= _LONGEST_WITHOUT_COPY:
        return Finding("Nothing of more than a week is without a copy.", wrong=False)
    return Finding(
        f"What was done since {since:%Y-%m-%d} is in no copy; make one with: python -m "
        "assessment backup"
    )


def _last_change(file: Path) -> float:
    log = file.with_name(f"{file.name}-wal")
    return max(path.stat().st_mtime for path in (file, log) if path.exists())


def _first_day(file: Path) -> datetime | None:
    try:
        with closing(connected_for_reading(file)) as connection:
            (first,) = connection.execute("SELECT min(created_at) FROM person").fetchone()
            return datetime.fromisoformat(first) if first else None
    except sqlite3.DatabaseError:
        return None  # it is damaged, which is said elsewhere


def _examine_postgresql(url: str) -> Iterator[Finding]:
    engine = postgresql_engine_as_it_is(address_of(url))
    try:
        with reading(engine) as connection:
            if fault := forgetful(connection):
                yield Finding(fault)
            revision = usable_revision(connection)
        said = f"has revision {revision}" if revision else "is empty; the first start fills it"
        yield Finding(f"The database {place(engine.url)} {said}.", wrong=False)
    finally:
        engine.dispose()
