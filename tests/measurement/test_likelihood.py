"""How likely each answer is."""

from itertools import permutations
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.errors import MeasurementError
from assessment.measurement.grid import GRID, FloatArray
from assessment.measurement.likelihood import (
    AUTHOR_ERROR,
    CURVES,
    LENIENCY,
    LENIENCY_WEIGHTS,
    best_worst_curves,
    choice_curves,
    dont_know_curve,
    numeric_curves,
    self_rating_curves,
)

from .examples import (
    at,
    credit_lists,
    eap,
    errors,
    levels,
    one_key,
    patient,
    standard_prior,
    tables,
)


def three_parameter_logistic(level: float, guessing: float) -> FloatArray:
    """Probability of a right answer after Birnbaum, slope 1.2."""
    return guessing + (1 - guessing) / (1 + np.exp(-1.2 * (GRID - level)))


@patient
@given(tables())
def test_some_outcome_always_happens(table: FloatArray) -> None:
    """At every level the probabilities of an item's outcomes are positive and sum to 1."""
    assert (table > 0).all()
    np.testing.assert_allclose(table.sum(axis=0), 1, atol=1e-12)


@given(levels, st.integers(2, 6))
def test_one_key_is_the_three_parameter_logistic(level: int, options: int) -> None:
    """With one right option and exact authors, right answers follow the 3PL with guessing 1/K."""
    expected = three_parameter_logistic(level, 1 / options)

    actual = choice_curves(level, one_key(options), tau=0.0)[-1]

    np.testing.assert_allclose(actual, expected, atol=1e-14)


def test_a_partly_right_option_by_hand() -> None:
    """Credits 0.5 and 1 at the item's own level: lambda = log 3, so sqrt(3) stands against 3."""
    expected = [3**0.5 / (3**0.5 + 3), 3 / (3**0.5 + 3)]

    actual = choice_curves(3, np.array([0.5, 1.0]), tau=0.0)[:, at(3.0)]

    np.testing.assert_allclose(actual, expected, atol=1e-14)


def test_best_and_worst_by_hand() -> None:
    """Credits 1, 0.5, 0 at the item's level: w = 4, 2, 1 for the best, v = 1/w for the worst."""
    expected = [4 / 21, 8 / 21, 2 / 35, 8 / 35, 1 / 21, 2 / 21]

    actual = best_worst_curves(2, np.array([1.0, 0.5, 0.0]), tau=0.0)[:, at(2.0)]

    np.testing.assert_allclose(actual, expected, atol=1e-14)


@given(levels, credit_lists(fewest=3, most=5))
def test_pairs_stand_in_the_order_of_permutations(level: int, credits: FloatArray) -> None:
    """Row by row, the ordered pairs (best, worst) follow ``itertools.permutations``."""
    strength = np.log(1 + credits.size * np.exp(1.2 * (GRID - level)))
    best, worst = np.exp(np.outer(credits, strength)), np.exp(-np.outer(credits, strength))
    expected = [
        best[i] / best.sum(axis=0) * worst[j] / (worst.sum(axis=0) - worst[i])
        for i, j in permutations(range(credits.size), 2)
    ]

    actual = best_worst_curves(level, credits, tau=0.0)

    np.testing.assert_allclose(actual, expected, rtol=1e-6, atol=1e-12)


def test_a_number_by_hand() -> None:
    """Nobody guesses a number: half are right at its level, 1 / (1 + e^-1.2) one level above."""
    right, wrong = numeric_curves(2, tau=0.0)

    assert pytest.approx(right[at(2.0)], abs=1e-14) == 0.5
    assert 1 / (1 + np.exp(-1.2)) == pytest.approx(right[at(3.0)], abs=1e-14)
    assert 1 / (1 + np.exp(1.2)) == pytest.approx(wrong[at(3.0)], abs=1e-14)


@pytest.mark.parametrize(
    ("theta", "share"),
    [(2.0, 0.42), (2.5, 0.52), (3.0, 0.625), (3.5, 0.73), (4.0, 0.83), (5.0, 0.94)],
)
def test_what_a_level_claims(theta: float, share: float) -> None:
    """Four options at level 3: 62.5 % of typical level-3 people know, 42 % one level below."""
    right = choice_curves(3, one_key(4), tau=0.0)[-1]

    assert share == pytest.approx(right[at(theta)], abs=0.005)


