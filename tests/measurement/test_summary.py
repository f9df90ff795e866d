"""What is reported of a posterior."""

from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from assessment.errors import MeasurementError
from assessment.measurement.grid import GRID, FloatArray
from assessment.measurement.summary import (
    expected_gap,
    interval,
    level_probabilities,
    mean,
    probability_of_meeting,
    rating_probabilities,
    standard_deviation,
)

from .examples import at, standard_prior

EVERY_LEVEL = np.arange(1, 6)

posteriors = (
    arrays(np.float64, (3, 65), elements=st.floats(0, 1))
    .map(lambda weights: weights + 1e-6)
    .map(lambda weights: weights / weights.sum(axis=-1, keepdims=True))
)


def two_points(low: float, high: float) -> FloatArray:
    """A quarter at the lower level, three quarters at the higher."""
    marginal = np.zeros(65)
    marginal[at(low)], marginal[at(high)] = 0.25, 0.75
    return marginal


def test_mean_and_spread_by_hand() -> None:
    """A quarter at 2 and three quarters at 4: 3.5 on average, with an SD of sqrt(0.75)."""
    marginal = two_points(2.0, 4.0)

    assert pytest.approx(float(mean(marginal))) == 3.5
    assert pytest.approx(float(standard_deviation(marginal))) == 0.75**0.5


def test_levels_by_hand() -> None:
    """On the edge between 2 and 3 half counts for each; 1 and 5 take all beyond them."""
    np.testing.assert_allclose(
        level_probabilities(two_points(2.5, 4.0)), [0, 0.125, 0.125, 0.75, 0], atol=1e-15
    )
    np.testing.assert_allclose(
        level_probabilities(two_points(-1.0, 7.0)), [0.25, 0, 0, 0, 0.75], atol=1e-15
    )


def test_ratings_to_expect_by_hand() -> None:
    """Of a level known to be 3 or 5 the rating is normal about 3.4 or 4.03, with its own spread."""
    for level, centre in ((3.0, 3.4), (5.0, 3.4 + 2 * 0.35 * 0.9)):
        known = np.zeros(65)
        known[at(level)] = 1
        rating = NormalDist(centre, 0.9 * (1 - 0.35**2) ** 0.5)
        below = [rating.cdf(edge) for edge in (0.5, 1.5, 2.5, 3.5, 4.5)]
        expected = np.diff([0, *below, 1])

        np.testing.assert_allclose(rating_probabilities(known), expected, atol=1e-5)


@given(posteriors)
def test_ratings_to_expect_are_a_distribution(posterior: FloatArray) -> None:
    """Somebody with any posterior gives one of the six ratings."""
    np.testing.assert_allclose(rating_probabilities(posterior).sum(axis=-1), 1)


def test_meeting_and_gap_by_hand() -> None:
    """A quarter at 2 is half a level short of 3 and 1.5 short of 4; at 4 nothing is short."""
    marginal = two_points(2.0, 4.0)

    np.testing.assert_allclose(
        probability_of_meeting(marginal, EVERY_LEVEL), [1, 1, 0.75, 0.75, 0], atol=1e-15
    )
    np.testing.assert_allclose(
        expected_gap(marginal, EVERY_LEVEL),
        [0, 0, 0.25 * 0.5, 0.25 * 1.5, 0.25 * 2.5 + 0.75 * 0.5],
        atol=1e-15,
    )


def test_likely_range_of_a_normal() -> None:
    """Of a normal, the 80 % range is 1.2816 SDs either way, though the grid has steps of 0.125."""
    reach = NormalDist().inv_cdf(0.9)

    actual = interval(standard_prior())

    np.testing.assert_allclose(actual, [3 - reach, 3 + reach], atol=0.003)


def test_likely_range_within_one_cell() -> None:
    """Certainty at a grid point is spread over its cell: 80 % of it is 0.1 wide."""
    marginal = np.zeros(65)
    marginal[at(3.0)] = 1.0

    np.testing.assert_allclose(interval(marginal, 0.8), [2.95, 3.05], atol=1e-12)


def test_likely_range_stays_on_the_grid() -> None:
    """Someone at the very end of the scale has a range that ends there."""
    marginal = np.zeros(65)
    marginal[-1] = 1.0

    assert interval(marginal, 0.9)[1] == 7.0


@given(posteriors, st.floats(0.05, 0.95))
def test_likely_range_holds_what_it_says(marginals: FloatArray, mass: float) -> None:
    """Reading each cell as evenly filled, exactly ``mass`` lies inside, as much left as right."""
    edges = np.append(GRID - 0.0625, 7.0625)
    low, high = interval(marginals, mass).T

    for marginal, lower, upper in zip(marginals, low, high, strict=True):
        below = np.interp([lower, upper], edges, np.append(0.0, marginal.cumsum()))
        # What lies outside the grid's ends is cut off.
        inside = lower > -1 and upper < 7
        assert not inside or (1 - mass) / 2 == pytest.approx(below[0], abs=1e-9)
        assert not inside or (1 + mass) / 2 == pytest.approx(below[1], abs=1e-9)


