"""
Files between a mentee and a mentor: a pack goes out, an agreement comes back.

A pack holds what the mentee chose to share and no more. Both carry a checksum over all of it: a
file that was cut, mixed up or edited by hand is found out. It is no signature; who means to
deceive can compute it anew.
"""

import json
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import Annotated, Any, Final, Literal, TypeVar

from pydantic import AwareDatetime, Field

from assessment.agreements import MOST_ACTIONS, REMARK_LIMIT, Action, AgreedLevel
from assessment.attempts import NAME_LIMIT, Attempt, Kind, StoredRating
from assessment.content.base import ContentModel, Slug
from assessment.content.model import Content
from assessment.errors import AssessmentError
from assessment.result_file import Mark, ResultFile, format_of, read, read_as, result_file
from assessment.reviews import Review

_MARK_BYTES: Final = 16


class Contents(ContentModel):
    """
    What a mentee shares besides role, self-ratings, plan and own roles.

    Attributes:
        evidence: The evidence lines, and notes on next steps.
        answers: The answers to items.
        experience: The path and the tools.
    """

    evidence: bool
    answers: bool
    experience: bool


class Pack(ContentModel):
    """
    What a mentor gets.

    Attributes:
        format: Says what the file is.
        schema_version: Version of this layout.
        person: Stands for the mentee, without naming the record.
        subject: Stands for the attempt, without naming the record.
        contents: What the mentee chose to share.
        content_version: Version of the content of the copy that wrote it.
        result: What is shared of the attempt.
        checksum: SHA-256 over all the rest.
    """

    format: Literal["headway-pack"] = "headway-pack"
    schema_version: Literal[1] = 1
    person: Mark
    subject: Mark
    contents: Contents
    content_version: Mark
    result: ResultFile
    checksum: Mark


class Agreement(ContentModel):
    """
    What a mentee gets back: the mentor's ratings, and what both agreed on.

    Attributes:
        format: Says what the file is.
        schema_version: Version of this layout.
        subject: Stands for the attempt that it is about.
        mentor: Stands for the mentor, without naming the record.
        review: Stands for the review, without naming the record.
        name: Of the mentor; may be empty.
        content_version: Version of the content of the copy that wrote it.
        begun_at: When the review began.
        opened_at: When the mentor was done rating and opened the mentee's own view.
        changed_at: When the newest entry was stored.
        seen: The mentor's rating by sub-skill; ``does-not-apply`` where it was not seen.
        notes: The mentor's note by sub-skill.
        agreed: Level agreed on, by sub-skill.
        actions: What was agreed to be done, by its place in the list.
        meeting: The day of the next meeting; None where none was set.
        checksum: SHA-256 over all the rest.
    """

    format: Literal["headway-agreement"] = "headway-agreement"
    schema_version: Literal[1] = 1
    subject: Mark
    mentor: Mark
    review: Mark
    name: Annotated[str, Field(max_length=NAME_LIMIT)] = ""
    content_version: Mark
    begun_at: AwareDatetime
    opened_at: AwareDatetime
    changed_at: AwareDatetime
    seen: dict[Slug, StoredRating]
    notes: dict[Slug, Annotated[str, Field(max_length=REMARK_LIMIT)]]
    agreed: dict[Slug, AgreedLevel]
    actions: Annotated[dict[Slug, Action], Field(max_length=MOST_ACTIONS)]
    meeting: date | None
    checksum: Mark

    def entries(self) -> Iterator[tuple[Kind, str, object]]:
        """Everything in it as (kind, subject, value), as a review's log has it."""
        for sub_skill, rating in self.seen.items():
            yield "seen", sub_skill, None if rating == "does-not-apply" else rating
        yield from (("note", subject, text) for subject, text in self.notes.items())
        yield "opened", "", True
        yield from (("agreed", subject, level) for subject, level in self.agreed.items())
        yield from (("action", place, action) for place, action in self.actions.items())
        if self.meeting is not None:
            yield "meeting", "", self.meeting
        yield "handed", "", True


_File = TypeVar("_File", Pack, Agreement)


def mark_of(kind: Literal["person", "attempt", "review", "mentor"], record_id: str) -> str:
    """What stands for a record in a file: always the same, and nobody learns the id from it."""
    digest = sha256(f"{kind}\0{record_id}".encode()).digest()[:_MARK_BYTES]
    return urlsafe_b64encode(digest).decode().rstrip("=").replace("-", "_")


