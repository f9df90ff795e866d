"""What a posterior says, in numbers a report can use; over any leading axes."""

from typing import Final

import numpy as np

from assessment.measurement.checks import (
    check_broadcast,
    check_distributions,
    check_levels,
    require,
)
from assessment.measurement.grid import (
    GRID,
    HIGHEST_LEVEL,
    LOWEST_LEVEL,
    PRIOR_MEAN,
    STEP,
    FloatArray,
    IntArray,
    meets,
    shortfall,
)
from assessment.measurement.likelihood import LENIENCY_WEIGHTS, self_rating_curves

LIKELY: Final = 0.8
"""Probability that the level lies within the likely range."""

_MOMENTS: Final[FloatArray] = np.stack([GRID - PRIOR_MEAN, (GRID - PRIOR_MEAN) ** 2], axis=1)
"""First two powers of the distance from the middle, which spares a pass over all distributions."""

_LEVELS: Final = range(LOWEST_LEVEL, HIGHEST_LEVEL + 1)
_MEETS: Final[FloatArray] = np.stack([meets(level) for level in _LEVELS])
_SHORTFALL: Final[FloatArray] = np.stack([shortfall(level) for level in _LEVELS])


def mean(marginals: FloatArray) -> FloatArray:
    """
    Expected level (EAP).

    Args:
        marginals: Posteriors. Shape (..., 65).

    Returns:
        Levels. Shape (...).

    Raises:
        MeasurementError: If they are not distributions on the grid.
    """
    check_distributions(marginals)
    return marginals @ GRID


def standard_deviation(marginals: FloatArray) -> FloatArray:
    """
    Standard error of the estimate: how far the level may lie from its expectation.

    Args:
        marginals: Posteriors. Shape (..., 65).

    Returns:
        Levels. Shape (...).

    Raises:
        MeasurementError: If they are not distributions on the grid.
    """
    check_distributions(marginals)
    moments = marginals @ _MOMENTS
    # What is certain may come out a rounding error below 0.
    return np.sqrt(np.maximum(moments[..., 1] - moments[..., 0] ** 2, 0))


def interval(marginals: FloatArray, mass: float = LIKELY) -> FloatArray:
    """
    Central range that holds the level with a given probability.

    Each grid point's probability is spread evenly over its cell, so the ends do not jump from
    point to point.

    Args:
        marginals: Posteriors. Shape (..., 65).
        mass: Probability inside, between 0 and 1; half of the rest lies on either side.

    Returns:
        Lower and upper end, in levels. Shape (..., 2).

    Raises:
        MeasurementError: If they are not distributions on the grid or ``mass`` is out of range.
    """
    check_distributions(marginals)
    require(0 < mass < 1, f"A range holds a probability between 0 and 1, not {mass}.")
    tail = (1 - mass) / 2
    ends = [_quantile(marginals, tail), _quantile(marginals, 1 - tail)]
    return np.stack(ends, axis=-1)


def level_probabilities(marginals: FloatArray) -> FloatArray:
    """
    Probability of each proficiency level; the bands of 1 and 5 are open.

    Args:
        marginals: Posteriors. Shape (..., 65).

    Returns:
        Probabilities of levels 1 to 5. Shape (..., 5).

    Raises:
        MeasurementError: If they are not distributions on the grid.
    """
    check_distributions(marginals)
    bands = _MEETS - np.vstack([_MEETS[1:], np.zeros_like(GRID)])
    return marginals @ bands.T


def rating_probabilities(marginals: FloatArray) -> FloatArray:
    """
    How people rate themselves of whom no more is known than these posteriors.

    Averaged over the posterior and over the leniencies that people have: what the rating of
    somebody with the same answers would be, as far as anybody can tell.

    Args:
        marginals: Posteriors without self-ratings. Shape (..., 65).

    Returns:
        Probabilities of the self-ratings 0 to 5. Shape (..., 6).

    Raises:
        MeasurementError: If they are not distributions on the grid.
    """
    check_distributions(marginals)
    curves = np.einsum("d,dkx->kx", LENIENCY_WEIGHTS, self_rating_curves())
    chances: FloatArray = marginals @ curves.T
    return chances


def probability_of_meeting(marginals: FloatArray, levels: IntArray) -> FloatArray:
    """
    Probability that each requirement is met: that theta is at least the level less one half.

    Args:
        marginals: Posteriors. Shape (..., 65).
        levels: Required levels, 1 to 5; broadcast against the leading axes of ``marginals``.

    Returns:
        Probabilities. The two leading shapes broadcast together.

    Raises:
        MeasurementError: If shapes disagree or a level is outside 1 to 5.
    """
    return _expected(marginals, levels, _MEETS)


def expected_gap(marginals: FloatArray, levels: IntArray) -> FloatArray:
    """
    Expected distance to each requirement: E[max(0, level - 0.5 - theta)].

    Args:
        marginals: Posteriors. Shape (..., 65).
        levels: Required levels, 1 to 5; broadcast against the leading axes of ``marginals``.

    Returns:
        Levels short. The two leading shapes broadcast together.

    Raises:
        MeasurementError: If shapes disagree or a level is outside 1 to 5.
    """
    return _expected(marginals, levels, _SHORTFALL)


def _expected(marginals: FloatArray, levels: IntArray, by_level: FloatArray) -> FloatArray:
    check_distributions(marginals)
    check_levels(levels)
    check_broadcast(levels.shape, marginals.shape[:-1])
    expected: FloatArray = np.einsum("...x,...x->...", marginals, by_level[levels - LOWEST_LEVEL])
    return expected


def _quantile(marginals: FloatArray, share: float) -> FloatArray:
    cumulative = marginals.cumsum(axis=-1)
    cumulative /= cumulative[..., -1:]
    cell = (cumulative < share).sum(axis=-1, keepdims=True)
    above = np.take_along_axis(cumulative, cell, axis=-1)
    inside = np.take_along_axis(marginals, cell, axis=-1)
    upper_edge = GRID[cell] + STEP / 2
    value: FloatArray = upper_edge - STEP * (above - share) / inside
    return np.clip(value, GRID[0], GRID[-1])[..., 0]
