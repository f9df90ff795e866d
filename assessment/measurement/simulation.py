"""
Respondents drawn from the model: what answers would look like if it were true.

For planning and for tests. The same seed always gives the same people. Nothing here is evidence
about real people: it says what the model would do with people who are as it supposes.
"""

import numpy as np

from assessment.measurement.checks import check_finite, check_shape, require
from assessment.measurement.grid import GRID, PRIOR_MEAN, FloatArray, IntArray
from assessment.measurement.likelihood import (
    DISCRIMINATION,
    INFLATION,
    LENIENCY_SD,
    RATING_SD,
    RESPONSES,
    VALIDITY,
)
from assessment.measurement.tree import Tree

_EDGES = np.array([0.5, 1.5, 2.5, 3.5, 4.5])
"""Where one self-rating ends and the next begins, in levels."""


def true_levels(
    tree: Tree, people: int, rng: np.random.Generator, mean: float = PRIOR_MEAN
) -> FloatArray:
    """
    Levels of people as the tree has them: mean + person + skill + own part, each normal.

    Args:
        tree: How the sub-skills hang together.
        people: How many.
        rng: Source of chance.
        mean: Where these people stand on average, in levels.

    Returns:
        Levels, not cut at the ends of the scale. Shape (people, sub_skills).

    Raises:
        MeasurementError: If ``people`` is negative.
    """
    require(people >= 0, f"The number of people is 0 or more, not {people}.")
    _, skill = np.unique(np.array(tree.skill_of), return_inverse=True)
    general = rng.normal(0, tree.general**0.5, (people, 1))
    shared = rng.normal(0, tree.skill**0.5, (people, skill.max() + 1))[:, skill]
    own = rng.normal(0, tree.own**0.5, (people, skill.size))
    return mean + general + shared + own


def self_ratings(levels: FloatArray, rng: np.random.Generator) -> tuple[IntArray, FloatArray]:
    """
    How people with these levels rate themselves.

    Args:
        levels: True levels. Shape (people, sub_skills).
        rng: Source of chance.

    Returns:
        Ratings from 0 to 5, shape (people, sub_skills), and the leniency that all ratings of one
        person share, in levels, shape (people,).
    """
    leniency = rng.normal(INFLATION, LENIENCY_SD, len(levels))
    single = (RATING_SD**2 * (1 - VALIDITY**2) - LENIENCY_SD**2) ** 0.5
    centre = PRIOR_MEAN + leniency[:, None] + VALIDITY * RATING_SD * (levels - PRIOR_MEAN)
    return np.digitize(rng.normal(centre, single), _EDGES), leniency


def true_difficulties(
    levels: FloatArray, errors: FloatArray, rng: np.random.Generator
) -> FloatArray:
    """
    Where items really lie, given where they are thought to lie; cut at the ends of the grid.

    Args:
        levels: Supposed difficulties, in levels. Shape (n_items,).
        errors: SD of each about the true one, in levels. Shape (n_items,).
        rng: Source of chance.

    Returns:
        Difficulties, in levels. Shape (n_items,).
    """
    check_finite(levels, "The difficulties")
    check_shape(errors, levels.shape, "The errors of the difficulties")
    return np.clip(rng.normal(levels, errors), GRID[0], GRID[-1])


def chances(family: str, credits: FloatArray, difficulty: float, levels: FloatArray) -> FloatArray:
    """
    Probability of each outcome of one item.

    Args:
        family: Name of its likelihood, as in ``RESPONSES``.
        credits: Credits of its options; empty for a number.
        difficulty: Where it really lies, in levels.
        levels: Levels of those who answer. Shape (people,).

    Returns:
        Probabilities. Shape (people, n_outcomes).
    """
    slope = DISCRIMINATION * (levels - difficulty)
    return RESPONSES[family](slope[None, :], credits)[:, 0].T


def outcomes(probabilities: FloatArray, rng: np.random.Generator) -> IntArray:
    """
    One outcome for each person.

    Args:
        probabilities: Of each outcome. Shape (people, n_outcomes).
        rng: Source of chance.

    Returns:
        Index of the outcome. Shape (people,).
    """
    reached = probabilities.cumsum(axis=1)[:, :-1] <= rng.random((len(probabilities), 1))
    index: IntArray = reached.sum(axis=1)
    return index


def confidences(certainty: FloatArray) -> IntArray:
    """
    How sure people say they are, if they know their chances exactly.

    Args:
        certainty: Chance that each has of the best answer, 0 to 1. Any shape.

    Returns:
        Whole percent, 0 to 100. The same shape.
    """
    return np.rint(100 * certainty).astype(np.int64)
