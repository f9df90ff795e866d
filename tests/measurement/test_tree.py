"""All of a person's evidence, put together in the tree."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.errors import MeasurementError
from assessment.measurement.grid import GRID, FloatArray, IntArray, meets
from assessment.measurement.likelihood import (
    LENIENCY,
    LENIENCY_WEIGHTS,
    choice_curves,
    dont_know_curve,
    numeric_curves,
    self_rating_curves,
)
from assessment.measurement.summary import (
    interval,
    mean,
    probability_of_meeting,
    standard_deviation,
)
from assessment.measurement.tree import Tree, infer, probability_of_all, sample

from .examples import (
    ALONE,
    FIVE_SKILLS,
    SMALL,
    averaged_over_leniency,
    credit_lists,
    levels,
    one_key,
    patient,
    people_at_random,
    random_answers,
    random_ratings,
    seeds,
    simulated_answers,
    simulated_ratings,
    standard_prior,
    tables,
    worst_and_best_rows,
)

NOTHING = np.zeros((1, 24, 65))
"""No keyed answer by one person."""


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


def keyed(tree: Tree, rows: dict[int, FloatArray]) -> FloatArray:
    """Log-likelihoods of one person whose answers have these likelihoods, by sub-skill."""
    keyed_log = np.zeros((1, len(tree.skill_of), 65))
    for sub_skill, row in rows.items():
        keyed_log[0, sub_skill] += np.log(row)
    return keyed_log


def estimates(tree: Tree, keyed_log: FloatArray, ratings: IntArray | None = None) -> FloatArray:
    """EAP of every sub-skill. Shape (people, sub_skills)."""
    return mean(infer(tree, keyed_log, ratings).marginals)


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


@patient
@given(st.lists(tables(), min_size=1, max_size=6), seeds)
def test_what_hangs_together_with_nothing_is_bayes_rule(rows: list[FloatArray], seed: int) -> None:
    """With no shared variance each sub-skill is its own prior times its own answers."""
    rng = np.random.default_rng(seed)
    answers = [table[rng.integers(len(table))] for table in rows]
    expected = standard_prior() * np.prod(answers, axis=0)
    separate = Tree((0, 0, 1), general=0.0, skill=0.0, own=1.0)
    keyed_log = np.zeros((1, 3, 65))
    keyed_log[0, 1] = np.log(answers).sum(axis=0)

    marginals = infer(separate, keyed_log).marginals[0]

    np.testing.assert_allclose(marginals[1], expected / expected.sum(), atol=1e-12)
    np.testing.assert_allclose(marginals[[0, 2]], [standard_prior()] * 2, atol=1e-12)


@given(tables(), tables(), seeds)
@patient
def test_answers_may_come_one_by_one(first: FloatArray, second: FloatArray, seed: int) -> None:
    """Updating on one answer and then on another is updating on both, in either order."""
    rng = np.random.default_rng(seed)
    one, two = first[rng.integers(len(first))], second[rng.integers(len(second))]
    after_one = infer(ALONE, keyed(ALONE, {0: one})).marginals[0, 0]
    after_two = infer(ALONE, keyed(ALONE, {0: two})).marginals[0, 0]

    both = infer(ALONE, keyed(ALONE, {0: one * two})).marginals[0, 0]

    np.testing.assert_allclose(both, after_one * two / (after_one @ two), atol=1e-12)
    np.testing.assert_allclose(both, after_two * one / (after_two @ one), atol=1e-12)


@patient
@given(seeds, st.permutations(range(24)))
def test_order_does_not_matter(seed: int, order: list[int]) -> None:
    """Listing people and sub-skills in another order lists the same results in that order."""
    answers, ratings = random_answers(3, 30, seed), random_ratings(3, seed)
    people, subs = np.array([2, 0, 1]), np.array(order)
    shuffled = Tree(tuple(FIVE_SKILLS.skill_of[sub] for sub in order))

    expected = infer(FIVE_SKILLS, answers, ratings)
    actual = infer(shuffled, answers[people][:, subs], ratings[people][:, subs])

    np.testing.assert_allclose(actual.marginals, expected.marginals[people][:, subs], atol=1e-12)
    np.testing.assert_allclose(actual.log_evidence, expected.log_evidence[people], atol=1e-10)


@pytest.mark.parametrize("rated", [False, True])
def test_alone_or_in_a_crowd(rated: bool) -> None:  # noqa: FBT001
    """A person among 300, in whatever chunk, gets what the person alone gets."""
    answers = random_answers(300, 48, seed=3)
    ratings = random_ratings(300, seed=3) if rated else None
    required = np.full(24, 2)

    crowd = infer(FIVE_SKILLS, answers, ratings)
    crowd_all = probability_of_all(FIVE_SKILLS, answers, ratings, required)

    for person in (0, 141, 142, 299):
        own = None if ratings is None else ratings[[person]]
        alone = infer(FIVE_SKILLS, answers[[person]], own)
        alone_all = probability_of_all(FIVE_SKILLS, answers[[person]], own, required)
        np.testing.assert_allclose(alone.marginals[0], crowd.marginals[person], atol=1e-13)
        np.testing.assert_allclose(alone.leniency[0], crowd.leniency[person], atol=1e-13)
        assert alone_all[0] == pytest.approx(crowd_all[person], rel=1e-10)


def test_ratings_all_missing_are_no_ratings() -> None:
    """Doesn't apply is not zero: with every rating missing the answers alone decide."""
    answers = random_answers(5, 48, seed=4)

    expected = infer(FIVE_SKILLS, answers)
    actual = infer(FIVE_SKILLS, answers, np.full((5, 24), -1))

    np.testing.assert_allclose(actual.marginals, expected.marginals, atol=1e-13)
    np.testing.assert_allclose(actual.leniency, expected.leniency, atol=1e-13)
    np.testing.assert_allclose(actual.log_evidence, expected.log_evidence, atol=1e-10)


