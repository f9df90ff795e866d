"""The tree is the joint distribution of all sub-skills, for one person or for many."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.measurement.grid import GRID, FloatArray, IntArray, meets
from assessment.measurement.likelihood import (
    LENIENCY_WEIGHTS,
    self_rating_curves,
)
from assessment.measurement.summary import (
    interval,
    mean,
    probability_of_meeting,
    standard_deviation,
)
from assessment.measurement.tree import (
    Tree,
    infer,
    probability_of_all,
    profiles,
    sample,
)

from .examples import (
    FIVE_SKILLS,
    NOTHING,
    SMALL,
    estimates,
    levels,
    patient,
    people_at_random,
    random_answers,
    random_ratings,
    seeds,
    simulated_answers,
    simulated_ratings,
)


def joint_prior(tree: Tree) -> FloatArray:
    """Prior of three sub-skills at every triple of grid points, written out. Shape (65, 65, 65)."""
    same = np.equal.outer(tree.skill_of, tree.skill_of)
    covariance = tree.general + tree.skill * same + tree.own * np.eye(3)
    away = np.stack(np.meshgrid(GRID, GRID, GRID, indexing="ij"), axis=-1) - 3
    exponent = np.einsum("abci,ij,abcj->abc", away, np.linalg.inv(covariance), away)
    return np.exp(-exponent / 2) * 0.125**3 / np.linalg.det(2 * np.pi * covariance) ** 0.5


def joint_posterior(
    keyed_log: FloatArray, ratings: IntArray | None
) -> tuple[FloatArray, FloatArray]:
    """Unnormalised posterior of a ``SMALL`` person at every triple; share of each leniency."""
    prior = joint_prior(SMALL)
    total, shares = np.zeros_like(prior), []
    for weight, curves in zip(LENIENCY_WEIGHTS, self_rating_curves(), strict=True):
        likelihood = np.exp(keyed_log)
        if ratings is not None:
            given_ones = [curves[rating] if rating >= 0 else np.ones(65) for rating in ratings]
            likelihood = likelihood * np.stack(given_ones)
        part = weight * prior * np.einsum("a,b,c->abc", *likelihood)
        total += part
        shares.append(part.sum())
    return total, np.array(shares) / np.sum(shares)


def skill_levels(tree: Tree, keyed_log: FloatArray, ratings: IntArray | None) -> FloatArray:
    """Posterior of every skill's level. Shape (people, skills, 65)."""
    no_role = np.zeros((0, len(tree.skill_of)), dtype=np.int64)
    return profiles(tree, keyed_log, ratings, no_role).skills


def test_without_evidence_the_prior_stands() -> None:
    """Knowing nothing, every level is 3.0 and its SD that of the prior, which the grid trims."""
    posterior = infer(FIVE_SKILLS, NOTHING, np.full((1, 24), -1))

    np.testing.assert_allclose(mean(posterior.marginals), 3.0, atol=1e-12)
    np.testing.assert_allclose(standard_deviation(posterior.marginals), 0.9986, atol=1e-4)
    np.testing.assert_allclose(posterior.leniency[0], LENIENCY_WEIGHTS, atol=1e-12)
    assert pytest.approx(posterior.log_evidence[0], abs=0.002) == 0


@patient
@given(seeds)
def test_every_posterior_sums_to_one(seed: int) -> None:
    """Whatever was answered and rated, each sub-skill's posterior and the leniency's sum to 1."""
    answers, ratings = random_answers(2, 48, seed), random_ratings(2, seed)

    posterior = infer(FIVE_SKILLS, answers, ratings)

    np.testing.assert_allclose(posterior.marginals.sum(axis=-1), 1, atol=1e-12)
    np.testing.assert_allclose(posterior.leniency.sum(axis=-1), 1, atol=1e-12)


