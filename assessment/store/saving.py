"""
One save into the log of an attempt, so that no answer is lost and none silently replaced.

Raising the revision first takes the lock on the attempt: it gives the order, checks the state
and works the same on SQLite and PostgreSQL. Then the save is compared with what is stored.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, cast, get_args

from sqlalchemy import Connection, Row, Table, bindparam, insert, null, select, update

from assessment.agreements import ACTION_LIMIT, REMARK_LIMIT, Action, AgreedLevel
from assessment.attempts import EVIDENCE_LIMIT, Entry, Kind, decode, encode, personal_text
from assessment.decisions import NOTE_LIMIT, StepDecision
from assessment.errors import StoreError
from assessment.reviews import REVIEW_KINDS
from assessment.store.tables import attempt, remark, response, review

LAST_WINS: Final = frozenset({"place", "target", "pace", "length", "opened", "meeting", "handed"})
"""Kinds about the whole: two pages may differ, and the newest save holds."""

_LONGEST_VALUE: Final = 8192
"""Longest stored value, in characters of JSON: an evidence line of only quotation marks fits."""

_MARK: Final = re.compile(r"[!-~]{1,200}")
"""A name given by a program: visible ASCII, so that every engine keeps and compares it alike."""


class ClosedError(StoreError):
    """What was closed takes no more answers: a submitted attempt, a rating once it is compared."""


class Log:
    """
    A log in the database, with the four statements of a save, made once.

    Making them anew took longer than the save.
    """

    def __init__(self, head: Table, lines: Table, kinds: frozenset[Kind]) -> None:
        """
        Make the statements.

        Args:
            head: Table with a row for each log, with ``id`` and ``rev``; where it has ``state``,
                only an ``open`` one takes lines.
            lines: Table of the lines; its first column names the log.
            kinds: What a line may be about.
        """
        self.head = head
        self.lines = lines
        self.kinds = kinds
        self.key = next(iter(lines.c))
        this = self.key == bindparam("log_id")
        same = [lines.c[name] == bindparam(name) for name in ("kind", "subject")]
        is_open = [head.c.state == "open"] if "state" in head.c else []
        self.raise_revision = (
            update(head)
            .where(head.c.id == bindparam("log_id"), *is_open)
            .values(rev=head.c.rev + 1)
            .returning(head.c.rev, head.c.target if "target" in head.c else null().label("target"))
        )
        self.same_key = select(lines).where(this, lines.c.idem == bindparam("idem"))
        self.newest = select(lines).where(this, *same).order_by(lines.c.rev.desc()).limit(1)
        self.append = insert(lines)


RESPONSES: Final = Log(attempt, response, frozenset(get_args(Kind)) - REVIEW_KINDS)
"""What a person did, under their attempt."""

REMARKS: Final = Log(review, remark, REVIEW_KINDS)
"""What a mentor did, under their review."""


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
    kind: Kind,
    subject: str,
    value: object,
    *,
    writer: str,
    loaded_rev: int,
    idem: str,
    log: Log = RESPONSES,
) -> Change:
    """
    A save as it will be stored, or a refusal.

    Raises:
        AssessmentError: If the value is not one that can be kept.
    """
    if kind not in log.kinds or (subject == "") != (kind in LAST_WINS):
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
    connection: Connection, log_id: str, change: Change, at: datetime, log: Log = RESPONSES
) -> Saved | Conflict:
    """
    Append ``change`` to a log unless it is there, changes nothing or comes too late.

    Rolls the transaction back in all cases but the first, so that ``rev`` counts entries.

    Raises:
        ClosedError: If the attempt is submitted.
    """
    this = {"log_id": log_id, **vars(change)}
    row = connection.execute(log.raise_revision, {"log_id": log_id}).one_or_none()
    landed = connection.execute(log.same_key, this).one_or_none()
    if landed is not None:
        connection.rollback()
        return _repeated(landed, change)
    if row is None:
        raise ClosedError("This attempt is submitted. Reopen it to change an answer.")
    newest = connection.execute(log.newest, this).one_or_none()
    if _stored_value(newest, change, row.target) == change.value:
        connection.rollback()
        return Saved(row.rev - 1)
    if newest is not None and _is_stale(newest, change):
        connection.rollback()
        return Conflict(row.rev - 1, entry(newest))
    line = {log.key.name: log_id, **vars(change), "rev": row.rev, "at": at}
    del line["loaded_rev"]
    connection.execute(log.append, line)
    return Saved(row.rev)


def entry(row: Row[Any]) -> Entry:
    """A row of ``response`` as a line of the log."""
    return Entry(row.kind, row.subject, row.value, row.rev, row.writer, row.at)


def _stored_form(kind: Kind, value: object) -> str | None:
    if kind == "evidence" and isinstance(value, str):
        value = personal_text(value, EVIDENCE_LIMIT, "The evidence") or None
    if kind == "note" and isinstance(value, str):
        value = personal_text(value, REMARK_LIMIT, "The note") or None
    if isinstance(value, AgreedLevel):
        note = personal_text(value.note, REMARK_LIMIT, "The note")
        value = value.model_copy(update={"note": note})
    if isinstance(value, Action):
        value = _clean_action(value)
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


def _clean_action(action: Action) -> Action:
    what = personal_text(action.what, ACTION_LIMIT, "The action")
    if not what:
        raise StoreError("An action needs a line that says what to do.")
    proof = personal_text(action.proof, REMARK_LIMIT, "The proof")
    return action.model_copy(update={"what": what, "proof": proof})


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