@given(posteriors)
def test_a_surer_range_is_wider(marginals: FloatArray) -> None:
    """The 95 % range contains the 80 % range, which contains the middle half."""
    half, likely, sure = (interval(marginals, mass) for mass in (0.5, 0.8, 0.95))

    assert (sure[:, 0] <= likely[:, 0]).all()
    assert (likely[:, 0] <= half[:, 0]).all()
    assert (half[:, 1] <= likely[:, 1]).all()
    assert (likely[:, 1] <= sure[:, 1]).all()


@given(posteriors)
def test_levels_and_requirements_agree(marginals: FloatArray) -> None:
    """The levels sum to 1, and a requirement is met by the levels from it upwards."""
    by_level = level_probabilities(marginals)
    met = probability_of_meeting(marginals[:, None], EVERY_LEVEL)

    np.testing.assert_allclose(by_level.sum(axis=1), 1, atol=1e-12)
    np.testing.assert_allclose(by_level[:, ::-1].cumsum(axis=1)[:, ::-1], met, atol=1e-12)


@given(posteriors)
def test_asking_more_is_met_less(marginals: FloatArray) -> None:
    """With a higher requirement the chance of meeting it never rises, the gap never falls."""
    met = probability_of_meeting(marginals[:, None], EVERY_LEVEL)
    gap = expected_gap(marginals[:, None], EVERY_LEVEL)

    assert (np.diff(met, axis=1) <= 1e-15).all()
    assert (np.diff(gap, axis=1) >= -1e-15).all()
    np.testing.assert_allclose(met[:, 0], 1, atol=1e-12)
    np.testing.assert_array_equal(gap[:, 0], 0)


@given(posteriors)
def test_the_expected_gap_is_no_less_than_the_gap_of_the_estimate(marginals: FloatArray) -> None:
    """Doubt adds to a gap: it is at least what the estimate alone falls short (Jensen)."""
    short = np.maximum(0, EVERY_LEVEL - 0.5 - mean(marginals)[:, None])
    short[:, 0] = 0

    assert (expected_gap(marginals[:, None], EVERY_LEVEL) >= short - 1e-12).all()


@given(posteriors)
def test_one_by_one_or_all_at_once(marginals: FloatArray) -> None:
    """Each figure of a stack of posteriors is the figure of that posterior alone."""
    stacked, required = np.stack([marginals, marginals[::-1]]), np.array([2, 3, 5])

    for summary in (mean, standard_deviation, interval, level_probabilities):
        np.testing.assert_allclose(summary(stacked)[1, 0], summary(marginals[2]), atol=1e-14)
    for judge in (probability_of_meeting, expected_gap):
        one = judge(marginals[2], required[0])
        np.testing.assert_allclose(judge(stacked, required)[1, 0], one, atol=1e-14)


@pytest.mark.parametrize(
    "marginals", [np.full(64, 1 / 64), np.ones(65), np.full(65, np.nan), -standard_prior()]
)
def test_what_is_no_posterior_is_refused(marginals: FloatArray) -> None:
    """Another grid, a sum other than 1, negative or missing numbers: nothing can be said."""
    for summary in (mean, standard_deviation, interval, level_probabilities):
        with pytest.raises(MeasurementError, match="posterior"):
            summary(marginals)
    for judge in (probability_of_meeting, expected_gap):
        with pytest.raises(MeasurementError, match="posterior"):
            judge(marginals, np.array(3))


@pytest.mark.parametrize("required", [[0, 3], [3, 6], [2.5, 3.0]])
def test_a_requirement_off_the_scale_is_refused(required: list[float]) -> None:
    """Required levels are whole numbers from 1 to 5."""
    with pytest.raises(MeasurementError, match="Required levels"):
        expected_gap(np.stack([standard_prior()] * 2), np.array(required))


def test_requirements_that_do_not_fit_are_refused() -> None:
    """Three requirements cannot be compared with two posteriors."""
    with pytest.raises(MeasurementError, match="do not fit"):
        probability_of_meeting(np.stack([standard_prior()] * 2), np.array([1, 2, 3]))


@pytest.mark.parametrize("mass", [0.0, 1.0, -0.5, float("nan")])
def test_a_range_of_nothing_or_everything_is_refused(mass: float) -> None:
    """A likely range holds some of the probability and leaves some out."""
    with pytest.raises(MeasurementError, match="between 0 and 1"):
        interval(standard_prior(), mass)
