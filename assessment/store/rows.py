"""Rows of the database as the people, attempts and reviews that they are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, select

from assessment.attempts import Attempt, AttemptHead, replay
from assessment.packs import Contents
from assessment.reviews import Review, ReviewHead, replay_review
from assessment.store.saving import entry
from assessment.store.tables import attempt as attempt_table
from assessment.store.tables import person as person_table
from assessment.store.tables import remark as remark_table
from assessment.store.tables import response as response_table
from assessment.store.tables import review as review_table


@dataclass(frozen=True)
class Person:
    """
    Somebody whose attempts are kept.

    Attributes:
        id: Random, not guessable.
        name: As they want to be called; may be empty.
        created_at: When they were added, in UTC.
    """

    id: str
    name: str
    created_at: datetime


def read_attempts(connection: Connection, which: ColumnElement[bool]) -> tuple[Attempt, ...]:
    """Attempts with their answers, newest first; two queries, however many there are."""
    table, log = attempt_table.c, response_table.c
    heads = select(attempt_table).where(which).order_by(table.created_at.desc(), table.id)
    entries = select(response_table).join(attempt_table).where(which)
    rows = connection.execute(heads).all()
    lines = connection.execute(entries.order_by(log.attempt_id, log.rev))
    logs = {key: list(group) for key, group in groupby(lines, attrgetter("attempt_id"))}
    return tuple(_replayed(row, logs.get(row.id, ())) for row in rows)


def _replayed(row: Row[Any], lines: Iterable[Row[Any]]) -> Attempt:
    head = AttemptHead(
        id=row.id,
        person_id=row.person_id,
        seed=row.seed,
        content_version=row.content_version,
        content_digest=row.content_digest,
        created_at=row.created_at,
    )
    return replay(head, row.target, map(entry, lines), is_open=row.state == "open")


def reviews_where(*which: ColumnElement[bool]) -> Select[Any]:
    """The heads of reviews, with the mentor's name, oldest first."""
    table = review_table.c
    return (
        select(review_table, person_table.c.display_name)
        .join(person_table, person_table.c.id == table.mentor_id)
        .where(*which)
        .order_by(table.created_at, table.id)
    )


def read_reviews(connection: Connection, heads: Select[Any]) -> tuple[Review, ...]:
    """Reviews with their remarks; two queries, however many there are."""
    rows = connection.execute(heads).all()
    table = remark_table.c
    lines = connection.execute(
        select(remark_table)
        .where(table.review_id.in_([row.id for row in rows]))
        .order_by(table.review_id, table.rev)
    )
    logs = {key: list(group) for key, group in groupby(lines, attrgetter("review_id"))}
    return tuple(_review(row, logs.get(row.id, ())) for row in rows)


def _review(row: Row[Any], lines: Iterable[Row[Any]]) -> Review:
    head = ReviewHead(row.id, row.attempt_id, row.mentor_id, row.created_at)
    return replay_review(head, row.display_name, map(entry, lines))


def person_of(row: Row[Any]) -> Person:
    """The person in a row."""
    return Person(row.id, row.display_name, row.created_at)


def contents_of(row: Row[Any]) -> Contents:
    """What a row of ``share`` lets the mentor see."""
    return Contents(
        evidence=bool(row.evidence), answers=bool(row.answers), experience=bool(row.experience)
    )
