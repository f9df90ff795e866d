"""What drove a level: the estimate with and without each piece of evidence."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from assessment.attempts import Attempt, Rating
from assessment.bank import (
    COUNTS_ANSWERS,
    COUNTS_MENTOR,
    COUNTS_RATINGS,
    NOT_SEEN,
    Bank,
    View,
    all_evidence,
)
from assessment.content.items import Answer, Item
from assessment.measurement.raters import marginals
from assessment.measurement.summary import mean

_T = TypeVar("_T")


@dataclass(frozen=True)
class Driver:
    """
    One piece of evidence on a sub-skill, and what it moved.

    Attributes:
        kind: A self-rating, a mentor's rating or an answer.
        item: The item answered; None for a rating.
        given: The answer or the rating.
        shift: Estimate with it less the estimate without it, in levels.
    """

    kind: Literal["rating", "mentor", "answer"]
    item: Item | None
    given: Answer | Rating
    shift: float


@dataclass(frozen=True)
class Drivers:
    """
    What drove the level of one sub-skill.

    Shifts do not add up: two answers that say the same each move the level less once the other
    is there.

    Attributes:
        estimate: With all evidence, in levels.
        from_elsewhere: With the evidence on other sub-skills only, in levels.
        nothing: With no evidence at all, in levels.
        own: The evidence on this sub-skill, in the order given.
    """

    estimate: float
    from_elsewhere: float
    nothing: float
    own: tuple[Driver, ...]


def drivers(
    bank: Bank,
    attempt: Attempt,
    sub_skill: str,
    view: View = "combined",
    seen: Mapping[str, Rating] = NOT_SEEN,
) -> Drivers:
    """
    What drove the level of ``sub_skill``, each piece left out in turn.

    Args:
        bank: The content as curves.
        attempt: What the person did.
        sub_skill: Id of the sub-skill.
        view: Which evidence counts.
        seen: One mentor's rating by sub-skill, for the views that count them.
    """
    at = bank.content.sub_skill_index[sub_skill]

    def level(done: Attempt, rated: Mapping[str, Rating]) -> float:
        posterior = marginals(bank.tree, all_evidence(bank, done, view, rated))
        return float(mean(posterior)[at])

    estimate = level(attempt, seen)
    items = [bank.ids[item] for item in bank.answered(attempt) if bank.sub_skill_of[item] == at]
    unrated = replace(attempt, ratings=_without(attempt.ratings, sub_skill))
    unseen = _without(seen, sub_skill)
    silent = replace(unrated, answers=_without(attempt.answers, *items))
    own = []
    if view in COUNTS_RATINGS and attempt.ratings.get(sub_skill) is not None:
        shift = estimate - level(unrated, seen)
        own.append(Driver("rating", None, attempt.ratings[sub_skill], shift))
    if view in COUNTS_MENTOR and seen.get(sub_skill) is not None:
        own.append(Driver("mentor", None, seen[sub_skill], estimate - level(attempt, unseen)))
    for item in items if view in COUNTS_ANSWERS else ():
        fewer = replace(attempt, answers=_without(attempt.answers, item))
        shift = estimate - level(fewer, seen)
        own.append(Driver("answer", bank.content.items[item][1], attempt.answers[item], shift))
    nothing = replace(attempt, ratings={}, answers={})
    return Drivers(estimate, level(silent, unseen), level(nothing, NOT_SEEN), tuple(own))


def _without(given: Mapping[str, _T], *left_out: str) -> dict[str, _T]:
    return {name: value for name, value in given.items() if name not in left_out}
