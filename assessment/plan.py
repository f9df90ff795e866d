"""From gaps to what to do next: steps that lead from where somebody stands, most urgent first."""

from dataclasses import dataclass
from math import floor
from typing import Final

from assessment.content.steps import NextStep
from assessment.decisions import NOTHING_DECIDED, Decisions, StepDecision
from assessment.gaps import Gap
from assessment.measurement.grid import HALF_BAND

LOWEST_START: Final = 1
"""Steps from level 1 also serve those who are not there yet."""

HIGHEST_START: Final = 4
"""Nothing leads above level 5."""


@dataclass(frozen=True)
class PlannedStep:
    """
    A next step, with the gap that calls for it.

    Attributes:
        gap: The requirement that is not met yet.
        step: What to do.
        decision: What the person decided about it; None so far.
        others: Other steps for the same move, to swap for.
    """

    gap: Gap
    step: NextStep
    decision: StepDecision | None = None
    others: tuple[NextStep, ...] = ()

    @property
    def hours(self) -> float:
        """Effort in hours: the person's own figure, or the middle of our range."""
        if self.decision is not None and self.decision.hours is not None:
            return self.decision.hours
        return (self.step.hours.least + self.step.hours.most) / 2

    @property
    def postponed(self) -> bool:
        """Whether the others go first."""
        return self.decision is not None and self.decision.state == "postponed"

    @property
    def urgency(self) -> tuple[bool, bool, float]:
        """Must-haves first, largest gap first; then gain per hour. Sorts larger first."""
        must, size = self.gap.priority
        return (not self.postponed, must, size if must else self.gap.gain / self.hours)

    @property
    def summary(self) -> str:
        """What it builds, from which level to which, and how long it takes."""
        must = ["must-have"] if self.gap.requirement.critical else []
        hours = self.step.hours
        parts = [
            self.gap.sub_skill.name,
            f"level {self.step.from_level} to {self.step.to_level}",
            *must,
            f"{hours.least} to {hours.most} h",
        ]
        return " · ".join(parts)


def next_steps(
    gaps: tuple[Gap, ...], decisions: Decisions = NOTHING_DECIDED
) -> tuple[PlannedStep, ...]:
    """
    One step for every requirement that is a gap or unclear, most urgent first.

    What is not assessed asks for an answer, not for a step. The step starts at the level that the
    estimate lies in, one higher for each step done since, and no higher than one below the
    requirement. A sub-skill whose step was declined, or whose steps are all used up, is left out.
    """
    found = [_planned(gap, decisions) for gap in gaps if gap.verdict in {"gap", "unclear"}]
    return tuple(sorted(filter(None, found), key=lambda each: each.urgency, reverse=True))


def finished(
    gaps: tuple[Gap, ...], decisions: Decisions
) -> tuple[tuple[NextStep, StepDecision], ...]:
    """Steps that are done or declined, with the decision, in the order of ``gaps``."""
    steps = [step for gap in gaps for step in gap.sub_skill.steps if step.id in decisions.steps]
    with_decision = [(step, decisions.steps[step.id]) for step in steps]
    return tuple(pair for pair in with_decision if pair[1].state in {"done", "declined"})


def _planned(gap: Gap, decisions: Decisions) -> PlannedStep | None:
    if _declined(gap, decisions):
        return None
    start = _start(gap, decisions)
    if start is None:
        return None
    steps = [step for step in gap.sub_skill.steps if step.from_level == start]
    states = {
        step.id: decisions.steps[step.id].state for step in steps if step.id in decisions.steps
    }
    fresh = [step for step in steps if states.get(step.id) not in {"done", "swapped"}]
    fresh.sort(key=lambda step: states.get(step.id) != "accepted")
    if not fresh:
        return None
    others = tuple(step for step in steps if step is not fresh[0] and states.get(step.id) != "done")
    return PlannedStep(gap, fresh[0], decisions.steps.get(fresh[0].id), others)


def _declined(gap: Gap, decisions: Decisions) -> bool:
    return any(
        decisions.steps[step.id].state == "declined"
        for step in gap.sub_skill.steps
        if step.id in decisions.steps
    )


def _start(gap: Gap, decisions: Decisions) -> int | None:
    """Level that the next step starts from; None where the requirement's level is reached."""
    moves = {step.from_level for step in gap.sub_skill.steps if step.id in decisions.done_since}
    level = floor(gap.estimate + HALF_BAND)
    stands = min(max(level, LOWEST_START), gap.requirement.level - 1, HIGHEST_START)
    while stands in moves:
        stands += 1
    within = LOWEST_START <= stands < gap.requirement.level
    return stands if within else None
