"""Respondents drawn from the model are as the model says."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.errors import MeasurementError
from assessment.measurement.grid import GRID
from assessment.measurement.likelihood import (
    CURVES,
    LENIENCY,
    LENIENCY_WEIGHTS,
    choice_curves,
    self_rating_curves,
)
from assessment.measurement.simulation import (
    chances,
    confidences,
    outcomes,
    self_ratings,
    true_difficulties,
    true_levels,
)
from assessment.measurement.summary import interval, mean, probability_of_meeting
from assessment.measurement.tree import infer

from .examples import FIVE_SKILLS, SMALL, credit_lists, levels, one_key, seeds

MANY = 200_000


def test_levels_spread_and_hang_together_as_the_tree_says() -> None:
    """Mean 3, SD 1, correlation .45 within a skill and .30 across."""
    found = true_levels(SMALL, MANY, np.random.default_rng(1))
    expected = [[1.0, 0.45, 0.30], [0.45, 1.0, 0.30], [0.30, 0.30, 1.0]]
    np.testing.assert_allclose(np.cov(found.T), expected, atol=0.02)
    np.testing.assert_allclose(found.mean(axis=0), 3, atol=0.01)


def test_people_may_stand_elsewhere_on_average() -> None:
    """Another mean moves everybody by as much, and changes nothing else."""
    here = true_levels(SMALL, 5, np.random.default_rng(1))
    there = true_levels(SMALL, 5, np.random.default_rng(1), mean=2.25)
    np.testing.assert_allclose(here - there, 0.75)


@given(seeds)
def test_the_same_seed_gives_the_same_people(seed: int) -> None:
    """Simulation can be repeated."""
    one, other = (true_levels(SMALL, 3, np.random.default_rng(seed)) for _ in range(2))
    np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize("theta", [1.0, 3.0, 5.0])
def test_ratings_come_as_often_as_the_model_scores_them(theta: float) -> None:
    """The share of each rating is what the curves of self-ratings say at that level."""
    ratings, _ = self_ratings(np.full((MANY, 1), theta), np.random.default_rng(2))
    curves = np.einsum("d,dkx->kx", LENIENCY_WEIGHTS, self_rating_curves())
    expected = curves[:, int(np.flatnonzero(theta == GRID)[0])]
    np.testing.assert_allclose(np.bincount(ratings[:, 0], minlength=6) / MANY, expected, atol=0.005)


def test_one_person_is_lenient_throughout() -> None:
    """Ratings of one person share an error; that of two people has nothing in common."""
    levels = np.full((MANY // 10, 4), 3.0)
    ratings, leniency = self_ratings(levels, np.random.default_rng(3))
    among = np.corrcoef(ratings.T)
    assert among[0, 1] == pytest.approx(0.25 / (0.81 * (1 - 0.35**2) + 1 / 12), abs=0.05)
    assert np.corrcoef(ratings.mean(axis=1), leniency)[0, 1] > 0.75
    assert leniency.mean() == pytest.approx(LENIENCY @ LENIENCY_WEIGHTS, abs=0.02)


@given(levels, credit_lists(fewest=3, most=5), st.sampled_from(sorted(CURVES)), seeds)
def test_outcomes_have_the_chances_that_scoring_supposes(
    level: int, credits: np.ndarray, family: str, seed: int
) -> None:
    """Without an error of the author, the chances of a simulated answer are the item's table."""
    theta = np.random.default_rng(seed).choice(GRID, 4)
    at = np.searchsorted(GRID, theta)
    table = CURVES[family](level, credits, 0.0)
    np.testing.assert_allclose(chances(family, credits, level, theta), table[:, at].T, atol=1e-12)


def test_outcomes_come_as_often_as_their_chances() -> None:
    """Each outcome is drawn with its own probability, the last one too."""
    probabilities = np.tile([0.5, 0.2, 0.3], (MANY, 1))
    drawn = outcomes(probabilities, np.random.default_rng(4))
    np.testing.assert_allclose(np.bincount(drawn) / MANY, [0.5, 0.2, 0.3], atol=0.005)


def test_certain_outcomes_are_drawn() -> None:
    """A chance of 1 always comes true, a chance of 0 never."""
    certain = np.eye(3)[[2, 0, 1]]
    np.testing.assert_array_equal(outcomes(certain, np.random.default_rng(5)), [2, 0, 1])


