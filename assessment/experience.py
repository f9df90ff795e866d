"""
How far somebody is along the path to a role, by what they have done; never part of a level.

A question is met where the answer reaches what the role expects and is backed well enough, or
where something else makes up for it; without an answer it is open, which is not the same as short.
"""

from dataclasses import dataclass
from typing import Final, Literal

from assessment.attempts import Attempt
from assessment.background import PathAnswer
from assessment.content.model import Content, Role
from assessment.content.path import Condition, Expectation, PathQuestion, Step
from assessment.content.tools import ToolCategory

State = Literal["met", "short", "open", "optional"]
"""What may be said of a question; ``optional`` where the role expects nothing."""

NOT_ANSWERED: Final = None


@dataclass(frozen=True)
class Milestone:
    """
    One question of the path against a role.

    Attributes:
        question: What was asked.
        expected: What the role expects.
        given: The option that counts as the answer; None without one.
        evidence: How well it is backed, E0 to E4; None without an answer.
        state: What may be said.
    """

    question: PathQuestion
    expected: Expectation | None
    given: str | None
    evidence: int | None
    state: State


@dataclass(frozen=True)
class StepReached:
    """
    One step of the path against a role.

    Attributes:
        step: The step.
        milestones: Its questions, in order.
    """

    step: Step
    milestones: tuple[Milestone, ...]

    @property
    def state(self) -> State:
        """Met where every core question is; short where one is short; else open."""
        core = [m.state for m in self.milestones if m.question.core and m.state != "optional"]
        if not core:
            return "optional"
        if "short" in core:
            return "short"
        return "open" if "open" in core else "met"


@dataclass(frozen=True)
class ToolReached:
    """
    One kind of tool against a role.

    Attributes:
        category: The kind.
        level: How far the person goes, 0 to 4; None where they have not said.
        needed: How far the role needs it, in our judgement.
    """

    category: ToolCategory
    level: int | None
    needed: int

    @property
    def state(self) -> State:
        """Whether the level is what the role needs."""
        if not self.needed:
            return "optional"
        if self.level is None:
            return "open"
        return "met" if self.level >= self.needed else "short"


def path_reached(content: Content, attempt: Attempt, role: Role) -> tuple[StepReached, ...]:
    """Every step of the path, with what ``role`` expects and what the person answered."""
    return tuple(
        StepReached(
            step,
            tuple(_milestone(content, attempt, role, question) for question in step.questions),
        )
        for step in content.path.steps
    )


def tools_reached(content: Content, attempt: Attempt, role: Role) -> tuple[ToolReached, ...]:
    """Every kind of tool, with what ``role`` needs and how far the person goes."""
    needs = content.tools.needs(role.id)
    return tuple(
        ToolReached(
            category,
            attempt.tools[category.id].level if category.id in attempt.tools else None,
            needs.get(category.id, 0),
        )
        for category in content.tools.categories
    )


def answer_to(content: Content, attempt: Attempt, question: PathQuestion) -> PathAnswer | None:
    """
    The answer that counts for a question: given, or counted from the tools.

    An answer whose option is no longer there is none.
    """
    given = attempt.path.get(question.id)
    if question.tool_level is not None:
        if not attempt.tools:
            return NOT_ANSWERED
        used = _used(attempt, question.tool_level)
        option = question.options[min(len(used), len(question.options) - 1)].id
        return PathAnswer(option=option, evidence=given.evidence if given else 1)
    if given is None or given.option not in {option.id for option in question.options}:
        return NOT_ANSWERED
    return given


def _milestone(content: Content, attempt: Attempt, role: Role, question: PathQuestion) -> Milestone:
    expected = content.path.expectation(role.id, question.id)
    answer = answer_to(content, attempt, question)
    state = _state(content, attempt, expected)
    given, evidence = (answer.option, answer.evidence) if answer else (None, None)
    return Milestone(question, expected, given, evidence, state)


def _state(content: Content, attempt: Attempt, expected: Expectation | None) -> State:
    if expected is None or expected.optional:
        return "optional"
    own = None
    if expected.at_least is not None:
        asked = Condition(question=expected.question, at_least=expected.at_least)
        own = _holds(content, attempt, asked)
        if own and _among(content, attempt, expected):
            return "met"
    others = [_holds(content, attempt, condition) for condition in expected.instead]
    if others and all(others):
        return "met"
    unanswered = own is None if expected.at_least is not None else None in others
    return "open" if unanswered else "short"


def _holds(content: Content, attempt: Attempt, condition: Condition) -> bool | None:
    question = content.path.questions[condition.question]
    answer = answer_to(content, attempt, question)
    if answer is None or answer.option is None:
        return None
    needed = content.path.rule.evidence if condition.evidence is None else condition.evidence
    reached = question.rank(answer.option) >= question.rank(condition.at_least)
    if not reached and question.tool_level is not None and not _all_tools_said(content, attempt):
        return None  # so far the count is only the least that it can be
    return reached and answer.evidence >= needed


def _among(content: Content, attempt: Attempt, expected: Expectation) -> bool:
    level = content.path.questions[expected.question].tool_level
    if not expected.among or level is None:
        return True
    return bool(_used(attempt, level) & set(expected.among))


def _all_tools_said(content: Content, attempt: Attempt) -> bool:
    return content.tools.categories_by_id.keys() <= attempt.tools.keys()


def _used(attempt: Attempt, level: int) -> set[str]:
    return {category for category, use in attempt.tools.items() if use.level >= level}
