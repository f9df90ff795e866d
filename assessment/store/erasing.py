"""
Erasing a person for good: no row, no free page, no log and no automatic copy keeps what they wrote.

Copies are deleted, not rewritten, and a new one is made at once. A rewrite would have to know
every shape that a copy may have, and one that stops half-way leaves what was to be erased; a new
copy of the present database is checked whole, and nobody is left without one. What is given up
is the past of the others, of at most a week.
"""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Connection, Engine, delete, insert, select

from assessment.errors import StoreError
from assessment.store.backup import copy_of_the_day, remove_backups
from assessment.store.tables import (
    attempt,
    erased,
    erasing,
    person,
    remark,
    response,
    review,
    share,
)
from assessment.store.transactions import outside_transactions


def erase(connection: Connection, person_id: str, at: datetime) -> None:
    """
    Delete a person with all attempts and every review of or by them; note a hash of the id.

    The hash serves copies put back later; the id is 128 random bits, so nobody learns it from
    that. ``erasing`` lifts the guard of the logs meanwhile.
    """
    theirs = select(attempt.c.id).where(attempt.c.person_id == person_id)
    concerned = review.c.attempt_id.in_(theirs) | (review.c.mentor_id == person_id)
    shared = share.c.attempt_id.in_(theirs) | (share.c.mentor_id == person_id)
    reviews = select(review.c.id).where(concerned)
    connection.execute(insert(erasing).values(person_id=person_id))
    connection.execute(delete(remark).where(remark.c.review_id.in_(reviews)))
    connection.execute(delete(review).where(concerned))
    connection.execute(delete(share).where(shared))
    connection.execute(delete(response).where(response.c.attempt_id.in_(theirs)))
    connection.execute(delete(erasing).where(erasing.c.person_id == person_id))
    connection.execute(delete(attempt).where(attempt.c.person_id == person_id))
    connection.execute(delete(person).where(person.c.id == person_id))
    connection.execute(insert(erased).values(person_hash=hash_of(person_id), at=at))


def erase_again(connection: Connection, tombstones: Mapping[str, datetime]) -> int:
    """
    Erase from an older database whoever was erased since it was copied.

    Args:
        connection: On the older database, inside a transaction that writes.
        tombstones: When each was erased, by the hash of the id.

    Returns:
        How many people that were.
    """
    ids = connection.execute(select(person.c.id)).scalars().all()
    again = [each for each in ids if hash_of(each) in tombstones]
    for each in again:
        erase(connection, each, tombstones[hash_of(each)])
    known = set(connection.execute(select(erased.c.person_hash)).scalars())
    for unknown in tombstones.keys() - known:
        connection.execute(insert(erased).values(person_hash=unknown, at=tombstones[unknown]))
    return len(again)


def remove_traces(engine: Engine, now: datetime) -> None:
    """
    Empty SQLite's write-ahead log, which still holds what was erased, and replace old copies.

    Raises:
        StoreError: If another program keeps the log in use, or an old copy cannot be deleted.
    """
    if engine.dialect.name != "sqlite":
        return
    file = Path(str(engine.url.database))
    stubborn = remove_backups(file)
    with outside_transactions(engine) as connection:
        busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise StoreError(
            f"The person is erased, but another program reads the database {file}, so its log "
            "still holds traces. Close that program and Headway; the log goes with them."
        )
    if stubborn:
        raise StoreError(
            f"The person is erased, but the copy {stubborn[0]} still holds them and cannot be "
            "deleted. Delete it yourself."
        )
    copy_of_the_day(engine, now)


def hash_of(person_id: str) -> str:
    """What is noted of an erased person: SHA-256 of the id, in hexadecimal."""
    return sha256(person_id.encode()).hexdigest()
