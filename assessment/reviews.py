"""
A mentor's review of an attempt: what the mentor did, and nothing that follows from it.

Like an attempt it is a head that never changes and a log that only grows. Until the mentor opens
the mentee's own view the review is blind; from then on its ratings stay as they are.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from assessment.agreements import Action, AgreedLevel
from assessment.attempts import Entry, Kind, Rating, standing

REVIEW_KINDS: Final[frozenset[Kind]] = frozenset(
    {"seen", "note", "opened", "agreed", "action", "meeting", "handed"}
)
"""What an entry of a review's log is about."""

BLIND_KINDS: Final[frozenset[Kind]] = frozenset({"seen", "note"})
"""What is given before the mentee's own view is opened, and stays as it is from then on."""


@dataclass(frozen=True)
class ReviewHead:
    """
    What is fixed when a review begins.

    Attributes:
        id: Random, not guessable.
        attempt_id: The attempt that is reviewed.
        mentor_id: Who reviews.
        created_at: When it began, in UTC.
    """

    id: str
    attempt_id: str
    mentor_id: str
    created_at: datetime


@dataclass(frozen=True)
class Review:
    """
    A review as it stands: the newest entry on each subject.

    Attributes:
        head: What was fixed at the start.
        mentor: The mentor's name; may be empty.
        rev: Number of entries in the log.
        changed_at: When the newest entry was stored.
        seen: The mentor's rating by sub-skill; None where they have not seen it in action.
        notes: What the mentor noted on a sub-skill, by its id.
        opened_at: When the mentor was done rating and opened the mentee's own view; None before.
        agreed: Level agreed on after the talk, by sub-skill.
        actions: What was agreed to be done, by its place in the list.
        meeting: The day of the next meeting.
        handed_at: When the review was given to the mentee; None before.
    """

    head: ReviewHead
    mentor: str
    rev: int
    changed_at: datetime
    seen: Mapping[str, Rating] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    opened_at: datetime | None = None
    agreed: Mapping[str, AgreedLevel] = field(default_factory=dict)
    actions: Mapping[str, Action] = field(default_factory=dict)
    meeting: date | None = None
    handed_at: datetime | None = None

    @property
    def blind(self) -> bool:
        """Whether the mentee's own view is still closed to the mentor."""
        return self.opened_at is None

    @property
    def rated(self) -> int:
        """Number of sub-skills that the mentor has seen in action and rated."""
        return sum(rating is not None for rating in self.seen.values())


def replay_review(head: ReviewHead, mentor: str, entries: Iterable[Entry]) -> Review:
    """
    The review that a log adds up to.

    Args:
        head: What was fixed at the start.
        mentor: The mentor's name.
        entries: The log, oldest first.
    """
    lines = tuple(entries)
    found = standing(lines, REVIEW_KINDS)
    when = {line.kind: line.at for line in lines}
    return Review(
        head=head,
        mentor=mentor,
        rev=lines[-1].rev if lines else 0,
        changed_at=lines[-1].at if lines else head.created_at,
        seen=found["seen"],
        notes=found["note"],
        opened_at=when["opened"] if found["opened"] else None,
        agreed=found["agreed"],
        actions=found["action"],
        meeting=found["meeting"].get(""),
        handed_at=when["handed"] if found["handed"] else None,
    )
