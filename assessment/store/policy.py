"""
Who may do what: one row per public operation of the store, decided inside its transaction.

What is refused and what does not exist get the same answer, so nobody learns which ids exist.
"""

import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

from sqlalchemy import ColumnElement, Connection, false, select, true

from assessment.errors import NotFoundError
from assessment.store import tables

_ID: Final = re.compile(r"[A-Za-z0-9_-]{22}")
"""128 random bits in URL-safe base64."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Actor:
    """
    Who asks.

    Attributes:
        kind: ``local``, the operating-system user, who acts for everybody on this machine;
            or ``person``, somebody who signed in.
        person_id: Who signed in; None for ``local``.
    """

    kind: Literal["local", "person"]
    person_id: str | None = None


Rule = Callable[[Connection, Actor, str], bool]
"""Whether an actor may act on the record with an id; False also where there is none."""


def require(connection: Connection, operation: str, actor: Actor, subject: str = "") -> None:
    """
    Go on only if ``actor`` may do ``operation`` on the record with the id ``subject``.

    Raises:
        NotFoundError: If not, or if there is no such record.
    """
    if not POLICY[operation](connection, actor, subject):
        logger.warning("Refused or not found: %s, asked by a %s actor.", operation, actor.kind)
        raise NotFoundError("There is no such record, or it is not yours.")


GUESTS: Final = ("mentor", "pack", "agreement")
"""Owners of people who do not assess themselves here: mentors, mentees who came in a pack, and
mentors elsewhere who came in an agreement."""


def people_seen_by(actor: Actor) -> ColumnElement[bool]:
    """The rows of ``person`` that an actor may see."""
    return _reach(actor, tables.person.c.id) & tables.person.c.owner.not_in(GUESTS)


def guests_seen_by(actor: Actor) -> ColumnElement[bool]:
    """Those of ``GUESTS`` that an actor may see."""
    return _reach(actor, tables.person.c.id) & tables.person.c.owner.in_(GUESTS)


def _anyone(_connection: Connection, _actor: Actor, _subject: str) -> bool:
    return True


def _local_only(_connection: Connection, actor: Actor, _subject: str) -> bool:
    return actor.kind == "local"


def _own_person(connection: Connection, actor: Actor, person_id: str) -> bool:
    person = tables.person.c
    return _exists(connection, person.id, person_id, _reach(actor, person.id))


def _own_attempt(connection: Connection, actor: Actor, attempt_id: str) -> bool:
    attempt = tables.attempt.c
    return _exists(connection, attempt.id, attempt_id, _reach(actor, attempt.person_id))


def _shared_attempt(connection: Connection, actor: Actor, attempt_id: str) -> bool:
    share = tables.share.c
    return _exists(connection, share.attempt_id, attempt_id, _standing_share(actor))


def _own_review(connection: Connection, actor: Actor, review_id: str) -> bool:
    review, share = tables.review.c, tables.share.c
    shared = select(share.attempt_id).where(
        share.attempt_id == review.attempt_id, _standing_share(actor)
    )
    mine = (review.mentor_id == actor.person_id) & shared.exists()
    return actor.kind == "person" and _exists(connection, review.id, review_id, mine)


def _standing_share(actor: Actor) -> ColumnElement[bool]:
    """Shares with an actor that are not withdrawn; the local user reviews only as a mentor."""
    share = tables.share.c
    if actor.kind != "person" or not _is_id(actor.person_id):
        return false()
    return (share.mentor_id == actor.person_id) & share.withdrawn_at.is_(None)


def _reach(actor: Actor, person_id: ColumnElement[str]) -> ColumnElement[bool]:
    if actor.kind == "local":
        return true()
    if actor.kind == "person" and _is_id(actor.person_id):
        return person_id == actor.person_id
    return false()


def _exists(
    connection: Connection, column: ColumnElement[str], value: str, reach: ColumnElement[bool]
) -> bool:
    if not _is_id(value):
        return False
    return connection.execute(select(column).where(column == value, reach)).first() is not None


def _is_id(value: object) -> bool:
    return isinstance(value, str) and _ID.fullmatch(value) is not None


POLICY: Final[Mapping[str, Rule]] = MappingProxyType(
    {
        "add_person": _local_only,
        "people": _anyone,  # who sees only the people that ``people_seen_by`` lets through
        "rename_person": _own_person,
        "erase_person": _own_person,
        "begin_attempt": _own_person,
        "import_result": _local_only,
        "attempts": _own_person,
        "attempt": _own_attempt,
        "record": _own_attempt,
        "submit": _own_attempt,
        "reopen": _own_attempt,
        "revision": _own_attempt,
        "add_mentor": _local_only,
        "guests": _anyone,  # who sees only the people that ``guests_seen_by`` lets through
        "share": _own_attempt,
        "withdraw": _own_attempt,
        "shares": _own_attempt,
        "handed_reviews": _own_attempt,
        "import_agreement": _own_attempt,
        "import_pack": _local_only,
        "shared_with": _anyone,  # who sees only what is shared with them
        "begin_review": _shared_attempt,
        "review": _own_review,
        "reviewed": _own_review,
        "remark": _own_review,
        "review_revision": _own_review,
        "revisions": _anyone,  # who sees only those of the people that they may see
    }
)