def test_an_item_without_a_key_changes_nothing() -> None:
    """If every option earns the same, choosing one tells nothing about anyone."""
    answers = random_answers(1, 48, seed=5)
    empty = np.log(choice_curves(3, np.ones(4)))[0]

    expected = estimates(FIVE_SKILLS, answers)
    actual = estimates(FIVE_SKILLS, answers + empty)

    np.testing.assert_allclose(actual, expected, atol=1e-12)


@patient
@given(seeds, st.integers(0, 23), levels, credit_lists(fewest=3))
def test_a_better_answer_never_lowers_any_estimate(
    seed: int, sub_skill: int, level: int, credits: FloatArray
) -> None:
    """Of two people alike but for one answer, the one with more credit is nowhere lower."""
    answers = random_answers(1, 30, seed)
    rows = np.log(choice_curves(level, credits))[np.argsort(credits)]
    people = answers.repeat(len(rows), axis=0)
    people[:, sub_skill] += rows

    steps = np.diff(estimates(FIVE_SKILLS, people), axis=0)

    assert (steps >= -1e-10).all()


@patient
@given(seeds, st.integers(0, 23))
def test_a_higher_rating_never_lowers_its_own_estimate(seed: int, sub_skill: int) -> None:
    """Rating oneself higher on a sub-skill never lowers the estimate of that sub-skill."""
    answers = random_answers(1, 30, seed).repeat(6, axis=0)
    ratings = random_ratings(1, seed).repeat(6, axis=0)
    ratings[:, sub_skill] = range(6)

    steps = np.diff(estimates(FIVE_SKILLS, answers, ratings)[:, sub_skill])

    assert (steps >= -1e-10).all()


def test_a_higher_rating_can_lower_the_others() -> None:
    """Praise that the rest does not bear out is taken for leniency: other estimates may fall."""
    ratings = np.full((2, 24), 3)
    ratings[1, 0] = 5

    before, after = estimates(FIVE_SKILLS, NOTHING.repeat(2, axis=0), ratings)

    assert after[0] > before[0]
    assert (after[5:] < before[5:]).all()


