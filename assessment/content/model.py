"""What is asked and what is required: framework, skills, sub-skills, roles."""

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, HttpUrl

from assessment.content.base import ContentModel, Fact, Level, Slug, Text
from assessment.content.calibration import Calibration, PlacedItem
from assessment.content.glossary import Glossary
from assessment.content.items import Item
from assessment.content.market import Market
from assessment.content.path import CareerPath
from assessment.content.steps import NextStep
from assessment.content.tools import Tools


class ProficiencyLevel(ContentModel):
    """
    One step of the proficiency scale.

    Attributes:
        level: 0 ("Not yet", an answer only) to 5.
        name: The word for it.
        meaning: What it takes, in one sentence.
        autonomy: How far the person acts alone.
        complexity: What kind of problem is handled.
        influence: Whom the work moves.
        scope: How far the effect reaches.
        proof: What usually shows it.
    """

    level: Annotated[int, Field(ge=0, le=5)]
    name: Text
    meaning: Text
    autonomy: Text
    complexity: Text
    influence: Text
    scope: Text
    proof: Text


class Threshold(ContentModel):
    """A number that policy sets, with the reason it was set there."""

    value: float
    why: Text


class Policy(ContentModel):
    """
    The numbers that nobody can derive and somebody must choose.

    Attributes:
        meets: P(requirement met) from which a requirement counts as met.
        gap: P(requirement met) up to which it counts as a gap.
        likely_range: Probability mass of every likely range.
        role_difference: Probability from which one role is called a better fit than another.
        items_short: Items in a short attempt.
        items_full: Items in a full attempt.
        items_per_sub_skill: Most items of one sub-skill in an attempt.
        evidence_from_level: Self-rating from which an evidence line is asked for.
    """

    meets: Threshold = Field(description="Chance from which a requirement is met")
    gap: Threshold = Field(description="Chance up to which it is a gap")
    likely_range: Threshold = Field(description="Chance that a likely range holds the level")
    role_difference: Threshold = Field(description="Chance from which two roles are told apart")
    items_short: Threshold = Field(description="Questions in a short run")
    items_full: Threshold = Field(description="Questions in a full run")
    items_per_sub_skill: Threshold = Field(description="Most questions on one sub-skill")
    evidence_from_level: Threshold = Field(description="Self-rating that asks for evidence")


class Attribution(ContentModel):
    """A framework that our crosswalk points to, with the acknowledgement that it asks for."""

    name: Text
    text: Text
    url: HttpUrl


class Framework(ContentModel):
    """
    The frame that all content stands in.

    Attributes:
        version: Content version, ``year.month.patch``; stored with every attempt.
        status: How far the content has been reviewed, in one sentence.
        levels: The proficiency scale, from 0 to 5.
        not_yet: The answer option for level 0, as the respondent reads it.
        not_yet_seen: The same as a mentor reads it.
        self_rating_question: The question above the anchors.
        policy: The chosen thresholds.
        attributions: Frameworks referred to.
        calibration: Name of a file beside this one with difficulties learned from answers; None
            where every difficulty is its author's.
    """

    version: Annotated[str, Field(pattern=r"^\d{4}\.\d{1,2}\.\d+$")]
    status: Text
    levels: tuple[ProficiencyLevel, ...] = Field(min_length=6, max_length=6)
    not_yet: Text
    not_yet_seen: Text
    self_rating_question: Text
    policy: Policy
    attributions: tuple[Attribution, ...]
    calibration: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*\.yaml$")] | None = None

    def asks_for_evidence(self, rating: int | None) -> bool:
        """Whether a self-rating is high enough for an evidence line; None does not apply."""
        return rating is not None and rating >= self.policy.evidence_from_level.value


class EscoSkill(ContentModel):
    """A skill of the ESCO classification: label and identifier."""

    label: Text
    uri: HttpUrl


class OnetTask(ContentModel):
    """A task of the O*NET database: its number and the occupation it belongs to."""

    task: int
    occupation: Annotated[str, Field(pattern=r"^\d{2}-\d{4}\.\d{2}$")]


class Crosswalk(ContentModel):
    """The closest, never equal, entries of three public frameworks."""

    esco: tuple[EscoSkill, ...]
    onet: tuple[OnetTask, ...]
    sfia: tuple[Annotated[str, Field(pattern=r"^[A-Z]{4}$")], ...]


