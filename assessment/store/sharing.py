"""Sharing: with which mentors, what of an attempt, and until when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, update

from assessment.attempts import NAME_LIMIT, personal_text
from assessment.errors import AssessmentError, NotFoundError
from assessment.packs import Contents, Pack, mark_of
from assessment.reviews import Review
from assessment.store.desk import Desk
from assessment.store.ids import id_from, new_id
from assessment.store.importing import add_attempt, add_person, changes_in, there
from assessment.store.policy import GUESTS, Actor, guests_seen_by
from assessment.store.rows import (
    Person,
    contents_of,
    person_of,
    read_reviews,
    reviews_where,
)
from assessment.store.tables import attempt as attempt_table
from assessment.store.tables import person as person_table
from assessment.store.tables import review as review_table
from assessment.store.tables import share as share_table


@dataclass(frozen=True)
class Share:
    """
    What a mentee shares of an attempt with one mentor.

    Attributes:
        mentor: With whom.
        contents: What.
        shared_at: Since when, in UTC.
    """

    mentor: Person
    contents: Contents
    shared_at: datetime


@dataclass(frozen=True)
class Mentee:
    """
    An attempt that is shared with a mentor, without anything it says.

    Attributes:
        person: Whose it is.
        attempt_id: The attempt.
        subject: What stands for the attempt in files.
        contents: What is shared of it.
        shared_at: Since when, in UTC.
        from_pack: Whether it came in a file, and not from a person on this machine.
        review: The mentor's review of it; None where none is begun.
    """

    person: Person
    attempt_id: str
    subject: str
    contents: Contents
    shared_at: datetime
    from_pack: bool
    review: Review | None


class Shares(Desk):
    """Mentors, and what mentees let them see."""

    def add_mentor(self, actor: Actor, name: str) -> Person:
        """Add somebody who reviews others."""
        kept = personal_text(name, NAME_LIMIT, "The name")
        if not kept:
            raise AssessmentError("A mentor needs a name, so that mentees know who sees what.")
        mentor = Person(new_id(), kept, self._clock())
        with self._writing("add_mentor", actor) as connection:
            add_person(connection, mentor.id, mentor.name, "mentor", mentor.created_at)
        return mentor

    def guests(self, actor: Actor) -> Mapping[str, tuple[Person, ...]]:
        """The people whom the actor may see but who do not assess themselves here, by what."""
        table = person_table.c
        rows = (
            select(person_table).where(guests_seen_by(actor)).order_by(table.created_at, table.id)
        )
        with self._reading("guests", actor) as connection:
            found = connection.execute(rows.order_by(table.created_at, table.id)).all()
        return {
            kind: tuple(person_of(row) for row in found if row.owner == kind) for kind in GUESTS
        }

    def share(self, actor: Actor, attempt_id: str, mentor_id: str, contents: Contents) -> None:
        """
        Let a mentor see an attempt; once more, with other contents, replaces them.

        Raises:
            NotFoundError: Also if there is no such mentor.
        """
        named = share_table.c.attempt_id == attempt_id, share_table.c.mentor_id == mentor_id
        new = {**_columns(contents), "shared_at": self._clock(), "withdrawn_at": None}
        with self._writing("share", actor, attempt_id) as connection:
            mentor = select(person_table.c.id).where(
                person_table.c.id == mentor_id, person_table.c.owner == "mentor"
            )
            if connection.execute(mentor).first() is None:
                raise NotFoundError("There is no such mentor on this machine.")
            changed = connection.execute(update(share_table).where(*named).values(new))
            if not changed.rowcount:
                subject = mark_of("attempt", attempt_id)
                row = {"attempt_id": attempt_id, "mentor_id": mentor_id, "subject": subject, **new}
                connection.execute(insert(share_table).values(row))

    def withdraw(self, actor: Actor, attempt_id: str, mentor_id: str) -> None:
        """Let a mentor see an attempt no more; from the next click of theirs on, it is gone."""
        table = share_table.c
        ended = update(share_table).where(
            table.attempt_id == attempt_id,
            table.mentor_id == mentor_id,
            table.withdrawn_at.is_(None),
        )
        with self._writing("withdraw", actor, attempt_id) as connection:
            connection.execute(ended.values(withdrawn_at=self._clock()))

    def shares(self, actor: Actor, attempt_id: str) -> tuple[Share, ...]:
        """With whom an attempt is shared, in the order of sharing."""
        table = share_table.c
        rows = (
            select(share_table, person_table)
            .join(person_table, person_table.c.id == table.mentor_id)
            .where(table.attempt_id == attempt_id, table.withdrawn_at.is_(None))
            .order_by(table.shared_at)
        )
        with self._reading("shares", actor, attempt_id) as connection:
            found = connection.execute(rows).all()
        return tuple(Share(person_of(row), contents_of(row), row.shared_at) for row in found)

    def import_pack(self, actor: Actor, file: Pack, mentor_id: str) -> str:
        """
        Take in a pack for a mentor, whole or not at all, and return the id of its attempt.

        The same pack once more changes nothing. A newer pack of the same person is another
        attempt of theirs; what was reviewed stays as it was.

        Raises:
            AssessmentError: Also if something in the pack cannot be kept.
        """
        changes, now = changes_in(file.result), self._clock()
        person_id = id_from(b"pack-person", f"{mentor_id}\0{file.person}".encode())
        attempt_id = id_from(b"pack", f"{mentor_id}\0{file.checksum}".encode())
        row = {"attempt_id": attempt_id, "mentor_id": mentor_id, "subject": file.subject}
        with self._writing("import_pack", actor) as connection:
            if there(connection, attempt_table.c.id, attempt_id):
                return attempt_id
            if not there(connection, person_table.c.id, person_id):
                add_person(connection, person_id, file.result.name, "pack", now)
            add_attempt(connection, attempt_id, person_id, file.result, changes)
            shared_now = {**row, **_columns(file.contents), "shared_at": now}
            connection.execute(insert(share_table).values(shared_now))
        return attempt_id

    def shared_with(self, actor: Actor) -> tuple[Mentee, ...]:
        """What is shared with the actor, newest first."""
        table = share_table.c
        rows = (
            select(share_table, person_table)
            .join(attempt_table, attempt_table.c.id == table.attempt_id)
            .join(person_table, person_table.c.id == attempt_table.c.person_id)
            .where(table.mentor_id == (actor.person_id or ""), table.withdrawn_at.is_(None))
            .order_by(table.shared_at.desc(), table.attempt_id)
        )
        mine = reviews_where(review_table.c.mentor_id == (actor.person_id or ""))
        with self._reading("shared_with", actor) as connection:
            found = connection.execute(rows).all() if actor.kind == "person" else ()
            reviews = {each.head.attempt_id: each for each in read_reviews(connection, mine)}
        return tuple(
            Mentee(
                person=person_of(row),
                attempt_id=row.attempt_id,
                subject=row.subject,
                contents=contents_of(row),
                shared_at=row.shared_at,
                from_pack=row.owner == "pack",
                review=reviews.get(row.attempt_id),
            )
            for row in found
        )


def _columns(contents: Contents) -> dict[str, object]:
    return {name: int(shared_too) for name, shared_too in contents}
