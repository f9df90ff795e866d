"""Difficulties learned from answers: known values, true ones recovered, and what stays put."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.errors import MeasurementError
from assessment.measurement.calibration import Calibration, Priors, calibrate, levels_behind
from assessment.measurement.grid import GRID, FloatArray, IntArray
from assessment.measurement.keyed import Answers, KeyedItem, rows_of, table
from assessment.measurement.simulation import chances, outcomes, true_difficulties, true_levels
from assessment.measurement.tree import Tree, infer

from .examples import ALONE, FIVE_SKILLS, SMALL, one_key, seeds
from .oracles import LSAT7, LSAT7_LEVELS, LSAT7_LOG_LIKELIHOOD, LSAT7_SLOPES

JUDGED = np.array([0.0, 0.3, 0.6, 1.0])
FAMILIES = (("choice", one_key(4)), ("numeric", np.zeros(0)), ("best-and-worst", JUDGED))
FLAT = Priors(level_sd=30, slope_sd=30, people_sd=0)
"""Priors that say next to nothing, for people of the middle."""


def number(level: float = 3.0, sub_skill: int = 0) -> KeyedItem:
    """A number to work out."""
    return KeyedItem("numeric", np.zeros(0), sub_skill, level)


def complete(outcome: IntArray) -> Answers:
    """Answers of people who answered everything. Shape (people, items)."""
    people, items = outcome.shape
    persons, asked = np.repeat(np.arange(people), items), np.tile(np.arange(items), people)
    return Answers(people, persons, asked, outcome.ravel())


def bank(tree: Tree, each: int) -> list[KeyedItem]:
    """Items of all families and levels, ``each`` for a sub-skill."""
    return [
        KeyedItem(*FAMILIES[turn % 3], sub_skill, 1.0 + (turn + sub_skill) % 5)
        for sub_skill in range(len(tree.skill_of))
        for turn in range(each)
    ]


def answered(
    items: list[KeyedItem], lies: FloatArray, levels: FloatArray, share: float, seed: int
) -> Answers:
    """Simulated answers of people with these levels to a random share of the items."""
    rng = np.random.default_rng(seed)
    asked = rng.random((len(levels), len(items))) < share
    outcome = np.zeros(asked.shape, dtype=np.int64)
    for at, item in enumerate(items):
        probability = chances(item.family, item.credits, lies[at], levels[:, item.sub_skill])
        outcome[:, at] = outcomes(probability, rng)
    person, item_index = np.nonzero(asked)
    return Answers(len(levels), person, item_index, outcome[asked])


def simulated(
    tree: Tree, people: int, each: int, share: float, seed: int, mean: float = 3.0
) -> tuple[list[KeyedItem], FloatArray, Answers]:
    """Items, where they really lie, and answers to them."""
    rng = np.random.default_rng(seed)
    items = bank(tree, each)
    lies = true_difficulties(authors(items), np.full(len(items), 0.7), rng)
    return items, lies, answered(items, lies, true_levels(tree, people, rng, mean), share, seed)


def authors(items: list[KeyedItem]) -> FloatArray:
    """Where the authors place the items."""
    return np.array([item.level for item in items])


def rmse(found: FloatArray, truth: FloatArray) -> float:
    """Root of the mean squared difference."""
    return float(((found - truth) ** 2).mean() ** 0.5)


@pytest.fixture(scope="module")
def lsat7() -> Calibration:
    """The five items of LSAT7, slopes and difficulties free."""
    return calibrate(ALONE, [number() for _ in range(5)], complete(1 - LSAT7), FLAT)


def test_lsat7_is_calibrated_as_by_others(lsat7: Calibration) -> None:
    """Slopes, difficulties and likelihood of a well-known test are those of the R package mirt."""
    np.testing.assert_allclose(lsat7.levels - 3, LSAT7_LEVELS, atol=5e-3)
    np.testing.assert_allclose(lsat7.slopes, LSAT7_SLOPES, atol=5e-3)
    assert lsat7.log_posterior[-1] == pytest.approx(LSAT7_LOG_LIKELIHOOD, abs=0.1)
    assert lsat7.settled
    np.testing.assert_array_equal(lsat7.counts, 1000)


def test_lsat7_climbs_without_a_step_back(lsat7: Calibration) -> None:
    """No round lowers the posterior."""
    assert (np.diff(lsat7.log_posterior) > -1e-9).all()


@settings(deadline=None, max_examples=15)
@given(seeds, st.floats(0.1, 2.0), st.sampled_from([0.0, 0.3]), st.sampled_from([0.0, 1.0]))
def test_no_round_lowers_the_posterior(
    seed: int, level_sd: float, slope_sd: float, people_sd: float
) -> None:
    """Whatever the answers, also those that no model would give, and whatever the priors."""
    rng = np.random.default_rng(seed)
    items = bank(SMALL, 3)
    person, item = np.nonzero(rng.random((12, len(items))) < 0.5)
    outcome = np.array([rng.integers(rows_of(items[at])) for at in item], dtype=np.int64)
    found = calibrate(
        SMALL, items, Answers(12, person, item, outcome), Priors(level_sd, slope_sd, people_sd)
    )
    climbed = np.diff(found.log_posterior)
    assert (climbed >= -1e-9).all()
    assert found.settled


def test_without_answers_authors_are_right() -> None:
    """Nothing moves, and nothing is surer than before."""
    items = bank(SMALL, 2)
    none = np.zeros(0, dtype=np.int64)
    found = calibrate(SMALL, items, Answers(0, none, none, none))
    np.testing.assert_array_equal(found.levels, authors(items))
    np.testing.assert_allclose(found.errors, 0.7, rtol=1e-12)
    assert found.people_mean == 0
    assert found.settled


def test_an_item_without_answers_stays_while_others_move() -> None:
    """An author's level is corrected by answers to that item, never by answers to others."""
    items, _, answers = simulated(SMALL, 300, 3, 1.0, seed=1, mean=2.0)
    kept = answers.item != 4
    fewer = Answers(300, answers.person[kept], answers.item[kept], answers.outcome[kept])
    found = calibrate(SMALL, items, fewer)
    assert found.levels[4] == pytest.approx(items[4].level, abs=1e-12)
    assert found.errors[4] == pytest.approx(0.7)
    assert found.counts[4] == 0
    others = np.arange(len(items)) != 4
    assert np.abs(found.levels - authors(items))[others].min() > 0.01