class SubSkill(ContentModel):
    """
    One thing a person can be good at: what it is, how it shows, what asks and what builds it.

    Attributes:
        id: The file's name without ending.
        name: What people call it.
        order: Place among its skill's sub-skills.
        definition: One sentence.
        evidence_prompt: What a good evidence line names, asked from level 3 up.
        mentor_question: What a mentor would ask about it.
        anchors: One behaviour per level, 1 to 5.
        items: What is asked to show it.
        steps: What builds it.
        crosswalk: Where it lies in public frameworks.
    """

    id: Slug
    name: Text
    order: int
    definition: Text
    evidence_prompt: Text
    mentor_question: Text
    anchors: tuple[Text, ...] = Field(min_length=5, max_length=5)
    items: tuple[Item, ...] = ()
    steps: tuple[NextStep, ...] = ()
    crosswalk: Crosswalk


class Skill(ContentModel):
    """A core skill: a name over a handful of sub-skills."""

    id: Slug
    name: Text
    order: int
    definition: Text
    sub_skills: tuple[SubSkill, ...] = Field(min_length=1)


class Requirement(ContentModel):
    """
    What a role needs of one sub-skill.

    Attributes:
        sub_skill: Which one.
        level: Required level, 1 to 5.
        weight: 1 useful, 2 important, 3 core.
        critical: True for a must-have.
    """

    sub_skill: Slug
    level: Level
    weight: Annotated[int, Field(ge=1, le=3)]
    critical: bool


class Role(ContentModel):
    """
    A role profile: its requirements, and a card that says what the job is.

    Attributes:
        id: The file's name without ending.
        name: The usual title.
        order: Place in lists; the first is offered by default.
        status: ``draft`` until a panel of practitioners has rated it.
        purpose: What the role is there for.
        duties: What it does.
        other_titles: What else it is called.
        reports_to: Whom it answers to.
        team: Whom it leads.
        kpis: What it is measured by.
        tools: What it works with.
        experience: What usually comes before.
        next_roles: What usually comes after.
        notes: What to know before comparing.
        requirements: Level, weight and must-have per sub-skill; one left out does not count.
    """

    id: Slug
    name: Text
    order: int
    status: Literal["draft", "panel"]
    purpose: Fact
    duties: tuple[Fact, ...] = Field(min_length=1)
    other_titles: tuple[Fact, ...]
    reports_to: Fact
    team: Fact
    kpis: tuple[Fact, ...] = Field(min_length=1)
    tools: Fact
    experience: tuple[Fact, ...] = Field(min_length=1)
    next_roles: tuple[Fact, ...]
    notes: tuple[Fact, ...] = ()
    requirements: tuple[Requirement, ...] = Field(min_length=1)


class Content(ContentModel):
    """
    All of ``data/``, checked and linked.

    Attributes:
        framework: Scale, policy and version.
        skills: In order; each holds its sub-skills in order.
        roles: In order; the first is the default target.
        path: What was done so far, and what roles expect of it; never part of a level.
        tools: Tool categories, and what roles need of them; never part of a level.
        market: Pay, places and demand.
        glossary: Key figures and terms.
        digest: SHA-256 of the files' text, in hexadecimal; frozen into every attempt.
        calibration: Difficulties learned from answers; None where the framework names none.
    """

    framework: Framework
    skills: tuple[Skill, ...] = Field(min_length=1)
    roles: tuple[Role, ...] = Field(min_length=1)
    path: CareerPath
    tools: Tools
    market: Market
    glossary: Glossary
    digest: str
    calibration: Calibration | None = None

    @cached_property
    def placed(self) -> Mapping[str, PlacedItem]:
        """Where answers place an item, by its id; the others lie where their authors see them."""
        return (
            {each.item: each for each in self.calibration.difficulties} if self.calibration else {}
        )

    @cached_property
    def sub_skills(self) -> tuple[SubSkill, ...]:
        """Every sub-skill, in the order of skills and then of their own."""
        return tuple(sub for skill in self.skills for sub in skill.sub_skills)

    @cached_property
    def skill_index(self) -> tuple[int, ...]:
        """For each sub-skill the index of its skill."""
        return tuple(i for i, skill in enumerate(self.skills) for _ in skill.sub_skills)

    @cached_property
    def sub_skill_index(self) -> Mapping[str, int]:
        """Index of each sub-skill by its id."""
        return {sub.id: i for i, sub in enumerate(self.sub_skills)}

    @cached_property
    def items(self) -> Mapping[str, tuple[SubSkill, Item]]:
        """Each item by its id, with the sub-skill that it shows."""
        return {item.id: (sub, item) for sub in self.sub_skills for item in sub.items}

    @cached_property
    def roles_by_id(self) -> Mapping[str, Role]:
        """Each role profile by its id."""
        return {role.id: role for role in self.roles}
