"""Taking in an agreement: the lines that are new, under the review that they belong to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from assessment.attempts import Kind
from assessment.errors import AssessmentError
from assessment.packs import Agreement
from assessment.store.ids import id_from
from assessment.store.importing import add_person, there
from assessment.store.saving import REMARKS, Change, checked_change, entry
from assessment.store.tables import person, remark, review

_WRITER = "agreement"


def merge(connection: Connection, attempt_id: str, file: Agreement, now: datetime) -> None:
    """
    Bring the copy of a mentor's review up to the state of a file.

    What the file no longer has is taken back; the log keeps what stood before.

    Raises:
        AssessmentError: If what is there is newer than the file.
    """
    review_id = id_from(b"agreement", f"{attempt_id}\0{file.review}".encode())
    mentor_id = id_from(b"agreement-mentor", f"{attempt_id}\0{file.mentor}".encode())
    if not there(connection, person.c.id, mentor_id):
        add_person(connection, mentor_id, file.name, "agreement", now)
    if not there(connection, review.c.id, review_id):
        row = {"id": review_id, "attempt_id": attempt_id, "mentor_id": mentor_id, "rev": 0}
        connection.execute(insert(review).values(created_at=file.begun_at, **row))
    standing = _standing(connection, review_id)
    if standing.newest is not None and standing.newest > file.changed_at:
        raise AssessmentError(
            "You have a newer version of this agreement already, so this one was left out."
        )
    _append(connection, review_id, _new_lines(file, standing.values), standing.rev, file)


@dataclass
class _Standing:
    """
    What a review holds now.

    Attributes:
        values: The newest value, as JSON, on each kind and subject; None where taken back.
        newest: When the newest line was stored; None without lines.
        rev: Number of lines.
    """

    values: dict[tuple[Kind, str], str | None]
    newest: datetime | None
    rev: int


def _standing(connection: Connection, review_id: str) -> _Standing:
    query = select(remark).where(remark.c.review_id == review_id).order_by(remark.c.rev)
    lines = [entry(row) for row in connection.execute(query)]
    values = {(line.kind, line.subject): line.value for line in lines}
    return _Standing(values, max((line.at for line in lines), default=None), len(lines))


def _new_lines(file: Agreement, held: Mapping[tuple[Kind, str], str | None]) -> list[Change]:
    wanted = {(kind, subject): value for kind, subject, value in file.entries()}
    gone = [at for at, value in held.items() if value is not None and at not in wanted]
    lines = [
        checked_change(*at, value, writer=_WRITER, loaded_rev=0, idem="-", log=REMARKS)
        for at, value in (wanted | dict.fromkeys(gone)).items()
    ]
    return [line for line in lines if held.get((line.kind, line.subject), "") != line.value]


def _append(
    connection: Connection, review_id: str, lines: list[Change], after: int, file: Agreement
) -> None:
    for rev, line in enumerate(lines, after + 1):
        row = {
            "review_id": review_id,
            "rev": rev,
            "kind": line.kind,
            "subject": line.subject,
            "value": line.value,
            "writer": line.writer,
            "idem": f"{_WRITER}-{rev}",
            "at": file.opened_at if line.kind == "opened" else file.changed_at,
        }
        connection.execute(insert(remark).values(row))
    raised = update(review).where(review.c.id == review_id)
    connection.execute(raised.values(rev=after + len(lines)))
