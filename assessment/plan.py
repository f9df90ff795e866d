"""From gaps to what to do next: the steps that lead from where somebody stands."""

from dataclasses import dataclass
from typing import Final

from assessment.content.model import NextStep
from assessment.gaps import Gap

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
    """

    gap: Gap
    step: NextStep

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


def next_steps(gaps: tuple[Gap, ...]) -> tuple[PlannedStep, ...]:
    """
    One step for every requirement that is a gap or unclear, in the order of ``gaps``.

    What is not assessed asks for an answer, not for a step. The step starts at the level that the
    estimate lies in, and no higher than one below the requirement.
    """
    open_gaps = [
        gap for gap in gaps if gap.verdict in {"gap", "unclear"} and gap.requirement.level > 1
    ]
    return tuple(PlannedStep(gap, step) for gap in open_gaps for step in _steps(gap)[:1])


def _steps(gap: Gap) -> list[NextStep]:
    start = min(round(gap.estimate), gap.requirement.level - 1, HIGHEST_START)
    start = max(start, LOWEST_START)
    return [step for step in gap.sub_skill.steps if step.from_level == start]
