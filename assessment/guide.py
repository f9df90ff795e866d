"""The use case: (result with a mentor, differences, role) -> what to talk about, and how long."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from math import floor
from typing import Final, Literal, get_args

from assessment.agreements import MOST_ACTIONS
from assessment.content.model import Requirement, Role, SubSkill
from assessment.differences import SURE, Difference
from assessment.evaluation import Result
from assessment.gaps import Gap, Sight
from assessment.measurement.grid import HALF_BAND, HIGHEST_LEVEL, LOWEST_LEVEL
from assessment.plan import HIGHEST_START, LOWEST_START, PlannedStep

Length = Literal[30, 45, 60]
"""How long a talk is, in minutes."""

LENGTHS: Final[tuple[Length, ...]] = get_args(Length)
"""Every length that is offered."""

Why = Literal["differs", "open", "gap"]
"""
Why a sub-skill is talked about: its views differ by more than chance; there is not enough evidence
yet, or none; or it is surely not met.
"""


@dataclass(frozen=True)
class Shape:
    """
    How a length is spent, in minutes; our judgement, to be bent as the talk goes.

    Attributes:
        opening: On what is strong.
        talk: On the sub-skills, together; whole minutes for each, however many there are.
        decision: On what is decided.
        closing: On actions and the next meeting.
        topics: Most sub-skills that there is time for.
    """

    opening: int
    talk: int
    decision: int
    closing: int
    topics: int


SHAPES: Final[Mapping[Length, Shape]] = {
    30: Shape(opening=4, talk=16, decision=4, closing=6, topics=2),
    45: Shape(opening=6, talk=24, decision=6, closing=9, topics=3),
    60: Shape(opening=8, talk=36, decision=6, closing=10, topics=3),
}
"""More than half of every talk goes to two or three sub-skills: more than three are skimmed."""

_STRENGTHS: Final = 3
"""Most strengths to open with."""


@dataclass(frozen=True)
class Strength:
    """
    Something to open with.

    Attributes:
        gap: A requirement that is surely met, or that the mentor saw met.
        difference: How each view sees it.
        note: What the mentor noted about it; may be empty.
    """

    gap: Gap
    difference: Difference
    note: str

    @property
    def surely(self) -> bool:
        """Whether all evidence together settles that the requirement is met."""
        return self.gap.verdict == "meets"

    @property
    def witnessed(self) -> bool:
        """Whether the mentor saw at least what is asked."""
        seen = self.difference.seen
        return seen is not None and seen >= self.gap.requirement.level


@dataclass(frozen=True)
class Topic:
    """
    A sub-skill to talk about.

    Attributes:
        difference: How each view sees it.
        requirement: What the role asks of it.
        why: Why it is talked about.
        minutes: How long.
        levels: Levels in dispute, the lower first; one where the views point to the same, or where
            nothing is known but what the role asks.
        move: The level that proof would move it from, and to.
        proof: What would be that proof.
        note: What the mentor noted about it; may be empty.
    """

    difference: Difference
    requirement: Requirement
    why: Why
    minutes: int
    levels: tuple[int, ...]
    move: tuple[int, int]
    proof: str
    note: str

    @property
    def sub_skill(self) -> SubSkill:
        """The sub-skill."""
        return self.difference.sub_skill


@dataclass(frozen=True)
class Guide:
    """
    A talk between mentor and mentee.

    Attributes:
        length: In minutes; what the parts take adds up to it.
        role: The role that it is about.
        known: Whether there is evidence on anything that the role asks.
        strengths: What to open with: what is surely met, then what only the mentor saw.
        topics: What to talk about, what matters most first.
        actions: Next steps to choose actions from, those of the topics first.
    """

    length: Length
    role: Role
    known: bool
    strengths: tuple[Strength, ...]
    topics: tuple[Topic, ...]
    actions: tuple[PlannedStep, ...]

    @property
    def shape(self) -> Shape:
        """How the length is spent."""
        return SHAPES[self.length]


def guide(
    result: Result, found: Sequence[Difference], notes: Mapping[str, str], length: Length
) -> Guide:
    """
    What to talk about.

    Differences that are sure and that the role asks about come first, then must-haves that are open
    or a gap, then what else is not met.

    Args:
        result: What all evidence says, the mentor's ratings among it.
        found: Where the views differ, what is most worth a talk first.
        notes: What the mentor noted, by sub-skill.
        length: How long the talk is.
    """
    shape, known = SHAPES[length], bool(result.assessed)
    chosen = _chosen(result, found)[: shape.topics] if known else []
    topics = tuple(
        _topic(result, pair, shape.talk // len(chosen), notes.get(pair[1].sub_skill.id, ""))
        for pair in chosen
    )
    talked = {topic.sub_skill.id for topic in topics}
    return Guide(
        length=length,
        role=result.role,
        known=known,
        strengths=_strengths(result, found, notes, talked),
        topics=topics,
        actions=_actions(result, talked),
    )


def _chosen(result: Result, found: Sequence[Difference]) -> list[tuple[Difference, Gap]]:
    gaps = {gap.sub_skill.id: gap for gap in result.gaps}
    by_id = {each.sub_skill.id: each for each in found}
    differing = [each.sub_skill.id for each in found if each.zone in SURE]
    unmet = [gap for gap in result.gaps if gap.verdict != "meets"]
    unmet.sort(key=_rank)
    order = [*differing, *(gap.sub_skill.id for gap in unmet)]
    return [(by_id[sub], gaps[sub]) for sub in dict.fromkeys(order) if sub in gaps]


def _rank(gap: Gap) -> int:
    """Must-haves that are open first, then those that are a gap, then the rest as it stands."""
    if not gap.requirement.critical:
        return 2
    return 1 if gap.verdict == "gap" else 0


def _topic(result: Result, pair: tuple[Difference, Gap], minutes: int, note: str) -> Topic:
    difference, gap = pair
    differs = difference.zone in SURE
    why: Why = "differs" if differs else "gap" if gap.verdict == "gap" else "open"
    move, proof = _proof(result, difference, gap)
    return Topic(
        difference=difference,
        requirement=gap.requirement,
        why=why,
        minutes=minutes,
        levels=_disputed(difference) if differs else _distance(difference, gap),
        move=move,
        proof=proof,
        note=note,
    )


def _disputed(difference: Difference) -> tuple[int, ...]:
    """The levels that the views lie furthest apart at, in the views' own words where they are."""
    said = {view: level_of(sight) for view, sight in difference.sights.items()}
    if difference.rating is not None:
        said["self"] = difference.rating
    if difference.seen is not None:
        said["mentor"] = difference.seen
    return tuple(sorted({_anchored(min(said.values())), _anchored(max(said.values()))}))