@pytest.mark.slow
def test_ten_thousand_answers_outweigh_an_author() -> None:
    """An author who is a level off is put right, where the others hold the scale."""
    items = bank(SMALL, 4)
    lies = authors(items)
    levels = true_levels(SMALL, 10_000, np.random.default_rng(2))
    answers = answered(items, lies, levels, 1.0, 2)
    wrong = [replace(item, level=item.level + (at == 5)) for at, item in enumerate(items)]
    found = calibrate(SMALL, wrong, answers, Priors(people_sd=0))
    assert found.levels[5] == pytest.approx(lies[5], abs=0.05)
    assert found.errors[5] < 0.05


def test_one_item_by_hand() -> None:
    """Right half the time is as hard as its people are able; a prior pulls half-way."""
    outcome = np.tile([[0], [1]], (2000, 1))
    flat = calibrate(ALONE, [number(4)], complete(outcome), FLAT)
    assert flat.levels[0] == pytest.approx(3, abs=1e-3)
    # Information about b: sum of squared scores; with the prior's 1 / sd^2 equal to it, half-way.
    close = calibrate(ALONE, [number(4)], complete(outcome), Priors(flat.errors[0], people_sd=0))
    assert close.levels[0] == pytest.approx(3.5, abs=0.05)


def test_not_knowing_counts_as_a_wrong_answer() -> None:
    """Where one option is keyed, wrong options and "I don't know" move an item alike."""
    item = KeyedItem("choice", one_key(4), 0, 3.0)
    wrong = np.tile([[3], [0]], (100, 1))
    unknown = np.tile([[3], [4]], (100, 1))
    one, other = (calibrate(ALONE, [item], complete(outcome)) for outcome in (wrong, unknown))
    np.testing.assert_allclose(one.levels, other.levels, atol=1e-9)
    np.testing.assert_allclose(one.errors, other.errors, atol=1e-9)


def test_harder_is_what_fewer_get_right() -> None:
    """Of two items alike but for their answers, the one with fewer right lies higher."""
    rng = np.random.default_rng(3)
    right = rng.random((400, 1)) < np.array([[0.7, 0.4]])
    found = calibrate(SMALL, [number(), number()], complete(1 - right.astype(np.int64)))
    assert found.levels[0] < found.levels[1]


@pytest.mark.slow
@pytest.mark.parametrize("mean", [2.0, 3.0, 4.0])
def test_the_average_of_the_people_is_not_taken_for_difficulty(mean: float) -> None:
    """Able people do not make items easy: the authors' common scale stays where it was."""
    items, lies, answers = simulated(FIVE_SKILLS, 300, 6, 0.3, seed=4, mean=mean)
    found = calibrate(FIVE_SKILLS, items, answers)
    assert found.people_mean == pytest.approx(mean - 3, abs=0.25)
    assert (found.levels - authors(items)).mean() == pytest.approx(0, abs=0.06)
    assert rmse(found.levels, lies) < 0.65 * rmse(authors(items), lies)


