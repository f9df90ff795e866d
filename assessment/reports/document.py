"""One plain model of a report; every format writes this, and nothing else."""

from dataclasses import dataclass
from datetime import date

from assessment.gaps import Verdict


@dataclass(frozen=True)
class Level:
    """
    A level with its likely range, to the tenth that pages show; more would be false precision.

    Attributes:
        estimate: Expected level.
        low: Lower end of the likely range, in levels.
        high: Upper end of the likely range, in levels.
    """

    estimate: float
    low: float
    high: float

    @property
    def likely(self) -> str:
        """The likely range in words."""
        return f"{self.low:.1f} to {self.high:.1f}"


@dataclass(frozen=True)
class SkillLine:
    """
    A core skill.

    Attributes:
        name: What it is called.
        level: Where the person stands; None where nothing of it is assessed.
        asked: Mean of what the role asks, in levels; None where it asks nothing.
        assessed: Number of its sub-skills about which there is evidence.
        sub_skills: Number of its sub-skills.
    """

    name: str
    level: Level | None
    asked: float | None
    assessed: int
    sub_skills: int


@dataclass(frozen=True)
class RequirementLine:
    """
    One requirement of the role.

    Attributes:
        name: The sub-skill.
        skill: The core skill it belongs to.
        must_have: Whether the role cannot do without it.
        asked: Required level, 1 to 5.
        weight: 1 useful, 2 important, 3 core.
        level: Where the person stands; None where it is not assessed.
        chance: P(requirement met), 0 to 1, to the hundredth; None where it is not assessed.
        verdict: What may be said.
        said: The same in words.
    """

    name: str
    skill: str
    must_have: bool
    asked: int
    weight: int
    level: Level | None
    chance: float | None
    verdict: Verdict
    said: str


@dataclass(frozen=True)
class RoleLine:
    """
    One role in the ranking.

    Attributes:
        name: What it is called.
        readiness: Expected weighted share of requirements met, 0 to 1, to the hundredth.
        all_must_haves: Probability that every must-have is met, 0 to 1, to the hundredth.
        tied_with: Roles that the evidence cannot tell from this one.
    """

    name: str
    readiness: float
    all_must_haves: float
    tied_with: tuple[str, ...]


@dataclass(frozen=True)
class StepLine:
    """
    One next step in time.

    Attributes:
        id: Of the step.
        title: What to do.
        builds: The sub-skill.
        from_level: Level it starts from.
        to_level: Level it leads towards.
        must_have: Whether the role cannot do without the sub-skill.
        hours: Effort, in hours.
        start: First day.
        end: Last day.
        soon: Whether it begins before the retake; what follows is planned anew then.
        task: How.
        proof: What exists at the end.
        mentor_question: What a mentor would ask.
        cost: What it costs, in words.
        resource: Something public that helps; empty where there is none.
        address: Where that is; empty where there is none.
    """

    id: str
    title: str
    builds: str
    from_level: int
    to_level: int
    must_have: bool
    hours: float
    start: date
    end: date
    soon: bool
    task: str
    proof: str
    mentor_question: str
    cost: str
    resource: str
    address: str

    @property
    def summary(self) -> str:
        """What it builds, from which level to which, and how long it takes."""
        must = " · must-have" if self.must_have else ""
        move = f"level {self.from_level} to {self.to_level}"
        return f"{self.builds} · {move}{must} · {self.hours:g} h"


@dataclass(frozen=True)
class RatingLine:
    """
    One self-rating.

    Attributes:
        name: The sub-skill.
        rating: 0 to 5; None where it does not apply.
        said: The rating in words.
        evidence: The evidence line; empty where there is none or it is left out.
    """

    name: str
    rating: int | None
    said: str
    evidence: str


@dataclass(frozen=True)
class AnswerLine:
    """
    One question answered.

    Attributes:
        about: The sub-skill.
        item_level: Level of the item, 1 to 5.
        result: How the answer did.
        confidence: How sure the person was, 0 to 100; None where they did not say.
    """

    about: str
    item_level: int
    result: str
    confidence: int | None


@dataclass(frozen=True)
class Figure:
    """A number of the first page: what it is, its value, and how sure that is."""

    name: str
    value: str
    doubt: str


@dataclass(frozen=True)
class AgreedLine:
    """
    One action agreed on with a mentor.

    Attributes:
        id: Of the action.
        mentor: With whom; may be empty.
        what: To do, in a line.
        owner: Who does it, in words.
        by: The day it is done by.
        proof: What will show that it is done; may be empty.
        said: What becomes of it, in words.
    """

    id: str
    mentor: str
    what: str
    owner: str
    by: date
    proof: str
    said: str


@dataclass(frozen=True)
class AgreedLevelLine:
    """
    One level agreed on with a mentor; it stands beside the estimate.

    Attributes:
        mentor: With whom; may be empty.
        name: The sub-skill.
        level: 0 to 5.
        said: The level in words.
        note: Why; may be empty.
    """

    mentor: str
    name: str
    level: int
    said: str
    note: str


@dataclass(frozen=True)
class Report:
    """
    Everything that a document may say.

    Attributes:
        attempt: Id of the attempt; never printed.
        name: Of the person; empty where they gave none or leave it out.
        day: The day of the report.
        role: The profile compared with.
        title: The answer in one line.
        lead: What is settled, and where to start.
        figures: Readiness, must-haves, closest role.
        radar: The core skills in a sentence.
        ranges: The requirements in a sentence.
        key: How to read the ranges.
        plan: The plan in a sentence.
        limits: What it is for, and what it cannot say.
        method: How the numbers come about.
        content: Version of the content.
        evidence: Which evidence counts.
        rated: Number of self-ratings given.
        answered: Number of questions answered.
        readiness: Low end, expectation and high end of the share met, 0 to 1.
        levels: Names of the levels from 1 up.
        skills: The core skills.
        requirements: What the role asks, most urgent first.
        roles: All roles, best fit first.
        steps: The plan, by first day.
        no_steps: Why there is no step; empty where there are some.
        retake: The day of the next blind retake.
        ratings: The self-ratings.
        answers: The questions answered.
        agreed: The actions agreed on with mentors, what is due first at the top.
        agreed_levels: The levels agreed on with mentors.
        meetings: The days of the next meetings, with the mentor's name.
    """

    attempt: str
    name: str
    day: date
    role: str
    title: str
    lead: str
    figures: tuple[Figure, ...]
    radar: str
    ranges: str
    key: str
    plan: str
    limits: str
    method: str
    content: str
    evidence: str
    rated: int
    answered: int
    readiness: tuple[float, float, float]
    levels: tuple[str, ...]
    skills: tuple[SkillLine, ...]
    requirements: tuple[RequirementLine, ...]
    roles: tuple[RoleLine, ...]
    steps: tuple[StepLine, ...]
    no_steps: str
    retake: date
    ratings: tuple[RatingLine, ...]
    answers: tuple[AnswerLine, ...]
    agreed: tuple[AgreedLine, ...]
    agreed_levels: tuple[AgreedLevelLine, ...]
    meetings: tuple[tuple[str, date], ...]

    @property
    def soon(self) -> tuple[StepLine, ...]:
        """The steps that begin before the retake."""
        return tuple(step for step in self.steps if step.soon)
