"""
One save into the log of an attempt, so that no answer is lost and none silently replaced.

Raising the revision first takes the lock on the attempt: it gives the order, checks the state
and works the same on SQLite and PostgreSQL. Then the save is compared with what is stored.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, cast, get_args

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from assessment.attempts import EVIDENCE_LIMIT, Entry, Kind, decode, encode, personal_text
from assessment.decisions import NOTE_LIMIT, StepDecision
from assessment.errors import StoreError
from assessment.store.tables import attempt, response

LAST_WINS: Final = frozenset({"place", "target", "pace", "length"})
"""Kinds about the attempt as a whole: two pages may differ, and the newest save holds."""

_LONGEST_VALUE: Final = 8192
"""Longest stored value, in characters of JSON: an evidence line of only quotation marks fits."""

_MARK: Final = re.compile(r"[!-~]{1,200}")
"""A name given by a program: visible ASCII, so that every engine keeps and compares it alike."""

_THIS = response.c.attempt_id == bindparam("attempt_id")
_RAISE_REVISION: Final = (
    update(attempt)
    .where(attempt.c.id == bindparam("attempt_id"), attempt.c.state == "open")
    .values(rev=attempt.c.rev + 1)
    .returning(attempt.c.rev, attempt.c.target)
)
_SAME_KEY: Final = select(response).where(_THIS, response.c.idem == bindparam("idem"))
_NEWEST: Final = (
    select(response)
    .where(
        _THIS,
        response.c.kind == bindparam("kind"),
        response.c.subject == bindparam("subject"),
    )
    .order_by(response.c.rev.desc())
    .limit(1)
)
_APPEND: Final = insert(response)
"""The four statements of a save, made once: making them anew took longer than the save."""


class ClosedError(StoreError):
    """The attempt is submitted; nothing is added until it is reopened."""


@dataclass(frozen=True)
class Saved:
    """
    The answer is in the database.

    Attributes:
        rev: Revision of the attempt that holds it.
    """

    rev: int


@dataclass(frozen=True)
class Conflict:
    """
    Another page saved something else since this one was loaded; nothing was changed.

    Attributes:
        rev: Revision of the attempt now.
        stored: The entry that stands.
    """

    rev: int
    stored: Entry


@dataclass(frozen=True)
class Change:
    """
    A save that is fit to be stored.

    Attributes:
        kind: What it is about.
        subject: Id of the sub-skill or item; empty for kinds of ``LAST_WINS``.
        value: JSON of what was given; None where it is taken back.
        writer: Which open page saves.
        loaded_rev: Revision that the page showed when the value was given.
        idem: Key of this save; repeating the save with it has no further effect.
    """

    kind: Kind
    subject: str
    value: str | None
    writer: str
    loaded_rev: int
    idem: str


def checked_change(
    kind: Kind, subject: str, value: object, *, writer: str, loaded_rev: int, idem: str
) -> Change:
    """
    A save as it will be stored, or a refusal.

    Raises:
        AssessmentError: If the value is not one that can be kept.
    """
    if kind not in get_args(Kind) or (subject == "") != (kind in LAST_WINS):
        raise StoreError("This answer belongs to nothing that can be stored; load the page again.")
    for mark in (writer, idem, *filter(None, (subject,))):
        checked_mark(mark)
    return Change(kind, subject, _stored_form(kind, value), writer, loaded_rev, idem)


def checked_mark(mark: str) -> str:
    """
    ``mark``, if it can be stored and compared.

    Raises:
        StoreError: If it is empty, too long or holds other than visible ASCII.
    """
    if not _MARK.fullmatch(mark):
        raise StoreError(
            "An id is empty, longer than 200 characters or holds other than plain letters, "
            "digits and signs; load the page again."
        )
    return mark


def append(
    connection: Connection, attempt_id: str, change: Change, at: datetime
) -> Saved | Conflict:
    """
    Append ``change`` to the log unless it is there, changes nothing or comes too late.

    Rolls the transaction back in all cases but the first, so that ``rev`` counts entries.

    Raises:
        ClosedError: If the attempt is submitted.
    """
    this = {"attempt_id": attempt_id, **vars(change)}
    row = connection.execute(_RAISE_REVISION, {"attempt_id": attempt_id}).one_or_none()
    landed = connection.execute(_SAME_KEY, this).one_or_none()
    if landed is not None:
        connection.rollback()
        return _repeated(landed, change)
    if row is None:
        raise ClosedError("This attempt is submitted. Reopen it to change an answer.")
    newest = connection.execute(_NEWEST, this).one_or_none()
    if _stored_value(newest, change, row.target) == change.value:
        connection.rollback()
        return Saved(row.rev - 1)
    if newest is not None and _is_stale(newest, change):
        connection.rollback()
        return Conflict(row.rev - 1, entry(newest))
    connection.execute(_APPEND, {**this, "rev": row.rev, "at": at})
    return Saved(row.rev)


def entry(row: Row[Any]) -> Entry:
    """A row of ``response`` as a line of the log."""
    return Entry(row.kind, row.subject, row.value, row.rev, row.writer, row.at)


def _stored_form(kind: Kind, value: object) -> str | None:
    if kind == "evidence" and isinstance(value, str):
        value = personal_text(value, EVIDENCE_LIMIT, "The evidence") or None
    if isinstance(value, StepDecision):
        note = personal_text(value.note, NOTE_LIMIT, "The proof or reason")
        value = value.model_copy(update={"note": note})
    if kind == "target":
        checked_mark(value if isinstance(value, str) else "")
    stored = encode(kind, value)
    if stored is not None:
        if len(stored) > _LONGEST_VALUE:
            raise StoreError("This answer is too long to be kept. Shorten it and save again.")
        decode(kind, stored)  # what could not be read back would close the whole attempt
    return stored


def _repeated(landed: Row[Any], change: Change) -> Saved:
    if (landed.kind, landed.subject, landed.value) != (change.kind, change.subject, change.value):
        raise StoreError("This answer was not saved: its key belongs to another. Save it again.")
    return Saved(landed.rev)


def _stored_value(newest: Row[Any] | None, change: Change, target: str) -> str | None:
    if newest is not None:
        return cast("str | None", newest.value)
    return encode("target", target) if change.kind == "target" else None


def _is_stale(newest: Row[Any], change: Change) -> bool:
    return (
        change.kind not in LAST_WINS
        and newest.rev > change.loaded_rev
        and newest.writer != change.writer
    )
