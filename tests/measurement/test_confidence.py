"""What people say of their answers beside how those were."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.errors import MeasurementError
from assessment.measurement.confidence import FEWEST, calibrated

from .examples import seeds

SAID = st.sampled_from([0.0, 0.25, 0.5, 0.75, 0.95, 1.0])


@given(st.lists(st.tuples(SAID, st.booleans()), min_size=1, max_size=60))
def test_the_score_is_the_sum_of_its_parts(pairs: list[tuple[float, bool]]) -> None:
    """Brier score = reliability - resolution + uncertainty, whatever was said."""
    said, right = (np.array(each) for each in zip(*pairs, strict=True))
    found = calibrated(said, right)
    parts = found.reliability - found.resolution + found.uncertainty
    assert found.brier == pytest.approx(parts, abs=1e-12)


def test_by_hand() -> None:
    """
    Sure of .75 four times and right three times, sure of .5 twice and right both times.

    Index (3 + 1) / 6 - 5 / 6 = -1/6; Brier (3 * .0625 + .5625 + 2 * .25) / 6.
    """
    said = np.array([0.75, 0.75, 0.75, 0.75, 0.5, 0.5])
    right = np.array([True, True, True, False, True, True])
    found = calibrated(said, right)
    assert found.answers == 6
    assert found.index == pytest.approx(-1 / 6)
    assert found.brier == pytest.approx(1.25 / 6)
    assert found.reliability == pytest.approx(2 * 0.25 / 6)
    assert found.resolution == pytest.approx((4 / 144 + 2 / 36) / 6)
    assert found.uncertainty == pytest.approx(5 / 36)
    assert found.error == pytest.approx((4 * 0.1875 + 2 * 0.25) ** 0.5 / 6)
    assert found.verdict == "too few answers"


@given(st.lists(st.booleans(), min_size=1, max_size=60))
def test_who_says_what_comes_is_neither_over_nor_under(right: list[bool]) -> None:
    """Saying 1 for every right and 0 for every wrong answer leaves index and score at 0."""
    hit = np.array(right)
    found = calibrated(hit.astype(float), hit)
    assert (found.index, found.brier, found.error) == (0, 0, 0)


@pytest.mark.parametrize(("count", "spread"), [(10, 0.138), (20, 0.097), (40, 0.069), (60, 0.056)])
def test_the_error_is_that_of_people_who_know_their_chances(count: int, spread: float) -> None:
    """The index of simulated people who know their chances spreads as its error says."""
    rng = np.random.default_rng(count)
    indices, errors = [], []
    for _ in range(2000):
        chance = rng.uniform(0.25, 1, count)
        found = calibrated(chance, rng.random(count) < chance)
        indices.append(found.index)
        errors.append(found.error)
    assert np.std(indices) == pytest.approx(spread, rel=0.05)
    assert np.mean(errors) == pytest.approx(np.std(indices), rel=0.05)


@given(seeds)
def test_four_times_the_answers_halve_the_error(seed: int) -> None:
    """The error shrinks with the root of the number of answers."""
    rng = np.random.default_rng(seed)
    said, right = rng.choice([0.25, 0.5, 0.75, 0.95], 30), rng.random(30) < 0.5
    once, often = calibrated(said, right), calibrated(np.tile(said, 4), np.tile(right, 4))
    assert often.error == pytest.approx(once.error / 2)
    assert often.index == pytest.approx(once.index)


@pytest.mark.parametrize(
    ("count", "wrong", "verdict"),
    [
        (FEWEST - 1, FEWEST - 1, "too few answers"),
        (FEWEST, FEWEST, "over-confident"),
        (40, 10, "no more than chance"),
        (40, 0, "under-confident"),
    ],
)
def test_nothing_is_claimed_that_chance_would_do(count: int, wrong: int, verdict: str) -> None:
    """Over-confident is only who answered often enough, and is surer than right beyond chance."""
    right = np.arange(count) >= wrong
    assert calibrated(np.full(count, 0.75), right).verdict == verdict


@pytest.mark.parametrize("said", [-0.1, 1.1, float("nan")])
def test_impossible_confidence_is_refused(said: float) -> None:
    """A confidence is a chance, and without an answer there is none."""
    with pytest.raises(MeasurementError, match="chances from 0 to 1"):
        calibrated(np.array([said]), np.array([True]))
    with pytest.raises(MeasurementError, match="Without an answer"):
        calibrated(np.zeros(0), np.zeros(0, dtype=bool))
