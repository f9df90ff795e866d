"""What a person says of themselves beside what they showed: never part of a level."""

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from assessment.attempts import Attempt
from assessment.bank import Bank, evidence
from assessment.content.items import (
    Answer,
    BestAndWorst,
    ChosenOption,
    DontKnow,
    Item,
    Numeric,
    TypedNumber,
)
from assessment.content.model import SubSkill
from assessment.gaps import Sight, sight
from assessment.measurement import summary
from assessment.measurement.tree import infer

RARE: Final = 0.1
"""Chance of a self-rating this high, or this low, up to which it counts as differing from what the
answers show: with both tails at most one in five, the same doubt that a verdict may have."""

FEWEST: Final = 20
"""Answers with a confidence from which on over-confidence has a figure. With 20 that of a perfectly
calibrated person has a standard deviation of .097, with 10 still .138 (simulated)."""

BEYOND_CHANCE: Final = 1.64
"""Standard errors from which over-confidence is more than chance: one time in ten it is not."""


@dataclass(frozen=True)
class Pair:
    """
    Two views of one sub-skill.

    Attributes:
        sub_skill: Which one.
        rating: The self-rating, 0 to 5.
        own: What the self-ratings alone say.
        shown: What the answers alone say.
        as_high: Of people with these answers, the share who rate themselves so high or higher.
        as_low: Of people with these answers, the share who rate themselves so low or lower.
    """

    sub_skill: SubSkill
    rating: int
    own: Sight
    shown: Sight
    as_high: float
    as_low: float

    @property
    def chance(self) -> float:
        """Share of people with these answers whose rating is as far out on the same side."""
        return min(self.as_high, self.as_low)

    @property
    def differs(self) -> Literal["higher", "lower"] | None:
        """Which way the rating lies beside the answers; None where chance could have put it."""
        if self.chance > RARE:
            return None
        return "higher" if self.as_high < self.as_low else "lower"


@dataclass(frozen=True)
class Sureness:
    """
    How sure somebody was of their answers, beside how often they were right.

    Attributes:
        answers: Number of answers with a confidence; "I don't know" is none.
        sure: Mean confidence, 0 to 1.
        right: Share that earned full credit.
        error: Standard error of their difference for somebody who is as right as they are sure.
    """

    answers: int
    sure: float
    right: float
    error: float

    @property
    def over(self) -> float:
        """Over-confidence: how much surer than right, below 0 where less sure than right."""
        return self.sure - self.right

    @property
    def beyond_chance(self) -> bool:
        """Whether somebody perfectly calibrated would hardly come out so far off."""
        return abs(self.over) > BEYOND_CHANCE * self.error


def pairs(bank: Bank, attempt: Attempt) -> tuple[Pair, ...]:
    """
    Sub-skills with both a self-rating and an answer, the least likely rating first.

    How likely a rating is follows from the posterior of the answers alone: it is averaged over the
    levels that they leave open, and over how lenient people are.
    """
    keyed, ratings = evidence(bank, attempt, "combined")
    shown = infer(bank.tree, keyed).marginals[0]
    own = infer(bank.tree, np.zeros_like(keyed), ratings).marginals[0]
    chances = summary.rating_probabilities(shown)
    answered = {int(bank.sub_skill_of[at]) for at in bank.answered(attempt)}
    policy = bank.content.framework.policy
    found = []
    for at, sub in enumerate(bank.content.sub_skills):
        rating = attempt.ratings.get(sub.id)
        if rating is not None and at in answered:
            as_high, as_low = chances[at, rating:].sum(), chances[at, : rating + 1].sum()
            views = sight(own[at], policy), sight(shown[at], policy)
            found.append(Pair(sub, rating, *views, float(as_high), float(as_low)))
    return tuple(sorted(found, key=lambda pair: pair.chance))


def differing(found: tuple[Pair, ...]) -> tuple[Pair, ...]:
    """The pairs whose two views differ by more than chance would make them."""
    return tuple(pair for pair in found if pair.differs)


def confident(bank: Bank, attempt: Attempt) -> tuple[tuple[int, bool], ...]:
    """Confidence in percent and whether the answer was fully right, for each that has both."""
    found = []
    for at, answer in bank.answered(attempt).items():
        name = bank.ids[at]
        if name in attempt.confidence and not isinstance(answer, DontKnow):
            right = fully_right(bank.content.items[name][1], answer)
            found.append((attempt.confidence[name], right))
    return tuple(found)


def sureness(bank: Bank, attempt: Attempt) -> Sureness | None:
    """Over-confidence; None with fewer than ``FEWEST`` answers that have a confidence."""
    given = confident(bank, attempt)
    if len(given) < FEWEST:
        return None
    sure = np.array([percent / 100 for percent, _ in given])
    right = float(np.mean([was for _, was in given]))
    error = float(np.sqrt((sure * (1 - sure)).sum())) / len(given)
    return Sureness(len(given), float(sure.mean()), right, error)


def fully_right(item: Item, answer: Answer) -> bool:
    """Whether an answer earns all the credit there is."""
    if isinstance(item, Numeric):
        return isinstance(answer, TypedNumber) and item.outcome(answer) == 0
    credits = {option.id: option.credit for option in item.options}
    if isinstance(answer, BestAndWorst):
        least = min(credits.values())
        return credits.get(answer.best) == 1 and credits.get(answer.worst) == least
    return isinstance(answer, ChosenOption) and credits.get(answer.option) == 1
