"""What asking an item is expected to gain: the fall in variance, by Bayes' rule."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.measurement.grid import GRID, FloatArray, meets
from assessment.measurement.likelihood import (
    LENIENCY_WEIGHTS,
    best_worst_curves,
    choice_curves,
    numeric_curves,
    self_rating_curves,
)
from assessment.measurement.selection import expected_gains

from .examples import one_key, patient, seeds, standard_prior, tables

STEPS = np.array([0.0, 0.33, 0.67, 1.0])
"""Credits of four actions, evenly spread."""


def gain(table: FloatArray, utility: FloatArray = GRID, weight: float = 1.0) -> float:
    """Gain of one item on one sub-skill that nothing is known of."""
    prior, weights = standard_prior()[None], np.array([weight])
    return float(expected_gains([table], np.array([0]), prior, utility[None], weights)[0])


def averaged(validity: float) -> FloatArray:
    """Self-rating curves of a single rating, leniency unknown. Shape (6, 65)."""
    return np.einsum("d,dkx->kx", LENIENCY_WEIGHTS, self_rating_curves(validity))


@pytest.mark.parametrize(
    ("table", "published"),
    [
        (choice_curves(3, one_key(2)), 0.061),
        (choice_curves(3, one_key(3)), 0.092),
        (choice_curves(3, one_key(4)), 0.110),
        (choice_curves(3, one_key(5)), 0.123),
        (choice_curves(3, one_key(6)), 0.131),
        (numeric_curves(3), 0.184),
        (choice_curves(3, STEPS), 0.063),
        (choice_curves(3, np.array([0.0, 0.0, 0.5, 1.0])), 0.085),
        (best_worst_curves(3, STEPS), 0.104),
        (averaged(0.35), 0.110),
        (averaged(0.29), 0.075),
        (averaged(0.50), 0.224),
        (choice_curves(5, one_key(4)), 0.033),
    ],
)
def test_what_each_kind_of_item_is_worth(table: FloatArray, published: float) -> None:
    """One item's expected cut in a variance of 1, as computed apart for each kind of item."""
    assert published == pytest.approx(gain(table), abs=0.0006)


@patient
@given(tables(), st.sampled_from([GRID, meets(2), meets(3), meets(5)]), seeds)
def test_the_gain_is_the_expected_fall_in_variance(
    table: FloatArray, utility: FloatArray, seed: int
) -> None:
    """Var now less the mean Var after each outcome, from Bayes' rule; so never below 0."""
    prior = np.random.default_rng(seed).dirichlet(np.ones(65))
    chance = table @ prior
    after = prior * table / chance[:, None]
    variance = prior @ utility**2 - (prior @ utility) ** 2
    left = chance @ (after @ utility**2 - (after @ utility) ** 2)

    actual = expected_gains([table], np.array([0]), prior[None], utility[None], np.ones(1))[0]

    assert actual >= 0
    assert variance - left == pytest.approx(actual, abs=1e-12)


def test_gains_of_a_bank_are_gains_of_its_items() -> None:
    """Each item is judged on its own sub-skill's posterior, utility and weight, in its place."""
    bank = [numeric_curves(2), choice_curves(4, one_key(3)), best_worst_curves(3, STEPS)]
    posteriors = np.random.default_rng(5).dirichlet(np.ones(65), 2)
    utility, weights = np.stack([GRID, meets(3)]), np.array([1.0, 2.5])
    expected = [
        expected_gains([table], np.array([0]), posteriors[[s]], utility[[s]], weights[[s]])[0]
        for table, s in zip(bank, (1, 0, 1), strict=True)
    ]

    actual = expected_gains(bank, np.array([1, 0, 1]), posteriors, utility, weights)

    np.testing.assert_allclose(actual, expected, atol=1e-15)


@given(tables(), st.floats(0, 10))
def test_weights_scale_gains(table: FloatArray, weight: float) -> None:
    """A sub-skill that matters twice as much makes its items gain twice as much."""
    assert weight * gain(table) == pytest.approx(gain(table, weight=weight), abs=1e-12)


def test_an_item_that_says_nothing_gains_nothing() -> None:
    """Equal credits, or a level known for certain, leave nothing to gain."""
    certain = np.zeros((1, 65))
    certain[0, 30] = 1.0

    known = expected_gains([numeric_curves(3)], np.array([0]), certain, GRID[None], np.ones(1))

    assert pytest.approx(gain(choice_curves(3, np.ones(4))), abs=1e-15) == 0
    assert pytest.approx(known[0], abs=1e-15) == 0


def test_an_empty_bank_gains_nothing() -> None:
    """Without items there are no gains, and no fault."""
    none = np.zeros(0, dtype=np.int64)

    assert expected_gains([], none, standard_prior()[None], GRID[None], np.ones(1)).size == 0