@pytest.mark.parametrize("ratings", [None, [2, -1, 5], [0, 0, 4]])
def test_the_tree_is_the_joint_distribution(ratings: list[int] | None) -> None:
    """Marginals, evidence and leniency equal those summed over all triples of grid points."""
    keyed_log = random_answers(1, 7, seed=11, tree=SMALL)
    rated = None if ratings is None else np.array([ratings])
    joint, leniency = joint_posterior(keyed_log[0], None if rated is None else rated[0])
    evidence = joint.sum()
    expected = [joint.sum(axis=(1, 2)), joint.sum(axis=(0, 2)), joint.sum(axis=(0, 1))]

    posterior = infer(SMALL, keyed_log, rated)

    np.testing.assert_allclose(posterior.marginals[0], np.array(expected) / evidence, atol=1e-5)
    np.testing.assert_allclose(posterior.leniency[0], leniency, atol=1e-5)
    assert np.log(evidence) == pytest.approx(posterior.log_evidence[0], abs=1e-4)


@pytest.mark.parametrize("required", [[3, 3, 3], [2, 0, 4], [1, 5, 1]])
def test_meeting_all_is_summed_over_the_joint_distribution(required: list[int]) -> None:
    """P(all met), with ratings, equals the share of the triples that meet everything."""
    keyed_log, ratings = random_answers(1, 7, seed=12, tree=SMALL), np.array([[4, 2, -1]])
    joint, _ = joint_posterior(keyed_log[0], ratings[0])
    met = [meets(max(level, 1)) for level in required]
    expected = np.einsum("abc,a,b,c->", joint, *met) / joint.sum()

    actual = probability_of_all(SMALL, keyed_log, ratings, np.array(required))

    assert expected == pytest.approx(actual[0], abs=1e-6)


@pytest.mark.parametrize("rated", [False, True])
def test_alone_or_in_a_crowd(rated: bool) -> None:  # noqa: FBT001
    """A person among 300, in whatever chunk, gets what the person alone gets."""
    answers = random_answers(300, 48, seed=3)
    ratings = random_ratings(300, seed=3) if rated else None
    required = np.full(24, 2)

    crowd = infer(FIVE_SKILLS, answers, ratings)
    crowd_all = probability_of_all(FIVE_SKILLS, answers, ratings, required)
    crowd_skills = skill_levels(FIVE_SKILLS, answers, ratings)

    for person in (0, 141, 142, 299):
        own = None if ratings is None else ratings[[person]]
        alone = infer(FIVE_SKILLS, answers[[person]], own)
        alone_all = probability_of_all(FIVE_SKILLS, answers[[person]], own, required)
        alone_skills = skill_levels(FIVE_SKILLS, answers[[person]], own)
        np.testing.assert_allclose(alone.marginals[0], crowd.marginals[person], atol=1e-13)
        np.testing.assert_allclose(alone.leniency[0], crowd.leniency[person], atol=1e-13)
        whole = profiles(FIVE_SKILLS, answers[[person]], own, required[None])
        np.testing.assert_allclose(whole.marginals, alone.marginals, atol=1e-15)
        np.testing.assert_allclose(whole.chances[0], alone_all, rtol=1e-12)
        np.testing.assert_allclose(alone_skills[0], crowd_skills[person], atol=1e-13)
        assert alone_all[0] == pytest.approx(crowd_all[person], rel=1e-10)


@patient
@given(seeds, st.lists(st.integers(0, 5), min_size=24, max_size=24))
def test_meeting_all_keeps_its_bounds(seed: int, required: list[int]) -> None:
    """
    All at once is no likelier than the least likely one, nor less than what can overlap least.

    On answers alone it is also no less than the product: who meets one is likelier to meet others.
    """
    answers, wanted = random_answers(1, 48, seed), np.array(required)
    single = probability_of_meeting(infer(FIVE_SKILLS, answers).marginals, np.maximum(wanted, 1))[0]

    together = probability_of_all(FIVE_SKILLS, answers, None, wanted)[0]

    assert together <= single.min() + 1e-10
    assert together >= single.sum() - 23 - 1e-10
    assert together >= single.prod() - 1e-10


