"""Reviews: what a mentor writes of an attempt that is shared with them, and gives back."""

from sqlalchemy import insert, select

from assessment.attempts import Attempt, Kind
from assessment.errors import AssessmentError
from assessment.packs import Agreement, blind, mark_of, shared
from assessment.reviews import BLIND_KINDS, Review
from assessment.store.agreeing import merge
from assessment.store.desk import Desk
from assessment.store.ids import new_id
from assessment.store.policy import Actor
from assessment.store.rows import contents_of, read_attempts, read_reviews, reviews_where
from assessment.store.saving import (
    REMARKS,
    Change,
    ClosedError,
    Conflict,
    Saved,
    append,
    checked_change,
)
from assessment.store.tables import attempt as attempt_table
from assessment.store.tables import review as review_table
from assessment.store.tables import share as share_table
from assessment.store.transactions import patiently


class Reviews(Desk):
    """Reviews of what is shared, each mentor's apart."""

    def begin_review(self, actor: Actor, attempt_id: str) -> Review:
        """Begin a review of what is shared with the actor; once more gives the one begun."""
        table = review_table.c
        mentor_id = actor.person_id or ""
        mine = reviews_where(table.attempt_id == attempt_id, table.mentor_id == mentor_id)
        row = {"attempt_id": attempt_id, "mentor_id": mentor_id, "rev": 0}
        with self._writing("begin_review", actor, attempt_id) as connection:
            if not read_reviews(connection, mine):
                new = {"id": new_id(), "created_at": self._clock(), **row}
                connection.execute(insert(review_table).values(new))
            (found,) = read_reviews(connection, mine)
        return found

    def review(self, actor: Actor, review_id: str) -> Review:
        """A review of the actor's own, as it stands."""
        with self._reading("review", actor, review_id) as connection:
            (found,) = read_reviews(connection, reviews_where(review_table.c.id == review_id))
        return found

    def reviewed(self, actor: Actor, review_id: str) -> Attempt:
        """What the mentor may see of the attempt now: no result before the ratings are done."""
        with self._reading("reviewed", actor, review_id) as connection:
            (review,) = read_reviews(connection, reviews_where(review_table.c.id == review_id))
            table = share_table.c
            row = connection.execute(
                select(share_table).where(
                    table.attempt_id == review.head.attempt_id,
                    table.mentor_id == review.head.mentor_id,
                )
            ).one()
            (whole,) = read_attempts(connection, attempt_table.c.id == review.head.attempt_id)
        seen = shared(whole, contents_of(row))
        return blind(seen) if review.blind else seen

    def remark(
        self,
        actor: Actor,
        review_id: str,
        kind: Kind,
        subject: str,
        value: object,
        *,
        writer: str,
        loaded_rev: int,
        idem: str,
    ) -> Saved | Conflict:
        """
        Save one line of a review; when this returns ``Saved``, it survives a crash.

        Args:
            actor: Who asks.
            review_id: The review.
            kind: What the line is about.
            subject: Id of the sub-skill or place of the action; empty for the review as a whole.
            value: What was given; None takes it back (for ``seen``: not seen in action).
            writer: Which open page saves.
            loaded_rev: Revision of the review that the page was drawn from.
            idem: Key of this save, new for each; a repeated save keeps it.

        Raises:
            ClosedError: If a rating comes after the mentee's own view was opened, or anything
                else before.
        """
        change = checked_change(
            kind, subject, value, writer=writer, loaded_rev=loaded_rev, idem=idem, log=REMARKS
        )
        return patiently(lambda: self._remark(actor, review_id, change), self._patience)

    def review_revision(self, actor: Actor, review_id: str) -> int:
        """Number of entries in the log of a review; asked often, so as cheap as can be."""
        rev = select(review_table.c.rev).where(review_table.c.id == review_id)
        with self._reading("review_revision", actor, review_id) as connection:
            return int(connection.execute(rev).scalar_one())

    def handed_reviews(self, actor: Actor, attempt_id: str) -> tuple[Review, ...]:
        """The reviews that mentors gave to the mentee, each mentor's apart, oldest first."""
        about = reviews_where(review_table.c.attempt_id == attempt_id)
        with self._reading("handed_reviews", actor, attempt_id) as connection:
            return tuple(each for each in read_reviews(connection, about) if each.handed_at)

    def import_agreement(self, actor: Actor, attempt_id: str, file: Agreement) -> None:
        """
        Take in what a mentor gave back, whole or not at all; the same file twice is once.

        Raises:
            AssessmentError: If it is about another attempt, or older than what is there.
        """
        with self._writing("import_agreement", actor, attempt_id) as connection:
            if file.subject != mark_of("attempt", attempt_id):
                raise AssessmentError(
                    "This agreement is about another result, of yours or of somebody else. Open "
                    "the result that it is about, and take it in there."
                )
            merge(connection, attempt_id, file, self._clock())

    def _remark(self, actor: Actor, review_id: str, change: Change) -> Saved | Conflict:
        with self._writing("remark", actor, review_id) as connection:
            (review,) = read_reviews(connection, reviews_where(review_table.c.id == review_id))
            _check_order(review, change)
            return append(connection, review_id, change, self._clock(), REMARKS)


def _check_order(review: Review, change: Change) -> None:
    if change.kind in BLIND_KINDS and not review.blind:
        raise ClosedError(
            "You have opened the mentee's own view, so your ratings stay as you gave them before. "
            "What you agree on in the talk has its own place."
        )
    if change.kind not in {*BLIND_KINDS, "opened"} and review.blind:
        raise ClosedError("Finish your own ratings first; this follows from the talk.")
    if change.kind == "opened" and not (change.value and review.rated):
        raise ClosedError("Rate at least one sub-skill before you open the mentee's own view.")
