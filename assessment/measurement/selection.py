"""Which item to ask next, what it could change, and how many more a requirement would take."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from assessment.measurement.checks import (
    check_distributions,
    check_finite,
    check_shape,
    check_tables,
    check_whole,
    require,
)
from assessment.measurement.grid import GRID, BoolArray, FloatArray, IntArray, meets

CLOSE: Final = 0.8
"""Share of the best gain from which a gain counts as close to it: items of one level and family
differ by less, items a level apart by more (our judgement)."""

VARIED: Final = 0.3
"""Share of the best gain from which an item of another family goes first. A number to work out is
worth about 1.7 questions with four options, and more where it lies at the role's level: without
this, 22 of 26 questions were sums, and the rest of a skill went unseen (our judgement)."""

BEST: Final = 3
"""Most items among which the next is drawn, so that not everyone sees the same ones."""

SETTLED_AT: Final = (0.8, 0.2)
"""Probability of meeting a requirement from which it counts as met, and up to which as a gap."""

LITTLE: Final = 0.005
"""Gain in knowing whether a requirement is met, its weight left out, below which an item counts as
changing little: the chance of meeting it would then typically (root mean square) move by 7 points
of 100 or less (our judgement)."""

QUESTIONS_CAP: Final = 12
"""Most further questions that are looked ahead: beyond, "many more" says as much."""

SIMULATIONS: Final = 400
"""Simulated courses of further questions; the median is then good to about one question."""


def expected_gains(
    tables: Sequence[FloatArray],
    sub_skill_of: IntArray,
    marginals: FloatArray,
    utility: FloatArray,
    weights: FloatArray,
) -> FloatArray:
    """
    Expected fall in the posterior variance of ``utility`` from asking each item.

    U = w [sum_x E[u 1_x]^2 / P(x) - (E u)^2] over the outcomes x of the item, that is, the
    weighted variance of what the posterior mean of u will be.

    Args:
        tables: Each item's table. Shape (n_outcomes, 65) each.
        sub_skill_of: Sub-skill of each item, from 0. Shape (n_items,).
        marginals: Posterior of each sub-skill. Shape (sub_skills, 65).
        utility: What is to be known, u: ``GRID`` for the level, ``meets(level)`` for a
            requirement. Shape (sub_skills, 65).
        weights: How much each sub-skill matters, 0 or more. Shape (sub_skills,).

    Returns:
        Gains, 0 or more, in the squared unit of ``utility``. Shape (n_items,).

    Raises:
        MeasurementError: If shapes disagree or a value is out of range.

    Source:
        van der Linden (1998), doi 10.1007/BF02294775 (minimum expected posterior variance). It
        is no better than maximum information once some ten items are asked (Chen, Ankenmann &
        Chang 2000); it is used because it serves levels and requirements alike.
    """
    _check_bank(tables, sub_skill_of, marginals, utility, weights)
    if not tables:
        return np.zeros(0)
    outcomes = np.array([len(table) for table in tables])
    of_row = np.repeat(sub_skill_of, outcomes)
    # Centring u first leaves the formula's value and spares it the difference of two squares.
    centred = utility - (marginals * utility).sum(axis=1, keepdims=True)
    rows = np.concatenate(tables)
    chance = np.einsum("rx,rx->r", rows, marginals[of_row])
    moment = np.einsum("rx,rx->r", rows, (marginals * centred)[of_row])
    known = np.divide(moment**2, chance, out=np.zeros_like(chance), where=chance > 0)
    return weights[sub_skill_of] * np.add.reduceat(known, outcomes.cumsum() - outcomes)


def next_item(
    gains: FloatArray,
    sub_skill_of: IntArray,
    family_of: Sequence[str],
    asked: Sequence[int],
    relevant: BoolArray,
    cap: int,
    seed: int,
    seen: Sequence[int] = (),
) -> int | None:
    """
    The item to ask next.

    1. Only relevant sub-skills with fewer than ``cap`` items asked; no item twice.
    2. While a relevant sub-skill has had none, only sub-skills that have had none.
    3. Only items not seen, while there are any.
    4. Not the family of the last item, if the best item of another family gains at least
       ``VARIED`` of what the best item gains.
    5. At random among the best three left that gain at least ``CLOSE`` of the best of them.

    Args:
        gains: Expected gain of each item. Shape (n_items,).
        sub_skill_of: Sub-skill of each item, from 0. Shape (n_items,).
        family_of: Family of each item. Length n_items.
        asked: Items asked so far, in order.
        relevant: Which sub-skills matter. Shape (sub_skills,).
        cap: Most items of one sub-skill.
        seed: Seeds the draw, together with how many were asked: the same state always gets the
            same item.
        seen: Items met on another occasion; they come where no other is left.

    Returns:
        Index of the item; None where nothing is left to ask.

    Raises:
        MeasurementError: If shapes disagree or a value is out of range.
    """
    _check_state(gains, sub_skill_of, family_of, asked, seen, relevant)
    require(cap >= 1, f"At least one item of a sub-skill is asked, not {cap}.")
    require(seed >= 0, f"A seed is 0 or more, not {seed}.")
    left, _ = _askable(sub_skill_of, asked, relevant, cap)
    if not left.any():
        return None
    left = _unseen(left, seen)
    if asked:
        other = left & (np.array(family_of) != family_of[asked[-1]])
        left = other if _as_good(gains, other, left) else left
    best = _best(gains, left)
    return int(best[np.random.default_rng((seed, len(asked))).integers(best.size)])


def gain_of_going_on(
    gains: FloatArray,
    sub_skill_of: IntArray,
    asked: Sequence[int],
    relevant: BoolArray,
    cap: int,
) -> float | None:
    """
    The most that one more item could gain, where stopping may be thought of.

    Args:
        gains: Expected gain of each item. Shape (n_items,).
        sub_skill_of: Sub-skill of each item, from 0. Shape (n_items,).
        asked: Items asked so far.
        relevant: Which sub-skills matter. Shape (sub_skills,).
        cap: Most items of one sub-skill.

    Returns:
        The largest gain; None while a relevant sub-skill has had no item that could be asked, and
        where nothing is left to ask.

    Raises:
        MeasurementError: If shapes disagree or a value is out of range.
    """
    _check_state(gains, sub_skill_of, [""] * len(gains), asked, (), relevant)
    require(cap >= 1, f"At least one item of a sub-skill is asked, not {cap}.")
    left, first_round = _askable(sub_skill_of, asked, relevant, cap)
    return None if first_round or not left.any() else float(gains[left].max())


def questions_to_settle(
    marginal: FloatArray,
    level: int,
    table: FloatArray,
    seed: int,
    cap: int = QUESTIONS_CAP,
    settled_at: tuple[float, float] = SETTLED_AT,
) -> int | None:
    """
    About how many more items like this one would settle whether a requirement is met.

    Levels are drawn from the posterior and answers from the table; a course is settled once the
    probability of meeting reaches one of ``settled_at``. The median course is returned.
    A rough figure: it takes every further item for an independent copy of this one, and leaves
    out what answers on other sub-skills will tell. Half of all people need more.

    Args:
        marginal: Posterior of the sub-skill. Shape (65,).
        level: Required level, 1 to 5.
        table: Table of a typical item of the sub-skill. Shape (n_outcomes, 65).
        seed: Seeds the simulation, 0 or more.
        cap: Most further items looked at.
        settled_at: Probability from which the requirement is met, and up to which it is a gap.

    Returns:
        Number of items, 0 where it is settled; None where it takes more than ``cap``.

    Raises:
        MeasurementError: If shapes disagree or a value is out of range.
    """
    check_shape(marginal, GRID.shape, "The posterior")
    check_distributions(marginal)
    check_tables([table])
    require(cap >= 0 and seed >= 0, f"Cap ({cap}) and seed ({seed}) are 0 or more.")
    met, rng = meets(level), np.random.default_rng(seed)
    truth = rng.choice(GRID.size, SIMULATIONS, p=marginal)
    posteriors = np.tile(marginal, (SIMULATIONS, 1))
    settled = _settled(posteriors @ met, settled_at)
    for asked in range(cap + 1):
        if 2 * settled.sum() >= SIMULATIONS:
            return asked
        posteriors = _answered(posteriors, table, truth, rng)
        settled |= _settled(posteriors @ met, settled_at)
    return None


def _askable(
    sub_skill_of: IntArray, asked: Sequence[int], relevant: BoolArray, cap: int
) -> tuple[BoolArray, bool]:
    """Rules 1 and 2, and whether it was rule 2 that decided."""
    counts = np.bincount(sub_skill_of[list(asked)], minlength=relevant.size)
    left: BoolArray = (relevant & (counts < cap))[sub_skill_of]
    left[list(asked)] = False
    untouched = left & (counts == 0)[sub_skill_of]
    first_round = bool(untouched.any())
    return untouched if first_round else left, first_round


def _unseen(left: BoolArray, seen: Sequence[int]) -> BoolArray:
    fresh = left.copy()
    fresh[list(seen)] = False
    return fresh if fresh.any() else left


def _as_good(gains: FloatArray, some: BoolArray, those: BoolArray) -> bool:
    return bool(some.any()) and bool(gains[some].max() >= VARIED * gains[those].max())


def _best(gains: FloatArray, left: BoolArray) -> IntArray:
    items = np.flatnonzero(left)
    best = items[np.argsort(-gains[items], kind="stable")][:BEST]
    close: IntArray = best[gains[best] >= CLOSE * gains[best[0]]]
    return close


def _settled(chance: FloatArray, at: tuple[float, float]) -> BoolArray:
    return (chance >= at[0]) | (chance <= at[1])


def _answered(
    posteriors: FloatArray, table: FloatArray, truth: IntArray, rng: np.random.Generator
) -> FloatArray:
    """Posteriors after one more answer each, drawn at the true levels."""
    cumulative = table.cumsum(axis=0)[:-1, truth]
    outcome = (rng.random(truth.size) >= cumulative).sum(axis=0)
    updated: FloatArray = posteriors * table[outcome]
    updated /= updated.sum(axis=1, keepdims=True)
    return updated


def _check_bank(
    tables: Sequence[FloatArray],
    sub_skill_of: IntArray,
    marginals: FloatArray,
    utility: FloatArray,
    weights: FloatArray,
) -> None:
    check_distributions(marginals)
    check_shape(marginals, (len(weights), GRID.size), "The posteriors")
    check_shape(utility, marginals.shape, "The utility")
    check_shape(sub_skill_of, (len(tables),), "The sub-skills of the items")
    check_whole(sub_skill_of, 0, len(weights) - 1, "Sub-skills of items")
    check_finite(utility, "The utility")
    check_finite(weights, "The weights")
    require(bool((weights >= 0).all()), "Weights are 0 or more.")
    check_tables(tables)


def _check_state(
    gains: FloatArray,
    sub_skill_of: IntArray,
    family_of: Sequence[str],
    asked: Sequence[int],
    seen: Sequence[int],
    relevant: BoolArray,
) -> None:
    check_shape(sub_skill_of, gains.shape, "The sub-skills of the items")
    check_shape(np.array(family_of), gains.shape, "The families of the items")
    check_finite(gains, "The gains")
    require(bool((gains >= 0).all()), "Gains are 0 or more.")
    check_whole(sub_skill_of, 0, len(relevant) - 1, "Sub-skills of items")
    for items, what in ((asked, "Items asked"), (seen, "Items seen")):
        check_whole(np.array(items, dtype=np.int64), 0, len(gains) - 1, what)