def _distance(difference: Difference, gap: Gap) -> tuple[int, ...]:
    """The level that the evidence points to and the one that the role asks."""
    asked = gap.requirement.level
    if difference.together is None:
        return (asked,)
    return tuple(sorted({_anchored(level_of(difference.together)), asked}))


def level_of(sight: Sight) -> int:
    """The level in whose band an estimate lies, 1 to 5."""
    return _anchored(floor(sight.estimate + HALF_BAND))


def _anchored(level: int) -> int:
    """``level``, moved to the nearest that has an anchor."""
    return min(max(level, LOWEST_LEVEL), HIGHEST_LEVEL)


def _proof(result: Result, difference: Difference, gap: Gap) -> tuple[tuple[int, int], str]:
    """The move that the plan has next; where it has none, one that leads no further than asked."""
    planned = [each.step for each in result.steps if each.gap is gap]
    stands = level_of(difference.together) if difference.together else LOWEST_START
    start = max(min(stands, gap.requirement.level - 1, HIGHEST_START), LOWEST_START)
    steps = [*planned, *(step for step in gap.sub_skill.steps if step.from_level == start)]
    if steps:
        return (steps[0].from_level, steps[0].to_level), steps[0].artefact
    return (start, start + 1), gap.sub_skill.evidence_prompt


def _strengths(
    result: Result, found: Sequence[Difference], notes: Mapping[str, str], talked: set[str]
) -> tuple[Strength, ...]:
    by_id = {each.sub_skill.id: each for each in found}
    strong = [
        Strength(gap, by_id[gap.sub_skill.id], notes.get(gap.sub_skill.id, ""))
        for gap in result.gaps
        if gap.sub_skill.id not in talked
    ]
    strong = [each for each in strong if each.surely or each.witnessed]
    strong.sort(key=lambda each: (each.surely, each.gap.chance), reverse=True)
    return tuple(strong[:_STRENGTHS])


def _actions(result: Result, talked: set[str]) -> tuple[PlannedStep, ...]:
    ahead = [each for each in result.steps if not each.postponed]
    ahead.sort(key=lambda each: each.gap.sub_skill.id not in talked)
    return tuple(islice(ahead, MOST_ACTIONS))
