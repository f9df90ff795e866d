"""The use case: (attempt, ratings of a mentor) -> where self, shown and mentor differ."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Final, Literal

import numpy as np

from assessment.attempts import Attempt, Rating
from assessment.bank import Bank, View, all_evidence, assessed
from assessment.content.model import Requirement, Role, SubSkill
from assessment.gaps import Sight, sight
from assessment.growth import probability_of_higher
from assessment.measurement.grid import HALF_BAND, FloatArray
from assessment.measurement.raters import marginals

Zone = Literal[
    "blind spot", "hidden strength", "others differ", "within noise", "agree", "untested"
]
"""
Where the views of one sub-skill stand to each other.

``blind spot``: the self-rating says more than another view, by more than chance. ``hidden
strength``: it says less. ``others differ``: the answers and the mentor differ, or the one says more
and the other less than the self-rating. ``within noise``: estimates lie half a level or more apart,
and chance alone could do that. ``agree``: they lie closer. ``untested``: there are no two views.
"""

VIEWS: Final[tuple[View, ...]] = ("self", "shown", "mentor")
"""The three witnesses, each alone."""


@dataclass(frozen=True)
class Difference:
    """
    One sub-skill in three views.

    Attributes:
        sub_skill: Which one.
        requirement: What the role asks of it; None where it asks nothing.
        sights: What each view says; a view without evidence on it is not there.
        together: All evidence, the mentor's ratings among it; None where there is none.
        rating: The self-rating as it was given; None where there is none.
        seen: The mentor's rating as it was given; None where it was not seen.
        zone: How the views stand to each other.
        surely: Largest probability, 0.5 to 1, that one of two views is higher; 0.5 where there
            are no two views.
    """

    sub_skill: SubSkill
    requirement: Requirement | None
    sights: Mapping[View, Sight]
    together: Sight | None
    rating: Rating
    seen: Rating
    zone: Zone
    surely: float

    @property
    def apart(self) -> float:
        """Largest distance between two views, in levels; 0 where there are no two."""
        estimates = [sight.estimate for sight in self.sights.values()]
        return max(estimates) - min(estimates) if estimates else 0.0

    @property
    def worth(self) -> tuple[bool, float]:
        """How much a talk about it matters: sure ones first, then weight times distance."""
        weight = self.requirement.weight if self.requirement else 0
        return self.zone in SURE, weight * self.apart


SURE: Final[frozenset[Zone]] = frozenset({"blind spot", "hidden strength", "others differ"})
"""Zones in which the views differ by more than chance would make views that agree differ."""


def differences(
    bank: Bank, attempt: Attempt, role: Role, seen: Mapping[str, Rating]
) -> tuple[Difference, ...]:
    """
    Every sub-skill, what is most worth a talk first.

    Two views differ where the probability that one is higher reaches the one from which on a
    requirement counts as met. Each view is alone: what the others say does not colour it. They
    are taken as independent; what they share is the prior, which draws them together, so that a
    difference is found too seldom rather than too often.

    Args:
        bank: The content as curves.
        attempt: What the person did.
        role: The profile that says what matters.
        seen: The mentor's rating by sub-skill; None or missing where it was not seen.
    """
    views: tuple[View, ...] = (*VIEWS, "with-mentor")
    posteriors = {
        view: marginals(bank.tree, all_evidence(bank, attempt, view, seen)) for view in views
    }
    known = {view: assessed(bank, attempt, view, seen) for view in views}
    asked = {requirement.sub_skill: requirement for requirement in role.requirements}
    policy = bank.content.framework.policy
    found = []
    for at, sub in enumerate(bank.content.sub_skills):
        there = {view: posteriors[view][at] for view in VIEWS if sub.id in known[view]}
        sights = {view: sight(row, policy) for view, row in there.items()}
        chances = _chances(there)
        together = sight(posteriors["with-mentor"][at], policy)
        found.append(
            Difference(
                sub_skill=sub,
                requirement=asked.get(sub.id),
                sights=sights,
                together=together if sub.id in known["with-mentor"] else None,
                rating=attempt.ratings.get(sub.id),
                seen=seen.get(sub.id),
                zone=_zone(sights, chances, policy.meets.value),
                surely=max((max(each, 1 - each) for each in chances.values()), default=0.5),
            )
        )
    return tuple(sorted(found, key=lambda each: each.worth, reverse=True))


def _chances(rows: Mapping[View, FloatArray]) -> dict[tuple[View, View], float]:
    """Probability that the second of two views is higher than the first."""
    return {
        (one, other): probability_of_higher(rows[one], rows[other])
        for one, other in combinations(rows, 2)
    }


def _zone(
    sights: Mapping[View, Sight], chances: Mapping[tuple[View, View], float], sure: float
) -> Zone:
    if len(sights) < 2:  # noqa: PLR2004  # a comparison needs two
        return "untested"
    above = {pair for pair, chance in chances.items() if chance <= 1 - sure}
    below = {pair for pair, chance in chances.items() if chance >= sure}
    own_higher = any(pair[0] == "self" for pair in above)
    own_lower = any(pair[0] == "self" for pair in below)
    if own_higher and not own_lower:
        return "blind spot"
    if own_lower and not own_higher:
        return "hidden strength"
    if above or below:
        return "others differ"
    estimates = np.array([sight.estimate for sight in sights.values()])
    return "agree" if float(np.ptp(estimates)) < HALF_BAND else "within noise"