@patient
@given(seeds, st.integers(0, 23), levels)
def test_meeting_the_only_requirement(seed: int, sub_skill: int, level: int) -> None:
    """With one requirement, meeting all of them is meeting that one, ratings or not."""
    answers, ratings = random_answers(1, 24, seed), random_ratings(1, seed)
    required = np.zeros(24, dtype=np.int64)
    required[sub_skill] = level
    marginal = infer(FIVE_SKILLS, answers, ratings).marginals[0, sub_skill]

    actual = probability_of_all(FIVE_SKILLS, answers, ratings, required)

    assert marginal @ meets(level) == pytest.approx(actual[0], abs=1e-10)


@pytest.mark.parametrize("rated", [True, False])
def test_several_sets_of_requirements_at_once(*, rated: bool) -> None:
    """Asked about many roles at once, each gets the very number that it gets alone."""
    answers, ratings = random_answers(6, 30, seed=10), random_ratings(6, 10) if rated else None
    roles = np.random.default_rng(10).integers(0, 6, (2, 3, 24))

    together = probability_of_all(FIVE_SKILLS, answers, ratings, roles)

    assert together.shape == (6, 2, 3)
    for place in np.ndindex(2, 3):
        alone = probability_of_all(FIVE_SKILLS, answers, ratings, roles[place])
        np.testing.assert_array_equal(together[:, *place], alone)


def test_nothing_required_is_met() -> None:
    """A role that requires nothing, or level 1 throughout, is met for certain."""
    answers = random_answers(3, 48, seed=9)

    for level in (0, 1):
        actual = probability_of_all(FIVE_SKILLS, answers, None, np.full(24, level))
        np.testing.assert_allclose(actual, 1, atol=1e-12)


@patient
@given(seeds, st.lists(st.lists(st.integers(0, 5), min_size=24, max_size=24), max_size=4))
def test_roles_at_once_or_one_by_one(seed: int, roles: list[list[int]]) -> None:
    """Each of several roles is met with the probability that it has alone."""
    answers, ratings = random_answers(2, 24, seed), random_ratings(2, seed)
    wanted = np.array(roles, dtype=np.int64).reshape(-1, 24)

    together = probability_of_all(FIVE_SKILLS, answers, ratings, wanted)

    assert together.shape == (2, len(roles))
    for role, column in zip(wanted, together.T, strict=True):
        alone = probability_of_all(FIVE_SKILLS, answers, ratings, role)
        np.testing.assert_allclose(column, alone, rtol=1e-12)


@pytest.mark.parametrize("ratings", [None, [2, -1, 5], [0, 0, 4]])
def test_the_level_of_a_skill_is_the_mean_in_the_joint_distribution(
    ratings: list[int] | None,
) -> None:
    """Mean and spread of a skill equal those summed over all triples of grid points."""
    keyed_log = random_answers(1, 7, seed=11, tree=SMALL)
    rated = None if ratings is None else np.array([ratings])
    joint, _ = joint_posterior(keyed_log[0], None if rated is None else rated[0])
    joint /= joint.sum()
    first, second, third = np.meshgrid(GRID, GRID, GRID, indexing="ij")

    levels = skill_levels(SMALL, keyed_log, rated)

    for skill, level in enumerate(((first + second) / 2, third)):
        mean_level = (joint * level).sum()
        spread = (joint * (level - mean_level) ** 2).sum() ** 0.5
        assert mean(levels)[0, skill] == pytest.approx(mean_level, abs=2e-3)
        assert standard_deviation(levels)[0, skill] == pytest.approx(spread, abs=4e-3)


