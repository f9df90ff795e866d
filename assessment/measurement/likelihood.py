"""
How likely each answer is at each point of the scale.

An item's table has one row per outcome and one column per point of ``GRID``. Author error is
integrated into it when it is built, so scoring needs nothing but the rows of the answers given.
"""

import math
from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Final, Protocol

import numpy as np

from assessment.measurement.checks import require
from assessment.measurement.grid import GRID, PRIOR_MEAN, FloatArray

DISCRIMINATION: Final = 1.2
"""Slope of every item, per level. Assumption: "moderate" in Baker (2001), The Basics of IRT."""

AUTHOR_ERROR: Final = 0.7
"""SD of an author's level about the true one, in levels; rounded down from the 0.9 that follows
from experts' r = .60 (Cetin & Gelbal 2013, doi 10.12738/estp.2013.4.1829), 17 experts."""

LARGEST_AUTHOR_ERROR: Final = 4.0
"""Largest SD of an author's error that is accepted, in levels: half the grid says nothing."""

VALIDITY: Final = 0.35
"""Correlation of self-rating and level; .29 over 55 studies (Mabe & West 1982), higher where the
rating is specific (Zell & Krizan 2014)."""

INFLATION: Final = 0.4
"""How far self-ratings lie above levels on average, in levels (Heidemeier & Moser 2009,
doi 10.1037/0021-9010.94.2.353: d = .32)."""

RATING_SD: Final = 0.9
"""SD of self-ratings over people, in levels. Assumption."""

LENIENCY_SD: Final = 0.5
"""SD of the leniency that all ratings of one person share, in levels. Assumption: 35 % of the
error variance belongs to the person."""

MENTOR_VALIDITY: Final = 0.5
"""Correlation of another person's rating and level: the root of the 25 % of variance that is the
ratee's (Scullen, Mount & Goff 2000, doi 10.1037/0021-9010.85.6.956: 21 % and 25 %; the figures
are second-hand)."""

MENTOR_SHARED: Final = 0.53
"""Share of the variance of ratings that belongs to who rates, 0 to 1: leniency and halo together
(Scullen et al. 2000: 62 % and 53 %; the lower one, since mentors rate on anchors). Ratings of one
person by one rater cannot tell the two apart, so they are one unknown."""

MENTOR_INFLATION: Final = 0.0
"""How far mentors' ratings lie above levels on average, in levels. Assumption: the inflation of
self-ratings was found against ratings by others."""

_ERROR_NODES, _error_weights = np.polynomial.hermite_e.hermegauss(15)
_ERROR_WEIGHTS: Final[FloatArray] = _error_weights / _error_weights.sum()

_LENIENCY_NODES, _leniency_weights = np.polynomial.hermite_e.hermegauss(7)

LENIENCY: Final[FloatArray] = INFLATION + LENIENCY_SD * _LENIENCY_NODES
"""Leniencies at which self-ratings are evaluated (Gauss-Hermite), in levels. Shape (7,)."""

LENIENCY_WEIGHTS: Final[FloatArray] = _leniency_weights / _leniency_weights.sum()
"""Prior probability of each leniency. Shape (7,)."""

MENTOR_LENIENCY: Final[FloatArray] = (
    MENTOR_INFLATION + MENTOR_SHARED**0.5 * RATING_SD * _LENIENCY_NODES
)
"""Leniencies, halo included, at which a mentor's ratings are evaluated, in levels. Shape (7,)."""

_RATING_EDGES: Final = (0.5, 1.5, 2.5, 3.5, 4.5)
"""Where one self-rating ends and the next begins, in levels; below the first is "Not yet"."""

_FEWEST_OPTIONS: Final = 2
_FEWEST_ACTIONS: Final = 3


def choice_curves(level: float, credits: FloatArray, tau: float = AUTHOR_ERROR) -> FloatArray:
    """
    Probability of choosing each option.

    P(o | theta) is proportional to exp(lambda credit_o), lambda = log(1 + K exp(a (theta - b))),
    for K options. With one keyed option this is the three-parameter logistic with guessing 1/K;
    with any credits, expected credit rises with theta and falls to blind guessing far below b.

    Args:
        level: Difficulty of the item, b, in levels; on the grid.
        credits: Credit of each option, 0 to 1, the largest 1. Shape (n_options,).
        tau: SD of the error of ``level``, in levels: its author's, or what calibration left.

    Returns:
        Probabilities, each column summing to 1. Shape (n_options, 65).

    Raises:
        MeasurementError: If no option has credit 1 or a value is out of range.

    Source:
        Birnbaum (1968) in Lord & Novick, Statistical Theories of Mental Test Scores, for the 3PL;
        partial credits as exponents are ours.
    """
    _check(credits, _FEWEST_OPTIONS)
    return _smeared(choice_response(DISCRIMINATION * _distance(level, tau), credits))


