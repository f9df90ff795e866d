"""How well scores of all, of a skill and of a sub-skill tell people apart."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from assessment.bank import Bank
from assessment.batch.outcomes import earned
from assessment.measurement.grid import BoolArray, FloatArray
from assessment.measurement.keyed import Answers
from assessment.measurement.reliability import (
    Covariances,
    Subscore,
    alpha,
    covariances,
    empirical_reliability,
    subscores,
)


@dataclass(frozen=True)
class Quality:
    """
    How well a score tells people apart; None where the answers do not tell.

    Attributes:
        name: Of the sub-skill, the skill, or all.
        questions: Items of it that one person answered, on average.
        alpha: Cronbach's alpha of as many items.
        reliability: Share of the variance of true levels that estimates explain.
        subscore: Whether a score of its own says more than the total; None for all too.
    """

    name: str
    questions: float
    alpha: float | None
    reliability: float | None
    subscore: Subscore | None


def qualities(
    bank: Bank, answers: Answers, estimates: FloatArray, errors: FloatArray
) -> Iterator[Quality]:
    """
    Of all items, of each skill, and of each sub-skill.

    Args:
        bank: What was asked.
        answers: What was answered.
        estimates: Levels of sub-skills and then skills. Shape (people, n).
        errors: Their standard errors, in levels. Shape (people, n).
    """
    people = max(answers.people, 1)

    found = covariances(_credits(bank, answers))
    asked = np.bincount(answers.item, minlength=len(bank.ids)) / people
    yield Quality("All", asked.sum(), _alpha(found, np.ones(asked.size, bool), asked), None, None)
    skill_of = np.array(bank.content.skill_index)[bank.sub_skill_of]
    subs = len(bank.content.sub_skills)
    for owner, names, first in (
        (skill_of, [skill.name for skill in bank.content.skills], subs),
        (bank.sub_skill_of, [sub.name for sub in bank.content.sub_skills], 0),
    ):
        lengths = np.bincount(owner, asked, minlength=len(names)).astype(np.float64)
        worth = subscores(found, owner, lengths)
        for at, name in enumerate(names):
            yield Quality(
                name,
                float(lengths[at]),
                _alpha(found, owner == at, asked),
                empirical_reliability(estimates[:, first + at], errors[:, first + at]),
                worth[at],
            )


def _alpha(found: Covariances, items: BoolArray, asked: FloatArray) -> float | None:
    length = float(asked[items].sum())
    if length < 2:  # noqa: PLR2004 - one item is no test
        return None
    pairs = np.ix_(items, items)
    return alpha(Covariances(found.values[pairs], found.freedom[pairs]), length)


def _credits(bank: Bank, answers: Answers) -> FloatArray:
    """Share of the credit that each answer earned, NaN where there is none. (people, items)."""
    rows = [earned(bank.content.items[name][1]) for name in bank.ids]
    starts = np.cumsum([0, *(len(row) for row in rows[:-1])])
    credits = np.full((answers.people, len(bank.ids)), np.nan)
    row = starts[answers.item] + answers.outcome
    credits[answers.person, answers.item] = np.concatenate(rows)[row]
    return credits
