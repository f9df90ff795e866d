"""
Brings a database to the newest revision: entirely or not at all, one process at a time.

Everything happens in one transaction that holds the write lock from the start, so that a
killed upgrade leaves the old database and two processes never upgrade at once. Alembic runs the
revisions and is loaded only then: nearly every start finds the newest, and would wait 0.1 s for it.
"""

from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, func, inspect, select, text, true

from assessment.errors import StoreError
from assessment.store.backup import back_up, remove_old_backups
from assessment.store.faults import place
from assessment.store.transactions import writing

REVISIONS: Final = Path(__file__).parent
"""Folder of the revisions; a file ``versions/r0002_what_it_does.py`` is revision 0002."""

_ADVISORY_LOCK: Final = 0x48656164776179
"""Key of the PostgreSQL lock that upgrading processes take turns on: "Headway" in ASCII."""


def upgrade(engine: Engine, revisions: Path = REVISIONS) -> None:
    """
    Bring a database to the newest revision, after a backup where it is an SQLite file in use.

    Raises:
        StoreError: If the database is newer than this program or belongs to another one.
    """
    with writing(engine) as connection:
        if engine.dialect.name == "postgresql":
            _wait_for_turn(connection)
        before = usable_revision(connection, revisions)
        if before == newest_revision(revisions):
            return
        if before and engine.dialect.name == "sqlite":
            database, now = Path(str(engine.url.database)), datetime.now(UTC)
            back_up(database, now)
            remove_old_backups(database, now)
        run_revisions(connection, revisions)


def run_revisions(connection: Connection, revisions: Path = REVISIONS) -> None:
    """Bring the database to the newest revision inside the transaction of ``connection``."""
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(revisions).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def newest_revision(revisions: Path = REVISIONS) -> str:
    """The revision that this program works with."""
    return known_revisions(revisions)[-1]


def known_revisions(revisions: Path = REVISIONS) -> list[str]:
    """Every revision that this program can use, oldest first."""
    files = revisions.glob("versions/r*_*.py")
    return sorted(file.name.removeprefix("r").partition("_")[0] for file in files)


def usable_revision(connection: Connection, revisions: Path = REVISIONS) -> str | None:
    """
    The revision of a database that this program can use; None where it is empty.

    Raises:
        StoreError: If the database is newer than this program or belongs to another one.
    """
    revision = _revision(connection)
    where = place(connection.engine.url)
    if revision is None and connection.dialect.name == "sqlite":
        if inspect(connection).get_table_names():
            raise StoreError(
                f"The database {where} belongs to another program and was left as it is. "
                "Name another file in HEADWAY_DATABASE_URL."
            )
    elif revision not in {None, *known_revisions(revisions)}:
        raise StoreError(
            f"The database {where} was made by a newer version of Headway and was left as it is. "
            "Update Headway, or restore the backup from before that update."
        )
    return revision


def _revision(connection: Connection) -> str | None:
    """The revision that a database says it has; None where it has none."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return revision


def _wait_for_turn(connection: Connection) -> None:
    for setting in ("statement_timeout", "lock_timeout"):
        connection.execute(select(func.set_config(setting, "0", true())))
    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_LOCK})