def best_worst_curves(level: float, credits: FloatArray, tau: float = AUTHOR_ERROR) -> FloatArray:
    """
    Probability of naming each ordered pair of actions best and worst.

    P(i best, j worst) = w_i / sum(w) * v_j / (sum(v) - v_i), with w = exp(lambda credit) and
    v = exp(-lambda credit): the best is chosen first, then the worst from the others.

    Args:
        level: Difficulty of the item, in levels; on the grid.
        credits: Credit of each action, 0 to 1, the largest 1. Shape (n_actions,).
        tau: SD of the error of ``level``, in levels: its author's, or what calibration left.

    Returns:
        Probabilities, each column summing to 1; rows in the order of
        ``itertools.permutations(range(n_actions), 2)``. Shape (n_actions * (n_actions - 1), 65).

    Raises:
        MeasurementError: If no action has credit 1 or a value is out of range.

    Source:
        Marley & Louviere (2005), Journal of Mathematical Psychology 49: best-worst choice, here
        in its sequential form.
    """
    _check(credits, _FEWEST_ACTIONS)
    return _smeared(best_worst_response(DISCRIMINATION * _distance(level, tau), credits))


def numeric_curves(level: float, tau: float = AUTHOR_ERROR) -> FloatArray:
    """
    Probability of a right and of a wrong number: the two-parameter logistic, no guessing.

    Args:
        level: Difficulty of the item, in levels; on the grid.
        tau: SD of the error of ``level``, in levels: its author's, or what calibration left.

    Returns:
        Row 0 right, row 1 wrong. Shape (2, 65).

    Raises:
        MeasurementError: If a value is out of range.
    """
    return _smeared(numeric_response(DISCRIMINATION * _distance(level, tau), np.zeros(0)))


def dont_know_curve(level: float, tau: float = AUTHOR_ERROR) -> FloatArray:
    """
    Likelihood of "I don't know": that of not knowing.

    Proportional to the curve of a wrong option wherever one option is keyed, so saying so
    honestly leaves the same posterior as a wrong guess.

    Args:
        level: Difficulty of the item, in levels; on the grid.
        tau: SD of the error of ``level``, in levels: its author's, or what calibration left.

    Returns:
        Likelihood. Shape (65,).

    Raises:
        MeasurementError: If a value is out of range.
    """
    wrong: FloatArray = numeric_curves(level, tau)[1]
    return wrong


def choice_response(slope: FloatArray, credits: FloatArray) -> FloatArray:
    """
    Choice among options, see ``choice_curves``.

    Args:
        slope: a (theta - b). Shape (m, n).
        credits: Credit of each option. Shape (n_options,).

    Returns:
        Probabilities. Shape (n_options, m, n).
    """
    return _choices(_strength(slope, credits.size), credits)


def best_worst_response(slope: FloatArray, credits: FloatArray) -> FloatArray:
    """
    Ordered pairs of best and worst, see ``best_worst_curves``.

    Args:
        slope: a (theta - b). Shape (m, n).
        credits: Credit of each action. Shape (n_actions,).

    Returns:
        Probabilities. Shape (n_actions * (n_actions - 1), m, n).
    """
    strength = _strength(slope, credits.size)
    best, worst = _choices(strength, credits), _choices(-strength, credits)
    return np.concatenate([_then_worst(best, worst, i) for i in range(credits.size)])


def numeric_response(slope: FloatArray, _credits: FloatArray) -> FloatArray:
    """
    Right and wrong numbers, see ``numeric_curves``.

    Args:
        slope: a (theta - b). Shape (m, n).

    Returns:
        Probabilities. Shape (2, m, n).
    """
    return np.stack([1 / (1 + np.exp(-slope)), 1 / (1 + np.exp(slope))])


def _numeric(level: float, _credits: FloatArray, tau: float = AUTHOR_ERROR) -> FloatArray:
    return numeric_curves(level, tau)


class Curves(Protocol):
    """Table of an item from its level, its credits and the error of the level."""

    def __call__(
        self, level: float, credits: FloatArray, tau: float = AUTHOR_ERROR, /
    ) -> FloatArray:
        """Probabilities, each column summing to 1. Shape (n_outcomes, 65)."""


CURVES: Final[Mapping[str, Curves]] = MappingProxyType(
    {"choice": choice_curves, "best-and-worst": best_worst_curves, "numeric": _numeric}
)
"""Table of an item from its level and credits, by the name its family gives its likelihood."""

RESPONSES: Final[Mapping[str, Callable[[FloatArray, FloatArray], FloatArray]]] = MappingProxyType(
    {
        "choice": choice_response,
        "best-and-worst": best_worst_response,
        "numeric": numeric_response,
    }
)
"""What happens at a known distance from a known difficulty, by the same names."""


