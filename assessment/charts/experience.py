"""The path and the tools against a role, as a sentence and tables."""

from collections.abc import Mapping, Sequence
from typing import Final

from assessment.charts.words import listed
from assessment.content.model import Role
from assessment.content.path import CareerPath, PathQuestion
from assessment.content.tools import Tools
from assessment.experience import Milestone, State, StepReached, ToolReached

_SAID: Final[Mapping[State, str]] = {
    "met": "in place",
    "short": "not yet",
    "open": "open",
    "optional": "not asked for",
}


def sentence(role: Role, steps: Sequence[StepReached]) -> str:
    """Which steps of the path are in place."""
    there = [reached.step.name for reached in steps if reached.state == "met"]
    missing = [reached.step.name for reached in steps if reached.state == "short"]
    if not there and not missing:
        return f"Nothing is said yet about the way to {role.name}."
    parts = [f"In place for {role.name}: {listed(there)}." if there else ""]
    parts.append(f"Not yet: {listed(missing)}." if missing else "")
    return " ".join(filter(None, parts))


def steps(found: Sequence[StepReached]) -> list[dict[str, str]]:
    """Each step of the path, and what keeps it from being in place."""
    return [
        {
            "Step": reached.step.name,
            "So": _SAID[reached.state],
            "Still missing": "; ".join(_missing(reached)) or "nothing",
        }
        for reached in found
    ]


def tools(found: Sequence[ToolReached], scale: Tools) -> list[dict[str, str]]:
    """Each kind of tool, how far the person goes and how far the role needs it."""
    names = {step.level: f"{step.level} {step.name}" for step in scale.scale}
    return [
        {
            "Kind of tool": reached.category.name,
            "You": "" if reached.level is None else names[reached.level],
            "Needed": names[reached.needed],
            "So": _SAID[reached.state],
        }
        for reached in found
    ]


def expected(question: PathQuestion, milestone: Milestone) -> str:
    """What the role expects of an answer, in the words of its options."""
    wanted = milestone.expected
    if wanted is None or wanted.optional:
        return "The role does not ask for this."
    if wanted.at_least is None:
        return "The role counts other answers for this one."
    text = question.options[question.rank(wanted.at_least)].text
    return f"The role expects: {text}" + (", or something instead." if wanted.instead else ".")


def evidence(path: CareerPath) -> dict[int, str]:
    """How an answer may be backed, in words, by its grade."""
    return {grade.level: f"{grade.name}: {grade.meaning}" for grade in path.evidence}


def _missing(reached: StepReached) -> list[str]:
    return [
        _needed(milestone)
        for milestone in reached.milestones
        if milestone.question.core and milestone.state in {"short", "open"}
    ]


def _needed(milestone: Milestone) -> str:
    question, wanted = milestone.question, milestone.expected
    if milestone.state == "open":
        return f"no answer to: {question.text}"
    if wanted is None or wanted.at_least is None:
        return f"more than: {question.text}"
    text = question.options[question.rank(wanted.at_least)].text
    reaches = milestone.given is not None and question.rank(milestone.given) >= question.rank(
        wanted.at_least
    )
    return f"proof of: {text}" if reaches else text
