"""Erasing a person for good: no row, no free page, no log and no backup keeps what they wrote."""

from pathlib import Path

from sqlalchemy import Connection, Engine, delete, insert, select

from assessment.errors import StoreError
from assessment.store.migrations.backup import remove_backups
from assessment.store.tables import attempt, erasing, person, response
from assessment.store.transactions import outside_transactions


def erase(connection: Connection, person_id: str) -> None:
    """Delete a person with all attempts; ``erasing`` lifts the guard of the log meanwhile."""
    theirs = select(attempt.c.id).where(attempt.c.person_id == person_id)
    connection.execute(insert(erasing).values(person_id=person_id))
    connection.execute(delete(response).where(response.c.attempt_id.in_(theirs)))
    connection.execute(delete(erasing).where(erasing.c.person_id == person_id))
    connection.execute(delete(attempt).where(attempt.c.person_id == person_id))
    connection.execute(delete(person).where(person.c.id == person_id))


def remove_traces(engine: Engine) -> None:
    """
    Empty SQLite's write-ahead log, which still holds what was erased, and delete old backups.

    Raises:
        StoreError: If another program reads the database and keeps the log in use.
    """
    if engine.dialect.name != "sqlite":
        return
    file = Path(str(engine.url.database))
    remove_backups(file)
    with outside_transactions(engine) as connection:
        busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise StoreError(
            f"The person is erased, but another program reads the database {file}, so its log "
            "still holds traces. Close that program and Headway; the log goes with them."
        )
