"""One person's level of one sub-skill, taken apart into what the model multiplied."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from assessment import gaps
from assessment.attempts import Attempt
from assessment.bank import MISSING, Bank, View, evidence, likelihood
from assessment.content.model import Role, SubSkill
from assessment.drivers import Driver, drivers
from assessment.gaps import Verdict
from assessment.measurement import summary
from assessment.measurement.grid import GRID, HIGHEST_LEVEL, LOWEST_LEVEL, FloatArray, IntArray
from assessment.measurement.likelihood import LENIENCY
from assessment.measurement.tree import Posterior, infer

_AT_LEVELS: Final[IntArray] = np.searchsorted(GRID, range(LOWEST_LEVEL, HIGHEST_LEVEL + 1))
"""Where on the grid the levels 1 to 5 are."""


@dataclass(frozen=True)
class Standing:
    """
    Where a person stands, as far as some of the evidence goes.

    Attributes:
        estimate: Expected level.
        low: Lower end of the likely range, in levels.
        high: Upper end of the likely range, in levels.
        levels: Probability of each level from 1 to 5.
    """

    estimate: float
    low: float
    high: float
    levels: tuple[float, ...]


@dataclass(frozen=True)
class Piece:
    """
    One self-rating or answer.

    Attributes:
        driver: What was given, and what it moved: the level with it less the level without it.
        message: How likely it is at the middle of each level from 1 to 5, the largest 1.
        after: Where the person stands once it and all before it count.
    """

    driver: Driver
    message: tuple[float, ...]
    after: Standing


@dataclass(frozen=True)
class Asked:
    """
    What a role asks of the sub-skill.

    Attributes:
        role: The role.
        level: Required level, 1 to 5.
        chance: P(requirement met), 0 to 1.
        verdict: What may be said.
    """

    role: Role
    level: int
    chance: float
    verdict: Verdict


@dataclass(frozen=True)
class Explanation:
    """
    A level and everything behind it.

    Attributes:
        sub_skill: The sub-skill.
        nothing: Where anybody stands of whom nothing is known.
        elsewhere: The prior: where the evidence on the other sub-skills puts this person.
        pieces: The evidence on this sub-skill: the self-rating, then the answers in their order.
        everything: Where the person stands.
        leniency: How far their ratings lie above their levels, and its standard deviation, in
            levels; None where no rating counts.
        usual_leniency: The same before any rating.
        asked: What each role asks.
        rest: Largest probability of a grid point by which prior times messages misses the
            posterior: rounding.
    """

    sub_skill: SubSkill
    nothing: Standing
    elsewhere: Standing
    pieces: tuple[Piece, ...]
    everything: Standing
    leniency: tuple[float, float] | None
    usual_leniency: tuple[float, float]
    asked: tuple[Asked, ...]
    rest: float


def explain(bank: Bank, attempt: Attempt, sub_skill: str, view: View = "combined") -> Explanation:
    """
    What the level of ``sub_skill`` is made of.

    The prior is what all evidence on other sub-skills says through the tree. An answer's message
    is its likelihood. Ratings hang together through leniency, so a rating's message is its
    likelihood averaged over what leniency can be given the others: the posterior with it over
    that without it. Prior times messages, summing to 1, is the posterior.
    """
    at = bank.content.sub_skill_index[sub_skill]
    own = drivers(bank, attempt, sub_skill, view).own
    posterior = _step_by_step(bank, attempt, at, own, view)
    steps = posterior.marginals[:, at]
    messages = [_message(bank, driver, steps) for driver in own]
    product = steps[1] * np.prod([np.ones_like(GRID), *messages], axis=0)
    stands = [_standing(bank, marginal) for marginal in steps]
    rated = view != "shown" and any(rating is not None for rating in attempt.ratings.values())
    return Explanation(
        sub_skill=bank.content.sub_skills[at],
        nothing=stands[0],
        elsewhere=stands[1],
        pieces=tuple(
            Piece(driver, _at_levels(message), after)
            for driver, message, after in zip(own, messages, stands[2:], strict=True)
        ),
        everything=stands[-1],
        leniency=_leniency(posterior, -1) if rated else None,
        usual_leniency=_leniency(posterior, 0),
        asked=_asked(bank, sub_skill, steps[-1], known=bool(own)),
        rest=float(np.abs(product / product.sum() - steps[-1]).max()),
    )


def _step_by_step(
    bank: Bank, attempt: Attempt, at: int, own: tuple[Driver, ...], view: View
) -> Posterior:
    """Posterior with nothing, with all but ``own``, and with one more of ``own`` at a time."""
    keyed, ratings = evidence(bank, attempt, view)
    given = np.full(keyed.shape[:2], MISSING) if ratings is None else ratings
    rows, rating_rows = np.repeat(keyed, 2 + len(own), 0), np.repeat(given, 2 + len(own), 0)
    rows[0], rows[:, at], rating_rows[0] = 0, 0, MISSING
    rating_rows[:2, at] = MISSING
    for row, driver in enumerate(own, 2):
        if driver.item is not None:
            rows[row:, at] += np.log(_likelihood(bank, driver))
    return infer(bank.tree, rows, rating_rows)


def _likelihood(bank: Bank, driver: Driver) -> FloatArray:
    assert driver.item is not None  # noqa: S101 - only answers come here
    return likelihood(bank, bank.index[driver.item.id], driver.given)  # type: ignore[arg-type]


def _message(bank: Bank, driver: Driver, steps: FloatArray) -> FloatArray:
    """Likelihood of a piece, up to a factor; a rating is the first piece. Shape (65,)."""
    return steps[2] / steps[1] if driver.item is None else _likelihood(bank, driver)


def _at_levels(message: FloatArray) -> tuple[float, ...]:
    values = message[_AT_LEVELS]
    return tuple((values / values.max()).tolist())


def _standing(bank: Bank, marginal: FloatArray) -> Standing:
    low, high = summary.interval(marginal, bank.content.framework.policy.likely_range.value)
    levels = summary.level_probabilities(marginal).tolist()
    return Standing(float(summary.mean(marginal)), float(low), float(high), tuple(levels))


def _leniency(posterior: Posterior, row: int) -> tuple[float, float]:
    weights = posterior.leniency[row]
    mean = float(weights @ LENIENCY)
    return mean, float((weights @ (LENIENCY - mean) ** 2) ** 0.5)


def _asked(bank: Bank, sub_skill: str, marginal: FloatArray, *, known: bool) -> tuple[Asked, ...]:
    policy = bank.content.framework.policy
    found = []
    for role in bank.content.roles:
        for asked in role.requirements:
            if asked.sub_skill == sub_skill:
                chance = float(summary.probability_of_meeting(marginal, np.array(asked.level)))
                said = gaps.verdict(chance, policy, assessed=known)
                found.append(Asked(role, asked.level, chance, said))
    return tuple(found)
