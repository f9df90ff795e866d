"""Evidence counts once and in any order, and better evidence never lowers who gives it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.measurement.grid import FloatArray
from assessment.measurement.likelihood import (
    choice_curves,
    dont_know_curve,
    numeric_curves,
)
from assessment.measurement.summary import (
    mean,
    standard_deviation,
)
from assessment.measurement.tree import Tree, infer, probability_of_all, sample

from .examples import (
    ALONE,
    FIVE_SKILLS,
    NOTHING,
    credit_lists,
    estimates,
    levels,
    one_key,
    patient,
    random_answers,
    random_ratings,
    seeds,
    standard_prior,
    tables,
    worst_and_best_rows,
)


def keyed(tree: Tree, rows: dict[int, FloatArray]) -> FloatArray:
    """Log-likelihoods of one person whose answers have these likelihoods, by sub-skill."""
    keyed_log = np.zeros((1, len(tree.skill_of), 65))
    for sub_skill, row in rows.items():
        keyed_log[0, sub_skill] += np.log(row)
    return keyed_log


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
