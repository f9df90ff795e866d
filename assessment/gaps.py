"""Posterior against role profile: what is met, what is missing, and how sure that is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from assessment.content.model import Content, Policy, Requirement, Role, SubSkill
from assessment.measurement import summary
from assessment.measurement.grid import LOWEST_LEVEL, FloatArray, IntArray, meets
from assessment.measurement.tree import NOT_REQUIRED

Verdict = Literal["meets", "gap", "unclear", "not assessed"]
"""What the evidence says of one requirement; ``unclear`` is "not enough evidence yet"."""

SAMPLES: Final = 1_000
"""Joint samples behind the range of readiness and ties; the error of a share is about 0.015."""


@dataclass(frozen=True)
class Sight:
    """
    What some evidence says of a sub-skill.

    Attributes:
        estimate: Expected level.
        low: Lower end of the likely range, in levels.
        high: Upper end of the likely range, in levels.
    """

    estimate: float
    low: float
    high: float


@dataclass(frozen=True)
class Gap:
    """
    One requirement of a role beside what the evidence says.

    Attributes:
        sub_skill: The sub-skill.
        requirement: What the role asks of it.
        estimate: Expected level.
        low: Lower end of the likely range, in levels.
        high: Upper end of the likely range, in levels.
        chance: P(requirement met), 0 to 1.
        chance_one_higher: What ``chance`` would be if the level were one higher.
        expected: Expected distance to the requirement, in levels.
        verdict: What may be said.
    """

    sub_skill: SubSkill
    requirement: Requirement
    estimate: float
    low: float
    high: float
    chance: float
    chance_one_higher: float
    expected: float
    verdict: Verdict

    @property
    def gain(self) -> float:
        """Weight times what one level more would add to the chance of meeting it."""
        return self.requirement.weight * (self.chance_one_higher - self.chance)

    @property
    def priority(self) -> tuple[bool, float]:
        """Must-haves first, then weight times expected gap; sorts larger first."""
        return (
            self.requirement.critical and self.verdict != "meets",
            self.requirement.weight * self.expected,
        )


@dataclass(frozen=True)
class Requirements:
    """
    Some requirements of a role, with what may be said of each.

    Attributes:
        gaps: The requirements, largest priority first.
    """

    gaps: tuple[Gap, ...]

    def count(self, *verdicts: Verdict) -> int:
        """Number of requirements of which one of ``verdicts`` may be said."""
        return sum(gap.verdict in verdicts for gap in self.gaps)


@dataclass(frozen=True)
class RoleFit:
    """
    How far somebody is on the way to a role.

    Attributes:
        role: The profile.
        readiness: Expected weighted share of requirements met, 0 to 1.
        all_must_haves: Probability that every must-have is met, 0 to 1.
        tied_with: Names of roles that the evidence cannot tell from this one.
    """

    role: Role
    readiness: float
    all_must_haves: float
    tied_with: tuple[str, ...]


def sight(marginal: FloatArray, policy: Policy) -> Sight:
    """What a posterior of one sub-skill says. Shape (65,)."""
    low, high = summary.interval(marginal, policy.likely_range.value)
    return Sight(float(summary.mean(marginal)), float(low), float(high))


def verdict(chance: float, policy: Policy, *, assessed: bool) -> Verdict:
    """What may be said of a requirement that is met with probability ``chance``."""
    if not assessed:
        return "not assessed"
    if chance >= policy.meets.value:
        return "meets"
    return "gap" if chance <= policy.gap.value else "unclear"


def gaps(
    content: Content, role: Role, marginals: FloatArray, assessed: frozenset[str]
) -> tuple[Gap, ...]:
    """
    Every requirement of ``role`` against the posterior, largest priority first.

    Args:
        content: Sub-skills and policy.
        role: The profile compared with.
        marginals: One person's posterior. Shape (sub_skills, 65).
        assessed: Sub-skills about which the person said or showed anything.
    """
    policy = content.framework.policy
    at = [content.sub_skill_index[asked.sub_skill] for asked in role.requirements]
    levels = np.array([asked.level for asked in role.requirements])
    lower = np.maximum(levels - 1, LOWEST_LEVEL)  # one level up is one asked less
    figures = zip(
        role.requirements,
        summary.mean(marginals[at]).tolist(),
        summary.interval(marginals[at], policy.likely_range.value).tolist(),
        summary.probability_of_meeting(marginals[at], levels).tolist(),
        summary.probability_of_meeting(marginals[at], lower).tolist(),
        summary.expected_gap(marginals[at], levels).tolist(),
        strict=True,
    )
    found = [
        Gap(
            sub_skill=content.sub_skills[content.sub_skill_index[asked.sub_skill]],
            requirement=asked,
            estimate=estimate,
            low=low,
            high=high,
            chance=chance,
            chance_one_higher=chance_one_higher,
            expected=expected,
            verdict=verdict(chance, policy, assessed=asked.sub_skill in assessed),
        )
        for asked, estimate, (low, high), chance, chance_one_higher, expected in figures
    ]
    return tuple(sorted(found, key=lambda gap: gap.priority, reverse=True))


def required_levels(content: Content, role: Role, *, critical_only: bool = False) -> IntArray:
    """Required level of each sub-skill, 0 where the role asks nothing. Shape (sub_skills,)."""
    levels = np.full(len(content.sub_skills), NOT_REQUIRED)
    for requirement in role.requirements:
        if requirement.critical or not critical_only:
            levels[content.sub_skill_index[requirement.sub_skill]] = requirement.level
    return levels


def must_have_levels(content: Content, roles: Sequence[Role]) -> IntArray:
    """Required level of each must-have of each role, else 0. Shape (roles, sub_skills)."""
    return np.stack([required_levels(content, role, critical_only=True) for role in roles])


def mean_required(content: Content, role: Role) -> tuple[float | None, ...]:
    """Mean required level of each core skill, None where the role asks nothing of it."""
    levels, owners = required_levels(content, role), np.array(content.skill_index)
    asked = levels != NOT_REQUIRED
    found = [levels[(owners == i) & asked] for i in range(len(content.skills))]
    return tuple(float(each.mean()) if each.size else None for each in found)


def weights(content: Content, role: Role) -> FloatArray:
    """Weight of each sub-skill for ``role``, 0 where it asks nothing. Shape (sub_skills,)."""
    found = np.zeros(len(content.sub_skills))
    for requirement in role.requirements:
        found[content.sub_skill_index[requirement.sub_skill]] = requirement.weight
    return found


def readiness(content: Content, role: Role, marginals: FloatArray) -> FloatArray:
    """
    Expected weighted share of the requirements met: the weighted mean of P(met), 0 to 1.

    Args:
        content: Sub-skills.
        role: The profile compared with.
        marginals: Posteriors of one person, or of several. Shape (..., sub_skills, 65).

    Returns:
        Shares. Shape (...).
    """
    share = weights(content, role)
    levels = required_levels(content, role)
    asked = levels != NOT_REQUIRED
    chances = summary.probability_of_meeting(marginals[..., asked, :], levels[asked])
    met_share: FloatArray = np.minimum(1.0, chances @ share[asked] / share.sum())
    return met_share  # cut, as rounding may go beyond


def shares_met(content: Content, role: Role, samples: FloatArray) -> FloatArray:
    """
    Weighted share of the requirements met in each joint sample.

    Args:
        content: Sub-skills.
        role: The profile compared with.
        samples: Levels drawn jointly. Shape (size, sub_skills).

    Returns:
        Shares, 0 to 1. Shape (size,).
    """
    share, levels = weights(content, role), required_levels(content, role)
    edges = np.where(levels <= 1, -np.inf, levels - 0.5)
    met = np.where(samples == edges, 0.5, (samples > edges).astype(float))
    met_share: FloatArray = met @ share / share.sum()
    return met_share


def tied(first: FloatArray, second: FloatArray, policy: Policy) -> bool:
    """Whether joint samples of two roles' shares leave open which one fits better."""
    ahead = float((first > second).mean() + (first == second).mean() / 2)
    return max(ahead, 1 - ahead) < policy.role_difference.value


def requirement_utility(content: Content, role: Role) -> FloatArray:
    """What an item should settle: whether each requirement is met. Shape (sub_skills, 65)."""
    levels = required_levels(content, role)
    return np.stack([meets(max(int(level), 1)) for level in levels])
