"""Taking in a result file: an attempt of a new person, whole or not at all, and only once."""

from datetime import datetime

from sqlalchemy import Connection, insert, select

from assessment.attempts import NAME_LIMIT, personal_text
from assessment.result_file import ResultFile, write
from assessment.store.ids import id_of
from assessment.store.saving import Change, checked_change, checked_mark
from assessment.store.tables import attempt, person, response

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
    return id_of(b"attempt", write(file))


def take_in(
    connection: Connection, file: ResultFile, changes: tuple[Change, ...], owner: str, now: datetime
) -> None:
    """Store a file that is not there yet; do nothing with one that is."""
    attempt_id, person_id = attempt_id_of(file), id_of(b"person", write(file))
    if connection.execute(select(attempt.c.id).where(attempt.c.id == attempt_id)).first():
        return
    name = personal_text(file.name, NAME_LIMIT, "The name")
    connection.execute(
        insert(person).values(id=person_id, display_name=name, created_at=now, owner=owner)
    )
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
    rows = [
        {
            "attempt_id": attempt_id,
            "rev": rev,
            "kind": change.kind,
            "subject": change.subject,
            "value": change.value,
            "writer": change.writer,
            "idem": change.idem,
            "at": file.changed_at,
        }
        for rev, change in enumerate(changes, 1)
    ]
    if rows:
        connection.execute(insert(response), rows)