def shared(attempt: Attempt, contents: Contents) -> Attempt:
    """What a mentor may ever see of an attempt."""
    steps = attempt.steps
    if not contents.evidence:
        steps = {step: said.model_copy(update={"note": ""}) for step, said in steps.items()}
    return replace(
        attempt,
        evidence=attempt.evidence if contents.evidence else {},
        steps=steps,
        answers=attempt.answers if contents.answers else {},
        confidence=attempt.confidence if contents.answers else {},
        path=attempt.path if contents.experience else {},
        tools=attempt.tools if contents.experience else {},
    )


def blind(attempt: Attempt) -> Attempt:
    """What a mentor sees before rating: the role and the evidence lines, and no result."""
    return replace(attempt, ratings={}, answers={}, confidence={}, path={}, tools={}, steps={})


def pack(content: Content, attempt: Attempt, contents: Contents, name: str) -> Pack:
    """
    An attempt for a mentor.

    Args:
        content: The content of this copy.
        attempt: What the mentee did.
        contents: What the mentee shares of it.
        name: Of the mentee; empty to leave it out.
    """
    drafted = Pack(
        person=mark_of("person", attempt.head.person_id),
        subject=mark_of("attempt", attempt.head.id),
        contents=contents,
        content_version=content.framework.version,
        result=result_file(shared(attempt, contents), name),
        checksum="-",
    )
    return drafted.model_copy(update={"checksum": _checksum(drafted)})


def agreement(content: Content, review: Review, subject: str) -> Agreement:
    """
    A review for the mentee.

    Args:
        content: The content of this copy.
        review: What the mentor did; no longer blind.
        subject: What stands for the attempt.

    Raises:
        AssessmentError: If the review is still blind.
    """
    if review.opened_at is None:
        raise AssessmentError("Finish your own ratings first; the agreement follows from the talk.")
    drafted = Agreement(
        subject=subject,
        mentor=mark_of("mentor", review.head.mentor_id),
        review=mark_of("review", review.head.id),
        name=review.mentor,
        content_version=content.framework.version,
        begun_at=review.head.created_at,
        opened_at=review.opened_at,
        changed_at=review.changed_at,
        seen={sub: "does-not-apply" if r is None else r for sub, r in review.seen.items()},
        notes=dict(review.notes),
        agreed=dict(review.agreed),
        actions=dict(review.actions),
        meeting=review.meeting,
        checksum="-",
    )
    return drafted.model_copy(update={"checksum": _checksum(drafted)})


def write_file(file: Pack | Agreement) -> bytes:
    """The bytes of a file: the same file always gives the same bytes."""
    return (file.model_dump_json(indent=2) + "\n").encode()


def read_pack(content: Content, raw: bytes) -> Pack:
    """
    The pack behind some bytes.

    Raises:
        AssessmentError: If it is damaged or edited, or made with another version of the content.
        ContentError: With every fault of its form.
    """
    return _checked(content, read_as(raw, Pack), "the mentee")


def read_agreement(content: Content, raw: bytes) -> Agreement:
    """
    The agreement behind some bytes.

    Raises:
        AssessmentError: If it is damaged or edited, or made with another version of the content.
        ContentError: With every fault of its form.
    """
    return _checked(content, read_as(raw, Agreement), "your mentor")


def result_in(raw: bytes) -> ResultFile:
    """
    The result in a result file or in a pack.

    Raises:
        AssessmentError: If it is a pack that is damaged or edited.
        ContentError: With every fault of its form.
    """
    if format_of(raw) != Pack.model_fields["format"].default:
        return read(raw)
    return _untouched(read_as(raw, Pack), "the mentee").result


def _untouched(file: _File, sender: str) -> _File:
    if file.checksum != _checksum(file):
        raise AssessmentError(
            "The file was changed after Headway wrote it, so nothing of it was taken in. Ask "
            f"{sender} to export it again, and do not edit it."
        )
    return file


def _checked(content: Content, file: _File, sender: str) -> _File:
    _untouched(file, sender)
    if file.content_version != content.framework.version:
        raise AssessmentError(
            f"The file was made with version {file.content_version} of the questions and anchors; "
            f"this copy has version {content.framework.version}, and ratings on other anchors "
            "cannot be compared. Bring both copies to the same version, and export it again."
        )
    return file


def _checksum(file: Pack | Agreement) -> str:
    held: dict[str, Any] = file.model_dump(mode="json", exclude={"checksum"})
    written = json.dumps(held, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return sha256(written.encode()).hexdigest()
