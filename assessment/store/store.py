"""The store: every operation says who asks, and decides and acts in one transaction."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import insert, select, update

from assessment.attempts import NAME_LIMIT, Attempt, AttemptHead, Kind, personal_text, replay
from assessment.errors import StoreError
from assessment.result_file import ResultFile
from assessment.store.desk import Desk
from assessment.store.erasing import erase, remove_traces
from assessment.store.ids import new_id
from assessment.store.importing import attempt_id_of, changes_in, take_in
from assessment.store.policy import Actor, people_seen_by
from assessment.store.rows import Person, read_attempts
from assessment.store.saving import (
    Change,
    Conflict,
    Saved,
    append,
    checked_change,
    checked_mark,
)
from assessment.store.tables import attempt as attempt_table
from assessment.store.tables import person as person_table
from assessment.store.transactions import patiently

_LARGEST_SEED: Final = 2**63 - 1


Revisions = tuple[tuple[str, int], ...]
"""Id of each attempt of somebody, and how many entries it has: the same while nothing changes."""


class Store(Desk):
    """People, their attempts and their answers."""

    def add_person(self, actor: Actor, name: str) -> Person:
        """Add somebody, who may stay without a name."""
        person = Person(new_id(), personal_text(name, NAME_LIMIT, "The name"), self._clock())
        with self._writing("add_person", actor) as connection:
            connection.execute(
                insert(person_table).values(
                    id=person.id,
                    display_name=person.name,
                    created_at=person.created_at,
                    owner=actor.kind,
                )
            )
        return person

    def people(self, actor: Actor) -> tuple[Person, ...]:
        """Everybody the actor may see, in the order they were added."""
        table = person_table.c
        seen = select(person_table).where(people_seen_by(actor))
        with self._reading("people", actor) as connection:
            rows = connection.execute(seen.order_by(table.created_at, table.id)).all()
        return tuple(Person(row.id, row.display_name, row.created_at) for row in rows)

    def rename_person(self, actor: Actor, person_id: str, name: str) -> Person:
        """Give somebody another name."""
        kept = personal_text(name, NAME_LIMIT, "The name")
        renamed = update(person_table).where(person_table.c.id == person_id)
        with self._writing("rename_person", actor, person_id) as connection:
            row = connection.execute(
                renamed.values(display_name=kept).returning(person_table.c.created_at)
            ).one()
        return Person(person_id, kept, row.created_at)

    def erase_person(self, actor: Actor, person_id: str) -> None:
        """
        Delete somebody with everything they did, for good, and every automatic copy that has it.

        Raises:
            StoreError: Also if the person is erased but another program still holds traces.
        """
        with self._writing("erase_person", actor, person_id) as connection:
            erase(connection, person_id, self._clock())
        remove_traces(self._engine, self._clock())

    def begin_attempt(
        self,
        actor: Actor,
        person_id: str,
        *,
        target: str,
        seed: int,
        content_version: str,
        content_digest: str,
    ) -> Attempt:
        """
        Begin a new attempt of somebody.

        Args:
            actor: Who asks.
            person_id: Whose attempt it is.
            target: Id of the role compared with.
            seed: Seeds every random choice made for it; 0 or more, fits in 63 bits.
            content_version: Version of the content it begins with.
            content_digest: SHA-256 of that content.
        """
        if not 0 <= seed <= _LARGEST_SEED:
            raise StoreError("The seed of an attempt is 0 or more and fits in 63 bits.")
        for mark in (target, content_version, content_digest):
            checked_mark(mark)
        head = AttemptHead(
            new_id(), person_id, seed, content_version, content_digest, self._clock()
        )
        row = {**vars(head), "target": target, "state": "open", "rev": 0}
        with self._writing("begin_attempt", actor, person_id) as connection:
            connection.execute(insert(attempt_table).values(row))
        return replay(head, target, (), is_open=True)

    def import_result(self, actor: Actor, file: ResultFile) -> Attempt:
        """
        Take in a result file as an attempt of a new person, whole or not at all.

        The same file once more changes nothing and gives the attempt that it made.

        Raises:
            AssessmentError: Also if something in the file cannot be kept.
        """
        changes = changes_in(file)
        with self._writing("import_result", actor) as connection:
            take_in(connection, file, changes, actor.kind, self._clock())
        return self.attempt(actor, attempt_id_of(file))

    def attempts(self, actor: Actor, person_id: str) -> tuple[Attempt, ...]:
        """All attempts of somebody, newest first; two queries, however many there are."""
        with self._reading("attempts", actor, person_id) as connection:
            return read_attempts(connection, attempt_table.c.person_id == person_id)

    def attempt(self, actor: Actor, attempt_id: str) -> Attempt:
        """One attempt, as it stands."""
        with self._reading("attempt", actor, attempt_id) as connection:
            (found,) = read_attempts(connection, attempt_table.c.id == attempt_id)
        return found

    def record(
        self,
        actor: Actor,
        attempt_id: str,
        kind: Kind,
        subject: str,
        value: object,
        *,
        writer: str,
        loaded_rev: int,
        idem: str,
    ) -> Saved | Conflict:
        """
        Save one answer; when this returns ``Saved``, it survives a crash and a power cut.

        Args:
            actor: Who asks.
            attempt_id: The attempt.
            kind: What the answer is about.
            subject: Id of the sub-skill or item; empty for ``place`` and ``target``.
            value: What was given; None takes it back (for a rating: it does not apply).
            writer: Which open page saves.
            loaded_rev: Revision of the attempt that the page was drawn from. The revision in
                ``Saved`` is no substitute: others may have written in between, unseen.
            idem: Key of this save, new for each; a repeated save keeps it.

        Raises:
            ClosedError: If the attempt is submitted.
        """
        change = checked_change(
            kind, subject, value, writer=writer, loaded_rev=loaded_rev, idem=idem
        )
        return patiently(lambda: self._record(actor, attempt_id, change), self._patience)

    def submit(self, actor: Actor, attempt_id: str) -> None:
        """Close an attempt, so that its answers stay as they are; once more changes nothing."""
        closed = {"state": "submitted", "submitted_at": self._clock()}
        patiently(
            lambda: self._set_state("submit", actor, attempt_id, "open", closed), self._patience
        )

    def reopen(self, actor: Actor, attempt_id: str) -> None:
        """Let a submitted attempt take answers again; once more changes nothing."""
        opened = {"state": "open", "submitted_at": None}
        self._set_state("reopen", actor, attempt_id, "submitted", opened)

    def revision(self, actor: Actor, attempt_id: str) -> int:
        """Number of entries in the log of an attempt; asked often, so as cheap as can be."""
        rev = select(attempt_table.c.rev).where(attempt_table.c.id == attempt_id)
        with self._reading("revision", actor, attempt_id) as connection:
            return int(connection.execute(rev).scalar_one())

    def revisions(self, actor: Actor) -> Mapping[str, Revisions]:
        """Attempts and their revisions of everybody the actor may see, by person; one query."""
        table = attempt_table.c
        marks = select(table.person_id, table.id, table.rev).join(person_table)
        found: dict[str, Revisions] = {}
        with self._reading("revisions", actor) as connection:
            for row in connection.execute(marks.where(people_seen_by(actor)).order_by(table.id)):
                found[row.person_id] = (*found.get(row.person_id, ()), (row.id, row.rev))
        return found

    def _record(self, actor: Actor, attempt_id: str, change: Change) -> Saved | Conflict:
        with self._writing("record", actor, attempt_id) as connection:
            return append(connection, attempt_id, change, self._clock())

    def _set_state(
        self, operation: str, actor: Actor, attempt_id: str, before: str, new: Mapping[str, object]
    ) -> None:
        table = attempt_table.c
        changed = update(attempt_table).where(table.id == attempt_id, table.state == before)
        with self._writing(operation, actor, attempt_id) as connection:
            connection.execute(changed.values(new))