@patient
@given(seeds)
def test_the_estimate_of_a_skill_is_the_mean_of_its_sub_skills(seed: int) -> None:
    """
    Whatever was answered and rated, the estimates of a skill's sub-skills average to its own.

    To 0.005 level: near level 0 the end of the grid cuts the two differently.
    """
    answers, ratings = random_answers(2, 48, seed), random_ratings(2, seed)
    subs = estimates(FIVE_SKILLS, answers, ratings)
    owner = np.array(FIVE_SKILLS.skill_of)

    skills = mean(skill_levels(FIVE_SKILLS, answers, ratings))

    averaged = np.stack([subs[:, owner == skill].mean(axis=1) for skill in range(5)], axis=1)
    np.testing.assert_allclose(skills, averaged, atol=5e-3)


def test_the_likely_range_of_a_skill_holds_as_many_samples_as_it_says() -> None:
    """Of joint samples four in five lie in the range, for people whose ratings agree or do not."""
    answers, ratings = random_answers(6, 24, seed=5), random_ratings(6, seed=5)
    ratings[3:] = [[5], [0], [3]]
    owner = np.array(FIVE_SKILLS.skill_of)
    drawn = sample(FIVE_SKILLS, answers, ratings, size=4_000, seed=6)

    low, high = np.moveaxis(interval(skill_levels(FIVE_SKILLS, answers, ratings)), -1, 0)

    for skill in range(5):
        level = drawn[..., owner == skill].mean(axis=-1)
        inside = (level > low[:, skill, None]) & (level < high[:, skill, None])
        np.testing.assert_allclose(inside.mean(axis=1), 0.8, atol=0.03)


def test_samples_are_the_joint_distribution() -> None:
    """Samples have the posterior's means, and meet all requirements as often as computed."""
    truth = people_at_random(2, seed=10)
    answers, ratings = simulated_answers(truth, 1, seed=11), simulated_ratings(truth, seed=12)[0]
    required = np.full(24, 2)
    posterior = infer(FIVE_SKILLS, answers, ratings)

    drawn = sample(FIVE_SKILLS, answers, ratings, size=4_000, seed=13)
    met = np.array([meets(int(level)) for level in required])
    cells = np.round((drawn + 1) / 0.125).astype(int)
    # The grid point on an edge counts half, as it does in the exact figure.
    all_met = met[np.arange(24), cells].prod(axis=-1).mean(axis=1)

    spread = standard_deviation(posterior.marginals)
    np.testing.assert_allclose(drawn.mean(axis=1), mean(posterior.marginals), atol=0.06)
    np.testing.assert_allclose(drawn.std(axis=1), spread, atol=0.05)
    np.testing.assert_allclose(
        all_met, probability_of_all(FIVE_SKILLS, answers, ratings, required), atol=0.03
    )


def test_samples_of_the_prior_correlate_as_the_tree_says() -> None:
    """Without evidence, sub-skills correlate .45 within a skill and .30 across skills."""
    drawn = sample(FIVE_SKILLS, NOTHING, None, size=8_000, seed=1)[0]
    correlation = np.corrcoef(drawn.T)
    same = np.equal.outer(FIVE_SKILLS.skill_of, FIVE_SKILLS.skill_of)

    assert pytest.approx(correlation[same & ~np.eye(24, dtype=bool)].mean(), abs=0.02) == 0.45
    assert pytest.approx(correlation[~same].mean(), abs=0.02) == 0.30


def test_samples_repeat() -> None:
    """A seed gives the same samples again, alone or in a crowd; another seed gives others."""
    answers, ratings = random_answers(4, 48, seed=2), random_ratings(4, seed=2)

    crowd = sample(FIVE_SKILLS, answers, ratings, size=50, seed=7)
    alone = sample(FIVE_SKILLS, answers[[3]], ratings[[3]], size=50, seed=7)
    other = sample(FIVE_SKILLS, answers[[3]], ratings[[3]], size=50, seed=8)

    np.testing.assert_array_equal(alone[0], crowd[3])
    assert (other != alone).any()
