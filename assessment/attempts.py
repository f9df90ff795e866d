"""
One run through the assessment: what the person did, and nothing that follows from it.

An attempt is a head that never changes and a log that only grows. ``replay`` turns the two into
an immutable ``Attempt``; levels, gaps and plans are computed from that, on every run.
"""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Annotated, Any, Final, Literal

from pydantic import Field, TypeAdapter, ValidationError

from assessment.agreements import Action, AgreedLevel
from assessment.background import PathAnswer, ToolUse
from assessment.content.items import Answer
from assessment.decisions import Decisions, Length, Pace, StepDecision
from assessment.errors import AssessmentError
from assessment.own_roles import OwnRole

NAME_LIMIT: Final = 200
"""Longest name of a person, in characters."""

EVIDENCE_LIMIT: Final = 2000
"""Longest evidence line, in characters."""

DOES_NOT_APPLY: Final = None
"""A sub-skill that the person's work never touches: missing, not zero."""

Rating = int | None
"""A self-rating: 0 ("Not yet") to 5, or ``DOES_NOT_APPLY``."""

StoredRating = Annotated[int, Field(strict=True, ge=0, le=5)] | Literal["does-not-apply"]
"""A self-rating as it is written down; never true or false, which would pass for 1 or 0."""

Kind = Literal[
    "rating",
    "evidence",
    "answer",
    "confidence",
    "place",
    "target",
    "pace",
    "step",
    "path",
    "tool",
    "role",
    "length",
    "went-on",
    "seen",
    "note",
    "opened",
    "agreed",
    "action",
    "meeting",
    "handed",
]
"""What an entry of a log is about; from ``seen`` on, of the log of a mentor's review."""

_MEASURED: Final[frozenset[Kind]] = frozenset({"rating", "answer"})
"""Kinds that levels follow from."""

_TAKEN_BACK: Final = object()

_BIDI_AND_INVISIBLE: Final = frozenset(
    "\u200b\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)


@dataclass(frozen=True)
class Entry:
    """
    One line of an attempt's log.

    Attributes:
        kind: What it is about.
        subject: Id of the sub-skill, item, next step, question, kind of tool or role, or the
            rule that was passed by; empty for ``place``, ``target``, ``pace`` and ``length``.
        value: JSON of what was given; None where it was taken back.
        rev: Place in the log, from 1.
        writer: Which open page wrote it.
        at: When it was stored, in UTC.
    """

    kind: Kind
    subject: str
    value: str | None
    rev: int
    writer: str
    at: datetime


@dataclass(frozen=True)
class AttemptHead:
    """
    What is fixed when an attempt begins.

    Attributes:
        id: Random, not guessable.
        person_id: Whose it is.
        seed: Seeds every random choice made for this attempt.
        content_version: Version of the content it began with.
        content_digest: SHA-256 of that content.
        created_at: When it began, in UTC.
    """

    id: str
    person_id: str
    seed: int
    content_version: str
    content_digest: str
    created_at: datetime


@dataclass(frozen=True)
class Attempt:
    """
    An attempt as it stands: the newest entry on each subject.

    Attributes:
        head: What was fixed at the start.
        rev: Number of entries in the log.
        open: False once submitted.
        target: Id of the role compared with.
        ratings: Self-rating per sub-skill id.
        evidence: Evidence line per sub-skill id.
        answers: Answer per item id, in the order first given.
        confidence: How sure the person was, 0 to 100, per item id.
        place: Where in the journey the person last was.
        pace: The time there is for the plan; None until it is said.
        steps: What was decided about a next step, by the step's id.
        path: Answer to a question of the path, by the question's id.
        tools: How far the person goes with a kind of tool, by the category's id.
        own_roles: Roles that the person made, by an id that no role of ours has.
        length: How much the person chose to do; None where they were never asked.
        went_on: Where a rule would have stopped and the person went on all the same: by the
            rule, the id of the role at which that was.
        changed_at: When the newest entry was stored.
        answered_at: When the newest self-rating or answer was stored; None where there is none.
    """

    head: AttemptHead
    rev: int
    open: bool
    target: str
    changed_at: datetime
    ratings: Mapping[str, Rating] = field(default_factory=dict)
    evidence: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, Answer] = field(default_factory=dict)
    confidence: Mapping[str, int] = field(default_factory=dict)
    place: str = ""
    pace: Pace | None = None
    steps: Mapping[str, StepDecision] = field(default_factory=dict)
    path: Mapping[str, PathAnswer] = field(default_factory=dict)
    tools: Mapping[str, ToolUse] = field(default_factory=dict)
    own_roles: Mapping[str, OwnRole] = field(default_factory=dict)
    length: Length | None = None
    went_on: Mapping[str, str] = field(default_factory=dict)
    answered_at: datetime | None = None


Respondent = tuple[str, Attempt]
"""Somebody's name, which may be empty, and one attempt of theirs."""

