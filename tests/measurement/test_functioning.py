"""Whether an item works alike for two groups: known values, chance alone, and when to be silent."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.errors import MeasurementError
from assessment.measurement.functioning import FEWEST, Functioning, mantel_haenszel

from .examples import seeds
from .oracles import VERBAL, VERBAL_CHI2, VERBAL_MEN, VERBAL_NAMES, VERBAL_RATIOS


def found_in_verbal(name: str) -> Functioning:
    """One reaction for men beside women of the same number of reactions."""
    right = VERBAL[:, VERBAL_NAMES.index(name)]
    return mantel_haenszel(right, VERBAL_MEN, VERBAL.sum(axis=1))


@pytest.mark.parametrize("name", VERBAL_NAMES)
def test_verbal_aggression_is_judged_as_by_others(name: str) -> None:
    """Statistics of a well-known data set are those of the R package difR, significant or not."""
    found = found_in_verbal(name)
    if name in VERBAL_CHI2:
        assert found.chi2 == pytest.approx(VERBAL_CHI2[name], abs=6e-5)
        assert found.p < 0.05
    else:
        assert found.p > 0.05
    if name in VERBAL_RATIOS:
        ratio, delta = VERBAL_RATIOS[name]
        assert found.odds_ratio == pytest.approx(ratio, abs=6e-5)
        assert found.delta == pytest.approx(delta, abs=6e-4)


def test_one_stratum_by_hand() -> None:
    """
    Of 60 in each group, 40 and 20 were right.

    Odds ratio (40 * 40) / (20 * 20) = 4. Expected 30, variance 60 * 60 * 60 * 60 / (120^2 * 119)
    = 7.563; chi2 = 9.5^2 / 7.563 = 11.933.
    """
    right = np.repeat([True, False, True, False], [40, 20, 20, 40])
    focal = np.repeat([False, True], 60)
    found = mantel_haenszel(right, focal, np.zeros(120, dtype=np.int64))
    assert found.odds_ratio == pytest.approx(4)
    assert found.delta == pytest.approx(-2.35 * np.log(4))
    assert found.chi2 == pytest.approx(9.5**2 / 7.5630252, rel=1e-6)
    # With one stratum the error is that of a plain log odds ratio.
    assert found.error == pytest.approx(2.35 * (1 / 40 + 1 / 20 + 1 / 20 + 1 / 40) ** 0.5)
    assert found.verdict == "C"


@given(seeds, st.integers(1, 6))
def test_groups_the_other_way_round(seed: int, strata: int) -> None:
    """Swapping the groups turns the sign and leaves the rest."""
    rng = np.random.default_rng(seed)
    right, focal = rng.random(200) < 0.6, rng.random(200) < 0.4
    stratum = rng.integers(0, strata, 200)
    one, other = (mantel_haenszel(right, each, stratum) for each in (focal, ~focal))
    assert one.chi2 == pytest.approx(other.chi2)
    assert one.p == pytest.approx(other.p)
    assert one.delta is not None
    assert other.delta is not None
    assert one.delta == pytest.approx(-other.delta)
    assert one.error == pytest.approx(other.error)


@pytest.mark.slow
def test_false_alarms_are_as_rare_as_promised() -> None:
    """Where nothing differs, about one comparison in twenty falls beyond the 5% point."""
    rng = np.random.default_rng(1)
    alarms = []
    for _ in range(2000):
        level = rng.normal(size=600)
        focal = rng.random(600) < 0.5
        right = rng.random(600) < 1 / (1 + np.exp(-level))
        stratum = np.digitize(level, [-1.0, -0.5, 0.0, 0.5, 1.0])
        alarms.append(mantel_haenszel(right, focal, stratum).p < 0.05)
    assert 0.025 < np.mean(alarms) < 0.065


def test_a_level_apart_is_no_fault_of_the_item() -> None:
    """Groups that differ in level only are told alike, an item that is harder for one is not."""
    rng = np.random.default_rng(2)
    focal = np.arange(4000) % 2 == 0
    level = rng.normal(size=4000) - focal
    stratum = np.digitize(level, np.linspace(-3, 2, 40))
    fair = rng.random(4000) < 1 / (1 + np.exp(-level))
    unfair = rng.random(4000) < 1 / (1 + np.exp(-(level - 1.5 * focal)))
    assert mantel_haenszel(fair, focal, stratum).verdict == "A"
    hard = mantel_haenszel(unfair, focal, stratum)
    assert hard.verdict == "C"
    assert hard.delta is not None
    assert hard.delta == pytest.approx(-2.35 * 1.5, abs=0.4)


@pytest.mark.parametrize(("focal", "verdict"), [(FEWEST - 1, "cannot tell"), (FEWEST, "C")])
def test_with_few_people_nothing_is_said(focal: int, verdict: str) -> None:
    """Below 50 in a group no statement is made, however large the difference."""
    right = np.concatenate([np.arange(500) % 5 != 0, np.arange(focal) % 5 == 0])
    group = np.repeat([False, True], [500, focal])
    found = mantel_haenszel(right, group, np.zeros(500 + focal, dtype=np.int64))
    assert found.p < 1e-6
    assert found.verdict == verdict


def test_where_no_odds_compare_nothing_is_said() -> None:
    """Everybody right, one group alone, or nobody at all: no difference is claimed."""
    focal = np.repeat([False, True], 100)
    for right, group in (
        (np.ones(200, dtype=bool), focal),
        (np.arange(200) % 2 == 0, np.zeros(200, dtype=bool)),
        (np.zeros(0, dtype=bool), np.zeros(0, dtype=bool)),
    ):
        found = mantel_haenszel(right, group, np.zeros(right.size, dtype=np.int64))
        assert (found.chi2, found.odds_ratio, found.delta) == (0.0, None, None)
        assert found.verdict == "cannot tell"


@pytest.mark.parametrize(
    ("delta", "error", "p", "count", "verdict"),
    [
        (0.9, 0.1, 0.001, 200, "A"),
        (1.2, 0.1, 0.06, 200, "A"),
        (1.2, 0.1, 0.06, 80, "B"),
        (1.2, 0.1, 0.04, 200, "B"),
        (-1.6, 0.5, 0.04, 200, "B"),
        (-1.6, 0.2, 0.04, 200, "C"),
    ],
)
def test_classes_of_difference(
    delta: float, error: float, p: float, count: int, verdict: str
) -> None:
    """Small is negligible, large and surely so is C, and small groups are tested at 20%."""
    found = Functioning(count, count, 5.0, p, 2.0, delta, error)
    assert found.verdict == verdict


def test_shapes_that_disagree_are_refused() -> None:
    """Everybody has an answer, a group and a stratum."""
    yes = np.ones(3, dtype=bool)
    with pytest.raises(MeasurementError, match="Groups"):
        mantel_haenszel(yes, yes[:2], np.zeros(3, dtype=np.int64))
    with pytest.raises(MeasurementError, match="Strata"):
        mantel_haenszel(yes, yes, np.array([0, -1, 0]))