@cache
def self_rating_curves(validity: float = VALIDITY, rating_sd: float = RATING_SD) -> FloatArray:
    """
    Probability of each self-rating, for each leniency.

    The rating behind the rating is normal about 3 + leniency + validity * rating_sd (theta - 3),
    with the variance that validity and leniency leave, and is cut at 0.5, 1.5, ..., 4.5.

    Args:
        validity: Correlation of self-rating and level (whose SD is 1), 0 to less than 1.
        rating_sd: SD of self-ratings over people, in levels.

    Returns:
        Probabilities of 0 ("Not yet") to 5, read-only. Shape (7, 6, 65).

    Raises:
        MeasurementError: If the two leave no variance to the single rating.

    Source:
        Regression of rating on level after Mabe & West (1982), doi 10.1037/0021-9010.67.3.280.
    """
    return _rating_curves(validity, rating_sd, LENIENCY, LENIENCY_SD**2)


@cache
def mentor_rating_curves(validity: float = MENTOR_VALIDITY) -> FloatArray:
    """
    Probability of each rating by a mentor, for each of ``MENTOR_LENIENCY``.

    The model of a self-rating with the figures of ratings by others: more valid, less inflated,
    and with more of the error shared by all ratings that one mentor gives one person.

    Args:
        validity: Correlation of rating and level (whose SD is 1), 0 to less than 1.

    Returns:
        Probabilities of 0 ("Not yet") to 5, read-only. Shape (7, 6, 65).

    Raises:
        MeasurementError: If validity and leniency leave no variance to the single rating.

    Source:
        Variances after Scullen, Mount & Goff (2000), doi 10.1037/0021-9010.85.6.956.
    """
    return _rating_curves(validity, RATING_SD, MENTOR_LENIENCY, MENTOR_SHARED * RATING_SD**2)


def _rating_curves(
    validity: float, rating_sd: float, leniency: FloatArray, leniency_variance: float
) -> FloatArray:
    variance = rating_sd**2 * (1 - validity**2) - leniency_variance
    require(
        validity >= 0 and variance > 0,
        f"A validity of {validity} and a rating SD of {rating_sd} leave no variance to one rating.",
    )
    centre = PRIOR_MEAN + leniency[:, None] + validity * rating_sd * (GRID - PRIOR_MEAN)
    edges = (np.array([-np.inf, *_RATING_EDGES, np.inf])[:, None] - centre[:, None]) / variance**0.5
    curves = _normal_mass(edges[:, :-1], edges[:, 1:])
    curves.setflags(write=False)
    return curves


def _normal_mass(low: FloatArray, high: FloatArray) -> FloatArray:
    # Taken in the tail that is thinner: the other one would round the mass to nothing.
    upper = low > 0
    below = np.where(upper, -high, low)
    above = np.where(upper, -low, high)
    return _normal_cdf(above) - _normal_cdf(below)


def _normal_cdf(values: FloatArray) -> FloatArray:
    scaled = (-values / math.sqrt(2)).ravel().tolist()
    return np.array([math.erfc(value) / 2 for value in scaled]).reshape(values.shape)


def _check(credits: FloatArray, fewest: int) -> None:
    require(
        credits.ndim == 1 and credits.size >= fewest,
        f"An item of this family needs at least {fewest} options; "
        f"the credits have shape {credits.shape}.",
    )
    inside = (credits >= 0) & (credits <= 1)
    require(bool(inside.all()), f"Credits run from 0 to 1; {credits[~inside][:1]} is outside.")
    require(bool(credits.max() == 1), "No option has credit 1; the best option of an item has.")


def _distance(level: float, tau: float) -> FloatArray:
    """Theta above the item's level, for each author error. Shape (15, 65)."""
    require(
        GRID[0] <= level <= GRID[-1],
        f"A difficulty of {level} is not on the scale, which runs from {GRID[0]:g} to "
        f"{GRID[-1]:g}.",
    )
    require(
        0 <= tau <= LARGEST_AUTHOR_ERROR,
        f"The SD of an author's error runs from 0 to {LARGEST_AUTHOR_ERROR} levels, not {tau}.",
    )
    return GRID - level - tau * _ERROR_NODES[:, None]


def _strength(slope: FloatArray, options: int) -> FloatArray:
    """How strongly credit draws the choice: lambda. Shape (m, n)."""
    strength: FloatArray = np.log1p(options * np.exp(slope))
    return strength


def _choices(strength: FloatArray, credits: FloatArray) -> FloatArray:
    """Choice among all options. Shape (n_options, m, n)."""
    pull: FloatArray = np.exp(strength * credits[:, None, None])
    pull /= pull.sum(axis=0)
    return pull


def _then_worst(best: FloatArray, worst: FloatArray, i: int) -> FloatArray:
    """Action ``i`` best and each other one worst. Shape (n_actions - 1, m, n)."""
    others = np.delete(worst, i, axis=0)
    pairs: FloatArray = best[i] * others / others.sum(axis=0)
    return pairs


def _smeared(curves: FloatArray) -> FloatArray:
    """Mean over author errors. Shape (n_outcomes, 15, 65) to (n_outcomes, 65)."""
    smeared: FloatArray = np.einsum("oex,e->ox", curves, _ERROR_WEIGHTS)
    return smeared
