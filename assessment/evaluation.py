"""The use case: (content, attempt) -> Result, purely; nothing here is stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assessment import gaps as gap_rules
from assessment.attempts import Attempt, decided
from assessment.bank import Bank, View, assessed, evidence
from assessment.content.model import Content, Role, Skill
from assessment.decisions import Decisions
from assessment.gaps import Gap, Requirements, RoleFit
from assessment.measurement.grid import FloatArray
from assessment.measurement.tree import infer, probability_of_all, sample
from assessment.plan import PlannedStep, next_steps


@dataclass(frozen=True)
class SkillLevel:
    """
    A core skill: the mean of its sub-skills.

    Attributes:
        skill: The skill.
        estimate: Expected level.
        low: Lower end of the likely range, in levels.
        high: Upper end of the likely range, in levels.
        required: The role's mean requirement, in levels; None where it asks nothing.
        assessed: Number of its sub-skills about which there is evidence; with 0, estimate and
            range only say what people in general are like, and are not shown.
    """

    skill: Skill
    estimate: float
    low: float
    high: float
    required: float | None
    assessed: int


@dataclass(frozen=True)
class Result:
    """
    What an attempt says, against one role.

    Attributes:
        role: The profile compared with.
        view: Which evidence counted.
        skills: The five core skills.
        gaps: Every requirement, largest priority first.
        fits: All roles, best fit first.
        readiness: Likely range and expectation of the weighted share met: low, expected, high.
        steps: What to do next, largest gap first.
        answered: Number of items answered.
        rated: Number of self-ratings given.
    """

    role: Role
    view: View
    skills: tuple[SkillLevel, ...]
    gaps: tuple[Gap, ...]
    fits: tuple[RoleFit, ...]
    readiness: tuple[float, float, float]
    steps: tuple[PlannedStep, ...]
    answered: int
    rated: int

    @property
    def has_evidence(self) -> bool:
        """Whether anything was rated or answered at all."""
        return bool(self.rated or self.answered)

    @property
    def requirements(self) -> Requirements:
        """Every requirement."""
        return Requirements(self.gaps)

    @property
    def must_haves(self) -> Requirements:
        """The requirements that the role cannot do without."""
        return Requirements(tuple(gap for gap in self.gaps if gap.requirement.critical))

    @property
    def assessed(self) -> tuple[Gap, ...]:
        """Every requirement about which there is evidence, largest priority first."""
        return tuple(gap for gap in self.gaps if gap.verdict != "not assessed")


def evaluate(
    bank: Bank,
    attempt: Attempt,
    role: Role,
    view: View = "combined",
    roles: Sequence[Role] | None = None,
    decisions: Decisions | None = None,
) -> Result:
    """
    Levels, gaps, readiness and next steps of one attempt against ``role``.

    Answers that no longer fit the content are left out.

    Args:
        bank: The content as curves.
        attempt: What the person did.
        role: The profile compared with.
        view: Which evidence counts.
        roles: The profiles ranked beside ``role``; None ranks those of the content.
        decisions: What the person decided about the plan; None takes those of the attempt alone.
    """
    content = bank.content
    others = content.roles if roles is None else roles
    ranked = [*(each for each in others if each.id != role.id), role]
    keyed, ratings = evidence(bank, attempt, view)
    marginals = infer(bank.tree, keyed, ratings).marginals[0]
    samples = sample(bank.tree, keyed, ratings, gap_rules.SAMPLES, attempt.head.seed)[0]
    known = assessed(bank, attempt, view)
    found = gap_rules.gaps(content, role, marginals, known)
    shares = {each.id: gap_rules.shares_met(content, each, samples) for each in ranked}
    tail = (1 - content.framework.policy.likely_range.value) / 2
    musts = [gap_rules.required_levels(content, each, critical_only=True) for each in ranked]
    all_met = probability_of_all(bank.tree, keyed, ratings, np.stack(musts))[0].tolist()
    low, high = np.quantile(shares[role.id], [tail, 1 - tail])
    expected = gap_rules.readiness(content, role, marginals)
    return Result(
        role=role,
        view=view,
        skills=_skills(content, role, samples, tail, known),
        gaps=found,
        fits=_fits(content, ranked, marginals, shares, all_met),
        # Where a role asks little, shares are few and lumpy, and their mean may lie outside.
        readiness=(min(float(low), expected), expected, max(float(high), expected)),
        steps=next_steps(found, decisions or decided([attempt])),
        answered=len(bank.answered(attempt)),
        rated=sum(
            rating is not None and sub in content.sub_skill_index
            for sub, rating in attempt.ratings.items()
        ),
    )


def _skills(
    content: Content, role: Role, samples: FloatArray, tail: float, known: frozenset[str]
) -> tuple[SkillLevel, ...]:
    owners = np.array(content.skill_index)
    means = np.stack([samples[:, owners == i].mean(axis=1) for i in range(len(content.skills))])
    ranges = np.quantile(means, [tail, 1 - tail], axis=1).T.tolist()
    asked = gap_rules.mean_required(content, role)
    found = zip(content.skills, means.mean(axis=1).tolist(), ranges, asked, strict=True)
    return tuple(
        SkillLevel(skill, mean, low, high, required, sum(s.id in known for s in skill.sub_skills))
        for skill, mean, (low, high), required in found
    )


def _fits(
    content: Content,
    roles: Sequence[Role],
    marginals: FloatArray,
    shares: Mapping[str, FloatArray],
    all_met: Sequence[float],
) -> tuple[RoleFit, ...]:
    policy = content.framework.policy
    fits = [
        RoleFit(
            role,
            gap_rules.readiness(content, role, marginals),
            must_haves,
            tuple(
                other.name
                for other in roles
                if other is not role and gap_rules.tied(shares[role.id], shares[other.id], policy)
            ),
        )
        for role, must_haves in zip(roles, all_met, strict=True)
    ]
    return tuple(sorted(fits, key=lambda fit: (fit.readiness, fit.all_must_haves), reverse=True))
