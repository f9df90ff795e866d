"""
What would change if some sub-skills were a level higher: arithmetic on today's evidence.

A level more on a sub-skill meets a requirement exactly where today's level meets one that asks a
level less. So a person with raised sub-skills is compared as they are with roles that ask less,
and nothing about chances, must-haves or ties has to be computed in another way. It is no forecast:
it does not say whether, or how soon, somebody gets there.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from assessment.attempts import Attempt
from assessment.bank import Bank
from assessment.content.model import Role
from assessment.evaluation import Result, evaluate
from assessment.measurement.grid import LOWEST_LEVEL
from assessment.plan import PlannedStep


@dataclass(frozen=True)
class Move:
    """
    One next step, and what the level that it leads to would be worth.

    Attributes:
        planned: The step.
        readiness: What the level would add to readiness, 0 to 1.
    """

    planned: PlannedStep
    readiness: float

    @property
    def per_hour(self) -> float:
        """Added readiness for each hour of the step."""
        return self.readiness / self.planned.hours


def what_if(
    bank: Bank, attempt: Attempt, role: Role, raised: Collection[str], roles: Sequence[Role]
) -> Result:
    """
    The result if each sub-skill in ``raised`` were one level higher.

    Args:
        bank: The content as curves.
        attempt: What the person did.
        role: The profile compared with.
        raised: Ids of sub-skills.
        roles: The profiles ranked, ``role`` among them.

    Returns:
        A result whose chances, gaps, readiness and ranking are those of the raised levels; its
        estimates and likely ranges are still today's, and so are the required levels one lower.
    """
    eased = {each.id: asking_less(each, raised) for each in roles}
    return evaluate(bank, attempt, eased[role.id], roles=tuple(eased.values()))


def asking_less(role: Role, raised: Collection[str]) -> Role:
    """``role`` with one level less asked of each sub-skill in ``raised``, and no less than 1."""
    requirements = tuple(
        asked.model_copy(update={"level": max(asked.level - 1, LOWEST_LEVEL)})
        if asked.sub_skill in raised
        else asked
        for asked in role.requirements
    )
    return role.model_copy(update={"requirements": requirements})


def moves(result: Result) -> tuple[Move, ...]:
    """What each next step of a result would be worth, most readiness per hour first."""
    total = sum(gap.requirement.weight for gap in result.gaps)
    found = [Move(planned, planned.gap.gain / total) for planned in result.steps]
    return tuple(sorted(found, key=lambda move: move.per_hour, reverse=True))
