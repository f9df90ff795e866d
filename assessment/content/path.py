"""The path to a role: what is asked about what a person has done, and what is expected."""

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from assessment.content.base import ContentModel, Fact, Slug, Text

EvidenceGrade = Annotated[int, Field(ge=0, le=4)]
"""How well an answer is backed, E0 to E4."""


class Answer(ContentModel):
    """
    One answer to a question of the path.

    Attributes:
        id: Unique within its question; stored instead of the text, and never reused.
        text: What the respondent reads.
    """

    id: Slug
    text: Text


class PathQuestion(ContentModel):
    """
    One question about what a person has done; its answer is never part of a level.

    Attributes:
        id: Unique over the path; never reused.
        text: What the respondent reads.
        core: True where the step is not in place without it.
        options: From the least to the most.
        tool_level: Set where the answer counts tool categories: the tool level that counts. The
            options then say none, one, two and so on.
    """

    id: Slug
    text: Text
    core: bool
    options: tuple[Answer, ...] = Field(min_length=2)
    tool_level: Annotated[int, Field(ge=1, le=4)] | None = None

    def rank(self, option: str) -> int:
        """How many options are less than ``option``; ValueError if it is not one of them."""
        return [answer.id for answer in self.options].index(option)


class Step(ContentModel):
    """
    One step of the path.

    Attributes:
        id: Unique over the path.
        name: What people call it.
        meaning: What it is about, in one sentence.
        facts: What is known about how often it is asked for.
        questions: In the order asked.
    """

    id: Slug
    name: Text
    meaning: Text
    facts: tuple[Fact, ...] = ()
    questions: tuple[PathQuestion, ...] = Field(min_length=1)


class Evidence(ContentModel):
    """One way in which an answer can be backed: its grade, a word for it and what it takes."""

    level: EvidenceGrade
    name: Text
    meaning: Text


class Rule(ContentModel):
    """When a step is in place: the evidence that an answer needs, and the rule in words."""

    evidence: EvidenceGrade
    text: Text


class Condition(ContentModel):
    """
    An answer that counts for another question.

    Attributes:
        question: The question whose answer counts.
        at_least: Its option from which it does.
        evidence: Evidence that this takes; None for that of the rule.
    """

    question: Slug
    at_least: Slug
    evidence: EvidenceGrade | None = None


class Expectation(ContentModel):
    """
    What is expected of one answer.

    Attributes:
        question: Which question.
        at_least: Option from which it is in place. None with ``instead``: only that counts;
            None without: optional.
        instead: What counts for it; all of them together.
        among: Tool categories of which at least one must be among those counted.
    """

    question: Slug
    at_least: Slug | None
    instead: tuple[Condition, ...] = ()
    among: tuple[Slug, ...] = ()

    @property
    def optional(self) -> bool:
        """Whether nothing is expected."""
        return self.at_least is None and not self.instead


class PathVariant(ContentModel):
    """Where one role expects something other than the usual, and why."""

    role: Slug
    why: Text
    expects: tuple[Expectation, ...]


class CareerPath(ContentModel):
    """
    All of ``path.yaml``.

    Attributes:
        status: ``draft`` until practitioners have rated the thresholds.
        purpose: What the path is for and what it is not for, as shown to respondents.
        evidence: How answers are backed, from E0 up.
        rule: When a step is in place.
        steps: In order.
        usual: What is expected where a role says nothing else; one for every question.
        roles: Where roles differ. A role may be left out: then the usual holds.
    """

    status: Literal["draft", "panel"]
    purpose: Text
    evidence: tuple[Evidence, ...] = Field(min_length=5, max_length=5)
    rule: Rule
    steps: tuple[Step, ...] = Field(min_length=1)
    usual: tuple[Expectation, ...]
    roles: tuple[PathVariant, ...]

    @cached_property
    def questions(self) -> Mapping[str, PathQuestion]:
        """Each question by its id, in the order asked."""
        return {question.id: question for step in self.steps for question in step.questions}

    @cached_property
    def _expectations(self) -> Mapping[str, Mapping[str, Expectation]]:
        return {v.role: {e.question: e for e in (*self.usual, *v.expects)} for v in self.roles}

    @cached_property
    def _usual(self) -> Mapping[str, Expectation]:
        return {expectation.question: expectation for expectation in self.usual}

    def expectation(self, role: str, question: str) -> Expectation | None:
        """What ``role`` expects of the answer to ``question``; None if nobody has said."""
        return self._expectations.get(role, self._usual).get(question)