def test_difficulties_lie_about_those_supposed() -> None:
    """Their error has the SD that was asked for; without one they are where they are supposed."""
    supposed = np.full(MANY, 3.0)
    found = true_difficulties(supposed, np.full(MANY, 0.7), np.random.default_rng(6))
    assert found.std() == pytest.approx(0.7, abs=0.01)
    exact = true_difficulties(supposed[:5], np.zeros(5), np.random.default_rng(6))
    np.testing.assert_array_equal(exact, supposed[:5])


def test_impossible_people_are_refused() -> None:
    """There are no fewer than no people, and each item has an error of its own."""
    rng = np.random.default_rng(7)
    with pytest.raises(MeasurementError, match="0 or more"):
        true_levels(SMALL, -1, rng)
    with pytest.raises(MeasurementError, match="errors of the difficulties"):
        true_difficulties(np.ones(3), np.ones(2), rng)


def test_confidence_is_the_chance_in_whole_percent() -> None:
    """Simulated people know their chances."""
    said = confidences(np.array([0.25, 0.625, 0.999]))
    np.testing.assert_array_equal(said, [25, 62, 100])


@pytest.mark.slow
def test_likely_ranges_keep_their_promise() -> None:
    """
    Of simulated levels 77 to 86 in 100 lie within their likely range of 80%.

    Items have the author's error that scoring supposes; P(meets) is off by less than .04 on
    average, and the estimate's error does not follow from the estimate.
    """
    rng = np.random.default_rng(8)
    people, size = 1500, len(FIVE_SKILLS.skill_of)
    truth = true_levels(FIVE_SKILLS, people, rng)
    ratings, _ = self_ratings(truth, rng)
    keyed = np.zeros((people, size, GRID.size))
    for turn in range(48):
        sub, level, credits = turn % size, 1 + turn % 5, one_key(4)
        lies = true_difficulties(np.full(people, float(level)), np.full(people, 0.7), rng)
        # Every person meets an item of their own, so that the errors of few do not decide.
        chosen = outcomes(chances("choice", credits, 0.0, truth[:, sub] - lies), rng)
        keyed[:, sub] += np.log(choice_curves(level, credits))[chosen]
    found = infer(FIVE_SKILLS, keyed, ratings).marginals
    low, high = np.moveaxis(interval(found), -1, 0)
    assert 0.77 < ((low <= truth) & (truth <= high)).mean() < 0.86
    error = mean(found) - truth
    assert abs(np.corrcoef(error.ravel(), mean(found).ravel())[0, 1]) < 0.05
    chance = probability_of_meeting(found, np.full(size, 4)).ravel()
    bins = np.minimum((chance * 10).astype(int), 9)
    met = (truth >= 3.5).ravel()
    gaps = [abs(chance[bins == b].mean() - met[bins == b].mean()) for b in np.unique(bins)]
    assert np.average(gaps, weights=np.unique(bins, return_counts=True)[1]) < 0.04


@pytest.mark.slow
def test_more_questions_bring_estimates_nearer() -> None:
    """
    With two questions on each sub-skill the tree errs by less than .78 level, with four by less.

    Estimates follow true levels the closer, the more was asked.
    """
    rng = np.random.default_rng(9)
    truth = true_levels(FIVE_SKILLS, 800, rng)
    keyed = np.zeros((*truth.shape, GRID.size))
    errors, follows = [], []
    for turn in range(4):
        level = 2 + turn % 3
        lies = true_difficulties(np.full(truth.size, float(level)), np.full(truth.size, 0.7), rng)
        seen = truth.ravel() - lies
        chosen = outcomes(chances("choice", one_key(4), 0.0, seen), rng).reshape(truth.shape)
        keyed += np.log(choice_curves(level, one_key(4)))[chosen]
        found = mean(infer(FIVE_SKILLS, keyed).marginals)
        errors.append(((found - truth) ** 2).mean() ** 0.5)
        follows.append(np.corrcoef(found.ravel(), truth.ravel())[0, 1])
    assert errors == sorted(errors, reverse=True)
    assert follows == sorted(follows)
    assert errors[1] < 0.778 * 1.05