@pytest.mark.parametrize("level", [1, 3, 5])
def test_all_right_raises_and_all_wrong_lowers(level: int) -> None:
    """In any bank, each further best answer lifts every estimate, each worst one lowers it."""
    for worst, best in worst_and_best_rows(level):
        counts = np.arange(9)[:, None, None]
        up, down = np.zeros((2, 9, 24, 65))
        up[:, :1] += counts * np.log(best)
        down[:, :1] += counts * np.log(worst)

        assert (np.diff(estimates(FIVE_SKILLS, up), axis=0) > 0).all()
        assert (np.diff(estimates(FIVE_SKILLS, down), axis=0) < 0).all()


@patient
@given(levels, st.integers(2, 6), seeds)
def test_dont_know_is_a_wrong_answer(level: int, options: int, seed: int) -> None:
    """Saying "I don't know" moves every estimate exactly as a wrong guess does."""
    answers, ratings = random_answers(1, 20, seed), random_ratings(1, seed)
    guessed, honest = answers.copy(), answers.copy()
    guessed[0, 7] += np.log(choice_curves(level, one_key(options)))[0]
    honest[0, 7] += np.log(dont_know_curve(level))

    expected = infer(FIVE_SKILLS, guessed, ratings)
    actual = infer(FIVE_SKILLS, honest, ratings)

    np.testing.assert_allclose(actual.marginals, expected.marginals, atol=1e-12)
    np.testing.assert_allclose(actual.leniency, expected.leniency, atol=1e-12)


def test_two_thousand_answers_do_not_underflow() -> None:
    """However long the attempt, and however its parts disagree, every figure stays finite."""
    right, wrong = np.log(numeric_curves(3))
    people = np.stack([np.tile(right, (24, 1)), np.tile(wrong, (24, 1)), np.zeros((24, 65))])
    people[2, ::2], people[2, 1::2] = right, wrong
    ratings = np.tile(np.array([5, 0] * 12), (3, 1))

    posterior = infer(FIVE_SKILLS, 2_000 * people, ratings)
    shares = probability_of_all(FIVE_SKILLS, 2_000 * people, ratings, np.full(24, 5))
    drawn = sample(FIVE_SKILLS, 2_000 * people, ratings, size=10, seed=0)

    assert np.isfinite(posterior.marginals).all()
    assert np.isfinite(posterior.log_evidence).all()
    assert np.isfinite(drawn).all()
    np.testing.assert_allclose(mean(posterior.marginals)[0], 7.0, atol=0.05)
    np.testing.assert_allclose(mean(posterior.marginals)[1], -1.0, atol=0.05)
    np.testing.assert_allclose(shares, [1.0, 0.0, 0.0], atol=1e-6)


@patient
@given(seeds, st.integers(0, 23), tables())
def test_asking_narrows_on_average(seed: int, sub_skill: int, table: FloatArray) -> None:
    """Before it is asked, an item is expected to widen no sub-skill's posterior."""
    answers = random_answers(1, 20, seed)
    people = answers.repeat(len(table), axis=0)
    people[:, sub_skill] += np.log(table)
    now, then = infer(FIVE_SKILLS, answers), infer(FIVE_SKILLS, people)

    chance = np.exp(then.log_evidence - now.log_evidence)
    expected = chance @ standard_deviation(then.marginals) ** 2

    assert pytest.approx(chance.sum(), abs=1e-10) == 1
    assert (expected <= standard_deviation(now.marginals)[0] ** 2 + 1e-12).all()


def test_lenient_people_are_found_out() -> None:
    """Given 24 answers, the leniency inferred follows the true one closely (r above .8)."""
    truth = people_at_random(300, seed=1)
    ratings, leniency = simulated_ratings(truth, seed=2)

    posterior = infer(FIVE_SKILLS, simulated_answers(truth, 1, seed=3), ratings)

    assert np.corrcoef(posterior.leniency @ LENIENCY, leniency)[0, 1] > 0.8


def test_shared_leniency_keeps_the_likely_range_honest() -> None:
    """
    The 80 % range of people who only rated themselves holds 77 to 86 % of true levels.

    Had each rating a leniency of its own, 24 ratings would seem to agree on what is only a habit:
    the range would then hold some 60 %.
    """
    truth = people_at_random(400, seed=4)
    ratings, _ = simulated_ratings(truth, seed=5)
    nothing = np.zeros((400, 24, 65))
    naive = np.log(averaged_over_leniency())[ratings]

    shared = interval(infer(FIVE_SKILLS, nothing, ratings).marginals)
    apart = interval(infer(FIVE_SKILLS, naive).marginals)

    def held(ranges: FloatArray) -> float:
        return float(((ranges[..., 0] <= truth) & (truth <= ranges[..., 1])).mean())

    assert 0.77 <= held(shared) <= 0.86
    assert held(apart) < 0.72


