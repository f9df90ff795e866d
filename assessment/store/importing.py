"""Taking in a result file: an attempt of a new person, whole or not at all, and only once."""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, insert, select

from assessment.attempts import NAME_LIMIT, personal_text
from assessment.result_file import ResultFile, write
from assessment.store.ids import id_from
from assessment.store.saving import RESPONSES, Change, Log, checked_change, checked_mark
from assessment.store.tables import attempt, person

_WRITER = "import"


def changes_in(file: ResultFile) -> tuple[Change, ...]:
    """
    What a file holds, as it will be stored.

    Raises:
        AssessmentError: If something in it cannot be kept.
    """
    for mark in (file.target, file.content_version, file.content_digest):
        checked_mark(mark)
    return tuple(
        checked_change(
            kind, subject, value, writer=_WRITER, loaded_rev=0, idem=f"{_WRITER}-{number}"
        )
        for number, (kind, subject, value) in enumerate(file.entries(), 1)
    )


def attempt_id_of(file: ResultFile) -> str:
    """The id that the attempt in a file gets: the same for the same file, so that twice is once."""
    return id_from(b"attempt", write(file))


def take_in(
    connection: Connection, file: ResultFile, changes: tuple[Change, ...], owner: str, now: datetime
) -> None:
    """Store a file that is not there yet; do nothing with one that is."""
    attempt_id, person_id = attempt_id_of(file), id_from(b"person", write(file))
    if there(connection, attempt.c.id, attempt_id):
        return
    add_person(connection, person_id, file.name, owner, now)
    add_attempt(connection, attempt_id, person_id, file, changes)


def there(connection: Connection, column: ColumnElement[str], record_id: str) -> bool:
    """Whether there is a record with an id."""
    return connection.execute(select(column).where(column == record_id)).first() is not None


def add_person(
    connection: Connection, person_id: str, name: str, owner: str, now: datetime
) -> None:
    """Store somebody who came with a file."""
    kept = personal_text(name, NAME_LIMIT, "The name")
    connection.execute(
        insert(person).values(id=person_id, display_name=kept, created_at=now, owner=owner)
    )


def add_attempt(
    connection: Connection,
    attempt_id: str,
    person_id: str,
    file: ResultFile,
    changes: tuple[Change, ...],
) -> None:
    """Store the attempt in a file, with all its answers."""
    connection.execute(
        insert(attempt).values(
            id=attempt_id,
            person_id=person_id,
            target=file.target,
            seed=file.seed,
            content_version=file.content_version,
            content_digest=file.content_digest,
            state="open",
            rev=len(changes),
            created_at=file.created_at,
        )
    )
    add_lines(connection, RESPONSES, attempt_id, changes, file.changed_at)


def add_lines(
    connection: Connection, log: Log, log_id: str, changes: tuple[Change, ...], at: datetime
) -> None:
    """Store the lines of a log that has none yet."""
    rows = [
        {
            log.key.name: log_id,
            "rev": rev,
            "kind": change.kind,
            "subject": change.subject,
            "value": change.value,
            "writer": change.writer,
            "idem": change.idem,
            "at": at,
        }
        for rev, change in enumerate(changes, 1)
    ]
    if rows:
        connection.execute(insert(log.lines), rows)
