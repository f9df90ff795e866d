"""A mentor's ratings as evidence: their own validity, and one leniency behind all of them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.errors import MeasurementError
from assessment.measurement.grid import GRID, FloatArray, IntArray, meets
from assessment.measurement.likelihood import (
    LENIENCY_WEIGHTS,
    MENTOR_LENIENCY,
    RATING_SD,
    mentor_rating_curves,
    self_rating_curves,
)
from assessment.measurement.raters import (
    Evidence,
    joint_samples,
    marginals,
    profile,
    with_mentor,
    without_mentor,
)
from assessment.measurement.summary import interval, mean
from assessment.measurement.tree import Tree, infer, profiles, sample

from .examples import (
    FIVE_SKILLS,
    SMALL,
    patient,
    people_at_random,
    random_answers,
    random_ratings,
    seeds,
)

PAIR = Tree((0, 0))
"""Two sub-skills of one skill: small enough to be written out."""

NOTHING = np.zeros((1, 24, 65))
"""No keyed answer by one person."""


def written_out(mentor: list[int], ratings: list[int]) -> FloatArray:
    """Unnormalised posterior of ``PAIR`` at every pair of grid points. Shape (65, 65)."""
    covariance = PAIR.general + PAIR.skill + PAIR.own * np.eye(2)
    away = np.stack(np.meshgrid(GRID, GRID, indexing="ij"), axis=-1) - 3
    prior = np.exp(-np.einsum("abi,ij,abj->ab", away, np.linalg.inv(covariance), away) / 2)
    total = np.zeros_like(prior)
    for own_weight, own in zip(LENIENCY_WEIGHTS, self_rating_curves(), strict=True):
        for weight, curves in zip(LENIENCY_WEIGHTS, mentor_rating_curves(), strict=True):
            rows = [
                own[rated] * (curves[seen] if seen >= 0 else 1.0)
                for rated, seen in zip(ratings, mentor, strict=True)
            ]
            total += own_weight * weight * prior * np.outer(*rows)
    return total


def simulated_mentor(truth: FloatArray, seed: int) -> IntArray:
    """Ratings that mentors, one for each person, give these levels. Shape (people, sub_skills)."""
    rng = np.random.default_rng(seed)
    shared = 0.53**0.5 * 0.9 * rng.normal(size=(len(truth), 1))
    own = rng.normal(0, (0.81 * (1 - 0.25 - 0.53)) ** 0.5, truth.shape)
    behind = 3 + shared + 0.5 * 0.9 * (truth - 3) + own
    return np.clip(np.floor(behind + 0.5), 0, 5).astype(np.int64)


@pytest.mark.parametrize(("mentor", "ratings"), [([4, 2], [3, 5]), ([-1, 5], [2, 2])])
def test_the_mixture_is_the_joint_distribution(mentor: list[int], ratings: list[int]) -> None:
    """Levels, both leniencies and all ratings, summed over every value at once, agree."""
    joint = written_out(mentor, ratings)
    joint /= joint.sum()
    evidence = with_mentor(np.zeros((1, 2, 65)), np.array([ratings]), np.array(mentor))

    found = marginals(PAIR, evidence)

    np.testing.assert_allclose(found[0], joint.sum(axis=1), atol=2e-4)
    np.testing.assert_allclose(found[1], joint.sum(axis=0), atol=2e-4)
    both = float(meets(3) @ joint @ meets(4))
    assert profile(PAIR, evidence, np.array([[3, 4]])).chances[0] == pytest.approx(both, abs=2e-3)


@given(seeds)
@patient
def test_without_a_mentor_nothing_changes(seed: int) -> None:
    """One value of the unknown gives, to the bit, what the tree alone gives."""
    keyed, ratings = random_answers(1, 12, seed), random_ratings(1, seed)
    levels = np.full(24, 3)
    evidence = without_mentor(keyed, ratings)

    alone = infer(FIVE_SKILLS, keyed, ratings).marginals[0]

    assert (marginals(FIVE_SKILLS, evidence) == alone).all()
    chance = profile(FIVE_SKILLS, evidence, levels[None]).chances[0]
    assert chance == profiles(FIVE_SKILLS, keyed, ratings, levels[None]).chances[0, 0]
    drawn = sample(FIVE_SKILLS, keyed, ratings, 50, seed)[0]
    assert (joint_samples(FIVE_SKILLS, evidence, 50, seed) == drawn).all()


@given(seeds)
@patient
def test_a_mentor_who_saw_nothing_says_nothing(seed: int) -> None:
    """Where the mentor saw none of it, the posterior stays where it was."""
    keyed, ratings = random_answers(1, 12, seed), random_ratings(1, seed)
    unseen = with_mentor(keyed, ratings, np.full(24, -1))

    alone = infer(FIVE_SKILLS, keyed, ratings).marginals[0]

    np.testing.assert_allclose(marginals(FIVE_SKILLS, unseen), alone, atol=1e-12)


@given(seeds, st.integers(0, 23), st.integers(0, 4))
@patient
def test_a_higher_rating_never_lowers_its_own_estimate(seed: int, sub: int, rating: int) -> None:
    """One rating one higher, all else the same: the estimate of that sub-skill does not fall."""
    keyed, ratings = random_answers(1, 12, seed), random_ratings(1, seed)
    lower = random_ratings(1, seed + 1)[0]
    lower[sub] = rating
    higher = lower.copy()
    higher[sub] += 1

    low, high = (
        float(mean(marginals(FIVE_SKILLS, with_mentor(keyed, ratings, each)))[sub])
        for each in (lower, higher)
    )

    assert high >= low - 1e-9


def test_one_rating_by_a_mentor_weighs_more_than_one_of_ones_own() -> None:
    """It is more valid and not inflated: a 5 lifts the estimate further, a 3 says level 3."""
    rated = np.full((1, 24), -1)
    rated[0, 0] = 5
    seen = rated[0].copy()
    own = mean(infer(FIVE_SKILLS, NOTHING, rated).marginals)[0, 0]
    others = mean(marginals(FIVE_SKILLS, with_mentor(NOTHING, None, seen)))[0]
    seen[0] = 3
    middle = mean(marginals(FIVE_SKILLS, with_mentor(NOTHING, None, seen)))[0]

    assert others > own > 3
    assert middle == pytest.approx(3.0, abs=1e-9)


def test_a_generous_mentor_is_taken_for_one() -> None:
    """
    Five on everything lifts the person by much less than 24 witnesses would.

    Had each rating a leniency of its own, the same ratings would put every sub-skill higher.
    """
    fives = np.full(24, 5)
    apart = np.log(np.einsum("d,dkx->kx", LENIENCY_WEIGHTS, mentor_rating_curves()))

    together = mean(marginals(FIVE_SKILLS, with_mentor(NOTHING, None, fives)))
    naive = mean(infer(FIVE_SKILLS, apart[fives][None]).marginals)[0]

    assert (together > 3.3).all()
    assert (together < naive - 0.15).all()


def test_a_mentor_keeps_the_likely_range_honest() -> None:
    """The 80 % range after a mentor's 24 ratings holds 76 to 84 % of true levels."""
    truth = people_at_random(300, seed=21)
    seen = simulated_mentor(truth, seed=22)

    ranges = np.stack(
        [interval(marginals(FIVE_SKILLS, with_mentor(NOTHING, None, each))) for each in seen]
    )

    held = ((ranges[..., 0] <= truth) & (truth <= ranges[..., 1])).mean()
    assert 0.76 <= held <= 0.84


