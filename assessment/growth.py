"""Two attempts of one person: what moved, what is noise, and what is too old to rely on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

import numpy as np

from assessment.attempts import Attempt
from assessment.bank import Bank, assessed, evidence
from assessment.content.model import SubSkill
from assessment.measurement import summary
from assessment.measurement.grid import GRID, FloatArray
from assessment.measurement.tree import infer

Movement = Literal["up", "down", "noise"]
"""What may be said of two estimates; ``noise`` is a difference that chance could make."""

PRACTICE: Final = 0.26
"""Gain from meeting the same items again, in standard deviations of a level (which is 1 level).

Source: Hausknecht et al. (2007), repeated forms. Unseen items bring about none of it."""

STALE_AFTER: Final = 6
"""Months after which a result should be checked again: half of what was gained is gone by then
(Tatel and Ackerman 2024)."""

LAST_PRACTICE: Final = 3
"""Meetings with an item after which another brings no further gain (Scharfen et al. 2018)."""

DECAY: Final = 0.08
"""Doubt that each month without use adds to a level, in levels, which are standard deviations.

Source: Tatel and Ackerman (2024), accuracy of procedural skills; that other skills fade alike is an
assumption."""

_DAYS_IN_MONTH: Final = 30.4375


@dataclass(frozen=True)
class Change:
    """
    One sub-skill in two attempts.

    Attributes:
        sub_skill: Which one.
        before: Expected level in the earlier attempt.
        after: Expected level in the later attempt.
        higher: Probability that the level is higher now, with repeated items allowed for.
        movement: What may be said.
    """

    sub_skill: SubSkill
    before: float
    after: float
    higher: float
    movement: Movement


def changes(
    bank: Bank, earlier: Attempt, later: Attempt, past: Sequence[Attempt] = ()
) -> tuple[Change, ...]:
    """
    Every sub-skill that both attempts hold evidence on, the surest movement first.

    A difference counts from the probability on at which a requirement counts as met.

    Args:
        bank: The content as curves.
        earlier: The attempt compared with.
        later: The attempt whose movement is asked for.
        past: Attempts of the same person before ``earlier``; what was met there is practised.
    """
    met_in = (*past, earlier)
    both = assessed(bank, earlier, "combined") & assessed(bank, later, "combined")
    old, new = _marginals(bank, earlier), _marginals(bank, later)
    found = []
    for at, sub in enumerate(bank.content.sub_skills):
        if sub.id in both:
            practised = PRACTICE * _repeated(bank, met_in, later, at)
            higher = probability_of_higher(old[at], new[at], practised)
            before, after = (float(summary.mean(each[at])) for each in (old, new))
            found.append(Change(sub, before, after, higher, _movement(bank, higher)))
    return tuple(sorted(found, key=lambda change: abs(change.higher - 0.5), reverse=True))


def probability_of_higher(before: FloatArray, after: FloatArray, practice: float = 0.0) -> float:
    """
    P(later level > earlier level + practice), taking the two posteriors as independent.

    Args:
        before: Posterior of the earlier attempt. Shape (65,).
        after: Posterior of the later attempt. Shape (65,).
        practice: Rise that repeated items alone would bring, in levels.
    """
    above = 1 - np.cumsum(after) + after / 2  # of each point: what lies above, half of its own
    beyond = np.interp(GRID + practice, GRID, above, right=0.0)
    return float(before @ beyond)


def met_before(attempt: Attempt, past: Sequence[Attempt]) -> int:
    """Number of items of an attempt that were answered in one of the attempts before it."""
    return sum(any(item in each.answers for each in past) for item in attempt.answers)


def answered_on(attempt: Attempt) -> datetime:
    """When the newest self-rating or answer was given; the beginning where there is none."""
    return attempt.answered_at or attempt.head.created_at


def months_since(attempt: Attempt, now: datetime) -> float:
    """Months since the newest self-rating or answer of an attempt."""
    return max(0.0, (now - answered_on(attempt)).days / _DAYS_IN_MONTH)


def is_stale(attempt: Attempt, now: datetime) -> bool:
    """Whether an attempt is so old that it should be checked again."""
    return attempt.answered_at is not None and months_since(attempt, now) >= STALE_AFTER


def doubt_since(attempt: Attempt, now: datetime) -> float:
    """Standard deviation that the time since adds to every level that was not used, in levels."""
    return DECAY * months_since(attempt, now)


def _marginals(bank: Bank, attempt: Attempt) -> FloatArray:
    found: FloatArray = infer(bank.tree, *evidence(bank, attempt, "combined")).marginals[0]
    return found


def _repeated(bank: Bank, met_in: Sequence[Attempt], later: Attempt, sub_skill: int) -> float:
    """Share of the later items of a sub-skill that were met before, and still bring practice."""
    items = [item for item in bank.answered(later) if bank.sub_skill_of[item] == sub_skill]
    met = [sum(item in bank.answered(each) for each in met_in) for item in items]
    return sum(0 < times < LAST_PRACTICE for times in met) / len(items) if items else 0.0


def _movement(bank: Bank, higher: float) -> Movement:
    policy = bank.content.framework.policy
    if higher >= policy.meets.value:
        return "up"
    return "down" if higher <= policy.gap.value else "noise"