_VALUES: Mapping[Kind, TypeAdapter[object]] = MappingProxyType(
    {
        "rating": TypeAdapter(StoredRating),
        "evidence": TypeAdapter(str),
        "answer": TypeAdapter(Answer),
        "confidence": TypeAdapter(Annotated[int, Field(ge=0, le=100)]),
        "place": TypeAdapter(str),
        "target": TypeAdapter(str),
        "pace": TypeAdapter(Pace),
        "step": TypeAdapter(StepDecision),
        "path": TypeAdapter(PathAnswer),
        "tool": TypeAdapter(ToolUse),
        "role": TypeAdapter(OwnRole),
        "length": TypeAdapter(Length),
        "went-on": TypeAdapter(Annotated[str, Field(pattern=r"^[!-~]{1,200}$")]),
        "seen": TypeAdapter(StoredRating),
        "note": TypeAdapter(str),
        "opened": TypeAdapter(Literal[True]),
        "agreed": TypeAdapter(AgreedLevel),
        "action": TypeAdapter(Action),
        "meeting": TypeAdapter(date),
        "handed": TypeAdapter(Literal[True]),
    }
)


def encode(kind: Kind, value: object) -> str | None:
    """
    JSON of a value of ``kind``, for the log; None where the value is taken back.

    Raises:
        AssessmentError: If the value is not one that this kind of entry may have.
    """
    if kind in {"rating", "seen"}:
        return '"does-not-apply"' if value is DOES_NOT_APPLY else _checked(kind, value)
    return None if value is None else _checked(kind, value)


def decode(kind: Kind, value: str) -> object:
    """
    The value behind the JSON of an entry.

    Raises:
        AssessmentError: If the JSON is not a value of this kind.
    """
    try:
        decoded = _VALUES[kind].validate_json(value)
    except ValidationError as fault:
        raise AssessmentError(f"A stored {kind} cannot be read; the entry is damaged.") from fault
    return DOES_NOT_APPLY if decoded == "does-not-apply" else decoded


def replay(head: AttemptHead, target: str, entries: Iterable[Entry], *, is_open: bool) -> Attempt:
    """
    The attempt that a log adds up to.

    Args:
        head: What was fixed at the start.
        target: Role chosen at the start.
        entries: The log, oldest first.
        is_open: False once submitted.
    """
    lines = tuple(entries)
    latest = standing(lines, frozenset(_VALUES))
    return Attempt(
        head=head,
        rev=lines[-1].rev if lines else 0,
        open=is_open,
        target=latest["target"].get("", target),
        changed_at=lines[-1].at if lines else head.created_at,
        ratings=latest["rating"],
        evidence=latest["evidence"],
        answers=latest["answer"],
        confidence=latest["confidence"],
        place=latest["place"].get("", ""),
        pace=latest["pace"].get(""),
        steps=latest["step"],
        path=latest["path"],
        tools=latest["tool"],
        own_roles=latest["role"],
        length=latest["length"].get(""),
        went_on=latest["went-on"],
        answered_at=max((line.at for line in lines if line.kind in _MEASURED), default=None),
    )


def standing(entries: Iterable[Entry], kinds: frozenset[Kind]) -> Mapping[Kind, Mapping[str, Any]]:
    """
    The newest value on each subject, by kind; what was taken back is not there.

    Args:
        entries: A log, oldest first.
        kinds: The kinds that it may hold.
    """
    latest: dict[Kind, dict[str, object]] = {kind: {} for kind in kinds}
    for entry in entries:
        _apply(latest[entry.kind], entry)
    return {kind: _standing(values) for kind, values in latest.items()}


def decided(attempts: Sequence[Attempt]) -> Decisions:
    """
    What a person decided over all attempts; on the same step the newest attempt counts.

    Args:
        attempts: Of one person, oldest first; the plan rests on the answers of the last.
    """
    steps: dict[str, StepDecision] = {}
    pace = None
    for attempt in attempts:
        steps |= attempt.steps
        pace = attempt.pace or pace
    latest = attempts[-1].steps if attempts else {}
    done = frozenset(name for name, decision in latest.items() if decision.state == "done")
    return Decisions(pace, steps, done)


def personal_text(text: str, limit: int, what: str) -> str:
    """
    Text that a person wrote about themselves, fit to be kept.

    Marks that only change the direction or hide characters are dropped, line ends become spaces.

    Args:
        text: As typed.
        limit: Most characters.
        what: What it is, for the message, for example ``The name``.

    Raises:
        AssessmentError: If it is too long or holds characters that cannot be stored.
    """
    joined = " ".join("".join(c for c in text if c not in _BIDI_AND_INVISIBLE).split())
    if any(unicodedata.category(c) in {"Cc", "Cs"} for c in joined):
        raise AssessmentError(
            f"{what} holds a character that cannot be kept. Type it again instead of pasting it."
        )
    if len(joined) > limit:
        raise AssessmentError(
            f"{what} has {len(joined):,} characters; {limit:,} fit. Shorten it and save again."
        )
    return joined


def _apply(values: dict[str, object], entry: Entry) -> None:
    taken_back = entry.value is None  # its place is kept, should it be given again
    values[entry.subject] = _TAKEN_BACK if taken_back else decode(entry.kind, str(entry.value))


def _standing(values: Mapping[str, object]) -> Mapping[str, Any]:
    return MappingProxyType({k: v for k, v in values.items() if v is not _TAKEN_BACK})


def _checked(kind: Kind, value: object) -> str:
    try:
        checked = _VALUES[kind].validate_python(value, strict=True)
    except ValidationError as fault:
        raise AssessmentError(f"{value!r} is not a possible {kind}.") from fault
    return _VALUES[kind].dump_json(checked).decode()
