"""Alpha, marginal reliability and subscores: known values, cases by hand, and what must hold."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assessment.errors import MeasurementError
from assessment.measurement.grid import GRID, FloatArray
from assessment.measurement.keyed import KeyedItem, information
from assessment.measurement.reliability import (
    Covariances,
    alpha,
    covariances,
    empirical_reliability,
    marginal_reliability,
    subscores,
)
from assessment.measurement.summary import mean, standard_deviation
from assessment.measurement.tree import infer

from .examples import ALONE, seeds, standard_prior
from .oracles import (
    LSAT7,
    LSAT7_ALPHA,
    LSAT7_EMPIRICAL_RELIABILITY,
    LSAT7_LEVELS,
    LSAT7_MARGINAL_RELIABILITY,
    LSAT7_SLOPES,
)

NUMBER = KeyedItem("numeric", np.zeros(0), 0, 3.0)


def textbook_alpha(credits: FloatArray) -> float:
    """Alpha is k / (k - 1) (1 - sum of item variances / variance of sums)."""
    k = credits.shape[1]
    share = credits.var(axis=0, ddof=1).sum() / credits.sum(axis=1).var(ddof=1)
    return float(k / (k - 1) * (1 - share))


def some_credits(seed: int, people: int = 60, items: int = 6) -> FloatArray:
    """Credits of people who differ, on items of two groups."""
    rng = np.random.default_rng(seed)
    able = rng.normal(size=(people, 1)) + rng.normal(size=(people, 2)).repeat(items // 2, axis=1)
    return (able + rng.normal(size=(people, items)) > 0).astype(np.float64)


def test_alpha_of_lsat7() -> None:
    """A well-known test has the alpha that others found."""
    found = alpha(covariances(LSAT7.astype(np.float64)), 5)
    assert found == pytest.approx(LSAT7_ALPHA, abs=5e-6)


@given(seeds)
def test_alpha_is_that_of_textbooks_where_nothing_is_missing(seed: int) -> None:
    """Mean covariances give what sums of scores give."""
    credits = some_credits(seed)
    assume(credits.sum(axis=1).var() > 0)
    assert alpha(covariances(credits), 6) == pytest.approx(textbook_alpha(credits), abs=1e-12)


def test_alpha_by_hand() -> None:
    """Variances 1 and covariances one half: 4 of 6 parts are true with two items, more with ten."""
    found = Covariances(np.full((2, 2), 0.5) + np.eye(2) / 2, np.full((2, 2), 9.0))
    assert alpha(found, 2) == pytest.approx(2 / 3)
    assert alpha(found, 10) == pytest.approx(10 / 11)


def test_missing_answers_are_left_out_and_not_wrong() -> None:
    """Answers missing at random leave alpha about where it is; as zeros they would not."""
    rng = np.random.default_rng(1)
    credits = some_credits(2, people=4000)
    whole = alpha(covariances(credits), 6)
    holes = np.where(rng.random(credits.shape) < 0.4, np.nan, credits)
    assert alpha(covariances(holes), 6) == pytest.approx(whole, abs=0.02)
    assert alpha(covariances(np.nan_to_num(holes)), 6) != pytest.approx(whole, abs=0.05)


def test_alpha_says_nothing_where_nobody_answered_two() -> None:
    """Without two items answered by the same people nothing is known, and nothing is claimed."""
    alone = np.array([[1.0, np.nan], [0.0, np.nan], [np.nan, 1.0], [np.nan, 0.0]])
    assert alpha(covariances(alone), 2) is None
    with pytest.raises(MeasurementError, match="two items"):
        alpha(covariances(alone), 1)


def test_marginal_reliability_of_lsat7() -> None:
    """Information of its calibrated items, averaged over people, gives the value of mirt."""
    pairs = zip(LSAT7_LEVELS, LSAT7_SLOPES, strict=True)
    whole = np.sum([information(NUMBER, 3 + level, slope) for level, slope in pairs], axis=0)
    found = marginal_reliability(whole, standard_prior())
    assert found == pytest.approx(LSAT7_MARGINAL_RELIABILITY, abs=2e-4)


def test_empirical_reliability_of_lsat7() -> None:
    """Estimates of its thousand people and their errors give the value of mirt."""
    right = 1 / (1 + np.exp(-LSAT7_SLOPES[:, None] * (GRID - 3 - LSAT7_LEVELS[:, None])))
    logs = LSAT7 @ np.log(right) + (1 - LSAT7) @ np.log(1 - right)
    found = infer(ALONE, logs[:, None]).marginals[:, 0]
    reliability = empirical_reliability(mean(found), standard_deviation(found))
    assert reliability == pytest.approx(LSAT7_EMPIRICAL_RELIABILITY, abs=2e-4)


def test_reliability_by_hand() -> None:
    """Information 3 at variance 1 is reliability .75; one person has none."""
    assert marginal_reliability(np.full(65, 3.0), standard_prior()) == pytest.approx(0.75)
    assert empirical_reliability(np.array([2.0, 4.0]), np.ones(2)) == pytest.approx(2 / 3)
    assert empirical_reliability(np.array([2.0]), np.ones(1)) is None


def test_information_of_a_number_by_hand() -> None:
    """a^2 P (1 - P): .36 at the level of the item with a = 1.2."""
    found = information(NUMBER, 3.0)
    assert found[GRID == 3.0][0] == pytest.approx(0.36, abs=1e-6)
    assert found[GRID == 5.0][0] == pytest.approx(1.44 * 0.9168273 * (1 - 0.9168273), abs=1e-6)


def test_subscores_by_hand() -> None:
    """
    Two groups of two items, variances 1, covariances .5 within and .2 across.

    A subscore has true variance 2 and variance 3: reliability 2/3. The total has variance
    4 + 4 * .5 + 8 * .2 = 7.6, and 2 + .8 = 2.8 in common with the true subscore: 2.8^2 / (2 * 7.6).
    """
    values = np.full((4, 4), 0.2)
    values[:2, :2] = values[2:, 2:] = 0.5
    np.fill_diagonal(values, 1.0)
    found = subscores(
        Covariances(values, np.full((4, 4), 99.0)), np.array([0, 0, 1, 1]), np.array([2.0, 2.0])
    )
    for each in found:
        assert each is not None
        assert each.own == pytest.approx(2 / 3)
        assert each.total == pytest.approx(2.8**2 / (2 * 7.6))
        assert each.adds_value


@given(seeds)
def test_subscores_are_those_of_observed_sums(seed: int) -> None:
    """Where nothing is missing, the shares follow from sums of scores and alpha alone."""
    credits = some_credits(seed)
    group = np.array([0, 0, 0, 1, 1, 1])
    one, total = credits[:, :3].sum(axis=1), credits.sum(axis=1)
    own = textbook_alpha(credits[:, :3])
    other = textbook_alpha(credits[:, 3:])
    assume(own > 0.05 and other > 0.05)
    error = (1 - own) * one.var(ddof=1)
    shared = np.cov(one, total)[0, 1] - error
    found = subscores(covariances(credits), group, np.array([3.0, 3.0]))[0]
    assert found is not None
    assert found.own == pytest.approx(own)
    assert found.total == pytest.approx(shared**2 / (own * one.var(ddof=1) * total.var(ddof=1)))
    assert found.both >= max(found.own, found.total) - 1e-9


def test_a_subscore_that_only_repeats_the_total_adds_nothing() -> None:
    """Where all items measure the same thing, the longer total says more about each part."""
    values = np.full((6, 6), 0.3) + 0.7 * np.eye(6)
    found = subscores(
        Covariances(values, np.full((6, 6), 99.0)), np.arange(6) // 2, np.full(3, 2.0)
    )
    assert all(each is not None and not each.adds_value for each in found)


def test_subscores_that_answers_cannot_tell_are_left_out() -> None:
    """A group of one item, or of items that do not hang together, has no share."""
    credits = some_credits(3)
    found = subscores(covariances(credits), np.array([0, 0, 0, 0, 0, 1]), np.array([5.0, 1.0]))
    assert found[0] is not None
    assert found[1] is None
    against = np.array([[1.0, -0.5], [-0.5, 1.0]])
    nothing = subscores(
        Covariances(against, np.full((2, 2), 9.0)), np.zeros(2, int), np.array([2.0])
    )
    assert nothing == [None]


@given(st.integers(2, 30), st.floats(0.01, 0.9))
def test_a_longer_test_is_more_reliable(length: int, covariance: float) -> None:
    """More items like these never make a score less reliable."""
    values = np.full((3, 3), covariance) + (1 - covariance) * np.eye(3)
    found = Covariances(values, np.full((3, 3), 9.0))
    shorter, longer = alpha(found, length), alpha(found, length + 1)
    assert shorter is not None
    assert longer is not None
    assert longer > shorter