def test_boasting_pays_little() -> None:
    """
    Rating everything one higher lifts the overall estimate by two fifths of a level, not by one.

    An answer to one single-best question on each of 24 sub-skills halves that; a second one
    brings it to 0.15.
    """
    truth = people_at_random(200, seed=6)
    ratings = np.clip(simulated_ratings(truth, seed=7)[0], 0, 4)
    once, twice = (simulated_answers(truth, count, seed=8) for count in (1, 2))

    def lift(keyed_log: FloatArray) -> float:
        honest = estimates(FIVE_SKILLS, keyed_log, ratings)
        boasting = estimates(FIVE_SKILLS, keyed_log, ratings + 1)
        return float((boasting - honest).mean())

    assert lift(np.zeros_like(once)) == pytest.approx(0.40, abs=0.03)
    assert lift(once) == pytest.approx(0.21, abs=0.03)
    assert lift(twice) == pytest.approx(0.15, abs=0.03)


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


@pytest.mark.parametrize(
    ("keyed_log", "ratings", "said"),
    [
        (np.zeros((1, 23, 65)), None, "should have shape"),
        (np.zeros((24, 65)), None, "should have shape"),
        (np.full((1, 24, 65), np.nan), None, "finite"),
        (np.full((1, 24, 65), -np.inf), None, "finite"),
        (NOTHING, np.full((1, 24), 6), "run from -1 to 5"),
        (NOTHING, np.full((1, 24), -2), "run from -1 to 5"),
        (NOTHING, np.full((1, 24), 3.0), "whole numbers"),
        (NOTHING, np.full((2, 24), 3), "should have shape"),
    ],
)
def test_unusable_evidence_is_refused(
    keyed_log: FloatArray, ratings: IntArray | None, said: str
) -> None:
    """Evidence that does not fit the tree, or is no number, is named and not scored."""
    with pytest.raises(MeasurementError, match=said):
        infer(FIVE_SKILLS, keyed_log, ratings)
    with pytest.raises(MeasurementError, match=said):
        sample(FIVE_SKILLS, keyed_log, ratings, size=1, seed=0)
    with pytest.raises(MeasurementError, match=said):
        probability_of_all(FIVE_SKILLS, keyed_log, ratings, np.full(24, 3))


@pytest.mark.parametrize("required", [np.full(24, 6), np.full(24, -1), np.full(23, 3)])
def test_unusable_requirements_are_refused(required: IntArray) -> None:
    """A requirement off the scale, or one too few, is a mistake in the role."""
    with pytest.raises(MeasurementError, match="Required levels"):
        probability_of_all(FIVE_SKILLS, NOTHING, None, required)


@pytest.mark.parametrize(
    "variances",
    [(-0.1, 0.15, 0.55), (0.3, 1e-6, 0.55), (0.3, 0.15, 0.0), (3.0, 1.0, 1.0), (np.nan, 0.1, 0.5)],
)
def test_a_tree_the_grids_cannot_carry_is_refused(variances: tuple[float, float, float]) -> None:
    """Variances are 0 or wide enough for the grid, and no wider than it in total."""
    with pytest.raises(MeasurementError, match="variance"):
        Tree((0, 0, 1), *variances)


def test_an_empty_tree_is_refused() -> None:
    """There is nothing to measure without a sub-skill."""
    with pytest.raises(MeasurementError, match="at least one sub-skill"):
        Tree(())


def test_unusable_sampling_is_refused() -> None:
    """No samples, or a negative seed, cannot be drawn."""
    with pytest.raises(MeasurementError, match="At least one sample"):
        sample(FIVE_SKILLS, NOTHING, None, size=0, seed=0)
    with pytest.raises(MeasurementError, match="seed"):
        sample(FIVE_SKILLS, NOTHING, None, size=1, seed=-1)