def test_far_below_the_level_all_guess() -> None:
    """Someone five levels below the item picks each of four options about equally often."""
    lowest = choice_curves(5, np.array([0.0, 0.4, 0.7, 1.0]), tau=0.0)[:, 0]

    np.testing.assert_allclose(lowest, 0.25, atol=0.001)


@patient
@given(levels, credit_lists(), errors)
def test_expected_credit_rises_with_level(level: int, credits: FloatArray, tau: float) -> None:
    """Whatever the credits, someone more able earns at least as much on average."""
    expected_credit = credits @ choice_curves(level, credits, tau)

    assert (np.diff(expected_credit) >= -1e-12).all()


@patient
@given(levels, credit_lists(), errors)
def test_more_credit_speaks_for_more(level: int, credits: FloatArray, tau: float) -> None:
    """Between two options, the odds of the one with more credit never fall with the level."""
    curves = choice_curves(level, credits, tau)[np.argsort(credits)]

    odds = curves[1:] / curves[:-1]

    assert (np.diff(odds, axis=1) >= -1e-9 * odds[:, 1:]).all()


@given(levels, st.integers(2, 6))
def test_equal_credits_say_nothing(level: int, options: int) -> None:
    """An item whose options all earn the same is answered alike at every level."""
    np.testing.assert_allclose(choice_curves(level, np.ones(options)), 1 / options, atol=1e-14)


@given(levels, errors, st.integers(2, 6))
def test_not_knowing_weighs_as_a_wrong_answer(level: int, tau: float, options: int) -> None:
    """Where one option is right, "I don't know" and a wrong guess leave the same estimate."""
    wrong = choice_curves(level, one_key(options), tau)[0]

    ratio = dont_know_curve(level, tau) / wrong

    # Right is 1/K + (1 - 1/K) s, so each of the K - 1 wrong options has (1 - s) / K.
    np.testing.assert_allclose(ratio, options, rtol=1e-12)


@given(levels, errors)
def test_not_knowing_a_number_is_a_wrong_number(level: int, tau: float) -> None:
    """A numeric item cannot be guessed: not knowing and being wrong are one thing."""
    np.testing.assert_array_equal(dont_know_curve(level, tau), numeric_curves(level, tau)[1])


@pytest.mark.parametrize("tau", [0.3, 0.7, 1.5])
def test_author_error_is_integrated(tau: float) -> None:
    """The mean over a normal error of the author, against a fine sum over that error."""
    error = np.linspace(-8, 8, 4001)
    weight = np.exp(-(error**2) / 2) / np.exp(-(error**2) / 2).sum()
    plain = 0.25 + 0.75 / (1 + np.exp(-1.2 * (GRID - 3 - tau * error[:, None])))

    actual = choice_curves(3, one_key(4), tau)[-1]

    np.testing.assert_allclose(actual, weight @ plain, atol=2e-5)


def test_author_error_flattens_the_curve() -> None:
    """An author error of 0.7 level leaves about 0.88 of the slope, the probit approximation."""
    right = numeric_curves(3, AUTHOR_ERROR)[0]
    slope = 4 * (right[at(3.125)] - right[at(2.875)]) / 0.25
    expected = 1.2 / (1 + np.pi * (1.2 * 0.7) ** 2 / 8) ** 0.5

    assert expected == pytest.approx(slope, rel=0.03)


@pytest.mark.parametrize("outcome", [0, 3])
def test_a_less_certain_author_moves_estimates_less(outcome: int) -> None:
    """The vaguer an item's level, the closer the estimate stays to where it was."""
    moves = [
        abs(eap(standard_prior(), choice_curves(3, one_key(4), tau)[outcome]) - 3)
        for tau in (0.0, 0.25, 0.5, 0.7, 1.0, 1.5, 2.5)
    ]

    assert sorted(moves, reverse=True) == moves


