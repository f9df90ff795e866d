"""What drove a level: the estimate with and without each piece of evidence."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from assessment.attempts import Attempt, Rating
from assessment.bank import MISSING, Bank, View, evidence, likelihood
from assessment.content.items import Answer, Item
from assessment.measurement.summary import mean
from assessment.measurement.tree import infer


@dataclass(frozen=True)
class Driver:
    """
    One piece of evidence on a sub-skill, and what it moved.

    Attributes:
        kind: A self-rating or an answer.
        item: The item answered; None for a self-rating.
        given: The answer or the rating.
        shift: Estimate with it less the estimate without it, in levels.
    """

    kind: Literal["rating", "answer"]
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


def drivers(bank: Bank, attempt: Attempt, sub_skill: str, view: View = "combined") -> Drivers:
    """What drove the level of ``sub_skill``, each piece left out in turn, in one batch."""
    at = bank.content.sub_skill_index[sub_skill]
    items = [] if view == "self" else _answered(bank, attempt, at)
    keyed, ratings = evidence(bank, attempt, view)
    given = ratings if ratings is not None else np.full(keyed.shape[:2], MISSING)
    rated = bool(given[0, at] != MISSING)
    rows = 3 + rated + len(items)  # all, elsewhere only, nothing, and without each piece
    keyed_rows, rating_rows = np.repeat(keyed, rows, axis=0), np.repeat(given, rows, axis=0)
    keyed_rows[1, at], rating_rows[1, at] = 0, MISSING
    keyed_rows[2], rating_rows[2] = 0, MISSING
    if rated:
        rating_rows[3, at] = MISSING
    for row, item in enumerate(items, start=3 + rated):
        answer = attempt.answers[bank.ids[item]]
        keyed_rows[row, at] -= np.log(likelihood(bank, item, answer))
    levels = mean(infer(bank.tree, keyed_rows, rating_rows).marginals[:, at])
    shifts = [float(levels[0] - level) for level in levels[3:]]
    own = _own(bank, attempt, sub_skill if rated else None, items, shifts)
    return Drivers(float(levels[0]), float(levels[1]), float(levels[2]), own)


def _answered(bank: Bank, attempt: Attempt, sub_skill: int) -> list[int]:
    return [item for item in bank.answered(attempt) if bank.sub_skill_of[item] == sub_skill]


def _own(
    bank: Bank, attempt: Attempt, rated: str | None, items: list[int], shifts: list[float]
) -> tuple[Driver, ...]:
    own = [Driver("rating", None, attempt.ratings[rated], shifts[0])] if rated else []
    for item, shift in zip(items, shifts[len(own) :], strict=True):
        name = bank.ids[item]
        own.append(Driver("answer", bank.content.items[name][1], attempt.answers[name], shift))
    return tuple(own)
