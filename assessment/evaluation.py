"""The use case: (content, attempt) -> Result, purely; nothing here is stored."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

import numpy as np

from assessment import gaps as gap_rules
from assessment.attempts import Attempt
from assessment.content.items import Answer, DontKnow, Item, fitting
from assessment.content.model import Content, Role, Skill
from assessment.gaps import Gap, Requirements, RoleFit
from assessment.measurement.grid import GRID, FloatArray, IntArray
from assessment.measurement.likelihood import CURVES, dont_know_curve
from assessment.measurement.tree import NOT_REQUIRED, Tree, infer, probability_of_all, sample
from assessment.plan import PlannedStep, next_steps

View = Literal["combined", "shown", "self"]
"""Which evidence counts: all of it, keyed answers only, self-ratings only."""

MISSING: Final = -1


@dataclass(frozen=True)
class Bank:
    """
    Content turned into arrays, once.

    Attributes:
        content: Where it comes from.
        tree: How the sub-skills hang together.
        ids: Item ids; the order of everything below.
        tables: Probability of each outcome of each item. Shape (n_outcomes, 65) each.
        sub_skill_of: Sub-skill of each item. Shape (n_items,).
        families: Family of each item.
    """

    content: Content
    tree: Tree
    ids: tuple[str, ...]
    tables: tuple[FloatArray, ...]
    sub_skill_of: IntArray
    families: tuple[str, ...]

    @cached_property
    def index(self) -> Mapping[str, int]:
        """Index of each item by its id."""
        return {item: i for i, item in enumerate(self.ids)}

    def answered(self, attempt: Attempt) -> Mapping[int, Answer]:
        """
        The answers that count, by index of their item, in the order given.

        An answer counts unless its item, or what it chose, is no longer in the content.
        """
        return {
            self.index[name]: answer
            for name, answer in attempt.answers.items()
            if name in self.index and fitting(self.content.items[name][1], answer)
        }


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


def build_bank(content: Content) -> Bank:
    """Curves of every item, and the tree of the sub-skills."""
    pairs = list(content.items.values())
    tables = tuple(_curves(item) for _, item in pairs)
    owners = [content.sub_skill_index[sub.id] for sub, _ in pairs]
    families = tuple(item.family for _, item in pairs)
    return Bank(
        content, Tree(content.skill_index), tuple(content.items), tables, np.array(owners), families
    )


def evaluate(bank: Bank, attempt: Attempt, role: Role, view: View = "combined") -> Result:
    """
    Levels, gaps, readiness and next steps of one attempt against ``role``.

    Answers that no longer fit the content are left out.
    """
    content = bank.content
    keyed, ratings = evidence(bank, attempt, view)
    marginals = infer(bank.tree, keyed, ratings).marginals[0]
    samples = sample(bank.tree, keyed, ratings, gap_rules.SAMPLES, attempt.head.seed)[0]
    known = assessed(bank, attempt, view)
    found = gap_rules.gaps(content, role, marginals, known)
    shares = {each.id: gap_rules.shares_met(content, each, samples) for each in content.roles}
    tail = (1 - content.framework.policy.likely_range.value) / 2

    def all_met(each: Role) -> float:
        levels = gap_rules.required_levels(content, each, critical_only=True)
        return float(probability_of_all(bank.tree, keyed, ratings, levels)[0])

    low, high = np.quantile(shares[role.id], [tail, 1 - tail])
    return Result(
        role=role,
        view=view,
        skills=_skills(content, role, samples, tail, known),
        gaps=found,
        fits=_fits(content, marginals, shares, all_met),
        readiness=(float(low), gap_rules.readiness(content, role, marginals), float(high)),
        steps=next_steps(found),
        answered=len(bank.answered(attempt)),
        rated=sum(rating is not None for rating in attempt.ratings.values()),
    )


def evidence(bank: Bank, attempt: Attempt, view: View) -> tuple[FloatArray, IntArray | None]:
    """
    What a view lets count.

    Returns:
        Log-likelihoods of the answers, shape (1, sub_skills, 65), and the self-ratings, shape
        (1, sub_skills) or None.
    """
    size = len(bank.content.sub_skills)
    keyed = np.zeros((1, size, GRID.size))
    if view != "self":
        for at, answer in bank.answered(attempt).items():
            keyed[0, bank.sub_skill_of[at]] += np.log(likelihood(bank, at, answer))
    if view == "shown":
        return keyed, None
    ratings = np.full((1, size), MISSING)
    for sub_skill, rating in attempt.ratings.items():
        if rating is not None and sub_skill in bank.content.sub_skill_index:
            ratings[0, bank.content.sub_skill_index[sub_skill]] = rating
    return keyed, ratings


def assessed(bank: Bank, attempt: Attempt, view: View) -> frozenset[str]:
    """Sub-skills about which the attempt holds evidence that ``view`` counts."""
    rated = {sub for sub, rating in attempt.ratings.items() if rating is not None}
    subs = bank.content.sub_skills
    shown = {subs[bank.sub_skill_of[at]].id for at in bank.answered(attempt)}
    return frozenset((rated if view != "shown" else set()) | (shown if view != "self" else set()))


def _curves(item: Item) -> FloatArray:
    credits = np.array(getattr(item, "credits", ()), dtype=np.float64)
    return CURVES[item.likelihood](item.level, credits)


def likelihood(bank: Bank, at: int, answer: Answer) -> FloatArray:
    """Likelihood of ``answer`` to the item at index ``at``. Shape (65,)."""
    item = bank.content.items[bank.ids[at]][1]
    if isinstance(answer, DontKnow):
        return dont_know_curve(item.level)
    row: FloatArray = bank.tables[at][item.outcome(answer)]  # type: ignore[arg-type]
    return row


def _skills(
    content: Content, role: Role, samples: FloatArray, tail: float, known: frozenset[str]
) -> tuple[SkillLevel, ...]:
    levels, owners = gap_rules.required_levels(content, role), np.array(content.skill_index)
    found = []
    for i, skill in enumerate(content.skills):
        means = samples[:, owners == i].mean(axis=1)
        asked = levels[(owners == i) & (levels != NOT_REQUIRED)]
        low, high = np.quantile(means, [tail, 1 - tail])
        required = float(asked.mean()) if asked.size else None
        seen = sum(sub.id in known for sub in skill.sub_skills)
        estimate = float(means.mean())
        found.append(SkillLevel(skill, estimate, float(low), float(high), required, seen))
    return tuple(found)


def _fits(
    content: Content,
    marginals: FloatArray,
    shares: Mapping[str, FloatArray],
    all_met: Callable[[Role], float],
) -> tuple[RoleFit, ...]:
    policy = content.framework.policy
    fits = [
        RoleFit(
            role,
            gap_rules.readiness(content, role, marginals),
            all_met(role),
            tuple(
                other.name
                for other in content.roles
                if other is not role and gap_rules.tied(shares[role.id], shares[other.id], policy)
            ),
        )
        for role in content.roles
    ]
    return tuple(sorted(fits, key=lambda fit: (fit.readiness, fit.all_must_haves), reverse=True))
