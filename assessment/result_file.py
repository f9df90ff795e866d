"""
A result as a file that comes back in: what a person did, never what follows from it.

What was taken back is not in it. Reading one refuses what JSON readers usually let pass: repeated
keys, NaN, numbers of thousands of digits, nesting without end.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Annotated, Any, Final, Literal, TypeVar, get_args

from pydantic import AwareDatetime, Field, StringConstraints, ValidationError

from assessment.attempts import (
    EVIDENCE_LIMIT,
    NAME_LIMIT,
    Attempt,
    AttemptHead,
    Entry,
    Kind,
    Rating,
    StoredRating,
    encode,
    replay,
)
from assessment.background import PathAnswer, ToolUse
from assessment.content.base import ContentModel, Slug
from assessment.content.explaining import JSON, all_explained
from assessment.content.items import Answer
from assessment.content.reading import Sheet
from assessment.decisions import Length, Pace, StepDecision, StopRule
from assessment.errors import ContentError, Problem
from assessment.own_roles import OwnRole

LARGEST_FILE: Final = 2 * 1024 * 1024
"""Largest file read, in bytes."""

MOST_PARTS: Final = 50_000
"""Most values in a file."""

DEEPEST: Final = 20
"""Deepest nesting."""

FORMATS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "headway-result": "a result file",
        "headway-pack": "a pack for a mentor",
        "headway-agreement": "an agreement",
    }
)
"""What each of our formats is called."""

_LONGEST_NUMBER: Final = 25
_FILE: Final = "the file"
_File = TypeVar("_File", bound=ContentModel)
Mark = Annotated[str, StringConstraints(pattern=r"^[!-~]{1,200}$")]
"""A name given by a program: visible ASCII."""


class AnsweredItem(ContentModel):
    """
    One answer.

    Attributes:
        item: Id of the item.
        answer: What was given.
        confidence: How sure the person was, 0 to 100; None where they did not say.
    """

    item: Slug
    answer: Answer
    confidence: Annotated[int, Field(ge=0, le=100)] | None = None


class ResultFile(ContentModel):
    """
    Everything that is needed to compute a result again, on any machine.

    Attributes:
        format: Says what the file is.
        schema_version: Version of this layout.
        name: Of the person; empty where they gave none or leave it out.
        target: Id of the role compared with.
        seed: Seed of the random choices of the attempt.
        content_version: Version of the content that it began with.
        content_digest: SHA-256 of that content.
        created_at: When the attempt began.
        changed_at: When its newest answer was stored.
        ratings: Self-rating by sub-skill, 0 to 5 or ``does-not-apply``.
        evidence: Evidence line by sub-skill.
        answers: Answers to items, in the order first given.
        pace: The time there is for the plan.
        steps: Decision by next step.
        path: Answer by question of the path.
        tools: Use by kind of tool.
        own_roles: Roles that the person made.
        length: How much the person chose to do; left out where they were never asked.
        went_on: By the rule that would have stopped the asking, the id of the role at which the
            person went on; left out where they never did.
    """

    format: Literal["headway-result"] = "headway-result"
    schema_version: Literal[1] = 1
    name: Annotated[str, Field(max_length=NAME_LIMIT)] = ""
    target: Mark
    seed: Annotated[int, Field(ge=0, lt=2**63)]
    content_version: Mark
    content_digest: Mark
    created_at: AwareDatetime
    changed_at: AwareDatetime
    ratings: dict[Slug, StoredRating]
    evidence: dict[Slug, Annotated[str, Field(max_length=EVIDENCE_LIMIT)]]
    answers: tuple[AnsweredItem, ...] = Field(max_length=1000)
    pace: Pace | None
    steps: dict[Slug, StepDecision]
    path: dict[Slug, PathAnswer]
    tools: dict[Slug, ToolUse]
    own_roles: Annotated[dict[Slug, OwnRole], Field(max_length=50)]
    # Left out where empty: a file from before these were asked keeps its bytes, and so its id.
    length: Length | None = Field(default=None, exclude_if=lambda value: value is None)
    went_on: dict[StopRule, Mark] = Field(default={}, exclude_if=lambda value: not value)

    def entries(self) -> Iterator[tuple[Kind, str, object]]:
        """Everything in it as (kind, subject, value), in an order that gives it back."""
        for sub_skill, rating in self.ratings.items():
            yield "rating", sub_skill, None if rating == "does-not-apply" else rating
        if self.pace is not None:
            yield "pace", "", self.pace
        if self.length is not None:
            yield "length", "", self.length
        sure = {each.item: each.confidence for each in self.answers}
        kinds: tuple[tuple[Kind, Mapping[str, object]], ...] = (
            ("evidence", self.evidence),
            ("answer", {each.item: each.answer for each in self.answers}),
            ("confidence", {item: said for item, said in sure.items() if said is not None}),
            ("step", self.steps),
            ("path", self.path),
            ("tool", self.tools),
            ("role", self.own_roles),
            ("went-on", {str(rule): role for rule, role in self.went_on.items()}),
        )
        for kind, values in kinds:
            for subject, value in values.items():
                yield kind, subject, value


def result_file(attempt: Attempt, name: str) -> ResultFile:
    """An attempt as a file; give an empty ``name`` to leave it out."""
    return ResultFile(
        name=name,
        target=attempt.target,
        seed=attempt.head.seed,
        content_version=attempt.head.content_version,
        content_digest=attempt.head.content_digest,
        created_at=attempt.head.created_at,
        changed_at=attempt.changed_at,
        ratings={sub: _written(rating) for sub, rating in attempt.ratings.items()},
        evidence=dict(attempt.evidence),
        answers=tuple(
            AnsweredItem(item=item, answer=answer, confidence=attempt.confidence.get(item))
            for item, answer in attempt.answers.items()
        ),
        pace=attempt.pace,
        steps=dict(attempt.steps),
        path=dict(attempt.path),
        tools=dict(attempt.tools),
        own_roles=dict(attempt.own_roles),
        length=attempt.length,
        went_on={
            each: attempt.went_on[each] for each in get_args(StopRule) if each in attempt.went_on
        },
    )


def attempt_in(file: ResultFile) -> Attempt:
    """
    The attempt in a file, belonging to nobody: to be looked at, and not stored.

    Raises:
        AssessmentError: If a value in it is none that an attempt may have.
    """
    head = AttemptHead(
        id="",
        person_id="",
        seed=file.seed,
        content_version=file.content_version,
        content_digest=file.content_digest,
        created_at=file.created_at,
    )
    log = (
        Entry(kind, subject, encode(kind, value), rev, "file", file.changed_at)
        for rev, (kind, subject, value) in enumerate(file.entries(), 1)
    )
    return replay(head, file.target, log, is_open=True)


def write(file: ResultFile) -> bytes:
    """The bytes of a file: the same file always gives the same bytes."""
    return (file.model_dump_json(indent=2) + "\n").encode()


def read(raw: bytes) -> ResultFile:
    """
    The result file behind some bytes.

    Raises:
        ContentError: With every fault found, each with its place and fix.
    """
    return read_as(raw, ResultFile)


def format_of(raw: bytes) -> str:
    """Which of our formats some bytes say they are; empty where they say nothing readable."""
    try:
        return str(_parsed(raw).get("format", ""))
    except _RefusedError:
        return ""


def read_as(raw: bytes, kind: type[_File]) -> _File:
    """
    The file behind some bytes, as one of the formats that Headway writes.

    Raises:
        ContentError: With every fault found, each with its place and fix.
    """
    sheet = Sheet(_FILE)
    try:
        sheet.value = _parsed(raw)
        _check_format(sheet.value, str(kind.model_fields["format"].default))
        return kind.model_validate_json(json.dumps(sheet.value))
    except _RefusedError as fault:
        refused = Problem(_FILE, 0, "", str(fault), fault.fix)
        raise ContentError((refused,), _FILE) from None
    except ValidationError as fault:
        raise ContentError(all_explained(sheet, fault, JSON), _FILE) from None


def _check_format(value: Mapping[str, Any], wanted: str) -> None:
    """Say plainly where another of our formats was chosen; its fields would all be faults."""
    given = value.get("format")
    if isinstance(given, str) and given != wanted and given in FORMATS:
        raise _RefusedError(
            f"This is {FORMATS[given]}; {FORMATS[wanted]} is wanted here.",
            f"Choose {FORMATS[wanted]}, or open this file where its kind is asked for.",
        )


class _RefusedError(Exception):
    def __init__(self, message: str, fix: str = "Export the result again.") -> None:
        self.fix = fix
        super().__init__(message)


def _parsed(raw: bytes) -> dict[str, Any]:
    if len(raw) > LARGEST_FILE:
        raise _RefusedError(f"The file has {len(raw):,} bytes; {LARGEST_FILE:,} are the limit.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _RefusedError("The file is not UTF-8 text.", "Choose the .json file.") from None
    _check_depth(text)
    try:
        value = json.loads(
            text, object_pairs_hook=_object, parse_constant=_constant, parse_int=_integer
        )
    except json.JSONDecodeError as fault:
        raise _RefusedError(
            f"The file is not valid JSON from line {fault.lineno}, character {fault.colno}, on.",
            "It may be cut off, or not a result file. Export the result again.",
        ) from None
    if not isinstance(value, dict):
        raise _RefusedError("The file holds no result.", "Choose a file that Headway exported.")
    return value


def _check_depth(text: str) -> None:
    """One pass over the characters, so that nesting is refused before anything recurses."""
    depth = parts = 0
    in_text = escaped = False
    for character in text:
        if in_text:
            in_text = escaped or character != '"'
            escaped = character == "\\" and not escaped
        elif character == '"':
            in_text = True
        elif character in "[{":
            depth += 1
        elif character in "]}":
            depth -= 1
        parts += character in ",[{" and not in_text
        if depth > DEEPEST or parts > MOST_PARTS:
            raise _RefusedError("The file is nested too deeply or holds too many values.")


def _object(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    value: dict[str, Any] = {}
    for key, part in pairs:
        if key in value:
            raise _RefusedError(f"A key is there twice: '{key[:40]}'.")
        value[key] = part
    return value


def _constant(name: str) -> float:
    raise _RefusedError(f"The file holds {name}, which is not a number.")


def _integer(digits: str) -> int:
    if len(digits) > _LONGEST_NUMBER:
        raise _RefusedError("The file holds a number with too many digits.")
    return int(digits)


def _written(rating: Rating) -> Any:
    return "does-not-apply" if rating is None else rating