def test_a_mentor_brings_estimates_nearer() -> None:
    """A mentor's ratings take a seventh or more off the squared error of knowing nothing."""
    truth = people_at_random(150, seed=23)
    seen = simulated_mentor(truth, seed=24)
    alone = mean(infer(FIVE_SKILLS, np.zeros((150, 24, 65))).marginals)

    helped = np.stack(
        [mean(marginals(FIVE_SKILLS, with_mentor(NOTHING, None, each))) for each in seen]
    )

    assert ((helped - truth) ** 2).mean() < 0.85 * ((alone - truth) ** 2).mean()


def test_leniency_has_the_share_that_was_found() -> None:
    """53 % of the variance of ratings is the rater's, and none of the mean."""
    assert pytest.approx(LENIENCY_WEIGHTS @ MENTOR_LENIENCY) == 0
    assert pytest.approx(LENIENCY_WEIGHTS @ MENTOR_LENIENCY**2 / RATING_SD**2) == 0.53


def test_a_mentors_rating_by_hand() -> None:
    """
    At level 4 and leniency 0 the rating behind the rating is normal about 3.45 with variance 0.178.

    Its cuts at 3.5 and 4.5 lie 0.118 and 2.488 standard deviations above: P(4) = .9936 - .5471.
    """
    middle = mentor_rating_curves()[3, :, int(np.flatnonzero(GRID == 4.0)[0])]

    assert middle[4] == pytest.approx(0.4465, abs=5e-4)
    assert middle.sum() == pytest.approx(1)


def test_samples_follow_the_marginals() -> None:
    """Joint samples have the means of the posterior, and repeat with their seed."""
    seen = np.array([5, 4, -1])
    evidence = with_mentor(np.zeros((1, 3, 65)), np.array([[3, -1, 2]]), seen)

    drawn = joint_samples(SMALL, evidence, 20_000, seed=4)

    np.testing.assert_allclose(drawn.mean(axis=0), mean(marginals(SMALL, evidence)), atol=0.03)
    assert (joint_samples(SMALL, evidence, 20_000, seed=4) == drawn).all()


def test_samples_hang_together_as_the_evidence_says() -> None:
    """The chance of meeting all at once, counted over samples, is the exact one."""
    levels = np.array([3, 3, 3])
    evidence = with_mentor(np.zeros((1, 3, 65)), None, np.array([5, 1, 4]))
    drawn = joint_samples(SMALL, evidence, 40_000, seed=5)
    met = np.where(drawn == 2.5, 0.5, drawn > 2.5).prod(axis=1).mean()

    assert met == pytest.approx(profile(SMALL, evidence, levels[None]).chances[0], abs=0.02)


@pytest.mark.parametrize("seen", [np.full(23, 3), np.full(24, 6), np.full(24, -2)])
def test_unusable_ratings_are_refused(seen: IntArray) -> None:
    """A rating for another number of sub-skills, or off the scale, is no rating."""
    with pytest.raises(MeasurementError, match="A mentor's ratings"):
        with_mentor(NOTHING, None, seen)


def test_evidence_of_nobody_has_one_value() -> None:
    """The plain evidence of one person holds one value that is certain."""
    evidence = without_mentor(NOTHING, None)

    assert isinstance(evidence, Evidence)
    assert evidence.prior.tolist() == [1.0]