@pytest.mark.slow
def test_difficulties_are_recovered_the_better_the_more_answers() -> None:
    """Twenty answers an item help, 60 more, 200 more still; errors are as large as they claim."""
    misses, claims = [], []
    for people in (100, 300, 1000):
        items, lies, answers = simulated(FIVE_SKILLS, people, 6, 0.2, seed=5)
        found = calibrate(FIVE_SKILLS, items, answers)
        misses.append(rmse(found.levels, lies))
        claims.append(float((np.abs(found.levels - lies) < 1.2816 * found.errors).mean()))
    assert rmse(authors(items), lies) > misses[0] > misses[1] > misses[2]
    assert misses[2] < 0.35
    assert all(0.70 < claim < 0.90 for claim in claims)


@given(st.permutations(range(9)))
@settings(deadline=None, max_examples=5)
def test_the_order_of_items_does_not_matter(order: list[int]) -> None:
    """Items in another order get the same difficulties."""
    items, _, answers = simulated(SMALL, 40, 3, 1.0, seed=6)
    place = np.argsort(order)
    moved = Answers(40, answers.person, place[answers.item], answers.outcome)
    one = calibrate(SMALL, items, answers)
    other = calibrate(SMALL, [items[at] for at in order], moved)
    np.testing.assert_allclose(other.levels, one.levels[order], atol=1e-6)


def test_people_are_taken_in_parts_without_a_trace() -> None:
    """More people than are worked on at once give what they would give together."""
    outcome = np.tile([[0, 1], [1, 1], [0, 0]], (700, 1))
    found = calibrate(SMALL, [number(), number(2)], complete(outcome))
    shuffled = np.random.default_rng(7).permutation(outcome)
    other = calibrate(SMALL, [number(), number(2)], complete(shuffled))
    np.testing.assert_allclose(found.levels, other.levels, atol=1e-9)
    np.testing.assert_array_equal(found.counts, 2100)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"outcome": np.array([0, 3])}, "outcome"),
        ({"outcome": np.array([0, -1])}, "outcome"),
        ({"item": np.array([0, 2])}, "Items"),
        ({"person": np.array([0, 2])}, "People"),
        ({"person": np.array([1, 0])}, "order"),
        ({"outcome": np.array([0])}, "shape"),
    ],
)
def test_impossible_answers_are_refused(changes: dict[str, IntArray], said: str) -> None:
    """Answers by nobody, to nothing or with no such outcome are named."""
    answers = Answers(2, np.array([0, 1]), np.array([0, 1]), np.array([0, 2]))
    with pytest.raises(MeasurementError, match=said):
        calibrate(SMALL, [number(), number()], replace(answers, **changes))


@pytest.mark.parametrize(
    ("items", "priors", "said"),
    [
        ([], Priors(), "no item"),
        ([number(float("nan"))], Priors(), "finite"),
        ([number(sub_skill=3)], Priors(), "Sub-skills"),
        ([KeyedItem("essay", np.zeros(0), 0, 3.0)], Priors(), "essay"),
        ([number()], Priors(level_sd=0), "more than 0"),
        ([number()], Priors(slope_sd=-1), "more than 0"),
    ],
)
def test_impossible_items_and_priors_are_refused(
    items: list[KeyedItem], priors: Priors, said: str
) -> None:
    """What cannot be calibrated is named."""
    none = np.zeros(0, dtype=np.int64)
    with pytest.raises(MeasurementError, match=said):
        calibrate(SMALL, items, Answers(0, none, none, none), priors)


def test_a_level_from_the_other_answers_leaves_the_answer_out() -> None:
    """What the others say of a person is what a batch without that answer says."""
    items, _, answers = simulated(SMALL, 30, 3, 1.0, seed=8)
    found = calibrate(SMALL, items, answers, Priors(people_sd=0))
    _, levels = levels_behind(SMALL, items, found, answers)
    for left_out in (0, 100, 269):
        kept = np.arange(answers.item.size) != left_out
        rows = [
            np.log(table(items[at], np.array([found.levels[at], np.log(1.2)])))[outcome]
            for at, outcome in zip(answers.item, answers.outcome, strict=True)
        ]
        keyed = np.zeros((30, 3, 65))
        owners = np.array([items[at].sub_skill for at in answers.item])
        np.add.at(keyed, (answers.person[kept], owners[kept]), np.array(rows)[kept])
        marginals = infer(SMALL, keyed).marginals
        expected = marginals[answers.person[left_out], owners[left_out]] @ GRID
        assert levels[left_out] == pytest.approx(expected, abs=1e-9)