@given(levels, credit_lists(fewest=3, most=5))
def test_families_find_their_curves_by_name(level: int, credits: FloatArray) -> None:
    """The name an item family gives its likelihood leads to that family's table."""
    assert {"choice", "best-and-worst", "numeric"} == set(CURVES)
    np.testing.assert_array_equal(choice_curves(level, credits), CURVES["choice"](level, credits))
    np.testing.assert_array_equal(
        best_worst_curves(level, credits), CURVES["best-and-worst"](level, credits)
    )
    np.testing.assert_array_equal(numeric_curves(level), CURVES["numeric"](level, credits))


def test_a_self_rating_by_hand() -> None:
    """A typical level-3 person of average leniency: the rating is normal about 3.4, SD 0.679."""
    rating = NormalDist(3.4, (0.81 * (1 - 0.35**2) - 0.25) ** 0.5)
    edges = [0.0, *(rating.cdf(edge) for edge in (0.5, 1.5, 2.5, 3.5, 4.5)), 1.0]

    actual = self_rating_curves()[3, :, at(3.0)]

    assert pytest.approx(LENIENCY[3], abs=1e-15) == 0.4
    np.testing.assert_allclose(actual, np.diff(edges), atol=1e-14)


def test_some_rating_is_always_given() -> None:
    """For every leniency and level the six ratings are possible and sum to 1."""
    curves = self_rating_curves()

    assert curves.shape == (7, 6, 65)
    assert (curves > 0).all()
    np.testing.assert_allclose(curves.sum(axis=1), 1, atol=1e-14)


def test_ratings_rise_with_level_and_leniency() -> None:
    """The more able and the more lenient, the likelier a rating of k or more, for each k."""
    at_least = self_rating_curves()[:, ::-1].cumsum(axis=1)

    assert (np.diff(at_least, axis=2) >= -1e-14).all()
    assert (np.diff(at_least, axis=0) >= -1e-14).all()


def test_leniency_has_the_moments_it_claims() -> None:
    """People rate themselves 0.4 level too high on average, with an SD of 0.5 between people."""
    mean = LENIENCY_WEIGHTS @ LENIENCY

    assert pytest.approx(LENIENCY_WEIGHTS.sum()) == 1
    assert pytest.approx(mean) == 0.4
    assert pytest.approx(LENIENCY_WEIGHTS @ (LENIENCY - mean) ** 2) == 0.25


def test_invalid_ratings_say_nothing_of_the_level() -> None:
    """With a validity of 0 the ratings follow leniency alone."""
    curves = self_rating_curves(validity=0.0)

    np.testing.assert_allclose(curves, curves[..., :1].repeat(65, axis=2), atol=1e-15)


@pytest.mark.parametrize("credits", [[0.0, 0.9], [0.0, 1.1], [-0.1, 1.0], [np.nan, 1.0], [1.0]])
def test_unusable_credits_are_refused(credits: list[float]) -> None:
    """No best option, a credit off the scale, or no alternative: the item cannot be scored."""
    with pytest.raises(MeasurementError, match=r"[Cc]redit|options"):
        choice_curves(3, np.array(credits))


def test_best_and_worst_need_three_actions() -> None:
    """With two actions the worst is what is left, so there is nothing to name."""
    with pytest.raises(MeasurementError, match="at least 3 options"):
        best_worst_curves(3, np.array([0.0, 1.0]))


@pytest.mark.parametrize("level", [-1.1, 7.5, float("nan")])
def test_an_item_off_the_scale_is_refused(level: float) -> None:
    """An item is placed on the grid, whatever its family: calibration may leave levels 1 to 5."""
    with pytest.raises(MeasurementError, match="not on the scale"):
        numeric_curves(level)
    with pytest.raises(MeasurementError, match="not on the scale"):
        choice_curves(level, one_key(4))


@pytest.mark.parametrize("tau", [-0.1, 4.5, float("nan")])
def test_an_impossible_author_error_is_refused(tau: float) -> None:
    """A standard deviation is not negative, and one of four levels would say nothing."""
    with pytest.raises(MeasurementError, match="author's error"):
        dont_know_curve(3, tau)


@pytest.mark.parametrize("validity", [-0.1, 0.9, float("nan")])
def test_an_impossible_validity_is_refused(validity: float) -> None:
    """Validity and leniency must leave some variance to the single rating."""
    with pytest.raises(MeasurementError, match="validity"):
        self_rating_curves(validity)
